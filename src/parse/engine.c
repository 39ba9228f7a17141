/* engine.c - sentences in batches through the encoder, then one by one through the heads.
 *
 * A batch is as many windows (sentences, or pieces of long ones) as fit DL__BATCH words; the convolutions run over it
 * row by row, a row never sees the window before or after its own.  All arithmetic is that of kernels.h, row by
 * row, so what shares a batch has no influence on the result.
 * source  residual dilated convolutions: Strubell et al. 2017; biaffine arcs: Dozat and Manning 2017 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parse/engine_priv.h"
#include "parse/mst.h"

enum { BATCH = 512 /* words */, BLOCK = 48 /* rows of a product at a time */, MAX_LEMMA = DL__LEMMA_CAP };

/* Words first .. first + n of the document. */
typedef struct window {
    uint32_t first, n;
    uint32_t sentence; /* first word of its sentence */
    bool starts;       /* its sentence */
    uint32_t row;      /* in the batch */
} window;

/* Scratch: one block of memory, laid out anew when it has grown.  R rows: words of a batch. */
struct dl__engine_work {
    uint32_t max_tokens, rows;
    void *memory;
    float *x, *next;       /* [R][WIDTH] */
    float *most;           /* [R] greatest |x| of a row */
    int8_t *window_a;      /* [BLOCK][3 * WIDTH] */
    float *block_scale;    /* [BLOCK] */
    float *pieces;         /* [BLOCK][max(2 * WIDTH, tags)] */
    int8_t *encoding;      /* [R][WIDTH] */
    float *encoding_scale; /* [R] */
    window *windows;       /* [R] */
    uint32_t n_windows;
    /* of one window of n <= max_tokens words; T: rounded(max_tokens + 1) */
    float *heads;                  /* [T][heads.n_out] */
    float *hidden;                 /* [T][max hidden] */
    int8_t *dep, *head;            /* [T][arc] ([T][label + product], [T][WIDTH] too) */
    float *dep_scale, *head_scale; /* [T] */
    int8_t *packed;                /* [T][arc], the heads as a matrix of weights */
    float *zero;                   /* [T] */
    int32_t *shift;                /* [T] */
    uint8_t *distance;             /* [max_tokens] class of a distance */
    int32_t *tree;                 /* [T] */
    float *score;                  /* [n][rounded(n + 1)], own block, grown as needed */
    size_t score_cap;              /* bytes of it */
    void *mst;
    size_t mst_cap;
    const char **label; /* [all classes] label as copied to the document of this run, NULL: not yet */
    uint32_t label_first[DL__N_HEADS], n_labels;
    char lemma[MAX_LEMMA];
};

static size_t rounded(size_t n)
{
    return (n + DL__LANES - 1) / DL__LANES * DL__LANES;
}

/* ---- scratch ---- */

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
    const size_t R = w->rows, T = rounded(w->max_tokens + 1);
    const size_t hidden = max3(e->arc, e->label + e->product, DL__WIDTH);
    size_t at = 0;
    w->x = part(base, &at, R * DL__WIDTH, sizeof(float));
    w->next = part(base, &at, R * DL__WIDTH, sizeof(float));
    w->most = part(base, &at, R, sizeof(float));
    w->window_a = part(base, &at, BLOCK * 3 * DL__WIDTH, 1);
    w->block_scale = part(base, &at, BLOCK, sizeof(float));
    w->pieces = part(base, &at, BLOCK * max3(2 * DL__WIDTH, e->tags.n_out, e->rel.n_out), sizeof(float));
    w->encoding = part(base, &at, R * DL__WIDTH, 1);
    w->encoding_scale = part(base, &at, R, sizeof(float));
    w->windows = part(base, &at, R, sizeof(window));
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
    w->tree = part(base, &at, T, sizeof(int32_t));
    w->label = part(base, &at, w->n_labels, sizeof(char *));
    return at;
}

