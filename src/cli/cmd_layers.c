/* cmd_layers.c - dateline times, dateline places: one layer of a story, without events. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"

static const dl__opt *const TABLES[] = {
    DL__OPTS_MODEL, DL__OPTS_PACK, DL__OPTS_INPUT, DL__OPTS_LANGUAGE, DL__OPTS_OUTPUT, DL__OPTS_RUN, NULL
};
static const dl__job TIMES = {
    .cmd = &DL__CMD_TIMES, .source.max_bytes = UINT64_C(8) << 20, .sink = &DL__SINK_TIMES, .no_events = true
};
static const dl__job PLACES = {
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

static const char MORE_TIMES[] =
    "One story a line, as JSON: id, date and times, each with text, type and value "
    "(TIMEX3), field and span.\n"
    "Values are counted from the story's date. Entities, statements and events are "
    "not looked for, so this is\n"
    "faster than 'code'. Files: as for 'code'.";

const dl__cmd DL__CMD_TIMES = { "times",
                                "[OPTION...] [FILE...]",
                                "Print the expressions of time of news text, with their values.",
                                TABLES,
                                MORE_TIMES,
                                set,
                                run,
                                &TIMES,
                                sizeof TIMES };

static const char MORE_PLACES[] =
    "One story a line, as JSON: id, date and places, each with text, name, country, first order area, "
    "point,\n"
    "geonameid, granularity, field and span. Events are not looked for. Files: as for 'code'.";

const dl__cmd DL__CMD_PLACES = { "places",
                                 "[OPTION...] [FILE...]",
                                 "Print the names of places of news text, with their points.",
                                 TABLES,
                                 MORE_PLACES,
                                 set,
                                 run,
                                 &PLACES,
                                 sizeof PLACES };
