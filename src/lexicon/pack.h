/* pack.h - the data pack: the tables of data/ compiled, with hash indices over phrases.  Layer: lexicon; includes base, model.
 *
 * Every table of data/ is TSV with a header row; lines that begin with '#' are comments.  data/pack.tsv lists them:
 *     table        file                     index    keys
 *     countries    actors/countries.tsv     names    name;names;adjectives;demonyms;capital;seats
 * Cells of key columns may hold several keys joined by ';'.  One index may cover many tables; a find gives rows of all.
 * Keys are stored as written, white space collapsed, typographic quotes and dashes made plain (dl__key_normalise);
 * an index whose name ends in "_lower" stores and asks for lower case.  "*" before a key column's name: key not split at ';'.
 * "#" and "@" before a name among the keys: no keys, but a column of numbers or of points ("39.84,45.67"), stored as such;
 * dl__table_cell() gives "" for it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_PACK_H
#define DL_LEXICON_PACK_H
#include "model/dlm.h"

typedef struct dl__pack dl__pack;
typedef struct dl__table dl__table;
typedef struct dl__index dl__index;

typedef struct dl__hit {
    uint16_t table; /* dl__pack_table_at() */
    uint16_t column;
    uint32_t row;
} dl__hit;

DL_CHECK dl_status dl__pack_open(const char *path, dl__pack **out, dl_error *err);
void dl__pack_free(dl__pack *p);
/* Add a user's folder of tables (docs/lexicon.md). Once, before the pack is used; after an error it is to be freed.
 * errors  DL_EIO, DL_EMODEL "mine/lexicon/deeds.tsv:3: found ..., expected ...", DL_ENOMEM */
DL_CHECK dl_status dl__pack_add_folder(dl__pack *p, const char *folder, dl_error *err);
/* "mine@0123abcd": the added folder's name and a digest of its tables; "" without one. */
const char *dl__pack_lexicon(const dl__pack *p);
/* Do the cells hold what the other tables ask of them?  Each fault is told to fault(), whose false stops.
 * own     the pack's own rows, else those of the user's folder
 * errors  DL_ENOMEM */
typedef bool (*dl__fault)(void *user, const char *file, uint32_t line, const char *message);
DL_CHECK dl_status dl__pack_check_cells(const dl__pack *p, bool own, dl__fault fault, void *user, dl_error *err);
bool dl__pack_meta(const dl__pack *p, const char *key, dl_str *value);
uint64_t dl__pack_digest(const dl__pack *p); /* of the mapped file, without the added folder */

const dl__table *dl__pack_table(const dl__pack *p, const char *name); /* NULL: none of that name */
const dl__table *dl__pack_table_at(const dl__pack *p, uint16_t number); /* NULL past the last */
uint16_t dl__pack_n_tables(const dl__pack *p);
uint16_t dl__table_number(const dl__table *t);
const char *dl__table_name(const dl__table *t);
uint32_t dl__table_n_rows(const dl__table *t);
uint32_t dl__table_n_columns(const dl__table *t);
const char *dl__table_column_name(const dl__table *t, uint16_t column);
int dl__table_column(const dl__table *t, const char *name);          /* -1: none */
/* Cell, NUL-terminated, "" for an empty one or a column -1. Lives as long as the pack. */
const char *dl__table_cell(const dl__table *t, uint32_t row, int column);
uint32_t dl__table_n_own(const dl__table *t); /* rows of the pack; those of a user's folder come behind them */
/* A cell "39.84,45.67", however the column is stored; false for an empty one. */
bool dl__table_point_at(const dl__table *t, uint32_t row, int column, double *lat, double *lon);
/* A cell with a number of at most 32 bits, however the column is stored; 0 for an empty one. */
int64_t dl__table_number_at(const dl__table *t, uint32_t row, int column);
/* Where the row stands: file (relative to data/, or below the user's folder) and line, counted from 1. */
const char *dl__table_file(const dl__table *t, uint32_t row);
uint32_t dl__table_line(const dl__table *t, uint32_t row);

const dl__index *dl__pack_index(const dl__pack *p, const char *name); /* NULL: none of that name */
const dl__index *dl__pack_index_at(const dl__pack *p, uint32_t number); /* NULL past the last */
const char *dl__index_name(const dl__index *x);
/* Rows whose key equals key[0..len) (already normalised): a run of hits in table, row order. Returns how many. */
size_t dl__index_find(const dl__index *x, const char *key, size_t len, const dl__hit **hits);
/* Most words (white-space separated) that a key beginning with this first word has; 0: no key begins so. */
unsigned dl__index_max_words(const dl__index *x, const char *word, size_t len);
/* Normal form of a key into out[0..cap); returns its length, 0 when it does not fit. lower: also lower-cased. */
size_t dl__key_normalise(const char *s, size_t len, bool lower, char *out, size_t cap);
#endif
