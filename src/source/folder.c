/* folder.c - see folder.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool push(dl__folder_walk *w, char *path)
{
    if (path && w->n == w->cap) {
        size_t cap = w->cap ? w->cap * 2 : 64;
        char **todo = realloc(w->todo, cap * sizeof *todo);
        if (!todo) {
            free(path);
            return false;
        }
        w->todo = todo;
        w->cap = cap;
    }
    if (path)
        w->todo[w->n++] = path;
    return path != NULL;
}

static char *join(const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    bool slash = a && folder[a - 1] != '/';
    char *path = malloc(a + b + 2);
    if (!path)
        return NULL;
    memcpy(path, folder, a);
    if (slash)
        path[a++] = '/';
    memcpy(path + a, name, b + 1);
    return path;
}

bool dl__folder_begin(dl__folder_walk *w, const char *path)
{
    size_t n = strlen(path);
    w->root = n + (n && path[n - 1] != '/');
    return push(w, strdup(path));
}

bool dl__folder_walking(const dl__folder_walk *w)
{
    return w->n > 0;
}

static int later_first(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

/* Put what is in a folder on the stack, first name on top. errno of what failed; ENOMEM: memory is out. */
static int expand(dl__folder_walk *w, const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return errno;
    size_t before = w->n;
    struct dirent *e;
    int error = 0;
    while (!error && (errno = 0, e = readdir(dir)))
        if (e->d_name[0] != '.' && !push(w, join(path, e->d_name)))
            error = ENOMEM;
    if (!error)
        error = errno;
    closedir(dir);
    if (w->n > before)
        qsort(w->todo + before, w->n - before, sizeof *w->todo, later_first);
    return error;
}

char *dl__folder_next(dl__folder_walk *w, int *error)
{
    *error = 0;
    while (w->n) {
        char *path = w->todo[--w->n];
        struct stat st;
        bool top = strlen(path) <= w->root; /* the folder itself may be a link */
        if (top ? stat(path, &st) : lstat(path, &st)) {
            *error = errno;
            return path;
        }
        if (S_ISLNK(st.st_mode) && (stat(path, &st) || S_ISDIR(st.st_mode)))
            st.st_mode = 0; /* a link to a folder, or to nothing */
        if (S_ISREG(st.st_mode))
            return path;
        if (S_ISDIR(st.st_mode) && (*error = expand(w, path)) != 0 && *error != ENOMEM)
            return path;
        free(path);
        if (*error == ENOMEM)
            return NULL;
    }
    dl__folder_end(w);
    return NULL;
}

void dl__folder_end(dl__folder_walk *w)
{
    while (w->n)
        free(w->todo[--w->n]);
    free(w->todo);
    *w = (dl__folder_walk){ NULL, 0, 0, 0 };
}
