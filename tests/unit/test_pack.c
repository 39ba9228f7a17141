/* test_pack.c - dateline-pack and the reader of what it makes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/pack.h"

#include <dirent.h>
#include <sys/wait.h>

#include "cmocka_all.h"
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

static void put(const char *name, const char *text)
{
    (void)tempdir_write(&temp, name, text, strlen(text));
}

/* Run dateline-pack over a temporary folder; its exit code, and what it printed. */
static int run_pack_on(tempdir *folder, const char *options, char *printed, size_t cap)
{
    char command[4 * TEMP_PATH];
    (void)snprintf(command, sizeof command, "%s/bin/dateline-pack %s %s %s 2>&1", getenv("DL_BINARY_DIR"),
                   options, folder->path, tempdir_file(folder, "out.dlp"));
    FILE *f = popen(command, "r");
    assert_non_null(f);
    size_t n = fread(printed, 1, cap - 1, f);
    printed[n] = '\0';
    int status = pclose(f);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int run_pack(const char *options, char *printed, size_t cap)
{
    return run_pack_on(&temp, options, printed, cap);
}

static const char MANIFEST[] = "# what there is\n"
                               "table\tfile\tindex\tkeys\n"
                               "countries\tlands.tsv\tnames\t*name;names;capital\n"
                               "countries\tlands.tsv\tnames_lower\tname\n"
                               "words\twords.tsv\tnames\tword\n"
                               "plain\tplain.tsv\t\t\n";
static const char LANDS[] = "name\tnames\tcapital\tsource\n"
                            "Ruritania\tKingdom of Ruritania;Ruritania\tStrelsau\tHope 1894\n"
                            "\n"
                            "# small ones\n"
                            "Grand  Fenwick; Duchy\tFenwick's Land\tFenwick\tWibberley 1955\n"
                            "S\xC3\xA3o Rico\t\tS\xC3\xA3o Rico\tnone\n";

static void write_good(void)
{
    put("pack.meta", "name=data-test\nlicence=none\n");
    put("pack.tsv", MANIFEST);
    put("lands.tsv", LANDS);
    put("words.tsv", "word\nFenwick\nFenwick of the North\n");
    put("plain.tsv", "a\tb\n1\t2\n");
}

static size_t find(const dl__pack *p, const char *index, const char *key, const dl__hit **hits)
{
    const dl__index *x = dl__pack_index(p, index);
    assert_non_null(x);
    return dl__index_find(x, key, strlen(key), hits);
}

static void test_finds_rows_of_all_tables(void **state)
{
    (void)state;
    char printed[4096];
    write_good();
    assert_int_equal(run_pack("--check", printed, sizeof printed), 0);
    assert_string_equal(printed, "");
    dl__pack *p;
    dl_error e;
    assert_int_equal(dl__pack_open(tempdir_file(&temp, "out.dlp"), &p, &e), DL_OK);
    dl_str v;
    assert_true(dl__pack_meta(p, "name", &v));
    assert_memory_equal(v.ptr, "data-test", v.len);
    assert_true(dl__pack_meta(p, "rows", &v));
    assert_memory_equal(v.ptr, "6", v.len);
    assert_int_equal(dl__pack_n_tables(p), 3);
    const dl__table *t = dl__pack_table(p, "countries");
    assert_non_null(t);
    assert_null(dl__pack_table(p, "country"));
    assert_null(dl__pack_index(p, "name"));
    assert_int_equal(dl__table_n_rows(t), 3);
    assert_string_equal(dl__table_file(t, 0), "lands.tsv");
    assert_int_equal(dl__table_line(t, 0), 2);
    assert_int_equal(dl__table_line(t, 2), 6);
    assert_int_equal(dl__table_column(t, "capital"), 2);
    assert_int_equal(dl__table_column(t, "capita"), -1);
    assert_string_equal(dl__table_cell(t, 0, 2), "Strelsau");
    assert_string_equal(dl__table_cell(t, 1, 0), "Grand  Fenwick; Duchy");
    assert_string_equal(dl__table_cell(t, 2, 1), "");
    assert_string_equal(dl__table_cell(t, 3, 0), "");
    assert_string_equal(dl__table_cell(t, 0, -1), "");
    assert_string_equal(dl__table_cell(t, 0, 4), "");

    static const struct {
        const char *index, *key;
        size_t n;
        uint16_t table, column; /* of the first */
        uint32_t row;
    } row[] = {
        { "names", "Ruritania", 2, 0, 0, 0 },
        { "names", "Kingdom of Ruritania", 1, 0, 1, 0 },
        { "names", "Fenwick", 2, 0, 2, 1 },
        { "names", "Fenwick of the North", 1, 1, 0, 1 },
        { "names", "Grand Fenwick; Duchy", 1, 0, 0, 1 },
        { "names", "Grand Fenwick", 0, 0, 0, 0 },
        { "names", "S\xC3\xA3o Rico", 2, 0, 0, 2 },
        { "names", "ruritania", 0, 0, 0, 0 },
        { "names_lower", "ruritania", 1, 0, 0, 0 },
        { "names_lower", "grand fenwick", 1, 0, 0, 1 },
        { "names_lower", "duchy", 1, 0, 0, 1 },
        { "names", "", 0, 0, 0, 0 },
        { "names", "Fen", 0, 0, 0, 0 },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const dl__hit *hits;
        assert_int_equal(find(p, row[i].index, row[i].key, &hits), row[i].n);
        if (!row[i].n)
            continue;
        assert_int_equal(hits[0].table, row[i].table);
        assert_int_equal(hits[0].column, row[i].column);
        assert_int_equal(hits[0].row, row[i].row);
    }
    const dl__index *x = dl__pack_index(p, "names");
    assert_int_equal(dl__index_max_words(x, "Fenwick", 7), 4);
    assert_int_equal(dl__index_max_words(x, "Kingdom", 7), 3);
    assert_int_equal(dl__index_max_words(x, "Strelsau", 8), 1);
    assert_int_equal(dl__index_max_words(x, "of", 2), 0);
    dl__pack_free(p);
    dl__pack_free(NULL);
}

static void test_complaints_name_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *file, *text, *says;
        int code;
    } row[] = {
        { "lands.tsv", "name\tnames\tcapital\tsource\nA\tB\n", "lands.tsv:2: found 2 cells, expected 4", 3 },
        { "lands.tsv", "name\tnames\tcapital\tsource\nA\tB\t\xFF\tx\n",
          "lands.tsv:2: invalid UTF-8 at byte 4 (0xFF)", 3 },
        { "lands.tsv", "name\tnames\tcapital\tsource\nA\tB\tC\tx\r\n",
          "lands.tsv:2: control character 0x0D at byte 7", 3 },
        { "lands.tsv", "Ruritania\tx\ty\tz\n", "lands.tsv:1: 'Ruritania' is no name of a column", 3 },
        { "lands.tsv", "name\tname\n", "lands.tsv:1: column 'name' twice", 3 },
        { "lands.tsv", "", "lands.tsv: no header row", 3 },
        { "lands.tsv", "name\tnames\tsource\nA\tB\tC\n", "pack.tsv:3: lands.tsv has no column 'capital'", 3 },
        { "lands.tsv", "name\tnames\tcapital\tsource\nA\tB\tC\t\n", "lands.tsv:2: no source", 3 },
        { "lands.tsv", "name\tnames\tcapital\tsource\nA\tB\tC\td\n\nA\tB\tC\td\n",
          "lands.tsv:4: the same row as line 2", 3 },
        { "lands.tsv", "name\tnames\tcapital\tsource\n\xC2\xAD\tB\tC\td\n", "lands.tsv:2: a key of more than",
          3 },
        { "pack.tsv", "table\tfile\tindex\nx\ty\tz\n",
          "pack.tsv: its columns are not table, file, index, keys", 3 },
        { "pack.tsv", "table\tfile\tindex\tkeys\nx\tmissing.tsv\t\t\n", "missing.tsv: ", 4 },
        { "pack.tsv", "table\tfile\tindex\tkeys\nx\tlands.tsv\tnames\t\n",
          "pack.tsv:2: index and keys: both or neither", 3 },
        { "pack.tsv", "table\tfile\tindex\tkeys\n\tlands.tsv\t\t\n",
          "pack.tsv:2: a table needs a name and a file", 3 },
        { "pack.tsv", "table\tfile\tindex\tkeys\nx\tlands.tsv\t\t\nx\twords.tsv\t\t\n",
          "pack.tsv:3: table x is lands.tsv above, words.tsv here", 3 },
        { "bad.zst", "not compressed", "bad.zst: not a zstd file", 3 },
    };
    char printed[8192];
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        write_good();
        put(row[i].file, row[i].text);
        if (strcmp(row[i].file, "bad.zst") == 0)
            put("pack.tsv", "table\tfile\tindex\tkeys\nx\tbad.zst\t\t\n");
        (void)remove(tempdir_file(&temp, "out.dlp"));
        int code = run_pack("--check", printed, sizeof printed);
        if (code != row[i].code || !strstr(printed, row[i].says))
            fail_msg("row %zu: exit %d, printed '%s', expected %d and '%s'", i, code, printed, row[i].code,
                     row[i].says);
        assert_int_equal(access(tempdir_file(&temp, "out.dlp"), F_OK), -1);
    }
    assert_int_equal(run_pack("one two", printed, sizeof printed), 2);
    assert_int_equal(run_pack("--nothing", printed, sizeof printed), 2);
}

