/* time_find.c - fills the document's times.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "when/time_priv.h"

static const char *type_name(const dl__tnode *n)
{
    if (n->p->op == DL__TOP_relunit && n->plural)
        return "DURATION";
    return n->type == DL__TT_TIME       ? "TIME"
           : n->type == DL__TT_DURATION ? "DURATION"
           : n->type == DL__TT_SET      ? "SET"
                                        : "DATE";
}

/* A text that tells of another time: it gives years, nearly all of them well away from the story's own, and hardly speaks of
 * today, yesterday or Monday. */
enum { NARRATIVE_YEARS = 3, DAYS_PER_YEAR = 2 };
static bool is_narrative(const dl__clock *c, const dl_document *d, const dl__tcontext *x)
{
    unsigned far = 0, near = 0, days = 0;
    const uint32_t day_words = UINT32_C(1) << DL__TC_WDAY | UINT32_C(1) << DL__TC_DEICT;
    for (size_t t = 0; t < d->n_tokens; t++) {
        const char *s = d->tokens[t].form;
        size_t n = d->tokens[t].end - d->tokens[t].begin;
        if (n == 4 && s[0] >= '1' && s[0] <= '2' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' &&
            s[2] <= '9' && s[3] >= '0' && s[3] <= '9') {
            int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
            *(x->has_story && year >= x->sy - 1 && year <= x->sy + 1 ? &near : &far) += 1;
        } else if (n >= 5 && n <= 9 && dl__time_is(c, s, n, day_words)) {
            days++;
        }
    }
    return far >= NARRATIVE_YEARS && far > 2 * near && far >= DAYS_PER_YEAR * days;
}

static bool emit(const dl__clock *c, dl_document *d, uint32_t sentence, const dl__tatoms *a,
                 const dl__tmatches *m, const dl__tnode *n, dl__tcontext *x)
{
    const dl_sentence *s = &d->sentences[sentence];
    for (int part = 0; part < n->n_parts; part++) {
        char value[32];
        x->tense = dl__time_tense(d, a->at[n->part_begin[part]].token);
        int32_t before = a->at[n->part_begin[part]].token - 1; /* "until Friday" looks ahead */
        if (before >= (int32_t)s->first_token &&
            (dl__token_is(d, before, "until") || dl__token_is(d, before, "till")) &&
            dl__time_until(d, before + 1))
            x->tense = DL__TENSE_FUTURE;
        dl__time_value(c, m, n, part, x, value, NULL);
        dl_time *t = DL__PUSH(d->arena, d->times, d->n_times, d->cap_times);
        if (!t)
            return false;
        const dl__tatom *first = &a->at[n->part_begin[part]], *last = &a->at[n->part_end[part] - 1];
        t->in = s->in;
        t->sentence = sentence;
        t->begin = first->begin;
        t->end = last->end;
        t->first_token = first->token >= 0 ? (uint32_t)first->token : s->first_token;
        uint32_t end = last->token >= 0 ? (uint32_t)last->token + 1 : t->first_token + 1;
        t->n_tokens = end > t->first_token ? end - t->first_token : 1;
        t->type = type_name(n);
        t->value = dl__arena_strndup(d->arena, value, strlen(value));
        if (!t->value)
            return false;
    }
    return true;
}

dl_status dl__when_find(const dl__clock *c, dl_document *d, dl_error *err)
{
    dl__tatoms atoms = { 0 };
    dl__tmatches m = { 0 };
    dl__tcontext x = { 0 };
    x.has_story = dl__day_parse(d->story_date, &x.story);
    if (x.has_story)
        dl__day_to(x.story, &x.sy, &x.sm, &x.sd);
    x.narrative = is_narrative(c, d, &x);
    for (size_t s = 0; s < d->n_sentences; s++) {
        if (!dl__time_atoms(c, d, &d->sentences[s], &atoms) || !dl__time_match(c, d, &atoms, &m))
            return dl__no_memory(err);
        x.sentence = (uint32_t)s;
        for (size_t i = 0; i < m.n_chosen; i++)
            if (!emit(c, d, (uint32_t)s, &atoms, &m, &m.node[m.chosen[i]], &x))
                return dl__no_memory(err);
    }
    return DL_OK;
}
