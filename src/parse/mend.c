/* mend.c - titles of names, and reports that go on: the parser hangs the second of two verbs on the nearer one; tense tells
 * which it goes with. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/mend_priv.h"

#include <string.h>

typedef enum tense { T_NONE, T_PAST, T_PRESENT, T_MODAL } tense;

typedef struct verb {
    tense own;          /* of the word that is finite */
    bool aux;           /* an auxiliary is finite, not the verb itself */
    bool subject, mark; /* it has one of its own */
} verb;

static tense tense_of(const dl_token *t)
{
    if (strcmp(t->xpos, "VBD") == 0)
        return T_PAST;
    if (strcmp(t->xpos, "VBZ") == 0 || strcmp(t->xpos, "VBP") == 0)
        return T_PRESENT;
    return strcmp(t->xpos, "MD") == 0 ? T_MODAL : T_NONE;
}

static verb look(const dl_document *d, const dl_sentence *s, int32_t at)
{
    const dl_token *tokens = &d->tokens[s->first_token];
    verb v = { .own = tense_of(&tokens[at]) };
    for (uint32_t i = 0; i < s->n_tokens; i++) {
        const dl_token *t = &tokens[i];
        if (t->head != at)
            continue;
        v.subject |= dl__mend_rel(t, "nsubj") || dl__mend_rel(t, "csubj");
        v.mark |= strcmp(t->deprel, "mark") == 0;
        if (!v.aux && (dl__mend_rel(t, "aux") || dl__mend_rel(t, "cop"))) {
            v.aux = true;
            v.own = tense_of(t);
        }
    }
    return v;
}

/* Is `to` inside quotation marks that opened behind `from`? */
static bool within_quote(const dl_token *tokens, int32_t from, int32_t to)
{
    int open = 0;
    for (int32_t i = from + 1; i < to; i++) {
        const char *f = tokens[i].form;
        if (strcmp(f, "\"") == 0)
            open = !open;
        else if (strcmp(f, "“") == 0 || strcmp(f, "``") == 0)
            open = 1;
        else if (strcmp(f, "”") == 0 || strcmp(f, "''") == 0)
            open = 0;
    }
    return open;
}

/* Verbs that report, or do with words what the subject of a report does. */
static bool is_speech(const dl_token *t)
{
    static const char *const SPEECH[] = {
        "accuse",    "acknowledge", "add",     "admit",   "announce", "apologise", "apologize", "appeal",
        "argue",     "ask",         "blame",   "call",    "claim",    "condemn",   "confirm",   "criticise",
        "criticize", "declare",     "defend",  "demand",  "denounce", "deny",      "describe",  "dismiss",
        "emphasise", "emphasize",   "express", "insist",  "invite",   "note",      "offer",     "pledge",
        "praise",    "predict",     "promise", "propose", "question", "reiterate", "reject",    "say",
        "state",     "stress",      "suggest", "tell",    "thank",    "threaten",  "urge",      "vow",
        "warn",      "welcome",     NULL
    };
    return dl__word_in(t->lemma, SPEECH);
}

/* A conjunct without subject or "that" goes with the report (outer) where its tense is the report's and not that of what is
 * reported (inner); where the tenses do not tell, where it is a verb of speech. */
static bool goes_on(verb outer, verb inner, verb v, bool speech)
{
    if (v.subject || v.mark || v.aux || outer.aux || outer.own != v.own)
        return false;
    if (v.own == T_PAST)
        return inner.own == T_MODAL || inner.own == T_PRESENT || (speech && inner.own == T_PAST);
    return v.own == T_PRESENT && speech && inner.own != T_NONE;
}

/* "..., while others say ...": two reports side by side. */
static bool contrasts(const dl_document *d, const dl_sentence *s, int32_t at)
{
    const dl_token *tokens = &d->tokens[s->first_token];
    for (uint32_t i = 0; i < s->n_tokens; i++)
        if (tokens[i].head == at && strcmp(tokens[i].deprel, "mark") == 0 &&
            (strcmp(tokens[i].lemma, "while") == 0 || strcmp(tokens[i].lemma, "whereas") == 0))
            return true;
    return false;
}

static void mend_report(dl_document *d, const dl_sentence *s, int32_t at)
{
    dl_token *tokens = &d->tokens[s->first_token];
    dl_token *t = &tokens[at];
    const bool conj = strcmp(t->deprel, "conj") == 0;
    if (t->upos != DL_UPOS_VERB || t->head < 0 || t->head > at || (!conj && strcmp(t->deprel, "advcl") != 0))
        return;
    const dl_token *said = &tokens[t->head];
    if (strcmp(said->deprel, "ccomp") != 0 || said->head < 0 || said->head > t->head ||
        tokens[said->head].upos != DL_UPOS_VERB || within_quote(tokens, said->head, at))
        return;
    const verb outer = look(d, s, said->head), v = look(d, s, at);
    if (conj ? goes_on(outer, look(d, s, t->head), v, is_speech(t))
             : contrasts(d, s, at) && v.subject && is_speech(t) && !v.aux)
        t->head = said->head;
}