dl_status dl__engine_work_new(const dl__engine *e, uint32_t max_tokens, dl__engine_work **out, dl_error *err)
{
    *out = NULL;
    if (max_tokens == 0 || max_tokens > DL__MST_MAX)
        return dl__fail(err, DL_EINVAL, 0, "windows of %u words, 1 to %d can be parsed", max_tokens,
                        DL__MST_MAX);
    dl__engine_work *w = calloc(1, sizeof *w);
    if (!w)
        return dl__no_memory(err);
    w->max_tokens = max_tokens;
    w->rows = max_tokens > BATCH ? max_tokens : BATCH;
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
    for (uint32_t d = 1, k = 0; d < max_tokens; d++) {
        while (k + 1 < e->n_near && d >= e->near[k + 1])
            k++;
        w->distance[d] = (uint8_t)k;
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

static bool grow(void **memory, size_t *cap, size_t bytes)
{
    if (bytes <= *cap)
        return true;
    free(*memory);
    *memory = malloc(bytes + bytes / 2);
    *cap = *memory ? bytes + bytes / 2 : 0;
    return *memory != NULL;
}

/* ---- encoder ---- */

/* Scale and its inverse for rows whose greatest magnitude is `most`. */
static float row_scale(float most, float *inverse)
{
    *inverse = most > 0 ? 127.0f / most : 0.0f;
    return most / 127.0f;
}

/* Quantise m rows of n, `stride` floats apart. */
static void quantise_rows(const dl__kernels *k, const float *x, size_t stride, size_t m, size_t n, int8_t *q,
                          float *scale)
{
    for (size_t i = 0; i < m; i++, x += stride, q += n) {
        float inverse;
        scale[i] = row_scale(k->absmax(x, n), &inverse);
        k->quantise(x, n, inverse, q);
    }
}

static void embed(const dl__engine *e, dl__engine_work *w, const dl_document *d, const window *win)
{
    const dl__kernels *k = e->kernels;
    for (uint32_t i = 0; i < win->n; i++) {
        const dl_token *t = &d->tokens[win->first + i];
        uint32_t row[DL__N_FEATURES];
        dl__features_of(&e->features, t->form, win->first + i == win->sentence || t[-1].space_after, row);
        float *x = w->x + (size_t)(win->row + i) * DL__WIDTH;
        memcpy(x, e->in_bias, DL__WIDTH * sizeof(float));
        for (uint32_t f = 0; f < DL__N_FEATURES; f++)
            k->add_row(x, e->table[f].rows + (size_t)row[f] * DL__WIDTH, e->table[f].scale[row[f]]);
        k->norm(x, e->in_norm, x);
        w->most[win->row + i] = k->absmax(x, DL__WIDTH);
    }
}

/* Rows t - d, t, t + d of the window as one row of integers with a scale of their own; zeros past its ends. */
static void gather(const dl__engine *e, dl__engine_work *w, const window *win, uint32_t at, uint32_t d,
                   uint32_t slot)
{
    const dl__kernels *k = e->kernels;
    const uint32_t t = win->row + at;
    const bool has[3] = { at >= d, true, d < win->n - at };
    const uint32_t row[3] = { has[0] ? t - d : 0, t, has[2] ? t + d : 0 };
    float most = w->most[t], inverse;
    for (int i = 0; i < 3; i += 2)
        if (has[i] && w->most[row[i]] > most)
            most = w->most[row[i]];
    w->block_scale[slot] = row_scale(most, &inverse);
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
    const dl__kernels *k = e->kernels;
    k->product(&e->layer[layer], w->window_a, w->block_scale, m, w->pieces);
    for (uint32_t i = 0; i < m; i++) {
        const size_t at = (size_t)(end - m + i) * DL__WIDTH;
        most[end - m + i] = k->layer_end(w->pieces + (size_t)i * 2 * DL__WIDTH, e->layer_norm[layer],
                                         w->x + at, w->next + at);
    }
}

static void run_layer(const dl__engine *e, dl__engine_work *w, uint32_t layer, float *most)
{
    uint32_t m = 0, end = 0;
    for (uint32_t i = 0; i < w->n_windows; i++)
        for (uint32_t at = 0; at < w->windows[i].n; at++) {
            gather(e, w, &w->windows[i], at, e->dilation[layer], m);
            end++;
            if (++m == BLOCK) {
                finish_block(e, w, layer, most, end, m);
                m = 0;
            }
        }
    if (m)
        finish_block(e, w, layer, most, end, m);
    float *swap = w->x;
    w->x = w->next;
    w->next = swap;
    memcpy(w->most, most, end * sizeof(float));
}

static void encode(const dl__engine *e, dl__engine_work *w, const dl_document *d)
{
    const dl__kernels *k = e->kernels;
    const window *last = &w->windows[w->n_windows - 1];
    const uint32_t n = last->row + last->n;
    for (uint32_t i = 0; i < w->n_windows; i++)
        embed(e, w, d, &w->windows[i]);
    for (uint32_t i = 0; i < e->n_layers; i++)
        run_layer(e, w, i, w->encoding_scale); /* free until the end: room for the new maxima */
    for (uint32_t i = 0; i < n; i++)
        k->norm(w->x + (size_t)i * DL__WIDTH, e->out_norm, w->x + (size_t)i * DL__WIDTH);
    quantise_rows(k, w->x, DL__WIDTH, n, DL__WIDTH, w->encoding, w->encoding_scale);
}

/* ---- tags ---- */

/* The document's own copy of a class name. */
static const char *label(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t head, size_t class)
{
    const char **copy = &w->label[w->label_first[head] + class];
    if (!*copy) {
        const char *name = e->names[head].name[class];
        *copy = dl__arena_strndup(d->arena, name, strlen(name));
    }
    return *copy;
}

/* I- only after a tag of the same kind, else B-. */
static uint8_t legal_ner(size_t tag, uint8_t before)
{
    const bool inside = tag != DL_NER_O && tag % 2 == 0;
    return (uint8_t)(inside && before != tag && before != tag - 1 ? tag - 1 : tag);
}

/* Lemma by the best edit script.  Where that gives a noun, verb or adjective that WordNet has not as a base form ("runn")
 * and one of the next scripts gives one that it has, the latter: the scripts of rare words are often close. */
static size_t script_lemma(const dl__engine *e, dl__engine_work *w, const dl_token *t, float *score)
{
    enum { TRIES = 6 };
    static const float MARGIN = 6.0f;
    const dl__names *names = &e->names[DL__HEAD_LEMMA];
    const unsigned bit = t->upos == DL_UPOS_NOUN   ? DL__LEX_NOUN
                         : t->upos == DL_UPOS_VERB ? DL__LEX_VERB
                         : t->upos == DL_UPOS_ADJ  ? DL__LEX_ADJ
                                                   : 0;
    char other[MAX_LEMMA];
    size_t at = e->kernels->argmax(score, names->n);
    size_t len = dl__lemma_of(t->form, names->name[at], w->lemma, sizeof w->lemma);
    const float best = score[at];
    if (!len || !bit || dl__features_is_base(&e->features, w->lemma, bit))
        return len;
    for (int i = 1; i < TRIES; i++) {
        score[at] = -INFINITY;
        at = e->kernels->argmax(score, names->n);
        if (!(score[at] > best - MARGIN))
            break;
        const size_t n = dl__lemma_of(t->form, names->name[at], other, sizeof other);
        if (n && dl__features_is_base(&e->features, other, bit)) {
            memcpy(w->lemma, other, n + 1);
            len = n;
            break;
        }
    }
    return len;
}

static bool is_base(const void *features, const char *word, unsigned bit)
{
    return dl__features_is_base(features, word, bit);
}

/* What the table or the endings say, else the script. */
static const char *lemma_of(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl_token *t,
                            float *score)
{
    const dl__bases bases = { .has = is_base, .owner = &e->features };
    char known[DL__LEMMA_CAP];
    const size_t len = script_lemma(e, w, t, score);
    if (len == 0)
        return t->form;
    const size_t n = dl__lemma_find(&e->lemmas, &bases, t->form, t->upos, t->xpos, w->lemma, known);
    return n ? dl__arena_strndup(d->arena, known, n) : dl__arena_strndup(d->arena, w->lemma, len);
}

static bool set_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, dl_token *t, uint8_t before,
                     float *score)
{
    size_t best[DL__N_TAGS];
    for (uint32_t h = 0; h < DL__N_TAGS; h++)
        if (h != DL__HEAD_LEMMA)
            best[h] = e->kernels->argmax(score + e->names[h].first, e->names[h].n);
    t->upos = (uint8_t)best[DL__HEAD_UPOS];
    t->ner = legal_ner(best[DL__HEAD_NER], before);
    t->xpos = label(e, w, d, DL__HEAD_XPOS, best[DL__HEAD_XPOS]);
    t->feats = label(e, w, d, DL__HEAD_FEATS, best[DL__HEAD_FEATS]);
    t->lemma = lemma_of(e, w, d, t, score + e->names[DL__HEAD_LEMMA].first);
    return t->xpos && t->feats && t->lemma;
}

static bool run_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, const window *win)
{
    const dl__kernels *k = e->kernels;
    const size_t stride = e->heads.n_out;
    uint8_t before = win->starts ? (uint8_t)DL_NER_O : d->tokens[win->first - 1].ner;
    for (size_t i = 0; i < win->n; i++)
        k->maxout(w->heads + i * stride + dl__at_tag(e), DL__WIDTH, w->hidden + i * DL__WIDTH);
    quantise_rows(k, w->hidden, DL__WIDTH, win->n, DL__WIDTH, w->dep, w->dep_scale);
    for (size_t i = 0; i < win->n; i += BLOCK) {
        const size_t m = win->n - i < BLOCK ? win->n - i : BLOCK;
        k->product(&e->tags, w->dep + i * DL__WIDTH, w->dep_scale + i, m, w->pieces);
        for (size_t j = 0; j < m; j++) {
            dl_token *t = &d->tokens[win->first + i + j];
            if (!set_tags(e, w, d, t, before, w->pieces + j * e->tags.n_out))
                return false;
            before = t->ner;
        }
    }
    return true;
}

