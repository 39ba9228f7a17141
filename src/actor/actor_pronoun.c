/* actor_pronoun.c - pronouns and descriptions to the phrases before them.
 *
 * Here: what each pronoun asks for, relatives (what their clause hangs on), "it" that means nothing, and "both countries", "the
 * group".  Which of several phrases a personal pronoun means is weighed in actor_rank.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"
#include "actor/actor_rank.h"

#include <string.h>

enum { MAX_CLIMB = 24, MAX_BACK = 80, MAX_SIDES = 16 };

static const struct {
    const char *form;
    dl__awant want;
} PRONOUNS[] = {
    { "he", { 'p', 'm', false, false, 5 } },  { "him", { 'p', 'm', false, false, 5 } },
    { "his", { 'p', 'm', true, false, 5 } },  { "himself", { 'p', 'm', false, true, 0 } },
    { "she", { 'p', 'f', false, false, 5 } }, { "her", { 'p', 'f', false, false, 5 } },
    { "hers", { 'p', 'f', true, false, 5 } }, { "herself", { 'p', 'f', false, true, 0 } },
    { "it", { 't', 0, false, false, 2 } },    { "its", { 't', 0, true, false, 2 } },
    { "itself", { 't', 0, false, true, 0 } }, { "they", { 'm', 0, false, false, 3 } },
    { "them", { 'm', 0, false, false, 3 } },  { "their", { 'm', 0, true, false, 3 } },
    { "theirs", { 'm', 0, true, false, 3 } }, { "themselves", { 'm', 0, false, true, 0 } },
    { "who", { 'r', 0, false, false, 0 } },   { "whom", { 'r', 0, false, false, 0 } },
    { "which", { 'r', 0, false, false, 0 } }, { "that", { 'r', 0, false, false, 0 } },
    { "whose", { 'r', 0, true, false, 0 } },
};

static bool read_pronoun(const dl_document *d, uint32_t token, dl__awant *out)
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

static int32_t antecedent(dl__awork *w, uint32_t token, const dl__awant *q, unsigned depth)
{
    const dl_document *d = w->d;
    if (q->what == 'r')
        return d->syn[token].feats & DL__F_INT ? -1 : antecedent_of_relative(w, token, depth);
    if (q->what == 't' && !q->possessive && !q->reflexive && empty_it(d, token))
        return -1;
    return dl__arank(w, token, q, depth);
}

int32_t dl__apronoun(dl__awork *w, uint32_t token, unsigned depth)
{
    const dl_document *d = w->d;
    dl__awant q;
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
    if (q.what == 'p' && d->syn[token].dep == DL__DEP_nsubj && !e->called && e->kind == DL__AK_PERSON)
        e->called = q.gender;
    return w->np_of[token];
}

static bool suits_body(const dl__aent *a)
{
    return a->kind == DL__AK_ORG || a->kind == DL__AK_GROUP ||
           (a->kind == DL__AK_ROLE && (a->role_kind == 'g' || a->role_kind == 'b'));
}

/* "The rebels ... the group": many armed men of whom no name is told. */
static bool band(const dl__awork *w, uint32_t e)
{
    static const char *const ARMED[] = { "REB", "INS", "SEP", "UAF" };
    const dl__aent *a = &w->ents[e];
    return a->kind == DL__AK_ROLE && a->role_kind == 'p' && a->plural &&
           DL__AWORD_IN(w->d->entities[e].sectors, ARMED);
}

/* Whether an organisation or group may be called "the group", "the firm", "the party". */
static bool called_so(const dl__awork *w, uint32_t e, char what)
{
    static const char *const STATE[] = { "GOV", "MIL", "COP", "LEG", "JUD", "SPY" };
    const dl_entity *x = &w->d->entities[e];
    const bool firm = !strncmp(x->code, "MNC", 3) || !strcmp(x->sectors, "BUS");
    const bool party =
        w->ents[e].kind == DL__AK_GROUP || !strcmp(x->sectors, "PTY") || !strcmp(x->sectors, "OPP");
    if (what == 'f')
        return firm || (w->ents[e].kind == DL__AK_ORG && !x->sectors[0]);
    if (what == 'y')
        return party && strcmp(x->sectors, "REL") != 0 && strcmp(x->sectors, "CVL") != 0;
    if (firm || (what == 'n' && !strncmp(x->code, "IGO", 3)))
        return false;
    return w->ents[e].kind == DL__AK_GROUP || !DL__AWORD_IN(x->sectors, STATE);
}

