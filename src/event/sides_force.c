/* sides_force.c - sides of force: whose attack it was in which people died, whose land or house it hit. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "event/sides_priv.h"

/* Who did what a noun tells: its owner or its "by" phrase. */
static void doer_of_noun(const dl_document *d, uint32_t noun, dl__parties *out)
{
    dl__args args;
    dl__args_of(d, noun, &args);
    for (unsigned i = 0; i < args.n; i++) {
        if (args.item[i].slot == DL__SLOT_S)
            (void)dl__match_parties(d, args.item[i].token, DL__WITHIN_HEAD, out);
    }
}

/* Who sent a thing: "fired rockets which hit ...", "bombs dropped by X hit ...". */
static void sender(const dl_document *d, uint32_t thing, dl__parties *out)
{
    static const char *const sending[] = { "fire",   "launch", "drop",    "throw",   "send",    "hurl",
                                           "plant",  "set",    "shoot",   "carry",   "place",   "detonate",
                                           "deploy", "lob",    "lay",     "use",     "conduct", "stage",
                                           "fly",    "mount",  "rain",    "lead",    "order",   "begin",
                                           "start",  "direct", "unleash", "release", "explode", "make",
                                           "claim",  NULL };
    int32_t verbs[] = { dl__tree_child(d, thing, DL__DEP_acl, DL__SUB_other), d->syn[thing].head };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !out->n; i++) {
        int32_t v = verbs[i];
        if (!dl__token_in(d, v, sending) || dl__match_pos(d, (uint32_t)v) != 'v')
            continue;
        dl__args args;
        dl__args_of(d, (uint32_t)v, &args);
        bool sent = false;
        for (unsigned k = 0; k < args.n; k++)
            sent |= args.item[k].slot == DL__SLOT_O && args.item[k].token == thing;
        for (unsigned k = 0; k < args.n && sent; k++) {
            if (args.item[k].slot == DL__SLOT_S && args.item[k].token != thing)
                (void)dl__match_parties(d, args.item[k].token, DL__WITHIN_DOER, out);
        }
    }
}

/* "were killed in a raid by rebels", "died in an Israeli air strike": whose attack it was. */
static void lend_doer(const dl__compose *c, dl__cand *x)
{
    static const char *const means[] = { "in", "by", "during", "from", "with", "after", "as", NULL };
    const dl_document *d = c->d;
    dl__args args;
    int32_t lent;
    dl__match_args(c->e, d, x->token, &args, &lent);
    for (unsigned i = 0; i < x->match.n_filled && !x->match.actors.n; i++) {
        uint32_t noun = x->match.filled[i];
        const dl__arg *a = &args.item[x->match.filled_arg[i]];
        if (dl__match_pos(d, noun) != 'n' || d->mention_of[noun] >= 0)
            continue;
        if (a->slot == DL__SLOT_S)
            sender(d, noun, &x->match.actors);
        else if (a->slot == DL__SLOT_PREP && dl__word_in(a->prep, means))
            doer_of_noun(d, noun, &x->match.actors);
    }
}

/* The country of a place inside a phrase: "the ports of Beirut", "targets in Tripoli"; of an attack only "on" a place. */
static void country_within(const dl_document *d, uint32_t thing, bool attack, dl__parties *out)
{
    static const char *const there[] = { "in", "of", "at", "near", "on", NULL };
    static const char *const against[] = { "on", "against", "into", NULL };
    if (!attack && d->place_of[thing] >= 0)
        dl__match_country(d, &d->places[d->place_of[thing]], out);
    for (int32_t k = d->syn[thing].child; k >= 0 && !out->n; k = d->syn[k].sibling) {
        const dl__syn *s = &d->syn[k];
        char prep[20];
        bool modifier = s->dep == DL__DEP_compound || (s->dep == DL__DEP_nmod && s->sub == DL__SUB_poss);
        bool phrase = s->dep == DL__DEP_nmod && dl__args_preposition(d, (uint32_t)k, prep) &&
                      dl__word_in(prep, attack ? against : there);
        if (((modifier && !attack) || phrase) && d->place_of[k] >= 0)
            dl__match_country(d, &d->places[d->place_of[k]], out);
    }
}

/* Those found are recipients unless they are of the doers' own country. */
void dl__sides_add_foreign(const dl_document *d, const dl__parties *found, dl__cand *x)
{
    for (unsigned i = 0; i < found->n; i++) {
        bool own = false;
        for (unsigned k = 0; k < x->match.actors.n; k++)
            own |= strcmp(d->entities[d->mentions[x->match.actors.item[k]].entity].country,
                          d->entities[d->mentions[found->item[i]].entity].country) == 0;
        if (!own)
            dl__match_add(&x->match.recipients, found->item[i]);
    }
}

/* "bombed targets", "launched missiles at bases": things, that are nobody by themselves. */
static bool hits_a_thing(const dl_document *d, const dl__args *args)
{
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        bool target = a->slot == DL__SLOT_O || (a->slot == DL__SLOT_PREP && strcmp(a->prep, "at") == 0);
        if (target && d->tokens[a->token].upos == DL_UPOS_NOUN && d->mention_of[a->token] < 0)
            return true;
    }
    return false;
}

/* The country that the sentence says it was in. */
static void land_of(const dl_document *d, const dl__args *args, dl__parties *out)
{
    for (unsigned i = 0; i < args->n && !out->n; i++) {
        const dl__arg *a = &args->item[i];
        if (a->slot != DL__SLOT_PREP || strcmp(a->prep, "in") != 0)
            continue;
        int32_t m = d->mention_of[a->token];
        if (m >= 0 && strcmp(d->entities[d->mentions[m].entity].kind, "country") == 0)
            dl__match_add(out, (uint32_t)m);
        else if (d->place_of[a->token] >= 0)
            dl__match_country(d, &d->places[d->place_of[a->token]], out);
    }
}

