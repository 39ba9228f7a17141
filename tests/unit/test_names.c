/* test_names.c - names of a document that agree with each other, over tags and lists written by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "model/features.h"
#include "tree_text.h"

static const char LETTERS[] = "-PpOoLl"; /* of the tags in their order: B- upper case, I- lower case */

static const struct {
    const char *text, *before, *after; /* a letter a word */
} CASES[] = {
    /* a short form is what the full one is */
    { "Anna Velten spoke . | Velten left .",
      "Pp--"
      "---",
      "Pp--"
      "P--" },
    { "Anna Velten spoke . | Velten left .",
      "Pp--"
      "O--",
      "Pp--"
      "P--" },
    /* the majority decides, whatever the case of the letters */
    { "Marum fell . | MARUM rose . | Marum slept .",
      "L--"
      "P--"
      "L--",
      "L--"
      "L--"
      "L--" },
    /* one vote against one: both stay */
    { "Marum fell . | Marum rose .",
      "L--"
      "P--",
      "L--"
      "P--" },
    /* once is not enough to mark what was left untagged, twice is; small letters stay */
    { "Kolt fell . | Kolt rose .",
      "O--"
      "---",
      "O--"
      "---" },
    { "Kolt fell . | Kolt met kolt . | Kolt slept .",
      "O--"
      "----"
      "O--",
      "O--"
      "O---"
      "O--" },
    /* the longest words first */
    { "Kolt Nord fell . | Kolt Nord rose . | Kolt Nord slept .",
      "Oo--"
      "Oo--"
      "----",
      "Oo--"
      "Oo--"
      "Oo--" },
    /* pieces without a space between them are one name; no name ends with a mark that waits for more */
    { "Al ~- ~Sadi spoke .", "PpP--", "Ppp--" },
    { "Kolt ~- Marum fell .", "OoL--", "O-L--" },
    /* what an organisation is of is part of its name, unless it hangs elsewhere */
    { "Ministry/ministry/PROPN/6/nsubj of/of/ADP/3/case Roads/Roads/PROPN/1/nmod and/and/CCONJ/5/cc "
      "Works/Works/PROPN/3/conj fell/fall/VERB/0/root",
      "Oo----", "Ooooo-" },
    { "Court/court/PROPN/5/nsubj of/of/ADP/4/case the/the/DET/4/det Marum/Marum/PROPN/1/nmod "
      "fell/fall/VERB/0/root",
      "O--L-", "Oooo-" },
    { "Kolt/Kolt/PROPN/2/nsubj fell/fall/VERB/0/root of/of/ADP/4/case Marum/Marum/PROPN/2/obl", "O--L",
      "O--L" },
    /* the legal form of a firm, and no more */
    { "Kolt , Inc. of Marum fell .", "O-Ooo--", "Ooo----" },
    /* a person's names turned round in an address */
    { "by \" Velten , Anna \" today", "--P-P--", "--Ppp--" },
    { "by Velten , Anna today", "-P-P-", "-P-P-" },
    /* six names in a row are three persons, four may be one */
    { "Anna Velten Max Sadi Eva Kolt", "Pppppp", "PpPpPp" },
    { "Anna Eva Velten Sadi", "Pppp", "Pppp" },
    /* capitals in brackets behind an organisation are one, here and later */
    { "Marum Bank ( MB ) fell . | MB rose .",
      "Oo-----"
      "---",
      "Oo-O---"
      "O--" },
    { "Marum Bank ( TX ) fell .", "Oo-----", "Oo-----" },
    /* behind the legal form of a firm stands where it is; of what trade a corporation is belongs to it */
    { "Kolt , Inc. of Marum fell .", "Ooooo--", "Ooo-L--" },
    { "Marum Corporation Guaranty fell .", "Ooo--", "Oo---" },
    { "Roads Corporation of Marum fell .", "Oooo--", "Oooo--" },
    { "Kolt Corporation , Inc. fell .", "Oooo--", "Oooo--" },
    /* names that stand side by side */
    { "Anna Velten Max Sadi spoke .", "Pppp--", "PpPp--" },
    { "Anna Max Velten Sadi spoke .", "Pppp--", "Pppp--" },
    { "Anna Velten-Sadi Max Kolt spoke .", "Pppp--", "Pppp--" },
    { "in Marum Kansas today .", "-Ll--", "-LL--" },
    { "in Marum Armenia today .", "-Ll--", "-LL--" },
    { "in New Armenia today .", "-Ll--", "-Ll--" },
    { "in Kolt Armenia today .", "-Ll--", "-Ll--" },
    { "in Marum , TX today .", "-L----", "-L-L--" },
    { "Kolt , TX today .", "O----", "O----" },
    { "Anna Velten spoke . | Anna Velten left . | Eva spoke . | Eva left . | Eva slept . | Anna Velten Eva "
      "spoke .",
      "Pp--"
      "Pp--"
      "P--"
      "P--"
      "P--"
      "Ppp--",
      "Pp--"
      "Pp--"
      "P--"
      "P--"
      "P--"
      "PpP--" },
    { "Anna Velten left . | Anna Velten rose . | Anna Velten fell . | Anna Velten Max , you are right .",
      "Pp--"
      "Pp--"
      "Pp--"
      "Ppp-----",
      "Pp--"
      "Pp--"
      "Pp--"
      "PpP-----" },
    { "Anna B. Velten Koltco", "Pppp", "PppO" },
    { "Anna - Koltco spoke", "Ppp-", "Ppp-" },
    { "at 4 Kolt Rd Marum today", "--Lll-", "--LlL-" },
    { "at Kolt Street Station today", "-Lll-", "-Lll-" },
    { "the City of Marum fell .", "-L-L--", "-Lll--" },
    { "the towers of Marum fell .", "-L-L--", "-L-L--" },
    { "Koltane Bank fell . | Koltane , Inc. rose .",
      "Oo--"
      "-----",
      "Oo--"
      "Ooo--" },
    { "Anna/Anna/PROPN/4/nsubj Sheikh/Sheikh/PROPN/1/flat Sadi/Sadi/PROPN/1/flat fell/fall/VERB/0/root",
      "P-P-", "Ppp-" },
    { "Anna/Anna/PROPN/3/nsubj II/II/PROPN/1/flat fell/fall/VERB/0/root", "P--", "P--" },
    /* who is greeted */
    { "Hi Sadi , come .", "-----", "-P---" },
    { "Hi Marum , come .", "-----", "-----" },
    { "Hi Sadi come .", "----", "----" },
    /* a person's name that ends in an address */
    { "by Anna Velten@KOLT today", "-P--", "-Pp-" },
    { "by Anna B. Velten@KOLT Eva", "-Ppp-", "-Ppp-" },
    { "by Anna Velten@KOLT Eva today", "-Pppp", "-PpPp" },
    { "by velten@kolt.example today", "---", "---" },
    /* what is left untagged much more often is no name; of initials and of a firm's own word less is asked */
    { "Marum fell . | Marum rose . | Marum fell . | Marum fell . | Marum fell . | Marum fell . | Marum fell "
      ".",
      "L--"
      "L--"
      "---------------",
      "L--"
      "L--"
      "---------------" },
    { "KLT fell . | KLT rose . | KLT fell . | KLT fell . | KLT fell . | KLT fell . | KLT fell .",
      "O--"
      "O--"
      "---------------",
      "O--"
      "O--"
      "O--O--O--O--O--" },
    { "A fell . | A rose . | A slept .",
      "O--"
      "O--"
      "---",
      "O--"
      "O--"
      "---" },
    { "Koltane Bank fell . | Koltane rose .",
      "Oo--"
      "---",
      "Oo--"
      "O--" },
    { "Marum Bank fell . | Marum rose .",
      "Oo--"
      "---",
      "Oo--"
      "---" },
    /* the rest of a name by the tree */
    { "Anna spoke . | Anna left . | Anna/Anna/PROPN/3/nsubj Sadi/Sadi/PROPN/1/flat fell/fall/VERB/0/root",
      "P--"
      "P--"
      "---",
      "P--"
      "P--"
      "Pp-" },
    /* a title that belongs to the name */
    { "the Prophet Sadi spoke .", "--P--", "-Pp--" },
    /* a name in a name is left alone */
    { "Velten Bank fell . | Anna Velten spoke .",
      "Oo--"
      "Pp--",
      "Oo--"
      "Pp--" },
};

