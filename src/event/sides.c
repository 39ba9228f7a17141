/* sides.c - the partner told with "with", the doer told in the noun of the attack, the one asked told in the verb above: each rule
 * fills a side that is empty, none takes away what a frame found but where it says why. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/sides_priv.h"

#include <string.h>

#include "event/reach.h"

static bool is_type(const dl__cand *x, const char *type)
{
    return strcmp(x->worth->type, type) == 0;
}

static bool among(const dl__parties *p, uint32_t mention)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (p->item[i] == mention)
            return true;
    }
    return false;
}

static bool under(const dl_document *d, uint32_t token, const char *preposition)
{
    char prep[20];
    return dl__args_preposition(d, token, prep) && strcmp(prep, preposition) == 0;
}

/* Who meets meets both ways; who agrees or works with somebody does so to him: "Peru agreed on a border with Chile". */
static void part_partners(dl__cand *x)
{
    static const char *const one_way[] = { "AGREE", "SUPPORT", "COOPERATE", "REJECT", NULL };
    if (!x->match.partners.n || !dl__word_in(x->worth->type, one_way))
        return;
    dl__parties actors = { .n = 0 };
    for (unsigned i = 0; i < x->match.actors.n; i++) {
        if (!among(&x->match.partners, x->match.actors.item[i]))
            actors.item[actors.n++] = x->match.actors.item[i];
    }
    x->match.actors = actors;
    for (unsigned i = 0; i < x->match.partners.n; i++)
        dl__match_add(&x->match.recipients, x->match.partners.item[i]);
}

/* What is used or fired is nobody's target, whosever it is. */
static bool is_weapon(const dl__compose *c, uint32_t t)
{
    static const char *const sets[] = { "weapons", "missiles", "projectiles", "dropped-bombs",
                                        "n-gas",   "n-bomb",   "n-heavy",     "n-gun",
                                        "n-chem",  "shots",    "grenades",    "arms" };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        size_t n = 0;
        while (sets[i][n])
            n++;
        int set = dl__sets_find(&c->e->sets, sets[i], n);
        if (set >= 0 && dl__match_word(c->e, c->d, t, set, (dl_str){ NULL, 0 }))
            return true;
    }
    return false;
}

/* "held a rally in Ohio": what they hold is nobody's that is protested against. */
static bool is_gathering(const dl__compose *c, uint32_t t)
{
    int demo = dl__sets_find(&c->e->sets, "demo", 4), strike = dl__sets_find(&c->e->sets, "strike", 6);
    return (demo >= 0 && dl__match_word(c->e, c->d, t, demo, (dl_str){ NULL, 0 })) ||
           (strike >= 0 && dl__match_word(c->e, c->d, t, strike, (dl_str){ NULL, 0 }));
}

/* A noun, or what stands for one: "surrounded them", "arrested 14 of them". */
static bool is_nominal(const dl_document *d, uint32_t t)
{
    return dl__match_pos(d, t) == 'n' || d->tokens[t].upos == DL_UPOS_PRON ||
           d->tokens[t].upos == DL_UPOS_NUM;
}

/* What is done to a thing is done to whose it is, where the frame takes any thing: "police surrounded the Kenyan embassy". */
static void object_owner(const dl__compose *c, dl__cand *x)
{
    static const char *const fire[] = { "fire", "blaze", NULL };
    static const char *const forceful[] = { "PROTEST", "COERCE", "ASSAULT", "THREATEN", "SANCTION", NULL };
    if (x->match.recipients.n || x->match.object < 0 || !dl__word_in(x->worth->type, forceful) ||
        !is_nominal(c->d, (uint32_t)x->match.object) || is_weapon(c, (uint32_t)x->match.object) ||
        is_gathering(c, (uint32_t)x->match.object))
        return;
    dl__parties found = { .n = 0 };
    uint32_t thing = (uint32_t)x->match.object;
    for (unsigned i = 0; i < x->match.n_filled && dl__token_in(c->d, x->match.object, fire); i++) {
        if (under(c->d, x->match.filled[i], "to")) /* "set fire to the embassy" */
            thing = x->match.filled[i];
    }
    (void)dl__match_parties(c->d, thing, DL__WITHIN_OWNER, &found);
    for (unsigned i = 0; i < found.n; i++) {
        if (!among(&x->match.actors, found.item[i]))
            dl__match_add(&x->match.recipients, found.item[i]);
    }
}

