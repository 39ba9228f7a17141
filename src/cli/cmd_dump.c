/* cmd_dump.c - dateline dump. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "dateline/dateline.h"
#include "sink/output.h"

#include <string.h>

static const dl__opt *const TABLES[] = { NULL };

static bool set(void *settings, int letter, const char *arg)
{
    (void)settings;
    (void)letter;
    (void)arg;
    return false;
}

static int write_out(void *user, const char *text, size_t len)
{
    return !dl__output_write(user, text, len);
}

static int run(void *settings, char **files, int n_files)
{
    (void)settings;
    if (n_files != 1)
        return dl__misused(&DL__CMD_DUMP, "one model or data pack is wanted, %d files are given", n_files);
    dl__output o;
    dl_error err;
    (void)dl__output_open(&o, NULL);
    dl_status s = dl_dump(files[0], write_out, &o, &err);
    if (!dl__output_close(&o)) {
        dl__complain(&DL__CMD_DUMP, "%s: %s", o.name, strerror(o.error));
        return DL__EXIT_IO;
    }
    if (s && !o.closed_pipe) {
        dl__complain(&DL__CMD_DUMP, "%s", err.message);
        return DL__EXIT_MODEL;
    }
    return DL__EXIT_OK;
}

const dl__cmd DL__CMD_DUMP = { "dump", "FILE", "Print a model or data pack as text.", TABLES, NULL, set, run,
                               NULL,   0 };
