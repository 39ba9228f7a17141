/* sides_before.c - sides that another clause or sentence tells: the doer of the deed that is told again beside it, the maker of what
 * "the claims", "the move", "it" take up.  Runs when all candidates are settled, so that the sides of those others are known. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "event/sides_priv.h"

static const dl_entity *entity(const dl_document *d, uint32_t mention)
{
    return &d->entities[d->mentions[mention].entity];
}

static bool holds_entity(const dl_document *d, const dl__parties *p, uint32_t mention)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (d->mentions[p->item[i]].entity == d->mentions[mention].entity)
            return true;
    }
    return false;
}

static bool is_type(const dl__cand *x, const char *type)
{
    return x->worth && strcmp(x->worth->type, type) == 0;
}

static bool under(const dl_document *d, uint32_t token, const char *preposition)
{
    char prep[20];
    return dl__args_preposition(d, token, prep) && strcmp(prep, preposition) == 0;
}

static const dl__cand *cand_at(const dl__compose *c, int32_t token)
{
    return token >= 0 && c->cand_of[token] >= 0 ? &c->cands[c->cand_of[token]] : NULL;
}

/* ---- harm told beside its cause ---- */

/* Force with a known doer; in a clash each is doer and victim, so that neither is the doer of what else is told. */
static bool has_doer(const dl__cand *y)
{
    return y && is_type(y, "ASSAULT") && y->match.actors.n && !y->match.partners.n &&
           (y->match.actors.n == 1 || y->match.recipients.n || y->match.object >= 0);
}

/* The deed of force that a clause tells: its verb, a verb coordinated with that, or the noun that it governs. */
static const dl__cand *force_in(const dl__compose *c, uint32_t clause)
{
    const dl__cand *here = cand_at(c, (int32_t)clause);
    if (has_doer(here))
        return here;
    for (int32_t k = c->d->syn[clause].child; k >= 0; k = c->d->syn[k].sibling) {
        uint8_t dep = c->d->syn[k].dep;
        here = dep == DL__DEP_conj || dep == DL__DEP_obj ? cand_at(c, k) : NULL;
        if (has_doer(here))
            return here;
    }
    return NULL;
}

/* "were killed when X attacked", "were killed and seven injured in a raid by X": told in what hangs on the verb. */
static const dl__cand *cause_below(const dl__compose *c, uint32_t verb)
{
    static const char *const whenever[] = { "when", "after", "as", "while", NULL };
    const dl_document *d = c->d;
    for (int32_t k = d->syn[verb].child; k >= 0; k = d->syn[k].sibling) {
        int32_t mark = dl__tree_child(d, (uint32_t)k, DL__DEP_mark, DL__SUB_other);
        if (mark < 0)
            mark = dl__tree_child(d, (uint32_t)k, DL__DEP_advmod, DL__SUB_other);
        const dl__cand *y = d->syn[k].dep == DL__DEP_conj ? cand_at(c, k)
                            : d->syn[k].dep == DL__DEP_advcl && dl__token_in(d, mark, whenever)
                                ? force_in(c, (uint32_t)k)
                                : NULL;
        if (has_doer(y))
            return y;
    }
    return NULL;
}

/* The same, also in the first of coordinated verbs and in what hangs on that. */
static const dl__cand *cause_beside(const dl__compose *c, uint32_t verb)
{
    const dl__cand *y = cause_below(c, verb);
    if (y || c->d->syn[verb].dep != DL__DEP_conj || c->d->syn[verb].head < 0)
        return y;
    y = cand_at(c, c->d->syn[verb].head);
    return has_doer(y) ? y : cause_below(c, (uint32_t)c->d->syn[verb].head);
}

/* "[X] claimed responsibility for an attack": the subject, -1: nobody. */
static int32_t claims_responsibility(const dl_document *d, uint32_t noun)
{
    int32_t verb = d->syn[noun].head, thing = -1;
    if (dl__token_is(d, verb, "responsibility")) {
        thing = verb;
        verb = d->syn[verb].head;
    } else if (verb >= 0) {
        thing = dl__tree_child(d, (uint32_t)verb, DL__DEP_obj, DL__SUB_other);
    }
    if (!dl__token_is(d, thing, "responsibility") || !dl__token_is(d, verb, "claim") ||
        dl__args_passive(d, (uint32_t)verb))
        return -1;
    int32_t subject = dl__args_surface_subject(d, (uint32_t)verb, NULL);
    int32_t det = subject >= 0 ? dl__tree_child(d, (uint32_t)subject, DL__DEP_det, DL__SUB_other) : -1;
    return dl__token_is(d, det, "no") ? -1 : subject;
}

