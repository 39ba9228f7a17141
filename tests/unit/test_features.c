/* test_features.c - norms, shapes and lemmas; train/features.py gives the same (rows: test_engine.c). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/features.h"

#include <string.h>

#include "cmocka_all.h"

static void test_norm_and_shape(void **state)
{
    (void)state;
    static const struct {
        const char *form, *norm, *shape;
    } ROW[] = {
        { "Don\xE2\x80\x99t", "don't", "Xxx'x" },
        { "1,234.50", "0,000.00", "d,ddd.dd" },
        { "``", "\"", "''" },
        { "\xE2\x80\x9C", "\"", "\"" },
        { "U.S.", "u.s.", "X.X." },
        { "co\xE2\x80\x93operate", "co-operate", "xx-xxx" },
        { "soft\xC2\xADhyphen", "softhyphen", "xxx" },
        { "\xC3\x89TAT", "\xC3\xA9tat", "XXX" },
        { "\xC4\xB0zmir", "izmir", "Xxxx" },
        { "\xE2\x80\x8B", "\xE2\x80\x8B", "" }, /* nothing but a zero-width space */
        { "COVID-19", "covid-00", "XXX-dd" },
        { "iPhone6s", "iphone0s", "xXxxxdx" },
        { "\xE2\x80\xA6", "\xE2\x80\xA6", "\xE2\x80\xA6" },
        { "Stra\xC3\x9F"
          "e",
          "stra\xC3\x9F"
          "e",
          "Xxxx" },
        { "a1b2c3d4e5f6", "a0b0c0d0e0f0", "xdxdxdxdxd" },
        { "", "", "" },
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char out[4 * DL__FORM_CHARS + 1];
        uint16_t start[DL__FORM_CHARS + 1];
        size_t n;
        assert_int_equal(dl__norm(ROW[i].form, out, start, &n), strlen(ROW[i].norm));
        assert_string_equal(out, ROW[i].norm);
        assert_int_equal(start[n], strlen(out));
        assert_int_equal(dl__shape(ROW[i].form, true, out), strlen(ROW[i].shape));
        assert_string_equal(out, ROW[i].shape);
        dl__shape(ROW[i].form, false, out);
        assert_int_equal(out[0], '+');
        assert_string_equal(out + 1, ROW[i].shape);
    }
}

static void test_norm_looks_at_the_first_characters_only(void **state)
{
    (void)state;
    char form[1000], out[4 * DL__FORM_CHARS + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t n;
    memset(form, 'x', sizeof form);
    form[sizeof form - 1] = '\0';
    assert_int_equal(dl__norm(form, out, start, &n), DL__FORM_CHARS);
    for (size_t i = 0; i < 249; i++) /* characters of four bytes */
        memcpy(form + 4 * i, "\xF0\x9F\x98\x80", 4);
    form[996] = '\0';
    assert_int_equal(dl__norm(form, out, start, &n), 4 * DL__FORM_CHARS);
    for (size_t i = 0; i < 249; i++) /* nothing but dropped ones */
        memcpy(form + 3 * i, "\xE2\x80\x8B", 3);
    form[747] = '\0';
    assert_int_equal(dl__norm(form, out, start, &n), 3 * DL__FORM_CHARS);
    assert_int_equal(n, DL__FORM_CHARS);
}

static void test_lemma_of(void **state)
{
    (void)state;
    static const struct {
        const char *form, *script, *lemma;
    } ROW[] = {
        { "Running", "0|4|", "run" },
        { "were", "0|4|be", "be" },
        { "MOSCOW", "2|0|", "Moscow" },
        { "Geneva", "1|0|", "Geneva" },
        { "ministries", "0|3|y", "ministry" },
        { "\xE2\x80\x99s", "0|0|", "'s" },
        { "\xC3\x89tats", "0|1|", "\xC3\xA9tat" },
        { "is", "0|9|be", "be" },
        { "s", "0|1|", "" }, /* nothing left: the form stands */
    };
    for (size_t i = 0; i < sizeof ROW / sizeof ROW[0]; i++) {
        char out[64] = "";
        assert_int_equal(dl__lemma_of(ROW[i].form, ROW[i].script, out, sizeof out), strlen(ROW[i].lemma));
        assert_string_equal(out, ROW[i].lemma);
    }
    char out[8];
    assert_int_equal(dl__lemma_of("longer than the room", "0|0|", out, sizeof out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_norm_and_shape),
        cmocka_unit_test(test_norm_looks_at_the_first_characters_only),
        cmocka_unit_test(test_lemma_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
