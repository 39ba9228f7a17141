/* test_store_fault.c - a store when memory runs out, SQLite's own as ours: an error, and nothing half kept. */
/* SPDX-License-Identifier: Apache-2.0 */
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

static void test_a_store_without_memory(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    dl_document *d = sample_document();
    const dl__kept k = { *dl_document_story(d), { "", 0 } };
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
    status = DL_ENOMEM;
    for (n = 0; status && n < MANY; n = later(n)) {
        dl__store_size size;
        fault_arm(n);
        status = dl__store_put(s, &k, d, NULL, &err);
        if (!status)
            status = dl__store_commit(s, &err);
        fault_disarm();
        if (status && status != DL_ENOMEM)
            fail_msg("put, %ld: %s", n, err.message);
        assert_int_equal(dl__store_count(s, &size, &err), DL_OK);
        assert_int_equal(size.stories, status == DL_OK);
        assert_int_equal(size.mentions, status == DL_OK);
    }
    assert_true(n > 10);
    dl__store_close(s);
    dl_document_free(d);
    tempdir_remove(&temp);
}

int main(void)
{
    static const sqlite3_mem_methods methods = { block,    release, resize,    size_of,
                                                 round_up, set_up,  tear_down, NULL };
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_store_without_memory) };
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) || sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
