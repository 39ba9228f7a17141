/* SPDX-License-Identifier: Apache-2.0 */
/* ask.h - questions to a store: which events, grouped how, counted by what.  Layer: store; public header, base, sink.
 *
 *     dl__ask *a;
 *     dl__ask_new(&a, &err);
 *     dl__ask_filter(a, DL__FILTER_TYPE, "ASSAULT,COERCE", &err);    any number, in any order
 *     dl__ask_list(a, DL__ASK_GROUPS, "month,actor", &err);          none: the events themselves
 *     dl__answer *r;
 *     dl__store_ask(s, a, &r, &err);                                 r->sql is what is run, r->column[] what comes
 *     while (!dl__answer_next(r, &more, &err) && more) ... dl__answer_cell(r, i) ...
 *     dl__answer_free(r);  dl__ask_free(a);
 *
 * What is asked is about events, each told by the mention that stands for it (docs/schema.md, `lead`).  Filters of who tells it
 * (by, text, source, story) take an event when any of its mentions fits.  Values of one filter are alternatives, filters hold
 * together.  Only what is counted is asked for unless a status is named.
 * Safety: values are bound, never pasted; the SQL that is shown is the same with the values put in by SQLite itself.
 * Errors: DL_EINVAL "what was found and what was expected", made for the user. */
#ifndef DL_STORE_ASK_H
#define DL_STORE_ASK_H
#include "sink/rows.h"
#include "store/store.h"

/* The filters: NAME, option, its argument, may values be split at commas, help.  Options, help, man page and SQL follow from it; what
 * the SQL of each is stands in ask_filters.c. */
#define DL__FILTER_MAP(X)                                                                                                   \
    X(TYPE, "type", "TYPE", true, "PLOVER type: ASSAULT, PROTEST, ...")                                                     \
    X(MODE, "mode", "MODE", true, "PLOVER mode: aerial, or with its type: SANCTION-withdraw")                               \
    X(CAMEO, "cameo", "CODE", true, "CAMEO code, or what it begins with: 18, 190")                                          \
    X(QUAD, "quad", "CLASS", true, "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict")                       \
    X(CONTEXT, "context", "CONTEXT", true, "PLOVER context: military, economic, ...")                                       \
    X(ACTOR, "actor", "WHO", true, "who did it: code or what it begins with (RUS, RUSMIL, IGOUNO), or a name")              \
    X(RECIPIENT, "recipient", "WHO", true, "to whom it was done")                                                           \
    X(EITHER, "either", "WHO", true, "actor or recipient")                                                                  \
    X(SECTOR, "sector", "SECTOR", true, "role code of actor or recipient: MIL, GOV, OPP, ...")                              \
    X(ACTOR_SECTOR, "actor-sector", "SECTOR", true, "role code of the actor")                                               \
    X(RECIPIENT_SECTOR, "recipient-sector", "SECTOR", true, "role code of the recipient")                                   \
    X(COUNTRY, "country", "CODE", true, "country where it happened: FRA")                                                   \
    X(PLACE, "place", "NAME", false, "place where it happened: Baghdad")                                                    \
    X(NEAR, "near", "LAT,LON,KM", false, "within KM kilometres of a point: 33.3,44.4,50")                                   \
    X(SINCE, "since", "DATE", false, "from this date on: 2024-05-16, 2024-05, 2024-Q2, 2024-W21, 2024")                     \
    X(UNTIL, "until", "DATE", false, "to the end of this date")                                                             \
    X(DATE, "date", "DATE", true, "in this day, week, month, quarter or year")                                              \
    X(STATUS, "status", "STATUS", true, "counted (default), all, or words of the records: negated, future, claimed, ...")   \
    X(BY, "by", "WHO", true, "who says so")                                                                                 \
    X(TEXT, "text", "WORDS", false, "words of its stories: 'troops', '\"cease fire\"', 'ceasefire AND troop*'")             \
    X(SOURCE, "source", "NAME", false, "publisher of a story that tells it")                                                \
    X(STORY, "story", "ID", false, "id of a story that tells it")                                                           \
    X(CONFIDENCE, "confidence", "X", false, "at least so sure, 0 to 1")

/* NAME, word, help */
#define DL__GROUP_MAP(X)                                                                                                    \
    X(DAY, "day", "2024-05-16; what is dated less finely has none")                                                         \
    X(WEEK, "week", "2024-W20, from Monday on")                                                                             \
    X(MONTH, "month", "2024-05")                                                                                            \
    X(QUARTER, "quarter", "2024-Q2")                                                                                        \
    X(YEAR, "year", "2024")                                                                                                 \
    X(ACTOR, "actor", "country of the actor, or its code where it has none; one event counts for each of several")          \
    X(RECIPIENT, "recipient", "the same of the recipient")                                                                  \
    X(DYAD, "dyad", "both, where there are both")                                                                           \
    X(ACTOR_CODE, "actor-code", "whole code of the actor")                                                                  \
    X(RECIPIENT_CODE, "recipient-code", "whole code of the recipient")                                                      \
    X(TYPE, "type", "PLOVER type")                                                                                          \
    X(MODE, "mode", "PLOVER mode")                                                                                          \
    X(CAMEO, "cameo", "CAMEO code")                                                                                         \
    X(ROOT, "root", "first two digits of the CAMEO code")                                                                   \
    X(QUAD, "quad", "class 1 to 4")                                                                                         \
    X(CONTEXT, "context", "PLOVER context; one event counts for each of several")                                           \
    X(COUNTRY, "country", "country where it happened")                                                                      \
    X(PLACE, "place", "place where it happened")                                                                            \
    X(POINT, "point", "its latitude and longitude")                                                                         \
    X(SOURCE, "source", "publisher; one event counts for each that tells it")                                               \
    X(MODALITY, "modality", "asserted, claimed, ...")

