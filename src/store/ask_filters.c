/* ask_filters.c - the filters of a question as SQL.
 *
 * What an event is (type, sides, date, place, status) is asked of the mention m that stands for it; who tells it (by, text, source,
 * story) of any mention of the event.  Each filter is a set of its own, "m.mention IN (SELECT ...)", so that SQLite begins with the
 * one that an index makes smallest.  The day of a mention stands with its parties too: a range of days is told to them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double EARTH_KM = 6371.0088; /* mean radius, IUGG */
static const double RADIAN = 57.29577951308232;

static void text_list(dl__build *b, const dl__value *v)
{
    dl__build_puts(b, "(");
    for (const dl__value *at = v; at; at = at->next) {
        if (at != v)
            dl__build_puts(b, ", ");
        dl__build_text(b, at->s);
    }
    dl__build_puts(b, ")");
}

static void in_list(dl__build *b, const char *column, const dl__value *v)
{
    dl__build_puts(b, column);
    dl__build_puts(b, " IN ");
    text_list(b, v);
}

/* Tell that no row has this value, where the probe finds none. */
static void know(dl__build *b, dl__filter f, const char *probe, const char *value)
{
    if (!b->note || dl__build_probe(b, probe, value))
        return;
    char *message =
        dl__arena_printf(b->arena, "nothing in the store has --%s '%s'", dl__filter_word(f), value);
    if (message)
        b->note(b->user, message);
}

static void know_all(dl__build *b, dl__filter f, const char *probe)
{
    for (const dl__value *v = b->ask->value[f]; v; v = v->next)
        know(b, f, probe, v->s);
}

/* ---- what it is ---- */

static void types(dl__build *b, dl__filter f)
{
    in_list(b, "m.type", b->ask->value[f]);
}

static void modes(dl__build *b, dl__filter f)
{
    const char *mode;
    bool more = false;
    dl__build_puts(b, "(m.type, m.mode) IN (VALUES ");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next)
        for (unsigned i = 0; (mode = dl__plover_mode(v->s, i)); i++) {
            size_t n = dl__plover_type_length(mode);
            const char *type = dl__arena_strndup(b->arena, mode, n);
            dl__build_puts(b, more ? ", (" : "(");
            dl__build_text(b, type ? type : "");
            dl__build_puts(b, ", ");
            dl__build_text(b, mode + n + 1);
            dl__build_puts(b, ")");
            more = true;
        }
    dl__build_puts(b, ")");
}

/* "18" is all from "18" to "18~": "~" comes behind digits and letters. */
static void prefix(dl__build *b, const char *column, const char *s)
{
    const char *end = dl__arena_printf(b->arena, "%s~", s);
    dl__build_puts(b, column);
    dl__build_puts(b, " BETWEEN ");
    dl__build_text(b, s);
    dl__build_puts(b, " AND ");
    dl__build_text(b, end ? end : "");
}

static void cameos(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.cameo IN (");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        dl__build_puts(b, v == b->ask->value[f] ? "" : " UNION ");
        dl__build_puts(b, "SELECT c.cameo FROM cameo c WHERE ");
        prefix(b, "c.cameo", v->s);
    }
    dl__build_puts(b, ")");
}

static void quads(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.quad IN (");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        dl__build_puts(b, v == b->ask->value[f] ? "" : ", ");
        dl__build_int(b, v->s[0] - '0');
    }
    dl__build_puts(b, ")");
}

static void contexts(dl__build *b, dl__filter f)
{
    know_all(b, f, "SELECT EXISTS (SELECT 1 FROM mention_context WHERE context = ?)");
    in_list(b, "m.mention IN (SELECT c.mention FROM mention_context c WHERE c.context", b->ask->value[f]);
    dl__build_puts(b, ")");
}

static void confident(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.confidence >= ");
    dl__build_real(b, strtod(b->ask->value[f]->s, NULL));
}

/* ---- when ---- */

/* column >= first day AND column < the day behind the last; an empty day is before all. */
static void days(dl__build *b, const char *column, const char *since, const char *until)
{
    char first[11], after[11];
    const char *lower = "", *upper = NULL;
    if (since && dl__days_of(since, first, after))
        lower = dl__arena_strndup(b->arena, first, 10);
    if (until && dl__days_of(until, first, after))
        upper = dl__arena_strndup(b->arena, after, 10);
    b->failed |= !lower;
    dl__build_puts(b, column);
    dl__build_puts(b, since ? " >= " : " > ");
    dl__build_text(b, lower ? lower : "");
    if (upper) {
        dl__build_puts(b, " AND ");
        dl__build_puts(b, column);
        dl__build_puts(b, " < ");
        dl__build_text(b, upper);
    }
}

