/* kernels_avx512.c - AVX-512 without VNNI: 64 products in four instructions.  Compiled with -mavx512bw; chosen at run
 * time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 16
#include "model/kernels.inc"

/* Pairs of products are added in 16 bits, which they never exceed (kernels_avx2.c). */
static inline __m512i dot(__m512i sum, __m512i u, __m512i w)
{
    return _mm512_add_epi32(sum, _mm512_madd_epi16(_mm512_maddubs_epi16(u, w), _mm512_set1_epi16(1)));
}

enum { ROWS = 4, FEW = 2 }; /* 16 sums, 4 weights, what a product needs on its way */
#define ALL_ROWS(X)    X(0) X(1) X(2) X(3)
#define FEW_ROWS(X)    X(0) X(1)
#define DOT(sum, u, w) dot(sum, u, w)
#include "model/kernels_512.inc"

static const dl__kernels TABLE = KERNEL_TABLE("avx512bw");

const dl__kernels *dl__kernels_avx512(void)
{
    return &TABLE;
}