#define DL__MEASURE_MAP(X)                                                                                                  \
    X(EVENTS, "events", "how many events")                                                                                  \
    X(MENTIONS, "mentions", "how many records tell them")                                                                   \
    X(STORIES, "stories", "how many stories tell them")                                                                     \
    X(SOURCES, "sources", "how many publishers tell them; a story and its copies are of one")                               \
    X(GOLDSTEIN, "goldstein", "mean of their Goldstein scores, -10 to 10")

#define X(NAME, word, arg, list, help) DL__FILTER_##NAME,
typedef enum dl__filter { DL__FILTER_MAP(X) DL__N_FILTERS } dl__filter;
#undef X
#define X(NAME, word, help) DL__GROUP_##NAME,
typedef enum dl__group { DL__GROUP_MAP(X) DL__N_GROUPS } dl__group;
#undef X
#define X(NAME, word, help) DL__MEASURE_##NAME,
typedef enum dl__measure { DL__MEASURE_MAP(X) DL__N_MEASURES } dl__measure;
#undef X

typedef enum dl__ask_part { DL__ASK_GROUPS, DL__ASK_MEASURES, DL__ASK_ORDER } dl__ask_part;

/* Which columns of the events come, when there are no groups. */
typedef enum dl__ask_columns { DL__ASK_ALL, DL__ASK_SHORT } dl__ask_columns;

typedef struct dl__ask dl__ask;

DL_CHECK dl_status dl__ask_new(dl__ask **out, dl_error *err);
void dl__ask_free(dl__ask *a); /* NULL allowed */
/* One more filter; value is copied. */
DL_CHECK dl_status dl__ask_filter(dl__ask *a, dl__filter which, const char *value, dl_error *err);
/* Words split at commas: groups and measures (measures without groups: one row), or what to order by: a group, a measure, or a column
 * of the events; with '-' before it the other way round (groups go up, measures down). */
DL_CHECK dl_status dl__ask_list(dl__ask *a, dl__ask_part part, const char *words, dl_error *err);
void dl__ask_limit(dl__ask *a, int64_t n);                /* 0: no limit */
void dl__ask_columns_are(dl__ask *a, dl__ask_columns which);
bool dl__ask_groups(const dl__ask *a);                    /* groups or measures are asked for, not events */

typedef struct dl__answer {
    const char *sql; /* ends in ";", values in it: runs as it stands */
    const char *column[DL__ROWS_MAX];
    unsigned n_columns;
    struct dl__answer_state *state;
} dl__answer;

/* Put the question.  What no row of the store has (an actor, a place, ...) is told to note(), which may be NULL: the answer will be
 * empty for a plain reason.
 * errors  DL_EINVAL: does not go together, or the words of --text are no search; DL_EIO */
DL_CHECK dl_status dl__store_ask(dl__store *s, const dl__ask *a, void (*note)(void *user, const char *message), void *user,
                                 dl__answer **out, dl_error *err);
DL_CHECK dl_status dl__answer_next(dl__answer *r, bool *more, dl_error *err);
/* What it holds is there until the next row. */
dl__cell dl__answer_cell(const dl__answer *r, unsigned column);
void dl__answer_free(dl__answer *r); /* NULL allowed */

/* First day of the date and the day after its last; false: it names no day, week, month, quarter or year. */
bool dl__days_of(const char *date, char first[11], char after[11]);

/* The event that a user means: its number as in the column event, or an id of a record or of an event as dateline code prints it
 * ("0f9b...:3", "0f9b...:e3").
 * errors  DL_EINVAL: no such form, or none there */
DL_CHECK dl_status dl__store_event(dl__store *s, const char *name, int64_t *event, dl_error *err);

/* What is known of an event: its row of the view events; its records, first the one that stands for it, then by date of the story,
 * with headline and speakers; who asserts, claims or denies it in how many stories (columns how, name, code, stories, sources). */
typedef enum dl__tell { DL__TELL_EVENT, DL__TELL_RECORDS, DL__TELL_VOICES } dl__tell;
DL_CHECK dl_status dl__store_tell(dl__store *s, dl__tell what, int64_t event, dl__answer **out, dl_error *err);
/* The cell of a column by its name; of kind NULL where there is none. */
dl__cell dl__answer_named(const dl__answer *r, const char *column);
#endif
