/* check.c - what --check asks of the tables beyond their shape; see build.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/build.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A row as qsort sees it. */
typedef struct row {
    const uint32_t *cells;
    size_t n_columns;
    uint32_t line;
} row;

static int compare_rows(const void *x, const void *y)
{
    const row *a = x, *b = y;
    int order = memcmp(a->cells, b->cells, a->n_columns * sizeof *a->cells);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static bool check_double_rows(pack_build *b, const pack_table *t)
{
    row *rows = dl__arena_alloc(b->arena, t->data.n_rows, sizeof *rows);
    bool good = true;
    if (!rows)
        return dl__pack_out_of_memory(&b->report);
    for (size_t i = 0; i < t->data.n_rows; i++)
        rows[i] = (row){ t->cells + i * t->data.n_columns, t->data.n_columns, t->data.lines[i] };
    qsort(rows, t->data.n_rows, sizeof *rows, compare_rows);
    for (size_t i = 1; i < t->data.n_rows; i++)
        if (memcmp(rows[i - 1].cells, rows[i].cells, t->data.n_columns * sizeof *rows[i].cells) == 0)
            good = dl__pack_complain(&b->report, t->data.file, rows[i].line, "the same row as line %" PRIu32,
                                     rows[i - 1].line);
    return good;
}

static bool check_sources(pack_build *b, const pack_table *t)
{
    int source = dl__tsv_column(&t->data, (dl_str)DL_STR("source"));
    bool good = true;
    for (size_t i = 0; source >= 0 && i < t->data.n_rows; i++)
        if (t->data.cells[i * t->data.n_columns + (size_t)source].len == 0)
            good = dl__pack_complain(&b->report, t->data.file, t->data.lines[i], "no source");
    return good;
}

bool dl__pack_check(pack_build *b)
{
    bool good = true;
    for (size_t i = 0; i < b->n_tables; i++) {
        good &= check_sources(b, &b->tables[i]);
        good &= check_double_rows(b, &b->tables[i]);
    }
    return good;
}
