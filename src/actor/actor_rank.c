/* actor_rank.c - which phrase a pronoun means: candidates, what speaks for each, the sum.
 *
 * Hard rules come first: number, persons or not, gender that the text told, and binding (what a pronoun is a co-argument of, is
 * said to be, or is the possessor of, it does not mean; Chomsky 1981, principles A and B, over dependency arcs). The rest is weighed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_rank.h"

#include <string.h>

#include "parse/args.h"

enum { MAX_CLIMB = 24, MAX_LOOK = 400, MAX_BANNED = 12 };

/* What may be true of a candidate, and its weight for one person, for a state or body, for many. */
/* clang-format off */
#define FACTORS(X) \
    X(BIAS, -7, -10, -10) /* every candidate: how much more it needs than nothing */ \
    X(SAME_CLAUSE_SUBJECT, 1, 5, 8) /* subject of the pronoun's own clause, also an understood one */ \
    X(UPPER_SUBJECT, 4, 4, 7) /* subject of a clause around it */ \
    X(SAME_SENTENCE, 9, 5, 13) /* in the pronoun's sentence */ \
    X(BACK_1, 3, -6, 4) /* in the sentence before */ \
    X(BACK_2, -13, -11, -14) /* two sentences before */ \
    X(BACK_3, -15, 0, -17) /* further back */ \
    X(MAIN_SUBJECT, 3, 6, 10) /* subject of a main clause */ \
    X(SUBJECT, -2, 2, -2) /* subject of another clause */ \
    X(OBJECT, -3, 2, 8) /* object, or agent of a passive */ \
    X(POSSESSOR, 7, -2, 14) /* "Mali's" of "Mali's troops" */ \
    X(NESTED, -6, -15, -11) /* inside the core of another phrase */ \
    X(OBLIQUE, 14, -5, 0) /* phrase with a preposition under a verb */ \
    X(BOTH_SUBJECTS, 9, 3, 8) /* subject, and so is the pronoun */ \
    X(PRONOUN, 10, 7, 8) /* a pronoun itself */ \
    X(SAME_GENDER, 14, 0, 0) /* known to be what the pronoun says */ \
    X(OTHER_GENDER, -21, 0, 0) /* called by the other pronoun before */ \
    X(ROLE, -7, 0, 3) /* "the minister", without a name */ \
    X(TWICE, 2, -3, -2) /* named before */ \
    X(OFTEN, 3, 2, 2) /* named more than three times */ \
    X(MOST, 4, 0, 4) /* of which most was said */ \
    X(NEARER, 8, 6, 10) /* the first met on the way back */ \
    X(NEAREST_SUBJECT, 7, 9, 9) /* the first subject met on the way back */ \
    X(THING, 0, -7, -11) /* a noun that is no actor */ \
    X(WHERE, -6, -3, -9) /* behind in, at, on */ \
    X(BEHIND, -2, -2, -3) /* behind the pronoun */ \
    X(COLLECTIVE, 0, 0, -15) /* one organisation or group */ \
    X(COORDINATED, -13, -2, -3) /* "Mali and Niger" */ \
    X(LABELLED, -4, -4, -9) /* the tagger takes it for a name */ \
    X(RELATIVE_OF, -9, -4, 7) /* the pronoun stands inside of its phrase */ \
    X(POSS_SUBJECT, 6, 9, 7) /* SAME_CLAUSE_SUBJECT of a possessive */ \
    X(ASKS_WHOSE, -3, 8, -5) /* the pronoun is a possessive */ \
    X(INDEF, -6, 3, 4) /* with "a" */ \
    X(ASKS_WHO, 3, -5, -11) /* the pronoun is a subject */ \
    X(SUBJ_TO_BACK1, 7, 13, 8) /* BOTH_SUBJECTS, of a main clause one sentence before */ \
    X(SPOKE_LAST, 14, 0, 0) /* who spoke or was quoted one sentence before, and the pronoun speaks; weight by hand */ \
    X(POSS_THING, 0, -2, -12) /* a thing, and the pronoun is a possessive */ \
    X(OWN_CLAUSE, 8, 4, 9) /* no clause between them */ \
    X(NEXT_CLAUSE, 12, 4, 11) /* one clause between them */
