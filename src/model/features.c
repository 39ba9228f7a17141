/* features.c - characters are mapped one for one, so that suffixes can be taken from the mapped word. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/features.h"

#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

#include "base/error.h"

/* Seeds of the hashes; train/features.py has the same. */
enum { SEED_PREFIX = 1, SEED_SUFFIX2 = 2, SEED_SUFFIX3 = 3, SEED_SHAPE = 4, SEED_WORD = 5 };
enum { SHAPE_RUN = 3, SHAPE_CHARS = 10 };

/* Next character of a NUL-terminated string; 0 at its end (and at a bad byte). */
static int32_t next_char(const char **s)
{
    const unsigned char c = (unsigned char)**s;
    if (c < 0x80) {
        *s += c != 0;
        return c;
    }
    utf8proc_int32_t cp;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)*s, -1, &cp);
    if (n <= 0)
        return 0;
    *s += n;
    return cp;
}

static size_t put_char(int32_t cp, char *out)
{
    if (cp < 0x80) {
        *out = (char)cp;
        return 1;
    }
    return (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)out);
}

static bool is_dropped(int32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF;
}

/* Typographic quotes and dashes made plain. */
static int32_t plain(int32_t cp)
{
    if (cp < 0x80)
        return cp == '`' ? '\'' : cp;
    if (cp == 0xB4 || (cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032)
        return '\'';
    if (cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F) || cp == 0x2033)
        return '"';
    if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
        return '-';
    return cp;
}

static int32_t lower(int32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    return utf8proc_tolower(cp);
}

static bool is_digit(int32_t cp)
{
    return cp >= '0' && cp <= '9';
}

size_t dl__norm(const char *form, char *out, uint16_t start[DL__FORM_CHARS + 1], size_t *n)
{
    size_t len = 0, chars = 0;
    const char *s = form;
    if ((form[0] == '`' || form[0] == '\'') && form[1] == form[0] && !form[2]) {
        out[len] = '"';
        start[chars++] = 0;
        len = 1;
    } else {
        int32_t cp;
        for (size_t i = 0; i < DL__FORM_CHARS && (cp = next_char(&s)) != 0; i++) {
            if (is_dropped(cp))
                continue;
            start[chars++] = (uint16_t)len;
            len += put_char(is_digit(cp) ? '0' : plain(cp) != cp ? plain(cp) : lower(cp), out + len);
        }
        s = form;
        for (size_t i = 0; chars == 0 && i < DL__FORM_CHARS && (cp = next_char(&s)) != 0; i++) {
            start[i] = (uint16_t)len; /* nothing but dropped characters: the form itself */
            len += put_char(cp, out + len);
            if (i + 1 == DL__FORM_CHARS || !*s) {
                chars = i + 1;
                break;
            }
        }
    }
    start[chars] = (uint16_t)len;
    out[len] = '\0';
    *n = chars;
    return len;
}