/* A participle that lays a deed on somebody, or tells who did it: "blamed on X", "conducted by X".  thing is what it is said of. */
static void laid_on(const dl_document *d, uint32_t thing, int32_t participle, dl__parties *out)
{
    static const char *const laid[] = { "blame", "attribute", "ascribe", "pin", NULL };
    static const char *const done[] = { "claim", "carry",  "conduct", "stage", "launch",      "perpetrate",
                                        "mount", "commit", "execute", "order", "orchestrate", NULL };
    bool on = dl__token_in(d, participle, laid), by = dl__token_in(d, participle, done);
    bool passive = d->syn[participle].dep == DL__DEP_acl || dl__args_passive(d, (uint32_t)participle);
    dl__args args = { .n = 0 };
    if ((on || by) && passive)
        dl__args_of(d, (uint32_t)participle, &args);
    for (unsigned i = 0; i < args.n && !out->n; i++) {
        const dl__arg *a = &args.item[i];
        bool prep = a->slot == DL__SLOT_PREP && (strcmp(a->prep, "on") == 0 || strcmp(a->prep, "to") == 0);
        if (a->token != thing && (on ? prep : a->slot == DL__SLOT_S))
            (void)dl__match_parties(d, a->token, DL__WITHIN_HEAD, out);
    }
}

/* "an attack blamed on X", "a raid that X said it had carried out", "an attack from X": who is said to have done it. */
static void ascribed(const dl_document *d, uint32_t noun, dl__parties *out)
{
    static const char *const believed[] = { "believe", "think", "suspect", "say", "presume", NULL };
    for (int32_t v = d->syn[noun].child; v >= 0 && !out->n; v = d->syn[v].sibling) {
        if (d->syn[v].dep == DL__DEP_acl)
            laid_on(d, noun, v, out);
        else if (d->syn[v].dep == DL__DEP_nmod && d->place_of && d->place_of[v] < 0 &&
                 under(d, (uint32_t)v, "from"))
            (void)dl__match_parties(d, (uint32_t)v, DL__WITHIN_HEAD, out);
    }
    for (int32_t v = d->syn[noun].child; v >= 0 && !out->n; v = d->syn[v].sibling) {
        /* "believed to be the work of X" */
        int32_t work = d->syn[v].dep == DL__DEP_acl && dl__token_in(d, v, believed)
                           ? dl__tree_child(d, (uint32_t)v, DL__DEP_xcomp, DL__SUB_other)
                           : -1;
        for (int32_t k = dl__token_is(d, work, "work") ? d->syn[work].child : -1; k >= 0;
             k = d->syn[k].sibling) {
            if (d->syn[k].dep == DL__DEP_nmod && under(d, (uint32_t)k, "of"))
                (void)dl__match_parties(d, (uint32_t)k, DL__WITHIN_HEAD, out);
        }
    }
    int32_t claimant = out->n ? -1 : claims_responsibility(d, noun);
    if (claimant >= 0)
        (void)dl__match_parties(d, (uint32_t)claimant, DL__WITHIN_HEAD, out);
}

/* "was tortured at the hands of X" */
static void at_the_hands_of(const dl_document *d, uint32_t verb, dl__parties *out)
{
    for (int32_t k = d->syn[verb].child; k >= 0; k = d->syn[k].sibling) {
        if (d->syn[k].dep != DL__DEP_obl || !dl__token_is(d, k, "hand") || !under(d, (uint32_t)k, "at"))
            continue;
        for (int32_t of = d->syn[k].child; of >= 0; of = d->syn[of].sibling) {
            if (d->syn[of].dep == DL__DEP_nmod && under(d, (uint32_t)of, "of"))
                (void)dl__match_parties(d, (uint32_t)of, DL__WITHIN_DOER, out);
        }
    }
}

