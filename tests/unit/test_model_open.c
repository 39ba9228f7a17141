/* test_model_open.c - models whose sections lie under right checksums are refused, each with the file and what is wrong;
 * the tiny model otherwise, so that nothing here depends on the shipped one. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "cmocka_all.h"
#include "dateline/dateline.h"
#include "model/dlm.h"
#include "tempdir.h"

enum { MAX_SECTIONS = 200, FROM_END = 1 << 30 };

static tempdir temp;
static dl__dlm tiny;
static char tiny_path[1024];

static int set_up(void **state)
{
    (void)state;
    dl_error e;
    snprintf(tiny_path, sizeof tiny_path, "%s/tests/model/tiny.dlm", getenv("DL_SOURCE_DIR"));
    return tempdir_make(&temp) && dl__dlm_open(tiny_path, DL__DLM_MODEL, &tiny, &e) == DL_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl__dlm_close(&tiny);
    tempdir_remove(&temp);
    return 0;
}

/* How a section is changed: the number v at byte `at` (FROM_END + n: n bytes before the end), or otherwise. */
typedef enum how { MISSING, EMPTY, SHORTER, U32, U16, I8, F32, TEXT, APPEND, INSTEAD } how;

typedef struct lie {
    const char *section;
    how how;
    const char *says;
    size_t at;
    double v;
    const char *text; /* TEXT: over the bytes from `at` on; APPEND: behind them; INSTEAD: in place of all */
} lie;

/* clang-format off */
#define WHOLE(section_, how_, says_)           { .section = (section_), .how = (how_), .says = (says_) }
#define NUMBER(section_, how_, says_, at_, v_) { .section = (section_), .how = (how_), .says = (says_), .at = (at_), .v = (v_) }
#define WORDS(section_, how_, says_, at_, t_)  { .section = (section_), .how = (how_), .says = (says_), .at = (at_), .text = (t_) }
/* clang-format on */

static void put(unsigned char *data, size_t len, const lie *l)
{
    const size_t at = l->at >= FROM_END ? len - (l->at - FROM_END) : l->at;
    const uint32_t u32 = (uint32_t)(l->how == U32 ? l->v : 0);
    const uint16_t u16 = (uint16_t)(l->how == U16 ? l->v : 0);
    const int8_t i8 = (int8_t)(l->how == I8 ? l->v : 0);
    const float f32 = (float)l->v;
    switch (l->how) {
    case U32: memcpy(data + at, &u32, 4); break;
    case U16: memcpy(data + at, &u16, 2); break;
    case I8: memcpy(data + at, &i8, 1); break;
    case F32: memcpy(data + at, &f32, 4); break;
    case TEXT: memcpy(data + at, l->text, strlen(l->text)); break;
    default: break;
    }
}

/* The tiny model with one lie as a file.  Returns its name. */
static const char *write_lie(const lie *l)
{
    dl__section own[MAX_SECTIONS];
    uint32_t n = 0;
    unsigned char *data = NULL;
    for (uint32_t i = 0; i < tiny.n_sections; i++) {
        dl__section s = tiny.sections[i];
        if (strcmp(s.name, l->section) == 0) {
            const size_t more = l->text ? strlen(l->text) : 0;
            assert_null(data);
            data = malloc(s.len + more + 1);
            assert_non_null(data);
            memcpy(data, s.data, s.len);
            if (l->how == MISSING)
                continue;
            put(data, s.len, l);
            if (l->how == APPEND || l->how == INSTEAD)
                memcpy(data + (l->how == APPEND ? s.len : 0), l->text, more);
            s.len = l->how == EMPTY     ? 0
                    : l->how == SHORTER ? s.len - 1
                    : l->how == APPEND  ? s.len + more
                    : l->how == INSTEAD ? more
                                        : s.len;
            s.data = data;
        }
        own[n++] = s;
    }
    if (!data && l->how == INSTEAD) { /* a section that the tiny model has not */
        data = malloc(strlen(l->text) + 1);
        assert_non_null(data);
        memcpy(data, l->text, strlen(l->text) + 1);
        own[n] = (dl__section){ .data = data, .len = strlen(l->text) };
        snprintf(own[n++].name, sizeof own->name, "%s", l->section);
    }
    assert_non_null(data);
    const char *path = tempdir_file(&temp, "lie.dlm");
    dl_error e;
    assert_int_equal(dl__dlm_write(path, DL__DLM_MODEL, own, n, &e), DL_OK);
    free(data);
    return path;
}

