/* actor_match.c - names and role nouns over the tokens.
 *
 * Names are looked up as written over the raw text between a token's begin and another's end, longest first, so that the
 * tokeniser's view of hyphens and full stops does not matter.  Roles are looked up in lower case, the last word also by
 * its lemma.  In a line that is all capitals the words are written small again before names are asked. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <string.h>

enum { MAX_TOKENS = 12, MAX_KEY = 160, FIRST_WORD = 6 };

/* A run of tokens to look up. */
typedef struct probe {
    const dl__awork *w;
    const dl__index *index;
    dl_str field;
    uint32_t sentence_end;
    bool roles, capitals;
} probe;

static bool gap_after(const dl_token *t)
{
    return t[1].begin > t[0].end;
}

/* "UNITED STATES OF AMERICA" -> "United States of America" (ASCII letters; others stay). */
static void write_small(char *s, size_t len)
{
    static const char *const SMALL[] = { "of", "and", "the", "for", "in" };
    bool start = true;
    for (size_t i = 0; i < len; i++) {
        bool letter =
            (s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= 'a' && s[i] <= 'z') || (unsigned char)s[i] >= 0x80;
        if (letter && !start && s[i] >= 'A' && s[i] <= 'Z')
            s[i] = (char)(s[i] + 32);
        if (letter && start && i) {
            size_t n = 0;
            while (i + n < len && s[i + n] != ' ')
                n++;
            for (size_t k = 0; k < sizeof SMALL / sizeof SMALL[0]; k++)
                if (n == strlen(SMALL[k]) && (s[i] | 32) == SMALL[k][0] &&
                    (n < 2 || (s[i + 1] | 32) == SMALL[k][1]) && (n < 3 || (s[i + 2] | 32) == SMALL[k][2]))
                    s[i] = (char)(s[i] | 32);
        }
        start = !letter && s[i] != '\'';
    }
}

/* How the last word of a key is written. */
enum { LEMMA, WRITTEN, SINGULAR, N_WAYS };

/* "troops" -> "troop", "deputies" -> "deputy" where the lemma missed it; length of the stem, *y: "y" is to be added. */
static size_t singular(const dl_token *t, bool *y)
{
    size_t n = strlen(t->form);
    *y = false;
    if (n > 2 && t->form[n - 1] == 's' && t->form[n - 2] >= 'A' && t->form[n - 2] <= 'Z')
        return n - 1; /* "MPs" */
    if (n < 4 || !t->xpos || (strcmp(t->xpos, "NNS") && strcmp(t->xpos, "NNPS")) || t->form[n - 1] != 's' ||
        t->form[n - 2] == 's')
        return 0;
    *y = n > 4 && t->form[n - 3] == 'i' && t->form[n - 2] == 'e';
    return *y ? n - 3 : n - 1;
}

/* Key of tokens [s, e) into out. 0: does not fit, or there is no such way of writing. */
static size_t key_of(const probe *p, uint32_t s, uint32_t e, int way, char out[MAX_KEY])
{
    const dl_token *t = p->w->d->tokens;
    uint32_t begin = t[s].begin, end = t[e - 1].end;
    if (end <= begin || end > p->field.len)
        return 0;
    if (way == WRITTEN) {
        size_t n = dl__key_normalise(p->field.ptr + begin, end - begin, p->roles, out, MAX_KEY);
        if (n && p->capitals && !p->roles)
            write_small(out, n);
        return n;
    }
    uint32_t cut = t[e - 1].begin;
    size_t n = 0;
    if (cut > begin && (n = dl__key_normalise(p->field.ptr + begin, cut - begin, true, out, MAX_KEY)) == 0)
        return 0;
    if (n && n < MAX_KEY && e - s > 1 && t[e - 2].end < cut)
        out[n++] = ' ';
    bool y = false;
    const char *word = way == LEMMA ? t[e - 1].lemma : t[e - 1].form;
    size_t len = way == SINGULAR ? singular(&t[e - 1], &y) : word ? strlen(word) : 0;
    if (!len || n + len + 1 >= MAX_KEY)
        return 0;
    size_t m = dl__key_normalise(word, len, true, out + n, MAX_KEY - n);
    if (m && y)
        out[n + m++] = 'y';
    return m ? n + m : 0;
}

