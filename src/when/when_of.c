/* when_of.c - the date of what happens at a word.  Layer: when.
 *
 * In this order: an expression attached to the word itself; one that it shares with a neighbour in the tree (conjuncts, a
 * clause with "when", what governs a purpose clause or a light verb); the day of which the story was telling last; the
 * story's date. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "when/time_priv.h"

enum {
    MAX_STEPS = 8,
    RUNNING_DAYS = 14,
    LEAD_SENTENCES = 3,
    NEAR_SENTENCES = 1,
    MAX_BACK = 2000,
    BACKGROUND_DAYS = 60
};

/* Verbs that lend their time to the deed that is their object. */
static const char *const LIGHT[] = { "hold",     "launch",  "carry",  "make",      "conduct", "stage",
                                     "take",     "have",    "begin",  "start",     "sign",    "give",
                                     "reach",    "deliver", "mount",  "commit",    "do",      "pay",
                                     "perform",  "host",    "open",   "undertake", "end",     "resume",
                                     "announce", "strike",  "impose", "declare",   "file",    "issue",
                                     "suffer",   "see",     NULL };
/* Conjunctions whose clause is at the same time as what it hangs on. */
static const char *const SAME_TIME[] = { "when", "while", "as",    "to",  "by",   "with", "because",
                                         "in",   "so",    "where", "for", "that", NULL };
static const char *const WITHIN[] = { "in",  "during", "at",    "by",   "with", "through",
                                      "for", "amid",   "under", "from", NULL };
static const char *const NOT_THEN[] = { "until", "till", "by", NULL };

/* A date that the calendar knows: neither PAST_REF nor a decade. */
static bool is_calendar(const dl_time *t)
{
    return t->value[0] >= '0' && t->value[0] <= '9' && strlen(t->value) >= 4 && t->type[0] != 'S' &&
           t->type[1] != 'U';
}

/* First and last day of a value; false where it has none. */
static bool days_of(const char *v, int64_t *first, int64_t *last)
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

/* Token of the expression that hangs on something outside of it. */
static int32_t head_of(const dl_document *d, const dl_time *t)
{
    uint32_t end = t->first_token + t->n_tokens;
    for (uint32_t i = t->first_token; i < end && i < d->n_tokens; i++) {
        int32_t h = d->syn[i].head;
        if (h < 0 || (uint32_t)h < t->first_token || (uint32_t)h >= end)
            if (d->syn[i].dep != DL__DEP_punct && d->syn[i].dep != DL__DEP_case)
                return (int32_t)i;
    }
    return t->first_token < d->n_tokens ? (int32_t)t->first_token : -1;
}

static int32_t case_of(const dl_document *d, int32_t t)
{
    return t >= 0 ? dl__tree_child(d, (uint32_t)t, DL__DEP_case, DL__SUB_other) : -1;
}

