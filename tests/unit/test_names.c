/* test_names.c - names of a document that agree with each other, over tags written by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/names.h"

#include "cmocka_all.h"
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
    /* a name in a name is left alone */
    { "Velten Bank fell . | Anna Velten spoke .",
      "Oo--"
      "Pp--",
      "Oo--"
      "Pp--" },
};

static void test_names_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        dl_document *d = tree_text(CASES[i].text, "2024-01-01");
        assert_int_equal(d->n_tokens, strlen(CASES[i].before));
        for (size_t t = 0; t < d->n_tokens; t++)
            d->tokens[t].ner = (uint8_t)(strchr(LETTERS, CASES[i].before[t]) - LETTERS);
        assert_true(dl__names_agree(d));
        for (size_t t = 0; t < d->n_tokens; t++)
            if (LETTERS[d->tokens[t].ner] != CASES[i].after[t])
                fail_msg("%s: word %zu is %c", CASES[i].text, t + 1, LETTERS[d->tokens[t].ner]);
        dl_document_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_names_agree) };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
