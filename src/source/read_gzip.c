/* read_gzip.c - a gzip file, of any number of members, as the file that is packed in it.
 *
 * By zlib and not by libarchive: of a file that is cut, libarchive keeps back the bytes of the last block of 64 KiB, and a
 * WARC is to give every record before the cut. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct gunzip {
    dl__input *in;
    z_stream z;
    bool inside; /* a member */
} gunzip;

enum { MEMBER_HEAD = 2, ANY_GZIP = 15 + 16 };

/* At a member's end: is there another? What is no member (zeros of a tape) ends it. */
static bool another(gunzip *g)
{
    size_t ready;
    const char *p = dl__lines_peek(&g->in->lines, MEMBER_HEAD, &ready);
    return ready >= MEMBER_HEAD && !memcmp(p, "\x1F\x8B", MEMBER_HEAD) && inflateReset(&g->z) == Z_OK;
}

static ptrdiff_t say(char *message, const char *what)
{
    (void)snprintf(message, DL__BYTES_MESSAGE, "%s", what);
    return -1;
}

static ptrdiff_t read_unpacked(void *state, char *buf, size_t n, char *message)
{
    gunzip *g = state;
    dl__lines *lines = &g->in->lines;
    g->z.next_out = (Bytef *)buf;
    g->z.avail_out = n < INT_MAX ? (uInt)n : INT_MAX;
    const uInt room = g->z.avail_out;
    while (g->z.avail_out == room) {
        if (!g->inside && !another(g))
            return lines->failed ? say(message, lines->message) : lines->out_of_memory ? say(message, "") : 0;
        g->inside = true;
        size_t ready;
        const char *p = dl__lines_peek(lines, 1, &ready);
        if (lines->out_of_memory || (ready == 0 && lines->failed))
            return say(message, lines->failed ? lines->message : "");
        if (ready == 0)
            return say(message, "the file is cut: gzip data end early");
        g->z.next_in = (Bytef *)(uintptr_t)p;
        g->z.avail_in = ready < INT_MAX ? (uInt)ready : INT_MAX;
        const uInt had = g->z.avail_in;
        int r = inflate(&g->z, Z_NO_FLUSH);
        dl__lines_skip(lines, had - g->z.avail_in);
        if (r == Z_STREAM_END)
            g->inside = false;
        else if (r != Z_OK && r != Z_BUF_ERROR && g->z.avail_out == room)
            return r == Z_MEM_ERROR ? say(message, "") : say(message, "damaged gzip data");
        else if (r != Z_OK && r != Z_BUF_ERROR)
            break; /* what came before the damage first; the next call meets it again */
    }
    size_t got = room - g->z.avail_out;
    return dl__budget_take(g->in->budget, g->in->o, got, message) ? (ptrdiff_t)got : -1;
}

static void close_unpacked(void *state)
{
    gunzip *g = state;
    inflateEnd(&g->z);
    free(g);
}

static dl__item *next(dl__input *in)
{
    if (in->line++)
        return NULL;
    gunzip *g = calloc(1, sizeof *g);
    if (!g || inflateInit2(&g->z, ANY_GZIP) != Z_OK) {
        free(g);
        in->out_of_memory = true;
        return NULL;
    }
    g->in = in;
    g->inside = true;
    dl__input_unpack(in, (dl__bytes){ read_unpacked, close_unpacked, g });
    return NULL;
}

const dl__reader DL__READER_GZIP = { "gzip", true, NULL, next, NULL };
