/* when_past.c - is it told as long past?  Layer: when.
 *
 * The date of an event asks which day; here it is enough that whatever dates the clause around it lies more than a year back:
 * "moved abroad in 2001 after an officer whom she had accused threatened her" tells of three things of that time. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/when_priv.h"

enum { YEAR = 365, MAX_CLIMB = 12, BACKGROUND_FROM = 2 };

/* What goes on since then is not over. */
static const char *const SINCE[] = { "since", "until", "till", "from", NULL };

typedef enum age { UNDATED, RECENT, OLD } age;

/* The middle of an expression counts: "in 2005" is more than a year before October 2006. */
static age age_of(const dl_document *d, const dl_time *x)
{
    int64_t story, first, last;
    size_t n = strlen(x->value);
    if (!dl__day_parse(d->story_date, &story) || x->type[0] == 'S' || x->type[1] == 'U')
        return UNDATED;
    if (n == 3 && x->value[0] == '1') /* the nineties; those of this century may be going on */
        return OLD;
    if (!dl__when_calendar(x) || !dl__when_days(x->value, &first, &last))
        return UNDATED;
    return first + (last - first) / 2 < story - YEAR ? OLD : RECENT;
}

static bool helped_by(const dl_document *d, uint32_t t, const char *form)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_aux && strcmp(d->tokens[c].form, form) == 0)
            return true;
    return false;
}

/* "has been held since 2002", "holds", "will hold": not told as past. */
static bool goes_on(const dl_document *d, uint32_t t)
{
    if (d->tokens[t].upos != DL_UPOS_VERB)
        return false;
    bool finite = (d->syn[t].feats & DL__F_FIN) || helped_by(d, t, "is") || helped_by(d, t, "are");
    return helped_by(d, t, "has") || helped_by(d, t, "have") ||
           (finite && dl__time_tense(d, (int32_t)t) > DL__TENSE_PAST);
}

/* Does a recent expression date the word itself? */
static bool dated_now(const dl_document *d, uint32_t t)
{
    const dl_time *x = dl__when_direct(d, t);
    return x && age_of(d, x) == RECENT;
}

/* Is the word told under another one, at its time or before: not in a clause with a tense or date of today? */
static bool told_under(const dl_document *d, uint32_t t, uint32_t top)
{
    for (int step = 0; step < MAX_CLIMB; step++) {
        if (goes_on(d, t) || dated_now(d, t))
            return false;
        if (t == top)
            return true;
        if (d->syn[t].head < 0 || d->syn[t].dep == DL__DEP_parataxis)
            return false;
        t = (uint32_t)d->syn[t].head;
    }
    return false;
}

/* Does an old expression hold for the word: is the word, or the clause that it is told in, what the expression dates? */
static bool holds_for(const dl_document *d, const dl_time *x, uint32_t trigger)
{
    int32_t at = dl__when_head(d, x);
    if (at < 0 || dl__token_in(d, dl__when_case(d, at), SINCE))
        return false;
    for (int step = 0; step < MAX_CLIMB && d->syn[at].head >= 0; step++) {
        if (step > 0 && dl__when_apart(d, at)) /* "jailed after the attack of 2003" */
            return false;
        at = d->syn[at].head;
        if (d->tokens[at].upos == DL_UPOS_VERB)
            return dl__when_attachment(d, x, (uint32_t)at) > 0 && told_under(d, trigger, (uint32_t)at);
        if (at == (int32_t)trigger)
            return true;
    }
    return false;
}

/* "had banned them, but two years ago": before what the sentence dates. */
static bool before_that(const dl_document *d, uint32_t trigger)
{
    for (int step = 0; step < MAX_CLIMB; step++) {
        if (d->syn[trigger].dep == DL__DEP_ccomp || goes_on(d, trigger))
            return false;
        if (helped_by(d, trigger, "had"))
            return true;
        if (d->syn[trigger].head < 0)
            return false;
        trigger = (uint32_t)d->syn[trigger].head;
    }
    return false;
}

bool dl__when_long_ago(const dl_document *d, uint32_t trigger, const dl__date *date)
{
    uint32_t sentence = (uint32_t)d->syn[trigger].sentence;
    if (dated_now(d, trigger))
        return false;
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->sentence != sentence || age_of(d, x) != OLD)
            continue;
        if (holds_for(d, x, trigger) || before_that(d, trigger))
            return true;
    }
    return date->year_delta_days < -YEAR && !goes_on(d, trigger);
}
