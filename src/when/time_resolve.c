/* time_resolve.c - from a match to a TIMEX3 value.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "when/time_priv.h"

static const char *const SEASON[4] = { "SP", "SU", "FA", "WI" };
static const char *const DPART[DL__N_DP] = { "MO", "MI", "AF", "EV", "NI", "DT" };

/* Days after the story within which a day or month without a year may lie when the clause does not speak of the future. */
enum { AHEAD_DAYS = 45, TOLD_DAYS = 14 };

/* ---- points ------------------------------------------------------------------------------------------------------ */

static void from_day(dl__tval *v, int64_t day)
{
    dl__day_to(day, &v->year, &v->month, &v->day);
    v->prec = DL__TP_DAY;
    v->known_day = true;
}

static void from_week(dl__tval *v, int64_t day)
{
    dl__iso_week(day, &v->week_year, &v->week);
    v->year = v->week_year;
    v->prec = DL__TP_WEEK;
}

/* First day of a point; false where it has none. */
static bool first_day(const dl__tval *v, int64_t *day)
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

static void shift_months(int *y, int *m, int by)
{
    int total = *y * 12 + (*m - 1) + by;
    *y = total >= 0 ? total / 12 : (total - 11) / 12;
    *m = total - *y * 12 + 1;
}

static void format(const dl__tval *v, char out[32])
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
            snprintf(out, 32, "%04d-%02d-%02dT%s", y, v->month, v->day, DPART[v->part]);
        break;
    case DL__TP_CLOCK:
        if (real)
            snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d%s", y, v->month, v->day, v->hour, v->minute,
                     v->zone ? "Z" : "");
        break;
    default: break;
    }
}

/* ---- which year -------------------------------------------------------------------------------------------------- */

/* Year of a month and day that stand without one. In a narrative: that of the running point. Else the nearest to the
 * story's date that fits the tense: what lies ahead when the clause speaks of the future, else the latest that is not more
 * than AHEAD_DAYS after it. day 0: any day of the month. */
static bool guess_year(const dl__tcontext *x, int month, int day, int *year)
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

static int64_t week_monday(int64_t day)
{
    return day - dl__weekday(day) + 1;
}

/* ---- one function for each kind of expression ---------------------------------------------------------------------- */

#define HAS(n, cls) ((n)->count[DL__TC_##cls] > 0)
#define VAL(n, cls) ((n)->v[DL__TC_##cls][0])

static int of_part(const dl__tnode *n, dl__tc cls, int part)
{
    return n->v[cls][n->count[cls] > 1 && part > 0 ? 1 : 0];
}

static bool anchor_day(const dl__tcontext *x, uint8_t anchor, int64_t *day)
{
    if ((anchor == DL__TA_LAST || ((anchor == DL__TA_THE || anchor == DL__TA_NEXT) && x->narrative)) &&
        x->has_last) {
        *day = x->last_day;
        return true;
    }
    *day = x->story;
    return x->has_story;
}

/* The century of a year of two digits: that of the running point, else the last in which it lies at most five years ahead. */
static int full_year(int yy, const dl__tcontext *x)
{
    if (x->narrative && x->has_last)
        return x->last.year / 100 * 100 + yy;
    int now = x->has_story ? x->sy : 2025;
    int year = now / 100 * 100 + yy;
    return year > now + 5 ? year - 100 : year;
}

/* The year that an expression says, 0 where it says none. */
static int said_year(const dl__tnode *n, int part, const dl__tcontext *x)
{
    if (HAS(n, YEARBC))
        return HAS(n, ERA) && VAL(n, ERA) < 0 ? -VAL(n, YEARBC) : VAL(n, YEARBC);
    if (HAS(n, YEAR) && HAS(n, YY)) /* 1914-18 */
        return part ? VAL(n, YEAR) / 100 * 100 + VAL(n, YY) : VAL(n, YEAR);
    if (HAS(n, YEAR))
        return of_part(n, DL__TC_YEAR, part);
    if (HAS(n, YY))
        return full_year(VAL(n, YY), x);
    if (n->p->bare == DL__TB_SEPT11)
        return 2001;
    return n->p->anchor == DL__TA_LAST && x->has_last ? x->last.year : 0;
}

