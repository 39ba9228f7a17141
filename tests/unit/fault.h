/* fault.h - fail the 1st, 2nd, ... allocation.  For tests made with dl_fault_test(): the linker sends malloc, calloc and
 * realloc of the library through here, the library itself knows nothing of it.  With DL_ARENA_MALLOC each allocation of an
 * arena counts, otherwise each block.
 *
 *     for (long n = 0; ; n++) { fault_arm(n); status = call(); fault_disarm(); if (status == DL_OK) break; ... } */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TESTS_FAULT_H
#define DL_TESTS_FAULT_H
#include <stddef.h>

static long fault_left = -1; /* allocations that still succeed; -1: all */

static inline void fault_arm(long n)
{
    fault_left = n;
}

static inline void fault_disarm(void)
{
    fault_left = -1;
}

/* Whether this allocation fails; from the first failure on all do. */
static int fault_now(void)
{
    if (fault_left < 0)
        return 0;
    if (fault_left == 0)
        return 1;
    fault_left--;
    return 0;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);

void *__wrap_malloc(size_t size)
{
    return fault_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fault_now() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return fault_now() ? NULL : __real_realloc(p, size);
}
#endif
