/* frame.h - the notation of the lexicon (docs/lexicon.md), parsed.  Layer: lexicon; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_FRAME_H
#define DL_LEXICON_FRAME_H
#include "base/map.h"
#include "lexicon/pack.h"

/* Same order as the slots of parse/args.h; MARK ... DET are the places of words that govern without an argument. */
typedef enum dl__where_slot {
    DL__W_S,
    DL__W_O,
    DL__W_I,
    DL__W_PREP,
    DL__W_C,
    DL__W_PREP_C,
    DL__W_PRT,
    DL__W_MARK,
    DL__W_ADV,
    DL__W_AUX,
    DL__W_DET
} dl__where_slot;

typedef enum dl__fill {
    DL__FILL_ANY,
    DL__FILL_A,
    DL__FILL_R,
    DL__FILL_P,
    DL__FILL_PR,
    DL__FILL_T,
    DL__FILL_X
} dl__fill;

typedef struct dl__where {
    uint8_t slot; /* dl__where_slot */
    dl_str prep;  /* points into the pack; empty but for PREP, PREP_C */
} dl__where;

enum { DL__MAX_ALTERNATIVES = 12, DL__MAX_SLOTS = 8 };
typedef struct dl__slot_spec {
    const dl__where *at; /* [n_at], in the arena */
    uint8_t n_at, fill;
    bool optional, absent, content_needed, set_negated;
    int16_t set;  /* number of a named set, -1: none */
    dl_str words; /* "{a|b}": the literal lemmas, empty: none */
} dl__slot_spec;

typedef struct dl__entry {
    const char *trigger; /* cell, as written */
    dl_str head, extra;  /* "pull back/v": pull, back; "air strike/n": strike, air */
    char pos;            /* v, n, a */
    uint8_t n_slots;
    const dl__slot_spec *slots; /* [n_slots], in the arena */
    const dl__table *table;
    uint32_t row;
} dl__entry;

/* Named sets of lemmas. */
typedef struct dl__sets {
    dl__map names, members; /* members: "lemma\x1F<number>" */
    dl__arena *arena;
} dl__sets;
DL_CHECK dl_status dl__sets_load(dl__sets *s, dl__arena *arena, const dl__table *t, dl_error *err);
bool dl__sets_has(const dl__sets *s, int set, const char *lemma, size_t len);
/* What a slot asks of a word: that the set has it, or where set is -1 the literal words "a|b". */
bool dl__spec_has(const dl__sets *s, int set, dl_str words, const char *lemma, size_t len);
int dl__sets_find(const dl__sets *s, const char *name, size_t len); /* -1: none */

/* Entries by "lemma/pos" of their head word. */
typedef struct dl__entries {
    dl__arena *arena;
    dl__entry *items;
    uint32_t n;
    dl__map heads;  /* "attack/v" -> 1 + first item */
    uint32_t *next; /* [n] 1 + next item of the same head, 0: last; in the order of lines */
} dl__entries;
/* Parse all rows of a table (columns trigger, frame).
 * errors  DL_EMODEL "lexicon/deeds.tsv:17: slot 'o=': expected ...", DL_ENOMEM */
DL_CHECK dl_status dl__entries_load(dl__entries *e, dl__arena *arena, const dl__sets *sets,
                                    const dl__table *t, dl_error *err);
/* First entry of a lemma, then e->items[i].  0: none, else 1 + index. */
uint32_t dl__entries_first(const dl__entries *e, const char *lemma, char pos);
#endif
