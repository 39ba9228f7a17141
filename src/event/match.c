/* match.c - one entry at a time; the lists per lemma are short, so nothing cleverer is needed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/match.h"

#include <stdio.h>
#include <string.h>

enum { MAX_WORD = 120 };

static bool str_is(dl_str s, const char *word, size_t len)
{
    return s.len == len && memcmp(s.ptr, word, len) == 0;
}

char dl__match_pos(const dl_document *d, uint32_t token)
{
    switch (d->tokens[token].upos) {
    case DL_UPOS_VERB:
    case DL_UPOS_AUX: return 'v';
    case DL_UPOS_NOUN:
        if (dl__args_headline_verb(d, token))
            return 'v';
        return 'n';
    case DL_UPOS_PROPN: return 'n';
    case DL_UPOS_ADJ:
    case DL_UPOS_ADV:
    case DL_UPOS_ADP:
    case DL_UPOS_SCONJ:
    case DL_UPOS_DET: return 'a';
    default: return 0;
    }
}

/* Lower case of ASCII letters: lemmas of names keep their capitals ("Supreme Court"), sets have none. */
static size_t lower_into(char *out, size_t cap, const char *s)
{
    size_t n = 0;
    while (s[n] && n + 1 < cap) {
        out[n] = s[n] >= 'A' && s[n] <= 'Z' ? (char)(s[n] - 'A' + 'a') : s[n];
        n++;
    }
    out[n] = '\0';
    return n;
}

/* "@MIL" in a set: a mention whose code has that sector; "@STA": a state itself, which has none. */
static bool sector_in(const dl__events *e, const dl_document *d, uint32_t token, int set)
{
    int32_t m = set >= 0 && d->mention_of ? d->mention_of[token] : -1;
    if (m < 0)
        return false;
    const dl_entity *of = &d->entities[d->mentions[m].entity];
    const char *sectors = of->sectors;
    if (!*sectors && *of->country)
        return dl__sets_has(&e->sets, set, "@STA", 4);
    for (size_t i = 0, n = strlen(sectors); i + 3 <= n; i += 3) {
        const char key[] = { '@', sectors[i], sectors[i + 1], sectors[i + 2], '\0' };
        if (dl__sets_has(&e->sets, set, key, 4))
            return true;
    }
    return false;
}

/* The noun under "of" beside a head: "series of bombs", "state of emergency"; -1: none. */
static int32_t of_noun(const dl_document *d, uint32_t token)
{
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling) {
        char prep[20];
        if (d->syn[c].dep == DL__DEP_nmod && dl__args_preposition(d, (uint32_t)c, prep) &&
            strcmp(prep, "of") == 0)
            return c;
    }
    return -1;
}

/* "joint naval exercises" is a "joint exercise": a modifier that other modifiers part from its head. */
static bool parted_words(const dl__events *e, const dl_document *d, uint32_t token, int set, dl_str words)
{
    for (int32_t c = d->syn[token].child; c >= 0 && (uint32_t)c + 1 < token; c = d->syn[c].sibling) {
        if (d->syn[c].dep != DL__DEP_amod && d->syn[c].dep != DL__DEP_compound)
            continue;
        char both[MAX_WORD];
        size_t n = lower_into(both, sizeof both / 2, d->tokens[c].lemma);
        both[n++] = ' ';
        n += lower_into(both + n, sizeof both - n, d->tokens[token].lemma);
        if (dl__spec_has(&e->sets, set, words, both, n))
            return true;
    }
    return false;
}

/* The word itself, or with the word before it; "cease-fire" is "cease fire", "cease-fire". */
static bool one_word(const dl__events *e, const dl_document *d, uint32_t token, int set, dl_str words)
{
    char both[MAX_WORD], *own = both;
    uint32_t first = d->sentences[d->syn[token].sentence].first_token, before = token;
    size_t n = 0;
    bool hyphen = false;
    if (token > first) {
        before--;
        hyphen = before > first && strcmp(d->tokens[before].lemma, "-") == 0;
        before -= hyphen;
        n = lower_into(both, sizeof both / 2, d->tokens[before].lemma);
        both[n++] = ' ';
        own = both + n;
    }
    size_t len = lower_into(own, sizeof both - n, d->tokens[token].lemma);
    /* the treebanks leave some plurals as they are ("troops"); the sets need not know which */
    bool plural = len >= 4 && own[len - 1] == 's' && d->tokens[token].upos != DL_UPOS_VERB;
    for (size_t cut = 0; cut <= plural; cut++) {
        if (dl__spec_has(&e->sets, set, words, own, len - cut) ||
            (n && dl__spec_has(&e->sets, set, words, both, n + len - cut)))
            return true;
    }
    if (!hyphen)
        return false;
    both[n - 1] = '-';
    return dl__spec_has(&e->sets, set, words, both, n + len) ||
           (plural && dl__spec_has(&e->sets, set, words, both, n + len - 1));
}

