/* user.c - a user's folder of tables over the pack: it has the tree of data/, and any of its tables with any of their columns.
 *
 * The rows go behind the pack's own, so that numbers of rows stay; a key that the user's rows have hides the pack's rows under
 * that key.  A folder with a fault is not read at all. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/pack_priv.h"

#include <dirent.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "text/text.h"

enum { MAX_COLUMNS = 64, MAX_KEY = 1024, MAX_NAME = 64 };

typedef struct reader {
    dl__pack *pack;
    const char *folder;
    const dl__table *manifest; /* data/pack.tsv */
    XXH64_hash_t digest;
    size_t n_tables; /* read */
    dl_error *err;
} reader;

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && memcmp(s + n - m, end, m) == 0;
}

static const char *cell(const dl__table *t, uint32_t row, const char *column)
{
    return dl__table_cell(t, row, dl__table_column(t, column));
}

/* The next piece of s before one of `stop`, or all that is left; false at the end. */
static bool next_piece(dl_str s, char stop, size_t *at, dl_str *piece)
{
    if (*at > s.len)
        return false;
    const char *start = s.ptr + *at, *end = memchr(start, stop, s.len - *at);
    *piece = (dl_str){ start, end ? (size_t)(end - start) : s.len - *at };
    *at += piece->len + 1;
    return true;
}

/* ---- rows ---- */

typedef struct columns {
    int of[MAX_COLUMNS]; /* column of the pack's table */
    size_t n;
} columns;

static dl_status read_header(const reader *r, const dl__table *t, const char *file, uint32_t line,
                             dl_str text, columns *out)
{
    dl_str name;
    out->n = 0;
    for (size_t at = 0; next_piece(text, '\t', &at, &name);) {
        char column[MAX_NAME];
        int found = -1;
        if (name.len < sizeof column) {
            memcpy(column, name.ptr, name.len);
            column[name.len] = '\0';
            found = dl__table_column(t, column);
        }
        for (size_t i = 0; i < out->n; i++)
            found = out->of[i] == found ? -1 : found;
        if (found < 0 || out->n == MAX_COLUMNS)
            return dl__fail(r->err, DL_EMODEL, 0,
                            "%s:%u: no column '%.*s', or twice: expected a header row with columns of %s",
                            file, line, (int)(name.len < 40 ? name.len : 40), name.ptr, t->file);
        out->of[out->n++] = found;
    }
    return DL_OK;
}

static dl_status read_row(const reader *r, const dl__table *t, const char *file, uint32_t line, dl_str text,
                          const columns *c, const char **cells)
{
    size_t n = 0;
    dl_str piece;
    for (uint32_t i = 0; i < t->n_columns; i++)
        cells[i] = "";
    for (size_t at = 0; next_piece(text, '\t', &at, &piece); n++) {
        if (n >= c->n)
            continue;
        cells[c->of[n]] = dl__arena_strndup(r->pack->arena, piece.ptr, piece.len);
        if (!cells[c->of[n]])
            return dl__no_memory(r->err);
    }
    return n == c->n ? DL_OK
                     : dl__fail(r->err, DL_EMODEL, 0,
                                "%s:%u: found %zu cells, expected %zu, divided by tabs, as in the header row",
                                file, line, n, c->n);
}

static dl_status read_text(reader *r, dl__table *t, const char *file, dl_str text)
{
    dl_error bad;
    columns c = { .n = 0 };
    dl_str line;
    size_t most = 1;
    uint32_t number = 0;
    for (size_t i = 0; i < text.len; i++)
        most += text.ptr[i] == '\n';
    uint32_t *lines = dl__arena_alloc(r->pack->arena, most, sizeof *lines);
    const char **cells = dl__arena_alloc(r->pack->arena, most * t->n_columns, sizeof *cells);
    if (!lines || !cells)
        return dl__no_memory(r->err);
    dl__user_rows rows = { .file = file, .cells = cells, .lines = lines };
    for (size_t at = 0; next_piece(text, '\n', &at, &line);) {
        number++;
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (!line.len || *line.ptr == '#')
            continue;
        dl_status st = dl__utf8_check(line.ptr, line.len, &bad);
        if (st != DL_OK)
            return st == DL_ENOMEM
                       ? dl__no_memory(r->err)
                       : dl__fail(r->err, DL_EMODEL, 0, "%s:%u: %.80s", file, number, bad.message);
        if (!c.n) {
            st = read_header(r, t, file, number, line, &c);
        } else {
            st = read_row(r, t, file, number, line, &c, cells + (size_t)rows.n * t->n_columns);
            lines[rows.n++] = number;
        }
        if (st != DL_OK)
            return st;
    }
    if (!c.n)
        return dl__fail(r->err, DL_EMODEL, 0, "%s: no header row", file);
    t->user = rows;
    r->n_tables++;
    return DL_OK;
}

