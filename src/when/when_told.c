/* when_told.c - the date of what a story tells without one: its running day, and what it told of before.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "parse/alike.h"
#include "when/when_priv.h"

enum {
    MAX_STEPS = 8,
    RUNNING_DAYS = 14,
    LEAD_SENTENCES = 3,
    HEADLINE_SENTENCES = 1,
    NEAR_SENTENCES = 1,
    FAR_SENTENCES = 12,
    MAX_BACK = 2000,
    BACKGROUND_DAYS = 60
};

/* Conjunctions that lead on what is told. */
static const char *const IN_TURN[] = { "after", "as", "before", "when", "while", "because", NULL };

/* ---- the running day ----------------------------------------------------------------------------------------------- */

/* A day of the last two weeks. */
static bool is_recent(const dl_time *x, int64_t story)
{
    int64_t day;
    return dl__when_calendar(x) && dl__day_parse(x->value, &day) && day <= story &&
           day >= story - RUNNING_DAYS;
}

/* Does an expression set the scene: is it on a main verb of its sentence? */
static bool sets_scene(const dl_document *d, const dl_time *x)
{
    int32_t at = dl__when_head(d, x);
    if (at < 0 || dl__when_not_then(d, at))
        return false;
    for (int step = 0; step < 3 && at >= 0; step++) {
        int32_t h = d->syn[at].head;
        if (step > 0 && dl__when_apart(d, at))
            return false;
        if (h < 0)
            return true;
        uint8_t dep = d->syn[h].dep;
        if (d->tokens[h].upos == DL_UPOS_VERB)
            return (dep == DL__DEP_root || dep == DL__DEP_ccomp || dep == DL__DEP_conj ||
                    dep == DL__DEP_parataxis) &&
                   dl__when_attachment(d, x, (uint32_t)h) > 0;
        at = h;
    }
    return false;
}

/* Is a clause or participle told at the time of what it hangs on? */
static bool is_joined(const dl_document *d, int32_t t, bool deed)
{
    uint8_t dep = d->syn[t].dep;
    bool participle = !(d->syn[t].feats & DL__F_FIN) && d->syn[t].sub != DL__SUB_relcl;
    int32_t mark = dl__tree_child(d, (uint32_t)t, DL__DEP_mark, DL__SUB_other);
    if (dep == DL__DEP_advcl)
        return !dl__when_for_deed(d, t) && /* "charged with threatening": before */
               ((participle && (mark < 0 || dl__when_same_time(d, mark))) ||
                (deed && dl__token_in(d, mark, IN_TURN)));
    return dep == DL__DEP_acl && participle && d->syn[t].head >= 0 &&
           (d->syn[d->syn[t].head].dep == DL__DEP_nsubj ||
            (deed && (d->syn[t].feats & (DL__F_PRES | DL__F_GER))));
}

/* Is the word told as part of the story's line: a main clause in the simple past, not a modifier, not "has done"?
 * *reported: it is told by someone of the sentence, whose saying may have a date of its own. */
static bool on_the_line(const dl_document *d, uint32_t trigger, bool deed, bool *reported)
{
    int32_t t = (int32_t)trigger;
    for (int step = 0; step < MAX_STEPS && t >= 0; step++) {
        uint8_t dep = d->syn[t].dep;
        if (d->tokens[t].upos == DL_UPOS_VERB && dl__when_perfect(d, t))
            return false;
        if ((dep == DL__DEP_obl || dep == DL__DEP_nmod) && dl__when_apart(d, t))
            return false;
        if ((dep == DL__DEP_acl || dep == DL__DEP_amod || dep == DL__DEP_advcl) && !is_joined(d, t, deed))
            return false;
        *reported |= dep == DL__DEP_ccomp;
        if (dep == DL__DEP_root)
            break;
        t = d->syn[t].head;
    }
    dl__ttense tense = dl__time_tense(d, (int32_t)trigger);
    return tense == DL__TENSE_PAST || (deed && tense == DL__TENSE_NONE);
}

/* A month or year long before the story, to which a paragraph goes back. */
static bool is_background(const dl_time *x, int64_t story)
{
    int64_t first, last;
    return dl__when_calendar(x) && dl__when_days(x->value, &first, &last) && last < story - BACKGROUND_DAYS;
}

/* For a headline: the day of the first sentences' main verb, else of any of it. */
static const dl_time *of_headline(const dl_document *d, int64_t story)
{
    const dl_time *any = NULL;
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->in != DL_TEXT || !is_recent(x, story))
            continue;
        if (dl_document_sentence_in_field(d, x->sentence) >= HEADLINE_SENTENCES)
            break;
        if (dl__when_is_quoted(d, x))
            continue;
        if (sets_scene(d, x))
            return x;
        any = any ? any : x;
    }
    return any;
}

