/* arena.h - memory that is freed all at once.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_ARENA_H
#define DL_BASE_ARENA_H
#include "dateline/dateline.h"

typedef struct dl__arena dl__arena;

/* A new arena, NULL when memory is out. With DL_ARENA_MALLOC (preset asan) each block is its own malloc. */
dl__arena *dl__arena_new(void);
void dl__arena_free(dl__arena *a); /* NULL allowed */
/* Forget everything but keep the largest block for reuse. */
void dl__arena_reset(dl__arena *a);
/* Zeroed room for n items of `size` bytes, aligned to 16; NULL when n * size overflows or memory is out. n may be 0. */
void *dl__arena_alloc(dl__arena *a, size_t n, size_t size);
/* Copy of s[0..len) with a NUL behind it; NULL when memory is out. */
char *dl__arena_strndup(dl__arena *a, const char *s, size_t len);
/* printf into the arena; NULL when memory is out. */
char *dl__arena_printf(dl__arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Growable array in an arena: pointer, count, capacity are the caller's.
 *     if (!DL__PUSH(a, doc->events, doc->n_events, doc->cap_events)) return DL_ENOMEM;   -> last item zeroed and counted */
#define DL__PUSH(arena, items, n, cap)                                                                       \
    (((n) < (cap) || dl__arena_grow((arena), (void **)&(items), (n), &(cap), sizeof *(items)))               \
         ? &(items)[(n)++] : NULL)
/* Make room for at least one more item (doubles). New room is zeroed. false when memory is out. */
bool dl__arena_grow(dl__arena *a, void **items, size_t n, size_t *cap, size_t size);
#endif
