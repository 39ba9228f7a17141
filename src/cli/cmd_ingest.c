/* cmd_ingest.c - dateline ingest: stories into a store. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/keep.h"

static const dl__opt *const TABLES[] = { DL__OPTS_STORE, DL__OPTS_MODEL,    DL__OPTS_PACK, DL__OPTS_INPUT,
                                         DL__OPTS_LIVE,  DL__OPTS_LANGUAGE, DL__OPTS_RUN,  NULL };
static const dl__keep DEFAULTS = { .job = { .cmd = &DL__CMD_INGEST,
                                            .source.max_bytes = UINT64_C(8) << 20,
                                            .source.every = DL__EVERY,
                                            .source.timeout = DL__TIMEOUT },
                                   .wait_ms = DL__KEEP_WAIT };

/* What came is looked up before it is coded: a story that is kept already costs next to nothing. */
static bool wanted(void *user, const dl__item *item)
{
    dl__keep *k = user;
    dl__kept story;
    dl__store_was was = DL__STORE_NEW;
    bool outdated = false;
    if (!dl__keep_story((dl__item *)(uintptr_t)item, &story))
        return true; /* memory is out, as put will find */
    dl_error ignored;
    if (dl__store_look(k->reader, &story, &was, &outdated, &ignored))
        return true; /* what is wrong will be seen again where it is told */
    k->n_outdated += was == DL__STORE_SAME && outdated;
    k->n_same += was == DL__STORE_SAME;
    return was != DL__STORE_SAME;
}

static const dl__keeper KEEPER = { dl__keep_begin, NULL, wanted, dl__keep_put, dl__keep_idle };

static void tell(const dl__keep *k)
{
    dl__keep_say("%s: %llu new, %llu replaced, %llu as before; %llu records\n", k->path,
                 (unsigned long long)k->n_new, (unsigned long long)k->n_other, (unsigned long long)k->n_same,
                 (unsigned long long)k->n_records);
    if (k->n_outdated)
        dl__keep_say(
            "%llu of those as before were coded by another version ('dateline recode' codes them again)\n",
            (unsigned long long)k->n_outdated);
}

static int run(void *settings, char **files, int n_files)
{
    dl__keep *k = settings;
    if (n_files < 1)
        return dl__misused(k->job.cmd, "no store is named");
    k->path = files[0];
    int status = dl__keep_open(k, DL__STORE_CREATE);
    if (!status) {
        k->job.keeper = &KEEPER;
        k->job.user = k;
        status = dl__keep_end(k, dl__job_run(&k->job, files + 1, n_files - 1));
    }
    if (status <= DL__EXIT_SOME_FAILED && k->store)
        tell(k);
    return dl__keep_close(k, status);
}

static const char MORE[] =
    "DB is one file (SQLite 3); it is made where it is not there. Its tables are described in "
    "docs/schema.md.\n"
    "\n"
    "A story that is kept already, the same in every byte, is passed over; one of the same id that differs "
    "takes\n"
    "the place of the old one with all its records. Whatever ends the program, the store is whole, and the "
    "same\n"
    "command again does what is left. Records of every status are kept: denied, possible and feared ones "
    "too.\n"
    "\n"
    "Files: as for 'code'; keys of JSON Lines and columns of CSV that are not read are kept with the story.\n"
    "--follow and --watch go on until SIGINT or SIGTERM; what came till then is kept.";

const dl__cmd DL__CMD_INGEST = { "ingest",
                                 "[OPTION...] DB [FILE...]",
                                 "Code news text and keep stories and records in a store.",
                                 TABLES,
                                 MORE,
                                 dl__keep_set,
                                 run,
                                 &DEFAULTS,
                                 sizeof DEFAULTS };
