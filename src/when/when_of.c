/* when_of.c - the date of what happens at a word.  Layer: when.
 *
 * In this order: an expression attached to the word itself; one that it shares with a neighbour in the tree (conjuncts, a
 * clause with "when", what governs a purpose clause or a light verb); the day of which the story was telling last; the
 * story's date. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "when/when_priv.h"

enum {
    MAX_STEPS = 8,
    RUNNING_DAYS = 14,
    LEAD_SENTENCES = 3,
    NEAR_SENTENCES = 1,
    FAR_SENTENCES = 12,
    MAX_BACK = 2000,
    BACKGROUND_DAYS = 60
};

/* Conjunctions whose clause is at the same time as what it hangs on. */
static const char *const IN_TURN[] = { "after", "as", "before", "when", "while", "because", NULL };
static const char *const SAME_TIME[] = { "when", "while", "as",    "to",  "by",   "with", "because",
                                         "in",   "so",    "where", "for", "that", NULL };

/* What one is charged with was done before. */
static const char *const FOR_DEED[] = { "with", "for", "of", "in", "over", NULL };
static const char *const HOLDS_GUILTY[] = {
    "charge",  "accuse", "convict",   "suspect",   "blame",  "condemn",   "criticise", "criticize", "arrest",
    "detain",  "jail",   "imprison",  "sentence",  "fine",   "prosecute", "indict",    "acquit",    "sue",
    "praise",  "thank",  "apologise", "apologize", "pardon", "punish",    "denounce",  "sack",      "dismiss",
    "suspend", "ban",    "expel",     "try",       "wanted", "honour",    "honor",     NULL
};

static const char *const NEAR_IN_TIME[] = {
    "after", "following", "amid", "over", "against", "despite", NULL
};

bool dl__when_days(const char *v, int64_t *first, int64_t *last)
{
    size_t n = strlen(v);
    int year = n >= 4 ? (int)strtol(v, NULL, 10) : 0;
    if (year < 1)
        return false;
    if (dl__day_parse(v, first)) {
        *last = *first;
        return true;
    }
    if (n >= 8 && v[4] == '-' && v[5] == 'W' && v[6] >= '0' && v[6] <= '9') {
        *first = dl__iso_week_start(year, (int)strtol(v + 6, NULL, 10));
        *last = *first + 6;
        return true;
    }
    int from = 1, to = 12;
    if (n >= 7 && v[4] == '-' && v[5] == 'Q') {
        from = 3 * (v[6] - '0') - 2;
        to = from + 2;
    } else if (n >= 7 && v[4] == '-' && v[5] == 'H') {
        from = 6 * (v[6] - '0') - 5;
        to = from + 5;
    } else if (n >= 7 && v[4] == '-' && v[5] >= '0' && v[5] <= '1') {
        from = to = (int)strtol(v + 5, NULL, 10);
    }
    if (from < 1 || to > 12)
        return false;
    *first = dl__day_of(year, from, 1);
    *last = dl__day_of(year, to, dl__days_in_month(year, to));
    return true;
}

/* Down: a conjunct that follows, or a clause with "when". */
static const dl_time *from_below(const dl_document *d, uint32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        bool same = d->syn[c].dep == DL__DEP_conj && d->tokens[c].upos == d->tokens[t].upos &&
                    dl__tree_child(d, (uint32_t)c, DL__DEP_nsubj, DL__SUB_other) < 0;
        if (d->syn[c].dep == DL__DEP_advcl) {
            int32_t m = dl__tree_child(d, (uint32_t)c, DL__DEP_mark, DL__SUB_other);
            if (m < 0)
                m = dl__tree_child(d, (uint32_t)c, DL__DEP_advmod, DL__SUB_other);
            same = dl__token_is(d, m, "when") || dl__token_is(d, m, "while") ||
                   (dl__token_is(d, m, "by") && !(d->syn[c].feats & DL__F_FIN));
        }
        const dl_time *x = same ? dl__when_direct(d, (uint32_t)c) : NULL;
        if (x)
            return x;
    }
    return NULL;
}