/* Links to what a folder of the sources holds: nothing may be written through them. */
static void link_folder(tempdir *to, const char *folder)
{
    char from[TEMP_PATH], path[TEMP_PATH];
    bool below = *folder != '\0';
    (void)snprintf(path, sizeof path, "%s/data%s%s", getenv("DL_SOURCE_DIR"), below ? "/" : "", folder);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (const struct dirent *e; (e = readdir(dir));) {
        char file[300];
        if (e->d_name[0] == '.' || (!below && strcmp(e->d_name, "lexicon") == 0))
            continue;
        (void)snprintf(file, sizeof file, "%s%s%s", folder, below ? "/" : "", e->d_name);
        assert_true(snprintf(from, sizeof from, "%s/data/%s", getenv("DL_SOURCE_DIR"), file) <
                    (int)sizeof from);
        (void)remove(tempdir_file(to, file));
        assert_int_equal(symlink(from, tempdir_file(to, file)), 0);
    }
    (void)closedir(dir);
}

/* The tables of the sources, but for one of the lexicon, which gets `text`. */
static void link_tables(tempdir *to, const char *name, const char *text)
{
    (void)mkdir(tempdir_file(to, "lexicon"), 0700);
    link_folder(to, "");
    link_folder(to, "lexicon");
    (void)remove(tempdir_file(to, name));
    (void)tempdir_write(to, name, text, strlen(text));
}

