/* chains.c - who says that somebody says it, and the quotes that the statements make up. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "quote/quote_priv.h"

enum { MAX_BY = 6 };

/* ---- "..., citing officials" ---- */

/* The statement beside a participle that names where it comes from: the last of its sentence that is no quotation. */
static int32_t statement_of(const dl__finder *f, uint32_t t)
{
    const dl_document *d = f->d;
    int32_t found = -1;
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl__said *x = &f->said[i];
        bool same = d->syn[x->cue].sentence == d->syn[t].sentence && x->who.mention >= 0;
        if (same && (found < 0 || (x->cue < t && x->cue > f->said[found].cue)))
            found = (int32_t)i;
    }
    return found;
}

static bool by_citing(dl__finder *f, uint32_t t)
{
    dl_document *d = f->d;
    bool cites = dl__token_is(d, (int32_t)t, "cite") || dl__token_is(d, (int32_t)t, "quote");
    if (!cites || strcmp(d->tokens[t].xpos, "VBG") != 0)
        return true;
    int32_t object = dl__tree_child(d, t, DL__DEP_obj, DL__SUB_other);
    int32_t mention = object >= 0 ? dl__args_mention(d, (uint32_t)object) : -1;
    int32_t outer = mention >= 0 ? statement_of(f, t) : -1;
    if (outer < 0)
        return true;
    dl__said x = f->said[outer];
    if (x.content.first <= t &&
        t < x.content.end) { /* the participle was taken for the end of what is said */
        uint32_t first, end;
        dl__tree_span(d, t, &first, &end);
        if (first <= x.content.first)
            return true;
        x.content.end = first;
    }
    x.cue = t;
    x.who = (dl__source){ object, mention };
    return dl__add_statement(f, x, false);
}

/* ---- the chain of speakers ---- */

static bool outer_of(const dl__finder *f, size_t outer, size_t inner)
{
    const dl__said *o = &f->said[outer], *s = &f->said[inner];
    if (outer == inner || f->d->statements[outer].speaker < 0)
        return false;
    bool holds = o->content.first <= s->content.first && o->content.end >= s->content.end;
    bool same = o->content.first == s->content.first && o->content.end == s->content.end;
    bool holds_cue = o->content.first <= s->cue && s->cue < o->content.end;
    return holds && (same ? outer < inner && o->cue != s->cue : holds_cue);
}

static bool set_chain(dl__finder *f, size_t i)
{
    dl_document *d = f->d;
    uint32_t by[MAX_BY], width[MAX_BY], n = 0;
    for (size_t k = 0; k < d->n_statements && n < MAX_BY; k++) {
        if (!outer_of(f, k, i))
            continue;
        uint32_t at = n++, wide = f->said[k].content.end - f->said[k].content.first;
        for (; at > 0 && width[at - 1] < wide; at--) {
            width[at] = width[at - 1];
            by[at] = by[at - 1];
        }
        width[at] = wide;
        by[at] = (uint32_t)d->statements[k].speaker;
    }
    if (!n)
        return true;
    uint32_t *copy = dl__arena_alloc(d->arena, n, sizeof *copy);
    if (!copy)
        return false;
    memcpy(copy, by, n * sizeof *copy);
    d->statements[i].by = copy;
    d->statements[i].n_by = n;
    return true;
}

/* "The ministry issued a statement. The statement said": whoever gave out what is named again. */
static int32_t given_out(const dl_document *d, uint32_t noun)
{
    uint32_t sentence = (uint32_t)d->syn[noun].sentence;
    for (uint32_t t = noun; t-- > 0 && (uint32_t)d->syn[t].sentence + 2 > sentence;) {
        int32_t verb = d->syn[t].head;
        if (strcmp(d->tokens[t].lemma, d->tokens[noun].lemma) != 0 || d->syn[t].dep != DL__DEP_obj ||
            verb < 0 || d->tokens[verb].upos != DL_UPOS_VERB)
            continue;
        int32_t giver = dl__args_surface_subject(d, (uint32_t)verb, NULL);
        int32_t m = giver >= 0 ? dl__args_mention(d, (uint32_t)giver) : -1;
        if (m >= 0 && d->sentences[d->syn[t].sentence].in == d->sentences[sentence].in)
            return m;
    }
    return -1;
}

/* "..., read the statement": of the one who gave it out, where an earlier sentence tells. */
static void issuer(dl__finder *f, size_t i)
{
    dl_document *d = f->d;
    int32_t noun = f->said[i].who.token;
    static const char *const papers[] = { "statement", "report",  "letter",     "message",
                                          "post",      "release", "communique", "declaration",
                                          "document",  "tweet",   "article",    NULL };
    if (d->statements[i].speaker >= 0 || !dl__token_in(d, noun, papers))
        return;
    int32_t best = -1;
    for (size_t k = 0; k < d->n_statements; k++) {
        const dl_statement *s = &d->statements[k];
        if (s->speaker >= 0 && s->in == d->statements[i].in && f->said[k].cue < f->said[i].cue &&
            !f->quote_of[f->said[k].cue] && (best < 0 || f->said[k].cue > f->said[best].cue))
            best = (int32_t)k;
    }
    int32_t owner = given_out(d, (uint32_t)noun);
    if (owner >= 0 || best >= 0)
        d->statements[i].speaker = owner >= 0 ? owner : d->statements[best].speaker;
}

