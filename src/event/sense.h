/* sense.h - what the lexicon fits and is no event all the same.  Layer: event, private.
 *
 * An entry knows its clause. That the text around it is of a hotel, a match or an earthquake, and that those in it are
 * nobody's officials, is asked here, once for each record that would be. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_SENSE_H
#define DL_EVENT_SENSE_H
#include "event/compose.h"

/* What is known of a document's words; in the scratch arena of the composition. */
typedef struct dl__sense {
    const dl__compose *c;
    const char *domain;    /* the whole story is of "sport", "weather", ...; NULL: of none of them */
    bool trade;            /* it is of firms and markets, though other things are in it */
    int16_t *weight;       /* [n_tokens] of data/lexicon/register.tsv: for politics > 0, for private life < 0 */
    uint32_t *row;         /* [n_tokens] 1 + row of that table, 0: in none */
    uint32_t *last;        /* [rows] stamp: words count once */
    uint32_t stamp;
    uint8_t *mishap;       /* [n_tokens] 1: word of accidents, 2: of violence; NULL until it is asked for */
} dl__sense;

DL_CHECK dl_status dl__sense_new(const dl__compose *c, dl__sense *out, dl_error *err);
/* Why candidate x with these participants is no event, for people; NULL: it is one.
 * said     somebody of the story says so
 * errors  out of memory: *failed */
const char *dl__sense_against(dl__sense *s, const dl__cand *x, int quad, const dl__parties *actors,
                              const dl__parties *recipients, bool said, dl_status *failed);
#endif