static void refused(const lie *l)
{
    const char *path = write_lie(l);
    dl_model *m = NULL;
    dl_error e = { .message = "" };
    if (dl_model_open(path, NULL, &m, &e) != DL_EMODEL || m)
        fail_msg("%s, lie %d, byte %zu: opens", l->section, (int)l->how, l->at);
    assert_memory_equal(e.message, path, strlen(path));
    if (!strstr(e.message, l->says))
        fail_msg("'%s' does not say '%s'", e.message, l->says);
}

static void all_refused(const lie *lies, size_t n)
{
    for (size_t i = 0; i < n; i++)
        refused(&lies[i]);
}

static void test_metadata(void **state)
{
    (void)state;
    static const lie lies[] = {
        WHOLE("meta", MISSING, "no name"),
        WHOLE("meta", EMPTY, "no name"),
        WORDS("meta", INSTEAD, "no name", 0, "licence=x\n"),
        WORDS("meta", INSTEAD, "no name", 0, "name=\n"),
        WORDS("meta", INSTEAD, "no name", 0,
              "name=1234567890123456789012345678901234567890123456789012345678901234x\n"),
        WORDS("meta", APPEND, "section meta is not printable", 0, "x=\xFF\n"),
        WORDS("meta", APPEND, "section meta is not printable", 0, "x=\x1B[1m\n"),
        WORDS("meta", APPEND, "section meta is not printable", 0, "x=\xC2\x9B"),
    };
    all_refused(lies, sizeof lies / sizeof lies[0]);
}

static void test_tokeniser(void **state)
{
    (void)state;
    static const lie lies[] = {
        WHOLE("split.config", MISSING, "split.config"),
        WHOLE("split.config", EMPTY, "split.config: version 0"),
        WORDS("split.config", INSTEAD, "version 9", 0, "version=9\nbits=10\ntemplate=form+1\n"),
        WORDS("split.config", INSTEAD, "40 bits", 0, "version=1\nbits=40\ntemplate=form+1\n"),
        WORDS("split.config", INSTEAD, "unreadable row", 0, "version=1\nbits=99999999999999999999\n"),
        WORDS("split.config", INSTEAD, "0 templates", 0, "version=1\nbits=10\n"),
        WORDS("split.config", INSTEAD, "split.weights", 0, "version=1\nbits=12\ntemplate=form+1\n"),
        WORDS("split.config", APPEND, "'template=form+7'", 0, "template=form+7\n"),
        WORDS("split.config", APPEND, "'template=firm+1'", 0, "template=firm+1\n"),
        WORDS("split.config", APPEND, "unreadable row at byte", 0, "\xFF\x1B[1m\n"),
        WHOLE("split.mwt", MISSING, "split.mwt"),
        WORDS("split.mwt", APPEND, "split.mwt: unreadable row", 0, "no tab\n"),
        WORDS("split.mwt", APPEND, "split.mwt: unreadable row", 0, "gonna\tgon  na\n"),
        WORDS("split.mwt", APPEND, "split.mwt: unreadable row", 0, "\tgon na\n"),
        WORDS("split.mwt", APPEND, "split.mwt: unreadable row", 0, "abcdefghi\ta b c d e f g h i\n"),
        WHOLE("split.weights", MISSING, "split.weights"),
        WHOLE("split.weights", SHORTER, "split.weights"),
    };
    all_refused(lies, sizeof lies / sizeof lies[0]);
}

static void test_sizes(void **state)
{
    (void)state;
    /* format, width, layers, arc, label, product, distances, tables, six class counts */
    static const double absurd[] = { 0, 1, 7, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF };
    const size_t n = dl__dlm_section(&tiny, "enc.config")->len / 4;
    for (size_t at = 0; at < n; at++)
        for (size_t k = 0; k < sizeof absurd / sizeof absurd[0]; k++) {
            uint32_t was;
            memcpy(&was, dl__dlm_section(&tiny, "enc.config")->data + 4 * at, 4);
            if (was == (uint32_t)absurd[k] || (absurd[k] == 7 && at > 14) || absurd[k] == 1)
                continue; /* a dilation or a distance may be another one */
            refused(&(lie)NUMBER("enc.config", U32, at == 0 ? "encoder format" : "", 4 * at, absurd[k]));
        }
    refused(&(lie)WHOLE("enc.config", SHORTER, "wrong size"));
    refused(&(lie)WHOLE("enc.config", EMPTY, "wrong size"));
    refused(&(lie)WHOLE("enc.config", MISSING, "missing"));
}

