/* store_row.c - statements that are kept prepared, and what SQLite's failures mean; see store_priv.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

dl__row dl__row_of(dl__store *s, dl__query which)
{
    dl__row r = { .store = s, .q = s->query[which] };
    if (!r.q) {
        r.rc = sqlite3_prepare_v3(s->db, DL__QUERY_TEXT[which], -1, SQLITE_PREPARE_PERSISTENT, &r.q, NULL);
        s->query[which] = r.q;
    }
    return r;
}

void dl__row_int(dl__row *r, int64_t n)
{
    if (!r->rc)
        r->rc = sqlite3_bind_int64(r->q, ++r->at, n);
}

void dl__row_null(dl__row *r)
{
    if (!r->rc)
        r->rc = sqlite3_bind_null(r->q, ++r->at);
}

void dl__row_real(dl__row *r, double x)
{
    if (!r->rc)
        r->rc = isfinite(x) ? sqlite3_bind_double(r->q, ++r->at, x) : sqlite3_bind_null(r->q, ++r->at);
}

/* What is bound outlives the step, so SQLite need not copy it. */
void dl__row_str(dl__row *r, dl_str s)
{
    if (!r->rc)
        r->rc = sqlite3_bind_text64(r->q, ++r->at, s.len ? s.ptr : "", s.len, SQLITE_STATIC, SQLITE_UTF8);
}

void dl__row_text(dl__row *r, const char *s)
{
    dl__row_str(r, (dl_str){ s, s ? strlen(s) : 0 });
}

int dl__row_step(dl__row *r)
{
    if (!r->rc)
        r->rc = sqlite3_step(r->q);
    return r->rc;
}

void dl__row_end(dl__row *r)
{
    if (!r->q)
        return;
    (void)sqlite3_reset(r->q); /* tells again how the step went */
    (void)sqlite3_clear_bindings(r->q);
}

int dl__row_run(dl__row *r)
{
    int rc = dl__row_step(r);
    dl__row_end(r);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static dl_status locked(const dl__store *s, dl_error *err)
{
    if (s->wait_ms < 1000)
        return dl__fail(err, DL_EIO, 0, "%s: another program is writing to it", s->path);
    return dl__fail(err, DL_EIO, 0, "%s: another program is writing to it; waited %u s", s->path,
                    s->wait_ms / 1000);
}

dl_status dl__store_fail(const dl__store *s, int rc, dl_error *err)
{
    const char *why = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
    switch (rc & 0xFF) {
    case SQLITE_NOMEM: return dl__no_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return locked(s, err);
    case SQLITE_NOTADB:
        return dl__fail(err, DL_EIO, 0, "%s: not a database, expected a store (SQLite 3)", s->path);
    case SQLITE_CORRUPT:
        return dl__fail(err, DL_EIO, 0, "%s: damaged (%s); 'dateline check' tells more", s->path, why);
    case SQLITE_FULL: return dl__fail(err, DL_EIO, 0, "%s: no room left on the disk", s->path);
    case SQLITE_READONLY: return dl__fail(err, DL_EIO, 0, "%s: read-only", s->path);
    case SQLITE_IOERR: {
        int error = s->db ? sqlite3_system_errno(s->db) : 0;
        return dl__fail(err, DL_EIO, 0, "%s: %s%s%s", s->path, why, error ? ": " : "",
                        error ? strerror(error) : "");
    }
    default: return dl__fail(err, DL_EIO, 0, "%s: %s", s->path, why);
    }
}
