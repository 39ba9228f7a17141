/* actor_person.c - persons: the text's title first, then what the document knows, then the dated list. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

/* "local media", "journalists" before a name by an error of the tree are no title. */
static void drop_false_title(const dl__awork *w, dl__aphrase *p, uint32_t first)
{
    if (!p->n_roles)
        return;
    int32_t last = p->role[p->n_roles - 1];
    const char *kind = dl__arole_cell(w, last, DL__AC_kind);
    bool person = kind[0] == 'p' && kind[1] == 'e';
    if (person && !((w->d->syn[w->roles[last].end - 1].feats & DL__F_PLUR) && w->roles[last].end == first &&
                    dl__tree_child(w->d, p->head, DL__DEP_conj, DL__SUB_other) < 0))
        return;
    p->n_roles = p->n_owners = 0;
    p->poss = -1;
    p->first = first < p->first || first > p->head ? p->first : first;
}

/* Gender that a title tells: "spokeswoman", "chairman", "queen". */
char dl__agender_of_role(const char *lemma)
{
    size_t n = strlen(lemma);
    if (n > 5 && !strcmp(lemma + n - 5, "woman"))
        return 'f';
    if (n > 3 && !strcmp(lemma + n - 3, "man") && (n < 5 || lemma[n - 5] != 'w'))
        return 'm';
    static const char *const SHE[] = { "queen", "princess", "woman",  "girl", "mother",
                                       "wife",  "daughter", "sister", "nun" };
    static const char *const HE[] = { "king",    "prince", "man",     "boy",  "father",
                                      "husband", "son",    "brother", "pope", "imam" };
    return DL__AWORD_IN(lemma, SHE) ? 'f' : DL__AWORD_IN(lemma, HE) ? 'm' : 0;
}

/* Take the title from an apposition ("Nancy Pelosi, the Speaker of the House"), which then means the same person. */
static void read_apposition(dl__awork *w, const dl__aphrase *p, int32_t a, dl__aphrase *role, dl__aowners *o,
                            unsigned depth)
{
    dl__aphrase_read(w, (uint32_t)a, role);
    const char *kind = role->n_roles ? dl__arole_cell(w, role->role[role->n_roles - 1], DL__AC_kind) : "";
    bool person = kind[0] == 'p' && kind[1] == 'e';
    if (person && role->name < 0 && role->person_first == role->person_end && a > (int32_t)p->head)
        dl__aowners_find(w, role, o, depth);
    else
        role->n_roles = 0;
}

/* "Ana Bel is a French national": the noun that tells what a subject is, -1. */
static int32_t predicate(const dl__awork *w, const dl__aphrase *p)
{
    const dl_document *d = w->d;
    int32_t h = d->syn[p->head].head;
    if (d->syn[p->head].dep != DL__DEP_nsubj || h < (int32_t)p->end || w->role_at[h] < 0 ||
        dl__tree_child(d, (uint32_t)h, DL__DEP_cop, DL__SUB_other) < 0)
        return -1;
    for (int32_t y = d->syn[h].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].feats & DL__F_NEG || d->syn[y].dep == DL__DEP_aux || d->syn[y].dep == DL__DEP_case)
            return -1;
    return h;
}

/* Whose national somebody is said to be stands over what was guessed from family and place. */
static void set_nationality(dl__awork *w, uint32_t e, const dl__aphrase *title, const dl__aowners *o)
{
    static const char *const NATIONAL[] = { "national", "citizen", "native" };
    dl__acode code;
    if (!title->n_roles || !o->n || !o->code[0].country[0] ||
        !DL__AWORD_IN(dl__arole_lemma(w, title->role[title->n_roles - 1]), NATIONAL))
        return;
    dl__acode_of_entity(w, e, &code);
    if (code.org[0] || !strcmp(code.country, o->code[0].country))
        return;
    dl__aset_country(&code, o->code[0].country);
    dl__aent_set_code(w, e, &code);
}