/* The user's table of this name, where there is one. */
static dl_status read_table(reader *r, dl__table *t)
{
    size_t len = strlen(t->file) - (ends_in(t->file, ".zst") ? 4 : 0);
    char *path = dl__arena_printf(r->pack->arena, "%s/%.*s", r->folder, (int)len, t->file);
    if (!path)
        return dl__no_memory(r->err);
    if (access(path, F_OK) != 0)
        return DL_OK; /* any of the tables may be there */
    dl__file f;
    dl_status st = dl__file_map(path, &f, r->err);
    if (st != DL_OK)
        return st;
    r->digest = XXH3_64bits_withSeed(path + strlen(r->folder), strlen(path) - strlen(r->folder), r->digest);
    r->digest = XXH3_64bits_withSeed(f.len ? (const char *)f.data : "", f.len, r->digest);
    st = read_text(r, t, path, (dl_str){ (const char *)f.data, f.len });
    dl__file_unmap(&f);
    return st;
}

/* ---- keys ---- */

static dl_status add_key(const reader *r, dl__index *x, dl_str written, dl__hit hit)
{
    char key[MAX_KEY];
    dl__arena *a = r->pack->arena;
    size_t len = dl__key_normalise(written.ptr, written.len, ends_in(x->name, "_lower"), key, sizeof key);
    if (!len)
        return DL_OK; /* an empty piece; a table that needs it is asked by cells.c */
    char *kept = dl__arena_strndup(a, key, len);
    bool is_new = false;
    uint32_t *v = kept ? dl__map_put(&x->user, kept, len, &is_new) : NULL;
    if (!v)
        return dl__no_memory(r->err);
    if (is_new) {
        dl__user_key *k = DL__PUSH(a, x->user_key, x->n_user, x->cap_user);
        if (!k)
            return dl__no_memory(r->err);
        *k = (dl__user_key){ .n = 0 };
        *v = (uint32_t)x->n_user;
    }
    dl__user_key *k = &x->user_key[*v - 1];
    dl__hit *h = DL__PUSH(a, k->hits, k->n, k->cap);
    if (!h)
        return dl__no_memory(r->err);
    *h = hit;
    size_t first = strcspn(kept, " ");
    uint32_t words = 1, *most = dl__map_put(&x->user_words, kept, first, &is_new);
    for (size_t i = first; i < len; i++)
        words += kept[i] == ' ';
    if (!most)
        return dl__no_memory(r->err);
    *most = is_new || words > *most ? words : *most;
    return DL_OK;
}

static dl_status index_column(const reader *r, dl__index *x, const dl__table *t, int column, bool whole)
{
    for (uint32_t i = 0; i < t->user.n; i++) {
        dl__hit hit = { t->number, (uint16_t)column, t->n_rows + i };
        const char *s = dl__table_cell(t, hit.row, column);
        dl_str all = { s, strlen(s) }, piece;
        dl_status st = whole ? add_key(r, x, all, hit) : DL_OK;
        for (size_t at = 0; st == DL_OK && !whole && next_piece(all, ';', &at, &piece);)
            st = add_key(r, x, piece, hit);
        if (st != DL_OK)
            return st;
    }
    return DL_OK;
}

/* A row of the manifest: which columns of a table hold keys of which index. */
static dl_status index_row(const reader *r, uint32_t row)
{
    const char *table = cell(r->manifest, row, "table"), *index = cell(r->manifest, row, "index"),
               *keys = cell(r->manifest, row, "keys");
    const dl__table *t = dl__pack_table(r->pack, table);
    dl__index *x = NULL;
    for (uint32_t i = 0; i < r->pack->n_indices; i++)
        x = strcmp(r->pack->indices[i].name, index) == 0 ? &r->pack->indices[i] : x;
    dl_str all = { keys, strlen(keys) }, name;
    for (size_t at = 0; t && x && next_piece(all, ';', &at, &name);) {
        char column[MAX_NAME];
        bool whole = name.len && *name.ptr == '*';
        size_t n = name.len - whole;
        if (n >= sizeof column)
            continue;
        memcpy(column, name.ptr + whole, n);
        column[n] = '\0';
        dl_status st = index_column(r, x, t, dl__table_column(t, column), whole);
        if (st != DL_OK)
            return st;
    }
    return DL_OK;
}

