/* read_csv.c - CSV: the first row names the columns, each further row is a story. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include "source/csv_cells.h"
#include "source/day.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct csv {
    dl__strbuf raw;         /* the row */
    dl__strbuf head;        /* the first row */
    dl__csv_row row, names; /* names of columns, in head */
    char mark;
} csv;

static bool begin(dl__input *in)
{
    csv *c = calloc(1, sizeof *c);
    if (!c)
        return false;
    dl__strbuf_init(&c->raw, (size_t)in->o->max_bytes);
    dl__strbuf_init(&c->head, 1 << 16);
    in->state = c;
    return true;
}

static void end(dl__input *in)
{
    csv *c = in->state;
    if (!c)
        return;
    dl__strbuf_free(&c->raw);
    dl__strbuf_free(&c->head);
    free(c);
}

/* The next row, its lines joined, into c->raw. 1; 0: no more; -1: longer than the limit; *first: the line where it begins. */
static int next_row(dl__input *in, csv *c, uint64_t *first)
{
    bool open = false, too_long = false;
    dl_str line;
    int r;
    dl__strbuf_clear(&c->raw);
    *first = in->line + 1;
    while ((r = dl__lines_next(&in->lines, &line)) != 0) {
        in->line++;
        if (in->line == 1 && r > 0 && line.len >= 3 && !memcmp(line.ptr, "\xEF\xBB\xBF", 3)) {
            line.ptr += 3;
            line.len -= 3;
        }
        if (in->line == 1 && r > 0)
            c->mark = dl__csv_mark(line);
        if (!open && r > 0 && dl__only_white(line)) {
            *first = in->line + 1;
            continue;
        }
        if (open)
            dl__strbuf_putc(&c->raw, '\n');
        if (r > 0)
            dl__strbuf_add(&c->raw, line.ptr, line.len);
        too_long |= r < 0 || c->raw.status == DL_ELIMIT;
        open = r > 0 && dl__csv_open(line, c->mark, open);
        if (!open || too_long)
            return too_long ? -1 : 1;
    }
    return c->raw.len > 0; /* a quote that nothing closes: what there is */
}

/* The names of the columns. An item: why not. */
static dl__item *read_names(dl__input *in, csv *c)
{
    uint64_t first;
    dl__item *item = NULL;
    int r = next_row(in, c, &first);
    if (r == 0) {
        item = in->lines.failed ? NULL : dl__input_item(in, 0);
        return item ? dl__item_fail(item, DL__ITEM_WARNING, "nothing to read in it") : NULL;
    }
    dl__strbuf_add(&c->head, c->raw.s, r > 0 ? c->raw.len : 0);
    bool text = false;
    if (!c->head.status && c->head.len)
        dl__csv_split(c->head.s, c->head.len, c->mark, &c->names);
    for (size_t i = 0; i < c->names.n; i++) {
        const char *key = dl__csv_key(dl__csv_at(&c->names, i));
        text |= key && !strcmp(key, "text");
    }
    if (text && !c->names.too_many)
        return NULL;
    dl__lines_rest(&in->lines, &(dl_str){ NULL, 0 });
    c->names.n = 0;
    item = dl__input_item(in, first);
    return !item               ? NULL
           : c->names.too_many ? dl__item_fail(item, DL__ITEM_BAD, "more than %d columns", DL__CSV_MAX_CELLS)
                               : dl__item_fail(item, DL__ITEM_BAD, "no column 'text' in the first row");
}

/* The row as an object: known columns by their keys, the others by their names. */
static json_t *object_of(const csv *c, bool *no_memory)
{
    json_t *object = json_object();
    *no_memory = !object;
    for (size_t i = 0; object && i < c->row.n && i < c->names.n && !*no_memory; i++) {
        dl_str name = dl__csv_at(&c->names, i), cell = dl__csv_at(&c->row, i);
        const char *key = dl__csv_key(name);
        char named[80], day[DL__DAY];
        if (!key) {
            size_t n = name.len < sizeof named - 1 ? name.len : sizeof named - 1;
            if (n == 0 || dl__utf8_good((dl_str){ name.ptr, n }) < n)
                continue;
            memcpy(named, name.ptr, n);
            named[n] = '\0';
            key = named;
        } else if (json_object_get(object, key)) {
            continue; /* a second column for it: the first holds */
        } else if (!strcmp(key, "date") && dl__day_read(cell, day)) {
            cell = (dl_str){ day, DL__DAY - 1 };
        }
        if (cell.len || !strcmp(key, "text"))
            *no_memory =
                json_object_set_new(object, key, json_stringn(cell.len ? cell.ptr : "", cell.len)) != 0;
    }
    return object;
}

static dl__item *next(dl__input *in)
{
    csv *c = in->state;
    uint64_t first;
    if (!c->names.n) {
        if (in->line)
            return NULL;
        dl__item *why = read_names(in, c);
        if (why || !c->names.n)
            return why;
    }
    int r = next_row(in, c, &first);
    dl__item *item = r ? dl__input_item(in, first) : NULL;
    if (!item)
        return NULL;
    if (r < 0)
        return dl__item_fail(item, DL__ITEM_BAD,
                             "row of more than %llu bytes, the limit (a quote that is not closed?)",
                             (unsigned long long)in->o->max_bytes);
    dl_str raw = { c->raw.s, c->raw.len };
    size_t good = dl__utf8_good(raw);
    if (good < raw.len)
        return dl__item_fail(item, DL__ITEM_BAD,
                             raw.ptr[good] ? "invalid UTF-8 at byte %zu of the row (0x%02X)"
                                           : "NUL at byte %zu of the row",
                             good, (unsigned char)raw.ptr[good]);
    dl__csv_split(c->raw.s, c->raw.len, c->mark, &c->row);
    if (c->row.n != c->names.n)
        return dl__item_fail(item, DL__ITEM_BAD, "%zu cells, expected %zu as in the first row", c->row.n,
                             c->names.n);
    bool no_memory;
    json_t *object = object_of(c, &no_memory);
    if (no_memory)
        json_decref(object);
    else
        dl__item_from_object(item, object);
    return dl__input_or_fail(in, item, !no_memory);
}

const dl__reader DL__READER_CSV = { "csv", true, begin, next, end };
