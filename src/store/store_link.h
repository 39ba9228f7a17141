/* store_link.h - stories that are copies of others, and mentions in different stories that are one event.  Layer: store.
 *
 * docs/linking.md tells the rules.  All that is kept of them is a function of the stories in the store, whatever the order in
 * which they came; what a change touches is named in the table `relink` until it is settled. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_STORE_STORE_LINK_H
#define DL_STORE_STORE_LINK_H
#include "store/store_priv.h"

/* A list of numbers that grows; status stays SQLITE_NOMEM once memory was out. */
typedef struct dl__numbers {
    int64_t *at;
    size_t n, cap;
    int rc;
} dl__numbers;
void dl__numbers_add(dl__numbers *l, int64_t n); /* a number that is there already is not added */
void dl__numbers_free(dl__numbers *l);
/* All numbers in the first column of a statement whose values are bound; ends it. */
void dl__numbers_read(dl__numbers *l, dl__row *r);

/* ---- copies: store_copies.c ---- */

/* Before a story's row is changed or deleted; after it was written. */
int dl__copies_clear(dl__store *s, int64_t story);
int dl__copies_put(dl__store *s, int64_t story);

/* ---- what a mention tells: store_tell.c ---- */

enum { DL__MAX_SIDE = 8, DL__MAX_PARTY = 15, DL__MAX_PLACE = 159, DL__MAX_WHAT = 511 };

/* One side of a dyad: countries, or codes of bodies that have none, each once and in order.  A class (S state, R armed group, O
 * opposition, C civil) stands behind a colon where one country is on both sides or alone. */
typedef struct dl__side {
    char party[DL__MAX_SIDE][DL__MAX_PARTY + 1];
    int n;
} dl__side;

/* Who does what to whom: written "ASSAULT + RUS>UKR". */
typedef struct dl__what {
    char family[24]; /* "ASSAULT +": type and status */
    dl__side actors, recipients;
} dl__what;
bool dl__what_parse(const char *text, dl__what *w);
/* Has `more` all the parties of `few`, and others besides? */
bool dl__what_within(const dl__what *few, const dl__what *more);
/* Do they name different parties on a side? */
bool dl__what_against(const dl__what *a, const dl__what *b);
/* Is one place in the other, or one of them not known?  "UKR", "UKR/07/706483", "". */
bool dl__place_agrees(const char *a, const char *b);

/* Find or make the cells of a story's mentions, and name them. fresh: those that no story had told before; old: the others. */
int dl__tell_story(dl__store *s, int64_t story, dl__numbers *fresh, dl__numbers *old);

/* ---- cells of one dyad into happenings: store_gather.c ---- */

typedef struct dl__cell {
    int64_t cell, day; /* days since 1970 */
    bool exact;        /* the text dates it; else the day is the story's */
    char *place;       /* owned by who reads it */
    int64_t at;        /* set: the day that it counts for */
    const char *spot;  /* set: the place that it counts for, of one of the cells */
    int64_t happening; /* as it was before */
} dl__cell;
enum { DL__GATHER_REACH = 2 }; /* days around a change within which cells may change, on both sides */
void dl__gather_cells(dl__cell *cells, size_t n);

/* ---- happenings into events: store_tie.c ---- */

/* Cells that came, changed or lost all mentions: put right what hangs on them. name: cells whose event must be named again. */
int dl__tie(dl__store *s, const dl__numbers *cells, const dl__numbers *name);

/* ---- a story into all that: store_relink.c ---- */

/* Settle what is named in `relink`: by a story that was deleted or written before it had links. */
int dl__relink(dl__store *s);
/* A story's records are written (0: none are): link them, and settle what old ones left. */
int dl__link_story(dl__store *s, int64_t story);
#endif
