/* export.h - the records of a store in the layouts of other data sets.  Layer: export; base, sink, store.
 *
 * A layout is a file: one SELECT over the store, with directives in comments that say how its rows are written:
 *
 *     --: cells tab | csv | raw     tab: cells joined by tabs; csv: RFC 4180; raw: the first cell as it is
 *     --: header yes | no           names of the columns first
 *     --: null empty | skip         what a NULL becomes: an empty cell, or none at all
 *     --: before, between, after    text around and between the rows, to the end of the line
 *
 * Before it runs, the temporary table picked (mention, event) holds the records to write, the tables of the folder beside it
 * stand as x_NAME, and the views of its common.sql.  docs/formats.md tells of each layout. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EXPORT_EXPORT_H
#define DL_EXPORT_EXPORT_H
#include "sink/output.h"
#include "store/store.h"

typedef struct dl__export_options {
    const char *folder; /* of layouts and tables */
    const char *layout; /* a file */
    const char *
        pick; /* SELECT of (mention, event) to be written; NULL: the one that stands for each event that is counted */
} dl__export_options;

/* Write the picked records of a store, opened for reading.
 * *rows   how many were written, also after an error
 * errors  DL_EIO: a file that is not there; SQL that does not run, with the file's name; DL_EINVAL: a directive or table that is
 *         none, with file and line; DL_ENOMEM.  What out could not write is told by dl__output_close(). */
DL_CHECK dl_status dl__export(dl__store *store, const dl__export_options *options, dl__output *out,
                              uint64_t *rows, dl_error *err);
#endif
