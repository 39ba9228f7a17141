/* kernels_avx2.c - 32 products at a time.  Compiled with -mavx2; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "model/kernels.inc"

enum { ROWS = 4 };

/* ROWS or fewer rows times one block of 16 channels.  The unsigned x signed product of AVX2 adds pairs in 16 bits:
 * |a| <= 127 and |w| <= 127 keep 2 * 127 * 127 below 2^15, so it never saturates. */
static inline __attribute__((always_inline)) void tile(const dl__linear *l, const int8_t *w, size_t n,
                                                       const int8_t *a, const float *a_scale, float *y,
                                                       size_t rows)
{
    __m256i sum[ROWS][2];
    for (size_t r = 0; r < rows; r++)
        sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    const __m256i ones = _mm256_set1_epi16(1);
    for (size_t k = 0; k < l->n_in; k += 4, w += 4 * DL__LANES) {
        const __m256i w0 = _mm256_load_si256((const __m256i *)(const void *)w);
        const __m256i w1 = _mm256_load_si256((const __m256i *)(const void *)(w + 32));
        for (size_t r = 0; r < rows; r++) {
            int32_t four;
            memcpy(&four, a + r * l->n_in + k, sizeof four);
            const __m256i v = _mm256_set1_epi32(four), size = _mm256_abs_epi8(v);
            const __m256i p0 = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w0, v));
            const __m256i p1 = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w1, v));
            sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(p0, ones));
            sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(p1, ones));
        }
    }
    for (size_t r = 0; r < rows; r++)
        for (size_t h = 0; h < 2; h++) {
            const size_t c = n + 8 * h;
            __m256 v = _mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][h]), _mm256_set1_ps(a_scale[r]));
            v = _mm256_add_ps(_mm256_mul_ps(v, _mm256_loadu_ps(l->scale + c)), _mm256_loadu_ps(l->bias + c));
            _mm256_storeu_ps(y + r * l->n_out + c, v);
        }
}

static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    for (size_t n = 0; n < l->n_out; n += DL__LANES) {
        const int8_t *w = l->w + n * l->n_in;
        size_t r = 0;
        for (; r + ROWS <= m; r += ROWS)
            tile(l, w, n, a + r * l->n_in, a_scale + r, y + r * l->n_out, ROWS);
        for (; r < m; r++)
            tile(l, w, n, a + r * l->n_in, a_scale + r, y + r * l->n_out, 1);
    }
}

static const dl__kernels TABLE = KERNEL_TABLE("avx2");

const dl__kernels *dl__kernels_avx2(void)
{
    return &TABLE;
}