/* "Mr Velten": the treebanks have the point behind "Mr" and a title below its name. */
static void mend_title(dl_document *d, const dl_sentence *s, uint32_t at)
{
    static const char *const TITLES[] = { "Mr",   "Mr.", "Mrs", "Mrs.",   "Ms", "Ms.",
                                          "Miss", "Dr",  "Dr.", "Messrs", NULL };
    dl_token *tokens = &d->tokens[s->first_token];
    dl_token *title = &tokens[at], *name = at + 1 < s->n_tokens ? &tokens[at + 1] : NULL;
    const int32_t i = (int32_t)at, n = i + 1;
    if (!name || name->upos != DL_UPOS_PROPN || title->head == n || !dl__word_in(title->form, TITLES))
        return;
    if (name->head == i) { /* the other way round */
        name->head = title->head;
        name->deprel = title->deprel;
        for (uint32_t c = 0; c < s->n_tokens; c++)
            if (tokens[c].head == i)
                tokens[c].head = n;
    }
    title->head = n;
    title->deprel = "nmod:desc";
}

/* "criticised the union saying ...", "said it dealt with many issues, adding ...": who speaks goes on speaking, though the parser
 * gave the participle to a noun. Without a comma the noun must be the one spoken of; behind one the next report above is meant. */
static void mend_saying(dl_document *d, const dl_sentence *s, int32_t at)
{
    enum { MAX_CLIMB = 8 };
    static const char *const SAYING[] = { "say",    "add",  "claim", "state", "argue",   "insist",
                                          "stress", "note", "warn",  "tell",  "declare", NULL };
    static const char *const ABOUT[] = { "attack", "slam", "lambast", "lambaste", "rebuke",
                                         "mock",   "hail", "commend", "censure",  "respond",
                                         "reply",  "back", NULL };
    dl_token *tokens = &d->tokens[s->first_token];
    dl_token *t = &tokens[at];
    static const char *const MORE[] = { "add", "note", "stress", NULL }; /* to a report, not to a deed */
    if (strcmp(t->xpos, "VBG") != 0 || t->head < 0 || t->head > at || !dl__word_in(t->lemma, SAYING))
        return;
    const bool comma = strcmp(tokens[at - 1].form, ",") == 0;
    const dl_token *noun = &tokens[t->head];
    const bool arg = strcmp(noun->deprel, "obj") == 0 || strcmp(noun->deprel, "obl") == 0;
    const bool more =
        comma && strcmp(t->deprel, "advcl") == 0 && dl__word_in(t->lemma, MORE) && !is_speech(noun);
    if (!more && (strcmp(t->deprel, "acl") != 0 || (!arg && !comma)))
        return;
    int32_t up = noun->head;
    for (int i = 0; comma && i < MAX_CLIMB && up >= 0; i++, up = tokens[up].head)
        if (up < at && is_speech(&tokens[up]))
            break;
    if (up < 0 || up > at || tokens[up].upos != DL_UPOS_VERB ||
        (!is_speech(&tokens[up]) && !dl__word_in(tokens[up].lemma, ABOUT)) || within_quote(tokens, up, at))
        return;
    t->head = up;
    t->deprel = "advcl";
}

/* "Local resident Mary Velten said": title and name that the parser gave the verb as two subjects; a title hangs below its name. */
static void mend_two_subjects(dl_document *d, const dl_sentence *s, int32_t at)
{
    dl_token *tokens = &d->tokens[s->first_token];
    dl_token *title = &tokens[at];
    const uint32_t n = (uint32_t)at + 1;
    if (n >= s->n_tokens || title->upos != DL_UPOS_NOUN || strcmp(title->deprel, "nsubj") != 0)
        return;
    const dl_token *name = &tokens[n];
    if (name->upos != DL_UPOS_PROPN || name->head != title->head || strcmp(name->deprel, "nsubj") != 0)
        return;
    title->head = (int32_t)n;
    title->deprel = "nmod:desc";
}

