/* cmd_diff.c - dateline diff: what recoding would change in a store. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/keep.h"

enum { ALL = 700, MAX_OUT = 1 << 28 };
static const dl__opt OPTS[] = { { ALL, "all", NULL, "stories that the present version coded, too" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS,          DL__OPTS_STORE, DL__OPTS_MODEL,
                                         DL__OPTS_PACK, DL__OPTS_RUN,   NULL };

typedef struct diff {
    dl__keep keep;  /* its store is opened for reading */
    dl__store *now; /* in memory: the story as it is coded now */
    uint64_t stories, differ;
    dl__store_change sum;
} diff;
static const diff DEFAULTS = {
    .keep = { .job = { .cmd = &DL__CMD_DIFF, .source.max_bytes = UINT64_C(1) << 30, .any_language = true },
              .wait_ms = DL__KEEP_WAIT }
};

static bool set(void *settings, int letter, const char *arg)
{
    diff *d = settings;
    d->keep.all |= letter == ALL;
    return letter == ALL || dl__keep_set(&d->keep, letter, arg);
}

static void begin(void *user, const dl_model *model)
{
    diff *d = user;
    dl__store_coder(d->keep.reader, dl_model_versions(model), dl_model_coder(model));
    dl__store_coder(d->now, dl_model_versions(model), dl_model_coder(model));
}

static dl__item *next(void *user)
{
    diff *d = user;
    return dl__keep_next(&d->keep);
}

/* Keep it in memory, and compare. */
static dl_status put(void *user, dl__item *item, const dl_document *doc, dl_error *err)
{
    diff *d = user;
    dl__kept story;
    dl__store_change n = { 0, 0, 0 };
    dl__strbuf out;
    dl__strbuf_init(&out, MAX_OUT);
    if (!dl__keep_story(item, &story))
        return DL_ENOMEM;
    dl_status status = dl__store_put(d->now, &story, doc, NULL, err);
    if (!status)
        status = dl__store_diff(d->keep.store, d->now, story.story.id, &out, &n, err);
    if (!status && out.len)
        dl__keep_say("%.*s\n%s", (int)story.story.id.len, story.story.id.ptr, out.s);
    dl__store_undo(d->now); /* so that it holds one story at a time */
    dl__strbuf_free(&out);
    d->keep.failed |= status && status != DL_ELIMIT;
    if (status)
        d->keep.error = *err;
    d->stories++;
    d->differ += n.gone + n.come + n.changed > 0;
    d->sum.gone += n.gone;
    d->sum.come += n.come;
    d->sum.changed += n.changed;
    return status;
}

static const dl__keeper KEEPER = { begin, next, NULL, put, NULL };

static int compare(diff *d)
{
    dl__keep *k = &d->keep;
    /* a second connection reads the stories while the first reads their records */
    if (dl__store_open(k->path, DL__STORE_READ, k->wait_ms, &k->reader, &k->error) ||
        dl__store_open(NULL, DL__STORE_CREATE, 0, &d->now, &k->error)) {
        dl__complain(k->job.cmd, "%s", k->error.message);
        return DL__EXIT_IO;
    }
    k->job.keeper = &KEEPER;
    k->job.user = d;
    int status = dl__keep_end(k, dl__job_run(&k->job, NULL, 0));
    if (status <= DL__EXIT_SOME_FAILED)
        dl__keep_say("%s: %llu stories coded anew, %llu differ; records: %llu gone, %llu new, %llu changed\n",
                     k->path, (unsigned long long)d->stories, (unsigned long long)d->differ,
                     (unsigned long long)d->sum.gone, (unsigned long long)d->sum.come,
                     (unsigned long long)d->sum.changed);
    dl__store_close(d->now);
    return status;
}

static int run(void *settings, char **files, int n_files)
{
    diff *d = settings;
    if (n_files != 1)
        return dl__misused(d->keep.job.cmd, "one store is wanted, %d are named", n_files);
    d->keep.path = files[0];
    int status = dl__keep_open(&d->keep, DL__STORE_READ);
    if (!status)
        status = compare(d);
    return dl__keep_close(&d->keep, status);
}

static const char MORE[] =
    "Codes the stories of DB that another version coded, and prints what 'dateline recode' would change: the "
    "id\n"
    "of each story that differs, then its records that would go (-) and come (+). DB is not changed.";

const dl__cmd DL__CMD_DIFF = { "diff",
                               "[OPTION...] DB",
                               "Show what coding the stories of a store again would change.",
                               TABLES,
                               MORE,
                               set,
                               run,
                               &DEFAULTS,
                               sizeof DEFAULTS };
