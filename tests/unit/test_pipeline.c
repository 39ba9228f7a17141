/* test_pipeline.c - what is checked before a story is read, how a run is stopped, and what ids are made of. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/pipeline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pipeline/flat.h"

#include "cmocka_all.h"

static dl_model *model;

static int open_model(void **state)
{
    (void)state;
    const char *path = getenv("DATELINE_MODEL");
    struct stat st;
    dl_error err;
    if (path && !stat(path, &st) && dl_model_open(path, NULL, &model, &err))
        fail_msg("%s", err.message);
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dl_model_free(model);
    return 0;
}

static dl_str str(const char *s)
{
    return (dl_str){ s, strlen(s) };
}

static void test_stories_that_are_not_fit_to_be_read(void **state)
{
    (void)state;
    static const struct {
        const char *date, *headline, *text, *id;
        dl_status status;
        uint64_t offset;
        const char *says;
    } row[] = {
        { "2024-02-29", "", "So.", "a", DL_OK, 0, "" },
        { "2024-03-05T12:00:00Z", "", "So.", "", DL_OK, 0, "" },
        { "", "", "", "", DL_OK, 0, "" },
        { "2023-02-29", "", "So.", "", DL_EINVAL, 0, "'2023-02-29'" },
        { "2024-13-01", "", "So.", "", DL_EINVAL, 0, "YYYY-MM-DD" },
        { "2024-3-5", "", "So.", "", DL_EINVAL, 0, "YYYY-MM-DD" },
        { "5 March 2024", "", "So.", "", DL_EINVAL, 0, "YYYY-MM-DD" },
        { "2024-03-051", "", "So.", "", DL_EINVAL, 0, "YYYY-MM-DD" },
        { "1900-02-29", "", "So.", "", DL_EINVAL, 0, "YYYY-MM-DD" },
        { "", "", "So \xFF.", "", DL_EUTF8, 3, "byte 3 (0xFF)" },
        { "", "\xE2\x82", "So.", "", DL_EUTF8, 0, "headline: " },
        { "", "", "So.", "a\x80", DL_EUTF8, 1, "id: " },
    };
    if (!model)
        skip();
    dl_pipeline *p = NULL;
    assert_int_equal(dl_pipeline_new(model, NULL, &p, NULL), DL_OK);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_story s = { .date = str(row[i].date),
                       .headline = str(row[i].headline),
                       .text = str(row[i].text),
                       .id = str(row[i].id) };
        dl_document *d = NULL;
        dl_error err = { DL_OK, 0, "" };
        assert_int_equal(dl_parse(p, &s, &d, &err), row[i].status);
        assert_int_equal(d != NULL, row[i].status == DL_OK);
        if (!strstr(err.message, row[i].says))
            fail_msg("'%s' in place of '%s'", err.message, row[i].says);
        if (row[i].status)
            assert_int_equal(err.offset, row[i].offset);
        dl_document_free(d);
    }
    dl_story s = { .text = { NULL, 7 } };
    dl_document *d = NULL;
    assert_int_equal(dl_parse(p, &s, &d, NULL), DL_EINVAL);
    s.text = str("So.");
    assert_int_equal(dl_code(p, &s, &d, NULL), DL_EINVAL); /* without a pack */
    assert_int_equal(dl_parse(NULL, &s, &d, NULL), DL_EINVAL);
    dl_pipeline_free(p);
}

static void test_options_out_of_range(void **state)
{
    (void)state;
    if (!model)
        skip();
    dl_pipeline *p = NULL;
    for (int i = 0; i < 6; i++) {
        dl_options o = DL_OPTIONS_INIT;
        switch (i) {
        case 0: o.max_tokens = 0; break;
        case 1: o.max_tokens = 4097; break;
        case 2: o.max_bytes = 0; break;
        case 3: o.max_bytes = UINT64_MAX; break;
        case 4: o.struct_size = 0; break;
        default: o.struct_size += 8; break;
        }
        assert_int_equal(dl_pipeline_new(model, &o, &p, NULL), DL_EINVAL);
        assert_null(p);
    }
    dl_options o = DL_OPTIONS_INIT;
    o.max_bytes = 4;
    assert_int_equal(dl_pipeline_new(model, &o, &p, NULL), DL_OK);
    dl_story s = { .text = str("So it"), .id = str("") };
    dl_document *d = NULL;
    assert_int_equal(dl_parse(p, &s, &d, NULL), DL_ELIMIT);
    s.text = str("So.");
    s.id = str("ab");
    assert_int_equal(dl_parse(p, &s, &d, NULL), DL_ELIMIT); /* all fields together */
    dl_pipeline_free(p);
    o.struct_size = offsetof(dl_options, keep_going); /* an older caller */
    o.max_bytes = 100;
    assert_int_equal(dl_pipeline_new(model, &o, &p, NULL), DL_OK);
    dl_pipeline_free(p);
    dl_pipeline_free(NULL);
}

