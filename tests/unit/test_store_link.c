/* test_store_link.c - copies of stories and events over stories: the rules of docs/linking.md, each on made cases. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_link.h"

#include <stdio.h>
#include <string.h>

#include "store/store_alike.h"

#include "cmocka_all.h"
#include "sample_document.h"
#include "tempdir.h"

#define LONG_TEXT                                                                                            \
    "The ministers of two countries that share a long river met in the old customs house on Monday and "     \
    "spoke for six hours about water, fish and the price of electricity before they went home by train."

static dl_str str(const char *s)
{
    return (dl_str){ s, strlen(s) };
}

static dl__alike alike(const char *a, const char *b)
{
    dl__shingles x, y;
    assert_true(dl__shingles_of(str(a), true, &x));
    assert_true(dl__shingles_of(str(b), true, &y));
    dl__alike how = dl__shingles_compare(&x, &y);
    dl__shingles_free(&x);
    dl__shingles_free(&y);
    return how;
}

static void test_alike_counts_runs_of_three_words(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        double jaccard, share;
    } row[] = {
        { "a b c d e f g h i j k l", "A, b. C \xE2\x80\x94 d: e f g h i j k l!", 1,
          1 }, /* letters and digits are what counts */
        { "a b c d e f g h i j k l", "a b c d e f g h i j k x", 9.0 / 11, 9.0 / 10 },
        { "a b c d e f g h i j k l", "a b c d e f g h i j k l m n", 10.0 / 12, 1 },
        { "a b c d e f g h i j k l", "l k j i h g f e d c b a", 0, 0 },
        { "it's \xC3\x89t\xC3\xA9 c d e f g h i j k l", "its \xC3\xA9t\xC3\xA9 c d e f g h i j k l", 1, 1 },
        { "too few words", "too few words", 0, 0 },
        { "", "a b c d e f g h i j k l", 0, 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__alike how = alike(row[i].a, row[i].b);
        assert_true(fabs(how.jaccard - row[i].jaccard) < 1e-12);
        assert_true(fabs(how.share - row[i].share) < 1e-12);
    }
}

static void test_what_is_a_copy(void **state)
{
    (void)state;
    static const struct {
        dl__alike how;
        bool copy;
    } row[] = { { { 0.6, 0.7, 20 }, true },   { { 0.59, 0.84, 20 }, false }, { { 0.3, 0.85, 20 }, true },
                { { 0.9, 0.95, 19 }, false }, { { 0.7, 1, 12 }, true },      { { 0.7, 1, 11 }, false },
                { { 1, 1, 8 }, true },        { { 0, 0, 0 }, false } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        assert_int_equal(dl__alike_copy(row[i].how), row[i].copy);
}

static void test_place_agrees(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool agrees;
    } row[] = { { "", "UKR/07/1", true },
                { "UKR", "UKR/07/1", true },
                { "UKR/07/1", "UKR/07/1", true },
                { "UKR/07/1", "UKR/07/12", false },
                { "UKR/0", "UKR/07", false },
                { "UKR", "RUS", false },
                { "", "", true } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        assert_int_equal(dl__place_agrees(row[i].a, row[i].b), row[i].agrees);
        assert_int_equal(dl__place_agrees(row[i].b, row[i].a), row[i].agrees);
    }
}

static void test_what_within(void **state)
{
    (void)state;
    static const struct {
        const char *few, *more;
        bool within, against;
    } row[] = {
        { "ASSAULT + RUS:S>", "ASSAULT + RUS>UKR", true, false },
        { "ASSAULT + >UKR:S", "ASSAULT + RUS>UKR", true, false },
        { "ASSAULT + >", "ASSAULT + RUS>UKR", true, false },
        { "ASSAULT + RUS>UKR", "ASSAULT + RUS>UKR", false, false },
        { "ASSAULT - RUS:S>", "ASSAULT + RUS>UKR", false, false },
        { "ASSAULT + TUR:R>", "ASSAULT + TUR:S>TUR:C", false, true },
        { "ASSAULT + ISR>SYR", "ASSAULT + ISR>LBN,SYR", true, false },
        { "ASSAULT + ISR>SYR", "ASSAULT + ISR>LBN", false, true },
        { "CONSULT + CHN,USA>", "CONSULT + CHN,RUS,USA>", true, false },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl__what few, more;
        assert_true(dl__what_parse(row[i].few, &few));
        assert_true(dl__what_parse(row[i].more, &more));
        assert_int_equal(dl__what_within(&few, &more), row[i].within);
        assert_int_equal(dl__what_against(&few, &more), row[i].against);
    }
    dl__what bad;
    assert_false(dl__what_parse("ASSAULT", &bad));
    assert_false(dl__what_parse("ASSAULT + RUS", &bad));
    assert_false(dl__what_parse("ASSAULT + ATOOLONGNAMEOFACODE>RUS", &bad));
}

