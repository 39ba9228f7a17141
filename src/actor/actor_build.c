/* actor_build.c - names of countries, organisations and groups, and which kind of actor a phrase is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

static const dl__amatch *match(const dl__awork *w, int32_t i)
{
    return &w->names[i];
}

/* "The court" after "the International Criminal Court": a body comes back by the noun in its name. */
static void remember_noun(dl__awork *w, const dl__amatch *m, uint32_t e)
{
    uint32_t ends[] = { m->end - 1, m->first };
    for (size_t i = 0; i < 2 && m->table == DL__AT_ORG && m->end - m->first > 1; i++) {
        int32_t r = w->role_at[ends[i]];
        const char *kind = r < 0 ? "" : dl__arole_cell(w, r, DL__AC_kind);
        if (kind[0] == 'b' || kind[0] == 'g') {
            dl__aent_remember_title(w, e, dl__arole_lemma(w, r), w->d->entities[e].country, false);
            return;
        }
    }
}

/* By what an organisation may be called later: the first letters of its words ("ABA"), its first word ("Massey" of Massey Energy). */
void dl__aremember_short(dl__awork *w, uint32_t e, uint32_t first, uint32_t end, bool listed)
{
    enum { FEWEST = 3, MOST = 8, SHORTEST = 4 };
    const dl_document *d = w->d;
    char letters[MOST + 1];
    size_t n = 0;
    for (uint32_t t = first; t < end && n < MOST; t++)
        if (d->tokens[t].form[0] >= 'A' && d->tokens[t].form[0] <= 'Z')
            letters[n++] = d->tokens[t].form[0];
    if (n >= FEWEST && dl__aent_by_alias(w, "o:", letters, n) < 0)
        dl__aent_alias(w, "o:", letters, n, e);
    const dl_token *t = &d->tokens[first];
    size_t len = strlen(t->form);
    bool place = d->place_of && d->place_of[first] >= 0;
    int32_t other = w->name_at[first];
    bool free = other < 0 || (w->names[other].first == first && w->names[other].end == end);
    if (!listed && end - first > 1 && len >= SHORTEST && t->upos == DL_UPOS_PROPN && w->role_at[first] < 0 &&
        free && !place && dl__aent_by_alias(w, "s:", t->form, len) < 0)
        dl__aent_alias(w, "o:", t->form, len, e);
}

static int32_t build_name(dl__awork *w, dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    const dl__amatch *m = match(w, p->name);
    dl__aowners none = { .n = 0 };
    if (m->table == DL__AT_PERSON)
        return dl__abuild_person(w, p, m->first, m->end, m, depth);
    if (m->via == DL_VIA_metonym && (dl__alocative(w, p->head) || dl__aplace_is_literal(w, p->head)))
        return -1;
    int32_t e = dl__aentity_of_match(w, m);
    if (e < 0)
        return -1;
    bool people = m->table == DL__AT_COUNTRY && m->via == DL_VIA_demonym && !m->adjective;
    if (people &&
        !(p->definite && p->plural)) { /* "two Russians", "an Iranian"; "the Russians" are the country */
        dl__acode c;
        dl__acode_of_match(w, m, &c);
        memcpy(c.sectors, "CVL", 4);
        e = dl__arole_entity(w, p, d->tokens[p->head].lemma, 'p', &c);
        if (e < 0)
            return -1;
    }
    p->first = m->first < p->first ? m->first : p->first;
    dl_via via = people ? DL_VIA_demonym : (dl_via)m->via;
    p->plural &= people || m->table == DL__AT_ETHNIC; /* "States" is one */
    int32_t np = dl__aone_entity(w, p, e, via, &none);
    remember_noun(w, m, (uint32_t)e);
    if (m->table == DL__AT_ORG || m->table == DL__AT_GROUP)
        dl__aremember_short(w, (uint32_t)e, m->first, m->end,
                            strcmp(d->entities[e].sectors, "BUS") != 0 &&
                                strcmp(d->entities[e].sectors, "MNC") != 0);
    int32_t a = dl__aapposition(d, p);
    if (np >= 0 && a >= 0) { /* "Hamas, a militant group", "Syrian Democratic Forces (SDF)" */
        dl__aphrase other;
        dl__aphrase_read(w, (uint32_t)a, &other);
        bool group = other.n_roles && dl__arole_cell(w, other.role[other.n_roles - 1], DL__AC_kind)[0] != 'p';
        if (group && other.name < 0 && m->table != DL__AT_COUNTRY && m->table != DL__AT_REGION)
            dl__aname_the_same(w, a, (uint32_t)e, other.first, other.end, DL_VIA_noun);
    }
    return np;
}

