/* spans.c - what is said, as a run of words: between marks beside the words that say it, behind them, around them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

enum { MAX_PHRASE = 24, MAX_ADJUNCT = 3 };

/* ---- the phrase that says it: "the minister told reporters on Monday" ---- */

static bool of_phrase(const dl_document *d, int32_t c)
{
    static const char *const around[] = { "to",     "in",      "on",  "at", "during", "after",
                                          "before", "through", "via", "by", "from",   NULL };
    int32_t prep = dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other);
    if (d->syn[c].dep == DL__DEP_obl && prep >= 0 && !dl__token_in(d, prep, around))
        return false;
    switch (d->syn[c].dep) {
    case DL__DEP_nsubj:
    case DL__DEP_iobj:
    case DL__DEP_obj:
    case DL__DEP_obl:
    case DL__DEP_advmod:
    case DL__DEP_aux:
    case DL__DEP_compound:
    case DL__DEP_mark:
    case DL__DEP_cc: return true;
    default: return false;
    }
}

/* "These animals, she suggested, hunt": the first words are of what is said, though the parser gave both subjects to the cue. */
static bool other_subject(const dl__finder *f, const dl__said *x, int32_t c, dl__run at)
{
    const dl_document *d = f->d;
    return d->syn[c].dep == DL__DEP_nsubj && x->who.token > c && (uint32_t)x->who.token < x->cue &&
           at.end <= (uint32_t)x->who.token && dl__is_form(d, at.end - 1, ",");
}

static dl__run phrase_of(const dl__finder *f, const dl__said *x)
{
    const dl_document *d = f->d;
    uint32_t cue = x->cue;
    dl__run p = { cue, cue + 1 }, s = dl__limits(f, cue);
    bool grown = true;
    for (unsigned i = 0; grown && i < MAX_PHRASE; i++) {
        grown = false;
        for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
            dl__run r = dl__span_run(d, (uint32_t)c);
            bool joins = of_phrase(d, c) && (r.end == p.first || r.first == p.end) && r.first >= s.first &&
                         r.end <= s.end && (!f->quote_of[c] || f->quote_of[c] == f->quote_of[cue]);
            if (!joins || other_subject(f, x, c, r))
                continue;
            p.first = r.first < p.first ? r.first : p.first;
            p.end = r.end > p.end ? r.end : p.end;
            grown = true;
        }
    }
    if (x->who.token >= 0 && (uint32_t)x->who.token < p.first) { /* a subject that hangs elsewhere */
        uint32_t who = (uint32_t)x->who.token, first = dl__source_run(d, who, cue).first;
        if (p.first - who <= MAX_PHRASE / 2 && who >= s.first)
            p.first = first > s.first ? first : s.first;
    }
    return p;
}

/* ---- quotation marks beside the phrase ---- */

/* The quotation that begins right behind the phrase or ends right before it; it must not hold the cue. */
static const dl__quotation *quote_beside(const dl__finder *f, uint32_t cue, dl__run p, bool behind)
{
    const dl_document *d = f->d;
    dl__run s = dl__sentence_run(d, cue);
    uint32_t t = behind ? p.end : p.first;
    bool marked = false;
    for (unsigned i = 0; i < MAX_ADJUNCT; i++) {
        if (behind ? t >= s.end : t <= s.first)
            return NULL;
        uint32_t at = behind ? t : t - 1;
        if (marked && f->quote_of[at])
            return f->quote_of[at] == f->quote_of[cue] ? NULL : &f->quotes[f->quote_of[at] - 1];
        if (!dl__is_edge(d, at))
            return NULL;
        marked |= dl__is_mark(d, at);
        t = behind ? t + 1 : t - 1;
    }
    return NULL;
}

static dl__run within(dl__run r, dl__run in)
{
    r.first = r.first > in.first ? r.first : in.first;
    r.end = r.end < in.end ? r.end : in.end;
    return r;
}

static bool content_quoted(const dl__finder *f, dl__run p, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run s = dl__sentence_run(d, x->cue);
    const dl__quotation *before = quote_beside(f, x->cue, p, false),
                        *behind = quote_beside(f, x->cue, p, true);
    if (!before && !behind)
        return false;
    if (strcmp(d->tokens[x->cue].xpos, "VBG") == 0 &&
        behind) /* "..., adding, "..."": not what was said before */
        before = NULL;
    if (before && p.end < s.end && dl__token_is(d, (int32_t)p.end, "that") &&
        d->syn[p.end].dep == DL__DEP_mark)
        return false; /* '"Is it so?" Bel repeated that it was': somebody else's question */
    bool comma = behind && (dl__is_form(d, p.end, ",") || dl__is_form(d, p.end, ":"));
    if (before && behind && !comma)
        behind = NULL;
    dl__run a = before ? within((dl__run){ before->first, before->end }, s) : p;
    dl__run b = behind ? within((dl__run){ behind->first, behind->end }, s) : p;
    if (before && !behind) {
        x->content = a;
        return true;
    }
    if (!before && !comma)
        return false; /* said "no" to it: the clause goes on behind the marks */
    x->content = (dl__run){ before ? a.first : b.first, b.end };
    x->hole = before ? (dl__run){ a.end, b.first } : (dl__run){ 0, 0 };
    return true;
}