/* Lists of names that hold a few words. */
static uint32_t listed(const void *owner, const char *word)
{
    static const struct {
        const char *word;
        uint32_t is;
    } ROW[] = {
        { "anna", DL__NAME_GIVEN },  { "max", DL__NAME_GIVEN },      { "velten", DL__NAME_SURNAME },
        { "marum", DL__NAME_PLACE }, { "new", DL__NAME_PLACE_PART }, { "armenia", DL__NAME_COUNTRY },
        { "koltco", DL__NAME_ORG },
    };
    (void)owner;
    char norm[4 * DL__FORM_CHARS + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t n;
    dl__norm(word, norm, start, &n);
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++)
        if (strcmp(ROW[i].word, norm) == 0)
            return ROW[i].is;
    return 0;
}

static const dl__name_lists LISTS = { .of = listed };

static void test_names_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        dl_document *d = tree_text(CASES[i].text, "2024-01-01");
        assert_int_equal(d->n_tokens, strlen(CASES[i].before));
        for (size_t t = 0; t < d->n_tokens; t++)
            d->tokens[t].ner = (uint8_t)(strchr(LETTERS, CASES[i].before[t]) - LETTERS);
        assert_true(dl__names_agree(d, &LISTS));
        for (size_t t = 0; t < d->n_tokens; t++)
            if (LETTERS[d->tokens[t].ner] != CASES[i].after[t])
                fail_msg("%s: word %zu is %c", CASES[i].text, t + 1, LETTERS[d->tokens[t].ner]);
        dl_document_free(d);
    }
}

