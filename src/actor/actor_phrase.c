/* actor_phrase.c - the core of a noun phrase taken apart.
 *
 * The core is the run of tokens around the head that names the thing: modifiers, title, name; not relative clauses and
 * not prepositional phrases, except one that stands inside ("Ambassador to Armenia Sergei Kopyrkin").  Within the core the
 * order of words decides more than the arcs do, because arcs between titles and names are what parsers err in most:
 * owners come first, then roles from the general to the special, then a person's name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <string.h>

enum { OUTSIDE, ITEM, WITHIN }; /* WITHIN: in the span but read elsewhere (possessor, inner phrase) */
enum { MAX_CLIMB = 10 };

static bool nominal(uint8_t upos)
{
    return upos == DL_UPOS_NOUN || upos == DL_UPOS_PROPN || upos == DL_UPOS_PRON || upos == DL_UPOS_NUM ||
           upos == DL_UPOS_X || upos == DL_UPOS_SYM;
}

static bool is_desc(const dl_document *d, uint32_t t)
{
    return d->syn[t].dep == DL__DEP_nmod && !strcmp(d->tokens[t].deprel, "nmod:desc");
}

/* A comma, bracket or dash between two tokens; hyphens, full stops and quotation marks stand inside names too. */
static bool set_off(const dl_document *d, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        const char *f = d->tokens[t].form;
        if (d->tokens[t].upos == DL_UPOS_PUNCT && f[0] != '-' && f[0] != '"' && f[0] != '.' && f[0] != '\'')
            return true;
    }
    return false;
}

/* One step up the tree from x within the core of head: ITEM, WITHIN or OUTSIDE. */
static int step(const dl_document *d, uint32_t x, uint32_t head)
{
    const dl__syn *s = &d->syn[x];
    uint32_t parent = (uint32_t)s->head;
    switch (s->dep) {
    case DL__DEP_compound:
    case DL__DEP_amod:
    case DL__DEP_nummod:
    case DL__DEP_det:
    case DL__DEP_goeswith:
    case DL__DEP_fixed: return ITEM;
    case DL__DEP_flat: return x > head && set_off(d, head + 1, x) ? OUTSIDE : ITEM;
    case DL__DEP_nmod:
        if (is_desc(d, x))
            return ITEM;
        if (s->sub == DL__SUB_poss)
            return x < head ? WITHIN : OUTSIDE;
        return x < head && parent != head ? WITHIN : OUTSIDE;
    case DL__DEP_conj: {
        uint8_t dep = d->syn[parent].dep;
        return parent != head && (dep == DL__DEP_amod || dep == DL__DEP_compound || dep == DL__DEP_conj)
                   ? ITEM
                   : OUTSIDE;
    }
    case DL__DEP_appos:
        return x > head && !set_off(d, head + 1, x) && d->tokens[x].upos == DL_UPOS_PROPN ? ITEM : OUTSIDE;
    case DL__DEP_punct: return d->tokens[x].form[0] == '-' || parent != head ? WITHIN : OUTSIDE;
    case DL__DEP_cc:
    case DL__DEP_case:
    case DL__DEP_advmod:
    case DL__DEP_obl:
    case DL__DEP_nsubj:
    case DL__DEP_mark:
    case DL__DEP_aux: return parent != head ? WITHIN : OUTSIDE;
    default: return OUTSIDE;
    }
}

static int place_in_core(const dl_document *d, uint32_t t, uint32_t head)
{
    int where = ITEM;
    for (int i = 0; i < MAX_CLIMB; i++) {
        if (t == head)
            return where;
        if (d->syn[t].head < 0)
            return OUTSIDE;
        int s = step(d, t, head);
        if (s == OUTSIDE)
            return OUTSIDE;
        if (s == WITHIN)
            where = WITHIN;
        t = (uint32_t)d->syn[t].head;
    }
    return OUTSIDE;
}

