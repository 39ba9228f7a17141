/* fuzz_sections.c - a model whose sections lie under right checksums: edits of tests/model/tiny.dlm, then open and parse.
 *
 * The input is a list of edits, so that each mutation is a change of a section, the table or the header and none is lost
 * to a checksum: all sums are made anew, but for an edit that is about them.  What opens must parse and code a small
 * text into trees, whatever its weights, tables and labels say.
 *
 *     byte 0   which text (low bits), whether to code with the pack of DATELINE_PACK, whether windows are narrow
 *     then     edits of 8 bytes: what, section, two u16 and two bytes as the edit reads them
 *
 * Environment: DATELINE_TINY, the model. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>
#include <xxhash.h>

#include "fuzz.h"
#include "model/dlm_layout.h"
#include "pipeline/model_tables.h"

enum { MAX_SECTIONS = 160, MAX_EDITS = 24, EDIT = 8, GROWTH = 4096 };

typedef struct part {
    char name[32];
    uint8_t *data;
    size_t len, cap;
} part;

/* A model in pieces; the header and table as they will be written. */
typedef struct draft {
    part part[MAX_SECTIONS];
    uint32_t n;
} draft;

typedef struct edit {
    uint8_t what, section, c, d;
    uint16_t a, b;
} edit;

static dl__dlm base;
static dl_model
    *whole; /* tiny.dlm with the pack: its tables are lent to each model that is tried; NULL without pack */

static void give_up(const char *message)
{
    fprintf(stderr, "fuzz_sections: %s\n", message);
    exit(1);
}

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void open_once(void)
{
    dl_error e;
    const char *tiny = getenv("DATELINE_TINY"), *pack = getenv("DATELINE_PACK");
    if (!tiny)
        give_up("DATELINE_TINY is not set");
    if (dl__dlm_open(tiny, DL__DLM_MODEL, &base, &e) || (pack && dl_model_open(tiny, pack, &whole, &e)))
        give_up(e.message);
    if (base.n_sections > MAX_SECTIONS / 2)
        give_up("the model has too many sections");
}

/* ---- sections ---- */

static bool set_part(part *p, const char name[32], const uint8_t *data, size_t len)
{
    *p = (part){ .len = len, .cap = len + GROWTH };
    memcpy(p->name, name, sizeof p->name);
    p->data = calloc(1, p->cap);
    if (p->data)
        memcpy(p->data, data, len);
    return p->data != NULL;
}

static bool take_apart(draft *d)
{
    d->n = 0;
    for (uint32_t i = 0; i < base.n_sections; i++)
        if (!set_part(&d->part[d->n++], base.sections[i].name, base.sections[i].data, base.sections[i].len))
            return false;
    return true;
}

static void release(draft *d)
{
    for (uint32_t i = 0; i < d->n; i++)
        free(d->part[i].data);
}

/* Numbers that find mistakes, as bits of a float or as sizes. */
static uint32_t odd_number(uint8_t which)
{
    static const uint32_t FLOATS[] = {
        0x7FC00000, 0xFFC00000, 0x7F800000, 0xFF800000, 0x7F7FFFFF, 0xFF7FFFFF,
        1,          0x00800000, 0x80000000, 0x447A0000, 0xC4790000, 0x2A000000
    };
    static const uint32_t SIZES[] = {
        0,      1,       2,          0x7F,       0x80,       0xFF,       0x100,      0x7FFF,     0x8000,
        0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x1FFFFFFF, 0x20000000, 0x2AAAAAAB, 0x55555556
    };
    return which & 1 ? FLOATS[which / 2 % (sizeof FLOATS / sizeof *FLOATS)]
                     : SIZES[which / 2 % (sizeof SIZES / sizeof *SIZES)];
}

static void put(part *p, size_t at, const void *v, size_t n)
{
    if (p->len >= n)
        memcpy(p->data + at % (p->len - n + 1), v, n);
}