/* Who is in a house before which people gather; a city stands for no government there. */
static void housed(const dl_document *d, uint32_t house, dl__parties *out)
{
    static const char *const houses[] = { "embassy",   "consulate", "ministry", "headquarters", "parliament",
                                          "residence", "palace",    "office",   "mission",      NULL };
    int32_t m = d->mention_of[house];
    if (m < 0 && dl__token_in(d, (int32_t)house, houses))
        (void)dl__match_parties(d, house, DL__WITHIN_DOER, out);
    else if (m >= 0 && *d->entities[d->mentions[m].entity].sectors && d->mentions[m].via != DL_VIA_metonym)
        (void)dl__match_parties(d, house, DL__WITHIN_HEAD, out);
}

/* Against whom people gather: told with "against", else by the house before which they stand, if somebody is in it. */
static void addressee(const dl__compose *c, dl__cand *x)
{
    static const char *const abroad[] = { "embassy", "consulate", NULL }; /* to others one may just walk */
    static const char *const before[] = { "outside", "at", "before", "around", "near", "in_front_of", NULL };
    const dl_document *d = c->d;
    dl__parties found = { .n = 0 };
    dl__args args;
    int32_t lent;
    dl__match_args(c->e, d, x->token, &args, &lent);
    for (unsigned i = 0; i < args.n && !found.n; i++) {
        if (args.item[i].slot == DL__SLOT_PREP && strcmp(args.item[i].prep, "against") == 0)
            (void)dl__match_parties(d, args.item[i].token, DL__WITHIN_OWNER, &found);
    }
    /* on those who gather or on the gathering: "a protest by students [against X]", "rallies [against X] went on" */
    for (unsigned i = 0; i < args.n && !found.n; i++) {
        uint32_t t = args.item[i].token;
        for (int32_t k = d->syn[t].child; k >= 0; k = d->syn[k].sibling) {
            bool behind =
                (uint32_t)k > x->token || (d->tokens[t].upos == DL_UPOS_NOUN && d->mention_of[t] < 0);
            if (d->syn[k].dep == DL__DEP_nmod && behind && under(d, (uint32_t)k, "against"))
                (void)dl__match_parties(d, (uint32_t)k, DL__WITHIN_OWNER, &found);
        }
    }
    for (unsigned i = 0; i < args.n && !found.n; i++) {
        bool to =
            strcmp(args.item[i].prep, "to") == 0 && dl__token_in(d, (int32_t)args.item[i].token, abroad);
        if (args.item[i].slot == DL__SLOT_PREP && (to || dl__word_in(args.item[i].prep, before)))
            housed(d, args.item[i].token, &found);
    }
    for (unsigned i = 0; i < found.n; i++) {
        if (!among(&x->match.actors, found.item[i]))
            dl__match_add(&x->match.recipients, found.item[i]);
    }
}

/* An act's recipient that is not said is who is to do it: "demanded that Uganda pay". */
static void borrow_recipient(const dl__compose *c, dl__cand *x)
{
    if (!x->act || x->act->content != DL__CONTENT_SWALLOW || x->match.recipients.n || x->match.content < 0)
        return;
    const dl__cand *in = x->content >= 0 ? &c->cands[x->content] : NULL;
    uint32_t clause = in ? in->token : (uint32_t)x->match.content;
    dl__parties doers = { .n = 0 };
    dl__args args;
    int32_t lent;
    if (in)
        doers = in->match.actors; /* "announced a deal with Peru": the other party */
    dl__match_args(c->e, c->d, clause, &args, &lent);
    for (unsigned i = 0; i < args.n; i++) {
        if (args.item[i].slot == DL__SLOT_S)
            (void)dl__match_parties(c->d, args.item[i].token, DL__WITHIN_HEAD, &doers);
    }
    for (unsigned i = 0; i < doers.n; i++) {
        bool own = false;
        for (unsigned k = 0; k < x->match.actors.n; k++)
            own |= c->d->mentions[x->match.actors.item[k]].entity == c->d->mentions[doers.item[i]].entity;
        if (!own)
            dl__match_add(&x->match.recipients, doers.item[i]);
    }
    if (in && !x->match.recipients.n && strcmp(x->worth->type, "REQUEST") != 0)
        x->match.recipients = in->match.recipients;
    /* "accused Peru of ... and demanded that it leave": nobody asks himself, so "it" is whom the act before was about */
    const dl__syn *s = &c->d->syn[x->token];
    int32_t before = s->dep == DL__DEP_conj && s->head >= 0 ? c->cand_of[s->head] : DL__CAND_NONE;
    if (doers.n && !x->match.recipients.n && before >= 0 && c->cands[before].act)
        x->match.recipients = c->cands[before].match.recipients;
}

