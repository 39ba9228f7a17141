/* runs.c - runs of tokens: sentences, phrases, what a clause ends with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

bool dl__is_form(const dl_document *d, uint32_t t, const char *form)
{
    return strcmp(d->tokens[t].form, form) == 0;
}

bool dl__is_edge(const dl_document *d, uint32_t t)
{
    return dl__is_mark(d, t) || dl__is_form(d, t, ",") || dl__is_form(d, t, ":");
}

bool dl__finite(const dl_document *d, uint32_t clause)
{
    if (d->syn[clause].feats & DL__F_FIN)
        return true;
    for (int32_t c = d->syn[clause].child; c >= 0; c = d->syn[c].sibling) {
        bool helps = d->syn[c].dep == DL__DEP_aux || d->syn[c].dep == DL__DEP_cop;
        if (helps && (d->syn[c].feats & DL__F_FIN))
            return true;
    }
    return false;
}

bool dl__has_finite(const dl_document *d, dl__run r, dl__run but)
{
    for (uint32_t t = r.first; t < r.end; t++) {
        uint8_t u = d->tokens[t].upos;
        if ((t < but.first || t >= but.end) && (u == DL_UPOS_VERB || u == DL_UPOS_AUX) &&
            (d->syn[t].feats & DL__F_FIN))
            return true;
    }
    return false;
}

bool dl__has_as(const dl_document *d, int32_t t)
{
    return dl__token_is(d, dl__tree_child(d, (uint32_t)t, DL__DEP_case, DL__SUB_other), "as") ||
           dl__token_is(d, dl__tree_child(d, (uint32_t)t, DL__DEP_mark, DL__SUB_other), "as");
}

bool dl__has_child(const dl_document *d, uint32_t t, dl__dep dep)
{
    return dl__tree_child(d, t, dep, DL__SUB_other) >= 0;
}

bool dl__has_subject(const dl_document *d, uint32_t t)
{
    return dl__has_child(d, t, DL__DEP_nsubj) || dl__has_child(d, t, DL__DEP_csubj) ||
           dl__has_child(d, t, DL__DEP_expl);
}

bool dl__is_question_word(const dl_document *d, int32_t t)
{
    static const char *const words[] = { "what", "who", "whom", "whose",   "which",    "where",
                                         "when", "why", "how",  "whether", "whatever", NULL };
    return dl__token_in(d, t, words);
}

dl__run dl__sentence_run(const dl_document *d, uint32_t t)
{
    const dl_sentence *s = &d->sentences[d->syn[t].sentence];
    return (dl__run){ s->first_token, s->first_token + s->n_tokens };
}

dl__run dl__span_run(const dl_document *d, uint32_t t)
{
    dl__run r;
    dl__tree_span(d, t, &r.first, &r.end);
    return r;
}

/* What stands between two semicolons, or in the quotation where the token is in one. */
dl__run dl__limits(const dl__finder *f, uint32_t t)
{
    const dl_document *d = f->d;
    dl__run s = dl__sentence_run(d, t);
    uint32_t q = f->quote_of[t];
    if (q) {
        s.first = f->quotes[q - 1].first > s.first ? f->quotes[q - 1].first : s.first;
        s.end = f->quotes[q - 1].end < s.end ? f->quotes[q - 1].end : s.end;
    }
    for (uint32_t k = t; k > s.first; k--) {
        if (dl__is_form(d, k - 1, ";"))
            s.first = k;
    }
    for (uint32_t k = t; k < s.end; k++) {
        if (dl__is_form(d, k, ";"))
            s.end = k;
    }
    if (s.end - s.first > 1 && dl__is_form(d, s.end - 1, "."))
        s.end--;
    return s;
}

void dl__trim(const dl_document *d, dl__run *r)
{
    while (r->first < r->end && dl__is_edge(d, r->first))
        r->first++;
    while (r->first < r->end && dl__is_edge(d, r->end - 1))
        r->end--;
}
