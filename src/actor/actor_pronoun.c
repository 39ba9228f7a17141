/* actor_pronoun.c - pronouns and descriptions to the phrases before them.
 *
 * Within the sentence: climb from the pronoun through the clauses around it; in each the subject (also one that is only
 * understood: the controller of an infinitive) comes before the other arguments, these before what is inside of them, and
 * what the pronoun is a co-argument of is left out unless it is reflexive.  Then the sentences before, the last first, by
 * rank: subjects of main clauses, other subjects, objects, the rest.
 * source  Hobbs 1978, "Resolving pronoun references", Lingua 44, adapted to dependency trees; rank after Lappin & Leass
 *         1994 (Computational Linguistics 20(4)), without their weights. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"
#include "parse/args.h"

#include <string.h>

enum { MAX_CLIMB = 24, MAX_BACK = 80 };

/* What a pronoun asks for. */
typedef struct want {
    char what; /* 'p' a person, 't' a state, organisation or group, 'm' many, 'r' relative */
    char gender;
    bool possessive, reflexive;
    int sentences; /* how far back */
    bool strict;   /* of many: no collectives ("they": the police rather than the party) */
} want;

static const struct {
    const char *form;
    want want;
} PRONOUNS[] = {
    { "he", { 'p', 'm', false, false, 5, false } },  { "him", { 'p', 'm', false, false, 5, false } },
    { "his", { 'p', 'm', true, false, 5, false } },  { "himself", { 'p', 'm', false, true, 0, false } },
    { "she", { 'p', 'f', false, false, 5, false } }, { "her", { 'p', 'f', false, false, 5, false } },
    { "hers", { 'p', 'f', true, false, 5, false } }, { "herself", { 'p', 'f', false, true, 0, false } },
    { "it", { 't', 0, false, false, 1, false } },    { "its", { 't', 0, true, false, 2, false } },
    { "itself", { 't', 0, false, true, 0, false } }, { "they", { 'm', 0, false, false, 2, false } },
    { "them", { 'm', 0, false, false, 2, false } },  { "their", { 'm', 0, true, false, 2, false } },
    { "theirs", { 'm', 0, true, false, 2, false } }, { "themselves", { 'm', 0, false, true, 0, false } },
    { "who", { 'r', 0, false, false, 0, false } },   { "whom", { 'r', 0, false, false, 0, false } },
    { "which", { 'r', 0, false, false, 0, false } }, { "that", { 'r', 0, false, false, 0, false } },
    { "whose", { 'r', 0, true, false, 0, false } },
};

static bool read_pronoun(const dl_document *d, uint32_t token, want *out)
{
    char low[12];
    const char *form = d->tokens[token].form;
    size_t n = 0;
    for (; form[n] && n < sizeof low - 1; n++)
        low[n] = (char)(form[n] >= 'A' && form[n] <= 'Z' ? form[n] + 32 : form[n]);
    low[n] = '\0';
    for (size_t i = 0; i < sizeof PRONOUNS / sizeof PRONOUNS[0]; i++) {
        if (!strcmp(low, PRONOUNS[i].form)) {
            *out = PRONOUNS[i].want;
            const dl__syn *s = &d->syn[token];
            out->possessive |= s->dep == DL__DEP_nmod && s->sub == DL__SUB_poss;
            return true;
        }
    }
    return false;
}

static bool fits(const dl__awork *w, const dl__anp *np, const want *q)
{
    if (!np->n_ents)
        return false;
    const dl__aent *e = &w->ents[np->ent[0]];
    if (q->what == 't' && e->vague)
        return false;
    bool collective = e->kind == DL__AK_COUNTRY || e->kind == DL__AK_ORG || e->kind == DL__AK_GROUP ||
                      (e->kind == DL__AK_ROLE && (e->role_kind == 'g' || e->role_kind == 'b'));
    switch (q->what) {
    case 'p': return np->person && !np->plural && np->n_ents == 1 && (!e->gender || e->gender == q->gender);
    case 't': return !np->person && !np->plural && np->n_ents == 1 && collective;
    case 'm': return np->plural || np->n_ents > 1 || (!q->strict && collective && e->kind != DL__AK_COUNTRY);
    default: return true;
    }
}

static bool under(const dl_document *d, uint32_t t, uint32_t top)
{
    for (int i = 0; i < MAX_CLIMB; i++) {
        if (t == top)
            return true;
        if (d->syn[t].head < 0)
            return false;
        t = (uint32_t)d->syn[t].head;
    }
    return false;
}

/* The phrase at c or, for one, a conjunct of it; for many, c with its conjuncts as one (a new phrase is not made: ends in
 * chain). */
