/* test_dlm.c - containers: round trip, and every way in which a file can be wrong. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/dlm.h"

#include <xxhash.h>

#include "cmocka_all.h"
#include "model/dlm_layout.h"
#include "tempdir.h"

static tempdir temp;

static int set_up(void **state)
{
    (void)state;
    return tempdir_make(&temp) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tempdir_remove(&temp);
    return 0;
}

static const dl__section SECTIONS[] = {
    { "meta", (const unsigned char *)"name=tiny-1\nseed=7\nempty=\nnote=a=b", 34 },
    { "weights", (const unsigned char *)"0123456789", 10 },
    { "none", (const unsigned char *)"", 0 },
};
enum { N = sizeof SECTIONS / sizeof SECTIONS[0], MAX_FILE = 4096 };

/* The bytes of a good file. */
static size_t good_file(unsigned char out[MAX_FILE])
{
    const char *path = tempdir_file(&temp, "good.dlm");
    dl_error e;
    assert_int_equal(dl__dlm_write(path, DL__DLM_MODEL, SECTIONS, N, &e), DL_OK);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t n = fread(out, 1, MAX_FILE, f);
    assert_int_equal(fclose(f), 0);
    return n;
}

static void test_round_trip(void **state)
{
    (void)state;
    unsigned char bytes[MAX_FILE];
    size_t len = good_file(bytes);
    assert_int_equal(len % 64, 0);
    dl__dlm m;
    dl_error e;
    assert_int_equal(dl__dlm_open(tempdir_file(&temp, "good.dlm"), DL__DLM_MODEL, &m, &e), DL_OK);
    assert_int_equal(m.n_sections, N);
    assert_int_equal(dl__dlm_kind(&m), DL__DLM_MODEL);
    for (size_t i = 0; i < N; i++) {
        const dl__section *s = dl__dlm_section(&m, SECTIONS[i].name);
        assert_non_null(s);
        assert_int_equal(s->len, SECTIONS[i].len);
        assert_memory_equal(s->data, SECTIONS[i].data, s->len);
        assert_int_equal((uintptr_t)s->data % 64, 0);
    }
    assert_null(dl__dlm_section(&m, "weight"));
    static const struct {
        const char *key, *value;
    } meta[] = { { "name", "tiny-1" }, { "seed", "7" }, { "empty", "" },
                 { "note", "a=b" },    { "nam", NULL }, { "a", NULL } };
    for (size_t i = 0; i < sizeof meta / sizeof meta[0]; i++) {
        dl_str v;
        assert_int_equal(dl__dlm_meta(&m, meta[i].key, &v), meta[i].value != NULL);
        if (meta[i].value) {
            assert_int_equal(v.len, strlen(meta[i].value));
            assert_memory_equal(v.ptr, meta[i].value, v.len);
        }
    }
    dl__dlm_close(&m);
}

/* Open the bytes; they must be refused with a message that holds `says`. */
static void refused(const unsigned char *bytes, size_t len, const char *says)
{
    const char *path = tempdir_write(&temp, "bad.dlm", bytes, len);
    dl__dlm m;
    dl_error e = { .message = "" };
    assert_int_equal(dl__dlm_open(path, DL__DLM_MODEL, &m, &e), DL_EMODEL);
    assert_int_equal(e.status, DL_EMODEL);
    assert_memory_equal(e.message, path, strlen(path));
    if (!strstr(e.message, says))
        fail_msg("'%s' does not say '%s'", e.message, says);
    assert_null(m.sections);
}

static void test_every_cut_is_refused(void **state)
{
    (void)state;
    unsigned char bytes[MAX_FILE];
    size_t len = good_file(bytes);
    for (size_t n = 0; n < len; n++)
        refused(bytes, n, n < 64 ? "not a dateline model" : "cut short");
    bytes[len] = 0;
    refused(bytes, len + 1, "something was added");
}

static void test_every_changed_byte_is_refused(void **state)
{
    (void)state;
    unsigned char bytes[MAX_FILE];
    size_t len = good_file(bytes);
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= 0x10;
        refused(bytes, len, "");
        bytes[i] ^= 0x10;
    }
}

/* A change of the header or of entry `at`, with the checksum of the table made right again. */
typedef struct lie {
    const char *says;
    void (*tell)(dl__dlm_header *h, dl__dlm_entry *e);
} lie;

