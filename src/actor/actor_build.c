/* actor_build.c - from the parts of a phrase to an entity.
 *
 * Who owns a role is asked in this order (docs/actors.md): names in the core, the possessor, phrases with "of", "for",
 * "from", "in", what the first conjunct had, the document's memory of the title, the place of the sentence, the country
 * that the story is about.  "to" after a title names the host and is never asked. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <string.h>

typedef struct owners {
    dl__acode code[DL__A_CHAIN];
    uint32_t entity[DL__A_CHAIN];
    bool known[DL__A_CHAIN]; /* entity is set */
    unsigned n;
    bool before;             /* found before the head: conjuncts may share it */
} owners;

static const dl__amatch *match(const dl__awork *w, int32_t i)
{
    return &w->names[i];
}

static const char *role_lemma(const dl__awork *w, int32_t role)
{
    return dl__acell(w->a, DL__AT_ROLE, w->roles[role].row, DL__AC_lemma);
}

static const char *role_cell(const dl__awork *w, int32_t role, dl__acol col)
{
    return dl__acell(w->a, DL__AT_ROLE, w->roles[role].row, col);
}

static bool is_any(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}
#define IS_ANY(s, list) is_any((s), (list), sizeof(list) / sizeof((list)[0]))

/* Where something is or goes, as far as the preposition tells. */
static bool locative(const dl__awork *w, uint32_t token)
{
    static const char *const CASES[] = { "in",     "at",         "near",   "around",  "outside", "inside", "across", "from",
                                         "into",   "throughout", "within", "through", "via",     "outside of", "toward" };
    const dl_document *d = w->d;
    int32_t c = dl__tree_child(d, token, DL__DEP_case, DL__SUB_other);
    if (c >= 0 && d->tokens[c].lemma && IS_ANY(d->tokens[c].lemma, CASES))
        return true;
    if (c >= 0 && dl__token_is(d, c, "to")) { /* goal of a motion, not the addressee of a message */
        static const char *const MOVES[] = { "go", "travel", "return", "fly", "come", "move", "arrive", "trip", "visit",
                                             "head", "drive", "journey", "withdraw", "flee", "get" };
        int32_t h = d->syn[token].head;
        return h >= 0 && d->tokens[h].lemma && IS_ANY(d->tokens[h].lemma, MOVES);
    }
    return false;
}

static bool place_is_literal(const dl__awork *w, uint32_t token)
{
    const dl_document *d = w->d;
    return d->place_of && d->place_of[token] >= 0 && d->places[d->place_of[token]].literal;
}

static void add_owner(owners *o, const dl__acode *code, int32_t entity)
{
    if (o->n == DL__A_CHAIN)
        return;
    for (unsigned i = 0; i < o->n; i++)
        if (!strcmp(o->code[i].country, code->country) && !strcmp(o->code[i].sectors, code->sectors) &&
            !strcmp(o->code[i].org, code->org))
            return;
    o->code[o->n] = *code;
    o->entity[o->n] = entity < 0 ? 0 : (uint32_t)entity;
    o->known[o->n++] = entity >= 0;
}

static void add_np(const dl__awork *w, owners *o, int32_t np)
{
    for (unsigned i = 0; i < w->nps[np].n_ents; i++) {
        dl__acode c;
        dl__acode_of_entity(w, w->nps[np].ent[i], &c);
        if (c.country[0] || c.org[0] || c.sectors[0])
            add_owner(o, &c, (int32_t)w->nps[np].ent[i]);
    }
}

