/* engine_open.c - sections "enc.*" to weights; nothing is copied but pointers and the sums of weights.
 *
 * enc.config declares all sizes; every other section must have exactly the bytes that follow from it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parse/engine_priv.h"

static const char *const HEAD_NAMES[DL__N_HEADS] = { "upos", "xpos", "feats", "lemma", "ner", "deprel" };
static const char *const UPOS_NAMES[DL_N_UPOS] = {
#define X(name) #name,
    DL_UPOS_MAP(X)
#undef X
};
static const char *const NER_NAMES[DL_N_NER] = { "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC" };

typedef struct opener {
    const dl__dlm *m;
    dl__engine *e;
    dl_error *err;
    dl_status status; /* first failure */
    int32_t *shifts;  /* room for those not yet given out */
    const char **names;
} opener;

static const unsigned char *section(opener *o, const char *name, size_t len)
{
    const dl__section *s = o->status ? NULL : dl__dlm_section(o->m, name);
    if (!o->status && (!s || s->len != len))
        o->status = dl__fail(o->err, DL_EMODEL, 0, "section %s has %zu bytes, %zu expected", name,
                             s ? s->len : (size_t)0, len);
    return o->status ? NULL : s->data;
}

static const float *floats(opener *o, const char *name, size_t n)
{
    return (const float *)(const void *)section(o, name, n * sizeof(float));
}

/* Trained numbers are below 3.  Up to 1000 no sum or product of the engine can overflow with the sizes that read_config()
 * allows: norms give at most 1.3e4 a channel, layers 2.1e5 in sum, queries and keys 4e12, heads 2e11, their mix 2e19,
 * arcs 2e33, labels 1e31.  (Attention's output can reach 1e20; its variance may be infinite, and the norm then 0.) */
static const float *scales(opener *o, const char *name, size_t n)
{
    const float *f = floats(o, name, n);
    for (size_t i = 0; f && i < n; i++)
        if (!(f[i] >= -1000.0f && f[i] <= 1000.0f)) {
            o->status = dl__fail(o->err, DL_EMODEL, 0, "section %s holds a number out of range", name);
            return NULL;
        }
    return f;
}

/* shift[channel] = -128 * sum of its weights; false where one is beyond what the kernels take. */
static bool sum_weights(const int8_t *w, uint32_t n_in, uint32_t n_out, int32_t *shift)
{
    int32_t least = 0, most = 0;
    for (size_t n = 0; n < n_out; n += DL__LANES)
        for (size_t k = 0; k < n_in; k += 4)
            for (size_t c = 0; c < DL__LANES; c++, w += 4) {
                shift[n + c] -= 128 * (w[0] + w[1] + w[2] + w[3]);
                for (int i = 0; i < 4; i++) {
                    least = w[i] < least ? w[i] : least;
                    most = w[i] > most ? w[i] : most;
                }
            }
    return least >= -DL__MAX_WEIGHT && most <= DL__MAX_WEIGHT;
}

static void linear(opener *o, const char *name, uint32_t n_in, uint32_t n_out, dl__linear *l)
{
    char part[40];
    n_out = (uint32_t)dl__rounded(n_out);
    snprintf(part, sizeof part, "%s.w", name);
    const int8_t *w = (const int8_t *)section(o, part, (size_t)n_in * n_out);
    snprintf(part, sizeof part, "%s.scale", name);
    const float *scale = scales(o, part, n_out);
    snprintf(part, sizeof part, "%s.bias", name);
    const float *bias = scales(o, part, n_out);
    if (o->status)
        return;
    int32_t *shift = o->shifts;
    o->shifts += n_out;
    if (!sum_weights(w, n_in, n_out, shift)) {
        o->status =
            dl__fail(o->err, DL_EMODEL, 0, "section %s.w holds a weight beyond %d", name, DL__MAX_WEIGHT);
        return;
    }
    *l = (dl__linear){ .n_in = n_in, .n_out = n_out, .w = w, .scale = scale, .bias = bias, .shift = shift };
}

static const char **expected_names(uint32_t head, uint32_t *n)
{
    *n = head == DL__HEAD_UPOS ? (uint32_t)DL_N_UPOS : head == DL__HEAD_NER ? (uint32_t)DL_N_NER : 0;
    return head == DL__HEAD_UPOS  ? (const char **)UPOS_NAMES
           : head == DL__HEAD_NER ? (const char **)NER_NAMES
                                  : NULL;
}

