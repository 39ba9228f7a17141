/* quote.c - two readings meet: verbs of saying with the clause that completes them (by the tree), and text between quotation
 * marks (by the marks).  A quotation takes the speaker of the cue that its sentences hold, else of the cue beside it.
 * source  the roles are those of PARC 3 (Pareti 2012): source, cue, content. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "quote/quote.h"

#include <string.h>

#include "base/error.h"
#include "quote/quote_priv.h"

enum { MIN_QUOTED_WORDS = 4, MAX_BY = 6, MAX_CLIMB = 12 };

dl_status dl__cues_new(const dl__pack *p, dl__cues **out, dl_error *err)
{
    *out = NULL;
    const dl__table *cues = dl__pack_table(p, "lex_cues"), *sets = dl__pack_table(p, "lex_sets");
    if (!cues || !sets)
        return dl__fail(err, DL_EMODEL, 0, "data pack: table lex_cues or lex_sets: not there");
    dl__arena *arena = dl__arena_new();
    dl__cues *c = arena ? dl__arena_alloc(arena, 1, sizeof *c) : NULL;
    if (!c) {
        dl__arena_free(arena);
        return dl__no_memory(err);
    }
    c->arena = arena;
    dl_status st = dl__sets_load(&c->sets, arena, sets, err);
    if (st == DL_OK)
        st = dl__entries_load(&c->entries, arena, &c->sets, cues, err);
    if (st == DL_OK)
        *out = c;
    else
        dl__arena_free(arena);
    return st;
}

void dl__cues_free(dl__cues *c)
{
    if (c)
        dl__arena_free(c->arena);
}

/* What is known of a statement while they are looked for. */
typedef struct said {
    uint32_t cue;   /* token */
    int32_t source; /* head of the phrase that names the speaker, -1 */
} said;

typedef struct finder {
    const dl__cues *cues;
    dl_document *d;
    dl__arena *scratch;
    dl__quotation *quotes;
    size_t n_quotes;
    uint32_t *quote_of;
    said *said; /* parallel to the document's statements */
    size_t cap_said;
} finder;

static bool is_cue(const finder *f, uint32_t t)
{
    const dl_document *d = f->d;
    char pos = d->tokens[t].upos == DL_UPOS_VERB ? 'v' : d->tokens[t].upos == DL_UPOS_NOUN ? 'n' : 0;
    return pos && dl__entries_first(&f->cues->entries, d->tokens[t].lemma, pos) != 0;
}

/* ---- spans ---- */

static bool is_edge(const dl_document *d, uint32_t t)
{
    return dl__is_mark(d, t) || strcmp(d->tokens[t].form, ",") == 0 || strcmp(d->tokens[t].form, ":") == 0;
}

/* Who speaks, as far as it is written: the head of the phrase and the mention that it is or holds; -1: none. */
typedef struct source {
    int32_t token, mention;
} source;

/* What belongs to a phrase behind its head: no apposition, no further speaker, no clause behind a comma. */
static bool part_of_name(const dl_document *d, uint32_t head, uint32_t child)
{
    switch (d->syn[child].dep) {
    case DL__DEP_flat:
    case DL__DEP_compound:
    case DL__DEP_nummod:
    case DL__DEP_det: return true;
    case DL__DEP_nmod:
    case DL__DEP_amod:
    case DL__DEP_acl: {
        uint32_t first, end;
        dl__tree_span(d, child, &first, &end);
        return first > head && !is_edge(d, first) && !is_edge(d, first - 1);
    }
    default: return false;
    }
}