static void test_check_of_the_lexicon(void **state)
{
    (void)state;
#define DEEDS "trigger\tframe\tkind\texample\n"
    static const struct {
        const char *file, *text, *says;
        bool model;
    } row[] = {
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=R\tshelling\tx\n",
          "lexicon/deeds.tsv:2: kind 'shelling': expected one of lexicon/kinds.tsv, column kind", false },
        { "lexicon/deeds.tsv", DEEDS "shell\ts=A o=R\tshell\tx\n", "lexicon/deeds.tsv:2: expected lemma/v",
          false },
        { "lexicon/deeds.tsv", DEEDS "Shell/v\ts=A o=R\tshell\tx\n",
          "lexicon/deeds.tsv:2: trigger 'Shell/v': expected lower case", false },
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=Q\tshell\tx\n",
          "lexicon/deeds.tsv:2: expected A, R, P, PR, T, X, X!, * or {set}, found 'Q'", false },
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=R o|i=R\tshell\tx\n",
          "lexicon/deeds.tsv:2: frame 's=A o=R o|i=R': one place stands twice", false },
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=R\tshell\tx\n\nshell/v\ts=A o=R\tkill\tx\n",
          "lexicon/deeds.tsv:4: entry 'shell/v s=A o=R' is never reached: line 2, 's=A o=R'", false },
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=T in?=*\tshell\tx\nshell/v\ts=A o=R\tkill\tx\n",
          "lexicon/deeds.tsv:3: entry 'shell/v s=A o=R' is never reached: line 2, 's=A o=T in?=*'", false },
        { "lexicon/join.tsv", "act\tgroup\ttype\tmode\tcameo\tcontexts\nrequest\taid\tREQUEST\t\t999\t\n",
          "lexicon/join.tsv:2: cameo '999': expected one of cameo/cameo.tsv, column code", false },
        { "lexicon/sets.tsv", "set\tlemmas\nnobodys\ta;b;a\n",
          "lexicon/sets.tsv:2: set 'nobodys' is not used", false },
        { "lexicon/sets.tsv", "set\tlemmas\nharm\tkill;wound;kill\n",
          "lexicon/sets.tsv:2: set 'harm': 'kill' is empty, has blanks at its edge or stands twice", false },
        { "lexicon/deeds.tsv", DEEDS "shelll/v\ts=A o=R\tshell\tx\n",
          "lexicon/deeds.tsv:2: trigger 'shelll/v': unknown lemma 'shelll'", true },
        { "lexicon/deeds.tsv", DEEDS "struck/v\ts=A o=R\tshell\tx\n",
          "lexicon/deeds.tsv:2: trigger 'struck/v' is a form of 'strike', expected the lemma", true },
        { "lexicon/deeds.tsv",
          DEEDS "shell/v\ts=A o=R\tshell\tKenya shelled Uganda.\nkill/v\ts=A o=R\tkill\tIt rains.\n",
          "lexicon/deeds.tsv:3: example 'It rains.' does not fire: no word of it is kill/v", true },
        { "lexicon/deeds.tsv", DEEDS "shell/v\ts=A o=R at=*\tshell\tKenya shelled Uganda.\n",
          "example 'Kenya shelled Uganda.' does not fire: lexicon/deeds.tsv:2 comes near, but slot at: "
          "nothing that fits",
          true },
    };
