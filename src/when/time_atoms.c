/* time_atoms.c - a sentence as runs of letters, numbers and signs, whatever its tokens are.  Layer: when.
 *
 * Expressions of time are read below the level of tokens ("fifty-year", "6:40pm", "1990s", "Sept.13"), so that they do not
 * hang on how words are cut at hyphens and slashes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_priv.h"

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}
static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

/* May the digits before and behind a stop be day and month, hour and minute, month and year? */
static bool is_date_like(size_t before, size_t behind)
{
    return (before <= 2 && behind == 2) || (before == 2 && behind == 4);
}

/* Bytes of a typographic sign at s and the plain sign for it; 0 where there is none. U+00A0 counts as a blank. */
static size_t typographic(const char *s, const char *end, char *plain)
{
    const unsigned char *u = (const unsigned char *)s;
    if (end - s >= 2 && u[0] == 0xC2 && u[1] == 0xA0)
        return *plain = ' ', 2;
    if (end - s < 3 || u[0] != 0xE2)
        return 0;
    if (u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0x95)
        return *plain = '-', 3;
    if (u[1] == 0x80 && (u[2] == 0x98 || u[2] == 0x99))
        return *plain = '\'', 3;
    if (u[1] == 0x80 && (u[2] == 0x9C || u[2] == 0x9D))
        return *plain = '"', 3;
    if (u[1] == 0x80 && (u[2] == 0xAF || u[2] == 0x89))
        return *plain = ' ', 3;
    if (u[1] == 0x88 && u[2] == 0x92)
        return *plain = '-', 3;
    return 0;
}

static size_t number_end(const char *s, size_t i, size_t n, dl__tatom *a)
{
    double v = 0;
    size_t k = i;
    unsigned whole = 0;
    while (k < n) {
        if (is_digit((unsigned char)s[k])) {
            v = v * 10 + (s[k++] - '0');
            whole += whole < 200;
            continue;
        }
        /* 1,500,000 but not "9,2020" */
        if (s[k] == ',' && k + 3 < n && is_digit((unsigned char)s[k + 1]) &&
            is_digit((unsigned char)s[k + 2]) && is_digit((unsigned char)s[k + 3]) &&
            !(k + 4 < n && is_digit((unsigned char)s[k + 4])) && whole <= 15 && (a->comma || k - i <= 3)) {
            a->comma = true;
            k++;
            continue;
        }
        break;
    }
    a->digits = (uint8_t)whole;
    if (k + 1 < n && s[k] == '.' && is_digit((unsigned char)s[k + 1]) && whole <= 9) {
        size_t q = k + 1;
        double scale = 0.1, f = 0;
        while (q < n && is_digit((unsigned char)s[q]) && q < k + 6) {
            f += (s[q++] - '0') * scale;
            scale /= 10;
        }
        /* 13.09.2020 is a date and 6.40 may be a time of day: keep the parts of these apart */
        bool two = is_date_like(whole, q - k - 1);
        if (!(q < n && (s[q] == '.' || is_digit((unsigned char)s[q]))) && !two) {
            a->comma = true;
            v += f;
            k = q;
        }
    }
    a->number = v;
    return k;
}

static bool is_ordinal_suffix(const char *s, size_t len)
{
    char a = (char)lower((unsigned char)s[0]), b = len == 2 ? (char)lower((unsigned char)s[1]) : 0;
    return len == 2 && ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
                        (a == 't' && b == 'h'));
}

static size_t letters_end(const char *s, size_t i, size_t n)
{
    char plain;
    while (i < n && is_letter((unsigned char)s[i]) && !typographic(s + i, s + n, &plain))
        i++;
    return i;
}

/* "a.m.", "B.C.", "U.S.": single letters with stops between are one word; *out gets it without the stops. */
static size_t initials_end(const char *s, size_t i, size_t n, char out[8], size_t *len)
{
    size_t k = i;
    *len = 0;
    while (k + 1 < n && *len < 7 && is_letter((unsigned char)s[k]) && (unsigned char)s[k] < 0x80 &&
           s[k + 1] == '.') {
        out[(*len)++] = (char)lower((unsigned char)s[k]);
        k += 2;
    }
    if (*len >= 1 && k < n && is_letter((unsigned char)s[k]) && letters_end(s, k, n) == k + 1 && *len < 7) {
        out[(*len)++] = (char)lower((unsigned char)s[k]); /* "B.C" */
        k++;
    } else if (k < n && is_letter((unsigned char)s[k])) {
        return 0;
    }
    return *len >= 2 ? k : 0;
}

uint32_t dl__clock_word(const dl__clock *c, const char *low, size_t len)
{
    const uint32_t *word = dl__map_get(&c->by_form, low, len);
    return word ? *word : 0;
}

static uint32_t word_of(const dl__clock *c, const char *s, size_t len)
{
    char low[32];
    if (len >= sizeof low)
        return 0;
    for (size_t i = 0; i < len; i++)
        low[i] = (char)lower((unsigned char)s[i]);
    return dl__clock_word(c, low, len);
}

bool dl__time_is(const dl__clock *c, const char *form, size_t len, uint32_t classes)
{
    return (c->words[word_of(c, form, len)].classes & classes) != 0;
}

