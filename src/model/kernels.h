/* kernels.h - integer matrix products and the vector loops around them, the same bytes on every instruction set.
 * Layer: model; includes base.
 *
 * Weights are int8 with a scale for each output channel, activations int8 with a scale for each row; sums are int32 and
 * exact.  All else is float32 in a fixed order of operations: sums run in DL__LANES partial sums (element i goes to
 * lane i mod DL__LANES, in order), then lanes l and l + 8, l + 4, l + 2, l + 1 are added.  No contraction to fused
 * multiply-add (the build says -ffp-contract=off).  train/reference.py does the same arithmetic in numpy. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_MODEL_KERNELS_H
#define DL_MODEL_KERNELS_H
#include "dateline/dateline.h"

enum { DL__LANES = 16, DL__WIDTH = 128 /* of the encoding of a word */, DL__HEAD = 32 /* of attention */, DL__MAX_IN = 1024,
       DL__MAX_ACTIVATION = 127,
       DL__MAX_WEIGHT = 64 /* two products with 255 fit 16 bits, which AVX2 without VNNI needs */ };

/* y = W a + bias.
 * w      int8 in blocks: [n_out / 16][n_in / 4][16][4]; values in -DL__MAX_WEIGHT..DL__MAX_WEIGHT
 * scale  [n_out] float, of the channel
 * bias   [n_out] float
 * shift  [n_out] int32, -128 * sum of the channel's weights (kernels that take the activations as unsigned) */
typedef struct dl__linear {
    uint32_t n_in;  /* multiple of 4, at most DL__MAX_IN */
    uint32_t n_out; /* multiple of DL__LANES */
    const int8_t *w;
    const float *scale;
    const float *bias;
    const int32_t *shift;
} dl__linear;

typedef struct dl__kernels {
    const char *name; /* "plain", "avx2", "avx512bw", "avx512vnni", "neon", "neondot" */
    /* y[m][n_out] = ((float)(a[m][n_in] . w) * a_scale[m]) * scale + bias.  a holds -127..127. */
    void (*product)(const dl__linear *l, const int8_t *a, const float *a_scale, size_t m, float *y);
    /* Greatest |x[i]|; n a multiple of DL__LANES, as in all below. */
    float (*absmax)(const float *x, size_t n);
    /* q[i] = x[i] * inverse, rounded to the nearest, ties to even. |x[i] * inverse| < 127.5. */
    void (*quantise)(const float *x, size_t n, float inverse, int8_t *q);
    /* y[i] += row[i] * scale, i < DL__WIDTH */
    void (*add_row)(float *y, const int8_t *row, float scale);
    /* y = (x - mean) / sqrt(variance + 1e-5) * gain + offset over DL__WIDTH; norm is gain, then offset. */
    void (*norm)(const float *x, const float *norm, float *y);
    /* y = x + norm(max(pieces[i], pieces[i + WIDTH])) over DL__WIDTH; returns absmax(y). */
    float (*layer_end)(const float *pieces, const float *norm, const float *x, float *y);
    /* Attention over n words in WIDTH / HEAD heads: y[n][WIDTH] = softmax(q k) v.  qkv[n][3 * WIDTH]: queries (scaled),
     * keys, values.  scratch: (HEAD + 1) * n floats, n rounded up to lanes. */
    void (*attend)(const float *qkv, size_t n, float *scratch, float *y);
    /* y[i] = max(pieces[i], pieces[i + n]) */
    void (*maxout)(const float *pieces, size_t n, float *y);
    /* y[i] = max(x[i], 0) */
    void (*relu)(const float *x, size_t n, float *y);
    /* y[i] = a[i] + b[i];  y[i] = a[i] * b[i] */
    void (*add)(const float *a, const float *b, size_t n, float *y);
    void (*multiply)(const float *a, const float *b, size_t n, float *y);
    /* Index of the greatest of x[0..n), the first of equals; n > 0, any. */
    size_t (*argmax)(const float *x, size_t n);
} dl__kernels;

/* What this machine runs, the fastest first: at 0 the best, the last one is "plain", NULL behind it. */
const dl__kernels *dl__kernels_at(size_t i);
/* By name; NULL where this machine or build has none such. */
const dl__kernels *dl__kernels_named(const char *name);

/* Of each file; a build has those of its kind of machine (CMakeLists.txt). */
enum { DL__MAX_KERNELS = 4 /* of one kind of machine */ };
const dl__kernels *dl__kernels_plain(void);
const dl__kernels *dl__kernels_avx2(void);
const dl__kernels *dl__kernels_avx512(void);
const dl__kernels *dl__kernels_vnni(void);
const dl__kernels *dl__kernels_neon(void);
const dl__kernels *dl__kernels_neondot(void);
#endif
