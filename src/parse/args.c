/* args.c - the tree made plain.  The order of the rules is the order of the evidence: a word's own arcs first, then what it
 * shares with its governor. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/args.h"

#include <string.h>

enum { MAX_CLIMB = 8 }; /* clauses between a verb and the one that gives its subject */

static const dl__syn *syn(const dl_document *d, int32_t t)
{
    return &d->syn[t];
}

static bool is_verb(const dl_document *d, int32_t t)
{
    return t >= 0 && (d->tokens[t].upos == DL_UPOS_VERB || d->tokens[t].upos == DL_UPOS_AUX);
}

static bool has_case(const dl_document *d, uint32_t t, const char *lemma)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        if ((d->syn[c].dep == DL__DEP_case || d->syn[c].dep == DL__DEP_mark) && dl__token_is(d, c, lemma))
            return true;
    }
    return false;
}

static void add(dl__args *out, dl__slot slot, dl__reach reach, int32_t token, int32_t arc, const char *prep)
{
    if (token < 0 || out->n >= DL__MAX_ARGS)
        return;
    for (unsigned i = 0; i < out->n; i++) {
        if (out->item[i].slot == slot && out->item[i].token == (uint32_t)token &&
            strcmp(out->item[i].prep, prep) == 0)
            return;
    }
    dl__arg *a = &out->item[out->n++];
    memset(a, 0, sizeof *a);
    a->slot = (uint8_t)slot;
    a->reach = (uint8_t)reach;
    a->token = (uint32_t)token;
    a->arc = (uint32_t)arc;
    for (size_t i = 0; i + 1 < sizeof a->prep && prep[i]; i++)
        a->prep[i] = prep[i];
}

static bool has_slot(const dl__args *out, dl__slot slot)
{
    for (unsigned i = 0; i < out->n; i++) {
        if (out->item[i].slot == slot)
            return true;
    }
    return false;
}

bool dl__args_preposition(const dl_document *d, uint32_t head, char out[20])
{
    size_t n = 0;
    out[0] = '\0';
    for (int32_t c = d->syn[head].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep != DL__DEP_case && d->syn[c].dep != DL__DEP_mark)
            continue;
        if (d->tokens[c].upos == DL_UPOS_PART && d->syn[c].dep == DL__DEP_case)
            continue; /* possessive 's */
        if (dl__token_is(d, c, "at") && (uint32_t)c < head &&
            (dl__token_is(d, c + 1, "least") || dl__token_is(d, c + 1, "most")))
            continue; /* "killed at least ten": no preposition */
        int32_t part = c;
        for (int32_t next = d->syn[c].child; part >= 0;
             part = next, next = part >= 0 ? d->syn[part].sibling : -1) {
            if (part != c && d->syn[part].dep != DL__DEP_fixed)
                continue;
            const char *lemma = d->tokens[part].lemma;
            if (n && n + 1 < 20)
                out[n++] = '_';
            for (size_t i = 0; lemma[i] && n + 1 < 20; i++)
                out[n++] = lemma[i];
        }
        out[n] = '\0';
    }
    return n > 0;
}

unsigned dl__args_conjuncts(const dl_document *d, uint32_t token, uint32_t *out, unsigned max)
{
    unsigned n = 0;
    if (max)
        out[n++] = token;
    for (int32_t c = d->syn[token].child; c >= 0 && n < max; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_conj)
            out[n++] = (uint32_t)c;
    }
    return n;
}