/* One edit of a section.  a: where, in steps that reach every part of a large section; b: a number; c, d: small ones. */
static bool change(draft *d, const edit *e)
{
    part *p = &d->part[e->section % d->n], *other = &d->part[e->c % d->n];
    const size_t at = e->d & 0x80 ? (size_t)e->a * 4 : (size_t)e->a;
    const uint32_t odd = odd_number(e->c);
    switch (e->what % 14) {
    case 0: put(p, at, &e->c, 1); break;
    case 1: put(p, at, &e->b, 2); break;
    case 2: put(p, at / 4 * 4, &odd, 4); break;
    case 3: /* all of a section the same number */
        for (size_t i = 0; i + 4 <= p->len; i += 4)
            memcpy(p->data + i, &odd, 4);
        break;
    case 4: memset(p->data + (p->len ? at % p->len : 0), e->c, p->len ? p->len - at % p->len : 0); break;
    case 5: p->len -= p->len < e->b ? p->len : e->b; break;
    case 6: p->len += p->len + e->b < p->cap ? e->b : p->cap - p->len; break;
    case 7: p->len = 0; break;
    case 8: /* missing */
        free(p->data);
        *p = d->part[--d->n];
        break;
    case 9: /* once more under its own name or another's */
        if (d->n < MAX_SECTIONS && set_part(&d->part[d->n], other->name, p->data, p->len))
            d->n++;
        break;
    case 10: p->name[e->a % sizeof p->name] = (char)e->c; break;
    case 11: { /* two sections change places */
        part t = *p;
        memcpy(p->name, other->name, sizeof p->name);
        memcpy(other->name, t.name, sizeof t.name);
        break;
    }
    case 12: /* a number a little greater or smaller, where sizes and indices are */
        if (p->len >= 4) {
            uint32_t v;
            memcpy(&v, p->data + at % (p->len / 4) * 4, 4);
            v = v + e->c - 128;
            memcpy(p->data + at % (p->len / 4) * 4, &v, 4);
        }
        break;
    case 13: { /* bytes of one section over those of another */
        const size_t n = other->len < 64 ? other->len : 64;
        if (p->len > n)
            memmove(p->data + at % (p->len - n), other->data, n);
        break;
    }
    }
    return d->n > 0;
}

/* ---- the container ---- */

/* An edit of the table or header, behind the layout. */
static void lie(dl__dlm_header *h, dl__dlm_entry *entries, const edit *e)
{
    dl__dlm_entry *t = &entries[e->section % h->n_sections];
    const uint64_t odd = (uint64_t)odd_number(e->c) << (e->d & 32);
    uint64_t *const field[] = { &t->offset, &t->len, &t->hash, &t->zero, &h->len };
    uint32_t *const small[] = { &h->n_sections, &h->kind, &h->version, &h->endian };
    switch (e->what % 4) {
    case 0: *field[e->a % 5] = odd; break;
    case 1: *field[e->a % 5] += (uint64_t)(int16_t)e->b; break;
    case 2: *small[e->a % 4] = odd_number(e->c); break;
    case 3: *field[e->a % 5] += 64 * (uint64_t)(int16_t)e->b; break;
    }
}

static size_t aligned(size_t n)
{
    return (n + DL__DLM_ALIGN - 1) / DL__DLM_ALIGN * DL__DLM_ALIGN;
}

/* -> the file's bytes, malloc'ed. */
static uint8_t *put_together(const draft *d, const edit *lies, size_t n_lies, size_t *len)
{
    dl__dlm_entry entries[MAX_SECTIONS];
    dl__dlm_header h = { .version = 1, .endian = DL__DLM_ENDIAN, .n_sections = d->n, .kind = DL__DLM_MODEL };
    memcpy(h.magic, DL__DLM_MAGIC, sizeof h.magic);
    memset(entries, 0, sizeof entries);
    size_t at = sizeof h + d->n * sizeof *entries;
    for (uint32_t i = 0; i < d->n; i++) {
        const part *p = &d->part[i];
        memcpy(entries[i].name, p->name, sizeof p->name);
        entries[i].offset = at = aligned(at);
        entries[i].len = p->len;
        entries[i].hash = XXH3_64bits(p->data, p->len);
        at += p->len;
    }
    h.len = *len = at;
    for (size_t i = 0; i < n_lies && h.n_sections == d->n; i++)
        lie(&h, entries, &lies[i]);
    uint8_t *out = calloc(1, *len);
    if (!out)
        return NULL;
    h.table_hash = XXH3_64bits(entries, d->n * sizeof *entries);
    memcpy(out, &h, sizeof h);
    memcpy(out + sizeof h, entries, d->n * sizeof *entries);
    for (uint32_t i = 0, k = 0; i < d->n; i++, k = 0) {
        size_t offset = sizeof h + d->n * sizeof *entries;
        for (; k < i; k++)
            offset = aligned(offset) + d->part[k].len;
        memcpy(out + aligned(offset), d->part[i].data, d->part[i].len);
    }
    return out;
}

