/* context.h - the contexts of a record, and what a story is about.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_CONTEXT_H
#define DL_EVENT_CONTEXT_H
#include "event/compose.h"

/* Set ev->contexts: those of the record's worth, then those that words of its sentence bear out. */
DL_CHECK dl_status dl__context_of(const dl__compose *c, const dl__cand *x, dl_event *ev);
/* Weight per hundred words of the words of a domain ("sport", ...) that is the heaviest; *name gets it. */
double dl__domain_weight(const dl__events *e, const dl_document *d, const char **name);
#endif
