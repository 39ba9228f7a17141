/* mend_subject.c - subjects that the parser hung elsewhere. A finite verb has one: where it was given none, the noun right before
 * it that has no part in its own phrase is it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/mend_priv.h"

#include <string.h>

enum { NONE = -1, DEEP = 3 };

static bool is_noun(const dl_token *t)
{
    return t->upos == DL_UPOS_NOUN || t->upos == DL_UPOS_PROPN;
}

static int32_t child(const dl_sentence *s, const dl_token *tokens, int32_t of, const char *deprel)
{
    for (uint32_t i = 0; i < s->n_tokens; i++)
        if (tokens[i].head == of && dl__mend_rel(&tokens[i], deprel))
            return (int32_t)i;
    return NONE;
}

static bool has_subject(const dl_sentence *s, const dl_token *tokens, int32_t v)
{
    return child(s, tokens, v, "nsubj") >= 0 || child(s, tokens, v, "csubj") >= 0 ||
           child(s, tokens, v, "expl") >= 0;
}

static bool is_finite(const dl_sentence *s, const dl_token *tokens, int32_t v)
{
    static const char *const own[] = { "VBD", "VBZ", NULL }, *const aux[] = { "VBD", "VBZ", "VBP", "MD",
                                                                              NULL };
    if (tokens[v].upos != DL_UPOS_VERB)
        return false;
    if (dl__word_in(tokens[v].xpos, own))
        return true;
    for (int32_t i = 0; i < v; i++)
        if (tokens[i].head == v && dl__mend_rel(&tokens[i], "aux") && dl__word_in(tokens[i].xpos, aux))
            return (uint32_t)i < s->n_tokens;
    return false;
}

static void make_subject(const dl_sentence *s, dl_token *tokens, int32_t t, int32_t v)
{
    bool passive = false;
    for (uint32_t i = 0; i < s->n_tokens; i++)
        passive |= tokens[i].head == v && strcmp(tokens[i].deprel, "aux:pass") == 0;
    tokens[t].head = v;
    tokens[t].deprel = passive ? "nsubj:pass" : "nsubj";
}

/* "[On Friday] condemning": a phrase that says where or when is no subject. */
static void phrase_as_subject(const dl_sentence *s, dl_token *tokens, int32_t t)
{
    static const char *const there[] = { "on", "in", "at", "during", NULL };
    int32_t prep =
        dl__mend_rel(&tokens[t], "nsubj") && is_noun(&tokens[t]) ? child(s, tokens, t, "case") : NONE;
    if (prep >= 0 && prep < t && dl__word_in(tokens[prep].lemma, there) &&
        child(s, tokens, t, "nummod") < 0) /* "at least 20 people" */
        tokens[t].deprel = "obl";
}

/* Only auxiliaries, adverbs and marks stand between a noun's phrase and the verb. */
static bool right_before(const dl_sentence *s, const dl_token *tokens, int32_t noun, int32_t v)
{
    int32_t end = noun;
    for (int32_t i = noun + 1; i < v && (uint32_t)i < s->n_tokens; i++) {
        int32_t up = i;
        for (int step = 0; step < 12 && up >= 0 && up != noun; step++)
            up = tokens[up].head;
        if (up == noun)
            end = i;
    }
    for (int32_t i = end + 1; i < v; i++)
        if (tokens[i].head != v)
            return false;
    return true;
}

/* "left after [troops] came under fire", "with [Chile] blaming Peru": the noun between a clause's mark and its verb, though the
 * parser gave it to the verb above; the mark may have been taken for its preposition. */
static void subject_above(const dl_sentence *s, dl_token *tokens, int32_t v)
{
    static const char *const marks[] = { "after",   "before", "since", "until", "as",    "while", "when",
                                         "because", "though", "once",  "with",  "where", NULL };
    int32_t h = tokens[v].head, mark = child(s, tokens, v, "mark");
    bool absolute =
        strcmp(tokens[v].xpos, "VBG") == 0 && mark >= 0 && strcmp(tokens[mark].lemma, "with") == 0;
    if (h < 0 || h > v || !dl__mend_rel(&tokens[v], "advcl") || has_subject(s, tokens, v) ||
        (!is_finite(s, tokens, v) && !absolute))
        return;
    for (int32_t c = v - 1; c > h; c--) {
        bool arg = strcmp(tokens[c].deprel, "obl") == 0 || strcmp(tokens[c].deprel, "obj") == 0 ||
                   dl__mend_rel(&tokens[c], "nsubj");
        if (tokens[c].head != h || !arg || !is_noun(&tokens[c]))
            continue;
        int32_t prep = child(s, tokens, c, "case");
        bool own = prep >= 0 && prep < c && mark < 0 && dl__word_in(tokens[prep].lemma, marks);
        if (!right_before(s, tokens, c, v) || (prep >= 0 && !own) || (prep < 0 && (mark < 0 || mark > c)))
            return;
        make_subject(s, tokens, c, v);
        if (own) {
            tokens[prep].head = v;
            tokens[prep].deprel = "mark";
        }
        return;
    }
}

