/* lines.h - a file's bytes, by the line or whole, with a limit.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_LINES_H
#define DL_SOURCE_LINES_H
#include "dateline/dateline.h"

typedef struct dl__lines {
    int fd;
    char *buf;
    size_t len, cap, at; /* bytes [at, len) of buf are read and not yet given out */
    uint64_t max;        /* longest line or file that is given out */
    bool eof;
    int error; /* errno of a failed read; ENOMEM too */
} dl__lines;

void dl__lines_init(dl__lines *l, int fd, uint64_t max);
void dl__lines_free(dl__lines *l); /* does not close fd */
/* Make at least n bytes ready if the file has them; *ready of them stand at the returned address until the next call. */
const char *dl__lines_peek(dl__lines *l, size_t n, size_t *ready);
/* The next line without its end. 1: *s; 0: no more (or error); -1: longer than max, *s.len is its length, bytes are gone. */
int dl__lines_next(dl__lines *l, dl_str *s);
/* All that is left, as dl__lines_next(); 1 also for nothing. */
int dl__lines_rest(dl__lines *l, dl_str *s);
#endif
