/* pack.c - the reader of data packs; see pack.h and pack_layout.h.
 *
 * Opening does nothing for each row: the container's checksums guard against damage, and each access checks the offsets
 * that it uses, so that even a pack that lies with right checksums cannot lead outside the mapping. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/pack_priv.h"

#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/decimal.h"
#include "base/error.h"

/* A section as an array of items. */
typedef struct array {
    const void *items;
    size_t n;
} array;

static dl_status get_array(const dl__dlm *m, const char *path, const char *name, size_t size, array *out,
                           dl_error *err)
{
    const dl__section *s = dl__dlm_section(m, name);
    if (!s)
        return dl__fail(err, DL_EMODEL, 0, "%s: no section %s", path, name);
    if (s->len % size || s->len / size > UINT32_MAX)
        return dl__fail(err, DL_EMODEL, 0, "%s: section %s has %zu bytes, expected a multiple of %zu", path,
                        name, s->len, size);
    *out = (array){ s->data, s->len / size };
    return DL_OK;
}

/* The string at an offset; "" for one outside. */
static const char *string_at(const dl__pack *p, uint32_t offset)
{
    return offset < p->n_strings ? p->strings + offset : "";
}

static bool fits(uint64_t first, uint64_t n, size_t have)
{
    return first <= have && n <= have - first;
}

