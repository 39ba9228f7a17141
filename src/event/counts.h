/* counts.h - how many were killed, arrested, marching.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_COUNTS_H
#define DL_EVENT_COUNTS_H
#include "event/compose.h"

/* Set ev->counts from the numerals of the record's object (or subject for a crowd). What is counted: the sets named
 * count_killed, count_injured, ... of sets.tsv that hold the trigger's lemma. */
DL_CHECK dl_status dl__counts_of(const dl__compose *c, const dl__cand *x, dl_event *ev);
/* Value of "39", "1,200", "two", "dozens", "three million"; false when it is none. n_max -1: open. */
bool dl__number_value(const dl_document *d, uint32_t token, int64_t *n, int64_t *n_max);
#endif
