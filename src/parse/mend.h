/* mend.h - arcs that the parser often gets wrong where tense and meaning tell better.  Layer: parse. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_MEND_H
#define DL_PARSE_MEND_H
#include "base/document.h"

/* Hangs a title on the name behind it ("Mr Velten", where the parser made two subjects of the two), and clauses that go on
 * with the report, not with what is reported, on the verb of saying: "said the talks had failed and accused ...", "warns that
 * prices will rise, while others say ...".  The first subject of "the rebels, officials said, killed ten" goes to what is said.
 * Changes head and deprel only; the tree stays a tree.  Before dl__tree_index. */
void dl__tree_mend(dl_document *d);
#endif
