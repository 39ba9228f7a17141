/* export_row.c - a row of a SELECT as a line of text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export_priv.h"
#include "sink/csv_out.h"

#include <string.h>

/* A cell between tabs has no way to hold a tab or a line's end: they become spaces. */
static void add_plain(dl__strbuf *line, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        dl__strbuf_putc(line, s[i] == '\t' || s[i] == '\n' || s[i] == '\r' ? ' ' : s[i]);
}

void dl__export_row(const dl__layout *layout, sqlite3_stmt *q, bool names, dl__strbuf *line)
{
    int n = layout->cells == DL__CELLS_RAW ? 1 : sqlite3_column_count(q), written = 0;
    for (int i = 0; i < n; i++) {
        const char *s = names ? sqlite3_column_name(q, i) : (const char *)sqlite3_column_text(q, i);
        size_t len = !s ? 0 : names ? strlen(s) : (size_t)sqlite3_column_bytes(q, i);
        if (!s && layout->skip_null)
            continue;
        if (layout->cells == DL__CELLS_CSV)
            dl__csv_cell(line, (dl_str){ s ? s : "", len });
        if (layout->cells == DL__CELLS_TAB && written)
            dl__strbuf_putc(line, '\t');
        if (layout->cells == DL__CELLS_TAB)
            add_plain(line, s, len);
        if (layout->cells == DL__CELLS_RAW)
            dl__strbuf_add(line, s ? s : "", len);
        written++;
    }
    if (layout->cells == DL__CELLS_CSV)
        dl__csv_end(line);
    else
        dl__strbuf_putc(line, '\n');
}
