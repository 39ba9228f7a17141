/* place_key.c - words of the text as keys of the tables of places.  Layer: where. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <utf8proc.h>

#include "where/place_priv.h"

bool dl__place_starts(const dl_token *t)
{
    unsigned char c = (unsigned char)t->form[0];
    return (c >= 'A' && c <= 'Z') || c >= 0xC3;
}

size_t dl__place_fold(const char *s, size_t n, char *out, size_t cap)
{
    bool ascii = true;
    for (size_t i = 0; i < n; i++)
        ascii = ascii && (unsigned char)s[i] < 0x80;
    if (ascii)
        return 0;
    utf8proc_int32_t cp[DL__P_MAX_KEY * 2];
    utf8proc_ssize_t k =
        utf8proc_decompose((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, cp, DL__P_MAX_KEY * 2,
                           UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_STABLE);
    if (k <= 0 || k > DL__P_MAX_KEY * 2)
        return 0;
    size_t len = 0;
    for (utf8proc_ssize_t i = 0; i < k; i++) {
        utf8proc_int32_t c = cp[i];
        c = c == 0x131   ? 'i'
            : c == 0x142 ? 'l'
            : c == 0x141 ? 'L'
            : c == 0xF8  ? 'o'
            : c == 0xD8  ? 'O'
            : c == 0x111 ? 'd'
                         : c;
        utf8proc_uint8_t one[4];
        utf8proc_ssize_t w = utf8proc_encode_char(c, one);
        if (len + (size_t)w >= cap)
            return 0;
        memcpy(out + len, one, (size_t)w);
        len += (size_t)w;
    }
    out[len] = '\0';
    return len;
}

bool dl__place_same_name(const char *key, const char *name)
{
    char plain[DL__P_MAX_KEY];
    size_t n = strnlen(name, sizeof plain - 1), m = dl__place_fold(name, n, plain, sizeof plain);
    const char *s = m ? plain : name;
    for (;; key++, s++) {
        while (*key == '\'' || *key == '-' || *key == ' ')
            key++;
        while (*s == '\'' || *s == '-' || *s == ' ')
            s++;
        if (*key != *s || !*key)
            return *key == *s;
    }
}

/* "PARIS" as "Paris", for lines that are all capitals; a letter behind an apostrophe stays large ("N'Djamena"). */
static void title_case(char *s, size_t n)
{
    bool first = true;
    for (size_t i = 0; i < n; i++) {
        if (s[i] >= 'A' && s[i] <= 'Z' && !first)
            s[i] = (char)(s[i] + 32);
        first = !((s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= 'a' && s[i] <= 'z'));
    }
}

/* "NAIROBI, June 25 (Reuters) -", a sentence of its own: its capitals are a place rather than an acronym. */
static bool is_dateline(const dl_document *d, const dl_sentence *s)
{
    static const char *const DASHES[] = { "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", NULL };
    return s->n_tokens > 1 && dl__token_in(d, (int32_t)(s->first_token + s->n_tokens - 1), DASHES);
}

static bool all_capitals(const dl_document *d, const dl_sentence *s, const char *name, size_t n)
{
    unsigned letters = 0;
    for (size_t i = 0; i < n; i++) {
        if (name[i] >= 'a' && name[i] <= 'z')
            return false;
        letters += name[i] >= 'A' && name[i] <= 'Z';
    }
    return letters > 4 || (letters > 2 && is_dateline(d, s));
}

size_t dl__place_look_up(const dl__atlas *a, const dl_document *d, const dl_sentence *s, uint32_t first,
                         uint32_t end, char *key, const dl__hit **hits)
{
    dl_str field = dl__document_field(d, s->in);
    uint32_t b = d->tokens[first].begin, e = d->tokens[end - 1].end;
    if (e <= b || e - b >= DL__P_MAX_KEY)
        return 0;
    size_t n = dl__key_normalise(field.ptr + b, e - b, false, key, DL__P_MAX_KEY - 1);
    if (n < 2)
        return 0;
    key[n] = '\0';
    size_t k = dl__index_find(a->places, key, n, hits);
    if (k)
        return k;
    char other[DL__P_MAX_KEY];
    size_t m = dl__place_fold(key, n, other, sizeof other);
    if (m && (k = dl__index_find(a->places, other, m, hits)) > 0) {
        memcpy(key, other, m + 1);
        return k;
    }
    if (all_capitals(d, s, key, n)) {
        title_case(key, n);
        k = dl__index_find(a->places, key, n, hits);
    }
    return k;
}

/* Most words of a key that begins with this one. */
static unsigned words_from(const dl__atlas *a, const dl_document *d, const dl_sentence *s, const char *word,
                           size_t n)
{
    char key[DL__P_MAX_KEY];
    unsigned best = dl__index_max_words(a->places, word, n);
    if (n < sizeof key && all_capitals(d, s, word, n)) {
        memcpy(key, word, n);
        title_case(key, n);
        unsigned w = dl__index_max_words(a->places, key, n);
        best = w > best ? w : best;
    }
    return best;
}

unsigned dl__place_max_words(const dl__atlas *a, const dl_document *d, const dl_sentence *s, uint32_t t)
{
    dl_str field = dl__document_field(d, s->in);
    uint32_t b = d->tokens[t].begin, e = b;
    while (e < s->end && field.ptr[e] != ' ' && field.ptr[e] != '\n' && e - b < DL__P_MAX_KEY - 2)
        e++;
    char key[DL__P_MAX_KEY];
    size_t n = dl__key_normalise(field.ptr + b, e - b, false, key, sizeof key);
    unsigned own = words_from(a, d, s, d->tokens[t].form, strlen(d->tokens[t].form));
    unsigned whole = n ? words_from(a, d, s, key, n) : 0;
    return own > whole ? own : whole;
}
