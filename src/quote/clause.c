/* clause.c - the clause behind a word of saying.  The tree tells where a clause hangs, the order of the words where it ends:
 * a parser that gives half of what is said to the verb of saying is right about the words and wrong about the arc.
 * source  GUM's and PARC's annotators mark all that stands behind "X said" to the end of the clause, coordination included. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

enum { MAX_ADJUNCT = 3 };

/* ---- the clause behind a cue ---- */

static bool has_question(const dl_document *d, int32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        if (dl__is_question_word(d, c))
            return true;
    }
    return false;
}

/* "said the family left": a clause taken for a noun with its participle. */
static bool is_clause_as_noun(const dl__finder *f, uint32_t cue, int32_t noun)
{
    const dl_document *d = f->d;
    uint8_t dep = d->syn[noun].dep;
    if ((dep != DL__DEP_obj && dep != DL__DEP_iobj) || dl__cue_takes(f, cue, DL__TAKES_I, cue))
        return false;
    for (int32_t k = d->syn[noun].child; k >= 0; k = d->syn[k].sibling) {
        if (d->syn[k].dep == DL__DEP_acl && d->syn[k].sub != DL__SUB_relcl && !has_question(d, k) &&
            (strcmp(d->tokens[k].xpos, "VBD") == 0 ||
             (strcmp(d->tokens[k].xpos, "VBN") == 0 && dl__has_child(d, (uint32_t)k, DL__DEP_obj))))
            return true; /* a participle with an object is none */
    }
    return false;
}

/* How a clause behind a cue begins. */
typedef struct opening {
    uint32_t first;
    int32_t mark; /* its subordinating word, -1 */
    bool that, asks, comma;
} opening;

static opening opening_of(const dl_document *d, uint32_t cue, uint32_t t)
{
    opening o = { .first = dl__span_run(d, t).first,
                  .mark = dl__tree_child(d, t, DL__DEP_mark, DL__SUB_other) };
    o.that = dl__token_is(d, o.mark, "that");
    o.asks = dl__is_question_word(d, (int32_t)(o.first > cue ? o.first : t));
    o.comma = o.first > cue && (dl__is_form(d, o.first, ",") || dl__is_form(d, o.first - 1, ","));
    return o;
}

/* "of who we are", "in which we live", "- but it rained": no clause that is said begins so. */
static bool begins_wrong(const dl_document *d, uint32_t first, uint32_t t)
{
    while (first < t && d->tokens[first].upos == DL_UPOS_PUNCT && !dl__is_mark(d, first))
        first++;
    bool phrase = d->tokens[first].upos == DL_UPOS_ADP && dl__is_question_word(d, (int32_t)first + 1);
    return first < t && (phrase || d->tokens[first].upos == DL_UPOS_CCONJ);
}

/* A child behind the cue that is what is said. */
static bool is_content(const dl__finder *f, uint32_t cue, int32_t c)
{
    const dl_document *d = f->d;
    uint32_t t = (uint32_t)c;
    if (t <= cue)
        return false;
    opening o = opening_of(d, cue, t);
    bool takes = dl__cue_takes(f, cue, DL__TAKES_C, t) ||
                 ((o.that || o.asks) && dl__cue_takes(f, cue, DL__TAKES_THAT, t));
    if (!takes || begins_wrong(d, o.first > cue ? o.first : cue + 1, t))
        return false;
    switch (d->syn[c].dep) {
    case DL__DEP_ccomp: return o.mark != (int32_t)o.first || !dl__token_is(d, o.mark, "because");
    case DL__DEP_obj:
    case DL__DEP_iobj:
    case DL__DEP_advmod:
    case DL__DEP_obl: /* "explained how it works", where the question word heads the clause */
        if (is_clause_as_noun(f, cue, c))
            return true;
        return dl__is_question_word(d, c) &&
               (dl__has_child(d, t, DL__DEP_acl) || dl__has_child(d, t, DL__DEP_advcl) ||
                dl__has_child(d, t, DL__DEP_cop) || t == cue + 1);
    case DL__DEP_advcl: return dl__finite(d, t) && o.mark < 0 && dl__has_subject(d, t) && !o.comma && !o.asks;
    case DL__DEP_acl: return d->tokens[cue].upos == DL_UPOS_NOUN && dl__token_is(d, o.mark, "that");
    case DL__DEP_conj: /* no coordination: a slip of the parser */
        return dl__finite(d, t) && dl__has_subject(d, t) && d->tokens[o.first].upos != DL_UPOS_CCONJ &&
               o.first > cue && !o.comma && !dl__is_form(d, o.first - 1, ";");
    default: return false;
    }
}

