/* test_dump.c - dl_dump() over a model and a pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/strbuf.h"
#include "model/dlm.h"

#include "cmocka_all.h"
#include "tempdir.h"

static int gather(void *user, const char *text, size_t len)
{
    dl__strbuf_add(user, text, len);
    return 0;
}

static int stop(void *user, const char *text, size_t len)
{
    (void)text;
    (void)len;
    return ++*(int *)user; /* at once */
}

static void test_dump_of_a_model(void **state)
{
    (void)state;
    static const dl__section SECTIONS[] = {
        { "meta", (const unsigned char *)"name=tiny-1\n", 12 },
        { "labels", (const unsigned char *)"nsubj\nobj", 9 },
        { "weights", (const unsigned char *)"\x01\x02\x03", 3 },
    };
    tempdir temp;
    assert_true(tempdir_make(&temp));
    const char *path = tempdir_file(&temp, "tiny.dlm");
    dl_error e;
    assert_int_equal(dl__dlm_write(path, DL__DLM_MODEL, SECTIONS, 3, &e), DL_OK);
    dl__strbuf out;
    dl__strbuf_init(&out, 1 << 16);
    assert_int_equal(dl_dump(path, gather, &out, &e), DL_OK);
    static const char *const SAYS[] = { "model, format 1", "\nname=tiny-1\n", "\nlabels\t9", "\nweights\t3" };
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++)
        assert_non_null(strstr(out.s, SAYS[i]));
    dl__strbuf_free(&out);
    int calls = 0;
    assert_int_equal(dl_dump(path, stop, &calls, &e), DL_ECANCELED);
    assert_int_equal(calls, 1);
    assert_int_equal(dl_dump("/nowhere", stop, &calls, &e), DL_EIO);
    assert_int_equal(dl_dump(NULL, stop, &calls, &e), DL_EINVAL);
    tempdir_remove(&temp);
}

static void test_dump_of_the_pack(void **state)
{
    (void)state;
    dl__strbuf out;
    dl__strbuf_init(&out, 1 << 30);
    dl_error e;
    assert_int_equal(dl_dump(getenv("DATELINE_PACK"), gather, &out, &e), DL_OK);
    static const char *const SAYS[] = {
        "pack, format 1", "\nname=data-", "\tcameo/cameo.tsv\n",
        "\t0256\tAppeal for de-escalation of military engagement\tREQUEST\tyield\t"
    };
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++)
        assert_non_null(strstr(out.s, SAYS[i]));
    dl__strbuf_free(&out);
    int calls = 0;
    assert_int_equal(dl_dump(getenv("DATELINE_PACK"), stop, &calls, &e), DL_ECANCELED);
    assert_int_equal(calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dump_of_a_model),
        cmocka_unit_test(test_dump_of_the_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
