/* map.h - strings to numbers.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_MAP_H
#define DL_BASE_MAP_H
#include "base/arena.h"

/* Open addressing over XXH3-64; keys are borrowed and must outlive the map. Grows in its arena. */
typedef struct dl__map_slot {
    const char *key; /* NULL: free */
    size_t len;
    uint64_t hash;
    uint32_t value;
} dl__map_slot;
typedef struct dl__map {
    dl__arena *arena;
    dl__map_slot *slots;
    size_t n, cap; /* cap is a power of two, or 0 */
} dl__map;

void dl__map_init(dl__map *m, dl__arena *arena);
/* Where the value of key is kept; a new key gets 0 and *is_new (may be NULL) true. NULL when memory is out. */
uint32_t *dl__map_put(dl__map *m, const char *key, size_t len, bool *is_new);
/* NULL: no such key. */
const uint32_t *dl__map_get(const dl__map *m, const char *key, size_t len);
#endif