/* "wrote to the embassy asking to ...", "sent the ministry a letter demanding ...": who is written to is asked. */
static void asked_in_writing(const dl__compose *c, dl__cand *x)
{
    static const char *const writing[] = { "write",   "send",     "address", "speak",  "appeal",
                                           "issue",   "submit",   "deliver", "letter", "note",
                                           "message", "petition", NULL };
    const dl_document *d = c->d;
    uint32_t t = x->token;
    for (int i = 0; i < 3 && !x->match.recipients.n; i++) {
        const dl__syn *s = &d->syn[t];
        bool below = s->dep == DL__DEP_acl || s->dep == DL__DEP_advcl || s->dep == DL__DEP_obj ||
                     s->dep == DL__DEP_conj || s->dep == DL__DEP_xcomp;
        if (s->head < 0 || !below || s->sub == DL__SUB_relcl)
            return;
        t = (uint32_t)s->head;
        if (!dl__token_in(d, s->head, writing))
            continue;
        dl__args args;
        dl__args_of(d, t, &args);
        for (unsigned k = 0; k < args.n; k++) {
            const dl__arg *a = &args.item[k];
            if (a->slot == DL__SLOT_I || (a->slot == DL__SLOT_PREP && strcmp(a->prep, "to") == 0))
                (void)dl__match_parties(d, a->token, DL__WITHIN_OWNER, &x->match.recipients);
        }
    }
}

/* "at the request of Kenya the troops withdrew": who does it was asked to. */
static void asked_to_act(const dl__compose *c, dl__cand *x)
{
    static const char *const at[] = { "at", "per", "upon", "under", "on", "following", "after", NULL };
    const dl_document *d = c->d;
    const dl__syn *s = &d->syn[x->token];
    char prep[20];
    if (dl__match_pos(d, x->token) != 'n' || s->head < 0 ||
        (s->dep != DL__DEP_obl && s->dep != DL__DEP_nmod) || !dl__args_preposition(d, x->token, prep) ||
        !dl__word_in(prep, at))
        return;
    dl__args args;
    dl__args_of(d, (uint32_t)s->head, &args);
    for (unsigned k = 0; k < args.n; k++) {
        if (args.item[k].slot == DL__SLOT_S && args.item[k].token != x->token)
            (void)dl__match_parties(d, args.item[k].token, DL__WITHIN_HEAD, &x->match.recipients);
    }
}

/* "said during a visit to Kenya", "fight in cooperation with Iraq": the subject of the verb is who visits or works together. */
static void doer_above(const dl__compose *c, dl__cand *x)
{
    static const char *const following[] = { "follow", "precede", NULL };
    static const char *const amid[] = { "in",        "during", "on",       "after", "before", "at",
                                        "following", "for",    "ahead_of", "from",  NULL };
    const dl_document *d = c->d;
    uint32_t t = x->token;
    char prep[20];
    for (unsigned i = 0; i < x->match.actors.n; i++) {
        if (!among(&x->match.partners, x->match.actors.item[i]))
            return;
    }
    if (dl__match_pos(d, t) != 'n')
        return;
    if (d->syn[t].dep == DL__DEP_conj && d->syn[t].head >= 0)
        t = (uint32_t)d->syn[t].head;
    if (dl__token_in(d, d->syn[t].head, following) && d->syn[t].dep == DL__DEP_obj) {
        /* "X's remarks followed talks with Y" */
        int32_t remarks = dl__args_surface_subject(d, (uint32_t)d->syn[t].head, NULL);
        if (remarks >= 0)
            (void)dl__match_parties(d, (uint32_t)remarks, DL__WITHIN_DOER, &x->match.actors);
        return;
    }
    if (d->syn[t].head < 0 || d->syn[t].dep != DL__DEP_obl || !dl__args_preposition(d, t, prep) ||
        !dl__word_in(prep, amid))
        return;
    if (strcmp(prep, "after") == 0 && dl__args_passive(d, (uint32_t)d->syn[t].head))
        return; /* "the hostages were freed after talks with Peru": not they talked */
    dl__parties doers = { .n = 0 };
    int32_t subject = dl__args_surface_subject(d, (uint32_t)d->syn[t].head, NULL);
    if (subject >= 0 && (uint32_t)subject != x->token &&
        dl__match_parties(d, (uint32_t)subject, DL__WITHIN_HEAD, &doers)) {
        for (unsigned i = 0; i < doers.n; i++)
            dl__match_add(&x->match.actors, doers.item[i]);
    }
}