int32_t dl__args_mention(const dl_document *d, uint32_t head)
{
    if (!d->mention_of)
        return -1;
    if (d->mention_of[head] >= 0)
        return d->mention_of[head];
    if (d->tokens[head].upos != DL_UPOS_PROPN && d->tokens[head].upos != DL_UPOS_NOUN)
        return -1;
    for (int32_t c = d->syn[head].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool name = dep == DL__DEP_flat || dep == DL__DEP_appos ||
                    (dep == DL__DEP_nmod && dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other) < 0);
        if (name && d->mention_of[c] >= 0)
            return d->mention_of[c];
    }
    return -1;
}

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
    const dl__syn *s = syn(d, (int32_t)verb);
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
        const dl__syn *s = syn(d, c);
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
    const dl__syn *s = syn(d, (int32_t)verb);
    if (s->dep == DL__DEP_conj && s->head >= 0 && is_verb(d, s->head)) {
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
    if (syn(d, t)->feats & DL__F_REL)
        return true;
    return dl__token_is(d, t, "who") || dl__token_is(d, t, "which") || dl__token_is(d, t, "that") ||
           dl__token_is(d, t, "whom");
}

/* The noun that a relative clause speaks of: the head of the nearest acl:relcl above (or its conjunct's). */
static int32_t antecedent(const dl_document *d, uint32_t verb)
{
    int32_t v = (int32_t)verb;
    for (int i = 0; i < MAX_CLIMB && v >= 0; i++) {
        const dl__syn *s = syn(d, v);
        if (s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl)
            return s->head;
        if (s->dep != DL__DEP_conj && s->dep != DL__DEP_xcomp && s->dep != DL__DEP_ccomp)
            return -1;
        v = s->head;
    }
    return -1;
}

static int32_t resolve(const dl_document *d, uint32_t verb, int32_t t)
{
    if (!relative_pronoun(d, t))
        return t;
    int32_t noun = antecedent(d, verb);
    return noun >= 0 ? noun : t;
}

/* The first subject; but where a conjunction stands between two that the parser gave one verb, the second is the verb's own:
 * "[A battle] erupted and [ten men] were killed". */
static int32_t own_subject(const dl_document *d, uint32_t verb)
{
    int32_t found = -1;
    bool joined = false;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = syn(d, c)->dep;
        bool subject = (dep == DL__DEP_nsubj && syn(d, c)->sub != DL__SUB_outer) || dep == DL__DEP_csubj;
        if (subject && (found < 0 || (joined && (uint32_t)c < verb)))
            found = c;
        joined = dep == DL__DEP_cc || (joined && !subject);
    }
    return found;
}

/* Who is meant to do the infinitive under `verb`: its object, the phrase under on/upon/for/to ("called on X to"), or its subject. */
static int32_t controller(const dl_document *d, uint32_t verb)
{
    bool subject_control = dl__token_is(d, (int32_t)verb, "promise") ||
                           dl__token_is(d, (int32_t)verb, "threaten") ||
                           dl__token_is(d, (int32_t)verb, "vow");
    int32_t found = -1;
    for (int32_t c = d->syn[verb].child; c >= 0 && !subject_control; c = d->syn[c].sibling) {
        uint8_t dep = syn(d, c)->dep;
        if (dep == DL__DEP_obj || dep == DL__DEP_iobj)
            return resolve(d, verb, c);
        if (dep == DL__DEP_obl && (has_case(d, (uint32_t)c, "on") || has_case(d, (uint32_t)c, "upon") ||
                                   has_case(d, (uint32_t)c, "for")))
            found = c;
    }
    return found >= 0 ? resolve(d, verb, found) : -1;
}

/* Possessor, "by" phrase or demonym of a noun: who its infinitive is about ("Turkey's decision to withdraw"). */
static int32_t noun_owner(const dl_document *d, uint32_t noun)
{
    int32_t of = -1;
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = syn(d, c);
        if (s->dep == DL__DEP_nmod && (s->sub == DL__SUB_poss || has_case(d, (uint32_t)c, "by")))
            return c;
        if (s->dep == DL__DEP_nmod && has_case(d, (uint32_t)c, "of"))
            of = c;
    }
    return of;
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
    if (owner < 0 && argument && is_verb(d, verb))
        *next = verb;
    return owner;
}

