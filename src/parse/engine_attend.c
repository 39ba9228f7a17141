/* engine_attend.c - a layer of attention: every word of a window looks at all of them.
 * source  scaled dot products: Vaswani et al. 2017 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/engine_priv.h"

static void run_window(const dl__engine *e, dl__engine_work *w, uint32_t layer, const dl__window *win,
                       float *most)
{
    const dl__kernels *k = w->kernels;
    const float *x = w->x + (size_t)win->row * DL__WIDTH;
    float *next = w->next + (size_t)win->row * DL__WIDTH;
    dl__quantise_rows(k, x, DL__WIDTH, win->n, DL__WIDTH, w->dep, w->dep_scale);
    k->product(&e->layer[layer], w->dep, w->dep_scale, win->n, w->heads);
    k->attend(w->heads, win->n, w->attention, w->hidden);
    dl__quantise_rows(k, w->hidden, DL__WIDTH, win->n, DL__WIDTH, w->dep, w->dep_scale);
    k->product(&e->attend_out[layer], w->dep, w->dep_scale, win->n, w->heads);
    for (uint32_t i = 0; i < win->n; i++) {
        const size_t at = (size_t)i * DL__WIDTH;
        k->norm(w->heads + at, e->layer_norm[layer], w->heads + at);
        k->add(x + at, w->heads + at, DL__WIDTH, next + at);
        most[win->row + i] = k->absmax(next + at, DL__WIDTH);
    }
}

void dl__run_attention(const dl__engine *e, dl__engine_work *w, uint32_t layer, float *most)
{
    for (uint32_t i = 0; i < w->n_windows; i++)
        run_window(e, w, layer, &w->windows[i], most);
}