static int32_t try_phrase(dl__awork *w, uint32_t c, uint32_t before, const want *q, unsigned depth)
{
    const dl_document *d = w->d;
    if (c >= before || !dl__aphrase_is_head(d, c))
        return -1;
    int32_t np = dl__aresolve(w, c, depth + 1);
    bool coordinated = false;
    for (int32_t y = d->syn[c].child; y >= 0; y = d->syn[y].sibling)
        coordinated |= d->syn[y].dep == DL__DEP_conj && y < (int32_t)before;
    if (np >= 0 && (fits(w, &w->nps[np], q) || (q->what == 'm' && coordinated)))
        return np;
    for (int32_t y = d->syn[c].child; coordinated && y >= 0; y = d->syn[y].sibling) {
        if (d->syn[y].dep != DL__DEP_conj || y >= (int32_t)before)
            continue;
        np = dl__aresolve(w, (uint32_t)y, depth + 1);
        if (np >= 0 && fits(w, &w->nps[np], q))
            return np;
    }
    return -1;
}

static bool argument(uint8_t dep)
{
    return dep == DL__DEP_nsubj || dep == DL__DEP_obj || dep == DL__DEP_iobj || dep == DL__DEP_obl ||
           dep == DL__DEP_nmod || dep == DL__DEP_appos || dep == DL__DEP_conj;
}

/* Arguments of h before the pronoun, then what stands inside of them; skip: the child on the way up. */
static int32_t try_children(dl__awork *w, uint32_t h, uint32_t skip, uint32_t token, const want *q,
                            bool inside, unsigned depth)
{
    const dl_document *d = w->d;
    for (int32_t c = d->syn[h].child; c >= 0; c = d->syn[c].sibling) {
        if ((uint32_t)c == skip || (uint32_t)c >= token || !argument(d->syn[c].dep))
            continue;
        if (!inside) {
            int32_t np = try_phrase(w, (uint32_t)c, token, q, depth);
            if (np >= 0)
                return np;
            continue;
        }
        for (int32_t y = d->syn[c].child; y >= 0; y = d->syn[y].sibling) {
            if (!argument(d->syn[y].dep) || y >= (int32_t)token)
                continue;
            int32_t np = try_phrase(w, (uint32_t)y, token, q, depth);
            if (np >= 0)
                return np;
        }
    }
    return -1;
}

static int32_t within_sentence(dl__awork *w, uint32_t token, const want *q, unsigned depth)
{
    const dl_document *d = w->d;
    uint32_t x = token;
    bool first_clause = true;
    for (int i = 0; i < MAX_CLIMB && d->syn[x].head >= 0; i++) {
        uint32_t h = (uint32_t)d->syn[x].head;
        uint8_t upos = d->tokens[h].upos;
        bool clause = upos == DL_UPOS_VERB || upos == DL_UPOS_AUX ||
                      dl__tree_child(d, h, DL__DEP_nsubj, DL__SUB_other) >= 0;
        bool co_arguments = first_clause && !q->possessive && !q->reflexive && x == token;
        int32_t np = -1;
        if (clause && !co_arguments) {
            int32_t s = dl__args_surface_subject(d, h, NULL);
            if (s >= 0 && s < (int32_t)token && !under(d, token, (uint32_t)s))
                np = try_phrase(w, (uint32_t)s, token, q, depth);
        }
        if (np < 0 && !co_arguments && !(x == token && !clause))
            np = try_children(w, h, x, token, q, false, depth);
        if (np < 0 && !clause && x != token && h < token && d->syn[x].sub != DL__SUB_relcl)
            np = try_phrase(w, h, token, q, depth);
        if (np < 0 && !co_arguments)
            np = try_children(w, h, x, token, q, true, depth);
        if (np >= 0)
            return np;
        first_clause &= !clause;
        x = h;
    }
    return -1;
}

static int rank(const dl_document *d, const dl__anp *np)
{
    const dl__syn *s = &d->syn[np->token];
    if (np->nested)
        return 0;
    switch (s->dep) {
    case DL__DEP_nsubj: return s->head >= 0 && d->syn[s->head].head < 0 ? 5 : 4;
    case DL__DEP_obj:
    case DL__DEP_iobj: return 3;
    case DL__DEP_obl: return s->sub == DL__SUB_agent ? 3 : 2;
    case DL__DEP_conj: return 2;
    default: return 1;
    }
}

