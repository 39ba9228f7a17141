/* cells.c - a row of a SELECT as a line of text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "export/export_priv.h"

#include <string.h>

/* A cell between tabs has no way to hold a tab or a line's end: they become spaces. */
static void add_plain(dl__strbuf *line, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        dl__strbuf_putc(line, s[i] == '\t' || s[i] == '\n' || s[i] == '\r' ? ' ' : s[i]);
}

/* RFC 4180: in quotes where it must be. */
static void add_csv(dl__strbuf *line, const char *s, size_t len)
{
    bool quoted = memchr(s, '"', len) || memchr(s, ',', len) || memchr(s, '\n', len) || memchr(s, '\r', len);
    if (!quoted) {
        dl__strbuf_add(line, s, len);
        return;
    }
    dl__strbuf_putc(line, '"');
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '"')
            dl__strbuf_putc(line, '"');
        dl__strbuf_putc(line, s[i]);
    }
    dl__strbuf_putc(line, '"');
}

void dl__export_row(const dl__layout *layout, sqlite3_stmt *q, bool names, dl__strbuf *line)
{
    bool first = true;
    int n = layout->cells == DL__CELLS_RAW ? 1 : sqlite3_column_count(q);
    for (int i = 0; i < n; i++) {
        const char *s = names ? sqlite3_column_name(q, i) : (const char *)sqlite3_column_text(q, i);
        size_t len = !s ? 0 : names ? strlen(s) : (size_t)sqlite3_column_bytes(q, i);
        if (!s && layout->skip_null)
            continue;
        if (!first)
            dl__strbuf_putc(line, layout->cells == DL__CELLS_CSV ? ',' : '\t');
        first = false;
        if (!len)
            continue;
        if (layout->cells == DL__CELLS_TAB)
            add_plain(line, s, len);
        else if (layout->cells == DL__CELLS_CSV)
            add_csv(line, s, len);
        else
            dl__strbuf_add(line, s, len);
    }
    dl__strbuf_putc(line, '\n');
}
