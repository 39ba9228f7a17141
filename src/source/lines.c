/* lines.c - see lines.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

void dl__lines_init(dl__lines *l, int fd, uint64_t max)
{
    *l = (dl__lines){ .fd = fd, .max = max };
}

void dl__lines_free(dl__lines *l)
{
    free(l->buf);
    *l = (dl__lines){ .fd = -1 };
}

/* Read some more behind what is there; false at the end of the file or on an error. */
static bool more(dl__lines *l)
{
    if (l->eof || l->error)
        return false;
    if (l->at) {
        memmove(l->buf, l->buf + l->at, l->len - l->at);
        l->len -= l->at;
        l->at = 0;
    }
    if (l->cap - l->len < CHUNK) {
        size_t cap =
            l->cap ? l->cap * 2 : 2 * CHUNK; /* callers stop at max, so this stays far from overflow */
        char *buf = realloc(l->buf, cap);
        if (!buf) {
            l->error = ENOMEM;
            return false;
        }
        l->buf = buf;
        l->cap = cap;
    }
    ssize_t n;
    do
        n = read(l->fd, l->buf + l->len, l->cap - l->len);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        l->error = errno;
    else if (n == 0)
        l->eof = true;
    else
        l->len += (size_t)n;
    return n > 0;
}

const char *dl__lines_peek(dl__lines *l, size_t n, size_t *ready)
{
    while (l->len - l->at < n && more(l))
        ;
    *ready = l->len - l->at;
    return l->buf ? l->buf + l->at : "";
}

/* Give out bytes up to an end (a line's, or the file's); what is longer than max is counted and dropped as it comes. */
static int take(dl__lines *l, bool line, dl_str *s)
{
    uint64_t dropped = 0;
    size_t seen = 0; /* bytes from at on that hold no line end */
    for (;;) {
        size_t n = l->len - l->at;
        const char *end = line && n > seen ? memchr(l->buf + l->at + seen, '\n', n - seen) : NULL;
        if (end) {
            size_t len = (size_t)(end - (l->buf + l->at));
            *s = (dl_str){ l->buf + l->at, len };
            l->at += len + 1;
            break;
        }
        seen = n;
        if (n > l->max || dropped) {
            dropped += n;
            l->at = l->len;
            seen = 0;
        }
        if (!more(l)) {
            n = l->len - l->at;
            *s = (dl_str){ n ? l->buf + l->at : "", n };
            l->at = l->len;
            if (l->error || (line && !n && !dropped))
                return 0;
            break;
        }
    }
    if (dropped || s->len > l->max) {
        s->len += (size_t)dropped;
        return -1;
    }
    return 1;
}

int dl__lines_next(dl__lines *l, dl_str *s)
{
    int r = take(l, true, s);
    if (r == 1 && s->len && s->ptr[s->len - 1] == '\r')
        s->len--;
    return r;
}

int dl__lines_rest(dl__lines *l, dl_str *s)
{
    return take(l, false, s);
}
