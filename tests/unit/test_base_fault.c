/* test_base_fault.c - the document and its trees when memory runs out at each allocation in turn. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/document.h"
#include "base/strbuf.h"

#include "cmocka_all.h"
#include "fault.h"

/* One sentence of n tokens in a document; NULL when memory was out. */
static dl_document *build(uint32_t n)
{
    dl_story s = { .text = DL_STR("Talks went on."),
                   .headline = DL_STR("Talks"),
                   .date = DL_STR("2024-01-01") };
    dl_document *d = dl__document_new(&s);
    if (!d)
        return NULL;
    dl_sentence *sentence = DL__PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences);
    bool good = sentence != NULL;
    if (good)
        *sentence = (dl_sentence){ .in = DL_TEXT, .n_tokens = n };
    for (uint32_t i = 0; good && i < n; i++) {
        dl_token *t = DL__PUSH(d->arena, d->tokens, d->n_tokens, d->cap_tokens);
        good = t != NULL;
        if (good)
            *t = (dl_token){ .head = (int32_t)i - 1, .deprel = "dep", .feats = "_" };
    }
    if (good && dl__tree_index(d))
        return d;
    dl_document_free(d);
    return NULL;
}

static void test_document_without_memory(void **state)
{
    (void)state;
    dl_document *d = NULL;
    long n = 0;
    for (; n < 100000 && !d; n++) {
        fault_arm(n);
        d = build(3000);
        fault_disarm();
    }
    assert_non_null(d);
    assert_true(n > 1);
    assert_int_equal(d->n_tokens, 3000);
    dl_document_free(d);
}

static void test_strbuf_without_memory(void **state)
{
    (void)state;
    dl__strbuf b;
    dl__strbuf_init(&b, 1000);
    dl__strbuf_puts(&b, "kept");
    fault_arm(0);
    for (int i = 0; i < 30; i++)
        dl__strbuf_puts(&b, "and more");
    fault_disarm();
    assert_int_equal(b.status, DL_ENOMEM);
    assert_memory_equal(b.s, "keptand more", 12);
    dl__strbuf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document_without_memory),
        cmocka_unit_test(test_strbuf_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
