/* reach.c - whom a record is about where no slot says so: whoever is named in what is done, given or refused ("refused to lift
 * the curfew on Palestinians", "vetoed a Security Council resolution"). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/reach.h"

#include <string.h>

enum { DEEPEST = 3 };

/* Prepositions behind which the other party stands; places, times and doers stand behind others. */
static const char *const LINKS[] = { "of",   "for",  "to",     "on",      "against", "from",
                                     "with", "over", "toward", "towards", "upon",    NULL };

static bool links(const dl_document *d, uint32_t child)
{
    char prep[20];
    if (!dl__args_preposition(d, child, prep))
        return d->syn[child].dep != DL__DEP_obl; /* bare obliques are times */
    return dl__word_in(prep, LINKS);
}

static bool may_hold(const dl_document *d, uint32_t child)
{
    switch (d->syn[child].dep) {
    case DL__DEP_obj:
    case DL__DEP_iobj:
    case DL__DEP_compound:
    case DL__DEP_amod:
    case DL__DEP_nmod:
    case DL__DEP_obl:
    case DL__DEP_xcomp: return links(d, child);
    default: return false;
    }
}

/* Are b the soldiers, police or officials of the state that acts?  It sends them, it does not refuse them. */
static bool own_arm(const dl_entity *a, const dl_entity *b)
{
    bool state = !*a->sectors || strncmp(a->sectors, "GOV", 3) == 0;
    bool arm = !*b->sectors || strncmp(b->sectors, "MIL", 3) == 0 || strncmp(b->sectors, "COP", 3) == 0 ||
               strncmp(b->sectors, "GOV", 3) == 0;
    return state && arm && strcmp(a->country, b->country) == 0;
}

/* Somebody who is known and is not the actor; what is of no country only where it must be meant. */
static bool is_party(const dl_document *d, int32_t mention, bool anywhere, const dl__parties *actors)
{
    if (mention < 0)
        return false;
    uint32_t entity = d->mentions[mention].entity;
    for (unsigned i = 0; i < actors->n; i++) {
        const dl_entity *a = &d->entities[d->mentions[actors->item[i]].entity], *b = &d->entities[entity];
        if (a == b || own_arm(a, b) || (strncmp(a->code, "IGO", 3) == 0 && strcmp(a->code, b->code) == 0))
            return false;
    }
    const dl_entity *e = &d->entities[entity];
    return *e->code && (anywhere || *e->country || strncmp(e->code, "IGO", 3) == 0);
}

/* Who does what a clause on a noun tells of it: "the state of emergency [that] X declared". */
static bool maker(const dl_document *d, uint32_t noun, uint32_t c, const dl__parties *actors,
                  dl__parties *out)
{
    char prep[20];
    if (d->syn[c].dep == DL__DEP_nmod) { /* "an assessment by [EU] monitors" */
        dl__parties found = { .n = 0 };
        if (!dl__args_preposition(d, c, prep) || strcmp(prep, "by") != 0 ||
            !dl__match_parties(d, c, DL__WITHIN_DOER, &found) ||
            !is_party(d, (int32_t)found.item[0], true, actors))
            return false;
        for (unsigned i = 0; i < found.n; i++)
            dl__match_add(out, found.item[i]);
        return true;
    }
    if (d->syn[c].dep != DL__DEP_acl || d->mention_of[noun] >= 0)
        return false;
    dl__args args;
    dl__args_of(d, c, &args);
    for (unsigned i = 0; i < args.n; i++) {
        uint32_t t = args.item[i].token;
        if (args.item[i].slot == DL__SLOT_S && args.item[i].reach <= DL__REACH_PASSIVE && t != noun &&
            is_party(d, d->mention_of[t], true, actors))
            return dl__match_parties(d, t, DL__WITHIN_HEAD, out);
    }
    return false;
}

/* A noun that tells force or repression: those in its phrase are its victims. */
static bool is_harm(const dl__compose *c, uint32_t token)
{
    static const char *const harm[] = { "ASSAULT", "COERCE", "PROTEST", NULL };
    int32_t at = c->cand_of[token];
    const dl__cand *y = at >= 0 ? &c->cands[at] : NULL;
    return y && y->kind && dl__match_pos(c->d, token) == 'n' &&
           (dl__word_in(y->kind->worth.type, harm) || strncmp(y->kind->group, "force", 5) == 0);
}

/* "stricter rules for [child] abusers": people before another noun say of what kind it is; police and parties own what they stand
 * before ("rejected [opposition] demands"). */
static bool says_kind(const dl_document *d, uint32_t child)
{
    int32_t m = d->mention_of[child];
    return m >= 0 && d->syn[child].dep == DL__DEP_compound && d->tokens[child].upos == DL_UPOS_NOUN &&
           strcmp(d->entities[d->mentions[m].entity].sectors, "CVL") == 0;
}

/* Within the phrase of an actor stand his own. */
static bool is_actor(const dl_document *d, int32_t token, const dl__parties *actors)
{
    for (unsigned i = 0; i < actors->n; i++) {
        if (d->mention_of[token] == (int32_t)actors->item[i])
            return true;
    }
    return false;
}

static bool search(const dl__compose *c, uint32_t token, bool makers, const dl__parties *actors, int depth,
                   dl__parties *out)
{
    const dl_document *d = c->d;
    if (is_harm(c, token) && !makers)
        return false;
    for (int32_t k = d->syn[token].child; k >= 0; k = d->syn[k].sibling) {
        if (makers && depth == 1 && maker(d, token, (uint32_t)k, actors, out))
            return true;
        if (is_actor(d, k, actors) || !may_hold(d, (uint32_t)k) || says_kind(d, (uint32_t)k) ||
            is_harm(c, token))
            continue;
        if (depth > 1) {
            if (search(c, (uint32_t)k, makers, actors, depth - 1, out))
                return true;
        } else if (is_party(d, d->mention_of[k], false, actors)) {
            return dl__match_parties(d, (uint32_t)k, DL__WITHIN_HEAD, out);
        }
    }
    return false;
}

void dl__reach_recipient(const dl__compose *c, uint32_t token, bool makers, const dl__parties *actors,
                         dl__parties *out)
{
    for (int depth = 1; depth <= DEEPEST && c->d->mention_of; depth++)
        if (search(c, token, makers, actors, depth, out))
            return;
}
