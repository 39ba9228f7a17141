/* folder.h - the files below a folder, in byte order of their names.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_FOLDER_H
#define DL_SOURCE_FOLDER_H
#include <stdbool.h>
#include <stddef.h>

typedef struct dl__folder_walk { /* zeroed: not walking */
    char **todo;                 /* a stack of paths; the top comes next */
    size_t n, cap;
    size_t root; /* bytes of "FOLDER/" that every path begins with */
} dl__folder_walk;

/* false when memory is out */
bool dl__folder_begin(dl__folder_walk *w, const char *path);
bool dl__folder_walking(const dl__folder_walk *w);
/* The next regular file; the caller frees the path. Hidden names are left out, links to folders are not followed (no loops).
 * NULL and *error 0: no more.  A path and *error: that path could not be read.  NULL and *error: memory is out. */
char *dl__folder_next(dl__folder_walk *w, int *error);
void dl__folder_end(dl__folder_walk *w);
#endif