static void ymd(const dl__tnode *n, int part, const dl__tcontext *x, dl__tval *v)
{
    int month = HAS(n, MONTH) ? of_part(n, DL__TC_MONTH, part) : HAS(n, MONN) ? VAL(n, MONN) : 0;
    int day = HAS(n, DAYN) ? of_part(n, DL__TC_DAYN, part) : 0;
    if (n->p->numeric && month > 12 && day <= 12) { /* 24/10/2001 */
        int swap = month;
        month = day;
        day = swap;
    }
    int year = said_year(n, part, x);
    if (!year && (month < 1 || month > 12 || !guess_year(x, month, day, &year)))
        return;
    v->year = year;
    v->month = month;
    v->day = day;
    v->prec = day ? DL__TP_DAY : month ? DL__TP_MONTH : DL__TP_YEAR;
    v->known_day = day > 0;
}

static void weekday(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from, day;
    int w = VAL(n, WDAY);
    if (!anchor_day(x, n->p->anchor, &from))
        return;
    bool rel = HAS(n, REL) || n->p->has_rel;
    int by = n->p->has_rel ? n->p->rel : HAS(n, REL) ? VAL(n, REL) : 0;
    int64_t back = (dl__weekday(from) - w + 7) % 7; /* days since the last such day, 0 today */
    if (n->p->week)
        day = week_monday(from) + w - 1 + 7 * by;
    else if (n->p->anchor == DL__TA_LAST && x->has_last)
        day = by < 0 ? from - (back ? back : 7) : by > 0 ? from + (7 - back) : from - back;
    else if (rel && by < 0)
        day = from - (back ? back : 7);
    else if (rel && by > 0)
        day = from + (7 - back);
    else if (rel) /* this Friday */
        day = x->tense == DL__TENSE_PAST ? from - back : from + (7 - back) % 7;
    else if (x->tense == DL__TENSE_FUTURE)
        day = from + (7 - back) % 7;
    else
        day = from - back;
    from_day(v, day);
    if (HAS(n, DPART)) {
        v->prec = DL__TP_DPART;
        v->part = VAL(n, DPART);
    }
}

/* The unit that holds `from`, moved by `by` units. */
static void unit_at(dl__tval *v, int unit, int64_t from, int by)
{
    int y, m, d;
    dl__day_to(from, &y, &m, &d);
    switch (unit) {
    case DL__U_D: from_day(v, from + by); return;
    case DL__U_NI:
        from_day(v, from + by);
        v->prec = DL__TP_DPART;
        v->part = DL__DP_NI;
        return;
    case DL__U_W: from_week(v, from + 7 * (int64_t)by); return;
    case DL__U_2W: from_week(v, from + 14 * (int64_t)by); return;
    case DL__U_WE:
        from_week(v, from + 7 * (int64_t)by);
        v->prec = DL__TP_WEEKEND;
        return;
    case DL__U_M:
        shift_months(&y, &m, by);
        v->month = m;
        v->prec = DL__TP_MONTH;
        break;
    case DL__U_Q:
        shift_months(&y, &m, 3 * by);
        v->part = (m - 1) / 3 + 1;
        v->prec = DL__TP_QUARTER;
        break;
    case DL__U_Y:
        y += by;
        v->prec = DL__TP_YEAR;
        break;
    case DL__U_E:
        y += 10 * by;
        v->prec = DL__TP_DECADE;
        break;
    case DL__U_C:
        y += 100 * by;
        v->prec = DL__TP_CENTURY;
        break;
    default: return;
    }
    v->year = y;
}

static void relunit(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    int unit = n->p->unit >= 0 ? n->p->unit : HAS(n, UNIT) ? VAL(n, UNIT) : DL__U_D;
    uint8_t anchor = n->p->anchor;
    if (anchor == DL__TA_NEXT && unit == DL__U_D)
        anchor = DL__TA_LAST;
    bool exact = unit == DL__U_D && anchor == DL__TA_LAST && x->has_exact &&
                 (x->narrative || x->exact_sentence + 1 >= x->sentence);
    if (exact)
        from = x->exact_day;
    if (exact || anchor_day(x, unit == DL__U_D && !x->narrative ? DL__TA_STORY : anchor, &from))
        unit_at(v, unit, from, n->p->has_rel ? n->p->rel : VAL(n, REL));
}

