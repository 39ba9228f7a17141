/* kernels_plain.c - the reference in plain C. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <math.h>

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
