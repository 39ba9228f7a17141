/* test_ask.c - questions to a store: what is a value, what comes of it as SQL, and rows as text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask.h"

#include <string.h>

#include "store/ask_priv.h"

#include "cmocka_all.h"
#include "sample_document.h"

static const dl_versions CODER = { "dateline 0.0.1", "en-0@0", "data-0@0", "" };

static dl__store *sample_store(void)
{
    dl__store *s = NULL;
    dl_error err;
    dl_document *d = sample_document();
    const dl__kept k = { *dl_document_story(d), { "", 0 } };
    if (dl__store_open(NULL, DL__STORE_CREATE, 0, &s, &err))
        fail_msg("%s", err.message);
    dl__store_coder(s, &CODER, "dateline 0.0.1, en-0, data-0");
    if (dl__store_put(s, &k, d, NULL, &err) || dl__store_commit(s, &err))
        fail_msg("%s", err.message);
    dl_document_free(d);
    return s;
}

static void test_days_of_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *date, *first, *after;
    } row[] = {
        { "2024", "2024-01-01", "2025-01-01" },
        { "2024-Q4", "2024-10-01", "2025-01-01" },
        { "2024-02", "2024-02-01", "2024-03-01" },
        { "2024-12", "2024-12-01", "2025-01-01" },
        { "2024-W01", "2024-01-01", "2024-01-08" },
        { "2020-W53", "2020-12-28", "2021-01-04" },
        { "2024-02-29", "2024-02-29", "2024-03-01" },
        { "2023-12-31", "2023-12-31", "2024-01-01" },
        { "2023-02-29", NULL, NULL },
        { "2021-W53", NULL, NULL },
        { "2024-Q5", NULL, NULL },
        { "2024-13", NULL, NULL },
        { "", NULL, NULL },
        { "24", NULL, NULL },
        { "2024-05-06T10", NULL, NULL },
        { "2024-5-6", NULL, NULL },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char first[11], after[11];
        bool good = dl__days_of(row[i].date, first, after);
        if (good != (row[i].first != NULL))
            fail_msg("%s", row[i].date);
        if (good) {
            assert_string_equal(first, row[i].first);
            assert_string_equal(after, row[i].after);
        }
    }
}

static void test_values_of_filters(void **state)
{
    (void)state;
    static const struct {
        dl__filter filter;
        const char *value;
        bool good;
    } row[] = {
        { DL__FILTER_TYPE, "assault", true },
        { DL__FILTER_TYPE, "ASSAULT, AID", true },
        { DL__FILTER_TYPE, "ASSAULT,", false },
        { DL__FILTER_TYPE, ",", false },
        { DL__FILTER_TYPE, "WAR", false },
        { DL__FILTER_MODE, "third-party", true },
        { DL__FILTER_MODE, "consult-PHONE", true },
        { DL__FILTER_MODE, "AID-phone", false },
        { DL__FILTER_CAMEO, "0", true },
        { DL__FILTER_CAMEO, "2", true },
        { DL__FILTER_CAMEO, "00", false },
        { DL__FILTER_CAMEO, "204", true },
        { DL__FILTER_CAMEO, "3", false },
        { DL__FILTER_CAMEO, "18230", false },
        { DL__FILTER_QUAD, "material-conflict", true },
        { DL__FILTER_QUAD, "0", false },
        { DL__FILTER_NEAR, "-90,180,0.5", true },
        { DL__FILTER_NEAR, "1,2,nan", false },
        { DL__FILTER_NEAR, "1;2;3", false },
        { DL__FILTER_SECTOR, "mil", true },
        { DL__FILTER_SECTOR, "MILI", false },
        { DL__FILTER_COUNTRY, "fra", true },
        { DL__FILTER_STATUS, "negated,claimed", true },
        { DL__FILTER_STATUS, "NEGATED", false },
        { DL__FILTER_CONTEXT, "human_rights", true },
        { DL__FILTER_CONTEXT, "Human", false },
        { DL__FILTER_CONFIDENCE, "0.5", true },
        { DL__FILTER_CONFIDENCE, "0,5", false },
        { DL__FILTER_PLACE, "Washington, D.C.", true },
        { DL__FILTER_PLACE, "", false },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__ask *a = NULL;
        dl_error err;
        assert_int_equal(dl__ask_new(&a, &err), DL_OK);
        dl_status s = dl__ask_filter(a, row[i].filter, row[i].value, &err);
        if (s != (row[i].good ? DL_OK : DL_EINVAL))
            fail_msg("%s: %s", row[i].value, s ? err.message : "taken");
        dl__ask_free(a);
    }
}

/* The SQL of a question with one filter. */
static void sql_is(dl__store *s, dl__filter filter, const char *value, const char *part)
{
    dl__ask *a = NULL;
    dl__answer *r = NULL;
    dl_error err;
    bool more = false;
    if (dl__ask_new(&a, &err) || dl__ask_filter(a, filter, value, &err) ||
        dl__ask_list(a, DL__ASK_MEASURES, "events", &err) || dl__store_ask(s, a, NULL, NULL, &r, &err) ||
        dl__answer_next(r, &more, &err))
        fail_msg("%s: %s", value, err.message);
    if (!strstr(r->sql, part))
        fail_msg("%s\nhas no\n%s", r->sql, part);
    assert_true(more);
    assert_int_equal(r->n_columns, 1);
    assert_int_equal(dl__answer_cell(r, 0).kind, DL__CELL_INT);
    dl__answer_free(r);
    dl__ask_free(a);
}

