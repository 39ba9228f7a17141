/* test_document.c - the document, its index of code points, its trees. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/document.h"

#include <string.h>

#include "cmocka_all.h"

static void test_new_copies_the_story(void **state)
{
    (void)state;
    char text[] = "The capital fell silent.";
    dl_story s = { .text = { text, sizeof text - 1 }, .date = DL_STR("2024-03-05T10:00:00Z") };
    dl_document *d = dl__document_new(&s);
    assert_non_null(d);
    memset(text, '?', sizeof text);
    assert_string_equal(d->story.text.ptr, "The capital fell silent."); /* NUL-terminated copy */
    assert_int_equal(dl__document_field(d, DL_TEXT).len, 24);
    assert_string_equal(d->story_date, "2024-03-05");
    assert_int_equal(dl__document_field(d, DL_HEADLINE).len, 0);
    assert_string_equal(d->story.id.ptr, "");
    dl_document_free(d);
    dl_document_free(NULL);
}

static void test_codepoint_index(void **state)
{
    (void)state;
    char text[1000];
    for (size_t i = 0; i + 4 <= sizeof text; i += 4)
        memcpy(text + i, "a\xE2\x80\x99", 4); /* two code points in four bytes */
    dl_story s = { .text = { text, sizeof text } };
    dl_document *d = dl__document_new(&s);
    for (size_t k = 0; k <= sizeof text / 64; k++)
        assert_int_equal(d->codepoint_index[DL_TEXT][k], 32 * k);
    assert_int_equal(d->codepoint_index[DL_HEADLINE][0], 0);
    static const struct {
        uint32_t byte, codepoints;
    } row[] = { { 0, 0 },   { 1, 1 },   { 4, 2 },      { 5, 3 },     { 63, 32 },
                { 64, 32 }, { 65, 33 }, { 1000, 500 }, { 9999, 500 } };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        assert_int_equal(dl_document_codepoints(d, DL_TEXT, row[i].byte), row[i].codepoints);
    assert_int_equal(dl_document_codepoints(d, DL_HEADLINE, 7), 0);
    dl_document_free(d);
}

static void test_public_look(void **state)
{
    (void)state;
    dl_story s = { .text = DL_STR("One. Two."), .headline = DL_STR("Zero") };
    dl_document *d = dl__document_new(&s);
    for (uint32_t i = 0; i < 3; i++)
        *DL__PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences) =
            (dl_sentence){ .in = i ? DL_TEXT : DL_HEADLINE };
    assert_int_equal(dl_document_n_sentences(d), 3);
    assert_int_equal(dl_document_sentence(d, 1)->in, DL_TEXT);
    assert_null(dl_document_sentence(d, 3));
    assert_null(dl_document_event(d, 0));
    static const uint32_t IN_FIELD[] = { 0, 0, 1, 0 };
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(dl_document_sentence_in_field(d, i), IN_FIELD[i]);
    assert_int_equal(dl_document_story(d)->headline.len, 4);
    assert_memory_equal(dl_document_field(d, DL_HEADLINE).ptr, "Zero", 4);
    dl_document_free(d);
}

static void test_dep_parse(void **state)
{
    (void)state;
    static const struct {
        const char *deprel;
        dl__dep dep;
        dl__sub sub;
    } row[] = {
        { "nsubj", DL__DEP_nsubj, DL__SUB_none },      { "nsubj:pass", DL__DEP_nsubj, DL__SUB_pass },
        { "obl:agent", DL__DEP_obl, DL__SUB_agent },   { "acl:relcl", DL__DEP_acl, DL__SUB_relcl },
        { "nmod:poss", DL__DEP_nmod, DL__SUB_poss },   { "obl:arg", DL__DEP_obl, DL__SUB_other },
        { "flat:none", DL__DEP_flat, DL__SUB_other },  { "sentence", DL__DEP_other, DL__SUB_none },
        { "", DL__DEP_other, DL__SUB_none },           { "other", DL__DEP_other, DL__SUB_none },
        { "det:predet", DL__DEP_det, DL__SUB_predet }, { "root", DL__DEP_root, DL__SUB_none },
        { "xcomp", DL__DEP_xcomp, DL__SUB_none },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        uint8_t dep, sub;
        dl__dep_parse(row[i].deprel, &dep, &sub);
        assert_int_equal(dep, row[i].dep);
        assert_int_equal(sub, row[i].sub);
    }
}

