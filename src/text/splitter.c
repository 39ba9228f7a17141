/* splitter.c - read the sections split.* of a model and decide gaps with them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/splitter.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { MAX_SLOTS = 1 << 20 }; /* of the table of classes */

static const struct {
    const char *name;
    size_t len;
} COLUMN_NAME[DL__N_COLUMNS] = {
#define X(name) { #name, sizeof #name - 1 },
    DL__COLUMN_MAP(X)
#undef X
};

/* A line of a section, without its end; *at moves behind it. */
static dl_str next_line(const dl__section *s, size_t *at)
{
    const char *p = (const char *)s->data + *at;
    const char *e = memchr(p, '\n', s->len - *at);
    size_t n = e ? (size_t)(e - p) : s->len - *at;
    *at += n + (e != NULL);
    return (dl_str){ p, n };
}

static size_t count_lines(const dl__section *s)
{
    size_t n = 1;
    for (size_t i = 0; i < s->len; i++)
        n += s->data[i] == '\n';
    return n;
}

/* "form-1": column name, sign, digit. */
static bool read_part(dl_str p, dl__template *t)
{
    if (p.len < 3 || t->n >= DL__MAX_PARTS)
        return false;
    char sign = p.ptr[p.len - 2], digit = p.ptr[p.len - 1];
    if ((sign != '-' && sign != '+') || digit < '1' || digit > '0' + DL__ATOM_REACH)
        return false;
    int distance = digit - '0';
    for (size_t c = 0; c < DL__N_COLUMNS; c++)
        if (COLUMN_NAME[c].len == p.len - 2 && memcmp(COLUMN_NAME[c].name, p.ptr, p.len - 2) == 0) {
            t->part[t->n].atom = (int8_t)(sign == '-' ? -distance : distance - 1);
            t->part[t->n++].column = (uint8_t)c;
            return true;
        }
    return false;
}

static bool read_template(dl_str v, dl__template *t)
{
    size_t from = 0;
    for (size_t i = 0; i <= v.len; i++)
        if (i == v.len || v.ptr[i] == ',') {
            if (!read_part((dl_str){ v.ptr + from, i - from }, t))
                return false;
            from = i + 1;
        }
    return true;
}

static bool value_of(dl_str line, const char *key, size_t key_len, dl_str *v)
{
    if (line.len <= key_len || memcmp(line.ptr, key, key_len) != 0 || line.ptr[key_len] != '=')
        return false;
    *v = (dl_str){ line.ptr + key_len + 1, line.len - key_len - 1 };
    return true;
}

static bool small_number(dl_str v, unsigned *out)
{
    *out = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (v.ptr[i] < '0' || v.ptr[i] > '9' || *out > 100000)
            return false;
        *out = *out * 10 + (unsigned)(v.ptr[i] - '0');
    }
    return v.len > 0;
}

static dl_status read_config(dl__splitter *s, const dl__section *config, dl_error *err)
{
    unsigned version = 0, doubt = 0;
    s->templates = calloc(DL__MAX_TEMPLATES, sizeof *s->templates);
    if (!s->templates)
        return dl__no_memory(err);
    for (size_t at = 0; at < config->len;) {
        size_t here = at;
        dl_str line = next_line(config, &at), v;
        bool ok = line.len == 0;
        if (value_of(line, "version", 7, &v))
            ok = small_number(v, &version);
        else if (value_of(line, "bits", 4, &v))
            ok = small_number(v, &s->bits);
        else if (value_of(line, "doubt", 5, &v))
            ok = small_number(v, &doubt);
        else if (value_of(line, "template", 8, &v))
            ok = s->n_templates < DL__MAX_TEMPLATES && read_template(v, &s->templates[s->n_templates++]);
        if (!ok)
            return dl__fail(err, DL_EMODEL, here, "split.config: unreadable row at byte %zu '%.*s'", here,
                            line.len < 80 && dl__dlm_printable(line.ptr, line.len) ? (int)line.len : 0,
                            line.ptr);
    }
    s->doubt = (int32_t)doubt;
    if (version != 1)
        return dl__fail(err, DL_EMODEL, 0, "split.config: version %u, this program reads 1", version);
    if (s->bits < 8 || s->bits > 20 || s->n_templates == 0)
        return dl__fail(err, DL_EMODEL, 0, "split.config: %u bits (8..20 expected), %zu templates", s->bits,
                        s->n_templates);
    return DL_OK;
}