/* Labels go into records as they are. */
static bool is_label(uint32_t head, const char *name)
{
    return name[0] && dl__dlm_printable(name, strlen(name)) &&
           (head != DL__HEAD_LEMMA || dl__lemma_is_script(name));
}

static void names(opener *o, uint32_t head)
{
    char section_name[40];
    dl__names *t = &o->e->names[head];
    snprintf(section_name, sizeof section_name, "enc.names.%s", HEAD_NAMES[head]);
    const dl__section *s = o->status ? NULL : dl__dlm_section(o->m, section_name);
    uint32_t n = 0, n_expected;
    const char **expected = expected_names(head, &n_expected);
    t->name = o->names;
    o->names += t->n;
    bool right = s && s->len && s->data[s->len - 1] == '\0' && (!n_expected || n_expected == t->n);
    for (size_t at = 0; right && at < s->len; n++) {
        const char *name = (const char *)s->data + at;
        if (n == t->n || !is_label(head, name) || (expected && strcmp(name, expected[n]) != 0))
            right = false;
        else
            t->name[n] = name;
        at += strlen(name) + 1;
    }
    if (!o->status && (!right || n != t->n))
        o->status =
            dl__fail(o->err, DL_EMODEL, 0, "section %s does not hold %u fitting names", section_name, t->n);
}

typedef struct config {
    const uint32_t *at, *end;
    bool bad;
} config;

static uint32_t next(config *c, uint32_t least, uint32_t most)
{
    if (c->at == c->end || *c->at < least || *c->at > most) {
        c->bad = true;
        return least;
    }
    return *c->at++;
}

static void read_config(opener *o)
{
    dl__engine *e = o->e;
    const dl__section *s = dl__dlm_section(o->m, "enc.config");
    if (!s || s->len % 4 || s->len < 4) {
        o->status = dl__fail(o->err, DL_EMODEL, 0, "section enc.config is missing or of a wrong size");
        return;
    }
    const uint32_t *words = (const uint32_t *)(const void *)s->data;
    config c = { .at = words, .end = words + s->len / 4 };
    if (words[0] != DL__ENGINE_FORMAT) {
        o->status = dl__fail(o->err, DL_EMODEL, 0, "encoder format %u, this program reads %d", words[0],
                             DL__ENGINE_FORMAT);
        return;
    }
    c.at++;
    next(&c, DL__WIDTH, DL__WIDTH);
    e->n_layers = next(&c, 1, DL__MAX_LAYERS);
    e->arc = next(&c, DL__LANES, DL__MAX_HIDDEN);
    e->label = next(&c, DL__LANES, DL__MAX_HIDDEN);
    e->product = next(&c, DL__LANES, DL__MAX_HIDDEN);
    c.bad = c.bad || e->arc % DL__LANES || e->label % DL__LANES || e->product % DL__LANES;
    e->n_near = next(&c, 1, DL__MAX_NEAR);
    e->features.n_tables = next(&c, DL__MAX_FEATURES - 1, DL__MAX_FEATURES); /* the last: name classes */
    for (uint32_t i = 0; i < DL__N_HEADS; i++)
        e->names[i].n = next(&c, 1, DL__MAX_CLASSES);
    for (uint32_t i = 0; i < e->features.n_tables; i++)
        e->features.size[i] = next(&c, 1, UINT16_MAX);
    for (uint32_t i = 0; i < e->n_layers; i++)
        e->dilation[i] = next(&c, 0, DL__MAX_DILATION);
    for (uint32_t i = 0; i < e->n_near; i++) {
        e->near[i] = next(&c, 1, 1 << 20);
        c.bad = c.bad || (i == 0 ? e->near[i] != 1 : e->near[i] <= e->near[i - 1]);
    }
    if (c.bad || c.at != c.end)
        o->status =
            dl__fail(o->err, DL_EMODEL, 0, "section enc.config holds sizes that this program cannot use");
}

/* Room for what is derived: class names and shifts. */
static void make_room(opener *o)
{
    dl__engine *e = o->e;
    size_t n_names = 0, n_shifts = 0;
    for (uint32_t i = 0; i < DL__N_HEADS; i++) {
        n_names += e->names[i].n;
        n_shifts += dl__rounded(e->names[i].n);
    }
    n_shifts += e->n_layers * 4 * DL__WIDTH + dl__rounded(dl__at_distance(e) + 2 * e->n_near + 1) + e->arc +
                2 * DL__NAMES;
    e->owned = calloc(1, n_names * sizeof(char *) + n_shifts * sizeof(int32_t));
    if (!e->owned) {
        o->status = dl__no_memory(o->err);
        return;
    }
    o->names = e->owned;
    o->shifts = (int32_t *)(void *)(o->names + n_names);
}

