/* test_where.c - names of places, their readings, places of events over given trees.  No model; the shipped tables. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "where/where.h"

#include "cmocka_all.h"
#include "tree_text.h"

static dl__pack *pack;
static dl__atlas *atlas;

static int set_up(void **state)
{
    (void)state;
    dl_error err;
    const char *path = getenv("DATELINE_PACK");
    return path && dl__pack_open(path, &pack, &err) == DL_OK && dl__atlas_new(pack, &atlas, &err) == DL_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl__atlas_free(atlas);
    dl__pack_free(pack);
    return 0;
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *places; /* text=country/granularity/admin1 */
    } row[] = {
        { "He/he/PRON/2/nsubj fought/fight/VERB/0/root+past in/in/ADP/4/case Armenia/Armenia/PROPN/2/obl@LOC",
          "Armenia=ARM/country/" },
        { "He/he/PRON/2/nsubj was/be/VERB/0/root in/in/ADP/4/case Paris/Paris/PROPN/2/obl@LOC",
          "Paris=FRA/city/\xC3\x8Ele-de-France" },
        { "He/he/PRON/2/nsubj was/be/VERB/0/root in/in/ADP/4/case Paris/Paris/PROPN/2/obl@LOC "
          "~,/,/PUNCT/6/punct Texas/Texas/PROPN/4/appos@LOC",
          "Paris=USA/city/Texas; Texas=USA/admin1/Texas" },
        { "in/in/ADP/2/case Gegharkunik/Gegharkunik/PROPN/0/root@LOC Province/province/PROPN/2/flat "
          "of/of/ADP/5/case Armenia/Armenia/PROPN/2/nmod@LOC",
          "Gegharkunik=ARM/admin1/Gegharkunik; Armenia=ARM/country/" },
        { "He/he/PRON/2/nsubj visited/visit/VERB/0/root+past Jermuk/Jermuk/PROPN/2/obj@PER "
          "and/and/CCONJ/5/cc Goris/Goris/PROPN/3/conj@PER "
          "in/in/ADP/7/case Armenia/Armenia/PROPN/2/obl@LOC",
          "Jermuk=ARM/city/Vayots Dzor; Goris=ARM/city/Syunik; Armenia=ARM/country/" },
        { "in/in/ADP/3/case the/the/DET/3/det Gaza/Gaza/PROPN/0/root@LOC Strip/Strip/PROPN/3/flat",
          "Gaza Strip=PSE/region/" },
        { "in/in/ADP/3/case the/the/DET/3/det Donbas/Donbas/PROPN/0/root@LOC", "Donbas=UKR/region/" },
        { "in/in/ADP/2/case Gda\xC5\x84sk/Gdansk/PROPN/0/root@LOC", "Gda\xC5\x84sk=POL/city/Pomerania" },
        { "in/in/ADP/3/case the/the/DET/3/det Chaco/Chaco/PROPN/0/root@LOC", "Chaco=/region/" },
        /* a name that no table has, but that is tagged and in which something is put */
        { "He/he/PRON/2/nsubj fell/fall/VERB/0/root+past in/in/ADP/4/case Zubrak/Zubrak/PROPN/2/obl@LOC "
          "~,/,/PUNCT/6/punct Syria/Syria/PROPN/4/appos@LOC",
          "Zubrak=SYR/point/; Syria=SYR/country/" },
        /* one that a noun of place announces, in the country of the sentence's other places */
        { "in/in/ADP/3/case the/the/DET/3/det town/town/NOUN/0/root of/of/ADP/5/case "
          "Zubrak/Zubrak/PROPN/3/nmod "
          "south/south/ADV/3/advmod of/of/ADP/8/case Beirut/Beirut/PROPN/3/nmod@LOC",
          "Zubrak=LBN/point/; Beirut=LBN/city/Beirut" },
        { "in/in/ADP/4/case the/the/DET/4/det Kenyan/Kenyan/ADJ/4/amod town/town/NOUN/0/root "
          "of/of/ADP/6/case "
          "Busia/Busia/PROPN/4/nmod@LOC",
          "Busia=KEN/city/Busia County" },
        { "in/in/ADP/4/case the/the/DET/4/det Ugandan/Ugandan/ADJ/4/amod town/town/NOUN/0/root "
          "of/of/ADP/6/case "
          "Busia/Busia/PROPN/4/nmod@LOC",
          "Busia=UGA/city/Eastern Region" },
        /* X, a village in the Y province of Z */
        { "He/he/PRON/2/nsubj fell/fall/VERB/0/root+past in/in/ADP/4/case Asmar/Asmar/PROPN/2/obl@LOC "
          "~,/,/PUNCT/7/punct a/a/DET/7/det village/village/NOUN/4/appos in/in/ADP/10/case "
          "the/the/DET/10/det "
          "Kunar/Kunar/PROPN/7/nmod@LOC province/province/NOUN/10/flat of/of/ADP/13/case "
          "Afghanistan/Afghanistan/PROPN/10/nmod@LOC",
          "Asmar=AFG/city/Kunar; Kunar=AFG/admin1/Kunar; Afghanistan=AFG/country/" },
        /* a spelling without the apostrophe is the name */
        { "He/he/PRON/2/nsubj was/be/VERB/0/root in/in/ADP/4/case Tskhinvali/Tskhinvali/PROPN/2/obl@LOC",
          "Tskhinvali=GEO/city/Shida Kartli" },
        { "He/he/PRON/2/nsubj fell/fall/VERB/0/root+past at/at/ADP/5/case "
          "Damascus/Damascus/PROPN/5/compound@LOC "
          "Airport/Airport/PROPN/2/obl",
          "Damascus Airport=SYR/city/Damascus Governorate" },
        { "He/he/PRON/2/nsubj was/be/VERB/0/root in/in/ADP/4/case Washington/Washington/PROPN/2/obl@LOC "
          "~,/,/PUNCT/6/punct D.C./D.C./PROPN/4/appos@LOC",
          "Washington, D.C.=USA/city/District of Columbia" },
        /* what is no place */
        { "Turkish/Turkish/ADJ/2/amod troops/troops/NOUN/0/root", "" },
        { "Victoria/Victoria/PROPN/2/nsubj@PER spoke/speak/VERB/0/root+past", "" },
        { "Reading/read/VERB/0/root books/book/NOUN/1/obj", "" },
        { "in/in/ADP/2/case August/August/PROPN/0/root", "" },
        { "of/of/ADP/2/case men/man/NOUN/0/root", "" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_error err;
        char got[512] = "";
        size_t n = 0;
        dl_document *d = tree_text(row[i].text, "2022-09-29");
        assert_int_equal(dl__where_find(atlas, d, &err), DL_OK);
        for (size_t k = 0; k < d->n_places; k++)
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%s=%s/%s/%s", k > 0 ? "; " : "",
                                  d->places[k].text, d->places[k].country, d->places[k].granularity,
                                  d->places[k].admin1);
        if (strcmp(got, row[i].places) != 0)
            print_error("%s\n", row[i].text);
        assert_string_equal(got, row[i].places);
        dl_document_free(d);
    }
}

