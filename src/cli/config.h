/* config.h - defaults of options from a file.  Layer: cli.
 *
 * The file is TOML; of TOML it may hold tables [COMMAND], comments, and one "option = value" a line, where a value is a string, a whole
 * or decimal number, true, false, or a list of strings on one line (the option as often).  Debian 12 has no C library for TOML, and more
 * than that no option needs; what is more is refused by file and line, never misread. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_CONFIG_H
#define DL_CLI_CONFIG_H
#include "cli/opts.h"

/* The file's text; settings borrow their values from it, so it is freed after the run. */
typedef struct dl__config {
    char *text;
} dl__config;

/* Give the settings what the file says for this command: path, else $DATELINE_CONFIG, else dateline.toml in the current folder where it
 * is there.  Exit status; a message where it is not 0. */
int dl__config_read(dl__config *c, const char *path, const dl__cmd *cmd, void *settings);
void dl__config_free(dl__config *c);
#endif
