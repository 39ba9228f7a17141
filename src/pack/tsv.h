/* tsv.h - a table of data/: TSV with a header row, comments, maybe compressed.  Layer: pack; includes base, text's check.
 *
 * Lines that begin with '#' and empty lines are skipped but counted.  No quoting: a cell holds no tab and no line end. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PACK_TSV_H
#define DL_PACK_TSV_H
#include "base/arena.h"
#include "pack/report.h"

typedef struct tsv {
    const char *file; /* relative to the data folder */
    const dl_str *columns;
    const dl_str *cells;   /* [n_rows * n_columns], row after row */
    const uint32_t *lines; /* [n_rows] */
    size_t n_columns, n_rows;
} tsv;

/* Read folder/file into the arena; a name that ends in ".zst" is decompressed.  false after a complaint. */
bool dl__tsv_read(dl__arena *a, const char *folder, const char *file, tsv *out, pack_report *r);
/* The bytes of folder/file in the arena, NUL behind them. */
bool dl__tsv_slurp(dl__arena *a, const char *folder, const char *file, dl_str *out, pack_report *r);
/* Number of a column, -1: none. */
int dl__tsv_column(const tsv *t, dl_str name);
#endif
