/* store_copies.c - which stories are copies of which; see docs/linking.md and store_link.h.
 *
 * A story is a copy of the earliest story before it (by date, then id) of which it is a near-duplicate.  Candidates share a
 * key in the same week or the next; each is compared word by word, the earliest first, until one is alike. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_alike.h"
#include "store/store_link.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 7 }; /* that may lie between a story and its copy */

/* A story as copies are told: order is by `when`, the date and the id. */
typedef struct teller {
    int64_t story, day; /* day -1: none */
    char *when;
} teller;

typedef struct tellers {
    teller *at;
    size_t n;
} tellers;

static void free_tellers(tellers *t)
{
    for (size_t i = 0; i < t->n; i++)
        free(t->at[i].when);
    free(t->at);
    *t = (tellers){ NULL, 0 };
}

static int64_t week_of(int64_t day)
{
    return day < 0 ? -1 : day / 7;
}

/* When and what of a story; text may be NULL, else its shingles. */
static int read_story(dl__store *s, int64_t story, teller *t, dl__shingles *text, bool keys)
{
    dl__row r = dl__row_of(s, DL__Q_TELLER);
    dl__row_int(&r, story);
    int rc = dl__row_step(&r);
    *t = (teller){ story, -1, NULL };
    if (text)
        *text = (dl__shingles){ 0 };
    if (rc == SQLITE_ROW) {
        const char *date = (const char *)sqlite3_column_text(r.q, 0),
                   *when = (const char *)sqlite3_column_text(r.q, 1);
        char first[11] = "";
        if (date)
            dl__first_day(date, first);
        t->day = dl__day_number(first);
        t->when = when ? strdup(when) : NULL;
        const char *words = text ? (const char *)sqlite3_column_text(r.q, 2) : NULL;
        rc = t->when && (!text ||
                         (words && dl__shingles_of((dl_str){ words, (size_t)sqlite3_column_bytes(r.q, 2) },
                                                   keys, text)))
                 ? SQLITE_OK
                 : SQLITE_NOMEM;
    }
    dl__row_end(&r);
    if (rc == SQLITE_OK)
        return rc;
    free(t->when);
    t->when = NULL;
    return rc;
}

static int by_when(const void *a, const void *b)
{
    return strcmp(((const teller *)a)->when, ((const teller *)b)->when);
}

/* Stories with a key in common, within DAYS, in order. */
static int candidates(dl__store *s, const teller *self, const uint32_t *key, tellers *out)
{
    dl__numbers found = { 0 };
    int64_t week = week_of(self->day), first = week < 0 ? week : week - 1, last = week < 0 ? week : week + 1;
    for (int i = 0; i < DL__ALIKE_KEYS; i++)
        for (int64_t w = first; w <= last; w++) {
            dl__row r = dl__row_of(s, DL__Q_FIND_PRINT);
            dl__row_int(&r, w);
            dl__row_int(&r, key[i]);
            dl__numbers_read(&found, &r);
        }
    int rc = found.rc;
    out->at = calloc(found.n + 1, sizeof *out->at);
    out->n = 0;
    if (!out->at)
        rc = SQLITE_NOMEM;
    for (size_t i = 0; i < found.n && !rc; i++) {
        teller *t = &out->at[out->n];
        if (found.at[i] == self->story)
            continue;
        rc = read_story(s, found.at[i], t, NULL, false);
        int64_t apart = t->day - self->day;
        if (rc || apart < -DAYS || apart > DAYS)
            free(t->when);
        else
            out->n++;
    }
    dl__numbers_free(&found);
    if (!rc)
        qsort(out->at, out->n, sizeof *out->at, by_when);
    return rc;
}

