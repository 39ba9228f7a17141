/* sense.c - the checks, cheap ones first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/sense.h"

#include <string.h>

#include "base/error.h"
#include "event/context.h"

/* A story this heavy with the words of a match report or a weather bulletin holds no political records (weight per hundred
 * words). Chosen on the stories of the development set that hold no event, and on sports pages of the raw corpus. */
static const double DOMAIN_LIMIT = 6.0;
/* From here on a story is of trade, so that who is not known to be public is taken for a firm. */
static const double TRADE_LIMIT = 1.2;
/* The sum of weights around a record, from which on it stands, by how many of its sides hold anybody public. */
static const int32_t REGISTER_LIMIT[] = { -15, -120, -500 };
enum {
    DEEDS = 100,       /* harm and arrests are that much lower */
    AROUND = 150,      /* words before and behind that tell what the text is about */
    PUBLIC_ENOUGH = 3, /* mentions of anybody public that make a text political */
    MISHAPS_TO_ONE = 4 /* words of accidents for one of violence in a text that is of an accident */
};

static const dl_entity *entity(const dl_document *d, uint32_t mention)
{
    return &d->entities[d->mentions[mention].entity];
}

/* ---- who takes part ---- */

static bool sectors_within(const char *sectors, const char *list)
{
    for (const char *s = sectors; s[0] && s[1] && s[2]; s += 3) {
        const char key[] = { s[0], s[1], s[2], '\0' };
        if (!strstr(list, key))
            return false;
    }
    return true;
}

/* Someone whose calling is no politics: "the customer", "my teacher"; with a country ("Irish teachers") only in texts that are
 * not political either. */
static bool is_private(const dl_entity *e, bool with_country)
{
    if (strcmp(e->kind, "country") == 0 || (*e->country && !(with_country && *e->sectors)))
        return false;
    return sectors_within(e->sectors,
                          with_country ? "CVL EDU BUS HLH MED LAB JUD REL " : "CVL EDU BUS HLH MED ");
}

static bool all_private(const dl_document *d, const dl__parties *p, bool with_country)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (!is_private(entity(d, p->item[i]), with_country))
            return false;
    }
    return true;
}

/* Nobody who can act stands in it at all: "the agreement", "the bill is called". Only force and what is conceded may be told by a
 * verb that names nobody ("shots were fired", "the curfew was lifted", "the truce holds"). */
static bool empty(const dl__cand *x, int quad, const dl__parties *actors, const dl__parties *recipients)
{
    if (actors->n || recipients->n)
        return false;
    bool may_stand =
        quad == 4 || strcmp(x->worth->type, "CONCEDE") == 0 || strcmp(x->worth->mode, "ceasefire") == 0;
    return !may_stand || x->match.n_filled == 0 || x->act || x->match.entry->pos == 'n';
}

/* Words among private people are no politics; nor are those of nobody, where the text hardly names anyone public. */
static bool private_talk(const dl_document *d, int quad, const dl__parties *actors,
                         const dl__parties *recipients)
{
    if ((quad != 1 && quad != 3) || !all_private(d, actors, false) || !all_private(d, recipients, false))
        return false;
    if (actors->n || recipients->n)
        return quad == 1; /* civilians do ask and accuse: "human rights groups called for ..." */
    unsigned named = 0;
    for (size_t i = 0; i < d->n_mentions && named < PUBLIC_ENOUGH; i++)
        named += !is_private(entity(d, (uint32_t)i), false);
    return named < PUBLIC_ENOUGH;
}

static bool is_business(const dl_entity *e)
{
    return *e->sectors && sectors_within(e->sectors, "BUS MNC ");
}

/* Whether the sentence of a token names anybody who governs, judges, fights or demonstrates, or a country. */
static bool names_public(const dl_document *d, uint32_t token)
{
    uint32_t sentence = (uint32_t)d->syn[token].sentence;
    for (size_t i = 0; i < d->n_mentions; i++) {
        const dl_mention *m = &d->mentions[i];
        const dl_entity *e = entity(d, (uint32_t)i);
        if (m->sentence == sentence && m->via != DL_VIA_demonym && !is_business(e) && !is_private(e, true) &&
            (*e->sectors || strcmp(e->kind, "country") == 0))
            return true;
    }
    return false;
}

static bool firm_like(const dl_entity *e, bool market)
{
    return is_business(e) || (market && strcmp(e->kind, "country") != 0 && (*e->sectors || !*e->country) &&
                              sectors_within(e->sectors, "BUS MNC CVL EDU MED "));
}

/* "The airline attacked its rival's prices", "two banks agreed to merge": firms among themselves, in a sentence that names nobody
 * who governs, judges, fights or demonstrates. */