/* A name is what its title says: "ambassador Ann Roe" is an ambassador. */
static bool title_word(const dl__events *e, const dl_document *d, uint32_t token, int set, dl_str words)
{
    if (d->tokens[token].upos != DL_UPOS_PROPN)
        return false;
    for (int32_t c = d->syn[token].child; c >= 0 && (uint32_t)c < token; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_nmod && d->syn[c].sub != DL__SUB_poss &&
            dl__tree_child(d, (uint32_t)c, DL__DEP_case, DL__SUB_other) < 0 &&
            one_word(e, d, (uint32_t)c, set, words))
            return true;
    }
    return false;
}

bool dl__match_word(const dl__events *e, const dl_document *d, uint32_t token, int set, dl_str words)
{
    if (one_word(e, d, token, set, words) || parted_words(e, d, token, set, words) ||
        sector_in(e, d, token, set) || title_word(e, d, token, set, words))
        return true;
    int32_t inner = of_noun(d, token);
    if (inner < 0)
        return false;
    char whole[MAX_WORD];
    size_t n = lower_into(whole, sizeof whole / 2, d->tokens[token].lemma);
    int partitive = dl__sets_find(&e->sets, "partitive", 9);
    if (partitive >= 0 && dl__sets_has(&e->sets, partitive, whole, n))
        return one_word(e, d, (uint32_t)inner, set, words);
    memcpy(whole + n, " of ", 4);
    n += 4 + lower_into(whole + n + 4, sizeof whole - n - 4, d->tokens[inner].lemma);
    return dl__spec_has(&e->sets, set, words, whole, n);
}

/* ---- light verbs ---- */

static bool arg_at(const dl__where *w, const dl__arg *a, uint8_t fill)
{
    /* content under a preposition may be a noun or a gerund: "accused of murder", "accused of shelling" */
    bool gerund = fill == DL__FILL_X && w->slot == DL__W_PREP && a->slot == DL__SLOT_PREP_C;
    if (w->slot != a->slot && !gerund)
        return false;
    if (w->slot == DL__W_PREP || w->slot == DL__W_PREP_C)
        return str_is(w->prep, a->prep, strlen(a->prep));
    return true;
}

static const dl__arg *find_arg(const dl__slot_spec *s, const dl__args *args, unsigned from)
{
    for (unsigned k = 0; k < s->n_at; k++) {
        for (unsigned i = from; i < args->n; i++) {
            if (arg_at(&s->at[k], &args->item[i], s->fill))
                return &args->item[i];
        }
    }
    return NULL;
}

static bool extra_fits(const dl_document *d, uint32_t token, const dl__args *args, const dl__entry *entry)
{
    if (!entry->extra.len)
        return true;
    const dl_sentence *s = &d->sentences[d->syn[token].sentence];
    if (entry->pos == 'n') { /* the words directly before */
        const char *end = entry->extra.ptr + entry->extra.len;
        for (uint32_t t = token; end > entry->extra.ptr; t--) {
            const char *w = end;
            while (w > entry->extra.ptr && w[-1] != ' ')
                w--;
            if (t == s->first_token)
                return false;
            if (d->tokens[t - 1].upos == DL_UPOS_PUNCT && t - 1 > s->first_token && *w != '-')
                t--; /* "air-strike" */
            const char *lemma = d->tokens[t - 1].lemma;
            if (!str_is((dl_str){ w, (size_t)(end - w) }, lemma, strlen(lemma)))
                return false;
            end = w > entry->extra.ptr ? w - 1 : w;
        }
        return true;
    }
    for (unsigned i = 0; i < args->n && entry->pos == 'v'; i++) {
        if (args->item[i].slot == DL__SLOT_PRT &&
            str_is(entry->extra, args->item[i].prep, strlen(args->item[i].prep)))
            return true;
    }
    uint32_t t = token + 1;
    for (size_t at = 0; at < entry->extra.len; t++) {
        const char *w = entry->extra.ptr + at;
        size_t n = 0;
        while (at + n < entry->extra.len && w[n] != ' ')
            n++;
        if (t >= s->first_token + s->n_tokens ||
            !str_is((dl_str){ w, n }, d->tokens[t].lemma, strlen(d->tokens[t].lemma)))
            return false;
        at += n + 1;
    }
    return true;
}

