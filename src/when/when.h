/* when.h - expressions of time, resolved against the story's date.  Layer: when; includes base ... parse, lexicon. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHEN_WHEN_H
#define DL_WHEN_WHEN_H
#include "base/document.h"
#include "lexicon/pack.h"

typedef struct dl__clock dl__clock; /* the tables of data/time, indexed; read-only */
DL_CHECK dl_status dl__clock_new(const dl__pack *p, dl__clock **out, dl_error *err);
void dl__clock_free(dl__clock *c);

/* Fill times. */
DL_CHECK dl_status dl__when_find(const dl__clock *c, dl_document *d, dl_error *err);

/* The date of what happens at `trigger`: an expression attached in its clause, else in the governing clauses of the same
 * sentence where that is sound, else the story's date.  deed: a material act, which is told as of the story's running day
 * where what is said is not.  Strings live in the document. */
typedef struct dl__date {
    const char *date, *date_end, *granularity, *text, *from;
    int year_delta_days; /* days from the story's date to the event's (negative: before); 0 where unknown */
} dl__date;
DL_CHECK dl_status dl__when_of(const dl_document *d, uint32_t trigger, bool deed, dl__date *out);

/* Whether the text tells of `trigger` as of more than a year before the story, though that need not be its date: `date` is what
 * dl__when_of found; else an old expression that holds for the clause or, in the past perfect, for the sentence. */
bool dl__when_long_ago(const dl_document *d, uint32_t trigger, const dl__date *date);
#endif
