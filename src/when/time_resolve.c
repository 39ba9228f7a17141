/* time_resolve.c - from a match to a TIMEX3 value.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "when/time_value.h"

enum { TOLD_DAYS = 14 };

static int64_t week_monday(int64_t day)
{
    return day - dl__weekday(day) + 1;
}

static int of_part(const dl__tnode *n, dl__tc cls, int part)
{
    return n->v[cls][n->count[cls] > 1 && part > 0 ? 1 : 0];
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
    if (!year && (month < 1 || month > 12 || !dl__time_guess_year(x, month, day, &year)))
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
    if (!dl__time_anchor_day(x, n->p->anchor, &from))
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
    dl__time_from_day(v, day);
    if (HAS(n, DPART)) {
        v->prec = DL__TP_DPART;
        v->part = VAL(n, DPART);
    }
}

static void clock_time(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t day;
    bool told =
        x->has_last && x->last.prec >= DL__TP_DAY; /* of a day that the story tells of, not of one to come */
    told = told && (x->narrative || !x->has_story ||
                    (x->last_day <= x->story && x->last_day >= x->story - TOLD_DAYS));
    if (!told || !dl__time_anchor_day(x, DL__TA_LAST, &day))
        if (!dl__time_anchor_day(x, DL__TA_STORY, &day))
            return;
    dl__time_from_day(v, day);
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
    } else if (dl__time_anchor_day(x, n->p->anchor, &day)) {
        dl__time_from_day(v, day + n->p->shift);
        if (HAS(n, REL) && VAL(n, REL))
            dl__time_from_day(v, day + VAL(n, REL));
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
    dl__time_from_day(v, x->story + n->p->shift + (HAS(n, DEICT) ? VAL(n, DEICT) : 0));
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
        snprintf(out, 32, "XXXX-XX-XXT%s", dl__time_dpart[VAL(n, DPART)]);
    else if (HAS(n, UNIT) && VAL(n, UNIT) == DL__U_NI && !HAS(n, NUM) && !n->p->n)
        snprintf(out, 32, "XXXX-XX-XXTNI");
    else
        duration(n, out);
}

static void remember(dl__tcontext *x, const dl__tval *v)
{
    int64_t day;
    if (v->prec < DL__TP_YEAR || !dl__time_first_day(v, &day))
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
    case DL__TOP_quarter: dl__time_quarter(n, in, x, v, 4); break;
    case DL__TOP_half: dl__time_quarter(n, in, x, v, 2); break;
    case DL__TOP_weekof: dl__time_week_of(n, in, v); break;
    case DL__TOP_season: dl__time_season(n, in, x, v); break;
    case DL__TOP_weekday: weekday(n, x, v); break;
    case DL__TOP_weekend: dl__time_weekend(n, x, v); break;
    case DL__TOP_deictic: deictic(n, x, v); break;
    case DL__TOP_relunit: dl__time_relunit(n, x, v); break;
    case DL__TOP_relmonth: dl__time_relmonth(n, x, v); break;
    case DL__TOP_offset: dl__time_offset(n, &child, x, v); break;
    case DL__TOP_holiday: dl__time_holiday(c, n, x, v); break;
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
        dl__time_format(&v, out);
        if (inner->p->op == DL__TOP_offset && !out[0] && HAS(inner, UNIT) && (x->has_story || x->has_last))
            snprintf(out, 32, "%s", inner->p->sign < 0 && inner->p->anchor == DL__TA_STORY ? "PAST_REF" : "");
        if (out[0])
            remember(x, &v);
    }
    if (val)
        *val = v;
}
