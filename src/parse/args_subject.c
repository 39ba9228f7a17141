/* args_subject.c - the tree made plain: voice and subject.  The order of the rules is the order of the evidence, as in args.c. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/args_priv.h"

#include <string.h>

enum { MAX_CLIMB = 8 }; /* clauses between a verb and the one that gives its subject */

static bool past_participle(const dl_document *d, uint32_t v)
{
    return strcmp(d->tokens[v].xpos, "VBN") == 0 ||
           ((d->syn[v].feats & DL__F_PART) && (d->syn[v].feats & DL__F_PAST) &&
            !(d->syn[v].feats & DL__F_FIN));
}

/* Headlines leave out auxiliaries, and final stops. */
static bool no_final_stop(const dl_document *d, uint32_t t)
{
    const dl_sentence *s = &d->sentences[d->syn[t].sentence];
    return s->n_tokens && d->tokens[s->first_token + s->n_tokens - 1].upos != DL_UPOS_PUNCT;
}

/* A whole sentence, and a clause that must be finite, cannot leave out the auxiliary of a passive, though the tagger may take
 * the past tense for a participle: "Unions called for a strike", "Unions have called for a strike". */
static bool needs_auxiliary(const dl_document *d, uint32_t verb)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    bool finite = s->dep == DL__DEP_root || s->dep == DL__DEP_ccomp || s->dep == DL__DEP_parataxis ||
                  (s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl);
    bool other = false;
    for (int32_t c = s->child; c >= 0; c = d->syn[c].sibling) {
        bool agent = d->syn[c].dep == DL__DEP_obl && d->syn[c].sub == DL__SUB_agent;
        bool aux = d->syn[c].dep == DL__DEP_aux;
        if (agent || (aux && (dl__token_is(d, c, "be") || dl__token_is(d, c, "get"))))
            return false;
        other |= aux;
    }
    if (other)
        return true;
    return finite && !no_final_stop(d, verb);
}

bool dl__args_passive(const dl_document *d, uint32_t verb)
{
    bool own_subject = false, has_aux = false, passive_subject = false, has_object = false;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = dl__args_syn(d, c);
        bool subject = s->dep == DL__DEP_nsubj || s->dep == DL__DEP_csubj;
        if (s->dep == DL__DEP_aux && s->sub == DL__SUB_pass)
            return true;
        passive_subject |= subject && s->sub == DL__SUB_pass;
        own_subject |= subject;
        has_aux |= s->dep == DL__DEP_aux;
        has_object |= s->dep == DL__DEP_obj;
    }
    /* without an auxiliary the relation alone is weak evidence: "Kenya called for ..." is none, "Two soldiers killed" is one */
    bool past = strcmp(d->tokens[verb].xpos, "VBD") == 0;
    if (passive_subject && !has_object && !needs_auxiliary(d, verb) &&
        (past_participle(d, verb) || (past && no_final_stop(d, verb))))
        return true;
    if (own_subject || has_aux || !past_participle(d, verb))
        return false;
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    if (s->dep == DL__DEP_conj && s->head >= 0 && dl__args_is_verb(d, s->head)) {
        /* "was arrested and deported": the second participle has the voice of the first */
        return past_participle(d, (uint32_t)s->head) && dl__args_passive(d, (uint32_t)s->head);
    }
    return s->dep == DL__DEP_acl || s->dep == DL__DEP_advcl || s->dep == DL__DEP_root ||
           s->dep == DL__DEP_xcomp || s->dep == DL__DEP_amod || s->dep == DL__DEP_parataxis ||
           s->dep == DL__DEP_ccomp;
}

static bool relative_pronoun(const dl_document *d, int32_t t)
{
    if (t < 0)
        return false;
    if (dl__args_syn(d, t)->feats & DL__F_REL)
        return true;
    return dl__token_is(d, t, "who") || dl__token_is(d, t, "which") || dl__token_is(d, t, "that") ||
           dl__token_is(d, t, "whom");
}