void dl__abuild_modifier(dl__awork *w, int32_t i, unsigned depth)
{
    const dl__amatch *m = match(w, i);
    const dl_document *d = w->d;
    uint32_t token = m->end - 1; /* the word of the match that hangs on something outside of it */
    for (uint32_t t = m->first; t < m->end; t++)
        if (d->syn[t].head < (int32_t)m->first || d->syn[t].head >= (int32_t)m->end)
            token = t;
    int32_t h = d->syn[token].head;
    int32_t place = h >= 0 && d->place_of ? d->place_of[h] : -1;
    if (w->state[token] || depth > 12 ||
        (place >= 0 && d->places[place].begin <= d->tokens[token].begin &&
         d->tokens[token].begin < d->places[place].end))
        return; /* "Persian Gulf" is no Persia */
    int32_t e = dl__aentity_of_match(w, m);
    dl__anp *np = e < 0 ? NULL : dl__anp_new(w, token, m->first, m->end, (dl_via)m->via);
    if (!np)
        return;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = m->table == DL__AT_PERSON;
    np->nested = true;
}

/* An organisation that no list has: what the words around it tell, by its owners and roles. */
static int32_t organisation(dl__awork *w, const dl__aphrase *p, const dl__aowners *o)
{
    dl__acode code = { "", "", "" };
    if (o->n && o->code[0].country[0])
        memcpy(code.country, o->code[0].country, 4);
    uint32_t first = p->n_roles ? p->person_first : p->first, end = p->n_roles ? p->person_end : p->end;
    if (p->n_roles) /* "the Icelandic firm Baugur" */
        dl__amake_code(o->n ? &o->code[0] : &code, p, dl__arole_sectors(w, p, o), &code);
    else if (dl__abusiness_story(w))
        memcpy(code.sectors, "BUS", 4);
    if (!code.country[0] && !code.org[0] && code.sectors[0] && !p->foreign)
        dl__aset_country(&code, w->focus);
    char *name = dl__atext(w, first, end);
    bool is_new = false;
    int32_t e = name ? dl__aent_get(w, DL__AK_ORG, name, strlen(name), name, &code, &is_new) : -1;
    if (e < 0) {
        w->no_memory = true;
        return -1;
    }
    if (!is_new && p->n_roles && !w->d->entities[e].sectors[0])
        dl__aent_set_code(w, (uint32_t)e, &code);
    if (p->n_roles && end - first == 1)
        dl__aent_alias(w, "o:", name, strlen(name), (uint32_t)e);
    dl__aremember_short(w, (uint32_t)e, first, end, false);
    return dl__aone_entity(w, p, e, DL_VIA_name, o);
}

static int32_t build_organisation(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    dl__aowners o;
    dl__aowners_find(w, p, &o, depth);
    return organisation(w, p, &o);
}

/* A proper noun that nothing tells more of. */
static int32_t build_unknown(dl__awork *w, dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    const dl_token *t = &d->tokens[p->head];
    if (p->person_end == p->person_first || t->upos != DL_UPOS_PROPN)
        return -1;
    int32_t e = dl__aent_by_alias(w, "o:", t->form, strlen(t->form));
    if (e >= 0) {
        dl__aowners none = { .n = 0 };
        return dl__aone_entity(w, p, e, DL_VIA_acronym, &none);
    }
    if (p->person_end - p->person_first == 1 && (dl__aent_by_alias(w, "s:", t->form, strlen(t->form)) >= 0 ||
                                                 dl__aent_by_alias(w, "w:", t->form, strlen(t->form)) >= 0))
        return dl__abuild_person(w, p, p->person_first, p->person_end, NULL, depth);
    if ((d->place_of && d->place_of[p->head] >= 0) || !dl__aacts(d, p->head))
        return -1;
    if (t->ner == DL_NER_B_ORG || t->ner == DL_NER_I_ORG)
        return build_organisation(w, p, depth);
    if ((t->ner == DL_NER_B_LOC || t->ner == DL_NER_I_LOC) && d->syn[p->head].sub == DL__SUB_pass)
        return -1; /* what acts is no place, whatever its label */
    int32_t np = dl__abuild_person(w, p, p->person_first, p->person_end, NULL, depth);
    if (np >= 0 && p->person_end - p->person_first == 1)
        w->nps[np].person = false; /* who knows: a car? no "she" comes back to it */
    return np;
}

