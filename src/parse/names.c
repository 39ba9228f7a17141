/* names.c - the names of a document are counted by kind, then each is held to the majority. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/names.h"

#include <string.h>

#include "base/map.h"
#include "model/features.h"

enum {
    N_KINDS = (DL_N_NER - 1) / 2,
    KEY = 256,
    LONGEST = 4,
    PART = 2 /* votes of a fuller name */,
    ENOUGH = 2
};

typedef struct votes {
    uint32_t of[N_KINDS];
} votes;

typedef struct agreement {
    dl_document *d;
    dl__map seen; /* words of a name, as their norms -> 1 + index of votes */
    votes *votes;
    size_t n, cap;
} agreement;

static uint32_t kind_of(uint8_t tag)
{
    return (uint32_t)(tag - 1) / 2;
}

static uint8_t begin_of(uint32_t kind)
{
    return (uint8_t)(2 * kind + 1);
}

/* Norms of tokens [first, end), a space between; 0 where these are too long. */
static size_t key_of(const dl_document *d, uint32_t first, uint32_t end, char out[KEY])
{
    char norm[4 * DL__FORM_CHARS + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t len = 0, chars;
    for (uint32_t i = first; i < end; i++) {
        const size_t n = dl__norm(d->tokens[i].form, norm, start, &chars);
        if (len + n + 1 > KEY)
            return 0;
        memcpy(out + len, norm, n);
        len += n;
        out[len++] = ' ';
    }
    return len;
}

static bool vote(agreement *a, uint32_t first, uint32_t end, uint32_t kind, uint32_t n)
{
    char key[KEY];
    const size_t len = key_of(a->d, first, end, key);
    if (len == 0)
        return true;
    const uint32_t *at = dl__map_get(&a->seen, key, len);
    if (!at) {
        const char *kept = dl__arena_strndup(a->d->arena, key, len);
        uint32_t *slot = kept ? dl__map_put(&a->seen, kept, len, NULL) : NULL;
        const votes *room = slot ? DL__PUSH(a->d->arena, a->votes, a->n, a->cap) : NULL;
        if (!room)
            return false;
        *slot = (uint32_t)a->n;
        at = slot;
    }
    a->votes[*at - 1].of[kind] += n;
    return true;
}

/* Votes on tokens [first, end); NULL: none. */
static const votes *votes_on(const agreement *a, uint32_t first, uint32_t end)
{
    char key[KEY];
    const size_t len = key_of(a->d, first, end, key);
    const uint32_t *at = len ? dl__map_get(&a->seen, key, len) : NULL;
    return at ? &a->votes[*at - 1] : NULL;
}

static uint32_t winner(const votes *v)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < N_KINDS; k++)
        if (v->of[k] > v->of[best])
            best = k;
    return best;
}

static void mark(dl_document *d, uint32_t first, uint32_t end, uint32_t kind)
{
    for (uint32_t i = first; i < end; i++)
        d->tokens[i].ner = (uint8_t)(begin_of(kind) + (i > first));
}

static uint32_t name_end(const dl_document *d, uint32_t first, uint32_t limit)
{
    uint32_t end = first + 1;
    while (end < limit && d->tokens[end].ner == begin_of(kind_of(d->tokens[first].ner)) + 1)
        end++;
    return end;
}

static bool count(agreement *a, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first, end; i < limit; i = end) {
        end = i + 1;
        if (a->d->tokens[i].ner == DL_NER_O)
            continue;
        const uint32_t kind = kind_of(a->d->tokens[i].ner);
        end = name_end(a->d, i, limit);
        if (!vote(a, i, end, kind, 1))
            return false;
        if (a->d->tokens[i].ner == DL_NER_B_PER && end - i > 1 &&
            (!vote(a, i, i + 1, kind, PART) || !vote(a, end - 1, end, kind, PART)))
            return false;
    }
    return true;
}

static bool is_open(const dl_token *t)
{
    char shape[4 * 11 + 1];
    if (t->ner != DL_NER_O || (t->upos != DL_UPOS_PROPN && t->upos != DL_UPOS_ADJ && t->upos != DL_UPOS_NOUN))
        return false;
    dl__shape(t->form, true, shape);
    return shape[0] == 'X';
}

/* Marks the longest untagged words from i on that were a name elsewhere; returns where to go on. */
static uint32_t repeat(const agreement *a, uint32_t i, uint32_t limit)
{
    uint32_t end = i;
    while (end < limit && end - i < LONGEST && is_open(&a->d->tokens[end]))
        end++;
    for (; end > i; end--) {
        if (end == i + 1 && a->d->tokens[i].upos != DL_UPOS_PROPN)
            break;
        const votes *v = votes_on(a, i, end);
        if (v && v->of[winner(v)] >= ENOUGH) {
            mark(a->d, i, end, winner(v));
            return end;
        }
    }
    return i + 1;
}

static void apply(const agreement *a, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first, end; i < limit; i = end) {
        const uint8_t tag = a->d->tokens[i].ner;
        if (tag == DL_NER_O) {
            end = repeat(a, i, limit);
            continue;
        }
        end = name_end(a->d, i, limit);
        const votes *v = votes_on(a, i, end);
        if (v && v->of[winner(v)] > v->of[kind_of(tag)])
            mark(a->d, i, end, winner(v));
    }
}

bool dl__names_agree(dl_document *d)
{
    agreement a = { .d = d };
    dl__map_init(&a.seen, d->arena);
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        if (!count(&a, s->first_token, s->first_token + s->n_tokens))
            return false;
    }
    for (size_t i = 0; i < d->n_sentences && a.n; i++) {
        const dl_sentence *s = &d->sentences[i];
        apply(&a, s->first_token, s->first_token + s->n_tokens);
    }
    return true;
}
