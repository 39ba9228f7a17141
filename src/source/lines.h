/* lines.h - bytes by the line, by the piece or whole, with a limit.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_LINES_H
#define DL_SOURCE_LINES_H
#include "source/bytes.h"

typedef struct dl__lines {
    dl__bytes from;
    char *buf;
    size_t len, cap, at; /* bytes [at, len) of buf are read and not yet given out */
    uint64_t max;        /* longest line or file that is given out */
    uint64_t total;      /* bytes read so far */
    bool eof;
    bool out_of_memory;
    bool failed; /* a read failed, message says how */
    char message[DL__BYTES_MESSAGE];
} dl__lines;

void dl__lines_init(dl__lines *l, dl__bytes from, uint64_t max);
void dl__lines_free(dl__lines *l); /* closes what the bytes come from */
/* Make at least n bytes ready if there are so many; *ready of them stand at the returned address until the next call. */
const char *dl__lines_peek(dl__lines *l, size_t n, size_t *ready);
/* The next line without its end. 1: *s; 0: no more (or a failure); -1: longer than max, *s.len is its length, bytes are gone. */
int dl__lines_next(dl__lines *l, dl_str *s);
/* All that is left, as dl__lines_next(); 1 also for nothing. */
int dl__lines_rest(dl__lines *l, dl_str *s);
/* The next n bytes, fewer where it ends or fails before: 1: *s; -1: n is more than max, the bytes are gone. */
int dl__lines_take(dl__lines *l, uint64_t n, dl_str *s);
/* Let n bytes pass; how many there were. */
uint64_t dl__lines_skip(dl__lines *l, uint64_t n);
#endif