static const char *first_value(const dl__build *b, dl__filter f)
{
    return b->ask->value[f] ? b->ask->value[f]->s : NULL;
}

/* " AND p.day ...": what --since and --until say, for a set of parties. */
static void days_of_parties(dl__build *b)
{
    const char *since = first_value(b, DL__FILTER_SINCE), *until = first_value(b, DL__FILTER_UNTIL);
    if (!since && !until)
        return;
    dl__build_puts(b, " AND ");
    days(b, "p.day", since, until);
}

static void since_or_until(dl__build *b, dl__filter f)
{
    const char *since = first_value(b, DL__FILTER_SINCE);
    if (f == DL__FILTER_SINCE)
        days(b, "m.day", since, first_value(b, DL__FILTER_UNTIL));
    else
        days(b, "m.day", since, first_value(b, f));
}

static void dates(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "(");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        dl__build_puts(b, v == b->ask->value[f] ? "" : " OR ");
        days(b, "m.day", v->s, v->s);
    }
    dl__build_puts(b, ")");
}

/* ---- who ---- */

static bool is_code(const char *s)
{
    size_t n = 0;
    for (; s[n]; n++)
        if (!isupper((unsigned char)s[n]) && s[n] != '-')
            return false;
    return n && n % 3 == 0;
}

enum { AS_COUNTRY, AS_CODE, AS_NAME };

static int way_of(dl__build *b, dl__filter f, const char *s)
{
    if (!is_code(s)) {
        know(b, f, "SELECT EXISTS (SELECT 1 FROM entity WHERE name = ? COLLATE NOCASE)", s);
        return AS_NAME;
    }
    if (!s[3] && dl__build_probe(b, "SELECT EXISTS (SELECT 1 FROM party WHERE country = ?)", s))
        return AS_COUNTRY; /* an index that goes on with the day */
    know(b, f, "SELECT EXISTS (SELECT 1 FROM party WHERE code BETWEEN ?1 AND ?1 || '~')", s);
    return AS_CODE;
}

#define BY_NAME                                                                                              \
    "SELECT p.mention FROM entity e JOIN party p ON p.story = e.story AND p.entity = e.entity WHERE e.name " \
    "= "

/* Mentions in whose role (SQL) one of these is, as "SELECT ... UNION ALL SELECT ...". */
static void parties(dl__build *b, dl__filter f, const char *role, bool with_days)
{
    static const char *const begin[] = {
        [AS_COUNTRY] = "SELECT p.mention FROM party p WHERE p.country = ",
        [AS_CODE] = "SELECT p.mention FROM party p WHERE ",
        [AS_NAME] = BY_NAME,
    };
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        int way = way_of(b, f, v->s);
        dl__build_puts(b, v == b->ask->value[f] ? "" : " UNION ALL ");
        dl__build_puts(b, begin[way]);
        if (way == AS_CODE)
            prefix(b, "p.code", v->s);
        else
            dl__build_text(b, v->s);
        dl__build_puts(b, way == AS_NAME ? " COLLATE NOCASE AND p.role " : " AND p.role ");
        dl__build_puts(b, role);
        if (with_days)
            days_of_parties(b);
    }
}

static const char *role_of(dl__filter f)
{
    switch (f) {
    case DL__FILTER_ACTOR:
    case DL__FILTER_ACTOR_SECTOR: return "= 'actor'";
    case DL__FILTER_RECIPIENT:
    case DL__FILTER_RECIPIENT_SECTOR: return "= 'recipient'";
    case DL__FILTER_BY: return "= 'by'";
    default: return "IN ('actor', 'recipient')";
    }
}

