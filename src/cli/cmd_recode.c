/* cmd_recode.c - dateline recode: stories of a store again, by the present version. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/keep.h"

enum { ALL = 700 };
static const dl__opt OPTS[] = { { ALL, "all", NULL, "stories that the present version coded, too" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS,          DL__OPTS_STORE, DL__OPTS_MODEL,
                                         DL__OPTS_PACK, DL__OPTS_RUN,   NULL };
/* Whatever was let in before is coded again: its language and its length were looked at then. */
static const dl__keep DEFAULTS = {
    .job = { .cmd = &DL__CMD_RECODE, .source.max_bytes = UINT64_C(1) << 30, .any_language = true },
    .wait_ms = DL__KEEP_WAIT
};
static const dl__keeper KEEPER = { dl__keep_begin, dl__keep_next, NULL, dl__keep_put, NULL };

static bool set(void *settings, int letter, const char *arg)
{
    dl__keep *k = settings;
    k->all |= letter == ALL;
    return letter == ALL || dl__keep_set(settings, letter, arg);
}

static int run(void *settings, char **files, int n_files)
{
    dl__keep *k = settings;
    if (n_files != 1)
        return dl__misused(k->job.cmd, "one store is wanted, %d are named", n_files);
    k->path = files[0];
    int status = dl__keep_open(k, DL__STORE_WRITE);
    if (!status) {
        k->job.keeper = &KEEPER;
        k->job.user = k;
        status = dl__keep_end(k, dl__job_run(&k->job, NULL, 0));
    }
    if (status <= DL__EXIT_SOME_FAILED && k->store)
        dl__keep_say("%s: %llu stories coded again; %llu records\n", k->path,
                     (unsigned long long)(k->n_same + k->n_other), (unsigned long long)k->n_records);
    return dl__keep_close(k, status);
}

static const char MORE[] =
    "Codes again the stories of DB that another version of program, model, data pack or lexicon coded; each\n"
    "story's records are replaced in one transaction. 'dateline diff' shows beforehand what would change.";

const dl__cmd DL__CMD_RECODE = { "recode",
                                 "[OPTION...] DB",
                                 "Code the stories of a store again, by this version.",
                                 TABLES,
                                 MORE,
                                 set,
                                 run,
                                 &DEFAULTS,
                                 sizeof DEFAULTS };
