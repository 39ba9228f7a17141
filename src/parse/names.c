/* names.c - the names of a document are counted by kind, then each is held to the majority.
 *
 * What stands near counts more than what is far away, since a long text (letters, reviews in one file) need not be about the same
 * people: votes are kept for the document and for each of its stretches. */
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
    OPEN, /* untagged with a capital */
    N_VOTES,
    SURE = 1000,    /* votes of what overrules all others */
    STRETCH = 1000, /* tokens */
    NEAR = 3        /* more that a vote counts in its own stretch and those beside */
};

typedef struct votes {
    uint32_t of[N_VOTES];
} votes;

typedef struct agreement {
    dl_document *d;
    const dl__name_lists *lists;
    uint32_t near; /* NEAR, or 0 where everything is near */

    dl__map seen; /* stretch, words of a name as their norms -> 1 + index of votes */
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

/* A stretch of the document, 0: all of it. */
static uint32_t stretch_of(uint32_t token)
{
    return 1 + token / STRETCH;
}

/* Norms of tokens [first, end), a space between, behind room for a stretch; 0 where these are too long. */
static size_t key_of(const dl_document *d, uint32_t first, uint32_t end, char out[KEY])
{
    char norm[4 * DL__FORM_CHARS + 1];
    uint16_t start[DL__FORM_CHARS + 1];
    size_t len = sizeof(uint32_t), chars;
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

static bool vote_in(agreement *a, char key[KEY], size_t len, uint32_t stretch, uint32_t kind, uint32_t n)
{
    memcpy(key, &stretch, sizeof stretch);
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

static bool vote(agreement *a, uint32_t first, uint32_t end, uint32_t kind, uint32_t n)
{
    char key[KEY];
    const size_t len = key_of(a->d, first, end, key);
    return len == 0 || (vote_in(a, key, len, 0, kind, n) &&
                        (!a->near || vote_in(a, key, len, stretch_of(first), kind, a->near * n)));
}

static void add_votes(const agreement *a, char key[KEY], size_t len, uint32_t stretch, votes *v)
{
    memcpy(key, &stretch, sizeof stretch);
    const uint32_t *at = dl__map_get(&a->seen, key, len);
    for (size_t k = 0; at && k < N_VOTES; k++)
        v->of[k] += a->votes[*at - 1].of[k];
}

/* Votes on tokens [first, end), 1 + near for one from nearby. */
static votes votes_on(const agreement *a, uint32_t first, uint32_t end)
{
    votes v = { { 0 } };
    char key[KEY];
    const size_t len = key_of(a->d, first, end, key);
    if (len == 0)
        return v;
    const uint32_t here = stretch_of(first);
    add_votes(a, key, len, 0, &v);
    for (uint32_t stretch = here == 1 ? 1 : here - 1; a->near && stretch <= here + 1; stretch++)
        add_votes(a, key, len, stretch, &v);
    return v;
}

/* Of the kinds and NOBODY. */
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

static bool is_open(const dl_token *t)
{
    char shape[4 * 11 + 1];
    if (t->ner != DL_NER_O || (t->upos != DL_UPOS_PROPN && t->upos != DL_UPOS_ADJ && t->upos != DL_UPOS_NOUN))
        return false;
    dl__shape(t->form, true, shape);
    return shape[0] == 'X';
}

/* "Koltane" of "Koltane Foundation": a word that is an organisation's own, neither of the language nor anybody else's name. */
static bool is_own_word(const agreement *a, uint32_t i)
{
    const dl_token *t = &a->d->tokens[i];
    return a->lists && t->upos == DL_UPOS_PROPN && strnlen(t->form, 4) == 4 &&
           !(dl__name_listed(a->lists, t->form) & ~(uint32_t)(DL__NAME_ORG | DL__NAME_ORG_PART));
}

static bool count(agreement *a, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first, end; i < limit; i = end) {
        end = i + 1;
        if (a->d->tokens[i].ner == DL_NER_O) {
            if (is_open(&a->d->tokens[i]) && !vote(a, i, end, OPEN, 1))
                return false;
            continue;
        }
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
        if (a->d->tokens[i].ner == DL_NER_B_ORG && end - i > 1 && is_own_word(a, i) &&
            !vote(a, i, i + 1, kind, PART))
            return false;
    }
    return true;
}

static bool is_acronym(const char *form)
{
    const size_t n = strspn(form, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n >= 3 && !form[n];
}

/* The kind that untagged words [first, end) are of: they were found often enough, and not left untagged much more often; less is
 * asked of words that can hardly be anything but names.  A letter alone is none. */
static bool is_name(const agreement *a, uint32_t first, uint32_t end, uint32_t *kind)
{
    const char *form = a->d->tokens[first].form;
    const votes v = votes_on(a, first, end);
    *kind = winner(&v);
    if (*kind == NOBODY || v.of[*kind] < ENOUGH * (1 + a->near) || (end == first + 1 && strnlen(form, 2) < 2))
        return false;
    const bool sure = is_acronym(form) || (*kind == kind_of(DL_NER_B_ORG) && is_own_word(a, first));
    return (sure ? 4 : 2) * v.of[*kind] >= v.of[OPEN];
}

/* The rest of a person's name by the tree. */
static uint32_t take_flat(dl_document *d, uint32_t first, uint32_t end, uint32_t limit)
{
    while (end < limit && is_open(&d->tokens[end]) && d->tokens[end].upos == DL_UPOS_PROPN &&
           strcmp(d->tokens[end].deprel, "flat") == 0)
        d->tokens[end++].ner = (uint8_t)(d->tokens[first].ner + 1);
    return end;
}

/* Marks the longest untagged words from i on that were a name elsewhere; returns where to go on. */
static uint32_t repeat(const agreement *a, uint32_t i, uint32_t limit)
{
    uint32_t end = i, kind;
    while (end < limit && end - i < LONGEST && is_open(&a->d->tokens[end]))
        end++;
    for (; end > i; end--) {
        if (end == i + 1 && a->d->tokens[i].upos != DL_UPOS_PROPN)
            break;
        if (is_name(a, i, end, &kind)) {
            dl__name_mark(a->d, i, end, begin_of(kind));
            if (kind == kind_of(DL_NER_B_ORG))
                return dl__name_legal_form(a->d, i, end, limit);
            return kind == kind_of(DL_NER_B_PER) ? take_flat(a->d, i, end, limit) : end;
        }
    }
    return i + 1;
}

static uint32_t places_on(const agreement *a, uint32_t first, uint32_t end)
{
    return votes_on(a, first, end).of[kind_of(DL_NER_B_LOC)];
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

/* "Anna Velten Max", where the document has Anna Velten and somebody or something else by the rest more often than this. */
static void part_person(const agreement *a, uint32_t first, uint32_t end)
{
    const uint32_t per = kind_of(DL_NER_B_PER);
    const uint32_t whole = votes_on(a, first, end).of[per];
    for (uint32_t i = end - 1; i >= first + 2; i--) {
        const votes rest = votes_on(a, i, end);
        const uint32_t kind = winner(&rest);
        const uint32_t front = votes_on(a, first, i).of[per];
        if (front >= 3 * whole && i + 1 == end &&
            dl__name_listed(a->lists, a->d->tokens[i].form) & DL__NAME_GIVEN) {
            dl__name_mark(a->d, i, end, begin_of(per));
            return;
        }
        if (front > whole && kind != NOBODY && rest.of[kind] > PART * whole) {
            dl__name_mark(a->d, i, end, begin_of(kind));
            return;
        }
    }
}

static void clear(dl_document *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        d->tokens[i].ner = DL_NER_O;
}

/* Of all titles only this one is part of a name. */
static void take_prophet(dl_document *d, uint32_t start, uint32_t first, uint32_t end)
{
    if (first > start && d->tokens[first].ner == DL_NER_B_PER && d->tokens[first - 1].ner == DL_NER_O &&
        strcmp(d->tokens[first - 1].form, "Prophet") == 0)
        dl__name_mark(d, first - 1, end, DL_NER_B_PER);
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
        const votes v = votes_on(a, i, end);
        if (winner(&v) == NOBODY)
            clear(a->d, i, end);
        else if (v.of[winner(&v)] > v.of[kind_of(tag)])
            dl__name_mark(a->d, i, end, begin_of(winner(&v)));
        else if (tag == DL_NER_B_LOC)
            part_places(a, i, end);
        else if (tag == DL_NER_B_PER)
            part_person(a, i, end);
        take_prophet(a->d, first, i, end);
    }
}

bool dl__names_agree(dl_document *d, const dl__name_lists *lists)
{
    agreement a = { .d = d, .lists = lists, .near = d->n_tokens > 2 * STRETCH ? NEAR : 0 };
    dl__map_init(&a.seen, d->arena);
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        dl__name_spans(d, s, lists);
        if (!count(&a, s->first_token, s->first_token + s->n_tokens))
            return false;
    }
    for (size_t i = 0; i < d->n_sentences && a.n; i++) {
        const dl_sentence *s = &d->sentences[i];
        apply(&a, s->first_token, s->first_token + s->n_tokens);
    }
    return true;
}
