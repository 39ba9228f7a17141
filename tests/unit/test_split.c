/* test_split.c - sentences, tokens and words, through the shipped model; broken sections. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "text/splitter.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cmocka_all.h"

static dl__dlm model;
static dl__splitter *splitter;

static int open_model(void **state)
{
    (void)state;
    dl_error e;
    if (dl__dlm_open(getenv("DATELINE_MODEL"), DL__DLM_MODEL, &model, &e) ||
        dl__splitter_new(&model, &splitter, &e)) {
        print_error("%s\n", e.message);
        return -1;
    }
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dl__splitter_free(splitter);
    dl__dlm_close(&model);
    return 0;
}

static dl_document *split(dl_str headline, dl_str text)
{
    dl_story story = { .headline = headline, .text = text };
    dl_document *d = dl__document_new(&story);
    assert_non_null(d);
    assert_int_equal(dl__text_split(splitter, d, NULL), DL_OK);
    return d;
}

static void drop(dl_document *d)
{
    dl__arena_free(d->arena);
}

/* Words with blanks between, "{" before a multiword token, "|" after a sentence, "||" before a paragraph. */
static void show(const dl_document *d, dl__strbuf *out)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        if (i > 0)
            dl__strbuf_puts(out, s->starts_paragraph ? " || " : " | ");
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            const dl_token *t = &d->tokens[s->first_token + k];
            if (k > 0)
                dl__strbuf_putc(out, ' ');
            if (t->n_words > 1)
                dl__strbuf_putc(out, '{');
            dl__strbuf_puts(out, t->form);
        }
    }
    dl__strbuf_putc(out, '\0');
}

/* What must hold of any split. */
static void check_shape(const dl_document *d)
{
    size_t token = 0;
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        assert_int_equal(s->first_token, token);
        assert_in_range(s->n_tokens, 1, 4096);
        token += s->n_tokens;
        const dl_token *t = &d->tokens[s->first_token];
        assert_int_equal(s->begin, t->begin);
        assert_int_equal(s->end, t[s->n_tokens - 1].end);
        dl_str field = dl__document_field(d, s->in);
        unsigned left = 0;
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            assert_true(t[k].begin < t[k].end && t[k].end <= field.len);
            assert_true(t[k].end - t[k].begin <= 1000);
            assert_true(k == 0 || t[k].begin >= t[k - 1].end);
            assert_true(t[k].form && t[k].form[0] != '\0');
            assert_true(t[k].n_words >= 1 && (left == 0 || t[k].n_words == 1));
            left = left > 0 ? left - 1 : t[k].n_words - 1u;
            assert_true(left == 0 || (!t[k].space_after && t[k + 1].begin == t[k].end));
            assert_true(t[k].end == field.len || t[k].space_after || k + 1 == s->n_tokens ||
                        t[k + 1].begin - t[k].end < 4);
        }
        assert_int_equal(left, 0);
    }
    assert_int_equal(token, d->n_tokens);
}

static void test_text_split_on_news(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } row[] = {
        { "", "" },
        { " \n\n\t ", "" },
        { "Rain fell. Rivers rose.", "Rain fell . | Rivers rose ." },
        { "Rain fell.\n\nRivers rose.", "Rain fell . || Rivers rose ." },
        { "Rain fell\r\n \r\nRivers rose", "Rain fell || Rivers rose" },
        { "Gen. Ann F. Marsh met Sen. Ole Berg in the U.S. capital on Sept. 5.",
          "Gen. Ann F. Marsh met Sen. Ole Berg in the U.S. capital on Sept. 5 ." },
        { "\xE2\x80\x9CWe don\xE2\x80\x99t know.\xE2\x80\x9D She left.",
          "\xE2\x80\x9C We {do n\xE2\x80\x99t know . \xE2\x80\x9D | She left ." },
        { "\xE2\x80\x9CWe will go,\xE2\x80\x9D the minister said.",
          "\xE2\x80\x9C We will go , \xE2\x80\x9D the minister said ." },
        { "They can't, won't and cannot stay; it's the rebels' town and Omar's home.",
          "They {ca n't , {wo n't and {can not stay ; {it 's the {rebels ' town and {Omar 's home ." },
        { "MINSK, March 3 (Agency) \xE2\x80\x94 Rain fell on Monday.",
          "MINSK , March 3 ( Agency ) \xE2\x80\x94 | Rain fell on Monday ." },
        { "About 5,000 people (half of them women) paid $3.5 million.",
          "About 5,000 people ( half of them women ) paid $ 3.5 million ." },
        { "a co\xC2\xADoper\xE2\x80\x8B"
          "ative town",
          "a cooperative town" },
        { "ten\xC2\xA0people came", "ten people came" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_document *d = split((dl_str){ NULL, 0 }, (dl_str){ row[i].in, strlen(row[i].in) });
        dl__strbuf got;
        dl__strbuf_init(&got, 1 << 16);
        show(d, &got);
        assert_string_equal(got.s, row[i].want);
        check_shape(d);
        dl__strbuf_free(&got);
        drop(d);
    }
}

static void test_text_split_headline_is_one_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t n;
    } row[] = {
        { "Rivers Rise in South as Rain Falls", 1 },
        { "Rain Falls: Rivers Rise; Towns Flee \xE2\x80\x93 Ministry", 1 },
        { "Rain falls on the whole of the country. Rivers rise and towns are left by all who can.", 2 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_document *d = split((dl_str){ row[i].in, strlen(row[i].in) }, (dl_str)DL_STR("Rain fell."));
        assert_int_equal(d->n_sentences, row[i].n + 1);
        assert_int_equal(d->sentences[0].in, DL_HEADLINE);
        assert_int_equal(d->sentences[row[i].n].in, DL_TEXT);
        assert_true(d->sentences[row[i].n].starts_paragraph);
        check_shape(d);
        drop(d);
    }
}