static int32_t sentences_before(const dl__awork *w, uint32_t token, const want *q)
{
    const dl_document *d = w->d;
    int32_t s = d->syn[token].sentence;
    for (int back = 1; back <= q->sentences && s - back >= 0; back++) {
        int32_t best = -1;
        int top = -1;
        for (uint32_t i = w->np_first[s - back]; i < w->np_first[s - back + 1]; i++) {
            const dl__anp *np = &w->nps[i];
            int r = rank(d, np);
            if (fits(w, np, q) && (r > top || (r == top && np->token < w->nps[best].token))) {
                best = (int32_t)i;
                top = r;
            }
        }
        bool subject_only = q->what == 't' && !q->possessive;
        if (best >= 0 && (!subject_only || top >= 4))
            return best;
    }
    return -1;
}

/* "In its statement, Russia said": the subject of the main clause after the pronoun. */
static int32_t subject_after(dl__awork *w, uint32_t token, const want *q, unsigned depth)
{
    const dl_document *d = w->d;
    uint32_t x = token;
    for (int i = 0; i < MAX_CLIMB && d->syn[x].head >= 0; i++) {
        uint32_t h = (uint32_t)d->syn[x].head;
        int32_t s = dl__tree_child(d, h, DL__DEP_nsubj, DL__SUB_other);
        if (s > (int32_t)token && x < (uint32_t)s &&
            (d->syn[x].dep == DL__DEP_obl || d->syn[x].dep == DL__DEP_advcl) &&
            dl__aphrase_is_head(d, (uint32_t)s)) {
            int32_t np = dl__aresolve(w, (uint32_t)s, depth + 1);
            if (np >= 0 && fits(w, &w->nps[np], q))
                return np;
        }
        x = h;
    }
    return -1;
}

static int32_t antecedent_of_relative(dl__awork *w, uint32_t token, unsigned depth)
{
    const dl_document *d = w->d;
    uint32_t x = token;
    for (int i = 0; i < MAX_CLIMB && d->syn[x].head >= 0; i++) {
        uint32_t h = (uint32_t)d->syn[x].head;
        bool relative = d->syn[x].sub == DL__SUB_relcl || (d->syn[x].dep == DL__DEP_acl && x != token);
        if (relative)
            return h < token && dl__aphrase_is_head(d, h) ? dl__aresolve(w, h, depth + 1) : -1;
        x = h;
    }
    return -1;
}

/* "it is clear that", "it happened", "did it": nothing that acts is meant. */
static bool empty_it(const dl_document *d, uint32_t token)
{
    static const char *const HAPPEN[] = { "happen", "occur",  "take", "mean", "seem",
                                          "appear", "become", "come", "last" };
    int32_t h = d->syn[token].head;
    uint8_t dep = d->syn[token].dep;
    if (dep == DL__DEP_obj || dep == DL__DEP_iobj || dep == DL__DEP_xcomp)
        return true;
    for (size_t i = 0; h >= 0 && i < sizeof HAPPEN / sizeof HAPPEN[0]; i++)
        if (dl__token_is(d, h, HAPPEN[i]))
            return true;
    if (d->syn[token].dep != DL__DEP_nsubj || h < 0 || d->tokens[h].upos == DL_UPOS_VERB)
        return false;
    return dl__tree_child(d, (uint32_t)h, DL__DEP_csubj, DL__SUB_other) >= 0 ||
           dl__tree_child(d, (uint32_t)h, DL__DEP_ccomp, DL__SUB_other) >= 0 ||
           dl__tree_child(d, (uint32_t)h, DL__DEP_xcomp, DL__SUB_other) >= 0;
}

static void add_entities(const dl__awork *w, dl__anp *to, int32_t from)
{
    for (unsigned i = 0; i < w->nps[from].n_ents; i++) {
        bool have = to->n_ents == DL__A_CHAIN;
        for (unsigned k = 0; k < to->n_ents; k++)
            have |= to->ent[k] == w->nps[from].ent[i];
        if (!have)
            to->ent[to->n_ents++] = w->nps[from].ent[i];
    }
}

static int32_t antecedent(dl__awork *w, uint32_t token, const want *q, unsigned depth)
{
    const dl_document *d = w->d;
    if (q->what == 'r')
        return d->syn[token].feats & DL__F_INT ? -1 : antecedent_of_relative(w, token, depth);
    if (q->what == 't' && !q->possessive && !q->reflexive && empty_it(d, token))
        return -1;
    want first = *q;
    first.strict = q->what == 'm';
    int32_t np = within_sentence(w, token, &first, depth);
    if (np < 0 && first.strict)
        np = within_sentence(w, token, q, depth);
    if (np < 0 && !q->reflexive)
        np = sentences_before(w, token, &first);
    if (np < 0 && first.strict && !q->reflexive)
        np = sentences_before(w, token, q);
    return np < 0 && !q->reflexive ? subject_after(w, token, q, depth) : np;
}

