/* dates.h - a calendar date as the head of a report writes it.  Layer: text; includes base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEXT_DATES_H
#define DL_TEXT_DATES_H
#include <stddef.h>

/* Read a full date at the start of s[0..len): "2022-09-29", "2022/09/29" (a time may follow, "T10:00:00Z"),
 * "September 29, 2022", "Sept. 29th 2022", "29 Sep 2022", each also behind a day of the week.
 * Writes "YYYY-MM-DD" and NUL to out; returns the bytes read, 0 (and out as it was) where there is no such
 * date. */
size_t dl__date_read(const char *s, size_t len, char out[11]);
#endif
