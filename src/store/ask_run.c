/* ask_run.c - a question put to SQLite, and the rows that come; see ask.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SQL = 1 << 20, MAX_ID = 200 };

/* Questions go once through many pages.  Memory that is new costs more than a page that is read again from the system's own cache. */
static const char SMALL_CACHE[] = "PRAGMA cache_size = -4000"; /* KiB */

struct dl__answer_state {
    dl__store *store;
    sqlite3_stmt *q;
    char *sql; /* SQLite's */
};

void dl__build_puts(dl__build *b, const char *sql)
{
    dl__strbuf_puts(&b->sql, sql);
}

static void add_bind(dl__build *b, dl__bind value)
{
    dl__bind *to = DL__PUSH(b->arena, b->bind, b->n_bind, b->cap_bind);
    if (to)
        *to = value;
    b->failed |= !to;
    dl__build_puts(b, "?");
}

void dl__build_text(dl__build *b, const char *s)
{
    add_bind(b, (dl__bind){ .kind = DL__BIND_TEXT, .s = s });
}

void dl__build_int(dl__build *b, int64_t n)
{
    add_bind(b, (dl__bind){ .kind = DL__BIND_INT, .n = n });
}

void dl__build_real(dl__build *b, double x)
{
    add_bind(b, (dl__bind){ .kind = DL__BIND_REAL, .x = x });
}

bool dl__build_probe(dl__build *b, const char *sql, const char *value)
{
    sqlite3_stmt *q = NULL;
    bool found = !sqlite3_prepare_v2(b->store->db, sql, -1, &q, NULL) &&
                 !sqlite3_bind_text(q, 1, value, -1, SQLITE_STATIC) && sqlite3_step(q) == SQLITE_ROW &&
                 sqlite3_column_int(q, 0) != 0;
    (void)sqlite3_finalize(q);
    return found;
}

static int bind_all(const dl__build *b, sqlite3_stmt *q)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < b->n_bind && !rc; i++) {
        const dl__bind *v = &b->bind[i];
        int at = (int)i + 1;
        rc = v->kind == DL__BIND_TEXT  ? sqlite3_bind_text(q, at, v->s, -1, SQLITE_TRANSIENT)
             : v->kind == DL__BIND_INT ? sqlite3_bind_int64(q, at, v->n)
                                       : sqlite3_bind_double(q, at, v->x);
    }
    return rc;
}

/* What SQLite says of words that are no search is for the user to mend. */
static dl_status failed(dl__store *s, int rc, dl_error *err)
{
    const char *why = sqlite3_errmsg(s->db);
    if ((rc & 0xFF) == SQLITE_ERROR &&
        (!strncmp(why, "fts5:", 5) || !strncmp(why, "no such column", 14) ||
         !strncmp(why, "unterminated string", 19) || !strncmp(why, "unknown special", 15)))
        return dl__fail(err, DL_EINVAL, 0,
                        "--text is no search: %s (words, \"a phrase\", AND, OR, NOT, word*)", why);
    return dl__store_fail(s, rc, err);
}

static dl_status prepare(dl__build *b, dl__answer *r, dl_error *err)
{
    struct dl__answer_state *state = r->state;
    if (b->failed || b->sql.status)
        return dl__no_memory(err);
    int rc = sqlite3_exec(b->store->db, SMALL_CACHE, NULL, NULL, NULL);
    if (!rc)
        rc = sqlite3_prepare_v2(b->store->db, b->sql.s, -1, &state->q, NULL);
    if (!rc)
        rc = bind_all(b, state->q);
    if (rc)
        return dl__store_fail(b->store, rc, err);
    if (!(state->sql = sqlite3_expanded_sql(state->q)))
        return dl__no_memory(err);
    r->sql = state->sql;
    int n = sqlite3_column_count(state->q);
    for (int i = 0; i < n && i < DL__ROWS_MAX; i++)
        r->column[r->n_columns++] = sqlite3_column_name(state->q, i);
    return DL_OK;
}

/* Build a statement and put it; `what` is told to build(). */
static dl_status put(dl__build *b, void (*build)(dl__build *b, const void *what), const void *what,
                     dl__answer **out, dl_error *err)
{
    dl_status status = DL_OK;
    dl__answer *r = calloc(1, sizeof *r);
    b->arena = dl__arena_new();
    dl__strbuf_init(&b->sql, MAX_SQL);
    if (r && b->arena && (r->state = calloc(1, sizeof *r->state))) {
        r->state->store = b->store;
        build(b, what);
        status = prepare(b, r, err);
    } else {
        status = dl__no_memory(err);
    }
    dl__strbuf_free(&b->sql);
    dl__arena_free(b->arena);
    if (status)
        dl__answer_free(r);
    *out = status ? NULL : r;
    return status;
}

static void build_question(dl__build *b, const void *what)
{
    (void)what;
    dl__build_question(b);
}

dl_status dl__store_ask(dl__store *s, const dl__ask *a, void (*note)(void *user, const char *message),
                        void *user, dl__answer **out, dl_error *err)
{
    dl__build b = { .store = s, .ask = a, .note = note, .user = user };
    *out = NULL;
    dl_status status = dl__ask_check(a, err);
    return status ? status : put(&b, build_question, NULL, out, err);
}

dl_status dl__answer_next(dl__answer *r, bool *more, dl_error *err)
{
    int rc = sqlite3_step(r->state->q);
    *more = rc == SQLITE_ROW;
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? DL_OK : failed(r->state->store, rc, err);
}