static void widen(dl__run *r, dl__run by, uint32_t cue)
{
    if (by.first <= cue)
        by.first = cue + 1;
    if (by.end <= by.first)
        return;
    if (r->end == 0)
        *r = by;
    r->first = by.first < r->first ? by.first : r->first;
    r->end = by.end > r->end ? by.end : r->end;
}

/* "said hundreds of fighters escaped": the beginning of what is said, taken for the object of the cue. */
static void take_object(const dl__finder *f, uint32_t cue, dl__run *r)
{
    const dl_document *d = f->d;
    bool addressed = dl__cue_takes(f, cue, DL__TAKES_I, cue);
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        dl__run at = dl__span_run(d, (uint32_t)c);
        uint8_t dep = d->syn[c].dep;
        bool object = dep == DL__DEP_obj || dep == DL__DEP_iobj || dep == DL__DEP_nsubj || dep == DL__DEP_obl;
        if ((uint32_t)c <= cue || !object || at.end != r->first || at.first <= cue)
            continue;
        bool bare = !dl__has_child(d, (uint32_t)c, DL__DEP_case);
        bool that = d->syn[r->first].dep == DL__DEP_mark;
        bool first_only = true; /* the clause has a subject of its own */
        for (uint32_t t = r->first; t < r->end && first_only; t++)
            first_only = d->syn[t].dep != DL__DEP_nsubj && d->syn[t].dep != DL__DEP_expl;
        if (!that && ((!addressed && bare) || (addressed && first_only && bare && dep != DL__DEP_obl)))
            r->first = at.first;
    }
}

/* "told reporters he was alive": who is told, taken for a part of what he is told, stands before the subject of that. */
static void drop_addressee(const dl__finder *f, uint32_t cue, dl__run *r)
{
    const dl_document *d = f->d;
    uint32_t t = r->first;
    while (t < r->end && (d->tokens[t].upos == DL_UPOS_DET || d->tokens[t].upos == DL_UPOS_ADJ))
        t++;
    if (t >= r->end || !dl__cue_takes(f, cue, DL__TAKES_I, cue) || d->syn[t].head <= (int32_t)t)
        return;
    for (uint32_t k = t; d->syn[k].dep == DL__DEP_compound && d->syn[k].head > (int32_t)k &&
                         d->syn[k].head < (int32_t)r->end;)
        t = k = (uint32_t)d->syn[k].head;
    uint8_t dep = d->syn[t].dep;
    dl__run at = dl__span_run(d, t);
    if (at.first != r->first || at.end >= r->end ||
        (dep != DL__DEP_obj && dep != DL__DEP_nsubj && dep != DL__DEP_iobj && dep != DL__DEP_obl))
        return;
    for (int32_t c = d->syn[d->syn[t].head].child; c >= 0; c = d->syn[c].sibling) {
        bool subject = d->syn[c].dep == DL__DEP_nsubj || d->syn[c].dep == DL__DEP_expl;
        if (subject && dl__span_run(d, (uint32_t)c).first == at.end)
            r->first = at.end;
    }
}

