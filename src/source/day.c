/* day.c - see day.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/day.h"

#include "text/dates.h"

#include <string.h>

enum { LOOK = 200 }; /* bytes in which a date is looked for */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Eight digits and no more: 20240305, also before "T1015". */
static bool eight_digits(dl_str s, size_t i, char out[DL__DAY])
{
    size_t n = 0;
    while (i + n < s.len && is_digit(s.ptr[i + n]))
        n++;
    if ((n != 8 && n != 14) || (s.ptr[i] != '1' && s.ptr[i] != '2'))
        return false;
    const char *p = s.ptr + i;
    const char day[11] = { p[0], p[1], p[2], p[3], '-', p[4], p[5], '-', p[6], p[7], '\0' };
    return dl__date_read(day, 10, out) > 0;
}

bool dl__day_read(dl_str s, char out[DL__DAY])
{
    out[0] = '\0';
    if (s.len > LOOK)
        s.len = LOOK;
    for (size_t i = 0; i < s.len; i++) {
        bool inside = i > 0 && ((is_digit(s.ptr[i]) && is_digit(s.ptr[i - 1])) ||
                                (is_letter(s.ptr[i]) && is_letter(s.ptr[i - 1])));
        if (inside || (!is_digit(s.ptr[i]) && !is_letter(s.ptr[i])))
            continue;
        if (dl__date_read(s.ptr + i, s.len - i, out) > 0 || (is_digit(s.ptr[i]) && eight_digits(s, i, out)))
            return true;
    }
    out[0] = '\0';
    return false;
}

bool dl__day_in_url(dl_str url, char out[DL__DAY])
{
    static const char *const months[12] = { "jan", "feb", "mar", "apr", "may", "jun",
                                            "jul", "aug", "sep", "oct", "nov", "dec" };
    size_t end = 0;
    out[0] = '\0';
    while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#')
        end++;
    for (size_t i = 0; i + 8 < end; i++) {
        if ((url.ptr[i] != '/' && url.ptr[i] != '-' && url.ptr[i] != '_') || !is_digit(url.ptr[i + 1]))
            continue;
        dl_str rest = { url.ptr + i + 1, end - i - 1 };
        if (dl__date_read(rest.ptr, rest.len, out) > 0 || eight_digits(rest, 0, out))
            return true;
        if (rest.len < 11 || rest.ptr[4] != '/' || rest.ptr[8] != '/') /* 2024/mar/05 */
            continue;
        for (int m = 0; m < 12; m++) {
            if (memcmp(rest.ptr + 5, months[m], 3) != 0)
                continue;
            const char day[11] = { rest.ptr[0],
                                   rest.ptr[1],
                                   rest.ptr[2],
                                   rest.ptr[3],
                                   '-',
                                   (char)('0' + (m + 1) / 10),
                                   (char)('0' + (m + 1) % 10),
                                   '-',
                                   rest.ptr[9],
                                   rest.ptr[10],
                                   '\0' };
            if (dl__date_read(day, is_digit(rest.ptr[10]) ? 10 : 9, out) > 0)
                return true;
        }
    }
    out[0] = '\0';
    return false;
}