bool dl__aphrase_is_head(const dl_document *d, uint32_t token)
{
    const dl_token *t = &d->tokens[token];
    const dl__syn *s = &d->syn[token];
    for (int i = 0; s->dep == DL__DEP_conj && s->head >= 0 && i < MAX_CLIMB; i++) {
        uint8_t dep = d->syn[s->head].dep;
        if (dep != DL__DEP_amod && dep != DL__DEP_compound && dep != DL__DEP_conj)
            break;
        s = &d->syn[s->head];
    }
    bool under_noun =
        s->head >= 0 && (nominal(d->tokens[s->head].upos) || d->tokens[s->head].upos == DL_UPOS_ADJ);
    switch (s->dep) {
    case DL__DEP_compound:
    case DL__DEP_amod:
    case DL__DEP_flat:
    case DL__DEP_goeswith:
    case DL__DEP_nummod: return !under_noun && nominal(t->upos);
    case DL__DEP_det:
    case DL__DEP_case:
    case DL__DEP_mark:
    case DL__DEP_cc:
    case DL__DEP_punct:
    case DL__DEP_aux:
    case DL__DEP_cop:
    case DL__DEP_fixed:
    case DL__DEP_advmod:
    case DL__DEP_expl:
    case DL__DEP_discourse: return false;
    case DL__DEP_nmod: return nominal(t->upos) && !is_desc(d, token);
    case DL__DEP_nsubj:
    case DL__DEP_obj:
    case DL__DEP_iobj:
    case DL__DEP_obl:
    case DL__DEP_conj: return nominal(t->upos) || t->upos == DL_UPOS_ADJ || t->upos == DL_UPOS_DET;
    default: return nominal(t->upos);
    }
}

const char *dl__acase(const dl_document *d, uint32_t token)
{
    int32_t c = dl__tree_child(d, token, DL__DEP_case, DL__SUB_other);
    int32_t owner = c < 0 ? dl__tree_child(d, token, DL__DEP_nmod, DL__SUB_poss) : -1;
    if (owner >= 0) { /* "for the president's office" where "for" hangs on the president */
        c = dl__tree_child(d, (uint32_t)owner, DL__DEP_case, DL__SUB_other);
        if (c > owner)
            c = -1;
    }
    return c < 0 || !d->tokens[c].lemma ? "" : d->tokens[c].lemma;
}

static bool one_of(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}
#define ONE_OF(s, list) one_of((s), (list), sizeof(list) / sizeof((list)[0]))

/* Words before a role or name that change what it says. */
static void read_word(const dl_document *d, uint32_t t, dl__aphrase *p)
{
    static const char *const RETIRED[] = { "retired", "Retired", "ousted", "Ousted",
                                           "deposed", "Deposed", "exiled", "Exiled" };
    static const char *const FORMER[] = { "former",  "ex",   "onetime", "ousted", "deposed",
                                          "retired", "late", "ex-",     "exiled" };
    static const char *const FOREIGN[] = { "foreign",      "international", "multinational", "coalition",
                                           "allied",       "western",       "unidentified",  "unknown",
                                           "outside",      "neighbouring",  "neighboring",   "european",
                                           "african",      "asian",         "arab",          "latin",
                                           "scandinavian", "balkan",        "nordic" };
    static const char *const INDEFINITE[] = { "a",    "an",    "another", "some", "several",
                                              "many", "other", "no",      "any" };
    static const char *const OWN[] = { "government", "Government", "cabinet", "partner", "partners",
                                       "deal",       "agreement",  "party",   "parties" };
    const char *lemma = d->tokens[t].lemma;
    if (!lemma || t + 1 >= d->n_tokens)
        return;
    char low[16];
    size_t n = 0;
    for (; lemma[n] && n < sizeof low - 1; n++)
        low[n] = (char)(lemma[n] >= 'A' && lemma[n] <= 'Z' ? lemma[n] + 32 : lemma[n]);
    low[n] = '\0';
    if (ONE_OF(low, FORMER) || ONE_OF(d->tokens[t].form, RETIRED))
        p->former = true;
    else if (ONE_OF(low, FOREIGN)) /* "coalition forces"; a coalition government is a state's own */
        p->foreign |= strcmp(low, "coalition") || !ONE_OF(d->tokens[t + 1].form, OWN);
    else if (ONE_OF(low, INDEFINITE) || d->tokens[t].upos == DL_UPOS_NUM)
        p->indefinite = true;
    else if (!strcmp(low, "the"))
        p->definite = true;
    else if (!strcmp(low, "this") || !strcmp(low, "that") || !strcmp(low, "these") || !strcmp(low, "those"))
        p->definite = p->demonstrative = true;
}

static char honorific(const char *form)
{
    static const char *const HE[] = { "Mr", "Mr.", "Sir", "Lord" };
    static const char *const SHE[] = { "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Lady", "Dame", "Madame" };
    static const char *const ANY[] = { "Dr", "Dr.", "Prof.", "Hon.", "Prof" };
    return ONE_OF(form, HE) ? 'm' : ONE_OF(form, SHE) ? 'f' : ONE_OF(form, ANY) ? '?' : 0;
}