static void open_tables(opener *o)
{
    char name[40];
    dl__engine *e = o->e;
    for (uint32_t i = 0; i < e->features.n_tables; i++) {
        snprintf(name, sizeof name, "enc.table%u.rows", i);
        e->table[i].rows = (const int8_t *)section(o, name, (size_t)e->features.size[i] * DL__WIDTH);
        snprintf(name, sizeof name, "enc.table%u.scale", i);
        e->table[i].scale = scales(o, name, e->features.size[i]);
    }
    e->in_bias = scales(o, "enc.in", 3 * DL__WIDTH);
    e->in_norm = e->in_bias ? e->in_bias + DL__WIDTH : NULL;
    if (!o->status)
        o->status = dl__features_open(o->m, &e->features, o->err);
    if (!o->status)
        o->status = dl__lemmas_open(o->m, &e->lemmas, o->err);
}

static void open_layers(opener *o)
{
    char name[40];
    dl__engine *e = o->e;
    for (uint32_t i = 0; i < e->n_layers; i++) {
        snprintf(name, sizeof name, "enc.layer%u", i);
        if (e->dilation[i]) {
            linear(o, name, 3 * DL__WIDTH, 2 * DL__WIDTH, &e->layer[i]);
        } else {
            linear(o, name, DL__WIDTH, 3 * DL__WIDTH, &e->layer[i]);
            snprintf(name, sizeof name, "enc.layer%u.out", i);
            linear(o, name, DL__WIDTH, DL__WIDTH, &e->attend_out[i]);
        }
        snprintf(name, sizeof name, "enc.layer%u.norm", i);
        e->layer_norm[i] = scales(o, name, 2 * DL__WIDTH);
    }
    e->out_norm = scales(o, "enc.out", 2 * DL__WIDTH);
}

static void open_heads(opener *o)
{
    dl__engine *e = o->e;
    uint32_t n_tags = 0;
    for (uint32_t i = 0; i < DL__N_HEADS; i++) {
        names(o, i);
        e->names[i].first = i < DL__N_TAGS ? n_tags : 0;
        n_tags += i < DL__N_TAGS ? (uint32_t)dl__rounded(e->names[i].n) : 0;
    }
    linear(o, "enc.heads", DL__WIDTH, dl__at_distance(e) + 2 * e->n_near + 1, &e->heads);
    linear(o, "enc.mix", e->arc, e->arc, &e->mix);
    linear(o, "enc.tags", DL__WIDTH, n_tags, &e->tags);
    linear(o, "enc.name", 3 * DL__WIDTH, 2 * DL__NAMES, &e->name_hidden);
    linear(o, "enc.nametags", DL__NAMES, e->names[DL__HEAD_NER].n, &e->name_tags);
    e->name_follow = scales(o, "enc.namefollow", (size_t)DL_N_NER * DL_N_NER);
    linear(o, "enc.label", e->label + e->product, e->names[DL__HEAD_DEPREL].n, &e->rel);
    const dl__names *rel = &e->names[DL__HEAD_DEPREL];
    while (!o->status && e->root_rel < rel->n && strcmp(rel->name[e->root_rel], "root") != 0)
        e->root_rel++;
    if (!o->status && (e->root_rel == rel->n || rel->n < 2))
        o->status = dl__fail(o->err, DL_EMODEL, 0, "no relation 'root'");
}

dl_status dl__engine_new(const dl__dlm *m, dl__engine **out, dl_error *err)
{
    static void (*const STEPS[])(opener *) = { read_config, make_room, open_tables, open_layers, open_heads };
    *out = NULL;
    dl__engine *e = calloc(1, sizeof *e);
    if (!e)
        return dl__no_memory(err);
    opener o = { .m = m, .e = e, .err = err };
    for (size_t i = 0; !o.status && i < sizeof STEPS / sizeof STEPS[0]; i++)
        STEPS[i](&o);
    if (o.status) {
        dl__engine_free(e);
        return o.status;
    }
    *out = e;
    return DL_OK;
}

void dl__engine_free(dl__engine *e)
{
    if (e)
        free(e->owned);
    free(e);
}
