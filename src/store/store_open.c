/* store_open.c - files that are a store, and those that are not; see store.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include "base/error.h"
#include "base/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The log is written back when it has grown to LOG_PAGES of 4 KiB: pages that change often are then written back once. */
enum { CACHE_KIB = 65536, LOG_BYTES = 1 << 26, LOG_PAGES = 8192, MAX_PATH = 1 << 16 };

/* Before SQLite is asked, since it makes what is not there and says little of what it cannot open. */
static dl_status look_at_file(const dl__store *s, dl__store_mode mode, dl_error *err)
{
    struct stat st;
    if (stat(s->path, &st)) {
        if (errno == ENOENT && mode == DL__STORE_CREATE)
            return DL_OK;
        return dl__fail(err, DL_EIO, 0, "%s: %s", s->path, strerror(errno));
    }
    if (S_ISDIR(st.st_mode))
        return dl__fail(err, DL_EIO, 0, "%s: is a folder, expected a store", s->path);
    return DL_OK;
}

/* One number that a statement gives. */
static int number(sqlite3 *db, const char *sql, int64_t *out)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    if (!rc) {
        rc = sqlite3_step(q);
        *out = rc == SQLITE_ROW ? sqlite3_column_int64(q, 0) : 0;
        if (rc == SQLITE_ROW || rc == SQLITE_DONE)
            rc = SQLITE_OK;
    }
    (void)sqlite3_finalize(q);
    return rc;
}

/* What kind of database it is: *format is 0 for one with nothing in it. */
static dl_status identify(const dl__store *s, int64_t *format, dl_error *err)
{
    int64_t application = 0, n = 0;
    int rc = number(s->db, "PRAGMA application_id", &application);
    if (!rc)
        rc = number(s->db, "PRAGMA user_version", format);
    if (!rc)
        rc = number(s->db, "SELECT count(*) FROM sqlite_schema", &n);
    if (rc)
        return dl__store_fail(s, rc, err);
    if (application == 0 && *format == 0 && n == 0)
        return DL_OK;
    if (application != DL__STORE_APPLICATION)
        return dl__fail(err, DL_EIO, 0,
                        "%s: a database of another program (application id %lld, a store has %d)", s->path,
                        (long long)application, DL__STORE_APPLICATION);
    if (*format < 1 || *format > DL__STORE_FORMAT)
        return dl__fail(err, DL_EIO, 0, "%s: store format %lld, this program reads 1 to %d", s->path,
                        (long long)*format, DL__STORE_FORMAT);
    return DL_OK;
}

static int roll_back(dl__store *s)
{
    dl__row r = dl__row_of(s, DL__Q_ROLLBACK);
    return dl__row_run(&r);
}

/* Make the tables, or bring them up to this format.  Two programs may want that at once: the second finds it done. */
static dl_status bring_up(dl__store *s, dl_error *err)
{
    dl__row r = dl__row_of(s, DL__Q_BEGIN);
    int rc = dl__row_run(&r);
    if (rc)
        return dl__store_fail(s, rc, err);
    int64_t format = 0;
    dl_status status = identify(s, &format, err);
    if (!status && format < DL__STORE_FORMAT)
        rc = dl__store_migrate(s->db, (int)format, DL__STORE_FORMAT);
    if (!status && !rc)
        rc = dl__relink(s);
    if (!status && !rc) {
        r = dl__row_of(s, DL__Q_COMMIT);
        rc = dl__row_run(&r);
    }
    if (!status && rc)
        status = dl__store_fail(s, rc, err);
    if (status)
        (void)roll_back(s);
    return status;
}