/* Entity of a name match; for a bare demonym that stands for people: its country. */
static int32_t entity_of_match(dl__awork *w, const dl__amatch *m)
{
    dl__acode code;
    dl__acode_of_match(w, m, &code);
    const char *name = dl__acell(w->a, m->table, m->row, DL__AC_name);
    char *text = dl__atext(w, m->first, m->end);
    char key[24];
    if (!text) {
        w->no_memory = true;
        return -1;
    }
    switch (m->table) {
    case DL__AT_COUNTRY: /* Moscow's government is one actor with Russia's under another code */
        if (m->via == DL_VIA_metonym)
            name = text;
        dl__acode_text(&code, key);
        return dl__aent_get(w, DL__AK_COUNTRY, key, strlen(key), name, &code, NULL);
    case DL__AT_PERSON:
        return dl__aent_get(w, DL__AK_PERSON, name, strlen(name), name, &code, NULL);
    case DL__AT_ORG: /* a row of an international one is one organisation, of national ones a list */
        if (!code.org[0])
            name = text;
        return dl__aent_get(w, DL__AK_ORG, name, strlen(name), name, &code, NULL);
    case DL__AT_GROUP:
        return dl__aent_get(w, DL__AK_GROUP, name, strlen(name), name, &code, NULL);
    case DL__AT_ETHNIC:
        if (!code.country[0]) {
            const char *c = w->place[w->d->syn[m->first].sentence];
            memcpy(code.country, c[0] ? c : w->focus, c[0] || w->focus[0] ? 4 : 1);
        }
        return dl__aent_get(w, DL__AK_GROUP, name, strlen(name), name, &code, NULL);
    default:
        return dl__aent_get(w, DL__AK_COUNTRY, name, strlen(name), name, &code, NULL);
    }
}

static bool joined(const dl__awork *w, const dl__amatch *x, const dl__amatch *y)
{
    for (uint32_t t = x->end; t < y->first; t++)
        if (w->d->syn[t].dep == DL__DEP_cc || w->d->tokens[t].form[0] == ',')
            return true;
    return false;
}

/* Names in the core.  "Russian and Turkish": both; "US State Department": the national body says more than the country;
 * "Russian UN ambassador": the country sends, the organisation receives. */
static void owners_in_core(dl__awork *w, const dl__aphrase *p, owners *o)
{
    int32_t kept = -1;
    for (unsigned i = 0; i < p->n_owners; i++) {
        const dl__amatch *m = match(w, p->owner[i]);
        if (m->table == DL__AT_ETHNIC && p->n_owners > 1)
            continue;
        if (kept >= 0 && joined(w, match(w, kept), m)) {
            dl__acode c;
            dl__acode_of_match(w, match(w, kept), &c);
            add_owner(o, &c, entity_of_match(w, match(w, kept)));
            kept = p->owner[i];
        } else if (kept < 0 || m->table == DL__AT_GROUP || m->table == DL__AT_PERSON ||
                   (m->table == DL__AT_ORG && dl__amatch_iso3(w, m)[0])) {
            kept = p->owner[i];
        }
    }
    if (kept >= 0) {
        const dl__amatch *m = match(w, kept);
        dl__acode c;
        dl__acode_of_match(w, m, &c);
        if (m->via == DL_VIA_metonym) /* "Moscow's ambassador" is Russia's */
            c.sectors[0] = '\0';
        add_owner(o, &c, entity_of_match(w, m));
    }
    o->before = o->n > 0;
}

static void owner_of_phrase(dl__awork *w, uint32_t y, bool place, owners *o, unsigned depth)
{
    const dl_document *d = w->d;
    int32_t np = dl__aresolve(w, y, depth + 1);
    if (np >= 0 && place) { /* "in Mali" says where; "in the army" says whose */
        const dl_entity *e = &d->entities[w->nps[np].ent[0]];
        if (!strcmp(e->kind, "person"))
            return;
    }
    if (np >= 0) {
        add_np(w, o, np);
        return;
    }
    const char *country = "";
    if (w->name_at[y] >= 0 && match(w, w->name_at[y])->table != DL__AT_ETHNIC) /* capitals as places */
        country = dl__amatch_iso3(w, match(w, w->name_at[y]));
    else if (d->place_of && d->place_of[y] >= 0 && d->places[d->place_of[y]].country)
        country = d->places[d->place_of[y]].country;
    if (country[0] && strlen(country) == 3) {
        dl__acode c = { "", "", "" };
        memcpy(c.country, country, 4);
        add_owner(o, &c, -1);
    }
}

