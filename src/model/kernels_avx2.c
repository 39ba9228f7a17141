/* kernels_avx2.c - 32 products at a time.  Compiled with -mavx2; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 8
#include "model/kernels.inc"

enum { AT_A_TIME = 16 };

/* Rows of activations as the products need them. */
typedef struct rows {
    int8_t size[AT_A_TIME][DL__MAX_IN];  /* |a| */
    int8_t minus[AT_A_TIME][DL__MAX_IN]; /* all bits where a < 0 */
    int32_t below[AT_A_TIME];            /* sum of |a| where a < 0 */
} rows;

static void take_apart(const int8_t *a, size_t n_in, size_t m, rows *to)
{
    for (size_t r = 0; r < m; r++, a += n_in) {
        int32_t below = 0;
        for (size_t i = 0; i < n_in; i++) {
            to->minus[r][i] = a[i] < 0 ? -1 : 0;
            to->size[r][i] = (int8_t)(a[i] < 0 ? -a[i] : a[i]);
            below += a[i] < 0 ? -a[i] : 0;
        }
        to->below[r] = below;
    }
}

static inline __m256i four(const int8_t *a)
{
    int32_t v;
    memcpy(&v, a, sizeof v);
    return _mm256_set1_epi32(v);
}

static inline void store(const dl__linear *l, size_t c, __m256i sum, float a_scale, float *y)
{
    const __m256 f = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_set1_ps(a_scale));
    const __m256 v =
        _mm256_add_ps(_mm256_mul_ps(f, _mm256_loadu_ps(l->scale + c)), _mm256_loadu_ps(l->bias + c));
    _mm256_storeu_ps(y + c, v);
}

/* name: rows from `first` on times one block of 16 channels.  The product of AVX2 takes one side as unsigned and adds pairs
 * in 16 bits: |a| times w with its bits turned over where a < 0.  That is -w - 1, so the sum lacks |a|, below[] in all.
 * |a| <= 127 and -128 <= w <= 127 keep two products below 2^15, so it never saturates.
 * Every sum has a name, so that the compiler keeps each in a register (arrays it moves to and fro). */
#define START(r) __m256i s##r##0 = _mm256_set1_epi32(a->below[first + (r)]), s##r##1 = s##r##0;
#define STEP(r)                                                                                              \
    {                                                                                                        \
        const __m256i size = four(&a->size[first + (r)][k]), minus = four(&a->minus[first + (r)][k]);        \
        const __m256i p0 = _mm256_maddubs_epi16(size, _mm256_xor_si256(w0, minus));                          \
        const __m256i p1 = _mm256_maddubs_epi16(size, _mm256_xor_si256(w1, minus));                          \
        s##r##0 = _mm256_add_epi32(s##r##0, _mm256_madd_epi16(p0, ones));                                    \
        s##r##1 = _mm256_add_epi32(s##r##1, _mm256_madd_epi16(p1, ones));                                    \
    }
#define FINISH(r)                                                                                            \
    store(l, n, s##r##0, a_scale[first + (r)], y + (first + (r)) * l->n_out);                                \
    store(l, n + 8, s##r##1, a_scale[first + (r)], y + (first + (r)) * l->n_out);
#define TILE(name, EACH_ROW)                                                                                 \
    static void name(const dl__linear *l, size_t n, const rows *a, size_t first, const float *a_scale,       \
                     float *y)                                                                               \
    {                                                                                                        \
        const int8_t *w = l->w + n * l->n_in;                                                                \
        const __m256i ones = _mm256_set1_epi16(1);                                                           \
        EACH_ROW(START)                                                                                      \
        for (size_t k = 0; k < l->n_in; k += 4, w += 4 * DL__LANES) {                                        \
            const __m256i w0 = _mm256_load_si256((const __m256i *)(const void *)w);                          \
            const __m256i w1 = _mm256_load_si256((const __m256i *)(const void *)(w + 32));                   \
            EACH_ROW(STEP)                                                                                   \
        }                                                                                                    \
        EACH_ROW(FINISH)                                                                                     \
    }
#define FOUR(X) X(0) X(1) X(2) X(3)
#define ONE(X)  X(0)
TILE(tile_of_4, FOUR)
TILE(tile_of_1, ONE)

static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    rows apart;
    for (size_t done; m; m -= done, a += done * l->n_in, a_scale += done, y += done * l->n_out) {
        done = m < AT_A_TIME ? m : AT_A_TIME;
        take_apart(a, l->n_in, done, &apart);
        for (size_t n = 0; n < l->n_out; n += DL__LANES) {
            size_t r = 0;
            for (; r + 4 <= done; r += 4)
                tile_of_4(l, n, &apart, r, a_scale, y);
            for (; r < done; r++)
                tile_of_1(l, n, &apart, r, a_scale, y);
        }
    }
}

static const dl__kernels TABLE = KERNEL_TABLE("avx2");

const dl__kernels *dl__kernels_avx2(void)
{
    return &TABLE;
}
