/* by_tree.c - words of saying, with the clause that completes them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

enum { MAX_PHRASE = 24, MIN_UNSPOKEN = 3 };

static void set_source(const dl_document *d, const dl__said *x, dl_statement *s)
{
    dl__run r = dl__source_run(d, (uint32_t)x->who.token, x->cue);
    s->source_begin = d->tokens[r.first].begin;
    s->source_end = d->tokens[r.end - 1].end;
    uint8_t upos = d->tokens[x->who.token].upos;
    s->source_via = upos == DL_UPOS_PRON ? DL_VIA_pronoun : upos == DL_UPOS_PROPN ? DL_VIA_name : DL_VIA_noun;
}

bool dl__add_statement(dl__finder *f, dl__said x, bool direct)
{
    dl_document *d = f->d;
    dl__trim(d, &x.content);
    uint32_t t = x.content.first;
    if (t < x.content.end && d->syn[t].dep == DL__DEP_mark && dl__token_is(d, (int32_t)t, "that"))
        x.content.first++;
    dl__trim(d, &x.content);
    if (x.content.first >= x.content.end)
        return true;
    if (x.hole.end >= x.content.end || x.hole.first <= x.content.first)
        x.hole = (dl__run){ 0, 0 };
    size_t n = d->n_statements;
    if (n >= f->cap_said && !dl__arena_grow(f->scratch, (void **)&f->said, n, &f->cap_said, sizeof *f->said))
        return false;
    f->said[n] = x;
    dl_statement *s = DL__PUSH(d->arena, d->statements, d->n_statements, d->cap_statements);
    if (!s)
        return false;
    s->speaker = x.who.mention;
    if (x.who.token >= 0)
        set_source(d, &x, s);
    s->addressee = -1;
    s->verb = d->tokens[x.cue].form;
    s->sentence = (uint32_t)d->syn[x.content.first].sentence;
    s->in = d->sentences[s->sentence].in;
    s->cue_begin = d->tokens[x.cue].begin;
    s->cue_end = d->tokens[x.cue].end;
    s->begin = d->tokens[x.content.first].begin;
    s->end = d->tokens[x.content.end - 1].end;
    s->direct = direct;
    return true;
}

/* "See the annex", "believe me", "you know": asked of the reader or put in between, no one's words. */
static bool is_idle(const dl_document *d, uint32_t cue, dl__source who)
{
    const char *xpos = d->tokens[cue].xpos;
    bool you = who.token >= 0 && dl__token_is(d, who.token, "you") && strcmp(xpos, "VBP") == 0;
    if (you && dl__token_is(d, (int32_t)cue, "know"))
        return true;
    bool that = cue + 1 < d->n_tokens && dl__token_is(d, (int32_t)cue + 1, "that");
    bool let = d->syn[cue].head >= 0 && dl__token_is(d, d->syn[cue].head, "let") && !that;
    if (let || d->syn[cue].dep == DL__DEP_amod)
        return true;
    bool bare = strcmp(xpos, "VB") == 0 || strcmp(xpos, "VBP") == 0;
    bool helped = dl__tree_child(d, cue, DL__DEP_aux, DL__SUB_other) >= 0 ||
                  dl__tree_child(d, cue, DL__DEP_mark, DL__SUB_other) >= 0;
    uint8_t dep = d->syn[cue].dep;
    bool alone = dep == DL__DEP_root || dep == DL__DEP_parataxis || dep == DL__DEP_conj;
    return d->tokens[cue].upos == DL_UPOS_VERB && who.token < 0 && bare && !helped && alone;
}

/* A tree that is wrong: nobody is a part of what he says, but for "he declined to comment". */
static bool speaks_of_self(const dl_document *d, const dl__said *x)
{
    int32_t who = x->who.token;
    bool inside = who >= (int32_t)x->content.first && who < (int32_t)x->content.end;
    bool apart = who >= (int32_t)x->hole.first && who < (int32_t)x->hole.end;
    return inside && !apart && dl__tree_child(d, x->cue, DL__DEP_xcomp, DL__SUB_other) < 0;
}

