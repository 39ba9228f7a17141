/* kernels_neon.c - 16 products at a time on any aarch64.  The loops over lanes need no flags there. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <arm_neon.h>
#include <math.h>
#include <string.h>

#define VECTOR 4
#include "model/kernels.inc"

/* Pairs are summed up in 16 bits, which they never exceed: 2 * 127 * 127 < 2^15. */
static inline int32x4_t dot(int32x4_t sum, int8x16_t w, int8x16_t a)
{
    const int16x8_t low = vmull_s8(vget_low_s8(w), vget_low_s8(a)), high = vmull_high_s8(w, a);
    return vpadalq_s16(sum, vpaddq_s16(low, high));
}
#include "model/kernels_neon.inc"

static const dl__kernels TABLE = KERNEL_TABLE("neon");

const dl__kernels *dl__kernels_neon(void)
{
    return &TABLE;
}
