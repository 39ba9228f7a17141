/* by_marks.c - text between quotation marks that no clause of the tree accounts for.  It takes the speaker of a cue beside it,
 * else of the quotation before in its paragraph. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

enum { MIN_QUOTED_WORDS = 4, MAX_CLIMB = 12, SHORT_SENTENCE = 12, NEAR = 2, AT_COLON = 5 };

/* Whether these words of a quotation are in a statement already; what is said within the quotation does not count. */
static bool covered(const dl__finder *f, uint32_t first, uint32_t end)
{
    const dl_document *d = f->d;
    uint32_t middle = first + (end - first) / 2;
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl__said *x = &f->said[i];
        if (f->quote_of[x->cue] != f->quote_of[first] && x->content.first <= middle &&
            middle < x->content.end)
            return true;
    }
    return false;
}

/* The cue outside quotation marks that stands nearest to a quotation in a sentence, with somebody who speaks; -1: none. */
static int32_t cue_beside(const dl__finder *f, const dl__quotation *q, uint32_t sentence, dl__source *who)
{
    const dl_document *d = f->d;
    const dl_sentence *s = &d->sentences[sentence];
    int32_t best = -1;
    uint32_t least = UINT32_MAX;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t far = t < q->first ? q->first - t : t - q->end;
        if (f->quote_of[t] || d->tokens[t].upos != DL_UPOS_VERB || !dl__cue_takes(f, t, DL__TAKES_QUOTE, t) ||
            far >= least)
            continue;
        dl__args args;
        dl__args_of(d, t, &args);
        dl__source found = dl__speaker_of(d, t, &args);
        if (found.token < 0)
            continue;
        *who = found;
        best = (int32_t)t;
        least = far;
    }
    return best;
}

/* The speaker of the last direct statement before a sentence in its paragraph goes on speaking. */
static int32_t same_speaker(const dl__finder *f, uint32_t sentence, dl__source *who)
{
    const dl_document *d = f->d;
    const dl_statement *last = NULL;
    uint32_t first = dl__paragraph_start(d, sentence);
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl_statement *s = &d->statements[i];
        if (s->direct && f->said[i].who.token >= 0 && s->sentence >= first && s->sentence < sentence &&
            !f->quote_of[f->said[i].cue] && (!last || s->begin > last->begin))
            last = s;
    }
    if (!last)
        return -1;
    const dl__said *x = &f->said[last - d->statements];
    *who = x->who;
    return (int32_t)x->cue;
}

/* A colon before the mark: whoever does what is told before it speaks ("the mayor opposed the plan: ..."). */
static int32_t before_colon(const dl__finder *f, const dl__quotation *q, dl__source *who)
{
    const dl_document *d = f->d;
    uint32_t t = q->first, first = d->sentences[d->syn[t].sentence].first_token;
    if (t < first + 3 || !dl__is_form(d, t - 2, ":"))
        return -1;
    int32_t verb = -1;
    for (uint32_t k = t - 2; k-- > first;) {
        if (f->quote_of[k] || d->tokens[k].upos != DL_UPOS_VERB)
            continue;
        dl__args args;
        dl__args_of(d, k, &args);
        *who = dl__speaker_of(d, k, &args);
        if (who->mention >= 0 && !dl__args_passive(d, k))
            verb = (int32_t)k; /* the first of them: the main verb of most sentences */
        if (verb >= 0)
            break;
    }
    return verb;
}

/* A title or a name between marks: all its words but the small ones have capitals. */
static bool is_title(const dl_document *d, uint32_t first, uint32_t end)
{
    unsigned small = 0, tall = 0;
    for (uint32_t t = first; t < end; t++) {
        uint8_t u = d->tokens[t].upos;
        bool content = u == DL_UPOS_NOUN || u == DL_UPOS_VERB || u == DL_UPOS_ADJ || u == DL_UPOS_PROPN;
        bool capital = d->tokens[t].form[0] >= 'A' && d->tokens[t].form[0] <= 'Z';
        tall += content && capital;
        small += content && !capital;
    }
    return tall > 0 && small == 0;
}

static bool ends_sentence(const dl_document *d, const dl__quotation *q)
{
    const char *last = d->tokens[q->end - 1].form;
    return strcmp(last, ".") == 0 || strcmp(last, "!") == 0 || strcmp(last, "?") == 0;
}

/* The cue of the sentence before, where that ends in a colon or in the same paragraph; else whoever spoke last there. */
static int32_t told_before(const dl__finder *f, const dl__quotation *x, dl__source *who)
{
    const dl_document *d = f->d;
    uint32_t a = (uint32_t)d->syn[x->first].sentence;
    if (!a || d->sentences[a - 1].in != d->sentences[a].in)
        return -1;
    const dl_sentence *before = &d->sentences[a - 1];
    bool colon = before->n_tokens && dl__is_form(d, before->first_token + before->n_tokens - 1, ":");
    if (!colon && d->sentences[a].starts_paragraph)
        return -1;
    int32_t cue = cue_beside(f, x, a - 1, who);
    return cue >= 0 ? cue : same_speaker(f, a, who);
}

/* The paragraph before did not close its marks, and this one opens them again: the same words go on. */
static bool goes_on(const dl__finder *f, size_t q)
{
    return q > 0 && f->quotes[q - 1].unclosed && f->quotes[q].first == f->quotes[q - 1].end + 1;
}

