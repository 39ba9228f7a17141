/* pack_layout.h - the sections of a data pack, for the reader and for dateline-pack.  Layer: lexicon.
 *
 *   pack.strings  bytes; NUL-terminated strings, each once; offset 0 is ""
 *   pack.tables   [tables] dl__pack_table_rec
 *   pack.columns  u32, offsets of names; a table's run begins at .columns
 *   pack.cells    u32, offsets of cells, row after row; a table's run begins at .cells
 *   pack.lines    u32, line in the file of each row; a table's run begins at .lines
 *   pack.indices  [indices] dl__pack_index_rec
 *   pack.keys     dl__pack_slot, hash tables of keys: value = first hit, n = number of hits
 *   pack.words    dl__pack_slot, first words of keys of several words, hashed: n = most words of such a key
 *   pack.hits     dl__hit
 * Hash tables have a power of two of slots, at most three quarters full, linear probing; a slot with n = 0 is free.
 * The hash is XXH3-64 of the key's bytes: its low bits choose the slot, its high half is the tag. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_PACK_LAYOUT_H
#define DL_LEXICON_PACK_LAYOUT_H
#include <stdint.h>

typedef struct dl__pack_table_rec {
    uint32_t name, file, n_rows, n_columns, columns, cells, lines, zero;
} dl__pack_table_rec;

typedef struct dl__pack_index_rec {
    uint32_t name, keys, n_keys, words, n_words, zero[3];
} dl__pack_index_rec;

typedef struct dl__pack_slot {
    uint32_t string, tag, value, n;
} dl__pack_slot;
#endif
