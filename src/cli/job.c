/* job.c - stories through the library on many threads, text out in the order of the input; see job.h.
 *
 * Each worker takes the next story, codes it and writes its text into a slot of a ring; whoever finds the next slot in
 * order filled writes it out.  The ring bounds what is held in memory, and order and bytes do not depend on how many
 * workers there are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/job.h"

#include "cli/paths.h"
#include "cli/progress.h"
#include "sink/output.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { SLOTS_PER_WORKER = 4, MAX_OUT = 1 << 30, KEEP = 1 << 20, MAX_COMPLAINT = 2048 };

typedef struct slot {
    bool ready, bad, foreign;
    size_t words;
    dl__strbuf out, complaint;
    dl_document *doc; /* for a keeper, with its item */
    dl__item *item;
} slot;

typedef struct run {
    const dl__job *job;
    const dl_model *model;
    dl__sink_env env;
    dl__source *source;
    dl__output output;
    dl__progress progress;
    int stop_fd; /* of a run that goes on until it is told to end: readable then. 0: of a run that ends by itself */
    pthread_mutex_t reading; /* guards the source, which may wait long; taken before lock */
    pthread_mutex_t lock;    /* guards what follows, but for stop */
    pthread_cond_t moved;    /* a slot was written out, or the end has come */
    slot *slots;
    size_t n_slots;
    uint64_t taken, written; /* stories */
    uint64_t foreign;        /* stories left out since they are not in English */
    bool writing, ended, some_failed, out_of_memory, not_kept;
    atomic_bool stop; /* also read within the coding of a story */
} run;

dl_model *dl__job_model(const dl__job *job)
{
    char *model = dl__data_path(job->model, "DATELINE_MODEL", "en.dlm");
    char *pack = job->parse_only ? NULL : dl__data_path(job->pack, "DATELINE_PACK", "world.dlp");
    dl_model *m = NULL;
    dl_error err;
    if (!model || (!pack && !job->parse_only))
        dl__complain(job->cmd, "%s", dl_status_text(DL_ENOMEM));
    else if (dl_model_open_with(model, pack, job->parse_only ? NULL : job->lexicon, &m, &err))
        dl__complain(job->cmd, "%s", err.message);
    free(model);
    free(pack);
    return m;
}

static int keep_going(void *user)
{
    const run *r = user;
    return !atomic_load_explicit(&r->stop, memory_order_relaxed);
}

static void complain(const run *r, slot *s, const dl__item *item, const char *what, const char *message)
{
    dl__strbuf_printf(&s->complaint, "dateline: %s: %s: %s%s\n", r->job->cmd->name, item->place, what,
                      message);
}

/* One item into a slot. */
static void work(run *r, dl_pipeline *p, const dl__item *item, slot *s)
{
    if (item->kind != DL__ITEM_STORY) {
        s->bad = item->kind == DL__ITEM_BAD;
        complain(r, s, item, s->bad ? "" : "warning: ", item->message);
        return;
    }
    dl_document *d = NULL;
    dl_error err;
    dl_status status =
        r->job->parse_only ? dl_parse(p, &item->story, &d, &err) : dl_code(p, &item->story, &d, &err);
    if (!status) {
        if (!r->job->parse_only && !item->story.date.len)
            complain(r, s, item, "warning: ", "no date, so its relative times have no value");
        s->words = dl_document_n_tokens(d);
        if (r->job->keeper) {
            s->doc = d;
        } else {
            r->job->sink->story(&r->env, d, &s->out);
            status = s->out.status;
            if (status)
                snprintf(err.message, sizeof err.message, "its output: %s", dl_status_text(status));
            dl_document_free(d);
        }
    }
    if (status == DL_ELANGUAGE) {
        s->foreign = true;
        complain(r, s, item, "left out: ", err.message);
    } else if (status) {
        s->bad = true;
        dl__strbuf_clear(&s->out);
        complain(r, s, item, "", err.message);
    }
}

/* A story into the keeper's hands. */
static void keep(run *r, slot *s)
{
    dl_error err;
    dl_status status = r->job->keeper->put(r->job->user, s->item, s->doc, &err);
    if (status == DL_ELIMIT) {
        s->bad = true;
        complain(r, s, s->item, "", err.message);
    } else if (status) {
        r->not_kept = true;
    }
}

static void free_story(slot *s)
{
    dl_document_free(s->doc);
    dl__item_free(s->item);
    s->doc = NULL;
    s->item = NULL;
}

static void write_slot(run *r, slot *s)
{
    if (s->doc)
        keep(r, s);
    free_story(s);
    if (s->complaint.len) {
        dl__progress_clear(&r->progress);
        fputs(s->complaint.s, stderr);
    }
    if (s->out.len)
        dl__output_write(&r->output, s->out.s, s->out.len);
    dl__progress_story(&r->progress, s->words);
    if (s->out.cap > KEEP)
        dl__strbuf_free(&s->out);
    dl__strbuf_clear(&s->out);
    dl__strbuf_clear(&s->complaint);
}

