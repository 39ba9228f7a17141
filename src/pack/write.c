/* write.c - the sections of the pack; see build.h and lexicon/pack_layout.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/build.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "lexicon/pack_layout.h"

enum { MOST_META_BYTES = 1 << 20, N_SECTIONS = 10 };

/* A section that grows. */
typedef struct bytes {
    const char *name;
    dl__strbuf b;
} bytes;

enum { META, STRINGS, TABLES, COLUMNS, CELLS, LINES, INDICES, KEYS, WORDS, HITS };
static const char *const NAMES[N_SECTIONS] = { "meta",       "pack.strings", "pack.tables",  "pack.columns",
                                               "pack.cells", "pack.lines",   "pack.indices", "pack.keys",
                                               "pack.words", "pack.hits" };

static void put(dl__strbuf *b, const void *items, size_t n, size_t size)
{
    dl__strbuf_add(b, items, n * size);
}

static uint32_t intern(pack_build *b, const char *s, size_t len)
{
    uint32_t offset = dl__strings_add(&b->strings, s, len);
    if (offset == UINT32_MAX)
        (void)dl__pack_out_of_memory(&b->report);
    return offset;
}

static void lay_out_table(pack_build *b, const pack_table *t, dl__strbuf *out)
{
    const tsv *data = &t->data;
    dl__pack_table_rec rec = { .name = intern(b, t->name, strlen(t->name)),
                               .file = intern(b, data->file, strlen(data->file)),
                               .n_rows = (uint32_t)data->n_rows,
                               .n_columns = (uint32_t)data->n_columns,
                               .columns = (uint32_t)(out[COLUMNS].len / sizeof(uint32_t)),
                               .cells = (uint32_t)(out[CELLS].len / sizeof(uint32_t)),
                               .lines = (uint32_t)(out[LINES].len / sizeof(uint32_t)) };
    bool run = data->n_rows > 0;
    for (size_t i = 1; run && i < data->n_rows; i++)
        run = data->lines[i] == data->lines[0] + i;
    rec.first_line = run ? data->lines[0] : 0;
    put(&out[TABLES], &rec, 1, sizeof rec);
    for (size_t i = 0; i < data->n_columns; i++) {
        uint32_t name = intern(b, data->columns[i].ptr, data->columns[i].len) | t->kinds[i]
                                                                                    << DL__CELLS_SHIFT;
        put(&out[COLUMNS], &name, 1, sizeof name);
    }
    put(&out[CELLS], t->cells, data->n_rows * data->n_columns, sizeof *t->cells);
    if (!run)
        put(&out[LINES], data->lines, data->n_rows, sizeof *data->lines);
}

static int compare_postings(const void *x, const void *y)
{
    const pack_posting *a = x, *b = y;
    uint64_t first[] = { a->key, a->hit.table, a->hit.row, a->hit.column };
    uint64_t second[] = { b->key, b->hit.table, b->hit.row, b->hit.column };
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
        if (first[i] != second[i])
            return first[i] < second[i] ? -1 : 1;
    return 0;
}

/* A slot in the making. */
typedef struct slot_item {
    uint32_t string, value, n;
} slot_item;

/* By string, then more words first. */
static int compare_slots(const void *x, const void *y)
{
    const slot_item *a = x, *b = y;
    if (a->string != b->string)
        return a->string < b->string ? -1 : 1;
    return (a->n < b->n) - (a->n > b->n);
}

/* items as a hash table behind the section; its number of slots, 0 when memory is out. */
static uint32_t put_hash(pack_build *b, dl__strbuf *out, const slot_item *items, size_t n)
{
    size_t n_slots = 1;
    while (n_slots * 3 < n * 4)
        n_slots *= 2;
    dl__pack_slot *slots = dl__arena_alloc(b->arena, n_slots, sizeof *slots);
    if (!slots)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const char *s = b->strings.pool.s + items[i].string;
        uint64_t hash = XXH3_64bits(s, strlen(s));
        size_t at = (size_t)(uint32_t)hash & (n_slots - 1);
        while (dl__slot_n(&slots[at]))
            at = (at + 1) & (n_slots - 1);
        if (items[i].string >> (32 - DL__SLOT_TAG_BITS) || items[i].value >> (32 - DL__SLOT_N_BITS) ||
            items[i].n >> DL__SLOT_N_BITS) {
            (void)dl__pack_complain(&b->report, s, 0,
                                    "more strings, rows of a key, or keys than a pack can hold");
            return 0;
        }
        slots[at] = (dl__pack_slot){ items[i].string << DL__SLOT_TAG_BITS | dl__slot_tag(hash),
                                     items[i].value << DL__SLOT_N_BITS | items[i].n };
    }
    put(out, slots, n_slots, sizeof *slots);
    return (uint32_t)n_slots;
}

/* The first word of a key and how many words the key has. */
static slot_item first_word(pack_build *b, uint32_t key)
{
    const char *s = b->strings.pool.s + key;
    size_t len = strlen(s), first = strcspn(s, " ");
    uint32_t words = 1;
    for (size_t i = first; i < len; i++)
        words += s[i] == ' ';
    return (slot_item){ .string = intern(b, s, first), .n = words };
}

/* Runs of equal keys become slots; returns how many. Sorted postings go to the hits, exact doubles once. */
static size_t group_keys(const pack_index *x, dl__strbuf *hits, slot_item *keys)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_postings; i++) {
        const pack_posting *p = &x->postings[i];
        if (i && compare_postings(p, p - 1) == 0)
            continue;
        if (!n || keys[n - 1].string != p->key)
            keys[n++] = (slot_item){ .string = p->key, .value = (uint32_t)(hits->len / sizeof(dl__hit)) };
        keys[n - 1].n++;
        put(hits, &p->hit, 1, sizeof p->hit);
    }
    return n;
}