/* Phrases behind the head or behind a title in the core. */
static void owners_behind(dl__awork *w, const dl__aphrase *p, owners *o, unsigned depth)
{
    static const char *const OF[] = { "of", "for", "from", "with", "by" };
    static const char *const IN[] = { "in", "at", "inside", "within", "on" };
    dl_document *d = w->d;
    for (int pass = 0; pass < 2 && o->n == 0; pass++) {
        for (uint32_t t = p->first; t < p->end; t++) {
            if (t != p->head && (w->role_at[t] < 0 || w->name_at[t] >= 0))
                continue;
            for (int32_t y = d->syn[t].child; y >= 0; y = d->syn[y].sibling) {
                if (d->syn[y].dep != DL__DEP_nmod || d->syn[y].sub == DL__SUB_poss || y < (int32_t)t)
                    continue;
                const char *c = dl__acase(d, (uint32_t)y);
                if (!(pass ? IS_ANY(c, IN) : IS_ANY(c, OF)))
                    continue;
                owner_of_phrase(w, (uint32_t)y, pass == 1, o, depth);
                for (int32_t z = d->syn[y].child; z >= 0; z = d->syn[z].sibling)
                    if (d->syn[z].dep == DL__DEP_conj && o->n)
                        owner_of_phrase(w, (uint32_t)z, pass == 1, o, depth);
            }
        }
    }
}

static void owners_of_conjunct(dl__awork *w, const dl__aphrase *p, owners *o, unsigned depth)
{
    const dl_document *d = w->d;
    if (d->syn[p->head].dep != DL__DEP_conj || d->syn[p->head].head < 0 || p->definite || p->indefinite)
        return;
    int32_t np = dl__aresolve(w, (uint32_t)d->syn[p->head].head, depth + 1);
    if (np < 0 || !w->nps[np].owners_shared)
        return;
    for (unsigned i = 0; i < w->nps[np].n_owners; i++) {
        dl__acode c;
        dl__acode_of_entity(w, w->nps[np].owner[i], &c);
        add_owner(o, &c, (int32_t)w->nps[np].owner[i]);
    }
    o->before = true;
}

static void find_owners(dl__awork *w, const dl__aphrase *p, owners *o, unsigned depth)
{
    *o = (owners){ .n = 0 };
    owners_in_core(w, p, o);
    if (o->n == 0 && p->poss >= 0) {
        int32_t np = dl__aresolve(w, (uint32_t)p->poss, depth + 1);
        if (np >= 0)
            add_np(w, o, np);
        else
            owner_of_phrase(w, (uint32_t)p->poss, true, o, depth);
        o->before = o->n > 0;
    }
    if (o->n == 0)
        owners_behind(w, p, o, depth);
    if (o->n == 0)
        owners_of_conjunct(w, p, o, depth);
}

/* Sectors of all roles of the core, the last the head. */
static const char *sectors_of_roles(const dl__awork *w, const dl__aphrase *p)
{
    const char *s = "";
    for (unsigned i = 0; i < p->n_roles; i++)
        s = dl__acode_sectors(s, role_cell(w, p->role[i], DL__AC_sectors));
    return s;
}

static const char *context_country(const dl__awork *w, const dl__aphrase *p)
{
    if (p->foreign)
        return "";
    const char *c = w->place[w->d->syn[p->head].sentence];
    return c[0] ? c : w->focus;
}

static void make_code(const dl__acode *owner, const dl__aphrase *p, const char *sectors, dl__acode *out)
{
    dl__acode_compose(owner, sectors, out);
    if (p->former && !out->org[0])
        memcpy(out->sectors, out->country[0] ? "" : "ELI", out->country[0] ? 1 : 4);
}

static void finish_np(const dl__aphrase *p, const owners *o, dl__anp *np)
{
    np->plural = p->plural;
    np->owners_shared = o->before;
    for (unsigned i = 0; i < o->n; i++)
        if (o->known[i])
            np->owner[np->n_owners++] = o->entity[i];
}

/* "country", "Arab nation", "great power". */
static bool state_noun(const char *lemma)
{
    static const char *const WORDS[] = { "country", "nation", "power", "superpower", "state" };
    const char *last = strrchr(lemma, ' ');
    return IS_ANY(last ? last + 1 : lemma, WORDS);
}

/* Who leads or speaks for a country is its government. */
static const char *sectors_for_owner(const char *lemma, const char *sectors, const dl__aphrase *p, const owners *o)
{
    static const char *const STATE_ROLES[] = { "leader",      "co-leader",   "deputy leader", "top leader", "senior leader",
                                               "spokesman",   "spokeswoman", "spokesperson",  "head",       "deputy head",
                                               "top official", "counterpart", "number two",   "personal representative" };
    if (!sectors[0] && o->n == 0 && p->plural && (!strcmp(lemma, "leader") || state_noun(lemma)))
        return "GOV"; /* "world leaders", "54 nations": governments that are not told */
    bool state = o->n > 0 && o->code[0].country[0] && !o->code[0].sectors[0];
    return !sectors[0] && state && IS_ANY(lemma, STATE_ROLES) ? "GOV" : sectors;
}