#undef DEEDS
    const char *model = getenv("DATELINE_MODEL");
    static char printed[1 << 20];
    static tempdir tables;
    assert_true(tempdir_make(&tables));
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char options[TEMP_PATH];
        if (row[i].model && (!model || access(model, R_OK) != 0))
            continue;
        link_tables(&tables, row[i].file, row[i].text);
        (void)snprintf(options, sizeof options, row[i].model ? "--check --model %s" : "--check", model);
        int code = run_pack_on(&tables, options, printed, sizeof printed);
        if (code != 3 || !strstr(printed, row[i].says))
            fail_msg("row %zu: exit %d, printed '%.400s', expected '%s'", i, code, printed, row[i].says);
        assert_int_equal(access(tempdir_file(&tables, "out.dlp"), F_OK), -1);
    }
    tempdir_remove(&tables);
}

static void test_key_normalise(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
        bool lower;
    } row[] = {
        { "  United \t Nations ", "United Nations", false },
        { "People\xE2\x80\x99s \xE2\x80\x9CRepublic\xE2\x80\x9D", "People's \"Republic\"", false },
        { "Nagorno\xE2\x80\x93Karabakh", "Nagorno-Karabakh", false },
        { "A\xC2\xA0"
          "B\xE2\x80\xAF"
          "C",
          "A B C", false },
        { "so\xC2\xADlid", "solid", false },
        { "\xC3\x89"
          "TAT",
          "\xC3\xA9tat", true },
        { "Sa\xCC\x83o", "S\xC3\xA3o", false }, /* letter and accent apart */
        { "\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD\xE5\x9B\xBD", true },
        { "bad \xE2\x82", "", false },
        { "", "", true },
        { " \n", "", true },
    };
    char out[64];
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        size_t n = dl__key_normalise(row[i].in, strlen(row[i].in), row[i].lower, out, sizeof out);
        assert_int_equal(n, strlen(row[i].out));
        assert_memory_equal(out, row[i].out, n);
    }
    assert_int_equal(dl__key_normalise("abcd", 4, false, out, 4), 4);
    assert_int_equal(dl__key_normalise("abcd", 4, false, out, 3), 0);
    assert_int_equal(dl__key_normalise("a b", 3, false, out, 2), 0);
}

