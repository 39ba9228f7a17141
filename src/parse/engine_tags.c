/* engine_tags.c - parts of speech, features, names and lemmas of a window. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "parse/engine_priv.h"

/* The document's own copy of a class name. */
const char *dl__class_name(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t head,
                           size_t class)
{
    const char **copy = &w->label[w->label_first[head] + class];
    if (!*copy) {
        const char *name = e->names[head].name[class];
        *copy = dl__arena_strndup(d->arena, name, strlen(name));
    }
    return *copy;
}

/* The best sequence of name tags in which I- stands only after a tag of its kind (Viterbi).  path[tag] is the score of the
 * best sequence up to a word that ends in the tag, less that of the best of all; -INFINITY: there is none. */
static void start_names(float path[DL_N_NER], uint8_t before)
{
    for (size_t tag = 0; tag < DL_N_NER; tag++)
        path[tag] = tag == before ? 0.0f : -INFINITY;
}

/* One word further; back[tag] is the tag of the word before, follow[before][tag] what is added where they meet. */
static void extend_names(float path[DL_N_NER], const float *follow, const float *score,
                         uint8_t back[DL_N_NER])
{
    float next[DL_N_NER], best = -INFINITY;
    for (size_t tag = 0; tag < DL_N_NER; tag++) {
        const bool inside = tag != DL_NER_O && tag % 2 == 0;
        size_t at = inside ? tag - 1 : 0;
        const size_t last = inside ? tag : DL_N_NER - 1;
        float most = path[at] + follow[at * DL_N_NER + tag];
        for (size_t before = at + 1; before <= last; before++) {
            const float sum = path[before] + follow[before * DL_N_NER + tag];
            if (sum > most) {
                most = sum;
                at = before;
            }
        }
        back[tag] = (uint8_t)at;
        next[tag] = most + score[tag];
        if (next[tag] > best)
            best = next[tag];
    }
    for (size_t tag = 0; tag < DL_N_NER; tag++)
        path[tag] = next[tag] - best;
}

static void finish_names(const float path[DL_N_NER], const dl__engine_work *w, dl_token *t, uint32_t n)
{
    uint8_t tag = 0;
    for (uint8_t i = 1; i < DL_N_NER; i++)
        if (path[i] > path[tag])
            tag = i;
    for (uint32_t i = n; i-- > 0; tag = w->name_before[i * DL_N_NER + tag])
        t[i].ner = tag;
}

/* Names of the words of a window, by a hidden layer of their own over three words. */
static void run_names(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    float path[DL_N_NER];
    start_names(path, win->starts ? (uint8_t)DL_NER_O : d->tokens[win->first - 1].ner);
    for (uint32_t i = 0, m; i < win->n; i += m) {
        m = win->n - i < DL__BLOCK ? win->n - i : DL__BLOCK;
        for (uint32_t j = 0; j < m; j++)
            dl__gather(w, win, i + j, 1, j);
        k->product(&e->name_hidden, w->window_a, w->block_scale, m, w->pieces);
        for (uint32_t j = 0; j < m; j++)
            k->maxout(w->pieces + (size_t)j * 2 * DL__NAMES, DL__NAMES, w->hidden + (size_t)j * DL__NAMES);
        dl__quantise_rows(k, w->hidden, DL__NAMES, m, DL__NAMES, w->dep, w->dep_scale);
        k->product(&e->name_tags, w->dep, w->dep_scale, m, w->pieces);
        for (uint32_t j = 0; j < m; j++)
            extend_names(path, e->name_follow, w->pieces + (size_t)j * e->name_tags.n_out,
                         w->name_before + (size_t)(i + j) * DL_N_NER);
    }
    finish_names(path, w, d->tokens + win->first, win->n);
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
    char other[DL__LEMMA_CAP];
    size_t at = w->kernels->argmax(score, names->n);
    size_t len = dl__lemma_of(t->form, names->name[at], w->lemma, sizeof w->lemma);
    const float best = score[at];
    if (!len || !bit || dl__features_is_base(&e->features, w->lemma, bit))
        return len;
    for (int i = 1; i < TRIES; i++) {
        score[at] = -INFINITY;
        at = w->kernels->argmax(score, names->n);
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

static bool set_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, dl_token *t, float *score)
{
    size_t best[DL__N_TAGS];
    for (uint32_t h = 0; h < DL__N_TAGS; h++)
        if (h != DL__HEAD_LEMMA)
            best[h] = w->kernels->argmax(score + e->names[h].first, e->names[h].n);
    t->upos = (uint8_t)best[DL__HEAD_UPOS];
    t->xpos = dl__class_name(e, w, d, DL__HEAD_XPOS, best[DL__HEAD_XPOS]);
    t->feats = dl__class_name(e, w, d, DL__HEAD_FEATS, best[DL__HEAD_FEATS]);
    t->lemma = lemma_of(e, w, d, t, score + e->names[DL__HEAD_LEMMA].first);
    return t->xpos && t->feats && t->lemma;
}

bool dl__run_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    const size_t stride = e->heads.n_out;
    run_names(e, w, d, win);
    for (size_t i = 0; i < win->n; i++)
        k->maxout(w->heads + i * stride + dl__at_tag(e), DL__WIDTH, w->hidden + i * DL__WIDTH);
    dl__quantise_rows(k, w->hidden, DL__WIDTH, win->n, DL__WIDTH, w->dep, w->dep_scale);
    for (size_t i = 0; i < win->n; i += DL__BLOCK) {
        const size_t m = win->n - i < DL__BLOCK ? win->n - i : DL__BLOCK;
        k->product(&e->tags, w->dep + i * DL__WIDTH, w->dep_scale + i, m, w->pieces);
        for (size_t j = 0; j < m; j++) {
            if (!set_tags(e, w, d, &d->tokens[win->first + i + j], w->pieces + j * e->tags.n_out))
                return false;
        }
    }
    return true;
}

uint32_t dl__engine_name(const void *engine, const char *word)
{
    const dl__engine *e = engine;
    return dl__features_name(&e->features, word);
}

bool dl__engine_knows(const dl__engine *e, const char *word, char pos)
{
    const unsigned bits = pos == 'v'   ? DL__LEX_VERB
                          : pos == 'n' ? DL__LEX_NOUN
                                       : DL__LEX_VERB | DL__LEX_NOUN | DL__LEX_ADJ | DL__LEX_ADV;
    uint32_t row[DL__MAX_FEATURES];
    dl__features_of(&e->features, word, true, row);
    return row[0] != 0 || dl__features_is_base(&e->features, word, bits);
}
