/* store_day.c - the first day of what a date names, so that days, months and years stand in one order. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#include "store/ask.h"

#include <stdio.h>
#include <string.h>

/* The number that s[0..n) writes in digits; -1: it does not. */
static int digits(const char *s, size_t n)
{
    int x = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return -1;
        x = x * 10 + (s[i] - '0');
    }
    return x;
}

/* Days since 1970-01-01 in the Gregorian calendar; the year begins in March, so that the leap day is its last. */
static long days_of(int year, int month, int day)
{
    long y = month <= 2 ? year - 1 : year, m = month <= 2 ? month + 9 : month - 3;
    long era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static void write_day(long days, char out[11])
{
    long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
    long day = of_year - (153 * m + 2) / 5 + 1, month = m < 10 ? m + 3 : m - 9;
    long y = year + era * 400 + (month <= 2);
    char whole[64];
    (void)snprintf(whole, sizeof whole, "%04ld-%02ld-%02ld", y, month, day);
    memcpy(out, whole, 10);
    out[10] = '\0';
}

/* Monday of an ISO week; the first week of a year is the one with 4 January. */
static void week(int year, int n, char out[11])
{
    long fourth = days_of(year, 1, 4),
         weekday = ((fourth + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday: 0 is Monday */
    write_day(fourth - weekday + 7L * (n - 1), out);
}

void dl__first_day(const char *date, char out[11])
{
    size_t len = strnlen(date, 11);
    int year = len >= 4 ? digits(date, 4) : -1, n = -1;
    out[0] = '\0';
    if (year < 0 || (len > 4 && date[4] != '-'))
        return;
    if (len == 4) {
        write_day(days_of(year, 1, 1), out);
    } else if (len == 7 && date[5] == 'Q') {
        n = digits(date + 6, 1);
        if (n >= 1 && n <= 4)
            write_day(days_of(year, 3 * n - 2, 1), out);
    } else if (len == 7) {
        n = digits(date + 5, 2);
        if (n >= 1 && n <= 12)
            write_day(days_of(year, n, 1), out);
    } else if (len == 8 && date[5] == 'W') {
        n = digits(date + 6, 2);
        if (n >= 1 && n <= 53)
            week(year, n, out);
    } else if (len >= 10 && date[7] == '-') {
        n = digits(date + 5, 2);
        int day = digits(date + 8, 2);
        if (n >= 1 && n <= 12 && day >= 1 && day <= 31)
            write_day(days_of(year, n, day), out);
    }
}

/* The first day of the period behind the one that begins at `first` and is written like `date`. */
static void day_after(const char *date, const char first[11], char out[11])
{
    int year = digits(first, 4), month = digits(first + 5, 2), day = digits(first + 8, 2);
    size_t len = strlen(date);
    int months = len == 4 ? 12 : date[5] == 'Q' ? 3 : len == 7 ? 1 : 0;
    if (months) {
        int next = month - 1 + months;
        write_day(days_of(year + next / 12, next % 12 + 1, 1), out);
    } else {
        write_day(days_of(year, month, day) + (date[5] == 'W' ? 7 : 1), out);
    }
}

bool dl__days_of(const char *date, char first[11], char after[11])
{
    size_t len = strnlen(date, 12);
    dl__first_day(date, first);
    if (len > 10 || !first[0] ||
        (len == 10 && memcmp(date, first, 10) != 0)) /* 2024-02-30 would be in March */
        return false;
    if (len == 8 && memcmp(date + 6, "53", 2) == 0) { /* most years have no such week */
        char next[11], whole[16];
        (void)snprintf(whole, sizeof whole, "%04d-W01", digits(date, 4) + 1);
        dl__first_day(whole, next);
        if (!memcmp(first, next, 10))
            return false;
    }
    day_after(date, first, after);
    return true;
}

int64_t dl__day_number(const char *day)
{
    bool whole = strnlen(day, 11) == 10;
    return whole ? days_of(digits(day, 4), digits(day + 5, 2), digits(day + 8, 2)) : -1;
}
