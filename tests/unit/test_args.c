/* test_args.c - the tree made plain, over trees written by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/args.h"

#include "tree.h"

/* "s=Russia o=troops from=Armenia", in the order of finding, by form. */
static void shown(const dl_document *d, uint32_t predicate, char out[256])
{
    static const char *const slots[] = { "s", "o", "i", "", "c", "+c", "prt" };
    dl__args args;
    dl__args_of(d, predicate, &args);
    size_t n = 0;
    out[0] = '\0';
    for (unsigned i = 0; i < args.n; i++) {
        const dl__arg *a = &args.item[i];
        if (a->slot == DL__SLOT_PRT)
            continue;
        n += (size_t)snprintf(out + n, 256 - n, "%s%s%s=%s", n ? " " : "", a->prep, slots[a->slot],
                              d->tokens[a->token].form);
    }
}

static const struct {
    const char *name, *words;
    uint32_t predicate;
    const char *want;
} row[] = {
    { "active", "Chad/PROPN/NNP/2/nsubj attacked=attack/VERB/VBD/0/root Niger/PROPN/NNP/2/obj", 1,
      "o=Niger s=Chad" },
    { "passive with agent",
      "Niger/PROPN/NNP/3/nsubj:pass was=be/AUX/VBD/3/aux:pass attacked=attack/VERB/VBN/0/root "
      "by/ADP/IN/5/case Chad/PROPN/NNP/3/obl:agent",
      2, "s=Chad o=Niger" },
    { "passive without agent",
      "Niger/PROPN/NNP/3/nsubj:pass was=be/AUX/VBD/3/aux:pass attacked=attack/VERB/VBN/0/root", 2,
      "o=Niger" },
    { "a passive label on a past tense is not believed",
      "Chad/PROPN/NNP/2/nsubj:pass called=call/VERB/VBD/0/root for/ADP/IN/4/case "
      "talks=talk/NOUN/NNS/2/obl ./PUNCT/./2/punct",
      1, "for=talks s=Chad" },
    { "object control",
      "Chad/PROPN/NNP/2/nsubj urged=urge/VERB/VBD/0/root Niger/PROPN/NNP/2/obj to/PART/TO/5/mark "
      "leave/VERB/VB/2/xcomp",
      4, "s=Niger" },
    { "subject control",
      "Chad/PROPN/NNP/2/nsubj agreed=agree/VERB/VBD/0/root to/PART/TO/4/mark leave/VERB/VB/2/xcomp", 3,
      "s=Chad" },
    { "control by the phrase under on",
      "Chad/PROPN/NNP/2/nsubj called=call/VERB/VBD/0/root on/ADP/IN/4/case Niger/PROPN/NNP/2/obl "
      "to/PART/TO/6/mark "
      "leave/VERB/VB/2/advcl",
      5, "s=Niger" },
    { "gerund under of: the object did it",
      "Chad/PROPN/NNP/2/nsubj accused=accuse/VERB/VBD/0/root Niger/PROPN/NNP/2/obj of/SCONJ/IN/5/mark "
      "shelling=shell/VERB/VBG/2/advcl "
      "towns=town/NOUN/NNS/5/obj",
      4, "o=towns s=Niger" },
    { "participle: the subject did it",
      "Chad/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root ,/PUNCT/,/4/punct burning=burn/VERB/VBG/2/advcl "
      "towns=town/NOUN/NNS/4/obj",
      3, "o=towns s=Chad" },
    { "relative clause",
      "rebels=rebel/NOUN/NNS/0/root who/PRON/WP/3/nsubj seized=seize/VERB/VBD/1/acl:relcl "
      "towns=town/NOUN/NNS/3/obj",
      2, "o=towns s=rebels" },
    { "relative clause without a pronoun",
      "the/DET/DT/2/det deal/NOUN/NN/0/root Chad/PROPN/NNP/4/nsubj signed=sign/VERB/VBD/2/acl:relcl", 3,
      "s=Chad o=deal" },
    { "passive participle that modifies",
      "the/DET/DT/2/det deal/NOUN/NN/0/root signed=sign/VERB/VBN/2/acl by/ADP/IN/5/case "
      "Chad/PROPN/NNP/3/obl:agent",
      2, "s=Chad o=deal" },
    { "conjunct shares the subject",
      "Chad/PROPN/NNP/2/nsubj left=leave/VERB/VBD/0/root and/CCONJ/CC/4/cc burned=burn/VERB/VBD/2/conj "
      "towns=town/NOUN/NNS/4/obj",
      3, "o=towns s=Chad" },
    { "a phrase on the object is the verb's too",
      "Chad/PROPN/NNP/2/nsubj withdrew=withdraw/VERB/VBD/0/root troops=troop/NOUN/NNS/2/obj "
      "from/ADP/IN/5/case Niger/PROPN/NNP/3/nmod",
      1, "o=troops s=Chad from=Niger" },
    { "noun with possessor",
      "Chad/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case attack/NOUN/NN/0/root on/ADP/IN/5/case "
      "Niger/PROPN/NNP/3/nmod",
      2, "s=Chad on=Niger" },
    { "noun with by", "attack/NOUN/NN/0/root by/ADP/IN/3/case rebels=rebel/NOUN/NNS/1/nmod", 0, "s=rebels" },
    { "the only object is the direct one",
      "Chad/PROPN/NNP/2/nsubj told=tell/VERB/VBD/0/root Niger/PROPN/NNP/2/iobj", 1,
      "i=Niger o=Niger s=Chad" },
    { "of two subjects that nothing joins, the nearer",
      "Mr/PROPN/NNP/3/nsubj Otieno/PROPN/NNP/3/nsubj left=leave/VERB/VBD/0/root", 2, "s=Otieno" },
    { "gerund on the object",
      "Chad/PROPN/NNP/2/nsubj accused=accuse/VERB/VBD/0/root Niger/PROPN/NNP/2/obj of/SCONJ/IN/5/mark "
      "spying=spy/VERB/VBG/3/acl",
      1, "o=Niger s=Chad of+c=spying" },
    { "a participle in the place of a relative clause",
      "envoy/NOUN/NN/0/root being=be/AUX/VBG/3/aux:pass forced=force/VERB/VBN/1/acl:relcl "
      "to/PART/TO/5/mark leave/VERB/VB/3/xcomp",
      4, "s=envoy" },
    { "by and a gerund under a passive without agent",
      "envoy/NOUN/NN/3/nsubj:pass was=be/AUX/VBD/3/aux:pass ousted=oust/VERB/VBN/0/root by/SCONJ/IN/5/mark "
      "threatening=threaten/VERB/VBG/3/advcl",
      4, "" },
    { "what is refused, taken for a predicate",
      "Chad/PROPN/NNP/3/nsubj:pass was=be/AUX/VBD/3/aux:pass denied=deny/VERB/VBN/0/root "
      "funding/NOUN/NN/3/xcomp",
      2, "o=funding i=Chad" },
    { "particle taken for a preposition",
      "Chad/PROPN/NNP/2/nsubj broke=break/VERB/VBD/0/root off/ADP/RP/4/case talks=talk/NOUN/NNS/2/obl "
      "with/ADP/IN/6/case Niger/PROPN/NNP/4/nmod",
      1, "off=talks s=Chad with=Niger" },
    { "two-word preposition",
      "Chad/PROPN/NNP/2/nsubj pulled=pull/VERB/VBD/0/root out/ADP/IN/5/case of/ADP/IN/5/case "
      "Niger/PROPN/NNP/2/obl",
      1, "out_of=Niger s=Chad" },
};

static void test_args_of_gives_the_active_clause(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        dl_document *d = tree(row[i].words);
        char got[256];
        shown(d, row[i].predicate, got);
        if (strcmp(got, row[i].want) != 0)
            print_error("%s: want '%s', got '%s'\n", row[i].name, row[i].want, got);
        assert_string_equal(got, row[i].want);
        dl_document_free(d);
    }
}

static void test_args_of_bounds_what_it_keeps(void **state)
{
    (void)state;
    static char words[4096];
    size_t n = (size_t)snprintf(words, sizeof words, "held=hold/VERB/VBD/0/root");
    for (int i = 0; i < 100; i++)
        n += (size_t)snprintf(words + n, sizeof words - n, " t%d/NOUN/NN/1/obj", i);
    dl_document *d = tree(words);
    dl__args args;
    dl__args_of(d, 0, &args);
    assert_int_equal(args.n, DL__MAX_ARGS);
    dl_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_args_of_gives_the_active_clause),
        cmocka_unit_test(test_args_of_bounds_what_it_keeps),
    };
    return cmocka_run_group_tests_name("args", tests, NULL, NULL);
}
