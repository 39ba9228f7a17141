/* strings.h - each string once, numbered by its place in the pool.  Layer: pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PACK_STRINGS_H
#define DL_PACK_STRINGS_H
#include "base/strbuf.h"

typedef struct pack_strings {
    dl__strbuf pool; /* offset 0 is "" */
    uint32_t *slots; /* offsets + 1; 0 is free */
    size_t n_slots, n;
} pack_strings;

bool dl__strings_init(pack_strings *s);
void dl__strings_free(pack_strings *s);
/* Offset of a string without NUL in it; UINT32_MAX when memory is out or the pool is full (4 GiB). */
uint32_t dl__strings_add(pack_strings *s, const char *text, size_t len);
#endif
