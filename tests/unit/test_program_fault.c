/* test_program_fault.c - readers, writers and the whole path when memory runs out: an error, never a crash, a leak or a
 * half-done answer that passes for a whole one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sink/sink.h"
#include "source/source.h"

#include "cmocka_all.h"
#include "fault.h"
#include "sample_document.h"
#include "tempdir.h"

enum { MANY = 100000 };

/* Every allocation at first, then further and further apart: loading a pack makes tens of thousands. */
static long later(long n)
{
    return n + 1 + n / 8;
}

/* Items of a folder, read to the end; -1: memory was out, and that is said. */
static int read_all(const char *path)
{
    const dl__source_options o = { .recursive = true, .max_bytes = 1 << 20 };
    char *paths[] = { (char *)(uintptr_t)path };
    dl__source *s = dl__source_new(&o, paths, 1);
    int n = 0;
    for (dl__item *item; s && (item = dl__source_next(s)); n++)
        dl__item_free(item);
    if (!s || dl__source_failed(s))
        n = -1;
    dl__source_free(s);
    return n;
}

static void test_readers_without_memory(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    const char *folder = tempdir_folder(&temp, "f");
    tempdir_write(&temp, "f/a.txt", "Rain.", 5);
    tempdir_write(&temp, "f/b.jsonl", "{\"text\": \"x\"}\n{\"text\": 1}\n", 26);
    int expected = 3;
    tempdir_write(&temp, "f/c.csv", "id,text\n1,\"x\"\n2,y\n", 18);
    expected += 2;
#if DL_WITH_FEEDS
    static const char page[] = "<html><title>A page of its own | Post</title><p>Rain fell in the capital on "
                               "Tuesday, it was said.</p>";
    static const char feed[] = "<rss><channel><title>W</title><item><guid>1</"
                               "guid><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>";
    static const char warc[] = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: u\r\nContent-Type: "
                               "text/plain\r\nContent-Length: "
                               "5\r\n\r\nRain.\r\n\r\n";
    tempdir_write(&temp, "f/d.html", page, sizeof page - 1);
    tempdir_write(&temp, "f/e.xml", feed, sizeof feed - 1);
    tempdir_write(&temp, "f/g.warc", warc, sizeof warc - 1);
    expected += 3;
#endif
    int items = -1;
    long n = 0;
    for (; n < MANY && items < 0; n++) {
        fault_arm(n);
        items = read_all(folder);
        fault_disarm();
    }
    assert_int_equal(items, expected);
    assert_true(n > 3);
    tempdir_remove(&temp);
}

static void test_writers_without_memory(void **state)
{
    (void)state;
    static const dl__sink *const sinks[] = { &DL__SINK_JSONL, &DL__SINK_STORY,  &DL__SINK_TABLE,
                                             &DL__SINK_CSV,   &DL__SINK_CONLLU, &DL__SINK_EXPLAIN };
    const dl__sink_env env = { "dateline 0.0.0, en-0, data-0", 60, false, NULL };
    dl_document *d = sample_document();
    for (size_t i = 0; i < sizeof sinks / sizeof sinks[0]; i++) {
        dl__strbuf whole, b;
        dl__strbuf_init(&whole, 1 << 20);
        sinks[i]->story(&env, d, &whole);
        b.status = DL_ENOMEM;
        for (long n = 0; n < MANY && b.status; n++) {
            dl__strbuf_init(&b, 1 << 20);
            fault_arm(n);
            sinks[i]->story(&env, d, &b);
            fault_disarm();
            assert_true(b.status == DL_OK || b.status == DL_ENOMEM);
            if (!b.status)
                assert_string_equal(b.s, whole.s);
            dl_status status = b.status;
            dl__strbuf_free(&b);
            b.status = status;
        }
        assert_int_equal(b.status, DL_OK);
        dl__strbuf_free(&whole);
    }
    dl_document_free(d);
}

/* Each single allocation of opening and parsing, with the tiny model. */
static void test_a_model_without_memory(void **state)
{
    (void)state;
    char path[1024];
    const dl_story story = { .text = DL_STR("Rebels attacked a convoy. It didn't rain in May.") };
    dl_model *model = NULL;
    dl_pipeline *p = NULL;
    dl_document *d = NULL;
    dl_error err;
    dl_status status = DL_ENOMEM;
    long n = 0;
    snprintf(path, sizeof path, "%s/tests/model/tiny.dlm", getenv("DL_SOURCE_DIR"));
    for (; n < MANY && status; n++) {
        fault_arm(n);
        status = dl_model_open(path, NULL, &model, &err);
        fault_disarm();
        if (status && (status != DL_ENOMEM || model))
            fail_msg("%ld: %s", n, err.message);
    }
    assert_true(n > 5);
    assert_int_equal(dl_pipeline_new(model, NULL, &p, &err), DL_OK);
    status = DL_ENOMEM;
    for (n = 0; n < MANY && status; n++) {
        fault_arm(n);
        status = dl_parse(p, &story, &d, &err);
        fault_disarm();
        assert_true(status == DL_OK || (status == DL_ENOMEM && !d));
    }
    assert_int_equal(dl_document_n_tokens(d), 12);
    dl_document_free(d);
    dl_pipeline_free(p);
    dl_model_free(model);
}

static void test_the_whole_path_without_memory(void **state)
{
    (void)state;
    const char *model_path = getenv("DATELINE_MODEL"), *pack_path = getenv("DATELINE_PACK");
    struct stat st;
    if (!model_path || stat(model_path, &st) || !pack_path || stat(pack_path, &st))
        skip();
    const dl_story story = { .date = DL_STR("2024-03-05"),
                             .headline = DL_STR("Armenia urges Azerbaijan to leave"),
                             .text = DL_STR("“Russia attacked us on Monday,” the minister said in Kyiv. "
                                            "Police arrested 20 protesters in Paris.") };
    dl_model *model = NULL;
    dl_pipeline *p = NULL;
    dl_document *d = NULL;
    dl_error err;
    dl_status status = DL_ENOMEM;
    for (long n = 0; status; n = later(n)) {
        fault_arm(n);
        status = dl_model_open(model_path, pack_path, &model, &err);
        fault_disarm();
        if (status && status != DL_ENOMEM)
            fail_msg("%ld: %s", n, err.message);
        assert_int_equal(model == NULL, status != DL_OK);
    }
    status = DL_ENOMEM;
    for (long n = 0; status; n++) {
        fault_arm(n);
        status = dl_pipeline_new(model, NULL, &p, &err);
        fault_disarm();
        assert_true(status == DL_OK || (status == DL_ENOMEM && !p));
    }
    status = DL_ENOMEM;
    size_t events = 0;
    for (long n = 0; status; n = later(n)) {
        fault_arm(n);
        status = dl_code(p, &story, &d, &err);
        fault_disarm();
        assert_true(status == DL_OK || (status == DL_ENOMEM && !d));
        events = status ? 0 : dl_document_n_events(d);
    }
    dl_document_free(d);
    assert_int_equal(dl_code(p, &story, &d, &err), DL_OK); /* what failed before leaves no trace */
    assert_int_equal(dl_document_n_events(d), events);
    dl_document_free(d);
    dl_pipeline_free(p);
    dl_model_free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readers_without_memory),
        cmocka_unit_test(test_writers_without_memory),
        cmocka_unit_test(test_a_model_without_memory),
        cmocka_unit_test(test_the_whole_path_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