/* End early. Who waits for the next item is woken as by a signal. */
static void stop(run *r)
{
    atomic_store(&r->stop, true);
    if (r->stop_fd > 0)
        kill(getpid(), SIGTERM); /* blocked, and read by stop_fd */
}

/* Write out what is next in order and ready. The lock is held at the call and at its end. */
static void drain(run *r)
{
    slot *s;
    r->writing = true;
    while (!atomic_load(&r->stop) && (s = &r->slots[r->written % r->n_slots])->ready) {
        pthread_mutex_unlock(&r->lock);
        write_slot(r, s);
        pthread_mutex_lock(&r->lock);
        r->some_failed |= s->bad;
        if ((s->bad && r->job->strict) || r->output.error || r->output.closed_pipe || r->not_kept)
            stop(r);
        r->foreign += s->foreign;
        s->ready = s->bad = s->foreign = false;
        s->words = 0;
        r->written++;
        pthread_cond_broadcast(&r->moved);
        if (r->stop_fd > 0 && r->written == r->taken && r->job->keeper && r->job->keeper->idle) {
            pthread_mutex_unlock(&r->lock); /* it may be long until the next comes */
            bool kept = r->job->keeper->idle(r->job->user);
            pthread_mutex_lock(&r->lock);
            r->not_kept |= !kept;
            if (!kept)
                stop(r);
        }
    }
    r->writing = false;
}

/* The next item that is wanted. */
static dl__item *next_item(run *r)
{
    const dl__keeper *k = r->job->keeper;
    for (;;) {
        dl__item *item = k && k->next ? k->next(r->job->user) : dl__source_next(r->source);
        if (!item || item->kind != DL__ITEM_STORY || !k || !k->wanted || k->wanted(r->job->user, item))
            return item;
        dl__item_free(item);
        if (atomic_load(&r->stop))
            return NULL;
    }
}

/* Wait for a free slot and take the next item; NULL at the end. */
static dl__item *take(run *r, slot **s)
{
    dl__item *item = NULL;
    pthread_mutex_lock(&r->reading);
    pthread_mutex_lock(&r->lock);
    while (!r->ended && !atomic_load(&r->stop) && r->taken - r->written >= r->n_slots)
        pthread_cond_wait(&r->moved, &r->lock);
    bool more = !r->ended && !atomic_load(&r->stop);
    pthread_mutex_unlock(&r->lock);
    if (more)
        item = next_item(r); /* what was taken before is coded and written meanwhile */
    pthread_mutex_lock(&r->lock);
    if (item)
        *s = &r->slots[r->taken++ % r->n_slots];
    else
        pthread_cond_broadcast(&r->moved);
    r->ended |= more && !item;
    pthread_mutex_unlock(&r->lock);
    pthread_mutex_unlock(&r->reading);
    return item;
}

static dl_status new_pipeline(run *r, dl_pipeline **p, dl_error *err)
{
    dl_options o = DL_OPTIONS_INIT;
    o.max_bytes = r->job->source.max_bytes;
    o.keep_going = keep_going;
    o.user = r;
    o.trace = r->job->trace;
    o.any_language = r->job->any_language;
    o.no_events = r->job->no_events;
    o.kernels = r->job->kernels;
    return dl_pipeline_new(r->model, &o, p, err);
}

/* Can this machine do what the options ask for? A pipeline that nothing is read with costs next to nothing. */
static bool options_fit(run *r)
{
    dl_pipeline *p = NULL;
    dl_error err;
    dl_status s = r->job->kernels ? new_pipeline(r, &p, &err) : DL_OK;
    dl_pipeline_free(p);
    if (s == DL_EINVAL)
        dl__misused(r->job->cmd, "%s", err.message);
    return s != DL_EINVAL;
}

/* A pipeline for this thread; NULL, and the end of the run, when memory is out. */
static dl_pipeline *pipeline(run *r)
{
    dl_pipeline *p = NULL;
    if (new_pipeline(r, &p, NULL)) {
        pthread_mutex_lock(&r->lock);
        r->out_of_memory = true;
        stop(r);
        pthread_cond_broadcast(&r->moved);
        pthread_mutex_unlock(&r->lock);
    }
    return p;
}

static void *worker(void *user)
{
    run *r = user;
    dl_pipeline *p = NULL; /* made for the first story: most workers of a short run get none */
    slot *s = NULL;
    for (dl__item *item; (item = take(r, &s));) {
        if (!p)
            p = pipeline(r);
        if (p)
            work(r, p, item, s);
        if (s->doc)
            s->item = item;
        else
            dl__item_free(item);
        if (!p)
            break;
        pthread_mutex_lock(&r->lock);
        s->ready = true;
        if (!r->writing)
            drain(r);
        pthread_mutex_unlock(&r->lock);
    }
    dl_pipeline_free(p);
    return NULL;
}

static void run_workers(run *r, unsigned n)
{
    pthread_t *threads = n > 1 ? calloc(n - 1, sizeof *threads) : NULL;
    unsigned started = 0;
    while (threads && started < n - 1 && !pthread_create(&threads[started], NULL, worker, r))
        started++;
    worker(r); /* this thread is one of them; where no other can be had, the only one */
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}

