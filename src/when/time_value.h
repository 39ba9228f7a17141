/* time_value.h - what the files that turn matches into values share.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHEN_TIME_VALUE_H
#define DL_WHEN_TIME_VALUE_H
#include "when/time_priv.h"

/* Did a match have a word of the class; the value of its first. */
#define HAS(n, cls) ((n)->count[DL__TC_##cls] > 0)
#define VAL(n, cls) ((n)->v[DL__TC_##cls][0])

/* Days after the story within which a day or month without a year may lie when the clause does not speak of the future. */
enum { AHEAD_DAYS = 45 };

/* ---- time_point.c ---- */
extern const char *const dl__time_dpart[DL__N_DP]; /* parts of a day in TIMEX3: "MO" */
void dl__time_from_day(dl__tval *v, int64_t day);
void dl__time_from_week(dl__tval *v, int64_t day);
/* First day of a point; false where it has none. */
bool dl__time_first_day(const dl__tval *v, int64_t *day);
void dl__time_shift_months(int *y, int *m, int by);
/* In TIMEX3 notation. */
void dl__time_format(const dl__tval *v, char out[32]);
/* Year of a month and day that stand without one; day 0: any day of the month. */
bool dl__time_guess_year(const dl__tcontext *x, int month, int day, int *year);
/* The day that something is counted from: the running point's or the story's. */
bool dl__time_anchor_day(const dl__tcontext *x, uint8_t anchor, int64_t *day);

/* ---- time_period.c ---- */
void dl__time_relunit(const dl__tnode *n, const dl__tcontext *x, dl__tval *v);
void dl__time_relmonth(const dl__tnode *n, const dl__tcontext *x, dl__tval *v);
bool dl__time_offset(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v);
void dl__time_quarter(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v, int parts);
void dl__time_season(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v);
void dl__time_weekend(const dl__tnode *n, const dl__tcontext *x, dl__tval *v);
bool dl__time_week_of(const dl__tnode *n, const dl__tval *child, dl__tval *v);

/* ---- time_feast.c ---- */
void dl__time_holiday(const dl__clock *c, const dl__tnode *n, const dl__tcontext *x, dl__tval *v);
#endif