/* "A spokesperson told ...": of the organisation that spoke before, else of the one named last. */
static void spokesman(dl__finder *f, size_t i)
{
    dl_document *d = f->d;
    dl_statement *s = &d->statements[i];
    static const char *const words[] = { "spokesperson", "spokesman", "spokeswoman", NULL };
    if (!dl__token_in(d, f->said[i].who.token, words))
        return;
    const char *code = s->speaker >= 0 ? d->entities[d->mentions[s->speaker].entity].code : "";
    if (code[strspn(code, "-")] != '\0') /* he is known to be somebody's */
        return;
    int32_t best = -1;
    for (size_t m = 0; m < d->n_mentions; m++) {
        const dl_mention *x = &d->mentions[m];
        const dl_entity *e = &d->entities[x->entity];
        bool body = strcmp(e->kind, "organisation") == 0 && !strstr(e->sectors, "MED") && *e->code;
        bool near = x->in == s->in && x->token < f->said[i].cue && x->sentence + 3 > s->sentence;
        if (body && near && (best < 0 || x->token > d->mentions[best].token))
            best = (int32_t)m;
    }
    s->speaker = best >= 0 ? best : s->speaker;
}

bool dl__chains(dl__finder *f)
{
    dl_document *d = f->d;
    bool ok = true;
    for (uint32_t t = 0; ok && t < d->n_tokens; t++)
        ok = by_citing(f, t);
    for (size_t i = 0; ok && i < d->n_statements; i++) { /* "I think" in somebody's words */
        if (d->statements[i].speaker < 0 && f->said[i].who.token >= 0 && d->mention_of)
            d->statements[i].speaker = d->mention_of[f->said[i].who.token];
        spokesman(f, i);
        issuer(f, i);
    }
    for (size_t i = 0; ok && i < d->n_statements; i++)
        ok = set_chain(f, i);
    return ok;
}

/* ---- quotes ---- */

static int by_place(const void *a, const void *b)
{
    const dl__run *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* Nothing but marks and stops stands between two parts: they are one. */
static bool touch(const dl_document *d, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        if (d->tokens[t].upos != DL_UPOS_PUNCT)
            return false;
    }
    return true;
}

static bool add_quote(dl__finder *f, dl__run *parts, size_t n, const uint32_t *statements,
                      uint32_t n_statements)
{
    dl_document *d = f->d;
    dl_quote *q = DL__PUSH(d->arena, d->quotes, d->n_quotes, d->cap_quotes);
    dl_span *spans = dl__arena_alloc(d->arena, n, sizeof *spans);
    uint32_t *list = dl__arena_alloc(d->arena, n_statements, sizeof *list);
    if (!q || !spans || !list)
        return false;
    qsort(parts, n, sizeof *parts, by_place);
    memcpy(list, statements, n_statements * sizeof *list);
    const dl_statement *s = &d->statements[statements[0]];
    *q = (dl_quote){ .in = s->in,
                     .source_begin = s->source_begin,
                     .source_end = s->source_end,
                     .cue_begin = s->cue_begin,
                     .cue_end = s->cue_end,
                     .content = spans,
                     .statements = list,
                     .n_statements = n_statements };
    uint32_t end = 0;
    for (size_t i = 0; i < n; i++) {
        dl__run r = parts[i];
        dl__trim(d, &r);
        if (r.end <= r.first)
            continue;
        if (q->n_content && (r.first <= end || touch(d, end, r.first))) {
            end = r.end > end ? r.end : end;
            spans[q->n_content - 1].end = d->tokens[end - 1].end;
            continue;
        }
        end = r.end;
        spans[q->n_content++] = (dl_span){ d->tokens[r.first].begin, d->tokens[r.end - 1].end };
    }
    return true;
}

bool dl__gather_quotes(dl__finder *f)
{
    dl_document *d = f->d;
    dl__run *parts = dl__arena_alloc(f->scratch, 2 * d->n_statements + 1, sizeof *parts);
    uint32_t *list = dl__arena_alloc(f->scratch, d->n_statements + 1, sizeof *list);
    bool *done = dl__arena_alloc(f->scratch, d->n_statements + 1, sizeof *done);
    bool ok = parts && list && done;
    for (size_t i = 0; ok && i < d->n_statements; i++) {
        size_t n = 0;
        uint32_t n_list = 0;
        for (size_t k = i; !done[i] && k < d->n_statements; k++) {
            const dl__said *x = &f->said[k];
            if (done[k] || x->cue != f->said[i].cue)
                continue;
            done[k] = k != i;
            list[n_list++] = (uint32_t)k;
            /* what a statement ends with after it was trimmed */
            bool hole = x->hole.end > x->hole.first;
            parts[n++] = (dl__run){ x->content.first, hole ? x->hole.first : x->content.end };
            if (hole)
                parts[n++] = (dl__run){ x->hole.end, x->content.end };
        }
        ok = !n || add_quote(f, parts, n, list, n_list);
    }
    return ok;
}