/* "the November 9, 2020 agreement": an expression right before a noun, with no preposition of its own, is the noun's. */
static bool stands_before(const dl_document *d, const dl_time *time, uint32_t t)
{
    uint32_t end = time->first_token + time->n_tokens;
    if (d->tokens[t].upos != DL_UPOS_NOUN || end > t || t > end + 2)
        return false;
    for (uint32_t i = end; i < t; i++)
        if (d->tokens[i].upos != DL_UPOS_ADJ && d->tokens[i].upos != DL_UPOS_PUNCT &&
            d->tokens[i].upos != DL_UPOS_NOUN && d->tokens[i].upos != DL_UPOS_PART)
            return false;
    if (time->first_token == 0)
        return false;
    uint8_t before = d->tokens[time->first_token - 1].upos;
    bool possessive = end < t && d->tokens[end].upos == DL_UPOS_PART; /* "Monday's attack" */
    return possessive || before == DL_UPOS_DET || before == DL_UPOS_ADJ || before == DL_UPOS_PRON;
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
        return !verb || led || dl__token_in(d, case_of(d, at), WITHIN) ? score - 1 : 0;
    if (dep == DL__DEP_obj && dl__token_in(d, (int32_t)t, LIGHT))
        return score - 1;
    return verb ? (led ? 2 : 0) : score - 1;
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

/* How well an expression hangs on token t: 0 not at all, higher is closer. */
static int attachment(const dl_document *d, const dl_time *time, uint32_t t)
{
    int32_t at = head_of(d, time);
    if (at < 0 || at == (int32_t)t || dl__token_in(d, case_of(d, at), NOT_THEN))
        return 0;
    if (stands_before(d, time, t))
        return 12;
    bool led = case_of(d, at) >= 0 || d->syn[at].sub == DL__SUB_tmod;
    for (int step = 0; step < MAX_STEPS && d->syn[at].head >= 0; step++) {
        if (d->syn[at].head == (int32_t)t)
            return arrival(d, at, t, step, led);
        if (!passes(d, at))
            return 0;
        at = d->syn[at].head;
    }
    return 0;
}

static const dl_time *direct(const dl_document *d, uint32_t t)
{
    const dl_time *best = NULL;
    int best_score = 0;
    uint32_t sentence = (uint32_t)d->syn[t].sentence;
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->sentence != sentence || !is_calendar(x))
            continue;
        int score = attachment(d, x, t);
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

/* The expression that holds token t, NULL: none. */
static const dl_time *holding(const dl_document *d, int32_t t)
{
    for (size_t i = 0; i < d->n_times; i++)
        if (t >= 0 && (uint32_t)t >= d->times[i].first_token &&
            (uint32_t)t < d->times[i].first_token + d->times[i].n_tokens && is_calendar(&d->times[i]))
            return &d->times[i];
    return NULL;
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
        const dl_time *x = same ? direct(d, (uint32_t)c) : NULL;
        if (x)
            return x;
    }
    return NULL;
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
        bool finite = (d->syn[t].feats & DL__F_FIN) != 0;
        if (dl__token_in(d, m, SAME_TIME) || (!finite && (m < 0 || d->syn[m].dep == DL__DEP_advmod)))
            return h;
        *coarse = true;
        return dl__token_is(d, m, "if") || dl__token_is(d, m, "unless") ? -1 : h;
    }
    case DL__DEP_nsubj:
        return d->tokens[h].upos == DL_UPOS_VERB && d->tokens[t].upos == DL_UPOS_NOUN ? h : -1;
    case DL__DEP_obj: return dl__token_in(d, h, LIGHT) ? h : -1;
    case DL__DEP_obl:
    case DL__DEP_nmod: return dl__token_in(d, case_of(d, t), WITHIN) ? h : -1;
    default: return -1;
    }
}

static const dl_time *in_clause(const dl_document *d, uint32_t trigger)
{
    int32_t t = (int32_t)trigger;
    bool coarse = false;
    for (int step = 0; step < MAX_STEPS && t >= 0; step++) {
        const dl_time *x = direct(d, (uint32_t)t);
        if (!x && !coarse)
            x = from_below(d, (uint32_t)t);
        if (x)
            return coarse && strlen(x->value) > 7 ? NULL : x;
        int32_t h = d->syn[t].head;
        if (h >= 0 && (d->syn[t].dep == DL__DEP_acl ||
                       (d->syn[t].dep == DL__DEP_amod && d->tokens[t].upos == DL_UPOS_VERB))) {
            x = d->syn[t].sub == DL__SUB_relcl ? holding(d, h) : direct(d, (uint32_t)h);
            return x;
        }
        t = step_up(d, t, &coarse);
    }
    return NULL;
}

/* ---- the running day ----------------------------------------------------------------------------------------------- */

/* A day of the last two weeks. */
static bool is_recent(const dl_time *x, int64_t story)
{
    int64_t day;
    return is_calendar(x) && dl__day_parse(x->value, &day) && day <= story && day >= story - RUNNING_DAYS;
}

/* Does an expression set the scene: is it on a main verb of its sentence? */
static bool sets_scene(const dl_document *d, const dl_time *x)
{
    int32_t at = head_of(d, x);
    if (at < 0 || dl__token_in(d, case_of(d, at), NOT_THEN))
        return false;
    for (int step = 0; step < 3 && at >= 0; step++) {
        int32_t h = d->syn[at].head;
        if (h < 0)
            return true;
        if (d->tokens[h].upos == DL_UPOS_VERB)
            return d->syn[h].dep == DL__DEP_root || d->syn[h].dep == DL__DEP_ccomp ||
                   d->syn[h].dep == DL__DEP_conj || d->syn[h].dep == DL__DEP_parataxis;
        at = h;
    }
    return false;
}

/* Is the word told as part of the story's line: a main clause in the simple past, not a modifier, not "has done"?
 * *reported: it is told by someone of the sentence, whose saying may have a date of its own. */