/* clang-format on */
enum {
#define X(name, person, body, many) name,
    FACTORS(X)
#undef X
        N_FACTORS
};

typedef struct candidate {
    uint32_t token;
    int32_t np; /* -1: a thing */
    bool f[N_FACTORS];
} candidate;

typedef struct search {
    dl__awork *w;
    const dl__awant *q;
    uint32_t token;
    unsigned depth;
    uint32_t banned[MAX_BANNED]; /* entities that binding rules out */
    unsigned n_banned;
    uint32_t banned_token[MAX_BANNED];
    unsigned n_banned_tokens;
    unsigned seen; /* candidates so far, nearest sentence first */
    bool subject_seen;
    bool acts;    /* what is asked for has people or speaks: it is no thing */
    int32_t most; /* the person or body of which most was said, -1 */
    int best_score;
    int32_t best;
} search;

static const int8_t WEIGHT[3][N_FACTORS] = { {
#define X(name, person, body, many) person,
                                                 FACTORS(X)
#undef X
                                             },
                                             {
#define X(name, person, body, many) body,
                                                 FACTORS(X)
#undef X
                                             },
                                             {
#define X(name, person, body, many) many,
                                                 FACTORS(X)
#undef X
                                             } };

static bool clause_head(const dl_document *d, uint32_t t)
{
    uint8_t upos = d->tokens[t].upos;
    return upos == DL_UPOS_VERB || upos == DL_UPOS_AUX ||
           dl__tree_child(d, t, DL__DEP_nsubj, DL__SUB_other) >= 0 ||
           dl__tree_child(d, t, DL__DEP_cop, DL__SUB_other) >= 0;
}

static bool core(uint8_t dep)
{
    return dep == DL__DEP_nsubj || dep == DL__DEP_obj || dep == DL__DEP_iobj || dep == DL__DEP_obl;
}

static void ban(search *s, int32_t token)
{
    const dl__awork *w = s->w;
    if (token < 0 || (uint32_t)token == s->token)
        return;
    if (s->n_banned_tokens < MAX_BANNED)
        s->banned_token[s->n_banned_tokens++] = (uint32_t)token;
    int32_t np = w->np_of[token];
    for (unsigned i = 0; np >= 0 && i < w->nps[np].n_ents && s->n_banned < MAX_BANNED; i++)
        s->banned[s->n_banned++] = w->nps[np].ent[i];
}

static void ban_arguments(search *s, uint32_t verb)
{
    const dl_document *d = s->w->d;
    for (int32_t y = d->syn[verb].child; y >= 0; y = d->syn[y].sibling)
        if (core(d->syn[y].dep) && d->tokens[y].upos != DL_UPOS_PRON)
            ban(s, y);
}

/* "Arrested 14 of them": the pronoun stands where its number does. */
static uint32_t counted_by(const dl_document *d, uint32_t t)
{
    static const char *const PART[] = { "some",    "many",    "most", "all",   "none", "few",
                                        "several", "both",    "half", "each",  "any",  "another",
                                        "dozen",   "hundred", "rest", "other", NULL };
    int32_t h = d->syn[t].head;
    bool part = d->syn[t].dep == DL__DEP_nmod && h >= 0 && (uint32_t)h < t &&
                (d->tokens[h].upos == DL_UPOS_NUM || dl__word_in(d->tokens[h].lemma, PART));
    return part ? (uint32_t)h : t;
}

