/* args.c - the tree made plain: phrases and clauses.  The order of the rules is the order of the evidence: a word's own arcs
 * first, then what it shares with its governor. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/args_priv.h"

#include <string.h>

/* "to [president] Ana Bel": the parser may hang the preposition before a phrase on a title or modifier that begins it. The word on which
 * it hangs, t itself where it has one of its own or where none has. */
static uint32_t holds_case(const dl_document *d, uint32_t t)
{
    if (dl__tree_child(d, t, DL__DEP_case, DL__SUB_other) >= 0)
        return t;
    for (int32_t c = d->syn[t].child; c >= 0 && (uint32_t)c < t; c = d->syn[c].sibling) {
        const dl__syn *s = &d->syn[c];
        bool before = (s->dep == DL__DEP_nmod && s->sub != DL__SUB_poss) || s->dep == DL__DEP_compound ||
                      s->dep == DL__DEP_amod;
        int32_t mark = before ? dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other) : -1;
        if (mark >= 0 && mark < c && d->tokens[mark].upos == DL_UPOS_ADP && s->head == (int32_t)t &&
            d->tokens[c].upos != DL_UPOS_NUM && d->tokens[t].upos == DL_UPOS_PROPN)
            return (uint32_t)c;
        if (s->dep != DL__DEP_det && s->dep != DL__DEP_punct)
            break;
    }
    return t;
}

bool dl__args_has_case(const dl_document *d, uint32_t t, const char *lemma)
{
    uint32_t held = holds_case(d, t);
    for (int32_t c = held != t ? d->syn[held].child : -1; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_case && dl__token_is(d, c, lemma))
            return true;
    }
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
    head = holds_case(d, head);
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

/* "Chile rather than Peru", "Chile, not Peru": named only to say that it is not meant. */
static bool not_meant(const dl_document *d, int32_t conjunct)
{
    static const char *const apart[] = { "not", "rather", "instead", "never", NULL };
    for (int32_t c = d->syn[conjunct].child; c >= 0 && c < conjunct; c = d->syn[c].sibling) {
        bool joint = d->syn[c].dep == DL__DEP_cc || d->syn[c].dep == DL__DEP_advmod;
        if (joint && dl__token_in(d, c, apart) && !dl__token_is(d, c + 1, "only"))
            return true;
    }
    return false;
}

/* "Bin, the group's member and [son] of its founder, died": what no comma parts from an apposition before it, and no article
 * begins, is more of the apposition. */
static bool of_apposition(const dl_document *d, int32_t token, int32_t conjunct)
{
    int32_t cc = dl__tree_child(d, (uint32_t)conjunct, DL__DEP_cc, DL__SUB_other);
    if (cc < 1 || d->tokens[conjunct].upos != DL_UPOS_NOUN || dl__token_is(d, cc - 1, ",") ||
        dl__tree_child(d, (uint32_t)conjunct, DL__DEP_det, DL__SUB_other) >= 0)
        return false;
    for (int32_t c = d->syn[token].child; c >= 0 && c < conjunct; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_appos && d->tokens[c].upos == DL_UPOS_NOUN)
            return true;
    }
    return false;
}

/* "Japan, together with [South Korea], ...", "the US, joined by [Britain], ...": who takes part besides, -1: nobody. */
static int32_t companion(const dl_document *d, int32_t c)
{
    static const char *const with[] = { "together", "along", "jointly", NULL };
    if (d->syn[c].dep == DL__DEP_nmod && dl__args_has_case(d, (uint32_t)c, "with")) {
        for (int32_t k = d->syn[d->syn[c].head].child; k >= 0 && k < c; k = d->syn[k].sibling) {
            if (d->syn[k].dep == DL__DEP_advmod && dl__token_in(d, k, with))
                return c;
        }
        int32_t own = dl__tree_child(d, (uint32_t)c, DL__DEP_advmod, DL__SUB_other);
        return own >= 0 && own < c && dl__token_in(d, own, with) ? c : -1;
    }
    if (d->syn[c].dep != DL__DEP_acl || !dl__token_is(d, c, "join") || !dl__args_passive(d, (uint32_t)c))
        return -1;
    for (int32_t k = d->syn[c].child; k >= 0; k = d->syn[k].sibling) {
        if (d->syn[k].dep == DL__DEP_obl && dl__args_has_case(d, (uint32_t)k, "by"))
            return k;
    }
    return -1;
}

