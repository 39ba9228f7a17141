/* store_read.c - what a store holds: stories one after the other, how many of what, and whether it is whole; see store.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FAULTS = 100 };

static dl_str column(sqlite3_stmt *q, int i)
{
    const char *s = (const char *)sqlite3_column_text(q, i);
    return (dl_str){ s ? s : "", s ? (size_t)sqlite3_column_bytes(q, i) : 0 };
}

dl_status dl__store_next(dl__store *s, bool outdated, int64_t *at, dl__kept *story, bool *found,
                         dl_error *err)
{
    dl__row r = dl__row_of(s, outdated ? DL__Q_NEXT_OUTDATED : DL__Q_NEXT);
    dl__row_end(&r); /* what the last call gave */
    *found = false;
    if (outdated && !s->coder) { /* not known to the store: then every story is another's */
        dl__row c = dl__row_of(s, DL__Q_FIND_CODER);
        const char *part[] = { s->versions->program, s->versions->model, s->versions->pack,
                               s->versions->lexicon };
        for (int i = 0; i < 4; i++)
            dl__row_text(&c, part[i]);
        if (dl__row_step(&c) == SQLITE_ROW)
            s->coder = sqlite3_column_int64(c.q, 0);
        dl__row_end(&c);
    }
    dl__row_int(&r, *at);
    if (outdated)
        dl__row_int(&r, s->coder);
    int rc = dl__row_step(&r);
    if (rc == SQLITE_ROW) {
        *found = true;
        *at = sqlite3_column_int64(r.q, 0);
        *story = (dl__kept){ .story = { .id = column(r.q, 1),
                                        .date = column(r.q, 2),
                                        .headline = column(r.q, 3),
                                        .text = column(r.q, 4),
                                        .publisher = column(r.q, 5),
                                        .url = column(r.q, 6) },
                             .extra = column(r.q, 7) };
        return DL_OK;
    }
    dl__row_end(&r);
    return rc == SQLITE_DONE ? DL_OK : dl__store_fail(s, rc, err);
}

static int count(dl__store *s, const char *sql, int64_t coder, int64_t *out)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    if (!rc && sqlite3_bind_parameter_count(q))
        rc = sqlite3_bind_int64(q, 1, coder);
    if (!rc)
        rc = sqlite3_step(q);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(q, 0);
    (void)sqlite3_finalize(q);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

dl_status dl__store_count(dl__store *s, dl__store_size *n, dl_error *err)
{
    *n = (dl__store_size){ 0 };
    const struct {
        const char *sql;
        int64_t *to;
    } row[] = { { "SELECT count(*) FROM story", &n->stories },
                { "SELECT count(*) FROM mention WHERE lead = 1", &n->events },
                { "SELECT count(*) FROM mention", &n->mentions },
                { "SELECT count(*) FROM statement", &n->statements },
                { "SELECT count(*) FROM entity", &n->entities },
                { "SELECT count(*) FROM place", &n->places },
                { "SELECT count(*) FROM story WHERE coder <> ?", &n->outdated } };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof row / sizeof row[0] && !rc; i++)
        rc = count(s, row[i].sql, s->coder, row[i].to);
    if (!s->coder)
        n->outdated = 0;
    return rc ? dl__store_fail(s, rc, err) : DL_OK;
}

/* ---- is it whole? ---- */

typedef struct checking {
    dl__store *s;
    void (*fault)(void *user, const char *message);
    void *user;
    size_t n;
} checking;

__attribute__((format(printf, 2, 3))) static void tell(checking *c, const char *format, ...)
{
    char message[400];
    va_list args;
    va_start(args, format);
    if (vsnprintf(message, sizeof message, format, args) < 0)
        message[0] = '\0';
    va_end(args);
    c->n++;
    c->fault(c->user, message);
}

