/* time_point.c - points and stretches of the calendar: from days, to TIMEX3, and their year where none is said.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "when/time_value.h"

static const char *const SEASON[4] = { "SP", "SU", "FA", "WI" };
const char *const dl__time_dpart[DL__N_DP] = { "MO", "MI", "AF", "EV", "NI", "DT" };

void dl__time_from_day(dl__tval *v, int64_t day)
{
    dl__day_to(day, &v->year, &v->month, &v->day);
    v->prec = DL__TP_DAY;
    v->known_day = true;
}

void dl__time_from_week(dl__tval *v, int64_t day)
{
    dl__iso_week(day, &v->week_year, &v->week);
    v->year = v->week_year;
    v->prec = DL__TP_WEEK;
}

/* First day of a point; false where it has none. */
bool dl__time_first_day(const dl__tval *v, int64_t *day)
{
    static const int season_month[4] = { 3, 6, 9, 12 };
    if (v->prec == DL__TP_NONE || v->year < 1)
        return false;
    int m = 1, d = 1;
    switch (v->prec) {
    case DL__TP_WEEK:
    case DL__TP_WEEKEND:
        *day = dl__iso_week_start(v->week_year, v->week) + (v->prec == DL__TP_WEEKEND ? 5 : 0);
        return true;
    case DL__TP_HALF: m = 1 + 6 * (v->part - 1); break;
    case DL__TP_QUARTER: m = 1 + 3 * (v->part - 1); break;
    case DL__TP_SEASON: m = season_month[v->part & 3]; break;
    case DL__TP_MONTH: m = v->month; break;
    case DL__TP_DAY:
    case DL__TP_DPART:
    case DL__TP_CLOCK: m = v->month, d = v->day; break;
    default: break;
    }
    if (m < 1 || m > 12 || d < 1 || d > dl__days_in_month(v->year, m))
        return false;
    *day = dl__day_of(v->year, m, d);
    return true;
}

void dl__time_shift_months(int *y, int *m, int by)
{
    int total = *y * 12 + (*m - 1) + by;
    *y = total >= 0 ? total / 12 : (total - 11) / 12;
    *m = total - *y * 12 + 1;
}

void dl__time_format(const dl__tval *v, char out[32])
{
    out[0] = '\0';
    int y = v->year;
    if (v->prec == DL__TP_NONE || y > 9999)
        return;
    if (y < 0) { /* before the common era: TIMEX3 writes BC and the year, and its month where it is known */
        if (v->month > 0 && v->prec == DL__TP_MONTH)
            snprintf(out, 32, "BC%04d-%02d", -y, v->month);
        else if (v->prec == DL__TP_SEASON)
            snprintf(out, 32, "BC%04d-%s", -y, SEASON[v->part & 3]);
        else if (v->prec == DL__TP_DECADE)
            snprintf(out, 32, "BC%03d", -y / 10);
        else
            snprintf(out, 32, "BC%04d", -y);
        return;
    }
    bool real = v->month >= 1 && v->month <= 12 && v->day >= 1 && v->day <= dl__days_in_month(y, v->month);
    switch (v->prec) {
    case DL__TP_CENTURY: snprintf(out, 32, "%02d", y / 100); break;
    case DL__TP_DECADE: snprintf(out, 32, "%03d", y / 10); break;
    case DL__TP_YEAR: snprintf(out, 32, "%04d", y); break;
    case DL__TP_HALF: snprintf(out, 32, "%04d-H%d", y, v->part); break;
    case DL__TP_QUARTER: snprintf(out, 32, "%04d-Q%d", y, v->part); break;
    case DL__TP_SEASON: snprintf(out, 32, "%04d-%s", y, SEASON[v->part & 3]); break;
    case DL__TP_MONTH:
        if (v->month >= 1 && v->month <= 12)
            snprintf(out, 32, "%04d-%02d", y, v->month);
        break;
    case DL__TP_WEEK: snprintf(out, 32, "%04d-W%02d", v->week_year, v->week); break;
    case DL__TP_WEEKEND: snprintf(out, 32, "%04d-W%02d-WE", v->week_year, v->week); break;
    case DL__TP_DAY:
        if (real)
            snprintf(out, 32, "%04d-%02d-%02d", y, v->month, v->day);
        break;
    case DL__TP_DPART:
        if (real)
            snprintf(out, 32, "%04d-%02d-%02dT%s", y, v->month, v->day, dl__time_dpart[v->part]);
        break;
    case DL__TP_CLOCK:
        if (real)
            snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d%s", y, v->month, v->day, v->hour, v->minute,
                     v->zone ? "Z" : "");
        break;
    default: break;
    }
}

/* Year of a month and day that stand without one. In a narrative: that of the running point. Else the nearest to the
 * story's date that fits the tense: what lies ahead when the clause speaks of the future, else the latest that is not more
 * than AHEAD_DAYS after it. day 0: any day of the month. */
bool dl__time_guess_year(const dl__tcontext *x, int month, int day, int *year)
{
    if (x->narrative && x->has_last && x->last.year > 0) {
        *year = x->last.year;
        /* winter crosses the year: "in December ... in January" */
        if (x->last.month >= 11 && month <= 2)
            ++*year;
        return true;
    }
    if (!x->has_story)
        return false;
    if (day == 0) {
        int ahead = month - x->sm; /* months after the story in its own year */
        *year = x->sy;
        if (x->tense == DL__TENSE_FUTURE)
            *year += ahead < 0;
        else if (ahead > 1 || (ahead == 1 && x->tense == DL__TENSE_PAST))
            --*year;
        else if (ahead <= -11 && x->tense != DL__TENSE_PAST)
            ++*year; /* "in January" in a story of December */
        return true;
    }
    int y = x->sy + 1;
    for (; y >= x->sy - 1; y--) {
        int dim = dl__days_in_month(y, month);
        int64_t at = dl__day_of(y, month, day <= dim ? day : dim);
        if (x->tense == DL__TENSE_FUTURE ? at < x->story + 330 : at <= x->story + AHEAD_DAYS)
            break;
    }
    *year = y;
    return true;
}

bool dl__time_anchor_day(const dl__tcontext *x, uint8_t anchor, int64_t *day)
{
    if ((anchor == DL__TA_LAST || ((anchor == DL__TA_THE || anchor == DL__TA_NEXT) && x->narrative)) &&
        x->has_last) {
        *day = x->last_day;
        return true;
    }
    *day = x->story;
    return x->has_story;
}