/* ---- persons ---- */

static bool has_text_role(const dl__aphrase *p)
{
    return p->n_roles > 0;
}

/* "local media", "journalists" before a name by an error of the tree are no title. */
static void drop_false_title(const dl__awork *w, dl__aphrase *p, uint32_t first)
{
    if (!p->n_roles)
        return;
    int32_t last = p->role[p->n_roles - 1];
    const char *kind = role_cell(w, last, DL__AC_kind);
    bool person = kind[0] == 'p' && kind[1] == 'e';
    if (person && !((w->d->syn[w->roles[last].end - 1].feats & DL__F_PLUR) && w->roles[last].end == first &&
                    dl__tree_child(w->d, p->head, DL__DEP_conj, DL__SUB_other) < 0))
        return;
    p->n_roles = p->n_owners = 0;
    p->poss = -1;
    p->first = first < p->first || first > p->head ? p->first : first;
}

/* Gender that a title tells: "spokeswoman", "chairman", "queen". */
static char gender_of_role(const char *lemma)
{
    size_t n = strlen(lemma);
    if (n > 5 && !strcmp(lemma + n - 5, "woman"))
        return 'f';
    if (n > 3 && !strcmp(lemma + n - 3, "man") && (n < 5 || lemma[n - 5] != 'w'))
        return 'm';
    static const char *const SHE[] = { "queen", "princess", "woman", "girl", "mother", "wife", "daughter", "sister", "nun" };
    static const char *const HE[] = { "king", "prince", "man", "boy", "father", "husband", "son", "brother", "pope", "imam" };
    return IS_ANY(lemma, SHE) ? 'f' : IS_ANY(lemma, HE) ? 'm' : 0;
}

/* Take the title from an apposition ("Nancy Pelosi, the Speaker of the House"), which then means the same person. */
static void read_apposition(dl__awork *w, const dl__aphrase *p, int32_t a, dl__aphrase *role, owners *o, unsigned depth)
{
    dl__aphrase_read(w, (uint32_t)a, role);
    if (role->n_roles && role->name < 0 && role->person_first == role->person_end && a > (int32_t)p->head)
        find_owners(w, role, o, depth);
    else
        role->n_roles = 0;
}

static int32_t apposition(const dl_document *d, const dl__aphrase *p)
{
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].dep == DL__DEP_appos && y >= (int32_t)p->end && d->tokens[y].upos != DL_UPOS_NUM)
            return y;
    return -1;
}

static void name_the_same(dl__awork *w, int32_t token, uint32_t entity, uint32_t first, uint32_t end, dl_via via)
{
    if (token < 0 || w->state[token])
        return;
    dl__anp *np = dl__anp_new(w, (uint32_t)token, first, end, via);
    if (!np)
        return;
    np->ent[np->n_ents++] = entity;
    np->person = w->ents[entity].kind == DL__AK_PERSON;
}

