/* cmd_help.c - dateline help. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

#include <stddef.h>

enum { MAN = 256 };
static const dl__opt OPTS[] = { { MAN, "man", NULL, "print the man page" }, { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS, NULL };
static const bool MAN_DEFAULT = false;

static bool set(void *settings, int letter, const char *arg)
{
    (void)arg;
    *(bool *)settings = letter == MAN;
    return true;
}

static int run(void *settings, char **files, int n_files)
{
    if (*(bool *)settings)
        return dl__help_man();
    if (n_files == 0)
        return dl__help(NULL);
    const dl__cmd *cmd = dl__cmd_find(files[0]);
    return cmd ? dl__help(cmd) : dl__misused(NULL, "unknown command '%s'", files[0]);
}

const dl__cmd DL__CMD_HELP = { "help", "[COMMAND]",  "Show the commands, or the options of one.",
                               TABLES, NULL,         set,
                               run,    &MAN_DEFAULT, sizeof MAN_DEFAULT };