/* "called for the minister to be arrested": to whom it is to be done is not who is asked. */
static void undergoes(const dl__compose *c, dl__cand *x)
{
    int32_t v = x->content >= 0 ? (int32_t)c->cands[x->content].token : x->match.content;
    if (v < 0 || dl__match_pos(c->d, (uint32_t)v) != 'v' || !dl__args_passive(c->d, (uint32_t)v))
        return;
    int32_t patient = dl__args_surface_subject(c->d, (uint32_t)v, NULL);
    for (unsigned i = 0; patient >= 0 && i < x->match.n_filled; i++) {
        if (x->match.filled[i] != (uint32_t)patient)
            continue;
        dl__parties who = { .n = 0 }, rest = { .n = 0 };
        (void)dl__match_parties(c->d, (uint32_t)patient, DL__WITHIN_OWNER, &who);
        for (unsigned k = 0; k < x->match.recipients.n; k++) {
            if (!among(&who, x->match.recipients.item[k]))
                rest.item[rest.n++] = x->match.recipients.item[k];
        }
        x->match.recipients = rest;
    }
}

/* "condemned the killing of the minister by X": X is blamed, never the minister. */
static void blamed(const dl__compose *c, dl__cand *x)
{
    int32_t at = x->content;
    for (unsigned i = 0; i < x->match.n_filled && at < 0; i++)
        at = c->cand_of[x->match.filled[i]];
    const dl__cand *in = at >= 0 ? &c->cands[at] : NULL;
    static const char *const harm[] = { "ASSAULT", "COERCE", "PROTEST", NULL };
    if (!in || in == x || !in->kind || !dl__word_in(in->kind->worth.type, harm))
        return;
    dl__parties rest = { .n = 0 };
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        uint32_t m = x->match.recipients.item[i];
        if (among(&in->match.actors, m) || !among(&in->match.recipients, m))
            rest.item[rest.n++] = m;
    }
    x->match.recipients = rest;
    for (unsigned i = 0; i < in->match.actors.n; i++) {
        if (!among(&x->match.actors, in->match.actors.item[i]))
            dl__match_add(&x->match.recipients, in->match.actors.item[i]);
    }
    x->match.told = true;
}

/* "welcomed the release of X by Y", "hailed the killing of X by Y": who is praised is Y, who did it. */
static void praised(const dl__compose *c, dl__cand *x)
{
    static const char *const done[] = { "RETREAT", "CONCEDE", "AID", "COERCE", "ASSAULT", "SANCTION", NULL };
    int32_t at = x->content;
    for (unsigned i = 0; i < x->match.n_filled && at < 0; i++)
        at = c->cand_of[x->match.filled[i]];
    const dl__cand *in = at >= 0 ? &c->cands[at] : NULL;
    if (!in || in == x || !in->kind || !in->match.actors.n || !dl__word_in(in->kind->worth.type, done))
        return;
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        if (!among(&in->match.recipients, x->match.recipients.item[i]))
            return;
    }
    dl__parties doers = { .n = 0 };
    for (unsigned i = 0; i < in->match.actors.n; i++) {
        if (!among(&x->match.actors, in->match.actors.item[i]))
            dl__match_add(&doers, in->match.actors.item[i]);
    }
    if (doers.n)
        x->match.recipients = doers;
}

