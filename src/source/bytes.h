/* bytes.h - where bytes come from: a file, what a file unpacks to, a member of an archive, memory.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_BYTES_H
#define DL_SOURCE_BYTES_H
#include "dateline/dateline.h"

#include <stdbool.h>

enum { DL__BYTES_MESSAGE = 200 };

typedef struct dl__bytes {
    /* Up to n > 0 bytes into buf.  How many; 0 at the end; -1 after a failure, and message (DL__BYTES_MESSAGE bytes) says
     * which: "" when memory is out. */
    ptrdiff_t (*read)(void *state, char *buf, size_t n, char *message);
    void (*close)(void *state); /* NULL: nothing to close */
    void *state;
} dl__bytes;

/* An open file, which is closed with it unless it is standard input. */
dl__bytes dl__bytes_of_fd(int fd);
#endif