/* ---- the folder ---- */

/* No table but those that the pack has: a name mistyped would silently do nothing. */
static dl_status check_names(const reader *r, const char *inner)
{
    char *path = dl__arena_printf(r->pack->arena, "%s%s%s", r->folder, *inner ? "/" : "", inner);
    DIR *dir = path ? opendir(path) : NULL;
    if (!path)
        return dl__no_memory(r->err);
    if (!dir)
        return *inner ? DL_OK : dl__fail(r->err, DL_EIO, 0, "%s: no such folder, or it cannot be read", path);
    dl_status st = DL_OK;
    for (struct dirent *e; st == DL_OK && (e = readdir(dir));) {
        bool known = !ends_in(e->d_name, ".tsv");
        char *file = dl__arena_printf(r->pack->arena, "%s%s%s", inner, *inner ? "/" : "", e->d_name);
        if (!file)
            st = dl__no_memory(r->err);
        for (uint32_t i = 0; st == DL_OK && i < r->pack->n_tables && !known; i++)
            known = strncmp(r->pack->tables[i].file, file, strlen(file)) == 0;
        if (st == DL_OK && !known)
            st = dl__fail(
                r->err, DL_EMODEL, 0,
                "%s/%s: no table has this name: expected lexicon/deeds.tsv, actors/persons.tsv or another "
                "of the tables that docs/lexicon.md and docs/actors.md list",
                r->folder, file);
    }
    (void)closedir(dir);
    return st;
}

/* Tables that were measured or made, not written. */
static bool is_fixed(const dl__table *t)
{
    return t == dl__pack_table(t->pack, "pack") || t == dl__pack_table(t->pack, "lex_confidence");
}

static dl_status read_folder(reader *r)
{
    static const char *const inner[] = { "", "lexicon", "actors", "places", "time", "cameo" };
    dl_status st = DL_OK;
    for (size_t i = 0; st == DL_OK && i < sizeof inner / sizeof *inner; i++)
        st = check_names(r, inner[i]);
    for (uint32_t i = 0; st == DL_OK && i < r->pack->n_tables; i++)
        st = is_fixed(&r->pack->tables[i]) ? DL_OK : read_table(r, &r->pack->tables[i]);
    if (st == DL_OK && !r->n_tables)
        st = dl__fail(r->err, DL_EMODEL, 0,
                      "%s: no table in it: expected lexicon/deeds.tsv, actors/persons.tsv or another",
                      r->folder);
    for (uint32_t i = 0; st == DL_OK && i < dl__table_n_rows(r->manifest); i++)
        st = index_row(r, i);
    return st;
}

/* The first fault is enough: nothing is coded with it. */
static bool refuse(void *user, const char *file, uint32_t line, const char *message)
{
    (void)dl__fail(user, DL_EMODEL, 0, "%.120s:%" PRIu32 ": %s", file, line, message);
    return false;
}

dl_status dl__pack_add_folder(dl__pack *p, const char *folder, dl_error *err)
{
    dl_error bad = { .status = DL_OK };
    reader r = { .pack = p, .folder = folder, .manifest = dl__pack_table(p, "pack"), .err = err };
    if (!r.manifest)
        return dl__fail(err, DL_EMODEL, 0, "data pack: table pack: not there, so nothing can be added to it");
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    p->arena = dl__arena_new();
    r.folder = p->arena ? dl__arena_strndup(p->arena, folder, len) : NULL;
    if (!r.folder)
        return dl__no_memory(err);
    for (uint32_t i = 0; i < p->n_indices; i++) {
        dl__map_init(&p->indices[i].user, p->arena);
        dl__map_init(&p->indices[i].user_words, p->arena);
    }
    dl_status st = read_folder(&r);
    if (st == DL_OK)
        st = dl__pack_check_cells(p, false, refuse, &bad, err);
    if (st == DL_OK && bad.status != DL_OK)
        st = dl__fail(err, bad.status, 0, "%s", bad.message);
    if (st != DL_OK)
        return st;
    const char *name = strrchr(r.folder, '/');
    name = name ? name + 1 : r.folder;
    bool fit = *name && *name != '.' && strlen(name) <= MAX_NAME && !strchr(name, ',');
    p->lexicon =
        dl__arena_printf(p->arena, "%s@%08" PRIx32, fit ? name : "lexicon", (uint32_t)(r.digest >> 32));
    return p->lexicon ? DL_OK : dl__no_memory(err);
}