static bool tight_hyphen(const dl_document *d, uint32_t t)
{
    const char *f = d->tokens[t].form;
    return f[0] == '-' && f[1] == '\0' && t > 0 && d->tokens[t - 1].end == d->tokens[t].begin;
}

/* "US-backed", "Iranian-American", "pro-Russian": the name is no owner of what follows. */
static bool hyphenated_away(const dl_document *d, const dl__amatch *m, uint32_t end)
{
    static const char *const PREFIX[] = { "pro", "anti", "non", "Pro", "Anti", "Non" };
    if (m->end + 1 < end && tight_hyphen(d, m->end) && d->tokens[m->end].end == d->tokens[m->end + 1].begin)
        return true;
    return m->first >= 2 && tight_hyphen(d, m->first - 1) &&
           d->tokens[m->first - 1].end == d->tokens[m->first].begin &&
           ONE_OF(d->tokens[m->first - 2].form, PREFIX);
}

static bool covers(const dl__amatch *m, uint32_t t)
{
    return t >= m->first && t < m->end;
}

static void read_name_word(const dl_document *d, uint32_t t, dl__aphrase *p)
{
    bool started = p->person_end > p->person_first;
    bool joined =
        started && (t == p->person_end || (t == p->person_end + 1 && d->tokens[t - 1].upos == DL_UPOS_PUNCT));
    uint8_t upos = d->tokens[t].upos;
    unsigned char c = (unsigned char)d->tokens[t].form[0];
    bool capital = (c >= 'A' && c <= 'Z') || c >= 0x80;
    if (joined && (upos == DL_UPOS_PROPN || d->syn[t].dep == DL__DEP_flat || capital))
        p->person_end = t + 1;
    else if (upos == DL_UPOS_PROPN || (d->syn[t].dep == DL__DEP_flat && capital)) {
        p->person_first = t;
        p->person_end = t + 1;
    }
}

/* Items of the core in text order. */
static void read_items(const dl__awork *w, dl__aphrase *p)
{
    const dl_document *d = w->d;
    for (uint32_t t = p->first; t < p->end; t++) {
        if (place_in_core(d, t, p->head) != ITEM)
            continue;
        bool named = p->person_end > p->person_first;
        int32_t i = w->name_at[t];
        if (i >= 0) {
            const dl__amatch *m = &w->names[i];
            if (p->n_owners < DL__A_ITEMS && (covers(m, p->head) || !hyphenated_away(d, m, p->end)))
                p->owner[p->n_owners++] = i;
            if (m->table != DL__AT_PERSON)
                p->person_first = p->person_end = 0;
            t = (m->end < p->end ? m->end : p->end) - 1;
            continue;
        }
        i = w->role_at[t];
        bool in_name = named && d->syn[t].dep == DL__DEP_flat && t == p->person_end &&
                       d->tokens[t].upos == DL_UPOS_PROPN;
        if (i >= 0 && !in_name && w->roles[i].end > p->end && covers(&w->roles[i], p->head))
            p->end = w->roles[i].end; /* "Secretary of State" */
        if (i >= 0 && !in_name && w->roles[i].end <= p->end) {
            if (p->n_roles < DL__A_ITEMS)
                p->role[p->n_roles++] = i;
            for (uint32_t k = w->roles[i].first; k < w->roles[i].end; k++)
                if (!dl__token_is(d, (int32_t)k, "foreign")) /* "coalition forces"; not "foreign minister" */
                    read_word(d, k, p);
            p->named_modifier |= named; /* what stood before a role is no person's name */
            p->person_first = p->person_end = 0;
            t = w->roles[i].end - 1;
            continue;
        }
        char h = honorific(d->tokens[t].form);
        if (h) {
            p->gender = h;
            continue;
        }
        read_word(d, t, p);
        read_name_word(d, t, p);
    }
}

/* Months and weekdays are written like names. */
static bool covers_date(const dl_document *d, uint32_t t)
{
    return d->syn[t].sub == DL__SUB_tmod || d->syn[t].sub == DL__SUB_npmod || d->tokens[t].ner == DL_NER_O;
}

static bool name_token(const dl__awork *w, uint32_t t)
{
    int32_t i = w->name_at[t];
    return w->d->tokens[t].upos == DL_UPOS_PROPN && w->role_at[t] < 0 &&
           (i < 0 || w->names[i].table == DL__AT_PERSON);
}

static void take_name(const dl__awork *w, dl__aphrase *p, uint32_t x, uint32_t sentence_end)
{
    p->person_first = x;
    while (x < sentence_end && name_token(w, x))
        x++;
    p->person_end = p->end = x;
    if (w->name_at[p->person_first] >= 0)
        p->name = w->name_at[p->person_first];
}

