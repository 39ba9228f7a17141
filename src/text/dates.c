/* dates.c - the forms of a date in the head of a report.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/dates.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Names of months and days by the letters that every form of them begins with. */
static const char MONTH[12][10] = { "january", "february", "march",     "april",   "may",      "june",
                                    "july",    "august",   "september", "october", "november", "december" };
static const char DAY[7][10] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
};

typedef struct cursor {
    const char *s;
    size_t len, at;
} cursor;

static char peek(const cursor *c)
{
    return c->at < c->len ? c->s[c->at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char to_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool is_letter(char c)
{
    return to_lower(c) >= 'a' && to_lower(c) <= 'z';
}

static void blanks(cursor *c)
{
    for (;;) {
        if (peek(c) == ' ' || peek(c) == '\t')
            c->at++;
        else if (c->len - c->at >= 2 && memcmp(c->s + c->at, "\xC2\xA0", 2) == 0)
            c->at += 2;
        else
            return;
    }
}

static bool accept(cursor *c, char want)
{
    if (peek(c) != want)
        return false;
    c->at++;
    return true;
}

/* A number of min..max digits that no further digit follows. */
static bool number(cursor *c, unsigned min, unsigned max, unsigned *out)
{
    unsigned n = 0, value = 0;
    while (n < max && is_digit(peek(c))) {
        value = value * 10 + (unsigned)(peek(c) - '0');
        c->at++;
        n++;
    }
    *out = value;
    return n >= min && !is_digit(peek(c));
}

/* One of n names, whole or cut to three or more letters, with or without a stop; *which counts from 1. */
static bool name(cursor *c, const char names[][10], unsigned n, unsigned *which)
{
    size_t k = 0;
    char word[10];
    while (is_letter(peek(c)) && k < sizeof word - 1) {
        word[k++] = to_lower(peek(c));
        c->at++;
    }
    if (k < 3 || is_letter(peek(c)))
        return false;
    for (unsigned i = 0; i < n; i++)
        if (memcmp(names[i], word, k) == 0) {
            *which = i + 1;
            accept(c, '.');
            return true;
        }
    return false;
}

static bool valid(unsigned y, unsigned m, unsigned d)
{
    static const uint8_t days[12] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (y < 1000 || m < 1 || m > 12 || d < 1 || d > days[m - 1])
        return false;
    return m != 2 || d < 29 || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
}

/* 2022-09-29, 2022/9/29; with a time, that is passed. */
static bool year_first(cursor *c, unsigned *y, unsigned *m, unsigned *d)
{
    if (!number(c, 4, 4, y))
        return false;
    char mark = peek(c);
    if (mark != '-' && mark != '/')
        return false;
    c->at++;
    if (!number(c, 1, 2, m) || !accept(c, mark) || !number(c, 1, 2, d))
        return false;
    if (peek(c) == 'T' && c->at + 1 < c->len && is_digit(c->s[c->at + 1]))
        while (is_digit(peek(c)) || (peek(c) != '\0' && strchr("TZ:.+-", peek(c))))
            c->at++;
    return true;
}

static void ordinal(cursor *c)
{
    static const char mark[4][3] = { "st", "nd", "rd", "th" };
    for (int i = 0; i < 4 && c->len - c->at >= 2; i++)
        if (memcmp(c->s + c->at, mark[i], 2) == 0) {
            c->at += 2;
            return;
        }
}

/* 29 September 2022, 29th of Sept. 2022 */
static bool day_first(cursor *c, unsigned *y, unsigned *m, unsigned *d)
{
    if (!number(c, 1, 2, d))
        return false;
    ordinal(c);
    blanks(c);
    accept(c, '-');
    if (c->len - c->at > 3 && memcmp(c->s + c->at, "of ", 3) == 0)
        c->at += 3;
    if (!name(c, MONTH, 12, m))
        return false;
    accept(c, '-');
    accept(c, ',');
    blanks(c);
    return number(c, 4, 4, y);
}

/* September 29, 2022 */
static bool month_first(cursor *c, unsigned *y, unsigned *m, unsigned *d)
{
    if (!name(c, MONTH, 12, m))
        return false;
    blanks(c);
    if (!number(c, 1, 2, d))
        return false;
    ordinal(c);
    accept(c, ',');
    blanks(c);
    return number(c, 4, 4, y);
}

static void put(char *out, unsigned value, int digits)
{
    for (int i = digits - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
}

size_t dl__date_read(const char *s, size_t len, char out[11])
{
    static bool (*const form[])(cursor *, unsigned *, unsigned *, unsigned *) = { year_first, day_first,
                                                                                  month_first };
    cursor start = { s, len, 0 }, c = start;
    unsigned y = 0, m = 0, d = 0, day;
    if (name(&c, DAY, 7, &day)) {
        accept(&c, ',');
        blanks(&c);
        start = c;
    }
    for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
        c = start;
        if (form[i](&c, &y, &m, &d) && valid(y, m, d) && !is_letter(peek(&c))) {
            put(out, y, 4);
            put(out + 5, m, 2);
            put(out + 8, d, 2);
            out[4] = out[7] = '-';
            out[10] = '\0';
            return c.at;
        }
    }
    return 0;
}