static void test_without_lists(void **state)
{
    (void)state;
    const dl__name_lists none = { .of = NULL };
    const dl__name_lists *const lists[] = { NULL, &none };
    for (size_t i = 0; i < 2; i++) {
        dl_document *d = tree_text("Anna Velten Max Sadi met Koltane Bank .", "2024-01-01");
        dl__name_mark(d, 0, 4, DL_NER_B_PER);
        dl__name_mark(d, 5, 7, DL_NER_B_ORG);
        assert_true(dl__names_agree(d, lists[i]));
        assert_int_equal(dl__name_end(d, 0, 8), 4);
        assert_int_equal(dl__name_end(d, 5, 8), 7);
        dl_document_free(d);
    }
}

/* Of a long text the neighbourhood decides: Marum is a person far away and a place here. */
static void test_what_is_near_counts_more(void **state)
{
    (void)state;
    enum { FAR = 3, HERE = 3, FILL = 2000 };
    static const char NAME[] = "Marum fell .", FILLER[] = "x";
    const size_t room = (FAR + HERE + FILL) * sizeof "Marum fell . | ";
    char *text = malloc(room);
    assert_non_null(text);
    size_t at = 0;
    for (int i = 0; i < FAR + FILL + HERE; i++)
        at += (size_t)snprintf(text + at, room - at, "%s%s", i ? " | " : "",
                               i < FAR || i >= FAR + FILL ? NAME : FILLER);
    dl_document *d = tree_text(text, "2024-01-01");
    free(text);
    const size_t here = 3 * FAR + FILL;
    for (size_t i = 0; i < FAR; i++)
        d->tokens[3 * i].ner = DL_NER_B_PER;
    d->tokens[here].ner = DL_NER_B_LOC;
    d->tokens[here + 3].ner = DL_NER_B_LOC;
    d->tokens[here + 6].ner = DL_NER_B_PER;
    assert_true(dl__names_agree(d, NULL));
    assert_int_equal(d->tokens[0].ner, DL_NER_B_PER);
    assert_int_equal(d->tokens[here + 6].ner, DL_NER_B_LOC);
    dl_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_names_agree),
                                        cmocka_unit_test(test_without_lists),
                                        cmocka_unit_test(test_what_is_near_counts_more) };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