static bool is_letter(int32_t cp)
{
    utf8proc_category_t c = utf8proc_category(cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static int32_t shape_of(int32_t cp)
{
    if (cp < 0x80)
        return is_digit(cp) ? 'd' : cp >= 'A' && cp <= 'Z' ? 'X' : cp >= 'a' && cp <= 'z' ? 'x' : plain(cp);
    return lower(cp) != cp ? 'X' : is_letter(cp) ? 'x' : plain(cp);
}

size_t dl__shape(const char *form, bool space_before, char *out)
{
    size_t len = 0, chars = 0, run = 0;
    int32_t last = -1, cp;
    if (!space_before)
        out[len++] = '+';
    for (size_t i = 0; i < DL__FORM_CHARS && (cp = next_char(&form)) != 0; i++) {
        if (is_dropped(cp))
            continue;
        int32_t k = shape_of(cp);
        run = k == last ? run + 1 : 1;
        last = k;
        if (run <= SHAPE_RUN && chars < SHAPE_CHARS) {
            len += put_char(k, out + len);
            chars++;
        }
    }
    out[len] = '\0';
    return len;
}

/* Number of a word, `none` where the set has it not. */
static uint32_t find(const dl__wordset *w, uint64_t hash, uint32_t none)
{
    uint32_t at = (uint32_t)(((hash >> 32) * w->slots) >> 32), low = (uint32_t)hash ? (uint32_t)hash : 1;
    for (uint32_t i = 0; i < w->slots && w->check[at]; i++, at = at + 1 == w->slots ? 0 : at + 1)
        if (w->check[at] == low)
            return w->value[at];
    return none;
}

static uint32_t hashed(const char *s, size_t len, uint64_t seed, uint32_t size)
{
    return (uint32_t)(((XXH3_64bits_withSeed(s, len, seed) >> 32) * size) >> 32);
}

void dl__features_of(const dl__features *f, const char *form, bool space_before,
                     uint32_t row[DL__MAX_FEATURES])
{
    char norm[4 * DL__FORM_CHARS + 1], shape[4 * (SHAPE_CHARS + 1) + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t n, len = dl__norm(form, norm, start, &n);
    const uint64_t hash = XXH3_64bits_withSeed(norm, len, SEED_WORD);
    const size_t p3 = start[n < 3 ? n : 3], s2 = start[n < 2 ? 0 : n - 2], s3 = start[n < 3 ? 0 : n - 3];
    row[0] = find(&f->words, hash, 0);
    row[1] = hashed(norm, p3, SEED_PREFIX, f->size[1]);
    row[2] = hashed(norm + s2, len - s2, SEED_SUFFIX2, f->size[2]);
    row[3] = hashed(norm + s3, len - s3, SEED_SUFFIX3, f->size[3]);
    row[4] = hashed(shape, dl__shape(form, space_before, shape), SEED_SHAPE, f->size[4]);
    const uint32_t class = find(&f->lexicon, hash, f->n_classes);
    const size_t n_known = f->n_tables - DL__N_HASHED;
    for (size_t i = 0; i < n_known; i++)
        row[DL__N_HASHED + i] = class < f->n_classes ? f->lexclass[n_known * class + i] : 0;
}

/* What a word is by the lexicon: its rows in the tables from DL__N_HASHED on; NULL: it has not the word. */
static const uint16_t *known(const dl__features *f, const char *word)
{
    char norm[4 * DL__FORM_CHARS + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t n, len = dl__norm(word, norm, start, &n);
    const uint32_t class = find(&f->lexicon, XXH3_64bits_withSeed(norm, len, SEED_WORD), f->n_classes);
    return class < f->n_classes ? f->lexclass + (f->n_tables - DL__N_HASHED) * class : NULL;
}

uint32_t dl__features_name(const dl__features *f, const char *word)
{
    const uint16_t *row = known(f, word);
    if (!row)
        return 0;
    return (f->kinds ? f->kinds[row[DL__MAX_FEATURES - 1 - DL__N_HASHED]] : 0u) |
           (f->masks[row[0]] & ~(unsigned)DL__LEX_NAME ? DL__NAME_WORD : 0u);
}

bool dl__features_is_base(const dl__features *f, const char *word, unsigned bit)
{
    const uint16_t *row = known(f, word);
    return row && (f->masks[row[0]] & bit) != 0;
}

/* ---- opening ---- */

static dl_status open_set(const dl__dlm *m, const char *name, uint32_t limit, dl__wordset *w, dl_error *err)
{
    const dl__section *s = dl__dlm_section(m, name);
    if (!s || s->len < 4)
        return dl__fail(err, DL_EMODEL, 0, "section %s is missing or empty", name);
    memcpy(&w->slots, s->data, 4);
    if (w->slots == 0 || w->slots > UINT32_MAX / 8 || s->len != 4 + (size_t)w->slots * 6)
        return dl__fail(err, DL_EMODEL, 0, "section %s has %zu bytes for %u slots", name, s->len, w->slots);
    w->check = (const uint32_t *)(const void *)(s->data + 4);
    w->value = (const uint16_t *)(const void *)(s->data + 4 + (size_t)w->slots * 4);
    for (uint32_t i = 0; i < w->slots; i++)
        if (w->check[i] && w->value[i] >= limit)
            return dl__fail(err, DL_EMODEL, 0, "section %s gives %u, below %u expected", name, w->value[i],
                            limit);
    return DL_OK;
}

dl_status dl__features_open(const dl__dlm *m, dl__features *f, dl_error *err)
{
    const dl__section *s = dl__dlm_section(m, "enc.lexclass");
    const size_t n_known = f->n_tables - DL__N_HASHED, bytes = n_known * sizeof(uint16_t);
    if (!s || s->len == 0 || s->len % bytes || s->len / bytes > UINT16_MAX)
        return dl__fail(err, DL_EMODEL, 0, "section enc.lexclass is missing or of a wrong size");
    f->n_classes = (uint32_t)(s->len / bytes);
    f->lexclass = (const uint16_t *)(const void *)s->data;
    for (size_t i = 0; i < n_known * f->n_classes; i++)
        if (f->lexclass[i] >= f->size[DL__N_HASHED + i % n_known])
            return dl__fail(err, DL_EMODEL, 0, "section enc.lexclass gives a row past its table");
    const dl__section *masks = dl__dlm_section(m, "enc.masks");
    if (!masks || masks->len != f->size[DL__N_HASHED] * sizeof(uint16_t))
        return dl__fail(err, DL_EMODEL, 0, "section enc.masks is missing or of a wrong size");
    f->masks = (const uint16_t *)(const void *)masks->data;
    const dl__section *kinds = dl__dlm_section(m, "enc.kinds");
    if (kinds &&
        (f->n_tables < DL__MAX_FEATURES || kinds->len != f->size[DL__MAX_FEATURES - 1] * sizeof(uint16_t)))
        return dl__fail(err, DL_EMODEL, 0, "section enc.kinds is of a wrong size");
    f->kinds = kinds ? (const uint16_t *)(const void *)kinds->data : NULL;
    dl_status status = open_set(m, "enc.words", f->size[0], &f->words, err);
    return status ? status : open_set(m, "enc.lex", f->n_classes, &f->lexicon, err);
}

/* ---- lemmas ---- */

static int32_t cased(int32_t cp, size_t at, char mode)
{
    cp = plain(cp);
    if (mode == '1')
        return cp;
    if (mode == '2' && at == 0)
        return cp < 0x80 ? (cp >= 'a' && cp <= 'z' ? cp - 32 : cp) : utf8proc_toupper(cp);
    return lower(cp);
}

size_t dl__lemma_of(const char *form, const char *script, char *out, size_t cap)
{
    uint16_t start[DL__FORM_CHARS + 1];
    size_t len = 0, chars = 0, cut = 0, i = 2;
    for (int32_t cp; (cp = next_char(&form)) != 0; chars++) {
        if (chars == DL__FORM_CHARS || len + 5 > cap)
            return 0;
        start[chars] = (uint16_t)len;
        len += put_char(cased(cp, chars, script[0]), out + len);
    }
    start[chars] = (uint16_t)len;
    for (; is_digit(script[i]) && cut <= DL__FORM_CHARS; i++)
        cut = 10 * cut + (size_t)(script[i] - '0');
    len = start[cut < chars ? chars - cut : 0];
    for (i++; script[i]; i++) {
        if (len + 1 >= cap)
            return 0;
        out[len++] = script[i];
    }
    out[len] = '\0';
    return len;
}
