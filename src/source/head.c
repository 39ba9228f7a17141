/* head.c - see head.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/head.h"

#include <string.h>
#include <strings.h>

static dl_str trimmed(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    while (p < end && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
        end--;
    return (dl_str){ p, (size_t)(end - p) };
}

dl_str dl__head_value(dl_str head, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = head.ptr, *end = head.ptr + head.len; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        stop = stop ? stop : end;
        if ((size_t)(stop - p) > n && p[n] == ':' && !strncasecmp(p, name, n))
            return trimmed(p + n + 1, stop);
        p = stop + 1;
    }
    return (dl_str){ "", 0 };
}

size_t dl__head_end(dl_str s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if (s.ptr[i] == '\n' &&
            (s.ptr[i + 1] == '\n' || (i + 2 < s.len && s.ptr[i + 1] == '\r' && s.ptr[i + 2] == '\n')))
            return i + (s.ptr[i + 1] == '\n' ? 2 : 3);
    return 0;
}

bool dl__head_begins(dl_str value, const char *word)
{
    size_t n = strlen(word);
    return value.len >= n && !strncasecmp(value.ptr, word, n);
}

dl_str dl__head_charset(dl_str type)
{
    for (size_t i = 0; i + 8 <= type.len; i++)
        if (!strncasecmp(type.ptr + i, "charset=", 8)) {
            size_t begin = i + 8, end = begin;
            while (end < type.len && type.ptr[end] != ';' && type.ptr[end] != ',')
                end++;
            return (dl_str){ type.ptr + begin, end - begin };
        }
    return (dl_str){ "", 0 };
}

/* Hexadecimal digits of a chunk's size; how many, 0: none, or too large a number. */
static size_t hex(dl_str s, size_t *value)
{
    size_t n = 0;
    *value = 0;
    for (; n < s.len && n < 8; n++) {
        char c = s.ptr[n];
        int d = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
        if (d < 0)
            break;
        *value = *value * 16 + (size_t)d;
    }
    return n;
}

bool dl__head_unchunk(dl_str body, dl__strbuf *out)
{
    for (size_t at = 0; at < body.len;) {
        size_t size, n = hex((dl_str){ body.ptr + at, body.len - at }, &size);
        const char *line = memchr(body.ptr + at, '\n', body.len - at);
        if (!n || !line)
            return at > 0; /* what is behind the first chunk is taken as far as it goes */
        at = (size_t)(line - body.ptr) + 1;
        size_t here = size < body.len - at ? size : body.len - at;
        dl__strbuf_add(out, body.ptr + at, here);
        if (!size || out->status)
            break;
        at += here;
        while (at < body.len && (body.ptr[at] == '\r' || body.ptr[at] == '\n'))
            at++;
    }
    return true;
}
