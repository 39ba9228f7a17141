/* test_story.c - plain text files taken apart. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "text/dates.h"
#include "text/text.h"

#define LONG_TEXT                                                                                            \
    "The minister of the interior told reporters in the capital that the border would be closed for two "    \
    "weeks, while talks went on."

static void check(const char *what, dl_str got, const char *want, const char *raw)
{
    if (got.len != strlen(want) || memcmp(got.ptr ? got.ptr : "", want, got.len) != 0)
        fail_msg("%s of '%s': '%.*s', expected '%s'", what, raw, (int)got.len, got.ptr ? got.ptr : "", want);
}

static void test_story_from_text_finds_head(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *date, *headline, *publisher, *text;
    } row[] = {
        { "", "", "", "", "" },
        { " \n\n ", "", "", "", "" },
        { "Border closed.", "", "", "", "Border closed." },
        { "Border closed", "", "", "", "Border closed" }, /* nothing follows: it is the text */
        { "Border Closed\n\nIt was shut.", "", "Border Closed", "", "It was shut." },
        { "Border Closed\r\n\r\nIt was shut.\r\n", "", "Border Closed", "", "It was shut." },
        { "The border was closed.\n\nIt was shut.", "", "", "", "The border was closed.\n\nIt was shut." },
        { "\xEF\xBB\xBF"
          "Border Closed\n\nIt was shut.",
          "", "Border Closed", "", "It was shut." },
        { "Border Shut by U.S.\n\nIt was shut.", "", "Border Shut by U.S.", "", "It was shut." },
        { "\xE2\x80\x9CWe go.\xE2\x80\x9D\n\nHe went.", "", "", "",
          "\xE2\x80\x9CWe go.\xE2\x80\x9D\n\nHe went." },
        { " date 2021-03-05 Border Closed\n\nIt was shut.", "2021-03-05", "Border Closed", "",
          "It was shut." },
        { "2021/03/05 - Border Closed\n\nIt was shut.", "2021-03-05", "Border Closed", "", "It was shut." },
        { "March 5, 2021: Border Closed\n\nIt was shut.", "2021-03-05", "Border Closed", "", "It was shut." },
        { "March 5, 2021 saw a closed border.\n\nIt was shut.", "", "", "",
          "March 5, 2021 saw a closed border.\n\nIt was shut." },
        { "date 2021-03-05 It was shut.", "2021-03-05", "", "", "It was shut." },
        { "Date set for border talks\n\nIt was shut.", "", "Date set for border talks", "", "It was shut." },
        { "5 March 2021\n\nBorder Closed\n\nIt was shut.", "2021-03-05", "Border Closed", "",
          "It was shut." },
        { "Border Closed\n\nFriday, March 5, 2021\n\nIt was shut.", "2021-03-05", "Border Closed", "",
          "It was shut." },
        { "Border Closed\n2021-03-05\n\nIt was shut.", "2021-03-05", "Border Closed", "", "It was shut." },
        { "Border Closed\n5 March 2021\nIt was shut.", "2021-03-05", "Border Closed", "", "It was shut." },
        { "Border Closed\n" LONG_TEXT, "", "Border Closed", "", LONG_TEXT },
        { "Wrapped text whose lines are\nshort and end anywhere.\n\nIt was shut.", "", "", "",
          "Wrapped text whose lines are\nshort and end anywhere.\n\nIt was shut." },
        { "Headline: Border Closed\nDate: 5 Mar 2021\nPublisher: The Crier\nUrl: http://a.example/1\nId: "
          "x\n\nShut now.",
          "2021-03-05", "Border Closed", "The Crier", "Shut now." },
        { "date: 2021-03-05\n\nBorder Closed\n\nShut now.", "2021-03-05", "Border Closed", "", "Shut now." },
        { "Date: whenever\n\nShut now.", "whenever", "", "",
          "Shut now." }, /* the coder says what is wrong with it */
        { "Border Closed\n\nYEREVAN, Sept 29, 2022 (Agency) \xE2\x80\x94 It was shut.", "2022-09-29",
          "Border Closed", "", "YEREVAN, Sept 29, 2022 (Agency) \xE2\x80\x94 It was shut." },
        { "Border Closed\n\nYEREVAN, Sept 29 (Agency) \xE2\x80\x94 It was shut.", "", "Border Closed", "",
          "YEREVAN, Sept 29 (Agency) \xE2\x80\x94 It was shut." },
        { "Border Closed\n\nYEREVAN (Agency), 29 Sept. 2022 -- It was shut.", "2022-09-29", "Border Closed",
          "", "YEREVAN (Agency), 29 Sept. 2022 -- It was shut." },
        { "Border Closed\n\nIt was shut.\n\nCrier", "", "Border Closed", "Crier", "It was shut.\n\nCrier" },
        { "Border Closed\n\nIt was shut.\n\nThe Daily Crier\n", "", "Border Closed", "The Daily Crier",
          "It was shut.\n\nThe Daily Crier" },
        { "Publisher: Sun\n\nBorder Closed\n\nIt was shut.\n\nCrier", "", "Border Closed", "Sun",
          "It was shut.\n\nCrier" },
        { "Border Closed\n\nIt was shut.\n\nNo one came", "", "Border Closed", "",
          "It was shut.\n\nNo one came" },
        { "Border Closed\n\nIt was shut.\n\nStop.", "", "Border Closed", "", "It was shut.\n\nStop." },
        { "bad \xFF\xE2\x82\n\nIt was \xC0 shut.\xE2", "", "bad \xFF\xE2\x82", "", "It was \xC0 shut.\xE2" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char date[11];
        dl_story s;
        size_t len = strlen(row[i].raw), skipped;
        char *exact = malloc(len + (len == 0)); /* no byte behind the end may be read */
        assert_non_null(exact);
        memcpy(exact, row[i].raw, len);
        dl_story_from_text(exact, len, date, &s, &skipped);
        check("date", s.date, row[i].date, row[i].raw);
        check("headline", s.headline, row[i].headline, row[i].raw);
        check("publisher", s.publisher, row[i].publisher, row[i].raw);
        check("text", s.text, row[i].text, row[i].raw);
        assert_ptr_equal(s.text.ptr, exact + skipped);
        free(exact);
    }
}

