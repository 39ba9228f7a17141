/* source.c - walks the inputs in order; see source.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/source.h"

#include "source/folder.h"
#include "source/ids.h"
#include "source/item.h"
#include "source/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct dl__source {
    dl__source_options o;
    char *const *paths;
    size_t n_paths, next_path;
    dl__folder_walk walk; /* the folder that is being walked, if any */
    bool open;            /* a JSON Lines file is: */
    char *path;           /* its path */
    size_t root;          /* bytes of the path before the part that ids are made of */
    dl__lines lines;
    uint64_t line;
    uint32_t input; /* number of the input file */
    dl__ids ids;
    bool failed;
};

dl__source *dl__source_new(const dl__source_options *options, char *const *paths, size_t n_paths)
{
    static char dash[] = "-";
    static char *const standard_input[] = { dash };
    dl__source *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->o = *options;
    s->paths = n_paths ? paths : standard_input;
    s->n_paths = n_paths ? n_paths : 1;
    return s;
}

static void close_input(dl__source *s)
{
    if (s->lines.fd > STDIN_FILENO)
        close(s->lines.fd);
    if (s->open)
        dl__lines_free(&s->lines);
    s->open = false;
    free(s->path);
    s->path = NULL;
}

void dl__source_free(dl__source *s)
{
    if (!s)
        return;
    close_input(s);
    dl__folder_end(&s->walk);
    dl__ids_free(&s->ids);
    free(s);
}

bool dl__source_failed(const dl__source *s)
{
    return s->failed;
}

/* An item, noting when memory is out. */
static dl__item *item_at(dl__source *s, const char *path, uint64_t line)
{
    dl__item *item = dl__item_new(path, line);
    s->failed |= !item;
    return item;
}

static dl__item *report(dl__source *s, const char *path, const char *message)
{
    dl__item *item = item_at(s, path, 0);
    return item ? dl__item_fail(item, DL__ITEM_BAD, "%s", message) : NULL;
}