static void sides(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.mention IN (");
    parties(b, f, role_of(f), true);
    dl__build_puts(b, ")");
}

static void sectors(dl__build *b, dl__filter f)
{
    know_all(b, f, "SELECT EXISTS (SELECT 1 FROM party_sector WHERE sector = ?)");
    in_list(b, "m.mention IN (SELECT p.mention FROM party_sector p WHERE p.sector", b->ask->value[f]);
    dl__build_puts(b, " AND p.role ");
    dl__build_puts(b, role_of(f));
    days_of_parties(b);
    dl__build_puts(b, ")");
}

/* ---- where ---- */

static void countries(dl__build *b, dl__filter f)
{
    know_all(b, f, "SELECT EXISTS (SELECT 1 FROM mention WHERE place_country = ?)");
    in_list(b, "m.place_country", b->ask->value[f]);
}

static void places(dl__build *b, dl__filter f)
{
    know_all(
        b, f,
        "SELECT EXISTS (SELECT 1 FROM mention WHERE place_name = ? COLLATE NOCASE AND place_name <> '')");
    in_list(b, "m.place_name <> '' AND m.place_name COLLATE NOCASE", b->ask->value[f]);
}

static void between(dl__build *b, const char *column, double low, double high)
{
    dl__build_puts(b, column);
    dl__build_puts(b, " BETWEEN ");
    dl__build_real(b, low);
    dl__build_puts(b, " AND ");
    dl__build_real(b, high);
}

/* A box for the index, then the distance on a sphere (haversine formula). */
static void circle(dl__build *b, double lat, double lon, double km)
{
    double angle = km / EARTH_KM, up = angle * RADIAN;
    double shrink = cos(lat / RADIAN), reach = sin(angle < 1.5 ? angle : 1.5);
    between(b, "(g.lat", lat - up - 1e-9, lat + up + 1e-9);
    if (lat + up < 90 && lat - up > -90 && reach < shrink) { /* else a pole is within: every length */
        double side = asin(reach / shrink) * RADIAN + 1e-9, turn = lon + side > 180    ? -360
                                                                   : lon - side < -180 ? 360
                                                                                       : 0;
        between(b, " AND (g.lon", lon - side, lon + side);
        if (turn != 0) /* over the line where days begin */
            between(b, " OR g.lon", lon - side + turn, lon + side + turn);
        dl__build_puts(b, ")");
    }
    dl__build_puts(b, " AND 2 * 6371.0088 * asin(min(1, sqrt(pow(sin(radians(g.lat - ");
    dl__build_real(b, lat);
    dl__build_puts(b, ") / 2), 2) + cos(radians(");
    dl__build_real(b, lat);
    dl__build_puts(b, ")) * cos(radians(g.lat)) * pow(sin(radians(g.lon - ");
    dl__build_real(b, lon);
    dl__build_puts(b, ") / 2), 2)))) <= ");
    dl__build_real(b, km);
    dl__build_puts(b, ")");
}

static void near_to(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.mention IN (SELECT g.mention FROM mention g WHERE ");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        char *at;
        double lat = strtod(v->s, &at), lon = strtod(at + 1, &at), km = strtod(at + 1, NULL);
        dl__build_puts(b, v == b->ask->value[f] ? "" : " OR ");
        circle(b, lat, lon, km);
    }
    dl__build_puts(b, ")");
}

/* ---- in what status ---- */

/* Words of one column are alternatives; the columns hold together.  A column without a word may hold any of its own: said, so that an
 * index of the three is used. */
static void status(dl__build *b, dl__filter f)
{
    static const char *const of[][8] = { { "m.polarity", "affirmed", "negated", NULL },
                                         { "m.time", "past", "future", "historical", NULL },
                                         { "m.modality", "asserted", "claimed", "possible", "hypothetical",
                                           "requested", "promised", "threatened" } };
    bool said[3][8] = { { false } }, named[3] = { false }, counted = false;
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        counted |= !strcmp(v->s, "counted");
        for (size_t i = 0; i < 3; i++)
            for (size_t k = 1; k < 8 && of[i][k]; k++)
                if (!strcmp(v->s, of[i][k]))
                    said[i][k] = named[i] = true;
    }
    dl__build_puts(b, counted ? "m.counted = 1" : "m.counted IN (0, 1)");
    if (!named[0] && !named[1] && !named[2])
        return;
    for (size_t i = 0; i < 3; i++) {
        const char *before = " IN (";
        dl__build_puts(b, " AND ");
        dl__build_puts(b, of[i][0]);
        for (size_t k = 1; k < 8 && of[i][k]; k++)
            if (said[i][k] || !named[i]) {
                dl__build_puts(b, before);
                dl__build_text(b, of[i][k]);
                before = ", ";
            }
        dl__build_puts(b, ")");
    }
}

/* ---- who tells it ---- */

