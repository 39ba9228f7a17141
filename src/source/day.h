/* day.h - the day that a date stands for, in the forms that pages, feeds and mail write it.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_DAY_H
#define DL_SOURCE_DAY_H
#include "dateline/dateline.h"

#include <stdbool.h>

enum { DL__DAY = 11 };
/* The first full date in s as "YYYY-MM-DD": "2024-03-05T23:30:00-05:00", "Tue, 05 Mar 2024 10:00:00 GMT", "March 5, 2024", 20240305,
 * behind whatever words.  The day is the one that is written, whatever its time zone. false: none, out is "". */
bool dl__day_read(dl_str s, char out[DL__DAY]);
/* The same in the path of an address: /2024/03/05/, /2024-03-05-, /20240305. */
bool dl__day_in_url(dl_str url, char out[DL__DAY]);
#endif
