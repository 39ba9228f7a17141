/* kernels_plain.c - the reference in plain C. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <math.h>
#include <string.h>

#define VECTOR 4
#include "model/kernels.inc"

/* Sums along the inputs of one channel are what compilers make vectors of; the weights are laid out for them. */
static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    int16_t w[DL__LANES * DL__MAX_IN], row[DL__MAX_IN];
    const size_t n_in = l->n_in;
    for (size_t n = 0; n < l->n_out; n += DL__LANES) {
        for (size_t i = 0; i < n_in * DL__LANES; i++)
            w[i / 4 % DL__LANES * n_in + i / (4 * DL__LANES) * 4 + i % 4] = l->w[n * n_in + i];
        for (size_t r = 0; r < m; r++) {
            for (size_t k = 0; k < n_in; k++)
                row[k] = a[r * n_in + k];
            for (size_t c = 0; c < DL__LANES; c++) {
                const int16_t *restrict channel = w + c * n_in;
                int32_t sum = 0;
                for (size_t k = 0; k < n_in; k++)
                    sum += row[k] * channel[k];
                y[r * l->n_out + n + c] = ((float)sum * a_scale[r]) * l->scale[n + c] + l->bias[n + c];
            }
        }
    }
}

static const dl__kernels TABLE = KERNEL_TABLE("plain");

const dl__kernels *dl__kernels_plain(void)
{
    return &TABLE;
}
