/* sides.h - who is a party to a record where the frame does not say.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_SIDES_H
#define DL_EVENT_SIDES_H
#include "event/compose.h"

/* Complete the actors and recipients of a candidate that is a record, from its content, its governor and what it is about. */
void dl__sides_settle(const dl__compose *c, dl__cand *x);
/* The same from other clauses and sentences; asks for the sides of other candidates, so all are to be settled before. */
void dl__sides_told_before(const dl__compose *c, dl__cand *x);
#endif
