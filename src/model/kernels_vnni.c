/* kernels_vnni.c - 64 products at a time.  Compiled for AVX-512 with VNNI; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "model/kernels.inc"

enum { ROWS = 6, BLOCKS = 4 }; /* 24 sums, 4 weights, 1 activation: 29 of 32 registers */

/* Every sum has a name, so that the compiler keeps each in a register (arrays it moves to and fro).  X(row). */
#define EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5)

/* The four activations of row r at k, as unsigned, in every channel: a + 128 is the sign bit flipped. */
static inline __m512i four(const int8_t *a, size_t k)
{
    int32_t v;
    memcpy(&v, a + k, sizeof v);
    return _mm512_xor_si512(_mm512_set1_epi32(v), _mm512_set1_epi32((int32_t)0x80808080u));
}

static inline void store(const dl__linear *l, size_t c, __m512i sum, float a_scale, float *y)
{
    const __m512 f = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), _mm512_set1_ps(a_scale));
    const __m512 v =
        _mm512_add_ps(_mm512_mul_ps(f, _mm512_loadu_ps(l->scale + c)), _mm512_loadu_ps(l->bias + c));
    _mm512_storeu_ps(y + c, v);
}

/* Rows 0 .. m - 1 (of ROWS; the others repeat the last) times the 64 channels from n on.  The instruction takes the
 * activations as unsigned: the sums become too great by 128 * sum of the weights, which they start below zero by. */
static void tile_4(const dl__linear *l, size_t n, const int8_t *const a[ROWS], const float *a_scale, size_t m,
                   float *y)
{
    const size_t panel = (size_t)l->n_in * DL__LANES, n_in = l->n_in;
    const int8_t *w = l->w + n * l->n_in;
    const int32_t *shift = l->shift + n;
    const __m512i z0 = _mm512_loadu_si512(shift), z1 = _mm512_loadu_si512(shift + 16),
                  z2 = _mm512_loadu_si512(shift + 32), z3 = _mm512_loadu_si512(shift + 48);
#define START(r)                                                                                             \
    const int8_t *const a##r = a[r];                                                                         \
    __m512i s##r##0 = z0, s##r##1 = z1, s##r##2 = z2, s##r##3 = z3;
    EACH_ROW(START)
    for (size_t k = 0; k < n_in; k += 4, w += 4 * DL__LANES) {
        const __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + panel),
                      w2 = _mm512_loadu_si512(w + 2 * panel), w3 = _mm512_loadu_si512(w + 3 * panel);
#define STEP(r)                                                                                              \
    {                                                                                                        \
        const __m512i u = four(a##r, k);                                                                     \
        s##r##0 = _mm512_dpbusd_epi32(s##r##0, u, w0);                                                       \
        s##r##1 = _mm512_dpbusd_epi32(s##r##1, u, w1);                                                       \
        s##r##2 = _mm512_dpbusd_epi32(s##r##2, u, w2);                                                       \
        s##r##3 = _mm512_dpbusd_epi32(s##r##3, u, w3);                                                       \
    }
        EACH_ROW(STEP)
    }
#define FINISH(r)                                                                                            \
    if (r < m) {                                                                                             \
        store(l, n, s##r##0, a_scale[r], y + (r)*l->n_out);                                                  \
        store(l, n + 16, s##r##1, a_scale[r], y + (r)*l->n_out);                                             \
        store(l, n + 32, s##r##2, a_scale[r], y + (r)*l->n_out);                                             \
        store(l, n + 48, s##r##3, a_scale[r], y + (r)*l->n_out);                                             \
    }
    EACH_ROW(FINISH)
}

/* The same for 16 channels. */
static void tile_1(const dl__linear *l, size_t n, const int8_t *const a[ROWS], const float *a_scale, size_t m,
                   float *y)
{
    const size_t n_in = l->n_in;
    const int8_t *w = l->w + n * l->n_in;
    const __m512i z = _mm512_loadu_si512(l->shift + n);
#define START_1(r)                                                                                           \
    const int8_t *const a##r = a[r];                                                                         \
    __m512i s##r = z;
    EACH_ROW(START_1)
    for (size_t k = 0; k < n_in; k += 4, w += 4 * DL__LANES) {
        const __m512i v = _mm512_loadu_si512(w);
#define STEP_1(r) s##r = _mm512_dpbusd_epi32(s##r, four(a##r, k), v);
        EACH_ROW(STEP_1)
    }
#define FINISH_1(r)                                                                                          \
    if (r < m)                                                                                               \
        store(l, n, s##r, a_scale[r], y + (r)*l->n_out);
    EACH_ROW(FINISH_1)
}

static void product(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y)
{
    for (size_t n = 0; n < l->n_out;) {
        const bool wide = n + BLOCKS * DL__LANES <= l->n_out;
        for (size_t r = 0; r < m; r += ROWS) {
            const int8_t *row[ROWS];
            const size_t left = m - r < ROWS ? m - r : ROWS;
            for (size_t i = 0; i < ROWS; i++)
                row[i] = a + (r + (i < left ? i : left - 1)) * l->n_in;
            (wide ? tile_4 : tile_1)(l, n, row, a_scale + r, left, y + r * l->n_out);
        }
        n += (size_t)(wide ? BLOCKS : 1) * DL__LANES;
    }
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
