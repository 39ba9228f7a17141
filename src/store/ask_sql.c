/* ask_sql.c - a question as one statement.
 *
 *     events:   SELECT ... FROM events WHERE event IN (SELECT m.event FROM mention m WHERE ... ORDER BY ... LIMIT n) ORDER BY ...
 *     groups:   SELECT group, measure FROM mention m WHERE ... GROUP BY group ORDER BY ...
 *     groups of which an event may be in several, or measures of its mentions: the events are made distinct first
 *               SELECT group, measure FROM (SELECT DISTINCT m.event, group FROM mention m JOIN ... WHERE ...) d
 *                 JOIN mention x ON x.event = d.event GROUP BY ...
 * Groups and measures are named columns for the reader; GROUP BY and ORDER BY count them, since a name might be a table's column. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include "base/error.h"

#include <string.h>

#define JOIN_ACTOR     " JOIN party a ON a.mention = m.mention AND a.role = 'actor'"
#define JOIN_RECIPIENT " JOIN party r ON r.mention = m.mention AND r.role = 'recipient'"
#define SIDE(p)        "CASE " p ".country WHEN '' THEN " p ".code ELSE " p ".country END"
#define FINE(words, x) "CASE WHEN m.date_granularity IN (" words ") THEN " x " ELSE '' END"
#define THURSDAY       "m.day, '-3 days', 'weekday 4'"

/* A group: its columns with their SQL, and the join that brings more than one of an event. */
typedef struct group {
    const char *column[2], *sql[2];
    const char *join;
    bool time; /* goes up whatever is counted */
} group;

static const group GROUPS[DL__N_GROUPS] = {
    [DL__GROUP_DAY] = { { "day" }, { FINE("'day', 'hour'", "m.day") }, NULL, true },
    [DL__GROUP_WEEK] = { { "week" },
                         { FINE("'week', 'day', 'hour'",
                                "strftime('%Y', " THURSDAY ") || printf('-W%02d', (strftime('%j', " THURSDAY
                                ") + 6) / 7)") },
                         NULL,
                         true },
    [DL__GROUP_MONTH] = { { "month" },
                          { FINE("'month', 'week', 'day', 'hour'", "substr(m.day, 1, 7)") },
                          NULL,
                          true },
    [DL__GROUP_QUARTER] = { { "quarter" },
                            { FINE("'quarter', 'month', 'week', 'day', 'hour'",
                                   "substr(m.day, 1, 4) || '-Q' || ((substr(m.day, 6, 2) + 2) / 3)") },
                            NULL,
                            true },
    [DL__GROUP_YEAR] = { { "year" }, { "substr(m.day, 1, 4)" }, NULL, true },
    [DL__GROUP_ACTOR] = { { "actor" }, { "coalesce(" SIDE("a") ", '')" }, " LEFT" JOIN_ACTOR, false },
    [DL__GROUP_RECIPIENT] = { { "recipient" },
                              { "coalesce(" SIDE("r") ", '')" },
                              " LEFT" JOIN_RECIPIENT,
                              false },
    [DL__GROUP_DYAD] = { { "actor", "recipient" },
                         { SIDE("a"), SIDE("r") },
                         JOIN_ACTOR JOIN_RECIPIENT,
                         false },
    [DL__GROUP_ACTOR_CODE] = { { "actor_code" }, { "coalesce(a.code, '')" }, " LEFT" JOIN_ACTOR, false },
    [DL__GROUP_RECIPIENT_CODE] = { { "recipient_code" },
                                   { "coalesce(r.code, '')" },
                                   " LEFT" JOIN_RECIPIENT,
                                   false },
    [DL__GROUP_TYPE] = { { "type" }, { "m.type" }, NULL, false },
    [DL__GROUP_MODE] = { { "mode" }, { "m.mode" }, NULL, false },
    [DL__GROUP_CAMEO] = { { "cameo" }, { "m.cameo" }, NULL, false },
    [DL__GROUP_ROOT] = { { "root" }, { "substr(m.cameo, 1, 2)" }, NULL, false },
    [DL__GROUP_QUAD] = { { "quad" }, { "m.quad" }, NULL, false },
    [DL__GROUP_CONTEXT] = { { "context" },
                            { "coalesce(c.context, '')" },
                            " LEFT JOIN mention_context c ON c.mention = m.mention",
                            false },
    [DL__GROUP_COUNTRY] = { { "country" }, { "m.place_country" }, NULL, false },
    [DL__GROUP_PLACE] = { { "place" }, { "m.place_name" }, NULL, false },
    [DL__GROUP_POINT] = { { "lat", "lon" }, { "m.lat", "m.lon" }, NULL, false },
    [DL__GROUP_SOURCE] = { { "source" },
                           { "s.publisher" },
                           " JOIN mention y ON y.event = m.event JOIN story s ON s.story = y.story",
                           false },
    [DL__GROUP_MODALITY] = { { "modality" }, { "m.modality" }, NULL, false },
};