/* The phrase as written, with its article and what stands behind its head. */
static void set_source(const dl_document *d, uint32_t head, dl_statement *s)
{
    uint32_t first, end = head + 1, from, to;
    dl__tree_span(d, head, &first, &to);
    if (first > head)
        first = head;
    for (int32_t c = d->syn[head].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        dl__tree_span(d, (uint32_t)c, &from, &to);
        if ((uint32_t)c < head && first == from &&
            (dep == DL__DEP_case || dep == DL__DEP_cc || dep == DL__DEP_punct || dep == DL__DEP_mark))
            first = to;
        if ((uint32_t)c > head && from == end && part_of_name(d, head, (uint32_t)c))
            end = to;
    }
    while (first < head && is_edge(d, first))
        first++;
    s->source_begin = d->tokens[first].begin;
    s->source_end = d->tokens[end - 1].end;
    uint8_t upos = d->tokens[head].upos;
    s->source_via = upos == DL_UPOS_PRON ? DL_VIA_pronoun : upos == DL_UPOS_PROPN ? DL_VIA_name : DL_VIA_noun;
}

/* Append a statement of tokens [first, end) after the edges are cut; false when memory is out. Nothing where nothing is left. */
static bool add(finder *f, uint32_t cue, source who, uint32_t first, uint32_t end, bool direct)
{
    dl_document *d = f->d;
    while (first < end && is_edge(d, first))
        first++;
    while (first < end && is_edge(d, end - 1))
        end--;
    if (first < end && d->syn[first].dep == DL__DEP_mark && dl__token_is(d, (int32_t)first, "that"))
        first++;
    while (first < end && is_edge(d, first))
        first++;
    if (first >= end)
        return true;
    size_t n = d->n_statements;
    if (n >= f->cap_said && !dl__arena_grow(f->scratch, (void **)&f->said, n, &f->cap_said, sizeof *f->said))
        return false;
    f->said[n] = (said){ cue, who.token };
    dl_statement *s = DL__PUSH(d->arena, d->statements, d->n_statements, d->cap_statements);
    if (!s)
        return false;
    s->speaker = who.mention;
    if (who.token >= 0)
        set_source(d, (uint32_t)who.token, s);
    s->addressee = -1;
    s->verb = d->tokens[cue].form;
    s->sentence = (uint32_t)d->syn[first].sentence;
    s->in = d->sentences[s->sentence].in;
    s->cue_begin = d->tokens[cue].begin;
    s->cue_end = d->tokens[cue].end;
    s->begin = d->tokens[first].begin;
    s->end = d->tokens[end - 1].end;
    s->direct = direct;
    return true;
}

/* ---- by the tree ---- */

/* The mention of a phrase; of what somebody wrote or has ("Trump's statement read") the one whose it is. */
static int32_t mention_of_source(const dl_document *d, uint32_t token)
{
    int32_t m = dl__args_mention(d, token);
    if (m >= 0 || d->tokens[token].upos != DL_UPOS_NOUN || !d->mention_of)
        return m;
    for (int32_t c = d->syn[token].child; c >= 0 && m < 0; c = d->syn[c].sibling) {
        bool whose = d->syn[c].dep == DL__DEP_nmod && (d->syn[c].sub == DL__SUB_poss || c > (int32_t)token);
        m = whose || d->syn[c].dep == DL__DEP_compound ? d->mention_of[c] : -1;
    }
    return m;
}

/* Who speaks: the subject, of two that the parser gave the nearer one; in "..., said the mayor" it may be taken for the
 * object. */
