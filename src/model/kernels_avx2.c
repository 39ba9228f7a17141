/* kernels_avx2.c - 32 products at a time.  Compiled with -mavx2; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 8
#include "model/kernels.inc"

enum { AT_A_TIME = 16 };

/* a + 128: the product of AVX2 takes one side as unsigned. */
static void make_unsigned(const int8_t *a, size_t n, int8_t *to)
{
    for (size_t i = 0; i < n; i++)
        to[i] = (int8_t)(a[i] ^ -128);
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

/* name: rows from `first` on times one block of 16 channels.  Pairs of products are added in 16 bits: 255 times
 * DL__MAX_WEIGHT, twice, is 32,640, below 2^15.  Sums begin with what 128 too much an activation adds to them.
 * Every sum has a name, so that the compiler keeps each in a register (arrays it moves to and fro). */
#define START(r)                                                                                             \
    __m256i s##r##0 = _mm256_loadu_si256((const __m256i *)(const void *)(l->shift + n)),                     \
            s##r##1 = _mm256_loadu_si256((const __m256i *)(const void *)(l->shift + n + 8));
#define STEP(r)                                                                                              \
    {                                                                                                        \
        const __m256i u = four(a + (first + (r)) * l->n_in + k);                                             \
        s##r##0 = _mm256_add_epi32(s##r##0, _mm256_madd_epi16(_mm256_maddubs_epi16(u, w0), ones));           \
        s##r##1 = _mm256_add_epi32(s##r##1, _mm256_madd_epi16(_mm256_maddubs_epi16(u, w1), ones));           \
    }
#define FINISH(r)                                                                                            \
    store(l, n, s##r##0, a_scale[first + (r)], y + (first + (r)) * l->n_out);                                \
    store(l, n + 8, s##r##1, a_scale[first + (r)], y + (first + (r)) * l->n_out);
#define TILE(name, EACH_ROW)                                                                                 \
    static void name(const dl__linear *l, size_t n, const int8_t *a, size_t first, const float *a_scale,     \
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
    int8_t row[AT_A_TIME * DL__MAX_IN];
    for (size_t done; m; m -= done, a += done * l->n_in, a_scale += done, y += done * l->n_out) {
        done = m < AT_A_TIME ? m : AT_A_TIME;
        make_unsigned(a, done * l->n_in, row);
        for (size_t n = 0; n < l->n_out; n += DL__LANES) {
            size_t r = 0;
            for (; r + 4 <= done; r += 4)
                tile_of_4(l, n, row, r, a_scale, y);
            for (; r < done; r++)
                tile_of_1(l, n, row, r, a_scale, y);
        }
    }
}

static const dl__kernels TABLE = KERNEL_TABLE("avx2");

const dl__kernels *dl__kernels_avx2(void)
{
    return &TABLE;
}
