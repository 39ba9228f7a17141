/* export_tables.c - the tables beside the layouts, as temporary tables of the connection. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "export/export_priv.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLUMNS = 32, MAX_PATH = 1 << 14, MAX_SQL = 1 << 14 };

/* One line cut at its tabs. */
typedef struct cells {
    dl_str cell[MAX_COLUMNS];
    int n;
} cells;

static bool cut(const char *s, size_t len, cells *out)
{
    const char *end = s + len;
    out->n = 0;
    for (;;) {
        const char *tab = memchr(s, '\t', (size_t)(end - s));
        if (out->n == MAX_COLUMNS)
            return false;
        out->cell[out->n++] = (dl_str){ s, (size_t)((tab ? tab : end) - s) };
        if (!tab)
            return true;
        s = tab + 1;
    }
}

/* "CREATE TEMP TABLE x_countries (iso3, name, ...)" and the statement that fills it; quoting is SQLite's. The first column
 * is what rows are looked up by. */
static int create(sqlite3 *db, const char *name, const cells *head, sqlite3_stmt **insert)
{
    sqlite3_str *table = sqlite3_str_new(db), *fill = sqlite3_str_new(db);
    sqlite3_str_appendf(table, "CREATE TEMP TABLE \"x_%w\" (", name);
    sqlite3_str_appendf(fill, "INSERT INTO \"x_%w\" VALUES (", name);
    for (int i = 0; i < head->n; i++) {
        sqlite3_str_appendf(table, "%s\"%.*w\" TEXT NOT NULL%s", i ? ", " : "", (int)head->cell[i].len,
                            head->cell[i].ptr, i ? "" : " PRIMARY KEY");
        sqlite3_str_appendall(fill, i ? ", ?" : "?");
    }
    sqlite3_str_appendall(table, ") WITHOUT ROWID");
    sqlite3_str_appendall(fill, ")");
    char *one = sqlite3_str_finish(table), *two = sqlite3_str_finish(fill);
    int rc = one && two ? sqlite3_exec(db, one, NULL, NULL, NULL) : SQLITE_NOMEM;
    if (!rc)
        rc = sqlite3_prepare_v2(db, two, -1, insert, NULL);
    sqlite3_free(one);
    sqlite3_free(two);
    return rc;
}

static int add(sqlite3_stmt *insert, const cells *row)
{
    int rc = SQLITE_OK;
    for (int i = 0; i < row->n && !rc; i++)
        rc = sqlite3_bind_text(insert, i + 1, row->cell[i].ptr, (int)row->cell[i].len, SQLITE_STATIC);
    if (!rc)
        rc = sqlite3_step(insert);
    (void)sqlite3_reset(insert);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static dl_status wrong(sqlite3 *db, const char *path, unsigned line, dl_error *err)
{
    return dl__fail(err, DL_EINVAL, 0, "%s:%u: %s", path, line, sqlite3_errmsg(db));
}

static dl_status fill(sqlite3 *db, const char *path, const char *name, const char *text, dl_error *err)
{
    cells head = { .n = 0 }, row;
    sqlite3_stmt *insert = NULL;
    dl_status status = DL_OK;
    unsigned line = 1;
    for (const char *s = text; *s && !status; line++) {
        size_t len = strcspn(s, "\n");
        if (len && *s != '#') {
            if (!cut(s, len, &row) || (head.n && row.n != head.n))
                status = dl__fail(err, DL_EINVAL, 0, "%s:%u: %d cells, expected %d", path, line, row.n,
                                  head.n ? head.n : MAX_COLUMNS);
            else if (!head.n && create(db, name, &row, &insert))
                status = wrong(db, path, line, err);
            else if (head.n && add(insert, &row))
                status = wrong(db, path, line, err);
            if (!head.n)
                head = row;
        }
        s += len + (s[len] == '\n');
    }
    if (!status && !head.n)
        status = dl__fail(err, DL_EINVAL, 0, "%s: an empty table", path);
    (void)sqlite3_finalize(insert);
    return status;
}

/* "us_states.tsv" -> "us_states"; false for other files. */
static bool stem(const char *file, dl__strbuf *out)
{
    const char *dot = strrchr(file, '.');
    dl__strbuf_clear(out);
    if (!dot || dot == file || strcmp(dot, ".tsv") != 0)
        return false;
    dl__strbuf_add(out, file, (size_t)(dot - file));
    return true;
}

static dl_status one_table(sqlite3 *db, const char *folder, const char *file, const char *name, dl_error *err)
{
    char *text = NULL;
    dl__strbuf path;
    dl__strbuf_init(&path, MAX_PATH);
    dl__strbuf_printf(&path, "%s/%s", folder, file);
    dl_status status = path.status ? dl__no_memory(err) : dl__export_text(path.s, &text, err);
    if (!status)
        status = fill(db, path.s, name, text, err);
    free(text);
    dl__strbuf_free(&path);
    return status;
}

dl_status dl__export_tables(sqlite3 *db, const char *folder, dl_error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return dl__fail(err, DL_EIO, 0, "%s: %s", folder, strerror(errno));
    dl_status status = DL_OK;
    dl__strbuf name;
    dl__strbuf_init(&name, MAX_PATH);
    for (struct dirent *d = readdir(dir); d && !status; d = readdir(dir)) {
        if (stem(d->d_name, &name))
            status = name.status ? dl__no_memory(err) : one_table(db, folder, d->d_name, name.s, err);
    }
    dl__strbuf_free(&name);
    (void)closedir(dir);
    return status;
}