/* "withdrew all of its troops": whom a state withdraws is its own arm, not the other side. */
static void not_own_troops(const dl_document *d, dl__cand *x)
{
    dl__parties rest = { .n = 0 };
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        const dl_entity *r = &d->entities[d->mentions[x->match.recipients.item[i]].entity];
        bool own = false;
        for (unsigned k = 0; k < x->match.actors.n; k++) {
            const char *country = d->entities[d->mentions[x->match.actors.item[k]].entity].country;
            own |= *country && strcmp(country, r->country) == 0;
        }
        if (!own || strncmp(r->sectors, "MIL", 3) != 0 || strcmp(x->worth->mode, "withdraw") != 0)
            dl__match_add(&rest, x->match.recipients.item[i]);
    }
    x->match.recipients = rest;
}

/* "all of its troops [from Congo]", "withdrawal of its soldiers [from Congo]": the phrase hangs on those who leave. */
static void country_left(const dl_document *d, dl__cand *x)
{
    dl__parties found = { .n = 0 };
    for (unsigned i = 0; i < x->match.n_filled && !x->match.recipients.n && !found.n; i++) {
        uint32_t leaver = x->match.filled[i];
        if (dl__match_pos(d, leaver) != 'n' || leaver < x->token)
            continue;
        for (int32_t k = d->syn[leaver].child; k >= 0; k = d->syn[k].sibling) {
            char prep[20];
            if (d->syn[k].dep == DL__DEP_nmod && dl__args_preposition(d, (uint32_t)k, prep) &&
                strcmp(prep, "from") == 0 && d->place_of[k] >= 0)
                dl__match_country(d, &d->places[d->place_of[k]], &found);
        }
    }
    dl__sides_add_foreign(d, &found, x);
}

/* "troops were sent to the border": who is moved and does not say by whom moves. */
static void moved(const dl_document *d, dl__cand *x)
{
    if (!x->match.actors.n && !x->match.recipients.n && x->match.object >= 0)
        (void)dl__match_parties(d, (uint32_t)x->match.object, DL__WITHIN_OWNER, &x->match.actors);
}

/* "called for the extradition of X", "demanded that X be freed": to whom a deed is to be done is not who is asked to do it. */
static void leave_patients(const dl_document *d, const dl__cand *deed, dl__cand *x)
{
    static const char *const handed[] = { "coop-jud", "yield-release", "arrest", "expel", NULL };
    dl__parties patients = deed->match.recipients, rest = { .n = 0 };
    dl__args args = { .n = 0 };
    if (dl__match_pos(d, deed->token) == 'n' && dl__word_in(deed->kind->group, handed))
        dl__args_of(d, deed->token, &args);
    for (unsigned i = 0; i < args.n; i++) {
        if (args.item[i].slot == DL__SLOT_PREP && strcmp(args.item[i].prep, "of") == 0)
            (void)dl__match_parties(d, args.item[i].token, DL__WITHIN_OWNER, &patients);
    }
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        if (!among(&patients, x->match.recipients.item[i]))
            rest.item[rest.n++] = x->match.recipients.item[i];
    }
    x->match.recipients = rest;
}

/* "the rebels' arms were destroyed": whose they are disarms. */
static void disarmed(const dl_document *d, dl__cand *x)
{
    if (!x->match.actors.n && !x->match.recipients.n && x->match.object >= 0)
        (void)dl__match_parties(d, (uint32_t)x->match.object, DL__WITHIN_OWNER, &x->match.actors);
}

/* "dismissed an assessment by X", "denied X's claims", "refused a Kenyan request to ...": whose words they are. */
static bool words_of(const dl_document *d, const char *const *words, dl__cand *x)
{
    int32_t thing = x->match.object >= 0 ? x->match.object : x->match.content;
    if (!dl__token_in(d, thing, words)) /* a clause that completes the thing may stand for it */
        thing = dl__tree_child(d, x->token, DL__DEP_obj, DL__SUB_other);
    if (!dl__token_in(d, thing, words) || d->tokens[thing].upos != DL_UPOS_NOUN)
        return false;
    dl__parties found = { .n = 0 }, others = { .n = 0 };
    for (int32_t k = d->syn[thing].child; k >= 0; k = d->syn[k].sibling) {
        bool by =
            d->syn[k].dep == DL__DEP_nmod &&
            (d->syn[k].sub == DL__SUB_poss || under(d, (uint32_t)k, "by") || under(d, (uint32_t)k, "from"));
        bool before = d->syn[k].dep == DL__DEP_amod || d->syn[k].dep == DL__DEP_compound;
        before &= d->tokens[k].upos != DL_UPOS_NOUN; /* "hostage-taker allegations" are about them */
        if (by || before)
            (void)dl__match_parties(d, (uint32_t)k, by ? DL__WITHIN_DOER : DL__WITHIN_HEAD, &found);
    }
    for (unsigned i = 0; i < found.n; i++) {
        bool own = false;
        for (unsigned k = 0; k < x->match.actors.n; k++)
            own |= d->mentions[x->match.actors.item[k]].entity == d->mentions[found.item[i]].entity;
        if (!own)
            dl__match_add(&others, found.item[i]);
    }
    if (others.n)
        x->match.recipients = others;
    return others.n > 0;
}

