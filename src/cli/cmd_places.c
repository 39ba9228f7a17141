/* cmd_places.c - dateline places. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"

static const dl__opt *const TABLES[] = { DL__OPTS_MODEL,    DL__OPTS_PACK, DL__OPTS_INPUT,
                                         DL__OPTS_LANGUAGE, DL__OPTS_RUN,  NULL };
static const dl__job DEFAULTS = {
    .cmd = &DL__CMD_PLACES, .source.max_bytes = UINT64_C(8) << 20, .sink = &DL__SINK_PLACES, .no_events = true
};

static bool set(void *settings, int letter, const char *arg)
{
    return dl__job_set(settings, letter, arg);
}

static int run(void *settings, char **files, int n_files)
{
    return dl__job_run(settings, files, n_files);
}

static const char MORE[] =
    "One story a line, as JSON: id, date and places, each with text, name, country, first order area, "
    "point,\n"
    "geonameid, granularity, field and span. Events are not looked for. Files: as for 'code'.";

const dl__cmd DL__CMD_PLACES = { "places",
                                 "[OPTION...] [FILE...]",
                                 "Print the names of places of news text, with their points.",
                                 TABLES,
                                 MORE,
                                 set,
                                 run,
                                 &DEFAULTS,
                                 sizeof DEFAULTS };