unsigned dl__args_conjuncts(const dl_document *d, uint32_t token, uint32_t *out, unsigned max)
{
    unsigned n = 0;
    if (max)
        out[n++] = token;
    for (int32_t c = d->syn[token].child; c >= 0 && n < max; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_conj && !not_meant(d, c) && !of_apposition(d, (int32_t)token, c))
            out[n++] = (uint32_t)c;
        int32_t besides = companion(d, c);
        if (besides >= 0)
            out[n++] = (uint32_t)besides;
        for (int32_t k = besides >= 0 ? d->syn[besides].child : -1; k >= 0 && n < max;
             k = d->syn[k].sibling) {
            if (d->syn[k].dep == DL__DEP_conj)
                out[n++] = (uint32_t)k;
        }
        /* "the ex-president, Ana Bel, and [Joan Cox] met": the second name hangs on the first, which is the president's */
        bool name = d->syn[c].dep == DL__DEP_appos && d->tokens[c].upos == DL_UPOS_PROPN;
        for (int32_t k = name ? d->syn[c].child : -1; k >= 0 && n < max; k = d->syn[k].sibling) {
            if (d->syn[k].dep == DL__DEP_conj && d->tokens[k].upos == DL_UPOS_PROPN && !not_meant(d, k))
                out[n++] = (uint32_t)k;
        }
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

/* "called it a failure", "elected him president": a secondary predicate is no clause. */
static bool is_clause(const dl_document *d, uint32_t t)
{
    if (dl__args_is_verb(d, (int32_t)t))
        return true;
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        if (dep == DL__DEP_cop || dep == DL__DEP_nsubj || dep == DL__DEP_aux || dep == DL__DEP_mark)
            return true;
    }
    return false;
}

static bool complement_gerund(const dl_document *d, int32_t verb, uint32_t t)
{
    static const char *const completed[] = { "deny",  "admit",   "acknowledge", "confess", "stop", "begin",
                                             "start", "suspend", "resume",      "halt",    "quit", "cease",
                                             "avoid", "justify", "defend",      "regret",  NULL };
    return dl__args_is_verb(d, verb) && t == (uint32_t)verb + 1 && dl__token_in(d, verb, completed) &&
           !dl__args_passive(d, (uint32_t)verb);
}

bool dl__args_gerund_before(const dl_document *d, uint32_t t)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)t);
    if (s->dep != DL__DEP_amod || s->head <= (int32_t)t || strcmp(d->tokens[t].xpos, "VBG") != 0)
        return false;
    return d->syn[s->head].dep == DL__DEP_obj && complement_gerund(d, d->syn[s->head].head, t);
}

/* "denied bombing Uganda": where the tagger took the gerund for a noun, its object; -1: it is a noun. */
static int32_t noun_gerund_object(const dl_document *d, uint32_t t)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)t);
    bool open = s->dep == DL__DEP_xcomp || s->dep == DL__DEP_obj || s->dep == DL__DEP_ccomp;
    const char *form = d->tokens[t].form;
    size_t n = 0;
    while (form[n])
        n++;
    if (!open || d->tokens[t].upos != DL_UPOS_NOUN || !complement_gerund(d, s->head, t) || n < 6 ||
        memcmp(form + n - 3, "ing", 3) != 0)
        return -1;
    int32_t own = dl__tree_child(d, t, DL__DEP_obj, DL__SUB_other);
    for (int32_t c = d->syn[s->head].child; c >= 0 && own < 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_obj && (uint32_t)c > t)
            own = c;
    }
    return own;
}