static bool trade(const dl_document *d, bool market, const dl__cand *x, int quad, const dl__parties *actors,
                  const dl__parties *recipients)
{
    bool firm = actors->n > 0 && strcmp(x->worth->type, "PROTEST") != 0;
    for (unsigned i = 0; i < actors->n; i++)
        firm &= firm_like(entity(d, actors->item[i]), market);
    for (unsigned i = 0; i < recipients->n; i++) {
        const dl_entity *e = entity(d, recipients->item[i]);
        bool nobody = !*e->country && !*e->sectors; /* "its rival" */
        firm &= is_business(e) || nobody || (quad != 4 && is_private(e, true));
    }
    if (!firm)
        return false;
    return !names_public(d, x->token);
}

/* "Visit our page", "first beat the eggs, then attack the onions". */
static bool told_to_reader(const dl_document *d, uint32_t token)
{
    int32_t t = (int32_t)token;
    for (int up = 0; up < 4 && t >= 0; up++, t = d->syn[t].head) {
        if (d->syn[t].feats & DL__F_IMP)
            return true;
        if ((d->syn[t].dep != DL__DEP_conj && d->syn[t].dep != DL__DEP_parataxis) ||
            !(d->syn[t].feats & DL__F_INF))
            return false;
    }
    return false;
}

/* "No one was injured" of nobody's attack: where the text tells of no other, it was none. */
static bool no_harm(const dl__compose *c, const dl__cand *x, const dl__parties *actors,
                    const dl__parties *recipients)
{
    if (x->status.polarity != DL_NEGATED || strcmp(x->worth->type, "ASSAULT") != 0 || actors->n ||
        recipients->n)
        return false;
    for (size_t i = 0; i < c->n_cands; i++) {
        const dl__cand *y = &c->cands[i];
        if (y->worth && !y->swallowed && y->status.polarity == DL_AFFIRMED &&
            strcmp(y->worth->type, "ASSAULT") == 0)
            return false;
    }
    return true;
}

/* Talks with the press are how news is made; and nobody's meeting of citizens is politics where no others are named. */
static bool small_talk(const dl_document *d, const dl__cand *x, int quad, const dl__parties *actors,
                       const dl__parties *recipients)
{
    static const char citizens[] = "CVL EDU BUS HLH MED ";
    const dl__parties *sides[] = { actors, recipients };
    bool consult = strcmp(x->worth->type, "CONSULT") == 0;
    unsigned press = 0, citizen = 0, all = 0;
    for (int k = 0; k < 2; k++) {
        for (unsigned i = 0; i < sides[k]->n; i++) {
            const dl_mention *m = &d->mentions[sides[k]->item[i]];
            const dl_entity *e = &d->entities[m->entity];
            bool named = strcmp(e->kind, "person") == 0; /* whose calling the text may not have told */
            press += strstr(e->sectors, "MED") != NULL;
            citizen += *e->sectors && strcmp(e->kind, "country") != 0 &&
                       sectors_within(e->sectors, citizens) && m->via != DL_VIA_demonym &&
                       (consult || !named);
            all++;
        }
    }
    if (consult && press && all < press + 2)
        return true;
    if (x->kind && strcmp(x->kind->group, "yield-dissent") == 0)
        return false; /* strikes are public, and so is their end */
    return quad == 1 && all && citizen == all && (consult || !names_public(d, x->token));
}

/* ---- what the text around it is about ---- */

/* Sum of the weights of the different words around a token: below 0 the text is of hotels, horses and grammar. */
static int32_t register_at(dl__sense *s, uint32_t token)
{
    uint32_t n = (uint32_t)s->c->d->n_tokens, from = token > AROUND ? token - AROUND : 0;
    uint32_t to = n - token > AROUND ? token + AROUND : n;
    int32_t sum = 0;
    s->stamp++;
    for (uint32_t t = from; t < to; t++) {
        uint32_t r = s->row[t];
        if (!r || s->last[r - 1] == s->stamp)
            continue;
        s->last[r - 1] = s->stamp;
        sum += s->weight[t];
    }
    return sum;
}

/* ---- accidents ---- */

static dl_status mark_mishaps(dl__sense *s)
{
    const dl_document *d = s->c->d;
    const dl__events *e = s->c->e;
    int mishap = dl__sets_find(&e->sets, "mishap", 6), violence = dl__sets_find(&e->sets, "violence", 8);
    s->mishap = dl__arena_alloc(s->c->scratch, d->n_tokens, sizeof *s->mishap);
    if (!s->mishap)
        return DL_ENOMEM;
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        char pos = dl__match_pos(d, t);
        if (pos != 'n' && pos != 'v')
            continue;
        const dl_str none = { NULL, 0 };
        s->mishap[t] = dl__match_word(e, d, t, mishap, none)     ? 1
                       : dl__match_word(e, d, t, violence, none) ? 2
                                                                 : 0;
    }
    return DL_OK;
}