/* A pack whose sections lie, under right checksums: refused or read as empty, never outside. */
static void test_lying_packs(void **state)
{
    (void)state;
    static const char *const NAMES[] = { "pack.strings", "pack.tables", "pack.columns",
                                         "pack.cells",   "pack.lines",  "pack.indices",
                                         "pack.keys",    "pack.words",  "pack.hits" };
    enum { N = sizeof NAMES / sizeof NAMES[0] };
    char printed[4096];
    write_good();
    assert_int_equal(run_pack("", printed, sizeof printed), 0);
    dl__dlm m;
    dl_error e;
    assert_int_equal(dl__dlm_open(tempdir_file(&temp, "out.dlp"), DL__DLM_PACK, &m, &e), DL_OK);
    static const uint32_t WRONG[] = { 0, 1, 0x7FFFFFFF, 0xFFFFFFFF };
    size_t opened = 0, refused = 0;
    for (size_t s = 0; s < N; s++) {
        const dl__section *good = dl__dlm_section(&m, NAMES[s]);
        assert_non_null(good);
        for (size_t at = 0; at + 4 <= good->len; at += 4) {
            dl__section sections[16];
            unsigned char altered[1 << 16];
            assert_true(good->len <= sizeof altered);
            memcpy(altered, good->data, good->len);
            memcpy(altered + at, &WRONG[(at / 4 + s) % 4], 4);
            memcpy(sections, m.sections, m.n_sections * sizeof sections[0]);
            sections[good - m.sections].data = altered;
            const char *path = tempdir_file(&temp, "lie.dlp");
            assert_int_equal(dl__dlm_write(path, DL__DLM_PACK, sections, m.n_sections, &e), DL_OK);
            dl__pack *p;
            if (dl__pack_open(path, &p, &e) != DL_OK) {
                assert_int_equal(e.status, DL_EMODEL);
                refused++;
                continue;
            }
            opened++;
            const dl__hit *hits;
            for (uint32_t i = 0; dl__pack_index_at(p, i); i++) {
                const dl__index *x = dl__pack_index_at(p, i);
                size_t n = dl__index_find(x, "Fenwick", 7, &hits);
                for (size_t k = 0; k < n; k++) {
                    const dl__table *t = dl__pack_table_at(p, hits[k].table);
                    if (t)
                        assert_true(strlen(dl__table_cell(t, hits[k].row, hits[k].column)) < 1000);
                }
                (void)dl__index_max_words(x, "Fenwick", 7);
            }
            dl__pack_free(p);
        }
    }
    assert_true(opened > 0 && refused > 0);
    dl__dlm_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_rows_of_all_tables),
        cmocka_unit_test(test_complaints_name_file_and_line),
        cmocka_unit_test(test_check_of_the_lexicon),
        cmocka_unit_test(test_key_normalise),
        cmocka_unit_test(test_lying_packs),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