/* ---- arcs ---- */

/* Rows w->head[n][arc] as the weights of a product with a channel for each and at least one more; those are zero. */
static dl__linear as_weights(const dl__engine *e, dl__engine_work *w, size_t n)
{
    const size_t arc = e->arc, full = rounded(n + 1);
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
static bool run_arcs(const dl__engine *e, dl__engine_work *w, const window *win)
{
    const dl__kernels *k = e->kernels;
    const size_t n = win->n, width = e->heads.n_out, arc = e->arc, stride = rounded(n + 1);
    if (!grow((void **)&w->score, &w->score_cap, n * stride * sizeof(float)) ||
        !grow(&w->mst, &w->mst_cap, dl__mst_scratch(n)))
        return false;
    for (size_t i = 0; i < n; i++)
        k->relu(w->heads + i * width, 2 * arc, w->heads + i * width);
    quantise_rows(k, w->heads + arc, width, n, arc, w->head, w->head_scale);
    k->product(&e->mix, w->head, w->head_scale, n, w->hidden);
    quantise_rows(k, w->hidden, arc, n, arc, w->head, w->head_scale);
    memset(w->head_scale + n, 0, (stride - n) * sizeof(float));
    quantise_rows(k, w->heads, width, n, arc, w->dep, w->dep_scale);
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

static bool set_label(const dl__engine *e, dl__engine_work *w, dl_document *d, const window *win, size_t i,
                      float *score)
{
    dl_token *t = &d->tokens[win->first + i];
    size_t rel = e->root_rel;
    if (w->tree[i] >= 0) {
        score[e->root_rel] = -INFINITY;
        rel = e->kernels->argmax(score, e->names[DL__HEAD_DEPREL].n);
    }
    t->deprel = label(e, w, d, DL__HEAD_DEPREL, rel);
    t->head = w->tree[i] < 0 ? -1 : (int32_t)(win->first - win->sentence) + w->tree[i];
    return t->deprel != NULL;
}

static bool run_labels(const dl__engine *e, dl__engine_work *w, dl_document *d, const window *win)
{
    const dl__kernels *k = e->kernels;
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
    quantise_rows(k, w->hidden, size, win->n, size, w->dep, w->dep_scale);
    for (size_t i = 0; i < win->n; i += BLOCK) {
        const size_t m = win->n - i < BLOCK ? win->n - i : BLOCK;
        k->product(&e->rel, w->dep + i * size, w->dep_scale + i, m, w->pieces);
        for (size_t j = 0; j < m; j++)
            if (!set_label(e, w, d, win, i + j, w->pieces + j * e->rel.n_out))
                return false;
    }
    return true;
}

/* ---- windows ---- */

/* Words of the next window of a sentence: all, or up to a mark in the second half of what fits. */
static uint32_t window_len(const dl__engine_work *w, const dl_document *d, uint32_t first, uint32_t left)
{
    if (left <= w->max_tokens)
        return left;
    for (uint32_t n = w->max_tokens; n > w->max_tokens / 2; n--) {
        const char *form = d->tokens[first + n - 1].form;
        if ((form[0] == ',' || form[0] == ';' || form[0] == ':') && form[1] == '\0')
            return n;
    }
    return w->max_tokens;
}

/* The root of a later window hangs on the root of its sentence. */
static bool join_window(const dl__engine *e, dl__engine_work *w, dl_document *d, const window *win)
{
    if (win->starts)
        return true;
    int32_t root = -1;
    for (uint32_t i = win->sentence; i < win->first && root < 0; i++)
        if (d->tokens[i].head < 0)
            root = (int32_t)(i - win->sentence);
    const dl__names *names = &e->names[DL__HEAD_DEPREL];
    size_t rel = e->root_rel == 0 ? 1 : 0;
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->name[i], "parataxis") == 0)
            rel = i;
    for (uint32_t i = win->first; i < win->first + win->n; i++)
        if (d->tokens[i].head < 0) {
            d->tokens[i].head = root;
            d->tokens[i].deprel = label(e, w, d, DL__HEAD_DEPREL, rel);
            return d->tokens[i].deprel != NULL;
        }
    return true;
}