int32_t dl__apronoun(dl__awork *w, uint32_t token, unsigned depth)
{
    const dl_document *d = w->d;
    want q;
    if (!read_pronoun(d, token, &q))
        return -1;
    int32_t np = antecedent(w, token, &q, depth);
    if (np < 0)
        return -1;
    dl__anp copy = w->nps[np]; /* the array may move */
    dl__anp *mine = dl__anp_new(w, token, token, token + 1, DL_VIA_pronoun);
    if (!mine)
        return -1;
    mine->person = copy.person;
    mine->plural = copy.plural;
    add_entities(w, mine, np);
    if (q.what == 'm' && !copy.plural) { /* "Russia and Iran ... they" */
        for (int32_t y = d->syn[copy.token].child; y >= 0; y = d->syn[y].sibling)
            if (d->syn[y].dep == DL__DEP_conj && y < (int32_t)token && w->np_of[y] >= 0)
                add_entities(w, mine, w->np_of[y]);
        mine->plural = true;
    }
    dl__aent *e = &w->ents[mine->ent[0]];
    if (q.what == 'p' && d->syn[token].dep == DL__DEP_nsubj && !e->gender && e->kind == DL__AK_PERSON)
        e->gender = q.gender;
    return w->np_of[token];
}

static bool suits(const dl__awork *w, uint32_t e, char what)
{
    const dl__aent *a = &w->ents[e];
    switch (what) {
    case 'c': return a->kind == DL__AK_COUNTRY && w->d->entities[e].country[0];
    case 'p': return a->kind == DL__AK_PERSON;
    case 's': /* sides: states, armed groups, organisations */
        return a->kind == DL__AK_COUNTRY || a->kind == DL__AK_GROUP || a->kind == DL__AK_ORG;
    default:
        return a->kind == DL__AK_ORG || a->kind == DL__AK_GROUP ||
               (a->kind == DL__AK_ROLE && (a->role_kind == 'g' || a->role_kind == 'b'));
    }
}

int32_t dl__alast(dl__awork *w, uint32_t token, char what)
{
    for (size_t i = w->n_nps, seen = 0; i-- > 0 && seen < MAX_BACK; seen++) {
        const dl__anp *np = &w->nps[i];
        if (np->token >= token || np->via == DL_VIA_pronoun)
            continue;
        for (unsigned k = 0; k < np->n_ents; k++) {
            uint32_t e = np->ent[k];
            bool story = what != 'c' || !w->focus[0] || !strcmp(w->d->entities[e].country, w->focus);
            if (suits(w, e, what) && story)
                return (int32_t)e;
        }
        for (unsigned k = 0; k < np->n_owners && what == 'c'; k++)
            if (suits(w, np->owner[k], what) &&
                (!w->focus[0] || !strcmp(w->d->entities[np->owner[k]].country, w->focus)))
                return (int32_t)np->owner[k];
    }
    return -1;
}

unsigned dl__apair(dl__awork *w, uint32_t token, const char *lemma, uint32_t *out)
{
    static const struct {
        const char *lemma;
        char what;
    } NOUNS[] = { { "country", 'c' },   { "nation", 'c' },   { "state", 'c' }, { "neighbor", 'c' },
                  { "neighbour", 'c' }, { "side", 's' },     { "party", 's' }, { "leader", 'p' },
                  { "president", 'p' }, { "minister", 'p' }, { "man", 'p' },   { "official", 'p' },
                  { "diplomat", 'p' } };
    char what = 0;
    for (size_t i = 0; i < sizeof NOUNS / sizeof NOUNS[0]; i++)
        if (!strcmp(NOUNS[i].lemma, lemma))
            what = NOUNS[i].what;
    if (!what)
        return 0;
    unsigned n = 0;
    for (size_t i = w->n_nps, seen = 0; i-- > 0 && seen < MAX_BACK && n < 2; seen++) {
        const dl__anp *np = &w->nps[i];
        if (np->token >= token)
            continue;
        for (unsigned k = 0; k < np->n_ents && n < 2; k++) {
            uint32_t e = np->ent[k];
            bool same = !suits(w, e, what);
            for (unsigned j = 0; j < n; j++)
                same |= out[j] == e ||
                        (what == 'c' && !strcmp(w->d->entities[out[j]].country, w->d->entities[e].country));
            if (!same)
                out[n++] = e;
        }
    }
    return n == 2 ? 2 : 0;
}