int32_t dl__aapposition(const dl_document *d, const dl__aphrase *p)
{
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].dep == DL__DEP_case && d->tokens[y].upos == DL_UPOS_PART && y > (int32_t)p->head)
            return -1; /* "Ana Bel's son": no name of Ana Bel */
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].dep == DL__DEP_appos && y >= (int32_t)p->end && d->tokens[y].upos != DL_UPOS_NUM)
            return y;
    return -1;
}

void dl__aname_the_same(dl__awork *w, int32_t token, uint32_t entity, uint32_t first, uint32_t end,
                        dl_via via)
{
    if (token < 0 || w->state[token])
        return;
    dl__anp *np = dl__anp_new(w, (uint32_t)token, first, end, via);
    if (!np)
        return;
    np->ent[np->n_ents++] = entity;
    np->person = w->ents[entity].kind == DL__AK_PERSON;
}

/* "Rodriguez Veltze", "al-Zahar": several words that the story told as parts of one full name, -1. */
static int32_t known_by_parts(const dl__awork *w, uint32_t first, uint32_t end)
{
    int32_t known = -1;
    for (uint32_t t = first; t < end; t++) {
        const char *form = w->d->tokens[t].form;
        if (w->d->tokens[t].upos == DL_UPOS_PUNCT || strlen(form) < 3)
            continue;
        int32_t e = dl__aent_by_alias(w, "s:", form, strlen(form));
        if (e < 0 || (known >= 0 && e != known))
            return -1;
        known = e;
    }
    return known;
}

static int32_t known_person(const dl__awork *w, uint32_t first, uint32_t end, bool listed)
{
    if (end - first != 1)
        return listed ? -1 : known_by_parts(w, first, end);
    const char *form = w->d->tokens[first].form;
    int32_t known = dl__aent_by_alias(w, "s:", form, strlen(form));
    return known < 0 && !listed ? dl__aent_by_alias(w, "w:", form, strlen(form)) : known;
}

/* Owner of a person's title: what is written, what was known of the person, the country of the story. */
static dl__acode whose(const dl__awork *w, const dl__aphrase *p, const dl__acode *list, int32_t known,
                       const char *sectors, const dl__aowners *o)
{
    bool military = !strcmp(sectors, "MIL"), scholar = !strcmp(sectors, "EDU");
    dl__acode owner = o->n ? o->code[0] : *list;
    if (o->n == 0)
        owner.sectors[0] = '\0';
    if (!owner.country[0] && !owner.org[0] && known >= 0) /* what was known of the person before */
        dl__aset_country(&owner, w->d->entities[known].country);
    static const char *const NOWHERE[] = { "REB", "SEP", "INS", "UAF", "CRM", "IMG" };
    if (!owner.country[0] && !owner.org[0] && !scholar && !DL__AWORD_IN(owner.sectors, NOWHERE))
        dl__aset_country(&owner, military && !p->foreign      ? w->arms
                                 : w->focus[0] && !p->foreign ? w->focus
                                                              : dl__acontext(w, p));
    return owner;
}

/* What the text says of a person, and the list where it agrees. known: entity of the document, -1. */
static void person_code(const dl__awork *w, const dl__aphrase *p, uint32_t name, const dl__amatch *m,
                        int32_t known, const dl__aphrase *title, const dl__aowners *o, dl__acode *code)
{
    dl__acode list = { "", "", "" };
    if (m)
        dl__acode_of_match(w, m, &list);
    *code = list;
    if (o->n == 0 && !title->n_roles) {
        if (!m && known < 0 && w->d->tokens[name].ner == DL_NER_B_PER) { /* of whom the text says nothing */
            dl__aset_country(code, w->focus);
            memcpy(code->sectors, w->focus[0] && !p->former ? "CVL" : "", w->focus[0] && !p->former ? 4 : 1);
        }
        return;
    }
    const char *sectors = dl__arole_sectors(w, title, o);
    dl__acode owner = whose(w, p, &list, known, sectors, o);
    dl__amake_code(&owner, title, sectors, code);
    if (!m && !title->n_roles && code->country[0] && !code->sectors[0])
        memcpy(code->sectors, "CVL", 4); /* "Ana Bel of Mali" */
    bool agrees = !code->country[0] || !strcmp(code->country, list.country);
    bool party = !strcmp(list.sectors, "PTY") &&
                 code->sectors[0]; /* "opposition leader" says more than a party's list */
    if (m && m->time == 0 && list.sectors[0] && !title->former && agrees &&
        !party) /* in office by the list */
        *code = list;
}