/* "X committed the murder", "the murder by X", "X ordered the killing": who is subject and is not who was killed. */
static void lent_doer(const dl__compose *c, dl__cand *x)
{
    dl__args args;
    int32_t lent;
    dl__parties found = { .n = 0 };
    dl__match_args(c->e, c->d, x->token, &args, &lent);
    for (unsigned i = 0; i < args.n; i++) {
        if (args.item[i].slot == DL__SLOT_S && (int32_t)args.item[i].token != x->match.subject)
            (void)dl__match_parties(c->d, args.item[i].token, DL__WITHIN_HEAD, &found);
    }
    for (unsigned i = 0; i < found.n; i++) {
        if (!holds_entity(c->d, &x->match.recipients, found.item[i]))
            dl__match_add(&x->match.actors, found.item[i]);
    }
}

static void doer_of_harm(const dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    if (x->match.actors.n ||
        (x->match.subject >= 0 && x->match.object >= 0 && d->tokens[x->match.subject].upos == DL_UPOS_PRON))
        return;
    at_the_hands_of(d, x->token, &x->match.actors);
    if (dl__match_pos(d, x->token) == 'n') {
        lent_doer(c, x);
        if (!x->match.actors.n)
            ascribed(d, x->token, &x->match.actors);
    }
    for (unsigned i = 0; i < x->match.n_filled && !x->match.actors.n; i++) {
        if (dl__match_pos(d, x->match.filled[i]) == 'n' && d->mention_of[x->match.filled[i]] < 0)
            ascribed(d, x->match.filled[i], &x->match.actors);
    }
    bool active = dl__match_pos(d, x->token) == 'v' && !dl__args_passive(d, x->token);
    int32_t subject = active && !x->match.actors.n ? dl__args_surface_subject(d, x->token, NULL) : -1;
    if (subject >= 0 && d->mention_of[subject] < 0) /* "violence believed to be the work of X killed" */
        ascribed(d, (uint32_t)subject, &x->match.actors);
    for (int32_t k = d->syn[x->token].child; k >= 0 && !x->match.actors.n; k = d->syn[k].sibling) {
        if (d->syn[k].dep == DL__DEP_advcl) /* "died in the attack, reportedly conducted by X" */
            laid_on(d, x->token, k, &x->match.actors);
    }
    const dl__cand *y = x->match.actors.n ? NULL : cause_beside(c, x->token);
    if (y)
        x->match.actors = y->match.actors;
}

/* "were killed when rebels attacked their convoy", "fought them after they ambushed its men": nobody attacks his own; it is theirs who
 * are told of in the clause above. */
static void not_the_doers(const dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    dl__parties rest = { .n = 0 };
    bool own = false;
    for (unsigned i = 0; i < x->match.recipients.n; i++) {
        uint32_t m = x->match.recipients.item[i];
        if (holds_entity(d, &x->match.actors, m) && dl__match_pronoun_owns(d, m))
            own = true;
        else
            dl__match_add(&rest, m);
    }
    const dl__syn *s = &d->syn[x->token];
    if (!own || rest.n || s->dep != DL__DEP_advcl || s->head < 0)
        return;
    const dl__cand *above = cand_at(c, s->head);
    const dl__parties *told[2] = { above ? &above->match.recipients : NULL,
                                   above ? &above->match.actors : NULL };
    for (int k = 0; k < 2 && !rest.n; k++) {
        for (unsigned i = 0; told[k] && i < told[k]->n; i++) {
            if (!holds_entity(d, &x->match.actors, told[k]->item[i]))
                dl__match_add(&rest, told[k]->item[i]);
        }
    }
    if (rest.n)
        x->match.recipients = rest;
}

/* ---- what was told before ---- */