static void said_by(dl__build *b, dl__filter f)
{
    dl__build_puts(b, "m.event IN (SELECT x.event FROM mention x WHERE x.mention IN (");
    parties(b, f, role_of(f), false);
    dl__build_puts(b, "))");
}

static void told_in(dl__build *b, dl__filter f)
{
    static const char *const set[DL__N_FILTERS] = {
        [DL__FILTER_SOURCE] = "SELECT s.story FROM story s WHERE s.publisher = ",
        [DL__FILTER_STORY] = "SELECT s.story FROM story s WHERE s.id = ",
        [DL__FILTER_TEXT] = "SELECT t.rowid FROM story_text t WHERE t.story_text MATCH ",
    };
    if (f == DL__FILTER_SOURCE)
        know_all(b, f, "SELECT EXISTS (SELECT 1 FROM story WHERE publisher = ?)");
    if (f == DL__FILTER_STORY)
        know_all(b, f, "SELECT EXISTS (SELECT 1 FROM story WHERE id = ?)");
    dl__build_puts(b, "m.event IN (SELECT x.event FROM mention x WHERE x.story IN (");
    for (const dl__value *v = b->ask->value[f]; v; v = v->next) {
        dl__build_puts(b, v == b->ask->value[f] ? "" : " UNION ALL ");
        dl__build_puts(b, set[f]);
        dl__build_text(b, v->s);
    }
    dl__build_puts(b, "))");
}

/* Only sets of mentions hold the answer down: then a narrow index says the rest of each (ask_sql.c). */
bool dl__filters_are_sets(const dl__ask *a)
{
    static const bool mentions[DL__N_FILTERS] = {
        [DL__FILTER_CONTEXT] = true,          [DL__FILTER_ACTOR] = true,  [DL__FILTER_RECIPIENT] = true,
        [DL__FILTER_EITHER] = true,           [DL__FILTER_SECTOR] = true, [DL__FILTER_ACTOR_SECTOR] = true,
        [DL__FILTER_RECIPIENT_SECTOR] = true, [DL__FILTER_NEAR] = true,
    };
    static const dl__filter better[] = { DL__FILTER_BY,    DL__FILTER_TEXT,  DL__FILTER_SOURCE,
                                         DL__FILTER_STORY, DL__FILTER_PLACE, DL__FILTER_DATE,
                                         DL__FILTER_STATUS };
    bool any = false;
    for (int f = 0; f < DL__N_FILTERS; f++)
        any |= mentions[f] && a->value[f];
    for (size_t i = 0; i < sizeof better / sizeof better[0]; i++)
        any &= !a->value[better[i]];
    return any;
}

void dl__build_filters(dl__build *b)
{
    static void (*const sql[DL__N_FILTERS])(dl__build *, dl__filter) = {
        [DL__FILTER_TYPE] = types,
        [DL__FILTER_MODE] = modes,
        [DL__FILTER_CAMEO] = cameos,
        [DL__FILTER_QUAD] = quads,
        [DL__FILTER_CONTEXT] = contexts,
        [DL__FILTER_ACTOR] = sides,
        [DL__FILTER_RECIPIENT] = sides,
        [DL__FILTER_EITHER] = sides,
        [DL__FILTER_SECTOR] = sectors,
        [DL__FILTER_ACTOR_SECTOR] = sectors,
        [DL__FILTER_RECIPIENT_SECTOR] = sectors,
        [DL__FILTER_COUNTRY] = countries,
        [DL__FILTER_PLACE] = places,
        [DL__FILTER_NEAR] = near_to,
        [DL__FILTER_SINCE] = since_or_until,
        [DL__FILTER_UNTIL] = since_or_until,
        [DL__FILTER_DATE] = dates,
        [DL__FILTER_STATUS] = status,
        [DL__FILTER_BY] = said_by,
        [DL__FILTER_TEXT] = told_in,
        [DL__FILTER_SOURCE] = told_in,
        [DL__FILTER_STORY] = told_in,
        [DL__FILTER_CONFIDENCE] = confident,
    };
    if (!b->ask->value[DL__FILTER_STATUS])
        dl__build_puts(b, " AND m.counted = 1");
    for (int f = 0; f < DL__N_FILTERS; f++) {
        if (!b->ask->value[f] || (f == DL__FILTER_UNTIL && b->ask->value[DL__FILTER_SINCE]))
            continue; /* --until went with --since */
        dl__build_puts(b, "\n  AND ");
        sql[f](b, (dl__filter)f);
    }
}
