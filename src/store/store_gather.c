/* store_gather.c - cells of one dyad as happenings: for which day and for which place each counts.  No database; see
 * docs/linking.md for the rules and store_link.h.
 *
 * Each cell looks at others at most DL__GATHER_REACH days away, so that what a change does ends there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include <string.h>

/* Is there a cell of that day, dated by the text or by its story, whose place agrees (NULL: any place)? */
static bool any(const dl__cell *c, size_t n, int64_t day, bool exact, const char *place)
{
    for (size_t i = 0; i < n; i++)
        if (c[i].day == day && c[i].exact == exact && (!place || dl__place_agrees(c[i].place, place)))
            return true;
    return false;
}

/* What has only the story's date was that day or the day before: that of which a text says so.  Where no text does, two days in a
 * row are one happening, unless it is told of on a third as well: then each day has its own. */
static int64_t day_of(const dl__cell *c, size_t n, size_t i)
{
    int64_t day = c[i].day;
    const char *place = c[i].place;
    if (c[i].exact || any(c, n, day, true, place))
        return day;
    if (any(c, n, day - 1, true, place))
        return day - 1;
    bool alone = !any(c, n, day - 2, false, NULL) && !any(c, n, day - 2, true, NULL) &&
                 !any(c, n, day + 1, false, NULL);
    return alone && any(c, n, day - 1, false, place) ? day - 1 : day;
}

static bool finer(const char *a, const char *b)
{
    return strlen(a) > strlen(b) && dl__place_agrees(a, b);
}

/* The one finest place of the same day that lies in the cell's; its own where it is the finest or there is more than one. */
static const char *spot_of(const dl__cell *c, size_t n, size_t i)
{
    const char *found = NULL;
    for (size_t k = 0; k < n; k++) {
        if (c[k].at != c[i].at || !finer(c[k].place, c[i].place))
            continue;
        if (!found || finer(c[k].place, found))
            found = c[k].place;
    }
    for (size_t k = 0; k < n && found; k++)
        if (c[k].at == c[i].at && finer(c[k].place, c[i].place) && !dl__place_agrees(c[k].place, found))
            found = NULL;
    return found ? found : c[i].place;
}

void dl__gather_cells(dl__cell *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        c[i].at = day_of(c, n, i);
    for (size_t i = 0; i < n; i++)
        c[i].spot = spot_of(c, n, i);
}