/* "Qantas, Australia's largest airline": the body that a name without a list is said to be, -1. */
static int32_t said_to_be(const dl__awork *w, const dl__aphrase *p, dl__aphrase *what)
{
    int32_t a = p->n_roles ? -1 : dl__aapposition(w->d, p);
    if (a < 0 || w->state[a])
        return -1;
    dl__aphrase_read(w, (uint32_t)a, what);
    if (!what->n_roles || what->name >= 0 || what->person_end > what->person_first || what->plural)
        return -1;
    const dl__amatch *r = &w->roles[what->role[what->n_roles - 1]];
    char kind = dl__arole_cell(w, what->role[what->n_roles - 1], DL__AC_kind)[0];
    return (kind == 'b' || kind == 'g') && r->end > what->head ? a : -1;
}

static int32_t build_described(dl__awork *w, const dl__aphrase *p, int32_t a, const dl__aphrase *what,
                               unsigned depth)
{
    dl__aphrase named = *what;
    named.person_first = p->person_first;
    named.person_end = p->person_end;
    named.head = p->head;
    named.end = p->end;
    dl__aowners o;
    dl__aowners_find(w, what, &o, depth);
    int32_t np = organisation(w, &named, &o);
    if (np >= 0) {
        w->nps[np].first = p->first;
        dl__aname_the_same(w, a, w->nps[np].ent[0], what->first, what->end, DL_VIA_noun);
    }
    return np;
}

/* Told by nothing but its label, and where something is: a place that no list has. */
static bool only_a_place(const dl__awork *w, const dl__aphrase *p)
{
    static const char *const AT[] = { "in", "at", "near", "outside", "around", "across", "through", "into" };
    const char *form = w->d->tokens[p->person_first].form;
    return !p->n_roles && !p->gender && p->poss < 0 && p->person_end - p->person_first <= 2 &&
           DL__AWORD_IN(dl__acase(w->d, p->head), AT) && dl__aent_by_alias(w, "s:", form, strlen(form)) < 0 &&
           dl__aent_by_alias(w, "w:", form, strlen(form)) < 0;
}

/* One word that the story told as the surname of a full name, wherever a town of that name lies. */
static bool surname_told(const dl__awork *w, const dl__aphrase *p)
{
    const char *form = w->d->tokens[p->head].form;
    return p->person_end - p->person_first == 1 && p->person_first == p->head && !dl__alocative(w, p->head) &&
           dl__aent_by_alias(w, "s:", form, strlen(form)) >= 0;
}

int32_t dl__abuild(dl__awork *w, dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    if (p->name >= 0)
        return build_name(w, p, depth);
    uint32_t words = p->person_end - p->person_first;
    dl__aphrase what;
    int32_t a = words ? said_to_be(w, p, &what) : -1;
    if (a >= 0)
        return build_described(w, p, a, &what, depth);
    if (words && only_a_place(w, p))
        return -1;
    if (p->n_roles == 0 && !p->gender && words <= 1 && d->place_of && d->place_of[p->head] >= 0 &&
        !surname_told(w, p))
        return -1;
    if (words > 0) {
        const char *kind = p->n_roles ? dl__arole_cell(w, p->role[p->n_roles - 1], DL__AC_kind) : "";
        bool titled = kind[0] == 'p';
        if ((kind[0] == 'b' || kind[0] == 'g') && !p->gender && !p->plural &&
            p->person_first >= w->roles[p->role[p->n_roles - 1]].end)
            return build_organisation(w, p, depth);
        bool acronym = words == 1 && dl__aent_by_alias(w, "o:", d->tokens[p->head].form,
                                                       strlen(d->tokens[p->head].form)) >= 0;
        if (titled || (d->tokens[p->person_first].ner == DL_NER_B_PER && !acronym) || p->gender)
            return dl__abuild_person(w, p, p->person_first, p->person_end, NULL, depth);
    }
    return p->n_roles ? dl__abuild_role(w, p, depth) : build_unknown(w, p, depth);
}
