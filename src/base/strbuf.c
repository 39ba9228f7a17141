/* strbuf.c - see strbuf.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 64 };

void dl__strbuf_init(dl__strbuf *b, size_t max)
{
    *b = (dl__strbuf){ .max = max, .status = DL_OK };
}

void dl__strbuf_free(dl__strbuf *b)
{
    free(b->s);
    dl__strbuf_init(b, b->max);
}

void dl__strbuf_clear(dl__strbuf *b)
{
    b->len = 0;
    b->status = DL_OK;
    if (b->s)
        b->s[0] = '\0';
}

/* Room for `more` bytes and the NUL behind them; false (and a status) when that is too much. */
static bool reserve(dl__strbuf *b, size_t more)
{
    if (b->status != DL_OK)
        return false;
    if (more > b->max || b->len > b->max - more) {
        b->status = DL_ELIMIT;
        return false;
    }
    size_t need = b->len + more + 1;
    if (need == 0) { /* max is SIZE_MAX */
        b->status = DL_ELIMIT;
        return false;
    }
    if (need <= b->cap)
        return true;
    size_t cap = b->cap > SIZE_MAX / 2 ? need : b->cap * 2;
    if (cap < need)
        cap = need < FIRST_CAP ? FIRST_CAP : need;
    char *s = realloc(b->s, cap);
    if (!s) {
        b->status = DL_ENOMEM;
        return false;
    }
    b->s = s;
    b->cap = cap;
    return true;
}

void dl__strbuf_add(dl__strbuf *b, const char *s, size_t len)
{
    if (!reserve(b, len))
        return;
    if (len)
        memcpy(b->s + b->len, s, len);
    b->len += len;
    b->s[b->len] = '\0';
}

void dl__strbuf_puts(dl__strbuf *b, const char *s)
{
    dl__strbuf_add(b, s, strlen(s));
}

void dl__strbuf_putc(dl__strbuf *b, char c)
{
    dl__strbuf_add(b, &c, 1);
}

void dl__strbuf_printf(dl__strbuf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0) {
        if (b->status == DL_OK)
            b->status = DL_EINVAL;
    } else if (reserve(b, (size_t)len)) {
        (void)vsnprintf(b->s + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}