/* ---- what opens must work ---- */

static void check_label(const char *s)
{
    require(s != NULL);
    for (size_t n = strlen(s); n;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &cp);
        require(k > 0 && cp >= ' ' && cp != 0x7F);
        s += k;
        n -= (size_t)k;
    }
}

static void check(const dl_document *d)
{
    for (size_t i = 0; i < dl_document_n_sentences(d); i++) {
        const dl_sentence *s = dl_document_sentence(d, i);
        uint32_t roots = 0;
        require(s->n_tokens > 0);
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            const dl_token *t = dl_document_token(d, s->first_token + k);
            require(t->head >= -1 && t->head < (int32_t)s->n_tokens && t->upos < DL_N_UPOS &&
                    t->ner < DL_N_NER);
            check_label(t->lemma);
            check_label(t->xpos);
            check_label(t->feats);
            check_label(t->deprel);
            roots += t->head < 0;
            uint32_t steps = 0;
            for (int32_t at = (int32_t)k; at >= 0;
                 at = dl_document_token(d, s->first_token + (uint32_t)at)->head)
                require(steps++ <= s->n_tokens);
        }
        require(roots == 1);
    }
}

static void lend(dl_model *m, const dl_model *from)
{
    m->pack = from ? from->pack : NULL;
    m->atlas = from ? from->atlas : NULL;
    m->actors = from ? from->actors : NULL;
    m->clock = from ? from->clock : NULL;
    m->cues = from ? from->cues : NULL;
    m->events = from ? from->events : NULL;
}

static void use(dl_model *m, uint8_t how)
{
    static const char *const TEXTS[] = {
        "Rain fell.",
        "Rebels attacked a convoy near the border and killed three soldiers. \"We won't leave,\" the mayor "
        "said.",
        "KARST, March 5 (Reuters) - Estmark's envoys, who'd talked for nine days with Norland's, signed a "
        "treaty on "
        "fishing rights, trade, prisoners and the border; 12.5 percent of the camps weren't there.",
        "re-took jacks\xE2\x80\x99s caf\xC3\xA9s ``no'' 1960's gonna \xC2\xAD. A. B? U.S. 3,000!",
    };
    dl_options o = DL_OPTIONS_INIT;
    o.max_tokens = how & 0x40 ? 5 : 40;
    o.trace = true;
    dl_story story = { .text = { TEXTS[how % 4], strlen(TEXTS[how % 4]) },
                       .headline = DL_STR("Norland accuses Estmark"),
                       .date = DL_STR("2024-03-05") };
    dl_pipeline *p;
    dl_document *d;
    dl_error e;
    const bool code = whole && (how & 0x80);
    if (code)
        lend(m, whole);
    if (dl_pipeline_new(m, &o, &p, &e))
        give_up(e.message);
    if ((code ? dl_code(p, &story, &d, &e) : dl_parse(p, &story, &d, &e)) == DL_OK) {
        check(d);
        dl_document_free(d);
    }
    check_label(dl_model_coder(m));
    dl_pipeline_free(p);
    if (code)
        lend(m, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    draft d;
    edit lies[MAX_EDITS];
    size_t n_lies = 0, n = 0;
    char path[64];
    if (!base.n_sections)
        open_once();
    if (len == 0 || !take_apart(&d))
        return 0;
    bool sound = true;
    for (size_t at = 1; sound && at + EDIT <= len && n < MAX_EDITS; at += EDIT, n++) {
        edit e = { .what = data[at], .section = data[at + 1], .c = data[at + 6], .d = data[at + 7] };
        memcpy(&e.a, data + at + 2, 2);
        memcpy(&e.b, data + at + 4, 2);
        if (e.what >= 0xE0)
            lies[n_lies++] = e;
        else
            sound = change(&d, &e);
    }
    size_t file_len;
    uint8_t *file = sound ? put_together(&d, lies, n_lies, &file_len) : NULL;
    if (file) {
        dl_model *m;
        dl_error e = { .message = "" };
        fuzz_file(file, file_len, path);
        if (dl_model_open(path, NULL, &m, &e) == DL_OK) {
            use(m, data[0]);
            dl_model_free(m);
        } else {
            check_label(e.message);
            require(e.message[0] != '\0');
        }
    }
    free(file);
    release(&d);
    return 0;
}
