/* tree_text.h - a sentence's tree drawn with lines.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_TREE_TEXT_H
#define DL_SINK_TREE_TEXT_H
#include "sink/page.h"

/* One word a line, children in text order below their head, each with part of speech, relation and, where it differs, lemma. */
void dl__tree_text(dl__page *p, const dl_document *d, const dl_sentence *s);
#endif
