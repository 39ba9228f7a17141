/* time_feast.c - holidays and feasts, which have a rule or a table.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_value.h"

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
    dl__time_from_day(v, day + (h->whole_month ? 15 : 0));
    if (h->whole_month) {
        v->prec = DL__TP_MONTH;
        v->day = 0;
        v->known_day = false;
    }
}

void dl__time_holiday(const dl__clock *c, const dl__tnode *n, const dl__tcontext *x, dl__tval *v)
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
    if (!year && !dl__time_guess_year(x, h->month ? h->month : 4, h->kind == 'd' ? h->day : 15, &year))
        return;
    if (h->kind == 'd') {
        dl__time_from_day(v, dl__day_of(year, h->month, h->day));
    } else if (h->kind == 'e') {
        dl__time_from_day(v, dl__easter(year) + h->day);
    } else if (h->nth > 0) {
        int64_t first = dl__day_of(year, h->month, 1);
        dl__time_from_day(v, first + (h->week_day - dl__weekday(first) + 7) % 7 + 7 * (int64_t)(h->nth - 1));
    } else {
        int64_t last = dl__day_of(year, h->month, dl__days_in_month(year, h->month));
        dl__time_from_day(v, last - (dl__weekday(last) - h->week_day + 7) % 7);
    }
}
