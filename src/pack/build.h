/* build.h - the pack in the making: tables, indices and strings, from the manifest to the file.  Layer: pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PACK_BUILD_H
#define DL_PACK_BUILD_H
#include "lexicon/pack.h"
#include "pack/strings.h"
#include "pack/tsv.h"

typedef struct pack_table {
    const char *name;
    tsv data;
    uint32_t *cells; /* [n_rows * n_columns], offsets of strings; numbers and points as they are */
    uint32_t *kinds; /* [n_columns] DL__CELLS_* */
} pack_table;

typedef struct pack_posting {
    uint32_t key; /* offset of the string */
    dl__hit hit;
} pack_posting;

typedef struct pack_index {
    const char *name;
    bool lower;
    pack_posting *postings;
    size_t n_postings, cap_postings;
} pack_index;

typedef struct pack_build {
    dl__arena *arena;
    const char *folder;
    pack_strings strings;
    pack_table *tables;
    size_t n_tables, cap_tables;
    pack_index *indices;
    size_t n_indices, cap_indices;
    dl_str meta; /* pack.meta as written */
    pack_report report;
} pack_build;

/* Read folder/pack.tsv and pack.meta, all tables that they name, and gather the keys.  false after complaints. */
bool dl__pack_read(pack_build *b);
/* What only --check asks: a source for each row of a table that has that column, no double row. */
bool dl__pack_check(pack_build *b);
/* The lexicon of the pack as written: names, entries that another hides, and, with a model (NULL: none), words that nobody
 * knows and examples that do not make their row fire.  A pack without lexicon passes. */
bool dl__pack_check_lexicon(pack_build *b, const char *path, const char *model_path);
/* Sort the keys, lay out the sections, write the file. */
bool dl__pack_write(pack_build *b, const char *path);
/* A make rule "path: files that were read". */
bool dl__pack_write_depfile(pack_build *b, const char *depfile, const char *path);
#endif