static unsigned max_words(const probe *p, uint32_t s)
{
    const dl_token *t = p->w->d->tokens;
    unsigned most = 0;
    char key[MAX_KEY];
    for (uint32_t e = s + 1; e <= p->sentence_end && e - s <= FIRST_WORD; e++) {
        for (int way = p->roles ? LEMMA : WRITTEN; way < (p->roles ? N_WAYS : SINGULAR); way++) {
            size_t n = key_of(p, s, e, way, key);
            unsigned m = n ? dl__index_max_words(p->index, key, n) : 0;
            if (m > most)
                most = m;
        }
        if (e == p->sentence_end || gap_after(&t[e - 1]))
            break;
    }
    return most;
}

/* Longest run of tokens from s that is a key; its end and hits. 0: none. */
static size_t longest(const probe *p, uint32_t s, uint32_t *end, const dl__hit **hits, char key[MAX_KEY],
                      size_t *key_len)
{
    const dl_token *t = p->w->d->tokens;
    unsigned most = max_words(p, s), words = 1;
    if (!most)
        return 0;
    uint32_t e = s + 1;
    while (e < p->sentence_end && e - s < MAX_TOKENS) {
        if (gap_after(&t[e - 1]) && ++words > most)
            break;
        e++;
    }
    for (; e > s; e--) {
        for (int way = p->roles ? LEMMA : WRITTEN; way < (p->roles ? N_WAYS : SINGULAR); way++) {
            size_t n = key_of(p, s, e, way, key);
            size_t found = n ? dl__index_find(p->index, key, n, hits) : 0;
            if (found) {
                *end = e;
                *key_len = n;
                return found;
            }
        }
    }
    return 0;
}

/* Part of a longer name that is not this one ("Jordan" of "Jordan Smith")? */
static bool inside_person(const dl__awork *w, const dl__amatch *m)
{
    const dl_document *d = w->d;
    const dl_token *t = d->tokens;
    const dl_sentence *s = &d->sentences[d->syn[m->first].sentence];
    uint8_t ner = t[m->first].ner;
    if (ner == DL_NER_I_PER)
        return true;
    bool right = m->end < s->first_token + s->n_tokens;
    if (ner == DL_NER_B_PER)
        return right && t[m->end].ner == DL_NER_I_PER;
    if (ner != DL_NER_O || m->adjective)
        return false;
    /* without entity labels: a proper noun that is flat on this one or holds it flat, and is no title */
    if (right && t[m->end].upos == DL_UPOS_PROPN && d->syn[m->end].dep == DL__DEP_flat &&
        d->syn[m->end].head == (int32_t)m->first && w->role_at[m->end] < 0)
        return true;
    int32_t h = d->syn[m->first].head;
    return d->syn[m->first].dep == DL__DEP_flat && h >= 0 &&
           (h < (int32_t)m->first || h >= (int32_t)m->end) && t[h].upos == DL_UPOS_PROPN &&
           w->role_at[h] < 0 && w->name_at[h] < 0;
}

/* A surname that a list has, behind another first name ("Jeb Bush"). */
static bool other_person(const dl__awork *w, const dl__amatch *m)
{
    const dl_document *d = w->d;
    if (m->end - m->first > 1 || m->first == d->sentences[d->syn[m->first].sentence].first_token)
        return false;
    uint32_t before = m->first - 1;
    const dl_token *t = &d->tokens[before];
    if (t->upos != DL_UPOS_PROPN || w->role_at[before] >= 0 || w->name_at[before] >= 0 ||
        t[1].begin == t->end)
        return false;
    if (t[1].ner == DL_NER_I_PER)
        return t->ner == DL_NER_B_PER || t->ner == DL_NER_I_PER;
    return d->syn[m->first].dep == DL__DEP_flat && d->syn[m->first].head == (int32_t)before &&
           t->form[1] != '\0' && t->form[strlen(t->form) - 1] != '.' && strcmp(t->form, "Mr") &&
           strcmp(t->form, "Mrs") && strcmp(t->form, "Ms");
}

static bool is_acronym(const char *key, size_t len)
{
    enum { LONGEST = 6 };
    size_t n = 0;
    while (n < len && key[n] >= 'A' && key[n] <= 'Z')
        n++;
    return n == len && len <= LONGEST;
}

