/* test_store_fault.c - a store when memory runs out, SQLite's own as ours: an error, and nothing half kept. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask.h"
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "cmocka_all.h"
#include "fault.h"
#include "sample_document.h"
#include "tempdir.h"

enum { MANY = 100000 };
static const dl_versions CODER = { "dateline 0.0.0", "en-0@0", "data-0@0", "" };

/* SQLite's memory through the same counter. */
static void *block(int n)
{
    char *p = malloc((size_t)n + 16);
    if (p)
        memcpy(p, &n, sizeof n);
    return p ? p + 16 : NULL;
}

static void release(void *p)
{
    if (p)
        free((char *)p - 16);
}

static int size_of(void *p)
{
    int n = 0;
    if (p)
        memcpy(&n, (char *)p - 16, sizeof n);
    return n;
}

static void *resize(void *p, int n)
{
    char *q = realloc((char *)p - 16, (size_t)n + 16);
    if (q)
        memcpy(q, &n, sizeof n);
    return q ? q + 16 : NULL;
}

static int round_up(int n)
{
    return (n + 7) & ~7;
}

static int set_up(void *unused)
{
    (void)unused;
    return SQLITE_OK;
}

static void tear_down(void *unused)
{
    (void)unused;
}

static long later(long n)
{
    return n + 1 + n / 16;
}

/* Put the story; every time that memory is out nothing of it may be kept beside the `before` stories. */
static void put_without_memory(dl__store *s, const dl_document *d, const dl__kept *k, int64_t before)
{
    dl_status status = DL_ENOMEM;
    dl_error err;
    long n = 0;
    for (; status && n < MANY; n = later(n)) {
        dl__store_size size;
        fault_arm(n);
        status = dl__store_put(s, k, d, NULL, &err);
        if (!status)
            status = dl__store_commit(s, &err);
        fault_disarm();
        if (status && status != DL_ENOMEM)
            fail_msg("put, %ld: %s", n, err.message);
        assert_int_equal(dl__store_count(s, &size, &err), DL_OK);
        assert_int_equal(size.stories, before + (status == DL_OK));
        assert_int_equal(size.mentions, before + (status == DL_OK));
        assert_int_equal(size.events, size.mentions > 0);
    }
    assert_true(n > 10);
}

static void test_a_store_without_memory(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    dl_document *d = sample_document();
    dl__kept k = { *dl_document_story(d), { "", 0 } };
    const char *path = tempdir_file(&temp, "a.db");
    dl__store *s = NULL;
    dl_status status = DL_ENOMEM;
    dl_error err;
    long n = 0;
    for (; status && n < MANY; n = later(n)) {
        fault_arm(n);
        status = dl__store_open(path, DL__STORE_CREATE, 0, &s, &err);
        fault_disarm();
        if (status && status != DL_ENOMEM)
            fail_msg("open, %ld: %s", n, err.message);
        assert_int_equal(s == NULL, status != DL_OK);
    }
    assert_true(n > 10);
    dl__store_coder(s, &CODER, "dateline 0.0.0, en-0, data-0");
    put_without_memory(s, d, &k, 0);
    k.story.id = (dl_str)DL_STR("another"); /* one event with the first, and then a copy of it */
    k.story.text = (dl_str)DL_STR(
        "Atlantis cannot attack Thule, said one who knows the road, the river and the ice between them.");
    put_without_memory(s, d, &k, 1);
    k.story.id = (dl_str)DL_STR("a copy");
    put_without_memory(s, d, &k, 2);
    dl__store_close(s);
    dl_document_free(d);
    tempdir_remove(&temp);
}

/* All of a question: filters of every kind, an answer, its rows as text. */
static dl_status ask(dl__store *s, dl_error *err)
{
    static const struct {
        dl__filter filter;
        const char *value;
    } row[] = {
        { DL__FILTER_TYPE, "ASSAULT,COERCE" }, { DL__FILTER_MODE, "arrest" }, { DL__FILTER_CAMEO, "18" },
        { DL__FILTER_ACTOR, "RUS,nobody" },    { DL__FILTER_SECTOR, "mil" },  { DL__FILTER_SINCE, "2001" },
        { DL__FILTER_NEAR, "1,2,3" },          { DL__FILTER_TEXT, "a" },      { DL__FILTER_STATUS, "all" }
    };
    dl__ask *a = NULL;
    dl__answer *r = NULL;
    dl__strbuf out;
    dl__rows rows;
    bool more = true;
    dl_status status = dl__ask_new(&a, err);
    for (size_t i = 0; i < sizeof row / sizeof row[0] && !status; i++)
        status = dl__ask_filter(a, row[i].filter, row[i].value, err);
    if (!status)
        status = dl__ask_list(a, DL__ASK_GROUPS, "month,dyad", err);
    if (!status)
        status = dl__store_ask(s, a, NULL, NULL, &r, err);
    if (!status) {
        dl__strbuf_init(&out, 1 << 16);
        if (!dl__rows_begin(&rows, DL__ROWS_TABLE, 80, false, r->column, r->n_columns, &out))
            fail();
        status = dl__answer_next(r, &more, err);
        dl__rows_end(&rows);
        status = status ? status : out.status;
        dl__strbuf_free(&out);
    }
    dl__answer_free(r);
    dl__ask_free(a);
    return status;
}

static void test_a_question_without_memory(void **state)
{
    (void)state;
    dl__store *s = NULL;
    dl_error err = { 0 };
    dl_status status = DL_ENOMEM;
    long n = 0;
    assert_int_equal(dl__store_open(NULL, DL__STORE_CREATE, 0, &s, &err), DL_OK);
    for (; status && n < MANY; n = later(n)) {
        fault_arm(n);
        status = ask(s, &err);
        fault_disarm();
        if (status && status != DL_ENOMEM)
            fail_msg("%ld: %s", n, err.message);
    }
    assert_true(n > 10 && n < MANY);
    dl__store_close(s);
}

int main(void)
{
    static const sqlite3_mem_methods methods = { block,    release, resize,    size_of,
                                                 round_up, set_up,  tear_down, NULL };
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_store_without_memory),
                                        cmocka_unit_test(test_a_question_without_memory) };
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) || sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