/* Principle B: co-arguments; of a possessive: the thing possessed and what is said to be it ("his wife, Ana"; "Ana is his wife"). */
static void bind(search *s)
{
    const dl_document *d = s->w->d;
    const dl__syn *me = &d->syn[counted_by(d, s->token)];
    int32_t h = me->head;
    if (h < 0 || s->q->reflexive)
        return;
    if (s->q->possessive || me->dep == DL__DEP_nmod) {
        ban(s, h);
        if (d->syn[h].dep == DL__DEP_appos || d->syn[h].dep == DL__DEP_flat)
            ban(s, d->syn[h].head);
        for (int32_t y = d->syn[h].child; y >= 0; y = d->syn[y].sibling)
            if (d->syn[y].dep == DL__DEP_appos || d->syn[y].dep == DL__DEP_nsubj ||
                d->syn[y].dep == DL__DEP_flat)
                ban(s, y);
        return;
    }
    if (!core(me->dep))
        return;
    ban(s, dl__args_surface_subject(d, (uint32_t)h, NULL));
    for (int32_t y = d->syn[h].child; y >= 0; y = d->syn[y].sibling) {
        if (core(d->syn[y].dep))
            ban(s, y);
        if (me->dep == DL__DEP_nsubj && d->syn[y].dep == DL__DEP_advcl &&
            dl__tree_child(d, (uint32_t)y, DL__DEP_nsubj, DL__SUB_other) < 0)
            ban_arguments(s, (uint32_t)y); /* "Speaking to Ana Bel, he said" */
    }
    if (d->tokens[h].upos == DL_UPOS_NOUN || d->tokens[h].upos == DL_UPOS_PROPN)
        ban(s, h); /* "he is a doctor" */
}

static bool is_banned(const search *s, uint32_t token, int32_t np)
{
    for (unsigned i = 0; i < s->n_banned_tokens; i++)
        if (s->banned_token[i] == token)
            return true;
    const dl__anp *p = np < 0 ? NULL : &s->w->nps[np];
    for (unsigned i = 0; p && i < s->n_banned; i++)
        if (p->n_ents == 1 && p->ent[0] == s->banned[i])
            return true;
    return false;
}

static bool coordinated(const dl_document *d, uint32_t token, uint32_t before)
{
    for (int32_t y = d->syn[token].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].dep == DL__DEP_conj && (uint32_t)y < before)
            return true;
    return false;
}

static bool collective(const dl__aent *e)
{
    return e->kind == DL__AK_COUNTRY || e->kind == DL__AK_ORG || e->kind == DL__AK_GROUP ||
           (e->kind == DL__AK_ROLE && (e->role_kind == 'g' || e->role_kind == 'b'));
}

/* Number, persons or not, told gender. */
static bool agrees(const search *s, uint32_t token, int32_t np)
{
    const dl__awork *w = s->w;
    const dl_document *d = w->d;
    char what = s->q->what;
    if (np < 0) {
        bool plural = (d->syn[token].feats & DL__F_PLUR) != 0;
        return what == 'm' ? plural || coordinated(d, token, s->token) : what == 't' && !plural;
    }
    const dl__anp *p = &w->nps[np];
    const dl__aent *e = &w->ents[p->ent[0]];
    switch (what) {
    case 'p': return p->person && !p->plural && p->n_ents == 1 && (!e->gender || e->gender == s->q->gender);
    case 't': return !p->person && !p->plural && p->n_ents == 1 && collective(e) && !e->vague;
    default:
        return p->plural || p->n_ents > 1 || coordinated(d, token, s->token) ||
               (collective(e) && e->kind != DL__AK_COUNTRY);
    }
}

static bool above(const dl_document *d, uint32_t top, uint32_t t)
{
    for (int i = 0; i < MAX_CLIMB; i++) {
        if (t == top)
            return true;
        if (d->syn[t].head < 0)
            return false;
        t = (uint32_t)d->syn[t].head;
    }
    return false;
}

/* The clause of a word: its nearest head that is one. */
static int32_t clause_of(const dl_document *d, uint32_t t)
{
    for (int i = 0; i < MAX_CLIMB && d->syn[t].head >= 0; i++) {
        t = (uint32_t)d->syn[t].head;
        if (clause_head(d, t))
            return (int32_t)t;
    }
    return -1;
}

