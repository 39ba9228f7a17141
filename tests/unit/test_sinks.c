/* test_sinks.c - every writer over one story made by hand (sample_document.h), to the byte. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/sink.h"

#include <jansson.h>

#include "cmocka_all.h"
#include "sample_document.h"

static const dl__sink_env ENV = { "dateline 0.0.0, en-0, data-0", 60, false, NULL };

static char *written(const dl__sink *sink, const dl__sink_env *env)
{
    dl_document *d = sample_document();
    dl__strbuf b;
    dl__strbuf_init(&b, 1 << 20);
    if (sink->begin)
        sink->begin(env, &b);
    sink->story(env, d, &b);
    assert_int_equal(b.status, DL_OK);
    dl_document_free(d);
    return b.s;
}

#define ATLANTIS(more)                                                                                       \
    "{\"text\": \"Atlantis\", \"name\": \"Atlantis\", \"code\": \"ATL\", \"country\": \"ATL\", "             \
    "\"sectors\": []"                                                                                        \
    ", \"via\": \"name\", \"begin\": 1, \"end\": 9}" more
#define RECORD                                                                                               \
    "{\"id\": \"0123456789ab:1\", \"story\": \"atlantis 1/2\", \"story_date\": \"2024-03-05\""               \
    ", \"publisher\": \"The \\\"Post\\\"\", \"url\": \"\", \"in\": \"text\", \"sentence\": 0"                \
    ", \"text\": \"Atlantis can’t attack Thulé.\", \"type\": \"ASSAULT\", \"mode\": \"aerial\""           \
    ", \"contexts\": [\"military\", \"territory\"], \"quad\": 4, \"plover_score\": -9.0, \"cameo\": \"195\"" \
    ", \"cameo_name\": \"Employ aerial weapons, and so on\", \"goldstein\": -9.25"                           \
    ", \"actors\": [" ATLANTIS(                                                                              \
        "]") ", \"recipients\": [{\"text\": \"Thulé\", \"name\": \"Thule\", \"code\": \"THUMIL\", "         \
             "\"country\": \"THU\""                                                                          \
             ", \"sectors\": [\"MIL\", \"REB\"], \"via\": \"name\", \"begin\": 23, \"end\": 28}]"            \
             ", \"polarity\": \"negated\", \"time\": \"future\", \"modality\": \"claimed\""                  \
             ", \"by\": [" ATLANTIS(                                                                         \
                 "]") ", \"date\": \"2024-03-04\", \"date_end\": \"\", \"date_granularity\": \"day\", "      \
                      "\"date_text\": \"attack\""                                                            \
                      ", \"date_from\": \"text\", \"place\": {\"text\": \"Thulé\", \"name\": \"Thule\", "   \
                      "\"country\": \"THU\""                                                                 \
                      ", \"admin1\": \"North\", \"admin2\": \"\", \"lat\": 77.5, \"lon\": null, "            \
                      "\"geonameid\": 12"                                                                    \
                      ", \"granularity\": \"city\", \"from\": \"text\"}"                                     \
                      ", \"trigger\": {\"text\": \"attack\", \"begin\": 16, \"end\": 22}, \"clause\": "      \
                      "{\"begin\": 1, \"end\": 29}"                                                          \
                      ", \"counts\": [{\"what\": \"killed\", \"n\": 24, \"n_max\": null, \"text\": "         \
                      "\"dozens\"}]"                                                                         \
                      ", \"confidence\": 0.877, \"event\": \"0123456789ab:e0\", \"rule\": \"deeds.tsv:12\""  \
                      ", \"coder\": \"dateline 0.0.0, en-0, data-0\"}"

static void test_jsonl_has_every_key_in_order(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_JSONL, &ENV);
    assert_string_equal(out, RECORD "\n");
    free(out);
}

static void test_story_holds_every_layer(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_STORY, &ENV);
    assert_string_equal(
        out,
        "{\"id\": \"atlantis 1/2\", \"date\": \"2024-03-05\", \"headline\": \"\", \"publisher\": \"The "
        "\\\"Post\\\"\""
        ", \"url\": \"\", \"events\": [" RECORD "], \"statements\": [{\"speaker\": " ATLANTIS(
            "") ", \"verb\": \"says\", \"cue\": {\"begin\": 0, \"end\": 0}, \"text\": \"Atlantis \", "
                "\"direct\": true"
                ", \"addressee\": null, \"in\": \"text\", \"begin\": 1, \"end\": 10, \"by\": []"
                ", \"events\": [\"0123456789ab:1\"]}]"
                ", \"quotes\": [{\"in\": \"text\", \"source\": [], \"cue\": [{\"begin\": 16, \"end\": 22}]"
                ", \"content\": [{\"begin\": 1, \"end\": 9}, {\"begin\": 23, \"end\": 28}], \"statements\": "
                "[0]}]"
                ", \"entities\": [{\"id\": 0, \"name\": \"Atlantis\", \"code\": \"ATL\", \"kind\": "
                "\"country\", \"mentions\": "
                "[{\"text\": \"Atlantis\", \"in\": \"text\", \"begin\": 1, \"end\": 9, \"via\": \"name\"}]}"
                ", {\"id\": 1, \"name\": \"Thule\", \"code\": \"THUMIL\", \"kind\": \"country\", "
                "\"mentions\": "
                "[{\"text\": \"Thulé\", \"in\": \"text\", \"begin\": 23, \"end\": 28, \"via\": \"name\"}]}]"
                ", \"times\": [{\"text\": \"attack\", \"type\": \"DATE\", \"value\": \"2024-03-04\", \"in\": "
                "\"text\""
                ", \"begin\": 16, \"end\": 22}]"
                ", \"places\": [{\"text\": \"Thulé\", \"name\": \"Thule\", \"country\": \"THU\", \"admin1\": "
                "\"North\""
                ", \"lat\": 77.5, \"lon\": null, \"geonameid\": 12, \"granularity\": \"city\", \"in\": "
                "\"text\""
                ", \"begin\": 23, \"end\": 28}]}\n");
    json_t *v = json_loads(out, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(v);
    json_decref(v);
    free(out);
}

static void test_conllu_has_ranges_and_composed_forms(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_CONLLU, &ENV);
    assert_string_equal(out, "# newdoc id = atlantis_1_2\n"
                             "# newpar\n"
                             "# sent_id = atlantis_1_2-1\n"
                             "# text = Atlantis can’t attack Thulé.\n"
                             "1\tAtlantis\tAtlantis\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-LOC\n"
                             "2-3\tcan’t\t_\t_\t_\t_\t_\t_\t_\t_\n"
                             "2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_\n"
                             "3\tn’t\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
                             "4\tattack\tattack\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n"
                             "5\tThulé\tThulé\tPROPN\tNNP\tNumber=Sing\t4\tobj\t_\tNER=B-LOC|SpaceAfter=No\n"
                             "6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\tSpaceAfter=No\n\n");
    free(out);
}

static void test_csv_quotes_what_needs_it(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_CSV, &ENV);
    const char *row = strchr(out, '\n') + 1;
    assert_string_equal(
        row, "0123456789ab:1,atlantis 1/2,2024-03-05,\"The \"\"Post\"\"\",,text,0,ASSAULT,aerial,"
             "military;territory,4,-9.0,195,\"Employ aerial weapons, and so on\",-9.25,"
             "Atlantis,ATL,Thule,THUMIL,negated,future,claimed,Atlantis,ATL,"
             "2024-03-04,,day,text,Thulé,Thule,THU,North,77.5,,12,city,text,attack,killed=24+,0.877,"
             "0123456789ab:e0,Atlantis can’t attack Thulé.,deeds.tsv:12,\"dateline 0.0.0, en-0, data-0\"\n");
    size_t commas[2] = { 0, 0 }; /* as many cells as the header has */
    bool quoted = false;
    for (const char *c = out; *c; c++) {
        quoted ^= *c == '"';
        commas[c >= row] += *c == ',' && !quoted;
    }
    assert_int_equal(commas[0], commas[1]);
    free(out);
}

