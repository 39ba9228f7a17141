/* quote.h - who says what: statements with speaker, cue and content.  Layer: quote; includes base ... parse, lexicon. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_QUOTE_QUOTE_H
#define DL_QUOTE_QUOTE_H
#include "base/document.h"
#include "lexicon/pack.h"

typedef struct dl__cues dl__cues; /* verbs and phrases of saying and thinking; read-only */
DL_CHECK dl_status dl__cues_new(const dl__pack *p, dl__cues **out, dl_error *err);
void dl__cues_free(dl__cues *c);

/* Fill statements (all but .events).  Reads mention_of; runs after the actors. */
DL_CHECK dl_status dl__quote_find(const dl__cues *c, dl_document *d, dl_error *err);
#endif