/* Clauses to leave on the way up from `from` to the first head that `to` hangs under too. */
static int clauses_between(const dl_document *d, uint32_t from, uint32_t to)
{
    int n = 0;
    for (int i = 0; i < MAX_CLIMB && d->syn[from].head >= 0; i++) {
        if (above(d, from, to))
            return n;
        n += clause_head(d, from);
        from = (uint32_t)d->syn[from].head;
    }
    return n;
}

/* "its forces", "it said": who is meant has people or speaks. */
static bool asks_who_acts(const dl__awork *w, uint32_t token, bool possessive)
{
    static const char *const ACTS[] = {
        "say",    "announce", "call",   "urge",      "accuse",    "condemn", "deny",     "agree",
        "demand", "warn",     "vow",    "claim",     "ask",       "want",    "believe",  "plan",
        "decide", "refuse",   "reject", "declare",   "express",   "oppose",  "order",    "threaten",
        "hope",   "pledge",   "insist", "criticize", "criticise", "deploy",  "withdraw", NULL
    };
    const dl_document *d = w->d;
    int32_t h = d->syn[token].head;
    if (h < 0)
        return false;
    if (possessive)
        return w->role_at[h] >= 0;
    if (d->syn[token].dep != DL__DEP_nsubj || d->syn[token].sub == DL__SUB_pass ||
        d->tokens[h].upos != DL_UPOS_VERB)
        return false;
    return dl__token_in(d, h, ACTS);
}

/* "X asserts ... . He says ...". */
static bool speaks(const dl_document *d, uint32_t subject)
{
    static const char *const SPEAK[] = {
        "say",         "add",       "state",     "tell",      "claim",    "assert",  "argue",
        "continue",    "explain",   "note",      "insist",    "warn",     "reply",   "comment",
        "stress",      "write",     "conclude",  "announce",  "admit",    "call",    "urge",
        "accuse",      "criticize", "criticise", "condemn",   "denounce", "demand",  "deny",
        "reject",      "promise",   "vow",       "pledge",    "express",  "welcome", "confirm",
        "reveal",      "declare",   "describe",  "ask",       "praise",   "speak",   "defend",
        "acknowledge", "suggest",   "emphasize", "emphasise", "repeat",   "respond", "answer",
        "blame",       "threaten",  "apologize", "apologise", NULL
    };
    return dl__token_in(d, d->syn[subject].head, SPEAK);
}

/* The subject of the main verb before, or whom it quotes, where that verb and the pronoun's are verbs of saying. */
static bool spoke_last(const search *s, const candidate *c)
{
    const dl_document *d = s->w->d;
    const dl__syn *x = &d->syn[c->token], *me = &d->syn[s->token];
    if (x->head < 0 || me->head < 0 || d->syn[x->head].head >= 0 || d->syn[me->head].head >= 0 ||
        me->dep != DL__DEP_nsubj || !speaks(d, s->token))
        return false;
    bool quoted = dl__token_is(d, x->head, "quote") || dl__token_is(d, x->head, "cite");
    return x->dep == DL__DEP_obj ? quoted : x->dep == DL__DEP_nsubj && speaks(d, c->token);
}