static void test_numbers(void **state)
{
    (void)state;
    static const char *const FLOATS[] = { "enc.in",           "enc.out",         "enc.layer0.norm",
                                          "enc.layer0.scale", "enc.layer0.bias", "enc.heads.bias",
                                          "enc.mix.scale",    "enc.tags.scale",  "enc.label.bias",
                                          "enc.table0.scale" };
    static const double BAD[] = { NAN, INFINITY, -INFINITY, 1001, -1001, 3e38 };
    for (size_t i = 0; i < sizeof FLOATS / sizeof FLOATS[0]; i++)
        for (size_t k = 0; k < sizeof BAD / sizeof BAD[0]; k++) {
            refused(&(lie)NUMBER(FLOATS[i], F32, "a number out of range", 0, BAD[k]));
            refused(&(lie)NUMBER(FLOATS[i], F32, "a number out of range", FROM_END + 4, BAD[k]));
        }
    static const char *const WEIGHTS[] = { "enc.layer0.w", "enc.heads.w", "enc.mix.w",
                                           "enc.tags.w",   "enc.name.w",  "enc.label.w" };
    for (size_t i = 0; i < sizeof WEIGHTS / sizeof WEIGHTS[0]; i++) {
        refused(&(lie)NUMBER(WEIGHTS[i], I8, "beyond 64", 0, 65));
        refused(&(lie)NUMBER(WEIGHTS[i], I8, "beyond 64", FROM_END + 1, -65));
    }
}

static void test_labels(void **state)
{
    (void)state;
    static const lie lies[] = {
        WORDS("enc.names.upos", TEXT, "enc.names.upos", 0, "ADP"),
        WORDS("enc.names.ner", TEXT, "enc.names.ner", 2, "X"),
        WORDS("enc.names.deprel", APPEND, "enc.names.deprel", 0, "x"),
        WORDS("enc.names.deprel", TEXT, "enc.names.deprel", FROM_END + 1, "x"),
        WORDS("enc.names.deprel", TEXT, "enc.names.deprel", 0, "\n"),
        WORDS("enc.names.deprel", TEXT, "enc.names.deprel", 0, "\xFF"),
        NUMBER("enc.names.xpos", I8, "enc.names.xpos", 0, 0), /* one name less in as many bytes */
        WHOLE("enc.names.feats", EMPTY, "enc.names.feats"),
        WORDS("enc.names.lemma", TEXT, "enc.names.lemma", 0, "9"),
        WORDS("enc.names.lemma", TEXT, "enc.names.lemma", 1, "x"),
    };
    all_refused(lies, sizeof lies / sizeof lies[0]);
    const dl__section *rel = dl__dlm_section(&tiny, "enc.names.deprel");
    size_t at = 0;
    while (strcmp((const char *)rel->data + at, "root") != 0)
        at += strlen((const char *)rel->data + at) + 1;
    refused(&(lie)WORDS("enc.names.deprel", TEXT, "no relation 'root'", at, "boot"));
}

/* First slot in use of a set of words: check[slots] lies behind the number of slots. */
static size_t used_slot(const char *section, uint32_t *slots, size_t header)
{
    const unsigned char *data = dl__dlm_section(&tiny, section)->data;
    uint32_t check = 0;
    size_t i = 0;
    memcpy(slots, data + (header == 4 ? 0 : 4), 4);
    while (memcpy(&check, data + header + 4 * i, 4), !check)
        i++;
    return i;
}

static void test_sets_of_words(void **state)
{
    (void)state;
    static const char *const SETS[] = { "enc.words", "enc.lex" };
    for (size_t i = 0; i < 2; i++) {
        uint32_t slots;
        const size_t at = used_slot(SETS[i], &slots, 4);
        refused(&(lie)NUMBER(SETS[i], U32, "for 0 slots", 0, 0));
        refused(&(lie)NUMBER(SETS[i], U32, "slots", 0, slots + 1));
        refused(&(lie)NUMBER(SETS[i], U32, "slots", 0, 0xFFFFFFFF));
        refused(
            &(lie)NUMBER(SETS[i], U32, "slots", 0, 0x2AAAAAAB)); /* times 6 is a small number in 32 bits */
        refused(&(lie)NUMBER(SETS[i], U16, "gives 65535, below", 4 + 4 * (size_t)slots + 2 * at, 65535));
        refused(&(lie)WHOLE(SETS[i], EMPTY, "missing or empty"));
    }
    refused(&(lie)NUMBER("enc.lexclass", U16, "row past its table", 0, 65535));
    refused(&(lie)NUMBER("enc.lexclass", U16, "row past its table", FROM_END + 2, 65535));
    refused(&(lie)WHOLE("enc.lexclass", SHORTER, "wrong size"));
    refused(&(lie)WHOLE("enc.lexclass", EMPTY, "wrong size"));
    refused(&(lie)WHOLE("enc.masks", SHORTER, "wrong size"));
    refused(
        &(lie)WORDS("enc.kinds", INSTEAD, "enc.kinds is of a wrong size", 0, "no table has so many rows"));
}

