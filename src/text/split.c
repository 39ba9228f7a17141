/* split.c - a field into sentences and tokens.
 *
 * A field is read paragraph by paragraph; each gap between atoms is decided by itself, so all is linear.  A
 * paragraph of more atoms than a piece holds is decided in pieces, each used up to its last end of a
 * sentence. SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "text/chars.h"
#include "text/splitter.h"

enum { MAX_TOKEN = 1000, MAX_SENTENCE = 4096, MAX_DATELINE = 24 }; /* bytes; words; atoms */

typedef struct work {
    const dl__splitter *s;
    dl_document *d;
    dl_field in;
    const char *text;
    dl__atom *atoms; /* [REACH + n + REACH] */
    size_t max;      /* atoms of a piece */
    uint8_t *gap;    /* [max] decision before each atom of the piece */
    bool starts;     /* the next sentence begins a paragraph */
} work;

/* A copy of text[begin..end) without the ignored characters. */
static const char *form_of(dl__arena *a, const char *text, size_t begin, size_t end)
{
    bool plain = true;
    for (size_t i = begin; i < end; i++)
        plain &= (unsigned char)text[i] < 0x80;
    if (plain)
        return dl__arena_strndup(a, text + begin, end - begin);
    char *out = dl__arena_alloc(a, end - begin + 1, 1);
    if (!out)
        return NULL;
    size_t len = 0, n;
    for (size_t i = begin; i < end; i += n) {
        int32_t cp;
        n = dl__char_decode(text + i, end - i, &cp);
        if (dl__char_class_of(cp) == DL__CH_IGNORED)
            continue;
        memcpy(out + len, text + i, n);
        len += n;
    }
    out[len] = '\0';
    return out;
}

static bool open_sentence(work *w, uint32_t begin)
{
    dl_document *d = w->d;
    dl_sentence *s = DL__PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences);
    if (!s)
        return false;
    *s = (dl_sentence){ .in = w->in,
                        .begin = begin,
                        .end = begin,
                        .first_token = (uint32_t)d->n_tokens,
                        .starts_paragraph = w->starts };
    w->starts = false;
    return true;
}

/* Add the words of the surface token of n_atoms atoms to the last sentence. */
static bool add_token(work *w, const dl__atom *atoms, size_t n_atoms, bool space_after)
{
    dl_document *d = w->d;
    uint32_t cut[DL__MAX_WORDS];
    const uint32_t begin = atoms[0].begin, end = atoms[n_atoms - 1].end;
    unsigned n = dl__words_cut(w->s, w->text + begin, end - begin, n_atoms == 1 ? atoms : NULL, cut);
    uint32_t from = begin;
    for (unsigned k = 0; k < n; k++) {
        dl_token *t = DL__PUSH(d->arena, d->tokens, d->n_tokens, d->cap_tokens);
        if (!t)
            return false;
        t->begin = from;
        t->end = begin + cut[k];
        t->n_words = (uint8_t)(k == 0 ? n : 1);
        t->space_after = k + 1 == n && space_after;
        t->head = -1;
        t->form = form_of(d->arena, w->text, t->begin, t->end);
        if (!t->form)
            return false;
        from = t->end;
    }
    dl_sentence *s = &d->sentences[d->n_sentences - 1];
    s->end = end;
    s->n_tokens = (uint32_t)d->n_tokens - s->first_token;
    return true;
}

/* Does a headline plainly hold more than one sentence: a stop, or a closing mark behind a stop, stands before
 * this gap? */
static bool is_plain_end(const dl__atom *a)
{
    for (int k = -1; k >= -3; k--) {
        switch (a[k].col[DL__COL_kind]) {
        case DL__K_STOP:
        case DL__K_BANG:
        case DL__K_ELLIPSIS: return true;
        case DL__K_QUOTE:
        case DL__K_QUOTE_CLOSE:
        case DL__K_APOSTROPHE:
        case DL__K_CLOSE: break;
        default: return false;
        }
    }
    return false;
}

/* A word in capitals throughout, or at its start. */
static bool is_capital(const char *text, const dl__atom *a, bool throughout)
{
    int32_t cp;
    size_t n = 0;
    for (size_t i = a->begin; i < a->end; i += n) {
        n = dl__char_decode(text + i, a->end - i, &cp);
        if (!dl__char_is_upper(cp))
            return false;
        if (!throughout)
            return true;
    }
    return n > 0;
}

static bool is_dash(const char *text, const dl__atom *a)
{
    int32_t cp;
    (void)dl__char_decode(text + a->begin, a->end - a->begin, &cp);
    return (cp >= 0x2012 && cp <= 0x2015) || (cp == '-' && a->col[DL__COL_space] != 0);
}

static bool is_apostrophe(const char *text, const dl__atom *a)
{
    int32_t cp;
    (void)dl__char_decode(text + a->begin, a->end - a->begin, &cp);
    return cp == '\'' || cp == 0x2019;
}

/* Atoms of a word in capitals that the n atoms begin with, apostrophes among them ("N'DJAMENA"); 0: none of three bytes or more. */
static size_t capital_word(const char *text, const dl__atom *a, size_t n)
{
    size_t k = 0;
    while (k < n && (k == 0 || a[k].col[DL__COL_space] == 0) &&
           (k % 2 ? is_apostrophe(text, &a[k]) : is_capital(text, &a[k], true)))
        k++;
    k -= k && k % 2 == 0; /* a word does not end in one */
    return k && a[k - 1].end - a[0].begin >= 3 ? k : 0;
}

