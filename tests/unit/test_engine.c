/* test_engine.c - the shipped model through the engine: what train/reference.py computes, on every kernel, whatever
 * shares a batch; trees that are trees; sections that do not fit. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "cmocka_all.h"
#include "conllu_read.h"
#include "parse/engine_priv.h"

static const char *const UPOS[] = {
#define X(name) #name,
    DL_UPOS_MAP(X)
#undef X
};
static const char *const NER[] = { "_",         "NER=B-PER", "NER=I-PER", "NER=B-ORG",
                                   "NER=I-ORG", "NER=B-LOC", "NER=I-LOC" };

static dl__dlm model;

static int open_model(void **state)
{
    (void)state;
    dl_error e;
    if (dl__dlm_open(getenv("DATELINE_MODEL"), DL__DLM_MODEL, &model, &e)) {
        print_error("%s\n", e.message);
        return -1;
    }
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    dl__dlm_close(&model);
    return 0;
}

static dl__engine *engine(void)
{
    dl__engine *e;
    assert_int_equal(dl__engine_new(&model, &e, NULL), DL_OK);
    return e;
}

static dl__engine_work *work(const dl__engine *e, const char *kernels, uint32_t max_tokens)
{
    dl__engine_work *w;
    assert_int_equal(dl__engine_work_new(e, kernels, max_tokens, &w, NULL), DL_OK);
    return w;
}

static dl_document *sample(const char *name)
{
    char path[1024];
    dl_error e;
    snprintf(path, sizeof path, "%s/tests/model/%s", getenv("DL_SOURCE_DIR"), name);
    dl_document *d = conllu_read_file(path, false, &e);
    if (!d)
        fail_msg("%s", e.message);
    return d;
}

/* The rows as train/reference.py writes them. */
static void print(const dl_document *d, dl__strbuf *out)
{
    dl__strbuf_clear(out);
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            const dl_token *t = &d->tokens[s->first_token + k];
            dl__strbuf_printf(out, "%u\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", k + 1, t->form, t->lemma,
                              UPOS[t->upos], t->xpos, t->feats, t->head + 1, t->deprel, NER[t->ner]);
        }
        dl__strbuf_putc(out, '\n');
    }
    assert_int_equal(out->status, DL_OK);
}

static void assert_trees(const dl_document *d)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        uint32_t roots = 0;
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            const dl_token *t = &d->tokens[s->first_token + k];
            uint32_t steps = 0;
            roots += t->head < 0;
            assert_true(t->head < (int32_t)s->n_tokens);
            assert_int_equal(t->head < 0, strcmp(t->deprel, "root") == 0);
            for (int32_t at = (int32_t)k; at >= 0; at = d->tokens[s->first_token + (uint32_t)at].head)
                assert_true(steps++ <= s->n_tokens);
        }
        assert_int_equal(roots, 1);
    }
}

static void test_engine_is_the_reference_on_every_kernel(void **state)
{
    (void)state;
    char path[1024];
    dl__file expected;
    dl__strbuf got;
    dl__strbuf_init(&got, 1 << 20);
    const char *name = getenv("DL_EXPECTED"); /* of another model than the shipped one */
    snprintf(path, sizeof path, "%s/tests/model/%s", getenv("DL_SOURCE_DIR"),
             name ? name : "expected.conllu");
    assert_int_equal(dl__file_map(path, &expected, NULL), DL_OK);
    for (size_t i = 0; dl__kernels_at(i); i++) {
        dl__engine *e = engine();
        dl__engine_work *w = work(e, dl__kernels_at(i)->name, 512);
        dl_document *d = sample("sample.conllu");
        assert_int_equal(dl__engine_run(e, w, d, 0, (uint32_t)d->n_sentences, NULL), DL_OK);
        print(d, &got);
        assert_int_equal(got.len, expected.len);
        assert_memory_equal(got.s, expected.data, expected.len);
        dl_document_free(d);
        dl__engine_work_free(w);
        dl__engine_free(e);
    }
    dl__file_unmap(&expected);
    dl__strbuf_free(&got);
}

static void test_engine_does_not_see_the_batch(void **state)
{
    (void)state;
    dl__strbuf whole, single;
    dl__strbuf_init(&whole, 1 << 20);
    dl__strbuf_init(&single, 1 << 20);
    dl__engine *e = engine();
    dl__engine_work *w = work(e, NULL, 64);
    dl_document *d = sample("sample.conllu");
    const uint32_t n = (uint32_t)d->n_sentences;
    assert_int_equal(dl__engine_run(e, w, d, 0, n, NULL), DL_OK);
    print(d, &whole);
    for (uint32_t i = n; i-- > 0;)
        assert_int_equal(dl__engine_run(e, w, d, i, i + 1, NULL), DL_OK);
    print(d, &single);
    assert_string_equal(single.s, whole.s);
    assert_trees(d);
    assert_int_equal(dl__engine_run(e, w, d, n, n + 5, NULL), DL_OK); /* past the end: nothing */
    dl_document_free(d);
    dl__engine_work_free(w);
    dl__engine_free(e);
    dl__strbuf_free(&whole);
    dl__strbuf_free(&single);
}

