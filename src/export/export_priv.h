/* export_priv.h - the inside of an export, for the files of this folder.  Layer: export. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EXPORT_EXPORT_PRIV_H
#define DL_EXPORT_EXPORT_PRIV_H
#include "export/export.h"

#include <sqlite3.h>

typedef enum dl__cells { DL__CELLS_TAB, DL__CELLS_CSV, DL__CELLS_RAW } dl__cells;

typedef struct dl__layout {
    char *sql; /* the whole file, NUL-terminated; owned */
    dl__cells cells;
    bool header, skip_null;
    dl_str before, between, after; /* point into sql */
} dl__layout;

/* A file as text. The caller frees it. */
DL_CHECK dl_status dl__export_text(const char *path, char **out, dl_error *err);
/* Read a layout. dl__layout_free() also after an error. */
DL_CHECK dl_status dl__layout_read(const char *path, dl__layout *out, dl_error *err);
void dl__layout_free(dl__layout *layout);

/* All "*.tsv" of a folder as temporary tables x_NAME: '#' begins a comment, the first other line names the columns. */
DL_CHECK dl_status dl__export_tables(sqlite3 *db, const char *folder, dl_error *err);

/* The current row of q (names: the names of its columns) as one line of a layout, added to line. */
void dl__export_row(const dl__layout *layout, sqlite3_stmt *q, bool names, dl__strbuf *line);
#endif
