/* ask_opts.c - see ask_opts.h.  The table of filters in store/ask.h gives the options and their help. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_opts.h"

#include <sys/stat.h>

enum { FILTERS = 800, GROUP = 'g', MEASURE = 900, ORDER, LIMIT = 'n' };

#define X(NAME, word, arg, list, help) { FILTERS + DL__FILTER_##NAME, word, arg, help },
const dl__opt DL__OPTS_FILTERS[] = { DL__FILTER_MAP(X){ 0, NULL, NULL, NULL } };
#undef X

const dl__opt DL__OPTS_ASK[] = {
    { GROUP, "group", "GROUP,...", "count by these, in place of listing events (see below)" },
    { MEASURE, "measure", "MEASURE,...", "events (default), mentions, stories, sources, goldstein" },
    { ORDER, "order", "COLUMN,...", "sort by these; -COLUMN the other way round" },
    { LIMIT, "limit", "N", "the first N rows" },
    { 0, NULL, NULL, NULL }
};

bool dl__asked_set(void *settings, int letter, const char *arg)
{
    dl__asked *q = settings;
    bool ask = letter == GROUP || letter == MEASURE || letter == ORDER ||
               (letter >= FILTERS && letter < FILTERS + DL__N_FILTERS);
    if (letter == LIMIT)
        return dl__opt_number(q->keep.job.cmd, "limit", arg, 1, INT64_MAX, &q->limit);
    if (!ask)
        return dl__keep_set(settings, letter, arg);
    if (q->n_said == DL__ASK_MAX) {
        dl__misused(q->keep.job.cmd, "more than %d filters", DL__ASK_MAX);
        return false;
    }
    q->said[q->n_said].letter = letter;
    q->said[q->n_said++].arg = arg;
    return true;
}

static dl_status one(dl__ask *a, int letter, const char *arg, dl_error *err)
{
    switch (letter) {
    case GROUP: return dl__ask_list(a, DL__ASK_GROUPS, arg, err);
    case MEASURE: return dl__ask_list(a, DL__ASK_MEASURES, arg, err);
    case ORDER: return dl__ask_list(a, DL__ASK_ORDER, arg, err);
    default: return dl__ask_filter(a, (dl__filter)(letter - FILTERS), arg, err);
    }
}

int dl__asked_fail(const dl__asked *q, dl_status status, const dl_error *err)
{
    if (status == DL_EINVAL)
        return dl__misused(q->keep.job.cmd, "%s", err->message);
    dl__complain(q->keep.job.cmd, "%s", err->message);
    return status == DL_ENOMEM ? DL__EXIT_SOME_FAILED : DL__EXIT_IO;
}

dl__ask *dl__asked_question(dl__asked *q)
{
    dl__ask *a;
    dl_error err;
    dl_status status = dl__ask_new(&a, &err);
    for (int i = 0; i < q->n_said && !status; i++)
        status = one(a, q->said[i].letter, q->said[i].arg, &err);
    if (status) {
        dl__asked_fail(q, status, &err);
        dl__ask_free(a);
        return NULL;
    }
    dl__ask_limit(a, q->limit);
    return a;
}

void dl__asked_words(const dl__asked *q, dl__strbuf *out)
{
    const char *before = ": ";
    for (int i = 0; i < q->n_said; i++)
        for (const dl__opt *o = DL__OPTS_FILTERS; o->letter; o++)
            if (o->letter == q->said[i].letter) {
                dl__strbuf_printf(out, "%s%s %s", before, o->name, q->said[i].arg);
                before = ", ";
            }
}

/* Results that would be written over what they come from. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return a && !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

int dl__asked_open(dl__asked *q, char **files, int n_files)
{
    if (n_files < 1)
        return dl__misused(q->keep.job.cmd, "no store is named");
    q->keep.path = files[0];
    if (same_file(q->keep.job.output, files[0]))
        return dl__misused(q->keep.job.cmd, "--output '%s' is the store itself", files[0]);
    return dl__keep_open(&q->keep, DL__STORE_READ);
}

static void note(void *user, const char *message)
{
    const dl__asked *q = user;
    dl__complain(q->keep.job.cmd, "%s: %s", q->keep.path, message);
}

dl__answer *dl__asked_put(dl__asked *q, const dl__ask *a, int *status)
{
    dl__answer *r;
    dl_error err;
    dl_status s = dl__store_ask(q->keep.store, a, note, q, &r, &err);
    *status = s ? dl__asked_fail(q, s, &err) : DL__EXIT_OK;
    return r;
}
