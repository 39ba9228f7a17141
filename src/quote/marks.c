/* marks.c - quotation marks to quotations.  Single ones only where they are typographic and pair within a paragraph outside
 * double ones: a straight one is an apostrophe more often than not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

typedef enum mark { NO_MARK, OPENS, CLOSES, EITHER, OPENS_SINGLE, CLOSES_SINGLE } mark;

static mark mark_of(const char *form)
{
    static const struct {
        const char *form;
        mark mark;
    } marks[] = {
        { "\"", EITHER },
        { "\xE2\x80\x9C", OPENS },
        { "\xE2\x80\x9D", CLOSES },
        { "\xE2\x80\x9E", OPENS },
        { "\xC2\xAB", OPENS },
        { "\xC2\xBB", CLOSES },
        { "``", OPENS },
        { "''", CLOSES },
        { "\xE2\x80\x9C\xE2\x80\x9C", OPENS },
        { "\"\"", EITHER },
        { "\xE2\x80\x98", OPENS_SINGLE },
        { "\xE2\x80\x99", CLOSES_SINGLE },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strcmp(form, marks[i].form) == 0)
            return marks[i].mark;
    }
    return NO_MARK;
}

bool dl__is_mark(const dl_document *d, uint32_t token)
{
    mark m = mark_of(d->tokens[token].form);
    /* an apostrophe has a word before it that goes on with it: "the workers' strike" has a relation of its own */
    return m != NO_MARK && (m != CLOSES_SINGLE || d->tokens[token].upos == DL_UPOS_PUNCT);
}

typedef struct state {
    dl_document *d;
    dl__arena *scratch;
    dl__quotation *items;
    size_t n, cap;
    int32_t open; /* first token of the open quotation, -1 */
    bool single;  /* it was opened by a single mark */
} state;

static bool close_at(state *s, uint32_t end)
{
    uint32_t first = (uint32_t)s->open;
    s->open = -1;
    if (end <= first)
        return true;
    dl__quotation *q = DL__PUSH(s->scratch, s->items, s->n, s->cap);
    if (!q)
        return false;
    *q = (dl__quotation){ .first = first, .end = end, .speaker = -1, .cue = -1 };
    return true;
}

static bool step(state *s, uint32_t t)
{
    mark m = mark_of(s->d->tokens[t].form);
    if (m == NO_MARK || !dl__is_mark(s->d, t))
        return true;
    if (m == OPENS_SINGLE || m == CLOSES_SINGLE) { /* within double marks: left to them */
        if (m == OPENS_SINGLE && s->open < 0) {
            s->open = (int32_t)t + 1;
            s->single = true;
        } else if (m == CLOSES_SINGLE && s->open >= 0 && s->single) {
            return close_at(s, t);
        }
        return true;
    }
    if (s->open >= 0 && s->single) /* never closed */
        s->open = -1;
    s->single = false;
    /* an opening mark inside an open quotation: a new paragraph of the same speech, or a slip of the pen */
    if (m == OPENS || (m == EITHER && s->open < 0)) {
        bool ok = s->open < 0 || close_at(s, t);
        s->open = (int32_t)t + 1;
        return ok;
    }
    return s->open < 0 || close_at(s, t);
}

/* What is open at a paragraph's end goes on in the next, where that opens it again; a single mark was an apostrophe. */
static bool end_paragraph(state *s, uint32_t end)
{
    size_t before = s->n;
    bool ok = s->single || close_at(s, end);
    s->open = -1;
    if (s->n > before)
        s->items[before].unclosed = true;
    return ok;
}

dl_status dl__quotations(dl_document *d, dl__arena *scratch, dl__quotation **out, size_t *n,
                         uint32_t **quote_of)
{
    state s = { .d = d, .scratch = scratch, .open = -1 };
    bool ok = true;
    for (size_t i = 0; i < d->n_sentences && ok; i++) {
        const dl_sentence *sent = &d->sentences[i];
        if (s.open >= 0 && (sent->starts_paragraph || (i && d->sentences[i - 1].in != sent->in)))
            ok = end_paragraph(&s, sent->first_token);
        for (uint32_t t = sent->first_token; t < sent->first_token + sent->n_tokens && ok; t++)
            ok = step(&s, t);
    }
    if (ok && s.open >= 0 && !s.single)
        ok = close_at(&s, (uint32_t)d->n_tokens);
    *quote_of = dl__arena_alloc(scratch, d->n_tokens, sizeof **quote_of);
    if (!ok || !*quote_of)
        return DL_ENOMEM;
    for (size_t i = 0; i < s.n; i++) {
        for (uint32_t t = s.items[i].first; t < s.items[i].end; t++)
            (*quote_of)[t] = (uint32_t)i + 1;
    }
    *out = s.items;
    *n = s.n;
    return DL_OK;
}
