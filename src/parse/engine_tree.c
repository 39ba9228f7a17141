/* engine_tree.c - heads of a window, and the relations to them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "parse/engine_priv.h"
#include "parse/mst.h"

static bool grow(void **memory, size_t *cap, size_t bytes)
{
    if (bytes <= *cap)
        return true;
    free(*memory);
    *memory = malloc(bytes + bytes / 2);
    *cap = *memory ? bytes + bytes / 2 : 0;
    return *memory != NULL;
}

/* ---- arcs ---- */

/* Rows w->head[n][arc] as the weights of a product with a channel for each and at least one more; those are zero. */
static dl__linear as_weights(const dl__engine *e, dl__engine_work *w, size_t n)
{
    const size_t arc = e->arc, full = dl__rounded(n + 1);
    memset(w->packed + (full - DL__LANES) * arc, 0, DL__LANES * arc);
    memset(w->shift + n, 0, (full - n) * sizeof *w->shift);
    for (size_t j = 0; j < n; j++) {
        const int8_t *q = w->head + j * arc;
        int8_t *block = w->packed + j / DL__LANES * DL__LANES * arc + j % DL__LANES * 4;
        int32_t sum = 0;
        for (size_t k = 0; k < arc; k += 4) {
            memcpy(block + k * DL__LANES, q + k, 4);
            sum += q[k] + q[k + 1] + q[k + 2] + q[k + 3];
        }
        w->shift[j] = -128 * sum;
    }
    return (dl__linear){ .n_in = e->arc,
                         .n_out = (uint32_t)full,
                         .w = w->packed,
                         .scale = w->head_scale,
                         .bias = w->zero,
                         .shift = w->shift };
}

/* Heads of the words of a window into w->tree: index in the window, -1 the root.  Column n of the scores is the root. */
bool dl__run_arcs(const dl__engine *e, dl__engine_work *w, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    const size_t n = win->n, width = e->heads.n_out, arc = e->arc, stride = dl__rounded(n + 1);
    if (!grow((void **)&w->score, &w->score_cap, n * stride * sizeof(float)) ||
        !grow(&w->mst, &w->mst_cap, dl__mst_scratch(n)))
        return false;
    for (size_t i = 0; i < n; i++)
        k->relu(w->heads + i * width, 2 * arc, w->heads + i * width);
    dl__quantise_rows(k, w->heads + arc, width, n, arc, w->head, w->head_scale);
    k->product(&e->mix, w->head, w->head_scale, n, w->hidden);
    dl__quantise_weights(k, w->hidden, n, arc, w->head, w->head_scale);
    memset(w->head_scale + n, 0, (stride - n) * sizeof(float));
    dl__quantise_rows(k, w->heads, width, n, arc, w->dep, w->dep_scale);
    const dl__linear heads = as_weights(e, w, n);
    k->product(&heads, w->dep, w->dep_scale, n, w->score);
    for (size_t i = 0; i < n; i++) {
        float *row = w->score + i * stride;
        const float *left = w->heads + i * width + dl__at_distance(e), *right = left + e->n_near;
        for (size_t j = 0; j < i; j++)
            row[j] = row[j] + left[w->distance[i - j]];
        for (size_t j = i + 1; j < n; j++)
            row[j] = row[j] + right[w->distance[j - i]];
        row[n] = left[2 * e->n_near];
    }
    dl__mst_heads(w->score, stride, n, w->mst, w->tree);
    return true;
}

/* ---- labels ---- */

static bool set_label(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win,
                      size_t i, float *score)
{
    dl_token *t = &d->tokens[win->first + i];
    size_t rel = e->root_rel;
    if (w->tree[i] >= 0) {
        score[e->root_rel] = -INFINITY;
        rel = w->kernels->argmax(score, e->names[DL__HEAD_DEPREL].n);
    }
    t->deprel = dl__class_name(e, w, d, DL__HEAD_DEPREL, rel);
    t->head = w->tree[i] < 0 ? -1 : (int32_t)(win->first - win->sentence) + w->tree[i];
    return t->deprel != NULL;
}

bool dl__run_labels(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    const size_t width = e->heads.n_out, both = 2 * (size_t)e->label, size = e->label + e->product;
    float *sum = w->pieces; /* [2 * label], far less than there is */
    for (size_t i = 0; i < win->n; i++) {
        const size_t h = w->tree[i] < 0 ? i : (size_t)w->tree[i];
        const float *a = w->heads + i * width + dl__at_label_dep(e);
        const float *b = w->heads + h * width + dl__at_label_head(e);
        k->add(a, b, both, sum);
        k->maxout(sum, e->label, w->hidden + i * size);
        k->multiply(a + both, b + both, e->product, w->hidden + i * size + e->label);
    }
    dl__quantise_rows(k, w->hidden, size, win->n, size, w->dep, w->dep_scale);
    for (size_t i = 0; i < win->n; i += DL__BLOCK) {
        const size_t m = win->n - i < DL__BLOCK ? win->n - i : DL__BLOCK;
        k->product(&e->rel, w->dep + i * size, w->dep_scale + i, m, w->pieces);
        for (size_t j = 0; j < m; j++)
            if (!set_label(e, w, d, win, i + j, w->pieces + j * e->rel.n_out))
                return false;
    }
    return true;
}