/* The noun that a relative clause speaks of: the head of the nearest acl:relcl above (or its conjunct's). */
static int32_t antecedent(const dl_document *d, uint32_t verb)
{
    int32_t v = (int32_t)verb;
    for (int i = 0; i < MAX_CLIMB && v >= 0; i++) {
        const dl__syn *s = dl__args_syn(d, v);
        if (s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl)
            return s->head;
        if (s->dep != DL__DEP_conj && s->dep != DL__DEP_xcomp && s->dep != DL__DEP_ccomp)
            return -1;
        v = s->head;
    }
    return -1;
}

int32_t dl__args_resolve(const dl_document *d, uint32_t verb, int32_t t)
{
    if (!relative_pronoun(d, t))
        return t;
    int32_t noun = antecedent(d, verb);
    return noun >= 0 ? noun : t;
}

static bool verb_between(const dl_document *d, uint32_t from, uint32_t to)
{
    for (uint32_t t = from + 1; t < to; t++) {
        if (d->tokens[t].upos == DL_UPOS_VERB)
            return true;
    }
    return false;
}

/* Of two subjects that nothing joins the nearer is the verb's, the other a title or what stands loose before the sentence: "[Mr]
 * [Otieno] said", "[Health] [The agency] banned". */
static bool nearer_subject(const dl_document *d, int32_t first, int32_t second)
{
    bool named = d->mention_of && d->mention_of[first] >= 0 && d->mention_of[second] < 0;
    bool phrase = dl__tree_child(d, (uint32_t)second, DL__DEP_case, DL__SUB_other) >=
                  0; /* "a question like 'the war' tells" */
    return !named && !phrase && d->tokens[first].upos != DL_UPOS_PRON && d->syn[second].dep == DL__DEP_nsubj;
}

/* The first subject; but where a conjunction and a verb stand between two that the parser gave one verb, the second is the verb's
 * own: "[A battle] erupted and [ten men] were killed". Without a verb between them they are one: *partner is then the second. */
static int32_t subjects(const dl_document *d, uint32_t verb, int32_t *partner)
{
    int32_t found = -1, outer = -1;
    bool joined = false;
    *partner = -1;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = dl__args_syn(d, c)->dep;
        bool subject =
            (dep == DL__DEP_nsubj && dl__args_syn(d, c)->sub != DL__SUB_outer) || dep == DL__DEP_csubj;
        if (dep == DL__DEP_nsubj && !subject && dl__args_is_verb(d, (int32_t)verb))
            outer = c;
        if (subject && found < 0) {
            found = c;
        } else if (subject && joined && (uint32_t)c < verb) {
            if (verb_between(d, (uint32_t)found, (uint32_t)c))
                found = c;
            else
                *partner = c;
        } else if (subject && (uint32_t)c < verb && nearer_subject(d, found, c)) {
            if (dl__tree_child(d, (uint32_t)found, DL__DEP_conj, DL__SUB_other) >= 0)
                *partner = c; /* "[Kenya and Uganda's] [envoy] met" */
            else
                found = c;
        }
        joined = dep == DL__DEP_cc || (joined && !subject);
    }
    if (found < 0 && dl__tree_child(d, verb, DL__DEP_cop, DL__SUB_other) < 0)
        found =
            outer; /* a clause that is a predicate has a copula ("the aim is to win"); a verb's outer subject is its own */
    return found;
}

int32_t dl__args_own_subject(const dl_document *d, uint32_t verb)
{
    int32_t partner;
    return subjects(d, verb, &partner);
}

int32_t dl__args_partner_subject(const dl_document *d, uint32_t verb)
{
    int32_t partner;
    (void)subjects(d, verb, &partner);
    return partner;
}