/* "NAIROBI, June 25 (Reuters) - ": the atom behind the dash of a dateline that the n atoms begin with, 0: none.  A place in
 * capitals, then capitalised words, figures and signs up to a dash between blanks. */
static size_t dateline_end(const char *text, const dl__atom *a, size_t n)
{
    const size_t place = capital_word(text, a, n);
    for (size_t i = place; place && i + 1 < n && i < MAX_DATELINE; i++) {
        if (is_dash(text, &a[i])) {
            size_t k = i + 1; /* "--" */
            while (k + 1 < n && text[a[k].begin] == '-' && a[k].col[DL__COL_space] == 0)
                k++;
            bool quote = text[a[k].begin] == '"' || text[a[k].begin] == '\xE2';
            return a[k].col[DL__COL_space] != 0 && (quote || is_capital(text, &a[k], false)) ? k : 0;
        }
        unsigned char c = (unsigned char)text[a[i].begin];
        bool sign = memchr(",.()/", c, 5) != NULL || (c >= '0' && c <= '9');
        if (!sign && !is_capital(text, &a[i], false))
            return 0;
    }
    return 0;
}

/* Decide the gaps of the n atoms of a piece; gap[0] is the end of a sentence. */
static void decide(work *w, size_t n)
{
    dl__atom *a = w->atoms + DL__ATOM_REACH;
    memset(w->atoms, 0, DL__ATOM_REACH * sizeof *a);
    memset(a + n, 0, DL__ATOM_REACH * sizeof *a);
    dl__atom_columns(&w->s->classes, w->text, a, n);
    w->gap[0] = DL__GAP_SENTENCE;
    for (size_t i = 1; i < n; i++) {
        int g = dl__gap_decide(w->s, a + i);
        if (g == DL__GAP_SENTENCE && w->in == DL_HEADLINE && !is_plain_end(a + i))
            g = DL__GAP_TOKEN;
        w->gap[i] = (uint8_t)g;
    }
    size_t behind = w->in == DL_TEXT && w->starts ? dateline_end(w->text, a, n) : 0;
    for (size_t i = 1; i < behind; i++) {
        if (w->gap[i] == DL__GAP_SENTENCE)
            w->gap[i] = DL__GAP_TOKEN;
    }
    for (size_t i = 1; behind && i < capital_word(w->text, a, n); i++)
        w->gap[i] = DL__GAP_JOIN;
    if (behind)
        w->gap[behind] = DL__GAP_SENTENCE;
}

/* Turn atoms [0, n) of a decided piece into tokens; last: the atom after them begins a new sentence. */
static bool emit(work *w, size_t n, bool space_behind)
{
    const dl__atom *a = w->atoms + DL__ATOM_REACH;
    for (size_t i = 0; i < n;) {
        size_t j = i + 1;
        while (j < n && w->gap[j] == DL__GAP_JOIN && a[j].end - a[i].begin <= MAX_TOKEN)
            j++;
        const dl_document *d = w->d;
        bool full = i > 0 && d->sentences[d->n_sentences - 1].n_tokens + DL__MAX_WORDS > MAX_SENTENCE;
        if ((w->gap[i] == DL__GAP_SENTENCE || full) && !open_sentence(w, a[i].begin))
            return false;
        bool space = j < n ? a[j].col[DL__COL_space] != 0 : space_behind;
        if (!add_token(w, &a[i], j - i, space))
            return false;
        i = j;
    }
    return true;
}

static bool split_field(work *w, dl_str field)
{
    dl__scan scan;
    dl__scan_init(&scan, field.ptr, field.len);
    w->text = field.ptr;
    for (;;) {
        bool starts, more;
        size_t n = dl__scan_piece(&scan, w->atoms + DL__ATOM_REACH, w->max, &starts, &more);
        if (n == 0)
            return true;
        w->starts = starts;
        decide(w, n);
        const dl__atom *a = w->atoms + DL__ATOM_REACH;
        bool space = scan.space != 0;
        if (more) { /* keep what lies behind the last end of a sentence for the next piece */
            size_t cut = n - DL__ATOM_REACH; /* nearer to the end too little is seen */
            while (cut > n / 2 && w->gap[cut] != DL__GAP_SENTENCE)
                cut--;
            if (cut > n / 2) {
                n = cut;
                space = a[n].col[DL__COL_space] != 0;
                dl__scan_return(&scan, &a[n]);
            }
        }
        if (!emit(w, n, space))
            return false;
    }
}

dl_status dl__text_split(const dl__splitter *s, dl_document *d, dl_error *err)
{
    dl_str headline = dl__document_field(d, DL_HEADLINE), text = dl__document_field(d, DL_TEXT);
    size_t longest = headline.len > text.len ? headline.len : text.len;
    work w = { .s = s, .d = d, .max = longest < DL__ATOM_PIECE ? longest + 1 : DL__ATOM_PIECE };
    w.atoms = malloc((w.max + 2 * DL__ATOM_REACH) * sizeof *w.atoms);
    w.gap = malloc(w.max);
    bool ok = w.atoms && w.gap;
    for (int f = DL_HEADLINE; ok && f <= DL_TEXT; f++) {
        w.in = (dl_field)f;
        ok = split_field(&w, f == DL_HEADLINE ? headline : text);
    }
    free(w.atoms);
    free(w.gap);
    return ok ? DL_OK : dl__no_memory(err);
}
