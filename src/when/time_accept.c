/* time_accept.c - words that mean time only in some places.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_priv.h"

static const dl_token *token_at(const dl_document *d, int32_t t)
{
    return t >= 0 && (size_t)t < d->n_tokens ? &d->tokens[t] : NULL;
}

static const char *form_at(const dl__clock *c, const dl__tatoms *a, int64_t i)
{
    return i >= 0 && (size_t)i < a->n && a->at[i].word ? c->words[a->at[i].word].form : "";
}

static bool one_of(const char *s, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(*list, s) == 0)
            return true;
    return false;
}

static const char *const BEFORE_TIME[] = { "in",      "of",     "since", "until",  "by",      "from",
                                           "to",      "before", "after", "during", "around",  "about",
                                           "circa",   "late",   "early", "mid",    "and",     "on",
                                           "last",    "next",   "this",  "till",   "through", "year",
                                           "between", "-",      "ca",    "for",    "as",      NULL };
static const char *const AFTER_UNIT[] = { "of", "when", "that", "after", "before", "to", NULL };
static const char *const BEFORE_AFTER[] = { "before", "after", "prior", "following", NULL };
static const char *const BEFORE_SUM[] = { "$", "#", "%", NULL };

/* "the March 23 Movement" */
static const char *const BODIES[] = { "movement", "brigade", "coalition",     "alliance",
                                      "youth",    "front",   "revolutionary", NULL };

/* The name of a person or a body: "April Smith", "The Sun". */
static bool in_name(const dl_token *t)
{
    return t && (t->ner == DL_NER_B_PER || t->ner == DL_NER_I_PER || t->ner == DL_NER_I_ORG);
}

/* Of these there are never hundreds: the number is their year. */
static const char *const YEARLY[] = { "election",   "poll",          "primary",     "riot",
                                      "protest",    "demonstration", "attack",      "bombing",
                                      "killing",    "murder",        "talk",        "game",
                                      "flood",      "championship",  "negotiation", "hearing",
                                      "referendum", "accord",        NULL };

/* "2,000 people", "1500 troops": a count of what follows; not "the 2006 elections". */
static bool counts(const dl_document *d, int32_t t)
{
    const dl_token *tok = token_at(d, t);
    if (!tok || !d->syn || d->syn[t].dep != DL__DEP_nummod)
        return false;
    int32_t head = d->syn[t].head;
    return head > t && (d->syn[head].feats & DL__F_PLUR) && d->tokens[head].upos == DL_UPOS_NOUN &&
           !dl__token_in(d, head, YEARLY);
}

/* Is the number part of a longer one, a sum of money, a code ("A-1998", "$1998", "1998km")? */
static bool in_number(const dl__clock *c, const dl__tatoms *a, int64_t i)
{
    const dl__tatom *t = &a->at[i], *before = i > 0 ? t - 1 : NULL,
                    *after = (size_t)i + 1 < a->n ? t + 1 : NULL;
    if (one_of(form_at(c, a, i - 1), BEFORE_SUM) || one_of(form_at(c, a, i + 1), BEFORE_SUM))
        return true;
    if (after && after->glued && after->kind == DL__AK_WORD)
        return true;
    if (!before || !t->glued)
        return false;
    if (before->kind != DL__AK_SIGN)
        return true;
    if (i > 1 && before->glued && (a->at[i - 2].kind == DL__AK_NUMBER || before->word == 0))
        return true;
    return before->word == 0 && before->end - before->begin > 1; /* a sign of currency of several bytes */
}

static bool year_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int64_t i = n->part_begin[0];
    uint32_t next = (size_t)i + 1 < a->n ? a->at[i + 1].word : 0;
    bool led = one_of(form_at(c, a, i - 1), BEFORE_TIME) || strcmp(form_at(c, a, i - 1), "(") == 0;
    if (in_number(c, a, i) || counts(d, a->at[i].token))
        return false;
    if (dl__time_entry(c, next, DL__TC_UNIT) || dl__time_entry(c, next, DL__TC_NUMW))
        return false;
    return led || n->v[DL__TC_YEAR][0] >= 1800;
}

