/* store_tie.c - happenings, and which of them are one event; see docs/linking.md and store_link.h.
 *
 * A happening is the cells of one dyad that count for one day and place.  One with fewer parties goes up to the only one that has
 * them and others besides; all that lead up to the same are one event. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells to happenings ---- */

typedef struct cell_list {
    dl__cell *at;
    size_t n, cap;
} cell_list;

static void free_cells(cell_list *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->at[i].place);
    free(c->at);
    *c = (cell_list){ NULL, 0, 0 };
}

static bool add_cell(cell_list *c, sqlite3_stmt *q)
{
    if (c->n == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 16;
        dl__cell *at = realloc(c->at, cap * sizeof *at);
        if (!at)
            return false;
        c->at = at;
        c->cap = cap;
    }
    const char *place = (const char *)sqlite3_column_text(q, 3);
    dl__cell one = { .cell = sqlite3_column_int64(q, 0),
                     .day = sqlite3_column_int64(q, 1),
                     .exact = sqlite3_column_int64(q, 2),
                     .place = place ? strdup(place) : NULL,
                     .happening = sqlite3_column_int64(q, 4) };
    c->at[c->n] = one;
    c->n += one.place != NULL;
    return one.place != NULL;
}

static int read_cells(dl__store *s, const char *what, int64_t from, int64_t to, cell_list *out)
{
    dl__row r = dl__row_of(s, DL__Q_CELLS);
    dl__row_text(&r, what);
    dl__row_int(&r, from);
    dl__row_int(&r, to);
    int rc;
    while ((rc = dl__row_step(&r)) == SQLITE_ROW)
        r.rc = add_cell(out, r.q) ? SQLITE_OK : SQLITE_NOMEM;
    dl__row_end(&r);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* A happening as it stands. */
typedef struct happening {
    int64_t number, at, up;
    bool exact; /* a text dates it */
    dl__what what;
    char spot[DL__MAX_PLACE + 1];
} happening;

/* SQLITE_DONE: there is none of that number. */
static int read_happening(dl__store *s, int64_t number, happening *h)
{
    dl__row r = dl__row_of(s, DL__Q_HAPPENING);
    dl__row_int(&r, number);
    int rc = dl__row_step(&r);
    if (rc == SQLITE_ROW) {
        const char *what = (const char *)sqlite3_column_text(r.q, 0),
                   *spot = (const char *)sqlite3_column_text(r.q, 2);
        *h = (happening){ .number = number,
                          .at = sqlite3_column_int64(r.q, 1),
                          .up = sqlite3_column_int64(r.q, 3),
                          .exact = sqlite3_column_int64(r.q, 4) };
        rc = what && spot && dl__what_parse(what, &h->what) ? SQLITE_OK : SQLITE_CORRUPT;
        (void)snprintf(h->spot, sizeof h->spot, "%s", spot ? spot : "");
    }
    dl__row_end(&r);
    return rc;
}

static int n_of(const dl__what *w)
{
    return w->actors.n + w->recipients.n;
}

/* Happenings are looked up by how many parties they have: none, one, two, more. */
static char size_of(const dl__what *w)
{
    int n = n_of(w);
    return (char)('0' + (n < 3 ? n : 3));
}

static bool has_town(const happening *h)
{
    const char *slash = strchr(h->spot, '/');
    return slash && strchr(slash + 1, '/');
}

/* Under what those of that size are found: each party in its role, and the town. false: there are no more. */
static bool key_of(const happening *h, int i, char size, char key[DL__MAX_WHAT + 1])
{
    bool is_actor = i < h->what.actors.n;
    int n = n_of(&h->what);
    if (i < n) {
        const char *party =
            is_actor ? h->what.actors.party[i] : h->what.recipients.party[i - h->what.actors.n];
        (void)snprintf(key, DL__MAX_WHAT, "%s %c%c %.*s", h->what.family, is_actor ? 'a' : 'r', size,
                       (int)strcspn(party, ":"), party);
        return true;
    }
    if (i > n || !has_town(h))
        return false;
    (void)snprintf(key, DL__MAX_WHAT, "%s p%c %s", h->what.family, size, h->spot);
    return true;
}

static int for_keys(dl__store *s, const happening *h, dl__query which)
{
    char key[DL__MAX_WHAT + 1];
    int rc = SQLITE_OK;
    for (int i = 0; !rc && key_of(h, i, size_of(&h->what), key); i++) {
        dl__row r = dl__row_of(s, which);
        dl__row_text(&r, key);
        dl__row_int(&r, h->at);
        dl__row_int(&r, h->number);
        rc = dl__row_run(&r);
    }
    return rc;
}

static int add_happening(dl__store *s, const char *what, int64_t at, const char *spot, happening *h)
{
    dl__row r = dl__row_of(s, DL__Q_ADD_HAPPENING);
    dl__row_text(&r, what);
    dl__row_int(&r, at);
    dl__row_text(&r, spot);
    int rc = dl__row_run(&r);
    *h = (happening){ .number = sqlite3_last_insert_rowid(s->db), .at = at };
    (void)snprintf(h->spot, sizeof h->spot, "%s", spot);
    if (!rc && !dl__what_parse(what, &h->what))
        rc = SQLITE_CORRUPT;
    return rc ? rc : for_keys(s, h, DL__Q_ADD_KEY);
}

/* The happening of that dyad, day and place, made where there is none. */
static int find_happening(dl__store *s, const char *what, int64_t at, const char *spot, int64_t *number)
{
    dl__row r = dl__row_of(s, DL__Q_FIND_HAPPENING);
    dl__row_text(&r, what);
    dl__row_int(&r, at);
    dl__row_text(&r, spot);
    int rc = dl__row_step(&r);
    if (rc == SQLITE_ROW)
        *number = sqlite3_column_int64(r.q, 0);
    dl__row_end(&r);
    if (rc != SQLITE_DONE)
        return rc == SQLITE_ROW ? SQLITE_OK : rc;
    happening h;
    rc = add_happening(s, what, at, spot, &h);
    *number = h.number;
    return rc;
}

/* What a cell tells and when. SQLITE_DONE: there is no such cell. */
static int read_cell(dl__store *s, int64_t cell, char what[DL__MAX_WHAT + 1], int64_t *day, int64_t *of)
{
    dl__row r = dl__row_of(s, DL__Q_CELL);
    dl__row_int(&r, cell);
    int rc = dl__row_step(&r);
    if (rc == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(r.q, 0);
        (void)snprintf(what, DL__MAX_WHAT + 1, "%s", text ? text : "");
        *day = sqlite3_column_int64(r.q, 1);
        *of = sqlite3_column_int64(r.q, 2);
    }
    dl__row_end(&r);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static int read_near(dl__store *s, const happening *h, const char *key, dl__numbers *out)
{
    dl__row r = dl__row_of(s, DL__Q_NEAR);
    dl__row_text(&r, key);
    dl__row_int(&r, h->at - 1);
    dl__row_int(&r, h->at + 1);
    dl__row_int(&r, h->number);
    dl__numbers_read(out, &r);
    return out->rc;
}

/* Happenings at most a day apart that may have all the parties and others besides: they are found by any one of them. */
static int near_above(dl__store *s, const happening *h, dl__numbers *out)
{
    char key[DL__MAX_WHAT + 1];
    int n = n_of(&h->what), rc = SQLITE_OK;
    for (char size = (char)('0' + (n < 2 ? n + 1 : 3)); size <= '3' && !rc; size++)
        if (key_of(h, n ? n - 1 : 0, size, key))
            rc = read_near(s, h, key, out);
    return rc;
}

/* Those that may have some of the parties only, or none but the town. */
static int near_below(dl__store *s, const happening *h, dl__numbers *out)
{
    char key[DL__MAX_WHAT + 1];
    int n = n_of(&h->what), rc = SQLITE_OK;
    for (int i = 0; i < n && n > 1 && !rc; i++)
        for (char size = '1'; size <= (n > 2 ? '3' : '1') && !rc; size++)
            if (key_of(h, i, size, key))
                rc = read_near(s, h, key, out);
    if (!rc && n && key_of(h, n, '0', key))
        rc = read_near(s, h, key, out);
    return rc;
}

static int place_cell(dl__store *s, int64_t cell, int64_t to)
{
    dl__row r = dl__row_of(s, DL__Q_PLACE_CELL);
    dl__row_int(&r, to);
    dl__row_int(&r, cell);
    return dl__row_run(&r);
}

/* A new cell with no other around it; where no happening is near, either, there is nothing to put right. */
static int begin_happening(dl__store *s, const char *what, const dl__cell *c, dl__numbers *touched)
{
    happening h;
    dl__numbers around = { 0 };
    int rc = add_happening(s, what, c->day, c->place, &h);
    if (!rc)
        rc = place_cell(s, c->cell, h.number);
    if (!rc)
        rc = near_above(s, &h, &around);
    if (!rc)
        rc = near_below(s, &h, &around);
    if (around.n)
        dl__numbers_add(touched, h.number);
    dl__numbers_free(&around);
    return rc;
}

/* Put the cells around a changed one where they belong; `touched` gets the happenings that gained or lost one. */
static int gather_around(dl__store *s, int64_t cell, dl__numbers *touched)
{
    char what[DL__MAX_WHAT + 1];
    int64_t day = 0, of = 0;
    cell_list around = { NULL, 0, 0 };
    int rc = read_cell(s, cell, what, &day, &of);
    if (rc)
        return rc == SQLITE_DONE ? SQLITE_OK : rc;
    if (of) { /* an old one: it goes where no mention is left */
        dl__row r = dl__row_of(s, DL__Q_DROP_CELL);
        dl__row_int(&r, cell);
        rc = dl__row_run(&r);
        dl__numbers_add(touched, of);
    }
    if (!rc)
        rc = read_cells(s, what, day - 2 * DL__GATHER_REACH - 1, day + 2 * DL__GATHER_REACH + 1, &around);
    if (!rc && around.n == 1 && !of) {
        rc = begin_happening(s, what, &around.at[0], touched);
        free_cells(&around);
        return rc;
    }
    if (!rc)
        dl__gather_cells(around.at, around.n);
    for (size_t i = 0; i < around.n && !rc; i++) {
        const dl__cell *c = &around.at[i];
        int64_t now = 0;
        if (c->at < day - DL__GATHER_REACH || c->at > day + DL__GATHER_REACH)
            continue;
        rc = find_happening(s, what, c->at, c->spot, &now);
        if (rc || now == c->happening)
            continue;
        rc = place_cell(s, c->cell, now);
        dl__numbers_add(touched, now);
        if (c->happening)
            dl__numbers_add(touched, c->happening);
    }
    free_cells(&around);
    return rc;
}

/* ---- happenings to events ---- */

/* Can the one be told of by the other, a day apart where only the story dates it? */
static bool days_agree(const happening *few, const happening *more)
{
    int64_t apart = more->at - few->at;
    return apart == 0 || (apart == -1 && !few->exact) || (apart == 1 && !more->exact);
}

static bool may_go_up(const happening *few, const happening *more)
{
    return dl__what_within(&few->what, &more->what) && days_agree(few, more) &&
           dl__place_agrees(few->spot, more->spot);
}

static bool many(const dl__what *w)
{
    return w->actors.n > 1 || w->recipients.n > 1;
}

/* A happening with many parties sums up others where another that lies within it is against this one: "struck Syria and Lebanon"
 * is neither the strike on Syria nor that on Lebanon. */
static int sums_up(dl__store *s, const happening *few, const happening *more, bool *yes)
{
    dl__numbers around = { 0 };
    *yes = false;
    if (!many(&more->what))
        return SQLITE_OK;
    int rc = near_below(s, more, &around);
    for (size_t i = 0; i < around.n && !rc && !*yes; i++) {
        happening other;
        rc = read_happening(s, around.at[i], &other);
        if (!rc)
            *yes = other.number != few->number && may_go_up(&other, more) &&
                   dl__what_against(&other.what, &few->what);
    }
    dl__numbers_free(&around);
    return rc;
}

/* Where a happening goes up to: the only one with the fewest parties more, of its own day before one a day apart.  0: nowhere. */
static int find_up(dl__store *s, const happening *h, int64_t *up)
{
    dl__numbers around = { 0 };
    happening best = { 0 }, other;
    bool tie = false, settled = false;
    int rc = near_above(s, h, &around);
    *up = 0;
    for (size_t i = 0; i < around.n && !rc && !settled; i++) { /* those of fewer parties come first */
        bool sum = false;
        rc = read_happening(s, around.at[i], &other);
        if (rc || !may_go_up(h, &other) || (rc = sums_up(s, h, &other, &sum)) || sum)
            continue;
        bool apart = other.at != h->at, best_apart = best.at != h->at;
        if (!best.number || (best_apart && !apart) ||
            (best_apart == apart && dl__what_within(&other.what, &best.what))) {
            best = other;
            tie = false;
        } else if (best_apart == apart && !dl__what_within(&best.what, &other.what)) {
            tie = true;
            settled =
                !apart && n_of(&best.what) == n_of(&h->what) + 1 && n_of(&other.what) == n_of(&best.what);
        }
    }
    if (!rc && best.number && !tie)
        *up = best.number;
    dl__numbers_free(&around);
    return rc;
}

/* Whatever may go up elsewhere now that h is there, changed or gone: what lies within it, or within what it lies within. */
static int dependents(dl__store *s, const happening *h, dl__numbers *out)
{
    dl__numbers above = { 0 };
    happening other;
    int rc = near_below(s, h, out);
    if (!rc)
        rc = near_above(s, h, &above);
    for (size_t i = 0; i < above.n && !rc; i++) {
        rc = read_happening(s, above.at[i], &other);
        if (!rc && many(&other.what) && dl__what_within(&h->what, &other.what))
            rc = near_below(s, &other, out);
    }
    dl__numbers_free(&above);
    return rc ? rc : out->rc;
}

static int set_up(dl__store *s, int64_t number, int64_t up)
{
    dl__row r = dl__row_of(s, DL__Q_SET_UP);
    if (up)
        dl__row_int(&r, up);
    else
        dl__row_null(&r);
    dl__row_int(&r, number);
    return dl__row_run(&r);
}

/* Let one that has no cell any more go; those that went up to it are among its dependents. */
static int drop_if_empty(dl__store *s, const happening *h, bool *gone)
{
    dl__row r = dl__row_of(s, DL__Q_HAS_CELL);
    dl__row_int(&r, h->number);
    int rc = dl__row_step(&r);
    *gone = rc == SQLITE_DONE;
    dl__row_end(&r);
    if (!*gone)
        return rc == SQLITE_ROW ? SQLITE_OK : rc;
    rc = for_keys(s, h, DL__Q_DROP_KEY);
    static const dl__query drop[] = { DL__Q_LEAVE_UP, DL__Q_DROP_HAPPENING };
    for (size_t i = 0; i < 2 && !rc; i++) {
        r = dl__row_of(s, drop[i]);
        dl__row_int(&r, h->number);
        rc = dl__row_run(&r);
    }
    return rc;
}

static int root_of(dl__store *s, int64_t number, int64_t *root)
{
    happening h;
    int rc = read_happening(s, number, &h);
    while (!rc && h.up)
        rc = read_happening(s, h.up, &h); /* ends: each has more parties */
    *root = h.number;
    return rc;
}

/* ---- events to mentions ---- */

/* All mentions of what leads up to `root` get the event's number, which is that of the first, and one of them stands for it. */
static int name_event(dl__store *s, int64_t root)
{
    typedef struct told {
        int64_t mention, event;
        bool lead;
    } told;
    told *all = NULL;
    size_t n = 0, best = 0;
    double most = 0;
    dl__row r = dl__row_of(s, DL__Q_EVENT); /* in order: date of the story, its id, place in it */
    dl__row_int(&r, root);
    int rc;
    while ((rc = dl__row_step(&r)) == SQLITE_ROW) {
        told *more = (n & (n - 1)) == 0 ? realloc(all, 2 * (n + 1) * sizeof *all) : all;
        if (!more) {
            r.rc = SQLITE_NOMEM;
            continue;
        }
        all = more;
        all[n] = (told){ sqlite3_column_int64(r.q, 0), sqlite3_column_int64(r.q, 1),
                         sqlite3_column_int64(r.q, 2) };
        double telling = sqlite3_column_double(r.q, 3);
        if (!n || telling > most) {
            most = telling;
            best = n;
        }
        n++;
        r.rc = SQLITE_OK;
    }
    dl__row_end(&r);
    rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    for (size_t i = 0; i < n && !rc; i++) {
        if (all[i].event == all[0].mention && all[i].lead == (i == best))
            continue;
        r = dl__row_of(s, DL__Q_NAME_MENTION);
        dl__row_int(&r, all[0].mention);
        dl__row_int(&r, i == best);
        dl__row_int(&r, all[i].mention);
        rc = dl__row_run(&r);
    }
    free(all);
    return rc;
}

static int name_events(dl__store *s, const dl__numbers *happenings)
{
    dl__numbers roots = { 0 };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < happenings->n && !rc; i++) {
        int64_t root = 0;
        rc = root_of(s, happenings->at[i], &root);
        if (rc == SQLITE_DONE)
            rc = SQLITE_OK; /* gone */
        else if (!rc)
            dl__numbers_add(&roots, root);
    }
    rc = rc ? rc : roots.rc;
    for (size_t i = 0; i < roots.n && !rc; i++)
        rc = name_event(s, roots.at[i]);
    dl__numbers_free(&roots);
    return rc;
}

/* Put right where happenings go up to; those whose event may have changed are added to the list. */
static int tie_up(dl__store *s, dl__numbers *touched)
{
    dl__numbers look = { 0 };
    int rc = SQLITE_OK;
    for (size_t i = 0, n = touched->n; i < n && !rc; i++) {
        happening h;
        bool gone = false;
        rc = read_happening(s, touched->at[i], &h);
        if (!rc)
            rc = dependents(s, &h, &look);
        if (!rc)
            rc = drop_if_empty(s, &h, &gone);
        if (!rc && h.up)
            dl__numbers_add(touched, h.up);
        if (!rc && !gone)
            dl__numbers_add(&look, h.number);
    }
    rc = rc ? rc : look.rc;
    for (size_t i = 0; i < look.n && !rc; i++) {
        happening h;
        int64_t up = 0;
        rc = read_happening(s, look.at[i], &h);
        if (rc == SQLITE_DONE) {
            rc = SQLITE_OK; /* one that was let go */
            continue;
        }
        rc = find_up(s, &h, &up);
        dl__numbers_add(touched, h.number);
        if (rc || up == h.up)
            continue;
        if (h.up)
            dl__numbers_add(touched, h.up);
        rc = set_up(s, h.number, up);
    }
    rc = rc ? rc : look.rc;
    dl__numbers_free(&look);
    return rc ? rc : touched->rc;
}

/* The happenings of cells that are to be named, whatever else has changed. */
static int touch(dl__store *s, const dl__numbers *cells, dl__numbers *touched)
{
    char what[DL__MAX_WHAT + 1];
    int rc = SQLITE_OK;
    for (size_t i = 0; i < cells->n && !rc; i++) {
        int64_t day = 0, of = 0;
        rc = read_cell(s, cells->at[i], what, &day, &of);
        if (!rc && of)
            dl__numbers_add(touched, of);
        rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
    return rc;
}

int dl__tie(dl__store *s, const dl__numbers *cells, const dl__numbers *name)
{
    dl__numbers touched = { 0 };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < cells->n && !rc; i++)
        rc = gather_around(s, cells->at[i], &touched);
    if (!rc)
        rc = touch(s, name, &touched);
    if (!rc)
        rc = tie_up(s, &touched);
    if (!rc)
        rc = name_events(s, &touched);
    rc = rc ? rc : touched.rc;
    dl__numbers_free(&touched);
    return rc;
}
