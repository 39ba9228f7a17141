/* status.h - polarity, time and modality of a word, from its clause and from what governs it.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_STATUS_H
#define DL_EVENT_STATUS_H
#include "event/tables.h"

typedef struct dl__status {
    dl_polarity polarity;
    dl_modality modality;
    bool future, historical;
    bool none; /* a pretence or a mere wish: no record */
} dl__status;

/* Read off the auxiliaries, negations and adverbs of the word, then of each word that governs it and hands its own status
 * on (data/lexicon/status.tsv, light verbs, conjuncts), up to the first that does not. */
dl__status dl__status_of(const dl__events *e, const dl_document *d, uint32_t token);
/* Whether a verb hands the status and subject of its complement through ("began to", "managed to"). */
bool dl__status_passes(const dl__events *e, const dl_document *d, uint32_t verb);
#endif
