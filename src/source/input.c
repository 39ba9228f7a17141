/* input.c - what readers have in common; see reader.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

dl__input *dl__input_new(dl__input *parent, const char *path, const char *stem, dl__bytes from)
{
    dl__input *in = calloc(1, sizeof *in);
    if (in) {
        in->path = strdup(path);
        in->stem = strdup(stem);
    }
    if (!in || !in->path || !in->stem || !from.read) {
        if (from.close)
            from.close(from.state);
        dl__input_free(in);
        return NULL;
    }
    in->parent = parent;
    if (parent) {
        in->o = parent->o;
        in->budget = parent->budget;
        in->form = parent->o->form;
        in->url = parent->url;
    }
    dl__lines_init(&in->lines, from, in->o ? in->o->max_bytes : 0);
    return in;
}

void dl__input_free(dl__input *in)
{
    if (!in)
        return;
    dl__input_free(in->child); /* made, and never begun */
    if (in->reader && in->reader->end)
        in->reader->end(in);
    dl__lines_free(&in->lines);
    free(in->path);
    free(in->stem);
    free(in->charset);
    free(in->name);
    free(in);
}

dl__item *dl__input_item(dl__input *in, uint64_t line)
{
    dl__item *item = dl__item_new(in->path, line);
    in->out_of_memory |= !item;
    return item;
}

dl__item *dl__input_or_fail(dl__input *in, dl__item *item, bool ok)
{
    if (ok)
        return item;
    in->out_of_memory = true;
    dl__item_free(item);
    return NULL;
}

dl__item *dl__input_too_long(const dl__input *in, dl__item *item, const char *what, uint64_t len)
{
    return dl__item_fail(item, DL__ITEM_BAD, "%s of %llu bytes, the limit is %llu", what,
                         (unsigned long long)len, (unsigned long long)in->o->max_bytes);
}

bool dl__budget_take(dl__budget *b, const dl__source_options *o, size_t n, char *message)
{
    uint64_t most = o->max_unpacked ? o->max_unpacked : DL__MAX_UNPACKED;
    b->out += n;
    if (b->out > most) {
        b->spent = true;
        (void)snprintf(message, DL__BYTES_MESSAGE, "unpacks to more than %llu bytes",
                       (unsigned long long)most);
    } else if (b->out > DL__FREE_UNPACKED && b->out / DL__MAX_RATIO > *b->in) {
        b->spent = true;
        (void)snprintf(message, DL__BYTES_MESSAGE,
                       "unpacks to more than %d times its size (%llu bytes from %llu)", DL__MAX_RATIO,
                       (unsigned long long)b->out, (unsigned long long)*b->in);
    }
    return !b->spent;
}

static bool is_ending(const char *s, const char *ending)
{
    size_t n = strlen(s), k = strlen(ending);
    return n > k && !strcmp(s + n - k, ending);
}

/* The name without ".gz": the name of what is inside. NULL when memory is out. */
static char *unpacked_name(const char *path)
{
    static const char *const endings[] = { ".gz", ".bz2", ".xz", ".zst" };
    if (is_ending(path, ".tgz"))
        return strndup(path, strlen(path) - 1); /* names nothing; its content tells */
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (is_ending(path, endings[i]))
            return strndup(path, strlen(path) - strlen(endings[i]));
    return strdup(path);
}

bool dl__input_unpack(dl__input *in, dl__bytes from)
{
    char *name = unpacked_name(in->path);
    /* Ids leave an extension off: of "news.jsonl.gz", "news.jsonl" is left so far. */
    dl_str stem = dl__path_stem(in->stem);
    bool again = name && strlen(name) < strlen(in->path) && !is_ending(in->path, ".tgz");
    char *short_stem = again ? strndup(in->stem, (size_t)(stem.ptr + stem.len - in->stem)) : strdup(in->stem);
    if (!name || !short_stem) {
        if (from.close)
            from.close(from.state);
    } else {
        in->child = dl__input_new(in, in->path, short_stem, from);
    }
    if (in->child) { /* the inner name tells the form, the whole one is shown */
        free(in->child->name);
        in->child->name = name;
        name = NULL;
        in->child->named = in->named;
    }
    free(name);
    free(short_stem);
    in->out_of_memory |= !in->child;
    return in->child != NULL;
}
