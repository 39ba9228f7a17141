/* kernels_vnni.c - 64 products at a time.  Compiled for AVX-512 with VNNI; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "model/kernels.inc"

enum { ROWS = 6, BLOCKS = 4 }; /* 24 sums, 4 weights, 1 activation: 29 of 32 registers */

/* rows x blocks * 16 channels.  The instruction takes the activations as unsigned: a + 128 (the sign bit flipped) in
 * their place makes the sum too great by 128 * sum of the weights, which the sums start below zero by (shift). */
static inline __attribute__((always_inline)) void tile(const dl__linear *l, size_t n, const int8_t *a,
                                                       const float *a_scale, float *y, size_t rows, size_t blocks)
{
    __m512i sum[ROWS][BLOCKS];
    const size_t panel = (size_t)l->n_in * DL__LANES;
    const int8_t *w = l->w + n * l->n_in;
    const __m512i flip = _mm512_set1_epi32((int32_t)0x80808080u);
    for (size_t b = 0; b < blocks; b++) {
        const __m512i start = _mm512_loadu_si512(l->shift + n + b * DL__LANES);
        for (size_t r = 0; r < rows; r++)
            sum[r][b] = start;
    }
    for (size_t k = 0; k < l->n_in; k += 4) {
        __m512i v[BLOCKS];
        for (size_t b = 0; b < blocks; b++)
            v[b] = _mm512_loadu_si512(w + b * panel + k * DL__LANES);
        for (size_t r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, a + r * l->n_in + k, sizeof four);
            const __m512i u = _mm512_xor_si512(_mm512_set1_epi32(four), flip);
            for (size_t b = 0; b < blocks; b++)
                sum[r][b] = _mm512_dpbusd_epi32(sum[r][b], u, v[b]);
        }
    }
    for (size_t b = 0; b < blocks; b++) {
        const size_t c = n + b * DL__LANES;
        const __m512 scale = _mm512_loadu_ps(l->scale + c), bias = _mm512_loadu_ps(l->bias + c);
        for (size_t r = 0; r < rows; r++) {
            __m512 f = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][b]), _mm512_set1_ps(a_scale[r]));
            _mm512_storeu_ps(y + r * l->n_out + c, _mm512_add_ps(_mm512_mul_ps(f, scale), bias));
        }
    }
}

#define STRIP(strip_name, blocks)                                                                             \
    static void strip_name(const dl__linear *l, size_t n, const int8_t *a, const float *a_scale, size_t m,    \
                           float *y)                                                                          \
    {                                                                                                         \
        size_t r = 0;                                                                                         \
        for (; r + ROWS <= m; r += ROWS)                                                                      \
            tile(l, n, a + r * l->n_in, a_scale + r, y + r * l->n_out, ROWS, blocks);                         \
        for (; r + 3 <= m; r += 3)                                                                            \
            tile(l, n, a + r * l->n_in, a_scale + r, y + r * l->n_out, 3, blocks);                            \
        for (; r < m; r++)                                                                                    \
            tile(l, n, a + r * l->n_in, a_scale + r, y + r * l->n_out, 1, blocks);                            \
    }
STRIP(strip_4, 4)
STRIP(strip_1, 1)

static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    size_t n = 0;
    for (; n + BLOCKS * DL__LANES <= l->n_out; n += BLOCKS * DL__LANES)
        strip_4(l, n, a, a_scale, m, y);
    for (; n < l->n_out; n += DL__LANES)
        strip_1(l, n, a, a_scale, m, y);
}

static const dl__kernels TABLE = KERNEL_TABLE("avx512vnni");

const dl__kernels *dl__kernels_vnni(void)
{
    return &TABLE;
}
#else
const dl__kernels *dl__kernels_vnni(void)
{
    return NULL;
}
#endif
