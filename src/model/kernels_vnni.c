/* kernels_vnni.c - 64 products at a time.  Compiled for AVX-512 with VNNI; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 16
#include "model/kernels.inc"

/* The instruction takes the activations as unsigned, a + 128, which is the sign bit flipped: the sums become too great
 * by 128 * sum of the weights, which they start below zero by. */
static inline __m512i four(const int8_t *a, size_t k)
{
    int32_t v;
    memcpy(&v, a + k, sizeof v);
    return _mm512_xor_si512(_mm512_set1_epi32(v), _mm512_set1_epi32((int32_t)0x80808080u));
}

enum { ROWS = 6, FEW = 3 }; /* 24 sums, 4 weights, 1 activation: 29 of 32 registers */
#define ALL_ROWS(X)       X(0) X(1) X(2) X(3) X(4) X(5)
#define FEW_ROWS(X)       X(0) X(1) X(2)
#define BEGIN(shift)      _mm512_loadu_si512(shift)
#define ACTIVATIONS(a, k) const __m512i u = four(a, k);
#define DOT(sum, w)       _mm512_dpbusd_epi32(sum, u, w)
#include "model/kernels_512.inc"

static const dl__kernels TABLE = KERNEL_TABLE("avx512vnni");

const dl__kernels *dl__kernels_vnni(void)
{
    return &TABLE;
}