/* A known person's code, where the text says more now than before. */
static void learn(dl__awork *w, uint32_t e, const dl__acode *code, bool said)
{
    dl__acode old;
    dl__acode_of_entity(w, e, &old);
    bool told = code->country[0] || code->org[0] || (code->sectors[0] && !old.sectors[0]);
    if (told && ((!old.country[0] && !old.org[0]) || (w->ents[e].guessed && said))) {
        dl__aent_set_code(w, e, code);
        w->ents[e].guessed = false;
    }
}

/* A person: by list, by the document, or by what the text says. */
static int32_t person_entity(dl__awork *w, const dl__aphrase *p, uint32_t first, uint32_t end,
                             const dl__amatch *m, const dl__aphrase *title, const dl__aowners *o)
{
    const dl_document *d = w->d;
    dl__acode code;
    int32_t e = known_person(w, first, end, m != NULL);
    if (m && e >= 0 && strcmp(d->entities[e].name, dl__acell(w->a, m->table, m->row, DL__AC_name)) != 0)
        m = NULL; /* the text's own person of that surname */
    person_code(w, p, first, m, e, title, o, &code);
    if (e >= 0) {
        learn(w, (uint32_t)e, &code, o->n || title->n_roles);
        return e;
    }
    char *text = dl__atext(w, first, end);
    if (!text) {
        w->no_memory = true;
        return -1;
    }
    const char *name = m ? dl__acell(w->a, m->table, m->row, DL__AC_name) : text;
    bool is_new;
    e = dl__aent_get(w, DL__AK_PERSON, name, strlen(name), name, &code, &is_new);
    if (e < 0)
        return -1;
    if (!is_new && (o->n || title->n_roles) && (w->ents[e].guessed || !strcmp(d->entities[e].code, "---"))) {
        dl__aent_set_code(w, (uint32_t)e, &code);
        w->ents[e].guessed = false;
    }
    bool bare = !o->n && !title->n_roles; /* of whom out of office no list tells what he is now */
    if (is_new)
        w->ents[e].guessed = bare && (!m || (m->time != 0 && code.country[0] && !code.sectors[0]));
    dl__aent_remember_name(w, (uint32_t)e, first, end);
    const char *space = strchr(name, ' ');
    if (space && !w->ents[e].gender)
        w->ents[e].gender = dl__agiven_gender(w->a, name, (size_t)(space - name));
    if (m)
        w->ents[e].weak = false;
    return e;
}

/* "Ana Bel and Jan Oto, head of ...": a title of another country than the list gives to who is in office. */
static bool of_another(const dl__awork *w, const dl__amatch *m, const dl__aowners *title)
{
    dl__acode list = { "", "", "" };
    if (m && m->time == 0)
        dl__acode_of_match(w, m, &list);
    return list.country[0] && title->n && title->code[0].country[0] &&
           strcmp(list.country, title->code[0].country) != 0;
}