/* Words that take up what was told, and the types of which they do so. */
static const struct retold {
    const char *word;
    const char *types; /* "": of any that is no mere opinion of others' deeds */
} RETOLD[] = {
    { "claim", "ACCUSE" },
    { "allegation", "ACCUSE" },
    { "accusation", "ACCUSE" },
    { "charge", "ACCUSE" },
    { "criticism", "ACCUSE" },
    { "complaint", "ACCUSE" },
    { "assertion", "ACCUSE" },
    { "report", "ACCUSE" },
    { "remark", "ACCUSE THREATEN" },
    { "comment", "ACCUSE" },
    { "statement", "ACCUSE" },
    { "demand", "REQUEST" },
    { "request", "REQUEST" },
    { "call", "REQUEST" },
    { "appeal", "REQUEST" },
    { "ultimatum", "REQUEST THREATEN" },
    { "proposal", "AGREE REQUEST" },
    { "plan", "AGREE REQUEST CONCEDE" },
    { "idea", "AGREE REQUEST" },
    { "suggestion", "AGREE REQUEST" },
    { "offer", "AGREE" },
    { "initiative", "AGREE REQUEST" },
    { "invitation", "AGREE REQUEST" },
    { "threat", "THREATEN" },
    { "warning", "THREATEN" },
    { "attack", "ASSAULT" },
    { "raid", "ASSAULT" },
    { "strike", "ASSAULT" },
    { "killing", "ASSAULT" },
    { "bombing", "ASSAULT" },
    { "shooting", "ASSAULT" },
    { "assault", "ASSAULT" },
    { "violence", "ASSAULT" },
    { "murder", "ASSAULT" },
    { "massacre", "ASSAULT" },
    { "invasion", "ASSAULT" },
    { "offensive", "ASSAULT" },
    { "kidnapping", "ASSAULT" },
    { "abduction", "ASSAULT" },
    { "incursion", "ASSAULT MOBILIZE" },
    { "launch", "MOBILIZE ASSAULT" },
    { "test", "MOBILIZE" },
    { "exercise", "MOBILIZE" },
    { "drill", "MOBILIZE" },
    { "deployment", "MOBILIZE" },
    { "arrest", "COERCE" },
    { "detention", "COERCE" },
    { "crackdown", "COERCE ASSAULT" },
    { "ban", "COERCE SANCTION" },
    { "expulsion", "SANCTION COERCE" },
    { "sanction", "SANCTION" },
    { "verdict", "SANCTION" },
    { "sentence", "SANCTION" },
    { "ruling", "SANCTION REJECT" },
    { "release", "RETREAT" },
    { "withdrawal", "RETREAT CONCEDE" },
    { "resignation", "RETREAT" },
    { "apology", "CONCEDE" },
    { "visit", "CONSULT AGREE" },
    { "move", "" },
    { "decision", "" },
    { "action", "" },
    { "step", "" },
    { "measure", "" },
    { "act", "" },
};

/* A pronoun that takes up what was told: "rejected this", "condemned it". */
static bool takes_up(const dl_document *d, uint32_t t)
{
    static const char *const words[] = { "this", "that", "it", NULL };
    return d->tokens[t].upos == DL_UPOS_PRON && dl__token_in(d, (int32_t)t, words) && d->mention_of[t] < 0;
}

/* Which row a definite noun is, NULL: it takes up nothing. */
static const struct retold *retold(const dl_document *d, uint32_t t)
{
    static const char *const definite[] = { "the", "this", "that", "these", "those", "such", NULL };
    int32_t det = dl__tree_child(d, t, DL__DEP_det, DL__SUB_other);
    if (d->tokens[t].upos != DL_UPOS_NOUN || d->mention_of[t] >= 0 || !dl__token_in(d, det, definite))
        return NULL;
    for (size_t i = 0; i < sizeof RETOLD / sizeof *RETOLD; i++) {
        if (dl__token_is(d, (int32_t)t, RETOLD[i].word))
            return &RETOLD[i];
    }
    return NULL;
}

/* Is what y tells what is taken up? */
static bool fits(const struct retold *r, const dl__cand *y)
{
    static const char *const opinions[] = { "ACCUSE", "REJECT", "SUPPORT", NULL };
    if (!y || !y->worth || !*y->worth->type || strcmp(y->worth->type, "-") == 0 || !y->match.actors.n)
        return false;
    return r && *r->types ? strstr(r->types, y->worth->type) != NULL : !dl__word_in(y->worth->type, opinions);
}

