/* actor_tables.c - the tables of data/actors by column number. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { GRACE_DAYS = 7 };

static const char *const TABLE_NAMES[DL__N_AT] = { "countries", "regions", "persons", "orgs",
                                                   "groups",    "ethnic",  "roles",   "given" };
static const char *const COLUMN_NAMES[DL__N_AC] = {
#define X(name) #name,
    DL__AC_MAP(X)
#undef X
};

dl_status dl__actors_new(const dl__pack *p, dl__actors **out, dl_error *err)
{
    *out = NULL;
    dl__actors *a = calloc(1, sizeof *a);
    if (!a)
        return dl__no_memory(err);
    a->pack = p;
    a->names = dl__pack_index(p, "names");
    a->roles = dl__pack_index(p, "roles_lower");
    a->given = dl__pack_index(p, "given_lower");
    if (!a->names || !a->roles) {
        const char *missing = a->names ? "roles_lower" : "names";
        free(a);
        return dl__fail(err, DL_EMODEL, 0, "pack: no index '%s'", missing);
    }
    for (int t = 0; t < DL__N_AT; t++) {
        a->table[t] = dl__pack_table(p, TABLE_NAMES[t]);
        a->number[t] = a->table[t] ? dl__table_number(a->table[t]) : UINT16_MAX;
        for (int c = 0; c < DL__N_AC; c++)
            a->col[t][c] = a->table[t] ? dl__table_column(a->table[t], COLUMN_NAMES[c]) : -1;
    }
    if (!dl__asurnames_new(a)) {
        free(a);
        return dl__no_memory(err);
    }
    *out = a;
    return DL_OK;
}

void dl__actors_free(dl__actors *a)
{
    if (a)
        free(a->surnames);
    free(a);
}

const char *dl__acell(const dl__actors *a, uint8_t table, uint32_t row, dl__acol col)
{
    int c = a->col[table][col];
    return c < 0 ? "" : dl__table_cell(a->table[table], row, c);
}

char dl__agiven_gender(const dl__actors *a, const char *name, size_t len)
{
    enum { LONGEST = 64 };
    char key[LONGEST];
    const dl__hit *hit;
    size_t n = a->given ? dl__key_normalise(name, len, true, key, sizeof key) : 0;
    if (!n || !dl__index_find(a->given, key, n, &hit))
        return 0;
    return dl__acell(a, DL__AT_GIVEN, hit->row, DL__AC_gender)[0];
}

int dl__atable_of(const dl__actors *a, const dl__hit *h)
{
    for (int t = 0; t < DL__N_AT; t++)
        if (a->number[t] == h->table && a->table[t])
            return t;
    return -1;
}

/* Compare dates of unlike precision by what they share: "2018-05-03" and "2018" are equal. */
static int date_compare(const char *x, const char *y)
{
    for (int i = 0; i < 10 && x[i] && y[i] && y[i] != '/'; i++)
        if (x[i] != y[i])
            return (unsigned char)x[i] < (unsigned char)y[i] ? -1 : 1;
    return 0;
}

/* Days since 1970-01-01 of "YYYY-MM-DD", LONG_MIN for less.
 * source  Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil */
static long days_of(const char *s)
{
    int part[3] = { 0, 0, 0 }, k = 0, digits = 0;
    for (; *s && k < 3; s++) {
        if (*s >= '0' && *s <= '9' && digits < 4) {
            part[k] = part[k] * 10 + (*s - '0');
            digits++;
        } else if (*s == '-') {
            k++;
            digits = 0;
        } else {
            break;
        }
    }
    if (k < 2 || part[1] < 1 || part[1] > 12 || part[2] < 1)
        return LONG_MIN;
    long y = part[0] - (part[1] <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    long doy = (153 * (part[1] + (part[1] > 2 ? -3 : 9)) + 2) / 5 + part[2] - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int dl__arow_time(const dl__actors *a, uint8_t table, uint32_t row, const char *date)
{
    const char *start = dl__acell(a, table, row, DL__AC_start), *end = dl__acell(a, table, row, DL__AC_end);
    if (table == DL__AT_COUNTRY) { /* one cell: start/end */
        start = dl__acell(a, table, row, DL__AC_former);
        const char *slash = strchr(start, '/');
        if (!slash)
            return 0;
        end = slash + 1;
        if (slash == start)
            start = "";
    }
    if (!date[0]) /* a story without a date is read as of now */
        return end[0] ? 1 : 0;
    if (start[0] && date_compare(date, start) < 0)
        return -1;
    if (!end[0] || date_compare(date, end) <= 0)
        return 0;
    /* the news of a fall still speaks of the office */
    long now = days_of(date), then = days_of(end);
    return table == DL__AT_PERSON && then != LONG_MIN && now != LONG_MIN && now - then <= GRACE_DAYS ? 0 : 1;
}

bool dl__arow_marked(const dl__actors *a, uint8_t table, uint32_t row, const char *mark, const char *key,
                     size_t len)
{
    const char *s = dl__acell(a, table, row, DL__AC_note);
    size_t n = strlen(mark); /* a constant of ours */
    while (*s) {
        const char *end = strchr(s, ';');
        size_t item = end ? (size_t)(end - s) : strlen(s);
        if (item == n + 1 + len && !strncmp(s, mark, n) && s[n] == ':' && !memcmp(s + n + 1, key, len))
            return true;
        s += item + (end ? 1 : 0);
    }
    return false;
}
