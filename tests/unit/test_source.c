/* test_source.c - files, folders and lines to stories, and what is said of those that cannot be read. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/source.h"

#include <string.h>

#include "source/lines.h"

#include "cmocka_all.h"
#include "tempdir.h"

static const dl__source_options DEFAULTS = { .max_bytes = 1000 };

/* Expect the items of one file, in order: a story's id, or "!" and the beginning of a message. */
static void expect(const dl__source_options *o, const char *path, const char *const *items)
{
    char *paths[] = { (char *)(uintptr_t)path };
    dl__source *s = dl__source_new(o, paths, 1);
    assert_non_null(s);
    for (; *items; items++) {
        dl__item *item = dl__source_next(s);
        assert_non_null(item);
        const char *want = *items;
        if (want[0] == '!' || want[0] == '?') {
            assert_int_equal(item->kind, want[0] == '!' ? DL__ITEM_BAD : DL__ITEM_WARNING);
            if (strncmp(item->message, want + 1, strlen(want + 1)) != 0)
                fail_msg("'%s' in place of '%s'", item->message, want + 1);
        } else {
            if (item->kind != DL__ITEM_STORY)
                fail_msg("%s: %s", item->place, item->message);
            assert_int_equal(item->story.id.len, strlen(want));
            assert_memory_equal(item->story.id.ptr, want, strlen(want));
        }
        dl__item_free(item);
    }
    assert_null(dl__source_next(s));
    assert_false(dl__source_failed(s));
    dl__source_free(s);
}

#define LINES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void test_jsonl_line_by_line(void **state)
{
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF{\"id\": \"a\", \"text\": \"x\", \"more\": 123456789012345678901234567890}\r\n"
        "\n"
        "{\"text\": \"x\", \"headline\": null, \"date\": \"2024-03-05\"}\n"
        "{\"id\": \"a\", \"text\": \"x\"}\n"
        "{\"id\": \"b\"}\n"
        "{\"id\": \"b\", \"text\": null}\n"
        "{\"id\": 7, \"text\": \"x\"}\n"
        "{\"id\": \"b\", \"text\": \"x\"\n"
        "[\"text\"]\n"
        "{\"text\": \"\xC3(\"}\n"
        "{\"text\": \"\\ud800\"}\n"
        "{\"text\": \"a\", \"text\": \"b\"}\n"
        "{\"text\": \"a\\u0000b\"}\n"
        "{\"id\": \"last\", \"text\": \"no line end\"}";
    tempdir temp;
    assert_true(tempdir_make(&temp));
    const char *path = tempdir_write(&temp, "news.jsonl", text, sizeof text - 1);
    expect(&DEFAULTS, path,
           LINES("a", "news:3", "!duplicate id 'a', first at line 1", "!no \"text\"",
                 "!\"text\" is null, expected", "!\"id\" is a number, expected", "!broken JSON at byte 23",
                 "!a list, expected", "!invalid UTF-8 at byte 10 (0xC3)", "!broken JSON",
                 "!broken JSON at byte 20: duplicate", "!NUL (\\u0000)", "last"));
    tempdir_remove(&temp);
}

static void test_a_long_line_is_left_out(void **state)
{
    (void)state;
    enum { LONG = 300000 };
    static char text[LONG + 64];
    memset(text, 'x', sizeof text);
    memcpy(text, "{\"id\": \"a\", \"text\": \"x\"}\n", 25);
    memcpy(text + LONG, "\n{\"id\": \"b\", \"text\": \"y\"}\n", 26);
    tempdir temp;
    assert_true(tempdir_make(&temp));
    expect(&DEFAULTS, tempdir_write(&temp, "n.jsonl", text, LONG + 26),
           LINES("a", "!line of 299975 bytes, the limit is 1000", "b"));
    expect(&DEFAULTS, tempdir_write(&temp, "n.txt", text + 25, LONG),
           LINES("!file of 300000 bytes, the limit is 1000"));
    tempdir_remove(&temp);
}

static void test_text_files(void **state)
{
    (void)state;
    static const char nul[] = "a\0b";
    tempdir temp;
    assert_true(tempdir_make(&temp));
    expect(&DEFAULTS, tempdir_write(&temp, "one.two.txt", "Rain fell.\n", 11), LINES("one.two"));
    expect(&DEFAULTS, tempdir_write(&temp, "empty.txt", "", 0), LINES("?nothing to read"));
    expect(&DEFAULTS, tempdir_write(&temp, "white.txt", " \n\t\n", 4), LINES("?nothing to read"));
    expect(&DEFAULTS, tempdir_write(&temp, "nul", nul, 3), LINES("!NUL at byte 1"));
    expect(&DEFAULTS, tempdir_write(&temp, "cut.txt", "Date: 2024-03-05\n\nx\xE2\x82", 21),
           LINES("!invalid UTF-8 at byte 19 (0xE2)"));
    expect(&DEFAULTS, tempdir_write(&temp, "brace.txt", "{ said the bracket", 18), LINES("brace"));
    dl__source_options o = DEFAULTS;
    o.form = DL__FORM_TEXT;
    o.id = "mine";
    expect(&o, tempdir_write(&temp, "json.txt", "{\"text\": \"x\"}", 13), LINES("mine"));
    o = DEFAULTS;
    o.form = DL__FORM_JSONL;
    expect(&o, tempdir_write(&temp, "t.txt", "Rain fell.\n", 11), LINES("!broken JSON"));
    expect(&DEFAULTS, tempdir_file(&temp, "missing"), LINES("!No such file"));
    tempdir_remove(&temp);
}

static void test_folders_in_byte_order(void **state)
{
    (void)state;
    tempdir temp;
    assert_true(tempdir_make(&temp));
    tempdir_folder(&temp, "f");
    tempdir_folder(&temp, "f/sub");
    tempdir_write(&temp, "f/b.txt", "Rain.", 5);
    tempdir_write(&temp, "f/a.txt", "Snow.", 5);
    tempdir_write(&temp, "f/.hidden", "Hail.", 5);
    tempdir_write(&temp, "f/sub/a.txt", "Fog.", 4);
    tempdir_write(&temp, "f/z.jsonl", "{\"text\": \"x\"}\n{\"text\": \"y\"}\n", 28);
    if (symlink("..", tempdir_file(&temp, "f/loop")) != 0)
        fail();
    dl__source_options o = DEFAULTS;
    expect(&o, tempdir_file(&temp, "f"), LINES("!is a folder"));
    o.recursive = true;
    expect(&o, tempdir_file(&temp, "f"), LINES("a", "b", "sub/a", "z:1", "z:2"));
    tempdir_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jsonl_line_by_line),
        cmocka_unit_test(test_a_long_line_is_left_out),
        cmocka_unit_test(test_text_files),
        cmocka_unit_test(test_folders_in_byte_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