/* "has done", "had done". */
static bool is_perfect(const dl_document *d, int32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_aux && dl__token_is(d, c, "have"))
            return true;
    return false;
}

/* Where to look next for the time of t: its governor where the two are at the same time; -1: nowhere. *coarse gets true
 * where they are only near each other ("after"): then a year or month is shared, a day is not. */
static int32_t step_up(const dl_document *d, int32_t t, bool *coarse)
{
    int32_t h = d->syn[t].head;
    if (h < 0)
        return -1;
    switch (d->syn[t].dep) {
    case DL__DEP_xcomp:
    case DL__DEP_conj:
    case DL__DEP_compound:
    case DL__DEP_appos: return h;
    case DL__DEP_advcl: {
        int32_t m = dl__tree_child(d, (uint32_t)t, DL__DEP_mark, DL__SUB_other);
        if (m < 0)
            m = dl__tree_child(d, (uint32_t)t, DL__DEP_advmod, DL__SUB_other);
        if (is_perfect(d, t)) /* "as it had asked": before */
            return -1;
        bool finite = (d->syn[t].feats & DL__F_FIN) != 0;
        if (dl__token_in(d, m, FOR_DEED) && dl__token_in(d, h, HOLDS_GUILTY)) {
            *coarse = true;
            return h;
        }
        if (dl__token_in(d, m, SAME_TIME) || (!finite && (m < 0 || d->syn[m].dep == DL__DEP_advmod)))
            return h;
        *coarse = true;
        return dl__token_is(d, m, "if") || dl__token_is(d, m, "unless") ? -1 : h;
    }
    case DL__DEP_ccomp: /* what someone says he does, will do, wants done is said then; what he says was done is not */
        return dl__time_tense(d, t) > DL__TENSE_PAST ? h : -1;
    case DL__DEP_nsubj:
        return d->tokens[h].upos == DL_UPOS_VERB && d->tokens[t].upos == DL_UPOS_NOUN ? h : -1;
    case DL__DEP_obj: return dl__when_lends(d, h) ? h : -1;
    case DL__DEP_obl:
    case DL__DEP_nmod:
        if (!dl__when_within(d, t) && dl__token_in(d, dl__when_case(d, t), NEAR_IN_TIME))
            *coarse = true;
        return dl__when_within(d, t) || *coarse ? h : -1;
    default: return -1;
    }
}

/* "the bombing that killed 40": a relative clause whose subject, "that" or "which", is the noun, in the past. */
static bool does_it(const dl_document *d, int32_t verb, int32_t noun)
{
    int32_t s = dl__tree_child(d, (uint32_t)verb, DL__DEP_nsubj, DL__SUB_other);
    return d->syn[verb].sub == DL__SUB_relcl && d->tokens[noun].upos == DL_UPOS_NOUN &&
           !is_perfect(d, verb) && (dl__token_is(d, s, "that") || dl__token_is(d, s, "which")) &&
           dl__time_tense(d, verb) == DL__TENSE_PAST;
}

/* "issued a statement on Friday condemning": a participle that says what its noun, an object, says. */
static bool says_so(const dl_document *d, int32_t verb)
{
    int32_t h = d->syn[verb].head;
    return h >= 0 && d->syn[verb].sub != DL__SUB_relcl && d->syn[verb].dep == DL__DEP_acl &&
           (d->syn[verb].feats & (DL__F_GER | DL__F_PART)) && !(d->syn[verb].feats & DL__F_PAST) &&
           d->syn[h].dep == DL__DEP_obj;
}