static void relmonth(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    if (!anchor_day(x, n->p->anchor, &from))
        return;
    int y, m, d, by = n->p->has_rel ? n->p->rel : VAL(n, REL), month = VAL(n, MONTH);
    dl__day_to(from, &y, &m, &d);
    v->year = n->p->year ? y + by : by < 0 ? y - (month >= m) : by > 0 ? y + (month <= m) : y;
    v->month = month;
    v->day = HAS(n, DAYN) ? VAL(n, DAYN) : 0;
    v->prec = v->day ? DL__TP_DAY : DL__TP_MONTH;
}

/* "two days ago", "a week later", "three days before @D" */
static bool offset(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    int unit = n->p->unit >= 0 ? n->p->unit : VAL(n, UNIT);
    double count = HAS(n, NUM) ? n->num : n->plural ? -1 : 1;
    if (count < 0)
        return false; /* several */
    int by = (int)(count + 0.5) * n->p->sign;
    if (n->p->anchor == DL__TA_CHILD ? !first_day(child, &from) : !anchor_day(x, n->p->anchor, &from))
        return false;
    if (unit <= DL__U_TH) {
        from_day(v, from + (int64_t)(unit == DL__U_TH ? by / 24 : 0));
        return true;
    }
    if (unit == DL__U_NI)
        unit = DL__U_D;
    if (unit == DL__U_E)
        unit = DL__U_Y, by *= 10;
    if (unit == DL__U_C)
        unit = DL__U_Y, by *= 100;
    if (n->p->anchor == DL__TA_CHILD && child->prec >= DL__TP_DAY && unit == DL__U_W) {
        from_day(v, from + 7 * (int64_t)by);
        return true;
    }
    unit_at(v, unit, from, by);
    return true;
}

static void quarter(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v, int parts)
{
    int q = n->p->ord ? n->p->ord : HAS(n, ORDN) ? VAL(n, ORDN) : (int)n->num;
    int year = HAS(n, YEAR) ? VAL(n, YEAR) : child ? child->year : 0;
    if (q < 0)
        q = year ? parts : 0;
    if (q > parts || (q == 0 && parts != 4))
        return;
    if (q == 0) { /* the last quarter, counted from the story */
        if (x->has_story)
            unit_at(v, DL__U_Q, x->story, -1);
        return;
    }
    if (!year) {
        if (x->narrative && x->has_last)
            year = x->last.year;
        else if (x->has_story)
            year = x->sy - (x->tense != DL__TENSE_FUTURE && (q - 1) * (12 / parts) + 1 > x->sm + 2);
        else
            return;
    }
    v->year = year;
    v->part = q;
    v->prec = parts == 4 ? DL__TP_QUARTER : DL__TP_HALF;
}

static void season(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v)
{
    static const int month[4] = { 3, 6, 9, 12 };
    int s = VAL(n, SEASON) & 3, year = 0;
    if (HAS(n, YEAR))
        year = VAL(n, YEAR);
    else if (HAS(n, YEARBC))
        year = -VAL(n, YEARBC);
    else if (child)
        year = child->year;
    else if (HAS(n, REL) && x->has_story)
        year = VAL(n, REL) < 0   ? x->sy - (month[s] + 2 >= x->sm)
               : VAL(n, REL) > 0 ? x->sy + (month[s] <= x->sm)
                                 : x->sy;
    else if (!guess_year(x, month[s] == 12 ? 1 : month[s], 0, &year))
        return;
    v->year = year;
    v->part = s;
    v->prec = DL__TP_SEASON;
}

static void weekend(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    if (!anchor_day(x, n->p->anchor, &from))
        return;
    int by = HAS(n, REL) ? VAL(n, REL) : 0;
    if (!HAS(n, REL) && x->tense == DL__TENSE_PAST && dl__weekday(from) < 6)
        by = -1;
    unit_at(v, DL__U_WE, from, by);
}

