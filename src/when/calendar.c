/* calendar.c - days and dates.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "when/time_priv.h"

/* Days since 1970-01-01.  Method: years that begin in March, so that the leap day is the last (era of 400 years). */
int64_t dl__day_of(int y, int m, int d)
{
    int64_t yy = (int64_t)y - (m <= 2);
    int64_t era = (yy >= 0 ? yy : yy - 399) / 400;
    int64_t of_era = yy - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void dl__day_to(int64_t day, int *y, int *m, int *d)
{
    day += 719468;
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int64_t of_era = day - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t mp = (5 * of_year + 2) / 153;
    *d = (int)(of_year - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = (int)(year + era * 400 + (*m <= 2));
}

int dl__days_in_month(int y, int m)
{
    static const unsigned char days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (m < 1 || m > 12)
        return 0;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return days[m - 1] + (m == 2 && leap);
}

int dl__weekday(int64_t day)
{
    int64_t w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w) + 1;
}

/* ISO 8601: the week that holds the year's first Thursday is week 1. */
void dl__iso_week(int64_t day, int *year, int *week)
{
    int64_t thursday = day - dl__weekday(day) + 4;
    int m, d;
    dl__day_to(thursday, year, &m, &d);
    *week = (int)((thursday - dl__day_of(*year, 1, 1)) / 7) + 1;
}

int64_t dl__iso_week_start(int year, int week)
{
    int64_t fourth = dl__day_of(year, 1, 4);
    return fourth - dl__weekday(fourth) + 1 + (int64_t)(week - 1) * 7;
}

/* Western Easter Sunday.  Method: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
int64_t dl__easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return dl__day_of(y, n / 31, n % 31 + 1);
}

static bool digits(const char *s, int n, int *value)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        v = v * 10 + (s[i] - '0');
    }
    *value = v;
    return true;
}

bool dl__day_parse(const char *s, int64_t *day)
{
    int y, m, d;
    if (!s || !digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) || s[7] != '-' ||
        !digits(s + 8, 2, &d))
        return false;
    if (y < 1 || d < 1 || d > dl__days_in_month(y, m))
        return false;
    *day = dl__day_of(y, m, d);
    return true;
}
