/* main.c - the list of commands. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/opts.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>

const dl__cmd *const DL__COMMANDS[] = { &DL__CMD_CODE,
                                        &DL__CMD_PARSE,
                                        &DL__CMD_TIMES,
                                        &DL__CMD_PLACES,
                                        &DL__CMD_EXPLAIN,
                                        &DL__CMD_INGEST,
                                        &DL__CMD_CHECK,
                                        &DL__CMD_RECODE,
                                        &DL__CMD_DIFF,
                                        &DL__CMD_EXPORT,
                                        &DL__CMD_QUERY,
                                        &DL__CMD_SHOW,
                                        &DL__CMD_PLOT,
                                        &DL__CMD_DUMP,
                                        &DL__CMD_VERSION,
                                        &DL__CMD_HELP,
                                        NULL };

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is seen at the write */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that may grow no further */
    const char *name = argc > 1 ? argv[1] : "";
    if (!strcmp(name, "--help") || !strcmp(name, "-h"))
        return dl__help(NULL);
    if (!strcmp(name, "--version") || !strcmp(name, "-V"))
        name = "version";
    if (argc < 2)
        return dl__misused(NULL, "no command");
    const dl__cmd *cmd = dl__cmd_find(name);
    if (!cmd)
        return dl__misused(NULL, "unknown command '%s'", name);
    return dl__cmd_run(cmd, argc - 1, argv + 1);
}