/* A coordinated clause or a reason that the parser hung on the cue, though it goes on with what is said. */
static bool goes_on(const dl__finder *f, uint32_t cue, int32_t c, dl__run r)
{
    const dl_document *d = f->d;
    dl__run at = dl__span_run(d, (uint32_t)c);
    if (at.first < r.end || at.first > r.end + MAX_ADJUNCT || f->quote_of[c] != f->quote_of[cue])
        return false;
    bool comma = dl__is_form(d, r.end, ",") || dl__is_form(d, at.first, ",");
    int32_t mark = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other);
    if (d->syn[c].dep == DL__DEP_advcl) {
        static const char *const reasons[] = { "because", "since",    "if",     "unless", "until",
                                               "so",      "although", "though", NULL };
        return dl__finite(d, (uint32_t)c) && (dl__token_in(d, mark, reasons) || (mark >= 0 && !comma));
    }
    if (d->syn[c].dep != DL__DEP_conj || dl__is_cue(f, (uint32_t)c))
        return false;
    int32_t subject = dl__tree_child(d, (uint32_t)c, DL__DEP_nsubj, DL__SUB_other);
    bool expletive = dl__has_child(d, (uint32_t)c, DL__DEP_expl);
    if (subject < 0 && !expletive)
        return !dl__has_child(d, (uint32_t)c, DL__DEP_cc); /* no coordination at all: a slip of the parser */
    bool told = dl__token_is(d, (int32_t)r.first, "that");
    bool mine = false; /* "I think so, but we will see": thinking aloud */
    for (int32_t k = d->syn[cue].child; k >= 0 && k < (int32_t)cue; k = d->syn[k].sibling)
        mine |= d->syn[k].dep == DL__DEP_nsubj && (d->syn[k].feats & (DL__F_P1 | DL__F_P2));
    bool pronoun = expletive || d->tokens[subject].upos == DL_UPOS_PRON;
    return !comma || (pronoun && (told || !mine));
}

/* "told Reuters on Monday that ...", "sees how ...": the word that opens a clause tells where it begins, whatever that clause
 * hangs on. */
static void take_opened(const dl__finder *f, uint32_t cue, dl__run p, dl__run *r)
{
    const dl_document *d = f->d;
    dl__run s = dl__sentence_run(d, cue);
    uint32_t t = p.end;
    if (t >= s.end || (r->end && r->first <= t))
        return;
    bool that = dl__token_is(d, (int32_t)t, "that") && d->syn[t].dep == DL__DEP_mark;
    int32_t h = d->syn[t].head;
    for (unsigned i = 0; i < MAX_ADJUNCT && h > (int32_t)t && !dl__finite(d, (uint32_t)h); i++)
        h = d->syn[h].head; /* "how much the school has grown" */
    bool takes = dl__cue_takes(f, cue, DL__TAKES_THAT, t) || dl__cue_takes(f, cue, DL__TAKES_C, t);
    if ((!that && !dl__is_question_word(d, (int32_t)t)) || !takes || h <= (int32_t)t ||
        !dl__finite(d, (uint32_t)h))
        return;
    dl__run at = dl__span_run(d, (uint32_t)h);
    at.first = t;
    widen(r, at, cue);
}

/* "said her party agreed, and said it was late": the second cue is no part of what the first says. */
static void cut_second_cue(const dl__finder *f, uint32_t cue, dl__run *r)
{
    const dl_document *d = f->d;
    for (uint32_t t = r->first + 1; t < r->end; t++) {
        int32_t h = d->syn[t].head;
        bool second = d->syn[t].dep == DL__DEP_conj && h >= 0 && d->syn[h].head == (int32_t)cue &&
                      strcmp(d->tokens[t].lemma, d->tokens[cue].lemma) == 0 &&
                      strcmp(d->tokens[t].xpos, d->tokens[cue].xpos) == 0 && !dl__has_subject(d, t);
        uint32_t first = dl__span_run(d, t).first;
        if (second && first > r->first)
            r->end = first;
    }
}

