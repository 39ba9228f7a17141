/* ask_opts.h - the options of a question, for the commands that ask a store.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_ASK_OPTS_H
#define DL_CLI_ASK_OPTS_H
#include "cli/keep.h"
#include "store/ask.h"

/* What the user said, in order; looked at when all is there. Strings are borrowed. */
enum { DL__ASK_MAX = 200 };
typedef struct dl__asked {
    dl__keep keep; /* comes first: the store, --wait, and of the job --output, --width, --color */
    struct {
        int letter;
        const char *arg;
    } said[DL__ASK_MAX];
    int n_said;
    long long limit;
} dl__asked;

/* One option for each filter (ask.h); groups, measures, order and limit. */
extern const dl__opt DL__OPTS_FILTERS[], DL__OPTS_ASK[];
/* For commands whose settings begin with a dl__asked. */
bool dl__asked_set(void *settings, int letter, const char *arg);
/* The question. NULL and a message: it is none. */
dl__ask *dl__asked_question(dl__asked *q);
/* The filters as they were said, for a title: ": type ASSAULT, actor RUS". Nothing where there are none. */
void dl__asked_words(const dl__asked *q, dl__strbuf *out);
/* Open the one store that is named. Exit status. */
int dl__asked_open(dl__asked *q, char **files, int n_files);
/* Put it; what the store does not know is told. NULL and a message, *status the exit status: it could not be. */
dl__answer *dl__asked_put(dl__asked *q, const dl__ask *a, int *status);
/* A message of the store: exit status 2 for what the user can mend, else 4. */
int dl__asked_fail(const dl__asked *q, dl_status status, const dl_error *err);
#endif