static bool run_batch(const dl__engine *e, dl__engine_work *w, dl_document *d)
{
    if (w->n_windows == 0)
        return true;
    encode(e, w, d);
    for (uint32_t i = 0; i < w->n_windows; i++) {
        const window *win = &w->windows[i];
        e->kernels->product(&e->heads, w->encoding + (size_t)win->row * DL__WIDTH,
                            w->encoding_scale + win->row, win->n, w->heads);
        if (!run_tags(e, w, d, win) || !run_arcs(e, w, win) || !run_labels(e, w, d, win) ||
            !join_window(e, w, d, win))
            return false;
    }
    w->n_windows = 0;
    return true;
}

static bool add_sentence(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl_sentence *s)
{
    uint32_t used = w->n_windows ? w->windows[w->n_windows - 1].row + w->windows[w->n_windows - 1].n : 0;
    for (uint32_t at = 0; at < s->n_tokens;) {
        const uint32_t n = window_len(w, d, s->first_token + at, s->n_tokens - at);
        if (used + n > w->rows) {
            if (!run_batch(e, w, d))
                return false;
            used = 0;
        }
        w->windows[w->n_windows++] = (window){
            .first = s->first_token + at, .n = n, .sentence = s->first_token, .starts = at == 0, .row = used
        };
        used += n;
        at += n;
    }
    return true;
}

dl_status dl__engine_run(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t first,
                         uint32_t end, dl_error *err)
{
    memset(w->label, 0, w->n_labels * sizeof *w->label);
    w->n_windows = 0;
    for (uint32_t i = first; i < end && i < d->n_sentences; i++)
        if (!add_sentence(e, w, d, &d->sentences[i]))
            return dl__no_memory(err);
    return run_batch(e, w, d) ? DL_OK : dl__no_memory(err);
}