/* Nouns of asking: who is asked, in a phrase of theirs, is to do what is asked. */
static int32_t asked_one(const dl_document *d, uint32_t noun)
{
    static const char *const asking[] = { "call",     "appeal",   "pressure",   "request",   "plea",
                                          "demand",   "order",    "invitation", "ultimatum", "permission",
                                          "deadline", "reminder", "message",    NULL };
    if (!dl__token_in(d, (int32_t)noun, asking))
        return -1;
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_nmod &&
            (dl__args_has_case(d, (uint32_t)c, "for") || dl__args_has_case(d, (uint32_t)c, "on") ||
             dl__args_has_case(d, (uint32_t)c, "upon") || dl__args_has_case(d, (uint32_t)c, "to")))
            return c;
    }
    return -1;
}

/* Who is meant to do the infinitive under `verb`: its object, the phrase under on/upon/for/to ("called on X to"), or its subject. */
static int32_t controller(const dl_document *d, uint32_t verb)
{
    /* who uses, takes or makes a thing to do something does it himself */
    static const char *const own[] = { "promise", "threaten", "vow",   "use",   "take", "make", "hold",
                                       "stage",   "launch",   "spend", "issue", "sign", "file", NULL };
    bool bare =
        dl__token_is(d, (int32_t)verb, "make") && dl__tree_child(d, verb, DL__DEP_xcomp, DL__SUB_other) >= 0;
    bool subject_control = dl__token_in(d, (int32_t)verb, own) && !bare; /* "made him talk" */
    int32_t found = -1;
    for (int32_t c = d->syn[verb].child; c >= 0 && !subject_control; c = d->syn[c].sibling) {
        uint8_t dep = dl__args_syn(d, c)->dep;
        if (dep == DL__DEP_obj || dep == DL__DEP_iobj) {
            int32_t asked = asked_one(d, (uint32_t)c);
            return asked >= 0 ? asked : dl__args_resolve(d, verb, c);
        }
        if (dep == DL__DEP_obl &&
            (dl__args_has_case(d, (uint32_t)c, "on") || dl__args_has_case(d, (uint32_t)c, "upon") ||
             dl__args_has_case(d, (uint32_t)c, "for")))
            found = c;
    }
    return found >= 0 ? dl__args_resolve(d, verb, found) : -1;
}

/* Possessor, "by" phrase or demonym of a noun: who its infinitive is about ("Turkey's decision to withdraw"). */
static int32_t noun_owner(const dl_document *d, uint32_t noun)
{
    int32_t of = -1;
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = dl__args_syn(d, c);
        if (s->dep == DL__DEP_nmod && (s->sub == DL__SUB_poss || dl__args_has_case(d, (uint32_t)c, "by")))
            return c;
        if (s->dep == DL__DEP_nmod && dl__args_has_case(d, (uint32_t)c, "of"))
            of = c;
    }
    return of;
}

/* "is in the process of leaving", "made a decision to leave": where a noun has no owner, the subject of what it is said with. */
static int32_t bearer(const dl_document *d, uint32_t noun, int32_t *next)
{
    static const char *const bearing[] = { "have",    "take",    "make",     "reach",    "get",    "need",
                                           "seek",    "begin",   "start",    "announce", "unveil", "reveal",
                                           "confirm", "abandon", "consider", "express",  "drop",   "postpone",
                                           "delay",   "draw",    "use",      "lose",     "gain",   "find",
                                           "pursue",  "miss",    "lack",     NULL };
    int32_t owner = noun_owner(d, noun), verb = d->syn[noun].head;
    if (owner >= 0)
        return owner;
    int32_t subject =
        dl__tree_child(d, noun, DL__DEP_cop, DL__SUB_other) >= 0 ? dl__args_own_subject(d, noun) : -1;
    if (subject >= 0 &&
        d->tokens[subject].upos != DL_UPOS_NOUN) /* "the plan is an attempt to ...": no doer */
        return dl__args_resolve(d, noun, subject);
    bool object = d->syn[noun].dep == DL__DEP_obj && dl__token_in(d, verb, bearing);
    if (object && !dl__args_passive(d, (uint32_t)verb))
        *next = verb;
    return -1;
}

