/* bench.c - words a second of the whole path, by stage and by thread.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     dl_bench MODEL PACK CORPUS.jsonl [THREADS [SECONDS]]
 *
 * Reads the corpus into memory, then codes it again and again for about SECONDS (default 5) on one thread, with the time
 * of each stage (CPU time, which a busy machine disturbs least), and then on THREADS (default: one a core).
 * A word is a syntactic word, as dateline parse prints them.
 * Beside it stands a plain reference of the same run: how fast the same bytes are read, for a ratio that does not
 * depend on the machine. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "pipeline/pipeline.h"
#include "sink/sink.h"
#include "source/source.h"

enum { MAX_THREADS = 256, MAX_OUT = 1 << 30 };

typedef struct corpus {
    dl__item **items;
    size_t n, cap, bytes;
} corpus;

typedef struct lane { /* one thread's work and what came of it */
    const dl_model *model;
    const corpus *c;
    size_t first, step;
    double seconds, cpu_seconds; /* asked for, then spent */
    uint64_t words, records, bytes, ns[DL__N_STAGES], sink_ns;
    bool timed, failed;
} lane;

static double clock_of(clockid_t id)
{
    struct timespec t;
    return clock_gettime(id, &t) ? 0.0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double now(void)
{
    return clock_of(CLOCK_MONOTONIC);
}

static double cpu(void)
{
    return clock_of(CLOCK_THREAD_CPUTIME_ID);
}

static bool read_corpus(corpus *c, char *path)
{
    const dl__source_options o = { .max_bytes = UINT64_C(8) << 20 };
    dl__source *s = dl__source_new(&o, &path, 1);
    for (dl__item *item; s && (item = dl__source_next(s));) {
        if (item->kind != DL__ITEM_STORY) {
            dl__item_free(item);
            continue;
        }
        if (c->n == c->cap) {
            size_t cap = c->cap ? c->cap * 2 : 1024;
            dl__item **items = realloc(c->items, cap * sizeof(*items));
            if (!items)
                return false;
            c->items = items;
            c->cap = cap;
        }
        c->items[c->n++] = item;
        c->bytes += item->story.text.len + item->story.headline.len;
    }
    dl__source_free(s);
    return c->n > 0;
}

static bool one(lane *l, dl_pipeline *p, const dl_story *story, dl__strbuf *out)
{
    const dl__sink_env env = { dl_model_coder(l->model), 80, false, NULL };
    dl_document *d = NULL;
    if (dl_code(p, story, &d, NULL))
        return false;
    l->words += dl_document_n_tokens(d);
    l->bytes += story->text.len;
    l->records += dl_document_n_events(d);
    double t = l->timed ? cpu() : 0.0;
    dl__strbuf_clear(out);
    DL__SINK_JSONL.story(&env, d, out);
    if (l->timed)
        l->sink_ns += (uint64_t)(1e9 * (cpu() - t));
    dl_document_free(d);
    return true;
}

static void *run(void *user)
{
    lane *l = user;
    dl_pipeline *p = NULL;
    dl__strbuf out;
    dl__strbuf_init(&out, MAX_OUT);
    if (dl_pipeline_new(l->model, NULL, &p, NULL)) {
        l->failed = true;
        return NULL;
    }
    for (size_t i = 0; i < 8 && !l->failed; i++) /* warm: pages of the model, scratch of the pipeline */
        l->failed = !one(l, p, &l->c->items[(l->first + i) % l->c->n]->story, &out);
    l->words = l->records = l->bytes = l->sink_ns = 0;
    if (l->timed)
        dl__pipeline_time(p, l->ns);
    double start = now(), cpu_start = cpu();
    for (size_t i = l->first; !l->failed && now() - start < l->seconds; i += l->step)
        l->failed = !one(l, p, &l->c->items[i % l->c->n]->story, &out);
    l->seconds = now() - start;
    l->cpu_seconds = cpu() - cpu_start;
    dl__strbuf_free(&out);
    dl_pipeline_free(p);
    return NULL;
}

/* Bytes a second of reading the corpus once, summing them up so that nothing is left out. */
static double reading(const corpus *c)
{
    double start = cpu();
    uint64_t sum = 0, bytes = 0;
    while (cpu() - start < 0.2)
        for (size_t i = 0; i < c->n; i++) {
            dl_str s = c->items[i]->story.text;
            for (size_t k = 0; k < s.len; k++)
                sum += (unsigned char)s.ptr[k];
            bytes += s.len;
        }
    double took = cpu() - start;
    return (double)bytes / took + (sum == 1 ? 1e-9 : 0.0);
}

static void print_stages(const lane *l)
{
    uint64_t all = l->sink_ns;
    for (int i = 0; i < DL__N_STAGES; i++)
        all += l->ns[i];
    for (int i = 0; i <= DL__N_STAGES; i++) {
        uint64_t ns = i < DL__N_STAGES ? l->ns[i] : l->sink_ns;
        printf("  %-8s %8.2f us/word %6.1f %%\n", i < DL__N_STAGES ? dl__stage_name((dl__stage)i) : "jsonl",
               1e-3 * (double)ns / (double)l->words, 100.0 * (double)ns / (double)all);
    }
}

static int measure(const dl_model *model, const corpus *c, int threads, double seconds)
{
    lane one_lane = { .model = model, .c = c, .step = 1, .seconds = seconds, .timed = true };
    run(&one_lane);
    if (one_lane.failed || !one_lane.words)
        return fprintf(stderr, "dl_bench: a story could not be coded\n"), 1;
    printf("one thread: %.0f words/s by the clock, %.0f words a second of CPU, %.0f records/s\n",
           (double)one_lane.words / one_lane.seconds, (double)one_lane.words / one_lane.cpu_seconds,
           (double)one_lane.records / one_lane.seconds);
    print_stages(&one_lane);
    printf("  summing up the bytes alone: %.0f times as fast\n",
           reading(c) * one_lane.cpu_seconds / (double)one_lane.bytes);
    static lane lanes[MAX_THREADS];
    pthread_t ids[MAX_THREADS];
    uint64_t words = 0;
    double start = now();
    for (int i = 0; i < threads; i++) {
        lanes[i] =
            (lane){ .model = model, .c = c, .first = (size_t)i, .step = (size_t)threads, .seconds = seconds };
        if (pthread_create(&ids[i], NULL, run, &lanes[i]))
            return fprintf(stderr, "dl_bench: no thread\n"), 1;
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        words += lanes[i].words;
    }
    printf("%d threads: %.0f words/s\n", threads, (double)words / (now() - start));
    struct rusage u;
    if (!getrusage(RUSAGE_SELF, &u))
        printf("peak memory: %ld MB, of which %.1f MB are the corpus\n", u.ru_maxrss / 1024,
               1e-6 * (double)c->bytes);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return fprintf(stderr, "usage: dl_bench MODEL PACK CORPUS.jsonl [THREADS [SECONDS]]\n"), 2;
    dl_model *model = NULL;
    dl_error err;
    corpus c = { NULL, 0, 0, 0 };
    if (dl_model_open(argv[1], argv[2], &model, &err))
        return fprintf(stderr, "dl_bench: %s\n", err.message), 3;
    long cores = argc > 4 ? strtol(argv[4], NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
    double seconds = argc > 5 ? strtod(argv[5], NULL) : 5.0;
    int status = 1;
    if (!read_corpus(&c, argv[3]))
        fprintf(stderr, "dl_bench: no stories in %s\n", argv[3]);
    else
        status = measure(model, &c, cores < 1 ? 1 : cores > MAX_THREADS ? MAX_THREADS : (int)cores, seconds);
    for (size_t i = 0; i < c.n; i++)
        dl__item_free(c.items[i]);
    free(c.items);
    dl_model_free(model);
    return status;
}
