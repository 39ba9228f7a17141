/* tables.h - the tables of data/lexicon as the matcher reads them.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_TABLES_H
#define DL_EVENT_TABLES_H
#include "event/event.h"
#include "lexicon/frame.h"

/* What a record is worth: a row of kinds, act_kinds or join. Strings live in the pack. */
typedef struct dl__worth {
    const char *type, *mode, *cameo, *contexts; /* contexts joined by ';' */
} dl__worth;

typedef struct dl__kind {
    const char *name, *group;
    dl__worth worth;
} dl__kind;

/* What an act does with its content: see docs/lexicon.md. */
typedef enum dl__content {
    DL__CONTENT_NONE,
    DL__CONTENT_SWALLOW,
    DL__CONTENT_CLAIM,
    DL__CONTENT_DENY
} dl__content;
typedef struct dl__act {
    const char *name;
    dl__content content;
    dl__worth worth; /* type "-": no record without a known content */
} dl__act;

/* Effects of data/lexicon/status.tsv, as bits. */
enum {
    DL__E_NEGATED = 1 << 0,
    DL__E_AFFIRMED = 1 << 1,
    DL__E_POSSIBLE = 1 << 2,
    DL__E_HYPOTHETICAL = 1 << 3,
    DL__E_PROMISED = 1 << 4,
    DL__E_THREATENED = 1 << 5,
    DL__E_REQUESTED = 1 << 6,
    DL__E_CLAIMED = 1 << 7,
    DL__E_FUTURE = 1 << 8,
    DL__E_HISTORICAL = 1 << 9,
    DL__E_NONE = 1 << 10,
    DL__E_PASS = 1 << 11
};

typedef struct dl__phrase { /* a row of contexts or domains: words to look for */
    const char *words;
    const char *value;
    double weight;
} dl__phrase;

struct dl__events {
    dl__arena *arena;
    dl__sets sets;
    dl__entries deeds, acts, lights, status;
    const dl__kind **kind_of; /* [deeds.n] */
    const dl__act **act_of;   /* [acts.n] */
    uint32_t *effect_of;      /* [status.n] DL__E_* */
    dl__kind *kinds;
    dl__act *act_kinds;
    dl__map joins; /* "act\x1Fgroup" -> 1 + index of join */
    dl__worth *join;
    dl__map contexts, domains; /* first lemma -> 1 + first phrase */
    dl__phrase *context, *domain;
    uint32_t *context_next, *domain_next;
    dl__map registers; /* lemma -> 1 + row of register */
    int16_t *register_weight;
    uint32_t n_register;
    dl__map alike; /* "v2p" -> row of confidence */
    const dl__table *confidence;
    const dl__table *cameo, *plover;
    const dl__index *cameo_index, *plover_index;
};

/* NULL: no such row. */
const dl__worth *dl__join_find(const dl__events *e, const char *act, const char *group);
/* Measured share of right records among those alike (tools/calibrate.py): part of speech of the entry, sides filled, plain
 * status or not.  0.5 for a kind that no table has. */
double dl__confidence(const dl__events *e, char pos, unsigned sides, bool plain);
/* 1 + row of register for a token, 0: no such word, or a name. */
uint32_t dl__register_row(const dl__events *e, const dl_token *t);
/* CAMEO name and Goldstein score, "" and 0 for an unknown code. */
void dl__cameo_facts(const dl__events *e, const char *code, const char **name, double *goldstein);
/* Quad and PLOVER score of type and mode. */
void dl__plover_facts(const dl__events *e, const char *type, const char *mode, int *quad, double *score,
                      bool *recipient_required);
#endif
