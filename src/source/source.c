/* source.c - walks the inputs in order; see source.h, reader.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/source.h"

#include "source/folder.h"
#include "source/follow.h"
#include "source/ids.h"
#include "source/reader.h"
#include "source/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DEPTH = 8 }; /* inputs within inputs: a page in a WARC in gzip in a tar in zstd is five */

struct dl__source {
    dl__source_options o;
    char *const *paths;
    size_t n_paths, next_path;
    dl__folder_walk walk; /* the folder that is being walked, if any */
    dl__input *top;       /* the innermost of the inputs that are open */
    size_t depth;
    dl__budget budget;
    bool repeats;       /* a feed or a watched file: what is seen again is passed over */
    uint32_t input;     /* number of the input file */
    dl__watch *watch;   /* NULL: no folder is watched */
    dl__follow *follow; /* NULL: no feed is followed */
    dl__ids ids;
    bool failed, stopped;
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
    s->n_paths = n_paths || options->n_follow || options->n_watch ? n_paths : 1;
    if ((options->n_watch && !(s->watch = dl__watch_new(&s->o))) ||
        (options->n_follow && !(s->follow = dl__follow_new(&s->o)))) {
        dl__source_free(s);
        return NULL;
    }
    return s;
}

/* Leave the innermost input. */
static void pop(dl__source *s)
{
    dl__input *in = s->top;
    s->top = in->parent;
    s->depth--;
    if (s->top)
        s->top->child = NULL;
    dl__input_free(in);
}

void dl__source_free(dl__source *s)
{
    if (!s)
        return;
    while (s->top)
        pop(s);
    dl__folder_end(&s->walk);
    dl__watch_free(s->watch);
    dl__follow_free(s->follow);
    dl__ids_free(&s->ids);
    free(s);
}

bool dl__source_failed(const dl__source *s)
{
    return s->failed;
}

static dl__item *report(dl__source *s, const char *path, const char *message)
{
    dl__item *item = dl__item_new(path, 0);
    s->failed |= !item;
    return item ? dl__item_fail(item, DL__ITEM_BAD, "%s", message) : NULL;
}

/* The story's id where it came without one: what the input's ids begin with, and the line. */
static bool make_id(dl__item *item, const char *stem)
{
    size_t cap = strlen(stem) + 32;
    item->made_id = malloc(cap);
    if (!item->made_id)
        return false;
    int n = item->line ? snprintf(item->made_id, cap, "%s:%llu", stem, (unsigned long long)item->line)
                       : snprintf(item->made_id, cap, "%s", stem);
    item->story.id = (dl_str){ item->made_id, n < 0 ? 0 : (size_t)n };
    return true;
}

/* The last check of a story: its id, made if it has none, must be new.  NULL: the same story came before, which is no mistake
 * here (or memory is out). */
static dl__item *with_id(dl__source *s, dl__item *item, const char *stem, bool unique)
{
    if (item->kind != DL__ITEM_STORY)
        return item;
    uint32_t input = s->input;
    uint64_t first = item->line;
    dl__ids_seen seen = DL__IDS_NO_MEMORY;
    if (item->story.id.len || make_id(item, stem))
        seen = dl__ids_add(&s->ids, &item->story, &input, &first);
    s->failed |= seen == DL__IDS_NO_MEMORY;
    if (seen == DL__IDS_NO_MEMORY || (seen == DL__IDS_SAME && !unique)) {
        dl__item_free(item);
        return NULL;
    }
    if (seen == DL__IDS_NEW || !unique)
        return item;
    int shown = (int)(item->story.id.len < 100 ? item->story.id.len : 100);
    if (input == s->input && first)
        return dl__item_fail(item, DL__ITEM_BAD, "duplicate id '%.*s', first at line %llu", shown,
                             item->story.id.ptr, (unsigned long long)first);
    return dl__item_fail(item, DL__ITEM_BAD, "duplicate id '%.*s', first in another file", shown,
                         item->story.id.ptr);
}

/* Make `in` the innermost input and choose its reader. An item: what is wrong with it. */
static dl__item *push(dl__source *s, dl__input *in)
{
    s->top = in;
    dl__item *why = NULL;
    if (++s->depth > MAX_DEPTH)
        why = report(s, in->path, "too many archives within archives");
    else
        why = dl__input_recognise(in);
    if (!why && in->reader && in->reader->begin && !in->reader->begin(in))
        in->out_of_memory = true;
    s->failed |= in->out_of_memory;
    if (why || !in->reader)
        pop(s);
    return why;
}

/* At the end of the innermost input: what ended it, if that was not its end. */
static dl__item *leave(dl__source *s)
{
    dl__input *in = s->top;
    dl__item *item = in->lines.failed && !in->told ? report(s, in->path, in->lines.message) : NULL;
    s->failed |= in->lines.out_of_memory;
    if (in->lines.failed && in->parent) /* it is told of once, not at each level */
        in->parent->told = in->parent->lines.failed || s->budget.spent;
    pop(s);
    while (s->budget.spent && s->top) /* it would go on for ever */
        pop(s);
    return item;
}

