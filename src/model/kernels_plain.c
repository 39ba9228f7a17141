/* kernels_plain.c - the reference in plain C, and the choice among the kernels. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <math.h>
#include <string.h>

#include "model/kernels.inc"

static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    for (size_t r = 0; r < m; r++, a += l->n_in, y += l->n_out) {
        const int8_t *w = l->w;
        for (size_t n = 0; n < l->n_out; n += DL__LANES) {
            int32_t sum[DL__LANES] = { 0 };
            for (size_t k = 0; k < l->n_in; k += 4, w += 4 * DL__LANES)
                for (size_t c = 0; c < DL__LANES; c++)
                    sum[c] += a[k] * w[4 * c] + a[k + 1] * w[4 * c + 1] + a[k + 2] * w[4 * c + 2] +
                              a[k + 3] * w[4 * c + 3];
            for (size_t c = 0; c < DL__LANES; c++)
                y[n + c] = ((float)sum[c] * a_scale[r]) * l->scale[n + c] + l->bias[n + c];
        }
    }
}

static const dl__kernels TABLE = KERNEL_TABLE("plain");

const dl__kernels *dl__kernels_plain(void)
{
    return &TABLE;
}

static const dl__kernels *if_named(const dl__kernels *k, const char *name)
{
    return k && (!name || strcmp(k->name, name) == 0) ? k : NULL;
}

/* NULL: the fastest. */
static const dl__kernels *choose(const char *name)
{
    const dl__kernels *k = NULL;
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
        k = if_named(dl__kernels_vnni(), name);
    if (!k && __builtin_cpu_supports("avx2"))
        k = if_named(dl__kernels_avx2(), name);
#endif
    return k ? k : if_named(dl__kernels_plain(), name);
}

const dl__kernels *dl__kernels_best(void)
{
    return choose(NULL);
}

const dl__kernels *dl__kernels_named(const char *name)
{
    return choose(name);
}
