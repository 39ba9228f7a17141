/* test_when.c - expressions of time and their values; dates of events over given trees.  No model; the shipped tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "when/time_priv.h"

#include "cmocka_all.h"
#include "tree_text.h"

static dl__pack *pack;
static dl__clock *clock_;

static int set_up(void **state)
{
    (void)state;
    dl_error err;
    const char *path = getenv("DATELINE_PACK");
    return path && dl__pack_open(path, &pack, &err) == DL_OK && dl__clock_new(pack, &clock_, &err) == DL_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl__clock_free(clock_);
    dl__pack_free(pack);
    return 0;
}

/* "text=value; text=value" of all expressions of the document. */
static void times_of(const char *text, const char *date, char *out, size_t cap)
{
    dl_error err;
    dl_document *d = tree_text(text, date);
    size_t n = 0;
    assert_int_equal(dl__when_find(clock_, d, &err), DL_OK);
    out[0] = '\0';
    for (size_t i = 0; i < d->n_times; i++) {
        dl_str f = dl__document_field(d, d->times[i].in);
        n += (size_t)snprintf(out + n, cap - n, "%s%.*s=%s", i ? "; " : "",
                              (int)(d->times[i].end - d->times[i].begin), f.ptr + d->times[i].begin,
                              d->times[i].value);
    }
    dl_document_free(d);
}

/* Stories of Thursday, 29 September 2022 */
static const struct {
    const char *text, *times;
} VALUES[] = {
    { "It began on September 13", "September 13=2022-09-13" },
    { "It began on Sept ~. 13 and", "Sept. 13=2022-09-13" },
    { "It began on 13 September 2020", "13 September 2020=2020-09-13" },
    { "the November 9 ~, 2020 agreement", "November 9, 2020=2020-11-09" },
    { "dated 2022-09-13 there", "2022-09-13=2022-09-13" },
    { "dated 9/11/2001 there", "9/11/2001=2001-09-11" },
    { "dated 24/10/2001 there", "24/10/2001=2001-10-24" },
    { "in May 2020 they", "May 2020=2020-05" },
    { "in 2019 they", "2019=2019" },
    { "in the 1990s they", "the 1990s=199" },
    { "in the late 1990s they", "the late 1990s=199" },
    { "in the 19th century they", "the 19th century=18" },
    { "in the fifties they", "the fifties=195" },
    { "in the late eighties they", "the late eighties=198" },
    { "a man in his thirties", "" },
    { "on 31 February they", "31 February=" },
    { "dated 2022-13-05 there", "2022-13-05=" },
    { "in March they", "March=2022-03" },
    { "in November they", "November=2021-11" },
    { "on Wednesday they", "Wednesday=2022-09-28" },
    { "on Thursday they", "Thursday=2022-09-29" },
    { "last Thursday they", "last Thursday=2022-09-22" },
    { "next Wednesday they", "next Wednesday=2022-10-05" },
    { "Friday morning they", "Friday morning=2022-09-23TMO" },
    { "they met yesterday", "yesterday=2022-09-28" },
    { "they meet today", "today=2022-09-29" },
    { "the day before yesterday they", "the day before yesterday=2022-09-27" },
    { "this morning they", "this morning=2022-09-29TMO" },
    { "last night they", "last night=2022-09-28TNI" },
    { "earlier in the day they", "earlier in the day=2022-09-29" },
    { "last week they", "last week=2022-W38" },
    { "earlier this month they", "earlier this month=2022-09" },
    { "last month they", "last month=2022-08" },
    { "next year they", "next year=2023" },
    { "two months ago they", "two months ago=2022-07" },
    { "three days ago they", "three days ago=2022-09-26" },
    { "ten years ago they", "ten years ago=2012" },
    { "since Friday they", "Friday=2022-09-23" },
    { "in mid-September they", "mid-September=2022-09" },
    { "in early June they", "early June=2022-06" },
    { "the end of last year was", "the end of last year=2021" },
    { "in the third quarter of 2021 they", "the third quarter of 2021=2021-Q3" },
    { "the last quarter was", "the last quarter=2022-Q2" },
    { "in the summer of 2014 they", "the summer of 2014=2014-SU" },
    { "last winter they", "last winter=2021-WI" },
    { "this weekend they", "this weekend=2022-W39-WE" },
    { "Sept ~. 13 ~- ~14 they", "Sept. 13=2022-09-13; 14=2022-09-14" },
    { "between 3 and 5 May they", "3=2022-05-03; 5 May=2022-05-05" },
    { "from 2009 to 2011 they", "2009=2009; 2011=2011" },
    { "the war of 1914 ~- ~18 was", "1914=1914; 18=1918" },
    { "he now says", "now=PRESENT_REF" },
    { "he recently said", "recently=PAST_REF" },
    { "in the near future ,", "the near future=FUTURE_REF" },
    { "for three days they", "three days=P3D" },
    { "for more than twenty-five years they", "more than twenty-five years=P25Y" },
    { "for two and a half years they", "two and a half years=P2.5Y" },
    { "for several weeks they", "several weeks=PXW" },
    { "a 12-hour curfew", "12-hour=PT12H" },
    { "over the past decade they", "the past decade=P10Y" },
    { "every day they", "every day=P1D" },
    { "they meet annually", "annually=P1Y" },
    { "every Monday they", "every Monday=XXXX-WXX-1" },
    { "15 a year are", "a year=P1Y" },
    { "at 18:00 UTC they", "18:00 UTC=2022-09-29T18:00Z" },
    { "at 6:40 p.m. they", "6:40 p.m.=2022-09-29T18:40" },
    { "at 6 p.m. on Monday they", "6 p.m. on Monday=2022-09-26T18:00" },
    { "at 5:30 a.m. Wednesday morning they", "5:30 a.m. Wednesday morning=2022-09-28T05:30" },
    { "on Tuesday morning at 9:15 ~, police", "Tuesday morning at 9:15=2022-09-27T09:15" },
    { "on Christmas Day they", "Christmas Day=2021-12-25" },
    { "on Good Friday 2019 they", "Good Friday 2019=2019-04-19" },
    { "on Thanksgiving 2020 they", "Thanksgiving 2020=2020-11-26" },
    { "in 490 BC they", "490 BC=BC0490" },
    /* what is no time */
    { "he killed 2000 people", "2000=2000" }, /* no tree here: the count is only seen in one */
    { "they may march", "" },
    { "it cost $ ~1998 there", "" },
    { "three quarters of the army", "" },
    { "a second attack", "" },
    { "April/April/PROPN/0/root@PER Smith/Smith/PROPN/1/flat", "" },
    { "numbers 1 2 3 4 5 6", "" },
};

