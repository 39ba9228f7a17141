/* when_priv.h - what the files that date events share.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHEN_WHEN_PRIV_H
#define DL_WHEN_WHEN_PRIV_H
#include "when/time_priv.h"

/* ---- when_of.c ---- */
/* First and last day of a value ("2019", "2019-W03", "2019-03-05"); false where it has none. */
bool dl__when_days(const char *value, int64_t *first, int64_t *last);

/* ---- when_attach.c ---- */
/* A date that the calendar knows: neither PAST_REF nor a decade. */
bool dl__when_calendar(const dl_time *t);
/* The token of the expression that hangs on something outside of it; its preposition (-1: none). */
int32_t dl__when_head(const dl_document *d, const dl_time *t);
int32_t dl__when_case(const dl_document *d, int32_t token);
/* How well an expression hangs on token t: 0 not at all, higher is closer. */
int dl__when_attachment(const dl_document *d, const dl_time *time, uint32_t t);
/* The expression that hangs on token t, the one that does so most surely; NULL: none. */
const dl_time *dl__when_direct(const dl_document *d, uint32_t t);
/* The expression that holds token t, NULL: none. */
const dl_time *dl__when_holding(const dl_document *d, int32_t t);
/* The expression that a sentence opens with, for its main clause; NULL: none. */
const dl_time *dl__when_opening(const dl_document *d, uint32_t sentence);
bool dl__when_owned(const dl_document *d, const dl_time *t);  /* stands before a noun: "the 2002 bombing" */
bool dl__when_not_then(const dl_document *d, int32_t token); /* "until Friday" */
bool dl__when_lends(const dl_document *d, int32_t verb);      /* its object happens when it does: "hold", "launch" */
bool dl__when_within(const dl_document *d, int32_t token);    /* its phrase tells of the same time: "during the talks" */
bool dl__when_apart(const dl_document *d, int32_t token);     /* of another time: "after the talks" */

/* ---- when_clause.c ---- */
/* The expression of the clause around a word, or of a clause at the same time; NULL: none. */
const dl_time *dl__when_clause(const dl_document *d, uint32_t trigger);
bool dl__when_perfect(const dl_document *d, int32_t verb);   /* "has done", "had done" */
bool dl__when_same_time(const dl_document *d, int32_t mark); /* "when", "while": the clause is at the time of its governor */
bool dl__when_for_deed(const dl_document *d, int32_t clause); /* "charged with threatening": what one is held guilty of */

/* ---- when_told.c ---- */
/* For a definite noun, or a deed whose subject or circumstance it is: the date at which the like was told of. */
const dl_time *dl__when_same_event(const dl_document *d, uint32_t trigger, bool deed);
/* The day of which the story was telling last; for a headline, that of the first sentences. */
const dl_time *dl__when_running(const dl_document *d, uint32_t trigger, bool deed);

/* ---- when_said.c ---- */
/* For a word of direct speech: the date of the saying, a day before the story's; NULL: none. */
const dl_time *dl__when_saying(const dl_document *d, uint32_t trigger);
/* Does an expression of direct speech count from the day of its saying: "last night" in a speech of Tuesday? */
bool dl__when_is_quoted(const dl_document *d, const dl_time *x);
/* Days to add to the value of such an expression; 0 for any other. */
int64_t dl__when_quoted(const dl_document *d, const dl_time *x);
#endif
