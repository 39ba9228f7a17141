/* tally.c - few keys, so that looking through them is all the search there is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tally.h"

#include <string.h>

static size_t find(const dl__tally *t, const char *key)
{
    size_t i = 0;
    while (i < t->n && strcmp(t->at[i].key, key) != 0)
        i++;
    return i;
}

void dl__tally_add(dl__tally *t, const char *key, double weight)
{
    if (!*key)
        return;
    t->total += weight;
    size_t i = find(t, key);
    if (i == DL__TALLY_MAX)
        return;
    if (i == t->n)
        t->at[t->n++].key = key;
    t->at[i].weight += weight;
    if (t->at[i].weight > t->at[t->top].weight)
        t->top = i;
}

double dl__tally_of(const dl__tally *t, const char *key)
{
    size_t i = find(t, key);
    return i < t->n ? t->at[i].weight : 0;
}
