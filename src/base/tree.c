/* tree.c - relations, features and the links of the trees; see document.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/document.h"

#include <string.h>

typedef struct name {
    const char *s;
    size_t len;
} name;

static bool same(const char *s, size_t len, name n)
{
    return len == n.len && memcmp(s, n.s, len) == 0;
}

void dl__dep_parse(const char *deprel, uint8_t *dep, uint8_t *sub)
{
    static const name DEPS[] = {
#define X(word) { #word, sizeof #word - 1 },
        DL__DEP_MAP(X)
#undef X
    };
    static const name SUBS[] = { /* in the order of dl__sub; "none" and "other" are no subtypes of UD */
                                 [DL__SUB_pass] = { "pass", 4 },        [DL__SUB_agent] = { "agent", 5 },
                                 [DL__SUB_poss] = { "poss", 4 },        [DL__SUB_relcl] = { "relcl", 5 },
                                 [DL__SUB_prt] = { "prt", 3 },          [DL__SUB_tmod] = { "tmod", 4 },
                                 [DL__SUB_npmod] = { "npmod", 5 },      [DL__SUB_outer] = { "outer", 5 },
                                 [DL__SUB_preconj] = { "preconj", 7 },  [DL__SUB_predet] = { "predet", 6 },
                                 [DL__SUB_unmarked] = { "unmarked", 8 }
    };
    size_t len = strcspn(deprel, ":");
    *dep = DL__DEP_other;
    for (size_t i = 1; i < sizeof DEPS / sizeof DEPS[0]; i++) {
        if (same(deprel, len, DEPS[i])) {
            *dep = (uint8_t)i;
            break;
        }
    }
    *sub = deprel[len] ? DL__SUB_other : DL__SUB_none;
    for (size_t i = DL__SUB_none + 1; deprel[len] && i < sizeof SUBS / sizeof SUBS[0]; i++) {
        if (strcmp(deprel + len + 1, SUBS[i].s) == 0) {
            *sub = (uint8_t)i;
            break;
        }
    }
}

typedef struct feature {
    name key, value;
    uint32_t bit;
} feature;

#define FEATURE(key, value, bit)                                                                             \
    {                                                                                                        \
        { #key, sizeof #key - 1 }, { #value, sizeof #value - 1 }, DL__F_##bit                                \
    }
static const feature FEATURES[] = {
    FEATURE(Number, Plur, PLUR), FEATURE(Number, Sing, SING),   FEATURE(Number, Ptan, PLUR),
    FEATURE(Tense, Past, PAST),  FEATURE(Tense, Pres, PRES),    FEATURE(VerbForm, Fin, FIN),
    FEATURE(VerbForm, Inf, INF), FEATURE(VerbForm, Part, PART), FEATURE(VerbForm, Ger, GER),
    FEATURE(Voice, Pass, PASS),  FEATURE(Person, 1, P1),        FEATURE(Person, 2, P2),
    FEATURE(Person, 3, P3),      FEATURE(Gender, Masc, MASC),   FEATURE(Gender, Fem, FEM),
    FEATURE(Gender, Neut, NEUT), FEATURE(Polarity, Neg, NEG),   FEATURE(Poss, Yes, POSS),
    FEATURE(PronType, Rel, REL), FEATURE(Mood, Imp, IMP),       FEATURE(PronType, Int, INT),
};

static uint32_t feature_bit(const char *key, size_t key_len, const char *value, size_t value_len)
{
    for (size_t i = 0; i < sizeof FEATURES / sizeof FEATURES[0]; i++)
        if (same(value, value_len, FEATURES[i].value) && same(key, key_len, FEATURES[i].key))
            return FEATURES[i].bit;
    return 0;
}

uint32_t dl__feats_parse(const char *feats)
{
    uint32_t bits = 0;
    const char *key = feats;
    while (*key) {
        size_t key_len = strcspn(key, "=|");
        const char *value = key + key_len;
        while (*value == '=' || *value == ',') { /* "PronType=Int,Rel" has two values */
            value++;
            size_t len = strcspn(value, ",|");
            bits |= feature_bit(key, key_len, value, len);
            value += len;
        }
        key = *value == '|' ? value + 1 : value;
    }
    return bits;
}

bool dl__tree_index(dl_document *d)
{
    d->syn = dl__arena_alloc(d->arena, d->n_tokens, sizeof *d->syn);
    if (!d->syn)
        return false;
    for (size_t i = 0; i < d->n_tokens; i++)
        d->syn[i].child = d->syn[i].sibling = d->syn[i].head = -1;
    for (size_t s = 0; s < d->n_sentences; s++) {
        const dl_sentence *sentence = &d->sentences[s];
        int32_t first = (int32_t)sentence->first_token;
        for (int32_t i = (int32_t)sentence->n_tokens - 1; i >= 0;
             i--) { /* backwards: children come out in text order */
            dl_token *token = &d->tokens[first + i];
            dl__syn *syn = &d->syn[first + i];
            dl__dep_parse(token->deprel ? token->deprel : "", &syn->dep, &syn->sub);
            syn->feats = dl__feats_parse(token->feats ? token->feats : "");
            syn->sentence = (int32_t)s;
            if (token->head < 0 || token->head >= (int32_t)sentence->n_tokens || token->head == i)
                continue;
            dl__syn *head = &d->syn[first + token->head];
            syn->head = first + token->head;
            syn->sibling = head->child;
            head->child = first + i;
        }
    }
    return true;
}

void dl__tree_span(const dl_document *d, uint32_t token, uint32_t *first, uint32_t *end)
{
    int32_t top = (int32_t)token, at = top, low = top, high = top;
    /* Down to the first child, else on to the sibling, else up: no stack.  Each token is entered once, so more steps than
     * tokens mean that the heads form a circle. */
    for (uint32_t left = d->sentences[d->syn[top].sentence].n_tokens; left; left--) {
        low = at < low ? at : low;
        high = at > high ? at : high;
        if (d->syn[at].child >= 0) {
            at = d->syn[at].child;
            continue;
        }
        while (at != top && d->syn[at].sibling < 0)
            at = d->syn[at].head;
        if (at == top)
            break;
        at = d->syn[at].sibling;
    }
    *first = (uint32_t)low;
    *end = (uint32_t)high + 1;
}

int32_t dl__tree_child(const dl_document *d, uint32_t token, dl__dep dep, dl__sub sub)
{
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == dep && (sub == DL__SUB_other || d->syn[c].sub == sub))
            return c;
    return -1;
}

bool dl__token_is(const dl_document *d, int32_t token, const char *lemma)
{
    return token >= 0 && d->tokens[token].lemma && strcmp(d->tokens[token].lemma, lemma) == 0;
}

bool dl__word_in(const char *word, const char *const *list)
{
    for (; *list; list++) {
        if (strcmp(word, *list) == 0)
            return true;
    }
    return false;
}

bool dl__token_in(const dl_document *d, int32_t token, const char *const *lemmas)
{
    return token >= 0 && d->tokens[token].lemma && dl__word_in(d->tokens[token].lemma, lemmas);
}
