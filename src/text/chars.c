/* chars.c - classes of characters by utf8proc's categories.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/chars.h"

#include <utf8proc.h>

size_t dl__char_decode(const char *s, size_t len, int32_t *cp)
{
    if ((unsigned char)s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &c);
    if (n <= 0) {
        *cp = 0xFFFD;
        return 1;
    }
    *cp = c;
    return (size_t)n;
}

size_t dl__char_encode(int32_t cp, unsigned char out[4])
{
    utf8proc_ssize_t n = utf8proc_encode_char(cp, out);
    return n > 0 ? (size_t)n : 0;
}

dl__char_class dl__char_class_of(int32_t cp)
{
    if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'))
        return DL__CH_LETTER;
    if (cp == ' ')
        return DL__CH_SPACE;
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return DL__CH_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return DL__CH_MARK;
    case UTF8PROC_CATEGORY_ND: return DL__CH_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return DL__CH_SPACE;
    case UTF8PROC_CATEGORY_CF: return DL__CH_IGNORED;
    default: return DL__CH_OTHER;
    }
}

int32_t dl__char_fold(int32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    return cp == 0x2019 ? '\'' : utf8proc_tolower(cp);
}

bool dl__char_is_upper(int32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    utf8proc_category_t c = utf8proc_category(cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

static bool is_edge(int32_t cp)
{
    dl__char_class c = dl__char_class_of(cp);
    return c == DL__CH_SPACE || c == DL__CH_IGNORED;
}

size_t dl__trim_begin(const char *s, size_t begin, size_t end)
{
    while (begin < end) {
        int32_t cp;
        size_t n = dl__char_decode(s + begin, end - begin, &cp);
        if (!is_edge(cp))
            break;
        begin += n;
    }
    return begin;
}

size_t dl__trim_end(const char *s, size_t begin, size_t end)
{
    while (end > begin) {
        size_t at = end - 1;
        while (at > begin && end - at < 4 && ((unsigned char)s[at] & 0xC0) == 0x80)
            at--;
        int32_t cp;
        dl__char_decode(s + at, end - at, &cp);
        if (!is_edge(cp))
            break;
        end = at;
    }
    return end;
}