/* A measure: over the mentions m that stand for the events; over events d; over events d and all their mentions x. */
static const struct {
    const char *column, *of_m, *of_e, *of_x;
} MEASURES[DL__N_MEASURES] = {
    [DL__MEASURE_EVENTS] = { "events", "count(*)", "count(*)", "sum(x.lead)" },
    [DL__MEASURE_MENTIONS] = { "mentions", NULL, NULL, "count(*)" },
    [DL__MEASURE_STORIES] = { "stories", NULL, NULL, "count(DISTINCT x.story)" },
    [DL__MEASURE_SOURCES] = { "sources", NULL, NULL,
                              "count(DISTINCT coalesce(nullif(f.publisher, ''), f.id))" },
    [DL__MEASURE_GOLDSTEIN] = { "goldstein", "round(avg(m.goldstein), 3)", "round(avg(d.goldstein), 3)",
                                "round(avg(CASE x.lead WHEN 1 THEN d.goldstein END), 3)" },
};

/* What events may be ordered by besides: column of the view events, its SQL over m. */
static const struct {
    const char *word, *sql;
} COLUMNS[] = { { "day", "m.day" },
                { "event", "m.event" },
                { "type", "m.type" },
                { "cameo", "m.cameo" },
                { "quad", "m.quad" },
                { "goldstein", "m.goldstein" },
                { "confidence", "m.confidence" },
                { "place_country", "m.place_country" },
                { "place_name", "m.place_name" },
                { "mentions", "(SELECT count(*) FROM mention x WHERE x.event = m.event)" },
                { "stories", "(SELECT count(DISTINCT x.story) FROM mention x WHERE x.event = m.event)" } };
enum { N_COLUMNS = sizeof COLUMNS / sizeof COLUMNS[0] };
static const char ALL_COLUMNS[] =
    "day, event, type, cameo, quad, goldstein, confidence, place_country, place_name, "
    "mentions, stories";

static bool turned_down(const char *column) /* the largest first */
{
    return !strcmp(column, "events") || !strcmp(column, "mentions") || !strcmp(column, "stories") ||
           !strcmp(column, "sources") || !strcmp(column, "confidence");
}

static void where(dl__build *b)
{
    dl__build_puts(b, "\nWHERE m.lead = 1");
    dl__build_filters(b);
}

/* SQLite would look up whole mentions, which lie wide apart. */
static void index_of_sets(dl__build *b)
{
    if (dl__filters_are_sets(b->ask))
        dl__build_puts(b, " INDEXED BY mention_told");
}

static void limit(dl__build *b)
{
    if (b->ask->limit) {
        dl__build_puts(b, "\nLIMIT ");
        dl__build_int(b, b->ask->limit);
    }
}

/* ---- events ---- */

static const char *column_of(const char *word)
{
    for (size_t i = 0; i < N_COLUMNS; i++)
        if (!strcmp(COLUMNS[i].word, word))
            return COLUMNS[i].sql;
    return NULL;
}

static void order_of_events(dl__build *b, bool inner)
{
    const dl__ask *a = b->ask;
    dl__build_puts(b, "\nORDER BY ");
    for (unsigned i = 0; i < a->n_order; i++) {
        const char *word = a->order[i].word;
        dl__build_puts(b, inner ? column_of(word) : word);
        dl__build_puts(b, turned_down(word) != a->order[i].turned ? " DESC, " : ", ");
    }
    if (!a->n_order)
        dl__build_puts(b, inner ? "m.day, " : "day, ");
    dl__build_puts(b, inner ? "m.event" : "event");
}

