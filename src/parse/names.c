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
    ENOUGH = 2,
    NOBODY = N_KINDS /* a kind beside those that have tags */,
    SURE = 1000 /* votes of what overrules all others */
};

typedef struct votes {
    uint32_t of[N_KINDS + 1];
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
    for (uint32_t k = 1; k <= NOBODY; k++)
        if (v->of[k] > v->of[best])
            best = k;
    return best;
}

/* The capitals in brackets behind an organisation's name are that name, too: the token, or 0. */
static uint32_t short_form(dl_document *d, uint32_t first, uint32_t end, uint32_t limit)
{
    if (d->tokens[first].ner != DL_NER_B_ORG || end - first < 2 || end + 2 >= limit ||
        d->tokens[end].form[0] != '(' || d->tokens[end + 2].form[0] != ')')
        return 0;
    const char *form = d->tokens[end + 1].form;
    if (strspn(form, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") < 2 || form[0] != d->tokens[first].form[0])
        return 0;
    d->tokens[end + 1].ner = DL_NER_B_ORG;
    return end + 1;
}

/* "Hurricane Velten": a storm bears a person's name and is nobody. */
static bool is_storm(const dl_document *d, uint32_t first, uint32_t i)
{
    static const char *const STORMS[] = { "Hurricane", "hurricane", "Typhoon", "typhoon", "Cyclone",
                                          "cyclone",   "Storm",     "storm",   NULL };
    return i > first && dl__word_in(d->tokens[i - 1].form, STORMS);
}

static bool count(agreement *a, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first, end; i < limit; i = end) {
        end = i + 1;
        if (a->d->tokens[i].ner == DL_NER_O)
            continue;
        const uint32_t kind = kind_of(a->d->tokens[i].ner);
        end = dl__name_end(a->d, i, limit);
        const uint32_t initials = short_form(a->d, i, end, limit);
        if (is_storm(a->d, first, i) && !vote(a, i, end, NOBODY, SURE))
            return false;
        if (!vote(a, i, end, kind, 1) || (initials && !vote(a, initials, initials + 1, kind, PART)))
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
        if (v && winner(v) != NOBODY && v->of[winner(v)] >= ENOUGH) {
            dl__name_mark(a->d, i, end, begin_of(winner(v)));
            return end;
        }
    }
    return i + 1;
}

static uint32_t places_on(const agreement *a, uint32_t first, uint32_t end)
{
    const votes *v = votes_on(a, first, end);
    return v ? v->of[kind_of(DL_NER_B_LOC)] : 0;
}

/* "Marum Velten", where the document tells of Marum and of Velten more often than of this: a place and what it lies in. */
static void part_places(const agreement *a, uint32_t first, uint32_t end)
{
    const uint32_t whole = places_on(a, first, end);
    for (uint32_t i = first + 1; i < end; i++)
        if (places_on(a, first, i) > whole && places_on(a, i, end) > whole) {
            a->d->tokens[i].ner = DL_NER_B_LOC;
            return;
        }
}

static void clear(dl_document *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        d->tokens[i].ner = DL_NER_O;
}

static void apply(const agreement *a, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first, end; i < limit; i = end) {
        const uint8_t tag = a->d->tokens[i].ner;
        if (tag == DL_NER_O) {
            end = repeat(a, i, limit);
            continue;
        }
        end = dl__name_end(a->d, i, limit);
        const votes *v = votes_on(a, i, end);
        if (v && winner(v) == NOBODY)
            clear(a->d, i, end);
        else if (v && v->of[winner(v)] > v->of[kind_of(tag)])
            dl__name_mark(a->d, i, end, begin_of(winner(v)));
        else if (tag == DL_NER_B_LOC)
            part_places(a, i, end);
    }
}

bool dl__names_agree(dl_document *d)
{
    agreement a = { .d = d };
    dl__map_init(&a.seen, d->arena);
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        dl__name_spans(d, s);
        if (!count(&a, s->first_token, s->first_token + s->n_tokens))
            return false;
    }
    for (size_t i = 0; i < d->n_sentences && a.n; i++) {
        const dl_sentence *s = &d->sentences[i];
        apply(&a, s->first_token, s->first_token + s->n_tokens);
    }
    return true;
}