static void test_text_split_line_ends(void **state)
{
    (void)state;
    static const char *const wrapped = "Rain fell on all of the hills of the north and on\nthe towns of the "
                                       "coast for a week, and the rivers\n"
                                       "rose so far that the bridges of the old road were\ngone by noon.";
    dl_document *d = split((dl_str){ NULL, 0 }, (dl_str){ wrapped, strlen(wrapped) });
    assert_int_equal(d->n_sentences, 1);
    drop(d);
    static const char *const lines =
        "The rivers rose so far that the bridges of the old road were gone by noon, and nobody in the town "
        "could say "
        "when they would be back.\nTwo bridges gone\nThe ministry of the interior promised to send boats.";
    d = split((dl_str){ NULL, 0 }, (dl_str){ lines, strlen(lines) });
    assert_int_equal(d->n_sentences, 3);
    check_shape(d);
    drop(d);
}

/* Text that wants to be one huge token or sentence, or more than a piece of atoms. */
static void test_text_split_limits(void **state)
{
    (void)state;
    static const char *const unit[] = {
        "x",         "7",         "(",     "\"", "\xE2\x80\x9C", ".",  "a ",
        "a\xCC\x81", "x\xC2\xAD", "don't", "-",  "A.b ",         "\n", "a\n"
    };
    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
        size_t n = strlen(unit[i]), len = 80000 / n * n;
        char *s = malloc(len);
        assert_non_null(s);
        for (size_t at = 0; at < len; at += n)
            memcpy(s + at, unit[i], n);
        dl_document *d = split((dl_str){ s, len }, (dl_str){ s, len });
        check_shape(d);
        drop(d);
        free(s);
    }
}

static void test_words_cut_by_table_and_endings(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        unsigned n;
        uint32_t end[3];
    } row[] = {
        { "don't", 2, { 2, 5 } },
        { "DON\xE2\x80\x99T", 2, { 2, 7 } },
        { "can\xC2\xADnot", 2, { 5, 8 } }, /* the soft hyphen goes with what is before it */
        { "gonna", 2, { 3, 5 } },
        { "I'd've", 3, { 1, 3, 6 } },
        { "U.N.'s", 2, { 4, 6 } },
        { "officials'", 2, { 9, 10 } },
        { "s'", 1, { 2 } },
        { "'s", 1, { 2 } },
        { "n't", 1, { 3 } },
        { "1960's", 1, { 6 } },
        { "2004's", 2, { 4, 6 } },
        { "river", 1, { 5 } },
        { "'", 1, { 1 } },
        { "\xE2\x80\x99s", 1, { 4 } },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        uint32_t end[DL__MAX_WORDS];
        unsigned n = dl__words_cut(splitter, row[i].in, strlen(row[i].in), NULL, end);
        if (n != row[i].n)
            fail_msg("'%s': %u words", row[i].in, n);
        assert_memory_equal(end, row[i].end, n * sizeof *end);
    }
}

static void test_splitter_new_refuses_broken_sections(void **state)
{
    (void)state;
    static unsigned char weights[(2 * 4) << 8];
    static const struct {
        const char *config, *mwt;
        size_t weights;
    } row[] = {
        { "version=1\nbits=8\ntemplate=form-1\n", "gonna\tgon na\n*'s\t's\n", sizeof weights }, /* sound */
        { "version=2\nbits=8\ntemplate=form-1\n", "", sizeof weights },
        { "bits=8\ntemplate=form-1\n", "", sizeof weights },
        { "version=1\nbits=21\ntemplate=form-1\n", "", sizeof weights },
        { "version=1\nbits=7\ntemplate=form-1\n", "", sizeof weights },
        { "version=1\nbits=8\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-7\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-0\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=form\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1,\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=nothing-1\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=\n", "", sizeof weights },
        { "version=1\nbits=99999999999\ntemplate=form-1\n", "", sizeof weights },
        { "version=1\nbits=8\nmore=1\ntemplate=form-1\n", "", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1,form-1,form-1,form-1,form-1,form-1,form-1,form-1,form-1\n", "",
          sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1\n", "gonna\n", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1\n", "\tgon na\n", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1\n", "gonna\tgon  na\n", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1\n", "abcdefghi\ta b c d e f g h i\n", sizeof weights },
        { "version=1\nbits=8\ntemplate=form-1\n", "", sizeof weights - 1 },
        { "version=1\nbits=8\ntemplate=form-1\n", "", 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__section sections[] = {
            { "split.config", (const unsigned char *)row[i].config, strlen(row[i].config) },
            { "split.mwt", (const unsigned char *)row[i].mwt, strlen(row[i].mwt) },
            { "split.weights", weights, row[i].weights },
        };
        dl__dlm m = { .sections = sections, .n_sections = 3 };
        dl__splitter *s;
        dl_error err;
        dl_status status = dl__splitter_new(&m, &s, &err);
        if ((status == DL_OK) != (i == 0) || (s != NULL) != (i == 0))
            fail_msg("row %zu: status %d", i, status);
        dl__splitter_free(s);
        m.n_sections = (uint32_t)(i % 3); /* a section missing */
        assert_int_equal(dl__splitter_new(&m, &s, &err), DL_EMODEL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_split_on_news),
        cmocka_unit_test(test_text_split_headline_is_one_sentence),
        cmocka_unit_test(test_text_split_line_ends),
        cmocka_unit_test(test_text_split_limits),
        cmocka_unit_test(test_words_cut_by_table_and_endings),
        cmocka_unit_test(test_splitter_new_refuses_broken_sections),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