/* Each row of a statement is a fault; what it says stands in the columns. A database that is damaged ends it early. */
static int faults(checking *c, const char *sql, const char *good, const char *what)
{
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(c->s->db, sql, -1, &q, NULL), n = 0;
    while (!rc && n < MAX_FAULTS && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        dl_str text = column(q, 0);
        rc = SQLITE_OK;
        if (good && text.len == strlen(good) && !memcmp(text.ptr, good, text.len))
            continue;
        tell(c, "%s%.*s", what, (int)(text.len < 300 ? text.len : 300), text.ptr);
        n++;
    }
    (void)sqlite3_finalize(q);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The sum of every story again. */
static dl_status check_sums(checking *c, dl_error *err)
{
    dl__kept k;
    bool found = true;
    for (int64_t at = 0; found;) {
        dl_status status = dl__store_next(c->s, false, &at, &k, &found, err);
        if (status || !found)
            return status;
        dl__row r = dl__row_of(c->s, DL__Q_FIND_STORY);
        dl__row_str(&r, k.story.id);
        int rc = dl__row_step(&r);
        if (rc == SQLITE_ROW && sqlite3_column_int64(r.q, 1) != dl__kept_sum(&k))
            tell(c, "story '%.*s': its text is not what came in",
                 (int)(k.story.id.len < 200 ? k.story.id.len : 200), k.story.id.ptr);
        else if (rc == SQLITE_DONE)
            tell(c, "story %lld: not found by its id", (long long)at);
        dl__row_end(&r);
        if (rc != SQLITE_ROW && rc != SQLITE_DONE)
            return dl__store_fail(c->s, rc, err);
    }
    return DL_OK;
}

dl_status dl__store_check(dl__store *s, void (*fault)(void *user, const char *message), void *user,
                          size_t *n_faults, dl_error *err)
{
    static const struct {
        const char *sql, *good, *what;
    } look[] = {
        { "PRAGMA integrity_check(100)", "ok", "" },
        { "SELECT 'table ' || \"table\" || ', row ' || coalesce(rowid, '?') || ': no such row of ' || parent"
          " FROM pragma_foreign_key_check",
          NULL, "" },
        { "SELECT event FROM mention GROUP BY event HAVING sum(lead) <> 1", NULL,
          "not one mention stands for event " },
        { "SELECT DISTINCT event FROM mention m WHERE NOT EXISTS (SELECT 1 FROM mention x WHERE x.mention = "
          "m.event AND"
          " x.event = m.event) AND NOT EXISTS (SELECT 1 FROM relink)",
          NULL, "not named by its first mention: event " },
        { "SELECT story FROM copy c WHERE NOT EXISTS (SELECT 1 FROM story f WHERE f.story = c.first) AND NOT "
          "EXISTS"
          " (SELECT 1 FROM relink)",
          NULL, "what it is a copy of is not there: story " },
        { "SELECT cell FROM cell c WHERE (happening IS NULL OR NOT EXISTS (SELECT 1 FROM mention m WHERE "
          "m.cell = c.cell))"
          " AND NOT EXISTS (SELECT 1 FROM relink)",
          NULL, "no mention or no happening: cell " },
        { "SELECT mention FROM mention WHERE mention / 1000000 <> story", NULL,
          "number of another story: mention " },
        { "SELECT p.mention || ', ' || role FROM party p JOIN entity e ON e.story = p.story AND e.entity = "
          "p.entity"
          " WHERE p.code <> e.code OR p.country <> e.country",
          NULL, "code differs from its entity's: mention " },
    };
    checking c = { s, fault, user, 0 };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof look / sizeof look[0] && !rc; i++)
        rc = faults(&c, look[i].sql, look[i].good, look[i].what);
    /* a command, though it changes nothing: so it needs a connection that may write */
    if (!rc && !sqlite3_db_readonly(s->db, "main")) {
        rc = sqlite3_exec(s->db, "INSERT INTO story_text (story_text, rank) VALUES ('integrity-check', 1)",
                          NULL, NULL, NULL);
        if ((rc & 0xFF) == SQLITE_CORRUPT) {
            tell(&c, "the index of words does not fit the texts");
            rc = SQLITE_OK;
        }
    }
    dl_status status = rc ? dl__store_fail(s, rc, err) : check_sums(&c, err);
    *n_faults = c.n;
    return status;
}