static source speaker_of(const dl_document *d, uint32_t cue, const dl__args *args)
{
    source s = { -1, -1 };
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        if (a->slot != DL__SLOT_S || (a->reach == DL__REACH_ARC && s.token > (int32_t)a->token))
            continue;
        if (s.token >= 0 && (a->reach != DL__REACH_ARC || a->token > cue))
            continue;
        s.token = (int32_t)a->token;
        s.mention = mention_of_source(d, a->token);
    }
    if (s.mention >= 0)
        return s;
    uint32_t first = d->sentences[d->syn[cue].sentence].first_token;
    bool inverted = cue > first && (is_edge(d, cue - 1) || dl__is_mark(d, cue - 1));
    for (int32_t c = inverted ? d->syn[cue].child : -1; c >= 0; c = d->syn[c].sibling) {
        bool name = d->tokens[c].upos == DL_UPOS_PROPN || d->tokens[c].upos == DL_UPOS_NOUN ||
                    d->tokens[c].upos == DL_UPOS_PRON;
        uint8_t dep = d->syn[c].dep;
        bool place =
            dep == DL__DEP_obj || dep == DL__DEP_ccomp || dep == DL__DEP_xcomp || dep == DL__DEP_parataxis;
        int32_t m = (uint32_t)c > cue && name && place ? dl__args_mention(d, (uint32_t)c) : -1;
        if (m >= 0)
            return (source){ c, m };
    }
    return s;
}

static int32_t addressee_of(const dl_document *d, const dl__args *args, uint32_t content)
{
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        bool slot = a->slot == DL__SLOT_I || (a->slot == DL__SLOT_O && a->token != content) ||
                    (a->slot == DL__SLOT_PREP && strcmp(a->prep, "to") == 0);
        if (slot && d->mention_of && d->mention_of[a->token] >= 0)
            return d->mention_of[a->token];
    }
    return -1;
}

/* The clause that a cue introduces; parataxis both ways: the cue under what is said, or over it. */
static int32_t content_clause(const dl_document *d, uint32_t cue, const dl__args *args)
{
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        uint8_t dep = d->syn[a->token].dep;
        bool that = dep == DL__DEP_acl &&
                    (d->tokens[cue].upos == DL_UPOS_NOUN || dl__token_is(d, (int32_t)a->arc, "that"));
        if (a->slot == DL__SLOT_C && (dep == DL__DEP_ccomp || that))
            return (int32_t)a->token;
    }
    if (d->tokens[cue].upos != DL_UPOS_VERB)
        return -1;
    if (d->syn[cue].dep == DL__DEP_parataxis)
        return d->syn[cue].head;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_parataxis && d->tokens[c].upos != DL_UPOS_PROPN)
            return c;
    }
    return -1;
}

/* "They alleged the government are hiding figures": the subject of what is said, taken for the object of the cue. */
static uint32_t with_its_subject(const dl_document *d, uint32_t clause, uint32_t cue, uint32_t first)
{
    bool subject = dl__tree_child(d, clause, DL__DEP_nsubj, DL__SUB_other) >= 0 ||
                   dl__tree_child(d, clause, DL__DEP_csubj, DL__SUB_other) >= 0;
    bool finite = (d->syn[clause].feats & DL__F_FIN) ||
                  dl__tree_child(d, clause, DL__DEP_aux, DL__SUB_other) >= 0 ||
                  dl__tree_child(d, clause, DL__DEP_cop, DL__SUB_other) >= 0;
    if (subject || !finite || dl__tree_child(d, clause, DL__DEP_mark, DL__SUB_other) >= 0)
        return first;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        uint32_t from, to;
        if (d->syn[c].dep != DL__DEP_obj || c < (int32_t)cue || c > (int32_t)clause)
            continue;
        dl__tree_span(d, (uint32_t)c, &from, &to);
        if (to == first && from > cue)
            return from;
    }
    return first;
}

/* First and end token of what is said: the clause without the part that says it, where that stands at an edge. */
static void content_span(const dl_document *d, uint32_t clause, uint32_t cue, uint32_t *first, uint32_t *end)
{
    const dl_sentence *s = &d->sentences[d->syn[clause].sentence];
    uint32_t cue_first, cue_end, last = s->first_token + s->n_tokens;
    dl__tree_span(d, clause, first, end);
    dl__tree_span(d, cue, &cue_first, &cue_end);
    bool cue_inside = *first <= cue && cue < *end;
    if (cue_inside && clause >= cue_end && cue_first <= *first + 2)
        *first = cue_end;
    else if (cue_inside && clause < cue_first)
        *end = *end <= cue_end + 2 ? cue_first : *end;
    if (!cue_inside && *end == last && *end - *first > 1 && strcmp(d->tokens[*end - 1].form, ".") == 0)
        (*end)--; /* the sentence's own stop */
    if (!cue_inside)
        *first = with_its_subject(d, clause, cue, *first);
}

