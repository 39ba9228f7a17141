/* trace.h - what `explain` tells of words that made no record.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_TRACE_H
#define DL_EVENT_TRACE_H
#include "event/compose.h"

/* "shell/v  s=A o=R  kind shell": an entry as its table has it. NULL: no memory. */
const char *dl__trace_entry(dl__arena *a, const dl__entry *e);
/* The entry that came nearest for a word, and the slot that it lacked. c->failed on lack of memory. */
void dl__trace_near(dl__compose *c, uint32_t token, const dl__match *m);
/* Every candidate that was settled to be no record, with the reason. c->failed on lack of memory. */
void dl__trace_dropped(dl__compose *c);
#endif
