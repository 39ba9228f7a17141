/* document.h - the layers of one story, as the stages fill them.  Layer: base.
 *
 * Each stage reads the layers before its own and appends to its own; none changes another's.  Everything lives in the
 * document's arena.  Indices of tokens are those of the document unless a name says "in sentence"; dl_token.head is
 * within the sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_DOCUMENT_H
#define DL_BASE_DOCUMENT_H
#include "base/arena.h"
#include "dateline/dateline.h"

/* Universal relations without subtype, for switch statements. Order is free; DL__DEP_other is anything unknown. */
#define DL__DEP_MAP(X)                                                                                       \
    X(other) X(root) X(acl) X(advcl) X(advmod) X(amod) X(appos) X(aux) X(case) X(cc) X(ccomp) X(compound)    \
    X(conj) X(cop) X(csubj) X(dep) X(det) X(discourse) X(dislocated) X(expl) X(fixed) X(flat) X(goeswith)    \
    X(iobj) X(list) X(mark) X(nmod) X(nsubj) X(nummod) X(obj) X(obl) X(orphan) X(parataxis) X(punct)         \
    X(reparandum) X(vocative) X(xcomp)
typedef enum dl__dep {
#define X(name) DL__DEP_##name,
    DL__DEP_MAP(X)
#undef X
} dl__dep;
/* Subtypes that decide something. */
typedef enum dl__sub {
    DL__SUB_none, DL__SUB_pass, DL__SUB_agent, DL__SUB_poss, DL__SUB_relcl, DL__SUB_prt, DL__SUB_tmod, DL__SUB_npmod,
    DL__SUB_outer, DL__SUB_preconj, DL__SUB_predet, DL__SUB_unmarked, DL__SUB_other
} dl__sub;

/* Morphology that later stages ask for, as bits (from dl_token.feats). */
enum {
    DL__F_PLUR = 1 << 0, DL__F_SING = 1 << 1, DL__F_PAST = 1 << 2, DL__F_PRES = 1 << 3, DL__F_FIN = 1 << 4,
    DL__F_INF = 1 << 5, DL__F_PART = 1 << 6, DL__F_GER = 1 << 7, DL__F_PASS = 1 << 8, DL__F_P1 = 1 << 9,
    DL__F_P2 = 1 << 10, DL__F_P3 = 1 << 11, DL__F_MASC = 1 << 12, DL__F_FEM = 1 << 13, DL__F_NEUT = 1 << 14,
    DL__F_NEG = 1 << 15, DL__F_POSS = 1 << 16, DL__F_REL = 1 << 17, DL__F_IMP = 1 << 18, DL__F_INT = 1 << 19
};

/* What a token is besides dl_token; parallel to tokens. */
typedef struct dl__syn {
    uint8_t dep;      /* dl__dep */
    uint8_t sub;      /* dl__sub */
    uint32_t feats;   /* DL__F_* */
    int32_t head;     /* index in the document, -1: root */
    int32_t child;    /* first child (document index), -1 */
    int32_t sibling;  /* next child of the same head, in text order, -1 */
    int32_t sentence; /* index of the sentence */
} dl__syn;

struct dl_document {
    dl__arena *arena;
    dl_story story;                 /* own copy */
    const char *story_date;         /* "YYYY-MM-DD" or "" */
    uint32_t *codepoint_index[2];   /* per field, code points before every 64th byte */
    bool trace;

    dl_sentence *sentences; size_t n_sentences, cap_sentences;
    dl_token *tokens;       size_t n_tokens, cap_tokens;
    dl__syn *syn;           /* [n_tokens], set with the tree by dl__tree_index() */

    dl_entity *entities;    size_t n_entities, cap_entities;
    dl_mention *mentions;   size_t n_mentions, cap_mentions;
    int32_t *mention_of;    /* [n_tokens] mention whose head is this token, -1: none */

    dl_time *times;         size_t n_times, cap_times;
    dl_place *places;       size_t n_places, cap_places;
    int32_t *place_of;      /* [n_tokens] place whose head is this token, -1: none */
    dl_statement *statements; size_t n_statements, cap_statements;
    dl_quote *quotes;       size_t n_quotes, cap_quotes;
    dl_event *events;       size_t n_events, cap_events;
    dl_trace *traces;       size_t n_traces, cap_traces;
};

/* A document with an arena and copies of the story's fields; nothing is checked. NULL when memory is out. */
dl_document *dl__document_new(const dl_story *story);
/* Bytes of a field. */
dl_str dl__document_field(const dl_document *d, dl_field in);
/* First sentence of the paragraph that a sentence is in. */
uint32_t dl__paragraph_start(const dl_document *d, uint32_t sentence);
/* Fill syn from tokens (all sentences); call once heads, deprels and feats are set. false when memory is out. */
bool dl__tree_index(dl_document *d);
/* DL__DEP_* and DL__SUB_* of "nsubj:pass"; DL__F_* of "Number=Sing|...". */
void dl__dep_parse(const char *deprel, uint8_t *dep, uint8_t *sub);
uint32_t dl__feats_parse(const char *feats);
/* First and one past the last token (document indices) of the subtree of `token`; the subtree may have gaps. */
void dl__tree_span(const dl_document *d, uint32_t token, uint32_t *first, uint32_t *end);
/* First child of `token` by relation, -1: none. sub DL__SUB_other matches any. */
int32_t dl__tree_child(const dl_document *d, uint32_t token, dl__dep dep, dl__sub sub);
bool dl__token_is(const dl_document *d, int32_t token, const char *lemma); /* false for -1 */
bool dl__token_in(const dl_document *d, int32_t token, const char *const *lemmas); /* lemmas ends with NULL */
bool dl__word_in(const char *word, const char *const *list); /* list ends with NULL */
#endif