static bool week_of(const dl__tnode *n, const dl__tval *child, dl__tval *v)
{
    int64_t first;
    if (!child || child->prec != DL__TP_MONTH || !first_day(child, &first))
        return false;
    int64_t last = first + dl__days_in_month(child->year, child->month) - 1;
    int64_t thursday = first + (4 - dl__weekday(first) + 7) % 7;
    int k = VAL(n, ORDN);
    if (k < 0)
        thursday = last - (dl__weekday(last) - 4 + 7) % 7;
    else
        thursday += 7 * (int64_t)(k - 1);
    from_week(v, thursday);
    return true;
}

/* A day out of a feast's table: of the year that is said or told of, else the last one, the next one where the text speaks of
 * what is to come. */
static bool feast_day(const dl__tholiday *h, const dl__tnode *n, const dl__tcontext *x, int64_t *day)
{
    int year = HAS(n, YEAR) ? VAL(n, YEAR) : x->narrative && x->has_last ? x->last.year : 0;
    int rel = HAS(n, REL) ? VAL(n, REL) : 0;
    bool ahead = rel > 0 || (rel == 0 && x->tense == DL__TENSE_FUTURE), found = false;
    int64_t d, latest = x->story + (rel < 0 ? -1 : rel == 0 ? AHEAD_DAYS : 0);
    if (!year && !x->has_story)
        return false;
    for (const char *s = h->days; dl__day_parse(s, &d); s = strchr(s, ' ') + 1) {
        int y, m, dd;
        dl__day_to(d, &y, &m, &dd);
        bool fits = year ? y == year : ahead ? d >= x->story + (rel > 0) : d <= latest;
        if (fits && (!found || !(year || ahead))) {
            *day = d;
            found = true;
        }
        if (!strchr(s, ' '))
            break;
    }
    return found;
}

static void feast(const dl__tholiday *h, const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t day;
    if (!feast_day(h, n, x, &day))
        return;
    from_day(v, day + (h->whole_month ? 15 : 0));
    if (h->whole_month) {
        v->prec = DL__TP_MONTH;
        v->day = 0;
        v->known_day = false;
    }
}

static void holiday(const dl__clock *c, const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    const dl__tholiday *h = &c->holidays[VAL(n, HOL)];
    int year = HAS(n, YEAR) ? VAL(n, YEAR) : 0;
    if (h->kind == 't') {
        feast(h, n, x, v);
        return;
    }
    if (!year && HAS(n, REL) && x->has_story) {
        int month = h->month ? h->month : 4;
        year = VAL(n, REL) < 0   ? x->sy - (month >= x->sm)
               : VAL(n, REL) > 0 ? x->sy + (month <= x->sm)
                                 : x->sy;
    }
    if (!year && !guess_year(x, h->month ? h->month : 4, h->kind == 'd' ? h->day : 15, &year))
        return;
    if (h->kind == 'd') {
        from_day(v, dl__day_of(year, h->month, h->day));
    } else if (h->kind == 'e') {
        from_day(v, dl__easter(year) + h->day);
    } else if (h->nth > 0) {
        int64_t first = dl__day_of(year, h->month, 1);
        from_day(v, first + (h->week_day - dl__weekday(first) + 7) % 7 + 7 * (int64_t)(h->nth - 1));
    } else {
        int64_t last = dl__day_of(year, h->month, dl__days_in_month(year, h->month));
        from_day(v, last - (dl__weekday(last) - h->week_day + 7) % 7);
    }
}

static void clock_time(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t day;
    bool told =
        x->has_last && x->last.prec >= DL__TP_DAY; /* of a day that the story tells of, not of one to come */
    told = told && (x->narrative || !x->has_story ||
                    (x->last_day <= x->story && x->last_day >= x->story - TOLD_DAYS));
    if (!told || !anchor_day(x, DL__TA_LAST, &day))
        if (!anchor_day(x, DL__TA_STORY, &day))
            return;
    from_day(v, day);
    v->known_day = false;
    v->prec = DL__TP_CLOCK;
    v->hour = HAS(n, HH) ? VAL(n, HH) : HAS(n, HHMM) ? VAL(n, HHMM) / 100 : HAS(n, NUM) ? (int)n->num : 12;
    v->minute = HAS(n, MM) ? VAL(n, MM) : HAS(n, HHMM) ? VAL(n, HHMM) % 100 : 0;
    if (HAS(n, AMPM))
        v->hour = v->hour % 12 + VAL(n, AMPM);
    v->zone = HAS(n, TZ) && VAL(n, TZ) == 0;
    if (v->hour > 24)
        v->prec = DL__TP_NONE;
}