static bool month_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int64_t i = n->part_begin[0];
    const dl__tentry *e = dl__time_entry(c, a->at[i].word, DL__TC_MONTH);
    const dl_token *t = token_at(d, n->token);
    if (!e || in_name(t))
        return false;
    bool led = one_of(form_at(c, a, i - 1), BEFORE_TIME);
    if ((e->flags & DL__TF_SHORT) && !led)
        return false;
    if ((e->flags & DL__TF_NAME) && !led) /* "the Long March" is no month */
        return t && t->upos == DL_UPOS_PROPN && i > 0 &&
               !(a->at[i - 1].kind == DL__AK_WORD && a->at[i - 1].capital);
    return true;
}

static bool noun_here(const dl_document *d, int32_t token)
{
    const dl_token *t = token_at(d, token);
    return t && (t->upos == DL_UPOS_NOUN || t->upos == DL_UPOS_PROPN) &&
           !(d->syn && d->syn[token].dep == DL__DEP_compound);
}

/* "two seconds" but not "a second attack"; "three quarters of the army" is no time. */
static bool unit_ok(const dl__clock *c, const dl__tatoms *a, const dl__tnode *n)
{
    int unit = n->v[DL__TC_UNIT][0];
    const char *next = form_at(c, a, n->end);
    if (!n->count[DL__TC_UNIT])
        return true;
    if (unit == DL__U_TS && !n->plural && n->p->op != DL__TOP_relunit)
        return n->num == 1 && n->count[DL__TC_NUM] && n->p->bare != DL__TB_A &&
               strcmp(form_at(c, a, n->begin), "one") == 0;
    if (unit == DL__U_Q && n->p->op == DL__TOP_dur &&
        ((strcmp(next, "of") == 0 && n->end - n->begin == 2) || !n->plural))
        return false;
    return true;
}

/* "15 a year", "times a week": how often, not how long. */
static bool per_unit(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int64_t i = n->part_begin[0];
    int unit = n->v[DL__TC_UNIT][0];
    if (i == 0 || n->plural || a->at[i].capital || a->at[i - 1].kind == DL__AK_SIGN)
        return a->at[i > 0 ? i - 1 : 0].kind == DL__AK_SIGN && strcmp(form_at(c, a, i - 1), "%") == 0;
    if (form_at(c, a, i)[0] != 'a' || strlen(form_at(c, a, i)) > 2 || unit < DL__U_TH || unit > DL__U_Y ||
        unit == DL__U_NI)
        return false;
    if (a->at[i - 1].kind == DL__AK_NUMBER || dl__time_entry(c, a->at[i - 1].word, DL__TC_NUMW))
        return true;
    const dl_token *t = token_at(d, a->at[i - 1].token);
    return t && (t->upos == DL_UPOS_NOUN || t->upos == DL_UPOS_SYM || t->upos == DL_UPOS_NUM);
}

static bool a_unit_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tnode *n)
{
    int unit = n->v[DL__TC_UNIT][0];
    if (unit == DL__U_TS || unit == DL__U_Q || unit == DL__U_NI)
        return false;
    if (per_unit(c, d, a, n))
        n->type = DL__TT_SET;
    /* "a day of mourning", "a month on": what follows says what kind of day it is */
    return true;
}

static bool season_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int32_t last = n->part_end[0];
    if (strcmp(form_at(c, a, last - 1), "fall") == 0 && strcmp(form_at(c, a, last), "of") == 0)
        return false; /* "the fall of Kabul" */
    return noun_here(d, a->at[last - 1].token);
}

static bool weekday_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int64_t i = n->part_begin[0];
    const dl__tentry *e = dl__time_entry(c, a->at[i].word, DL__TC_WDAY);
    return e && !in_name(token_at(d, n->token)) &&
           (!(e->flags & DL__TF_SHORT) || one_of(form_at(c, a, i - 1), BEFORE_TIME));
}

/* "the day", "the month": not where what follows says which. */
static bool the_unit_ok(const dl__clock *c, const dl__tatoms *a, const dl__tnode *n)
{
    int unit = n->v[DL__TC_UNIT][0];
    if (n->plural || a->at[n->part_end[0] - 1].capital || one_of(form_at(c, a, n->end), AFTER_UNIT))
        return false;
    return !n->count[DL__TC_UNIT] || (unit >= DL__U_D && unit <= DL__U_Y && unit != DL__U_NI);
}

