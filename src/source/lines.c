/* lines.c - see lines.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/lines.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 16 };

void dl__lines_init(dl__lines *l, dl__bytes from, uint64_t max)
{
    *l = (dl__lines){ .from = from, .max = max };
}

void dl__lines_free(dl__lines *l)
{
    free(l->buf);
    if (l->from.close)
        l->from.close(l->from.state);
    *l = (dl__lines){ .eof = true };
}

/* Read some more behind what is there; false at the end or after a failure. */
static bool more(dl__lines *l)
{
    if (l->eof || l->failed || l->out_of_memory)
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
            l->out_of_memory = true;
            return false;
        }
        l->buf = buf;
        l->cap = cap;
    }
    ptrdiff_t n = l->from.read(l->from.state, l->buf + l->len, l->cap - l->len, l->message);
    if (n < 0) {
        l->failed = l->message[0] != '\0';
        l->out_of_memory = !l->failed;
    } else if (n == 0) {
        l->eof = true;
    } else {
        l->len += (size_t)n;
        l->total += (uint64_t)n;
    }
    return n > 0;
}

const char *dl__lines_peek(dl__lines *l, size_t n, size_t *ready)
{
    while (l->len - l->at < n && more(l))
        ;
    *ready = l->len - l->at;
    return l->buf ? l->buf + l->at : "";
}

/* Give out bytes up to an end (a line's, or of all); what is longer than max is counted and dropped as it comes. */
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
            if (l->failed || l->out_of_memory || (line && !n && !dropped))
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

uint64_t dl__lines_skip(dl__lines *l, uint64_t n)
{
    uint64_t left = n;
    while (left && (l->len > l->at || more(l))) {
        size_t here = l->len - l->at < left ? l->len - l->at : (size_t)left;
        l->at += here;
        left -= here;
    }
    return n - left;
}

int dl__lines_take(dl__lines *l, uint64_t n, dl_str *s)
{
    if (n > l->max) {
        *s = (dl_str){ "", (size_t)dl__lines_skip(l, n) };
        return -1;
    }
    size_t ready;
    const char *p = dl__lines_peek(l, (size_t)n, &ready);
    *s = (dl_str){ p, ready < n ? ready : (size_t)n };
    l->at += s->len;
    return 1;
}
