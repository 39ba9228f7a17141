/* decimal.c - digits summed up and divided once, so that the result is the nearest double for up to 15 digits. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

const char *dl__decimal(const char *s, double *value)
{
    double v = 0, scale = 1, sign = 1;
    if (*s == '-') {
        sign = -1;
        s++;
    }
    for (; *s >= '0' && *s <= '9'; s++)
        v = v * 10 + (*s - '0');
    if (*s == '.') {
        for (s++; *s >= '0' && *s <= '9'; s++) {
            v = v * 10 + (*s - '0');
            scale *= 10;
        }
    }
    *value = sign * v / scale;
    return s;
}
