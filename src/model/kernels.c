/* kernels.c - the choice among the kernels. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <string.h>
#if defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

typedef const dl__kernels *(*getter)(void);

/* What this machine runs, the fastest first; dl__kernels_plain is always the last. */
static size_t runnable(getter out[DL__MAX_KERNELS])
{
    size_t n = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool wide = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
    if (wide && __builtin_cpu_supports("avx512vnni"))
        out[n++] = dl__kernels_vnni;
    if (wide)
        out[n++] = dl__kernels_avx512;
    if (__builtin_cpu_supports("avx2"))
        out[n++] = dl__kernels_avx2;
#elif defined(__aarch64__)
#if defined(__linux__)
    if (getauxval(AT_HWCAP) & HWCAP_ASIMDDP)
        out[n++] = dl__kernels_neondot;
#endif
    out[n++] = dl__kernels_neon;
#endif
    out[n++] = dl__kernels_plain;
    return n;
}

const dl__kernels *dl__kernels_at(size_t i)
{
    getter get[DL__MAX_KERNELS];
    return i < runnable(get) ? get[i]() : NULL;
}

const dl__kernels *dl__kernels_named(const char *name)
{
    const dl__kernels *k = NULL;
    for (size_t i = 0; (k = dl__kernels_at(i)) && strcmp(k->name, name) != 0;)
        i++;
    return k;
}