static void test_feats_parse(void **state)
{
    (void)state;
    static const struct {
        const char *feats;
        uint32_t bits;
    } row[] = {
        { "_", 0 },
        { "", 0 },
        { "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
          DL__F_SING | DL__F_P3 | DL__F_PRES | DL__F_FIN },
        { "Tense=Past|VerbForm=Part|Voice=Pass", DL__F_PAST | DL__F_PART | DL__F_PASS },
        { "Case=Gen|Gender=Masc|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
          DL__F_MASC | DL__F_PLUR | DL__F_P3 | DL__F_POSS },
        { "PronType=Int,Rel", DL__F_INT | DL__F_REL },
        { "Number", 0 },
        { "Number=", 0 },
        { "=|=|Number=Plur", DL__F_PLUR },
        { "Number=Plurx|xNumber=Plur", 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        assert_int_equal(dl__feats_parse(row[i].feats), row[i].bits);
}

/* One sentence with the given heads (within it), behind a sentence of one token. */
static dl_document *make_tree(const int32_t *heads, const char *const *deprels, uint32_t n)
{
    dl_story s = { .text = DL_STR("x") };
    dl_document *d = dl__document_new(&s);
    assert_non_null(d);
    for (uint32_t i = 0; i < 2; i++)
        *DL__PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences) =
            (dl_sentence){ .in = DL_TEXT, .first_token = i, .n_tokens = i ? n : 1 };
    for (uint32_t i = 0; i < n + 1; i++)
        *DL__PUSH(d->arena, d->tokens, d->n_tokens, d->cap_tokens) =
            (dl_token){ .form = "x",
                        .lemma = i ? "be" : "x",
                        .head = i ? heads[i - 1] : -1,
                        .deprel = i && deprels ? deprels[i - 1] : "dep",
                        .feats = "_" };
    assert_true(dl__tree_index(d));
    return d;
}

static void test_tree_links_children_in_text_order(void **state)
{
    (void)state;
    static const int32_t heads[] = { 1, -1, 1, 4, 2, 1 };
    static const char *const deprels[] = { "nsubj:pass", "root", "obj", "det", "nmod", "punct" };
    dl_document *d = make_tree(heads, deprels, 6);
    assert_int_equal(d->syn[2].child, 1);
    assert_int_equal(d->syn[1].sibling, 3);
    assert_int_equal(d->syn[3].sibling, 6);
    assert_int_equal(d->syn[6].sibling, -1);
    assert_int_equal(d->syn[2].head, -1);
    assert_int_equal(d->syn[5].head, 3);
    assert_int_equal(d->syn[5].sentence, 1);
    assert_int_equal(dl__tree_child(d, 2, DL__DEP_nsubj, DL__SUB_none), -1);
    assert_int_equal(dl__tree_child(d, 2, DL__DEP_nsubj, DL__SUB_pass), 1);
    assert_int_equal(dl__tree_child(d, 2, DL__DEP_nsubj, DL__SUB_other), 1);
    assert_int_equal(dl__tree_child(d, 0, DL__DEP_nsubj, DL__SUB_other), -1);
    static const struct {
        uint32_t token, first, end;
    } span[] = { { 0, 0, 1 }, { 1, 1, 2 }, { 2, 1, 7 }, { 3, 3, 6 }, { 5, 4, 6 }, { 6, 6, 7 } };
    for (size_t i = 0; i < sizeof span / sizeof span[0]; i++) {
        uint32_t first, end;
        dl__tree_span(d, span[i].token, &first, &end);
        assert_int_equal(first, span[i].first);
        assert_int_equal(end, span[i].end);
    }
    assert_true(dl__token_is(d, 2, "be"));
    assert_false(dl__token_is(d, 2, "b"));
    assert_false(dl__token_is(d, -1, "be"));
    dl_document_free(d);
}

static void test_tree_survives_bad_heads(void **state)
{
    (void)state;
    static const int32_t heads[] = { 1, 0, 2, 99, -7, 4 }; /* a circle, a loop, out of range */
    dl_document *d = make_tree(heads, NULL, 6);
    for (uint32_t i = 0; i < 7; i++) {
        uint32_t first, end;
        dl__tree_span(d, i, &first, &end);
        assert_true(first <= i && i < end && end <= 7);
    }
    dl_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_copies_the_story),
        cmocka_unit_test(test_codepoint_index),
        cmocka_unit_test(test_public_look),
        cmocka_unit_test(test_dep_parse),
        cmocka_unit_test(test_feats_parse),
        cmocka_unit_test(test_tree_links_children_in_text_order),
        cmocka_unit_test(test_tree_survives_bad_heads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
