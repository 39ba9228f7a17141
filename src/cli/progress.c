/* progress.c - see progress.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0.0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void dl__progress_begin(dl__progress *p, int fd)
{
    *p = (dl__progress){ .on = isatty(STDERR_FILENO) && !isatty(fd) };
    p->began = p->last = p->on ? now() : 0.0;
}

void dl__progress_story(dl__progress *p, size_t words)
{
    if (!p->on)
        return;
    p->stories++;
    p->words += words;
    double t = now();
    if (t - p->began < 2.0 || t - p->last < 0.5)
        return;
    p->last = t;
    p->shown = true;
    fprintf(stderr, "\r\x1B[K%llu stories, %llu words, %.0f words/s", (unsigned long long)p->stories,
            (unsigned long long)p->words, (double)p->words / (t - p->began));
}

void dl__progress_clear(dl__progress *p)
{
    if (p->shown)
        fputs("\r\x1B[K", stderr);
    p->shown = false;
}