/* Of which story this one is a copy: 0 none. */
static int copy_of(dl__store *s, int64_t story, int64_t *of)
{
    dl__row r = dl__row_of(s, DL__Q_FIND_COPY);
    dl__row_int(&r, story);
    int rc = dl__row_step(&r);
    *of = rc == SQLITE_ROW ? sqlite3_column_int64(r.q, 0) : 0;
    dl__row_end(&r);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int set_copy(dl__store *s, int64_t story, int64_t of, dl__alike how)
{
    dl__row r = dl__row_of(s, DL__Q_PUT_COPY);
    dl__row_int(&r, story);
    dl__row_int(&r, of);
    dl__row_int(&r, of); /* the first of all is put right by set_first() */
    dl__row_real(&r, how.jaccard);
    dl__row_real(&r, how.share);
    return dl__row_run(&r);
}

static int drop_copy(dl__store *s, int64_t story)
{
    dl__row r = dl__row_of(s, DL__Q_DROP_COPY);
    dl__row_int(&r, story);
    return dl__row_run(&r);
}

/* The first story of which this one is a copy's copy; itself where it is none. */
static int first_of(dl__store *s, int64_t story, int64_t *first)
{
    int64_t of = story;
    int rc;
    *first = story;
    while (!(rc = copy_of(s, *first, &of)) && of)
        *first = of; /* ends: each is before the one it leads from */
    return rc;
}

/* Put the story's first right, and that of its copies and theirs. */
static int set_first(dl__store *s, int64_t story)
{
    int64_t first = story;
    dl__numbers all = { 0 };
    int rc = first_of(s, story, &first);
    dl__numbers_add(&all, story);
    for (size_t i = 0; i < all.n && !rc && !all.rc; i++) {
        dl__row r = dl__row_of(s, DL__Q_SET_FIRST);
        dl__row_int(&r, first);
        dl__row_int(&r, all.at[i]);
        dl__row_int(&r, first);
        rc = dl__row_run(&r);
        r = dl__row_of(s, DL__Q_FIND_COPIES);
        dl__row_int(&r, all.at[i]);
        dl__numbers_read(&all, &r);
    }
    rc = rc ? rc : all.rc;
    dl__numbers_free(&all);
    return rc;
}

static int compare(dl__store *s, int64_t other, const dl__shingles *text, dl__alike *how)
{
    teller t;
    dl__shingles its;
    int rc = read_story(s, other, &t, &its, false);
    if (!rc) {
        *how = dl__shingles_compare(text, &its);
        dl__shingles_free(&its);
        free(t.when);
    }
    return rc;
}

/* Find what the story is a copy of among those before it. */
static int look_back(dl__store *s, const teller *self, const dl__shingles *text, const tellers *others)
{
    dl__alike how = { 0, 0, 0 };
    int64_t was = 0;
    int rc = copy_of(s, self->story, &was);
    for (size_t i = 0; i < others->n && !rc && by_when(&others->at[i], self) < 0; i++) {
        rc = compare(s, others->at[i].story, text, &how);
        if (rc || !dl__alike_copy(how))
            continue;
        rc = set_copy(s, self->story, others->at[i].story, how);
        return rc ? rc : set_first(s, self->story);
    }
    if (!rc && was)
        rc = drop_copy(s, self->story);
    return rc ? rc : set_first(s, self->story);
}

/* Stories after it that are copies of none before it may be its copies. */
static int look_on(dl__store *s, const teller *self, const dl__shingles *text, const tellers *others)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < others->n && !rc; i++) {
        int64_t of = 0;
        teller t = { 0 };
        if (by_when(&others->at[i], self) < 0)
            continue;
        rc = copy_of(s, others->at[i].story, &of);
        if (!rc && of)
            rc = read_story(s, of, &t, NULL, false);
        bool settled = !rc && of && by_when(&t, self) <= 0;
        if (rc == SQLITE_DONE) /* what it was a copy of is gone */
            rc = SQLITE_OK;
        free(t.when);
        dl__alike how = { 0, 0, 0 };
        if (rc || settled)
            continue;
        rc = compare(s, others->at[i].story, text, &how);
        if (!rc && dl__alike_copy(how)) {
            rc = set_copy(s, others->at[i].story, self->story, how);
            if (!rc)
                rc = set_first(s, others->at[i].story);
        }
    }
    return rc;
}

static int put_keys(dl__store *s, const teller *self, const uint32_t *key)
{
    int rc = SQLITE_OK;
    for (int i = 0; i < DL__ALIKE_KEYS && !rc; i++) {
        dl__row r = dl__row_of(s, DL__Q_ADD_PRINT);
        dl__row_int(&r, self->story);
        dl__row_int(&r, i);
        dl__row_int(&r, week_of(self->day));
        dl__row_int(&r, key[i]);
        rc = dl__row_run(&r);
    }
    return rc;
}

int dl__copies_clear(dl__store *s, int64_t story)
{
    static const dl__query clear[] = { DL__Q_CLEAR_PRINTS, DL__Q_ORPHAN_COPIES, DL__Q_DROP_COPIES,
                                       DL__Q_DROP_COPY };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof clear / sizeof clear[0] && !rc; i++) {
        dl__row r = dl__row_of(s, clear[i]);
        dl__row_int(&r, story);
        rc = dl__row_run(&r);
    }
    return rc;
}

int dl__copies_put(dl__store *s, int64_t story)
{
    teller self;
    dl__shingles text;
    tellers others = { NULL, 0 };
    int rc = read_story(s, story, &self, &text, true);
    if (rc)
        return rc == SQLITE_DONE ? SQLITE_OK : rc; /* it was deleted since */
    if (text.n) {
        dl__row r = dl__row_of(s, DL__Q_CLEAR_PRINTS); /* it may have been looked at before */
        dl__row_int(&r, story);
        rc = dl__row_run(&r);
        if (!rc)
            rc = candidates(s, &self, text.key, &others);
        if (!rc)
            rc = look_back(s, &self, &text, &others);
        if (!rc)
            rc = look_on(s, &self, &text, &others);
        if (!rc)
            rc = put_keys(s, &self, text.key);
    }
    free_tellers(&others);
    dl__shingles_free(&text);
    free(self.when);
    return rc;
}