static void newer(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)e;
    h->version = 3;
}
static void other_order(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)e;
    h->endian = 0x04030201;
}
static void pack(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)e;
    h->kind = DL__DLM_PACK;
}
static void many(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)e;
    h->n_sections = 0xFFFFFFFF;
}
static void too_many(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)e;
    h->n_sections = 200;
}
static void beyond(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[1].len = 1 << 20;
}
static void wraps(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[1].len = UINT64_MAX - 8;
}
static void far_away(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[1].offset = UINT64_MAX - 63;
}
static void overlaps(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[1].offset = e[0].offset;
}
static void crooked(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[1].offset += 8;
}
static void nameless(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    memset(e[1].name, 0, sizeof e[1].name);
}
static void endless(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    memset(e[1].name, 'x', sizeof e[1].name);
}
static void twice(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    memcpy(e[1].name, e[0].name, sizeof e[1].name);
}
static void gap(dl__dlm_header *h, dl__dlm_entry *e)
{
    (void)h;
    e[0].len -= 1; /* its last byte now lies between the sections */
    e[0].hash = XXH3_64bits(SECTIONS[0].data, e[0].len);
}

static void test_lies_with_right_checksums_are_refused(void **state)
{
    (void)state;
    static const lie lies[] = {
        { "format 3, this program reads 1", newer },
        { "other byte order", other_order },
        { "a data pack, expected a model", pack },
        { "sections do not fit", many },
        { "sections do not fit", too_many },
        { "section weights out of place", beyond },
        { "section weights out of place", wraps },
        { "section weights out of place", far_away },
        { "section weights out of place", overlaps },
        { "section weights out of place", crooked },
        { "without a sound name", nameless },
        { "without a sound name", endless },
        { "section meta twice", twice },
        { "bytes between the sections", gap },
    };
    unsigned char bytes[MAX_FILE];
    size_t len = good_file(bytes);
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        unsigned char copy[MAX_FILE];
        dl__dlm_header h;
        dl__dlm_entry e[N];
        memcpy(copy, bytes, len);
        memcpy(&h, copy, sizeof h);
        memcpy(e, copy + sizeof h, sizeof e);
        lies[i].tell(&h, e);
        h.table_hash = XXH3_64bits(e, sizeof e);
        memcpy(copy, &h, sizeof h);
        memcpy(copy + sizeof h, e, sizeof e);
        refused(copy, len, lies[i].says);
    }
}

static void test_other_files(void **state)
{
    (void)state;
    dl__dlm m;
    dl_error e;
    assert_int_equal(dl__dlm_open("/nowhere/en.dlm", DL__DLM_ANY, &m, &e), DL_EIO);
    assert_string_equal(e.message, "/nowhere/en.dlm: No such file or directory");
    assert_int_equal(dl__dlm_open(temp.path, DL__DLM_ANY, &m, &e), DL_EIO);
    assert_non_null(strstr(e.message, "Is a directory"));
    assert_int_equal(dl__dlm_open("/dev/null", DL__DLM_ANY, &m, NULL), DL_EIO);
    static const char page[] =
        "<html><body>404 Not Found</body></html>                                        ";
    refused((const unsigned char *)page, sizeof page, "not a dateline model");
}

static void test_write_refuses(void **state)
{
    (void)state;
    dl_error e;
    dl__section many[DL__DLM_MAX_SECTIONS + 1] = { { .len = 0 } };
    const char *path = tempdir_file(&temp, "new.dlm");
    assert_int_equal(dl__dlm_write(path, DL__DLM_MODEL, many, DL__DLM_MAX_SECTIONS + 1, &e), DL_EINVAL);
    assert_int_equal(dl__dlm_write(path, DL__DLM_MODEL, many, 1, &e), DL_EINVAL); /* no name */
    assert_int_equal(dl__dlm_write("/nowhere/x.dlm", DL__DLM_MODEL, SECTIONS, N, &e), DL_EIO);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(dl__dlm_write(path, DL__DLM_PACK, NULL, 0, &e), DL_OK);
    dl__dlm m;
    assert_int_equal(dl__dlm_open(path, DL__DLM_PACK, &m, &e), DL_OK);
    assert_int_equal(m.n_sections, 0);
    dl__dlm_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_every_cut_is_refused),
        cmocka_unit_test(test_every_changed_byte_is_refused),
        cmocka_unit_test(test_lies_with_right_checksums_are_refused),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_write_refuses),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