/* A person: by list, by the document, or by what the text says.  first..end: tokens of the name; m: list row or NULL. */
static int32_t person_entity(dl__awork *w, const dl__aphrase *p, uint32_t first, uint32_t end, const dl__amatch *m,
                             const dl__aphrase *title, const owners *o)
{
    dl_document *d = w->d;
    dl__acode list = { "", "", "" }, code;
    const char *sectors = "", *name;
    if (title->n_roles)
        sectors = sectors_for_owner(role_lemma(w, title->role[title->n_roles - 1]), sectors_of_roles(w, title), title, o);
    int32_t known = -1;
    if (end - first == 1) {
        known = dl__aent_by_alias(w, "s:", d->tokens[first].form, strlen(d->tokens[first].form));
        if (known < 0 && !m)
            known = dl__aent_by_alias(w, "w:", d->tokens[first].form, strlen(d->tokens[first].form));
    }
    if (m && known >= 0 && strcmp(d->entities[known].name, dl__acell(w->a, m->table, m->row, DL__AC_name)) != 0)
        m = NULL; /* the text's own person of that surname */
    if (m)
        dl__acode_of_match(w, m, &list);
    if (o->n || has_text_role(title)) {
        dl__acode owner = list;
        if (o->n)
            owner = o->code[0];
        else if (title->former || m)
            owner.sectors[0] = '\0';
        if (known >= 0 && !owner.country[0] && !owner.org[0]) /* what was known of the person before */
            memcpy(owner.country, d->entities[known].country, 4);
        if (!owner.country[0] && !owner.org[0])
            memcpy(owner.country, context_country(w, p), context_country(w, p)[0] ? 4 : 1);
        make_code(owner.country[0] || owner.org[0] || owner.sectors[0] ? &owner : NULL, title, sectors, &code);
        bool agrees = !code.country[0] || !strcmp(code.country, list.country);
        if (m && m->time == 0 && list.sectors[0] && !title->former && agrees) /* in office by the list */
            code = list;
    } else {
        code = list;
    }
    if (known >= 0) {
        dl__acode old;
        dl__acode_of_entity(w, (uint32_t)known, &old);
        if (!old.country[0] && !old.org[0] && (code.country[0] || code.org[0] || (code.sectors[0] && !old.sectors[0])))
            dl__aent_set_code(w, (uint32_t)known, &code);
        return known;
    }
    char *text = dl__atext(w, first, end);
    if (!text) {
        w->no_memory = true;
        return -1;
    }
    name = m ? dl__acell(w->a, m->table, m->row, DL__AC_name) : text;
    bool is_new;
    int32_t e = dl__aent_get(w, DL__AK_PERSON, name, strlen(name), name, &code, &is_new);
    if (e < 0)
        return -1;
    if (!is_new && (o->n || has_text_role(title)) && !strcmp(d->entities[e].code, "---"))
        dl__aent_set_code(w, (uint32_t)e, &code);
    dl__aent_remember_name(w, (uint32_t)e, first, end);
    if (m)
        w->ents[e].weak = false;
    return e;
}

static int32_t build_person(dl__awork *w, const dl__aphrase *p, uint32_t first, uint32_t end, const dl__amatch *m,
                            unsigned depth)
{
    owners o, of_title = { .n = 0 };
    dl__aphrase core = *p, title, other;
    p = &core;
    drop_false_title(w, &core, first);
    title = core;
    find_owners(w, p, &o, depth);
    int32_t a = apposition(w->d, p);
    bool by_apposition = false;
    if (a >= 0) {
        read_apposition(w, p, a, &other, &of_title, depth);
        by_apposition = other.n_roles > 0;
        if (by_apposition && p->n_roles == 0)
            title = other;
        if (by_apposition && of_title.n && (o.n == 0 || p->n_roles == 0))
            o = of_title;
    }
    int32_t e = person_entity(w, p, first, end, m, &title, &o);
    if (e < 0)
        return -1;
    if (title.n_roles) {
        const char *lemma = role_lemma(w, title.role[title.n_roles - 1]);
        dl__aent_remember_title(w, (uint32_t)e, lemma, w->d->entities[e].country);
        if (!w->ents[e].gender)
            w->ents[e].gender = gender_of_role(lemma);
    }
    if (p->gender == 'm' || p->gender == 'f')
        w->ents[e].gender = p->gender;
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, DL_VIA_name);
    if (!np)
        return -1;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = true;
    finish_np(p, &o, np);
    int32_t index = (int32_t)(np - w->nps);
    if (by_apposition)
        name_the_same(w, a, (uint32_t)e, other.first, other.end, DL_VIA_title);
    if (first > p->head && w->d->syn[first].dep != DL__DEP_flat) { /* the name hung elsewhere: it is this person too */
        name_the_same(w, (int32_t)first, (uint32_t)e, first, end, DL_VIA_name);
        for (uint32_t t = first; t < end; t++)
            w->state[t] = 2;
    }
    return index;
}

/* ---- roles ---- */

/* What a definite description without a sector of its own may mean. */
static char description(const char *lemma)
{
    static const char *const COUNTRY[] = { "country", "nation", "state", "republic", "kingdom" };
    static const char *const GROUP[] = { "group", "organization", "organisation", "movement", "militia", "bloc", "alliance",
                                         "faction", "network", "agency", "body", "union", "firm", "company", "party" };
    return IS_ANY(lemma, COUNTRY) ? 'c' : IS_ANY(lemma, GROUP) ? 'g' : 0;
}

