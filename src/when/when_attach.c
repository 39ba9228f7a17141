/* when_attach.c - which expressions of time hang on a word.  Layer: when.
 *
 * An expression is followed up the tree from the word that heads it; what it passes on the way, and what led it, says how
 * surely it dates the word where it arrives. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/when_priv.h"

enum { MAX_STEPS = 8, ASKING = 7 /* score of what an asking has through what is asked for */ };

/* Verbs that lend their time to the deed that is their object. */
static const char *const LIGHT[] = { "hold",     "launch",  "carry",  "make",      "conduct", "stage",
                                     "take",     "have",    "begin",  "start",     "sign",    "give",
                                     "reach",    "deliver", "mount",  "commit",    "do",      "pay",
                                     "perform",  "host",    "open",   "undertake", "end",     "resume",
                                     "announce", "strike",  "impose", "declare",   "file",    "issue",
                                     "suffer",   "see",     NULL };
static const char *const WITHIN[] = { "in",      "during", "at",    "by",   "with",
                                      "through", "amid",   "under", "from", NULL };
/* "met for talks", but not "jailed for the murder". */
static const char *const GATHER[] = { "meet",  "gather", "travel",  "arrive", "go",   "come",
                                      "visit", "return", "fly",     "hold",   "host", "assemble",
                                      "join",  "sit",    "convene", NULL };
/* What lies behind these is at another time: "suspended after last week's protests". */
static const char *const APART[] = { "after", "before",  "since", "following", "until",   "till", "over",
                                     "about", "despite", "ahead", "prior",     "against", NULL };
/* "in response to last month's attack", "in the wake of" */
static const char *const ANSWER[] = { "response",  "reaction", "retaliation",   "revenge",  "wake",
                                      "aftermath", "reprisal", "connection",    "relation", "anniversary",
                                      "memory",    "protest",  "commemoration", "light",    NULL };
static const char *const OVER[] = { "since", "throughout", "over", "during", NULL };
static const char *const NOT_THEN[] = { "until", "till", "by", NULL };

bool dl__when_calendar(const dl_time *t)
{
    return t->value[0] >= '0' && t->value[0] <= '9' && strlen(t->value) >= 4 && t->type[0] != 'S' &&
           t->type[1] != 'U';
}

int32_t dl__when_head(const dl_document *d, const dl_time *t)
{
    uint32_t end = t->first_token + t->n_tokens;
    int32_t first = -1;
    for (uint32_t i = t->first_token; i < end && i < d->n_tokens; i++) {
        int32_t h = d->syn[i].head;
        uint8_t dep = d->syn[i].dep;
        if ((h >= 0 && (uint32_t)h >= t->first_token && (uint32_t)h < end) || dep == DL__DEP_punct ||
            dep == DL__DEP_case)
            continue;
        if (dep != DL__DEP_det &&
            dep != DL__DEP_amod) /* "the next day forces left": not the words before the day */
            return (int32_t)i;
        first = first < 0 ? (int32_t)i : first;
    }
    return first >= 0 ? first : t->first_token < d->n_tokens ? (int32_t)t->first_token : -1;
}

int32_t dl__when_case(const dl_document *d, int32_t t)
{
    return t >= 0 ? dl__tree_child(d, (uint32_t)t, DL__DEP_case, DL__SUB_other) : -1;
}

/* Is there a number of something with a verb: "has caused 40 deaths", "62 times"? */
static bool counts(const dl_document *d, int32_t verb)
{
    for (int32_t c = d->syn[verb].child; c >= 0; c = d->syn[c].sibling)
        if (dl__tree_child(d, (uint32_t)c, DL__DEP_nummod, DL__SUB_other) >= 0)
            return true;
    return false;
}

/* "has caused 40 deaths since 2004", "have occupied it throughout the summer": over that time, not at it; but what "has been
 * going on since June", or who "has been held since June", began then. */
