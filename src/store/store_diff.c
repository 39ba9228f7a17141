/* store_diff.c - what two codings of one story differ in.  Records of both are read from stores, so that what is compared is
 * what would be kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#include "base/error.h"
#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

/* A record: where it is triggered, and all that was coded as one line of text. */
typedef struct record {
    int64_t at; /* headline before text, then the first code point */
    char *line;
    bool matched;
} record;

typedef struct records {
    record *row;
    size_t n;
} records;

static void free_records(records *r)
{
    for (size_t i = 0; i < r->n; i++)
        free(r->row[i].line);
    free(r->row);
    *r = (records){ NULL, 0 };
}

static bool add(records *r, int64_t at, const char *line)
{
    record *row = realloc(r->row, (r->n + 1) * sizeof *row);
    if (!row)
        return false;
    r->row = row;
    row[r->n] = (record){ at, strdup(line), false };
    return row[r->n].line && ++r->n;
}

/* The records of a story, in text order. */
static int read_records(dl__store *s, dl_str id, records *out)
{
    dl__row r = dl__row_of(s, DL__Q_RECORDS);
    dl__row_str(&r, id);
    int rc;
    while ((rc = dl__row_step(&r)) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(r.q, 1);
        r.rc = line && add(out, sqlite3_column_int64(r.q, 0), line) ? SQLITE_OK : SQLITE_NOMEM;
    }
    dl__row_end(&r);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Cross out what both have. */
static void match(records *a, records *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (!b->row[k].matched && a->row[i].at == b->row[k].at &&
                !strcmp(a->row[i].line, b->row[k].line)) {
                a->row[i].matched = b->row[k].matched = true;
                break;
            }
}

/* What is left, in text order: what was before what is. Returns how many records changed: a pair at one trigger is one. */
static dl__store_change tell(records *old, records *now, dl__strbuf *out)
{
    dl__store_change n = { 0, 0, 0 };
    size_t i = 0, k = 0;
    while (i < old->n || k < now->n) {
        while (i < old->n && old->row[i].matched)
            i++;
        while (k < now->n && now->row[k].matched)
            k++;
        bool a = i < old->n, b = k < now->n;
        bool gone = a && (!b || old->row[i].at <= now->row[k].at),
             come = b && (!a || now->row[k].at <= old->row[i].at);
        if (gone)
            dl__strbuf_printf(out, "- %s\n", old->row[i++].line);
        if (come)
            dl__strbuf_printf(out, "+ %s\n", now->row[k++].line);
        n.changed += gone && come;
        n.gone += gone && !come;
        n.come += come && !gone;
    }
    return n;
}

dl_status dl__store_diff(dl__store *before, dl__store *after, dl_str id, dl__strbuf *out,
                         dl__store_change *change, dl_error *err)
{
    records a = { NULL, 0 }, b = { NULL, 0 };
    dl__store *at = before;
    int rc = read_records(before, id, &a);
    if (!rc) {
        at = after;
        rc = read_records(after, id, &b);
    }
    dl_status status = rc ? dl__store_fail(at, rc, err) : DL_OK;
    if (!status) {
        match(&a, &b);
        *change = tell(&a, &b, out);
        status = out->status ? dl__fail(err, out->status, 0, "%s", dl_status_text(out->status)) : DL_OK;
    }
    free_records(&a);
    free_records(&b);
    return status;
}