/* One step up from a verb without a subject of its own: the subject found there, or -1 with *next the verb to go on at. */
static int32_t borrowed_subject(const dl_document *d, uint32_t verb, uint8_t *reach, int32_t *next)
{
    const dl__syn *s = syn(d, (int32_t)verb);
    *next = -1;
    if (s->head < 0)
        return -1;
    uint32_t h = (uint32_t)s->head;
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
    case DL__DEP_parataxis: {
        if (s->dep != DL__DEP_advcl && (s->feats & DL__F_FIN))
            return -1;
        *reach = DL__REACH_CONTROL;
        /* "accused X of shelling": the object is who shelled; "left, saying": the subject says */
        bool of_or_from = has_case(d, verb, "of") || has_case(d, verb, "from") || has_case(d, verb, "for");
        int32_t c = of_or_from || has_case(d, verb, "to") ? controller(d, h) : -1;
        if (c >= 0 && has_case(d, verb, "to") && !has_case(d, verb, "of")) {
            /* a purpose clause is the subject's unless the governor is one that asks somebody */
            c = dl__tree_child(d, h, DL__DEP_obl, DL__SUB_other) == c ? c : -1;
        }
        if (c < 0)
            *next = s->head;
        return c;
    }
    case DL__DEP_acl:
        *reach = DL__REACH_RELATIVE;
        if (s->sub == DL__SUB_relcl)
            return -1;
        if (has_case(d, verb, "to") || has_case(d, verb, "of") || has_case(d, verb, "from"))
            return noun_owner(d, h);
        return strcmp(d->tokens[verb].xpos, "VBG") == 0 && speaks_for(d, h) ? author(d, h, next) : s->head;
    case DL__DEP_amod: *reach = DL__REACH_RELATIVE; return s->head;
    default: return -1;
    }
}

/* A finite verb has a subject. Where the parser gave it none, an apposition without a preposition at the end of a fronted
 * phrase is it: "During a briefing on Monday, [the minister], once again, blamed ...". */
static int32_t stray_subject(const dl_document *d, uint32_t verb)
{
    const char *xpos = d->tokens[verb].xpos;
    if (strcmp(xpos, "VBD") != 0 && strcmp(xpos, "VBZ") != 0)
        return -1;
    int32_t found = -1;
    for (int32_t c = d->syn[verb].child; c >= 0 && (uint32_t)c < verb; c = d->syn[c].sibling) {
        if (syn(d, c)->dep != DL__DEP_obl)
            continue;
        for (int32_t a = d->syn[c].child; a >= 0; a = d->syn[a].sibling) {
            bool loose = syn(d, a)->dep == DL__DEP_appos || syn(d, a)->dep == DL__DEP_conj;
            if (loose && (uint32_t)a < verb &&
                dl__tree_child(d, (uint32_t)a, DL__DEP_case, DL__SUB_other) < 0)
                found = a;
        }
    }
    return found;
}

int32_t dl__args_surface_subject(const dl_document *d, uint32_t verb, uint8_t *reach)
{
    uint8_t how = DL__REACH_ARC;
    int32_t v = (int32_t)verb;
    for (int i = 0; i < MAX_CLIMB && v >= 0; i++) {
        int32_t found = own_subject(d, (uint32_t)v), next = -1;
        if (found >= 0) {
            int32_t meant = resolve(d, (uint32_t)v, found);
            if (meant != found && how == DL__REACH_ARC)
                how = DL__REACH_RELATIVE;
            found = meant;
        } else if (is_verb(d, v) || v == (int32_t)verb) {
            found = borrowed_subject(d, (uint32_t)v, &how, &next);
        }
        if (found < 0 && next < 0)
            found = stray_subject(d, (uint32_t)v);
        if (found >= 0) {
            if (reach)
                *reach = how;
            return found;
        }
        v = next;
    }
    return -1;
}

/* "called it a failure", "elected him president": a secondary predicate is no clause. */
static bool is_clause(const dl_document *d, uint32_t t)
{
    if (is_verb(d, (int32_t)t))
        return true;
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        if (dep == DL__DEP_cop || dep == DL__DEP_nsubj || dep == DL__DEP_aux || dep == DL__DEP_mark)
            return true;
    }
    return false;
}

