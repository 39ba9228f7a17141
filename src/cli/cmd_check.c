/* cmd_check.c - dateline check: is a store whole? */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/keep.h"

static const dl__opt *const TABLES[] = { DL__OPTS_STORE, NULL };
static const dl__keep DEFAULTS = { .job = { .cmd = &DL__CMD_CHECK }, .wait_ms = DL__KEEP_WAIT };

static void fault(void *user, const char *message)
{
    const dl__keep *k = user;
    dl__keep_say("%s: %s\n", k->path, message);
}

static int look(dl__keep *k)
{
    size_t n = 0;
    dl__store_size size;
    if (dl__store_check(k->store, fault, k, &n, &k->error)) {
        dl__complain(k->job.cmd, "%s", k->error.message);
        return DL__EXIT_IO;
    }
    if (n) {
        dl__keep_say("%s: %zu faults\n", k->path, n);
        return DL__EXIT_IO;
    }
    if (dl__store_count(k->store, &size, &k->error)) {
        dl__complain(k->job.cmd, "%s", k->error.message);
        return DL__EXIT_IO;
    }
    dl__keep_say("%s: whole; store format %d, %lld stories, %lld events in %lld records, %lld statements, "
                 "%lld entities, "
                 "%lld places\n",
                 k->path, DL__STORE_FORMAT, (long long)size.stories, (long long)size.events,
                 (long long)size.mentions, (long long)size.statements, (long long)size.entities,
                 (long long)size.places);
    return DL__EXIT_OK;
}

static int run(void *settings, char **files, int n_files)
{
    dl__keep *k = settings;
    if (n_files != 1)
        return dl__misused(k->job.cmd, "one store is wanted, %d are named", n_files);
    k->path = files[0];
    int status = dl__keep_open(k, DL__STORE_READ);
    if (!status)
        status = look(k);
    return dl__keep_close(k, status);
}

static const char MORE[] = "Looks at pages and indices of the database, at the keys between its tables, at "
                           "the index of words, at the\n"
                           "sums of the stories and at what stands for each event. Nothing is changed. Each "
                           "fault is a line; the exit\n"
                           "status is then 4.";

const dl__cmd DL__CMD_CHECK = {
    "check",   "[OPTION...] DB", "Look whether a store is whole.", TABLES, MORE, dl__keep_set, run,
    &DEFAULTS, sizeof DEFAULTS
};
