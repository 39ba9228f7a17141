/* manifest.c - data/pack.tsv and the tables that it names; see build.h and, for the manifest, lexicon/pack.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/build.h"

#include <string.h>

#include "base/decimal.h"
#include "lexicon/pack_layout.h"

enum { MOST_KEY_BYTES = 1024 };
static const char MANIFEST[] = "pack.tsv";

/* A row of the manifest. */
typedef struct entry {
    uint32_t line;
    const char *table, *file, *index;
    dl_str keys;
} entry;

static bool ends_in_lower(const char *name)
{
    static const char END[] = "_lower";
    size_t n = strlen(name), m = sizeof END - 1;
    return n > m && memcmp(name + n - m, END, m) == 0;
}

/* The piece of a list before the next ';' from *at on; false at its end. */
static bool next_piece(dl_str list, size_t *at, dl_str *piece)
{
    if (*at > list.len)
        return false;
    const char *start = list.ptr + *at;
    const char *stop = memchr(start, ';', list.len - *at);
    *piece = (dl_str){ start, stop ? (size_t)(stop - start) : list.len - *at };
    *at += piece->len + 1;
    return true;
}

/* Of a column among the keys that is none. */
static uint32_t kind_of_piece(dl_str piece)
{
    char c = piece.len ? piece.ptr[0] : '\0';
    return c == '#' ? DL__CELLS_NUMBER : c == '@' ? DL__CELLS_POINT : DL__CELLS_TEXT;
}

/* What the manifest says of each column: "#id" numbers, "@point" points. */
static bool mark_columns(pack_build *b, pack_table *t, dl_str keys)
{
    dl_str piece;
    t->kinds = dl__arena_alloc(b->arena, t->data.n_columns, sizeof *t->kinds);
    if (!t->kinds)
        return dl__pack_out_of_memory(&b->report);
    for (size_t at = 0; next_piece(keys, &at, &piece);) {
        uint32_t kind = kind_of_piece(piece);
        int column = kind ? dl__tsv_column(&t->data, (dl_str){ piece.ptr + 1, piece.len - 1 }) : -1;
        if (column >= 0)
            t->kinds[column] = kind;
    }
    return true;
}

/* A cell of numbers or of points, 0 where it is empty. */
static bool raw_cell(uint32_t kind, dl_str cell, uint32_t *out)
{
    char text[48];
    double a = 0, b = 0;
    *out = 0;
    if (cell.len == 0)
        return true;
    if (cell.len >= sizeof text)
        return false;
    memcpy(text, cell.ptr, cell.len);
    text[cell.len] = '\0';
    const char *end = dl__decimal(text, &a);
    if (kind == DL__CELLS_NUMBER) {
        *out = a >= 0 && a <= UINT32_MAX ? (uint32_t)a : 0;
        return !*end && (double)*out == a;
    }
    if (*end != ',' || *dl__decimal(end + 1, &b) || a < -90 || a > 90 || b < -180 || b > 180)
        return false;
    *out = dl__pack_point_of(a, b);
    return true;
}

/* Offsets of all cells, or what stands for them. */
static bool intern_cells(pack_build *b, pack_table *t)
{
    size_t n = t->data.n_rows * t->data.n_columns;
    t->cells = dl__arena_alloc(b->arena, n, sizeof *t->cells);
    if (!t->cells)
        return dl__pack_out_of_memory(&b->report);
    for (size_t i = 0; i < n; i++) {
        uint32_t kind = t->kinds[i % t->data.n_columns];
        if (kind) {
            if (!raw_cell(kind, t->data.cells[i], &t->cells[i]))
                return dl__pack_complain(&b->report, t->data.file, t->data.lines[i / t->data.n_columns],
                                         "'%.*s' is no %s", (int)t->data.cells[i].len, t->data.cells[i].ptr,
                                         kind == DL__CELLS_NUMBER ? "number" : "point");
            continue;
        }
        t->cells[i] = dl__strings_add(&b->strings, t->data.cells[i].ptr, t->data.cells[i].len);
        if (t->cells[i] == UINT32_MAX)
            return dl__pack_out_of_memory(&b->report);
    }
    return true;
}

/* The table of a row of the manifest, read when it is new. NULL after a complaint. */
static pack_table *get_table(pack_build *b, const entry *e)
{
    for (size_t i = 0; i < b->n_tables; i++) {
        pack_table *t = &b->tables[i];
        if (strcmp(t->name, e->table) != 0)
            continue;
        if (strcmp(t->data.file, e->file) == 0)
            return t;
        (void)dl__pack_complain(&b->report, MANIFEST, e->line, "table %s is %s above, %s here", t->name,
                                t->data.file, e->file);
        return NULL;
    }
    if (b->n_tables == UINT16_MAX) {
        (void)dl__pack_complain(&b->report, MANIFEST, e->line, "more than %d tables", UINT16_MAX);
        return NULL;
    }
    pack_table t = { .name = e->table };
    if (!dl__tsv_read(b->arena, b->folder, e->file, &t.data, &b->report) || !mark_columns(b, &t, e->keys) ||
        !intern_cells(b, &t))
        return NULL;
    pack_table *kept = DL__PUSH(b->arena, b->tables, b->n_tables, b->cap_tables);
    if (!kept)
        (void)dl__pack_out_of_memory(&b->report);
    else
        *kept = t;
    return kept;
}

