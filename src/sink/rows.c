/* rows.c - see rows.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/rows.h"

#include "sink/csv_out.h"
#include "sink/json_out.h"
#include "sink/page.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* A table waits for so many rows before it knows how wide its columns are; no column but the last is wider than MAX_WIDTH. */
enum { HELD_ROWS = 1000, HELD_BYTES = 1 << 26, MAX_WIDTH = 36, MIN_WIDTH = 6, MIN_LAST = 20, GAP = 2 };

void dl__add_real(dl__strbuf *b, double x)
{
    dl__strbuf_printf(b, "%.9g", x + 0.0); /* no minus before a zero */
}

unsigned dl__add_cut(dl__strbuf *b, dl_str s, unsigned columns)
{
    bool whole = dl__columns(s) <= columns;
    unsigned used = 0, room = whole ? columns : columns - 1;
    for (size_t i = 0; i < s.len;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t m =
            utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i, (utf8proc_ssize_t)(s.len - i), &cp);
        size_t n = m > 0 ? (size_t)m : 1;
        int w = m > 0 ? utf8proc_charwidth(cp) : 1;
        bool control = m <= 0 || cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
        if (control)
            w = 1;
        if (used + (unsigned)(w > 0 ? w : 0) > room)
            break;
        if (control)
            dl__strbuf_putc(b, ' ');
        else
            dl__strbuf_add(b, s.ptr + i, n);
        used += (unsigned)(w > 0 ? w : 0);
        i += n;
    }
    if (!whole) {
        dl__strbuf_puts(b, "\xE2\x80\xA6");
        used++;
    }
    return used;
}

/* ---- table ---- */

static void gap(dl__strbuf *b, unsigned n)
{
    dl__strbuf_printf(b, "%*s", (int)n, "");
}

static void table_line(dl__rows *r, const char *cells, bool heading)
{
    dl__strbuf *b = r->out;
    unsigned at = 0, due = 0;
    for (unsigned i = 0; i < r->n; i++) {
        size_t len = strlen(cells); /* ours, each ended by us */
        dl_str s = { cells, len };
        bool last = i + 1 == r->n, right = r->numbers >> i & 1;
        unsigned room = r->column_width[i], used = dl__columns(s);
        if (last && !right)
            room = at + MIN_LAST < r->width ? r->width - at : MIN_LAST;
        if (used > room)
            used = room;
        gap(b, due + (right ? room - used : 0));
        if (heading && r->colour)
            dl__strbuf_puts(b, "\x1B[1m");
        (void)dl__add_cut(b, s, room);
        if (heading && r->colour)
            dl__strbuf_puts(b, "\x1B[0m");
        due = (right ? 0 : room - used) + GAP;
        at += room + GAP;
        cells += len + 1;
    }
    dl__strbuf_putc(b, '\n');
}

static void hold(dl__rows *r, const dl__cell *cells)
{
    for (unsigned i = 0; i < r->n; i++) {
        const dl__cell *c = &cells[i];
        size_t before = r->held.len;
        if (c->kind == DL__CELL_INT)
            dl__strbuf_printf(&r->held, "%lld", (long long)c->n);
        else if (c->kind == DL__CELL_REAL)
            dl__add_real(&r->held, c->x);
        else if (c->kind == DL__CELL_TEXT && c->s.len)
            dl__strbuf_add(&r->held, c->s.ptr, strnlen(c->s.ptr, c->s.len));
        else
            dl__strbuf_putc(&r->held, '-');
        if (c->kind == DL__CELL_TEXT)
            r->numbers &= ~(UINT64_C(1) << i);
        if (!r->held.status && !r->laid_out) {
            unsigned w = dl__columns((dl_str){ r->held.s + before, r->held.len - before });
            if (w > r->column_width[i])
                r->column_width[i] = w < MAX_WIDTH ? w : MAX_WIDTH;
        }
        dl__strbuf_putc(&r->held, '\0');
    }
    r->n_held++;
}

/* Take from the widest until the last has room; numbers stay whole. */
static void fit(dl__rows *r)
{
    for (bool more = r->n > 1; more;) {
        unsigned total = MIN_LAST, widest = r->n;
        for (unsigned i = 0; i + 1 < r->n; i++) {
            total += r->column_width[i] + GAP;
            if (!(r->numbers >> i & 1) && (widest == r->n || r->column_width[i] > r->column_width[widest]))
                widest = i;
        }
        more = total > r->width && widest < r->n && r->column_width[widest] > MIN_WIDTH;
        if (more)
            r->column_width[widest]--;
    }
}

static void let_go(dl__rows *r)
{
    if (!r->laid_out) {
        dl__strbuf names;
        dl__strbuf_init(&names, HELD_BYTES);
        for (unsigned i = 0; i < r->n; i++) {
            unsigned w = (unsigned)strlen(r->column[i]);
            r->column_width[i] = w > r->column_width[i] ? w : r->column_width[i];
            dl__strbuf_add(&names, r->column[i], w + 1);
        }
        fit(r);
        if (!names.status)
            table_line(r, names.s, true);
        dl__strbuf_free(&names);
        r->laid_out = true;
    }
    const char *at = r->held.s;
    for (uint64_t i = 0; i < r->n_held && !r->held.status; i++) {
        table_line(r, at, false);
        for (unsigned k = 0; k < r->n; k++)
            at += strlen(at) + 1;
    }
    if (r->held.status)
        r->out->status = r->held.status;
    r->n_held = 0;
    dl__strbuf_clear(&r->held);
}