static void test_lemmas(void **state)
{
    (void)state;
    uint32_t slots, head[5];
    const dl__section *s = dl__dlm_section(&tiny, "lemma.table");
    memcpy(head, s->data, sizeof head); /* format, slots, answers, rules, bytes of text */
    const size_t used = used_slot("lemma.table", &slots, 20), offsets = 20 + 4 * (size_t)slots,
                 values = offsets + 4 * (size_t)head[3], answers = values + 2 * (size_t)slots,
                 text = answers + 6 * (size_t)head[2];
    assert_int_equal(slots, head[1]);
    assert_int_equal(text + head[4], s->len);
    const lie lies[] = {
        WHOLE("lemma.table", EMPTY, "format 0"),
        WHOLE("lemma.table", SHORTER, "its header gives"),
        NUMBER("lemma.table", U32, "format 2, 1 expected", 0, 2),
        NUMBER("lemma.table", U32, "its header gives", 4, 0),
        NUMBER("lemma.table", U32, "its header gives", 4, 0xFFFFFFFF),
        NUMBER("lemma.table", U32, "its header gives", 8, 0xFFFFFFFF),
        NUMBER("lemma.table", U32, "its header gives", 12, 0xFFFFFFFF),
        NUMBER("lemma.table", U32, "its header gives", 16, 0xFFFFFFFF),
        NUMBER("lemma.table", U32, "outside of itself", offsets, head[4]),
        NUMBER("lemma.table", U32, "outside of itself", offsets, 0xFFFFFFFF),
        NUMBER("lemma.table", U16, "outside of itself", values + 2 * used, head[2]),
        NUMBER("lemma.table", U16, "outside of itself", answers, head[3] + 1),
        NUMBER("lemma.table", U16, "outside of itself", answers, 0),
        WORDS("lemma.table", TEXT, "outside of itself", text, "x"),
        WORDS("lemma.table", TEXT, "outside of itself", FROM_END + 1, "x"),
    };
    all_refused(lies, sizeof lies / sizeof lies[0]);
}

/* Whatever a section is: one without its last byte, empty or missing is refused, but for the one that may be missing. */
static void test_every_section_is_needed(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < tiny.n_sections; i++) {
        const char *name = tiny.sections[i].name;
        if (strcmp(name, "meta") == 0 || strcmp(name, "split.mwt") == 0 || strcmp(name, "split.config") == 0)
            continue; /* text: shorter may be sound */
        refused(&(lie)WHOLE(name, SHORTER, ""));
        refused(&(lie)WHOLE(name, EMPTY, ""));
        if (strcmp(name, "lemma.table") != 0)
            refused(&(lie)WHOLE(name, MISSING, ""));
    }
}

static size_t n_roots(dl_model *m)
{
    const dl_story story = { .text = DL_STR(
                                 "Rebels attacked a convoy near the border and killed three soldiers.") };
    dl_pipeline *p;
    dl_document *d;
    size_t roots = 0;
    assert_int_equal(dl_pipeline_new(m, NULL, &p, NULL), DL_OK);
    assert_int_equal(dl_parse(p, &story, &d, NULL), DL_OK);
    for (size_t i = 0; i < dl_document_n_tokens(d); i++)
        roots += dl_document_token(d, i)->head < 0;
    assert_int_equal(dl_document_n_tokens(d), 12);
    dl_document_free(d);
    dl_pipeline_free(p);
    return roots;
}

/* docs/format-dlm.md: who replaces a file by another of its name disturbs nobody who has it open. */
static void test_a_file_is_replaced_while_it_is_open(void **state)
{
    (void)state;
    dl_model *m;
    dl_error e;
    const char *path = tempdir_write(&temp, "open.dlm", tiny.file.data, tiny.file.len);
    assert_int_equal(dl_model_open(path, NULL, &m, &e), DL_OK);
    assert_int_equal(rename(tempdir_write(&temp, "other.dlm", "broken", 6), path), 0);
    assert_int_equal(n_roots(m), 1);
    dl_model_free(m);
    assert_int_equal(dl_model_open(path, NULL, &m, &e), DL_EMODEL);
    assert_null(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_tokeniser),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_sets_of_words),
        cmocka_unit_test(test_lemmas),
        cmocka_unit_test(test_every_section_is_needed),
        cmocka_unit_test(test_a_file_is_replaced_while_it_is_open),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