static void day_part(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v)
{
    int64_t day;
    if (child) {
        if (child->prec < DL__TP_DAY)
            return;
        *v = *child;
    } else if (anchor_day(x, n->p->anchor, &day)) {
        from_day(v, day + n->p->shift);
        if (HAS(n, REL) && VAL(n, REL))
            from_day(v, day + VAL(n, REL));
    } else {
        return;
    }
    v->prec = DL__TP_DPART;
    v->part = n->p->dpart >= 0 ? n->p->dpart : HAS(n, DPART) ? VAL(n, DPART) : DL__DP_NI;
}

static void deictic(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    if (!x->has_story)
        return;
    from_day(v, x->story + n->p->shift + (HAS(n, DEICT) ? VAL(n, DEICT) : 0));
    if (HAS(n, DPART) || n->night) {
        v->prec = DL__TP_DPART;
        v->part = HAS(n, DPART) ? VAL(n, DPART) : DL__DP_NI;
    }
}

/* "P3Y", "PT2H", "PXM" */
static void duration(const dl__tnode *n, char out[32])
{
    static const struct {
        const char *t, *u;
        int times;
    } U[DL__N_U] = { { "T", "S", 1 }, { "T", "M", 1 },  { "T", "H", 1 },   { "", "D", 1 }, { "", "NI", 1 },
                     { "", "W", 1 },  { "", "W", 2 },   { "", "M", 1 },    { "", "Q", 1 }, { "", "Y", 1 },
                     { "", "Y", 10 }, { "", "Y", 100 }, { "", "Y", 1000 }, { "", "WE", 1 } };
    int unit = n->p->unit >= 0 ? n->p->unit : HAS(n, UNIT) ? VAL(n, UNIT) : DL__U_D;
    double count = n->p->n ? n->p->n : HAS(n, NUM) ? n->num : n->plural ? -1 : 1;
    if (n->p->half)
        count = HAS(n, NUM) || n->p->n ? count + 0.5 : strcmp(U[unit].u, "") && n->plural ? 0.5 : 0.5;
    if (count < 0)
        snprintf(out, 32, "P%sX%s", U[unit].t, unit == DL__U_E ? "DE" : unit == DL__U_C ? "CE" : U[unit].u);
    else
        snprintf(out, 32, "P%s%.6g%s", U[unit].t, count * U[unit].times, U[unit].u);
}

static void set_value(const dl__tnode *n, char out[32])
{
    if (n->text)
        snprintf(out, 32, "%s", n->text);
    else if (HAS(n, WDAY) || HAS(n, WDAYS))
        snprintf(out, 32, "XXXX-WXX-%d", HAS(n, WDAY) ? VAL(n, WDAY) : VAL(n, WDAYS));
    else if (HAS(n, DPART))
        snprintf(out, 32, "XXXX-XX-XXT%s", DPART[VAL(n, DPART)]);
    else if (HAS(n, UNIT) && VAL(n, UNIT) == DL__U_NI && !HAS(n, NUM) && !n->p->n)
        snprintf(out, 32, "XXXX-XX-XXTNI");
    else
        duration(n, out);
}

static void remember(dl__tcontext *x, const dl__tval *v)
{
    int64_t day;
    if (v->prec < DL__TP_YEAR || !first_day(v, &day))
        return;
    x->last = *v;
    x->last_day = day;
    x->has_last = true;
    if (v->prec >= DL__TP_DAY) {
        x->has_exact = true;
        x->exact_day = day;
        x->exact_sentence = x->sentence;
    }
}