static bool is_over_time(const dl_document *d, int32_t token)
{
    int32_t t = token, by = dl__when_case(d, token);
    for (int up = 0; up < 3 && t >= 0 && (up == 0 || d->tokens[t].upos != DL_UPOS_VERB); up++)
        t = d->syn[t].head;
    if (t < 0 || !dl__token_in(d, by, OVER) || !dl__when_perfect(d, t))
        return false;
    return dl__token_is(d, by, "since") ? counts(d, t) : strcmp(d->tokens[t].xpos, "VBG") != 0;
}

bool dl__when_not_then(const dl_document *d, int32_t token)
{
    int32_t by = dl__when_case(d, token);
    if (is_over_time(d, token))
        return true;
    /* "expects them to withdraw by 2010": the day that is set for it */
    return dl__token_in(d, by, NOT_THEN) &&
           !(dl__token_is(d, by, "by") && dl__time_tense(d, d->syn[token].head) == DL__TENSE_FUTURE);
}

/* "violence against protesters on June 12": people have no date, what is done to them has. */
static bool is_party(const dl_document *d, int32_t token)
{
    return d->mention_of && d->mention_of[token] >= 0;
}

bool dl__when_apart(const dl_document *d, int32_t token)
{
    return (dl__token_in(d, dl__when_case(d, token), APART) && !is_party(d, token)) ||
           dl__token_in(d, token, ANSWER);
}

bool dl__when_lends(const dl_document *d, int32_t verb)
{
    return dl__token_in(d, verb, LIGHT);
}

bool dl__when_within(const dl_document *d, int32_t token)
{
    int32_t c = dl__when_case(d, token);
    return dl__token_in(d, c, WITHIN) ||
           (dl__token_is(d, c, "for") && dl__token_in(d, d->syn[token].head, GATHER));
}

/* "the November 9, 2020 agreement": an expression right before a noun, with no preposition of its own, is the noun's. */
static bool stands_before(const dl_document *d, const dl_time *time, uint32_t t)
{
    uint32_t end = time->first_token + time->n_tokens;
    if (d->tokens[t].upos != DL_UPOS_NOUN || end > t || t > end + 2)
        return false;
    for (uint32_t i = end; i < t; i++)
        if (d->tokens[i].upos != DL_UPOS_ADJ && d->tokens[i].upos != DL_UPOS_PUNCT &&
            d->tokens[i].upos != DL_UPOS_NOUN && d->tokens[i].upos != DL_UPOS_PART &&
            d->tokens[i].upos != DL_UPOS_PROPN)
            return false;
    if (time->first_token == 0)
        return false;
    uint8_t before = d->tokens[time->first_token - 1].upos;
    bool possessive = end < t && d->tokens[end].upos == DL_UPOS_PART; /* "Monday's attack" */
    return possessive || before == DL_UPOS_DET || before == DL_UPOS_ADJ || before == DL_UPOS_PRON;
}

/* The noun before which an expression stands, -1: none.  "for the May 2, 2002 Bali bombings" dates the bombings, whatever
 * the parser hung the day on. */
static int32_t owner(const dl_document *d, const dl_time *time)
{
    const dl_sentence *s = &d->sentences[time->sentence];
    uint32_t end = time->first_token + time->n_tokens, last = s->first_token + s->n_tokens;
    int32_t found = -1;
    for (uint32_t i = end; i < last && i <= end + 2; i++)
        if (stands_before(d, time, i))
            found = (int32_t)i;
    return found;
}

bool dl__when_owned(const dl_document *d, const dl_time *x)
{
    return owner(d, x) >= 0;
}

/* Score of an expression whose phrase, headed by `at`, hangs on t. step: words between; led: it has a preposition, so that
 * the phrase may have been hung on the wrong word of the clause. */
