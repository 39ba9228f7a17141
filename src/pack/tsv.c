/* tsv.c - see tsv.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/tsv.h"

#include <string.h>

#include <utf8proc.h>
#include <zstd.h>

#include "base/file.h"

enum { MOST_BYTES = 1 << 30, MOST_COLUMNS = 1024 };

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && strcmp(s + n - m, end) == 0;
}

static bool unpack(dl__arena *a, const char *file, dl__file f, dl_str *out, pack_report *r)
{
    unsigned long long size = ZSTD_getFrameContentSize(f.data, f.len);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return dl__pack_complain(
            r, file, 0, "not a zstd file that states its size (compress it from a file, not a pipe)");
    if (size > MOST_BYTES)
        return dl__pack_complain(r, file, 0, "%llu bytes, %d is the most", size, MOST_BYTES);
    char *text = dl__arena_alloc(a, (size_t)size + 1, 1);
    if (!text)
        return dl__pack_out_of_memory(r);
    size_t n = ZSTD_decompress(text, (size_t)size, f.data, f.len);
    if (ZSTD_isError(n))
        return dl__pack_complain(r, file, 0, "cannot be decompressed: %s", ZSTD_getErrorName(n));
    *out = (dl_str){ text, n };
    return true;
}

bool dl__tsv_slurp(dl__arena *a, const char *folder, const char *file, dl_str *out, pack_report *r)
{
    char *path = dl__arena_printf(a, "%s/%s", folder, file);
    if (!path)
        return dl__pack_out_of_memory(r);
    dl__file f;
    dl_error err;
    if (dl__file_map(path, &f, &err) != DL_OK) {
        r->is_system = true;
        return dl__pack_complain(r, file, 0, "%s", err.message);
    }
    bool good = true;
    if (ends_in(file, ".zst"))
        good = unpack(a, file, f, out, r);
    else if (f.len > MOST_BYTES)
        good = dl__pack_complain(r, file, 0, "%zu bytes, %d is the most", f.len, MOST_BYTES);
    else if (!(out->ptr = dl__arena_strndup(a, (const char *)f.data, f.len)))
        good = dl__pack_out_of_memory(r);
    else
        out->len = f.len;
    dl__file_unmap(&f);
    return good;
}

/* Well-formed UTF-8 without control characters other than tab. */
static bool check_line(const char *file, uint32_t line, dl_str s, pack_report *r)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.ptr;
    for (size_t i = 0; i < s.len;) {
        utf8proc_int32_t c = bytes[i];
        utf8proc_ssize_t step = c < 0x80 ? 1 : utf8proc_iterate(bytes + i, (utf8proc_ssize_t)(s.len - i), &c);
        if (step <= 0)
            return dl__pack_complain(r, file, line, "invalid UTF-8 at byte %zu (0x%02X)", i,
                                     (unsigned)bytes[i]);
        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return dl__pack_complain(r, file, line, "control character 0x%02X at byte %zu", (unsigned)c, i);
        i += (size_t)step;
    }
    return true;
}

/* The next line of text from *at on, without its end; false at the end of the text. */
static bool next_line(dl_str text, size_t *at, dl_str *line)
{
    if (*at >= text.len)
        return false;
    const char *start = text.ptr + *at;
    const char *stop = memchr(start, '\n', text.len - *at);
    line->ptr = start;
    line->len = stop ? (size_t)(stop - start) : text.len - *at;
    *at += line->len + 1;
    return true;
}

static size_t count_cells(dl_str line)
{
    size_t n = 1;
    for (size_t i = 0; i < line.len; i++)
        n += line.ptr[i] == '\t';
    return n;
}

/* Cut a line into its cells; room for all of them is there. */
static void cut_cells(dl_str line, dl_str *cells)
{
    size_t begin = 0, n = 0;
    for (size_t i = 0; i <= line.len; i++) {
        if (i == line.len || line.ptr[i] == '\t') {
            cells[n++] = (dl_str){ line.ptr + begin, i - begin };
            begin = i + 1;
        }
    }
}

static bool is_column_name(dl_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        if (!letter && (i == 0 || (!digit && c != '_')))
            return false;
    }
    return s.len > 0;
}

static bool read_header(dl__arena *a, tsv *t, uint32_t number, dl_str line, pack_report *r)
{
    t->n_columns = count_cells(line);
    if (t->n_columns > MOST_COLUMNS)
        return dl__pack_complain(r, t->file, number, "%zu columns, %d is the most", t->n_columns,
                                 MOST_COLUMNS);
    dl_str *columns = dl__arena_alloc(a, t->n_columns, sizeof *columns);
    if (!columns)
        return dl__pack_out_of_memory(r);
    cut_cells(line, columns);
    t->columns = columns;
    for (size_t i = 0; i < t->n_columns; i++) {
        if (!is_column_name(columns[i]))
            return dl__pack_complain(r, t->file, number,
                                     "'%.*s' is no name of a column: is the header row missing?",
                                     (int)columns[i].len, columns[i].ptr);
        for (size_t k = 0; k < i; k++)
            if (columns[k].len == columns[i].len &&
                memcmp(columns[k].ptr, columns[i].ptr, columns[i].len) == 0)
                return dl__pack_complain(r, t->file, number, "column '%.*s' twice", (int)columns[i].len,
                                         columns[i].ptr);
    }
    return true;
}

static size_t count_lines(dl_str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n';
    return n;
}

bool dl__tsv_read(dl__arena *a, const char *folder, const char *file, tsv *out, pack_report *r)
{
    *out = (tsv){ .file = file };
    dl_str text, line;
    if (!dl__tsv_slurp(a, folder, file, &text, r))
        return false;
    size_t most = count_lines(text), at = 0;
    uint32_t *lines = dl__arena_alloc(a, most, sizeof *lines);
    dl_str *cells = NULL;
    bool good = true;
    if (!lines)
        return dl__pack_out_of_memory(r);
    for (uint32_t number = 1; next_line(text, &at, &line); number++) {
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!check_line(file, number, line, r)) {
            good = false;
        } else if (!out->columns) {
            if (!read_header(a, out, number, line, r))
                return false;
            if (!(cells = dl__arena_alloc(a, most * out->n_columns, sizeof *cells)))
                return dl__pack_out_of_memory(r);
        } else if (count_cells(line) != out->n_columns) {
            good = dl__pack_complain(r, file, number, "found %zu cells, expected %zu", count_cells(line),
                                     out->n_columns);
        } else {
            cut_cells(line, cells + out->n_rows * out->n_columns);
            lines[out->n_rows++] = number;
        }
    }
    if (!out->columns)
        return dl__pack_complain(r, file, 0, "no header row");
    out->cells = cells;
    out->lines = lines;
    return good;
}

int dl__tsv_column(const tsv *t, dl_str name)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->columns[i].len == name.len && memcmp(t->columns[i].ptr, name.ptr, name.len) == 0)
            return (int)i;
    return -1;
}
