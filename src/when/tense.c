/* tense.c - does the clause around an expression speak of what was or of what will be?  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_priv.h"

enum { MAX_CLIMB = 12, MAX_CHILDREN = 64 }; /* a bound on odd trees; a verb has fewer */

static bool lemma_is(const dl_document *d, int32_t t, const char *const *list)
{
    for (; *list; list++)
        if (dl__token_is(d, t, *list))
            return true;
    return false;
}

static const char *const WILL[] = { "will", "shall", "'ll", "may", "might", "can", "must", NULL };
static const char *const WOULD[] = { "would", "should", "could", NULL };
static const char *const PLANNED[] = { "schedule", "plan", "expect", "set",     "slate",
                                       "due",      "hope", "intend", "prepare", NULL };

/* "Theresa May stepped down", where the parser took the name for an auxiliary. */
static bool is_surname(const dl_document *d, int32_t t)
{
    return dl__token_is(d, t, "may") && d->tokens[t].form[0] == 'M' &&
           (uint32_t)t != d->sentences[d->syn[t].sentence].first_token;
}

static dl__ttense of_verb(const dl_document *d, int32_t v)
{
    const dl__syn *s = d->syn;
    bool past = (s[v].feats & DL__F_PAST) && !(s[v].feats & DL__F_PART);
    bool to = false, aux = false, have = false;
    unsigned seen = 0;
    for (int32_t c = s[v].child; c >= 0 && seen < MAX_CHILDREN; c = s[c].sibling, seen++) {
        if (s[c].dep == DL__DEP_mark && dl__token_is(d, c, "to"))
            to = true;
        if (s[c].dep != DL__DEP_aux && s[c].dep != DL__DEP_cop)
            continue;
        if (is_surname(d, c))
            continue;
        aux = true;
        if (lemma_is(d, c, WILL) || lemma_is(d, c, WOULD))
            return DL__TENSE_FUTURE;
        if (s[c].feats & DL__F_PAST)
            past = true;
        have |= dl__token_is(d, c, "have");
    }
    if (lemma_is(d, v, PLANNED) &&
        ((s[v].feats & DL__F_PART) || s[v].dep == DL__DEP_amod || d->tokens[v].upos == DL_UPOS_ADJ))
        return DL__TENSE_FUTURE;
    if (to && (s[v].feats & DL__F_INF))
        return DL__TENSE_FUTURE;
    if (past || have)
        return DL__TENSE_PAST;
    if (aux || (s[v].feats & DL__F_FIN))
        return DL__TENSE_PRESENT;
    if ((s[v].feats & DL__F_PART) && (s[v].feats & DL__F_PAST))
        return DL__TENSE_PAST;
    return DL__TENSE_NONE;
}

static bool has_child(const dl_document *d, int32_t t, uint8_t dep)
{
    unsigned seen = 0;
    for (int32_t c = d->syn[t].child; c >= 0 && seen < MAX_CHILDREN; c = d->syn[c].sibling, seen++)
        if (d->syn[c].dep == dep)
            return true;
    return false;
}

bool dl__time_until(const dl_document *d, int32_t token)
{
    /* "to hold it closed until Friday": not the participle says when */
    for (int step = 0; step < MAX_CLIMB && d->syn[token].head >= 0; step++) {
        int32_t h = d->syn[token].head;
        bool bare = d->tokens[h].upos != DL_UPOS_VERB ||
                    ((d->syn[h].feats & DL__F_PART) && !has_child(d, h, DL__DEP_aux));
        if (!bare)
            break;
        token = h;
    }
    return dl__time_tense(d, d->syn[token].head >= 0 ? d->syn[token].head : token) != DL__TENSE_PAST;
}

dl__ttense dl__time_tense(const dl_document *d, int32_t token)
{
    if (token < 0 || !d->syn)
        return DL__TENSE_NONE;
    for (int step = 0; step < MAX_CLIMB && token >= 0; step++, token = d->syn[token].head) {
        bool verb = d->tokens[token].upos == DL_UPOS_VERB;
        bool predicate = !verb && has_child(d, token, DL__DEP_cop);
        if (!verb && !predicate && !(d->tokens[token].upos == DL_UPOS_ADJ && lemma_is(d, token, PLANNED)))
            continue;
        dl__ttense t = of_verb(d, token);
        if (t != DL__TENSE_NONE)
            return t;
    }
    return DL__TENSE_NONE;
}