static int arrival(const dl_document *d, int32_t at, uint32_t t, int step, bool led)
{
    uint8_t dep = d->syn[at].dep;
    int score = 10 - step;
    bool verb = d->tokens[t].upos == DL_UPOS_VERB;
    switch (dep) {
    case DL__DEP_nsubj:
    case DL__DEP_ccomp:
    case DL__DEP_parataxis: return 0;
    case DL__DEP_conj: return step == 0 || verb ? 0 : score - 1;
    default: break;
    }
    if (step == 0)
        return score;
    if (dep == DL__DEP_obl)
        return !verb || led || dl__when_within(d, at) ? score - 1 : 0;
    if (dep == DL__DEP_obj && dl__when_lends(d, (int32_t)t))
        return score - 1;
    return verb ? (led && step <= 2 ? 2 : 0) : score - 1;
}

/* May an expression be passed on from a word to what it hangs on? */
static bool passes(const dl_document *d, int32_t at)
{
    switch (d->syn[at].dep) {
    case DL__DEP_nmod:
    case DL__DEP_compound:
    case DL__DEP_appos:
    case DL__DEP_nummod:
    case DL__DEP_amod:
    case DL__DEP_flat:
    case DL__DEP_dep:
    case DL__DEP_fixed:
    case DL__DEP_advmod: return true;
    case DL__DEP_obl:
    case DL__DEP_obj:
    case DL__DEP_conj: return d->tokens[d->syn[at].head].upos != DL_UPOS_VERB;
    default: return false;
    }
}

/* "Their raid last week was ...", where the parser took both for subjects. */
static bool is_subject_before(const dl_document *d, uint32_t t, int32_t at)
{
    return t < (uint32_t)at && d->syn[t].dep == DL__DEP_nsubj && d->syn[t].head == d->syn[at].head;
}

/* Before the story's day. */
static bool is_over(const dl_document *d, const dl_time *x)
{
    int64_t story, first, last;
    return dl__day_parse(d->story_date, &story) && dl__when_days(x->value, &first, &last) && last < story;
}

/* "asked them to leave on Monday": what was asked for lay ahead, so that a day that is over is the asking's. */
static bool is_to_come(const dl_document *d, int32_t verb)
{
    int32_t h = verb >= 0 ? d->syn[verb].head : -1;
    return h >= 0 && d->tokens[verb].upos == DL_UPOS_VERB && d->tokens[h].upos == DL_UPOS_VERB &&
           (d->syn[verb].dep == DL__DEP_xcomp || d->syn[verb].dep == DL__DEP_advcl) &&
           dl__token_is(d, dl__tree_child(d, (uint32_t)verb, DL__DEP_mark, DL__SUB_other), "to") &&
           dl__time_tense(d, h) == DL__TENSE_PAST;
}

/* From the word `at`, `step` words above the expression's own, to t. adverb: the expression has "on" before it. */
static int climb(const dl_document *d, int32_t at, uint32_t t, int step, bool led, bool adverb, bool past)
{
    for (; step < MAX_STEPS && d->syn[at].head >= 0; step++) {
        if (step > 0 && dl__when_apart(d, at))
            return 0;
        if (step == 0 && d->syn[at].dep == DL__DEP_nsubj && is_subject_before(d, t, at))
            return 5;
        if (past && is_to_come(d, d->syn[at].head)) {
            at = d->syn[at].head;
            if (d->syn[at].head == (int32_t)t)
                return ASKING;
            continue;
        }
        if (d->syn[at].head == (int32_t)t) {
            int score = arrival(d, at, t, step, led);
            /* "where on Sunday Presidents X and Y signed": the day stands alone, whatever it was hung on */
            return score == 0 && adverb && d->syn[at].dep == DL__DEP_nsubj && step > 0 ? 3 : score;
        }
        if (!passes(d, at))
            return 0;
        at = d->syn[at].head;
    }
    return 0;
}

/* "in response to the offensive in December", where the parser dated the response. */
static bool answered(const dl_document *d, int32_t at, uint32_t t)
{
    int32_t h = d->syn[at].head;
    return h >= 0 && d->syn[t].head == h && d->syn[t].dep == DL__DEP_nmod && t < (uint32_t)at &&
           d->syn[at].dep == DL__DEP_nmod && dl__token_in(d, h, ANSWER);
}