/* What the pattern asks of a lone word. */
static bool bare_ok(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tnode *n)
{
    switch (n->p->bare) {
    case DL__TB_MONTH: return month_ok(c, d, a, n);
    case DL__TB_YEAR: return year_ok(c, d, a, n);
    case DL__TB_ISOMONTH: /* 2022-09; but 2007-08 are two years */
        return n->v[DL__TC_MONN][0] >= 1 && n->v[DL__TC_MONN][0] <= 12 &&
               n->v[DL__TC_MONN][0] <= n->v[DL__TC_YEAR][0] % 100;
    case DL__TB_THEUNIT: return the_unit_ok(c, a, n);
    case DL__TB_APOSTROPHE: return !a->at[n->part_begin[0]].glued && n->v[DL__TC_YY][0] >= 10;
    case DL__TB_SEPT11: /* "9/11", "the September 11 attacks": the year is known */
        return (n->v[DL__TC_MONN][0] == 9 || n->v[DL__TC_MONTH][0] == 9) && n->v[DL__TC_DAYN][0] == 11 &&
               !in_number(c, a, n->part_begin[0]);
    case DL__TB_SEASON: return season_ok(c, d, a, n);
    case DL__TB_WEEKDAY: return weekday_ok(c, d, a, n);
    case DL__TB_A: return a_unit_ok(c, d, a, n);
    case DL__TB_PLURAL: return n->plural;
    default: return true;
    }
}

/* "the past five days", "the long-term effects" do not end there; "future" alone as a noun has patterns of its own. */
static bool ref_ok(const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    const dl_token *next = (size_t)n->end < a->n ? token_at(d, a->at[n->end].token) : NULL;
    if (n->p->value && next &&
        (next->upos == DL_UPOS_NOUN || next->upos == DL_UPOS_NUM || next->upos == DL_UPOS_ADJ))
        return false;
    const dl_token *t = token_at(d, n->token);
    return !(n->text && n->part_end[0] - n->part_begin[0] == 1 && t && t->upos == DL_UPOS_NOUN);
}

/* "the March 23 Movement", "the Daily Mail", "the Sun": part of a name. */
static bool of_a_name(const dl__clock *c, const dl_document *d, const dl__tatoms *a, const dl__tnode *n)
{
    int64_t first = n->part_begin[0], last = n->end - 1;
    const dl_token *t = token_at(d, a->at[first].token),
                   *next = (size_t)n->end < a->n ? token_at(d, a->at[n->end].token) : NULL;
    if (n->p->op == DL__TOP_weekday && last > first && strcmp(form_at(c, a, last - 1), "the") == 0) {
        const dl__tentry *e = dl__time_entry(c, a->at[last].word, DL__TC_WDAY);
        return e && (e->flags & DL__TF_SHORT);
    }
    if (!t || !next || a->at[n->end].glued || a->at[n->end].kind != DL__AK_WORD || !a->at[n->end].capital)
        return false;
    if (n->p->op == DL__TOP_ymd && n->count[DL__TC_DAYN])
        return dl__token_in(d, a->at[n->end].token, BODIES);
    return last == first && (n->count[DL__TC_FREQ] || n->count[DL__TC_REF]) && a->at[first].capital &&
           (next->upos == DL_UPOS_PROPN || first > 0);
}

bool dl__time_accept(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tnode *n)
{
    if (of_a_name(c, d, a, n))
        return false;
    if (!unit_ok(c, a, n) || !bare_ok(c, d, a, n))
        return false;
    switch (n->p->op) {
    case DL__TOP_offset:
    case DL__TOP_relunit: /* "two days before" stands alone; before what follows it is "two days" and a conjunction */
        return n->p->level > 0 || !one_of(form_at(c, a, n->end - 1), BEFORE_AFTER) ||
               (size_t)n->end >= a->n || a->at[n->end].kind == DL__AK_SIGN;
    case DL__TOP_decade:
        return !(n->count[DL__TC_YY] && n->v[DL__TC_YY][0] % 10) &&
               !(n->count[DL__TC_YEAR] && n->v[DL__TC_YEAR][0] % 10);
    case DL__TOP_ref: return ref_ok(d, a, n);
    case DL__TOP_part: /* "over three years" is a length; "over the past decade" has a preposition */
        return n->type != DL__TT_DURATION || strcmp(form_at(c, a, n->begin + 1), "the") != 0;
    default: return true;
    }
}
