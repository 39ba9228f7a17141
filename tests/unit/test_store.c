/* test_store.c - stories into a store and out again, without model and pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include <string.h>

#include "store/store_priv.h"

#include "cmocka_all.h"
#include "sample_document.h"
#include "tempdir.h"

static const dl_versions OLD = { "dateline 0.0.1", "en-0@0", "data-0@0", "" };
static const dl_versions NEW = { "dateline 0.0.2", "en-0@0", "data-0@0", "mine@1" };

static dl__store *memory(void)
{
    dl__store *s = NULL;
    dl_error err;
    if (dl__store_open(NULL, DL__STORE_CREATE, 0, &s, &err))
        fail_msg("%s", err.message);
    dl__store_coder(s, &OLD, "dateline 0.0.1, en-0, data-0");
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

static void text_is(dl__store *s, const char *sql, const char *want)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) || sqlite3_step(q) != SQLITE_ROW)
        fail_msg("%s: %s", sql, sqlite3_errmsg(s->db));
    const char *got = (const char *)sqlite3_column_text(q, 0);
    assert_string_equal(got ? got : "(null)", want);
    (void)sqlite3_finalize(q);
}

static dl__store_was put(dl__store *s, const dl_document *d, const char *extra)
{
    dl__kept k = { *dl_document_story(d), { extra, strlen(extra) } };
    dl__store_was was;
    dl_error err;
    if (dl__store_put(s, &k, d, &was, &err))
        fail_msg("%s", err.message);
    return was;
}

static void test_first_day_of_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *date, *day;
    } row[] = {
        { "2024-05-16", "2024-05-16" },
        { "2024-05", "2024-05-01" },
        { "2024", "2024-01-01" },
        { "2024-Q3", "2024-07-01" },
        { "2024-W01", "2024-01-01" },
        { "2021-W01", "2021-01-04" },
        { "2020-W53", "2020-12-28" },
        { "2008-W44", "2008-10-27" },
        { "2005-W01", "2005-01-03" },
        { "2026-W01", "2025-12-29" },
        { "2024-02-29T10", "2024-02-29" },
        { "", "" },
        { "soon", "" },
        { "2024-13", "" },
        { "2024-00-10", "" },
        { "2024-Q5", "" },
        { "2024-W54", "" },
        { "20240516", "" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char day[11];
        dl__first_day(row[i].date, day);
        assert_string_equal(day, row[i].day);
    }
}

static void test_put_writes_every_layer(void **state)
{
    (void)state;
    dl__store *s = memory();
    dl_document *d = sample_document();
    dl__store_size n;
    assert_int_equal(put(s, d, "{\"section\":\"world\"}"), DL__STORE_NEW);
    assert_int_equal(dl__store_commit(s, NULL), DL_OK);
    assert_int_equal(dl__store_count(s, &n, NULL), DL_OK);
    assert_int_equal(n.stories, 1);
    assert_int_equal(n.mentions, 1);
    assert_int_equal(n.events, 1);
    assert_int_equal(n.statements, 1);
    assert_int_equal(n.entities, 2);
    assert_int_equal(n.places, 1);
    text_is(s, "SELECT id FROM mentions", "0123456789ab:1");
    text_is(s, "SELECT contexts FROM mentions", "military;territory");
    text_is(s, "SELECT actor_codes || ' > ' || recipient_codes FROM mentions", "ATL > THUMIL");
    text_is(s, "SELECT trigger FROM mentions", "attack");
    text_is(s, "SELECT text FROM mentions", "Atlantis can’t attack Thulé.");
    text_is(s, "SELECT polarity || time || modality || counted FROM mention", "negatedfutureclaimed0");
    text_is(s, "SELECT group_concat(sector) FROM party_sector", "MIL,REB");
    text_is(s, "SELECT what || least || coalesce(most, '+') || text FROM mention_count", "killed24+dozens");
    text_is(s, "SELECT extra FROM story", "{\"section\":\"world\"}");
    text_is(s, "SELECT lat || coalesce(lon, '?') FROM place", "77.5?");
    assert_int_equal(number(s, "SELECT mention FROM statement_mention"), 1000001);
    assert_int_equal(number(s, "SELECT count(*) FROM story_text WHERE story_text MATCH 'thule'"), 1);
    dl_document_free(d);
    dl__store_close(s);
}

static void test_put_again(void **state)
{
    (void)state;
    dl__store *s = memory();
    dl_document *d = sample_document();
    assert_int_equal(put(s, d, ""), DL__STORE_NEW);
    int64_t changes = sqlite3_total_changes64(s->db);
    assert_int_equal(put(s, d, ""), DL__STORE_SAME);
    assert_int_equal(sqlite3_total_changes64(s->db), changes); /* nothing at all was written */
    assert_int_equal(put(s, d, "{\"a\":1}"), DL__STORE_OTHER);
    assert_int_equal(number(s, "SELECT count(*) FROM mention"), 1);
    d->events[0].polarity = DL_AFFIRMED;
    assert_int_equal(put(s, d, "{\"a\":1}"),
                     DL__STORE_SAME); /* the coder is the same: what it finds is, too */
    text_is(s, "SELECT polarity FROM mention", "negated");
    dl__store_coder(s, &NEW, "dateline 0.0.2, en-0, data-0, mine@1");
    assert_int_equal(put(s, d, "{\"a\":1}"), DL__STORE_SAME);
    text_is(s, "SELECT polarity || coder FROM mentions", "affirmeddateline 0.0.2, en-0, data-0, mine@1");
    dl_document_free(d);
    dl__store_close(s);
}

