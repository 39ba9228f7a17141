/* when_of.c - the date of what happens at a word.  Layer: when.
 *
 * In this order: an expression attached to the word itself; one that it shares with a neighbour in the tree (conjuncts, a
 * clause with "when", what governs a purpose clause or a light verb); the day of which the story was telling last; the
 * story's date. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "when/when_priv.h"

bool dl__when_days(const char *v, int64_t *first, int64_t *last)
{
    size_t n = strlen(v);
    int year = n >= 4 ? (int)strtol(v, NULL, 10) : 0;
    if (year < 1)
        return false;
    if (dl__day_parse(v, first)) {
        *last = *first;
        return true;
    }
    if (n >= 8 && v[4] == '-' && v[5] == 'W' && v[6] >= '0' && v[6] <= '9') {
        *first = dl__iso_week_start(year, (int)strtol(v + 6, NULL, 10));
        *last = *first + 6;
        return true;
    }
    int from = 1, to = 12;
    if (n >= 7 && v[4] == '-' && v[5] == 'Q') {
        from = 3 * (v[6] - '0') - 2;
        to = from + 2;
    } else if (n >= 7 && v[4] == '-' && v[5] == 'H') {
        from = 6 * (v[6] - '0') - 5;
        to = from + 5;
    } else if (n >= 7 && v[4] == '-' && v[5] >= '0' && v[5] <= '1') {
        from = to = (int)strtol(v + 5, NULL, 10);
    }
    if (from < 1 || to > 12)
        return false;
    *first = dl__day_of(year, from, 1);
    *last = dl__day_of(year, to, dl__days_in_month(year, to));
    return true;
}

/* ---- a value as a date --------------------------------------------------------------------------------------------- */

static char *day_text(const dl_document *d, int64_t day)
{
    int y, m, dd;
    dl__day_to(day, &y, &m, &dd);
    return dl__arena_printf(d->arena, "%04d-%02d-%02d", y, m, dd);
}

/* date and granularity of a value; the date is the value as far as it is ISO 8601. */
static bool as_date(const dl_document *d, const char *v, const char **date, const char **granularity,
                    const char **end)
{
    size_t n = strlen(v);
    int64_t first, last;
    *end = "";
    if (!dl__when_days(v, &first, &last))
        return false;
    if (n >= 10 && v[7] == '-' && v[5] != 'W') {
        *date = dl__arena_strndup(d->arena, v, 10);
        *granularity = n >= 13 && v[10] == 'T' && v[11] >= '0' && v[11] <= '9' ? "hour" : "day";
    } else if (n > 9 && v[5] == 'W') { /* weekend */
        *date = day_text(d, first + 5);
        *end = day_text(d, last);
        *granularity = "day";
        return *date && *end;
    } else if (n == 8 && v[5] == 'W') {
        *date = v;
        *granularity = "week";
    } else if (n >= 7 && v[5] == 'Q') {
        *date = v;
        *granularity = "quarter";
    } else if (n == 7 && v[5] <= '1') {
        *date = v;
        *granularity = "month";
    } else {
        *date = dl__arena_strndup(d->arena, v, 4);
        *granularity = "year";
    }
    return *date != NULL;
}

/* "Sept. 13-14", "between May and June": the expression that closes a range which x opens. */
static const dl_time *range_end(const dl_document *d, const dl_time *x)
{
    const dl_time *next = x + 1;
    static const char *const TO[] = { "to", "-", "–", "and", "until", "through", "till", NULL };
    if (next >= d->times + d->n_times || next->sentence != x->sentence || !dl__when_calendar(next) ||
        strlen(next->value) != strlen(x->value))
        return NULL;
    uint32_t a = x->first_token + x->n_tokens, b = next->first_token;
    if (b == a && x->end < next->begin) /* one token holds both */
        return next;
    if (b != a + 1 || !dl__token_in(d, (int32_t)a, TO) || strcmp(next->value, x->value) <= 0)
        return NULL;
    bool between = x->first_token > 0 && dl__token_is(d, (int32_t)x->first_token - 1, "between");
    return dl__token_is(d, (int32_t)a, "and") && !between ? NULL : next;
}

dl_status dl__when_of(const dl_document *d, uint32_t trigger, bool deed, dl__date *out)
{
    int64_t story = 0, first, last;
    bool has_story = dl__day_parse(d->story_date, &story);
    *out = (dl__date){ d->story_date ? d->story_date : "", "", has_story ? "day" : "", "",
                       has_story ? "story" : "",           0 };
    if (trigger >= d->n_tokens || !d->syn)
        return DL_OK;
    const dl_time *x = dl__when_clause(d, trigger);
    if (!x)
        x = dl__when_same_event(d, trigger, deed);
    if (!x)
        x = dl__when_running(d, trigger, deed);
    if (!x)
        x = dl__when_saying(d, trigger);
    if (!x)
        return DL_OK;
    const char *date, *granularity, *end;
    if (!as_date(d, x->value, &date, &granularity, &end))
        return DL_OK;
    dl_str field = dl__document_field(d, x->in);
    const dl_time *close = range_end(d, x);
    if (close) {
        const char *close_date, *unused, *unused2;
        if (as_date(d, close->value, &close_date, &unused, &unused2))
            end = close_date;
    }
    char *text = dl__arena_strndup(d->arena, field.ptr + x->begin, x->end - x->begin);
    if (!text)
        return DL_ENOMEM;
    *out = (dl__date){ date, end, granularity, text, "text", 0 };
    int64_t moved = dl__when_days(x->value, &first, &last) ? dl__when_quoted(d, x) : 0;
    if (moved && strlen(date) == 10) {
        out->date = day_text(d, first + moved);
        if (!out->date)
            return DL_ENOMEM;
    }
    if (has_story && dl__when_days(x->value, &first, &last)) {
        int64_t delta = last < story ? last - story : first > story ? first - story : 0;
        out->year_delta_days = (int)(delta > 4000000 ? 4000000 : delta < -4000000 ? -4000000 : delta);
    }
    return DL_OK;
}