static bool lay_out_index(pack_build *b, pack_index *x, dl__strbuf *out)
{
    dl__pack_index_rec rec = { .name = intern(b, x->name, strlen(x->name)),
                               .keys = (uint32_t)(out[KEYS].len / sizeof(dl__pack_slot)),
                               .words = (uint32_t)(out[WORDS].len / sizeof(dl__pack_slot)) };
    slot_item *keys = dl__arena_alloc(b->arena, x->n_postings, sizeof *keys);
    slot_item *words = dl__arena_alloc(b->arena, x->n_postings, sizeof *words);
    if (!keys || !words)
        return dl__pack_out_of_memory(&b->report);
    if (x->n_postings)
        qsort(x->postings, x->n_postings, sizeof *x->postings, compare_postings);
    size_t n_keys = group_keys(x, &out[HITS], keys), n_words = 0;
    for (size_t i = 0; i < n_keys; i++)
        words[i] = first_word(b, keys[i].string);
    if (n_keys)
        qsort(words, n_keys, sizeof *words, compare_slots);
    for (size_t i = 0; i < n_keys; i++)
        if (words[i].n > 1 && (!n_words || words[n_words - 1].string != words[i].string))
            words[n_words++] = words[i]; /* a word that is only a whole key is found among the keys */
    rec.n_keys = put_hash(b, &out[KEYS], keys, n_keys);
    rec.n_words = put_hash(b, &out[WORDS], words, n_words);
    put(&out[INDICES], &rec, 1, sizeof rec);
    return rec.n_keys && rec.n_words ? true : dl__pack_out_of_memory(&b->report);
}

/* pack.meta as written, then what was counted.  The digest tells two states of the data apart. */
static void lay_out_meta(const pack_build *b, dl__strbuf *out)
{
    size_t rows = 0;
    for (size_t i = 0; i < b->n_tables; i++)
        rows += b->tables[i].data.n_rows;
    XXH64_hash_t digest = 0;
    for (size_t i = STRINGS; i < N_SECTIONS; i++)
        digest = XXH3_64bits_withSeed(out[i].s, out[i].len, digest);
    dl__strbuf_add(&out[META], b->meta.ptr, b->meta.len);
    if (b->meta.len && b->meta.ptr[b->meta.len - 1] != '\n')
        dl__strbuf_putc(&out[META], '\n');
    dl__strbuf_printf(&out[META], "tables=%zu\nrows=%zu\ndigest=%016" PRIx64 "\n", b->n_tables, rows,
                      (uint64_t)digest);
}

static bool write_sections(pack_build *b, const dl__strbuf *out, const char *path)
{
    dl__section sections[N_SECTIONS] = { { .len = 0 } };
    for (size_t i = 0; i < N_SECTIONS; i++) {
        if (out[i].status == DL_ELIMIT)
            return dl__pack_complain(&b->report, path, 0, "section %s is larger than a pack can hold",
                                     NAMES[i]);
        if (out[i].status != DL_OK)
            return dl__pack_out_of_memory(&b->report);
        memcpy(sections[i].name, NAMES[i], strlen(NAMES[i]));
        sections[i].data = out[i].s ? (const unsigned char *)out[i].s : (const unsigned char *)"";
        sections[i].len = out[i].len;
    }
    dl_error err;
    if (dl__dlm_write(path, DL__DLM_PACK, sections, N_SECTIONS, &err) == DL_OK)
        return true;
    b->report.is_system = true;
    b->report.n++;
    (void)fprintf(stderr, "dateline-pack: %s\n", err.message);
    return false;
}

bool dl__pack_write(pack_build *b, const char *path)
{
    dl__strbuf out[N_SECTIONS];
    for (size_t i = 0; i < N_SECTIONS; i++)
        dl__strbuf_init(&out[i], i == META ? MOST_META_BYTES : UINT32_MAX - 1);
    bool good = true;
    for (size_t i = 0; i < b->n_tables; i++)
        lay_out_table(b, &b->tables[i], out);
    for (size_t i = 0; good && i < b->n_indices; i++)
        good = lay_out_index(b, &b->indices[i], out);
    put(&out[STRINGS], b->strings.pool.s, b->strings.pool.len, 1);
    lay_out_meta(b, out);
    good = good && b->report.n == 0 && write_sections(b, out, path);
    for (size_t i = 0; i < N_SECTIONS; i++)
        dl__strbuf_free(&out[i]);
    return good;
}

static void put_path(FILE *f, const char *folder, const char *file)
{
    const char *parts[] = { folder, folder[0] ? "/" : "", file };
    for (size_t i = 0; i < 3; i++) {
        for (const char *c = parts[i]; *c; c++) {
            if (*c == ' ' || *c == '#')
                (void)fputc('\\', f);
            (void)fputc(*c, f);
        }
    }
}

bool dl__pack_write_depfile(pack_build *b, const char *depfile, const char *path)
{
    FILE *f = fopen(depfile, "w");
    if (f) {
        put_path(f, "", path);
        (void)fputc(':', f);
        for (size_t i = 0; i < b->n_tables + 2; i++) {
            (void)fputs(" \\\n  ", f);
            put_path(f, b->folder, i == 0 ? "pack.tsv" : i == 1 ? "pack.meta" : b->tables[i - 2].data.file);
        }
        (void)fputc('\n', f);
        bool failed = ferror(f) != 0;
        if (fclose(f) == 0 && !failed)
            return true;
    }
    b->report.is_system = true;
    return dl__pack_complain(&b->report, depfile, 0, "cannot be written");
}