/* A clause that completes a word; an infinitive with "to" also as a phrase of "to", for frames that want no other clause. */
static void add_clause(const dl_document *d, int32_t c, uint8_t reach, dl__args *out)
{
    add(out, DL__SLOT_C, reach, c, c, "");
    if (has_case(d, (uint32_t)c, "to"))
        add(out, DL__SLOT_PREP_C, reach, c, c, "to");
}

/* "called the raid a massacre": where the parser took the name for an apposition of the object, or for a second object. */
static void add_naming(const dl_document *d, uint32_t verb, uint32_t object, dl__args *out)
{
    static const char *const naming[] = { "call", "label", "brand", "term", "dub", "name", NULL };
    if (!dl__token_in(d, (int32_t)verb, naming))
        return;
    bool second = false;
    for (unsigned i = 0; i < out->n; i++)
        second |= out->item[i].slot == DL__SLOT_O && out->item[i].token < object;
    int32_t name = second ? (int32_t)object : dl__tree_child(d, object, DL__DEP_appos, DL__SUB_other);
    if (name >= 0 && (uint32_t)name > verb && d->tokens[name].upos != DL_UPOS_PROPN)
        add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, name, name, "as");
}

/* "held the government responsible": where the parser took what is said of the object for an attribute. */
static void add_predicate(const dl_document *d, uint32_t verb, uint32_t object, dl__args *out)
{
    static const char *const judging[] = { "hold", "find", "rule", "declare", "deem", "consider", NULL };
    if (!dl__token_in(d, (int32_t)verb, judging))
        return;
    for (int32_t c = d->syn[object].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_amod && (uint32_t)c > object && d->tokens[c].upos == DL_UPOS_ADJ)
            add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, c, c, "as");
    }
}

/* A phrase without a preposition behind a verb that has no object is its object, whatever the parser calls it: "accepted on
 * Monday demands for reform". Times have a label of their own. */
static bool bare_object(const dl_document *d, uint32_t verb, bool passive, uint32_t t)
{
    bool noun = d->tokens[t].upos == DL_UPOS_NOUN || d->tokens[t].upos == DL_UPOS_PROPN;
    bool number = d->tokens[t].upos == DL_UPOS_NUM; /* "killing at least 20" */
    return (number || (noun && d->syn[t].sub == DL__SUB_none)) && !passive && t > verb &&
           dl__tree_child(d, verb, DL__DEP_obj, DL__SUB_other) < 0;
}

/* Of two objects the first is the one to whom: "gave Haiti ten million dollars". */
static void first_of_two_objects(dl__args *out)
{
    const dl__arg *first = NULL;
    for (unsigned i = 0, n = out->n; i < n; i++) {
        if (out->item[i].slot == DL__SLOT_I)
            return;
        if (out->item[i].slot != DL__SLOT_O)
            continue;
        if (first && first->token < out->item[i].token) {
            add(out, DL__SLOT_I, DL__REACH_ATTACHED, (int32_t)first->token, (int32_t)first->arc, "");
            return;
        }
        first = &out->item[i];
    }
}

