/* store_relink.c - linking a story, and what deleted ones leave to be settled; see store_link.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include <stdlib.h>

void dl__numbers_add(dl__numbers *l, int64_t n)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i] == n)
            return;
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 16;
        int64_t *at = realloc(l->at, cap * sizeof *at);
        if (!at) {
            l->rc = SQLITE_NOMEM;
            return;
        }
        l->at = at;
        l->cap = cap;
    }
    l->at[l->n++] = n;
}

void dl__numbers_free(dl__numbers *l)
{
    free(l->at);
    *l = (dl__numbers){ 0 };
}

void dl__numbers_read(dl__numbers *l, dl__row *r)
{
    int rc;
    while ((rc = dl__row_step(r)) == SQLITE_ROW) {
        dl__numbers_add(l, sqlite3_column_int64(r->q, 0));
        r->rc = SQLITE_OK;
    }
    dl__row_end(r);
    if (rc != SQLITE_DONE)
        l->rc = rc;
}

/* ---- mentions that join cells which others have told ---- */

/* Of two stories the first comes before the second in the order of events. */
static int is_before(dl__store *s, int64_t a, int64_t b, bool *yes)
{
    dl__row r = dl__row_of(s, DL__Q_IS_BEFORE);
    dl__row_int(&r, a);
    dl__row_int(&r, b);
    int rc = dl__row_step(&r);
    *yes = rc == SQLITE_ROW && sqlite3_column_int64(r.q, 0);
    dl__row_end(&r);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* A mention and how well it tells. */
typedef struct voice {
    int64_t mention;
    double telling;
} voice;

static int read_voice(dl__row *r, voice *v)
{
    int rc = dl__row_step(r);
    *v = (voice){ 0, 0 };
    if (rc == SQLITE_ROW)
        *v = (voice){ sqlite3_column_int64(r->q, 0), sqlite3_column_double(r->q, 1) };
    dl__row_end(r);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int lead_is(dl__store *s, int64_t mention, bool lead)
{
    dl__row r = dl__row_of(s, DL__Q_SET_LEAD);
    dl__row_int(&r, lead);
    dl__row_int(&r, mention);
    return dl__row_run(&r);
}

/* Which of an event's leads and the story's best mention stands for it from now on. */
static int choose_lead(dl__store *s, int64_t story, const voice *own, const voice *lead)
{
    int64_t its = lead->mention / DL__STORE_LAYER;
    bool wins = !lead->mention || own->telling > lead->telling;
    int rc = SQLITE_OK;
    if (!wins && own->telling == lead->telling) {
        wins = its == story && own->mention < lead->mention;
        if (its != story)
            rc = is_before(s, story, its, &wins);
    }
    if (!rc && wins && lead->mention)
        rc = lead_is(s, lead->mention, false);
    return !rc && wins ? lead_is(s, own->mention, true) : rc;
}

/* The story's mentions of a cell take the event of the others. *joined false: that takes more than adding them. */
static int join_cell(dl__store *s, int64_t story, int64_t cell, bool *joined)
{
    voice other, own, lead;
    bool first = true;
    *joined = false;
    dl__row r = dl__row_of(s, DL__Q_OTHER_EVENT);
    dl__row_int(&r, cell);
    dl__row_int(&r, story);
    int rc = read_voice(&r, &other);
    if (rc || !other.mention)
        return rc;
    int64_t event = other.mention;
    if (event / DL__STORE_LAYER == story)
        return SQLITE_OK;
    rc = is_before(s, story, event / DL__STORE_LAYER, &first);
    if (rc || first)
        return rc;
    r = dl__row_of(s, DL__Q_LEAD);
    dl__row_int(&r, event);
    rc = read_voice(&r, &lead);
    r = dl__row_of(s, DL__Q_OWN_VOICE);
    dl__row_int(&r, story);
    dl__row_int(&r, cell);
    if (!rc)
        rc = read_voice(&r, &own);
    if (rc || !own.mention)
        return rc;
    r = dl__row_of(s, DL__Q_JOIN_EVENT);
    dl__row_int(&r, event);
    dl__row_int(&r, story);
    dl__row_int(&r, cell);
    rc = dl__row_run(&r);
    *joined = !rc;
    return rc ? rc : choose_lead(s, story, &own, &lead);
}

/* Cells that the story did not tell first: `hard` need more than joining, as do those that it told twice (`twice`). */
static int join_cells(dl__store *s, int64_t story, const dl__numbers *old, dl__numbers *hard,
                      dl__numbers *twice)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < old->n && !rc; i++) {
        bool joined = false, known = false;
        for (size_t k = 0; k < hard->n; k++)
            known |= hard->at[k] == old->at[i];
        if (known) {
            dl__numbers_add(twice, old->at[i]);
            continue;
        }
        rc = join_cell(s, story, old->at[i], &joined);
        if (!rc && !joined)
            dl__numbers_add(hard, old->at[i]);
    }
    return rc ? rc : hard->rc ? hard->rc : twice->rc;
}

/* ---- what is to be settled ---- */

static int run(dl__store *s, dl__query which)
{
    dl__row r = dl__row_of(s, which);
    return dl__row_run(&r);
}

static int tie_waiting(dl__store *s, dl__numbers *cells)
{
    dl__row r = dl__row_of(s, DL__Q_WAITING_CELLS);
    dl__numbers_read(cells, &r);
    int rc = cells->rc;
    if (!rc && cells->n)
        rc = run(s, DL__Q_SETTLED_CELLS);
    return rc;
}

static int copies_waiting(dl__store *s)
{
    dl__numbers stories = { 0 };
    dl__row r = dl__row_of(s, DL__Q_WAITING_COPIES);
    dl__numbers_read(&stories, &r);
    int rc = stories.rc;
    if (!rc && stories.n)
        rc = run(s, DL__Q_SETTLED_COPIES);
    for (size_t i = 0; i < stories.n && !rc; i++)
        rc = dl__copies_put(s, stories.at[i]);
    dl__numbers_free(&stories);
    return rc;
}

int dl__link_story(dl__store *s, int64_t story)
{
    dl__numbers hard = { 0 }, old = { 0 }, twice = { 0 };
    int rc = story ? dl__tell_story(s, story, &hard, &old) : SQLITE_OK;
    if (!rc)
        rc = tie_waiting(s, &hard);
    if (!rc)
        rc = join_cells(s, story, &old, &hard, &twice);
    if (!rc)
        rc = dl__tie(s, &hard, &twice);
    if (!rc)
        rc = copies_waiting(s);
    dl__numbers_free(&hard);
    dl__numbers_free(&old);
    dl__numbers_free(&twice);
    return rc;
}

int dl__relink(dl__store *s)
{
    int rc = dl__link_story(s, 0);
    while (!rc) { /* stories of a store that was made before there were links */
        dl__row r = dl__row_of(s, DL__Q_WAITING_STORY);
        int64_t story = 0;
        rc = dl__row_step(&r);
        if (rc == SQLITE_ROW)
            story = sqlite3_column_int64(r.q, 0);
        dl__row_end(&r);
        if (rc != SQLITE_ROW)
            return rc == SQLITE_DONE ? SQLITE_OK : rc;
        r = dl__row_of(s, DL__Q_SETTLED_STORY);
        dl__row_int(&r, story);
        rc = dl__row_run(&r);
        if (!rc)
            rc = dl__copies_put(s, story);
        if (!rc)
            rc = dl__link_story(s, story);
    }
    return rc;
}