/* Cells "day, e(xact) or s(tory's), place" and what they must count for. */
static void test_gather(void **state)
{
    (void)state;
    static const struct {
        int n;
        struct {
            int day;
            bool exact;
            char place[12];
            int at;
            char spot[12];
        } cell[5];
    } row[] = {
        /* the story's date: that day or the day before, where a text says so */
        { 2, { { 5, true, "A", 5, "A" }, { 5, false, "", 5, "A" } } },
        { 2, { { 4, true, "A", 4, "A" }, { 5, false, "A", 4, "A" } } },
        { 2, { { 3, true, "A", 3, "A" }, { 5, false, "A", 5, "A" } } },
        { 3, { { 4, true, "A", 4, "A" }, { 5, true, "A", 5, "A" }, { 5, false, "A", 5, "A" } } },
        { 2, { { 4, true, "A", 4, "A" }, { 5, false, "B", 5, "B" } } }, /* elsewhere */
        /* days of two texts are two */
        { 2, { { 4, true, "A", 4, "A" }, { 5, true, "A", 5, "A" } } },
        /* no text says a day: two days in a row are one, of three each has its own */
        { 2, { { 4, false, "A", 4, "A" }, { 5, false, "A", 4, "A" } } },
        { 3, { { 4, false, "A", 4, "A" }, { 5, false, "A", 5, "A" }, { 6, false, "A", 6, "A" } } },
        { 2, { { 4, false, "A", 4, "A" }, { 6, false, "A", 6, "A" } } },
        /* places: the only finer one of the day, or none */
        { 2, { { 4, true, "A", 4, "A/x/1" }, { 4, true, "A/x/1", 4, "A/x/1" } } },
        { 3,
          { { 4, true, "", 4, "A/x/1" }, { 4, true, "A", 4, "A/x/1" }, { 4, true, "A/x/1", 4, "A/x/1" } } },
        { 3,
          { { 4, true, "A", 4, "A" }, { 4, true, "A/x/2", 4, "A/x/2" }, { 4, true, "A/x/1", 4, "A/x/1" } } },
        { 4,
          { { 4, true, "A/x", 4, "A/x/1" },
            { 4, true, "A", 4, "A" },
            { 4, true, "A/y/2", 4, "A/y/2" },
            { 4, true, "A/x/1", 4, "A/x/1" } } },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        for (int turn = 0; turn < row[i].n; turn++) { /* whatever comes first */
            dl__cell c[5];
            char place[5][12];
            for (int k = 0; k < row[i].n; k++) {
                int from = (k + turn) % row[i].n;
                memcpy(place[k], row[i].cell[from].place, sizeof place[k]);
                c[k] = (dl__cell){ .day = row[i].cell[from].day,
                                   .exact = row[i].cell[from].exact,
                                   .place = place[k] };
            }
            dl__gather_cells(c, (size_t)row[i].n);
            for (int k = 0; k < row[i].n; k++) {
                int from = (k + turn) % row[i].n;
                assert_int_equal(c[k].at, row[i].cell[from].at);
                assert_string_equal(c[k].spot, row[i].cell[from].spot);
            }
        }
}

/* ---- through the store ---- */

static const dl_versions MADE = { "made", "none", "none", "" };

static dl__store *memory(void)
{
    dl__store *s = NULL;
    dl_error err;
    if (dl__store_open(NULL, DL__STORE_CREATE, 0, &s, &err))
        fail_msg("%s", err.message);
    dl__store_coder(s, &MADE, "made");
    return s;
}

static int64_t number(dl__store *s, const char *sql)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) || sqlite3_step(q) != SQLITE_ROW)
        fail_msg("%s: %s", sql, sqlite3_errmsg(s->db));
    int64_t n = sqlite3_column_int64(q, 0);
    (void)sqlite3_finalize(q);
    return n;
}

static void run(dl__store *s, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(s->db, sql, NULL, NULL, &message))
        fail_msg("%s: %s", sql, message);
}

/* A story with one record "Atlantis attacks Thule", told as done on `date`. */
static void tell(dl__store *s, const char *id, const char *publisher, const char *text, const char *date)
{
    dl_document *d = sample_document();
    dl_error err;
    dl__kept k = { *dl_document_story(d), { "", 0 } };
    dl_event *e = &d->events[0];
    k.story.id = str(id);
    k.story.date = str("2024-03-05");
    k.story.publisher = str(publisher);
    k.story.text = str(text);
    e->polarity = DL_AFFIRMED;
    e->time = DL_PAST;
    e->date = date;
    e->date_from = *date ? "text" : "";
    e->date_granularity = *date ? "day" : "";
    if (dl__store_put(s, &k, d, NULL, &err) || dl__store_commit(s, &err))
        fail_msg("%s", err.message);
    dl_document_free(d);
}

