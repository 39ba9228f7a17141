/* csv_out.c - see csv_out.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/csv_out.h"

void dl__csv_cell(dl__strbuf *b, dl_str s)
{
    bool quote = s.len && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
    for (size_t i = 0; i < s.len && !quote; i++)
        quote = s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\n' || s.ptr[i] == '\r';
    if (!quote) {
        dl__strbuf_add(b, s.ptr, s.len);
    } else {
        dl__strbuf_putc(b, '"');
        for (size_t i = 0; i < s.len; i++) {
            if (s.ptr[i] == '"')
                dl__strbuf_putc(b, '"');
            dl__strbuf_putc(b, s.ptr[i]);
        }
        dl__strbuf_putc(b, '"');
    }
    dl__strbuf_putc(b, ',');
}

void dl__csv_end(dl__strbuf *b)
{
    if (!b->status)
        b->s[b->len - 1] = '\n';
}