static void where_it_stands(const search *s, candidate *c)
{
    const dl_document *d = s->w->d;
    const dl__syn *x = &d->syn[c->token];
    int32_t back = d->syn[s->token].sentence - x->sentence;
    bool subject = x->dep == DL__DEP_nsubj, me = d->syn[s->token].dep == DL__DEP_nsubj;
    c->f[SAME_SENTENCE] = back == 0;
    c->f[BACK_1] = back == 1;
    c->f[BACK_2] = back == 2;
    c->f[BACK_3] = back > 2;
    c->f[MAIN_SUBJECT] = subject && x->head >= 0 && d->syn[x->head].head < 0;
    c->f[SUBJECT] = subject && !c->f[MAIN_SUBJECT];
    bool agent = x->dep == DL__DEP_obl && (x->sub == DL__SUB_agent || !strcmp(dl__acase(d, c->token), "by"));
    c->f[OBJECT] = x->dep == DL__DEP_obj || x->dep == DL__DEP_iobj || agent;
    c->f[POSSESSOR] = x->dep == DL__DEP_nmod && x->sub == DL__SUB_poss;
    c->f[OBLIQUE] = x->dep == DL__DEP_obl && !agent;
    c->f[BOTH_SUBJECTS] = subject && me;
    c->f[BEHIND] = c->token > s->token;
    if (back == 0) {
        int32_t clause = clause_of(d, s->token);
        int32_t subj = clause < 0 ? -1 : dl__args_surface_subject(d, (uint32_t)clause, NULL);
        c->f[SAME_CLAUSE_SUBJECT] = subj == (int32_t)c->token;
        c->f[POSS_SUBJECT] = subj == (int32_t)c->token && s->q->possessive;
        c->f[UPPER_SUBJECT] =
            !c->f[SAME_CLAUSE_SUBJECT] && subject && x->head >= 0 && above(d, (uint32_t)x->head, s->token);
        int climbed = clauses_between(d, s->token, c->token);
        c->f[OWN_CLAUSE] = climbed == 0;
        c->f[NEXT_CLAUSE] = climbed == 1;
        c->f[RELATIVE_OF] = above(d, c->token, s->token);
    }
    c->f[SUBJ_TO_BACK1] = back == 1 && c->f[MAIN_SUBJECT] && me;
    c->f[SPOKE_LAST] = back == 1 && spoke_last(s, c);
}

static void what_it_is(const search *s, candidate *c)
{
    const dl__awork *w = s->w;
    const dl_document *d = w->d;
    c->f[COORDINATED] = coordinated(d, c->token, s->token);
    c->f[INDEF] = dl__token_is(d, dl__tree_child(d, c->token, DL__DEP_det, DL__SUB_other), "a");
    const char *before = dl__acase(d, c->token);
    c->f[WHERE] = !strcmp(before, "in") || !strcmp(before, "at") || !strcmp(before, "on");
    if (c->np < 0) {
        c->f[THING] = true;
        return;
    }
    const dl__anp *p = &w->nps[c->np];
    const dl__aent *e = &w->ents[p->ent[0]];
    c->f[NESTED] = p->nested;
    c->f[PRONOUN] = p->via == DL_VIA_pronoun;
    char g = e->gender ? e->gender : e->called;
    c->f[SAME_GENDER] = s->q->gender && g == s->q->gender;
    c->f[OTHER_GENDER] = s->q->gender && g && g != s->q->gender;
    c->f[ROLE] = e->kind == DL__AK_ROLE;
    c->f[COLLECTIVE] = !p->plural && p->n_ents == 1 && collective(e);
    c->f[TWICE] = e->count > 1;
    c->f[OFTEN] = e->count > 3;
    c->f[MOST] = (int32_t)p->ent[0] == s->most;
    c->f[LABELLED] = d->tokens[p->first].ner != DL_NER_O || d->tokens[p->end - 1].ner != DL_NER_O;
}

static void weigh(search *s, uint32_t token, int32_t np)
{
    candidate c = { .token = token, .np = np };
    c.f[BIAS] = true;
    c.f[ASKS_WHOSE] = s->q->possessive;
    c.f[ASKS_WHO] = s->w->d->syn[s->token].dep == DL__DEP_nsubj;
    c.f[POSS_THING] = s->q->possessive && np < 0;
    where_it_stands(s, &c);
    what_it_is(s, &c);
    bool subject = c.f[MAIN_SUBJECT] || c.f[SUBJECT];
    c.f[NEARER] = s->seen == 0;
    c.f[NEAREST_SUBJECT] = subject && !s->subject_seen;
    s->seen++;
    s->subject_seen |= subject;
    const int8_t *weight = WEIGHT[s->q->what == 'p' ? 0 : s->q->what == 't' ? 1 : 2];
    int sum = 0;
    for (int i = 0; i < N_FACTORS; i++)
        sum += c.f[i] ? weight[i] : 0;
    if (sum > s->best_score) {
        s->best_score = sum;
        s->best = np;
    }
}

