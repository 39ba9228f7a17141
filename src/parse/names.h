/* names.h - one name, one kind: what the names of a document say of each other.  Layer: parse; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_NAMES_H
#define DL_PARSE_NAMES_H
#include "base/document.h"

/* Sentences are tagged one by one.  A name gets the kind that the same words have most often in the document; words
 * that were found to be a name twice are one wherever they stand with capitals and untagged; the first and the last word
 * of a person's name count as that person's.  Changes ner of tokens only.   errors  DL_ENOMEM (false) */
DL_CHECK bool dl__names_agree(dl_document *d);
#endif
