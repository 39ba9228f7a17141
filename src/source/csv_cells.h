/* csv_cells.h - rows and cells of CSV (RFC 4180).  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_CSV_CELLS_H
#define DL_SOURCE_CSV_CELLS_H
#include "base/strbuf.h"

enum { DL__CSV_MAX_CELLS = 1024 };

typedef struct dl__csv_row {
    char *s;  /* the cells one after the other, quotes taken off */
    size_t n; /* cells */
    size_t end[DL__CSV_MAX_CELLS]; /* cell i is s[end[i-1] .. end[i]) */
    bool too_many;
} dl__csv_row;

/* Whether a quoted cell is still open at the end of line, where one was (open) or was not before. */
bool dl__csv_open(dl_str line, char mark, bool open);
/* Take a row apart in place. */
void dl__csv_split(char *s, size_t len, char mark, dl__csv_row *row);
dl_str dl__csv_at(const dl__csv_row *row, size_t i);
/* What stands between the cells of a first line: ',', ';', tab or '|', whichever is most frequent in it. */
char dl__csv_mark(dl_str line);
/* Does it begin with a row of names, among them one for the text of a story? */
bool dl__csv_looks(dl_str head);
/* The key of JSON Lines that a column of this name holds; NULL: none of them. */
const char *dl__csv_key(dl_str name);
#endif