/* ---- around the phrase ---- */

static bool ends_clause(const dl_document *d, uint32_t t)
{
    return dl__is_edge(d, t) || dl__is_form(d, t, "?") || dl__is_form(d, t, "!") || dl__is_form(d, t, "-") ||
           dl__is_form(d, t, "--") || dl__is_form(d, t, "\xE2\x80\x94") || dl__is_form(d, t, "\xE2\x80\x93");
}

/* Behind the comma goes on what was said before the phrase, not what was done besides ("..., he said, adding that"). */
static bool resumes(const dl_document *d, uint32_t comma, dl__run s)
{
    uint32_t t = comma + 1;
    if (!dl__is_form(d, comma, ",") || t >= s.end)
        return false;
    uint8_t u = d->tokens[t].upos;
    bool aside = u == DL_UPOS_CCONJ || u == DL_UPOS_SCONJ || strcmp(d->tokens[t].xpos, "VBG") == 0 ||
                 dl__is_question_word(d, (int32_t)t) || u == DL_UPOS_PUNCT;
    return !aside;
}

bool dl__content_around(const dl__finder *f, dl__run p, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run s = dl__limits(f, p.first);
    bool open = p.first == s.first;
    /* "However, according to X, ...": nothing is said yet */
    open |= p.first - s.first <= MAX_ADJUNCT && p.end < s.end &&
            !dl__has_finite(d, (dl__run){ s.first, p.first }, p);
    bool more = p.end < s.end && (open || resumes(d, p.end, s));
    if (open) {
        x->content = (dl__run){ p.end, s.end };
        return p.end < s.end;
    }
    x->content = (dl__run){ s.first, more ? s.end : p.first };
    x->hole = more ? p : (dl__run){ 0, 0 };
    return true;
}

/* It may stand beside what is said, and nothing else completes it. */
static bool says_freely(const dl__finder *f, uint32_t cue)
{
    const dl_document *d = f->d;
    if (!dl__cue_takes(f, cue, DL__TAKES_QUOTE, cue) || dl__args_passive(d, cue))
        return false;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool object = dep == DL__DEP_obj && !dl__cue_takes(f, cue, DL__TAKES_I, cue) && (uint32_t)c > cue;
        /* "..., said the mayor", whom the parser took for the object */
        bool speaks = object && dl__is_edge(d, cue - 1);
        if ((uint32_t)c < cue && (strcmp(d->tokens[c].xpos, "MD") == 0 ||
                                  (dep == DL__DEP_advcl && dl__has_child(d, (uint32_t)c, DL__DEP_mark))))
            return false; /* "If Israel attacks, Iran will respond": the clause before is a condition of it */
        if ((object && !speaks) || (dep == DL__DEP_xcomp && (uint32_t)c > cue) ||
            (dep == DL__DEP_ccomp && (uint32_t)c > cue && dl__finite(d, (uint32_t)c)))
            return false;
    }
    return true;
}

/* The phrase opens a clause of its own: "where she wrote", "and nobody talks". */
static bool is_bound(const dl_document *d, uint32_t cue, dl__run p)
{
    uint8_t u = d->tokens[p.first].upos;
    if (u == DL_UPOS_CCONJ || u == DL_UPOS_SCONJ)
        return true;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        if ((dl__is_question_word(d, c) || dl__token_is(d, c, "that")) && (uint32_t)c < cue)
            return true;
    }
    return false;
}

/* "The law, he said, would allow it"; "The law would allow it, he said": the phrase stands between commas. */
static bool content_parted(const dl__finder *f, dl__run p, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run s = dl__limits(f, p.first);
    if (p.first == s.first || !says_freely(f, x->cue) || is_bound(d, x->cue, p))
        return false;
    bool closed = p.end >= s.end || d->tokens[p.end].upos == DL_UPOS_PUNCT;
    bool mine =
        closed && p.end >= s.end && x->who.token == (int32_t)p.first && (d->syn[p.first].feats & DL__F_P1);
    if ((!ends_clause(d, p.first - 1) && !mine) || !closed || x->who.token < 0 || p.end - p.first < 2)
        return false;
    if ((uint32_t)x->who.token < p.first || (uint32_t)x->who.token >= p.end)
        return false;
    if (!dl__content_around(f, p, x))
        return false;
    uint8_t next = p.end + 1 < s.end && dl__is_form(d, p.end, ",") ? d->tokens[p.end + 1].upos : DL_UPOS_X;
    return dl__has_finite(d, x->content, p) || next == DL_UPOS_VERB || next == DL_UPOS_AUX;
}

