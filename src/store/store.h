/* store.h - stories and what was found in them, kept in one file (SQLite 3).  Layer: store; public header, base, sink.
 *
 *     dl__store *s;
 *     dl__store_open("news.db", DL__STORE_CREATE, 10000, &s, &err);
 *     dl__store_coder(s, dl_model_versions(model), dl_model_coder(model), &err);
 *     dl__store_put(s, &story, document, &what, &err);   any number of times
 *     dl__store_commit(s, &err);
 *     dl__store_close(s);                                what was not committed is not kept
 *
 * Threads: a store is one connection, used by one thread at a time; more connections to a file may be open at once, one of
 *          them writes.
 * Errors:  DL_EIO "news.db: what is wrong with it"; DL_ENOMEM.  After an error nothing of the transaction is kept.
 * The tables and views are described in docs/schema.md; whoever changes them adds a step to store_schema.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_STORE_STORE_H
#define DL_STORE_STORE_H
#include "base/strbuf.h"

typedef struct dl__store dl__store;

typedef enum dl__store_mode {
    DL__STORE_READ,  /* must be there and is not changed */
    DL__STORE_WRITE, /* must be there */
    DL__STORE_CREATE /* is made where it is not there or empty */
} dl__store_mode;

/* What was kept before under a story's id. */
typedef enum dl__store_was { DL__STORE_NEW, DL__STORE_SAME, DL__STORE_OTHER } dl__store_was;

/* A story as it goes in and comes out. */
typedef struct dl__kept {
    dl_story story;
    dl_str extra; /* other keys of the input as a JSON object; empty: none */
} dl__kept;

enum {
    DL__STORE_FORMAT = 2,      /* PRAGMA user_version of what this program writes */
    DL__STORE_LAYER = 1000000, /* numbers of mentions and events: story * DL__STORE_LAYER + number in the story */
    DL__STORE_APPLICATION = 0x444C4E31 /* "DLN1", PRAGMA application_id */
};

/* Open a file, and check that it is a store of this or of an earlier format; an earlier one that is opened for writing is
 * brought up to this one in one transaction.
 * path     NULL: in memory, for DL__STORE_CREATE
 * wait_ms  how long to wait for another program that writes, here and later
 * errors   DL_EIO: no such file, no database, of another program, of a newer format, read-only, locked, damaged */
DL_CHECK dl_status dl__store_open(const char *path, dl__store_mode mode, unsigned wait_ms, dl__store **out, dl_error *err);
/* NULL allowed. */
void dl__store_close(dl__store *s);
/* The connection, for who asks in SQL. It stays the store's. */
struct sqlite3 *dl__store_connection(dl__store *s);

/* Which coder the stories put from now on are of; entered where it is new, with the next story. The strings are borrowed.
 * Not needed for reading. */
void dl__store_coder(dl__store *s, const dl_versions *versions, const char *name);

/* Is this story kept, and the same in every byte?  *outdated (may be NULL): it is kept, but another coder coded it. */
DL_CHECK dl_status dl__store_look(dl__store *s, const dl__kept *story, dl__store_was *was, bool *outdated, dl_error *err);

/* Keep a story with all that was found in it; what was kept of it before is replaced.  The first put begins a transaction
 * (waiting for other writers), now and then one commits it.
 * was     may be NULL
 * errors  DL_ELIMIT: more in the story than has room; then the transaction goes on without it */
DL_CHECK dl_status dl__store_put(dl__store *s, const dl__kept *story, const dl_document *d, dl__store_was *was,
                                 dl_error *err);
/* End the transaction; no error where none is open. */
DL_CHECK dl_status dl__store_commit(dl__store *s, dl_error *err);
/* Forget what was put since the last commit. */
void dl__store_undo(dl__store *s);
/* At the end of a run that wrote: let SQLite look again at what its indices are like.  Never fails loudly. */
void dl__store_tidy(dl__store *s);

/* The first story after number *at in order of arrival; its number goes to *at.  Strings live until the next call.
 * outdated  only stories that are not of the coder set by dl__store_coder()
 * *found    false: there is none */
DL_CHECK dl_status dl__store_next(dl__store *s, bool outdated, int64_t *at, dl__kept *story, bool *found, dl_error *err);

/* What differs in the records of story `id` between two stores: a line "- ..." for each that only the first has, "+ ..." for each
 * that only the second has, appended to out in text order.  Nothing is appended where they are the same.
 * change  a record whose trigger stayed is changed, others are gone or have come */
typedef struct dl__store_change {
    uint64_t gone, come, changed;
} dl__store_change;
DL_CHECK dl_status dl__store_diff(dl__store *before, dl__store *after, dl_str id, dl__strbuf *out,
                                  dl__store_change *change, dl_error *err);

/* How many rows of each kind. */
typedef struct dl__store_size {
    int64_t stories, events, mentions, statements, entities, places, outdated;
} dl__store_size;
DL_CHECK dl_status dl__store_count(dl__store *s, dl__store_size *size, dl_error *err);
/* Look at everything: pages and indices, keys between tables, the text index, the sums of the stories, what stands for an
 * event.  Each fault is told, at most 100 of a kind.  *n_faults: how many. */
DL_CHECK dl_status dl__store_check(dl__store *s, void (*fault)(void *user, const char *message), void *user,
                                   size_t *n_faults, dl_error *err);
#endif
