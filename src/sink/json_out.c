/* json_out.c - see json_out.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/json_out.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

/* A comma where a value stands before. */
static void separate(dl__strbuf *b)
{
    if (!b->len)
        return;
    char last = b->s[b->len - 1];
    if (last != '{' && last != '[' && last != '\n' && last != ' ')
        dl__strbuf_add(b, ", ", 2);
}

void dl__json_open(dl__strbuf *b, char bracket)
{
    separate(b);
    dl__strbuf_putc(b, bracket);
}

void dl__json_close(dl__strbuf *b, char bracket)
{
    dl__strbuf_putc(b, bracket);
}

void dl__json_key(dl__strbuf *b, const char *key)
{
    separate(b);
    dl__strbuf_putc(b, '"');
    dl__strbuf_puts(b, key);
    dl__strbuf_add(b, "\": ", 3);
}

/* How many bytes from s[0..len) may stand in JSON as they are. */
static size_t plain_run(const unsigned char *s, size_t len)
{
    size_t i = 0;
    while (i < len && s[i] >= 0x20 && s[i] < 0x80 && s[i] != '"' && s[i] != '\\')
        i++;
    return i;
}

static void escape(dl__strbuf *b, unsigned char c)
{
    static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
    const char *at = c ? strchr(from, c) : NULL;
    if (at) {
        const char pair[2] = { '\\', to[at - from] };
        dl__strbuf_add(b, pair, 2);
    } else {
        dl__strbuf_printf(b, "\\u%04x", c);
    }
}

void dl__json_bytes(dl__strbuf *b, const char *s, size_t len)
{
    const unsigned char *u = (const unsigned char *)s;
    separate(b);
    dl__strbuf_putc(b, '"');
    for (size_t i = 0; i < len;) {
        size_t n = plain_run(u + i, len - i);
        if (n) {
            dl__strbuf_add(b, s + i, n);
            i += n;
        } else if (u[i] < 0x80) {
            escape(b, u[i++]);
        } else {
            utf8proc_int32_t cp;
            utf8proc_ssize_t m = utf8proc_iterate(u + i, (utf8proc_ssize_t)(len - i), &cp);
            if (m > 0)
                dl__strbuf_add(b, s + i, (size_t)m);
            else
                dl__strbuf_add(b, "\xEF\xBF\xBD", 3);
            i += m > 0 ? (size_t)m : 1;
        }
    }
    dl__strbuf_putc(b, '"');
}

void dl__json_text(dl__strbuf *b, const char *s)
{
    dl__json_bytes(b, s ? s : "", s ? strlen(s) : 0);
}

void dl__json_int(dl__strbuf *b, int64_t n)
{
    separate(b);
    dl__strbuf_printf(b, "%lld", (long long)n);
}

void dl__json_real(dl__strbuf *b, double x, int decimals)
{
    static const int64_t power[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000
    };
    if (decimals < 0 || decimals > 9 || !isfinite(x) || fabs(x) >= 1e9) {
        dl__json_null(b);
        return;
    }
    separate(b);
    int64_t scaled = llround(x * (double)power[decimals]), size = scaled < 0 ? -scaled : scaled;
    int64_t whole = size / power[decimals], rest = size % power[decimals];
    while (decimals > 1 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }
    dl__strbuf_printf(b, "%s%lld.%0*lld", scaled < 0 ? "-" : "", (long long)whole,
                      decimals > 0 ? decimals : 1, (long long)rest);
}

void dl__json_bool(dl__strbuf *b, bool x)
{
    separate(b);
    dl__strbuf_puts(b, x ? "true" : "false");
}

void dl__json_null(dl__strbuf *b)
{
    separate(b);
    dl__strbuf_add(b, "null", 4);
}

void dl__json_key_text(dl__strbuf *b, const char *key, const char *s)
{
    dl__json_key(b, key);
    dl__json_text(b, s);
}

void dl__json_key_bytes(dl__strbuf *b, const char *key, dl_str s)
{
    dl__json_key(b, key);
    dl__json_bytes(b, s.ptr, s.len);
}

void dl__json_key_int(dl__strbuf *b, const char *key, int64_t n)
{
    dl__json_key(b, key);
    dl__json_int(b, n);
}

void dl__json_key_real(dl__strbuf *b, const char *key, double x, int decimals)
{
    dl__json_key(b, key);
    dl__json_real(b, x, decimals);
}