/* "..., officials said, ...": who and the word of saying, between two commas and nothing else. */
static bool is_aside(const dl__finder *f, dl__run p, const dl__said *x)
{
    enum { LONGEST = 6 };
    const dl_document *d = f->d;
    dl__run s = dl__limits(f, p.first);
    return p.first > s.first && p.end + 1 < s.end && p.end - p.first <= LONGEST &&
           dl__is_form(d, p.first - 1, ",") && dl__is_form(d, p.end, ",") &&
           x->who.token >= (int32_t)p.first && x->who.token < (int32_t)x->cue;
}

/* What stands before and behind the aside is one clause where the subject stands before, its verb behind. */
static bool content_astride(const dl__finder *f, dl__run p, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run s = dl__limits(f, p.first);
    for (uint32_t t = s.first; t + 1 < p.first; t++) {
        if (d->syn[t].dep != DL__DEP_nsubj || d->syn[t].head < (int32_t)p.end ||
            d->syn[t].head >= (int32_t)s.end)
            continue;
        x->content = s;
        x->hole = p;
        return true;
    }
    return content_parted(f, p, x);
}

/* "claims to have won", "expects the rate to rise": an infinitive tells what is said. */
static bool content_infinitive(const dl__finder *f, dl__said *x)
{
    static const char *const HOLDS[] = { "expect",   "estimate", "project", "predict", "believe",
                                         "consider", "report",   "declare", "judge",   NULL };
    const dl_document *d = f->d;
    uint32_t cue = x->cue;
    if (x->who.token < 0 || dl__args_passive(d, cue) || !dl__cue_takes(f, cue, DL__TAKES_C, cue) ||
        dl__cue_takes(f, cue, DL__TAKES_I, cue) || strcmp(d->tokens[cue].xpos, "VB") == 0)
        return false;
    int32_t object = dl__tree_child(d, cue, DL__DEP_obj, DL__SUB_other);
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        dl__run at = dl__span_run(d, (uint32_t)c);
        int32_t to = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other),
                aux = dl__tree_child(d, (uint32_t)c, DL__DEP_aux, DL__SUB_other);
        if (c < (int32_t)cue || to != (int32_t)at.first || !dl__token_is(d, to, "to") ||
            (dep != DL__DEP_xcomp && dep != DL__DEP_advcl && dep != DL__DEP_ccomp))
            continue;
        if (at.first == cue + 1 && (dl__token_is(d, aux, "have") || dl__token_is(d, (int32_t)cue, "claim"))) {
            x->content = at;
            return true;
        }
        dl__run thing = object > (int32_t)cue ? dl__span_run(d, (uint32_t)object) : (dl__run){ 0, 0 };
        if (dl__token_in(d, (int32_t)cue, HOLDS) && thing.end == at.first && thing.first == cue + 1) {
            x->content = (dl__run){ thing.first, at.end };
            return true;
        }
    }
    return false;
}

/* "As the minister told Reuters, the law is good": what is said is the main clause. */
static bool content_of_as(const dl__finder *f, dl__said *x)
{
    const dl_document *d = f->d;
    int32_t mark = dl__tree_child(d, x->cue, DL__DEP_mark, DL__SUB_other);
    if (d->syn[x->cue].dep != DL__DEP_advcl || !dl__token_is(d, mark, "as") || (uint32_t)mark > x->cue ||
        x->who.token < mark || !says_freely(f, x->cue))
        return false;
    dl__run p = dl__span_run(d, x->cue);
    uint32_t first = dl__sentence_run(d, x->cue).first;
    bool apart = (uint32_t)mark <= first + 1 || d->tokens[mark - 1].upos == DL_UPOS_PUNCT;
    bool someone = x->who.mention >= 0 || d->tokens[x->who.token].upos == DL_UPOS_PRON;
    if (p.first > (uint32_t)mark || !apart || !someone)
        return false;
    p.first = (uint32_t)mark;
    while (p.end - 1 > x->cue && dl__is_edge(d, p.end - 1))
        p.end--;
    if (p.end < f->d->n_tokens && d->tokens[p.end].upos != DL_UPOS_PUNCT)
        return false;
    return dl__content_around(f, p, x) && dl__has_finite(d, x->content, p);
}

