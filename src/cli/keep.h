/* keep.h - what the commands that work on a store have in common.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_KEEP_H
#define DL_CLI_KEEP_H
#include "cli/job.h"
#include "store/store.h"

enum { DL__KEEP_WAIT = 10000 }; /* milliseconds */

typedef struct dl__keep {
    dl__job job;
    unsigned wait_ms;
    bool all; /* recode, diff: stories of the present version too */
    const char *path;
    dl__store *store, *reader; /* writes; looks things up at the same time */
    dl_error error;            /* why keeping ended */
    bool failed;
    int64_t at; /* recode, diff: number of the story that was read last */
    uint64_t n_new, n_other, n_same, n_outdated, n_records;
} dl__keep;

/* --wait; beside the tables of job.h. */
extern const dl__opt DL__OPTS_STORE[];
/* Takes it, or hands the option to the job; for commands whose settings begin with a dl__keep. */
bool dl__keep_set(void *settings, int letter, const char *arg);

/* The item as a story to keep; borrowed. false when memory is out. */
bool dl__keep_story(dl__item *item, dl__kept *story);
/* Open the store at k->path, twice where it is to be written.  Exit status; a message where it is not 0. */
int dl__keep_open(dl__keep *k, dl__store_mode mode);
/* Of dl__keeper: the coder; a story into the store; the next story of the store (k->all: every one, else outdated ones). */
void dl__keep_begin(void *user, const dl_model *model);
dl_status dl__keep_put(void *user, dl__item *item, const dl_document *d, dl_error *err);
dl__item *dl__keep_next(void *user);
bool dl__keep_idle(void *user); /* what was put is committed */
/* After the job: commit what is open, or say what went wrong. The exit status, given that of the job. */
int dl__keep_end(dl__keep *k, int status);
/* Close; flush standard output, whose failure changes the exit status. */
int dl__keep_close(dl__keep *k, int status);
/* printf to standard output. */
void dl__keep_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
#endif