static void events(dl__build *b)
{
    static const char SHORT[] =
        "event, date, type || CASE mode WHEN '' THEN '' ELSE '-' || mode END AS what, actor_codes AS actors,"
        "\n  recipient_codes AS recipients, place_name AS place, mentions, text";
    dl__build_puts(b, "SELECT ");
    dl__build_puts(b, b->ask->columns == DL__ASK_SHORT ? SHORT : "*");
    dl__build_puts(b, "\nFROM events WHERE event IN (\nSELECT m.event FROM mention m");
    index_of_sets(b);
    where(b);
    if (b->ask->limit) {
        order_of_events(b, true);
        limit(b);
    }
    dl__build_puts(b, ")");
    order_of_events(b, false);
}

/* ---- groups ---- */

static bool of_mentions(const dl__ask *a)
{
    for (unsigned i = 0; i < a->n_measures; i++)
        if (!MEASURES[a->measure[i]].of_e)
            return true;
    return false;
}

static bool measured(const dl__ask *a, dl__measure m)
{
    for (unsigned i = 0; i < a->n_measures; i++)
        if (a->measure[i] == m)
            return true;
    return false;
}

static bool several(const dl__ask *a)
{
    for (unsigned i = 0; i < a->n_groups; i++)
        if (GROUPS[a->group[i]].join)
            return true;
    return false;
}

/* name(i, k): column k of group i; "" before the first. */
static void group_columns(dl__build *b, bool with_sql)
{
    for (unsigned i = 0; i < b->ask->n_groups; i++)
        for (int k = 0; k < 2 && GROUPS[b->ask->group[i]].column[k]; k++) {
            const group *g = &GROUPS[b->ask->group[i]];
            dl__build_puts(b, with_sql ? g->sql[k] : "d.");
            dl__build_puts(b, with_sql ? " AS " : "");
            dl__build_puts(b, g->column[k]);
            dl__build_puts(b, ", ");
        }
}

/* The place of a column among those that come, from 1: a name might mean a column of a table, too. 0: it does not come. */
static unsigned position(const dl__ask *a, const char *word)
{
    unsigned at = 0;
    for (unsigned i = 0; i < a->n_groups; i++)
        for (int k = 0; k < 2 && GROUPS[a->group[i]].column[k]; k++) {
            at++;
            if (!strcmp(GROUPS[a->group[i]].column[k], word))
                return at;
        }
    for (unsigned i = 0; i < a->n_measures || i == 0; i++) {
        at++;
        if (!strcmp(MEASURES[a->n_measures ? a->measure[i] : DL__MEASURE_EVENTS].column, word))
            return at;
    }
    return 0;
}

static void put_position(dl__build *b, const char *word)
{
    dl__strbuf_printf(&b->sql, "%u", position(b->ask, word));
}

/* The joins, each once: "dyad" beside "actor" asks for the actors it has already. */
static void joins(dl__build *b)
{
    const char *done[DL__N_GROUPS];
    unsigned n = 0;
    for (unsigned i = 0; i < b->ask->n_groups; i++) {
        const char *join = GROUPS[b->ask->group[i]].join;
        bool again = !join;
        for (unsigned k = 0; k < n && !again; k++)
            again = !strcmp(done[k], join);
        if (again)
            continue;
        done[n++] = join;
        dl__build_puts(b, join);
    }
}

static void measures(dl__build *b, bool inner, bool mentions)
{
    const dl__ask *a = b->ask;
    for (unsigned i = 0; i < a->n_measures || i == 0; i++) {
        dl__measure m = a->n_measures ? a->measure[i] : DL__MEASURE_EVENTS;
        dl__build_puts(b, i ? ", " : "");
        dl__build_puts(b, mentions ? MEASURES[m].of_x : inner ? MEASURES[m].of_e : MEASURES[m].of_m);
        dl__build_puts(b, " AS ");
        dl__build_puts(b, MEASURES[m].column);
    }
}