/* Those who did it are recipients, unless it was the actor himself or his own side. */
static bool made_by(const dl_document *d, const dl__parties *makers, dl__cand *x)
{
    for (unsigned i = 0; i < makers->n; i++) {
        for (unsigned k = 0; k < x->match.actors.n; k++) {
            const dl_entity *a = entity(d, makers->item[i]), *b = entity(d, x->match.actors.item[k]);
            if (a == b || (*a->country && strcmp(a->code, b->code) == 0))
                return false;
        }
    }
    for (unsigned i = 0; i < makers->n; i++)
        dl__match_add(&x->match.recipients, makers->item[i]);
    return makers->n > 0;
}

/* "Kenya sent them a plan for the port, which they rejected": who gave what the relative clause refuses. */
static bool given_before(const dl_document *d, uint32_t thing, dl__cand *x)
{
    static const char *const giving[] = { "send",  "make",    "submit", "propose",   "file",     "present",
                                          "issue", "offer",   "table",  "put",       "announce", "publish",
                                          "hand",  "deliver", "unveil", "introduce", NULL };
    int32_t t = (int32_t)thing;
    if (d->syn[x->token].dep != DL__DEP_acl || d->syn[x->token].sub != DL__SUB_relcl ||
        d->syn[x->token].head != t || d->mention_of[thing] >= 0)
        return false;
    for (int i = 0; i < 2 && d->syn[t].dep == DL__DEP_nmod; i++)
        t = d->syn[t].head;
    int32_t verb = d->syn[t].head;
    if ((d->syn[t].dep != DL__DEP_obj && d->syn[t].dep != DL__DEP_obl) || !dl__token_in(d, verb, giving) ||
        dl__args_passive(d, (uint32_t)verb))
        return false;
    dl__parties makers = { .n = 0 };
    int32_t subject = dl__args_surface_subject(d, (uint32_t)verb, NULL);
    return subject >= 0 && dl__match_parties(d, (uint32_t)subject, DL__WITHIN_HEAD, &makers) &&
           made_by(d, &makers, x);
}

/* "Kenya made a proposal, but Uganda rejected it": who told or did what a definite thing or "it" takes up, where the same sentence
 * says so; a sentence that leaves it to another has no recipient. */
static void maker_before(const dl__compose *c, dl__cand *x)
{
    static const char *const judging[] = { "ACCUSE", "REJECT", "SUPPORT", NULL };
    const dl_document *d = c->d;
    int32_t thing = x->match.object >= 0 ? x->match.object : x->match.content;
    if (x->match.recipients.n || !dl__word_in(x->worth->type, judging) || thing < 0)
        return;
    const struct retold *r = retold(d, (uint32_t)thing);
    if (given_before(d, (uint32_t)thing, x))
        return;
    if (!r && !takes_up(d, (uint32_t)thing))
        return;
    int32_t from = (int32_t)d->sentences[d->syn[x->token].sentence].first_token;
    int32_t t = ((uint32_t)thing < x->token ? thing : (int32_t)x->token) - 1;
    for (; t >= from; t--) {
        const dl__cand *y = cand_at(c, t);
        if (fits(r, y) && made_by(d, &y->match.actors, x))
            return;
    }
}

/* "14 others were hurt, including five Kenyans": those named of those counted. */
static void included(const dl_document *d, dl__cand *x)
{
    int32_t heads[] = { (int32_t)x->token, x->match.object >= 0 ? x->match.object : x->match.subject };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        for (int32_t k = heads[i] >= 0 ? d->syn[heads[i]].child : -1; k >= 0; k = d->syn[k].sibling) {
            uint8_t dep = d->syn[k].dep;
            if ((dep == DL__DEP_obl || dep == DL__DEP_nmod) && under(d, (uint32_t)k, "include"))
                (void)dl__match_parties(d, (uint32_t)k, DL__WITHIN_HEAD, &x->match.recipients);
        }
    }
}

void dl__sides_told_before(const dl__compose *c, dl__cand *x)
{
    if (!c->d->mention_of)
        return;
    if (is_type(x, "ASSAULT")) {
        doer_of_harm(c, x);
        not_the_doers(c, x);
        included(c->d, x);
    }
    maker_before(c, x);
}