static void test_table_wraps_and_has_colour_only_when_asked(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_TABLE, &ENV);
    assert_string_equal(out, "atlantis 1/2\n"
                             "2024-03-05 · The \"Post\" · 1 record\n"
                             "\n"
                             " 1  Atlantis (ATL) → Thule (THUMIL)\n"
                             "    ASSAULT-aerial 195 Employ aerial weapons, and so on\n"
                             "    2024-03-04, Thule (THU), negated, future, claimed, by\n"
                             "      Atlantis (ATL), dozens killed\n"
                             "    “Atlantis can’t attack Thulé.”\n"
                             "\n\n");
    free(out);
    dl__sink_env env = ENV;
    env.colour = true;
    out = written(&DL__SINK_TABLE, &env);
    assert_non_null(strstr(out, "\x1B[1mAtlantis\x1B[0m"));
    free(out);
}

static void test_explain_draws_the_tree(void **state)
{
    (void)state;
    char *out = written(&DL__SINK_EXPLAIN, &ENV);
    static const char *const says[] = { "Atlantis can’t attack Thulé.\n",
                                        "  attack VERB root\n",
                                        "  ├─ Atlantis PROPN nsubj\n",
                                        "  ├─ n’t PART advmod [not]\n",
                                        "  └─ . PUNCT punct\n",
                                        "record 0123456789ab:1 ASSAULT-aerial",
                                        "rule     deeds.tsv:12\n",
                                        "entry    attack subj obj\n",
                                        "arcs     subj Atlantis (nsubj), obj Thulé (obj)\n" };
    for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
        if (!strstr(out, says[i]))
            fail_msg("no '%s' in:\n%s", says[i], out);
    free(out);
    dl__sink_env env = ENV;
    env.record = "0123456789ab:2"; /* no such record */
    out = written(&DL__SINK_EXPLAIN, &env);
    assert_true(!out || !out[0]);
    free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jsonl_has_every_key_in_order),
        cmocka_unit_test(test_story_holds_every_layer),
        cmocka_unit_test(test_conllu_has_ranges_and_composed_forms),
        cmocka_unit_test(test_csv_quotes_what_needs_it),
        cmocka_unit_test(test_table_wraps_and_has_colour_only_when_asked),
        cmocka_unit_test(test_explain_draws_the_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
