/* progress.h - one line on a terminal that says how far a long run is.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_PROGRESS_H
#define DL_CLI_PROGRESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct dl__progress {
    bool on, shown;
    double began, last; /* seconds */
    uint64_t stories, words;
} dl__progress;

/* Only where standard error is a terminal and the output (fd) is not. */
void dl__progress_begin(dl__progress *p, int fd);
/* A story of so many words is done; from the third second on the line is shown, twice a second. */
void dl__progress_story(dl__progress *p, size_t words);
/* Take the line away, before a message and at the end. */
void dl__progress_clear(dl__progress *p);
#endif
