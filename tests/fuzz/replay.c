/* replay.c - run a fuzz target over files, without an engine: the committed corpus as a plain test.
 *
 *     replay PATH...      files, or folders of files
 *
 * Each file is also run cut to half and with one byte changed, so that a small corpus says more. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { MAX_BYTES = 1 << 20, MAX_PATH_BYTES = 4096 };

/* An own block of just this size, so that a sanitizer sees a byte too far. */
static void run(const uint8_t *data, size_t len)
{
    uint8_t *exact = malloc(len + (len == 0));
    if (!exact)
        abort();
    memcpy(exact, data, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
}

static int run_file(const char *path)
{
    static uint8_t data[MAX_BYTES];
    FILE *f = fopen(path, "rb");
    if (!f) {
        fprintf(stderr, "replay: %s: cannot be read\n", path);
        return 0;
    }
    size_t len = fread(data, 1, sizeof data, f);
    fclose(f);
    run(data, len);
    run(data, len / 2);
    for (size_t i = 0; i < 8 && len > 0; i++) {
        size_t at = len * (2 * i + 1) / 16;
        uint8_t was = data[at];
        data[at] = (uint8_t)(was ^ (1u << i));
        run(data, len);
        data[at] = was;
    }
    return 1;
}

int main(int argc, char **argv)
{
    int n = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        DIR *d = opendir(argv[i]);
        if (!d) {
            failed += !run_file(argv[i]);
            n++;
            continue;
        }
        for (struct dirent *e; (e = readdir(d));) {
            char path[MAX_PATH_BYTES];
            if (e->d_name[0] == '.')
                continue;
            snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            failed += !run_file(path);
            n++;
        }
        closedir(d);
    }
    printf("%d inputs\n", n);
    return failed > 0 || n == 0;
}