unsigned dl__job_width(const dl__job *job, int fd)
{
    struct winsize w;
    if (job->width)
        return job->width;
    if (isatty(fd) && !ioctl(fd, TIOCGWINSZ, &w) && w.ws_col >= 20)
        return w.ws_col;
    return 80;
}

bool dl__job_colour(const dl__job *job, int fd)
{
    const char *no = getenv("NO_COLOR");
    if (job->colour != DL__COLOUR_AUTO)
        return job->colour == DL__COLOUR_ALWAYS;
    return isatty(fd) && !(no && no[0]);
}

static int finish(run *r)
{
    dl__progress_clear(&r->progress);
    if (r->foreign)
        dl__complain(r->job->cmd, "%llu of %llu stories left out: not in English (--any-language codes them)",
                     (unsigned long long)r->foreign, (unsigned long long)r->written);
    if (r->not_kept)
        return DL__EXIT_IO;
    bool closed_pipe = r->output.closed_pipe;
    if (!dl__output_close(&r->output)) {
        dl__complain(r->job->cmd, "%s: %s", r->output.name, strerror(r->output.error));
        return DL__EXIT_IO;
    }
    if (r->out_of_memory || (dl__source_failed(r->source) && !closed_pipe)) {
        dl__complain(r->job->cmd, "%s", dl_status_text(DL_ENOMEM));
        return DL__EXIT_SOME_FAILED;
    }
    return r->some_failed ? DL__EXIT_SOME_FAILED : DL__EXIT_OK;
}

static void begin(run *r)
{
    if (r->job->keeper && r->job->keeper->begin)
        r->job->keeper->begin(r->job->user, r->model);
    if (r->job->keeper || !r->job->sink->begin)
        return;
    dl__strbuf b;
    dl__strbuf_init(&b, MAX_OUT);
    r->job->sink->begin(&r->env, &b);
    if (b.len && !dl__output_write(&r->output, b.s, b.len))
        stop(r);
    dl__strbuf_free(&b);
}

static int run_job(run *r, unsigned n_workers)
{
    r->n_slots = (size_t)n_workers * SLOTS_PER_WORKER;
    r->slots = calloc(r->n_slots, sizeof *r->slots);
    if (!r->slots || !r->source) {
        r->out_of_memory = true;
        return finish(r);
    }
    for (size_t i = 0; i < r->n_slots; i++) {
        dl__strbuf_init(&r->slots[i].out, MAX_OUT);
        dl__strbuf_init(&r->slots[i].complaint, MAX_COMPLAINT);
    }
    pthread_mutex_init(&r->reading, NULL);
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->moved, NULL);
    dl__progress_begin(&r->progress, r->output.fd);
    begin(r);
    run_workers(r, n_workers);
    int status = finish(r);
    pthread_cond_destroy(&r->moved);
    pthread_mutex_destroy(&r->lock);
    pthread_mutex_destroy(&r->reading);
    for (size_t i = 0; i < r->n_slots; i++) {
        free_story(&r->slots[i]);
        dl__strbuf_free(&r->slots[i].out);
        dl__strbuf_free(&r->slots[i].complaint);
    }
    return status;
}

/* What goes on for ever is ended by SIGINT or SIGTERM: no more is read, all that was is written.  No thread is interrupted;
 * the source sees them as a file that can be read. 0: this run ends by itself; -1: that cannot be had. */
static int signals(const dl__job *job)
{
    sigset_t set;
    if (!job->source.n_watch && !(job->source.n_follow && job->source.every))
        return 0;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL))
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static dl__source *source_of(run *r, char **files, int n_files)
{
    dl__source_options o = r->job->source;
    o.follow = r->job->follow;
    o.watch = r->job->watch;
    o.stop_fd = r->stop_fd;
    return dl__source_new(&o, files, (size_t)n_files);
}

int dl__job_run(const dl__job *job, char **files, int n_files)
{
    if (job->source.id && n_files > 1)
        return dl__misused(job->cmd, "--id names one story, %d files are given", n_files);
    dl_model *model = dl__job_model(job);
    if (!model)
        return DL__EXIT_MODEL;
    long cores = job->jobs ? (long)job->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    run r = { .job = job, .model = model };
    if (!options_fit(&r)) {
        dl_model_free(model);
        return DL__EXIT_USAGE;
    }
    int status;
    if (job->keeper)
        r.output = (dl__output){ .fd = -1 }; /* nothing is printed while stories are kept */
    if (job->keeper || dl__output_open(&r.output, job->output)) {
        r.env = (dl__sink_env){ dl_model_coder(model), dl__job_width(job, r.output.fd),
                                dl__job_colour(job, r.output.fd), job->record };
        r.stop_fd = signals(job);
        r.source = r.stop_fd < 0 ? NULL : source_of(&r, files, n_files);
        status = run_job(&r, cores < 1 ? 1 : (unsigned)cores);
        if (r.stop_fd > 0)
            close(r.stop_fd);
    } else {
        dl__complain(job->cmd, "%s: %s", r.output.name, strerror(r.output.error));
        status = DL__EXIT_IO;
    }
    dl__source_free(r.source);
    free(r.slots);
    dl_model_free(model);
    return status;
}
