/* job.h - what code, parse and explain have in common: stories in, many at a time, text out in the input's order.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_JOB_H
#define DL_CLI_JOB_H
#include "cli/opts.h"
#include "sink/sink.h"
#include "source/source.h"

typedef struct dl__job {
    const dl__cmd *cmd;
    const char *model, *pack; /* as named by the user, or NULL */
    const char *lexicon;      /* a folder of the user's own tables, or NULL */
    const char *kernels;      /* as dl_options.kernels */
    const char *output;       /* file, NULL: standard output */
    dl__source_options source;
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
} dl__job;

/* Tables of options that commands share. */
extern const dl__opt DL__OPTS_MODEL[], DL__OPTS_PACK[], DL__OPTS_INPUT[], DL__OPTS_RUN[], DL__OPTS_PAGE[],
    DL__OPTS_LANGUAGE[];
/* Take one of them. */
bool dl__job_set(dl__job *job, int letter, const char *arg);
/* Open model and pack; NULL and a message where that fails. */
dl_model *dl__job_model(const dl__job *job);
/* Do it. Exit status. */
int dl__job_run(const dl__job *job, char **files, int n_files);
#endif