/* How a hit reads and how well it fits, the higher the better; 0: not at all. */
static int judge(const dl__awork *w, const dl__hit *h, uint32_t s, uint32_t e, const char *key, size_t len,
                 bool capitals, dl__amatch *m)
{
    const dl__actors *a = w->a;
    const dl_token *t = &w->d->tokens[e - 1];
    int table = dl__atable_of(a, h);
    if (table < 0 || table == DL__AT_ROLE)
        return 0;
    *m = (dl__amatch){ .first = s, .end = e, .row = h->row, .table = (uint8_t)table, .via = DL_VIA_name };
    if (capitals && dl__arow_marked(a, m->table, h->row, "acronym-strict", key, len))
        return 0;
    int c = (int)h->column;
    m->time = (int8_t)dl__arow_time(a, m->table, h->row, w->d->story_date ? w->d->story_date : "");
    uint8_t dep = w->d->syn[e - 1].dep;
    bool modifies = t->upos == DL_UPOS_ADJ || dep == DL__DEP_amod || dep == DL__DEP_compound;
    int score = m->time == 0 ? 20 : 0;
    if (c == a->col[table][DL__AC_adjectives]) {
        m->via = DL_VIA_demonym;
        m->adjective = true;
        score += modifies ? 95 : 75;
    } else if (c == a->col[table][DL__AC_demonyms]) {
        m->via = DL_VIA_demonym;
        score += modifies ? 60 : 85;
    } else if (c == a->col[table][DL__AC_capital] || c == a->col[table][DL__AC_seats]) {
        m->via = DL_VIA_metonym;
        score += 70;
    } else {
        if (c == a->col[table][DL__AC_acronyms])
            m->via = DL_VIA_acronym;
        score += table == DL__AT_COUNTRY  ? 90
                 : table == DL__AT_REGION ? 60
                 : table == DL__AT_ETHNIC ? 50
                                          : 80;
    }
    /* gone states and groups that are not yet there give way, but stand when there is nothing else; letters that a later group took
     * for its name mean something else */
    return m->time < 0 && is_acronym(key, len) ? 0 : score;
}

static bool add_name(dl__awork *w, const dl__hit *hits, size_t n, uint32_t s, uint32_t e, const char *key,
                     size_t len, bool capitals)
{
    dl__amatch best = { .first = s, .end = e }, m;
    int top = 0;
    bool ambiguous = false;
    for (size_t i = 0; i < n; i++) {
        int score = judge(w, &hits[i], s, e, key, len, capitals, &m);
        bool doubtful = score && dl__arow_marked(w->a, m.table, m.row, "ambiguous", key, len);
        if (doubtful && n > 1 && score > 10)
            score -= 10; /* a row that claims the key without doubt comes before */
        if (score > top ||
            (score == top && score && m.time == 1 && best.time == 1)) { /* the latest of old rows */
            top = score;
            best = m;
            ambiguous = doubtful;
        }
    }
    if (!top)
        return true;
    const dl_token *t = &w->d->tokens[s];
    if (best.table == DL__AT_PERSON ? other_person(w, &best) : inside_person(w, &best))
        return true;
    bool nation = best.table == DL__AT_COUNTRY && best.via != DL_VIA_metonym;
    if (ambiguous &&
        ((t->ner == DL_NER_B_PER && !nation) || (t->upos != DL_UPOS_PROPN && t->upos != DL_UPOS_ADJ)))
        return true;
    best.ambiguous = ambiguous;
    dl__amatch *kept = DL__PUSH(w->tmp, w->names, w->n_names, w->cap_names);
    if (!kept)
        return false;
    *kept = best;
    for (uint32_t i = s; i < e; i++)
        w->name_at[i] = (int32_t)(w->n_names - 1);
    return true;
}

static bool role_reading(const dl_document *d, uint32_t first, uint32_t last)
{
    static const char *const QUALITY[] = { "major", "general", "private", "principal" };
    const dl_token *t = &d->tokens[last];
    for (size_t i = 0; first == last && t->upos == DL_UPOS_ADJ && i < sizeof QUALITY / sizeof QUALITY[0]; i++)
        if (!strcmp(t->form, QUALITY[i])) /* "major parties", "a general strike" */
            return false;
    switch (t->upos) {
    case DL_UPOS_NOUN:
    case DL_UPOS_PROPN:
    case DL_UPOS_X: return true;
    case DL_UPOS_ADJ: /* "the military", "the wounded"; "military" before a noun is read by the phrase */
        return true;
    case DL_UPOS_VERB: /* mistagged in headlines: a verb form that takes a verb's place is none */
        return d->syn[last].dep == DL__DEP_compound || d->syn[last].dep == DL__DEP_amod;
    default: return false;
    }
}

