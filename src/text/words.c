/* words.c - the words of a surface token: "don't" is do + n't, "officials'" is officials + '.
 *
 * First the table of whole forms, which also holds the exceptions (a form with one word is left whole) and forms that are
 * several words only where the classifier says so; else
 * endings are taken off from the right as long as one fits and something is left. SPDX-License-Identifier:
 * Apache-2.0 */
#include <string.h>

#include "text/chars.h"
#include "text/splitter.h"

enum { MAX_POINTS = 40 }; /* longer tokens are no contractions */

/* Folded bytes of a token, and where each character ends in the folded form and in the token. */
typedef struct folded {
    unsigned char s[MAX_POINTS * 4];
    size_t len;
    unsigned n;
    uint8_t end[MAX_POINTS];         /* in s */
    uint32_t source_end[MAX_POINTS]; /* in the token; ignored characters go with the one before */
} folded;

static bool fold(const char *token, size_t len, folded *f)
{
    f->len = 0;
    f->n = 0;
    size_t n;
    for (size_t i = 0; i < len; i += n) {
        int32_t cp;
        n = dl__char_decode(token + i, len - i, &cp);
        if (dl__char_class_of(cp) == DL__CH_IGNORED) {
            if (f->n > 0)
                f->source_end[f->n - 1] = (uint32_t)(i + n);
            continue;
        }
        if (f->n == MAX_POINTS)
            return false;
        f->len += dl__char_encode(dl__char_fold(cp), f->s + f->len);
        f->end[f->n] = (uint8_t)f->len;
        f->source_end[f->n++] = (uint32_t)(i + n);
    }
    return f->n > 0;
}

static const dl__mwt *find_form(const dl__splitter *s, const folded *f)
{
    size_t lo = 0, hi = s->n_forms;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const dl__mwt *m = &s->forms[mid];
        int c = memcmp(m->form, f->s, m->len < f->len ? m->len : f->len);
        if (c == 0 && m->len == f->len)
            return m;
        if (c < 0 || (c == 0 && m->len < f->len))
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* "1960" of "the 1960's": only digits, the last of them 0. */
static bool is_decade(const unsigned char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return s[len - 1] == '0';
}

/* May a word end in this byte of a folded form: a letter, a digit, part of a longer character, a stop of
 * "U.S.'s"? */
static bool ends_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80 || c == '.' || c == ')' || c == '!';
}

/* Characters that the first fitting ending takes off f->s[0..end[n-1]); 0: none fits. */
static unsigned find_ending(const dl__splitter *s, const folded *f, unsigned n)
{
    size_t len = f->end[n - 1];
    for (size_t i = 0; i < s->n_endings; i++) {
        const dl__mwt *m = &s->endings[i];
        if (m->len >= len || memcmp(f->s + len - m->len, m->form, m->len) != 0)
            continue;
        unsigned last = m->word_len[m->n_words - 1];
        if (last >= n)
            continue;
        size_t stem = f->end[n - last - 1];
        if (ends_word(f->s[stem - 1]) && !is_decade(f->s, stem))
            return last;
    }
    return 0;
}

unsigned dl__words_cut(const dl__splitter *s, const char *token, size_t len, const dl__atom *atom,
                       uint32_t end[DL__MAX_WORDS])
{
    folded f;
    end[0] = (uint32_t)len;
    if (len < 2 || !fold(token, len, &f))
        return 1;
    const dl__mwt *m = find_form(s, &f);
    unsigned cut[DL__MAX_WORDS], n = 0; /* characters before each word but the first, from the right */
    if (m && m->doubtful && !(atom && dl__word_is_cut(s, atom)))
        return 1;
    if (m) {
        unsigned at = 0;
        for (unsigned k = 0; k + 1 < m->n_words; k++) {
            at += m->word_len[k];
            if (at >= f.n)
                return 1;
            end[k] = f.source_end[at - 1];
        }
        end[m->n_words - 1] = (uint32_t)len;
        return m->n_words;
    }
    for (unsigned left = f.n; n + 1 < DL__MAX_WORDS;) {
        unsigned take = find_ending(s, &f, left);
        if (take == 0)
            break;
        left -= take;
        cut[n++] = left;
    }
    for (unsigned k = 0; k < n; k++)
        end[k] = f.source_end[cut[n - 1 - k] - 1];
    end[n] = (uint32_t)len;
    return n + 1;
}
