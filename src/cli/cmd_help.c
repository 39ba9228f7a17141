/* cmd_help.c - dateline help. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

#include <stddef.h>

enum { MAN = 256, COMPLETION };
static const dl__opt OPTS[] = { { MAN, "man", NULL, "print the man page" },
                                { COMPLETION, "completion", "SHELL",
                                  "print completions for bash, zsh or fish" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS, NULL };

typedef struct help {
    bool man;
    const char *shell;
} help;
static const help DEFAULTS = { false, NULL };

static bool set(void *settings, int letter, const char *arg)
{
    help *h = settings;
    h->man |= letter == MAN;
    h->shell = letter == COMPLETION ? arg : h->shell;
    return true;
}

static int run(void *settings, char **files, int n_files)
{
    const help *h = settings;
    if (h->man)
        return dl__help_man();
    if (h->shell)
        return dl__completion(h->shell)
                   ? dl__help_end()
                   : dl__misused(&DL__CMD_HELP, "--completion '%s' is not one of bash, zsh, fish", h->shell);
    if (n_files == 0)
        return dl__help(NULL);
    const dl__cmd *cmd = dl__cmd_find(files[0]);
    return cmd ? dl__help(cmd) : dl__misused(NULL, "unknown command '%s'", files[0]);
}

const dl__cmd DL__CMD_HELP = { "help", "[COMMAND]", "Show the commands, or the options of one.",
                               TABLES, NULL,        set,
                               run,    &DEFAULTS,   sizeof DEFAULTS };