int32_t dl__abuild_person(dl__awork *w, const dl__aphrase *p, uint32_t first, uint32_t end,
                          const dl__amatch *m, unsigned depth)
{
    dl__aowners o, of_title = { .n = 0 };
    dl__aphrase core = *p, title, other;
    p = &core;
    drop_false_title(w, &core, first);
    title = core;
    dl__aowners_find(w, p, &o, depth);
    int32_t a = dl__aapposition(w->d, p);
    if (a < 0)
        a = predicate(w, p);
    bool by_apposition = false;
    if (a >= 0) {
        read_apposition(w, p, a, &other, &of_title, depth);
        by_apposition = other.n_roles > 0 && !of_another(w, m, &of_title);
        if (by_apposition && p->n_roles == 0)
            title = other;
        if (by_apposition && of_title.n && (o.n == 0 || p->n_roles == 0))
            o = of_title;
    }
    int32_t e = person_entity(w, p, first, end, m, &title, &o);
    if (e < 0)
        return -1;
    set_nationality(w, (uint32_t)e, by_apposition ? &other : &title, by_apposition ? &of_title : &o);
    if (title.n_roles) {
        const char *lemma = dl__arole_lemma(w, title.role[title.n_roles - 1]);
        dl__aent_remember_title(w, (uint32_t)e, lemma, w->d->entities[e].country, title.former);
        char told = dl__agender_of_role(lemma);
        w->ents[e].gender = told ? told : w->ents[e].gender;
    }
    if (p->gender == 'm' || p->gender == 'f')
        w->ents[e].gender = p->gender;
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, DL_VIA_name);
    if (!np)
        return -1;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = true;
    dl__afinish_np(p, &o, np);
    int32_t index = (int32_t)(np - w->nps);
    if (by_apposition)
        dl__aname_the_same(w, a, (uint32_t)e, other.first, other.end, DL_VIA_title);
    if (first > p->head &&
        w->d->syn[first].dep != DL__DEP_flat) { /* the name hung elsewhere: it is this person too */
        dl__aname_the_same(w, (int32_t)first, (uint32_t)e, first, end, DL_VIA_name);
        for (uint32_t t = first; t < end; t++)
            w->state[t] = 2;
    }
    return index;
}

/* "Minister for Industrial Relations, Ana Bel": the name that the parser set beside the last word of what the title is for, -1. */
static int32_t name_behind_office(const dl_document *d, const dl__aphrase *p)
{
    enum { FAR = 12 };
    const dl_sentence *s = &d->sentences[d->syn[p->head].sentence];
    for (uint32_t y = p->head + 2; y < p->head + FAR && y < s->first_token + s->n_tokens; y++) {
        if (d->syn[y].dep != DL__DEP_appos || d->tokens[y].ner != DL_NER_B_PER ||
            d->tokens[y - 1].form[0] != ',')
            continue;
        int32_t h = d->syn[y].head;
        for (int i = 0; i < 3 && h > (int32_t)p->head && d->syn[h].dep == DL__DEP_nmod; i++)
            h = d->syn[h].head;
        return h == (int32_t)p->head ? (int32_t)y : -1;
    }
    return -1;
}

/* "Malaysia's Prime Minister, Najib Razak": -1 where no name is set beside the title. */
int32_t dl__abuild_titled(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    dl__aphrase other, whole = *p;
    int32_t a = dl__aapposition(w->d, p);
    uint32_t end;
    if (!p->plural && (a = dl__aphrase_name_before(w, p, &end)) >= 0 && w->np_of[a] < 0) {
        w->state[a] = 0;
        int32_t np = dl__abuild_person(w, &whole, (uint32_t)a, end, NULL, depth);
        if (np >= 0)
            dl__aname_the_same(w, a, w->nps[np].ent[0], (uint32_t)a, end, DL_VIA_name);
        w->state[a] = 2;
        return np;
    }
    a = dl__aapposition(w->d, p);
    if (a < 0)
        a = name_behind_office(w->d, p);
    if (a < 0 || a < (int32_t)p->head || w->state[a] || p->plural)
        return -1;
    dl__aphrase_read(w, (uint32_t)a, &other);
    const dl__amatch *m = other.name >= 0 ? &w->names[other.name] : NULL;
    if (other.n_roles || (m && m->table != DL__AT_PERSON))
        return -1;
    if (m)
        return dl__abuild_person(w, &whole, m->first, m->end, m, depth);
    uint8_t ner = w->d->tokens[other.person_first].ner;
    if (other.person_end == other.person_first || ner == DL_NER_B_ORG || ner == DL_NER_B_LOC)
        return -1;
    return dl__abuild_person(w, &whole, other.person_first, other.person_end, NULL, depth);
}