static void test_where_of(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t trigger;
        int32_t object;
        const char *country, *text_of, *country_of, *from;
    } row[] = {
        /* killed in Goris */
        { "Troops/troops/NOUN/2/nsubj fired/fire/VERB/0/root+past in/in/ADP/4/case "
          "Kharkiv/Kharkiv/PROPN/2/obl@LOC",
          1, -1, "", "Kharkiv", "UKR", "text" },
        /* visited Kharkiv */
        { "He/he/PRON/2/nsubj visited/visit/VERB/0/root+past Kharkiv/Kharkiv/PROPN/2/obj@LOC", 1, 2, "",
          "Kharkiv", "UKR", "text" },
        /* called on Azerbaijan: addressed, not placed there; the troops in Armenia are */
        { "Russia/Russia/PROPN/2/nsubj@LOC called/call/VERB/0/root+past on/on/ADP/4/case "
          "Azerbaijan/Azerbaijan/PROPN/2/obl@LOC to/to/PART/6/mark "
          "withdraw/withdraw/VERB/2/xcomp+inf troops/troops/NOUN/6/obj in/in/ADP/9/case "
          "Armenia/Armenia/PROPN/7/nmod@LOC",
          5, 6, "", "Armenia", "ARM", "text" },
        { "Russia/Russia/PROPN/2/nsubj@LOC called/call/VERB/0/root+past on/on/ADP/4/case "
          "Azerbaijan/Azerbaijan/PROPN/2/obl@LOC",
          1, 3, "AZE", "", "AZE", "recipient" },
        /* the attack on the town of Kharkiv */
        { "the/the/DET/2/det attack/attack/NOUN/0/root on/on/ADP/4/case Kharkiv/Kharkiv/PROPN/2/nmod@LOC", 1,
          -1, "", "Kharkiv", "UKR", "text" },
        { "nothing/nothing/PRON/2/nsubj happened/happen/VERB/0/root+past", 1, -1, "", NULL, NULL, "" },
        /* guards in Kharkiv were armed after the attacks on Paris */
        { "Guards/guard/NOUN/5/nsubj:pass in/in/ADP/3/case Kharkiv/Kharkiv/PROPN/1/nmod@LOC "
          "were/be/AUX/5/aux:pass "
          "armed/arm/VERB/0/root+part after/after/ADP/7/case attacks/attack/NOUN/5/obl on/on/ADP/9/case "
          "Paris/Paris/PROPN/7/nmod@LOC",
          4, 0, "", "Kharkiv", "UKR", "text" },
        /* where the like was told of before: the blast killed him */
        { "Bombings/bombing/NOUN/0/root in/in/ADP/3/case Kharkiv/Kharkiv/PROPN/1/nmod@LOC "
          "~./~./PUNCT/1/punct | "
          "The/the/DET/2/det blast/blast/NOUN/3/nsubj killed/kill/VERB/0/root+past him/he/PRON/3/obj "
          "~,/,/PUNCT/3/punct said/say/VERB/3/parataxis+past they/they/PRON/6/nsubj in/in/ADP/9/case "
          "Paris/Paris/PROPN/6/obl@LOC",
          6, 7, "", "Kharkiv", "UKR", "story" },
        /* a land's name before what breaks out there */
        { "Ukraine/Ukraine/PROPN/2/compound@LOC ambush/ambush/NOUN/3/nsubj kills/kill/VERB/0/root+pres "
          "ten/ten/NUM/3/obj",
          2, 3, "", "Ukraine", "UKR", "text" },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_error err;
        const dl_place *p;
        const char *from;
        dl_document *d = tree_text(row[i].text, "2022-09-29");
        assert_int_equal(dl__where_find(atlas, d, &err), DL_OK);
        assert_int_equal(dl__where_of(atlas, d, row[i].trigger, row[i].object, row[i].country, &p, &from),
                         DL_OK);
        assert_string_equal(from, row[i].from);
        if (row[i].text_of) {
            assert_non_null(p);
            assert_string_equal(p->text, row[i].text_of);
            assert_string_equal(p->country, row[i].country_of);
            assert_true(p->lat > 39 && p->lat < 51);
        } else {
            assert_null(p);
        }
        dl_document_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_places), cmocka_unit_test(test_where_of) };
    return cmocka_run_group_tests_name("where", tests, set_up, tear_down);
}