static void test_long_sentences_go_in_windows(void **state)
{
    (void)state;
    static const uint32_t WINDOW[] = { 1, 2, 7, 16, 17 };
    dl__engine *e = engine();
    for (size_t i = 0; i < sizeof WINDOW / sizeof WINDOW[0]; i++) {
        dl__engine_work *w = work(e, NULL, WINDOW[i]);
        dl_document *d = sample("sample.conllu");
        assert_int_equal(dl__engine_run(e, w, d, 0, (uint32_t)d->n_sentences, NULL), DL_OK);
        assert_trees(d);
        dl_document_free(d);
        dl__engine_work_free(w);
    }
    dl__engine_work *w;
    assert_int_equal(dl__engine_work_new(e, NULL, 0, &w, NULL), DL_EINVAL);
    assert_int_equal(dl__engine_work_new(e, NULL, 1u << 20, &w, NULL), DL_EINVAL);
    assert_int_equal(dl__engine_work_new(e, "abacus", 512, &w, NULL), DL_EINVAL);
    dl__engine_free(e);
}

/* 5,000 words in one sentence, words of 1,000 bytes among them. */
static void test_a_very_long_sentence(void **state)
{
    (void)state;
    enum { N = 5000 };
    dl__strbuf text;
    dl__strbuf_init(&text, 1 << 24);
    for (int i = 1; i <= N; i++) {
        dl__strbuf_printf(&text, "%d\t", i);
        if (i % 500 == 0)
            for (int k = 0; k < 500; k++)
                dl__strbuf_puts(&text, "\xC3\xA9");
        else
            dl__strbuf_puts(&text, i % 9 == 0   ? ","
                                   : i % 3 == 0 ? "troops"
                                   : i % 3 == 1 ? "attacked"
                                                : "Norland");
        dl__strbuf_puts(&text, "\t_\t_\t_\t_\t0\t_\t_\t_\n");
    }
    assert_int_equal(text.status, DL_OK);
    dl_document *d = conllu_read(text.s, text.len, false, NULL);
    assert_non_null(d);
    dl__engine *e = engine();
    dl__engine_work *w = work(e, NULL, 512);
    assert_int_equal(dl__engine_run(e, w, d, 0, 1, NULL), DL_OK);
    assert_trees(d);
    assert_in_range(d->sentences[0].n_windows, N / 512,
                    2 * (N / 512) + 1); /* cut behind a comma, never below half */
    dl_document_free(d);
    dl__engine_work_free(w);
    dl__engine_free(e);
    dl__strbuf_free(&text);
}

static void test_sections_must_fit(void **state)
{
    (void)state;
    dl__section *own = malloc(model.n_sections * sizeof *own);
    assert_non_null(own);
    const dl__dlm broken = { .file = model.file, .sections = own, .n_sections = model.n_sections };
    size_t n = 0;
    for (uint32_t i = 0; i < model.n_sections; i++) {
        if (strncmp(model.sections[i].name, "enc.", 4) != 0)
            continue;
        const bool may_be_missing = strcmp(model.sections[i].name, "enc.kinds") == 0;
        for (int how = 0; how < 3 - may_be_missing; how++) { /* a byte too short, empty, missing */
            dl__engine *e = NULL;
            dl_error err = { 0 };
            memcpy(own, model.sections, model.n_sections * sizeof *own);
            own[i].len = how == 0 ? own[i].len - 1 : 0;
            if (how == 2)
                own[i].name[0] = 'x';
            assert_int_equal(dl__engine_new(&broken, &e, &err), DL_EMODEL);
            assert_null(e);
            assert_true(err.message[0] != '\0');
            n++;
        }
    }
    assert_true(n > 100);
    free(own);
}

/* Every word of the configuration one greater: sizes that contradict each other. */
static void test_configuration_must_fit(void **state)
{
    (void)state;
    const dl__section *config = dl__dlm_section(&model, "enc.config");
    dl__section *own = malloc(model.n_sections * sizeof *own);
    uint32_t *words = malloc(config->len);
    assert_true(own && words);
    memcpy(own, model.sections, model.n_sections * sizeof *own);
    const size_t at = (size_t)(config - model.sections), n = config->len / 4;
    own[at].data = (const unsigned char *)words;
    const dl__dlm broken = { .file = model.file, .sections = own, .n_sections = model.n_sections };
    for (size_t i = 0; i < n; i++)
        for (int how = 0; how < 3; how++) {
            dl__engine *e = NULL;
            memcpy(words, config->data, config->len);
            words[i] = how == 0 ? words[i] + 1 : how == 1 ? 0 : UINT32_MAX;
            const bool changed = memcmp(words, config->data, config->len) != 0;
            const dl_status status = dl__engine_new(&broken, &e, NULL);
            if (how && changed) /* one more in a dilation or a distance is another model, not a broken one */
                assert_int_equal(status, DL_EMODEL);
            dl__engine_free(e);
        }
    free(own);
    free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_engine_is_the_reference_on_every_kernel),
        cmocka_unit_test(test_engine_does_not_see_the_batch),
        cmocka_unit_test(test_long_sentences_go_in_windows),
        cmocka_unit_test(test_a_very_long_sentence),
        cmocka_unit_test(test_sections_must_fit),
        cmocka_unit_test(test_configuration_must_fit),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