/* "a bus carrying X", "a post manned by X": who is in what is hit. */
static void inmates(const dl_document *d, uint32_t thing, dl__parties *out)
{
    static const char *const holding[] = { "carry",  "transport", "ferry",   "house", "hold", "take",
                                           "escort", "shelter",   "protect", "guard", NULL };
    static const char *const held[] = { "man",   "guard", "use",     "occupy", "run",
                                        "staff", "hold",  "control", NULL };
    for (int32_t v = d->syn[thing].child; v >= 0 && !out->n; v = d->syn[v].sibling) {
        if (d->syn[v].dep != DL__DEP_acl)
            continue;
        bool passive = dl__args_passive(d, (uint32_t)v);
        dl__args args = { .n = 0 };
        if (dl__token_in(d, v, passive ? held : holding))
            dl__args_of(d, (uint32_t)v, &args);
        for (unsigned i = 0; i < args.n; i++) {
            if (args.item[i].slot == (passive ? DL__SLOT_S : DL__SLOT_O) && args.item[i].token != thing)
                (void)dl__match_parties(d, args.item[i].token, DL__WITHIN_OWNER, out);
        }
    }
}

static void lend_inmates(const dl_document *d, const dl__args *args, dl__cand *x)
{
    for (unsigned i = 0; i < args->n && !x->match.recipients.n; i++) {
        const dl__arg *a = &args->item[i];
        if ((a->slot == DL__SLOT_O || a->slot == DL__SLOT_PREP) && d->mention_of[a->token] < 0 &&
            dl__match_pos(d, a->token) == 'n')
            inmates(d, a->token, &x->match.recipients);
    }
}

/* What is hit in another country is that country's: "warplanes hit the ports of Beirut", "was hit in a raid on Beirut"; and what
 * stands where a bomb goes off is meant: "a bomb exploded at an army base". */
static void lend_target(const dl__compose *c, dl__cand *x)
{
    static const char *const beside[] = { "at", "into", "against", "near", "outside", "inside", NULL };
    const dl_document *d = c->d;
    dl__parties found = { .n = 0 };
    dl__args args;
    int32_t lent;
    if (!d->place_of || x->match.recipients.n)
        return;
    dl__match_args(c->e, d, x->token, &args, &lent);
    lend_inmates(d, &args, x);
    if (x->match.recipients.n)
        return;
    for (unsigned i = 0; i < x->match.n_filled && !found.n; i++) {
        uint32_t noun = x->match.filled[i];
        const dl__arg *a = &args.item[x->match.filled_arg[i]];
        bool attack = a->slot == DL__SLOT_PREP, target = a->slot == DL__SLOT_O || attack;
        if (target && dl__match_pos(d, noun) == 'n' && !dl__match_number(c->e, d, noun))
            country_within(d, noun, attack, &found);
    }
    for (unsigned i = 0; i < args.n && !found.n; i++) {
        const dl__arg *a = &args.item[i];
        if (a->slot == DL__SLOT_PREP && dl__word_in(a->prep, beside) && d->mention_of[a->token] >= 0 &&
            d->tokens[a->token].upos == DL_UPOS_NOUN)
            (void)dl__match_parties(d, a->token, DL__WITHIN_HEAD, &found);
    }
    if (!found.n && x->match.actors.n && hits_a_thing(d, &args))
        land_of(d, &args, &found);
    dl__sides_add_foreign(d, &found, x);
}

/* "five soldiers were killed and another two wounded": the two are of those before. */
static void same_as_before(const dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    const dl__syn *s = &d->syn[x->token];
    if (x->match.recipients.n || x->match.object < 0 || s->head < 0 ||
        (s->dep != DL__DEP_conj && s->dep != DL__DEP_advcl && s->dep != DL__DEP_parataxis) ||
        !dl__match_number(c->e, d, (uint32_t)x->match.object) || d->mention_of[x->match.object] >= 0)
        return;
    int32_t at = c->cand_of[s->head];
    const dl__cand *before = at >= 0 ? &c->cands[at] : NULL;
    if (before && before->worth && strcmp(before->worth->type, "ASSAULT") == 0)
        x->match.recipients = before->match.recipients;
}

/* "explosions rock Chad", "blasts hit a town in Chad": a country in which something goes off, nobody knows whose, is a place. */
static void blast_in_country(const dl__compose *c, dl__cand *x)
{
    static const char *const sets[] = { "n-bomb", "n-suicide", "n-car" };
    const dl_document *d = c->d;
    bool blast = false;
    for (size_t i = 0; i < sizeof sets / sizeof *sets && x->match.subject >= 0; i++) {
        int set = dl__sets_find(&c->e->sets, sets[i], strlen(sets[i]));
        blast |= set >= 0 && dl__match_word(c->e, d, (uint32_t)x->match.subject, set, (dl_str){ NULL, 0 });
    }
    if (!blast || x->match.actors.n)
        return;
    dl__parties rest = { .n = 0 };
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        uint32_t m = x->match.recipients.item[i];
        if (strcmp(d->entities[d->mentions[m].entity].kind, "country") != 0 &&
            d->mentions[m].via != DL_VIA_metonym)
            dl__match_add(&rest, m);
    }
    x->match.recipients = rest;
}

void dl__sides_force(const dl__compose *c, dl__cand *x)
{
    lend_doer(c, x);
    lend_target(c, x);
    same_as_before(c, x);
    blast_in_country(c, x);
}