/* The quotation that what is said begins in, and the one that it ends in ('"...," said Bel, "..."'), are of its speaker. */
static void claim_quotations(dl__finder *f, uint32_t cue, dl__run said, int32_t statement)
{
    uint32_t first = f->quote_of[said.first], last = f->quote_of[said.end - 1];
    f->quotes[first - 1].speaker = statement;
    if (last && last != f->quote_of[cue])
        f->quotes[last - 1].speaker = statement;
}

static bool by_cue(dl__finder *f, uint32_t cue)
{
    dl_document *d = f->d;
    dl__args args;
    dl__args_of(d, cue, &args);
    dl__said x = { .cue = cue, .who = dl__speaker_of(d, cue, &args) };
    bool noun = d->tokens[cue].upos == DL_UPOS_NOUN, state = d->tokens[cue].upos == DL_UPOS_ADJ;
    if ((noun && x.who.mention < 0 && x.who.token < 0) || (state && x.who.token < 0) ||
        is_idle(d, cue, x.who) || !dl__cue_suits(f, cue, x.who.token))
        return true;
    if (!dl__content_of(f, &args, &x))
        return true;
    if (speaks_of_self(d, &x))
        x.who = (dl__source){ -1, -1 };
    if ((state || d->syn[cue].dep == DL__DEP_csubj) && x.who.token < 0) /* "make sure the people ..." */
        return true;
    if (x.who.token < 0 && x.content.end - x.content.first < MIN_UNSPOKEN && dl__args_passive(d, cue))
        return true; /* "a page written in ..." */
    dl__run said = x.content;
    dl__trim(d, &said);
    uint32_t q =
        said.first < said.end && f->quote_of[said.first] != f->quote_of[cue] ? f->quote_of[said.first] : 0;
    size_t before = d->n_statements;
    if (!dl__add_statement(f, x, q != 0))
        return false;
    if (d->n_statements > before) {
        d->statements[before].known = dl__cue_is(f, cue, "know");
        d->statements[before].addressee = dl__addressee_of(d, &args, x.content);
        if (q && x.who.token >= 0)
            claim_quotations(f, cue, said, (int32_t)before);
    }
    return true;
}

/* The preposition that makes a phrase tell who says the clause around it ("according to X", "per X"); -1: none. */
static int32_t attributing(const dl_document *d, uint32_t t)
{
    uint8_t upos = d->tokens[t].upos;
    char prep[20];
    bool nominal = upos == DL_UPOS_NOUN || upos == DL_UPOS_PROPN || upos == DL_UPOS_PRON || upos == DL_UPOS_X;
    if (!nominal || d->syn[t].head < 0 || !dl__args_preposition(d, t, prep))
        return -1;
    bool per = strcmp(prep, "per") == 0 && d->mention_of && d->mention_of[t] >= 0;
    if (strncmp(prep, "accord", 6) != 0 && !per)
        return -1;
    for (int32_t c = d->syn[t].child; c >= 0 && c < (int32_t)t; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_case || d->syn[c].dep == DL__DEP_mark)
            return c;
    }
    return -1;
}

static bool by_phrase(dl__finder *f, uint32_t t)
{
    dl_document *d = f->d;
    int32_t cue = attributing(d, t);
    if (cue < 0)
        return true;
    dl__run p = dl__span_run(d, t);
    while (p.first < (uint32_t)cue && dl__is_edge(d, p.first))
        p.first++;
    while (p.end - 1 > t && dl__is_edge(d, p.end - 1))
        p.end--;
    if (p.first != (uint32_t)cue || p.end - p.first > MAX_PHRASE)
        return true;
    dl__source who = dl__source_at(d, (int32_t)t);
    int32_t mention = who.mention;
    bool apart = p.first == dl__sentence_run(d, t).first || dl__is_edge(d, p.first - 1);
    bool per = dl__token_is(d, cue, "per");
    if ((mention < 0 || per) && !apart &&
        d->tokens[t].upos != DL_UPOS_PROPN) /* "organised according to plan" */
        return true;
    dl__said x = { .cue = (uint32_t)cue, .who = who };
    return !dl__content_around(f, p, &x) || dl__add_statement(f, x, false);
}

bool dl__by_tree(dl__finder *f, uint32_t t)
{
    return (!dl__is_cue(f, t) || by_cue(f, t)) && by_phrase(f, t);
}