static bool by_tree(finder *f, uint32_t cue)
{
    dl_document *d = f->d;
    dl__args args;
    dl__args_of(d, cue, &args);
    int32_t clause = content_clause(d, cue, &args);
    if (clause < 0)
        return true;
    source who = speaker_of(d, cue, &args);
    if (d->tokens[cue].upos == DL_UPOS_NOUN && who.mention < 0)
        return true;
    uint32_t first, end;
    content_span(d, (uint32_t)clause, cue, &first, &end);
    bool direct = f->quote_of[clause] != 0 && (!f->quote_of[cue] || f->quote_of[cue] != f->quote_of[clause]);
    if (direct && (uint32_t)clause < cue) { /* "...," said X; he also ...: not what comes after */
        uint32_t close = f->quotes[f->quote_of[clause] - 1].end;
        end = close > first && close < end && close <= cue ? close : end;
    }
    size_t before = d->n_statements;
    if (!add(f, cue, who, first, end, direct))
        return false;
    if (d->n_statements > before) {
        d->statements[before].addressee = addressee_of(d, &args, (uint32_t)clause);
        if (direct && who.mention >= 0)
            f->quotes[f->quote_of[clause] - 1].speaker = (int32_t)before;
    }
    return true;
}

/* "According to X, ...": the clause is what is said. */
static bool according(finder *f, uint32_t t)
{
    dl_document *d = f->d;
    char prep[20];
    if (d->syn[t].dep != DL__DEP_obl && d->syn[t].dep != DL__DEP_nmod && d->syn[t].dep != DL__DEP_advcl)
        return true;
    if (!dl__args_preposition(d, t, prep) || strncmp(prep, "accord", 6) != 0 || d->syn[t].head < 0)
        return true;
    if (!d->mention_of || d->mention_of[t] < 0)
        return true;
    uint32_t first, end;
    content_span(d, (uint32_t)d->syn[t].head, t, &first, &end);
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_case || d->syn[c].dep == DL__DEP_mark)
            return add(f, (uint32_t)c, (source){ (int32_t)t, d->mention_of[t] }, first, end, false);
    }
    return true;
}

/* ---- by the marks ---- */

/* Whether these words of a quotation are in a statement already; what is said within the quotation does not count. */
static bool covered(const finder *f, uint32_t first, uint32_t end)
{
    const dl_document *d = f->d;
    uint32_t middle = first + (end - first) / 2;
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl_statement *s = &d->statements[i];
        if (f->quote_of[f->said[i].cue] != f->quote_of[first] &&
            s->in == d->sentences[d->syn[first].sentence].in && s->begin <= d->tokens[middle].begin &&
            s->end >= d->tokens[middle].end)
            return true;
    }
    return false;
}

/* The cue outside quotation marks that stands nearest to a quotation in a sentence, with somebody who speaks; -1: none. */
static int32_t cue_beside(const finder *f, const dl__quotation *q, uint32_t sentence, source *who)
{
    const dl_document *d = f->d;
    const dl_sentence *s = &d->sentences[sentence];
    int32_t best = -1;
    uint32_t least = UINT32_MAX;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t far = t < q->first ? q->first - t : t - q->end;
        if (f->quote_of[t] || d->tokens[t].upos != DL_UPOS_VERB || !is_cue(f, t) || far >= least)
            continue;
        dl__args args;
        dl__args_of(d, t, &args);
        source found = speaker_of(d, t, &args);
        if (found.mention < 0)
            continue;
        *who = found;
        best = (int32_t)t;
        least = far;
    }
    return best;
}

