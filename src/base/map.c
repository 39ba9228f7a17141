/* map.c - linear probing, at most two thirds full. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/map.h"

#include <string.h>
#include <xxhash.h>

void dl__map_init(dl__map *m, dl__arena *arena)
{
    *m = (dl__map){ .arena = arena };
}

static dl__map_slot *probe(dl__map_slot *slots, size_t cap, const char *key, size_t len, uint64_t hash)
{
    size_t i = (size_t)hash & (cap - 1);
    while (slots[i].key &&
           !(slots[i].hash == hash && slots[i].len == len && memcmp(slots[i].key, key, len) == 0))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static bool grow(dl__map *m)
{
    size_t cap = m->cap ? m->cap * 2 : 64;
    dl__map_slot *slots = dl__arena_alloc(m->arena, cap, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < m->cap; i++) {
        const dl__map_slot *s = &m->slots[i];
        if (s->key)
            *probe(slots, cap, s->key, s->len, s->hash) = *s;
    }
    m->slots = slots;
    m->cap = cap;
    return true;
}

uint32_t *dl__map_put(dl__map *m, const char *key, size_t len, bool *is_new)
{
    if (is_new)
        *is_new = false;
    if (m->n * 3 >= m->cap * 2 && !grow(m))
        return NULL;
    uint64_t hash = XXH3_64bits(key, len);
    dl__map_slot *s = probe(m->slots, m->cap, key, len, hash);
    if (!s->key) {
        *s = (dl__map_slot){ .key = key, .len = len, .hash = hash };
        m->n++;
        if (is_new)
            *is_new = true;
    }
    return &s->value;
}

const uint32_t *dl__map_get(const dl__map *m, const char *key, size_t len)
{
    if (!m->cap)
        return NULL;
    const dl__map_slot *s = probe(m->slots, m->cap, key, len, XXH3_64bits(key, len));
    return s->key ? &s->value : NULL;
}
