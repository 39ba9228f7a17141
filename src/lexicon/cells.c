/* cells.c - what a cell may hold, as a table of rules; asked of a user's rows, and of the pack's by dateline-pack --check.
 *
 * Most cells name something that another table, or the same column of the pack, has.  Frames and triggers are read, and
 * complained of, where all entries are (frame.c). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/pack_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

typedef enum how { NEEDED, ONE_OF, EACH_OF, THREES, DAY, NUMBER, POINT, PLOVER } how;

typedef struct rule {
    const char *table, *column;
    how how;
    const char *of_table, *of_column; /* ONE_OF, EACH_OF (pieces between ';'), THREES (sectors) */
    const char *also;                 /* further words that may stand there, between blanks */
} rule;

static const rule RULES[] = {
    { "lex_deeds", "trigger", NEEDED, NULL, NULL, NULL },
    { "lex_acts", "trigger", NEEDED, NULL, NULL, NULL },
    { "lex_deeds", "kind", ONE_OF, "lex_kinds", "kind", NULL },
    { "lex_acts", "act", ONE_OF, "lex_act_kinds", "act", NULL },
    { "lex_kinds", "kind", NEEDED, NULL, NULL, NULL },
    { "lex_kinds", "type", PLOVER, "plover", "key", "-" },
    { "lex_kinds", "cameo", ONE_OF, "cameo", "code", "" },
    { "lex_kinds", "contexts", EACH_OF, "lex_contexts", "context", "" },
    { "lex_kinds", "group", ONE_OF, "lex_join", "group", "other" },
    { "lex_act_kinds", "act", NEEDED, NULL, NULL, NULL },
    { "lex_act_kinds", "content", ONE_OF, "lex_act_kinds", "content", NULL },
    { "lex_act_kinds", "type", PLOVER, "plover", "key", "-" },
    { "lex_act_kinds", "cameo", ONE_OF, "cameo", "code", "" },
    { "lex_act_kinds", "contexts", EACH_OF, "lex_contexts", "context", "" },
    { "lex_join", "act", ONE_OF, "lex_act_kinds", "act", NULL },
    { "lex_join", "group", ONE_OF, "lex_kinds", "group", "*" },
    { "lex_join", "type", PLOVER, "plover", "key", "- =" },
    { "lex_join", "cameo", ONE_OF, "cameo", "code", "" },
    { "lex_join", "contexts", EACH_OF, "lex_contexts", "context", "" },
    { "lex_sets", "set", NEEDED, NULL, NULL, NULL },
    { "lex_status", "effect", EACH_OF, "lex_status", "effect", NULL },
    { "lex_contexts", "context", ONE_OF, "lex_contexts", "context", NULL },
    { "lex_domains", "domain", ONE_OF, "lex_domains", "domain", NULL },
    { "lex_domains", "weight", NUMBER, NULL, NULL, NULL },
    { "lex_cues", "kind", ONE_OF, "lex_cues", "kind", NULL },
    { "lex_forms", "form", NEEDED, NULL, NULL, NULL },
    { "lex_forms", "lemma", NEEDED, NULL, NULL, NULL },
    { "countries", "iso3", NEEDED, NULL, NULL, NULL },
    { "countries", "name", NEEDED, NULL, NULL, NULL },
    { "persons", "name", NEEDED, NULL, NULL, NULL },
    { "persons", "iso3", ONE_OF, "countries", "iso3", "" },
    { "persons", "sectors", THREES, "roles", "sectors", "PRE" },
    { "persons", "org", ONE_OF, "orgs", "code", "" },
    { "persons", "start", DAY, NULL, NULL, NULL },
    { "persons", "end", DAY, NULL, NULL, NULL },
    { "orgs", "code", NEEDED, NULL, NULL, NULL },
    { "orgs", "name", NEEDED, NULL, NULL, NULL },
    { "orgs", "kind", ONE_OF, "orgs", "kind", NULL },
    { "orgs", "iso3", ONE_OF, "countries", "iso3", "" },
    { "groups", "name", NEEDED, NULL, NULL, NULL },
    { "groups", "iso3", ONE_OF, "countries", "iso3", "" },
    { "groups", "sectors", THREES, "groups", "sectors", NULL },
    { "groups", "kind", ONE_OF, "groups", "kind", NULL },
    { "groups", "start", DAY, NULL, NULL, NULL },
    { "groups", "end", DAY, NULL, NULL, NULL },
    { "regions", "name", NEEDED, NULL, NULL, NULL },
    { "regions", "iso3", ONE_OF, "countries", "iso3", "" },
    { "ethnic", "name", NEEDED, NULL, NULL, NULL },
    { "ethnic", "iso3", ONE_OF, "countries", "iso3", "" },
    { "roles", "lemma", NEEDED, NULL, NULL, NULL },
    { "roles", "sectors", THREES, "roles", "sectors", NULL },
    { "roles", "kind", ONE_OF, "roles", "kind", NULL },
    { "roles", "weight", ONE_OF, "roles", "weight", NULL },
    { "gazetteer", "name", NEEDED, NULL, NULL, NULL },
    { "gazetteer", "country", ONE_OF, "countries", "iso3", NULL },
    { "gazetteer", "point", POINT, NULL, NULL, NULL },
    { "gazetteer", "people", NUMBER, NULL, NULL, NULL },
    { "admin1", "country", ONE_OF, "countries", "iso3", NULL },
    { "admin1", "point", POINT, NULL, NULL, NULL },
};