static dl__item *too_long(const dl__source *s, dl__item *item, const char *what, size_t len)
{
    return dl__item_fail(item, DL__ITEM_BAD, "%s of %zu bytes, the limit is %llu", what, len,
                         (unsigned long long)s->o.max_bytes);
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* JSON Lines begin with an object: "{" and then a key or nothing. */
static bool looks_like_json(dl__lines *l)
{
    size_t n, i = 0;
    const char *p = dl__lines_peek(l, 4096, &n);
    if (n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
        i = 3;
    while (i < n && is_white(p[i]))
        i++;
    if (i == n || p[i++] != '{')
        return false;
    while (i < n && is_white(p[i]))
        i++;
    return i < n && (p[i] == '"' || p[i] == '}');
}

/* The story's id where the file gave none: its path below the folder that was named, without the extension. */
static bool make_id(dl__item *item, const char *path, size_t root, uint64_t line)
{
    dl_str stem = dl__path_stem(path);
    const char *from = root && root <= (size_t)(stem.ptr - path) ? path + root : stem.ptr;
    size_t len = (size_t)(stem.ptr + stem.len - from), cap = len + 32;
    if (!strcmp(path, "-")) {
        from = stem.ptr;
        len = stem.len;
    }
    item->made_id = malloc(cap);
    if (!item->made_id)
        return false;
    memcpy(item->made_id, from, len);
    if (line) {
        char digits[24];
        size_t n = 0;
        for (uint64_t v = line; v; v /= 10)
            digits[n++] = (char)('0' + v % 10);
        item->made_id[len++] = ':';
        while (n)
            item->made_id[len++] = digits[--n];
    }
    item->story.id = (dl_str){ item->made_id, len };
    return true;
}

/* The last check of a story: its id, made if it has none, must be new. */
static dl__item *with_id(dl__source *s, dl__item *item, const char *path, size_t root, uint64_t line)
{
    if (item->kind != DL__ITEM_STORY)
        return item;
    uint32_t input = s->input;
    uint64_t first = line;
    int fresh = -1;
    if (item->story.id.len || make_id(item, path, root, line))
        fresh = dl__ids_add(&s->ids, item->story.id, &input, &first);
    if (fresh < 0) {
        s->failed = true;
        dl__item_free(item);
        return NULL;
    }
    int shown = (int)(item->story.id.len < 100 ? item->story.id.len : 100);
    if (!fresh && input == s->input && first)
        dl__item_fail(item, DL__ITEM_BAD, "duplicate id '%.*s', first at line %llu", shown,
                      item->story.id.ptr, (unsigned long long)first);
    else if (!fresh)
        dl__item_fail(item, DL__ITEM_BAD, "duplicate id '%.*s', first in another file", shown,
                      item->story.id.ptr);
    return item;
}

static dl__item *next_line(dl__source *s)
{
    dl_str line;
    for (;;) {
        int r = dl__lines_next(&s->lines, &line);
        if (r == 0)
            return NULL;
        s->line++;
        if (s->line == 1 && r > 0 && line.len >= 3 && !memcmp(line.ptr, "\xEF\xBB\xBF", 3)) {
            line.ptr += 3;
            line.len -= 3;
        }
        size_t i = 0;
        while (r > 0 && i < line.len && is_white(line.ptr[i]))
            i++;
        if (r > 0 && i == line.len)
            continue; /* an empty line is none */
        dl__item *item = item_at(s, s->path, s->line);
        if (!item)
            return NULL;
        if (r < 0)
            return too_long(s, item, "line", line.len);
        dl__item_from_json(item, line);
        return with_id(s, item, s->path, s->root, s->line);
    }
}

static bool only_white(dl_str s)
{
    size_t i = 0;
    while (i < s.len && is_white(s.ptr[i]))
        i++;
    return i == s.len;
}

static dl__item *text_file(dl__source *s, const char *path, size_t root)
{
    dl_str all;
    int r = dl__lines_rest(&s->lines, &all);
    if (s->lines.error)
        return report(s, path, strerror(s->lines.error));
    dl__item *item = item_at(s, path, 0);
    if (!item)
        return NULL;
    if (r < 0)
        return too_long(s, item, "file", all.len);
    if (only_white(all))
        return dl__item_fail(item, DL__ITEM_WARNING, "nothing to read in it");
    if (!dl__item_from_text(item, all, &s->o)) {
        s->failed = true;
        dl__item_free(item);
        return NULL;
    }
    return with_id(s, item, path, root, 0);
}

/* Open one file. A plain text is an item at once; JSON Lines stay open and NULL is returned. */
static dl__item *open_file(dl__source *s, const char *path, size_t root)
{
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (fd < 0)
        return report(s, path, strerror(errno));
    s->input++;
    s->line = 0;
    dl__lines_init(&s->lines, fd, s->o.max_bytes);
    s->open = true;
    s->root = root;
    bool json = s->o.form == DL__FORM_JSONL || (s->o.form == DL__FORM_AUTO && looks_like_json(&s->lines));
    dl__item *item = NULL;
    if (json) {
        s->path = strdup(path);
        s->failed |= !s->path;
    } else {
        item = text_file(s, path, root);
    }
    if (!json || s->failed)
        close_input(s);
    return item;
}

static dl__item *open_path(dl__source *s, const char *path)
{
    struct stat st;
    if (strcmp(path, "-") && stat(path, &st))
        return report(s, path, strerror(errno));
    if (!strcmp(path, "-") || !S_ISDIR(st.st_mode))
        return open_file(s, path, 0);
    if (!s->o.recursive)
        return report(s, path, "is a folder (-r reads folders)");
    if (!dl__folder_begin(&s->walk, path))
        s->failed = true;
    return NULL;
}

dl__item *dl__source_next(dl__source *s)
{
    while (!s->failed) {
        dl__item *item = NULL;
        if (s->open) {
            item = next_line(s);
            int error = s->lines.error;
            if (!item && !s->failed) {
                if (error)
                    item = report(s, s->path, strerror(error));
                close_input(s);
            }
        } else if (dl__folder_walking(&s->walk)) {
            int error = 0;
            char *path = dl__folder_next(&s->walk, &error);
            if (path && error)
                item = report(s, path, strerror(error));
            else if (path)
                item = open_file(s, path, s->walk.root);
            s->failed |= !path && error;
            free(path);
        } else if (s->next_path < s->n_paths) {
            item = open_path(s, s->paths[s->next_path++]);
        } else {
            return NULL;
        }
        if (item)
            return item;
    }
    return NULL;
}
