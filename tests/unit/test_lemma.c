/* test_lemma.c - endings and capitals over a small lexicon; a table made by hand; tables that lie. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/lemma.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "cmocka_all.h"
#include "model/features.h"

typedef struct base {
    const char *word;
    unsigned bits;
} base;
static const base BASES[] = {
    { "accuse", DL__LEX_VERB }, { "deny", DL__LEX_VERB }, { "die", DL__LEX_VERB },
    { "hop", DL__LEX_VERB },    { "hope", DL__LEX_VERB }, { "install", DL__LEX_VERB },
    { "house", DL__LEX_NOUN },  { "hero", DL__LEX_NOUN }, { "movie", DL__LEX_NOUN },
    { "army", DL__LEX_NOUN },   { "late", DL__LEX_ADJ },  { "big", DL__LEX_ADJ },
    { "knife", DL__LEX_NOUN },  { "news", DL__LEX_NOUN }, { "train", DL__LEX_NOUN | DL__LEX_VERB },
};

static bool has(const void *owner, const char *word, unsigned bit)
{
    (void)owner;
    for (size_t i = 0; i < sizeof BASES / sizeof *BASES; i++)
        if (strcmp(BASES[i].word, word) == 0)
            return (BASES[i].bits & bit) != 0;
    return false;
}

/* ---- a section with three entries; its size is a multiple of 4, so that the struct has no padding ---- */

enum { SLOTS = 8, ANSWERS = 4, RULES = 4, TEXT = 32, FORMAT = 1 };
typedef struct table {
    uint32_t head[5], check[SLOTS], offset[RULES];
    uint16_t value[SLOTS], answer[ANSWERS][DL__LEMMA_RULES];
    char text[TEXT];
} table;

static void put(table *t, const char *key, uint16_t answer)
{
    const uint64_t h = XXH3_64bits_withSeed(key, strlen(key), 7);
    size_t at = (size_t)(((h >> 32) * SLOTS) >> 32);
    while (t->check[at])
        at = (at + 1) % SLOTS;
    t->check[at] = (uint32_t)h;
    t->value[at] = answer;
}

static table made(void)
{
    static const char text[TEXT] = "0|2|oot\0" /* at 0 */
                                   "2|0|\0"    /* 8 */
                                   "0|2|be\0"  /* 13 */
                                   "0|2|have"; /* 20 */
    table t = { .head = { FORMAT, SLOTS, ANSWERS, RULES, TEXT },
                .offset = { 0, 8, 13, 20 },
                .answer = { { 1, 0, 0 }, { 2, 0, 0 }, { 3, 4, 0 }, { 2, 0, 0 } } };
    memcpy(t.text, text, sizeof t.text);
    put(&t, "shot/VERB/VBD", 0);
    put(&t, "french/ADJ", 1);
    put(&t, "'s/AUX", 2);
    return t;
}

static dl_status open_table(const table *t, size_t len, dl__lemmas *l)
{
    dl_error err = { 0 };
    dl__section s = { .name = "lemma.table", .data = (const unsigned char *)t, .len = len };
    const dl__dlm m = { .sections = &s, .n_sections = 1 };
    return dl__lemmas_open(&m, l, &err);
}

typedef struct sample {
    const char *form;
    uint8_t upos;
    const char *xpos, *script, *lemma; /* lemma NULL: the script's stands */
} sample;