/* A clause that completes a word; an infinitive with "to" also as a phrase of "to", for frames that want no other clause. */
static void add_clause(const dl_document *d, int32_t c, uint8_t reach, dl__args *out)
{
    add(out, DL__SLOT_C, reach, c, c, "");
    if (dl__args_has_case(d, (uint32_t)c, "to"))
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

/* Right behind the verb, or behind its particle. */
static bool behind_verb(const dl_document *d, uint32_t verb, uint32_t t)
{
    bool particle = d->syn[verb + 1].dep == DL__DEP_compound && d->syn[verb + 1].sub == DL__SUB_prt &&
                    d->syn[verb + 1].head == (int32_t)verb;
    return t == verb + 1 + particle;
}

/* "was denied [funding]": what is given or refused to the subject, where the parser took it for a predicate. */
static bool thing_given(const dl_document *d, uint32_t verb, uint32_t t)
{
    static const char *const giving[] = { "deny",    "give", "grant",     "offer", "refuse", "award", "pay",
                                          "promise", "owe",  "guarantee", "send",  "hand",   NULL };
    return dl__token_in(d, (int32_t)verb, giving) && d->tokens[t].upos == DL_UPOS_NOUN;
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

/* A clause that the parser hangs beside the verb: what it is about, or said of its object, or under a preposition. */
static void add_adverbial(const dl_document *d, uint32_t verb, uint32_t c, dl__args *out)
{
    char prep[20];
    if (!dl__args_preposition(d, c, prep)) {
        /* "denied shelling the town", "ruled out sending troops": a gerund right behind the verb completes it */
        if (c > verb && behind_verb(d, verb, c) && strcmp(d->tokens[c].xpos, "VBG") == 0)
            add_clause(d, (int32_t)c, DL__REACH_ATTACHED, out);
    } else if (strcmp(prep, "to") == 0) {
        add_clause(d, (int32_t)c, DL__REACH_ATTACHED, out);
    } else if (strcmp(prep, "as") == 0 &&
               !dl__args_is_verb(d, (int32_t)c)) { /* "described it as regrettable" */
        add(out, DL__SLOT_PREP, DL__REACH_ARC, (int32_t)c, (int32_t)c, prep);
    } else {
        add(out, DL__SLOT_PREP_C, DL__REACH_ARC, (int32_t)c, (int32_t)c, prep);
    }
}

/* Phrases and clauses that hang on the verb itself. */
static void own_arguments(const dl_document *d, uint32_t verb, bool passive, dl__args *out)
{
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = dl__args_syn(d, c);
        char prep[20];
        switch (s->dep) {
        case DL__DEP_obj:
            if (noun_gerund_object(d, (uint32_t)c) >= 0) {
                add_clause(d, c, DL__REACH_ATTACHED, out);
                break;
            }
            add(out, DL__SLOT_O, DL__REACH_ARC, dl__args_resolve(d, verb, c), c, "");
            add_naming(d, verb, (uint32_t)c, out);
            add_predicate(d, verb, (uint32_t)c, out);
            if (verb + 1 < (uint32_t)c && dl__args_gerund_before(d, verb + 1) && d->syn[verb + 1].head == c)
                add_clause(d, (int32_t)verb + 1, DL__REACH_ATTACHED, out);
            break;
        case DL__DEP_iobj: add(out, DL__SLOT_I, DL__REACH_ARC, dl__args_resolve(d, verb, c), c, ""); break;
        case DL__DEP_obl:
            if ((s->sub == DL__SUB_agent &&
                 dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other) >= 0) ||
                (passive && dl__args_has_case(d, (uint32_t)c, "by"))) {
                add(out, DL__SLOT_S, DL__REACH_PASSIVE, dl__args_resolve(d, verb, c), c, "");
            } else if (dl__args_preposition(d, (uint32_t)c, prep)) {
                add(out, DL__SLOT_PREP, DL__REACH_ARC, dl__args_resolve(d, verb, c), c, prep);
            } else if (bare_object(d, verb, passive, (uint32_t)c)) {
                add(out, DL__SLOT_O, DL__REACH_ATTACHED, dl__args_resolve(d, verb, c), c, "");
            }
            break;
        case DL__DEP_xcomp:
        case DL__DEP_ccomp:
            if (is_clause(d, (uint32_t)c) || noun_gerund_object(d, (uint32_t)c) >= 0)
                add_clause(d, c, DL__REACH_ARC, out);
            else if (thing_given(d, verb, (uint32_t)c))
                add(out, DL__SLOT_O, DL__REACH_ATTACHED, c, c, "");
            else
                add(out, DL__SLOT_PREP, DL__REACH_ARC, c, c,
                    "as"); /* "called it a crime": as "described it as a crime" */
            break;
        case DL__DEP_advcl: add_adverbial(d, verb, (uint32_t)c, out); break;
        case DL__DEP_flat: /* "Police arrest 200": a headline's verb that was taken for a noun */
            if (d->tokens[c].upos == DL_UPOS_NUM && (uint32_t)c > verb)
                add(out, DL__SLOT_O, DL__REACH_ATTACHED, c, c, "");
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

/* Who did it, said after one of two coordinated passives: "was captured and killed by rebels", "was stopped by police and taken
 * into custody". */
static void shared_agent(const dl_document *d, uint32_t verb, dl__args *out)
{
    int32_t first = d->syn[verb].dep == DL__DEP_conj ? d->syn[verb].head : -1;
    for (int32_t c = first >= 0 ? d->syn[first].child : -1; c >= 0 && !has_slot(out, DL__SLOT_S);
         c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_obl && d->syn[c].sub == DL__SUB_agent &&
            dl__args_own_subject(d, verb) < 0)
            add(out, DL__SLOT_S, DL__REACH_CONJ, c, c, "");
    }
    for (int32_t v = d->syn[verb].child; v >= 0 && !has_slot(out, DL__SLOT_S); v = d->syn[v].sibling) {
        if (d->syn[v].dep != DL__DEP_conj || !dl__args_is_verb(d, v) || !dl__args_passive(d, (uint32_t)v))
            continue;
        for (int32_t c = d->syn[v].child; c >= 0; c = d->syn[c].sibling) {
            const dl__syn *s = dl__args_syn(d, c);
            if (s->dep == DL__DEP_obl && (s->sub == DL__SUB_agent || dl__args_has_case(d, (uint32_t)c, "by")))
                add(out, DL__SLOT_S, DL__REACH_CONJ, c, c, "");
        }
    }
}

static bool names_somebody(const dl_document *d, int32_t t)
{
    return d->mention_of && d->mention_of[t] >= 0;
}

/* The "by" phrase that the parser hung on something below a passive or a noun: "accused of torture [by X]", "forced to flee [by X]",
 * "were refused entry [by X]", "the arrest of Y [by X]". */
static void stray_agent(const dl_document *d, uint32_t head, dl__args *out)
{
    for (int32_t c = d->syn[head].child; c >= 0 && !has_slot(out, DL__SLOT_S); c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool phrase = dep == DL__DEP_obl || dep == DL__DEP_nmod || dep == DL__DEP_obj;
        bool clause = dep == DL__DEP_xcomp;
        if ((!phrase && !clause) || (uint32_t)c < head || (clause && dl__args_passive(d, (uint32_t)c)))
            continue;
        for (int32_t k = d->syn[c].child; k >= 0; k = d->syn[k].sibling) {
            if ((d->syn[k].dep == DL__DEP_nmod || d->syn[k].dep == DL__DEP_obl) &&
                dl__args_has_case(d, (uint32_t)k, "by") && names_somebody(d, k))
                add(out, DL__SLOT_S, DL__REACH_ATTACHED, k, k, "");
        }
    }
}

/* "a deal, signed [by X]": the phrase behind a participle that the parser hung on its noun. */
static void agent_beside(const dl_document *d, uint32_t verb, dl__args *out)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    if (s->dep != DL__DEP_acl || s->head < 0 || has_slot(out, DL__SLOT_S))
        return;
    for (int32_t c = d->syn[s->head].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_nmod && (uint32_t)c > verb && dl__args_has_case(d, (uint32_t)c, "by") &&
            names_somebody(d, c)) {
            add(out, DL__SLOT_S, DL__REACH_ATTACHED, c, c, "");
            return;
        }
    }
}

