/* commands.h - the commands, one a file.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_COMMANDS_H
#define DL_CLI_COMMANDS_H
#include "cli/opts.h"

extern const dl__cmd DL__CMD_CODE, DL__CMD_PARSE, DL__CMD_TIMES, DL__CMD_PLACES, DL__CMD_EXPLAIN, DL__CMD_INGEST,
    DL__CMD_CHECK, DL__CMD_RECODE, DL__CMD_DIFF, DL__CMD_QUERY, DL__CMD_SHOW, DL__CMD_PLOT, DL__CMD_DUMP, DL__CMD_VERSION, DL__CMD_EXPORT,
    DL__CMD_HELP;
#endif