/* Whether the proper noun t right behind a role is its holder's name ("Police spokesman Mariusz Ciarka"), or the body's that is so
 * called ("US agricultural firm Cargill"), though the arcs lead apart. */
static bool name_of_role(const dl__awork *w, int32_t role, uint32_t t, uint32_t sentence_end)
{
    const dl_document *d = w->d;
    char kind = dl__acell(w->a, DL__AT_ROLE, w->roles[role].row, DL__AC_kind)[0];
    if (d->tokens[t].ner == DL_NER_B_PER)
        return true;
    if (kind == 'b' || kind == 'g')
        return d->tokens[t].ner == DL_NER_B_ORG && w->name_at[t] < 0;
    return kind == 'p' && t + 1 < sentence_end && name_token(w, t + 1) &&
           d->sentences[d->syn[t].sentence].in == DL_TEXT;
}

/* "Ambassador to Armenia Sergei Kopyrkin", however its arcs go: title, preposition, a listed name, then a proper noun with
 * nothing between.  In headlines every word may look like a name; there it must be labelled as a person's. */
static void find_name_behind(const dl__awork *w, dl__aphrase *p, uint32_t sentence_end)
{
    const dl_document *d = w->d;
    if (p->n_roles == 0 || p->person_end > p->person_first || p->plural)
        return;
    uint32_t t = w->roles[p->role[p->n_roles - 1]].end;
    if (t == p->end && t < sentence_end && name_token(w, t) &&
        name_of_role(w, p->role[p->n_roles - 1], t, sentence_end)) {
        take_name(w, p, t, sentence_end); /* "Police spokesman Mariusz Ciarka" whose arcs lead apart */
        return;
    }
    if (t != p->end || t + 2 >= sentence_end || d->tokens[t].upos != DL_UPOS_ADP)
        return;
    t++;
    if (d->tokens[t].upos == DL_UPOS_DET)
        t++;
    if (t >= sentence_end || w->name_at[t] < 0 || w->names[w->name_at[t]].table == DL__AT_PERSON)
        return;
    uint32_t x = w->names[w->name_at[t]].end;
    if (x >= sentence_end || !name_token(w, x) || d->tokens[x].ner == DL_NER_I_ORG ||
        d->tokens[x].ner == DL_NER_I_LOC)
        return; /* "director of the UN Information Center" */
    if (d->sentences[d->syn[x].sentence].in == DL_HEADLINE && d->tokens[x].ner != DL_NER_B_PER)
        return;
    take_name(w, p, x, sentence_end);
}

/* Which of the matches is the thing itself. */
static void choose_name(const dl__awork *w, dl__aphrase *p)
{
    uint32_t last_role = p->n_roles ? w->roles[p->role[p->n_roles - 1]].end : 0;
    for (unsigned i = p->n_owners; i-- > 0;) {
        const dl__amatch *m = &w->names[p->owner[i]];
        bool on_head = covers(m, p->head) && m->end > last_role;
        bool after_role = m->first >= last_role && p->n_roles && !m->adjective &&
                          (m->table == DL__AT_PERSON || m->table == DL__AT_GROUP || m->table == DL__AT_ORG);
        if (!on_head && !after_role)
            continue;
        p->name = p->owner[i];
        for (unsigned k = i; k + 1 < p->n_owners; k++)
            p->owner[k] = p->owner[k + 1];
        p->n_owners--;
        return;
    }
}

/* Dashes, colons and brackets end a core whatever the arcs say. */
static bool breaks(const dl_document *d, uint32_t t)
{
    const char *f = d->tokens[t].form;
    if (d->tokens[t].upos != DL_UPOS_PUNCT)
        return false;
    if (f[0] == ',') /* "Delfin Lorenzana, the Secretary"; not "Russian, Turkish and Iranian troops" */
        return d->syn[t + 1].dep != DL__DEP_conj && d->syn[t + 1].dep != DL__DEP_amod;
    if (f[0] == '-' && f[1] == '\0')
        return t == 0 || d->tokens[t - 1].end != d->tokens[t].begin;
    bool tight = t > 0 && d->tokens[t - 1].end == d->tokens[t].begin &&
                 d->tokens[t + 1].begin == d->tokens[t].end; /* "Export\xE2\x80\x93Import Bank" */
    return f[0] == ':' || f[0] == ';' || f[0] == '(' || f[0] == ')' || f[0] == '-' ||
           (!strcmp(f, "\xE2\x80\x93") && !tight) || !strcmp(f, "\xE2\x80\x94");
}