/* "arrested and charged [the leader]": what stands right behind two verbs that only "and" joins is the object of both, though the
 * parser gave it the second. */
static void object_of_second(const dl_document *d, uint32_t verb, dl__args *out)
{
    const uint32_t second = verb + 2;
    const dl_sentence *s = &d->sentences[d->syn[verb].sentence];
    if (has_slot(out, DL__SLOT_O) || second >= s->first_token + s->n_tokens ||
        d->syn[second].dep != DL__DEP_conj || d->syn[second].head != (int32_t)verb ||
        d->syn[second - 1].dep != DL__DEP_cc || dl__args_passive(d, second) ||
        strcmp(d->tokens[verb].xpos, d->tokens[second].xpos) != 0)
        return;
    int32_t object = dl__tree_child(d, second, DL__DEP_obj, DL__SUB_other);
    if (object > (int32_t)second)
        add(out, DL__SLOT_O, DL__REACH_CONJ, object, object, "");
}

/* Objects and phrases that the first of two coordinated verbs has, standing after the second ("shelled and burned the town"). */
static void shared_arguments(const dl_document *d, uint32_t verb, dl__args *out)
{
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
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
        if (d->syn[c].dep != DL__DEP_acl || dl__args_own_subject(d, (uint32_t)c) < 0)
            continue;
        int32_t mark = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other);
        if (mark >= 0 && dl__token_is(d, mark, "that"))
            add(out, DL__SLOT_C, DL__REACH_ATTACHED, c, mark, "");
    }
}