static void test_date_read_forms(void **state)
{
    (void)state;
    static const struct {
        const char *in, *date;
        size_t used;
    } row[] = {
        { "2022-09-29", "2022-09-29", 10 },
        { "2022-9-5 x", "2022-09-05", 8 },
        { "2022-09-29T10:11:12Z next", "2022-09-29", 20 },
        { "2022/09/29.", "2022-09-29", 10 },
        { "2022-09/29", NULL, 0 },
        { "2022-02-29", NULL, 0 },
        { "2024-02-29", "2024-02-29", 10 },
        { "2022-13-01", NULL, 0 },
        { "September 29, 2022", "2022-09-29", 18 },
        { "Sept. 29th 2022", "2022-09-29", 15 },
        { "sep 29,2022", "2022-09-29", 11 },
        { "SEPTEMBER 29, 2022", "2022-09-29", 18 },
        { "29 Sep 2022", "2022-09-29", 11 },
        { "29-Sep-2022", "2022-09-29", 11 },
        { "29th of September, 2022", "2022-09-29", 23 },
        { "Thursday, 29 September 2022", "2022-09-29", 27 },
        { "Thu, 29 Sep 2022 10:00:00 +0000", "2022-09-29", 16 },
        { "Sept 29", NULL, 0 },
        { "Sept 29, 20222", NULL, 0 },
        { "Sen 29, 2022", NULL, 0 },
        { "Ma 9, 2022", NULL, 0 },
        { "31 June 2022", NULL, 0 },
        { "", NULL, 0 },
        { "2022-09-2", "2022-09-02", 9 },
        { "20220929", NULL, 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char out[11] = "untouched";
        size_t n = dl__date_read(row[i].in, strlen(row[i].in), out);
        if (n != row[i].used || strcmp(out, row[i].date ? row[i].date : "untouched") != 0)
            fail_msg("'%s': %zu bytes, '%s'", row[i].in, n, out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_story_from_text_finds_head),
                                        cmocka_unit_test(test_date_read_forms) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