/* "5 p.m.": one thing counted in the singular is no title. */
static bool counted(const dl_document *d, uint32_t s, uint32_t e)
{
    return s > 0 && d->syn[s - 1].sentence == d->syn[s].sentence && d->tokens[s - 1].upos == DL_UPOS_NUM &&
           e == s + 1 && (strchr(d->tokens[s].form, '.') != NULL || !strcmp(d->tokens[s].form, "pm"));
}

/* "Justice Ana Bel", "the justices", "an exile"; not "brought to justice", "in exile": words whose kind ends in "-title" mean
 * somebody only when written large, in the plural or with an article. */
static bool abstract_here(const dl__awork *w, const dl__hit *h, uint32_t s, uint32_t e)
{
    const dl_document *d = w->d;
    const char *kind = dl__acell(w->a, DL__AT_ROLE, h->row, DL__AC_kind), *dash = strchr(kind, '-');
    if (!dash || strcmp(dash, "-title") != 0 || (d->syn[e - 1].feats & DL__F_PLUR))
        return false;
    char c = d->tokens[s].form[0];
    bool large = c >= 'A' && c <= 'Z' && s > d->sentences[d->syn[s].sentence].first_token;
    return !large && dl__tree_child(d, e - 1, DL__DEP_det, DL__SUB_other) < 0;
}

/* "Mr Abbot", "Ms. Bishop": what stands behind such a word is a surname. */
static bool surname_here(const dl_document *d, uint32_t s)
{
    static const char *const BEFORE[] = { "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms." };
    const char c = d->tokens[s].form[0];
    if (s == 0 || d->syn[s - 1].sentence != d->syn[s].sentence || c < 'A' || c > 'Z')
        return false;
    for (size_t i = 0; i < sizeof BEFORE / sizeof BEFORE[0]; i++)
        if (!strcmp(d->tokens[s - 1].form, BEFORE[i]))
            return strcmp(d->tokens[s].form, "President") != 0 && strcmp(d->tokens[s].form, "Speaker") != 0;
    return false;
}

static bool add_role(dl__awork *w, const dl__hit *hits, size_t n, uint32_t s, uint32_t e)
{
    for (size_t i = 0; i < n; i++) {
        if (dl__atable_of(w->a, &hits[i]) != DL__AT_ROLE || abstract_here(w, &hits[i], s, e))
            continue;
        if (dl__acell(w->a, DL__AT_ROLE, hits[i].row, DL__AC_kind)[0] == 't')
            return true; /* a thing: "press conference" is no press */
        dl__amatch *kept = DL__PUSH(w->tmp, w->roles, w->n_roles, w->cap_roles);
        if (!kept)
            return false;
        *kept = (dl__amatch){
            .first = s, .end = e, .row = hits[i].row, .table = DL__AT_ROLE, .via = DL_VIA_role
        };
        for (uint32_t k = s; k < e; k++)
            w->role_at[k] = (int32_t)(w->n_roles - 1);
        return true;
    }
    return true;
}

/* Three words or more and none with a small letter but the first of "McDonald". */
static bool all_capitals(const dl_document *d, const dl_sentence *s)
{
    unsigned words = 0;
    for (uint32_t i = s->first_token; i < s->first_token + s->n_tokens; i++) {
        const char *f = d->tokens[i].form;
        bool letter = false;
        for (; *f; f++) {
            if (*f >= 'a' && *f <= 'z')
                return false;
            letter |= *f >= 'A' && *f <= 'Z';
        }
        words += letter;
    }
    return words >= 3;
}

/* Whether a key may begin here: not with a function word, unless it is written large ("The Guardian"). */
static bool opens(const dl_token *t, bool name)
{
    switch (t->upos) {
    case DL_UPOS_PUNCT: return false;
    case DL_UPOS_DET:
    case DL_UPOS_ADP:
    case DL_UPOS_AUX:
    case DL_UPOS_CCONJ:
    case DL_UPOS_SCONJ:
    case DL_UPOS_PART:
    case DL_UPOS_PRON:
    case DL_UPOS_SYM: return name && t->form[0] >= 'A' && t->form[0] <= 'Z';
    default: return true;
    }
}

