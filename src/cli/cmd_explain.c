/* cmd_explain.c - dateline explain. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"

enum { RECORD = 512 };
static const dl__opt OPTS[] = { { RECORD, "record", "ID",
                                  "only the record of this id, as dateline code prints it" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS,           DL__OPTS_MODEL,    DL__OPTS_PACK,
                                         DL__OPTS_INPUT, DL__OPTS_LANGUAGE, DL__OPTS_OUTPUT,
                                         DL__OPTS_RUN,   DL__OPTS_PAGE,     NULL };
static const dl__job DEFAULTS = {
    .cmd = &DL__CMD_EXPLAIN, .source.max_bytes = UINT64_C(8) << 20, .sink = &DL__SINK_EXPLAIN, .trace = true
};

static bool set(void *settings, int letter, const char *arg)
{
    dl__job *j = settings;
    if (letter != RECORD)
        return dl__job_set(j, letter, arg);
    j->record = arg;
    return true;
}

static int run(void *settings, char **files, int n_files)
{
    return dl__job_run(settings, files, n_files);
}

const dl__cmd DL__CMD_EXPLAIN = { "explain",
                                  "[OPTION...] [FILE...]",
                                  "Show why each record was coded, and what came near.",
                                  TABLES,
                                  NULL,
                                  set,
                                  run,
                                  &DEFAULTS,
                                  sizeof DEFAULTS };