const dl_time *dl__when_running(const dl_document *d, uint32_t trigger, bool deed)
{
    int64_t story;
    if (!dl__day_parse(d->story_date, &story))
        return NULL;
    uint32_t sentence = (uint32_t)d->syn[trigger].sentence;
    if (d->sentences[sentence].in == DL_HEADLINE)
        return of_headline(d, story);
    bool reported = false;
    if (!on_the_line(d, trigger, deed, &reported))
        return NULL;
    const dl_time *last = NULL;
    bool verb = d->tokens[trigger].upos == DL_UPOS_VERB, goes_back = deed && !reported;
    const uint32_t reach = goes_back && verb ? FAR_SENTENCES : NEAR_SENTENCES;
    const uint32_t paragraph = dl__paragraph_start(d, sentence);
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->in != DL_TEXT || x->sentence > sentence)
            continue;
        if (goes_back && x->sentence < sentence && x->sentence >= paragraph && is_background(x, story) &&
            sets_scene(d, x) && !dl__when_owned(d, x))
            last = x;
        if (is_recent(x, story) && x->sentence + reported <= sentence && x->sentence + reach >= sentence &&
            sets_scene(d, x) && !dl__when_is_quoted(d, x))
            last = x;
    }
    return last;
}

/* A day of the last two weeks in the first sentences: of what the story is about. */
static bool is_lead(const dl_document *d, const dl_time *x)
{
    int64_t story;
    return dl__day_parse(d->story_date, &story) && is_recent(x, story) && x->in == DL_TEXT &&
           dl_document_sentence_in_field(d, x->sentence) < LEAD_SENTENCES;
}

/* A definite noun: the date at which the like was dated before. */
static const dl_time *told_before(const dl_document *d, uint32_t noun)
{
    if (d->tokens[noun].upos != DL_UPOS_NOUN || !dl__is_definite(d, noun))
        return NULL;
    const dl_time *last = NULL;
    bool same = false; /* by the same word */
    for (uint32_t t = noun, n = 0; t > 0 && n < MAX_BACK; n++) {
        t--;
        if (last && last->sentence != (uint32_t)d->syn[t].sentence &&
            last->sentence + NEAR_SENTENCES >= (uint32_t)d->syn[noun].sentence)
            break;
        if (!dl__alike(d, noun, t))
            continue;
        const dl_time *x = dl__when_clause(d, t);
        bool again = strcmp(d->tokens[noun].lemma, d->tokens[t].lemma) == 0;
        /* "Monday's attack was the deadliest since an assault in May": of the two the one of the same name */
        if (x && (!last || is_lead(d, x) || (again && !same && last->sentence == x->sentence))) {
            last = x;
            same = again;
        }
    }
    return last;
}

/* "The police said that 90 people were wounded": in the attack of the first sentences. */
static const dl_time *harm_of_lead(const dl_document *d, uint32_t verb)
{
    if (!dl__is_harm(d, (int32_t)verb) || dl__time_tense(d, (int32_t)verb) != DL__TENSE_PAST)
        return NULL;
    for (uint32_t t = 0; t < verb && t < MAX_BACK; t++) {
        uint32_t s = (uint32_t)d->syn[t].sentence;
        if (d->sentences[s].in == DL_HEADLINE || s == (uint32_t)d->syn[verb].sentence)
            continue;
        if (dl_document_sentence_in_field(d, s) >= LEAD_SENTENCES)
            break;
        if (!dl__is_attack(d, (int32_t)t) && !dl__is_harm(d, (int32_t)t))
            continue;
        const dl_time *x = dl__when_clause(d, t);
        if (x && is_lead(d, x))
            return x;
    }
    return NULL;
}

/* The deed of a headline is the like one of the first sentences. */
static bool told_below(const dl_document *d, uint32_t trigger, const dl_time **x)
{
    uint32_t t = trigger;
    while (t < d->n_tokens && d->sentences[d->syn[t].sentence].in == DL_HEADLINE)
        t++;
    for (; t < d->n_tokens && dl_document_sentence_in_field(d, (uint32_t)d->syn[t].sentence) < LEAD_SENTENCES;
         t++)
        if (dl__alike(d, trigger, t)) {
            const dl_time *like = dl__when_clause(d, t);
            if (like && is_lead(d, like)) {
                *x = like;
                return true;
            }
        }
    return false;
}

/* The trigger itself, or for a deed what does it or what it is part of: "the attack killed", "killed in the attack". */
const dl_time *dl__when_same_event(const dl_document *d, uint32_t trigger, bool deed)
{
    const dl_time *x = told_before(d, trigger);
    if (d->sentences[d->syn[trigger].sentence].in == DL_HEADLINE && told_below(d, trigger, &x))
        return x;
    if (d->tokens[trigger].upos != DL_UPOS_VERB || !deed)
        return x;
    for (int32_t c = d->syn[trigger].child; c >= 0 && !x; c = d->syn[c].sibling)
        if ((d->syn[c].dep == DL__DEP_nsubj && dl__when_case(d, c) < 0) ||
            (d->syn[c].dep == DL__DEP_obl && dl__when_within(d, c)))
            x = told_before(d, (uint32_t)c);
    return x ? x : harm_of_lead(d, trigger);
}
