/* paths.h - where model and data pack are.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_PATHS_H
#define DL_CLI_PATHS_H

/* The path of a data file, first found of: named (an option, may be NULL), the environment variable, ../share/dateline/FILE
 * beside the program, share/dateline/FILE of the place of installation.  A name that was given is not checked.
 * The caller frees it; NULL when memory is out.  Where none is there, the place beside the program, for the message. */
char *dl__data_path(const char *named, const char *variable, const char *file);
#endif