static bool acts(const dl_document *d, uint32_t token)
{
    uint8_t dep = d->syn[token].dep;
    return dep == DL__DEP_nsubj || (dep == DL__DEP_obl && d->syn[token].sub == DL__SUB_agent);
}

static int32_t one_entity(dl__awork *w, const dl__aphrase *p, int32_t e, dl_via via, const owners *o)
{
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, via);
    if (!np)
        return -1;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = w->ents[e].kind == DL__AK_PERSON || (w->ents[e].role_kind == 'p' && !p->plural);
    finish_np(p, o, np);
    return (int32_t)(np - w->nps);
}

static int32_t role_entity(dl__awork *w, const dl__aphrase *p, const char *lemma, char kind, const dl__acode *code)
{
    char key[120], text[24];
    size_t n = 0;
    const char *parts[] = { lemma, ":", dl__acode_text(code, text) };
    for (size_t i = 0; i < 3; i++)
        for (const char *s = parts[i]; *s && n < sizeof key - 12; s++)
            key[n++] = *s;
    if (kind == 'p' && !p->plural && p->indefinite) { /* "a soldier" is another one each time */
        key[n++] = '#';
        for (uint32_t t = p->head; n < sizeof key - 1 && t; t /= 10)
            key[n++] = (char)('0' + t % 10);
    }
    char *name = dl__atext(w, p->first, p->end);
    if (!name) {
        w->no_memory = true;
        return -1;
    }
    int32_t e = dl__aent_get(w, DL__AK_ROLE, key, n, name, code, NULL);
    if (e >= 0) {
        w->ents[e].role_kind = (uint8_t)kind;
        w->ents[e].plural |= p->plural;
    }
    return e;
}

/* "Malaysia's Prime Minister, Najib Razak": -1 where no name is set beside the title. */
static int32_t person_in_apposition(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    dl__aphrase other, whole = *p;
    int32_t a = apposition(w->d, p);
    uint32_t end;
    if (!p->plural && (a = dl__aphrase_name_before(w, p, &end)) >= 0 && w->np_of[a] < 0) {
        w->state[a] = 0;
        int32_t np = build_person(w, &whole, (uint32_t)a, end, NULL, depth);
        if (np >= 0)
            name_the_same(w, a, w->nps[np].ent[0], (uint32_t)a, end, DL_VIA_name);
        w->state[a] = 2;
        return np;
    }
    a = apposition(w->d, p);
    if (a < 0 || a < (int32_t)p->head || w->state[a] || p->plural)
        return -1;
    dl__aphrase_read(w, (uint32_t)a, &other);
    const dl__amatch *m = other.name >= 0 ? match(w, other.name) : NULL;
    if (other.n_roles || (m && m->table != DL__AT_PERSON))
        return -1;
    if (m)
        return build_person(w, &whole, m->first, m->end, m, depth);
    uint8_t ner = w->d->tokens[other.person_first].ner;
    if (other.person_end == other.person_first || ner == DL_NER_B_ORG || ner == DL_NER_B_LOC)
        return -1;
    return build_person(w, &whole, other.person_first, other.person_end, NULL, depth);
}

/* Something behind the head tells which one is meant: no reference to one before. */
static bool restricted(const dl_document *d, const dl__aphrase *p)
{
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (y > (int32_t)p->head && (d->syn[y].dep == DL__DEP_acl || d->syn[y].dep == DL__DEP_appos ||
                                     d->syn[y].dep == DL__DEP_nmod))
            return true;
    return p->named_modifier;
}

