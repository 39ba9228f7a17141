/* tables.h - test support: the shipped tables up to quotations, and rows of a tree and what is to come of it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEST_TABLES_H
#define DL_TEST_TABLES_H
#include <stdlib.h>
#include <string.h>

#include "actor/actor.h"
#include "quote/quote.h"
#include "tree.h"
#include "where/where.h"

static struct {
    dl__pack *pack;
    dl__actors *actors;
    dl__atlas *atlas;
    dl__cues *cues;
} tables;

static int open_tables(void **state)
{
    (void)state;
    dl_error err;
    const char *path = getenv("DATELINE_PACK");
    return !path || dl__pack_open(path, &tables.pack, &err) ||
           dl__actors_new(tables.pack, &tables.actors, &err) ||
           dl__atlas_new(tables.pack, &tables.atlas, &err) || dl__cues_new(tables.pack, &tables.cues, &err);
}

static int close_tables(void **state)
{
    (void)state;
    dl__cues_free(tables.cues);
    dl__atlas_free(tables.atlas);
    dl__actors_free(tables.actors);
    dl__pack_free(tables.pack);
    return 0;
}

typedef struct tree_row {
    const char *name, *words, *want;
} tree_row;

/* Each tree with its places, actors and quotations: `shown` prints of it what the row wants. */
static inline void assert_rows(const tree_row *row, size_t n, void (*shown)(dl_document *d, char out[512]))
{
    for (size_t i = 0; i < n; i++) {
        dl_document *d = tree(row[i].words);
        dl_error err;
        char got[512];
        assert_int_equal(dl__where_find(tables.atlas, d, &err), DL_OK);
        assert_int_equal(dl__actor_find(tables.actors, d, &err), DL_OK);
        assert_int_equal(dl__quote_find(tables.cues, d, &err), DL_OK);
        shown(d, got);
        if (strcmp(got, row[i].want) != 0)
            print_error("%s: want '%s', got '%s'\n", row[i].name, row[i].want, got);
        assert_string_equal(got, row[i].want);
        dl_document_free(d);
    }
}
#endif