/* Writings whose participles tell what their authors do: "issued a statement condemning the raid". */
static bool speaks_for(const dl_document *d, uint32_t noun)
{
    static const char *const writings[] = { "statement",  "letter",  "resolution", "petition", "declaration",
                                            "communique", "message", "motion",     "release",  "communiqué",
                                            "note",       "order",   "decree",     NULL };
    return dl__token_in(d, (int32_t)noun, writings);
}

/* Whose writing it is; else *next is the verb that it is an argument of, whose subject issued it. */
static int32_t author(const dl_document *d, uint32_t noun, int32_t *next)
{
    int32_t owner = noun_owner(d, noun), verb = d->syn[noun].head;
    bool argument = d->syn[noun].dep == DL__DEP_obj || d->syn[noun].dep == DL__DEP_obl;
    if (owner < 0 && argument && dl__args_is_verb(d, verb))
        *next = verb;
    return owner;
}

/* "said that it tried to go and [that] declared a truce": the second of two clauses that the parser gave one verb has the subject
 * of the first. */
static int32_t clause_before(const dl_document *d, uint32_t verb)
{
    int32_t found = -1;
    for (int32_t c = d->syn[d->syn[verb].head].child; c >= 0 && (uint32_t)c < verb; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_ccomp && dl__args_is_verb(d, c) && c > d->syn[verb].head &&
            dl__args_own_subject(d, (uint32_t)c) >= 0)
            found = c;
    }
    return found;
}

/* The "by" phrase of a passive, -1: none. */
static int32_t agent_of(const dl_document *d, uint32_t verb)
{
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_obl && dl__args_has_case(d, (uint32_t)c, "by"))
            return c;
    }
    return -1;
}

/* A relative clause without a relative pronoun is a participle's. */
static bool without_pronoun(const dl_document *d, uint32_t verb)
{
    const char *xpos = d->tokens[verb].xpos;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        if (relative_pronoun(d, c) || d->syn[c].dep == DL__DEP_obj)
            return false;
    }
    return strcmp(xpos, "VBG") == 0 || strcmp(xpos, "VBN") == 0;
}

/* "accused [Peru] of spying", "barred [the envoy] from entering": the gerund on the object is what it does. */
static bool accused_one(const dl_document *d, uint32_t verb, uint32_t noun)
{
    bool object = d->syn[noun].dep == DL__DEP_obj || d->syn[noun].dep == DL__DEP_iobj;
    return object && d->mention_of && d->mention_of[noun] >= 0 && strcmp(d->tokens[verb].xpos, "VBG") == 0 &&
           (dl__args_has_case(d, verb, "of") || dl__args_has_case(d, verb, "from") ||
            dl__args_has_case(d, verb, "for"));
}

int32_t dl__args_noun_completed(const dl_document *d, uint32_t clause)
{
    static const char *const nouns[] = { "decision",   "plan",          "pledge",      "promise",
                                         "move",       "offer",         "refusal",     "bid",
                                         "attempt",    "vow",           "threat",      "intention",
                                         "commitment", "failure",       "willingness", "readiness",
                                         "choice",     "effort",        "proposal",    "resolve",
                                         "reluctance", "unwillingness", NULL };
    const dl__syn *s = dl__args_syn(d, (int32_t)clause);
    if (s->head < 0 || (s->dep != DL__DEP_advcl && s->dep != DL__DEP_xcomp) ||
        !dl__args_has_case(d, clause, "to"))
        return -1;
    uint32_t first, end, start, stop;
    dl__tree_span(d, clause, &first, &end);
    for (int32_t c = d->syn[s->head].child; c >= 0 && (uint32_t)c < clause; c = d->syn[c].sibling) {
        if (d->syn[c].dep != DL__DEP_obj && d->syn[c].dep != DL__DEP_obl)
            continue;
        dl__tree_span(d, (uint32_t)c, &start, &stop);
        if (stop == first && dl__token_in(d, c, nouns))
            return c;
    }
    return -1;
}

