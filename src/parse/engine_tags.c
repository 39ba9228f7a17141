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

static bool set_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, dl_token *t, uint8_t before,
                     float *score)
{
    size_t best[DL__N_TAGS];
    for (uint32_t h = 0; h < DL__N_TAGS; h++)
        if (h != DL__HEAD_LEMMA)
            best[h] = w->kernels->argmax(score + e->names[h].first, e->names[h].n);
    t->upos = (uint8_t)best[DL__HEAD_UPOS];
    t->ner = legal_ner(best[DL__HEAD_NER], before);
    t->xpos = dl__class_name(e, w, d, DL__HEAD_XPOS, best[DL__HEAD_XPOS]);
    t->feats = dl__class_name(e, w, d, DL__HEAD_FEATS, best[DL__HEAD_FEATS]);
    t->lemma = lemma_of(e, w, d, t, score + e->names[DL__HEAD_LEMMA].first);
    return t->xpos && t->feats && t->lemma;
}

bool dl__run_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win)
{
    const dl__kernels *k = w->kernels;
    const size_t stride = e->heads.n_out;
    uint8_t before = win->starts ? (uint8_t)DL_NER_O : d->tokens[win->first - 1].ner;
    for (size_t i = 0; i < win->n; i++)
        k->maxout(w->heads + i * stride + dl__at_tag(e), DL__WIDTH, w->hidden + i * DL__WIDTH);
    dl__quantise_rows(k, w->hidden, DL__WIDTH, win->n, DL__WIDTH, w->dep, w->dep_scale);
    for (size_t i = 0; i < win->n; i += DL__BLOCK) {
        const size_t m = win->n - i < DL__BLOCK ? win->n - i : DL__BLOCK;
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
