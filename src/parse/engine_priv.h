/* engine_priv.h - the weights of the engine, as opened from a model.  Layer: parse; private to the folder. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ENGINE_PRIV_H
#define DL_PARSE_ENGINE_PRIV_H
#include "model/features.h"
#include "model/kernels.h"
#include "parse/engine.h"
#include "parse/lemma.h"

enum {
    DL__ENGINE_FORMAT = 2,
    DL__MAX_LAYERS = 16,
    DL__MAX_NEAR = 32,
    DL__MAX_CLASSES = 4096,
    DL__MAX_HIDDEN = 512,  /* of arcs, labels, their products */
    DL__MAX_DILATION = 64
};

/* What the tag product gives, in the order of its channels; each begins at a multiple of DL__LANES. */
typedef enum dl__head { DL__HEAD_UPOS, DL__HEAD_XPOS, DL__HEAD_FEATS, DL__HEAD_LEMMA, DL__HEAD_NER, DL__N_TAGS } dl__head;
enum { DL__HEAD_DEPREL = DL__N_TAGS, DL__N_HEADS };

/* Class names of one head; strings of the mapping. */
typedef struct dl__names {
    uint32_t n;
    const char **name; /* [n] */
    uint32_t first;    /* first channel of the tag product */
} dl__names;

typedef struct dl__feature_table {
    const int8_t *rows; /* [size][DL__WIDTH] */
    const float *scale; /* [size] */
} dl__feature_table;

struct dl__engine {
    const dl__kernels *kernels;
    dl__features features;
    dl__lemmas lemmas; /* before the scripts of the lemma head */
    dl__feature_table table[DL__N_FEATURES];
    const float *in_bias, *in_norm; /* [WIDTH]; gain, offset [2 * WIDTH] */
    uint32_t n_layers, dilation[DL__MAX_LAYERS];
    dl__linear layer[DL__MAX_LAYERS];      /* 3 * WIDTH -> 2 * WIDTH */
    const float *layer_norm[DL__MAX_LAYERS];
    const float *out_norm;
    uint32_t arc, label, product;          /* hidden sizes */
    uint32_t n_near, near[DL__MAX_NEAR];   /* lower ends of the classes of distance, increasing, the first is 1 */
    dl__linear heads; /* WIDTH -> arc_dep, arc_head, label_dep, label_head, tag hidden, distance */
    dl__linear mix;   /* arc -> arc */
    dl__linear tags;  /* WIDTH -> channels of dl__names.first */
    dl__linear rel;   /* label + product -> deprel */
    dl__names names[DL__N_HEADS];
    uint32_t root_rel; /* class "root" of deprel */
    void *owned;       /* names' pointers and the shifts of the linears */
};

/* First channels of heads' parts. */
static inline uint32_t dl__at_label_dep(const dl__engine *e) { return 2 * e->arc; }
static inline uint32_t dl__at_label_head(const dl__engine *e) { return 2 * e->arc + 2 * e->label + e->product; }
static inline uint32_t dl__at_tag(const dl__engine *e) { return 2 * e->arc + 2 * (2 * e->label + e->product); }
static inline uint32_t dl__at_distance(const dl__engine *e) { return dl__at_tag(e) + 2 * DL__WIDTH; }
#endif