static void test_events_and_sources(void **state)
{
    (void)state;
    dl__store *s = memory();
    tell(s, "c", "Post", LONG_TEXT, "2024-03-04");
    tell(s, "b", "Mail", LONG_TEXT " Something more.",
         "2024-03-04"); /* before "c" in order: the first of both */
    tell(s, "a", "Sun", "Another text that nobody would take for the first one, about the same things.",
         "2024-03-04");
    tell(s, "d", "Sun", "A third text by the paper that has told of it before, on its second page.",
         "2024-03-04");
    tell(s, "e", "Star", "A text about the day after, when it happened again as the mayor had feared.",
         "2024-03-05");
    tell(s, "f", "Star", "A text that says nothing of the day on which it happened, nor of the hour.", "");
    assert_int_equal(number(s, "SELECT count(*) FROM events"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM mention WHERE lead = 1"), 3);
    assert_int_equal(number(s, "SELECT mentions FROM events WHERE event = 3000001"), 4); /* named by "a" */
    assert_int_equal(number(s, "SELECT sources FROM events WHERE event = 3000001"),
                     2); /* Mail with its copy, Sun */
    assert_int_equal(number(s, "SELECT first FROM copy WHERE story = 1"), 2);
    run(s, "PRAGMA foreign_keys = ON; DELETE FROM story WHERE id = 'a'");
    assert_int_equal(number(s, "SELECT sum(lead) FROM mention WHERE event = 3000001"), 1);
    tell(s, "g", "Star", "Nothing.", "2023-01-01"); /* whoever writes next settles what was deleted */
    assert_int_equal(number(s, "SELECT mentions FROM events WHERE event = 2000001"), 3);
    assert_int_equal(number(s, "SELECT count(*) FROM relink"), 0);
    run(s, "DELETE FROM story WHERE id = 'b'");
    assert_int_equal(number(s, "SELECT count(*) FROM copy"), 0);
    tell(s, "h", "Star", "Nothing.", "2023-01-02");
    assert_int_equal(number(s, "SELECT sources FROM events WHERE event = 1000001"), 2); /* Post, Sun */
    dl__store_close(s);
}

/* A store of format 1, made by its own steps. */
static void test_format_1_is_brought_up(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    const char *path = tempdir_file(&temp, "old.db");
    dl__store *s = NULL;
    dl_error err;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(dl__store_migrate(db, 0, 1), SQLITE_OK);
    static const char MENTION[] =
        "INSERT INTO mention (mention, story, event, lead, type, mode, quad, cameo, polarity, time, modality,"
        " day, date, date_end, date_granularity, date_text, date_from, place_text, place_name,"
        " place_country, place_admin1, place_admin2, place_granularity, place_from, field, sentence,"
        " sentence_begin, sentence_end, clause_begin, clause_end, trigger_begin, trigger_end, rule)"
        " SELECT story * 1000000 + 1, story, story * 1000000 + 1, 1, 'ACCUSE', '', 3, '111', 'affirmed',"
        " 'past', 'asserted', '2024-03-04', '2024-03-04', '', 'day', '', 'text', '', '', '', '', '', '',"
        " '', 'text', 0, 0, 5, 0, 5, 0, 5, 'made' FROM story";
    char *sql = sqlite3_mprintf(
        "INSERT INTO coder VALUES (1, 'made', 'made', 'none', 'none', '');"
        "INSERT INTO story VALUES (1, 'x', '2024-03-05', '', %Q, 'Post', '', '', 'x', 1, 30, 1),"
        " (2, 'y', '2024-03-05', '', %Q, 'Mail', '', '', 'y', 1, 30, 1);"
        "INSERT INTO entity SELECT story, 0, 'Peru', 'PER', 'PER', '', 'country' FROM story;"
        "INSERT INTO entity SELECT story, 1, 'Chile', 'CHL', 'CHL', '', 'country' FROM story;"
        "%s;"
        "INSERT INTO party SELECT mention, 'actor', 0, story, 0, 'PER', 'PER', '2024-03-04', 'Peru', 0, 4, "
        "'name' FROM mention;"
        "INSERT INTO party SELECT mention, 'recipient', 0, story, 1, 'CHL', 'CHL', '2024-03-04', 'Chile', 0, "
        "4, 'name' FROM mention;",
        LONG_TEXT, LONG_TEXT, MENTION);
    assert_non_null(sql);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL))
        fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_free(sql);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);

    assert_int_equal(dl__store_open(path, DL__STORE_READ, 0, &s, &err),
                     DL_EIO); /* not without leave to write */
    assert_non_null(strstr(err.message, "store format 1, brought up to"));
    if (dl__store_open(path, DL__STORE_WRITE, 0, &s, &err))
        fail_msg("%s", err.message);
    assert_int_equal(number(s, "PRAGMA user_version"), DL__STORE_FORMAT);
    assert_int_equal(number(s, "SELECT count(*) FROM events"), 1);
    assert_int_equal(number(s, "SELECT mentions FROM events WHERE event = 1000001"), 2);
    assert_int_equal(number(s, "SELECT sources FROM events"), 1);
    assert_int_equal(number(s, "SELECT of FROM copy WHERE story = 2"), 1);
    assert_int_equal(number(s, "SELECT count(*) FROM relink"), 0);
    assert_int_equal(number(s, "SELECT telling FROM mention WHERE mention = 1000001"), 1520);
    dl__store_close(s);
    tempdir_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alike_counts_runs_of_three_words),
        cmocka_unit_test(test_what_is_a_copy),
        cmocka_unit_test(test_place_agrees),
        cmocka_unit_test(test_what_within),
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_events_and_sources),
        cmocka_unit_test(test_format_1_is_brought_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
