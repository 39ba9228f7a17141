/* tempdir.h - files for a test in a folder of its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TESTS_TEMPDIR_H
#define DL_TESTS_TEMPDIR_H
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMP_PATH = 512, TEMP_FILES = 256 };

typedef struct tempdir {
    char path[TEMP_PATH];
    char files[TEMP_FILES][TEMP_PATH]; /* made, in order; removed backwards */
    size_t n_files;
} tempdir;

static inline bool tempdir_make(tempdir *t)
{
    const char *base = getenv("TMPDIR");
    t->n_files = 0;
    (void)snprintf(t->path, sizeof t->path, "%s/dateline-test-XXXXXX", base && *base ? base : "/tmp");
    return mkdtemp(t->path) != NULL;
}

/* Full name of a file, remembered for removal. Valid as long as the tempdir. */
static inline const char *tempdir_file(tempdir *t, const char *name)
{
    char full[TEMP_PATH];
    if (snprintf(full, sizeof full, "%s/%s", t->path, name) >= (int)sizeof full)
        abort();
    for (size_t i = 0; i < t->n_files; i++)
        if (strcmp(t->files[i], full) == 0)
            return t->files[i];
    if (t->n_files == TEMP_FILES)
        abort();
    memcpy(t->files[t->n_files], full, sizeof full);
    return t->files[t->n_files++];
}

static inline const char *tempdir_folder(tempdir *t, const char *name)
{
    const char *path = tempdir_file(t, name);
    if (mkdir(path, 0700) != 0)
        abort();
    return path;
}

static inline const char *tempdir_write(tempdir *t, const char *name, const void *data, size_t len)
{
    const char *path = tempdir_file(t, name);
    FILE *f = fopen(path, "wb");
    if (!f || (len && fwrite(data, len, 1, f) != 1) || fclose(f) != 0)
        abort();
    return path;
}

static inline void tempdir_remove(tempdir *t)
{
    while (t->n_files)
        (void)remove(t->files[--t->n_files]); /* a file or an empty folder */
    (void)rmdir(t->path);
}
#endif