static const dl_time *in_clause(const dl_document *d, uint32_t trigger)
{
    int32_t t = (int32_t)trigger;
    bool coarse = false, then = false; /* then: in a clause with "when" */
    for (int step = 0; step < MAX_STEPS && t >= 0; step++) {
        const dl_time *x = dl__when_direct(d, (uint32_t)t);
        if (!x && !coarse)
            x = from_below(d, (uint32_t)t);
        if (x)
            return coarse && strlen(x->value) > 7 ? NULL : x;
        int32_t h = d->syn[t].head;
        if (h >= 0 && (d->syn[t].dep == DL__DEP_acl ||
                       (d->syn[t].dep == DL__DEP_amod && d->tokens[t].upos == DL_UPOS_VERB))) {
            x = d->syn[t].sub == DL__SUB_relcl ? dl__when_holding(d, h) : dl__when_direct(d, (uint32_t)h);
            if (!x && does_it(d, t, h))
                x = dl__when_direct(d, (uint32_t)h);
            if (!x && then)
                break;
            if (x || !says_so(d, t))
                return x;
            t = d->syn[h].head;
            continue;
        }
        if (d->syn[t].dep == DL__DEP_root && !coarse && d->tokens[t].upos == DL_UPOS_VERB)
            return dl__when_opening(d, (uint32_t)d->syn[t].sentence);
        then |= d->syn[t].dep == DL__DEP_advcl &&
                dl__token_is(d, dl__tree_child(d, (uint32_t)t, DL__DEP_advmod, DL__SUB_other), "when");
        t = step_up(d, t, &coarse);
    }
    return then ? dl__when_opening(d, (uint32_t)d->syn[trigger].sentence) : NULL;
}

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

/* Is the word told as part of the story's line: a main clause in the simple past, not a modifier, not "has done"?
 * *reported: it is told by someone of the sentence, whose saying may have a date of its own. */
static bool on_the_line(const dl_document *d, uint32_t trigger, bool deed, bool *reported)
{
    int32_t t = (int32_t)trigger;
    for (int step = 0; step < MAX_STEPS && t >= 0; step++) {
        uint8_t dep = d->syn[t].dep;
        if (d->tokens[t].upos == DL_UPOS_VERB && is_perfect(d, t))
            return false;
        bool participle = !(d->syn[t].feats & DL__F_FIN) && d->syn[t].sub != DL__SUB_relcl;
        int32_t mark = dl__tree_child(d, (uint32_t)t, DL__DEP_mark, DL__SUB_other);
        bool joined = dep == DL__DEP_advcl && (participle ? mark < 0 || dl__token_in(d, mark, SAME_TIME)
                                                          : deed && dl__token_in(d, mark, IN_TURN));
        if (dep == DL__DEP_acl && participle && d->syn[t].head >= 0)
            joined = d->syn[d->syn[t].head].dep == DL__DEP_nsubj;
        if ((dep == DL__DEP_obl || dep == DL__DEP_nmod) && dl__when_apart(d, t))
            return false;
        if ((dep == DL__DEP_acl || dep == DL__DEP_amod || dep == DL__DEP_advcl) && !joined)
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

/* The day of which the story was telling last; for a headline, the day of the first sentences. */
static const dl_time *running(const dl_document *d, uint32_t trigger, bool deed)
{
    int64_t story;
    if (!dl__day_parse(d->story_date, &story))
        return NULL;
    uint32_t sentence = (uint32_t)d->syn[trigger].sentence;
    bool headline = d->sentences[sentence].in == DL_HEADLINE;
    bool reported = false;
    if (!headline && !on_the_line(d, trigger, deed, &reported))
        return NULL;
    const dl_time *last = NULL, *any = NULL;
    const uint32_t paragraph = dl__paragraph_start(d, sentence);
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->in != DL_TEXT)
            continue;
        if (!headline && !reported && deed && x->sentence < sentence && sets_scene(d, x) &&
            is_background(x, story) && x->sentence >= paragraph)
            last = x;
        if (!is_recent(x, story))
            continue;
        if (headline) {
            if (dl_document_sentence_in_field(d, x->sentence) >= LEAD_SENTENCES)
                break;
            if (sets_scene(d, x))
                return x;
            any = any ? any : x;
        } else if (x->sentence + reported <= sentence &&
                   x->sentence + (deed && !reported && d->tokens[trigger].upos == DL_UPOS_VERB
                                      ? FAR_SENTENCES
                                      : NEAR_SENTENCES) >=
                       sentence &&
                   sets_scene(d, x)) {
            last = x;
        }
    }
    return headline ? any : last;
}