/* Whose the noun is that the clause completes: its owner, else who is named before it ("the Peruvian decision to ..."). */
static int32_t completed_owner(const dl_document *d, uint32_t clause)
{
    int32_t noun = dl__args_noun_completed(d, clause), owner = noun >= 0 ? noun_owner(d, (uint32_t)noun) : -1;
    for (int32_t c = noun >= 0 ? d->syn[noun].child : -1; c >= 0 && owner < 0; c = d->syn[c].sibling) {
        bool modifier = d->syn[c].dep == DL__DEP_amod || d->syn[c].dep == DL__DEP_compound;
        if (modifier && d->mention_of && d->mention_of[c] >= 0)
            owner = c;
    }
    return owner;
}

/* Of a participle or a clause beside a verb: who that verb says does it; -1 with *next: the subject of the verb. */
static int32_t beside_verb(const dl_document *d, uint32_t verb, uint32_t h, int32_t *next)
{
    if (dl__args_has_case(d, verb, "by") && dl__args_is_verb(d, (int32_t)h) && dl__args_passive(d, h))
        return agent_of(d, h); /* "was driven out by threatening to ..." */
    /* "accused X of shelling": the object is who shelled; "left, saying": the subject says */
    bool of_or_from = dl__args_has_case(d, verb, "of") || dl__args_has_case(d, verb, "from") ||
                      dl__args_has_case(d, verb, "for");
    bool to = dl__args_has_case(d, verb, "to");
    int32_t c = of_or_from || to ? controller(d, h) : -1;
    /* a purpose clause is the subject's unless the governor is one that asks somebody */
    if (c >= 0 && to && !dl__args_has_case(d, verb, "of") &&
        dl__tree_child(d, h, DL__DEP_obl, DL__SUB_other) != c && d->syn[c].dep != DL__DEP_nmod)
        c = -1;
    if (c < 0)
        *next = (int32_t)h;
    return c;
}

/* What a text does, not who it is sent to. */
static bool states(const dl_document *d, uint32_t verb)
{
    static const char *const verbs[] = {
        "state", "say", "declare", "claim", "warn", "announce", "read", NULL
    };
    return dl__token_in(d, (int32_t)verb, verbs);
}

/* Of a participle or a clause on a noun: the noun, or whose it is. */
static int32_t beside_noun(const dl_document *d, uint32_t verb, uint32_t h, int32_t *next)
{
    if (d->syn[verb].sub == DL__SUB_relcl) /* "the minister [being] forced to go": a participle */
        return without_pronoun(d, verb) ? (int32_t)h : -1;
    if (accused_one(d, verb, h))
        return (int32_t)h;
    if (dl__args_has_case(d, verb, "to") || dl__args_has_case(d, verb, "of") ||
        dl__args_has_case(d, verb, "from"))
        return bearer(d, h, next);
    if (strcmp(d->tokens[verb].xpos, "VBG") != 0)
        return (int32_t)h;
    uint32_t text = h; /* "a letter to the head of the board stating ..." */
    for (int i = 0;
         i < 3 && !speaks_for(d, text) && d->syn[text].dep == DL__DEP_nmod && d->syn[text].head >= 0; i++)
        text = (uint32_t)d->syn[text].head;
    bool text_says = speaks_for(d, text) && (text == h || states(d, verb));
    return text_says ? author(d, text, next) : (int32_t)h;
}

/* "said [Ana Bel, a minister,] was arrested", "came after [Ana Bel, the mayor,] was shot": a name that an apposition parts from its verb,
 * which the parser gave the verb above; -1: none. */
