/* key.c - the form in which names are stored and looked up; see pack.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/pack.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum { DROP = -1 };

/* A code point in its plain form: ' ' for white space, DROP for what is not seen. */
static utf8proc_int32_t plain(utf8proc_int32_t c)
{
    switch (c) {
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF: return DROP;
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC: return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x00AB:
    case 0x00BB: return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return '-';
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case 0x0085: return ' ';
    default: break;
    }
    if (c < 0x80)
        return c;
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
                   category == UTF8PROC_CATEGORY_ZP
               ? ' '
               : c;
}

/* Compose what was written as letter and accent apart; rare, so it may cost an allocation. */
static size_t compose(char *out, size_t len, size_t cap)
{
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)out, (utf8proc_ssize_t)len, &nfc,
                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    size_t kept = n > 0 && (size_t)n <= cap ? (size_t)n : 0;
    if (kept)
        memcpy(out, nfc, kept);
    free(nfc);
    return kept;
}

size_t dl__key_normalise(const char *s, size_t len, bool lower, char *out, size_t cap)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;
    size_t n = 0;
    bool space = false, apart = false; /* white space is owed; a combining mark was seen */
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t c = bytes[i];
        utf8proc_ssize_t step = 1;
        if (c >= 0x80)
            step = utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(len - i), &c);
        if (step <= 0)
            return 0;
        i += (size_t)step;
        c = plain(c);
        if (c == DROP)
            continue;
        if (c == ' ') {
            space = n > 0;
            continue;
        }
        apart |= c >= 0x300 && utf8proc_category(c) == UTF8PROC_CATEGORY_MN;
        utf8proc_uint8_t code[4];
        size_t code_len = (size_t)utf8proc_encode_char(lower ? utf8proc_tolower(c) : c, code);
        if (cap - n < code_len + space)
            return 0;
        if (space)
            out[n++] = ' ';
        space = false;
        memcpy(out + n, code, code_len);
        n += code_len;
    }
    return apart ? compose(out, n, cap) : n;
}
