/* engine_priv.h - the weights of the engine, as opened from a model.  Layer: parse; private to the folder. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ENGINE_PRIV_H
#define DL_PARSE_ENGINE_PRIV_H
#include "model/features.h"
#include "model/kernels.h"
#include "parse/engine.h"
#include "parse/lemma.h"

enum {
    DL__ENGINE_FORMAT = 4,
    DL__MAX_LAYERS = 16,
    DL__MAX_NEAR = 32,
    DL__MAX_CLASSES = 4096,
    DL__MAX_HIDDEN = 512, /* of arcs, labels, their products */
    DL__MAX_DILATION = 64,
    DL__BATCH = 512, /* words */
    DL__BLOCK = 48,  /* rows of a product at a time */
    DL__NAMES = 64   /* hidden layer of the name tags */
};

/* First what the tag product gives, in the order of its channels; each begins at a multiple of DL__LANES. */
typedef enum dl__head {
    DL__HEAD_UPOS,
    DL__HEAD_XPOS,
    DL__HEAD_FEATS,
    DL__HEAD_LEMMA,
    DL__N_TAGS,
    DL__HEAD_NER = DL__N_TAGS,
    DL__HEAD_DEPREL,
    DL__N_HEADS
} dl__head;

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
    dl__features features;
    dl__lemmas lemmas; /* before the scripts of the lemma head */
    dl__feature_table table[DL__MAX_FEATURES];
    const float *in_bias, *in_norm; /* [WIDTH]; gain, offset [2 * WIDTH] */
    uint32_t n_layers, dilation[DL__MAX_LAYERS];
    dl__linear
        layer[DL__MAX_LAYERS]; /* 3 * WIDTH -> 2 * WIDTH; of attention (dilation 0) WIDTH -> 3 * WIDTH */
    dl__linear attend_out[DL__MAX_LAYERS]; /* WIDTH -> WIDTH, of attention */
    const float *layer_norm[DL__MAX_LAYERS];
    const float *out_norm;
    uint32_t arc, label, product; /* hidden sizes */
    uint32_t n_near,
        near[DL__MAX_NEAR]; /* lower ends of the classes of distance, increasing, the first is 1 */
    dl__linear heads;       /* WIDTH -> arc_dep, arc_head, label_dep, label_head, tag hidden, distance */
    dl__linear mix;         /* arc -> arc */
    dl__linear tags;        /* WIDTH -> channels of dl__names.first, without names */
    dl__linear name_hidden; /* 3 * WIDTH -> 2 * DL__NAMES */
    dl__linear name_tags;   /* DL__NAMES -> name tags */
    const float
        *name_follow; /* [tag before][tag] DL_N_NER each: what is added where they follow each other */
    dl__linear rel;   /* label + product -> deprel */
    dl__names names[DL__N_HEADS];
    uint32_t root_rel; /* class "root" of deprel */
    void *owned;       /* names' pointers and the shifts of the linears */
};

/* First channels of heads' parts. */
static inline uint32_t dl__at_label_dep(const dl__engine *e)
{
    return 2 * e->arc;
}
static inline uint32_t dl__at_label_head(const dl__engine *e)
{
    return 2 * e->arc + 2 * e->label + e->product;
}
static inline uint32_t dl__at_tag(const dl__engine *e)
{
    return 2 * e->arc + 2 * (2 * e->label + e->product);
}
static inline uint32_t dl__at_distance(const dl__engine *e)
{
    return dl__at_tag(e) + 2 * DL__WIDTH;
}

/* Words first .. first + n of the document. */
typedef struct dl__window {
    uint32_t first, n;
    uint32_t sentence; /* first word of its sentence */
    bool starts;       /* its sentence */
    uint32_t row;      /* in the batch */
} dl__window;

/* Scratch: one block of memory, laid out anew when it has grown.  R rows: words of a batch. */
struct dl__engine_work {
    const dl__kernels *kernels;
    uint32_t max_tokens, rows;
    void *memory;
    float *x, *next;       /* [R][WIDTH] */
    float *most;           /* [R] greatest |x| of a row; x and most are of the encoding in the end */
    int8_t *window_a;      /* [DL__BLOCK][3 * WIDTH] */
    float *block_scale;    /* [DL__BLOCK] */
    float *pieces;         /* [DL__BLOCK][max(2 * WIDTH, tags)] */
    int8_t *encoding;      /* [R][WIDTH] */
    float *encoding_scale; /* [R] */
    dl__window *windows;   /* [R] */
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
    uint8_t *name_before;          /* [max_tokens][DL_N_NER] name tag before a word that has this one */
    float *attention;              /* [DL__HEAD + 1][T] */
    int32_t *tree;                 /* [T] */
    float *score;                  /* [n][rounded(n + 1)], own block, grown as needed */
    size_t score_cap;              /* bytes of it */
    void *mst;
    size_t mst_cap;
    const char **label; /* [all classes] label as copied to the document of this run, NULL: not yet */
    uint32_t label_first[DL__N_HEADS], n_labels;
    char lemma[DL__LEMMA_CAP];
};

static inline size_t dl__rounded(size_t n)
{
    return (n + DL__LANES - 1) / DL__LANES * DL__LANES;
}

/* Quantise m rows of n, `stride` floats apart, each with a scale of its own. */
void dl__quantise_rows(const dl__kernels *k, const float *x, size_t stride, size_t m, size_t n, int8_t *q,
                       float *scale);
/* The same with rows beside each other, to be the weights of a product. */
void dl__quantise_weights(const dl__kernels *k, const float *x, size_t m, size_t n, int8_t *q, float *scale);
/* Words of w->windows to w->x, w->most and as integers to w->encoding, w->encoding_scale. */
void dl__encode(const dl__engine *e, dl__engine_work *w, const dl_document *d);
/* Rows t - d, t, t + d of the window, t its word `at`, as one row of integers with a scale of their own, zeros past the
 * window's ends: to w->window_a and w->block_scale at `slot` < DL__BLOCK. */
void dl__gather(dl__engine_work *w, const dl__window *win, uint32_t at, uint32_t d, uint32_t slot);
/* A layer of attention: w->x to w->next and the greatest magnitudes of its rows. */
void dl__run_attention(const dl__engine *e, dl__engine_work *w, uint32_t layer, float *most);
/* The document's own copy of a class name; NULL when memory is out. */
const char *dl__class_name(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t head,
                           size_t class);
/* Of w->heads: upos, xpos, feats, ner and lemma of the words of a window; their heads to w->tree; relations to those.
 * false: memory is out. */
bool dl__run_tags(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win);
bool dl__run_arcs(const dl__engine *e, dl__engine_work *w, const dl__window *win);
bool dl__run_labels(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win);
#endif