/* What somebody is called, between marks: a child of the cue. */
static bool content_called(const dl__finder *f, uint32_t t, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run r = dl__span_run(d, t);
    uint8_t dep = d->syn[t].dep;
    bool as = dl__has_as(d, (int32_t)t);
    bool called = dep == DL__DEP_xcomp || ((dep == DL__DEP_obl || dep == DL__DEP_advcl) && as) ||
                  (dep == DL__DEP_obj && f->quote_of[t]);
    if (!called || !dl__cue_takes(f, x->cue, DL__TAKES_AS, t) || x->who.token < 0)
        return false;
    bool quoted = false;
    for (uint32_t k = r.first; k < r.end; k++)
        quoted |= f->quote_of[k] != f->quote_of[x->cue];
    if (as && r.first + 1 < r.end)
        r.first++;
    if (quoted)
        x->content = r;
    return quoted;
}

/* A noun phrase that is said: "claimed responsibility"; what somebody is called, between marks. */
static bool content_named(const dl__finder *f, dl__said *x)
{
    const dl_document *d = f->d;
    bool passive = dl__args_passive(d, x->cue) && x->who.token > (int32_t)x->cue;
    for (int32_t c = d->syn[x->cue].child; c >= 0; c = d->syn[c].sibling) {
        uint32_t t = (uint32_t)c;
        dl__run r = dl__span_run(d, t);
        uint8_t dep = d->syn[c].dep;
        if (passive && dep == DL__DEP_nsubj && t < x->cue && dl__cue_takes(f, x->cue, DL__TAKES_O, t)) {
            x->content = r; /* "the attack was claimed by the group" */
            return true;
        }
        if (t <= x->cue || r.first <= x->cue)
            continue;
        bool infinitive = strcmp(d->tokens[x->cue].xpos, "VB") == 0;
        if (dep == DL__DEP_obj && !infinitive && dl__cue_takes(f, x->cue, DL__TAKES_O, t)) {
            for (int32_t k = c; k >= 0; k = d->syn[k].sibling) { /* "reported him to be dead" */
                if (d->syn[k].dep == DL__DEP_xcomp && dl__span_run(d, (uint32_t)k).first == r.end)
                    r.end = dl__span_run(d, (uint32_t)k).end;
            }
            x->content = r;
            return true;
        }
        if (content_called(f, t, x))
            return true;
    }
    return false;
}

/* "He declined to comment": the refusal itself is all there is. */
static bool content_refused(const dl__finder *f, dl__said *x)
{
    const dl_document *d = f->d;
    int32_t to = dl__tree_child(d, x->cue, DL__DEP_xcomp, DL__SUB_other);
    if (to < (int32_t)x->cue || x->who.token < 0 || !dl__cue_takes(f, x->cue, DL__TAKES_TO, (uint32_t)to))
        return false;
    uint32_t first = dl__source_run(d, (uint32_t)x->who.token, x->cue).first;
    x->content = (dl__run){ first < x->cue ? first : x->cue, dl__span_run(d, (uint32_t)to).end };
    return true;
}

/* ---- all together ---- */

/* The question mark belongs to what is asked or thought: "do you think it is so?" */
static void take_stop(const dl_document *d, dl__said *x)
{
    dl__run s = dl__sentence_run(d, x->cue);
    uint32_t end = x->content.end;
    if (end < s.end && end > x->cue && (dl__is_form(d, end, "?") || dl__is_form(d, end, "!")))
        x->content.end++;
    if (x->content.end == s.end && end - x->content.first > 1 && dl__is_form(d, s.end - 1, ".") &&
        !dl__is_mark(d, s.end - 1))
        x->content.end -= x->content.end == end;
}

bool dl__content_of(const dl__finder *f, const dl__args *args, dl__said *x)
{
    const dl_document *d = f->d;
    dl__run p = phrase_of(f, x);
    if (x->who.token < 0 && dl__has_child(d, x->cue, DL__DEP_xcomp) && dl__args_passive(d, x->cue))
        return false; /* "it is said to be so" */
    bool verb = d->tokens[x->cue].upos == DL_UPOS_VERB;
    bool found = verb && dl__cue_takes(f, x->cue, DL__TAKES_QUOTE, x->cue) && content_quoted(f, p, x);
    found = found || (verb && content_of_as(f, x)) ||
            (verb && is_aside(f, p, x) && content_astride(f, p, x)) || dl__content_after(f, args, p, x) ||
            (verb && (content_parted(f, p, x) || content_named(f, x) || dl__content_misplaced(f, x) ||
                      content_infinitive(f, x) || content_refused(f, x)));
    if (found)
        take_stop(d, x);
    return found;
}
