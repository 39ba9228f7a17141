/* test_json_out.c - JSON written straight into a buffer is JSON: jansson, as a second opinion, reads back what went in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/json_out.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "cmocka_all.h"

static void test_bytes_come_back_as_they_were(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 1 << 20);
    char all[255 + 32];
    size_t n = 0;
    for (int c = 1; c < 0x80; c++) /* every ASCII character but NUL */
        all[n++] = (char)c;
    memcpy(all + n, "\xC3\xA9\xE2\x80\xA8\xF0\x9F\x98\x80\xED\x9F\xBF", 12);
    n += 12;
    for (size_t from = 0; from < n && from < 0x7F; from++) {
        dl__strbuf_clear(&b);
        dl__json_bytes(&b, all + from, n - from);
        json_t *v = json_loadb(b.s, b.len, JSON_DECODE_ANY, NULL);
        assert_non_null(v);
        assert_int_equal(json_string_length(v), n - from);
        assert_memory_equal(json_string_value(v), all + from, n - from);
        json_decref(v);
    }
    dl__strbuf_free(&b);
}

static void test_bytes_that_are_not_utf8_are_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t len;
        const char *out;
    } row[] = {
        { "a\xFFz", 3, "\"a\xEF\xBF\xBDz\"" },
        { "\xC3", 1, "\"\xEF\xBF\xBD\"" },                                 /* cut short */
        { "\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" }, /* a surrogate */
        { "\xC0\x80", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },                 /* overlong */
        { "\0", 1, "\"\\u0000\"" },
        { "q\"\\/\n\r\t\b\f\x01\x7F", 11, "\"q\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\x7F\"" },
        { "", 0, "\"\"" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__strbuf b;
        dl__strbuf_init(&b, 1000);
        dl__json_bytes(&b, row[i].in, row[i].len);
        assert_string_equal(b.s, row[i].out);
        dl__strbuf_free(&b);
    }
}

static void test_real_is_short_and_round(void **state)
{
    (void)state;
    static const struct {
        double x;
        int decimals;
        const char *out;
    } row[] = {
        { 0, 2, "0.0" },         { -0.3, 2, "-0.3" },  { 10, 1, "10.0" },
        { 0.8765, 3, "0.877" },  { -0.004, 2, "0.0" }, { 40.18111, 5, "40.18111" },
        { 1.05, 2, "1.05" },     { -7, 0, "-7.0" },    { NAN, 2, "null" },
        { INFINITY, 2, "null" }, { 1e300, 2, "null" }, { -179.999999, 5, "-180.0" },
        { 0.001, 3, "0.001" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__strbuf b;
        dl__strbuf_init(&b, 100);
        dl__json_real(&b, row[i].x, row[i].decimals);
        assert_string_equal(b.s, row[i].out);
        dl__strbuf_free(&b);
    }
}

static void test_commas_stand_between_values(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 1000);
    dl__json_open(&b, '{');
    dl__json_key_text(&b, "a", "x ");
    dl__json_key(&b, "b");
    dl__json_open(&b, '[');
    dl__json_int(&b, -1);
    dl__json_null(&b);
    dl__json_open(&b, '{');
    dl__json_close(&b, '}');
    dl__json_bool(&b, true);
    dl__json_close(&b, ']');
    dl__json_key_real(&b, "c", 1.5, 1);
    dl__json_key_text(&b, "d", NULL);
    dl__json_close(&b, '}');
    assert_string_equal(b.s, "{\"a\": \"x \", \"b\": [-1, null, {}, true], \"c\": 1.5, \"d\": \"\"}");
    dl__strbuf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_come_back_as_they_were),
        cmocka_unit_test(test_bytes_that_are_not_utf8_are_replaced),
        cmocka_unit_test(test_real_is_short_and_round),
        cmocka_unit_test(test_commas_stand_between_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
