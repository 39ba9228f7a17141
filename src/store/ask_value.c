/* ask_value.c - is it a value of that filter?  Each is brought into the form in which the store has it; see ask_priv.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include "base/error.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const STATUS[] = { "counted",      "all",        "affirmed", "negated",    "past",
                                      "future",       "historical", "asserted", "claimed",    "possible",
                                      "hypothetical", "requested",  "promised", "threatened", NULL };

static const char *bad(dl_error *err, dl__filter f, const char *s, const char *expected)
{
    (void)dl__fail(err, DL_EINVAL, 0, "--%s '%.40s' is not %s", dl__filter_word(f), s, expected);
    return NULL;
}

static bool all(const char *s, int (*is)(int))
{
    for (const char *c = s; *c; c++)
        if (!is((unsigned char)*c))
            return false;
    return *s;
}

static const char *upper(dl__arena *arena, const char *s)
{
    char *copy = dl__arena_strndup(arena, s, strlen(s));
    for (char *c = copy; c && *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return copy;
}

static const char *type(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    const char *known = dl__plover_type(s);
    (void)arena;
    if (!known)
        (void)dl__fail(err, DL_EINVAL, 0, "--%s '%.40s' is not one of %s", dl__filter_word(f), s,
                       dl__plover_types());
    return known;
}

static const char *mode(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    (void)arena;
    if (dl__plover_mode(s, 0))
        return s;
    return bad(err, f, s, "a mode of PLOVER (ASSAULT-aerial, aerial; docs/query.md lists them)");
}

static const char *cameo(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    (void)arena;
    size_t n = strlen(s);
    if (n < 1 || n > 4 || !all(s, isdigit) || s[0] > '2' ||
        (n > 1 && (!strncmp(s, "00", 2) || strncmp(s, "20", 2) > 0)))
        return bad(err, f, s, "a CAMEO code or the beginning of one, 01 to 20 (18, 190, 1823)");
    return s;
}

static const char *quad(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    static const char *const word[] = { "verbal-cooperation", "material-cooperation", "verbal-conflict",
                                        "material-conflict" };
    static const char *const number[] = { "1", "2", "3", "4" };
    (void)arena;
    for (int i = 0; i < 4; i++)
        if (!strcmp(s, word[i]) || !strcmp(s, number[i]))
            return number[i];
    return bad(err, f, s,
               "1 to 4, or verbal-cooperation, material-cooperation, verbal-conflict, material-conflict");
}

static int context_letter(int c)
{
    return islower(c) || c == '_';
}

static const char *context(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    (void)arena;
    return all(s, context_letter) ? s : bad(err, f, s, "a context of PLOVER (military, human_rights)");
}

/* A code is in groups of three capitals (or "---", nobody's); anything else is a name. */
static const char *who(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    (void)arena;
    size_t n = strnlen(s, 200);
    return n && n < 200 ? s : bad(err, f, s, "a code or a name");
}

static const char *sector(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    if (strnlen(s, 4) != 3 || !all(s, isalpha))
        return bad(err, f, s, "a role code of three letters (MIL, GOV, OPP)");
    return upper(arena, s);
}

static const char *country(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    if (strnlen(s, 4) != 3 || !all(s, isalpha))
        return bad(err, f, s, "a country code of three letters (FRA, IRQ)");
    return upper(arena, s);
}

static const char *any(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    const char *copy = dl__arena_strndup(arena, s, strlen(s));
    if (!copy)
        (void)dl__no_memory(err);
    return *s ? copy : bad(err, f, s, "a name");
}

static const char *date(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    char first[11], after[11];
    if (!dl__days_of(s, first, after))
        return bad(err, f, s, "a date: 2024-05-16, 2024-05, 2024-Q2, 2024-W21 or 2024");
    return any(arena, f, s, err);
}

static const char *status(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    (void)arena;
    for (int i = 0; STATUS[i]; i++)
        if (!strcmp(STATUS[i], s))
            return STATUS[i];
    return bad(
        err, f, s,
        "one of counted, all, affirmed, negated, past, future, historical, asserted, claimed, possible, "
        "hypothetical, requested, promised, threatened");
}

static bool number(const char **s, double low, double high, char end)
{
    char *stop;
    double x = strtod(*s, &stop);
    bool good = stop != *s && isfinite(x) && x >= low && x <= high && *stop == end;
    *s = stop + (*stop != '\0');
    return good;
}

static const char *near_to(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    const char *at = s;
    if (!number(&at, -90, 90, ',') || !number(&at, -180, 180, ',') || !number(&at, 0, 20038, '\0'))
        return bad(err, f, s, "LAT,LON,KM: degrees north, degrees east, kilometres (33.3,44.4,50)");
    return any(arena, f, s, err);
}

static const char *confidence(dl__arena *arena, dl__filter f, const char *s, dl_error *err)
{
    const char *at = s;
    if (!number(&at, 0, 1, '\0'))
        return bad(err, f, s, "a number from 0 to 1");
    return any(arena, f, s, err);
}

const char *dl__filter_value(dl__arena *arena, dl__filter which, const char *s, dl_error *err)
{
    static const char *(*const check[DL__N_FILTERS])(dl__arena *, dl__filter, const char *, dl_error *) = {
        [DL__FILTER_TYPE] = type,
        [DL__FILTER_MODE] = mode,
        [DL__FILTER_CAMEO] = cameo,
        [DL__FILTER_QUAD] = quad,
        [DL__FILTER_CONTEXT] = context,
        [DL__FILTER_ACTOR] = who,
        [DL__FILTER_RECIPIENT] = who,
        [DL__FILTER_EITHER] = who,
        [DL__FILTER_SECTOR] = sector,
        [DL__FILTER_ACTOR_SECTOR] = sector,
        [DL__FILTER_RECIPIENT_SECTOR] = sector,
        [DL__FILTER_COUNTRY] = country,
        [DL__FILTER_PLACE] = any,
        [DL__FILTER_NEAR] = near_to,
        [DL__FILTER_SINCE] = date,
        [DL__FILTER_UNTIL] = date,
        [DL__FILTER_DATE] = date,
        [DL__FILTER_STATUS] = status,
        [DL__FILTER_BY] = who,
        [DL__FILTER_TEXT] = any,
        [DL__FILTER_SOURCE] = any,
        [DL__FILTER_STORY] = any,
        [DL__FILTER_CONFIDENCE] = confidence,
    };
    return check[which](arena, which, s, err);
}
