/* job.h - what code, parse, explain and ingest have in common: stories in, many at a time, text or rows out in the input's
 * order.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_JOB_H
#define DL_CLI_JOB_H
#include "cli/opts.h"
#include "sink/sink.h"
#include "source/source.h"

/* Where stories go that are kept rather than printed.  Calls come one at a time: next and wanted in the order of the input,
 * put in that order too, but from another thread at the same time. */
typedef struct dl__keeper {
    /* The model is open: its versions are known. NULL: not needed. */
    void (*begin)(void *user, const dl_model *model);
    /* In place of the files: the next item, NULL at the end or after a failure. NULL: the files. */
    dl__item *(*next)(void *user);
    /* Is the story to be coded at all? NULL: every one is. */
    bool (*wanted)(void *user, const dl__item *item);
    /* Keep it.  DL_ELIMIT: this story is bad, err says why; any other error ends the run, and who keeps tells of it. */
    dl_status (*put)(void *user, dl__item *item, const dl_document *d, dl_error *err);
    /* All that was taken is put, and the next may be long in coming: make it last. false: it could not be, and who keeps tells
     * of it. NULL: nothing to do. Not called in runs that end by themselves. */
    bool (*idle)(void *user);
} dl__keeper;

enum { DL__MAX_LIVE = 256 }; /* feeds, and folders, that a run may go on with */
enum { DL__EVERY = 900, DL__TIMEOUT = 60 }; /* seconds, where nothing is said */

typedef struct dl__job {
    const dl__cmd *cmd;
    const char *model, *pack; /* as named by the user, or NULL */
    const char *lexicon;      /* a folder of the user's own tables, or NULL */
    const char *kernels;      /* as dl_options.kernels */
    const char *output;       /* file, NULL: standard output */
    dl__source_options source; /* but for what follows */
    const char *follow[DL__MAX_LIVE], *watch[DL__MAX_LIVE];
    unsigned jobs;  /* 0: one a core */
    bool strict;    /* the first bad story ends it */
    unsigned width; /* 0: the terminal's */
    enum { DL__COLOUR_AUTO, DL__COLOUR_ALWAYS, DL__COLOUR_NEVER } colour;
    bool parse_only; /* trees, no records */
    bool no_events;  /* times and places, no records */
    bool trace;
    bool any_language; /* code what is not in English, too */
    const char *record; /* id, for explain */
    const dl__sink *sink;
    const dl__keeper *keeper; /* in place of sink and output */
    void *user;               /* the keeper's */
} dl__job;

/* Tables of options that commands share. */
extern const dl__opt DL__OPTS_MODEL[], DL__OPTS_PACK[], DL__OPTS_INPUT[], DL__OPTS_LIVE[], DL__OPTS_OUTPUT[], DL__OPTS_RUN[],
    DL__OPTS_PAGE[], DL__OPTS_LANGUAGE[];
/* Take one of them. */
bool dl__job_set(dl__job *job, int letter, const char *arg);
/* Open model and pack; NULL and a message where that fails. */
dl_model *dl__job_model(const dl__job *job);
/* Columns of a page on this file: the option's, the terminal's, else 80; and whether colours are wanted there. */
unsigned dl__job_width(const dl__job *job, int fd);
bool dl__job_colour(const dl__job *job, int fd);
/* Do it. Exit status. */
int dl__job_run(const dl__job *job, char **files, int n_files);
#endif