static void by_groups(dl__build *b)
{
    unsigned n = 0;
    for (unsigned i = 0; i < b->ask->n_groups; i++)
        for (int k = 0; k < 2 && GROUPS[b->ask->group[i]].column[k]; k++)
            dl__strbuf_printf(&b->sql, "%s%u", n ? ", " : "\nGROUP BY ", n + 1), n++;
}

/* First what the user says, then times, the first measure, and the other groups, so that the order is the same every time. */
static void order_of_groups(dl__build *b)
{
    const dl__ask *a = b->ask;
    const char *and = "\nORDER BY ";
    for (unsigned i = 0; i < a->n_order; i++) {
        dl__build_puts(b, and);
        put_position(b, a->order[i].word);
        dl__build_puts(b, turned_down(a->order[i].word) != a->order[i].turned ? " DESC" : "");
        and = ", ";
    }
    for (int times = 1; times >= 0; times--) {
        for (unsigned i = 0; i < a->n_groups; i++)
            for (int k = 0; k < 2 && GROUPS[a->group[i]].column[k] && GROUPS[a->group[i]].time == times;
                 k++) {
                dl__build_puts(b, and);
                put_position(b, GROUPS[a->group[i]].column[k]);
                and = ", ";
            }
        if (times && !a->n_order) {
            dl__build_puts(b, and);
            put_position(b, MEASURES[a->n_measures ? a->measure[0] : DL__MEASURE_EVENTS].column);
            dl__build_puts(b, " DESC");
            and = ", ";
        }
    }
}

static void groups(dl__build *b)
{
    bool mentions = of_mentions(b->ask), inner = mentions || several(b->ask);
    dl__build_puts(b, "SELECT ");
    group_columns(b, !inner);
    measures(b, inner, mentions);
    dl__build_puts(b, "\nFROM ");
    if (inner) {
        dl__build_puts(b, "(SELECT DISTINCT ");
        group_columns(b, true);
        dl__build_puts(b, "m.event AS event, m.goldstein AS goldstein\nFROM ");
    }
    dl__build_puts(b, "mention m");
    index_of_sets(b);
    joins(b);
    where(b);
    if (inner)
        dl__build_puts(b, ") d");
    if (mentions)
        dl__build_puts(b, "\nJOIN mention x ON x.event = d.event");
    if (measured(b->ask, DL__MEASURE_SOURCES))
        dl__build_puts(
            b,
            "\nLEFT JOIN copy o ON o.story = x.story JOIN story f ON f.story = coalesce(o.first, x.story)");
    if (b->ask->n_groups) {
        by_groups(b);
        order_of_groups(b);
    }
    limit(b);
}

/* ---- */

dl_status dl__ask_check(const dl__ask *a, dl_error *err)
{
    char first[11], after[11], last[11];
    const dl__value *since = a->value[DL__FILTER_SINCE], *until = a->value[DL__FILTER_UNTIL];
    if (since && until && dl__days_of(since->s, first, after) && dl__days_of(until->s, after, last) &&
        memcmp(first, last, 10) >= 0)
        return dl__fail(err, DL_EINVAL, 0, "--since '%s' is after --until '%s'", since->s, until->s);
    for (unsigned i = 0; i < a->n_groups; i++)
        for (unsigned k = 0; k < i; k++)
            for (int n = 0; n < 4; n++) {
                const char *x = GROUPS[a->group[i]].column[n & 1], *y = GROUPS[a->group[k]].column[n >> 1];
                if (x && y && !strcmp(x, y))
                    return dl__fail(err, DL_EINVAL, 0, "--group: '%s' is there twice", x);
            }
    for (unsigned i = 0; i < a->n_order; i++) {
        const char *word = a->order[i].word;
        if (dl__ask_groups(a) && !position(a, word))
            return dl__fail(err, DL_EINVAL, 0, "--order '%.40s' is none of the groups and measures asked for",
                            word);
        if (!dl__ask_groups(a) && !column_of(word))
            return dl__fail(err, DL_EINVAL, 0, "--order '%.40s' is not one of %s", word, ALL_COLUMNS);
    }
    return DL_OK;
}

void dl__build_question(dl__build *b)
{
    if (dl__ask_groups(b->ask))
        groups(b);
    else
        events(b);
    dl__build_puts(b, ";");
}
