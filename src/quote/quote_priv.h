/* quote_priv.h - between the parts of quote/.  Layer: quote, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_QUOTE_QUOTE_PRIV_H
#define DL_QUOTE_QUOTE_PRIV_H
#include "lexicon/frame.h"
#include "parse/args.h"
#include "quote/quote.h"

struct dl__cues {
    dl__arena *arena;
    dl__sets sets;
    dl__entries entries;
};

/* A run of text between quotation marks; marks left out. Tokens are those inside. */
typedef struct dl__quotation {
    uint32_t first, end; /* tokens */
    int32_t speaker;     /* statement whose cue speaks for it, -1: not known yet */
} dl__quotation;

/* Find the quotations of a document: typographic marks pair by form, straight ones by turns; a paragraph's end closes all
 * but a quotation that the next paragraph reopens.  quote_of[n_tokens] gets 1 + the quotation of a token, 0: none. */
DL_CHECK dl_status dl__quotations(dl_document *d, dl__arena *scratch, dl__quotation **out, size_t *n,
                                  uint32_t **quote_of);
/* Whether a token is a quotation mark (double). */
bool dl__is_mark(const dl_document *d, uint32_t token);
#endif
