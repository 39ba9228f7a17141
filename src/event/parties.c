/* parties.c - who is named in a phrase, or stands behind what it names. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "event/match.h"

void dl__match_add(dl__parties *out, uint32_t mention)
{
    for (unsigned i = 0; i < out->n; i++) {
        if (out->item[i] == mention)
            return;
    }
    if (out->n < DL__MAX_PARTIES)
        out->item[out->n++] = mention;
}

static bool add_mentions(const dl_document *d, uint32_t token, dl__parties *out)
{
    int32_t m = dl__args_mention(d, token);
    bool found = m >= 0;
    for (int guard = 0; m >= 0 && guard < DL__MAX_PARTIES; m = d->mentions[m].next, guard++)
        dl__match_add(out, (uint32_t)m);
    return found;
}

/* Who stands behind a thing, nearest tie first: "Armenia's villages", "Armenian villages", "villages of Armenia", "an oil
 * field in Armenia", "a report by Armenia"; of things that are no target also "talks with Armenia", "flights to Armenia". */
enum { POSSESSOR, MODIFIER, BY, OF, IN, N_OWNERS, WITH = N_OWNERS, TO, N_TIES };

static bool inner_mention(const dl_document *d, uint32_t token, int n_ties, bool doer, dl__parties *out)
{
    static const char *const preps[N_TIES] = { "", "", "by", "of", "in", "with", "to" };
    for (int tie = POSSESSOR; tie < n_ties; tie++) {
        bool found = false;
        for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling) {
            char prep[20] = "";
            const dl__syn *s = &d->syn[c];
            bool nmod = s->dep == DL__DEP_nmod;
            if (nmod && s->sub != DL__SUB_poss)
                (void)dl__args_preposition(d, (uint32_t)c, prep);
            bool is = tie == POSSESSOR  ? nmod && s->sub == DL__SUB_poss
                      : tie == MODIFIER ? s->dep == DL__DEP_compound || s->dep == DL__DEP_amod
                                        : strcmp(prep, preps[tie]) == 0;
            if (!is || (doer && (tie == IN || dl__args_says_where(d, token, (uint32_t)c))))
                continue;
            uint32_t parts[DL__MAX_PARTIES];
            unsigned n = dl__args_conjuncts(d, (uint32_t)c, parts, DL__MAX_PARTIES);
            for (unsigned i = 0; i < n; i++)
                found |= add_mentions(d, parts[i], out);
        }
        if (found)
            return true;
    }
    return false;
}

/* "Peru, Chile and other states": those whom nobody names stand beside those who are named. */
static bool is_rest(const dl_document *d, uint32_t token)
{
    int32_t m = d->mention_of ? d->mention_of[token] : -1;
    if (m < 0 || *d->entities[d->mentions[m].entity].country)
        return false;
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_amod && dl__token_is(d, c, "other"))
            return true;
    }
    return false;
}

bool dl__match_parties(const dl_document *d, uint32_t token, dl__within within, dl__parties *out)
{
    uint32_t parts[DL__MAX_PARTIES];
    unsigned n = dl__args_conjuncts(d, token, parts, DL__MAX_PARTIES);
    bool found = false;
    for (unsigned i = 0; i < n; i++) {
        if (i > 0 && is_rest(d, parts[i]))
            continue;
        bool here = add_mentions(d, parts[i], out);
        if (!here && within != DL__WITHIN_HEAD)
            here = inner_mention(d, parts[i], N_OWNERS, within == DL__WITHIN_DOER, out);
        found |= here;
    }
    return found;
}

bool dl__match_linked(const dl_document *d, uint32_t token, dl__parties *out)
{
    return inner_mention(d, token, N_TIES, false, out);
}

/* A place stands for its country where the story names that: "recalled its ambassador from La Paz". */
void dl__match_country(const dl_document *d, const dl_place *place, dl__parties *out)
{
    for (size_t i = 0; *place->country && i < d->n_mentions; i++) {
        const dl_entity *e = &d->entities[d->mentions[i].entity];
        if (strcmp(e->kind, "country") == 0 && strcmp(e->code, place->country) == 0) {
            dl__match_add(out, (uint32_t)i);
            return;
        }
    }
}

/* "a statement by X", "a report that X released": whose words they are. */
bool dl__match_author(const dl_document *d, uint32_t writing, dl__parties *out)
{
    static const char *const issued[] = { "release", "issue", "publish", "sign",  "write",  "send", "post",
                                          "make",    "give",  "adopt",   "draft", "submit", "pass", NULL };
    if (dl__match_parties(d, writing, DL__WITHIN_DOER, out))
        return true;
    bool found = false;
    for (int32_t v = d->syn[writing].child; v >= 0 && !found; v = d->syn[v].sibling) {
        if (d->syn[v].dep != DL__DEP_acl || !dl__token_in(d, v, issued))
            continue;
        dl__args args;
        dl__args_of(d, (uint32_t)v, &args);
        for (unsigned i = 0; i < args.n && !found; i++) {
            if (args.item[i].slot == DL__SLOT_S && args.item[i].token != writing)
                found = dl__match_parties(d, args.item[i].token, DL__WITHIN_DOER, out);
        }
    }
    return found;
}

bool dl__match_pronoun_owns(const dl_document *d, uint32_t mention)
{
    uint32_t head = d->mentions[mention].token;
    if (d->tokens[head].upos == DL_UPOS_PRON)
        return true;
    for (int i = 0; i < 2; i++) {
        int32_t owner = dl__tree_child(d, head, DL__DEP_nmod, DL__SUB_poss), of = -1;
        if (owner >= 0)
            return d->tokens[owner].upos == DL_UPOS_PRON;
        for (int32_t k = d->syn[head].child; k >= 0 && of < 0; k = d->syn[k].sibling) {
            char prep[20];
            if (d->syn[k].dep == DL__DEP_nmod && dl__args_preposition(d, (uint32_t)k, prep) &&
                strcmp(prep, "of") == 0)
                of = k;
        }
        if (of < 0)
            return false;
        head = (uint32_t)of;
    }
    return false;
}