static void test_time_values(void **state)
{
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
        char got[512];
        times_of(VALUES[i].text, "2022-09-29", got, sizeof got);
        if (strcmp(got, VALUES[i].times) != 0) {
            print_error("%s: %s, expected %s\n", VALUES[i].text, got, VALUES[i].times);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_time_values_follow_tense(void **state)
{
    (void)state;
    static const struct {
        const char *text, *times;
    } row[] = {
        { "They/they/PRON/2/nsubj met/meet/VERB/0/root+past on/on/ADP/4/case Friday/Friday/PROPN/2/obl",
          "Friday=2022-09-23" },
        { "They/they/PRON/3/nsubj will/will/AUX/3/aux meet/meet/VERB/0/root+inf on/on/ADP/5/case "
          "Friday/Friday/PROPN/3/obl",
          "Friday=2022-09-30" },
        { "They/they/PRON/2/nsubj plan/plan/VERB/0/root to/to/PART/4/mark meet/meet/VERB/2/xcomp+inf "
          "in/in/ADP/6/case March/March/PROPN/4/obl",
          "March=2023-03" },
        { "He/he/PRON/2/nsubj killed/kill/VERB/0/root+past 2000/2000/NUM/4/nummod people/people/NOUN/2/obj",
          "2000=2000" },
        /* "until" looks ahead where what holds until then does */
        { "They/they/PRON/2/nsubj hold/hold/VERB/0/root+pres it/it/PRON/2/obj closed/close/VERB/2/xcomp+part "
          "until/until/ADP/6/case Friday/Friday/PROPN/4/obl",
          "Friday=2022-09-30" },
        { "They/they/PRON/2/nsubj fought/fight/VERB/0/root+past until/until/ADP/4/case "
          "Wednesday/Wednesday/PROPN/2/obl",
          "Wednesday=2022-09-28" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char got[256];
        times_of(row[i].text, "2022-09-29", got, sizeof got);
        assert_string_equal(got, row[i].times);
    }
}

static void test_time_values_without_a_story_date(void **state)
{
    (void)state;
    char got[256];
    times_of("on Wednesday in May 2020 he now said three days", "", got, sizeof got);
    assert_string_equal(got, "Wednesday=; May 2020=2020-05; now=PRESENT_REF; three days=P3D");
}

/* Sentence, trigger (token from 0), its date. Stories of Thursday, 29 September 2022. */
static const struct {
    const char *text;
    uint32_t trigger;
    const char *date, *granularity, *from;
} DATES[] = {
    /* said on Thursday when he was visiting places hit when forces launched an attack on September 13 */
    { "He/he/PRON/2/nsubj said/say/VERB/0/root+past so/so/ADV/2/advmod on/on/ADP/5/case "
      "Thursday/Thursday/PROPN/2/obl when/when/SCONJ/9/mark "
      "he/he/PRON/9/nsubj was/be/AUX/9/aux visiting/visit/VERB/2/advcl towns/town/NOUN/9/obj "
      "hit/hit/VERB/10/acl+part when/when/SCONJ/14/mark "
      "forces/force/NOUN/14/nsubj attacked/attack/VERB/11/advcl+past on/on/ADP/16/case "
      "September/September/PROPN/14/obl 13/13/NUM/16/nummod",
      1, "2022-09-29", "day", "text" },
    { "He/he/PRON/2/nsubj said/say/VERB/0/root+past so/so/ADV/2/advmod on/on/ADP/5/case "
      "Thursday/Thursday/PROPN/2/obl when/when/SCONJ/9/mark "
      "he/he/PRON/9/nsubj was/be/AUX/9/aux visiting/visit/VERB/2/advcl towns/town/NOUN/9/obj "
      "hit/hit/VERB/10/acl+part when/when/SCONJ/14/mark "
      "forces/force/NOUN/14/nsubj attacked/attack/VERB/11/advcl+past on/on/ADP/16/case "
      "September/September/PROPN/14/obl 13/13/NUM/16/nummod",
      8, "2022-09-29", "day", "text" },
    { "He/he/PRON/2/nsubj said/say/VERB/0/root+past so/so/ADV/2/advmod on/on/ADP/5/case "
      "Thursday/Thursday/PROPN/2/obl when/when/SCONJ/9/mark "
      "he/he/PRON/9/nsubj was/be/AUX/9/aux visiting/visit/VERB/2/advcl towns/town/NOUN/9/obj "
      "hit/hit/VERB/10/acl+part when/when/SCONJ/14/mark "
      "forces/force/NOUN/14/nsubj attacked/attack/VERB/11/advcl+past on/on/ADP/16/case "
      "September/September/PROPN/14/obl 13/13/NUM/16/nummod",
      13, "2022-09-13", "day", "text" },
    /* the November 9, 2020 agreement signed by leaders */
    { "He/he/PRON/2/nsubj cited/cite/VERB/0/root+past the/the/DET/8/det "
      "November/November/PROPN/8/compound 9/9/NUM/4/nummod ~,/,/PUNCT/4/punct "
      "2020/2020/NUM/4/nummod agreement/agreement/NOUN/2/obj signed/sign/VERB/8/acl+part "
      "by/by/ADP/11/case leaders/leader/NOUN/9/obl",
      8, "2020-11-09", "day", "text" },
    { "He/he/PRON/2/nsubj cited/cite/VERB/0/root+past the/the/DET/8/det "
      "November/November/PROPN/8/compound 9/9/NUM/4/nummod ~,/,/PUNCT/4/punct "
      "2020/2020/NUM/4/nummod agreement/agreement/NOUN/2/obj signed/sign/VERB/8/acl+part "
      "by/by/ADP/11/case leaders/leader/NOUN/9/obl",
      1, "2022-09-29", "day", "story" },
    /* arrested and deported on Monday: shared */
    { "Police/police/NOUN/2/nsubj arrested/arrest/VERB/0/root+past and/and/CCONJ/4/cc "
      "deported/deport/VERB/2/conj+past him/he/PRON/4/obj "
      "on/on/ADP/7/case Monday/Monday/PROPN/4/obl",
      1, "2022-09-26", "day", "text" },
    /* what is said is not dated by the saying */
    { "He/he/PRON/2/nsubj said/say/VERB/0/root+past on/on/ADP/4/case Monday/Monday/PROPN/2/obl "
      "that/that/SCONJ/7/mark they/they/PRON/7/nsubj "
      "attacked/attack/VERB/2/ccomp+past",
      6, "2022-09-29", "day", "story" },
    /* what someone is to do is as of the saying */
    { "He/he/PRON/2/nsubj said/say/VERB/0/root+past on/on/ADP/4/case Monday/Monday/PROPN/2/obl "
      "that/that/SCONJ/8/mark they/they/PRON/8/nsubj would/will/AUX/8/aux "
      "attack/attack/VERB/2/ccomp+inf",
      7, "2022-09-26", "day", "text" },
    /* suspended after Monday's protests: not on that day */
    { "It/it/PRON/3/nsubj was/be/AUX/3/aux suspended/suspend/VERB/0/root+past after/after/ADP/7/case "
      "Monday/Monday/PROPN/7/nmod:poss 's/'s/PART/5/case protests/protest/NOUN/3/obl",
      2, "2022-09-29", "day", "story" },
    { "It/it/PRON/3/nsubj was/be/AUX/3/aux suspended/suspend/VERB/0/root+past after/after/ADP/7/case "
      "Monday/Monday/PROPN/7/nmod:poss 's/'s/PART/5/case protests/protest/NOUN/3/obl",
      6, "2022-09-26", "day", "text" },
    { "They/they/PRON/2/nsubj left/leave/VERB/0/root+past in/in/ADP/4/case 1997/1997/NUM/2/obl", 1, "1997",
      "year", "text" },
    { "They/they/PRON/2/nsubj left/leave/VERB/0/root+past last/last/ADJ/4/amod week/week/NOUN/2/obl:tmod", 1,
      "2022-W38", "week", "text" },
    { "They/they/PRON/2/nsubj left/leave/VERB/0/root+past last/last/ADJ/4/amod "
      "week/week/NOUN/2/obl:unmarked",
      1, "2022-W38", "week", "text" },
    /* the next day forces left: the day leads, though the words before it hang on the forces */
    { "It/it/PRON/2/nsubj began/begin/VERB/0/root+past on/on/ADP/4/case August/August/PROPN/2/obl "
      "7/7/NUM/4/nummod "
      "~./~./PUNCT/2/punct | The/the/DET/4/det next/next/ADJ/4/amod day/day/NOUN/5/obl:unmarked "
      "forces/force/NOUN/5/nsubj left/leave/VERB/0/root+past",
      10, "2022-08-08", "day", "text" },
    /* asked them to leave on Monday: the asking's, since Monday is over */
    { "He/he/PRON/2/nsubj asked/ask/VERB/0/root+past them/they/PRON/2/obj to/to/PART/5/mark "
      "leave/leave/VERB/2/xcomp+inf two/two/NUM/7/nummod days/day/NOUN/8/obl:unmarked "
      "ago/ago/ADV/5/advmod",
      1, "2022-09-27", "day", "text" },
    /* expects them to leave by 2030 */
    { "He/he/PRON/2/nsubj expects/expect/VERB/0/root+pres them/they/PRON/2/obj to/to/PART/5/mark "
      "leave/leave/VERB/2/xcomp+inf by/by/ADP/7/case 2030/2030/NUM/5/obl",
      4, "2030", "year", "text" },
    /* was indicted in 2016 and is now serving time */
    { "He/he/PRON/3/nsubj:pass was/be/AUX/3/aux:pass+past indicted/indict/VERB/0/root+part "
      "in/in/ADP/5/case "
      "2016/2016/NUM/3/obl and/and/CCONJ/8/cc is/be/AUX/8/aux+pres serving/serve/VERB/3/conj+ger "
      "time/time/NOUN/8/obj",
      7, "2022-09-29", "day", "story" },
    /* has caused 40 deaths since 2004; has been protesting since June */
    { "It/it/PRON/3/nsubj has/have/AUX/3/aux+pres caused/cause/VERB/0/root+part 40/40/NUM/5/nummod "
      "deaths/death/NOUN/3/obj since/since/ADP/7/case 2004/2004/NUM/3/obl",
      2, "2022-09-29", "day", "story" },
    { "They/they/PRON/3/nsubj have/have/AUX/3/aux+pres been/be/AUX/4/aux "
      "protesting/protest/VERB/0/root+ger "
      "since/since/ADP/6/case June/June/PROPN/4/obl",
      3, "2022-06", "month", "text" },
    /* charged on Monday with threatening him */
    { "He/he/PRON/3/nsubj:pass was/be/AUX/3/aux:pass+past charged/charge/VERB/0/root+part "
      "on/on/ADP/5/case "
      "Monday/Monday/PROPN/3/obl with/with/SCONJ/7/mark threatening/threaten/VERB/3/advcl+ger "
      "him/he/PRON/7/obj",
      6, "2022-09-29", "day", "story" },
    /* was founded in 2003 after rebels ousted him */
    { "It/it/PRON/3/nsubj:pass was/be/AUX/3/aux:pass+past founded/found/VERB/0/root+part "
      "in/in/ADP/5/case "
      "2003/2003/NUM/3/obl after/after/ADP/7/case rebels/rebel/NOUN/3/obl ousted/oust/VERB/7/acl+part "
      "him/he/PRON/8/obj",
      7, "2003", "year", "text" },
    /* on Monday they joined calls by officials asking him to go */
    { "on/on/ADP/2/case Monday/Monday/PROPN/4/obl they/they/PRON/4/nsubj joined/join/VERB/0/root+past "
      "calls/call/NOUN/4/obj by/by/ADP/7/case officials/official/NOUN/5/nmod asking/ask/VERB/7/acl+ger "
      "him/he/PRON/8/obj",
      7, "2022-09-26", "day", "text" },
    /* in response to the offensive in December 2021 they cut ties */
    { "in/in/ADP/2/case response/response/NOUN/9/obl to/to/ADP/5/case the/the/DET/5/det "
      "offensive/offensive/NOUN/2/nmod in/in/ADP/7/case December/December/PROPN/2/nmod "
      "they/they/PRON/9/nsubj "
      "cut/cut/VERB/0/root+past ties/tie/NOUN/9/obj",
      4, "2021-12", "month", "text" },
    /* the day carried on, also into a clause with "after" */
    { "Police/police/NOUN/2/nsubj fired/fire/VERB/0/root+past yesterday/yesterday/NOUN/2/obl:unmarked "
      "~./~./PUNCT/2/punct | They/they/PRON/2/nsubj left/leave/VERB/0/root+past after/after/SCONJ/6/mark "
      "one/one/NUM/6/nsubj:pass was/be/AUX/6/aux:pass+past injured/injure/VERB/2/advcl+part",
      9, "2022-09-28", "day", "text" },
    /* Monday's attack was the deadliest since an assault in May; the attack killed ten */
    { "Monday/Monday/PROPN/3/nmod:poss 's/'s/PART/1/case attack/attack/NOUN/5/nsubj "
      "was/be/AUX/5/cop+past "
      "deadliest/deadly/ADJ/0/root since/since/ADP/8/case an/a/DET/8/det assault/assault/NOUN/5/obl "
      "in/in/ADP/10/case May/May/PROPN/8/nmod ~./~./PUNCT/5/punct | The/the/DET/2/det "
      "attack/attack/NOUN/3/nsubj killed/kill/VERB/0/root+past ten/ten/NUM/3/obj",
      13, "2022-09-26", "day", "text" },
};

static void test_when_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DATES / sizeof DATES[0]; i++) {
        dl_error err;
        dl__date when;
        dl_document *d = tree_text(DATES[i].text, "2022-09-29");
        assert_int_equal(dl__when_find(clock_, d, &err), DL_OK);
        assert_int_equal(dl__when_of(d, DATES[i].trigger, true, &when), DL_OK);
        if (strcmp(when.date, DATES[i].date) != 0)
            print_error("row %zu\n", i);
        assert_string_equal(when.date, DATES[i].date);
        assert_string_equal(when.granularity, DATES[i].granularity);
        assert_string_equal(when.from, DATES[i].from);
        dl_document_free(d);
    }
}

static void test_calendar(void **state)
{
    (void)state;
    int y, m, d, week;
    for (int64_t day = dl__day_of(1, 1, 1); day < dl__day_of(9999, 12, 31); day += 97) {
        dl__day_to(day, &y, &m, &d);
        assert_true(dl__day_of(y, m, d) == day);
    }
    assert_int_equal(dl__weekday(dl__day_of(2022, 9, 29)), 4);
    assert_int_equal(dl__weekday(dl__day_of(1, 1, 1)), 1);
    dl__iso_week(dl__day_of(2021, 1, 3), &y, &week);
    assert_int_equal(y, 2020);
    assert_int_equal(week, 53);
    assert_true(dl__iso_week_start(2020, 53) == dl__day_of(2020, 12, 28));
    assert_true(dl__easter(2019) == dl__day_of(2019, 4, 21));
    assert_true(dl__easter(2000) == dl__day_of(2000, 4, 23));
    int64_t day;
    static const char *const BAD[] = { "",           "2022",       "2022-02-30", "2022-13-01",
                                       "03-02-2009", "2022/02/03", "0000-01-01" };
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(dl__day_parse(BAD[i], &day));
    assert_true(dl__day_parse("2020-02-29T10:00", &day));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_time_values),
                                        cmocka_unit_test(test_time_values_follow_tense),
                                        cmocka_unit_test(test_time_values_without_a_story_date),
                                        cmocka_unit_test(test_when_of), cmocka_unit_test(test_calendar) };
    return cmocka_run_group_tests_name("when", tests, set_up, tear_down);
}
