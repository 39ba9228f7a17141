/* when_clause.c - the date that a word has from its own clause or shares with a neighbour in the tree.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/when_priv.h"

enum { MAX_STEPS = 8, MAX_BELOW = 2 };

/* Conjunctions whose clause is at the same time as what it hangs on. */
static const char *const SAME_TIME[] = { "when", "while", "as",    "to",  "by",   "with", "because",
                                         "in",   "so",    "where", "for", "that", NULL };

/* What one is charged with was done before. */
static const char *const FOR_DEED[] = { "with", "for", "of", "in", "over", NULL };
static const char *const HOLDS_GUILTY[] = {
    "charge",  "accuse", "convict",   "suspect",   "blame",  "condemn",   "criticise", "criticize", "arrest",
    "detain",  "jail",   "imprison",  "sentence",  "fine",   "prosecute", "indict",    "acquit",    "sue",
    "praise",  "thank",  "apologise", "apologize", "pardon", "punish",    "denounce",  "sack",      "dismiss",
    "suspend", "ban",    "expel",     "try",       "wanted", "honour",    "honor",     NULL
};

static const char *const NEAR_IN_TIME[] = {
    "after", "following", "amid", "over", "against", "despite", NULL
};

bool dl__when_same_time(const dl_document *d, int32_t mark)
{
    return dl__token_in(d, mark, SAME_TIME);
}

/* May the time of a clause below be that of the word it hangs on: a conjunct with no subject of its own, "when", "by doing"? */
static bool shares_below(const dl_document *d, uint32_t t, int32_t c)
{
    if (d->syn[c].dep == DL__DEP_conj)
        return d->tokens[c].upos == d->tokens[t].upos &&
               dl__tree_child(d, (uint32_t)c, DL__DEP_nsubj, DL__SUB_other) < 0;
    if (d->syn[c].dep != DL__DEP_advcl)
        return false;
    int32_t m = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other);
    if (m < 0)
        m = dl__tree_child(d, (uint32_t)c, DL__DEP_advmod, DL__SUB_other);
    return dl__token_is(d, m, "when") || dl__token_is(d, m, "while") ||
           (dl__token_is(d, m, "by") && !(d->syn[c].feats & DL__F_FIN));
}

/* Down: of such a clause, or of one below that. */
static const dl_time *from_below(const dl_document *d, uint32_t t, int depth)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        const dl_time *x = NULL;
        if (shares_below(d, t, c)) {
            x = dl__when_direct(d, (uint32_t)c);
            if (!x && depth > 0)
                x = from_below(d, (uint32_t)c, depth - 1);
        }
        if (x)
            return x;
    }
    return NULL;
}

/* "has done", "had done". */
bool dl__when_perfect(const dl_document *d, int32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_aux && dl__token_is(d, c, "have"))
            return true;
    return false;
}

bool dl__when_for_deed(const dl_document *d, int32_t clause)
{
    return dl__token_in(d, dl__tree_child(d, (uint32_t)clause, DL__DEP_mark, DL__SUB_other), FOR_DEED) &&
           dl__token_in(d, d->syn[clause].head, HOLDS_GUILTY);
}

/* Where to look next for the time of t: its governor where the two are at the same time; -1: nowhere. *coarse gets true
 * where they are only near each other ("after"): then a year or month is shared, a day is not. */
static int32_t step_up(const dl_document *d, int32_t t, bool *coarse)
{
    int32_t h = d->syn[t].head;
    if (h < 0)
        return -1;
    switch (d->syn[t].dep) {
    case DL__DEP_conj:
        /* "was indicted in 2006 and is now serving": each at its own time */
        return dl__time_tense(d, t) == DL__TENSE_PRESENT && dl__time_tense(d, h) == DL__TENSE_PAST ? -1 : h;
    case DL__DEP_xcomp:
    case DL__DEP_compound:
    case DL__DEP_appos: return h;
    case DL__DEP_advcl: {
        int32_t m = dl__tree_child(d, (uint32_t)t, DL__DEP_mark, DL__SUB_other);
        if (m < 0)
            m = dl__tree_child(d, (uint32_t)t, DL__DEP_advmod, DL__SUB_other);
        if (dl__when_perfect(d, t)) /* "as it had asked": before */
            return -1;
        bool finite = (d->syn[t].feats & DL__F_FIN) != 0;
        if (dl__when_for_deed(d, t)) {
            *coarse = true;
            return h;
        }
        if (dl__when_same_time(d, m) || (!finite && (m < 0 || d->syn[m].dep == DL__DEP_advmod)))
            return h;
        *coarse = true;
        return dl__token_is(d, m, "if") || dl__token_is(d, m, "unless") ? -1 : h;
    }
    case DL__DEP_ccomp: /* what someone says he does, will do, wants done is said then; what he says was done is not */
        return dl__time_tense(d, t) > DL__TENSE_PAST ? h : -1;
    case DL__DEP_nsubj:
        return d->tokens[h].upos == DL_UPOS_VERB && d->tokens[t].upos == DL_UPOS_NOUN ? h : -1;
    case DL__DEP_obj: return dl__when_lends(d, h) ? h : -1;
    case DL__DEP_obl:
    case DL__DEP_nmod:
        if (!dl__when_within(d, t) && dl__token_in(d, dl__when_case(d, t), NEAR_IN_TIME))
            *coarse = true;
        return dl__when_within(d, t) || *coarse ? h : -1;
    default: return -1;
    }
}

