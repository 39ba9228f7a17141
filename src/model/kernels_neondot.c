/* kernels_neondot.c - 16 products in one instruction, sdot.  Compiled for armv8.2-a+dotprod; chosen at run time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <arm_neon.h>
#include <math.h>
#include <string.h>

#define VECTOR 4
#include "model/kernels.inc"

static inline int32x4_t dot(int32x4_t sum, int8x16_t w, int8x16_t a)
{
    return vdotq_s32(sum, w, a);
}
#include "model/kernels_neon.inc"

static const dl__kernels TABLE = KERNEL_TABLE("neondot");

const dl__kernels *dl__kernels_neondot(void)
{
    return &TABLE;
}