static void test_sql_of_filters(void **state)
{
    (void)state;
    dl__store *s = sample_store();
    sql_is(s, DL__FILTER_TYPE, "assault", "m.type IN ('ASSAULT')");
    sql_is(s, DL__FILTER_MODE, "withdraw", "(VALUES ('RETREAT', 'withdraw'), ('SANCTION', 'withdraw'))");
    sql_is(s, DL__FILTER_CAMEO, "18", "c.cameo BETWEEN '18' AND '18~'");
    sql_is(s, DL__FILTER_ACTOR, "it's", "e.name = 'it''s' COLLATE NOCASE");
    sql_is(s, DL__FILTER_SINCE, "2024-05", "m.day >= '2024-05-01'");
    sql_is(s, DL__FILTER_UNTIL, "2024-05", "m.day > '' AND m.day < '2024-06-01'");
    sql_is(s, DL__FILTER_STATUS, "negated",
           "m.polarity IN ('negated') AND m.time IN ('past', 'future', 'historical')");
    dl__store_close(s);
}

static void test_text_that_is_no_search(void **state)
{
    (void)state;
    static const char *const bad[] = { "(", "\"", "AND", "nocolumn : x", "a b c (" };
    dl__store *s = sample_store();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        dl__ask *a = NULL;
        dl__answer *r = NULL;
        dl_error err;
        bool more;
        if (dl__ask_new(&a, &err) || dl__ask_filter(a, DL__FILTER_TEXT, bad[i], &err) ||
            dl__store_ask(s, a, NULL, NULL, &r, &err))
            fail_msg("%s", err.message);
        if (dl__answer_next(r, &more, &err) != DL_EINVAL || !strstr(err.message, "--text is no search"))
            fail_msg("%s: %s", bad[i], err.message);
        dl__answer_free(r);
        dl__ask_free(a);
    }
    dl__store_close(s);
}

static const char *const COLUMNS[] = { "n", "x", "actor_codes", "text" };
static const dl__cell CELLS[] = {
    { DL__CELL_INT, 7, 0, { "", 0 } },
    { DL__CELL_REAL, 0, -0.25, { "", 0 } },
    { DL__CELL_TEXT, 0, 0, { "RUS;UKR", 7 } },
    { DL__CELL_TEXT, 0, 0, { "a \"b\",\n\x1B[1m c\xC3\xA9\xC3\xA9\xC3\xA9 ddddddddddddd", 33 } }
};
static const dl__cell NONE[] = { { DL__CELL_INT, -1, 0, { "", 0 } },
                                 { DL__CELL_NULL, 0, 0, { "", 0 } },
                                 { DL__CELL_TEXT, 0, 0, { "", 0 } },
                                 { DL__CELL_TEXT, 0, 0, { "", 0 } } };

static void rows_are(dl__rows_format format, const char *want)
{
    dl__strbuf out;
    dl__rows r;
    dl__strbuf_init(&out, 1 << 16);
    assert_true(dl__rows_begin(&r, format, 40, false, COLUMNS, 4, &out));
    dl__rows_add(&r, CELLS);
    dl__rows_add(&r, NONE);
    dl__rows_end(&r);
    assert_int_equal(out.status, DL_OK);
    assert_string_equal(out.s, want);
    dl__strbuf_free(&out);
}

static void test_rows(void **state)
{
    (void)state;
    rows_are(DL__ROWS_CSV, "n,x,actor_codes,text\n7,-0.25,RUS;UKR,\"a \"\"b\"\",\n\x1B[1m "
                           "c\xC3\xA9\xC3\xA9\xC3\xA9 ddddddddddddd\"\n-1,,,\n");
    rows_are(DL__ROWS_JSONL,
             "{\"n\": 7, \"x\": -0.25, \"actor_codes\": [\"RUS\", \"UKR\"], \"text\": \"a "
             "\\\"b\\\",\\n\\u001b[1m c\xC3\xA9\xC3\xA9\xC3\xA9 "
             "ddddddddddddd\"}\n{\"n\": -1, \"x\": null, \"actor_codes\": [], \"text\": \"\"}\n");
    rows_are(DL__ROWS_TABLE, " n      x  actor_\xE2\x80\xA6  text\n 7  -0.25  RUS;UKR  a \"b\",  [1m "
                             "c\xC3\xA9\xC3\xA9\xC3\xA9 dd\xE2\x80\xA6\n"
                             "-1      -  -        -\n");
    dl__strbuf out;
    dl__rows r;
    dl__strbuf_init(&out, 1 << 16);
    assert_false(dl__rows_begin(&r, DL__ROWS_GEOJSON, 40, false, COLUMNS, 4, &out));
    dl__rows_end(&r);
    dl__strbuf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_of_a_date), cmocka_unit_test(test_values_of_filters),
        cmocka_unit_test(test_sql_of_filters), cmocka_unit_test(test_text_that_is_no_search),
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