/* "broke off talks": a particle right behind its verb that was taken for the preposition of what is the object. */
static bool behind_particle(const dl_document *d, const dl__arg *a)
{
    static const char *const particles[] = { "off", "out", "up", "down", "over", "back", "away", NULL };
    int32_t particle = dl__tree_child(d, a->arc, DL__DEP_case, DL__SUB_other);
    return a->slot == DL__SLOT_PREP && particle > 0 && particle == d->syn[a->arc].head + 1 &&
           dl__word_in(a->prep, particles);
}

/* A clause on the object that completes the verb: "has plans [to go]", "accused the firm [of spying]". */
static void clause_on_object(const dl_document *d, int32_t c, dl__args *out)
{
    char prep[20];
    if (dl__args_has_case(d, (uint32_t)c, "to"))
        add_clause(d, c, DL__REACH_ATTACHED, out);
    else if (strcmp(d->tokens[c].xpos, "VBG") == 0 && dl__args_preposition(d, (uint32_t)c, prep))
        add(out, DL__SLOT_PREP_C, DL__REACH_ATTACHED, c, c, prep);
}

/* What hangs on one object, or on the last of several: "used batons and gas [against the crowd]". */
static void attached_to(const dl_document *d, uint32_t object, bool phrase, dl__args *out)
{
    for (int32_t c = d->syn[object].child; c >= 0; c = d->syn[c].sibling) {
        char prep[20];
        const dl__syn *s = dl__args_syn(d, c);
        if (phrase && !(s->dep == DL__DEP_nmod && dl__args_preposition(d, (uint32_t)c, prep) &&
                        (strcmp(prep, "with") == 0 || strcmp(prep, "between") == 0)))
            continue;
        if (s->dep == DL__DEP_nmod && s->sub != DL__SUB_poss && dl__args_preposition(d, (uint32_t)c, prep))
            add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, c, c, prep);
        else if (s->dep == DL__DEP_acl && s->sub != DL__SUB_relcl)
            clause_on_object(d, c, out);
    }
}

