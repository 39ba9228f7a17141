/* cmocka.h - in place of cmocka where there is none for the machine: what test_kernels.c needs of
 * it, and no more.  The first assertion that fails ends the run. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMOCKA_H
#define CMOCKA_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
    const char *name;
    void (*run)(void **state);
};
#define cmocka_unit_test(f) { #f, f }

static inline void cross_assert(int holds, const char *what, const char *file, int line)
{
    if (holds)
        return;
    printf("%s:%d: not so: %s\n", file, line, what);
    exit(1);
}
#define assert_true(x)                 cross_assert(!!(x), #x, __FILE__, __LINE__)
#define assert_null(x)                 assert_true(!(x))
#define assert_int_equal(a, b)         assert_true((a) == (b))
#define assert_string_equal(a, b)      assert_true(strcmp((a), (b)) == 0)
#define assert_memory_equal(a, b, len) assert_true(memcmp((a), (b), (len)) == 0)
#define print_message                  printf
#define cmocka_run_group_tests(tests, setup, teardown) cross_run(tests, sizeof(tests) / sizeof((tests)[0]))

static inline int cross_run(const struct CMUnitTest *tests, size_t n)
{
    for (size_t i = 0; i < n; i++)
        tests[i].run(NULL);
    printf("%zu tests passed\n", n);
    return 0;
}
#endif