static bool on_the_line(const dl_document *d, uint32_t trigger, bool *reported)
{
    int32_t t = (int32_t)trigger;
    for (int step = 0; step < MAX_STEPS && t >= 0; step++) {
        uint8_t dep = d->syn[t].dep;
        if (d->tokens[t].upos == DL_UPOS_VERB)
            for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling)
                if (d->syn[c].dep == DL__DEP_aux && dl__token_is(d, c, "have"))
                    return false;
        if (dep == DL__DEP_acl || dep == DL__DEP_amod || dep == DL__DEP_advcl)
            return false;
        *reported |= dep == DL__DEP_ccomp;
        if (dep == DL__DEP_root)
            break;
        t = d->syn[t].head;
    }
    return dl__time_tense(d, (int32_t)trigger) == DL__TENSE_PAST;
}

/* A month or year long before the story, to which a paragraph goes back. */
static bool is_background(const dl_time *x, int64_t story)
{
    int64_t first, last;
    return is_calendar(x) && days_of(x->value, &first, &last) && last < story - BACKGROUND_DAYS;
}

/* The day of which the story was telling last; for a headline, the day of the first sentences. */
static const dl_time *running(const dl_document *d, uint32_t trigger)
{
    int64_t story;
    if (!dl__day_parse(d->story_date, &story))
        return NULL;
    uint32_t sentence = (uint32_t)d->syn[trigger].sentence;
    bool headline = d->sentences[sentence].in == DL_HEADLINE;
    bool reported = false;
    if (!headline && !on_the_line(d, trigger, &reported))
        return NULL;
    const dl_time *last = NULL, *any = NULL;
    const uint32_t paragraph = dl__paragraph_start(d, sentence);
    for (size_t i = 0; i < d->n_times; i++) {
        const dl_time *x = &d->times[i];
        if (x->in != DL_TEXT)
            continue;
        if (!headline && !reported && x->sentence < sentence && sets_scene(d, x) && is_background(x, story) &&
            x->sentence >= paragraph)
            last = x;
        if (!is_recent(x, story))
            continue;
        if (headline) {
            if (dl_document_sentence_in_field(d, x->sentence) >= LEAD_SENTENCES)
                break;
            if (sets_scene(d, x))
                return x;
            any = any ? any : x;
        } else if (x->sentence + reported <= sentence && x->sentence + NEAR_SENTENCES >= sentence &&
                   sets_scene(d, x)) {
            last = x;
        }
    }
    return headline ? any : last;
}

/* "the attack", "his murder": the date at which the same word was dated before. */
static const dl_time *same_event(const dl_document *d, uint32_t trigger)
{
    if (d->tokens[trigger].upos != DL_UPOS_NOUN)
        return NULL;
    bool definite = false;
    for (int32_t c = d->syn[trigger].child; c >= 0; c = d->syn[c].sibling)
        definite |=
            (d->syn[c].dep == DL__DEP_det &&
             (dl__token_is(d, c, "the") || dl__token_is(d, c, "this") || dl__token_is(d, c, "that"))) ||
            (d->syn[c].dep == DL__DEP_nmod && d->syn[c].sub == DL__SUB_poss);
    const char *lemma = d->tokens[trigger].lemma;
    for (uint32_t t = trigger, n = 0; definite && t > 0 && n < MAX_BACK; n++) {
        t--;
        if ((d->tokens[t].upos == DL_UPOS_NOUN || d->tokens[t].upos == DL_UPOS_VERB) &&
            strcmp(d->tokens[t].lemma, lemma) == 0) {
            const dl_time *x = in_clause(d, t);
            if (x)
                return x;
        }
    }
    return NULL;
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
    if (!days_of(v, &first, &last))
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
    if (next >= d->times + d->n_times || next->sentence != x->sentence || !is_calendar(next) ||
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

dl_status dl__when_of(const dl_document *d, uint32_t trigger, dl__date *out)
{
    int64_t story = 0, first, last;
    bool has_story = dl__day_parse(d->story_date, &story);
    *out = (dl__date){ d->story_date ? d->story_date : "", "", has_story ? "day" : "", "",
                       has_story ? "story" : "",           0 };
    if (trigger >= d->n_tokens || !d->syn)
        return DL_OK;
    const dl_time *x = in_clause(d, trigger);
    if (!x)
        x = same_event(d, trigger);
    if (!x)
        x = running(d, trigger);
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
    if (has_story && days_of(x->value, &first, &last)) {
        int64_t delta = last < story ? last - story : first > story ? first - story : 0;
        out->year_delta_days = (int)(delta > 4000000 ? 4000000 : delta < -4000000 ? -4000000 : delta);
    }
    return DL_OK;
}
