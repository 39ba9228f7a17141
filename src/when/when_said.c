/* when_said.c - dates in and of direct speech: "today" is the day on which it is said.  Layer: when.
 *
 * Events are dated once quotes are known, so that what is said can be put on the day of its saying; the values of expressions,
 * found before, count from the story's day. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/when_priv.h"

enum { SAID_WITHIN = 14 }; /* days between what a story quotes and the story */

/* Words that count from the day on which they are said. */
static const char *const DEICTIC[] = { "today",   "yesterday", "tomorrow", "tonight", "night",
                                       "morning", "afternoon", "evening",  NULL };

static const dl_statement *direct_speech(const dl_document *d, dl_field in, uint32_t begin)
{
    for (size_t i = 0; i < d->n_statements; i++) {
        const dl_statement *s = &d->statements[i];
        if (s->direct && s->in == in && begin >= s->begin && begin < s->end)
            return s;
    }
    return NULL;
}

static int32_t token_at(const dl_document *d, dl_field in, uint32_t byte)
{
    size_t lo = 0, hi = d->n_sentences;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const dl_sentence *s = &d->sentences[mid];
        if (s->in < in || (s->in == in && s->end <= byte))
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == d->n_sentences || d->sentences[lo].in != in)
        return -1;
    const dl_sentence *s = &d->sentences[lo];
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++)
        if (byte < d->tokens[t].end)
            return byte >= d->tokens[t].begin ? (int32_t)t : -1;
    return -1;
}

/* The date of the saying: its clause's own, else the day that the story has reached. */
static const dl_time *saying(const dl_document *d, const dl_statement *s, bool running)
{
    int32_t cue = s->cue_end > s->cue_begin ? token_at(d, s->in, s->cue_begin) : -1;
    if (cue < 0)
        return NULL;
    const dl_time *x = dl__when_clause(d, (uint32_t)cue);
    if (x && direct_speech(d, x->in, x->begin)) /* of what is said */
        x = NULL;
    if (!x && running)
        x = dl__when_running(d, (uint32_t)cue, true);
    int64_t story, day;
    return x && dl__day_parse(d->story_date, &story) && dl__day_parse(x->value, &day) && day < story &&
                   day >= story - SAID_WITHIN
               ? x
               : NULL;
}

bool dl__when_is_quoted(const dl_document *d, const dl_time *x)
{
    for (uint32_t t = x->first_token; t < x->first_token + x->n_tokens; t++)
        if (dl__token_in(d, (int32_t)t, DEICTIC))
            return direct_speech(d, x->in, x->begin) != NULL;
    return false;
}

const dl_time *dl__when_saying(const dl_document *d, uint32_t trigger)
{
    const dl_token *t = &d->tokens[trigger];
    const dl_statement *s = direct_speech(d, d->sentences[d->syn[trigger].sentence].in, t->begin);
    return s ? saying(d, s, false) : NULL;
}

int64_t dl__when_quoted(const dl_document *d, const dl_time *x)
{
    const dl_time *said =
        dl__when_is_quoted(d, x) ? saying(d, direct_speech(d, x->in, x->begin), true) : NULL;
    int64_t story, day;
    return said && dl__day_parse(d->story_date, &story) && dl__day_parse(said->value, &day) ? day - story : 0;
}