static dl__item *next_of_input(dl__source *s)
{
    dl__input *in = s->top;
    dl__item *item = in->reader->next(in);
    if (item)
        return with_id(s, item, in->stem, in->reader->unique && !s->repeats);
    s->failed |= in->out_of_memory;
    if (s->failed)
        return NULL;
    return in->child ? push(s, in->child) : leave(s);
}

/* Bytes as an input of their own; ids begin with the part of path from root on, without its extension. NULL: memory is out. */
static dl__input *input_of(dl__source *s, const char *path, size_t root, dl__form form, dl__bytes from)
{
    dl_str stem = dl__path_stem(path);
    const char *begin = root && root <= (size_t)(stem.ptr - path) ? path + root : stem.ptr;
    char *id = !strcmp(path, "-") ? strdup("stdin") : strndup(begin, (size_t)(stem.ptr + stem.len - begin));
    dl__input *in = id ? dl__input_new(NULL, path, id, from) : NULL;
    if (!id && from.close)
        from.close(from.state);
    free(id);
    s->failed |= !in;
    if (!in)
        return NULL;
    in->o = &s->o;
    in->form = form;
    in->lines.max = s->o.max_bytes;
    in->named = root == 0;
    s->budget = (dl__budget){ &in->lines.total, 0, false };
    in->budget = &s->budget;
    s->input++;
    return in;
}

/* What a feed's address gave.  It is a feed or nothing: a page that says so kindly that there is none is no story. */
static dl__item *open_fetched(dl__source *s, const dl__fetched *f)
{
    dl__input *in = input_of(s, f->url, 0, s->o.form ? s->o.form : DL__FORM_FEED, f->bytes);
    if (!in)
        return NULL;
    in->url = f->url;
    if (f->charset[0] && !(in->charset = strdup(f->charset)))
        in->out_of_memory = true;
    return push(s, in);
}

static dl__item *open_file(dl__source *s, const char *path, size_t root)
{
    int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (fd < 0 && s->repeats && errno == ENOENT)
        return NULL; /* gone again already */
    if (fd < 0)
        return report(s, path, strerror(errno));
    dl__input *in = input_of(s, path, root, s->o.form, dl__bytes_of_fd(fd));
    return in ? push(s, in) : NULL;
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

static dl__item *next_of_folder(dl__source *s)
{
    int error = 0;
    dl__item *item = NULL;
    char *path = dl__folder_next(&s->walk, &error);
    if (path && error)
        item = report(s, path, strerror(error));
    else if (path)
        item = open_file(s, path, s->walk.root);
    s->failed |= !path && error;
    free(path);
    return item;
}

/* ---- what goes on for ever ---- */

/* Whether we are asked to end. */
static bool stopping(dl__source *s)
{
    struct pollfd p = { .fd = s->o.stop_fd, .events = POLLIN };
    s->stopped |= s->o.stop_fd > 0 && poll(&p, 1, 0) > 0;
    return s->stopped;
}

/* Wait until there may be something, at most until the next fetch is due. */
static void wait_for_more(dl__source *s, int ms)
{
    struct pollfd p[2] = { { .fd = s->o.stop_fd > 0 ? s->o.stop_fd : -1, .events = POLLIN },
                           { .fd = s->watch ? dl__watch_fd(s->watch) : -1, .events = POLLIN } };
    if (poll(p, 2, ms) < 0 && errno != EINTR)
        s->failed = true;
    stopping(s);
}

/* The next of what is followed and watched. *more false: there will be none. */
static dl__item *next_of_live(dl__source *s, bool *more)
{
    dl__item *item = NULL;
    size_t root = 0;
    char *path = NULL;
    s->repeats = true;
    if (s->watch) {
        path = dl__watch_next(s->watch, &root, &item);
        s->failed |= dl__watch_failed(s->watch);
        if (path)
            item = open_file(s, path, root);
        free(path);
        if (path || item || s->failed)
            return item;
    }
    dl__fetched f;
    int wait = s->follow ? dl__follow_next(s->follow, &f) : -1;
    if (wait == 0 && f.message[0])
        return report(s, f.url, f.message);
    if (wait == 0 && f.bytes.read)
        return open_fetched(s, &f);
    *more = wait >= 0 || (s->watch && dl__watch_fd(s->watch) >= 0);
    if (wait != 0 && *more)
        wait_for_more(s, wait);
    return NULL;
}

dl__item *dl__source_next(dl__source *s)
{
    while (!s->failed && !stopping(s)) {
        dl__item *item = NULL;
        bool more = true;
        if (s->top)
            item = next_of_input(s);
        else if (dl__folder_walking(&s->walk))
            item = next_of_folder(s);
        else if (s->next_path < s->n_paths)
            item = open_path(s, s->paths[s->next_path++]);
        else
            item = next_of_live(s, &more);
        if (item)
            return item;
        if (!more)
            return NULL;
    }
    return NULL;
}
