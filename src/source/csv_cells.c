/* csv_cells.c - see csv_cells.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/csv_cells.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A quote opens a cell only where the cell begins; inside, two stand for one. */
typedef struct scan {
    bool quoted, start;
} scan;

static void step(scan *c, char ch, char mark, bool next_is_quote, bool *pair)
{
    *pair = false;
    if (c->quoted) {
        if (ch == '"' && next_is_quote)
            *pair = true;
        else if (ch == '"')
            c->quoted = false;
        c->start = false;
    } else if (ch == '"' && c->start) {
        c->quoted = true;
        c->start = false;
    } else {
        c->start = ch == mark;
    }
}

bool dl__csv_open(dl_str line, char mark, bool open)
{
    scan c = { open, !open };
    bool pair;
    for (size_t i = 0; i < line.len; i += pair ? 2 : 1)
        step(&c, line.ptr[i], mark, i + 1 < line.len && line.ptr[i + 1] == '"', &pair);
    return c.quoted;
}

void dl__csv_split(char *s, size_t len, char mark, dl__csv_row *row)
{
    scan c = { false, true };
    size_t to = 0;
    row->s = s;
    row->n = 0;
    row->too_many = false;
    for (size_t i = 0; i < len; i++) {
        char ch = s[i];
        bool was = c.quoted, pair;
        step(&c, ch, mark, i + 1 < len && s[i + 1] == '"', &pair);
        if (!was && !c.quoted && ch == mark) {
            if (row->n == DL__CSV_MAX_CELLS - 1) {
                row->too_many = true;
                break;
            }
            row->end[row->n++] = to;
        } else if (pair || was == c.quoted) {
            s[to++] = ch;
            i += pair;
        }
    }
    row->end[row->n++] = to;
}

dl_str dl__csv_at(const dl__csv_row *row, size_t i)
{
    size_t begin = i ? row->end[i - 1] : 0;
    return (dl_str){ row->s + begin, row->end[i] - begin };
}

char dl__csv_mark(dl_str line)
{
    static const char marks[] = ",;\t|";
    size_t best = 0;
    char mark = ',';
    for (size_t m = 0; m + 1 < sizeof marks; m++) {
        size_t n = 0;
        for (size_t i = 0; i < line.len; i++)
            n += line.ptr[i] == marks[m];
        if (n > best) {
            best = n;
            mark = marks[m];
        }
    }
    return mark;
}

const char *dl__csv_key(dl_str name)
{
    static const struct {
        const char *name, *key;
    } names[] = { { "text", "text" },
                  { "body", "text" },
                  { "content", "text" },
                  { "article", "text" },
                  { "article_text", "text" },
                  { "full_text", "text" },
                  { "fulltext", "text" },
                  { "maintext", "text" },
                  { "headline", "headline" },
                  { "title", "headline" },
                  { "date", "date" },
                  { "published", "date" },
                  { "publish_date", "date" },
                  { "published_at", "date" },
                  { "publication_date", "date" },
                  { "date_publish", "date" },
                  { "pubdate", "date" },
                  { "pub_date", "date" },
                  { "datetime", "date" },
                  { "id", "id" },
                  { "guid", "id" },
                  { "story_id", "id" },
                  { "article_id", "id" },
                  { "publisher", "publisher" },
                  { "publication", "publisher" },
                  { "source", "publisher" },
                  { "outlet", "publisher" },
                  { "source_domain", "publisher" },
                  { "url", "url" },
                  { "link", "url" } };
    while (name.len && (name.ptr[0] == ' ' || name.ptr[0] == '\t')) {
        name.ptr++;
        name.len--;
    }
    while (name.len && (name.ptr[name.len - 1] == ' ' || name.ptr[name.len - 1] == '\t'))
        name.len--;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t n = strlen(names[i].name), k = 0;
        while (k < n && k < name.len &&
               ((name.ptr[k] == ' ' || name.ptr[k] == '-')
                    ? names[i].name[k] == '_'
                    : !strncasecmp(name.ptr + k, names[i].name + k, 1)))
            k++;
        if (k == n && n == name.len)
            return names[i].key;
    }
    return NULL;
}

bool dl__csv_looks(dl_str head)
{
    char copy[1024];
    const char *end = head.len ? memchr(head.ptr, '\n', head.len) : NULL;
    size_t len = end ? (size_t)(end - head.ptr) : head.len;
    if (!end || len == 0 || len > sizeof copy)
        return false;
    memcpy(copy, head.ptr, len);
    len -= copy[len - 1] == '\r';
    dl__csv_row row;
    dl__csv_split(copy, len, dl__csv_mark((dl_str){ copy, len }), &row);
    bool text = false;
    size_t keys = 0;
    for (size_t i = 0; i < row.n; i++) {
        dl_str cell = dl__csv_at(&row, i);
        const char *key = dl__csv_key(cell);
        keys += key != NULL;
        text |= key && !strcmp(key, "text");
        if (cell.len > 64) /* no name of a column */
            return false;
    }
    return row.n > 1 && text && keys > 1;
}
