/* cmd_parse.c - dateline parse. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"

static const dl__opt *const TABLES[] = { DL__OPTS_MODEL, DL__OPTS_INPUT, DL__OPTS_OUTPUT, DL__OPTS_RUN,
                                         NULL };
static const dl__job DEFAULTS = {
    .cmd = &DL__CMD_PARSE, .source.max_bytes = UINT64_C(8) << 20, .sink = &DL__SINK_CONLLU, .parse_only = true
};

static bool set(void *settings, int letter, const char *arg)
{
    return dl__job_set(settings, letter, arg);
}

static int run(void *settings, char **files, int n_files)
{
    return dl__job_run(settings, files, n_files);
}

const dl__cmd DL__CMD_PARSE = { "parse",
                                "[OPTION...] [FILE...]",
                                "Print sentences, words and trees as CoNLL-U.",
                                TABLES,
                                NULL,
                                set,
                                run,
                                &DEFAULTS,
                                sizeof DEFAULTS };