static void tally(const dl__sense *s, uint32_t from, uint32_t to, unsigned n[3])
{
    n[1] = n[2] = 0;
    for (uint32_t t = from; t < to; t++)
        n[s->mishap[t]]++;
}

/* "Nine were killed when the bus fell into a river": harm that nobody did, told beside a crash and no violence. */
static bool accident(dl__sense *s, const dl__cand *x, const dl__parties *actors, dl_status *failed)
{
    const dl_document *d = s->c->d;
    int harm = dl__sets_find(&s->c->e->sets, "harm", 4);
    const dl_str none = { NULL, 0 };
    if (actors->n || strcmp(x->worth->type, "ASSAULT") != 0 ||
        !dl__match_word(s->c->e, d, x->token, harm, none))
        return false;
    if (!s->mishap && (*failed = mark_mishaps(s)) != DL_OK)
        return false;
    const dl_sentence *in = &d->sentences[d->syn[x->token].sentence];
    unsigned n[3] = { 0 };
    tally(s, in->first_token, in->first_token + in->n_tokens, n);
    if (n[2])
        return false;
    if (n[1])
        return true;
    uint32_t all = (uint32_t)d->n_tokens, from = x->token > AROUND ? x->token - AROUND : 0;
    tally(s, from, all - x->token > AROUND ? x->token + AROUND : all, n);
    return n[1] && n[1] >= MISHAPS_TO_ONE * n[2];
}

const char *dl__sense_against(dl__sense *s, const dl__cand *x, int quad, const dl__parties *actors,
                              const dl__parties *recipients, bool said, dl_status *failed)
{
    const dl_document *d = s->c->d;
    if (empty(x, quad, actors, recipients))
        return "left out: nobody who can act takes part";
    if (s->domain)
        return s->domain;
    if (!said && !actors->n && told_to_reader(d, x->token))
        return "left out: the reader is told to do it";
    bool supposed = x->status.modality == DL_POSSIBLE || x->status.modality == DL_HYPOTHETICAL;
    if (supposed && quad != 4 && !actors->n && !recipients->n)
        return "left out: supposed, of nobody";
    if (private_talk(d, quad, actors, recipients))
        return "left out: words among private people";
    if (small_talk(d, x, quad, actors, recipients))
        return "left out: talk with the press or among citizens";
    if (trade(d, s->trade, x, quad, actors, recipients))
        return "left out: firms among themselves, and the sentence names nobody public";
    if (no_harm(s->c, x, actors, recipients))
        return "left out: no harm was done, and the text tells of no attack";
    if (accident(s, x, actors, failed))
        return "left out: an accident; nobody is said to have done it, and no violence is told of";
    int32_t weight = register_at(s, x->token);
    unsigned public_sides =
        (unsigned)!all_private(d, actors, true) + (unsigned)!all_private(d, recipients, true);
    if (weight >= REGISTER_LIMIT[public_sides] - (quad == 4 && (actors->n || recipients->n) ? DEEDS : 0))
        return NULL;
    const char *why = dl__arena_printf(d->arena,
                                       "left out: the words around it weigh %d (lexicon/register.tsv), "
                                       "and %s of the two sides is public",
                                       (int)weight, public_sides ? "one" : "none");
    if (!why)
        *failed = DL_ENOMEM;
    return why;
}

dl_status dl__sense_new(const dl__compose *c, dl__sense *out, dl_error *err)
{
    const dl_document *d = c->d;
    const char *name;
    *out = (dl__sense){ .c = c };
    double heaviest = dl__domain_weight(c->e, d, &name);
    out->trade = heaviest >= TRADE_LIMIT && strcmp(name, "markets") == 0;
    if (heaviest >= DOMAIN_LIMIT && !out->trade) {
        out->domain =
            dl__arena_printf(d->arena, "left out: the whole text is of %s (lexicon/domains.tsv)", name);
        if (!out->domain)
            return dl__no_memory(err);
    }
    out->weight = dl__arena_alloc(c->scratch, d->n_tokens, sizeof *out->weight);
    out->row = dl__arena_alloc(c->scratch, d->n_tokens, sizeof *out->row);
    out->last = dl__arena_alloc(c->scratch, c->e->n_register, sizeof *out->last);
    if (!out->weight || !out->row || !out->last)
        return dl__no_memory(err);
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        out->row[t] = dl__register_row(c->e, &d->tokens[t]);
        if (out->row[t])
            out->weight[t] = c->e->register_weight[out->row[t] - 1];
    }
    return DL_OK;
}
