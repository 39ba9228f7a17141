/* test_readers.c - parts of the readers by themselves: days, encodings, cells, heads, pages, and how a form is told.  Whole files of
 * every form, and bad ones, are in tests/source/forms.py. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "source/charset.h"
#include "source/csv_cells.h"
#include "source/day.h"
#include "source/head.h"
#include "source/html.h"
#include "source/source.h"

#include "cmocka_all.h"
#include "tempdir.h"

static dl_str str(const char *s)
{
    return (dl_str){ s, strlen(s) };
}

static void test_day_is_the_one_that_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } row[] = { { "2024-03-05T23:30:00-05:00", "2024-03-05" },
                { "Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05" },
                { "20240305", "2024-03-05" },
                { "20240305101500", "2024-03-05" },
                { "Published March 5, 2024 at 10:00", "2024-03-05" },
                { "By Jane Doe | 5 March 2024", "2024-03-05" },
                { "2024-13-05", "" },
                { "1709630000", "" },
                { "March", "" },
                { "", "" } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char day[DL__DAY];
        assert_int_equal(dl__day_read(str(row[i].in), day), row[i].want[0] != '\0');
        assert_string_equal(day, row[i].want);
    }
}

static void test_day_in_url(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } row[] = { { "https://a.example/2024/03/05/story", "2024-03-05" },
                { "https://a.example/world/2024-03-05-story", "2024-03-05" },
                { "https://a.example/n/20240305/x.html", "2024-03-05" },
                { "https://a.example/world/2024/mar/05/story", "2024-03-05" },
                { "https://a.example/story-12345678?d=/2024/03/05/", "" },
                { "https://a.example/2024/03/", "" } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char day[DL__DAY];
        dl__day_in_url(str(row[i].in), day);
        assert_string_equal(day, row[i].want);
    }
}

static void test_charset_names_and_detection(void **state)
{
    (void)state;
    static const struct {
        const char *label, *want;
    } row[] = { { " ISO-8859-1 ", "WINDOWS-1252" },
                { "\"utf8\"", "UTF-8" },
                { "gb2312", "GB18030" },
                { "koi8-r", "koi8-r" },
                { "no-such-thing", "" },
                { "UTF-8//IGNORE", "" },
                { "", "" } };
    char name[DL__CHARSET_NAME];
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        assert_string_equal(dl__charset_of_label(str(row[i].label), name), row[i].want);
    assert_string_equal(dl__charset_detect(str("plain"), name), "UTF-8");
    assert_string_equal(dl__charset_detect((dl_str){ "\xFF\xFEx\0", 4 }, name), "UTF-16");
    assert_string_not_equal(dl__charset_detect(str("caf\xE9 br\xFBl\xE9"), name), "UTF-8");
}

static void test_charset_decode_puts_replacements(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 1000);
    assert_int_equal(dl__charset_decode(str("a\xFFz"), "UTF-8", &b), 1);
    assert_string_equal(b.s, "a\xEF\xBF\xBDz");
    dl__strbuf_clear(&b);
    assert_int_equal(dl__charset_decode((dl_str){ "\0a\0b\0", 5 }, "UTF-16BE", &b), 1);
    assert_string_equal(b.s, "ab\xEF\xBF\xBD");
    dl__strbuf_clear(&b);
    dl__utf8_mend((dl_str){ "a\0\x01\xE2\x82z\n", 7 }, &b);
    assert_string_equal(b.s, "a\xEF\xBF\xBD\xEF\xBF\xBDz\n");
    dl__strbuf_free(&b);
}

static void test_csv_cells(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        size_t n;
        const char *cell[3];
    } row[] = { { "a,b,c", 3, { "a", "b", "c" } },
                { "\"a,\"\"b\"\"\",,", 3, { "a,\"b\"", "", "" } },
                { "a \"b\" c", 1, { "a \"b\" c" } },
                { "\"x\ny\",z", 2, { "x\ny", "z" } },
                { "", 1, { "" } } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char copy[64];
        dl__csv_row r;
        memcpy(copy, row[i].in, strlen(row[i].in) + 1);
        dl__csv_split(copy, strlen(copy), ',', &r);
        assert_int_equal(r.n, row[i].n);
        for (size_t k = 0; k < r.n; k++) {
            dl_str c = dl__csv_at(&r, k);
            assert_int_equal(c.len, strlen(row[i].cell[k]));
            assert_memory_equal(c.ptr, row[i].cell[k], c.len);
        }
    }
    assert_true(dl__csv_open(str("a,\"b"), ',', false));
    assert_false(dl__csv_open(str("c\""), ',', true));
    assert_true(dl__csv_looks(str("id;Title;Full-Text\n1;2;3\n")));
    assert_false(dl__csv_looks(str("The text, the date, and all.\nMore.\n")));
}

static void test_heads(void **state)
{
    (void)state;
    dl_str head = str("HTTP/1.1 200 OK\r\ncontent-TYPE:  text/html; charset=\"x\" \r\nA: b\r\n\r\nbody");
    dl_str type = dl__head_value(head, "Content-Type");
    assert_true(dl__head_begins(type, "TEXT/html"));
    assert_memory_equal(dl__head_charset(type).ptr, "\"x\"", 3);
    assert_int_equal(head.len - dl__head_end(head), 4);
    assert_int_equal(dl__head_end(str("A: b\r\n")), 0);
    assert_int_equal(dl__head_value(head, "B").len, 0);
    dl__strbuf b;
    dl__strbuf_init(&b, 1000);
    assert_true(dl__head_unchunk(str("3;q=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"), &b));
    assert_string_equal(b.s, "abcde");
    assert_false(dl__head_unchunk(str("no chunks\r\n"), &b));
    dl__strbuf_clear(&b);
    assert_true(dl__head_unchunk(str("ffffffff\r\nabc"), &b)); /* cut */
    assert_string_equal(b.s, "abc");
    dl__strbuf_free(&b);
}

