/* export.c - what a layout stands on, then its rows; see export.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "export/export_priv.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { MAX_PATH = 1 << 14, MAX_LINE = 1 << 28 };

static dl_status failed(sqlite3 *db, const char *what, dl_error *err)
{
    return dl__fail(err, DL_EIO, 0, "%s: %s", what, sqlite3_errmsg(db));
}

/* The records to write. */
static dl_status pick(sqlite3 *db, const char *select, dl_error *err)
{
    static const char counted[] = "SELECT mention, event FROM mention WHERE lead = 1 AND counted = 1";
    char *sql =
        sqlite3_mprintf("CREATE TEMP TABLE picked (mention INTEGER PRIMARY KEY, event INTEGER NOT NULL);"
                        "INSERT OR IGNORE INTO picked %s",
                        select ? select : counted);
    int rc = sql ? sqlite3_exec(db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return rc ? failed(db, "picking records", err) : DL_OK;
}

/* capitals(TEXT): GDELT's names; SQLite's own upper() knows ASCII only. */
static void capitals(sqlite3_context *c, int n, sqlite3_value **v)
{
    const unsigned char *s = sqlite3_value_text(v[0]);
    int len = sqlite3_value_bytes(v[0]);
    dl__strbuf out;
    dl__strbuf_init(&out, MAX_LINE);
    for (int at = 0; n == 1 && s && at < len;) {
        utf8proc_int32_t point = 0;
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t step = utf8proc_iterate(s + at, len - at, &point);
        utf8proc_ssize_t wide = step > 0 ? utf8proc_encode_char(utf8proc_toupper(point), bytes) : 0;
        dl__strbuf_add(&out, (const char *)bytes, (size_t)wide);
        at += step > 0 ? (int)step : 1;
    }
    if (out.status)
        sqlite3_result_error_nomem(c);
    else
        sqlite3_result_text(c, out.s ? out.s : "", (int)out.len, SQLITE_TRANSIENT);
    dl__strbuf_free(&out);
}

static dl_status views(sqlite3 *db, const char *folder, dl_error *err)
{
    char *sql = NULL;
    dl__strbuf path;
    dl__strbuf_init(&path, MAX_PATH);
    dl__strbuf_printf(&path, "%s/common.sql", folder);
    dl_status status = path.status ? dl__no_memory(err) : dl__export_text(path.s, &sql, err);
    if (!status && sqlite3_exec(db, sql, NULL, NULL, NULL))
        status = failed(db, path.s, err);
    free(sql);
    dl__strbuf_free(&path);
    return status;
}

/* Write the line and empty it. */
static bool put(dl__strbuf *line, dl__output *out)
{
    bool ok = !line->status && dl__output_write(out, line->s, line->len);
    dl__strbuf_clear(line);
    return ok;
}

static dl_status write_rows(sqlite3 *db, const dl__layout *l, sqlite3_stmt *q, const char *path,
                            dl__output *out, uint64_t *rows, dl_error *err)
{
    dl__strbuf line;
    dl__strbuf_init(&line, MAX_LINE);
    if (l->before.len) {
        dl__strbuf_add(&line, l->before.ptr, l->before.len);
        dl__strbuf_putc(&line, '\n');
    }
    if (l->header)
        dl__export_row(l, q, true, &line);
    int rc = SQLITE_DONE;
    bool going = !line.len || put(&line, out);
    while (going && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        if (*rows)
            dl__strbuf_add(&line, l->between.ptr, l->between.len);
        dl__export_row(l, q, false, &line);
        going = put(&line, out);
        *rows += going;
    }
    if (going && rc == SQLITE_DONE && l->after.len) {
        dl__strbuf_add(&line, l->after.ptr, l->after.len);
        dl__strbuf_putc(&line, '\n');
        going = put(&line, out);
    }
    dl_status status = line.status == DL_ENOMEM ? dl__no_memory(err)
                       : line.status
                           ? dl__fail(err, line.status, 0, "%s: a row of more than %d bytes", path, MAX_LINE)
                       : going && rc != SQLITE_DONE ? failed(db, path, err)
                                                    : DL_OK;
    dl__strbuf_free(&line);
    return status;
}

static dl_status run(sqlite3 *db, const dl__layout *l, const char *path, dl__output *out, uint64_t *rows,
                     dl_error *err)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(db, l->sql, -1, &q, NULL))
        return failed(db, path, err);
    dl_status status = DL_OK;
    if (!q || !sqlite3_column_count(q) || !sqlite3_stmt_readonly(q))
        status = dl__fail(err, DL_EINVAL, 0, "%s: no SELECT in it", path);
    else
        status = write_rows(db, l, q, path, out, rows, err);
    (void)sqlite3_finalize(q);
    return status;
}

dl_status dl__export(dl__store *store, const dl__export_options *options, dl__output *out, uint64_t *rows,
                     dl_error *err)
{
    sqlite3 *db = dl__store_connection(store);
    dl__layout layout;
    *rows = 0;
    dl_status status = dl__layout_read(options->layout, &layout, err);
    if (!status && sqlite3_create_function_v2(db, "capitals", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                              capitals, NULL, NULL, NULL))
        status = failed(db, "capitals()", err);
    if (!status)
        status = dl__export_tables(db, options->folder, err);
    if (!status)
        status = pick(db, options->pick, err);
    if (!status)
        status = views(db, options->folder, err);
    if (!status)
        status = run(db, &layout, options->layout, out, rows, err);
    dl__layout_free(&layout);
    return status;
}
