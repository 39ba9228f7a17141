/* test_mend.c - arcs that tense and titles put right, over trees written by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/mend.h"

#include "tree.h"

static const struct {
    const char *name, *words;
    uint32_t token;
    int32_t head; /* afterwards, from 0 */
    const char *deprel;
} row[] = {
    { "a title that was made a second subject",
      "Mr/PROPN/NNP/3/nsubj Velten/PROPN/NNP/3/nsubj left=leave/VERB/VBD/0/root", 0, 1, "nmod:desc" },
    { "a title that was made the head",
      "Ms/PROPN/NNP/3/nsubj Velten/PROPN/NNP/1/flat left=leave/VERB/VBD/0/root", 1, 2, "nsubj" },
    { "a common title beside its name",
      "Resident/NOUN/NN/4/nsubj Anna/PROPN/NNP/4/nsubj Velten/PROPN/NNP/2/flat said=say/VERB/VBD/0/root", 0,
      1, "nmod:desc" },
    { "who criticises somebody goes on speaking",
      "Chad/PROPN/NNP/2/nsubj criticised=criticise/VERB/VBD/0/root Niger/PROPN/NNP/2/obj "
      "saying=say/VERB/VBG/3/acl "
      "so/ADV/RB/4/advmod",
      3, 1, "advcl" },
    { "behind a comma and with stands who says it",
      "Chad/PROPN/NNP/2/nsubj drew=draw/VERB/VBD/0/root blame/NOUN/NN/2/obj ,/PUNCT/,/6/punct "
      "with/ADP/IN/6/case "
      "Niger/PROPN/NNP/3/nmod saying=say/VERB/VBG/2/advcl so/ADV/RB/7/advmod",
      5, 6, "nsubj" },
    { "no title", "Anna/PROPN/NNP/3/nsubj Velten/PROPN/NNP/1/flat left=leave/VERB/VBD/0/root", 1, 0, "flat" },
    { "past with past, over what will be",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root it/PRON/PRP/5/nsubj would/AUX/MD/5/aux "
      "leave/VERB/VB/2/ccomp and/CCONJ/CC/7/cc closed=close/VERB/VBD/5/conj offices=office/NOUN/NNS/7/obj",
      6, 1, "conj" },
    { "an infinitive goes with what will be",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root it/PRON/PRP/5/nsubj would/AUX/MD/5/aux "
      "leave/VERB/VB/2/ccomp and/CCONJ/CC/7/cc close/VERB/VB/5/conj offices=office/NOUN/NNS/7/obj",
      6, 4, "conj" },
    { "a verb of speech over a past",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root talks=talk/NOUN/NNS/4/nsubj "
      "failed=fail/VERB/VBD/2/ccomp and/CCONJ/CC/6/cc accused=accuse/VERB/VBD/4/conj Niger/PROPN/NNP/6/obj",
      5, 1, "conj" },
    { "any other verb stays with the past",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root troops=troop/NOUN/NNS/4/nsubj "
      "came=come/VERB/VBD/2/ccomp and/CCONJ/CC/6/cc burned=burn/VERB/VBD/4/conj towns=town/NOUN/NNS/6/obj",
      5, 3, "conj" },
    { "within a quotation nothing changes",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root \"/PUNCT/``/5/punct talks=talk/NOUN/NNS/5/nsubj "
      "failed=fail/VERB/VBD/2/ccomp and/CCONJ/CC/7/cc accused=accuse/VERB/VBD/5/conj Niger/PROPN/NNP/7/obj",
      6, 4, "conj" },
    { "another's report beside it",
      "Chad/PROPN/NNP/2/nsubj said=say/VERB/VBD/0/root talks=talk/NOUN/NNS/4/nsubj "
      "failed=fail/VERB/VBD/2/ccomp while/SCONJ/IN/7/mark Niger/PROPN/NNP/7/nsubj "
      "denied=deny/VERB/VBD/4/advcl",
      6, 1, "advcl" },
    { "a noun with a preposition of its own is no conjunct",
      "raid/NOUN/NN/0/root by/ADP/IN/3/case rebels=rebel/NOUN/NNS/1/conj", 2, 0, "nmod" },
    { "a noun between a mark and its verb",
      "Chad/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root after/ADP/IN/5/mark troops=troop/NOUN/NNS/2/obl "
      "came=come/VERB/VBD/2/advcl under/ADP/IN/7/case fire/NOUN/NN/5/obl",
      3, 4, "nsubj" },
    { "a mark taken for a preposition",
      "Chad/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root after/ADP/IN/4/case troops=troop/NOUN/NNS/2/obl "
      "came=come/VERB/VBD/2/advcl under/ADP/IN/7/case fire/NOUN/NN/5/obl",
      3, 4, "nsubj" },
    { "the subject behind a fronted participle",
      "Backing=back/VERB/VBG/6/advcl Chad/PROPN/NNP/1/obj ,/PUNCT/,/5/punct the/DET/DT/5/det "
      "envoy/NOUN/NN/2/appos left=leave/VERB/VBD/0/root",
      4, 5, "nsubj" },
    { "who says it stands between commas: the first of two subjects",
      "rebels=rebel/NOUN/NNS/4/nsubj ,/PUNCT/,/1/punct officials=official/NOUN/NNS/4/nsubj "
      "said=say/VERB/VBD/0/root ,/PUNCT/,/6/punct killed=kill/VERB/VBD/4/ccomp ten/NUM/CD/6/obj",
      0, 5, "nsubj" },
    { "who says it, taken for a second noun",
      "rebels=rebel/NOUN/NNS/4/nsubj ,/PUNCT/,/1/punct officials=official/NOUN/NNS/1/conj "
      "said=say/VERB/VBD/0/root ,/PUNCT/,/6/punct killed=kill/VERB/VBD/4/ccomp ten/NUM/CD/6/obj",
      2, 3, "nsubj" },
    { "two that are joined speak together",
      "Chad/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Niger/PROPN/NNP/1/conj said=say/VERB/VBD/0/root "
      ",/PUNCT/,/6/punct "
      "left=leave/VERB/VBD/4/conj",
      0, 3, "nsubj" },
    { "a day is no subject",
      "Chad/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root on/ADP/IN/4/case Friday/PROPN/NNP/5/nsubj "
      "condemning=condemn/VERB/VBG/2/advcl raids=raid/NOUN/NNS/5/obj",
      3, 4, "obl" },
};

static void test_tree_mend(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_document *d = tree(row[i].words);
        dl__tree_mend(d);
        const dl_token *t = &d->tokens[row[i].token];
        if (t->head != row[i].head)
            print_error("%s: want head %d, got %d\n", row[i].name, row[i].head, t->head);
        assert_int_equal(t->head, row[i].head);
        assert_string_equal(t->deprel, row[i].deprel);
        dl_document_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_tree_mend) };
    return cmocka_run_group_tests_name("mend", tests, NULL, NULL);
}
