/* reach.c - whom a record is about where no slot says so: whoever is named in what is done, given or refused ("refused to lift
 * the curfew on Palestinians", "vetoed a Security Council resolution"). */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/reach.h"

#include <string.h>

enum { DEEPEST = 3 };

/* Prepositions behind which the other party stands; places, times and doers stand behind others. */
static const char *const LINKS[] = { "of",   "for",    "to",      "on",   "against", "from", "with",
                                     "over", "toward", "towards", "upon", "between", NULL };

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
        if (a == b || own_arm(a, b))
            return false;
    }
    return *d->entities[entity].code != '\0' && (anywhere || *d->entities[entity].country != '\0');
}

/* Who does what a clause on a noun tells of it: "the state of emergency [that] X declared". */
static bool maker(const dl_document *d, uint32_t noun, uint32_t c, const dl__parties *actors,
                  dl__parties *out)
{
    char prep[20];
    if (d->syn[c].dep == DL__DEP_nmod)
        return dl__args_preposition(d, c, prep) && strcmp(prep, "by") == 0 &&
               is_party(d, d->mention_of[c], true, actors) && dl__match_parties(d, c, DL__WITHIN_HEAD, out);
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

static bool search(const dl_document *d, uint32_t token, bool makers, const dl__parties *actors, int depth,
                   dl__parties *out)
{
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling) {
        if (makers && depth == 1 && maker(d, token, (uint32_t)c, actors, out))
            return true;
        if (!may_hold(d, (uint32_t)c))
            continue;
        if (depth > 1) {
            if (search(d, (uint32_t)c, makers, actors, depth - 1, out))
                return true;
        } else if (is_party(d, d->mention_of[c], false, actors)) {
            return dl__match_parties(d, (uint32_t)c, DL__WITHIN_HEAD, out);
        }
    }
    return false;
}

void dl__reach_recipient(const dl_document *d, uint32_t token, bool makers, const dl__parties *actors,
                         dl__parties *out)
{
    for (int depth = 1; depth <= DEEPEST && d->mention_of; depth++)
        if (search(d, token, makers, actors, depth, out))
            return;
}
