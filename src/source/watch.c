/* watch.c - see watch.h.  By inotify (Linux). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/watch.h"

#include "source/item.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS = 1 << 16 };
static const uint32_t WANTED =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

typedef struct place {
    int wd; /* -1: no longer */
    char *path;
    size_t root; /* as in a walk: where ids begin */
} place;

typedef struct todo {
    char *path;
    size_t root;
} todo;

struct dl__watch {
    const dl__source_options *o;
    int fd;
    place *places;
    size_t n_places, cap_places, n_active;
    todo *todo; /* a queue of paths to look at, [at, n) */
    size_t at, n, cap;
    bool failed;
    char events[EVENTS] __attribute__((aligned(8)));
};

static void add(dl__watch *w, char *path, size_t root)
{
    if (w->at == w->n)
        w->at = w->n = 0;
    if (path && w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 64;
        todo *more = realloc(w->todo, cap * sizeof *more);
        if (more) {
            w->todo = more;
            w->cap = cap;
        }
    }
    if (!path || w->n == w->cap) {
        free(path);
        w->failed = true;
        return;
    }
    w->todo[w->n++] = (todo){ path, root };
}

static char *join(const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    char *path = malloc(a + b + 2);
    if (!path)
        return NULL;
    memcpy(path, folder, a);
    if (a && folder[a - 1] != '/')
        path[a++] = '/';
    memcpy(path + a, name, b + 1);
    return path;
}

dl__watch *dl__watch_new(const dl__source_options *o)
{
    dl__watch *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    w->o = o;
    w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    for (size_t i = 0; i < o->n_watch; i++) {
        size_t n = strlen(o->watch[i]);
        add(w, strdup(o->watch[i]), n + (n && o->watch[i][n - 1] != '/'));
    }
    return w;
}

void dl__watch_free(dl__watch *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        close(w->fd);
    for (size_t i = 0; i < w->n_places; i++)
        free(w->places[i].path);
    while (w->at < w->n)
        free(w->todo[w->at++].path);
    free(w->places);
    free(w->todo);
    free(w);
}

int dl__watch_fd(const dl__watch *w)
{
    return w->n_active || w->at < w->n ? w->fd : -1;
}

bool dl__watch_failed(const dl__watch *w)
{
    return w->failed;
}

static dl__item *trouble(dl__watch *w, const char *path, const char *what)
{
    dl__item *item = dl__item_new(path, 0);
    w->failed |= !item;
    return item ? dl__item_fail(item, DL__ITEM_BAD, "%s", what) : NULL;
}

/* The place of a watch descriptor, one to be filled where there is none. NULL: memory is out. */
static place *place_of(dl__watch *w, int wd, bool make)
{
    for (size_t i = 0; i < w->n_places; i++)
        if (w->places[i].wd == wd)
            return &w->places[i];
    if (!make)
        return NULL;
    if (w->n_places == w->cap_places) {
        size_t cap = w->cap_places ? w->cap_places * 2 : 16;
        place *more = realloc(w->places, cap * sizeof *more);
        if (!more)
            return NULL;
        w->places = more;
        w->cap_places = cap;
    }
    w->places[w->n_places] = (place){ wd, NULL, 0 };
    return &w->places[w->n_places++];
}

/* Watch a folder, then queue what is in it: what comes in between is told of twice, not never. false: trouble, errno. */
static bool open_folder(dl__watch *w, const char *path, size_t root)
{
    struct dirent **names;
    int wd = inotify_add_watch(w->fd, path, WANTED);
    if (wd < 0)
        return false;
    place *p = place_of(w, wd, true);
    char *copy = strdup(path);
    if (!p || !copy) {
        free(copy);
        w->failed = true;
        return true;
    }
    w->n_active += !p->path;
    free(p->path);
    *p = (place){ wd, copy, root };
    int n = scandir(path, &names, NULL, alphasort); /* by bytes: no locale is set */
    if (n < 0)
        return false;
    for (int i = 0; i < n; i++) {
        if (names[i]->d_name[0] != '.')
            add(w, join(path, names[i]->d_name), root);
        free(names[i]);
    }
    free(names);
    return true;
}

/* A file? A folder is opened where folders are wanted. false: no file; errno 0 or what is wrong. */
static bool look(dl__watch *w, const todo *t)
{
    struct stat st;
    errno = 0;
    bool top = strlen(t->path) <= t->root; /* the folder itself may be a link */
    if (top ? stat(t->path, &st) : lstat(t->path, &st)) {
        errno = top ? errno : 0; /* gone again */
        return false;
    }
    if (S_ISLNK(st.st_mode) && (stat(t->path, &st) || S_ISDIR(st.st_mode)))
        st.st_mode = 0;
    errno = 0;
    if (S_ISDIR(st.st_mode) && (top || w->o->recursive) && open_folder(w, t->path, t->root))
        errno = 0;
    else if (top && !S_ISDIR(st.st_mode))
        errno = ENOTDIR;
    return S_ISREG(st.st_mode) && !top;
}

/* One event of the kernel into the queue. */
static dl__item *take(dl__watch *w, const struct inotify_event *e)
{
    if (e->mask & IN_Q_OVERFLOW) { /* what happened is lost: look at everything again */
        for (size_t i = 0; i < w->o->n_watch; i++) {
            size_t n = strlen(w->o->watch[i]);
            add(w, strdup(w->o->watch[i]), n + (n && w->o->watch[i][n - 1] != '/'));
        }
        return NULL;
    }
    place *p = place_of(w, e->wd, false);
    if (!p)
        return NULL;
    if (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) {
        bool top = strlen(p->path) <= p->root;
        dl__item *item = top ? trouble(w, p->path, "is gone and no longer watched") : NULL;
        if (e->mask & IN_MOVE_SELF)
            inotify_rm_watch(w->fd, e->wd);
        free(p->path);
        *p = w->places[--w->n_places];
        w->n_active--;
        return item;
    }
    if (!e->len || e->name[0] == '.' || ((e->mask & IN_CREATE) && !(e->mask & IN_ISDIR)))
        return NULL;
    add(w, join(p->path, e->name), p->root);
    return NULL;
}

/* What the kernel has to tell. false: nothing. */
static bool read_events(dl__watch *w, dl__item **item)
{
    ssize_t n = read(w->fd, w->events, sizeof w->events);
    for (ssize_t at = 0; at + (ssize_t)sizeof(struct inotify_event) <= n;) {
        const struct inotify_event *e = (const struct inotify_event *)(const void *)(w->events + at);
        dl__item *one = take(w, e);
        if (one && *item)
            dl__item_free(one); /* that a folder is gone is said once */
        else if (one)
            *item = one;
        at += (ssize_t)(sizeof *e + e->len);
    }
    return n > 0;
}

char *dl__watch_next(dl__watch *w, size_t *root, dl__item **item)
{
    if (w->fd < 0 && w->at < w->n) { /* no more of them are allowed to this user */
        todo t = w->todo[w->at++];
        *item = trouble(w, t.path, "cannot be watched: too many folders are");
        free(t.path);
        return NULL;
    }
    do {
        while (w->at < w->n && !w->failed) {
            todo t = w->todo[w->at++];
            bool file = look(w, &t);
            int error = errno;
            if (file) {
                *root = t.root;
                return t.path;
            }
            if (error && !w->failed)
                *item = trouble(w, t.path, strerror(error));
            free(t.path);
            if (*item)
                return NULL;
        }
    } while (!w->failed && read_events(w, item) && !*item);
    return NULL;
}