/* The speaker of the last direct statement before a sentence in its paragraph goes on speaking. */
static int32_t same_speaker(const finder *f, uint32_t sentence, source *who)
{
    const dl_document *d = f->d;
    const dl_statement *last = NULL;
    uint32_t first = sentence;
    while (first > 0 && !d->sentences[first].starts_paragraph &&
           d->sentences[first - 1].in == d->sentences[sentence].in)
        first--;
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl_statement *s = &d->statements[i];
        if (s->direct && s->speaker >= 0 && s->sentence >= first && s->sentence < sentence &&
            (!last || s->begin > last->begin))
            last = s;
    }
    if (!last)
        return -1;
    const said *x = &f->said[last - d->statements];
    *who = (source){ x->source, last->speaker };
    return (int32_t)x->cue;
}

/* Without a verb of saying: whoever does what the quotation completes ("the minister called it \"an act of ...\""), or what
 * stands before the colon tells. */
static int32_t governor(const finder *f, const dl__quotation *q, source *who)
{
    const dl_document *d = f->d;
    uint32_t t = q->first, first = d->sentences[d->syn[t].sentence].first_token;
    bool colon = t >= first + 2 && strcmp(d->tokens[t - 2].form, ":") == 0;
    if (colon)
        t -= 2;
    for (unsigned i = 0; i < MAX_CLIMB && d->syn[t].head >= 0; i++) {
        t = (uint32_t)d->syn[t].head;
        if (f->quote_of[t] || d->tokens[t].upos != DL_UPOS_VERB)
            continue;
        dl__args args;
        dl__args_of(d, t, &args);
        *who = speaker_of(d, t, &args);
        return who->mention >= 0 && !dl__args_passive(d, t) ? (int32_t)t : -1;
    }
    return -1;
}

/* Who speaks in a quotation: a cue in its own sentences, else in the sentence before (ending in a colon or in the same
 * paragraph), else the speaker of the quotation before in the same paragraph. */
static int32_t quotation_cue(const finder *f, size_t q, source *who)
{
    const dl_document *d = f->d;
    const dl__quotation *x = &f->quotes[q];
    if (x->speaker >= 0) {
        const said *s = &f->said[x->speaker];
        *who = (source){ s->source, d->statements[x->speaker].speaker };
        return (int32_t)s->cue;
    }
    uint32_t a = (uint32_t)d->syn[x->first].sentence, b = (uint32_t)d->syn[x->end - 1].sentence;
    for (uint32_t s = b + 1; s-- > a;) {
        int32_t cue = cue_beside(f, x, s, who);
        if (cue >= 0)
            return cue;
    }
    if (b + 1 < d->n_sentences && !d->sentences[b + 1].starts_paragraph &&
        d->sentences[b + 1].in == d->sentences[b].in) {
        /* the closing mark and "X said." may have been split off */
        const dl_sentence *next = &d->sentences[b + 1];
        if (next->n_tokens <= 12) {
            int32_t cue = cue_beside(f, x, b + 1, who);
            if (cue >= 0)
                return cue;
        }
    }
    int32_t cue = governor(f, x, who);
    if (cue >= 0)
        return cue;
    if (a > 0 && d->sentences[a - 1].in == d->sentences[a].in) {
        const dl_sentence *before = &d->sentences[a - 1];
        bool colon =
            before->n_tokens && strcmp(d->tokens[before->first_token + before->n_tokens - 1].form, ":") == 0;
        if (colon || !d->sentences[a].starts_paragraph) {
            cue = cue_beside(f, x, a - 1, who);
            return cue >= 0 ? cue : same_speaker(f, a, who);
        }
    }
    return -1;
}