/* The verb behind a word of saying that ends in a comma, of which it tells what is said and which has no subject; -1: none. */
static int32_t said_behind(const dl_sentence *s, const dl_token *tokens, int32_t at)
{
    int32_t comma = -1, told = -1;
    for (int32_t i = at + 1; i < (int32_t)s->n_tokens && told < 0; i++) {
        if (comma < 0 && strcmp(tokens[i].form, ",") == 0)
            comma = i;
        const bool below =
            tokens[i].head == at && (dl__mend_rel(&tokens[i], "ccomp") || dl__mend_rel(&tokens[i], "conj") ||
                                     dl__mend_rel(&tokens[i], "parataxis"));
        if (below && comma >= 0 && (tokens[i].upos == DL_UPOS_VERB || tokens[i].upos == DL_UPOS_ADJ))
            told = i;
    }
    for (int32_t i = 0; told >= 0 && i < (int32_t)s->n_tokens; i++) {
        const bool own =
            tokens[i].head == told && (dl__mend_rel(&tokens[i], "nsubj") || dl__mend_rel(&tokens[i], "cc") ||
                                       dl__mend_rel(&tokens[i], "mark") || dl__mend_rel(&tokens[i], "expl"));
        if (own || (i > comma && i < told && strcmp(tokens[i].form, "\"") == 0))
            return -1;
    }
    return told;
}

/* The two nouns before a word of saying with one comma between: both its subjects, or the second taken for a conjunct that no word
 * joins. */
static bool two_before(const dl_token *tokens, int32_t at, int32_t *first, int32_t *who)
{
    int commas = 0;
    *first = *who = -1;
    for (int32_t i = 0; i < at; i++) {
        const bool between = *first >= 0 && *who < 0;
        const bool noun = (tokens[i].head == at && strcmp(tokens[i].deprel, "nsubj") == 0) ||
                          (*first >= 0 && tokens[i].head == *first && strcmp(tokens[i].deprel, "conj") == 0);
        commas += between && strcmp(tokens[i].form, ",") == 0;
        if ((between && dl__mend_rel(&tokens[i], "cc") && tokens[i].head > *first) || (noun && *who >= 0))
            return false;
        if (noun)
            *(*first < 0 ? first : who) = i;
    }
    return *who >= 0 && commas == 1;
}

/* "The rebels, officials said, killed ten": the first of the two is of what is said. */
static void mend_aside(dl_document *d, const dl_sentence *s, int32_t at)
{
    dl_token *tokens = &d->tokens[s->first_token];
    static const char *const MORE[] = { "believe", "think",   "report", "fear",
                                        "allege",  "explain", "hope",   NULL };
    int32_t first, who;
    if (tokens[at].upos != DL_UPOS_VERB ||
        (!is_speech(&tokens[at]) && !dl__word_in(tokens[at].lemma, MORE)) ||
        !two_before(tokens, at, &first, &who))
        return;
    const int32_t told = said_behind(s, tokens, at);
    if (told < 0)
        return;
    bool passive = false;
    for (uint32_t i = 0; i < s->n_tokens; i++)
        passive |= tokens[i].head == told && strcmp(tokens[i].deprel, "aux:pass") == 0;
    tokens[who].head = at;
    tokens[who].deprel = "nsubj";
    tokens[first].head = told;
    tokens[first].deprel = passive ? "nsubj:pass" : "nsubj";
    if (!dl__mend_rel(&tokens[told], "ccomp"))
        tokens[told].deprel = "ccomp";
}

/* "Resisted calls to free them", "ignored an order to leave": the infinitive right behind such a noun says what it is about. */
static void mend_infinitive(dl_document *d, const dl_sentence *s, uint32_t at)
{
    dl_token *tokens = &d->tokens[s->first_token];
    static const char *const ABOUT[] = { "call",      "demand",   "plea",     "request",   "order",
                                         "pressure",  "appeal",   "offer",    "proposal",  "invitation",
                                         "pledge",    "promise",  "threat",   "vow",       "plan",
                                         "decision",  "deadline", "petition", "intention", "bid",
                                         "ultimatum", NULL };
    if (at < 2 || strcmp(tokens[at].deprel, "advcl") != 0 || strcmp(tokens[at - 1].form, "to") != 0 ||
        tokens[at - 1].head != (int32_t)at || tokens[at - 2].upos != DL_UPOS_NOUN ||
        tokens[at - 2].head != tokens[at].head || strcmp(tokens[at - 2].deprel, "obj") != 0 ||
        !dl__word_in(tokens[at - 2].lemma, ABOUT))
        return;
    tokens[at].head = (int32_t)at - 2;
    tokens[at].deprel = "acl";
}

void dl__tree_mend(dl_document *d)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        for (uint32_t t = 0; t < d->sentences[i].n_tokens; t++) {
            mend_title(d, &d->sentences[i], t);
            mend_infinitive(d, &d->sentences[i], t);
            mend_two_subjects(d, &d->sentences[i], (int32_t)t);
            mend_aside(d, &d->sentences[i], (int32_t)t);
            mend_report(d, &d->sentences[i], (int32_t)t);
            mend_saying(d, &d->sentences[i], (int32_t)t);
        }
        dl__mend_subjects(d, &d->sentences[i]);
    }
}