/* Who speaks in a quotation: a cue in its own sentences, else in the sentence before (ending in a colon or in the same
 * paragraph), else the speaker of the quotation before in the same paragraph. */
static int32_t quotation_cue(const dl__finder *f, size_t q, dl__source *who)
{
    const dl_document *d = f->d;
    const dl__quotation *x = &f->quotes[q];
    if (x->speaker >= 0) {
        *who = f->said[x->speaker].who;
        return (int32_t)f->said[x->speaker].cue;
    }
    if (goes_on(f, q) && f->quotes[q - 1].cue >= 0) {
        *who = f->quotes[q - 1].who;
        return f->quotes[q - 1].cue;
    }
    uint32_t a = (uint32_t)d->syn[x->first].sentence, b = (uint32_t)d->syn[x->end - 1].sentence;
    /* words that somebody only uses: a phrase that stands in a clause of the paper's own */
    bool scare = !dl__has_finite(d, (dl__run){ x->first, x->end }, (dl__run){ 0, 0 });
    if (is_title(d, x->first, x->end) && !ends_sentence(d, x))
        return -1;
    for (uint32_t s = b + 1; s-- > a;) {
        int32_t cue = cue_beside(f, x, s, who);
        uint32_t far = cue < 0                    ? 0
                       : (uint32_t)cue < x->first ? x->first - (uint32_t)cue
                                                  : (uint32_t)cue - x->end;
        if (cue >= 0 && (!scare || (far <= NEAR && !dl__args_passive(d, (uint32_t)cue))))
            return cue;
    }
    if (scare && !ends_sentence(d, x))
        return -1;
    if (b + 1 < d->n_sentences && !d->sentences[b + 1].starts_paragraph &&
        d->sentences[b + 1].in == d->sentences[b].in && d->sentences[b + 1].n_tokens <= SHORT_SENTENCE) {
        /* the closing mark and "X said." may have been split off */
        int32_t cue = cue_beside(f, x, b + 1, who);
        if (cue >= 0)
            return cue;
    }
    int32_t cue = before_colon(f, x, who);
    if (cue >= 0)
        return cue;
    return told_before(f, x, who);
}

/* "I", "we", "our" in what somebody says is that somebody, whom the marks alone tell. */
static bool first_persons(dl__finder *f, const dl__quotation *q, int32_t speaker)
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

bool dl__by_marks(dl__finder *f, size_t q)
{
    dl_document *d = f->d;
    const dl__quotation *x = &f->quotes[q];
    dl__source who = { -1, -1 };
    int32_t cue = quotation_cue(f, q, &who);
    for (size_t k = q; cue < 0 && k + 1 < f->n_quotes && goes_on(f, k + 1);
         k++) /* who speaks is told at its end */
        cue = quotation_cue(f, k + 1, &who);
    if (cue < 0)
        return true;
    f->quotes[q].cue = cue;
    f->quotes[q].who = who;
    if (who.mention >= 0 && !first_persons(f, x, who.mention))
        return false;
    for (uint32_t s = (uint32_t)d->syn[x->first].sentence; s <= (uint32_t)d->syn[x->end - 1].sentence; s++) {
        const dl_sentence *sent = &d->sentences[s];
        dl__said y = { .cue = (uint32_t)cue, .who = who };
        y.content.first = x->first > sent->first_token ? x->first : sent->first_token;
        y.content.end =
            sent->first_token + sent->n_tokens < x->end ? sent->first_token + sent->n_tokens : x->end;
        bool enough =
            y.content.end > y.content.first &&
            (y.content.end - y.content.first >= MIN_QUOTED_WORDS || x->speaker >= 0 || ends_sentence(d, x));
        if (enough && !covered(f, y.content.first, y.content.end) && !dl__add_statement(f, y, true))
            return false;
    }
    return true;
}

bool dl__by_colon(dl__finder *f, size_t sentence)
{
    const dl_document *d = f->d;
    const dl_sentence *s = &d->sentences[sentence];
    if (sentence + 1 >= d->n_sentences || !s->n_tokens ||
        !dl__is_form(d, s->first_token + s->n_tokens - 1, ":"))
        return true;
    const dl_sentence *next = &d->sentences[sentence + 1];
    if (!next->starts_paragraph || next->in != s->in || f->quote_of[next->first_token] ||
        dl__is_mark(d, next->first_token))
        return true;
    dl__said x = { .who = { -1, -1 } };
    const dl__quotation at = { .first = next->first_token, .end = next->first_token + next->n_tokens };
    int32_t cue = cue_beside(f, &at, (uint32_t)sentence, &x.who);
    for (size_t i = 0; cue >= 0 && i < d->n_statements; i++) {
        if (f->said[i].cue == (uint32_t)cue)
            return true;
    }
    /* it must stand beside the colon: "as follows" and the like is all that comes between */
    if (cue < 0 || x.who.mention < 0 || s->first_token + s->n_tokens - (uint32_t)cue > AT_COLON)
        return true;
    x.cue = (uint32_t)cue;
    bool ok = true;
    for (size_t i = sentence + 1; ok && i < d->n_sentences && d->sentences[i].in == s->in; i++) {
        const dl_sentence *part = &d->sentences[i];
        if (i > sentence + 1 && part->starts_paragraph)
            break;
        x.content = (dl__run){ part->first_token, part->first_token + part->n_tokens };
        ok = dl__add_statement(f, x, true);
    }
    return ok;
}