/* "I", "we", "our" in what somebody says is that somebody, whom the marks alone tell. */
static bool first_persons(finder *f, const dl__quotation *q, int32_t speaker)
{
    dl_document *d = f->d;
    for (uint32_t t = q->first; t < q->end && d->mention_of; t++) {
        if (d->tokens[t].upos != DL_UPOS_PRON || !(d->syn[t].feats & DL__F_P1) || d->mention_of[t] >= 0)
            continue;
        dl_mention *m = DL__PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
        if (!m)
            return false;
        uint32_t sentence = (uint32_t)d->syn[t].sentence;
        *m = (dl_mention){ .entity = d->mentions[speaker].entity,
                           .sentence = sentence,
                           .token = t,
                           .in = d->sentences[sentence].in,
                           .begin = d->tokens[t].begin,
                           .end = d->tokens[t].end,
                           .next = -1,
                           .via = DL_VIA_pronoun };
        d->mention_of[t] = (int32_t)(d->n_mentions - 1);
    }
    return true;
}

static bool by_marks(finder *f, size_t q)
{
    dl_document *d = f->d;
    const dl__quotation *x = &f->quotes[q];
    source who = { -1, -1 };
    int32_t cue = quotation_cue(f, q, &who);
    if (cue < 0)
        return true;
    if (who.mention >= 0 && !first_persons(f, x, who.mention))
        return false;
    for (uint32_t s = (uint32_t)d->syn[x->first].sentence; s <= (uint32_t)d->syn[x->end - 1].sentence; s++) {
        const dl_sentence *sent = &d->sentences[s];
        uint32_t first = x->first > sent->first_token ? x->first : sent->first_token;
        uint32_t end =
            sent->first_token + sent->n_tokens < x->end ? sent->first_token + sent->n_tokens : x->end;
        if (end <= first || end - first < MIN_QUOTED_WORDS || covered(f, first, end))
            continue;
        if (!add(f, (uint32_t)cue, who, first, end, true))
            return false;
    }
    return true;
}

/* ---- chains ---- */

/* Statements whose content holds another's cue are the outer speakers of that one. */
static bool set_chains(dl_document *d)
{
    for (size_t i = 0; i < d->n_statements; i++) {
        dl_statement *s = &d->statements[i];
        uint32_t by[MAX_BY];
        for (size_t k = 0; k < d->n_statements && s->n_by < MAX_BY; k++) {
            const dl_statement *o = &d->statements[k];
            if (k != i && o->in == s->in && o->speaker >= 0 && o->begin <= s->cue_begin &&
                o->end >= s->cue_end && o->end - o->begin > s->end - s->begin)
                by[s->n_by++] = (uint32_t)o->speaker;
        }
        if (!s->n_by)
            continue;
        uint32_t *copy = dl__arena_alloc(d->arena, s->n_by, sizeof *copy);
        if (!copy)
            return false;
        memcpy(copy, by, s->n_by * sizeof *copy);
        s->by = copy;
    }
    return true;
}

dl_status dl__quote_find(const dl__cues *c, dl_document *d, dl_error *err)
{
    dl__arena *scratch = dl__arena_new();
    if (!scratch)
        return dl__no_memory(err);
    finder f = { .cues = c, .d = d, .scratch = scratch };
    bool ok = dl__quotations(d, scratch, &f.quotes, &f.n_quotes, &f.quote_of) == DL_OK;
    for (uint32_t t = 0; ok && t < d->n_tokens; t++) {
        if (is_cue(&f, t))
            ok = by_tree(&f, t);
        ok = ok && according(&f, t);
    }
    for (size_t q = 0; ok && q < f.n_quotes; q++)
        ok = by_marks(&f, q);
    for (size_t i = 0; ok && i < d->n_statements; i++) { /* "I think" in somebody's words */
        if (d->statements[i].speaker < 0 && f.said[i].source >= 0 && d->mention_of)
            d->statements[i].speaker = d->mention_of[f.said[i].source];
    }
    ok = ok && set_chains(d);
    dl__arena_free(scratch);
    return ok ? DL_OK : dl__no_memory(err);
}
