/* test_utf8.c - the input check, and what a character is to the tokeniser. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "text/chars.h"
#include "text/text.h"

static void test_utf8_check_reports_offset_of_bad_byte(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t len;
        int64_t bad; /* -1: well-formed */
    } row[] = {
        { "", 0, -1 },
        { "plain", 5, -1 },
        { "\xE2\x80\x9Cquoted\xE2\x80\x9D", 12, -1 },
        { "\xF0\x9F\x98\x80", 4, -1 },
        { "\x01\x7F", 2, -1 },
        { "a\0b", 3, 1 }, /* NUL */
        { "ok\xFFx", 4, 2 },
        { "cut \xE2\x82", 6, 4 },
        { "\xED\xA0\x80", 3, 0 },      /* surrogate */
        { "\xC0\x80", 2, 0 },          /* overlong */
        { "\xE0\x80\xAF", 3, 0 },      /* overlong */
        { "x\xF4\x90\x80\x80", 5, 1 }, /* above U+10FFFF */
        { "x\x80", 2, 1 },             /* continuation alone */
        { "\xC3", 1, 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_error err = { DL_OK, 0, "" };
        char *exact = malloc(row[i].len + (row[i].len == 0));
        assert_non_null(exact);
        memcpy(exact, row[i].in, row[i].len);
        dl_status s = dl__utf8_check(exact, row[i].len, &err);
        assert_int_equal(s, row[i].bad < 0 ? DL_OK : DL_EUTF8);
        if (row[i].bad >= 0)
            assert_int_equal(err.offset, row[i].bad);
        assert_int_equal(dl__utf8_check(exact, row[i].len, NULL), s);
        free(exact);
    }
}

static void test_char_class_follows_categories(void **state)
{
    (void)state;
    static const struct {
        int32_t cp;
        dl__char_class want;
    } row[] = {
        { 'a', DL__CH_LETTER },   { 'Z', DL__CH_LETTER },     { 0xE9, DL__CH_LETTER },
        { 0x531, DL__CH_LETTER }, { 0x4E00, DL__CH_LETTER },  { 0x301, DL__CH_MARK },
        { '7', DL__CH_DIGIT },    { 0x663, DL__CH_DIGIT },    { 0xBD, DL__CH_OTHER },
        { ' ', DL__CH_SPACE },    { '\n', DL__CH_SPACE },     { 0xA0, DL__CH_SPACE },
        { 0x2009, DL__CH_SPACE }, { 0x2028, DL__CH_SPACE },   { 1, DL__CH_SPACE },
        { 0xAD, DL__CH_IGNORED }, { 0x200B, DL__CH_IGNORED }, { 0xFEFF, DL__CH_IGNORED },
        { '-', DL__CH_OTHER },    { 0x201C, DL__CH_OTHER },   { 0x1F600, DL__CH_OTHER },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        if (dl__char_class_of(row[i].cp) != row[i].want)
            fail_msg("U+%04X is class %d", (unsigned)row[i].cp, (int)dl__char_class_of(row[i].cp));
    assert_int_equal(dl__char_fold('Q'), 'q');
    assert_int_equal(dl__char_fold(0x2019), '\'');
    assert_int_equal(dl__char_fold(0x410), 0x430);
    assert_true(dl__char_is_upper(0x1C5)); /* title case */
    assert_false(dl__char_is_upper('a'));
}

static void test_char_decode_survives_bad_bytes(void **state)
{
    (void)state;
    for (unsigned b = 0x80; b < 0x100; b++) {
        char one = (char)b;
        int32_t cp;
        assert_int_equal(dl__char_decode(&one, 1, &cp), 1);
        assert_int_equal(cp, 0xFFFD);
    }
}

static void test_trim_takes_white_space_and_ignored(void **state)
{
    (void)state;
    static const char s[] = "\xEF\xBB\xBF \xC2\xA0word\xC2\xAD\r\n";
    size_t begin = dl__trim_begin(s, 0, sizeof s - 1), end = dl__trim_end(s, 0, sizeof s - 1);
    assert_int_equal(begin, 6);
    assert_int_equal(end, 10);
    assert_int_equal(dl__trim_begin(s, 10, sizeof s - 1), sizeof s - 1);
    assert_int_equal(dl__trim_end(s, 0, 6), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_check_reports_offset_of_bad_byte),
        cmocka_unit_test(test_char_class_follows_categories),
        cmocka_unit_test(test_char_decode_survives_bad_bytes),
        cmocka_unit_test(test_trim_takes_white_space_and_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