static void claimed_by(const dl_document *d, dl__cand *x)
{
    static const char *const words[] = { "claim",  "accusation", "allegation", "charge",
                                         "report", "assertion",  "assessment", "suggestion",
                                         "remark", "finding",    NULL };
    (void)words_of(d, words, x);
}

/* Of what is refused who asked for it comes before whom it is about. */
static void refused_to(const dl_document *d, dl__cand *x)
{
    static const char *const words[] = { "request",     "demand",     "call",     "appeal",
                                         "plea",        "proposal",   "offer",    "invitation",
                                         "bid",         "plan",       "petition", "ultimatum",
                                         "application", "suggestion", "motion",   NULL };
    (void)words_of(d, words, x);
}

/* Who is not named where the lexicon looks is sought in what the record is about. */
static void reach_recipient(const dl__compose *c, dl__cand *x)
{
    static const char *const reaching[] = { "AGREE",    "SUPPORT",  "CONCEDE", "REQUEST", "ACCUSE", "REJECT",
                                            "THREATEN", "SANCTION", "RETREAT", "AID",     NULL };
    static const char *const judging[] = { "ACCUSE", "REJECT", "SUPPORT", NULL };
    static const char *const against[] = { "SANCTION", "ASSAULT", NULL };
    static const char *const of_oneself[] = { "withdraw", "resign", "disarm", NULL };
    if (x->match.recipients.n || x->match.told || !dl__word_in(x->worth->type, reaching))
        return;
    if (x->act && x->act->content == DL__CONTENT_DENY) {
        claimed_by(c->d, x); /* to whom the deed was not done is not to whom it is denied */
        return;
    }
    if (is_type(x, "RETREAT") && dl__word_in(x->worth->mode, of_oneself))
        return; /* who goes or lays down arms does so of himself; from where is a place */
    if (is_type(x, "REQUEST") && x->match.content >= 0 &&
        dl__match_pos(c->d, (uint32_t)x->match.content) == 'v')
        return; /* "called for the bill to be dropped", "called to address the fires": whom a deed is about is not who is asked */
    const dl__cand *in = x->content >= 0 ? &c->cands[x->content] : NULL;
    int32_t within[] = { in ? (int32_t)in->token : -1, x->match.content, x->match.object, (int32_t)x->token };
    for (size_t i = 0; i < sizeof within / sizeof *within && !x->match.recipients.n; i++) {
        if (within[i] >= 0)
            dl__reach_recipient(c, (uint32_t)within[i], dl__word_in(x->worth->type, judging),
                                &x->match.actors, &x->match.recipients);
    }
    if (in && in->kind && is_type(x, "REQUEST") && !dl__word_in(in->kind->worth.type, against))
        leave_patients(c->d, in, x);
    x->match.reached = x->match.recipients.n > 0;
}

/* "were convicted in a Kenyan court": the court does it. */
static void in_court(const dl__compose *c, dl__cand *x)
{
    static const char *const in[] = { "in", "at", "before", "by", NULL };
    dl__args args;
    int32_t lent, set = dl__sets_find(&c->e->sets, "court-place", 11);
    dl__match_args(c->e, c->d, x->token, &args, &lent);
    for (unsigned i = 0; i < args.n && !x->match.actors.n; i++) {
        if (args.item[i].slot == DL__SLOT_PREP && dl__word_in(args.item[i].prep, in) &&
            dl__match_word(c->e, c->d, args.item[i].token, set, (dl_str){ NULL, 0 }))
            (void)dl__match_parties(c->d, args.item[i].token, DL__WITHIN_HEAD, &x->match.actors);
    }
}