static bool match_sentence(dl__awork *w, const dl_sentence *s)
{
    dl_document *d = w->d;
    probe names = { .w = w,
                    .index = w->a->names,
                    .field = dl__document_field(d, s->in),
                    .sentence_end = s->first_token + s->n_tokens,
                    .capitals = all_capitals(d, s) };
    probe roles = names;
    roles.index = w->a->roles;
    roles.roles = true;
    char key[MAX_KEY];
    const dl__hit *hits;
    size_t n, len;
    uint32_t end;
    for (uint32_t i = s->first_token; i < names.sentence_end;
         i = end) { /* roles first: titles tell names apart */
        end = i + 1;
        if (!opens(&d->tokens[i], false))
            continue;
        n = longest(&roles, i, &end, &hits, key, &len);
        if (!n || !role_reading(d, i, end - 1) || counted(d, i, end) || surname_here(d, i))
            end = i + 1;
        else if (!add_role(w, hits, n, i, end))
            return false;
    }
    for (uint32_t i = s->first_token; i < names.sentence_end; i = end) {
        end = i + 1;
        if (!opens(&d->tokens[i], true))
            continue;
        n = longest(&names, i, &end, &hits, key, &len);
        if (!n) {
            end = i + 1;
            continue;
        }
        if (!add_name(w, hits, n, i, end, key, len, names.capitals))
            return false;
        if (w->name_at[i] < 0)
            end = i + 1;
    }
    return true;
}

const char *dl__amatch_iso3(const dl__awork *w, const dl__amatch *m)
{
    return dl__acell(w->a, m->table, m->row, DL__AC_iso3);
}

char *dl__atext(dl__awork *w, uint32_t first, uint32_t end)
{
    const dl_token *t = w->d->tokens;
    dl_str field = dl__document_field(w->d, w->d->sentences[w->d->syn[first].sentence].in);
    uint32_t b = t[first].begin, e = t[end - 1].end;
    char *s = dl__arena_strndup(w->d->arena, field.ptr + b, e > b ? e - b : 0);
    if (!s)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; s[i]; i++) { /* line breaks within a name */
        bool white = s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r';
        if (white && (n == 0 || s[n - 1] == ' '))
            continue;
        s[n++] = white ? ' ' : s[i];
    }
    s[n] = '\0';
    return s;
}

/* "Labour", "the Democrats": of the parties and bodies that bear a doubtful name, that of the country which the story names most. */
static void choose_by_country(dl__awork *w, dl__amatch *m, const dl__tally *named)
{
    const dl_sentence *s = &w->d->sentences[w->d->syn[m->first].sentence];
    probe p = { .w = w,
                .index = w->a->names,
                .field = dl__document_field(w->d, s->in),
                .sentence_end = s->first_token + s->n_tokens,
                .capitals = all_capitals(w->d, s) };
    char key[MAX_KEY];
    const dl__hit *hits;
    size_t len = key_of(&p, m->first, m->end, WRITTEN, key);
    size_t n = len ? dl__index_find(p.index, key, len, &hits) : 0;
    double most = dl__tally_of(named, dl__amatch_iso3(w, m));
    int top = 0; /* of the rows of the country that came out ahead */
    for (size_t i = 0; i < n; i++) {
        dl__amatch other;
        int score = judge(w, &hits[i], m->first, m->end, key, len, p.capitals, &other);
        if (!score || (other.table != DL__AT_GROUP && other.table != DL__AT_ORG))
            continue;
        double times = dl__tally_of(named, dl__amatch_iso3(w, &other));
        if (times > most || (times == most && top && score > top)) {
            *m = other;
            m->ambiguous = true;
            most = times;
            top = score;
        }
    }
}

void dl__amatch_choose(dl__awork *w, const dl__tally *named)
{
    for (size_t i = 0; i < w->n_names; i++)
        if (w->names[i].ambiguous && (w->names[i].table == DL__AT_GROUP || w->names[i].table == DL__AT_ORG))
            choose_by_country(w, &w->names[i], named);
}

bool dl__amatch_all(dl__awork *w)
{
    for (size_t i = 0; i < w->d->n_sentences; i++)
        if (!match_sentence(w, &w->d->sentences[i]))
            return false;
    dl__afocus_find(w);
    return dl__asurnames_match(w);
}
