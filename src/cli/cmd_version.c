/* cmd_version.c - dateline version. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"
#include "sink/output.h"

#include <string.h>

static const dl__opt *const TABLES[] = { DL__OPTS_MODEL, DL__OPTS_PACK, NULL };
static const dl__job DEFAULTS = { .cmd = &DL__CMD_VERSION };

static bool set(void *settings, int letter, const char *arg)
{
    return dl__job_set(settings, letter, arg);
}

static int run(void *settings, char **files, int n_files)
{
    (void)files;
    if (n_files)
        return dl__misused(&DL__CMD_VERSION, "no files are wanted");
    dl_model *m = dl__job_model(settings); /* says what is wrong with them */
    const char *text = m ? dl_model_coder(m) : dl_version();
    dl__output o;
    (void)dl__output_open(&o, NULL);
    dl__output_write(&o, text, strlen(text));
    dl__output_write(&o, "\n", 1);
    int status = m ? DL__EXIT_OK : DL__EXIT_MODEL;
    if (!dl__output_close(&o)) {
        dl__complain(&DL__CMD_VERSION, "%s: %s", o.name, strerror(o.error));
        status = DL__EXIT_IO;
    }
    dl_model_free(m);
    return status;
}

const dl__cmd DL__CMD_VERSION = {
    "version", "[OPTION...]",  "Print the versions of program, model and data pack.", TABLES, NULL, set, run,
    &DEFAULTS, sizeof DEFAULTS
};