/* Phrases and clauses that hang on the verb itself. */
static void own_arguments(const dl_document *d, uint32_t verb, bool passive, dl__args *out)
{
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = syn(d, c);
        char prep[20];
        switch (s->dep) {
        case DL__DEP_obj:
            add(out, DL__SLOT_O, DL__REACH_ARC, resolve(d, verb, c), c, "");
            add_naming(d, verb, (uint32_t)c, out);
            add_predicate(d, verb, (uint32_t)c, out);
            break;
        case DL__DEP_iobj: add(out, DL__SLOT_I, DL__REACH_ARC, resolve(d, verb, c), c, ""); break;
        case DL__DEP_obl:
            if ((s->sub == DL__SUB_agent &&
                 dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other) >= 0) ||
                (passive && has_case(d, (uint32_t)c, "by"))) {
                add(out, DL__SLOT_S, DL__REACH_PASSIVE, resolve(d, verb, c), c, "");
            } else if (dl__args_preposition(d, (uint32_t)c, prep)) {
                add(out, DL__SLOT_PREP, DL__REACH_ARC, resolve(d, verb, c), c, prep);
            } else if (bare_object(d, verb, passive, (uint32_t)c)) {
                add(out, DL__SLOT_O, DL__REACH_ATTACHED, resolve(d, verb, c), c, "");
            }
            break;
        case DL__DEP_xcomp:
        case DL__DEP_ccomp:
            if (is_clause(d, (uint32_t)c))
                add_clause(d, c, DL__REACH_ARC, out);
            else
                add(out, DL__SLOT_PREP, DL__REACH_ARC, c, c,
                    "as"); /* "called it a crime": as "described it as a crime" */
            break;
        case DL__DEP_advcl:
            if (!dl__args_preposition(d, (uint32_t)c, prep)) {
                /* "denied shelling the town": a gerund right behind the verb completes it */
                if ((uint32_t)c == verb + 1 && strcmp(d->tokens[c].xpos, "VBG") == 0)
                    add_clause(d, c, DL__REACH_ATTACHED, out);
                break;
            }
            if (strcmp(prep, "to") == 0) {
                add_clause(d, c, DL__REACH_ATTACHED, out);
            } else if (strcmp(prep, "as") == 0 && !is_verb(d, c)) { /* "described it as regrettable" */
                add(out, DL__SLOT_PREP, DL__REACH_ARC, c, c, prep);
            } else {
                add(out, DL__SLOT_PREP_C, DL__REACH_ARC, c, c, prep);
            }
            break;
        case DL__DEP_compound:
            if (s->sub == DL__SUB_prt)
                add(out, DL__SLOT_PRT, DL__REACH_ARC, c, c, d->tokens[c].lemma);
            break;
        case DL__DEP_advmod: add(out, DL__SLOT_PRT, DL__REACH_ATTACHED, c, c, d->tokens[c].lemma); break;
        default: break;
        }
    }
}

/* Who did it, said after the second of two coordinated passives: "was captured and killed by rebels". */
static void shared_agent(const dl_document *d, uint32_t verb, dl__args *out)
{
    for (int32_t v = d->syn[verb].child; v >= 0 && !has_slot(out, DL__SLOT_S); v = d->syn[v].sibling) {
        if (d->syn[v].dep != DL__DEP_conj || !is_verb(d, v) || !dl__args_passive(d, (uint32_t)v))
            continue;
        for (int32_t c = d->syn[v].child; c >= 0; c = d->syn[c].sibling) {
            const dl__syn *s = syn(d, c);
            if (s->dep == DL__DEP_obl && (s->sub == DL__SUB_agent || has_case(d, (uint32_t)c, "by")))
                add(out, DL__SLOT_S, DL__REACH_CONJ, c, c, "");
        }
    }
}

/* Objects and phrases that the first of two coordinated verbs has, standing after the second ("shelled and burned the town"). */
static void shared_arguments(const dl_document *d, uint32_t verb, dl__args *out)
{
    const dl__syn *s = syn(d, (int32_t)verb);
    if (s->dep != DL__DEP_conj || s->head < 0)
        return;
    for (int32_t c = d->syn[s->head].child; c >= 0; c = d->syn[c].sibling) {
        if ((uint32_t)c > verb && d->syn[c].dep == DL__DEP_obj && !has_slot(out, DL__SLOT_O))
            add(out, DL__SLOT_O, DL__REACH_CONJ, c, c, "");
        /* "fired mortars at the post and wounded three guards": what stands behind the second verb is no second object of the first */
        for (int32_t o = d->syn[c].dep == DL__DEP_obj ? d->syn[c].child : -1; o >= 0 && (uint32_t)c < verb;
             o = d->syn[o].sibling) {
            if (d->syn[o].dep == DL__DEP_conj && (uint32_t)o > verb && !has_slot(out, DL__SLOT_O))
                add(out, DL__SLOT_O, DL__REACH_ARC, o, o, "");
        }
    }
}

