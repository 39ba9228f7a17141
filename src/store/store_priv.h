/* store_priv.h - the inside of a store, for the files of this folder.  Layer: store. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_STORE_STORE_PRIV_H
#define DL_STORE_STORE_PRIV_H
#include "store/store.h"

#include <sqlite3.h>

/* Every statement that is used more than once; prepared at its first use and kept. Their text is in store_sql.c. */
typedef enum dl__query {
    DL__Q_BEGIN, DL__Q_COMMIT, DL__Q_ROLLBACK, DL__Q_SAVE, DL__Q_RELEASE, DL__Q_UNDO,
    DL__Q_FIND_STORY, DL__Q_FIND_CODER, DL__Q_ADD_CODER, DL__Q_ADD_STORY, DL__Q_REPLACE_STORY,
    DL__Q_CLEAR_STATEMENTS, DL__Q_CLEAR_MENTIONS, DL__Q_CLEAR_ENTITIES, DL__Q_CLEAR_TIMES, DL__Q_CLEAR_PLACES,
    DL__Q_ADD_ENTITY, DL__Q_ADD_ENTITY_MENTION, DL__Q_ADD_MENTION, DL__Q_ADD_CAMEO, DL__Q_ADD_CONTEXT, DL__Q_ADD_COUNT,
    DL__Q_ADD_PARTY, DL__Q_ADD_SECTOR, DL__Q_ADD_STATEMENT, DL__Q_ADD_STATEMENT_BY, DL__Q_ADD_STATEMENT_MENTION,
    DL__Q_ADD_TIME, DL__Q_ADD_PLACE, DL__Q_NEXT, DL__Q_NEXT_OUTDATED, DL__Q_RECORDS,
    /* links over stories */
    DL__Q_TOLD, DL__Q_TOLD_PARTIES, DL__Q_FIND_CELL, DL__Q_ADD_CELL, DL__Q_SET_CELL, DL__Q_CELL, DL__Q_CELLS, DL__Q_DROP_CELL,
    DL__Q_PLACE_CELL, DL__Q_HAPPENING, DL__Q_FIND_HAPPENING, DL__Q_ADD_HAPPENING, DL__Q_DROP_HAPPENING, DL__Q_ADD_KEY,
    DL__Q_DROP_KEY, DL__Q_NEAR, DL__Q_HAS_CELL, DL__Q_SET_UP, DL__Q_LEAVE_UP, DL__Q_EVENT, DL__Q_NAME_MENTION,
    DL__Q_OTHER_EVENT, DL__Q_LEAD, DL__Q_OWN_VOICE, DL__Q_JOIN_EVENT, DL__Q_SET_LEAD, DL__Q_IS_BEFORE,
    DL__Q_TELLER, DL__Q_FIND_PRINT, DL__Q_ADD_PRINT, DL__Q_CLEAR_PRINTS, DL__Q_FIND_COPY, DL__Q_FIND_COPIES, DL__Q_PUT_COPY,
    DL__Q_DROP_COPY, DL__Q_SET_FIRST, DL__Q_ORPHAN_COPIES, DL__Q_DROP_COPIES,
    DL__Q_WAITING_CELLS, DL__Q_SETTLED_CELLS, DL__Q_WAITING_COPIES, DL__Q_SETTLED_COPIES, DL__Q_WAITING_STORY,
    DL__Q_SETTLED_STORY,
    DL__N_QUERIES
} dl__query;
extern const char *const DL__QUERY_TEXT[DL__N_QUERIES];

struct dl__store {
    sqlite3 *db;
    char *path; /* for messages; owned */
    unsigned wait_ms;
    sqlite3_stmt *query[DL__N_QUERIES];
    const dl_versions *versions;
    const char *coder_name;
    int64_t coder;     /* its number; 0: not known yet */
    bool open;         /* a transaction is */
    unsigned n_open;   /* stories in it */
    double began;      /* seconds, when it was */
};

/* A statement with a row that is being bound; the first failure stays in rc and later calls do nothing. */
typedef struct dl__row {
    dl__store *store;
    sqlite3_stmt *q;
    int at, rc;
} dl__row;

dl__row dl__row_of(dl__store *s, dl__query which);
void dl__row_int(dl__row *r, int64_t n);
void dl__row_real(dl__row *r, double x); /* NULL where it is no number */
void dl__row_null(dl__row *r);
void dl__row_text(dl__row *r, const char *s); /* NULL is "" */
void dl__row_str(dl__row *r, dl_str s);
/* Run it: SQLITE_ROW (then read columns and call dl__row_end), SQLITE_DONE or a failure. */
int dl__row_step(dl__row *r);
void dl__row_end(dl__row *r);
/* Run a statement that gives no rows, and end it. SQLITE_OK or a failure. */
int dl__row_run(dl__row *r);

/* Say what SQLite's result means for this file. */
dl_status dl__store_fail(const dl__store *s, int rc, dl_error *err);
/* The tables, from nothing (0) or from an earlier format. SQLite's result. */
int dl__store_migrate(sqlite3 *db, int from, int to);
/* All layers of a document as rows of story number `story`. SQLite's result; SQLITE_TOOBIG: more than has room. */
int dl__store_layers(dl__store *s, int64_t story, const dl_document *d);
/* Digest of all that came in. */
int64_t dl__kept_sum(const dl__kept *story);
/* Days since 1970-01-01 of "YYYY-MM-DD"; -1: it is no such text. */
int64_t dl__day_number(const char *day);
/* First day of "2024", "2024-Q2", "2024-05", "2024-W21", "2024-05-16"; "" for anything else. out: 11 bytes. */
void dl__first_day(const char *date, char out[11]);
#endif