/* "drew blame, with [the envoy, Ana Bel], saying ...": a phrase behind a comma and "with" is the subject of the participle that
 * follows it. */
static void subject_of_absolute(const dl_sentence *s, dl_token *tokens, int32_t v)
{
    if (strcmp(tokens[v].xpos, "VBG") != 0 || !dl__mend_rel(&tokens[v], "advcl") ||
        has_subject(s, tokens, v) || child(s, tokens, v, "mark") >= 0)
        return;
    for (int32_t c = v - 1; c > 1; c--) {
        int32_t with = is_noun(&tokens[c]) ? child(s, tokens, c, "case") : NONE;
        if (with < 1 || with > c || strcmp(tokens[with].lemma, "with") != 0)
            continue;
        if (strcmp(tokens[with - 1].form, ",") != 0 || tokens[v].head > with ||
            !right_before(s, tokens, c, v))
            return;
        make_subject(s, tokens, c, v);
        tokens[with].head = v;
        tokens[with].deprel = "mark";
        return;
    }
}

/* A noun that stands loose: an apposition or a conjunct without a preposition. */
static bool loose(const dl_sentence *s, const dl_token *tokens, int32_t t)
{
    return is_noun(&tokens[t]) && (dl__mend_rel(&tokens[t], "appos") || dl__mend_rel(&tokens[t], "conj")) &&
           child(s, tokens, t, "case") < 0;
}

/* The dependent of v that t stands in the phrase of, NONE: none. */
static int32_t branch_of(const dl_token *tokens, int32_t t, int32_t v)
{
    int32_t up = tokens[t].head;
    for (int step = 0; step < DEEP && up >= 0; step++, up = tokens[up].head)
        if (tokens[up].head == v)
            return up;
    return NONE;
}

/* Does t stand loose in a phrase of time or place, or behind the comma of a participle, in front of v?  *beside: the former. */
static bool in_front(const dl_sentence *s, const dl_token *tokens, int32_t t, int32_t v, bool *beside)
{
    int32_t top = branch_of(tokens, t, v);
    bool comma = false;
    if (top < 0 || top >= t)
        return false;
    *beside = dl__mend_rel(&tokens[top], "obl") && tokens[t].head == top;
    for (int32_t i = tokens[t].head; i < t; i++)
        comma |= strcmp(tokens[i].form, ",") == 0;
    return *beside || (dl__mend_rel(&tokens[top], "advcl") && comma && right_before(s, tokens, t, v));
}

/* "the president, the minister and the envoy": back to the one that nothing joins. */
static int32_t first_of_row(const dl_sentence *s, const dl_token *tokens, int32_t t)
{
    int32_t first = t;
    for (int32_t i = t - 1; i > tokens[t].head && dl__mend_rel(&tokens[first], "conj"); i--)
        if (tokens[i].head == tokens[t].head && loose(s, tokens, i))
            first = i;
    return first;
}

/* "Backing Peru, [the envoy] said", "After a stop in Lima, [the envoy of Chile and his wife] left": what the parser took for
 * an apposition inside the phrase before the verb. */
static void subject_in_front(const dl_sentence *s, dl_token *tokens, int32_t v)
{
    if (!is_finite(s, tokens, v) || has_subject(s, tokens, v) || dl__mend_rel(&tokens[v], "conj") ||
        dl__mend_rel(&tokens[v], "acl"))
        return;
    for (int32_t t = v - 1; t > 0; t--) {
        bool beside = false;
        if (!loose(s, tokens, t) || tokens[t].head < 0 || !in_front(s, tokens, t, v, &beside))
            continue;
        int32_t first = first_of_row(s, tokens, t);
        if (!dl__mend_rel(&tokens[first], "appos") && !beside)
            return;
        for (int32_t i = first + 1; i <= t; i++)
            if (tokens[i].head == tokens[first].head && loose(s, tokens, i))
                tokens[i].head = first;
        make_subject(s, tokens, first, v);
        return;
    }
}

/* "a raid [by rebels]": a noun with a preposition of its own that nothing joins to the one before is no conjunct. */
static void phrase_as_conjunct(const dl_sentence *s, dl_token *tokens, int32_t t)
{
    int32_t h = tokens[t].head;
    if (h >= 0 && dl__mend_rel(&tokens[t], "conj") && is_noun(&tokens[t]) && is_noun(&tokens[h]) &&
        child(s, tokens, t, "case") >= 0 && child(s, tokens, t, "cc") < 0 && child(s, tokens, t, "punct") < 0)
        tokens[t].deprel = "nmod";
}

void dl__mend_subjects(dl_document *d, const dl_sentence *s)
{
    dl_token *tokens = &d->tokens[s->first_token];
    for (int32_t t = 0; (uint32_t)t < s->n_tokens; t++) {
        phrase_as_subject(s, tokens, t);
        phrase_as_conjunct(s, tokens, t);
    }
    for (int32_t t = 0; (uint32_t)t < s->n_tokens; t++) {
        subject_above(s, tokens, t);
        subject_of_absolute(s, tokens, t);
        subject_in_front(s, tokens, t);
    }
}