static bool word_fits(const dl__events *e, const dl_document *d, const dl__slot_spec *s, uint32_t t)
{
    if (s->set < 0 && !s->words.len)
        return true;
    return dl__match_word(e, d, t, s->set, s->words) != s->set_negated;
}

/* Whether a light entry has the noun in its slot for it: the one that is neither actor nor recipient. */
static bool light_fits(const dl__events *e, const dl_document *d, uint32_t verb, const dl__args *args,
                       const dl__entry *x, uint32_t noun)
{
    if (!extra_fits(d, verb, args, x))
        return false;
    for (unsigned k = 0; k < x->n_slots; k++) {
        if (x->slots[k].fill != DL__FILL_ANY || !word_fits(e, d, &x->slots[k], noun))
            continue;
        for (unsigned i = 0; i < args->n; i++) {
            uint32_t t = args->item[i].token;
            if (find_arg(&x->slots[k], args, i) == &args->item[i] &&
                (t == noun || (d->syn[noun].dep == DL__DEP_conj && d->syn[noun].head == (int32_t)t)))
                return true;
        }
    }
    return false;
}

int32_t dl__match_light(const dl__events *e, const dl_document *d, uint32_t noun, const dl__entry **entry)
{
    int32_t verb = d->syn[noun].head;
    if (d->syn[noun].dep == DL__DEP_conj && verb >= 0)
        verb = d->syn[verb].head;
    if (d->syn[noun].dep == DL__DEP_acl || verb < 0)
        return -1;
    for (int pass = 0; pass < 2; pass++) {
        /* first the governor; then a participle that modifies the noun: "the attack launched by X" */
        if (pass) {
            verb = dl__tree_child(d, noun, DL__DEP_acl, DL__SUB_other);
            if (verb < 0)
                return -1;
        }
        if (dl__match_pos(d, (uint32_t)verb) != 'v')
            continue;
        uint32_t i = dl__entries_first(&e->lights, d->tokens[verb].lemma, 'v');
        if (!i)
            continue;
        dl__args args;
        dl__args_of(d, (uint32_t)verb, &args);
        for (; i; i = e->lights.next[i - 1]) {
            if (!light_fits(e, d, (uint32_t)verb, &args, &e->lights.items[i - 1], noun))
                continue;
            if (entry)
                *entry = &e->lights.items[i - 1];
            return verb;
        }
    }
    return -1;
}

int32_t dl__match_light_noun(const dl__events *e, const dl_document *d, uint32_t verb)
{
    uint32_t i = dl__entries_first(&e->lights, d->tokens[verb].lemma, 'v');
    if (!i)
        return -1;
    dl__args args;
    dl__args_of(d, verb, &args);
    for (; i; i = e->lights.next[i - 1]) {
        for (unsigned k = 0; k < args.n; k++) {
            uint32_t t = args.item[k].token;
            if (dl__match_pos(d, t) == 'n' && light_fits(e, d, verb, &args, &e->lights.items[i - 1], t))
                return (int32_t)t;
        }
    }
    return -1;
}

void dl__match_args(const dl__events *e, const dl_document *d, uint32_t token, dl__args *args, int32_t *lent)
{
    *lent = -1;
    dl__args_of(d, token, args);
    if (dl__match_pos(d, token) != 'n')
        return;
    const dl__entry *light = NULL;
    int32_t verb = dl__match_light(e, d, token, &light);
    if (verb < 0)
        return;
    dl__args of_verb;
    dl__args_of(d, (uint32_t)verb, &of_verb);
    bool to_recipient = false, has_subject = false;
    for (unsigned k = 0; k < light->n_slots; k++)
        to_recipient |= light->slots[k].at[0].slot == DL__W_S && light->slots[k].fill == DL__FILL_R;
    for (unsigned i = 0; i < args->n; i++)
        has_subject |= args->item[i].slot == DL__SLOT_S;
    for (unsigned i = 0; i < of_verb.n; i++) {
        const dl__arg *a = &of_verb.item[i];
        if (a->token == token)
            continue;
        if (a->slot == DL__SLOT_S && to_recipient) {
            *lent = (int32_t)a->token;
        } else if ((a->slot == DL__SLOT_S && !has_subject) || a->slot == DL__SLOT_PREP ||
                   a->slot == DL__SLOT_I) {
            if (args->n < DL__MAX_ARGS)
                args->item[args->n++] = *a;
        }
    }
}

/* ---- entries ---- */