/* "flew to Lima for talks with X", "went there to meet X": whom a visitor is to see is his host. */
static void host(const dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    dl__parties found = { .n = 0 };
    for (int32_t k = d->syn[x->token].child; k >= 0 && !found.n; k = d->syn[k].sibling) {
        bool clause = d->syn[k].dep == DL__DEP_advcl || d->syn[k].dep == DL__DEP_xcomp;
        bool phrase = d->syn[k].dep == DL__DEP_obl && under(d, (uint32_t)k, "for");
        const dl__cand *y = (clause || phrase) && c->cand_of[k] >= 0 ? &c->cands[c->cand_of[k]] : NULL;
        if (y && y->kind && strcmp(y->kind->worth.type, "CONSULT") == 0)
            found = y->match.actors;
        for (int32_t w = phrase ? d->syn[k].child : -1; w >= 0 && !found.n; w = d->syn[w].sibling) {
            if (d->syn[w].dep == DL__DEP_nmod && under(d, (uint32_t)w, "with"))
                (void)dl__match_parties(d, (uint32_t)w, DL__WITHIN_OWNER, &found);
        }
    }
    for (unsigned i = 0; i < found.n; i++) {
        bool own = false;
        for (unsigned k = 0; k < x->match.actors.n; k++)
            own |= d->mentions[x->match.actors.item[k]].entity == d->mentions[found.item[i]].entity;
        if (!own)
            dl__match_add(&x->match.recipients, found.item[i]);
    }
}

/* "petitioned for three billion in aid [from Chile]", "wrote asking for new rules [to the ministry]": told deep in what is asked. */
static void asked_from(const dl_document *d, dl__cand *x)
{
    int32_t thing = x->match.object >= 0 ? x->match.object : x->match.content;
    if (thing < 0 || dl__match_pos(d, (uint32_t)thing) != 'n')
        return;
    uint32_t first, end;
    dl__tree_span(d, (uint32_t)thing, &first, &end);
    for (uint32_t t = (uint32_t)thing + 1; t < end && !x->match.recipients.n; t++) {
        if (d->syn[t].dep == DL__DEP_nmod && under(d, t, "from"))
            (void)dl__match_parties(d, t, DL__WITHIN_HEAD, &x->match.recipients);
    }
}

static void retreated(const dl_document *d, dl__cand *x)
{
    not_own_troops(d, x);
    if (d->place_of && strcmp(x->worth->mode, "withdraw") == 0)
        country_left(d, x);
    if (strcmp(x->worth->mode, "disarm") == 0 && dl__args_passive(d, x->token))
        disarmed(d, x);
}

static void told_elsewhere(const dl__compose *c, dl__cand *x)
{
    if (is_type(x, "SANCTION") && strcmp(x->worth->mode, "convict") == 0 && !x->match.actors.n)
        in_court(c, x);
    if (is_type(x, "CONSULT") && strcmp(x->worth->mode, "visit") == 0 && !x->match.recipients.n)
        host(c, x);
}

void dl__sides_settle(const dl__compose *c, dl__cand *x)
{
    bool request = x->act && is_type(x, "REQUEST");
    part_partners(x);
    if (is_type(x, "ASSAULT") && c->d->mention_of)
        dl__sides_force(c, x);
    if (is_type(x, "CONSULT") || is_type(x, "COOPERATE"))
        doer_above(c, x);
    if (is_type(x, "MOBILIZE") && dl__args_passive(c->d, x->token))
        moved(c->d, x);
    object_owner(c, x);
    if (is_type(x, "PROTEST") && !x->match.recipients.n && c->d->mention_of)
        addressee(c, x);
    if (request)
        undergoes(c, x);
    if (x->act && is_type(x, "ACCUSE"))
        blamed(c, x);
    if (is_type(x, "SUPPORT"))
        praised(c, x);
    if (is_type(x, "REJECT") && c->d->mention_of)
        refused_to(c->d, x);
    borrow_recipient(c, x);
    if (request && !x->match.recipients.n)
        asked_in_writing(c, x);
    if (request && !x->match.recipients.n)
        asked_to_act(c, x);
    if (is_type(x, "RETREAT") && c->d->mention_of)
        retreated(c->d, x);
    if (request && !x->match.recipients.n)
        asked_from(c->d, x);
    told_elsewhere(c, x);
    reach_recipient(c, x);
}
