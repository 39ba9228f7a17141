/* arena.c - see arena.h.
 *
 * A list of blocks, newest first; an allocation takes the next bytes of the newest or starts a block.  Blocks double up
 * to 1 MiB, so a short story costs one malloc and a long one few.  Memory is zeroed when handed out, not when a block is
 * made: a reset then costs nothing. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_BLOCK = 1 << 16, LAST_BLOCK = 1 << 20, FIRST_ITEMS = 8 };

typedef struct block {
    struct block *next;
    size_t cap, used;
    _Alignas(ALIGN) unsigned char data[];
} block;

struct dl__arena {
    block *newest;
};

dl__arena *dl__arena_new(void)
{
    return calloc(1, sizeof(dl__arena));
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void dl__arena_free(dl__arena *a)
{
    if (!a)
        return;
    free_blocks(a->newest);
    free(a);
}

void dl__arena_reset(dl__arena *a)
{
#ifdef DL_ARENA_MALLOC
    free_blocks(a->newest);
    a->newest = NULL;
#else
    block *largest = NULL;
    for (block *b = a->newest, *next; b; b = next) {
        next = b->next;
        if (!largest || b->cap > largest->cap) {
            free(largest);
            largest = b;
        } else {
            free(b);
        }
    }
    if (largest) {
        largest->next = NULL;
        largest->used = 0;
    }
    a->newest = largest;
#endif
}

/* A block with room for `bytes`, in front of the list. */
static block *add_block(dl__arena *a, size_t bytes)
{
    size_t cap = bytes;
#ifndef DL_ARENA_MALLOC
    size_t usual = !a->newest                         ? FIRST_BLOCK
                   : a->newest->cap >= LAST_BLOCK / 2 ? LAST_BLOCK
                                                      : a->newest->cap * 2;
    if (cap < usual)
        cap = usual;
#endif
    if (cap > SIZE_MAX - sizeof(block))
        return NULL;
    block *b = malloc(sizeof(block) + cap);
    if (!b)
        return NULL;
    b->cap = cap;
    b->used = 0;
    b->next = a->newest;
    a->newest = b;
    return b;
}

void *dl__arena_alloc(dl__arena *a, size_t n, size_t size)
{
    if (size && n > (SIZE_MAX - ALIGN) / size)
        return NULL;
    size_t bytes = n * size;
#ifdef DL_ARENA_MALLOC
    size_t taken = bytes ? bytes : 1;
    block *b = add_block(a, taken);
#else
    size_t taken = bytes ? (bytes + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    block *b = a->newest;
    if (!b || b->cap - b->used < taken)
        b = add_block(a, taken);
#endif
    if (!b)
        return NULL;
    void *p = b->data + b->used;
    b->used += taken;
    return memset(p, 0, taken);
}

char *dl__arena_strndup(dl__arena *a, const char *s, size_t len)
{
    if (len == SIZE_MAX)
        return NULL;
    char *copy = dl__arena_alloc(a, len + 1, 1);
    if (copy && len)
        memcpy(copy, s, len);
    return copy;
}

char *dl__arena_printf(dl__arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *s = len < 0 ? NULL : dl__arena_alloc(a, (size_t)len + 1, 1);
    if (s)
        (void)vsnprintf(s, (size_t)len + 1, format, again);
    va_end(again);
    return s;
}

bool dl__arena_grow(dl__arena *a, void **items, size_t n, size_t *cap, size_t size)
{
    if (*cap > SIZE_MAX / 2)
        return false;
    size_t more = *cap ? *cap * 2 : FIRST_ITEMS;
    void *grown = dl__arena_alloc(a, more, size);
    if (!grown)
        return false;
    void *old; /* *items is some other kind of pointer: copied as bytes, never read through void ** */
    memcpy(&old, items, sizeof old);
    if (n)
        memcpy(grown, old, n * size);
    memcpy(items, &grown, sizeof grown);
    *cap = more;
    return true;
}
