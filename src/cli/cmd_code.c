/* cmd_code.c - dateline code. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"

#include <string.h>

static const dl__opt OPTS[] = { { 'f', "format", "FORMAT", "jsonl, story, table or csv (default jsonl)" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS,
                                         DL__OPTS_MODEL,
                                         DL__OPTS_PACK,
                                         DL__OPTS_INPUT,
                                         DL__OPTS_LIVE,
                                         DL__OPTS_LANGUAGE,
                                         DL__OPTS_OUTPUT,
                                         DL__OPTS_RUN,
                                         DL__OPTS_PAGE,
                                         NULL };
static const dl__sink *const SINKS[] = { &DL__SINK_JSONL, &DL__SINK_STORY, &DL__SINK_TABLE, &DL__SINK_CSV,
                                         NULL };
static const dl__job DEFAULTS = { .cmd = &DL__CMD_CODE,
                                  .source.max_bytes = UINT64_C(8) << 20,
                                  .source.every = DL__EVERY,
                                  .source.timeout = DL__TIMEOUT,
                                  .sink = &DL__SINK_JSONL };

static bool set(void *settings, int letter, const char *arg)
{
    dl__job *j = settings;
    if (letter != 'f')
        return dl__job_set(j, letter, arg);
    for (int i = 0; SINKS[i]; i++)
        if (!strcmp(SINKS[i]->name, arg)) {
            j->sink = SINKS[i];
            return true;
        }
    dl__misused(j->cmd, "--format '%s' is not one of jsonl, story, table, csv", arg);
    return false;
}

static int run(void *settings, char **files, int n_files)
{
    return dl__job_run(settings, files, n_files);
}

static const char MORE[] =
    "Formats:\n"
    "  jsonl   one event mention a line, as JSON\n"
    "  story   one story a line, as JSON, with events, statements, entities, times and places\n"
    "  table   for reading on a terminal\n"
    "  csv     one event mention a line, flat, with a header\n"
    "\n"
    "Files: plain text (one story a file, may begin with lines Headline:, Date:, Publisher:, Url:, Id:), "
    "JSON\n"
    "Lines (keys id, date, headline, text, publisher, url; only text is required), CSV (the first row names "
    "its\n"
    "columns so), HTML, RSS and Atom, WARC, mailboxes; each also in tar or zip and packed by gzip, zstd, xz "
    "or\n"
    "bzip2. \"-\", or no file at all, is standard input. A story that cannot be read is reported and left "
    "out;\n"
    "the others go on. --follow and --watch go on until SIGINT or SIGTERM.";

const dl__cmd DL__CMD_CODE = {
    "code",    "[OPTION...] [FILE...]", "Code the events of news text.", TABLES, MORE, set, run,
    &DEFAULTS, sizeof DEFAULTS
};