/* Phrases that hang on the object: the parser cannot always tell "withdraw [troops from X]" from "withdraw [troops] from X". */
static void attached_arguments(const dl_document *d, dl__args *out)
{
    static const char *const into[] = { "into", "to", "in", "at", "on", NULL };
    unsigned n = out->n;
    bool clause = has_slot(out, DL__SLOT_C);
    for (unsigned i = 0; i < n; i++) {
        const dl__arg *a = &out->item[i];
        bool hearer = a->slot == DL__SLOT_O || a->slot == DL__SLOT_I ||
                      (a->slot == DL__SLOT_PREP && strcmp(a->prep, "to") == 0);
        if (hearer && !clause && a->reach == DL__REACH_ARC)
            misplaced_clause(d, a->token, out);
        if (a->slot != DL__SLOT_O && (a->slot != DL__SLOT_PREP || a->reach != DL__REACH_ARC))
            continue;
        bool phrase =
            a->slot == DL__SLOT_PREP && !behind_particle(d, a); /* "entered into an agreement with X" */
        if (phrase && !dl__word_in(a->prep, into))
            continue;
        uint32_t last = out->item[i].token, ends[2] = { last, last };
        for (int32_t c = d->syn[last].child; c >= 0 && a->slot == DL__SLOT_O; c = d->syn[c].sibling)
            ends[1] = d->syn[c].dep == DL__DEP_conj && !names_somebody(d, c) ? (uint32_t)c : ends[1];
        for (int e = 0; e < (ends[1] != last ? 2 : 1); e++)
            attached_to(d, ends[e], phrase, out);
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
    if (passive) {
        shared_agent(d, verb, out);
        stray_agent(d, verb, out);
        agent_beside(d, verb, out);
    }
    int32_t partner = dl__args_partner_subject(d, verb);
    if (partner >= 0)
        add(out, passive ? DL__SLOT_O : DL__SLOT_S, DL__REACH_CONJ, partner, partner, "");
    shared_arguments(d, verb, out);
    if (!passive)
        object_of_second(d, verb, out);
    /* "the deal that he signed", "the deal he signed": the antecedent is the object where nothing else is */
    const dl__syn *s = dl__args_syn(d, (int32_t)verb);
    /* and of a "participle" before it with a subject of its own, which is the verb that the parser missed: "[agents] abused migrants" */
    bool relative = s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl;
    bool missed = s->dep == DL__DEP_amod && s->head > (int32_t)verb &&
                  (dl__args_own_subject(d, verb) >= 0 || dl__args_gerund_before(d, verb));
    if ((relative || missed) && !passive && !has_slot(out, DL__SLOT_O) && s->head >= 0 && subject >= 0 &&
        subject != s->head)
        add(out, DL__SLOT_O, DL__REACH_RELATIVE, s->head, s->head, "");
    attached_arguments(d, out);
}

bool dl__args_says_where(const dl_document *d, uint32_t noun, uint32_t modifier)
{
    static const char *const there[] = { "blast",    "explosion", "bomb",   "bombing", "shooting", "violence",
                                         "massacre", "riot",      "clash",  "unrest",  "killing",  "siege",
                                         "shootout", "protest",   "ambush", NULL };
    if (!d->place_of || d->place_of[modifier] < 0 || !names_somebody(d, (int32_t)modifier))
        return false;
    return d->mentions[d->mention_of[modifier]].via == DL_VIA_metonym ||
           (d->syn[modifier].dep == DL__DEP_compound && dl__token_in(d, (int32_t)noun, there));
}

/* "expressed its willingness to talk": the infinitive that the parser gave the verb may complete the object. */
static void governors_infinitive(const dl_document *d, uint32_t noun, dl__args *out)
{
    int32_t verb = d->syn[noun].head;
    if (d->syn[noun].dep != DL__DEP_obj || !dl__args_is_verb(d, verb))
        return;
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        bool to = (uint32_t)c > noun && dl__args_has_case(d, (uint32_t)c, "to");
        if (to &&
            (d->syn[c].dep == DL__DEP_xcomp || dl__args_noun_completed(d, (uint32_t)c) == (int32_t)noun))
            add_clause(d, c, DL__REACH_ATTACHED, out);
    }
}

/* "Kenya's Uganda visit", "the Kenyan Uganda offensive": a country before a noun that has its doer already is where it goes. */
static void add_goal(const dl_document *d, int32_t modifier, dl__args *out)
{
    static const char *const preps[] = { "to", "on", "in", "with" };
    if (d->syn[modifier].dep != DL__DEP_compound)
        return;
    for (size_t i = 0; i < sizeof preps / sizeof *preps; i++)
        add(out, DL__SLOT_PREP, DL__REACH_MODIFIER, modifier, modifier, preps[i]);
}

