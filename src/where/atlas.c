/* atlas.c - the tables of data/places.  Layer: where. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"
#include "where/place_priv.h"

static bool open_table(const dl__pack *p, const char *name, dl__ptable *t, dl_error *err)
{
    t->table = dl__pack_table(p, name);
    if (!t->table)
        return dl__fail(err, DL_EMODEL, 0, "pack: no table %s", name), false;
    t->number = dl__table_number(t->table);
    t->name = dl__table_column(t->table, "name");
    t->keys = dl__table_column(t->table, "keys");
    t->country = dl__table_column(t->table, "country");
    if (t->country < 0)
        t->country = dl__table_column(t->table, "iso3");
    t->admin1 = dl__table_column(t->table, "admin1");
    t->admin2 = dl__table_column(t->table, "admin2");
    t->point = dl__table_column(t->table, "point");
    t->people = dl__table_column(t->table, "people");
    t->seat = dl__table_column(t->table, "seat");
    t->id = dl__table_column(t->table, "id");
    t->note = dl__table_column(t->table, "note");
    t->kind = dl__table_column(t->table, "kind");
    t->former = dl__table_column(t->table, "former");
    return true;
}

dl_status dl__atlas_new(const dl__pack *p, dl__atlas **out, dl_error *err)
{
    static const char *const name[DL__N_PK] = { "countries", "places_regions", "admin1", "gazetteer" };
    dl__atlas *a = calloc(1, sizeof *a);
    *out = NULL;
    if (!a)
        return dl__no_memory(err);
    dl_error mine = { 0 };
    bool ok = true;
    for (int k = 0; ok && k < DL__N_PK; k++)
        ok = open_table(p, name[k], &a->of[k], &mine);
    ok = ok && open_table(p, "country_points", &a->points, &mine);
    a->places = dl__pack_index(p, "places");
    a->country_points = dl__pack_index(p, "country_points");
    a->common = dl__pack_index(p, "places_common");
    a->names = dl__pack_index(p, "names");
    a->common_words = dl__pack_table(p, "places_common");
    a->never = a->common_words ? dl__table_column(a->common_words, "never") : -1;
    if (ok && (!a->common_words || !a->places || !a->country_points || !a->common))
        ok = dl__fail(&mine, DL_EMODEL, 0, "pack: no index places, country_points or places_common") == DL_OK;
    if (!ok) {
        free(a);
        if (err)
            *err = mine;
        return mine.status;
    }
    *out = a;
    return DL_OK;
}

void dl__atlas_free(dl__atlas *a)
{
    free(a);
}

/* Latitude and longitude of a row, to three decimals; false, and no numbers, where it has none. */
static bool point_at(const dl__ptable *t, uint32_t row, double *lat, double *lon)
{
    bool known = dl__table_point_at(t->table, row, t->point, lat, lon);
    *lat = known ? round(*lat * 1000) / 1000 : NAN;
    *lon = known ? round(*lon * 1000) / 1000 : NAN;
    return known;
}

bool dl__atlas_where(const dl__atlas *a, const dl__pcand *c, double *lat, double *lon)
{
    const dl__ptable *t = &a->of[c->kind];
    return point_at(t, c->row, lat, lon);
}

const char *dl__atlas_land(const dl__atlas *a, const char *key, size_t len)
{
    const dl__ptable *t = &a->of[DL__PK_COUNTRY];
    const dl__hit *hits;
    size_t n = a->names ? dl__index_find(a->names, key, len, &hits) : 0;
    for (size_t i = 0; i < n; i++) {
        if (hits[i].table == t->number &&
            !(t->former >= 0 && *dl__table_cell(t->table, hits[i].row, t->former)))
            return dl__table_cell(t->table, hits[i].row, t->country);
    }
    return "";
}

int dl__atlas_common(const dl__atlas *a, const char *word, size_t len)
{
    const dl__hit *hits;
    if (dl__index_find(a->common, word, len, &hits) == 0)
        return 0;
    return *dl__table_cell(a->common_words, hits[0].row, a->never) ? 2 : 1;
}

/* Does the cell "ambiguous:Jordan;..." name this key? */
static bool is_ambiguous(const char *note, const char *key)
{
    size_t n = strlen(key);
    for (const char *s = note; (s = strstr(s, "ambiguous:")) != NULL;) {
        s += 10;
        if (strncmp(s, key, n) == 0 && (s[n] == ';' || s[n] == '\0'))
            return true;
    }
    return false;
}

bool dl__atlas_cand(const dl__atlas *a, const dl__hit *hit, const char *key, dl__pcand *out)
{
    for (int k = 0; k < DL__N_PK; k++) {
        const dl__ptable *t = &a->of[k];
        if (t->number != hit->table)
            continue;
        memset(out, 0, sizeof *out);
        out->kind = (dl__pkind)k;
        out->row = hit->row;
        out->by_name = hit->column == t->name ||
                       (*key && dl__place_same_name(key, dl__table_cell(t->table, hit->row, t->name)));
        out->ambiguous = is_ambiguous(dl__table_cell(t->table, hit->row, t->note), key);
        (void)dl__decimal(dl__table_cell(t->table, hit->row, t->people), &out->people);
        out->seat = dl__table_cell(t->table, hit->row, t->seat)[0] - '0';
        if (out->seat < 0 || out->seat > 9)
            out->seat = 0;
        out->country = dl__table_cell(t->table, hit->row, t->country);
        out->admin1 = dl__table_cell(t->table, hit->row, k == DL__PK_ADMIN1 ? t->name : t->admin1);
        return true;
    }
    return false;
}

bool dl__atlas_country(const dl__atlas *a, const char *iso3, const char **name, double *lat, double *lon,
                       int64_t *id)
{
    const dl__hit *hits;
    if (!*iso3 || dl__index_find(a->country_points, iso3, strlen(iso3), &hits) == 0)
        return false;
    *name = dl__table_cell(a->points.table, hits[0].row, a->points.name);
    *id = dl__table_number_at(a->points.table, hits[0].row, a->points.id);
    return point_at(&a->points, hits[0].row, lat, lon);
}

bool dl__atlas_fill(const dl__atlas *a, const dl__pcand *c, dl_document *d, dl_place *out)
{
    const dl__ptable *t = &a->of[c->kind];
    (void)d;
    out->name = dl__table_cell(t->table, c->row, t->name);
    out->country = c->country;
    out->admin1 = c->kind == DL__PK_CITY || c->kind == DL__PK_ADMIN1 ? c->admin1 : "";
    out->admin2 = dl__table_cell(t->table, c->row, t->admin2);
    out->geonameid = dl__table_number_at(t->table, c->row, t->id);
    switch (c->kind) {
    case DL__PK_COUNTRY: {
        const char *name;
        out->granularity = "country";
        out->lat = out->lon = NAN;
        bool gone = *dl__table_cell(t->table, c->row, t->former) != '\0';
        if (!gone)
            dl__atlas_country(a, c->country, &name, &out->lat, &out->lon, &out->geonameid);
        return true;
    }
    case DL__PK_REGION: {
        const char *kind = dl__table_cell(t->table, c->row, t->kind);
        out->granularity = *kind ? kind : "region";
        break;
    }
    case DL__PK_ADMIN1: out->granularity = "admin1"; break;
    default: out->granularity = "city"; break;
    }
    point_at(t, c->row, &out->lat, &out->lon);
    return true;
}