/* A prepositional phrase before the head belongs to it only behind a title ("Ambassador to Armenia Sergei ..."). */
static void cut_preposition(const dl__awork *w, dl__aphrase *p)
{
    const dl_document *d = w->d;
    bool title = false;
    uint32_t keep = p->first;
    for (uint32_t t = p->first; t < p->head; t++) {
        title |= w->role_at[t] >= 0 && w->name_at[t] < 0;
        if (d->syn[t].dep == DL__DEP_case && d->tokens[t].upos == DL_UPOS_ADP && !title) {
            int32_t h = d->syn[t].head;
            bool owner = h >= 0 && d->syn[h].dep == DL__DEP_nmod && d->syn[h].sub == DL__SUB_poss;
            keep = !owner && h > (int32_t)t && h < (int32_t)p->head ? (uint32_t)h + 1 : t + 1;
        }
    }
    p->first = keep;
}

/* "Delfin Lorenzana, the Defence Secretary": the name before the comma, where arcs do not tell. -1: none; *end: its end. */
int32_t dl__aphrase_name_before(const dl__awork *w, const dl__aphrase *p, uint32_t *end)
{
    const dl_document *d = w->d;
    uint32_t first = d->sentences[d->syn[p->head].sentence].first_token, t = p->first;
    while (t > first && d->syn[t - 1].dep == DL__DEP_det)
        t--;
    if (t < first + 3 || d->tokens[t - 1].form[0] != ',')
        return -1;
    *end = --t;
    while (t > first && name_token(w, t - 1) && !covers_date(d, t - 1))
        t--;
    static const char *const PLACE[] = { "in", "at", "near", "from", "of", "to", "for", "with", "by" };
    if (*end - t < 2 || ONE_OF(dl__acase(d, t), PLACE) || d->syn[t].dep == DL__DEP_appos)
        return -1;
    return (int32_t)t;
}

/* Whose it is; of "Ana Bel's son" also where the son was taken for another name of hers. */
static void find_possessor(const dl_document *d, uint32_t sentence, dl__aphrase *p)
{
    for (uint32_t t = p->first; t < p->end && p->poss < 0; t++)
        if (d->syn[t].dep == DL__DEP_nmod && d->syn[t].sub == DL__SUB_poss &&
            place_in_core(d, t, p->head) == WITHIN)
            p->poss = (int32_t)t;
    int32_t owner = d->syn[p->head].dep == DL__DEP_appos ? d->syn[p->head].head : -1;
    if (p->poss < 0 && owner >= 0 && p->first > sentence && owner < (int32_t)p->first &&
        d->tokens[p->first - 1].upos == DL_UPOS_PART && d->syn[p->first - 1].head == owner)
        p->poss = owner; /* "Ana Bel's son" where the son was taken for another name of hers */
}

void dl__aphrase_read(const dl__awork *w, uint32_t head, dl__aphrase *p)
{
    const dl_document *d = w->d;
    const dl_sentence *s = &d->sentences[d->syn[head].sentence];
    uint32_t sentence_end = s->first_token + s->n_tokens;
    *p = (dl__aphrase){ .head = head, .first = head, .end = head + 1, .name = -1, .poss = -1 };
    while (p->first > s->first_token && place_in_core(d, p->first - 1, head) != OUTSIDE &&
           !breaks(d, p->first - 1))
        p->first--;
    cut_preposition(w, p);
    while (p->end < sentence_end && place_in_core(d, p->end, head) != OUTSIDE && !breaks(d, p->end))
        p->end++;
    while (p->first < head && d->tokens[p->first].upos == DL_UPOS_PUNCT)
        p->first++;
    while (p->end > head + 1 && d->tokens[p->end - 1].upos == DL_UPOS_PUNCT)
        p->end--;
    find_possessor(d, s->first_token, p);
    p->plural = (d->syn[head].feats & DL__F_PLUR) != 0;
    read_items(w, p);
    find_name_behind(w, p, sentence_end);
    if (p->name < 0)
        choose_name(w, p);
    p->indefinite |=
        p->first > s->first_token && d->tokens[p->first - 1].upos == DL_UPOS_NUM; /* whatever its arc */
    uint32_t t = p->first; /* the mention leaves the article out */
    while (t < head && t + 1 < p->end &&
           (d->syn[t].dep == DL__DEP_det || d->syn[t].dep == DL__DEP_cc || d->syn[t].dep == DL__DEP_advmod ||
            d->syn[t].dep == DL__DEP_fixed))
        t++;
    p->first = t;
}