/* Words for one kind of event, so that "the shooting" can be "the attack" that was told of before. */
static const char *const ALIKE[][18] = {
    { "attack", "assault", "bombing", "blast", "explosion", "explode", "detonate", "strike", "airstrike",
      "raid", "ambush", "shooting", "shoot", "massacre", "shelling", "bomb", "incident", NULL },
    { "killing", "murder", "assassination", "kill", "assassinate", "slay", "slaying", "death", "die", NULL },
    { "protest", "demonstration", "rally", "march", "demonstrate", "riot", "unrest", "protester", NULL },
    { "talk", "meeting", "meet", "summit", "negotiation", "conversation", NULL },
    { "coup", "takeover", "putsch", NULL },
    { "kidnapping", "abduction", "kidnap", "abduct", NULL },
};

static bool alike(const dl_document *d, uint32_t a, uint32_t b)
{
    if (d->tokens[b].upos != DL_UPOS_NOUN && d->tokens[b].upos != DL_UPOS_VERB)
        return false;
    if (strcmp(d->tokens[a].lemma, d->tokens[b].lemma) == 0)
        return true;
    for (size_t i = 0; i < sizeof ALIKE / sizeof ALIKE[0]; i++)
        if (dl__token_in(d, (int32_t)a, ALIKE[i]))
            return dl__token_in(d, (int32_t)b, ALIKE[i]);
    return false;
}

/* "the attack", "his murder": the reader knows of it. */
static bool is_definite(const dl_document *d, uint32_t t)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
        if ((d->syn[c].dep == DL__DEP_det && (dl__token_is(d, c, "the") || dl__token_is(d, c, "this") ||
                                              dl__token_is(d, c, "that") || dl__token_is(d, c, "both"))) ||
            (d->syn[c].dep == DL__DEP_nmod && d->syn[c].sub == DL__SUB_poss))
            return true;
    return false;
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
    if (d->tokens[noun].upos != DL_UPOS_NOUN || !is_definite(d, noun))
        return NULL;
    const dl_time *last = NULL;
    for (uint32_t t = noun, n = 0; t > 0 && n < MAX_BACK; n++) {
        t--;
        if (!alike(d, noun, t))
            continue;
        const dl_time *x = in_clause(d, t);
        if (x && (!last || is_lead(d, x)))
            last = x;
        if (last && last->sentence + NEAR_SENTENCES >= (uint32_t)d->syn[noun].sentence)
            break;
    }
    return last;
}

/* The deed of a headline is the like one of the first sentences. */
static bool told_below(const dl_document *d, uint32_t trigger, const dl_time **x)
{
    uint32_t t = trigger;
    while (t < d->n_tokens && d->sentences[d->syn[t].sentence].in == DL_HEADLINE)
        t++;
    for (; t < d->n_tokens && dl_document_sentence_in_field(d, (uint32_t)d->syn[t].sentence) < LEAD_SENTENCES;
         t++)
        if (alike(d, trigger, t)) {
            const dl_time *like = in_clause(d, t);
            if (like && is_lead(d, like)) {
                *x = like;
                return true;
            }
        }
    return false;
}

/* The trigger itself, or for a deed what does it or what it is part of: "the attack killed", "killed in the attack". */
static const dl_time *same_event(const dl_document *d, uint32_t trigger, bool deed)
{
    const dl_time *x = told_before(d, trigger);
    if (d->sentences[d->syn[trigger].sentence].in == DL_HEADLINE && told_below(d, trigger, &x))
        return x;
    if (d->tokens[trigger].upos != DL_UPOS_VERB || !deed)
        return x;
    for (int32_t c = d->syn[trigger].child; c >= 0 && !x; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_nsubj || (d->syn[c].dep == DL__DEP_obl && dl__when_within(d, c)))
            x = told_before(d, (uint32_t)c);
    return x;
}

/* ---- a value as a date --------------------------------------------------------------------------------------------- */