/* Subjects behind the cue, and an infinitive right before the clause, are its beginning. */
static void take_subjects(const dl_document *d, const dl__said *x, dl__run *r)
{
    uint32_t cue = x->cue;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        bool second = d->syn[c].dep == DL__DEP_nsubj && (uint32_t)c > cue && x->who.token >= 0 &&
                      (uint32_t)x->who.token < cue;
        if (second || (d->syn[c].dep == DL__DEP_csubj && (uint32_t)c > cue) ||
            (d->syn[c].dep == DL__DEP_xcomp && (uint32_t)c > cue &&
             dl__span_run(d, (uint32_t)c).end == r->first))
            widen(r, dl__span_run(d, (uint32_t)c), cue);
    }
}

bool dl__content_after(const dl__finder *f, const dl__args *args, dl__run p, dl__said *x)
{
    const dl_document *d = f->d;
    uint32_t cue = x->cue;
    dl__run r = { 0, 0 };
    int32_t mark = dl__tree_child(d, cue, DL__DEP_mark, DL__SUB_other);
    if (dl__finite(d, cue) && dl__token_is(d, mark, "as") && mark < (int32_t)cue && p.end < d->n_tokens &&
        !dl__token_is(d, (int32_t)p.end, "that"))
        return false; /* "As I conclude, I thank you" */
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        if (is_content(f, cue, c))
            widen(&r, dl__span_run(d, (uint32_t)c), cue);
    }
    for (unsigned i = 0; i < args->n; i++) { /* what a noun or a shared complement has */
        const dl__arg *a = &args->item[i];
        bool that = d->syn[a->token].dep == DL__DEP_acl && dl__token_is(d, (int32_t)a->arc, "that");
        if (a->slot == DL__SLOT_C && a->token > cue && (that || d->syn[a->token].dep == DL__DEP_ccomp) &&
            dl__cue_takes(f, cue, DL__TAKES_C, a->token))
            widen(&r, dl__span_run(d, a->token), cue);
    }
    take_opened(f, cue, p, &r);
    if (!r.end)
        return false;
    take_subjects(d, x, &r);
    take_object(f, cue, &r);
    drop_addressee(f, cue, &r);
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        if (goes_on(f, cue, c, r))
            widen(&r, dl__span_run(d, (uint32_t)c), cue);
    }
    cut_second_cue(f, cue, &r);
    x->content = r;
    return true;
}

/* "several said they wanted it": the cue hangs on what is said, or on a word beside it. */
bool dl__content_misplaced(const dl__finder *f, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run s = dl__limits(f, x->cue);
    if (strcmp(d->tokens[x->cue].xpos, "VB") == 0 || !dl__cue_takes(f, x->cue, DL__TAKES_C, x->cue) ||
        dl__has_child(d, x->cue, DL__DEP_obj))
        return false;
    for (uint32_t v = x->cue + 1; v < s.end; v++) {
        if (d->tokens[v].upos == DL_UPOS_PUNCT)
            return false;
        bool verb = d->tokens[v].upos == DL_UPOS_VERB || dl__has_child(d, v, DL__DEP_cop);
        if (!verb || !dl__finite(d, v))
            continue;
        dl__run at = dl__span_run(d, v);
        int32_t subject = dl__tree_child(d, v, DL__DEP_nsubj, DL__SUB_other);
        if (subject < 0 || (subject < (int32_t)x->cue && !dl__is_question_word(d, subject)))
            return false;
        uint32_t from = x->cue + 1;
        while (from < v && d->tokens[from].upos == DL_UPOS_ADV)
            from++;
        int32_t there = dl__tree_child(d, v, DL__DEP_expl, DL__SUB_other);
        if (subject > (int32_t)x->cue && dl__span_run(d, (uint32_t)subject).first != from &&
            there != (int32_t)from)
            return false;
        x->content = (dl__run){ from, at.end < s.end ? at.end : s.end };
        return true;
    }
    return false;
}