static void table_row(dl__rows *r, const dl__cell *cells)
{
    hold(r, cells);
    if (r->laid_out || r->n_held >= HELD_ROWS || r->held.len > HELD_BYTES / 2)
        let_go(r);
}

/* ---- csv ---- */

static void csv_row(dl__rows *r, const dl__cell *cells)
{
    for (unsigned i = 0; i < r->n; i++) {
        const dl__cell *c = &cells[i];
        if (c->kind == DL__CELL_TEXT) {
            dl__csv_cell(r->out, c->s);
            continue;
        }
        if (c->kind == DL__CELL_INT)
            dl__strbuf_printf(r->out, "%lld", (long long)c->n);
        else if (c->kind == DL__CELL_REAL)
            dl__add_real(r->out, c->x);
        dl__strbuf_putc(r->out, ',');
    }
    dl__csv_end(r->out);
}

/* ---- json ---- */

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

static void json_list(dl__strbuf *b, dl_str s)
{
    dl__json_open(b, '[');
    for (size_t at = 0; at < s.len;) {
        const char *end = memchr(s.ptr + at, ';', s.len - at);
        size_t n = end ? (size_t)(end - s.ptr) - at : s.len - at;
        dl__json_bytes(b, s.ptr + at, n);
        at += n + 1;
    }
    dl__json_close(b, ']');
}

static void json_cell(dl__strbuf *b, const char *name, const dl__cell *c)
{
    dl__json_key(b, name);
    if (c->kind == DL__CELL_NULL)
        dl__json_null(b);
    else if (c->kind == DL__CELL_INT)
        dl__json_int(b, c->n);
    else if (c->kind == DL__CELL_REAL)
        dl__json_real(b, c->x, 6);
    else if (!strcmp(name, "contexts") || ends_with(name, "_names") || ends_with(name, "_codes") ||
             ends_with(name, "_verbs"))
        json_list(b, c->s);
    else
        dl__json_bytes(b, c->s.ptr, c->s.len);
}

static void json_row(dl__rows *r, const dl__cell *cells)
{
    dl__json_open(r->out, '{');
    for (unsigned i = 0; i < r->n; i++)
        json_cell(r->out, r->column[i], &cells[i]);
    dl__json_close(r->out, '}');
    dl__strbuf_putc(r->out, '\n');
}

static double number(const dl__cell *c)
{
    return c->kind == DL__CELL_INT ? (double)c->n : c->x;
}

static void geojson_row(dl__rows *r, const dl__cell *cells)
{
    dl__strbuf *b = r->out;
    const dl__cell *lat = &cells[r->lat], *lon = &cells[r->lon];
    if ((lat->kind != DL__CELL_REAL && lat->kind != DL__CELL_INT) ||
        (lon->kind != DL__CELL_REAL && lon->kind != DL__CELL_INT)) {
        r->n_without_point++;
        return;
    }
    dl__strbuf_puts(b, r->n_rows - r->n_without_point > 1 ? ",\n" : "\n");
    dl__json_open(b, '{');
    dl__json_key_text(b, "type", "Feature");
    dl__json_key(b, "geometry");
    dl__json_open(b, '{');
    dl__json_key_text(b, "type", "Point");
    dl__json_key(b, "coordinates");
    dl__json_open(b, '[');
    dl__json_real(b, number(lon), 5);
    dl__json_real(b, number(lat), 5);
    dl__json_close(b, ']');
    dl__json_close(b, '}');
    dl__json_key(b, "properties");
    dl__json_open(b, '{');
    for (unsigned i = 0; i < r->n; i++)
        if ((int)i != r->lat && (int)i != r->lon)
            json_cell(b, r->column[i], &cells[i]);
    dl__json_close(b, '}');
    dl__json_close(b, '}');
}

/* ---- */

bool dl__rows_begin(dl__rows *r, dl__rows_format format, unsigned width, bool colour,
                    const char *const *column, unsigned n, dl__strbuf *out)
{
    *r = (dl__rows){
        .format = format, .width = width, .n = n, .colour = colour, .column = column, .out = out
    };
    r->lat = r->lon = -1;
    r->numbers = UINT64_MAX;
    dl__strbuf_init(&r->held, HELD_BYTES);
    for (unsigned i = 0; i < n; i++) {
        r->lat = strcmp(column[i], "lat") ? r->lat : (int)i;
        r->lon = strcmp(column[i], "lon") ? r->lon : (int)i;
    }
    if (format == DL__ROWS_GEOJSON) {
        if (r->lat < 0 || r->lon < 0)
            return false;
        dl__strbuf_puts(out, "{\"type\":\"FeatureCollection\",\"features\":[");
    }
    if (format == DL__ROWS_CSV) {
        for (unsigned i = 0; i < n; i++)
            dl__strbuf_printf(out, "%s,", column[i]);
        dl__csv_end(out);
    }
    return true;
}

void dl__rows_add(dl__rows *r, const dl__cell *cells)
{
    static void (*const row[])(dl__rows *, const dl__cell *) = { [DL__ROWS_TABLE] = table_row,
                                                                 [DL__ROWS_CSV] = csv_row,
                                                                 [DL__ROWS_JSONL] = json_row,
                                                                 [DL__ROWS_GEOJSON] = geojson_row };
    r->n_rows++;
    row[r->format](r, cells);
}

void dl__rows_end(dl__rows *r)
{
    if (r->format == DL__ROWS_TABLE)
        let_go(r);
    if (r->format == DL__ROWS_GEOJSON)
        dl__strbuf_puts(r->out, "\n]}\n");
    dl__strbuf_free(&r->held);
}