static bool suits(const dl__awork *w, uint32_t e, char what)
{
    const dl__aent *a = &w->ents[e];
    switch (what) {
    case 'n':
    case 'o':
    case 'f':
    case 'y': return (suits_body(a) && called_so(w, e, what)) || (what == 'n' && band(w, e));
    case 'c': return a->kind == DL__AK_COUNTRY && w->d->entities[e].country[0];
    case 'p': return a->kind == DL__AK_PERSON;
    case 's': /* sides: states, armed groups, organisations */
        return a->kind == DL__AK_COUNTRY || a->kind == DL__AK_GROUP || a->kind == DL__AK_ORG;
    default: return suits_body(a);
    }
}

/* "Russian forces entered Georgia and bombed targets in the country": where somebody is said to be or to go in the same sentence, -1. */
static int32_t country_gone_to(const dl__awork *w, uint32_t token)
{
    static const char *const GO[] = { "enter",  "invade", "leave",  "visit", "attack",
                                      "bomb",   "occupy", "flee",   "tour",  "reach",
                                      "govern", "rule",   "strike", "quit",  NULL };
    const dl_document *d = w->d;
    for (size_t i = w->n_nps; i-- > 0;) {
        const dl__anp *np = &w->nps[i];
        const dl__syn *s = &d->syn[np->token];
        if (s->sentence != d->syn[token].sentence)
            return -1;
        if (np->token >= token || np->n_ents != 1 || !suits(w, np->ent[0], 'c'))
            continue;
        if (dl__alocative(w, np->token) || (s->dep == DL__DEP_obj && dl__token_in(d, s->head, GO)))
            return (int32_t)np->ent[0];
    }
    return -1;
}

int32_t dl__alast(dl__awork *w, uint32_t token, char what)
{
    int32_t there = what == 'c' ? country_gone_to(w, token) : -1;
    if (there >= 0)
        return there;
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

/* An entity that may be one of two sides, and how often it was told of. */
typedef struct candidate {
    uint32_t entity;
    unsigned weight;
} candidate;

/* Those of the last phrases before a word that suit, each country once; at most MAX_SIDES.  A country is told of by its people
 * and bodies too. */
static unsigned tell_of(const dl__awork *w, uint32_t token, char what, candidate *out)
{
    const dl_document *d = w->d;
    unsigned n = 0;
    for (size_t i = w->n_nps, seen = 0; i-- > 0 && seen < MAX_BACK; seen++) {
        const dl__anp *np = &w->nps[i];
        for (unsigned k = 0; k < np->n_ents && np->token < token; k++) {
            uint32_t e = np->ent[k];
            const char *country = d->entities[e].country;
            bool known = false;
            for (unsigned j = 0; j < n; j++) {
                const char *other = d->entities[out[j].entity].country;
                bool same = out[j].entity == e;
                bool own =
                    *country && w->ents[out[j].entity].kind == DL__AK_COUNTRY && strcmp(other, country) == 0;
                out[j].weight += same || own;
                known |= same || (own && what == 'c');
            }
            if (!known && n < MAX_SIDES && suits(w, e, what))
                out[n++] = (candidate){ e, 1 };
        }
    }
    return n;
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
    candidate c[MAX_SIDES];
    unsigned n = tell_of(w, token, what, c);
    for (unsigned k = 0; k < 2 && k < n; k++) {
        unsigned best = k;
        for (unsigned i = k + 1; i < n; i++)
            if (c[i].weight > c[best].weight) /* of equals the one told of last */
                best = i;
        out[k] = c[best].entity;
        c[best] = c[k];
    }
    return n >= 2 ? 2 : 0;
}