static void test_look_and_next(void **state)
{
    (void)state;
    dl__store *s = memory();
    dl_document *d = sample_document();
    dl__kept k = { *dl_document_story(d), { "", 0 } }, got;
    dl__store_was was;
    bool outdated, found;
    int64_t at = 0;
    assert_int_equal(dl__store_look(s, &k, &was, &outdated, NULL), DL_OK);
    assert_int_equal(was, DL__STORE_NEW);
    (void)put(s, d, "");
    assert_int_equal(dl__store_look(s, &k, &was, &outdated, NULL), DL_OK);
    assert_true(was == DL__STORE_SAME && !outdated);
    assert_int_equal(dl__store_next(s, true, &at, &got, &found, NULL), DL_OK);
    assert_false(found);
    dl__store_coder(s, &NEW, "newer");
    assert_int_equal(dl__store_look(s, &k, &was, &outdated, NULL), DL_OK);
    assert_true(was == DL__STORE_SAME && outdated);
    assert_int_equal(dl__store_next(s, true, &at, &got, &found, NULL), DL_OK);
    assert_true(found && at == 1);
    assert_int_equal(dl__kept_sum(&got), dl__kept_sum(&k));
    assert_int_equal(dl__store_next(s, true, &at, &got, &found, NULL), DL_OK);
    assert_false(found);
    dl_document_free(d);
    dl__store_close(s);
}

/* Of the mentions of one event the plainest stands for it. */
static void test_lead(void **state)
{
    (void)state;
    dl__store *s = memory();
    dl_document *d = sample_document();
    for (int i = 0; i < 3; i++) {
        dl_event *e = SAMPLE_ADD(d, events);
        sample_must(e);
        *e = d->events[0];
        e->polarity = DL_AFFIRMED;
        e->time = DL_PAST;
        e->modality = i == 1 ? DL_ASSERTED : DL_CLAIMED;
        e->link = i < 2 ? 0 : 1;
        e->date = i < 2 ? "2024-03-04" : "2024-03-01";
    }
    (void)put(s, d, "");
    text_is(
        s,
        "SELECT group_concat(n) FROM (SELECT mention % 1000000 AS n FROM mention WHERE lead = 1 ORDER BY 1)",
        "3,4");
    assert_int_equal(number(s, "SELECT mentions FROM events WHERE event = 1000001"), 3);
    dl_document_free(d);
    dl__store_close(s);
}

static void count_fault(void *user, const char *message)
{
    assert_non_null(message);
    ++*(size_t *)user;
}

static void test_what_is_not_committed_is_not_kept(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    const char *path = tempdir_file(&temp, "a.db");
    dl__store *s = NULL;
    dl_error err;
    dl_document *d = sample_document();
    dl__store_size n;
    size_t faults = 0, told = 0;
    assert_int_equal(dl__store_open(path, DL__STORE_WRITE, 0, &s, &err), DL_EIO);
    assert_null(s);
    for (int64_t kept = 0; kept < 2; kept++) {
        assert_int_equal(dl__store_open(path, DL__STORE_CREATE, 0, &s, &err), DL_OK);
        dl__store_coder(s, &OLD, "old");
        (void)put(s, d, "");
        if (kept)
            assert_int_equal(dl__store_commit(s, &err), DL_OK);
        dl__store_close(s);
        assert_int_equal(dl__store_open(path, DL__STORE_READ, 0, &s, &err), DL_OK);
        assert_int_equal(dl__store_count(s, &n, &err), DL_OK);
        assert_int_equal(n.stories, kept);
        assert_int_equal(dl__store_check(s, count_fault, &told, &faults, &err), DL_OK);
        assert_true(faults == 0 && told == 0);
        dl__store_close(s);
    }
    dl_document_free(d);
    tempdir_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_day_of_a_date),
        cmocka_unit_test(test_put_writes_every_layer),
        cmocka_unit_test(test_put_again),
        cmocka_unit_test(test_look_and_next),
        cmocka_unit_test(test_lead),
        cmocka_unit_test(test_what_is_not_committed_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