static bool read_words(dl_str v, dl__mwt *m)
{
    unsigned n = 0;
    for (size_t i = 0; i <= v.len; i++) {
        if (i == v.len || v.ptr[i] == ' ') {
            if (n == 0 || m->n_words >= DL__MAX_WORDS)
                return false;
            m->word_len[m->n_words++] = (uint8_t)n;
            n = 0;
        } else if (((unsigned char)v.ptr[i] & 0xC0) != 0x80 && ++n > 255) {
            return false;
        }
    }
    return true;
}

static int by_form(const void *a, const void *b)
{
    const dl__mwt *x = a, *y = b;
    int c = memcmp(x->form, y->form, x->len < y->len ? x->len : y->len);
    return c ? c : (x->len > y->len) - (x->len < y->len);
}

static dl_status read_mwt(dl__splitter *s, const dl__section *mwt, dl_error *err)
{
    size_t n = count_lines(mwt);
    s->forms = calloc(n, sizeof *s->forms);
    s->endings = calloc(n, sizeof *s->endings);
    if (!s->forms || !s->endings)
        return dl__no_memory(err);
    for (size_t at = 0; at < mwt->len;) {
        size_t here = at;
        dl_str line = next_line(mwt, &at);
        const char *tab = memchr(line.ptr, '\t', line.len);
        if (line.len == 0)
            continue;
        size_t len = tab ? (size_t)(tab - line.ptr) : 0;
        bool ending = len > 1 && line.ptr[0] == '*', doubtful = len > 1 && line.ptr[0] == '?';
        size_t mark = ending || doubtful;
        dl__mwt m = { .form = line.ptr + mark, .len = (uint32_t)(len - mark), .doubtful = doubtful };
        if (len == 0 || !read_words((dl_str){ tab + 1, line.len - len - 1 }, &m))
            return dl__fail(err, DL_EMODEL, here, "split.mwt: unreadable row at byte %zu", here);
        if (ending)
            s->endings[s->n_endings++] = m;
        else
            s->forms[s->n_forms++] = m;
    }
    qsort(s->forms, s->n_forms, sizeof *s->forms, by_form);
    return DL_OK;
}

static dl_status read_classes(dl__splitter *s, const dl__section *classes, dl_error *err)
{
    if (!classes)
        return DL_OK;
    if (classes->len % sizeof(uint32_t) != 0 || classes->len / sizeof(uint32_t) > MAX_SLOTS)
        return dl__fail(err, DL_EMODEL, 0, "split.classes: %zu bytes, a multiple of 4 up to %u expected",
                        classes->len, MAX_SLOTS * (unsigned)sizeof(uint32_t));
    s->classes.n_slots = (uint32_t)(classes->len / sizeof(uint32_t));
    s->classes.slot = (const uint32_t *)(const void *)classes->data;
    return DL_OK;
}