/* For this connection: keys are watched, and nothing in the file may write to what SQLite keeps for itself. */
static int settings(dl__store *s)
{
    (void)sqlite3_extended_result_codes(s->db, 1);
    (void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    (void)sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_busy_timeout(s->db, (int)s->wait_ms);
    char *sql = sqlite3_mprintf(
        "PRAGMA cache_size = -%d; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = %d;"
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = %d;",
        CACHE_KIB, LOG_BYTES, LOG_PAGES);
    int rc = sql ? sqlite3_exec(s->db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(sql);
    return rc;
}

/* Where the folder may not be written, the log's files cannot be made.  Nobody else can write there either, so the file is
 * read as it is; not where a log was left behind, which belongs to it. */
static int open_as_it_is(dl__store *s)
{
    struct stat st;
    dl__strbuf log, uri;
    dl__strbuf_init(&log, MAX_PATH);
    dl__strbuf_init(&uri, 3 * MAX_PATH);
    dl__strbuf_printf(&log, "%s-wal", s->path);
    dl__strbuf_puts(&uri, "file:");
    for (const char *c = s->path; *c; c++)
        if (strchr("%?#", *c))
            dl__strbuf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            dl__strbuf_putc(&uri, *c);
    dl__strbuf_puts(&uri, "?immutable=1");
    int rc = log.status || uri.status ? SQLITE_NOMEM : stat(log.s, &st) ? SQLITE_OK : SQLITE_READONLY;
    if (!rc) {
        (void)sqlite3_close(s->db);
        s->db = NULL;
        rc = sqlite3_open_v2(uri.s, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                             NULL);
    }
    dl__strbuf_free(&log);
    dl__strbuf_free(&uri);
    return rc;
}

static dl_status open_database(dl__store *s, dl__store_mode mode, dl_error *err)
{
    static const int flags[] = { [DL__STORE_READ] = SQLITE_OPEN_READONLY,
                                 [DL__STORE_WRITE] = SQLITE_OPEN_READWRITE,
                                 [DL__STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE };
    int rc = sqlite3_open_v2(s->path, &s->db, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
    int64_t format = 0;
    if (!rc)
        rc = settings(s);
    if (!rc)
        rc = number(s->db, "PRAGMA user_version", &format);
    if (mode == DL__STORE_READ && ((rc & 0xFF) == SQLITE_READONLY || (rc & 0xFF) == SQLITE_CANTOPEN)) {
        rc = open_as_it_is(s);
        if (!rc)
            rc = settings(s);
    }
    if (rc)
        return dl__store_fail(s, rc, err);
    dl_status status = identify(s, &format, err);
    if (status || (mode == DL__STORE_READ && format == DL__STORE_FORMAT))
        return status;
    if (format == 0 && mode != DL__STORE_CREATE)
        return dl__fail(err, DL_EIO, 0, "%s: nothing in it yet ('dateline ingest' makes a store)", s->path);
    if (mode == DL__STORE_READ)
        return dl__fail(err, DL_EIO, 0, "%s: store format %lld, brought up to %d by 'dateline ingest'",
                        s->path, (long long)format, DL__STORE_FORMAT);
    if (sqlite3_db_readonly(s->db, "main")) /* what SQLite makes of a file that may not be written */
        return dl__fail(err, DL_EIO, 0, "%s: read-only", s->path);
    /* the log lets others read while one writes; not changed within a transaction, so it comes first */
    rc = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    if (rc)
        return dl__store_fail(s, rc, err);
    return format < DL__STORE_FORMAT ? bring_up(s, err) : DL_OK;
}

/* The path in a form that SQLite takes for a file, whatever it is called: ":memory:", "file:x" and "" mean others to it. */
static char *file_name(const char *path)
{
    bool other = !path[0] || path[0] == ':' || !strncmp(path, "file:", 5);
    size_t len = strlen(path) + 1;
    char *name = malloc(len + 2);
    if (name) {
        memcpy(name, "./", 2);
        memcpy(name + (other ? 2 : 0), path, len);
    }
    return name;
}

dl_status dl__store_open(const char *path, dl__store_mode mode, unsigned wait_ms, dl__store **out,
                         dl_error *err)
{
    *out = NULL;
    dl__store *s = calloc(1, sizeof *s);
    if (!s || !(s->path = path ? file_name(path) : strdup(":memory:"))) {
        free(s);
        return dl__no_memory(err);
    }
    s->wait_ms = wait_ms;
    dl_status status = path ? look_at_file(s, mode, err) : DL_OK;
    if (!status)
        status = open_database(s, mode, err);
    if (status)
        dl__store_close(s);
    else
        *out = s;
    return status;
}

sqlite3 *dl__store_connection(dl__store *s)
{
    return s->db;
}

void dl__store_close(dl__store *s)
{
    if (!s)
        return;
    for (int i = 0; i < DL__N_QUERIES; i++)
        (void)sqlite3_finalize(s->query[i]);
    (void)sqlite3_close(s->db);
    free(s->path);
    free(s);
}