/* What the rule's column holds, piece by piece. A column that is asked of itself knows only the pack's own rows. */
static bool gather(const rule *r, const dl__pack *p, dl__map *known)
{
    const dl__table *t = dl__pack_table(p, r->of_table);
    int column = t ? dl__table_column(t, r->of_column) : -1;
    bool own = t && strcmp(r->table, r->of_table) == 0;
    for (uint32_t i = 0; t && i < (own ? t->n_rows : dl__table_n_rows(t)); i++) {
        const char *s = dl__table_cell(t, i, column);
        for (size_t n; *s; s += n) {
            n = r->how == THREES    ? (strlen(s) < 3 ? strlen(s) : 3)
                : r->how == EACH_OF ? strcspn(s, ";")
                                    : strlen(s);
            if (!dl__map_put(known, s, n, NULL))
                return false;
            n += r->how == EACH_OF && s[n] == ';';
        }
    }
    return true;
}

static bool listed(const char *words, const char *s, size_t len)
{
    if (!words)
        return false;
    if (!len)
        return true; /* a rule with a list lets the cell be empty */
    for (size_t n; *words; words += n + (words[n] == ' ')) {
        n = strcspn(words, " ");
        if (n == len && memcmp(words, s, n) == 0)
            return true;
    }
    return false;
}

static bool in_known(const rule *r, const dl__map *known, const char *s)
{
    size_t step = r->how == THREES ? 3 : 0;
    if (listed(r->also, s, strlen(s)) || (step && !*s))
        return true;
    for (size_t n; *s; s += n) {
        size_t left = strlen(s);
        n = step ? (left < step ? left : step) : r->how == EACH_OF ? strcspn(s, ";") : left;
        if (!dl__map_get(known, s, n) && !listed(r->also, s, n))
            return false;
        n += r->how == EACH_OF && s[n] == ';';
        if (left == n)
            return true;
    }
    return false;
}

/* "2020", "2020-03", "2020-03-05" or nothing. */
static bool is_day(const char *s)
{
    size_t n = strlen(s);
    if (n != 0 && n != 4 && n != 7 && n != 10)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
            return false;
    }
    return true;
}

/* A decimal number, and where it ends. */
static bool is_number(const char **s)
{
    const char *p = *s + (**s == '-'), *first = p;
    while ((*p >= '0' && *p <= '9') || (*p == '.' && p > first))
        p++;
    *s = p;
    return p > first;
}

static bool is_point(const char *s)
{
    return is_number(&s) && *s++ == ',' && is_number(&s) && !*s;
}

static bool fits(const rule *r, const dl__table *t, uint32_t row, const dl__map *known, const char *s)
{
    const char *end = s;
    switch (r->how) {
    case NEEDED: return *s;
    case DAY: return is_day(s);
    case NUMBER: return !*s || (is_number(&end) && !*end);
    case POINT: return is_point(s);
    case PLOVER: {
        if (listed(r->also, s, strlen(s)))
            return *s;
        const char *mode = dl__table_cell(t, row, dl__table_column(t, "mode"));
        char key[80];
        size_t n = strlen(s), m = strlen(mode);
        if (n + m + 1 > sizeof key)
            return false;
        memcpy(key, s, n);
        if (m)
            key[n++] = '/';
        memcpy(key + n, mode, m);
        return dl__map_get(known, key, n + m);
    }
    default: return in_known(r, known, s);
    }
}

static bool complain(const rule *r, const dl__pack *p, const dl__table *t, uint32_t row, const char *s,
                     dl__fault fault, void *user)
{
    static const char *const wanted[] = { [NEEDED] = "something",
                                          [DAY] = "a date written 2020, 2020-03 or 2020-03-05",
                                          [NUMBER] = "a number",
                                          [POINT] = "latitude and longitude, as in 12.5,-70.0" };
    char message[256];
    const dl__table *of = r->of_table ? dl__pack_table(p, r->of_table) : NULL;
    if (r->how != PLOVER && !r->of_table)
        (void)snprintf(message, sizeof message, "%s '%.40s': expected %s", r->column, s, wanted[r->how]);
    else
        (void)snprintf(message, sizeof message, "%s '%.40s': expected %s%s of %s, column %s", r->column, s,
                       r->how == PLOVER ? "with its mode " : "",
                       r->how == THREES ? "the three-letter sectors" : "one", of ? of->file : r->of_table,
                       r->of_column);
    return fault(user, dl__table_file(t, row), dl__table_line(t, row), message);
}

static dl_status check_rule(const rule *r, const dl__pack *p, bool own, dl__fault fault, void *user,
                            dl__arena *scratch, bool *go_on, dl_error *err)
{
    const dl__table *t = dl__pack_table(p, r->table);
    uint32_t first = t && !own ? t->n_rows : 0, end = !t ? 0 : own ? t->n_rows : dl__table_n_rows(t);
    bool stored = own && (r->how == NUMBER || r->how == POINT); /* as such, when the pack was made */
    if (first == end || stored || dl__table_column(t, r->column) < 0)
        return DL_OK;
    dl__map known;
    dl__map_init(&known, scratch);
    if (r->of_table && !gather(r, p, &known))
        return dl__no_memory(err);
    int column = dl__table_column(t, r->column);
    for (uint32_t row = first; row < end && *go_on; row++) {
        const char *s = dl__table_cell(t, row, column);
        if (!fits(r, t, row, &known, s))
            *go_on = complain(r, p, t, row, s, fault, user);
    }
    return DL_OK;
}

dl_status dl__pack_check_cells(const dl__pack *p, bool own, dl__fault fault, void *user, dl_error *err)
{
    dl__arena *scratch = dl__arena_new();
    dl_status st = scratch ? DL_OK : dl__no_memory(err);
    bool go_on = true;
    for (size_t i = 0; st == DL_OK && go_on && i < sizeof RULES / sizeof *RULES; i++)
        st = check_rule(&RULES[i], p, own, fault, user, scratch, &go_on, err);
    dl__arena_free(scratch);
    return st;
}