/* "told his cabinet [that allies had failed]": the parser may hang a that-clause on the noun before it as a relative clause. It
 * is one only if "that" has a part in it; as a mere mark it completes the verb. */
static void misplaced_clause(const dl_document *d, uint32_t noun, dl__args *out)
{
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep != DL__DEP_acl || own_subject(d, (uint32_t)c) < 0)
            continue;
        int32_t mark = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other);
        if (mark >= 0 && dl__token_is(d, mark, "that"))
            add(out, DL__SLOT_C, DL__REACH_ATTACHED, c, mark, "");
    }
}

/* Phrases that hang on the object: the parser cannot always tell "withdraw [troops from X]" from "withdraw [troops] from X". */
static void attached_arguments(const dl_document *d, dl__args *out)
{
    unsigned n = out->n;
    bool clause = has_slot(out, DL__SLOT_C);
    for (unsigned i = 0; i < n; i++) {
        const dl__arg *a = &out->item[i];
        bool hearer = a->slot == DL__SLOT_O || a->slot == DL__SLOT_I ||
                      (a->slot == DL__SLOT_PREP && strcmp(a->prep, "to") == 0);
        if (hearer && !clause && a->reach == DL__REACH_ARC)
            misplaced_clause(d, a->token, out);
        if (a->slot != DL__SLOT_O)
            continue;
        for (int32_t c = d->syn[out->item[i].token].child; c >= 0; c = d->syn[c].sibling) {
            char prep[20];
            const dl__syn *s = syn(d, c);
            if (s->dep == DL__DEP_nmod && s->sub != DL__SUB_poss &&
                dl__args_preposition(d, (uint32_t)c, prep))
                add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, c, c, prep);
            else if (s->dep == DL__DEP_acl && s->sub != DL__SUB_relcl && has_case(d, (uint32_t)c, "to"))
                add_clause(d, c, DL__REACH_ATTACHED, out);
        }
    }
}

static void verb_args(const dl_document *d, uint32_t verb, dl__args *out)
{
    bool passive = dl__args_passive(d, verb);
    own_arguments(d, verb, passive, out);
    first_of_two_objects(out);
    for (unsigned i = 0, n = out->n; i < n;
         i++) { /* the one object that is there is the direct one: "urged Kenya to act" */
        if (out->item[i].slot == DL__SLOT_I && !passive && !has_slot(out, DL__SLOT_O))
            add(out, DL__SLOT_O, DL__REACH_ARC, (int32_t)out->item[i].token, (int32_t)out->item[i].arc, "");
    }
    uint8_t reach = DL__REACH_ARC;
    int32_t subject = dl__args_surface_subject(d, verb, &reach);
    if (subject >= 0) {
        if (!passive) {
            if (!has_slot(out, DL__SLOT_S))
                add(out, DL__SLOT_S, (dl__reach)reach, subject, subject, "");
        } else if (has_slot(out, DL__SLOT_O)) { /* "Iraq was given aid" */
            add(out, DL__SLOT_I, DL__REACH_PASSIVE, subject, subject, "");
        } else {
            add(out, DL__SLOT_O, DL__REACH_PASSIVE, subject, subject, "");
        }
    }
    if (passive)
        shared_agent(d, verb, out);
    shared_arguments(d, verb, out);
    /* "the deal that he signed", "the deal he signed": the antecedent is the object where nothing else is */
    const dl__syn *s = syn(d, (int32_t)verb);
    /* and of a "participle" before it with a subject of its own, which is the verb that the parser missed: "[agents] abused migrants" */
    bool relative = s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl;
    bool missed = s->dep == DL__DEP_amod && s->head > (int32_t)verb && own_subject(d, verb) >= 0;
    if ((relative || missed) && !passive && !has_slot(out, DL__SLOT_O) && s->head >= 0 && subject >= 0 &&
        subject != s->head)
        add(out, DL__SLOT_O, DL__REACH_RELATIVE, s->head, s->head, "");
    attached_arguments(d, out);
}