static int32_t build_role(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    dl_document *d = w->d;
    int32_t last = p->role[p->n_roles - 1];
    const char *lemma = role_lemma(w, last), *kind_cell = role_cell(w, last, DL__AC_kind);
    bool weak = role_cell(w, last, DL__AC_weight)[0] == 'w', place_body = kind_cell[0] == 'p' && kind_cell[1] == 'l';
    char kind = place_body ? 'b' : kind_cell[0];
    const char *sectors = sectors_of_roles(w, p);
    owners o;
    if (place_body && locative(w, p->head))
        return -1;
    if (kind == 'p') {
        int32_t np = person_in_apposition(w, p, depth);
        if (np >= 0)
            return np;
    }
    find_owners(w, p, &o, depth);
    sectors = sectors_for_owner(lemma, sectors, p, &o);
    if (kind == 'e' && o.n == 0 && !acts(d, p->head))
        return -1;
    bool narrowed = restricted(d, p);
    char what = !sectors[0] && !p->plural ? description(lemma) : 0;
    if (what == 'c' && o.n == 1 && o.code[0].country[0]) { /* "their country" */
        dl__acode c = { "", "", "" };
        memcpy(c.country, o.code[0].country, 4);
        int32_t e = dl__aent_get(w, DL__AK_COUNTRY, c.country, 3, c.country, &c, NULL);
        return e < 0 ? -1 : one_entity(w, p, e, DL_VIA_noun, &o);
    }
    if (what && o.n == 0 && p->definite && !narrowed) {
        int32_t e = what ? dl__alast(w, p->head, what) : -1;
        if (e >= 0)
            return one_entity(w, p, e, DL_VIA_noun, &o);
    }
    const char *country = o.n ? o.code[0].country : "";
    bool bare_plural = p->plural && !p->definite && o.n == 0 &&
                       (p->first != w->roles[p->role[0]].first || d->sentences[d->syn[p->head].sentence].in != DL_HEADLINE);
    if (!p->indefinite && !p->foreign && !bare_plural && !p->former && (!narrowed || o.n) && !p->named_modifier && (o.n == 0 || (o.n == 1 && country[0]))) {
        int32_t e = dl__aent_by_title(w, lemma, country);
        /* in a story about one country its own government, police ... are meant, unless another's was just named */
        if (e >= 0 && o.n == 0 && w->focus[0] && w->ents[e].kind != DL__AK_PERSON &&
            strcmp(w->focus, d->entities[e].country) != 0 && d->syn[p->head].sentence - w->ents[e].last > 1)
            e = -1;
        if (e >= 0 && (w->ents[e].kind == DL__AK_PERSON ? !p->plural : w->ents[e].plural == p->plural))
            return one_entity(w, p, e, kind == 'p' && !p->plural ? DL_VIA_title : DL_VIA_noun, &o);
    }
    if (!sectors[0] && o.n == 0 && kind != 'p')
        return -1;
    dl__acode code;
    dl__anp found = { .n_ents = 0 };
    dl_via via = o.n ? (kind == 'p' && !p->plural ? DL_VIA_title : DL_VIA_noun) : DL_VIA_role;
    bool ambassador_without_owner = false;
    for (int32_t y = d->syn[p->head].child; y >= 0 && o.n == 0; y = d->syn[y].sibling)
        ambassador_without_owner |= d->syn[y].dep == DL__DEP_nmod && !strcmp(dl__acase(d, (uint32_t)y), "to");
    unsigned n = o.n ? o.n : 1;
    for (unsigned i = 0; i < n; i++) {
        dl__acode owner = o.n ? o.code[i] : (dl__acode){ "", "", "" };
        if (!owner.country[0] && !owner.org[0] && !ambassador_without_owner && (!weak || sectors[0])) {
            const char *c = weak && !p->foreign ? w->focus : context_country(w, p);
            if (!strcmp(sectors, "CRM")) /* nobody says that attackers are of the place */
                c = "";
            memcpy(owner.country, c, c[0] ? 4 : 1);
        }
        make_code(&owner, p, sectors, &code);
        int32_t e = role_entity(w, p, lemma, kind, &code);
        if (e < 0)
            return -1;
        dl__aent_remember_title(w, (uint32_t)e, lemma, code.country);
        w->ents[e].vague = weak;
        if (!w->ents[e].gender)
            w->ents[e].gender = gender_of_role(lemma);
        found.ent[found.n_ents++] = (uint32_t)e;
    }
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, via);
    if (!np)
        return -1;
    memcpy(np->ent, found.ent, sizeof found.ent);
    np->n_ents = found.n_ents;
    np->person = kind == 'p' && !p->plural;
    finish_np(p, &o, np);
    return (int32_t)(np - w->nps);
}

/* ---- names ---- */

