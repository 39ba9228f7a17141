/* store_alike.c - see store_alike.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_alike.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

enum { MAX_LETTERS = 64 }; /* of a word; what is behind them is not looked at */
/* Keys are of the whole text, and of its first words. */
static const struct {
    size_t words;
    uint64_t bands;
} PART[] = { { DL__ALIKE_WORDS, 8 }, { 64, 4 }, { 24, 4 } };
static const double COPY_JACCARD = 0.6, COPY_SHARE = 0.85;

typedef struct words {
    uint64_t *hash;
    size_t n;
} words;

static bool is_letter(utf8proc_category_t c)
{
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO);
}

/* The next word from *at on, as small letters. Its length in letters; 0 at the end. */
static size_t next_word(dl_str text, size_t *at, int32_t letters[MAX_LETTERS])
{
    size_t n = 0;
    while (*at < text.len) {
        int32_t c = -1;
        utf8proc_ssize_t len =
            utf8proc_iterate((const uint8_t *)text.ptr + *at, (utf8proc_ssize_t)(text.len - *at), &c);
        bool letter = len > 0 && is_letter(utf8proc_category(c)), apostrophe = c == '\'' || c == 0x2019;
        *at += len > 0 ? (size_t)len : 1;
        if (letter && n < MAX_LETTERS)
            letters[n++] = utf8proc_tolower(c);
        else if (!letter && !(apostrophe && n) && n)
            break;
    }
    return n;
}

static bool read_words(dl_str text, words *w)
{
    size_t cap = text.len / 2 + 1, at = 0, n;
    int32_t letters[MAX_LETTERS];
    cap = cap < DL__ALIKE_WORDS ? cap : DL__ALIKE_WORDS;
    w->n = 0;
    w->hash = malloc(cap * sizeof *w->hash);
    while (w->hash && w->n < cap && (n = next_word(text, &at, letters)))
        w->hash[w->n++] = XXH3_64bits(letters, n * sizeof letters[0]);
    return w->hash != NULL;
}

static uint64_t mix(uint64_t x)
{
    return XXH3_64bits(&x, sizeof x);
}

/* A key of runs[0..n): the lowest values that DL__ALIKE_ROWS functions give.  Functions are odd multipliers and sums, drawn once
 * for all. */
static uint32_t key_of(const uint64_t *runs, size_t n, uint64_t band)
{
    uint64_t low[DL__ALIKE_ROWS + 1];
    low[DL__ALIKE_ROWS] = band;
    for (uint64_t row = 0; row < DL__ALIKE_ROWS; row++) {
        uint64_t number = band * DL__ALIKE_ROWS + row, times = mix(2 * number) | 1,
                 plus = mix(2 * number + 1), best = UINT64_MAX;
        for (size_t i = 0; i < n; i++) {
            uint64_t h = runs[i] * times + plus;
            best = h < best ? h : best;
        }
        low[row] = best;
    }
    return (uint32_t)(XXH3_64bits(low, sizeof low) >> 33);
}

static void keys_of(const uint64_t *runs, size_t n, uint32_t key[DL__ALIKE_KEYS])
{
    uint64_t band = 0;
    for (size_t i = 0; i < sizeof PART / sizeof PART[0]; i++) {
        size_t most = PART[i].words - DL__ALIKE_RUN + 1;
        for (uint64_t k = 0; k < PART[i].bands; k++, band++)
            key[band] = key_of(runs, n < most ? n : most, band);
    }
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

bool dl__shingles_of(dl_str text, bool keys, dl__shingles *out)
{
    words w;
    *out = (dl__shingles){ 0 };
    if (!read_words(text, &w))
        return false;
    if (w.n < DL__ALIKE_LEAST) {
        free(w.hash);
        return true;
    }
    size_t n = w.n - DL__ALIKE_RUN + 1, kept = 0;
    for (size_t i = 0; i < n; i++) /* in place: word i is not needed after run i */
        w.hash[i] = XXH3_64bits(w.hash + i, DL__ALIKE_RUN * sizeof w.hash[0]);
    if (keys)
        keys_of(w.hash, n, out->key);
    qsort(w.hash, n, sizeof w.hash[0], by_value);
    for (size_t i = 0; i < n; i++)
        if (!kept || w.hash[kept - 1] != w.hash[i])
            w.hash[kept++] = w.hash[i];
    out->hash = w.hash;
    out->n = kept;
    return true;
}

void dl__shingles_free(dl__shingles *s)
{
    free(s->hash);
    s->hash = NULL;
    s->n = 0;
}

dl__alike dl__shingles_compare(const dl__shingles *a, const dl__shingles *b)
{
    size_t both = 0, i = 0, k = 0;
    while (i < a->n && k < b->n) {
        bool same = a->hash[i] == b->hash[k], less = a->hash[i] < b->hash[k];
        both += same;
        i += same || less;
        k += !less;
    }
    size_t fewer = a->n < b->n ? a->n : b->n;
    if (!fewer)
        return (dl__alike){ 0, 0, 0 };
    return (dl__alike){ (double)both / (double)(a->n + b->n - both), (double)both / (double)fewer, fewer };
}

bool dl__alike_copy(dl__alike a)
{
    if (a.fewer < DL__ALIKE_SENTENCE)
        return a.jaccard >= 1.0;
    if (a.fewer < DL__ALIKE_SHORT)
        return a.share >= 1.0;
    return a.jaccard >= COPY_JACCARD || a.share >= COPY_SHARE;
}
