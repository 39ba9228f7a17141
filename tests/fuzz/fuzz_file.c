/* fuzz_file.c - the input as a file, for what reads files only. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

static char name[64];

static void remove_file(void)
{
    unlink(name);
}

void fuzz_file(const uint8_t *data, size_t len, char path[64])
{
    if (name[0] == '\0') {
        snprintf(name, sizeof name, "/tmp/dateline-fuzz-%ld", (long)getpid());
        if (atexit(remove_file))
            abort();
    }
    FILE *f = fopen(name, "wb");
    if (!f || (len > 0 && fwrite(data, 1, len, f) != len) || fclose(f))
        abort();
    snprintf(path, 64, "%s", name);
}
