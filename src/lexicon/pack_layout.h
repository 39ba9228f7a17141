/* pack_layout.h - the sections of a data pack, for the reader and for dateline-pack.  Layer: lexicon.
 *
 *   pack.strings  bytes; NUL-terminated strings, each once; offset 0 is ""
 *   pack.tables   [tables] dl__pack_table_rec
 *   pack.columns  u32, names (DL__COLUMN_NAME) and kinds (DL__CELLS_*)
 *   pack.cells    u32, offsets of cells or what stands for them, row after row
 *   pack.lines    u32, line in the file of each row
 *   pack.indices  [indices] dl__pack_index_rec
 *   pack.keys     dl__pack_slot, hash tables of keys: value = first hit, n = number of hits
 *   pack.words    dl__pack_slot, first words of keys of several words, hashed: n = most words of such a key
 *   pack.hits     dl__hit
 * Hash tables: a power of two of slots, at most three quarters full, linear probing; n = 0 is free.  XXH3-64 of the key's
 * bytes: its low bits choose the slot, those above its low half are the tag. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_PACK_LAYOUT_H
#define DL_LEXICON_PACK_LAYOUT_H
#include <stdint.h>

/* columns, cells, lines: where its run begins in their sections; first_line: of rows that follow each other, which have no
 * run of lines; 0 for others. */
typedef struct dl__pack_table_rec {
    uint32_t name, file, n_rows, n_columns, columns, cells, lines, first_line;
} dl__pack_table_rec;

typedef struct dl__pack_index_rec {
    uint32_t name, keys, n_keys, words, n_words, zero[3];
} dl__pack_index_rec;

/* Two numbers each: string and the lowest bits of the tag, value and n. */
typedef struct dl__pack_slot {
    uint32_t string_tag, value_n;
} dl__pack_slot;
enum { DL__SLOT_TAG_BITS = 5, DL__SLOT_N_BITS = 11 }; /* strings of 128 MiB, 2 million hits, 2,047 of one key */

static inline uint32_t dl__slot_string(const dl__pack_slot *s)
{
    return s->string_tag >> DL__SLOT_TAG_BITS;
}

static inline uint32_t dl__slot_tag(uint64_t hash) /* in place */
{
    return (uint32_t)(hash >> 32) & ((UINT32_C(1) << DL__SLOT_TAG_BITS) - 1);
}

static inline uint32_t dl__slot_value(const dl__pack_slot *s)
{
    return s->value_n >> DL__SLOT_N_BITS;
}

static inline uint32_t dl__slot_n(const dl__pack_slot *s)
{
    return s->value_n & ((UINT32_C(1) << DL__SLOT_N_BITS) - 1);
}

/* What the cells of a column are. */
enum { DL__CELLS_TEXT, DL__CELLS_NUMBER, DL__CELLS_POINT, DL__CELLS_SHIFT = 30 };
#define DL__COLUMN_NAME(c) ((c) & ((UINT32_C(1) << DL__CELLS_SHIFT) - 1))

/* A point as two halves of 16 bits, to some 300 m: latitude from the south pole, longitude from the date line. 0: none. */
static inline uint32_t dl__pack_point_of(double lat, double lon)
{
    uint32_t a = (uint32_t)((lat + 90) / 180 * 65535 + 0.5), b = (uint32_t)((lon + 180) / 360 * 65535 + 0.5);
    return a << 16 | b;
}

static inline void dl__pack_point_at(uint32_t point, double *lat, double *lon)
{
    *lat = (double)(point >> 16) / 65535 * 180 - 90;
    *lon = (double)(point & 0xFFFF) / 65535 * 360 - 180;
}
#endif
