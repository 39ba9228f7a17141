/* store_write.c - stories go in: what is the same stays, what is new or other is written in one transaction; see store.h.
 *
 * Each story is whole within a savepoint, so that one which does not fit leaves nothing behind.  Transactions hold some
 * hundreds of stories: the disk is waited for once in each. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include "base/error.h"
#include "sink/sink_words.h"

#include <time.h>
#include <xxhash.h>

enum { BATCH = 500 };
static const double BATCH_SECONDS = 1.0;

static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0.0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The fields one after the other, each with its length before it, so that no two stories are written alike. */
int64_t dl__kept_sum(const dl__kept *k)
{
    const dl_str *part[] = { &k->story.id,        &k->story.date, &k->story.headline, &k->story.text,
                             &k->story.publisher, &k->story.url,  &k->extra };
    uint64_t h = 0x73746F7279; /* fixed: sums are kept */
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        uint64_t len = part[i]->len;
        h = XXH3_64bits_withSeed(&len, sizeof len, h);
        h = XXH3_64bits_withSeed(len ? part[i]->ptr : "", (size_t)len, h);
    }
    return (int64_t)(h >> 1); /* a positive number, the same for whoever reads it */
}

void dl__store_coder(dl__store *s, const dl_versions *versions, const char *name)
{
    s->versions = versions;
    s->coder_name = name;
    s->coder = 0;
}

static void bind_versions(dl__row *r, const dl_versions *v)
{
    dl__row_text(r, v->program);
    dl__row_text(r, v->model);
    dl__row_text(r, v->pack);
    dl__row_text(r, v->lexicon);
}

/* Number of the coder; enter: where it is new. 0: it is not there. */
static int find_coder(dl__store *s, bool enter)
{
    if (s->coder || !s->versions)
        return SQLITE_OK;
    dl__row r = dl__row_of(s, DL__Q_FIND_CODER);
    bind_versions(&r, s->versions);
    int rc = dl__row_step(&r);
    if (rc == SQLITE_ROW)
        s->coder = sqlite3_column_int64(r.q, 0);
    dl__row_end(&r);
    if (rc == SQLITE_ROW || (rc == SQLITE_DONE && !enter))
        return SQLITE_OK;
    if (rc != SQLITE_DONE)
        return rc;
    r = dl__row_of(s, DL__Q_ADD_CODER);
    bind_versions(&r, s->versions);
    dl__row_text(&r, s->coder_name);
    rc = dl__row_run(&r);
    if (!rc)
        s->coder = sqlite3_last_insert_rowid(s->db);
    return rc;
}

/* The story of this id: *number 0 where there is none. */
static int find_story(dl__store *s, const dl__kept *k, int64_t *number, dl__store_was *was, int64_t *coder)
{
    dl__row r = dl__row_of(s, DL__Q_FIND_STORY);
    dl__row_str(&r, k->story.id);
    int rc = dl__row_step(&r);
    *number = *coder = 0;
    *was = DL__STORE_NEW;
    if (rc == SQLITE_ROW) {
        *number = sqlite3_column_int64(r.q, 0);
        *was = sqlite3_column_int64(r.q, 1) == dl__kept_sum(k) ? DL__STORE_SAME : DL__STORE_OTHER;
        *coder = sqlite3_column_int64(r.q, 2);
    }
    dl__row_end(&r);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

dl_status dl__store_look(dl__store *s, const dl__kept *story, dl__store_was *was, bool *outdated,
                         dl_error *err)
{
    int64_t number, coder;
    int rc = find_coder(s, false);
    if (!rc)
        rc = find_story(s, story, &number, was, &coder);
    if (outdated)
        *outdated = !rc && number && coder != s->coder;
    return rc ? dl__store_fail(s, rc, err) : DL_OK;
}

static int clear_layers(dl__store *s, int64_t story)
{
    static const dl__query clear[] = { DL__Q_CLEAR_STATEMENTS, DL__Q_CLEAR_MENTIONS, DL__Q_CLEAR_ENTITIES,
                                       DL__Q_CLEAR_TIMES, DL__Q_CLEAR_PLACES };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof clear / sizeof clear[0] && !rc; i++) {
        dl__row r = dl__row_of(s, clear[i]);
        dl__row_int(&r, story);
        rc = dl__row_run(&r);
    }
    return rc;
}