static const sample SAMPLES[] = {
    /* table: by tag, by part of speech, of a last part or behind a prefix; a choice is the script's */
    { "shot", DL_UPOS_VERB, "VBD", "shy", "shoot" },
    { "Shot", DL_UPOS_VERB, "VBD", "shy", "shoot" },
    { "overshot", DL_UPOS_VERB, "VBD", "overshot", "overshoot" },
    { "re-shot", DL_UPOS_VERB, "VBD", "re-shot", "re-shoot" },
    { "shot", DL_UPOS_NOUN, "NN", "shot", "shot" },
    { "french", DL_UPOS_ADJ, "JJ", "french", "French" },
    { "\xe2\x80\x99s", DL_UPOS_AUX, "VBZ", "be", "be" },
    { "'s", DL_UPOS_AUX, "VBZ", "have", "have" },
    { "'s", DL_UPOS_AUX, "VBZ", "'s", "be" },
    /* known bases */
    { "denied", DL_UPOS_VERB, "VBD", "denie", "deny" },
    { "died", DL_UPOS_VERB, "VBD", "dy", "die" },
    { "ACCUSED", DL_UPOS_VERB, "VBN", "ACCUS", "accuse" },
    { "hoping", DL_UPOS_VERB, "VBG", "hop", "hope" },
    { "hopping", DL_UPOS_VERB, "VBG", "hopp", "hop" },
    { "installing", DL_UPOS_VERB, "VBG", "instal", "install" },
    { "Houses", DL_UPOS_NOUN, "NNS", "Houses", "house" },
    { "heroes", DL_UPOS_NOUN, "NNS", "heroe", "hero" },
    { "movies", DL_UPOS_NOUN, "NNS", "movy", "movie" },
    { "armies", DL_UPOS_NOUN, "NNS", "armie", "army" },
    { "knives", DL_UPOS_NOUN, "NNS", "knive", "knife" },
    { "news", DL_UPOS_NOUN, "NN", "new", "news" },
    { "policemen", DL_UPOS_NOUN, "NNS", "policemen", "policeman" },
    { "later", DL_UPOS_ADJ, "JJR", "lat", "late" },
    { "biggest", DL_UPOS_ADJ, "JJS", "bigg", "big" },
    { "train", DL_UPOS_VERB, "VB", "trai", "train" },
    /* unknown ones */
    { "tweeted", DL_UPOS_VERB, "VBD", "tweete", "tweet" },
    { "doxxed", DL_UPOS_VERB, "VBD", "doxxe", "dox" },
    { "unfriended", DL_UPOS_VERB, "VBD", "unfriende", "unfriend" },
    { "shelled", DL_UPOS_VERB, "VBN", "shel", "shell" },
    { "nuked", DL_UPOS_VERB, "VBD", "nuk", "nuke" },
    { "hospitalised", DL_UPOS_VERB, "VBN", "hospitalis", "hospitalise" },
    { "googling", DL_UPOS_VERB, "VBG", "googl", "google" },
    { "bring", DL_UPOS_VERB, "VB", "bring", "bring" },
    { "sh", DL_UPOS_VERB, "VBD", "sh", "sh" },
    /* capitals: names as written; acronyms as the script has them */
    { "Brant", DL_UPOS_PROPN, "NNP", "brant", "Brant" },
    { "TEHRAN", DL_UPOS_PROPN, "NNP", "Tehran", NULL },
    { "Marines", DL_UPOS_PROPN, "NNPS", "Marine", NULL },
    { "Marines", DL_UPOS_PROPN, "NNPS", "Mar", "Marines" },
    { "IPOs", DL_UPOS_NOUN, "NNS", "IPO", NULL },
    { "Digital", DL_UPOS_ADJ, "NNP", "digital", "Digital" },
    { "http://x.org/Ab", DL_UPOS_X, "ADD", "http://x.org/a", "http://x.org/Ab" },
    { "the", DL_UPOS_DET, "DT", "the", NULL },
};

static void test_samples(void **state)
{
    (void)state;
    const table t = made();
    dl__lemmas l;
    const dl__bases bases = { .has = has };
    assert_int_equal(open_table(&t, sizeof t, &l), DL_OK);
    for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
        const sample *s = &SAMPLES[i];
        char out[DL__LEMMA_CAP] = "";
        const size_t n = dl__lemma_find(&l, &bases, s->form, s->upos, s->xpos, s->script, out);
        if (s->lemma ? strcmp(out, s->lemma) != 0 || n != strlen(s->lemma) : n != 0)
            fail_msg("%s (%s): %s, %s expected", s->form, s->xpos, n ? out : "the script's",
                     s->lemma ? s->lemma : "the script's");
    }
}

static void test_none(void **state)
{
    (void)state;
    dl_error err = { 0 };
    dl__lemmas l;
    const dl__dlm m = { 0 };
    const dl__bases bases = { .has = has };
    char out[DL__LEMMA_CAP];
    assert_int_equal(dl__lemmas_open(&m, &l, &err), DL_OK);
    assert_int_equal(dl__lemma_find(&l, &bases, "denied", DL_UPOS_VERB, "VBD", "denie", out), 0);
}

static void test_long(void **state)
{
    (void)state;
    const table t = made();
    dl__lemmas l;
    const dl__bases bases = { .has = has };
    char form[400], out[DL__LEMMA_CAP];
    assert_int_equal(open_table(&t, sizeof t, &l), DL_OK);
    for (size_t n = 1; n < sizeof form; n++) {
        memset(form, 'a', n);
        form[n] = '\0';
        memcpy(form + n - (n > 4 ? 3 : 0), "men", n > 4 ? 3 : 0);
        assert_true(dl__lemma_find(&l, &bases, form, DL_UPOS_NOUN, "NNS", form, out) < sizeof out);
        assert_true(dl__lemma_find(&l, &bases, form, DL_UPOS_PROPN, "NNPS", "a", out) < sizeof out);
    }
}

static void test_bad(void **state)
{
    (void)state;
    dl__lemmas l;
    table t = made();
    assert_int_equal(open_table(&t, sizeof t - 2, &l), DL_EMODEL);
    assert_int_equal(open_table(&t, 3, &l), DL_EMODEL);
    t.head[0] = 9;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.head[1] = UINT32_MAX;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.offset[2] = TEXT;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.offset[2] = 14; /* no script begins there */
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.answer[1][1] = RULES + 1;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.answer[1][0] = 0;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made(), t.text[TEXT - 1] = 'x';
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
    t = made();
    for (size_t i = 0; i < SLOTS; i++)
        t.value[i] = ANSWERS;
    assert_int_equal(open_table(&t, sizeof t, &l), DL_EMODEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