static bool names_somebody(const dl_document *d, int32_t t)
{
    return d->mention_of && d->mention_of[t] >= 0;
}

/* A city before a noun says where ("the London bombings"), though its government may act elsewhere. */
static bool says_where(const dl_document *d, int32_t t)
{
    return d->place_of && d->place_of[t] >= 0 && d->mentions[d->mention_of[t]].via == DL_VIA_metonym;
}

/* "expressed its willingness to talk": the infinitive that the parser gave the verb may complete the object. */
static void governors_infinitive(const dl_document *d, uint32_t noun, dl__args *out)
{
    int32_t verb = d->syn[noun].head;
    if (d->syn[noun].dep != DL__DEP_obj || !is_verb(d, verb))
        return;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_xcomp && (uint32_t)c > noun && has_case(d, (uint32_t)c, "to"))
            add_clause(d, c, DL__REACH_ATTACHED, out);
    }
}

static void noun_args(const dl_document *d, uint32_t noun, dl__args *out)
{
    int32_t modifier = -1;
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = syn(d, c);
        char prep[20];
        if (s->dep == DL__DEP_nmod && s->sub == DL__SUB_poss) {
            add(out, DL__SLOT_S, DL__REACH_ARC, c, c, "");
        } else if (s->dep == DL__DEP_nmod || s->dep == DL__DEP_obl) {
            if (!dl__args_preposition(d, (uint32_t)c, prep))
                continue;
            if (strcmp(prep, "by") == 0)
                add(out, DL__SLOT_S, DL__REACH_ARC, c, c, "");
            else
                add(out, DL__SLOT_PREP, DL__REACH_ARC, c, c, prep);
        } else if (s->dep == DL__DEP_acl && s->sub != DL__SUB_relcl) {
            if (!dl__args_preposition(d, (uint32_t)c, prep))
                continue;
            if (strcmp(prep, "to") == 0 || strcmp(prep, "that") == 0)
                add_clause(d, c, DL__REACH_ARC, out);
            else
                add(out, DL__SLOT_PREP_C, DL__REACH_ARC, c, c, prep);
        } else if (s->dep == DL__DEP_ccomp) {
            add(out, DL__SLOT_C, DL__REACH_ARC, c, c, "");
        } else if ((s->dep == DL__DEP_amod || s->dep == DL__DEP_compound) && names_somebody(d, c) &&
                   modifier < 0 && !says_where(d, c)) {
            modifier = c;
        }
    }
    if (modifier >= 0 && !has_slot(out, DL__SLOT_S))
        add(out, DL__SLOT_S, DL__REACH_MODIFIER, modifier, modifier, "");
    if (!has_slot(out, DL__SLOT_C))
        governors_infinitive(d, noun, out);
}

void dl__args_of(const dl_document *d, uint32_t predicate, dl__args *out)
{
    out->n = 0;
    uint8_t upos = d->tokens[predicate].upos;
    bool clause =
        false; /* "is under arrest", "is critical of": a predicate that is no verb but has a subject */
    for (int32_t c = d->syn[predicate].child; c >= 0; c = d->syn[c].sibling)
        clause |= syn(d, c)->dep == DL__DEP_cop;
    if (upos == DL_UPOS_NOUN || upos == DL_UPOS_PROPN) {
        noun_args(d, predicate, out);
        if (clause && !has_slot(out, DL__SLOT_S)) {
            int32_t s = own_subject(d, predicate);
            if (s >= 0)
                add(out, DL__SLOT_S, DL__REACH_ARC, resolve(d, predicate, s), s, "");
        }
    } else {
        verb_args(d, predicate, out);
    }
}
