/* rows.h - rows of an answer as text: columns with names, cells with kinds.  Layer: sink; base.
 *
 *     dl__rows r;
 *     dl__rows_begin(&r, format, width, colour, columns, n, &out);
 *     dl__rows_add(&r, cells);         as often as there are rows; out may be written away and cleared in between
 *     dl__rows_end(&r);                frees what the rows needed; failures stand in out.status */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_ROWS_H
#define DL_SINK_ROWS_H
#include "base/strbuf.h"

typedef enum dl__cell_kind { DL__CELL_NULL, DL__CELL_INT, DL__CELL_REAL, DL__CELL_TEXT } dl__cell_kind;
typedef struct dl__cell {
    dl__cell_kind kind;
    int64_t n;
    double x;
    dl_str s; /* borrowed */
} dl__cell;

typedef enum dl__rows_format {
    DL__ROWS_TABLE,   /* for reading: columns under each other; the last is cut where the page ends */
    DL__ROWS_CSV,     /* RFC 4180 with a header */
    DL__ROWS_JSONL,   /* an object a line; lists (contexts, *_names, *_codes) are arrays */
    DL__ROWS_GEOJSON, /* RFC 7946: a feature a row that has a point, of the columns lat and lon */
} dl__rows_format;

enum { DL__ROWS_MAX = 64 };
typedef struct dl__rows {
    dl__rows_format format;
    unsigned width, n, column_width[DL__ROWS_MAX];
    bool colour, laid_out;
    const char *const *column;
    int lat, lon;
    uint64_t n_rows, n_without_point;
    dl__strbuf *out;
    dl__strbuf held;   /* table: cells of the first rows, until the columns' widths are known; each ends with NUL */
    uint64_t n_held;
    uint64_t numbers;  /* table: columns that hold numbers only, a bit each */
} dl__rows;

/* n <= DL__ROWS_MAX; columns are borrowed.  false: the format needs columns that are not there (geojson: lat and lon). */
DL_CHECK bool dl__rows_begin(dl__rows *r, dl__rows_format format, unsigned width, bool colour, const char *const *column,
                             unsigned n, dl__strbuf *out);
void dl__rows_add(dl__rows *r, const dl__cell *cells);
void dl__rows_end(dl__rows *r);

/* Append a number as all formats write it: at most 9 digits, no zeros behind. */
void dl__add_real(dl__strbuf *b, double x);
/* Append as much of s as fits in so many columns of a terminal, with an ellipsis where it is cut; control characters become
 * spaces. Returns the columns used. */
unsigned dl__add_cut(dl__strbuf *b, dl_str s, unsigned columns);
#endif