/* The story's own row, new or in the place of an old one. */
static int put_story(dl__store *s, const dl__kept *k, const dl_document *d, int64_t *number)
{
    bool fresh = *number == 0;
    const dl_event *first = dl_document_event(d, 0);
    dl__row r = dl__row_of(s, fresh ? DL__Q_ADD_STORY : DL__Q_REPLACE_STORY);
    const dl_str field[] = { k->story.id,        k->story.date, k->story.headline, k->story.text,
                             k->story.publisher, k->story.url,  k->extra };
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
        dl__row_str(&r, field[i]);
    dl__row_str(&r, dl__id_key(first ? first->id : NULL));
    dl__row_int(&r, dl__kept_sum(k));
    dl__row_int(&r, (int64_t)dl_document_n_tokens(d));
    dl__row_int(&r, s->coder);
    if (!fresh)
        dl__row_int(&r, *number);
    int rc = dl__row_run(&r);
    if (!rc && fresh)
        *number = sqlite3_last_insert_rowid(s->db);
    return rc;
}

static int run(dl__store *s, dl__query which)
{
    dl__row r = dl__row_of(s, which);
    return dl__row_run(&r);
}

/* Write a story that is new or other than the one that is kept. */
static int write_story(dl__store *s, const dl__kept *k, const dl_document *d, int64_t number,
                       dl__store_was was)
{
    bool fresh = number == 0, other = was != DL__STORE_SAME;
    int rc = find_coder(s, true);
    if (!rc)
        rc = run(s, DL__Q_SAVE);
    if (rc)
        return rc;
    if (!fresh)
        rc = clear_layers(s, number);
    if (!rc && !fresh && other)
        rc = dl__copies_clear(s, number);
    if (!rc)
        rc = put_story(s, k, d, &number);
    if (!rc)
        rc = dl__store_layers(s, number, d);
    if (!rc && other)
        rc = dl__copies_put(s, number);
    if (!rc)
        rc = dl__link_story(s, number);
    if (rc == SQLITE_TOOBIG) {
        int undone = run(s, DL__Q_UNDO);
        if (!undone)
            undone = run(s, DL__Q_RELEASE);
        return undone ? undone : rc;
    }
    return rc ? rc : run(s, DL__Q_RELEASE);
}

/* After a failure: nothing of the transaction stays, whether SQLite has ended it already or not. */
static dl_status give_up(dl__store *s, int rc, dl_error *err)
{
    dl_status status = dl__store_fail(s, rc, err); /* before the error's text is gone */
    if (!sqlite3_get_autocommit(s->db))
        (void)run(s, DL__Q_ROLLBACK);
    s->open = false;
    s->coder = 0;
    return status;
}

static int begin(dl__store *s)
{
    if (!s->open && !sqlite3_get_autocommit(s->db))
        (void)run(s, DL__Q_ROLLBACK); /* what could not be undone when memory was out */
    int rc = s->open ? SQLITE_OK : run(s, DL__Q_BEGIN);
    if (!rc && !s->open) {
        s->open = true;
        s->n_open = 0;
        s->began = now();
        rc = dl__relink(s); /* what was deleted by hand */
    }
    return rc;
}

dl_status dl__store_put(dl__store *s, const dl__kept *story, const dl_document *d, dl__store_was *was,
                        dl_error *err)
{
    int64_t number = 0, coder = 0;
    dl__store_was before = DL__STORE_NEW;
    int rc = begin(s);
    if (!rc)
        rc = find_coder(s, true);
    if (!rc)
        rc = find_story(s, story, &number, &before, &coder);
    if (was)
        *was = before;
    if (!rc && (before != DL__STORE_SAME || coder != s->coder))
        rc = write_story(s, story, d, number, before);
    if (rc == SQLITE_TOOBIG)
        return dl__fail(err, DL_ELIMIT, 0, "too much in it for a store (%d records or entities)",
                        DL__STORE_LAYER);
    if (rc)
        return give_up(s, rc, err);
    s->n_open++;
    return s->n_open >= BATCH || now() - s->began >= BATCH_SECONDS ? dl__store_commit(s, err) : DL_OK;
}

void dl__store_undo(dl__store *s)
{
    if (s->open)
        (void)run(s, DL__Q_ROLLBACK);
    s->open = false;
    s->coder = 0; /* it may have been entered in what is undone */
}

dl_status dl__store_commit(dl__store *s, dl_error *err)
{
    int rc = s->open ? run(s, DL__Q_COMMIT) : SQLITE_OK;
    if (rc)
        return give_up(s, rc, err);
    s->open = false;
    return DL_OK;
}

void dl__store_tidy(dl__store *s)
{
    (void)sqlite3_exec(s->db, "PRAGMA analysis_limit = 1000; PRAGMA optimize", NULL, NULL, NULL);
}
