/* test_arena.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <string.h>

#include "cmocka_all.h"

static void test_alloc_is_zeroed_and_aligned(void **state)
{
    (void)state;
    dl__arena *a = dl__arena_new();
    assert_non_null(a);
    static const size_t sizes[] = { 1, 3, 16, 17, 1000, 70000, 3 << 20 };
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            unsigned char *p = dl__arena_alloc(a, sizes[i], 1);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t k = 0; k < sizes[i]; k++)
                assert_int_equal(p[k], 0);
            memset(p, 0xAA, sizes[i]); /* after a reset the same bytes come again */
        }
        dl__arena_reset(a);
    }
    dl__arena_free(a);
}

static void test_alloc_refuses_overflow(void **state)
{
    (void)state;
    dl__arena *a = dl__arena_new();
    assert_null(dl__arena_alloc(a, SIZE_MAX, 2));
    assert_null(dl__arena_alloc(a, SIZE_MAX / 2, 3));
    assert_null(dl__arena_alloc(a, SIZE_MAX - 7, 1));
    assert_null(dl__arena_strndup(a, "x", SIZE_MAX));
    assert_non_null(dl__arena_alloc(a, 0, 8));
    assert_non_null(dl__arena_alloc(a, 8, 0));
    dl__arena_free(a);
    dl__arena_free(NULL);
}

static void test_strings(void **state)
{
    (void)state;
    dl__arena *a = dl__arena_new();
    assert_string_equal(dl__arena_strndup(a, "Yerevan", 4), "Yere");
    assert_string_equal(dl__arena_strndup(a, NULL, 0), "");
    assert_string_equal(dl__arena_printf(a, "%s:%d", "acts.tsv", 118), "acts.tsv:118");
    dl__arena_free(a);
}

static void test_push_keeps_items(void **state)
{
    (void)state;
    dl__arena *a = dl__arena_new();
    struct item {
        uint64_t x;
        char pad[5];
    } *items = NULL;
    size_t n = 0, cap = 0;
    for (uint64_t i = 0; i < 10000; i++) {
        struct item *last = DL__PUSH(a, items, n, cap);
        assert_non_null(last);
        assert_int_equal(last->x, 0);
        last->x = i;
    }
    assert_int_equal(n, 10000);
    for (uint64_t i = 0; i < n; i++)
        assert_int_equal(items[i].x, i);
    dl__arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc_is_zeroed_and_aligned),
        cmocka_unit_test(test_alloc_refuses_overflow),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_push_keeps_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