static int32_t build_name(dl__awork *w, dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    const dl__amatch *m = match(w, p->name);
    owners none = { .n = 0 };
    if (m->table == DL__AT_PERSON)
        return build_person(w, p, m->first, m->end, m, depth);
    if (m->via == DL_VIA_metonym && (locative(w, p->head) || place_is_literal(w, p->head)))
        return -1;
    int32_t e = entity_of_match(w, m);
    if (e < 0)
        return -1;
    bool people = m->table == DL__AT_COUNTRY && m->via == DL_VIA_demonym && !m->adjective;
    if (people && !(p->definite && p->plural)) { /* "two Russians", "an Iranian"; "the Russians" are the country */
        dl__acode c;
        dl__acode_of_match(w, m, &c);
        memcpy(c.sectors, "CVL", 4);
        e = role_entity(w, p, d->tokens[p->head].lemma, 'p', &c);
        if (e < 0)
            return -1;
    }
    p->first = m->first < p->first ? m->first : p->first;
    dl_via via = people ? DL_VIA_demonym : (dl_via)m->via;
    p->plural &= people || m->table == DL__AT_ETHNIC; /* "States" is one */
    int32_t np = one_entity(w, p, e, via, &none);
    int32_t a = apposition(d, p);
    if (np >= 0 && a >= 0) { /* "Hamas, a militant group", "Syrian Democratic Forces (SDF)" */
        dl__aphrase other;
        dl__aphrase_read(w, (uint32_t)a, &other);
        bool group = other.n_roles && role_cell(w, other.role[other.n_roles - 1], DL__AC_kind)[0] != 'p';
        if (group && other.name < 0 && m->table != DL__AT_COUNTRY && m->table != DL__AT_REGION)
            name_the_same(w, a, (uint32_t)e, other.first, other.end, DL_VIA_noun);
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
    if (w->state[token] || depth > 12)
        return;
    int32_t e = entity_of_match(w, m);
    dl__anp *np = e < 0 ? NULL : dl__anp_new(w, token, m->first, m->end, (dl_via)m->via);
    if (!np)
        return;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = m->table == DL__AT_PERSON;
    np->nested = true;
}

/* An organisation that no list has: what the words around it tell. */
static int32_t build_organisation(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    owners o;
    find_owners(w, p, &o, depth);
    dl__acode code = { "", "", "" };
    if (o.n && o.code[0].country[0])
        memcpy(code.country, o.code[0].country, 4);
    char *name = dl__atext(w, p->first, p->end);
    int32_t e = name ? dl__aent_get(w, DL__AK_ORG, name, strlen(name), name, &code, NULL) : -1;
    if (e < 0) {
        w->no_memory = true;
        return -1;
    }
    return one_entity(w, p, e, DL_VIA_name, &o);
}

int32_t dl__abuild(dl__awork *w, dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    const dl_token *t = &d->tokens[p->head];
    if (p->name >= 0)
        return build_name(w, p, depth);
    bool titled_name = p->n_roles > 0 || p->gender || p->person_end - p->person_first > 1;
    if (!titled_name && d->place_of && d->place_of[p->head] >= 0)
        return -1;
    if (p->person_end > p->person_first) {
        uint8_t ner = d->tokens[p->person_first].ner;
        bool titled = p->n_roles > 0 && role_cell(w, p->role[p->n_roles - 1], DL__AC_kind)[0] == 'p';
        if (titled || ner == DL_NER_B_PER || p->gender)
            return build_person(w, p, p->person_first, p->person_end, NULL, depth);
    }
    if (p->n_roles)
        return build_role(w, p, depth);
    if (p->person_end == p->person_first || t->upos != DL_UPOS_PROPN)
        return -1;
    bool known = p->person_end - p->person_first == 1 &&
                 (dl__aent_by_alias(w, "s:", t->form, strlen(t->form)) >= 0 ||
                  dl__aent_by_alias(w, "w:", t->form, strlen(t->form)) >= 0);
    if (known)
        return build_person(w, p, p->person_first, p->person_end, NULL, depth);
    if (d->place_of && d->place_of[p->head] >= 0)
        return -1;
    if (t->ner == DL_NER_B_ORG || t->ner == DL_NER_I_ORG)
        return acts(d, p->head) ? build_organisation(w, p, depth) : -1;
    if ((t->ner == DL_NER_B_LOC || t->ner == DL_NER_I_LOC) && !(acts(d, p->head) && d->syn[p->head].sub != DL__SUB_pass))
        return -1;
    if (t->ner != DL_NER_B_PER && acts(d, p->head))
        return build_person(w, p, p->person_first, p->person_end, NULL, depth);
    return -1;
}
