/* pack_priv.h - a pack in memory: what is mapped, and what a user's folder adds.  Layer: lexicon, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_PACK_PRIV_H
#define DL_LEXICON_PACK_PRIV_H
#include "base/map.h"
#include "lexicon/pack.h"
#include "lexicon/pack_layout.h"

/* Rows of a user's table, numbered on from the pack's own. */
typedef struct dl__user_rows {
    const char *file;      /* as the user would write it: "mine/lexicon/deeds.tsv" */
    const char **cells;    /* [n * columns of the pack's table] */
    const uint32_t *lines; /* [n] */
    uint32_t n;
} dl__user_rows;

struct dl__table {
    const dl__pack *pack;
    const char *name, *file;
    const uint32_t *columns, *cells, *lines; /* lines NULL: from first_line on */
    uint32_t first_line;
    uint32_t n_rows, n_columns; /* of the pack */
    uint16_t number;
    dl__user_rows user;
};

/* Rows of the user's under one key; they hide the pack's. */
typedef struct dl__user_key {
    dl__hit *hits;
    size_t n, cap;
} dl__user_key;

struct dl__index {
    const dl__pack *pack;
    const char *name;
    const dl__pack_slot *keys, *words;
    uint32_t n_keys, n_words; /* slots */
    dl__map user,
        user_words; /* key -> 1 + user_key, first word -> most words; empty where no folder was read */
    dl__user_key *user_key;
    size_t n_user, cap_user;
};

struct dl__pack {
    dl__dlm dlm;
    const char *strings;
    size_t n_strings; /* bytes; the last is NUL */
    const dl__hit *hits;
    size_t n_hits;
    dl__table *tables;
    dl__index *indices;
    uint32_t n_tables, n_indices;
    dl__arena *arena;    /* what a user's folder holds; NULL without one */
    const char *lexicon; /* "mine@0123abcd": name of the folder and digest of its tables; "" without one */
};
#endif