/* "the bombing that killed 40": a relative clause whose subject, "that" or "which", is the noun, in the past. */
static bool does_it(const dl_document *d, int32_t verb, int32_t noun)
{
    int32_t s = dl__tree_child(d, (uint32_t)verb, DL__DEP_nsubj, DL__SUB_other);
    return d->syn[verb].sub == DL__SUB_relcl && d->tokens[noun].upos == DL_UPOS_NOUN &&
           !dl__when_perfect(d, verb) && (dl__token_is(d, s, "that") || dl__token_is(d, s, "which")) &&
           dl__time_tense(d, verb) == DL__TENSE_PAST;
}

/* "issued a statement on Friday condemning", "joined calls by officials asking": a participle that says what its noun, an
 * object or what belongs to one, says. */
static bool says_so(const dl_document *d, int32_t verb)
{
    int32_t h = d->syn[verb].head;
    if (h < 0 || d->syn[verb].sub == DL__SUB_relcl || d->syn[verb].dep != DL__DEP_acl ||
        !(d->syn[verb].feats & (DL__F_GER | DL__F_PART)) || (d->syn[verb].feats & DL__F_PAST))
        return false;
    return d->syn[h].dep == DL__DEP_obj || d->syn[h].dep == DL__DEP_nsubj ||
           (d->syn[h].dep == DL__DEP_nmod && dl__token_is(d, dl__when_case(d, h), "by"));
}

/* A clause on a noun: its date, *done where there is none to look for; else the verb to go on with. */
static const dl_time *on_noun(const dl_document *d, int32_t *t, bool then, bool *coarse, bool *done)
{
    int32_t clause = *t, h = d->syn[clause].head;
    const dl_time *x =
        d->syn[clause].sub == DL__SUB_relcl ? dl__when_holding(d, h) : dl__when_direct(d, (uint32_t)h);
    if (!x && does_it(d, clause, h))
        x = dl__when_direct(d, (uint32_t)h);
    bool near = dl__token_in(d, dl__when_case(d, h), NEAR_IN_TIME); /* "after rebels ousted him" */
    *done = x || then || (!near && !says_so(d, clause));
    if (*done)
        return x;
    *coarse |= near;
    *t = d->syn[h].head;
    for (int up = 0; up < MAX_STEPS && *t >= 0 && d->tokens[*t].upos != DL_UPOS_VERB; up++)
        *t = d->syn[*t].head;
    return NULL;
}

const dl_time *dl__when_clause(const dl_document *d, uint32_t trigger)
{
    int32_t t = (int32_t)trigger;
    bool coarse = false, then = false, done = false; /* then: in a clause with "when" */
    for (int step = 0; step < MAX_STEPS && t >= 0 && !done; step++) {
        const dl_time *x = dl__when_direct(d, (uint32_t)t);
        if (!x && !coarse)
            x = from_below(d, (uint32_t)t, MAX_BELOW);
        if (x)
            return coarse && strlen(x->value) > 7 ? NULL : x;
        uint8_t dep = d->syn[t].dep;
        bool verb = d->tokens[t].upos == DL_UPOS_VERB;
        if (d->syn[t].head >= 0 && (dep == DL__DEP_acl || (dep == DL__DEP_amod && verb))) {
            x = on_noun(d, &t, then, &coarse, &done);
            if (x || (done && !then))
                return x;
            continue;
        }
        if (dep == DL__DEP_root && !coarse && verb)
            return dl__when_opening(d, (uint32_t)d->syn[t].sentence);
        then |= dep == DL__DEP_advcl &&
                dl__token_is(d, dl__tree_child(d, (uint32_t)t, DL__DEP_advmod, DL__SUB_other), "when");
        t = step_up(d, t, &coarse);
    }
    return then ? dl__when_opening(d, (uint32_t)d->syn[trigger].sentence) : NULL;
}