dl__cell dl__answer_cell(const dl__answer *r, unsigned column)
{
    sqlite3_stmt *q = r->state->q;
    int i = (int)column;
    switch (sqlite3_column_type(q, i)) {
    case SQLITE_NULL: return (dl__cell){ .kind = DL__CELL_NULL, .s = { "", 0 } };
    case SQLITE_INTEGER: return (dl__cell){ .kind = DL__CELL_INT, .n = sqlite3_column_int64(q, i) };
    case SQLITE_FLOAT: return (dl__cell){ .kind = DL__CELL_REAL, .x = sqlite3_column_double(q, i) };
    default: {
        const char *s = (const char *)sqlite3_column_text(q, i);
        return (dl__cell){ .kind = DL__CELL_TEXT,
                           .s = { s ? s : "", s ? (size_t)sqlite3_column_bytes(q, i) : 0 } };
    }
    }
}

void dl__answer_free(dl__answer *r)
{
    if (!r)
        return;
    if (r->state) {
        (void)sqlite3_finalize(r->state->q);
        sqlite3_free(r->state->sql);
        free(r->state);
    }
    free(r);
}

dl__cell dl__answer_named(const dl__answer *r, const char *column)
{
    for (unsigned i = 0; i < r->n_columns; i++)
        if (!strcmp(r->column[i], column))
            return dl__answer_cell(r, i);
    return (dl__cell){ .kind = DL__CELL_NULL, .s = { "", 0 } };
}

/* ---- one event ---- */

/* '#' is the number of the event. */
static const char *const TELL[] = {
    [DL__TELL_EVENT] = "SELECT * FROM events WHERE event = #",
    [DL__TELL_RECORDS] =
        "SELECT v.*, s.headline,\n"
        "  coalesce((SELECT group_concat(q.speaker_text, ';') FROM statement_mention x JOIN statement q"
        " ON q.story = x.story AND q.n = x.statement\n    WHERE x.mention = v.mention AND q.speaker_text <> "
        "''), '') AS "
        "speaker_names,\n"
        "  coalesce((SELECT group_concat(q.verb, ';') FROM statement_mention x JOIN statement q"
        " ON q.story = x.story AND q.n = x.statement\n    WHERE x.mention = v.mention AND q.speaker_text <> "
        "''), '') AS speaker_verbs\n"
        "FROM mentions v JOIN story s ON s.id = v.story WHERE v.event = #\n"
        "ORDER BY v.lead DESC, v.story_date, v.mention",
    [DL__TELL_VOICES] = "SELECT CASE m.polarity WHEN 'negated' THEN 'denied' ELSE m.modality END AS how, "
                        "coalesce(e.name, '') AS name,"
                        " coalesce(e.code, '') AS code,\n  count(DISTINCT m.story) AS stories,"
                        " coalesce(group_concat(DISTINCT nullif(s.publisher, '')), '') AS sources\n"
                        "FROM mention m JOIN story s ON s.story = m.story\n"
                        "LEFT JOIN party p ON p.mention = m.mention AND p.role = 'by'\n"
                        "LEFT JOIN entity e ON e.story = p.story AND e.entity = p.entity WHERE m.event = #\n"
                        "GROUP BY 1, 2, 3 ORDER BY 1 = 'denied', 1, 4 DESC, 2",
};

typedef struct telling {
    dl__tell what;
    int64_t event;
} telling;

static void build_telling(dl__build *b, const void *what)
{
    const telling *t = what;
    const char *sql = TELL[t->what], *mark = strchr(sql, '#');
    dl__strbuf_add(&b->sql, sql, (size_t)(mark - sql));
    dl__build_int(b, t->event);
    dl__build_puts(b, mark + 1);
    dl__build_puts(b, ";");
}

dl_status dl__store_tell(dl__store *s, dl__tell what, int64_t event, dl__answer **out, dl_error *err)
{
    dl__build b = { .store = s };
    const telling t = { what, event };
    return put(&b, build_telling, &t, out, err);
}

/* One number that a statement gives for a text and a number. 0: none. */
static int64_t number_of(dl__store *s, const char *sql, dl_str text, int64_t n)
{
    sqlite3_stmt *q = NULL;
    int64_t found = 0;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL);
    if (!rc && text.ptr)
        rc = sqlite3_bind_text64(q, 1, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
    if (!rc)
        rc = sqlite3_bind_int64(q, text.ptr ? 2 : 1, n);
    if (!rc && sqlite3_step(q) == SQLITE_ROW)
        found = sqlite3_column_int64(q, 0);
    (void)sqlite3_finalize(q);
    return found;
}

static bool whole_number(const char *s, int64_t *n)
{
    char *end;
    if (*s < '0' || *s > '9' || strnlen(s, 19) > 18)
        return false;
    *n = strtoll(s, &end, 10);
    return !*end;
}

dl_status dl__store_event(dl__store *s, const char *name, int64_t *event, dl_error *err)
{
    int64_t n = 0;
    const char *colon = strrchr(name, ':');
    *event = 0;
    if (whole_number(name, &n)) {
        *event = number_of(s, "SELECT event FROM mention WHERE event = ? LIMIT 1", (dl_str){ NULL, 0 }, n);
    } else if (colon && whole_number(colon + 1 + (colon[1] == 'e'), &n) && colon > name &&
               colon - name < MAX_ID) {
        dl_str key = { name, (size_t)(colon - name) };
        *event = number_of(s,
                           "SELECT m.event FROM story s JOIN mention m ON m.mention = s.story * 1000000 + ?2"
                           " WHERE s.key = ?1 AND s.key <> ''",
                           key, colon[1] == 'e' ? n + 1 : n);
    } else {
        return dl__fail(
            err, DL_EINVAL, 0,
            "'%.60s' names no event; expected a number (column event of 'dateline query') or an id as"
            " 'dateline code' prints it (KEY:3, KEY:e3)",
            name);
    }
    if (!*event)
        return dl__fail(err, DL_EINVAL, 0, "%s: no event '%.60s'", s->path, name);
    return DL_OK;
}