static dl_status open_tables(dl__pack *p, const char *path, dl_error *err)
{
    array tables, columns, cells, lines;
    dl_status s = get_array(&p->dlm, path, "pack.tables", sizeof(dl__pack_table_rec), &tables, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.columns", sizeof(uint32_t), &columns, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.cells", sizeof(uint32_t), &cells, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.lines", sizeof(uint32_t), &lines, err);
    if (s != DL_OK)
        return s;
    if (tables.n > UINT16_MAX)
        return dl__fail(err, DL_EMODEL, 0, "%s: %zu tables, %d is the most", path, tables.n, UINT16_MAX);
    p->tables = calloc(tables.n + 1, sizeof *p->tables);
    if (!p->tables)
        return dl__no_memory(err);
    const dl__pack_table_rec *rec = tables.items;
    for (size_t i = 0; i < tables.n; i++) {
        const char *name = string_at(p, rec[i].name);
        if (!fits(rec[i].columns, rec[i].n_columns, columns.n) ||
            (!rec[i].first_line && !fits(rec[i].lines, rec[i].n_rows, lines.n)) ||
            !fits(rec[i].cells, (uint64_t)rec[i].n_rows * rec[i].n_columns, cells.n))
            return dl__fail(err, DL_EMODEL, 0, "%s: table %s is larger than its sections", path, name);
        p->tables[i] =
            (dl__table){ .pack = p,
                         .name = name,
                         .file = string_at(p, rec[i].file),
                         .columns = (const uint32_t *)columns.items + rec[i].columns,
                         .cells = (const uint32_t *)cells.items + rec[i].cells,
                         .lines = rec[i].first_line ? NULL : (const uint32_t *)lines.items + rec[i].lines,
                         .first_line = rec[i].first_line,
                         .n_rows = rec[i].n_rows,
                         .n_columns = rec[i].n_columns,
                         .number = (uint16_t)i };
    }
    p->n_tables = (uint32_t)tables.n;
    return DL_OK;
}

static bool is_power_of_two(uint32_t n)
{
    return n && !(n & (n - 1));
}

static dl_status open_indices(dl__pack *p, const char *path, dl_error *err)
{
    array indices, keys, words, hits;
    dl_status s = get_array(&p->dlm, path, "pack.indices", sizeof(dl__pack_index_rec), &indices, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.keys", sizeof(dl__pack_slot), &keys, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.words", sizeof(dl__pack_slot), &words, err);
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.hits", sizeof(dl__hit), &hits, err);
    if (s != DL_OK)
        return s;
    p->hits = hits.items;
    p->n_hits = hits.n;
    p->indices = calloc(indices.n + 1, sizeof *p->indices);
    if (!p->indices)
        return dl__no_memory(err);
    const dl__pack_index_rec *rec = indices.items;
    for (size_t i = 0; i < indices.n; i++) {
        const char *name = string_at(p, rec[i].name);
        if (!is_power_of_two(rec[i].n_keys) || !fits(rec[i].keys, rec[i].n_keys, keys.n) ||
            !is_power_of_two(rec[i].n_words) || !fits(rec[i].words, rec[i].n_words, words.n))
            return dl__fail(err, DL_EMODEL, 0, "%s: index %s is larger than its sections", path, name);
        p->indices[i] = (dl__index){ .pack = p,
                                     .name = name,
                                     .keys = (const dl__pack_slot *)keys.items + rec[i].keys,
                                     .words = (const dl__pack_slot *)words.items + rec[i].words,
                                     .n_keys = rec[i].n_keys,
                                     .n_words = rec[i].n_words };
    }
    p->n_indices = (uint32_t)indices.n;
    return DL_OK;
}

dl_status dl__pack_open(const char *path, dl__pack **out, dl_error *err)
{
    *out = NULL;
    dl__pack *p = calloc(1, sizeof *p);
    if (!p)
        return dl__no_memory(err);
    dl_status s = dl__dlm_open(path, DL__DLM_PACK, &p->dlm, err);
    array strings = { NULL, 0 };
    if (s == DL_OK)
        s = get_array(&p->dlm, path, "pack.strings", 1, &strings, err);
    if (s == DL_OK) {
        p->strings = strings.items;
        p->n_strings = strings.n;
        if (!strings.n || p->strings[strings.n - 1])
            s = dl__fail(err, DL_EMODEL, 0, "%s: section pack.strings does not end with NUL", path);
    }
    if (s == DL_OK)
        s = open_tables(p, path, err);
    if (s == DL_OK)
        s = open_indices(p, path, err);
    if (s != DL_OK) {
        dl__pack_free(p);
        return s;
    }
    *out = p;
    return DL_OK;
}

void dl__pack_free(dl__pack *p)
{
    if (!p)
        return;
    free(p->tables);
    free(p->indices);
    dl__arena_free(p->arena);
    dl__dlm_close(&p->dlm);
    free(p);
}

bool dl__pack_meta(const dl__pack *p, const char *key, dl_str *value)
{
    return dl__dlm_meta(&p->dlm, key, value);
}

const dl__table *dl__pack_table(const dl__pack *p, const char *name)
{
    for (uint32_t i = 0; i < p->n_tables; i++)
        if (strcmp(p->tables[i].name, name) == 0)
            return &p->tables[i];
    return NULL;
}

const dl__table *dl__pack_table_at(const dl__pack *p, uint16_t number)
{
    return number < p->n_tables ? &p->tables[number] : NULL;
}

uint16_t dl__pack_n_tables(const dl__pack *p)
{
    return (uint16_t)p->n_tables;
}

uint16_t dl__table_number(const dl__table *t)
{
    return t->number;
}

const char *dl__table_name(const dl__table *t)
{
    return t->name;
}

uint32_t dl__table_n_rows(const dl__table *t)
{
    return t->n_rows + t->user.n;
}

uint32_t dl__table_n_own(const dl__table *t)
{
    return t->n_rows;
}

const char *dl__pack_lexicon(const dl__pack *p)
{
    return p->lexicon ? p->lexicon : "";
}

uint64_t dl__pack_digest(const dl__pack *p)
{
    return dl__dlm_digest(&p->dlm);
}

uint32_t dl__table_n_columns(const dl__table *t)
{
    return t->n_columns;
}

const char *dl__table_column_name(const dl__table *t, uint16_t column)
{
    return column < t->n_columns ? string_at(t->pack, DL__COLUMN_NAME(t->columns[column])) : "";
}

int dl__table_column(const dl__table *t, const char *name)
{
    for (uint32_t i = 0; i < t->n_columns && i <= UINT16_MAX; i++)
        if (strcmp(string_at(t->pack, DL__COLUMN_NAME(t->columns[i])), name) == 0)
            return (int)i;
    return -1;
}

static uint32_t kind_of(const dl__table *t, int column)
{
    return t->columns[column] >> DL__CELLS_SHIFT;
}

const char *dl__table_cell(const dl__table *t, uint32_t row, int column)
{
    if (row >= dl__table_n_rows(t) || column < 0 || (uint32_t)column >= t->n_columns)
        return "";
    if (row >= t->n_rows)
        return t->user.cells[(size_t)(row - t->n_rows) * t->n_columns + (uint32_t)column];
    return kind_of(t, column) ? ""
                              : string_at(t->pack, t->cells[(size_t)row * t->n_columns + (uint32_t)column]);
}

bool dl__table_point_at(const dl__table *t, uint32_t row, int column, double *lat, double *lon)
{
    if (row < t->n_rows && column >= 0 && (uint32_t)column < t->n_columns &&
        kind_of(t, column) == DL__CELLS_POINT) {
        uint32_t raw = t->cells[(size_t)row * t->n_columns + (uint32_t)column];
        dl__pack_point_at(raw, lat, lon);
        return raw != 0;
    }
    const char *cell = dl__decimal(dl__table_cell(t, row, column), lat);
    if (*cell != ',')
        return false;
    (void)dl__decimal(cell + 1, lon);
    return true;
}

int64_t dl__table_number_at(const dl__table *t, uint32_t row, int column)
{
    if (row < t->n_rows && column >= 0 && (uint32_t)column < t->n_columns &&
        kind_of(t, column) == DL__CELLS_NUMBER)
        return t->cells[(size_t)row * t->n_columns + (uint32_t)column];
    return strtoll(dl__table_cell(t, row, column), NULL, 10);
}

const char *dl__table_file(const dl__table *t, uint32_t row)
{
    return row >= t->n_rows && row < dl__table_n_rows(t) ? t->user.file : t->file;
}

uint32_t dl__table_line(const dl__table *t, uint32_t row)
{
    if (row >= t->n_rows)
        return row < dl__table_n_rows(t) ? t->user.lines[row - t->n_rows] : 0;
    return t->lines ? t->lines[row] : t->first_line + row;
}

const dl__index *dl__pack_index(const dl__pack *p, const char *name)
{
    for (uint32_t i = 0; i < p->n_indices; i++)
        if (strcmp(p->indices[i].name, name) == 0)
            return &p->indices[i];
    return NULL;
}

const dl__index *dl__pack_index_at(const dl__pack *p, uint32_t number)
{
    return number < p->n_indices ? &p->indices[number] : NULL;
}

const char *dl__index_name(const dl__index *x)
{
    return x->name;
}

/* The slot of a key, NULL when there is none.  n is a power of two; a full table (only a lying pack has one) ends too. */
static const dl__pack_slot *find_slot(const dl__pack *p, const dl__pack_slot *slots, uint32_t n,
                                      const char *key, size_t len)
{
    uint64_t hash = XXH3_64bits(key, len);
    const uint32_t tag = dl__slot_tag(hash), mask = (UINT32_C(1) << DL__SLOT_TAG_BITS) - 1;
    uint32_t at = (uint32_t)hash & (n - 1);
    for (uint32_t left = n; left && dl__slot_n(&slots[at]); left--, at = (at + 1) & (n - 1)) {
        uint32_t s = dl__slot_string(&slots[at]);
        if ((slots[at].string_tag & mask) == tag && fits(s, len + 1, p->n_strings) && !p->strings[s + len] &&
            memcmp(p->strings + s, key, len) == 0)
            return &slots[at];
    }
    return NULL;
}

size_t dl__index_find(const dl__index *x, const char *key, size_t len, const dl__hit **hits)
{
    const uint32_t *mine = x->n_user ? dl__map_get(&x->user, key, len) : NULL;
    if (mine) {
        *hits = x->user_key[*mine - 1].hits;
        return x->user_key[*mine - 1].n;
    }
    const dl__pack_slot *slot = find_slot(x->pack, x->keys, x->n_keys, key, len);
    if (!slot || !fits(dl__slot_value(slot), dl__slot_n(slot), x->pack->n_hits)) {
        *hits = NULL;
        return 0;
    }
    *hits = x->pack->hits + dl__slot_value(slot);
    return dl__slot_n(slot);
}

unsigned dl__index_max_words(const dl__index *x, const char *word, size_t len)
{
    const uint32_t *mine = x->n_user ? dl__map_get(&x->user_words, word, len) : NULL;
    const dl__pack_slot *slot = find_slot(x->pack, x->words, x->n_words, word, len);
    unsigned most = slot ? dl__slot_n(slot) : find_slot(x->pack, x->keys, x->n_keys, word, len) ? 1 : 0;
    return mine && *mine > most ? *mine : most;
}