/* A pronoun that somebody stands behind, though the text may not tell who. */
static bool is_pronoun(const dl_document *d, uint32_t t)
{
    static const char *const people[] = { "he",        "she",      "they",     "we",      "i",      "you",
                                          "it",        "who",      "everyone", "someone", "anyone", "many",
                                          "everybody", "somebody", "anybody",  "nobody",  "both",   "these",
                                          "those",     "several",  "some",     "none",    "few",    "all",
                                          "another",   "one",      NULL };
    if (d->tokens[t].upos != DL_UPOS_PRON && d->tokens[t].upos != DL_UPOS_DET)
        return false;
    char lemma[MAX_WORD];
    (void)lower_into(lemma, sizeof lemma, d->tokens[t].lemma);
    return dl__word_in(lemma, people);
}

static bool is_of_set(const dl__events *e, const dl_document *d, uint32_t t, const char *set)
{
    return dl__match_word(e, d, t, dl__sets_find(&e->sets, set, strlen(set)), (dl_str){ NULL, 0 });
}

bool dl__match_number(const dl__events *e, const dl_document *d, uint32_t t)
{
    return d->tokens[t].upos == DL_UPOS_NUM || is_of_set(e, d, t, "count-noun");
}

static int narrowness(const dl__slot_spec *s)
{
    if ((s->set >= 0 || s->words.len) && !s->set_negated)
        return 3;
    if (s->content_needed)
        return 2;
    return s->fill == DL__FILL_ANY ? 0 : 1;
}

/* Somebody, or somebody's words, or people who are not told; a writing speaks whether or not it is said whose it is. */
static bool fill_actor(const dl__events *e, const dl_document *d, const dl__arg *a, dl__within within,
                       dl__match *m)
{
    uint32_t t = a->token;
    if (a->slot == DL__SLOT_PREP && strcmp(a->prep, "with") == 0)
        (void)dl__match_parties(d, t, within, &m->partners);
    if (dl__match_parties(d, t, within, &m->actors))
        return true;
    if (a->slot == DL__SLOT_S && is_of_set(e, d, t, "writing")) {
        (void)dl__match_author(d, t, &m->actors);
        return true;
    }
    return is_pronoun(d, t) || dl__match_number(e, d, t);
}

/* One argument in one slot: is it what the slot asks for? Parties are added to the match. */
static bool fill_slot(const dl__events *e, const dl_document *d, const dl__slot_spec *s, const dl__arg *a,
                      dl__content_known known, void *user, dl__match *m)
{
    uint32_t t = a->token;
    if (!word_fits(e, d, s, t))
        return false;
    dl__within within = a->slot != DL__SLOT_S                             ? DL__WITHIN_OWNER
                        : s->set >= 0 || is_of_set(e, d, t, "instrument") ? DL__WITHIN_DOER
                                                                          : DL__WITHIN_HEAD;
    switch ((dl__fill)s->fill) {
    case DL__FILL_A: return fill_actor(e, d, a, within, m);
    case DL__FILL_R:
        return dl__match_parties(d, t, DL__WITHIN_OWNER, &m->recipients) || is_pronoun(d, t) ||
               dl__match_number(e, d, t) || is_of_set(e, d, t, "somebody");
    case DL__FILL_T:
        if (!dl__match_parties(d, t, DL__WITHIN_OWNER, &m->recipients))
            (void)dl__match_linked(d, t, &m->recipients);
        return true;
    case DL__FILL_P:
    case DL__FILL_PR: {
        int32_t place = d->place_of ? d->place_of[t] : -1;
        bool party = s->fill == DL__FILL_PR && dl__match_parties(d, t, DL__WITHIN_OWNER, &m->recipients);
        if (place < 0 && !party)
            return false;
        if (s->fill == DL__FILL_PR && !party)
            dl__match_country(d, &d->places[place], &m->recipients);
        m->place = (int32_t)t;
        return true;
    }
    case DL__FILL_X:
        if (s->content_needed && !known(user, t))
            return false;
        m->content = (int32_t)t;
        return true;
    default:
        /* "Israeli planes", "a Taliban bomb": whose they are acts */
        if (a->slot == DL__SLOT_S && narrowness(s) == 3)
            (void)dl__match_parties(d, t, DL__WITHIN_DOER, &m->actors);
        return true;
    }
}

static void note_filled(dl__match *m, const dl__slot_spec *s, const dl__arg *a, const dl__args *args)
{
    if (a->slot == DL__SLOT_S)
        m->subject = (int32_t)a->token;
    if (a->slot == DL__SLOT_O)
        m->object = (int32_t)a->token;
    m->score += 10 + narrowness(s);
    if (m->n_filled == DL__MAX_FILLED)
        return;
    m->filled_arg[m->n_filled] = (uint8_t)(a - args->item);
    m->filled[m->n_filled++] = a->token;
}