/* "condemned the Russian attack [on Ukraine]": a phrase right behind a noun is the noun's, though the parser gave it the verb. */
static void governors_phrase(const dl_document *d, uint32_t noun, dl__args *out)
{
    static const char *const own[] = { "on", "against", "between", "with", "by", NULL };
    int32_t verb = d->syn[noun].head;
    if ((d->syn[noun].dep != DL__DEP_obj && d->syn[noun].dep != DL__DEP_obl) || !dl__args_is_verb(d, verb))
        return;
    uint32_t first, end, start, stop;
    dl__tree_span(d, noun, &first, &end);
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling) {
        char prep[20];
        if (d->syn[c].dep != DL__DEP_obl || (uint32_t)c < noun || !names_somebody(d, c) ||
            !dl__args_preposition(d, (uint32_t)c, prep) || !dl__word_in(prep, own))
            continue;
        dl__tree_span(d, (uint32_t)c, &start, &stop);
        if (start != end)
            continue;
        if (strcmp(prep, "by") != 0)
            add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, c, c, prep);
        else if (!has_slot(out, DL__SLOT_S) && !dl__args_passive(d, (uint32_t)verb))
            add(out, DL__SLOT_S, DL__REACH_ATTACHED, c, c, "");
    }
}

/* "denied bombing Uganda": a gerund that the tagger took for a noun has the verb's subject. */
static void gerund_arguments(const dl_document *d, uint32_t noun, dl__args *out)
{
    int32_t object = noun_gerund_object(d, noun);
    if (object < 0)
        return;
    uint8_t reach = DL__REACH_CONTROL;
    int32_t subject = dl__args_surface_subject(d, (uint32_t)d->syn[noun].head, &reach);
    add(out, DL__SLOT_PREP, DL__REACH_ATTACHED, object, object, "of");
    if (subject >= 0 && !has_slot(out, DL__SLOT_S))
        add(out, DL__SLOT_S, DL__REACH_CONTROL, subject, subject, "");
}

static void noun_args(const dl_document *d, uint32_t noun, dl__args *out)
{
    int32_t modifier = -1, second = -1;
    for (int32_t c = d->syn[noun].child; c >= 0; c = d->syn[c].sibling) {
        const dl__syn *s = dl__args_syn(d, c);
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
                   !dl__args_says_where(d, noun, (uint32_t)c)) {
            if (modifier < 0)
                modifier = c;
            else
                second = c;
        }
    }
    stray_agent(d, noun, out);
    if (modifier >= 0 && !has_slot(out, DL__SLOT_S))
        add(out, DL__SLOT_S, DL__REACH_MODIFIER, modifier, modifier, "");
    else if (second < 0)
        second = modifier;
    if (second >= 0)
        add_goal(d, second, out);
    if (!has_slot(out, DL__SLOT_C))
        governors_infinitive(d, noun, out);
    governors_phrase(d, noun, out);
    gerund_arguments(d, noun, out);
}

bool dl__args_headline_verb(const dl_document *d, uint32_t t)
{
    if (d->tokens[t].upos != DL_UPOS_NOUN || d->syn[t].dep != DL__DEP_root)
        return false;
    int32_t subject = dl__args_own_subject(d, t);
    return subject >= 0 && (uint32_t)subject < t && dl__tree_child(d, t, DL__DEP_cop, DL__SUB_other) < 0 &&
           dl__tree_child(d, t, DL__DEP_det, DL__SUB_other) < 0 &&
           dl__tree_child(d, t, DL__DEP_case, DL__SUB_other) < 0 &&
           dl__tree_child(d, t, DL__DEP_amod, DL__SUB_other) < 0;
}

void dl__args_of(const dl_document *d, uint32_t predicate, dl__args *out)
{
    out->n = 0;
    uint8_t upos = d->tokens[predicate].upos;
    bool clause =
        false; /* "is under arrest", "is critical of": a predicate that is no verb but has a subject */
    for (int32_t c = d->syn[predicate].child; c >= 0; c = d->syn[c].sibling)
        clause |= dl__args_syn(d, c)->dep == DL__DEP_cop;
    if ((upos == DL_UPOS_NOUN || upos == DL_UPOS_PROPN) && !dl__args_headline_verb(d, predicate)) {
        noun_args(d, predicate, out);
        if (clause && !has_slot(out, DL__SLOT_S)) {
            int32_t s = dl__args_own_subject(d, predicate);
            if (s >= 0)
                add(out, DL__SLOT_S, DL__REACH_ARC, dl__args_resolve(d, predicate, s), s, "");
        }
    } else {
        verb_args(d, predicate, out);
    }
}