/* Point of a node, its nested one first. Depth is bounded by the levels of patterns. */
static bool point(const dl__clock *c, const dl__tmatches *m, const dl__tnode *n, int part, dl__tcontext *x,
                  dl__tval *v)
{
    dl__tval child = { 0 };
    bool has_child = n->child >= 0 && point(c, m, &m->node[n->child], 0, x, &child);
    const dl__tval *in = has_child ? &child : NULL;
    memset(v, 0, sizeof *v);
    switch (n->p->op) {
    case DL__TOP_ymd: ymd(n, part, x, v); break;
    case DL__TOP_decade:
        v->prec = DL__TP_DECADE;
        if (HAS(n, DECADE)) /* "the fifties" */
            v->year = 1900 + VAL(n, DECADE);
        else
            v->year = HAS(n, YEAR) ? VAL(n, YEAR) : (VAL(n, YY) >= 30 ? 1900 : 2000) + VAL(n, YY);
        break;
    case DL__TOP_century:
        v->prec = VAL(n, ORDN) > 0 && VAL(n, ORDN) < 30 && !HAS(n, ERA) ? DL__TP_CENTURY : DL__TP_NONE;
        v->year = (VAL(n, ORDN) - 1) * 100;
        break;
    case DL__TOP_quarter: quarter(n, in, x, v, 4); break;
    case DL__TOP_half: quarter(n, in, x, v, 2); break;
    case DL__TOP_weekof: week_of(n, in, v); break;
    case DL__TOP_season: season(n, in, x, v); break;
    case DL__TOP_weekday: weekday(n, x, v); break;
    case DL__TOP_weekend: weekend(n, x, v); break;
    case DL__TOP_deictic: deictic(n, x, v); break;
    case DL__TOP_relunit: relunit(n, x, v); break;
    case DL__TOP_relmonth: relmonth(n, x, v); break;
    case DL__TOP_offset: offset(n, &child, x, v); break;
    case DL__TOP_holiday: holiday(c, n, x, v); break;
    case DL__TOP_clock: clock_time(n, x, v); break;
    case DL__TOP_clocknest:
        *v = child;
        if (n->child2 >= 0) {
            dl__tval other = { 0 };
            if (!point(c, m, &m->node[n->child2], 0, x, &other))
                break;
            const dl__tval *t = child.prec == DL__TP_CLOCK ? &child : &other,
                           *day = t == &child ? &other : &child;
            if (day->prec >= DL__TP_DAY) {
                dl__tval both = *t;
                both.year = day->year, both.month = day->month, both.day = day->day;
                *v = both;
            }
        }
        if (HAS(n, TZ))
            v->zone = VAL(n, TZ) == 0;
        break;
    case DL__TOP_dpart: day_part(n, n->child >= 0 ? &child : NULL, x, v); break;
    case DL__TOP_part: *v = child; break;
    default: break;
    }
    if (HAS(n, ERA) && VAL(n, ERA) < 0 && v->year > 0)
        v->year = -v->year;
    return v->prec != DL__TP_NONE;
}

void dl__time_value(const dl__clock *c, const dl__tmatches *m, const dl__tnode *n, int part, dl__tcontext *x,
                    char out[32], dl__tval *val)
{
    dl__tval v = { 0 };
    out[0] = '\0';
    const dl__tnode *inner = n; /* "more than three years": its value is the nested one's */
    while (inner->p->op == DL__TOP_part && inner->child >= 0)
        inner = &m->node[inner->child];
    if (inner->type == DL__TT_SET) {
        set_value(inner, out);
    } else if (inner->p->op == DL__TOP_dur || (inner->p->op == DL__TOP_relunit && inner->plural)) {
        duration(inner, out);
    } else if (inner->p->op == DL__TOP_ref) {
        snprintf(out, 32, "%s", inner->p->value ? inner->p->value : inner->text ? inner->text : "PAST_REF");
    } else {
        point(c, m, n, part, x, &v);
        format(&v, out);
        if (inner->p->op == DL__TOP_offset && !out[0] && HAS(inner, UNIT) && (x->has_story || x->has_last))
            snprintf(out, 32, "%s", inner->p->sign < 0 && inner->p->anchor == DL__TA_STORY ? "PAST_REF" : "");
        if (out[0])
            remember(x, &v);
    }
    if (val)
        *val = v;
}
