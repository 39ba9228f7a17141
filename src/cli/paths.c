/* paths.c - see paths.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/paths.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef DL_DATADIR
#define DL_DATADIR "/usr/local/share/dateline"
#endif

static char *join(const char *folder, const char *middle, const char *file)
{
    size_t cap = strlen(folder) + strlen(middle) + strlen(file) + 1;
    char *path = malloc(cap);
    if (path && snprintf(path, cap, "%s%s%s", folder, middle, file) < 0)
        path[0] = '\0';
    return path;
}

/* The folder above the program's: build or prefix. "" where it cannot be known. */
static void prefix(char *out, size_t cap)
{
    ssize_t n = readlink("/proc/self/exe", out, cap - 1);
    out[n > 0 ? n : 0] = '\0';
    for (int i = 0; i < 2; i++) {
        char *slash = strrchr(out, '/');
        if (slash)
            *slash = '\0';
    }
}

char *dl__data_path(const char *named, const char *variable, const char *file)
{
    const char *env = getenv(variable);
    if (named || (env && env[0]))
        return join(named ? named : env, "", "");
    char above[4096];
    prefix(above, sizeof above);
    char *beside = join(above, "/share/dateline/", file);
    if (!beside || !access(beside, F_OK))
        return beside;
    char *installed = join(DL_DATADIR, "/", file);
    bool there = installed && !access(installed, F_OK);
    if (there) {
        free(beside);
        return installed;
    }
    free(installed);
    return beside;
}