/* The second of two subjects of one verb: "the minister, a Kenyan, and his counterpart met". */
static void fill_partner(const dl__events *e, const dl_document *d, const dl__slot_spec *s,
                         const dl__args *args, unsigned first, dl__content_known known, void *user,
                         dl__match *m)
{
    for (unsigned i = first + 1; i < args->n && args->item[first].slot <= DL__SLOT_O; i++) {
        const dl__arg *a = &args->item[i];
        if (a->slot == args->item[first].slot && a->reach == DL__REACH_CONJ && a->arc == a->token &&
            a->token > args->item[first].token && d->syn[a->token].dep == DL__DEP_nsubj)
            (void)fill_slot(e, d, s, a, known, user, m);
    }
}

/* "handed over their weapons": the particle right behind its verb, taken for the preposition of what is the object. */
static bool object_behind(const dl_document *d, const dl__where *w, const dl__arg *a, const dl__entry *entry)
{
    int32_t verb = d->syn[a->arc].head;
    if (w->slot != DL__W_O || a->slot != DL__SLOT_PREP || entry->pos != 'v' || verb < 0 ||
        !str_is(entry->extra, a->prep, strlen(a->prep)))
        return false;
    int32_t particle = dl__tree_child(d, a->arc, DL__DEP_case, DL__SUB_other);
    return particle == verb + 1;
}

/* "the minister's murder", "the Kenyan murder": stands before its noun, not behind "by" or as the subject of a verb. */
static bool possesses(const dl_document *d, const dl__arg *a)
{
    const dl__syn *s = &d->syn[a->token];
    return (s->dep == DL__DEP_nmod && s->sub == DL__SUB_poss) || a->reach == DL__REACH_MODIFIER;
}

/* 1 fits, 0 not there, -1 there but does not fit. */
static int try_slot(const dl__events *e, const dl_document *d, const dl__slot_spec *s, const dl__args *args,
                    int32_t lent, dl__content_known known, void *user, dl__match *m)
{
    int verdict = 0;
    for (unsigned k = 0; k < s->n_at; k++) {
        for (unsigned i = 0; i < args->n; i++) {
            const dl__arg *a = &args->item[i];
            if (!arg_at(&s->at[k], a, s->fill) && !object_behind(d, &s->at[k], a, m->entry))
                continue;
            if (s->absent) {
                /* what a verb may share with the one before it need not be its own: "urged them to go and spoke with X" */
                if (a->reach != DL__REACH_CONJ && word_fits(e, d, s, a->token))
                    return -1;
                continue;
            }
            if (s->fill == DL__FILL_R && a->slot == DL__SLOT_S && m->entry->pos == 'n' && !possesses(d, a)) {
                /* "X committed the murder", "the murder by X": s=R is for "X's murder" */
                (void)dl__match_parties(d, a->token, DL__WITHIN_HEAD, &m->actors);
                continue;
            }
            if (fill_slot(e, d, s, a, known, user, m)) {
                note_filled(m, s, a, args);
                fill_partner(e, d, s, args, i, known, user, m);
                return 1;
            }
            verdict = -1;
        }
    }
    if (s->absent)
        return 1;
    if ((s->fill == DL__FILL_R || s->fill == DL__FILL_PR) && lent >= 0 &&
        dl__match_parties(d, (uint32_t)lent, DL__WITHIN_OWNER, &m->recipients)) {
        m->object = lent;
        m->score += 11;
        return 1;
    }
    return verdict;
}

void dl__match_entry(const dl__events *e, const dl_document *d, uint32_t token, const dl__args *args,
                     int32_t lent, const dl__entry *entry, dl__content_known known, void *user,
                     dl__match *out)
{
    *out = (dl__match){ .entry = entry, .subject = -1, .object = -1, .place = -1, .content = -1 };
    if (!extra_fits(d, token, args, entry)) {
        out->score = -1;
        return;
    }
    out->score = entry->extra.len ? 12 : 0;
    for (unsigned k = 0; k < entry->n_slots; k++) {
        const dl__slot_spec *s = &entry->slots[k];
        bool subject = s->n_at == 1 && s->at[0].slot == DL__W_S;
        int v = try_slot(e, d, s, args, lent, known, user, out);
        /* a noun's possessor may be a day ("Monday's attack"): it is passed over */
        if (v < 0 && subject && entry->pos == 'n' && s->set < 0 && !s->words.len)
            v = 0;
        if (v > 0 || (v == 0 && (s->optional || (subject && s->set < 0 && !s->words.len))) ||
            (v < 0 && s->optional && !subject && !s->absent))
            continue;
        if (!out->missing)
            out->missing = s;
    }
    out->fits = !out->missing;
}