/* One atom that begins at s[i]; returns its end. */
static size_t read_atom(const dl__clock *c, const char *s, size_t i, size_t n, dl__tatom *a)
{
    if (is_digit((unsigned char)s[i])) {
        a->kind = DL__AK_NUMBER;
        size_t k = number_end(s, i, n, a);
        size_t e = letters_end(s, k, n);
        if (e > k && is_ordinal_suffix(s + k, e - k) && !a->comma) {
            a->ordinal = true;
            k = e;
        }
        return k;
    }
    if (is_letter((unsigned char)s[i])) {
        a->kind = DL__AK_WORD;
        a->capital = s[i] >= 'A' && s[i] <= 'Z';
        char joined[8];
        size_t len, k = initials_end(s, i, n, joined, &len);
        if (k) {
            a->word = dl__clock_word(c, joined, len);
            return k;
        }
        k = letters_end(s, i, n);
        if (k == i)
            return i + 1;
        a->word = word_of(c, s + i, k - i);
        return k;
    }
    a->kind = DL__AK_SIGN;
    a->word = dl__clock_word(c, s + i, 1);
    return i + 1;
}

bool dl__time_atoms(const dl__clock *c, const dl_document *d, const dl_sentence *s, dl__tatoms *out)
{
    dl_str field = dl__document_field(d, s->in);
    size_t n = s->end <= field.len ? s->end : field.len;
    uint32_t token = s->first_token, token_end = s->first_token + s->n_tokens;
    bool blank = true;
    out->n = 0;
    for (size_t i = s->begin; i < n;) {
        char plain = field.ptr[i];
        size_t wide = typographic(field.ptr + i, field.ptr + n, &plain);
        if (plain == ' ' || plain == '\t' || plain == '\n' || plain == '\r') {
            blank = true;
            i += wide ? wide : 1;
            continue;
        }
        dl__tatom *a = DL__PUSH(d->arena, out->at, out->n, out->cap);
        if (!a)
            return false;
        memset(a, 0, sizeof *a);
        size_t end;
        if (wide) {
            a->kind = DL__AK_SIGN;
            a->word = dl__clock_word(c, &plain, 1);
            end = i + wide;
        } else {
            end = read_atom(c, field.ptr, i, n, a);
        }
        a->begin = (uint32_t)i;
        a->end = (uint32_t)end;
        a->glued = !blank;
        blank = false;
        while (token < token_end && d->tokens[token].end <= i)
            token++;
        a->token = token < token_end && d->tokens[token].begin < end ? (int32_t)token : -1;
        i = end;
    }
    return true;
}

const dl__tentry *dl__time_entry(const dl__clock *c, uint32_t word, uint8_t cls)
{
    if (word == 0 || !(c->words[word].classes >> cls & 1))
        return NULL;
    for (int32_t e = c->words[word].entry; e >= 0; e = c->entries[e].next)
        if (c->entries[e].cls == cls)
            return &c->entries[e];
    return NULL;
}

/* A number in words as far as it was read. */
typedef struct number_words {
    double total, part; /* thousands that are closed; what stands after them */
    bool any, tens;     /* something was read; the last word was one of twenty .. ninety */
} number_words;

/* Add one word; false where it does not go on with the number ("three four"). */
static bool add_number_word(number_words *x, const dl__tentry *e)
{
    bool filled = x->any && x->part > 0 && x->part < 100;
    if (e->flags & DL__TF_TIMES) {
        x->part = (x->any && x->part > 0 ? x->part : 1) * e->value;
        if (e->value >= 1000)
            x->total += x->part, x->part = 0;
        x->tens = false;
    } else if (e->flags & DL__TF_TENS) {
        if (x->any && (x->tens || filled))
            return false;
        x->part += e->value;
        x->tens = true;
    } else {
        if ((filled && !x->tens) || (x->any && x->tens && e->value > 9))
            return false;
        x->part += e->value;
        x->tens = false;
    }
    x->any = true;
    return true;
}

/* A hyphen after tens, an "and" after hundreds, before another word of number. */
static bool is_joint(const dl__clock *c, const dl__tatoms *a, size_t k, const number_words *x)
{
    if (!x->any || k + 1 >= a->n || !a->at[k].word)
        return false;
    const char *form = c->words[a->at[k].word].form;
    bool fits = form[0] == '-' ? x->tens : x->part >= 100 && strcmp(form, "and") == 0;
    const dl__tentry *next = fits ? dl__time_entry(c, a->at[k + 1].word, DL__TC_NUMW) : NULL;
    return next && !(next->flags & DL__TF_TIMES);
}

/* "three", "twenty-one", "two hundred and six", "1,500"; stops where the next word no longer fits. */
int dl__time_number(const dl__clock *c, const dl__tatoms *a, size_t i, double *value)
{
    if (i >= a->n)
        return 0;
    if (a->at[i].kind == DL__AK_NUMBER) {
        *value = a->at[i].number;
        return a->at[i].ordinal ? 0 : 1;
    }
    number_words x = { 0 };
    size_t k = i, taken = i;
    for (int step = 0; step < 8 && k < a->n; step++) {
        const dl__tentry *e = dl__time_entry(c, a->at[k].word, DL__TC_NUMW);
        if (e ? !add_number_word(&x, e) : !is_joint(c, a, k, &x))
            break;
        k++;
        if (e)
            taken = k;
    }
    *value = x.total + x.part;
    return x.any ? (int)(taken - i) : 0;
}
