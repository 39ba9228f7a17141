/* test_threads.c - one model, eight pipelines: the same stories give the same bytes on every thread. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sink/sink.h"
#include "source/source.h"

#include "cmocka_all.h"

enum { THREADS = 8, ROUNDS = 3, MAX_OUT = 1 << 24 };

typedef struct work {
    const dl_model *model;
    bool parse_only;
    const char *failed;
    dl__strbuf out;
} work;

static void one_story(work *w, dl_pipeline *p, const dl__item *item)
{
    const dl__sink_env env = { dl_model_coder(w->model), 80, false, NULL };
    dl_document *d = NULL;
    if (w->parse_only ? dl_parse(p, &item->story, &d, NULL) : dl_code(p, &item->story, &d, NULL)) {
        w->failed = "coding";
        return;
    }
    (w->parse_only ? &DL__SINK_CONLLU : &DL__SINK_STORY)->story(&env, d, &w->out);
    dl_document_free(d);
}

static void *run(void *user)
{
    work *w = user;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/tests/support/stories.jsonl", getenv("DL_SOURCE_DIR"));
    char *paths[] = { path };
    const dl__source_options options = { .max_bytes = 1 << 20 };
    dl_pipeline *p = NULL;
    if (dl_pipeline_new(w->model, NULL, &p, NULL)) {
        w->failed = "no pipeline";
        return NULL;
    }
    for (int i = 0; i < ROUNDS && !w->failed; i++) {
        dl__source *s = dl__source_new(&options, paths, 1);
        for (dl__item *item; s && (item = dl__source_next(s));) {
            if (item->kind != DL__ITEM_STORY)
                w->failed = "reading";
            else
                one_story(w, p, item);
            dl__item_free(item);
        }
        dl__source_free(s);
    }
    dl_pipeline_free(p);
    return NULL;
}

static void test_threads_give_the_same_bytes(void **state)
{
    (void)state;
    const char *model_path = getenv("DATELINE_MODEL"), *pack_path = getenv("DATELINE_PACK");
    struct stat st;
    if (!model_path || stat(model_path, &st) != 0)
        skip();
    if (pack_path && stat(pack_path, &st) != 0)
        pack_path = NULL;
    dl_model *m = NULL;
    dl_error err;
    if (dl_model_open(model_path, pack_path, &m, &err))
        fail_msg("%s", err.message);
    static work works[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        works[i] = (work){ .model = m, .parse_only = !pack_path };
        dl__strbuf_init(&works[i].out, MAX_OUT);
        assert_int_equal(pthread_create(&threads[i], NULL, run, &works[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_true(works[0].out.len > 1000);
    for (int i = 0; i < THREADS; i++) {
        if (works[i].failed)
            fail_msg("thread %d: %s", i, works[i].failed);
        assert_int_equal(works[i].out.len, works[0].out.len);
        assert_memory_equal(works[i].out.s, works[0].out.s, works[0].out.len);
    }
    for (int i = 0; i < THREADS; i++)
        dl__strbuf_free(&works[i].out);
    dl_model_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_threads_give_the_same_bytes) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
