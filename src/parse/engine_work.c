/* engine_work.c - scratch of one thread: a block of memory, and what the arcs of a window need. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "parse/engine_priv.h"
#include "parse/mst.h"

/* Next part of a block; with base NULL only the size is counted. */
static void *part(unsigned char *base, size_t *at, size_t n, size_t size)
{
    void *p = base ? base + *at : NULL;
    *at += (n * size + 63) & ~(size_t)63;
    return p;
}

static size_t max3(size_t a, size_t b, size_t c)
{
    return a > b ? (a > c ? a : c) : b > c ? b : c;
}

static size_t lay_out(const dl__engine *e, dl__engine_work *w, unsigned char *base)
{
    const size_t R = w->rows, T = dl__rounded(w->max_tokens + 1);
    const size_t hidden = max3(e->arc, e->label + e->product, DL__WIDTH);
    size_t at = 0;
    w->x = part(base, &at, R * DL__WIDTH, sizeof(float));
    w->next = part(base, &at, R * DL__WIDTH, sizeof(float));
    w->most = part(base, &at, R, sizeof(float));
    w->window_a = part(base, &at, DL__BLOCK * 3 * DL__WIDTH, 1);
    w->block_scale = part(base, &at, DL__BLOCK, sizeof(float));
    w->pieces = part(base, &at, DL__BLOCK * max3(2 * DL__WIDTH, e->tags.n_out, e->rel.n_out), sizeof(float));
    w->encoding = part(base, &at, R * DL__WIDTH, 1);
    w->encoding_scale = part(base, &at, R, sizeof(float));
    w->windows = part(base, &at, R, sizeof(dl__window));
    w->heads = part(base, &at, T * e->heads.n_out, sizeof(float));
    w->hidden = part(base, &at, T * hidden, sizeof(float));
    w->dep = part(base, &at, T * hidden, 1);
    w->head = part(base, &at, T * hidden, 1);
    w->dep_scale = part(base, &at, T, sizeof(float));
    w->head_scale = part(base, &at, T, sizeof(float));
    w->packed = part(base, &at, T * e->arc, 1);
    w->zero = part(base, &at, T, sizeof(float));
    w->shift = part(base, &at, T, sizeof(int32_t));
    w->distance = part(base, &at, w->max_tokens, 1);
    w->name_before = part(base, &at, (size_t)w->max_tokens * DL_N_NER, 1);
    w->attention = part(base, &at, T * (DL__HEAD + 1), sizeof(float));
    w->tree = part(base, &at, T, sizeof(int32_t));
    w->label = part(base, &at, w->n_labels, sizeof(char *));
    return at;
}

static dl_status no_kernels(const char *name, dl_error *err)
{
    char all[80] = "";
    size_t at = 0;
    for (size_t i = 0; dl__kernels_at(i); i++)
        at += (size_t)snprintf(all + at, sizeof all - at, "%s%s", i ? ", " : "", dl__kernels_at(i)->name);
    return dl__fail(err, DL_EINVAL, 0, "kernels '%.40s': this machine runs %s", name, all);
}

dl_status dl__engine_work_new(const dl__engine *e, const char *kernels, uint32_t max_tokens,
                              dl__engine_work **out, dl_error *err)
{
    *out = NULL;
    const dl__kernels *k = kernels ? dl__kernels_named(kernels) : dl__kernels_at(0);
    if (!k)
        return no_kernels(kernels, err);
    if (max_tokens == 0 || max_tokens > DL__MST_MAX)
        return dl__fail(err, DL_EINVAL, 0, "windows of %u words, 1 to %d can be parsed", max_tokens,
                        DL__MST_MAX);
    dl__engine_work *w = calloc(1, sizeof *w);
    if (!w)
        return dl__no_memory(err);
    w->kernels = k;
    w->max_tokens = max_tokens;
    w->rows = max_tokens > DL__BATCH ? max_tokens : DL__BATCH;
    for (uint32_t i = 0; i < DL__N_HEADS; i++) {
        w->label_first[i] = w->n_labels;
        w->n_labels += e->names[i].n;
    }
    const size_t bytes = lay_out(e, w, NULL);
    w->memory = calloc(1, bytes + 63);
    if (!w->memory) {
        free(w);
        return dl__no_memory(err);
    }
    lay_out(e, w, (unsigned char *)w->memory + (64 - (uintptr_t)w->memory % 64) % 64);
    for (uint32_t d = 1, class = 0; d < max_tokens; d++) {
        while (class + 1 < e->n_near && d >= e->near[class + 1])
            class ++;
        w->distance[d] = (uint8_t) class;
    }
    *out = w;
    return DL_OK;
}

void dl__engine_work_free(dl__engine_work *w)
{
    if (!w)
        return;
    free(w->memory);
    free(w->score);
    free(w->mst);
    free(w);
}
