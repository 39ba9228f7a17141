/* engine_encode.c - the words of a batch to their encodings. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "parse/engine_priv.h"

/* Scale and its inverse for rows whose greatest magnitude is `most` and becomes `limit`.  A row of all but nothing is
 * zero: the inverse would overflow. */
static float row_scale(float most, float limit, float *inverse)
{
    *inverse = most > 1e-30f ? limit / most : 0.0f;
    return most / limit;
}

static void quantise(const dl__kernels *k, const float *x, size_t stride, size_t m, size_t n, float limit,
                     int8_t *q, float *scale)
{
    for (size_t i = 0; i < m; i++, x += stride, q += n) {
        float inverse;
        scale[i] = row_scale(k->absmax(x, n), limit, &inverse);
        k->quantise(x, n, inverse, q);
    }
}

void dl__quantise_rows(const dl__kernels *k, const float *x, size_t stride, size_t m, size_t n, int8_t *q,
                       float *scale)
{
    quantise(k, x, stride, m, n, DL__MAX_ACTIVATION, q, scale);
}

void dl__quantise_weights(const dl__kernels *k, const float *x, size_t m, size_t n, int8_t *q, float *scale)
{
    quantise(k, x, n, m, n, DL__MAX_WEIGHT, q, scale);
}

static void embed(const dl__engine *e, dl__engine_work *w, const dl_document *d, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    for (uint32_t i = 0; i < win->n; i++) {
        const dl_token *t = &d->tokens[win->first + i];
        uint32_t row[DL__MAX_FEATURES];
        dl__features_of(&e->features, t->form, win->first + i == win->sentence || t[-1].space_after, row);
        float *x = w->x + (size_t)(win->row + i) * DL__WIDTH;
        memcpy(x, e->in_bias, DL__WIDTH * sizeof(float));
        for (uint32_t f = 0; f < e->features.n_tables; f++)
            k->add_row(x, e->table[f].rows + (size_t)row[f] * DL__WIDTH, e->table[f].scale[row[f]]);
        k->norm(x, e->in_norm, x);
        w->most[win->row + i] = k->absmax(x, DL__WIDTH);
    }
}

void dl__gather(dl__engine_work *w, const dl__window *win, uint32_t at, uint32_t d, uint32_t slot)
{
    const dl__kernels *k = w->kernels;
    const uint32_t t = win->row + at;
    const bool has[3] = { at >= d, true, d < win->n - at };
    const uint32_t row[3] = { has[0] ? t - d : 0, t, has[2] ? t + d : 0 };
    float most = w->most[t], inverse;
    for (int i = 0; i < 3; i += 2)
        if (has[i] && w->most[row[i]] > most)
            most = w->most[row[i]];
    w->block_scale[slot] = row_scale(most, DL__MAX_ACTIVATION, &inverse);
    int8_t *a = w->window_a + (size_t)slot * 3 * DL__WIDTH;
    for (int i = 0; i < 3; i++, a += DL__WIDTH) {
        if (has[i])
            k->quantise(w->x + (size_t)row[i] * DL__WIDTH, DL__WIDTH, inverse, a);
        else
            memset(a, 0, DL__WIDTH);
    }
}

/* The m rows of the block that ends before row `end`: product, max-out, norm, sum. */
static void finish_block(const dl__engine *e, dl__engine_work *w, uint32_t layer, float *most, uint32_t end,
                         uint32_t m)
{
    const dl__kernels *k = w->kernels;
    k->product(&e->layer[layer], w->window_a, w->block_scale, m, w->pieces);
    for (uint32_t i = 0; i < m; i++) {
        const size_t at = (size_t)(end - m + i) * DL__WIDTH;
        most[end - m + i] = k->layer_end(w->pieces + (size_t)i * 2 * DL__WIDTH, e->layer_norm[layer],
                                         w->x + at, w->next + at);
    }
}

static void convolve(const dl__engine *e, dl__engine_work *w, uint32_t layer, float *most)
{
    uint32_t m = 0, end = 0;
    for (uint32_t i = 0; i < w->n_windows; i++)
        for (uint32_t at = 0; at < w->windows[i].n; at++) {
            dl__gather(w, &w->windows[i], at, e->dilation[layer], m);
            end++;
            if (++m == DL__BLOCK) {
                finish_block(e, w, layer, most, end, m);
                m = 0;
            }
        }
    if (m)
        finish_block(e, w, layer, most, end, m);
}

/* n: words of the batch. */
static void run_layer(const dl__engine *e, dl__engine_work *w, uint32_t layer, uint32_t n, float *most)
{
    if (e->dilation[layer])
        convolve(e, w, layer, most);
    else
        dl__run_attention(e, w, layer, most);
    float *swap = w->x;
    w->x = w->next;
    w->next = swap;
    memcpy(w->most, most, n * sizeof(float));
}

void dl__encode(const dl__engine *e, dl__engine_work *w, const dl_document *d)
{
    const dl__kernels *k = w->kernels;
    const dl__window *last = &w->windows[w->n_windows - 1];
    const uint32_t n = last->row + last->n;
    for (uint32_t i = 0; i < w->n_windows; i++)
        embed(e, w, d, &w->windows[i]);
    for (uint32_t i = 0; i < e->n_layers; i++)
        run_layer(e, w, i, n, w->encoding_scale); /* free until the end: room for the new maxima */
    for (uint32_t i = 0; i < n; i++) {
        float *x = w->x + (size_t)i * DL__WIDTH, inverse;
        k->norm(x, e->out_norm, x);
        w->most[i] = k->absmax(x, DL__WIDTH);
        w->encoding_scale[i] = row_scale(w->most[i], DL__MAX_ACTIVATION, &inverse);
        k->quantise(x, DL__WIDTH, inverse, w->encoding + (size_t)i * DL__WIDTH);
    }
}