static char *day_text(const dl_document *d, int64_t day)
{
    int y, m, dd;
    dl__day_to(day, &y, &m, &dd);
    return dl__arena_printf(d->arena, "%04d-%02d-%02d", y, m, dd);
}

/* date and granularity of a value; the date is the value as far as it is ISO 8601. */
static bool as_date(const dl_document *d, const char *v, const char **date, const char **granularity,
                    const char **end)
{
    size_t n = strlen(v);
    int64_t first, last;
    *end = "";
    if (!dl__when_days(v, &first, &last))
        return false;
    if (n >= 10 && v[7] == '-' && v[5] != 'W') {
        *date = dl__arena_strndup(d->arena, v, 10);
        *granularity = n >= 13 && v[10] == 'T' && v[11] >= '0' && v[11] <= '9' ? "hour" : "day";
    } else if (n > 9 && v[5] == 'W') { /* weekend */
        *date = day_text(d, first + 5);
        *end = day_text(d, last);
        *granularity = "day";
        return *date && *end;
    } else if (n == 8 && v[5] == 'W') {
        *date = v;
        *granularity = "week";
    } else if (n >= 7 && v[5] == 'Q') {
        *date = v;
        *granularity = "quarter";
    } else if (n == 7 && v[5] <= '1') {
        *date = v;
        *granularity = "month";
    } else {
        *date = dl__arena_strndup(d->arena, v, 4);
        *granularity = "year";
    }
    return *date != NULL;
}

/* "Sept. 13-14", "between May and June": the expression that closes a range which x opens. */
static const dl_time *range_end(const dl_document *d, const dl_time *x)
{
    const dl_time *next = x + 1;
    static const char *const TO[] = { "to", "-", "–", "and", "until", "through", "till", NULL };
    if (next >= d->times + d->n_times || next->sentence != x->sentence || !dl__when_calendar(next) ||
        strlen(next->value) != strlen(x->value))
        return NULL;
    uint32_t a = x->first_token + x->n_tokens, b = next->first_token;
    if (b == a && x->end < next->begin) /* one token holds both */
        return next;
    if (b != a + 1 || !dl__token_in(d, (int32_t)a, TO) || strcmp(next->value, x->value) <= 0)
        return NULL;
    bool between = x->first_token > 0 && dl__token_is(d, (int32_t)x->first_token - 1, "between");
    return dl__token_is(d, (int32_t)a, "and") && !between ? NULL : next;
}

dl_status dl__when_of(const dl_document *d, uint32_t trigger, bool deed, dl__date *out)
{
    int64_t story = 0, first, last;
    bool has_story = dl__day_parse(d->story_date, &story);
    *out = (dl__date){ d->story_date ? d->story_date : "", "", has_story ? "day" : "", "",
                       has_story ? "story" : "",           0 };
    if (trigger >= d->n_tokens || !d->syn)
        return DL_OK;
    const dl_time *x = in_clause(d, trigger);
    if (!x)
        x = same_event(d, trigger, deed);
    if (!x)
        x = running(d, trigger, deed);
    if (!x)
        return DL_OK;
    const char *date, *granularity, *end;
    if (!as_date(d, x->value, &date, &granularity, &end))
        return DL_OK;
    dl_str field = dl__document_field(d, x->in);
    const dl_time *close = range_end(d, x);
    if (close) {
        const char *close_date, *unused, *unused2;
        if (as_date(d, close->value, &close_date, &unused, &unused2))
            end = close_date;
    }
    char *text = dl__arena_strndup(d->arena, field.ptr + x->begin, x->end - x->begin);
    if (!text)
        return DL_ENOMEM;
    *out = (dl__date){ date, end, granularity, text, "text", 0 };
    if (has_story && dl__when_days(x->value, &first, &last)) {
        int64_t delta = last < story ? last - story : first > story ? first - story : 0;
        out->year_delta_days = (int)(delta > 4000000 ? 4000000 : delta < -4000000 ? -4000000 : delta);
    }
    return DL_OK;
}