/* No "it" comes back to these. */
static bool is_date(const dl_document *d, uint32_t t)
{
    static const char *const DATES[] = { "Monday",    "Tuesday", "Wednesday", "Thursday",  "Friday",
                                         "Saturday",  "Sunday",  "January",   "February",  "March",
                                         "April",     "May",     "June",      "July",      "August",
                                         "September", "October", "November",  "December",  "year",
                                         "month",     "week",    "day",       "yesterday", "today",
                                         "tomorrow",  "time",    NULL };
    return dl__token_in(d, (int32_t)t, DATES);
}

static void try_token(search *s, uint32_t t)
{
    dl__awork *w = s->w;
    const dl_document *d = w->d;
    if (t == s->token || (w->np_of[t] < 0 && !dl__aphrase_is_head(d, t)))
        return;
    int32_t np = w->state[t] == 2 ? w->np_of[t] : dl__aresolve(w, t, s->depth + 1);
    uint8_t upos = d->tokens[t].upos;
    bool thing = np < 0 && !s->acts && !is_date(d, t) && (upos == DL_UPOS_NOUN || upos == DL_UPOS_PROPN) &&
                 s->q->what != 'p' && d->syn[t].sub != DL__SUB_tmod;
    if ((np < 0 && !thing) || (np >= 0 && !w->nps[np].n_ents) || is_banned(s, t, np) || !agrees(s, t, np))
        return;
    weigh(s, t, np);
}

/* "In its statement, Russia said": subjects behind the pronoun of clauses that its own clause or phrase belongs to. */
static void subjects_behind(search *s)
{
    const dl_document *d = s->w->d;
    uint32_t x = s->token;
    for (int i = 0; i < MAX_CLIMB && d->syn[x].head >= 0; i++) {
        uint32_t h = (uint32_t)d->syn[x].head;
        int32_t subject = dl__tree_child(d, h, DL__DEP_nsubj, DL__SUB_other);
        if (subject > (int32_t)s->token && (uint32_t)subject > x &&
            (d->syn[x].dep == DL__DEP_obl || d->syn[x].dep == DL__DEP_advcl) &&
            d->tokens[subject].upos != DL_UPOS_PRON)
            try_token(s, (uint32_t)subject);
        x = h;
    }
}

static int32_t most_told(const search *s)
{
    const dl__awork *w = s->w;
    int32_t best = -1;
    bool person = s->q->what == 'p';
    for (size_t e = 0; e < w->d->n_entities; e++)
        if (w->ents[e].count > 1 && (w->ents[e].kind == DL__AK_PERSON) == person &&
            (best < 0 || w->ents[e].count > w->ents[best].count))
            best = (int32_t)e;
    return best;
}

int32_t dl__arank(dl__awork *w, uint32_t token, const dl__awant *want, unsigned depth)
{
    const dl_document *d = w->d;
    search s = { .w = w, .q = want, .token = token, .depth = depth, .best = -1, .best_score = 0 };
    bind(&s);
    s.most = most_told(&s);
    s.acts = asks_who_acts(w, token, want->possessive);
    int32_t here = d->syn[token].sentence;
    uint32_t look = 0;
    uint32_t first = d->sentences[here].first_token;
    for (uint32_t t = token; t-- > first && look < MAX_LOOK; look++)
        try_token(&s, t);
    subjects_behind(&s);
    for (int32_t i = here - 1; i >= 0 && here - i <= want->sentences; i--) {
        first = d->sentences[i].first_token;
        for (uint32_t t = first + d->sentences[i].n_tokens; t-- > first && look < MAX_LOOK; look++)
            try_token(&s, t);
    }
    return s.best;
}