int dl__when_attachment(const dl_document *d, const dl_time *time, uint32_t t)
{
    int32_t at = dl__when_head(d, time);
    if (at < 0 || at == (int32_t)t || dl__when_not_then(d, at))
        return 0;
    if (stands_before(d, time, t))
        return 12;
    if (answered(d, at, t))
        return 9;
    int32_t noun = owner(d, time);
    if (noun >= 0 && noun != at)
        return climb(d, noun, t, 1, false, false, false);
    int32_t by = dl__when_case(d, at);
    bool led = (by >= 0 && d->tokens[by].upos != DL_UPOS_PART) || d->syn[at].sub == DL__SUB_tmod ||
               d->syn[at].sub == DL__SUB_unmarked;
    bool adverb = time->first_token > 0 && dl__token_is(d, (int32_t)time->first_token - 1, "on");
    return climb(d, at, t, 0, led, adverb, (led || d->syn[at].dep == DL__DEP_advmod) && is_over(d, time));
}

/* "April 5, 2005 A bomb exploded on Monday": the day that a story's text begins with is its dateline's. */
static bool heads_story(const dl_document *d, const dl_time *x)
{
    const dl_sentence *s = &d->sentences[x->sentence];
    return x->in == DL_TEXT && x->first_token == s->first_token && s->begin == 0 && strlen(x->value) == 10 &&
           x->n_tokens > 2 && x->first_token + x->n_tokens < s->first_token + s->n_tokens &&
           d->tokens[x->first_token + x->n_tokens].form[0] != ',';
}

/* The first expression of a sentence or of what follows it; they stand in the order of the text. */
static size_t first_of(const dl_document *d, uint32_t sentence)
{
    size_t lo = 0, hi = d->n_times;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->times[mid].sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

const dl_time *dl__when_direct(const dl_document *d, uint32_t t)
{
    const dl_time *best = NULL;
    int best_score = 0;
    uint32_t sentence = (uint32_t)d->syn[t].sentence;
    for (size_t i = first_of(d, sentence); i < d->n_times && d->times[i].sentence == sentence; i++) {
        const dl_time *x = &d->times[i];
        if (!dl__when_calendar(x) || heads_story(d, x))
            continue;
        int score = dl__when_attachment(d, x, t);
        if (score == 0)
            continue;
        score = score * 4 + (strlen(x->value) >= 10 ? 2 : 0); /* a day says more than a year */
        if (score > best_score) {
            best = x;
            best_score = score;
        }
    }
    return best;
}

/* "On June 16 gunmen ...", "Last week a bomb ...": what a sentence opens with is of its main clause, whatever it was hung on. */
const dl_time *dl__when_opening(const dl_document *d, uint32_t sentence)
{
    static const char *const PUTS[] = { "on", "in", "at", "during", NULL };
    const dl_sentence *s = &d->sentences[sentence];
    for (size_t i = first_of(d, sentence); i < d->n_times && d->times[i].sentence == sentence; i++) {
        const dl_time *x = &d->times[i];
        uint32_t after = x->first_token + x->n_tokens;
        if (x->first_token > s->first_token + 1 || !dl__when_calendar(x) || heads_story(d, x) ||
            after >= s->first_token + s->n_tokens)
            continue;
        bool led = x->first_token > s->first_token && dl__token_in(d, (int32_t)s->first_token, PUTS);
        uint8_t next = d->tokens[after].upos;
        if (x->first_token > s->first_token && !led)
            continue;
        if (next == DL_UPOS_PART ||
            (!led && next != DL_UPOS_DET && next != DL_UPOS_PRON && d->tokens[after].form[0] != ','))
            continue;
        return x;
    }
    return NULL;
}

const dl_time *dl__when_holding(const dl_document *d, int32_t t)
{
    for (size_t i = 0; i < d->n_times; i++)
        if (t >= 0 && (uint32_t)t >= d->times[i].first_token &&
            (uint32_t)t < d->times[i].first_token + d->times[i].n_tokens && dl__when_calendar(&d->times[i]))
            return &d->times[i];
    return NULL;
}
