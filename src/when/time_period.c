/* time_period.c - units counted from a point, quarters, seasons, weeks: "last month", "two years ago".  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_value.h"

/* The unit that holds `from`, moved by `by` units. */
static void unit_at(dl__tval *v, int unit, int64_t from, int by)
{
    int y, m, d;
    dl__day_to(from, &y, &m, &d);
    switch (unit) {
    case DL__U_D: dl__time_from_day(v, from + by); return;
    case DL__U_NI:
        dl__time_from_day(v, from + by);
        v->prec = DL__TP_DPART;
        v->part = DL__DP_NI;
        return;
    case DL__U_W: dl__time_from_week(v, from + 7 * (int64_t)by); return;
    case DL__U_2W: dl__time_from_week(v, from + 14 * (int64_t)by); return;
    case DL__U_WE:
        dl__time_from_week(v, from + 7 * (int64_t)by);
        v->prec = DL__TP_WEEKEND;
        return;
    case DL__U_M:
        dl__time_shift_months(&y, &m, by);
        v->month = m;
        v->prec = DL__TP_MONTH;
        break;
    case DL__U_Q:
        dl__time_shift_months(&y, &m, 3 * by);
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

void dl__time_relunit(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
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
    if (exact || dl__time_anchor_day(x, unit == DL__U_D && !x->narrative ? DL__TA_STORY : anchor, &from))
        unit_at(v, unit, from, n->p->has_rel ? n->p->rel : VAL(n, REL));
}

void dl__time_relmonth(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    if (!dl__time_anchor_day(x, n->p->anchor, &from))
        return;
    int y, m, d, by = n->p->has_rel ? n->p->rel : VAL(n, REL), month = VAL(n, MONTH);
    dl__day_to(from, &y, &m, &d);
    v->year = n->p->year ? y + by : by < 0 ? y - (month >= m) : by > 0 ? y + (month <= m) : y;
    v->month = month;
    v->day = HAS(n, DAYN) ? VAL(n, DAYN) : 0;
    v->prec = v->day ? DL__TP_DAY : DL__TP_MONTH;
}

/* "two days ago", "a week later", "three days before @D" */
bool dl__time_offset(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    int unit = n->p->unit >= 0 ? n->p->unit : VAL(n, UNIT);
    double count = HAS(n, NUM) ? n->num : n->plural ? -1 : 1;
    if (count < 0)
        return false; /* several */
    int by = (int)(count + 0.5) * n->p->sign;
    if (n->p->anchor == DL__TA_CHILD ? !dl__time_first_day(child, &from)
                                     : !dl__time_anchor_day(x, n->p->anchor, &from))
        return false;
    if (unit <= DL__U_TH) {
        dl__time_from_day(v, from + (int64_t)(unit == DL__U_TH ? by / 24 : 0));
        return true;
    }
    if (unit == DL__U_NI)
        unit = DL__U_D;
    if (unit == DL__U_E)
        unit = DL__U_Y, by *= 10;
    if (unit == DL__U_C)
        unit = DL__U_Y, by *= 100;
    if (n->p->anchor == DL__TA_CHILD && child->prec >= DL__TP_DAY && unit == DL__U_W) {
        dl__time_from_day(v, from + 7 * (int64_t)by);
        return true;
    }
    unit_at(v, unit, from, by);
    return true;
}

void dl__time_quarter(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v,
                      int parts)
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

void dl__time_season(const dl__tnode *n, const dl__tval *child, const dl__tcontext *x, dl__tval *v)
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
    else if (!dl__time_guess_year(x, month[s] == 12 ? 1 : month[s], 0, &year))
        return;
    v->year = year;
    v->part = s;
    v->prec = DL__TP_SEASON;
}

void dl__time_weekend(const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
{
    int64_t from;
    if (!dl__time_anchor_day(x, n->p->anchor, &from))
        return;
    int by = HAS(n, REL) ? VAL(n, REL) : 0;
    if (!HAS(n, REL) && x->tense == DL__TENSE_PAST && dl__weekday(from) < 6)
        by = -1;
    unit_at(v, DL__U_WE, from, by);
}

bool dl__time_week_of(const dl__tnode *n, const dl__tval *child, dl__tval *v)
{
    int64_t first;
    if (!child || child->prec != DL__TP_MONTH || !dl__time_first_day(child, &first))
        return false;
    int64_t last = first + dl__days_in_month(child->year, child->month) - 1;
    int64_t thursday = first + (4 - dl__weekday(first) + 7) % 7;
    int k = VAL(n, ORDN);
    if (k < 0)
        thursday = last - (dl__weekday(last) - 4 + 7) % 7;
    else
        thursday += 7 * (int64_t)(k - 1);
    dl__time_from_week(v, thursday);
    return true;
}
