/* kernels_avx512.c - AVX-512 without VNNI: 64 products in four instructions.  Compiled with -mavx512bw; chosen at run
 * time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 16
#include "model/kernels.inc"

static inline __m512i four(const int8_t *a, size_t k)
{
    int32_t v;
    memcpy(&v, a + k, sizeof v);
    return _mm512_set1_epi32(v);
}

/* As in kernels_avx2.c: |a| times w with the sign of a, pairs summed up in 16 bits, which they never exceed. */
static inline __m512i dot(__m512i sum, __m512i size, __mmask64 minus, __m512i w)
{
    const __m512i with_sign = _mm512_mask_sub_epi8(w, minus, _mm512_setzero_si512(), w);
    const __m512i pairs = _mm512_maddubs_epi16(size, with_sign);
    return _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)));
}

enum { ROWS = 4, FEW = 2 }; /* 16 sums, 4 weights, what a product needs on its way */
#define ALL_ROWS(X)  X(0) X(1) X(2) X(3)
#define FEW_ROWS(X)  X(0) X(1)
#define BEGIN(shift) ((void)(shift), _mm512_setzero_si512())
#define ACTIVATIONS(a, k)                                                                                    \
    const __m512i v4 = four(a, k), size = _mm512_abs_epi8(v4);                                               \
    const __mmask64 minus = _mm512_movepi8_mask(v4);
#define DOT(sum, w) dot(sum, size, minus, w)
#include "model/kernels_512.inc"

static const dl__kernels TABLE = KERNEL_TABLE("avx512bw");

const dl__kernels *dl__kernels_avx512(void)
{
    return &TABLE;
}
