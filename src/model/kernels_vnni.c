/* kernels_vnni.c - 64 products at a time.  Compiled for AVX-512 with VNNI; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

#define VECTOR 16
#include "model/kernels.inc"

enum { ROWS = 6, FEW = 3 }; /* 24 sums, 4 weights, 1 activation: 29 of 32 registers */
#define ALL_ROWS(X)    X(0) X(1) X(2) X(3) X(4) X(5)
#define FEW_ROWS(X)    X(0) X(1) X(2)
#define DOT(sum, u, w) _mm512_dpbusd_epi32(sum, u, w)
#include "model/kernels_512.inc"

static const dl__kernels TABLE = KERNEL_TABLE("avx512vnni");

const dl__kernels *dl__kernels_vnni(void)
{
    return &TABLE;
}