static void test_html_text_and_limits(void **state)
{
    (void)state;
    char why[DL__BYTES_MESSAGE];
    dl__strbuf b;
    dl__strbuf_init(&b, 1 << 20);
    assert_int_equal(
        dl__html_text(str("<p>One&nbsp;two.</p><script>no</script><p>Three<br>four.<br><br>Five.</p>"), NULL,
                      &b, why),
        DL_OK);
    assert_string_equal(b.s, "One two.\n\nThree four.\n\nFive.");
    dl__strbuf deep;
    dl__strbuf_init(&deep, 1 << 20);
    for (int i = 0; i < 1000; i++)
        dl__strbuf_puts(&deep, "<div>");
    assert_int_equal(dl__html_text((dl_str){ deep.s, deep.len }, NULL, &b, why), DL_ELIMIT);
    assert_non_null(strstr(why, "nested deeper"));
    dl__strbuf_clear(&deep);
    dl__strbuf_puts(&deep, "<p");
    for (int i = 0; i < 3000; i++)
        dl__strbuf_printf(&deep, " a%d=1", i);
    dl__strbuf_puts(&deep, ">x</p>");
    assert_int_equal(dl__html_text((dl_str){ deep.s, deep.len }, NULL, &b, why), DL_ELIMIT);
    assert_non_null(strstr(why, "attributes"));
    dl__strbuf_free(&deep);
    dl__strbuf_free(&b);
}

static void test_page_fields(void **state)
{
    (void)state;
    static const char html[] =
        "<html><head><title>Rain falls in the capital | The Post</title><meta name=date content='5 March "
        "2024'></head><body>"
        "<h1>Rain falls in the capital</h1><p>By Jo Dee</p><p>Rain fell in the capital on Tuesday, the "
        "office said in the evening.</p>"
        "<p><a href=x>Read this as well, it is about snow in the hills and the valley.</a></p></body></html>";
    char why[DL__BYTES_MESSAGE];
    dl__page p;
    dl__page_init(&p, 1 << 16);
    assert_int_equal(dl__page_read(&p, str(html), NULL, str("https://post.example/a"), why), DL_OK);
    assert_string_equal(p.headline.s, "Rain falls in the capital");
    assert_string_equal(p.publisher.s, "The Post");
    assert_string_equal(p.url.s, "https://post.example/a");
    assert_string_equal(p.date, "2024-03-05");
    assert_string_equal(p.text.s, "Rain fell in the capital on Tuesday, the office said in the evening.");
    dl__page_free(&p);
}

/* A form is told by content, then by name; what is no text is refused. */
static void test_forms_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *name, *data, *id; /* "!...": a message */
    } row[] = {
        { "a.txt", "{\"id\": \"json\", \"text\": \"x\"}", "json" },
        { "a.json", "id,text\ncsv,x\n", "csv" },
        { "b.csv", "a,b\n1,2\n", "!no column 'text'" },
        { "c.dat",
          "<!DOCTYPE html><title>x</title><p>Rain fell in the capital on Tuesday, the office said.</p>",
          "c" },
        { "d.dat",
          "<?xml version='1.0'?><rss><channel><item><guid>feed</guid><title>T</title></item></channel></rss>",
          "feed" },
        { "e.dat", "%PDF-1.4", "!is a PDF" },
        { "f.dat", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nx", "!the file is cut" },
        { "g.txt", "From here on it rained. It was 10:20:30.\n", "g" }
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const dl__source_options o = { .max_bytes = 10000 };
        tempdir temp;
        assert_true(tempdir_make(&temp));
        char *paths[] = { (char *)(uintptr_t)tempdir_write(&temp, row[i].name, row[i].data,
                                                           strlen(row[i].data)) };
        dl__source *s = dl__source_new(&o, paths, 1);
        dl__item *item = dl__source_next(s);
        assert_non_null(item);
        if (row[i].id[0] == '!') {
            assert_int_not_equal(item->kind, DL__ITEM_STORY);
            assert_non_null(strstr(item->message, row[i].id + 1));
        } else {
            if (item->kind != DL__ITEM_STORY)
                fail_msg("%s: %s", row[i].name, item->message);
            assert_int_equal(item->story.id.len, strlen(row[i].id));
            assert_memory_equal(item->story.id.ptr, row[i].id, item->story.id.len);
        }
        dl__item_free(item);
        assert_null(dl__source_next(s));
        dl__source_free(s);
        tempdir_remove(&temp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_is_the_one_that_is_written),
        cmocka_unit_test(test_day_in_url),
        cmocka_unit_test(test_charset_names_and_detection),
        cmocka_unit_test(test_charset_decode_puts_replacements),
        cmocka_unit_test(test_csv_cells),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_html_text_and_limits),
        cmocka_unit_test(test_page_fields),
        cmocka_unit_test(test_forms_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