static int count_down(void *user)
{
    return --*(int *)user >= 0;
}

static void test_keep_going_stops_a_run(void **state)
{
    (void)state;
    if (!model)
        skip();
    dl_options o = DL_OPTIONS_INIT;
    int left = 0;
    o.keep_going = count_down;
    o.user = &left;
    dl_pipeline *p = NULL;
    assert_int_equal(dl_pipeline_new(model, &o, &p, NULL), DL_OK);
    dl_story s = { .text = str("Rain fell. Snow fell. Hail fell.") };
    bool stopped = true;
    for (int polls = 0; stopped && polls < 1000; polls++) {
        dl_document *d = NULL;
        left = polls;
        dl_status status = dl_parse(p, &s, &d, NULL);
        stopped = status == DL_ECANCELED;
        assert_true(stopped || status == DL_OK);
        assert_int_equal(d == NULL, stopped);
        assert_true(polls > 0 || stopped);
        dl_document_free(d);
    }
    assert_false(stopped);
    dl_pipeline_free(p);
}

static void test_key_of_ids_never_changes(void **state)
{
    (void)state;
    static const struct {
        dl_story story;
        const char *key;
    } row[] = {
        { { .text = DL_STR("So it goes.") }, "" },
        { { .id = DL_STR("a"), .text = DL_STR("So it goes.") }, "" },
        { { .headline = DL_STR("a"), .text = DL_STR("So it goes.") }, "" },
        { { .id = DL_STR("a"), .date = DL_STR("2024-03-05"), .text = DL_STR("So it goes.") }, "" },
    };
    char keys[4][13];
    for (size_t i = 0; i < 4; i++) {
        dl_document *d = dl__document_new(&row[i].story);
        assert_non_null(d);
        dl__document_key(d, keys[i]);
        assert_int_equal(strspn(keys[i], "0123456789abcdef"), 12);
        dl_document_free(d);
    }
    assert_string_equal(keys[0], "e44ec210bd52");
    assert_string_equal(keys[1], "60390556764c");
    assert_string_not_equal(keys[1], keys[2]);
    assert_string_equal(keys[1], keys[3]); /* a date that is mended later does not change the ids */
}

static void test_flat_is_for_long_runs_of_signs(void **state)
{
    (void)state;
    static const char *const forms[] = { "(", "“", "a", "7", "é", "—" };
    static const bool word[] = { false, false, true, true, true, false };
    dl_story s = { .text = DL_STR("x") };
    dl_document *d = dl__document_new(&s);
    assert_non_null(d);
    d->tokens = calloc(DL__FLAT_TOKENS + 1, sizeof *d->tokens);
    assert_non_null(d->tokens);
    dl_sentence one = { .n_tokens = DL__FLAT_TOKENS + 1 };
    d->sentences = &one;
    d->n_sentences = 1;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        for (int k = 0; k < DL__FLAT_TOKENS; k++)
            d->tokens[k].form = "(";
        d->tokens[DL__FLAT_TOKENS].form = forms[i];
        one.n_tokens = DL__FLAT_TOKENS + 1;
        assert_int_equal(dl__is_flat(d, 0), !word[i]);
        one.n_tokens = DL__FLAT_TOKENS;
        assert_false(dl__is_flat(d, 0));
    }
    dl__flat_tree(d, 0);
    assert_int_equal(d->tokens[0].head, -1);
    assert_int_equal(d->tokens[1].head, 0);
    free(d->tokens);
    d->tokens = NULL;
    dl_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stories_that_are_not_fit_to_be_read),
        cmocka_unit_test(test_options_out_of_range),
        cmocka_unit_test(test_keep_going_stops_a_run),
        cmocka_unit_test(test_key_of_ids_never_changes),
        cmocka_unit_test(test_flat_is_for_long_runs_of_signs),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