static pack_index *get_index(pack_build *b, const char *name)
{
    for (size_t i = 0; i < b->n_indices; i++)
        if (strcmp(b->indices[i].name, name) == 0)
            return &b->indices[i];
    pack_index *x = DL__PUSH(b->arena, b->indices, b->n_indices, b->cap_indices);
    if (!x)
        (void)dl__pack_out_of_memory(&b->report);
    else
        *x = (pack_index){ .name = name, .lower = ends_in_lower(name) };
    return x;
}

static bool add_key(pack_build *b, pack_index *x, dl_str written, dl__hit hit, const tsv *t)
{
    char key[MOST_KEY_BYTES];
    size_t len = dl__key_normalise(written.ptr, written.len, x->lower, key, sizeof key);
    if (len == 0) {
        bool blank = true;
        for (size_t i = 0; i < written.len; i++)
            blank &= written.ptr[i] == ' ';
        return blank || dl__pack_complain(&b->report, t->file, t->lines[hit.row],
                                          "a key of more than %d bytes, or one of which nothing remains",
                                          MOST_KEY_BYTES);
    }
    uint32_t offset = dl__strings_add(&b->strings, key, len);
    pack_posting *p =
        offset == UINT32_MAX ? NULL : DL__PUSH(b->arena, x->postings, x->n_postings, x->cap_postings);
    if (!p)
        return dl__pack_out_of_memory(&b->report);
    *p = (pack_posting){ offset, hit };
    return true;
}

/* Keys of one column into the index. */
static bool index_column(pack_build *b, pack_index *x, const pack_table *t, int column, bool whole)
{
    const tsv *data = &t->data;
    bool good = true;
    for (size_t row = 0; row < data->n_rows; row++) {
        dl_str cell = data->cells[row * data->n_columns + (size_t)column], piece;
        dl__hit hit = { (uint16_t)(t - b->tables), (uint16_t)column, (uint32_t)row };
        if (whole) {
            good &= add_key(b, x, cell, hit, data);
            continue;
        }
        for (size_t at = 0; next_piece(cell, &at, &piece);)
            good &= add_key(b, x, piece, hit, data);
    }
    return good;
}

static bool read_entry(pack_build *b, const entry *e)
{
    pack_table *t = get_table(b, e);
    if (!t)
        return false;
    if (!e->index[0] != !e->keys.len)
        return dl__pack_complain(&b->report, MANIFEST, e->line, "index and keys: both or neither");
    if (!e->index[0])
        return true;
    pack_index *x = get_index(b, e->index);
    if (!x)
        return false;
    dl_str name;
    bool good = true;
    for (size_t at = 0; next_piece(e->keys, &at, &name);) {
        if (kind_of_piece(name))
            continue;
        bool whole = name.len && name.ptr[0] == '*';
        dl_str bare = { name.ptr + whole, name.len - whole };
        int column = dl__tsv_column(&t->data, bare);
        if (column < 0)
            good = dl__pack_complain(&b->report, MANIFEST, e->line, "%s has no column '%.*s'", e->file,
                                     (int)bare.len, bare.ptr);
        else
            good &= index_column(b, x, t, column, whole);
    }
    return good;
}

static bool read_manifest(pack_build *b)
{
    static const char *const COLUMNS[] = { "table", "file", "index", "keys" };
    enum { N = sizeof COLUMNS / sizeof COLUMNS[0] };
    tsv t;
    if (!dl__tsv_read(b->arena, b->folder, MANIFEST, &t, &b->report))
        return false;
    bool expected = t.n_columns == N;
    for (size_t i = 0; expected && i < N; i++)
        expected = dl__tsv_column(&t, (dl_str){ COLUMNS[i], strlen(COLUMNS[i]) }) == (int)i;
    if (!expected)
        return dl__pack_complain(&b->report, MANIFEST, 0, "its columns are not table, file, index, keys");
    bool good = true;
    for (size_t row = 0; row < t.n_rows; row++) {
        const dl_str *cell = t.cells + row * N;
        entry e = { .line = t.lines[row],
                    .table = dl__arena_strndup(b->arena, cell[0].ptr, cell[0].len),
                    .file = dl__arena_strndup(b->arena, cell[1].ptr, cell[1].len),
                    .index = dl__arena_strndup(b->arena, cell[2].ptr, cell[2].len),
                    .keys = cell[3] };
        if (!e.table || !e.file || !e.index)
            return dl__pack_out_of_memory(&b->report);
        if (!e.table[0] || !e.file[0])
            good = dl__pack_complain(&b->report, MANIFEST, e.line, "a table needs a name and a file");
        else
            good &= read_entry(b, &e);
    }
    return good;
}

bool dl__pack_read(pack_build *b)
{
    bool good = dl__tsv_slurp(b->arena, b->folder, "pack.meta", &b->meta, &b->report);
    return read_manifest(b) && good;
}