static int32_t phrase_before(const dl_document *d, uint32_t verb)
{
    static const char *const saying[] = { "say",     "state",   "report", "announce", "claim",
                                          "confirm", "believe", "deny",   NULL };
    static const char *const when[] = { "after", "before", "since", "until", "as", NULL };
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    bool finite = s->feats & DL__F_FIN;
    for (int32_t c = s->child; c >= 0 && !finite; c = d->syn[c].sibling)
        finite = d->syn[c].dep == DL__DEP_aux && (dl__token_is(d, c, "be") || dl__token_is(d, c, "have"));
    if (!finite || (int32_t)verb < s->head)
        return -1;
    uint32_t first, end, start, stop;
    char prep[20];
    dl__tree_span(d, verb, &first, &end);
    for (int32_t c = d->syn[s->head].child; c >= 0 && (uint32_t)c < verb; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool object = (dep == DL__DEP_obj || dep == DL__DEP_iobj) && dl__token_in(d, s->head, saying);
        bool time = dep == DL__DEP_obl && s->dep == DL__DEP_parataxis &&
                    dl__args_preposition(d, (uint32_t)c, prep) && dl__word_in(prep, when);
        if ((!object && !time) || dl__tree_child(d, (uint32_t)c, DL__DEP_appos, DL__SUB_other) < 0)
            continue;
        dl__tree_span(d, (uint32_t)c, &start, &stop);
        if (stop == first && dl__token_is(d, (int32_t)first - 1, ","))
            return c;
    }
    return -1;
}

/* One step up from a verb without a subject of its own: the subject found there, or -1 with *next the verb to go on at. */
static int32_t borrowed_subject(const dl_document *d, uint32_t verb, uint8_t *reach, int32_t *next)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    *next = -1;
    if (s->head < 0)
        return -1;
    uint32_t h = (uint32_t)s->head;
    int32_t owner = completed_owner(d, verb);
    if (owner >= 0) {
        *reach = DL__REACH_CONTROL;
        return owner;
    }
    switch (s->dep) {
    case DL__DEP_conj:
        *reach = DL__REACH_CONJ;
        *next = s->head;
        return -1;
    case DL__DEP_xcomp: {
        *reach = DL__REACH_CONTROL;
        int32_t c = controller(d, h);
        if (c < 0)
            *next = s->head;
        return c;
    }
    case DL__DEP_advcl:
    case DL__DEP_ccomp:
    case DL__DEP_parataxis:
        owner = phrase_before(d, verb);
        if (owner >= 0) {
            *reach = DL__REACH_ATTACHED;
            return owner;
        }
        if (s->dep != DL__DEP_advcl && (s->feats & DL__F_FIN)) {
            *reach = DL__REACH_CONJ;
            *next = s->dep == DL__DEP_ccomp ? clause_before(d, verb)
                    : verb > h              ? s->head /* a headline: "Peru cuts ties, expels the envoy" */
                                            : -1;
            return -1;
        }
        *reach = DL__REACH_CONTROL;
        return beside_verb(d, verb, h, next);
    case DL__DEP_acl: *reach = DL__REACH_RELATIVE; return beside_noun(d, verb, h, next);
    case DL__DEP_amod:
        *reach = DL__REACH_RELATIVE;
        if (!dl__args_gerund_before(d, verb))
            return s->head;
        *reach = DL__REACH_CONTROL;
        *next = d->syn[h].head;
        return -1;
    default: return -1;
    }
}

int32_t dl__args_surface_subject(const dl_document *d, uint32_t verb, uint8_t *reach)
{
    uint8_t how = DL__REACH_ARC;
    int32_t v = (int32_t)verb;
    for (int i = 0; i < MAX_CLIMB && v >= 0; i++) {
        int32_t found = dl__args_own_subject(d, (uint32_t)v), next = -1;
        if (found >= 0) {
            int32_t meant = dl__args_resolve(d, (uint32_t)v, found);
            if (meant != found && how == DL__REACH_ARC)
                how = DL__REACH_RELATIVE;
            found = meant;
        } else if (dl__args_is_verb(d, v) || v == (int32_t)verb) {
            found = borrowed_subject(d, (uint32_t)v, &how, &next);
        }
        if (found >= 0) {
            if (reach)
                *reach = how;
            return found;
        }
        v = next;
    }
    return -1;
}