dl_status dl__splitter_new(const dl__dlm *m, dl__splitter **out, dl_error *err)
{
    *out = NULL;
    const dl__section *config = dl__dlm_section(m, "split.config"), *mwt = dl__dlm_section(m, "split.mwt"),
                      *weights = dl__dlm_section(m, "split.weights");
    if (!config || !mwt || !weights)
        return dl__fail(err, DL_EMODEL, 0, "no section split.%s",
                        !config ? "config"
                        : !mwt  ? "mwt"
                                : "weights");
    dl__splitter *s = calloc(1, sizeof *s);
    if (!s)
        return dl__no_memory(err);
    dl_status status = read_config(s, config, err);
    if (!status)
        status = read_mwt(s, mwt, err);
    if (!status)
        status = read_classes(s, dl__dlm_section(m, "split.classes"), err);
    if (!status && weights->len != (sizeof(int16_t) * 4) << s->bits)
        status = dl__fail(err, DL_EMODEL, 0, "split.weights: %zu bytes, %zu expected", weights->len,
                          (sizeof(int16_t) * 4) << s->bits);
    s->weights = (const int16_t *)(const void *)weights->data;
    if (status) {
        dl__splitter_free(s);
        return status;
    }
    *out = s;
    return DL_OK;
}

void dl__splitter_free(dl__splitter *s)
{
    if (!s)
        return;
    free(s->templates);
    free(s->forms);
    free(s->endings);
    free(s);
}

static bool may_end(const dl__atom *a)
{
    switch (a->col[DL__COL_kind]) {
    case DL__K_STOP:
    case DL__K_BANG:
    case DL__K_BULLET:
    case DL__K_ELLIPSIS: return true;
    default: return false;
    }
}

/* A closing mark: what hangs on the word before it begins no sentence. */
static bool closes(const dl__atom *a)
{
    switch (a->col[DL__COL_kind]) {
    case DL__K_CLOSE:
    case DL__K_QUOTE_CLOSE: return true;
    case DL__K_QUOTE: return (a->col[DL__COL_state] & 1) != 0;
    default: return false;
    }
}

/* Sums of the weights for the gap before atoms[0]; what: 0 nothing stands in it, 1 white space, 2 the atom itself is asked about. */
static void sum_rows(const dl__splitter *s, const dl__atom *atoms, uint32_t what, int32_t sum[DL__N_GAP])
{
    const int16_t *row[DL__MAX_TEMPLATES];
    const unsigned shift = 32 - s->bits;
    for (size_t t = 0; t < s->n_templates; t++) {
        const dl__template *m = &s->templates[t];
        uint32_t h = dl__mix(UINT32_C(0x51ED270B) + (uint32_t)t, what);
        for (unsigned p = 0; p < m->n; p++)
            h = dl__mix(h, atoms[m->part[p].atom].col[m->part[p].column]);
        row[t] = s->weights + ((size_t)(h >> shift) << 2);
        __builtin_prefetch(
            row[t]); /* a megabyte of weights: the rows are on their way while others are hashed */
    }
    sum[0] = sum[1] = sum[2] = 0;
    for (size_t t = 0; t < s->n_templates; t++)
        for (int k = 0; k < DL__N_GAP; k++)
            sum[k] += row[t][k];
}

int dl__gap_decide(const dl__splitter *s, const dl__atom *atoms)
{
    uint32_t space = atoms[0].col[DL__COL_space] != 0;
    int32_t sum[DL__N_GAP];
    sum_rows(s, atoms, space, sum);
    if (atoms[0].col[DL__COL_space] == DL__SP_BLANK && !may_end(&atoms[-1]) && !may_end(&atoms[-2]))
        sum[DL__GAP_SENTENCE] -= s->doubt;
    if (atoms[0].col[DL__COL_space] == DL__SP_LINE)
        sum[DL__GAP_SENTENCE] += s->doubt;
    if (!space && closes(&atoms[0]))
        sum[DL__GAP_SENTENCE] = INT32_MIN;
    int best = space ? DL__GAP_TOKEN : DL__GAP_JOIN;
    for (int k = best + 1; k < DL__N_GAP; k++)
        if (sum[k] > sum[best])
            best = k;
    return best;
}

bool dl__word_is_cut(const dl__splitter *s, const dl__atom *atoms)
{
    int32_t sum[DL__N_GAP];
    sum_rows(s, atoms, 2, sum);
    return sum[DL__GAP_TOKEN] > sum[DL__GAP_JOIN] + s->doubt;
}
