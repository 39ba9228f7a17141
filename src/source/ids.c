/* ids.c - see ids.h.  Open addressing over XXH3-128, at most two thirds full. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/ids.h"

#include <stdlib.h>
#include <xxhash.h>

struct dl__ids_slot {
    uint64_t low, high;
    uint64_t sum; /* of the rest of the story */
    uint64_t line;
    uint32_t input;
    bool used;
};

static struct dl__ids_slot *find(struct dl__ids_slot *slots, size_t cap, uint64_t low, uint64_t high)
{
    size_t i = (size_t)low & (cap - 1);
    while (slots[i].used && (slots[i].low != low || slots[i].high != high))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static bool grow(dl__ids *ids)
{
    size_t cap = ids->cap ? ids->cap * 2 : 1024;
    struct dl__ids_slot *slots = calloc(cap, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < ids->cap; i++)
        if (ids->slots[i].used)
            *find(slots, cap, ids->slots[i].low, ids->slots[i].high) = ids->slots[i];
    free(ids->slots);
    ids->slots = slots;
    ids->cap = cap;
    return true;
}

/* Of all that makes a story but its id. */
static uint64_t sum_of(const dl_story *story)
{
    const dl_str *const part[] = { &story->date, &story->headline, &story->text, &story->publisher,
                                   &story->url };
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        sum = XXH3_64bits_withSeed(part[i]->len ? part[i]->ptr : "", part[i]->len, sum + i);
    return sum;
}

dl__ids_seen dl__ids_add(dl__ids *ids, const dl_story *story, uint32_t *input, uint64_t *line)
{
    if (ids->n >= ids->cap / 3 * 2 && !grow(ids))
        return DL__IDS_NO_MEMORY;
    XXH128_hash_t h = XXH3_128bits(story->id.len ? story->id.ptr : "", story->id.len);
    struct dl__ids_slot *s = find(ids->slots, ids->cap, h.low64, h.high64);
    uint64_t sum = sum_of(story);
    if (s->used) {
        dl__ids_seen seen = s->sum == sum ? DL__IDS_SAME : DL__IDS_OTHER;
        s->sum = sum;
        *input = s->input;
        *line = s->line;
        return seen;
    }
    *s = (struct dl__ids_slot){ h.low64, h.high64, sum, *line, *input, true };
    ids->n++;
    return DL__IDS_NEW;
}

void dl__ids_free(dl__ids *ids)
{
    free(ids->slots);
    *ids = (dl__ids){ NULL, 0, 0 };
}
