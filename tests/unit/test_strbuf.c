/* test_strbuf.c */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/strbuf.h"

#include <string.h>

#include "base/error.h"
#include "cmocka_all.h"

static void test_grows_to_its_maximum_and_no_further(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 300);
    for (int i = 0; i < 100; i++)
        dl__strbuf_puts(&b, "abc");
    assert_int_equal(b.status, DL_OK);
    assert_int_equal(b.len, 300);
    dl__strbuf_putc(&b, 'd');
    assert_int_equal(b.status, DL_ELIMIT);
    dl__strbuf_add(&b, "", 0); /* the first failure stays */
    assert_int_equal(b.status, DL_ELIMIT);
    assert_int_equal(b.len, 300);
    assert_int_equal(strlen(b.s), 300);
    dl__strbuf_clear(&b);
    assert_int_equal(b.status, DL_OK);
    dl__strbuf_printf(&b, "%d %s", 7, "x");
    assert_string_equal(b.s, "7 x");
    dl__strbuf_free(&b);
    assert_null(b.s);
}

static void test_printf_longer_than_the_room(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 5000);
    dl__strbuf_puts(&b, "<");
    dl__strbuf_printf(&b, "%04000d", 5);
    dl__strbuf_puts(&b, ">");
    assert_int_equal(b.len, 4002);
    assert_int_equal(b.s[4000], '5');
    dl__strbuf_printf(&b, "%01000d", 5);
    assert_int_equal(b.status, DL_ELIMIT);
    dl__strbuf_free(&b);
}

static void test_fail_fills_and_cuts(void **state)
{
    (void)state;
    dl_error e;
    assert_int_equal(dl__fail(&e, DL_EUTF8, 812, "invalid UTF-8 at byte %d", 812), DL_EUTF8);
    assert_int_equal(e.status, DL_EUTF8);
    assert_int_equal(e.offset, 812);
    assert_string_equal(e.message, "invalid UTF-8 at byte 812");
    assert_int_equal(dl__fail(&e, DL_EIO, 0, "%01000d", 1), DL_EIO);
    assert_int_equal(strlen(e.message), sizeof e.message - 1);
    assert_int_equal(dl__fail(NULL, DL_EIO, 0, "nobody listens"), DL_EIO);
    assert_int_equal(dl__no_memory(&e), DL_ENOMEM);
    assert_string_equal(e.message, dl_status_text(DL_ENOMEM));
    assert_string_equal(dl_status_text((dl_status)-99), "unknown status");
    assert_memory_equal(dl_version(), "dateline ", 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grows_to_its_maximum_and_no_further),
        cmocka_unit_test(test_printf_longer_than_the_room),
        cmocka_unit_test(test_fail_fills_and_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
