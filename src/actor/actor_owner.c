/* actor_owner.c - whose a role is, and what it is called by its owner.
 *
 * Asked in this order (docs/actors.md): names in the core, the possessor, phrases with "of", "for", "from", then "in", what
 * the first conjunct had.  What comes after that (the document's memory of the title, the place of the sentence, the country
 * that the story is about) is asked by those who build.  "to" after a title names the host and is never asked. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

bool dl__aword_in(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}

static const dl__amatch *match(const dl__awork *w, int32_t i)
{
    return &w->names[i];
}

const char *dl__arole_cell(const dl__awork *w, int32_t role, dl__acol col)
{
    return dl__acell(w->a, DL__AT_ROLE, w->roles[role].row, col);
}

const char *dl__arole_lemma(const dl__awork *w, int32_t role)
{
    return dl__acell(w->a, DL__AT_ROLE, w->roles[role].row, DL__AC_lemma);
}

/* Where something is or goes, as far as the preposition tells. */
bool dl__alocative(const dl__awork *w, uint32_t token)
{
    static const char *const CASES[] = { "in",     "at",      "near", "around",     "outside",
                                         "inside", "across",  "from", "into",       "throughout",
                                         "within", "through", "via",  "outside of", "toward" };
    const dl_document *d = w->d;
    int32_t c = dl__tree_child(d, token, DL__DEP_case, DL__SUB_other);
    if (c >= 0 && d->tokens[c].lemma && DL__AWORD_IN(d->tokens[c].lemma, CASES))
        return true;
    if (c >= 0 && dl__token_is(d, c, "to")) { /* goal of a motion, not the addressee of a message */
        static const char *const MOVES[] = { "go",    "travel",  "return",   "fly",   "come",
                                             "move",  "arrive",  "trip",     "visit", "head",
                                             "drive", "journey", "withdraw", "flee",  "get" };
        int32_t h = d->syn[token].head;
        return h >= 0 && d->tokens[h].lemma && DL__AWORD_IN(d->tokens[h].lemma, MOVES);
    }
    return false;
}

bool dl__aplace_is_literal(const dl__awork *w, uint32_t token)
{
    const dl_document *d = w->d;
    return d->place_of && d->place_of[token] >= 0 && d->places[d->place_of[token]].literal;
}

bool dl__aacts(const dl_document *d, uint32_t token)
{
    uint8_t dep = d->syn[token].dep;
    return dep == DL__DEP_nsubj || (dep == DL__DEP_obl && d->syn[token].sub == DL__SUB_agent);
}

static void add_owner(dl__aowners *o, const dl__acode *code, int32_t entity)
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

static void add_np(const dl__awork *w, dl__aowners *o, int32_t np)
{
    for (unsigned i = 0; i < w->nps[np].n_ents; i++) {
        dl__acode c;
        dl__acode_of_entity(w, w->nps[np].ent[i], &c);
        if (c.country[0] || c.org[0] || c.sectors[0])
            add_owner(o, &c, (int32_t)w->nps[np].ent[i]);
    }
}

/* Entity of a name match; for a bare demonym that stands for people: its country. */
int32_t dl__aentity_of_match(dl__awork *w, const dl__amatch *m)
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
    case DL__AT_PERSON: return dl__aent_get(w, DL__AK_PERSON, name, strlen(name), name, &code, NULL);
    case DL__AT_ORG: /* a row of an international one is one organisation, of national ones a list */
        if (!code.org[0])
            name = text;
        return dl__aent_get(w, DL__AK_ORG, name, strlen(name), name, &code, NULL);
    case DL__AT_GROUP: return dl__aent_get(w, DL__AK_GROUP, name, strlen(name), name, &code, NULL);
    case DL__AT_ETHNIC:
        if (!code.country[0]) {
            const char *c = w->place[w->d->syn[m->first].sentence];
            dl__aset_country(&code, c[0] ? c : w->focus);
        }
        return dl__aent_get(w, DL__AK_GROUP, name, strlen(name), name, &code, NULL);
    default: return dl__aent_get(w, DL__AK_COUNTRY, name, strlen(name), name, &code, NULL);
    }
}

static bool joined(const dl__awork *w, const dl__amatch *x, const dl__amatch *y)
{
    for (uint32_t t = x->end; t < y->first; t++)
        if (w->d->syn[t].dep == DL__DEP_cc || w->d->tokens[t].form[0] == ',')
            return true;
    return false;
}

/* Whether the story speaks of a country beside this one place: towns share their names with counties and persons abroad. */
static bool spoken_of(const dl__awork *w, const char *iso3, int32_t place)
{
    const dl_document *d = w->d;
    bool any = false;
    for (size_t i = 0; i < w->n_names; i++) {
        const char *c = dl__amatch_iso3(w, match(w, (int32_t)i));
        if (w->name_at[match(w, (int32_t)i)->first] != (int32_t)i || !c[0])
            continue;
        any = true;
        if (strstr(c, iso3))
            return true;
    }
    for (size_t i = 0; i < d->n_places; i++) {
        const dl_place *x = &d->places[i];
        bool other = (int32_t)i != place && x->country && strcmp(x->name, d->places[place].name) != 0;
        any |= other && x->country[0];
        if (other && !strcmp(x->country, iso3))
            return true;
    }
    return !any;
}

/* "Northamptonshire police", "Jerusalem Mayor": a place that no list of actors has. */
static void owner_by_place(const dl__awork *w, const dl__aphrase *p, dl__aowners *o)
{
    const dl_document *d = w->d;
    for (uint32_t t = p->first; d->place_of && t < p->end && o->n == 0; t++) {
        int32_t i = d->place_of[t];
        if (t == p->head || i < 0 || !d->places[i].country || strlen(d->places[i].country) != 3 ||
            !spoken_of(w, d->places[i].country, i))
            continue;
        dl__acode c = { "", "", "" };
        dl__aset_country(&c, d->places[i].country);
        add_owner(o, &c, -1);
    }
}

/* Names in the core.  "Russian and Turkish": both; "US State Department": the national body says more than the country;
 * "Russian UN ambassador": the country sends, the organisation receives. */
static void owners_in_core(dl__awork *w, const dl__aphrase *p, dl__aowners *o)
{
    int32_t kept = -1;
    for (unsigned i = 0; i < p->n_owners; i++) {
        const dl__amatch *m = match(w, p->owner[i]);
        if (m->table == DL__AT_ETHNIC && p->n_owners > 1)
            continue;
        if (kept >= 0 && joined(w, match(w, kept), m)) {
            dl__acode c;
            dl__acode_of_match(w, match(w, kept), &c);
            add_owner(o, &c, dl__aentity_of_match(w, match(w, kept)));
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
        add_owner(o, &c, dl__aentity_of_match(w, m));
    }
    if (o->n == 0 && p->poss < 0)
        owner_by_place(w, p, o);
    o->before = o->n > 0;
}

/* "Staff at the Israeli embassy": whose the house is. */
static bool owner_of_house(dl__awork *w, uint32_t y, dl__aowners *o, unsigned depth)
{
    dl__aphrase house;
    dl__aowners of;
    dl__acode code;
    if (w->role_at[y] < 0 || w->name_at[y] >= 0 || depth >= DL__A_DEPTH ||
        strncmp(dl__arole_cell(w, w->role_at[y], DL__AC_kind), "pl", 2) != 0)
        return false;
    dl__aphrase_read(w, y, &house);
    dl__aowners_find(w, &house, &of, depth + 1);
    dl__amake_code(of.n ? &of.code[0] : NULL, &house, dl__arole_cell(w, w->role_at[y], DL__AC_sectors),
                   &code);
    if (code.country[0] || code.org[0])
        add_owner(o, &code, -1);
    return true;
}

/* "The UN Information Center", "the French programme": what no list has is of the name in it. */
static bool owner_in_thing(dl__awork *w, uint32_t y, dl__aowners *o)
{
    dl__aphrase thing;
    dl__aphrase_read(w, y, &thing);
    if (thing.name >= 0 || !thing.n_owners)
        return false;
    owners_in_core(w, &thing, o);
    return o->n > 0;
}

static void owner_of_phrase(dl__awork *w, uint32_t y, bool place, dl__aowners *o, unsigned depth)
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
    if (owner_of_house(w, y, o, depth) || owner_in_thing(w, y, o))
        return;
    const char *country = "";
    if (w->name_at[y] >= 0 && match(w, w->name_at[y])->table != DL__AT_ETHNIC) /* capitals as places */
        country = dl__amatch_iso3(w, match(w, w->name_at[y]));
    else if (d->place_of && d->place_of[y] >= 0 && d->places[d->place_of[y]].country)
        country = d->places[d->place_of[y]].country;
    dl__acode c = { "", "", "" };
    if (country[0] && strlen(country) == 3) {
        dl__aset_country(&c, country);
        add_owner(o, &c, -1);
    } else if (w->name_at[y] < 0 && (d->tokens[y].ner == DL_NER_B_ORG || d->tokens[y].ner == DL_NER_I_ORG)) {
        o->unlisted = true; /* a body that no list has */
        if (dl__abusiness_story(w)) {
            memcpy(c.sectors, "BUS", 4);
            add_owner(o, &c, -1);
        }
    }
}

/* Phrases behind the head or behind a title in the core. */
static void owners_behind(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth)
{
    static const char *const OF[] = { "of", "for", "from", "with", "by", "within", "inside" };
    static const char *const IN[] = { "in", "at", "on" };
    dl_document *d = w->d;
    static const char *const ABROAD[] = { "diplomat", "envoy", "western diplomat", "senior diplomat",
                                          "correspondent" };
    const int32_t title = p->n_roles ? p->role[p->n_roles - 1] : -1;
    int last = title >= 0 && (!strcmp(dl__arole_cell(w, title, DL__AC_sectors), "MIL") ||
                              DL__AWORD_IN(dl__arole_lemma(w, title), ABROAD))
                   ? 1
                   : 2;
    for (int pass = 0; pass < last && o->n == 0; pass++) { /* troops in a country need not be its own */
        for (uint32_t t = p->first; t < p->end; t++) {
            if (t != p->head && (w->role_at[t] < 0 || w->name_at[t] >= 0))
                continue;
            for (int32_t y = d->syn[t].child; y >= 0; y = d->syn[y].sibling) {
                if (d->syn[y].dep != DL__DEP_nmod || d->syn[y].sub == DL__SUB_poss || y < (int32_t)t)
                    continue;
                const char *c = dl__acase(d, (uint32_t)y);
                if (!(pass ? DL__AWORD_IN(c, IN) : DL__AWORD_IN(c, OF)))
                    continue;
                owner_of_phrase(w, (uint32_t)y, pass == 1, o, depth);
                for (int32_t z = d->syn[y].child; z >= 0; z = d->syn[z].sibling)
                    if (d->syn[z].dep == DL__DEP_conj && o->n)
                        owner_of_phrase(w, (uint32_t)z, pass == 1, o, depth);
            }
        }
    }
}

/* "AU trade and industry commissioner": names before a first conjunct that is no actor. */
static void owners_before_conjunct(dl__awork *w, uint32_t head, dl__aowners *o)
{
    dl__aphrase first;
    dl__aphrase_read(w, head, &first);
    if (first.name < 0 && first.n_roles == 0 && first.poss < 0)
        owners_in_core(w, &first, o);
}

/* "Organisation of ... (XYZ) head Ana Bel": the title that the parser set beside its owner, no comma between. */
static void owner_beside(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth)
{
    const dl_document *d = w->d;
    int32_t h = d->syn[p->head].head;
    if (d->syn[p->head].dep != DL__DEP_appos || h < 0 || h >= (int32_t)p->first || !p->n_roles)
        return;
    for (uint32_t t = (uint32_t)h; t < p->first; t++)
        if (d->tokens[t].form[0] == ',' || d->syn[t].dep == DL__DEP_det)
            return;
    int32_t np = dl__aresolve(w, (uint32_t)h, depth + 1);
    if (np >= 0 && !w->nps[np].person)
        add_np(w, o, np);
}

static void owners_of_conjunct(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth)
{
    const dl_document *d = w->d;
    if (d->syn[p->head].dep != DL__DEP_conj || d->syn[p->head].head < 0 || p->definite || p->indefinite)
        return;
    int32_t np = dl__aresolve(w, (uint32_t)d->syn[p->head].head, depth + 1);
    if (np < 0 && p->n_roles)
        owners_before_conjunct(w, (uint32_t)d->syn[p->head].head, o);
    if (np < 0 || !w->nps[np].owners_shared)
        return;
    for (unsigned i = 0; i < w->nps[np].n_owners; i++) {
        dl__acode c;
        dl__acode_of_entity(w, w->nps[np].owner[i], &c);
        add_owner(o, &c, (int32_t)w->nps[np].owner[i]);
    }
    o->before = true;
}

/* "the army's Western Command": a body says more than the place in its command's name. */
static void body_of_possessor(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth)
{
    dl__aowners of = { .n = 0 };
    int32_t np = dl__aresolve(w, (uint32_t)p->poss, depth + 1);
    if (np < 0 || w->nps[np].person)
        return;
    add_np(w, &of, np);
    if (of.n != 1 || !of.code[0].sectors[0])
        return;
    if (!of.code[0].country[0])
        dl__aset_country(&of.code[0], o->code[0].country);
    if (!strcmp(of.code[0].country, o->code[0].country))
        *o = of;
}

/* "her killers", "the minister's attacker": whom they did it to says nothing about whose they are. */
static bool done_to_possessor(const dl__awork *w, const dl__aphrase *p)
{
    static const char *const DOERS[] = { "killer",   "murderer",  "attacker", "assailant",
                                         "assassin", "kidnapper", "abductor", "captor",
                                         "hijacker", "torturer",  "rapist",   "shooter" };
    return p->n_roles && DL__AWORD_IN(dl__arole_lemma(w, p->role[p->n_roles - 1]), DOERS);
}

void dl__aowners_find(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth)
{
    *o = (dl__aowners){ .n = 0 };
    owners_in_core(w, p, o);
    if (o->n == 1 && p->poss >= 0 && !o->code[0].org[0] && !o->code[0].sectors[0])
        body_of_possessor(w, p, o, depth);
    if (o->n == 0 && p->poss >= 0 && !done_to_possessor(w, p)) {
        int32_t np = dl__aresolve(w, (uint32_t)p->poss, depth + 1);
        if (np >= 0)
            add_np(w, o, np);
        else
            owner_of_phrase(w, (uint32_t)p->poss, true, o, depth);
        o->before = o->n > 0;
    }
    if (o->n == 0 && !done_to_possessor(w, p))
        owners_behind(w, p, o, depth);
    if (o->n == 0)
        owner_beside(w, p, o, depth);
    if (o->n == 0)
        owners_of_conjunct(w, p, o, depth);
    if (o->n == 0)
        owner_by_place(w, p, o);
}

const char *dl__acontext(const dl__awork *w, const dl__aphrase *p)
{
    if (p->foreign)
        return "";
    const char *c = w->place[w->d->syn[p->head].sentence];
    return c[0] ? c : w->focus;
}

void dl__amake_code(const dl__acode *owner, const dl__aphrase *p, const char *sectors, dl__acode *out)
{
    dl__acode_compose(owner, sectors, out);
    if (p->former && !out->org[0])
        memcpy(out->sectors, out->country[0] ? "" : "ELI", out->country[0] ? 1 : 4);
}

/* "country", "Arab nation", "great power". */
static bool state_noun(const char *lemma)
{
    static const char *const WORDS[] = { "country", "nation", "power", "superpower", "state" };
    const char *last = strrchr(lemma, ' ');
    return DL__AWORD_IN(last ? last + 1 : lemma, WORDS);
}

/* Whether the story speaks of business: what a body may be of which no more is said. */
bool dl__abusiness_story(const dl__awork *w)
{
    static const char *const WORDS[] = { "company",         "firm",       "customer", "shareholder",
                                         "chief executive", "retailer",   "airline",  "manufacturer",
                                         "investor",        "corporation" };
    for (size_t i = 0; i < w->n_roles; i++)
        if (DL__AWORD_IN(dl__arole_lemma(w, (int32_t)i), WORDS))
            return true;
    return false;
}

/* Who leads or speaks for a country is its government; who does so for a name that no list has, in a story of business, is of a firm. */
static const char *sectors_for_owner(const dl__awork *w, const char *lemma, const dl__aphrase *p,
                                     const dl__aowners *o)
{
    static const char *const STATE_ROLES[] = { "leader",        "co-leader",
                                               "deputy leader", "top leader",
                                               "senior leader", "spokesman",
                                               "spokeswoman",   "spokesperson",
                                               "head",          "deputy head",
                                               "top official",  "counterpart",
                                               "number two",    "personal representative",
                                               "source",        "insider" };
    if (o->n == 0 && p->plural && (!strcmp(lemma, "leader") || state_noun(lemma)))
        return "GOV"; /* "world leaders", "54 nations": governments that are not told */
    bool people =
        o->n == 1 && !o->code[0].country[0] && !o->code[0].org[0] && !strcmp(o->code[0].sectors, "CVL");
    if (people && p->plural && (!strcmp(lemma, "leader") || state_noun(lemma)))
        return "GOV"; /* "Arab states" */
    bool state = o->n > 0 && o->code[0].country[0] && !o->code[0].sectors[0];
    if (o->n == 0 && (p->named_modifier || o->unlisted) && DL__AWORD_IN(lemma, STATE_ROLES) &&
        dl__abusiness_story(w))
        return "BUS";
    return state && DL__AWORD_IN(lemma, STATE_ROLES) ? "GOV" : "";
}

/* Titles that any body gives its people: of what they are is told by whose they are ("president of the bank"). */
static bool title_of_any_body(const char *lemma)
{
    static const char *const TITLES[] = { "president",         "vice president", "secretary",
                                          "general secretary", "official",       "senior official",
                                          "administrator",     "commissioner",   "representative",
                                          "chancellor",        "treasurer",      "delegate" };
    return DL__AWORD_IN(lemma, TITLES);
}

/* Sectors of bodies that are no part of a state. */
static bool civil(const char *sectors)
{
    static const char *const CIVIL[] = { "BUS", "EDU", "MED", "LAB", "REL", "HLH", "ENV",
                                         "HRI", "AGR", "CVL", "NGO", "PTY", "OPP" };
    return DL__AWORD_IN(sectors, CIVIL);
}

/* What a title of any body says beside its owner; head: its sectors by the table.  Creeds and parties before a president say what
 * he is ("a Muslim president"), not of what. */
static const char *title_sectors(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o,
                                 const char *head)
{
    const dl__amatch *r = &w->roles[p->role[p->n_roles - 1]];
    const char *lemma = dl__arole_lemma(w, p->role[p->n_roles - 1]), *owner = o->n ? o->code[0].sectors : "";
    if (!strcmp(lemma, "representative")) {
        char c = w->d->tokens[r->first].form[0];
        if (c >= 'A' && c <= 'Z')
            return head; /* "US Representative Ana Bel" */
        return owner[0] ? "" : o->n ? "GOV" : "";
    }
    static const char *const CREED[] = { "REL", "CVL", "PTY", "OPP" };
    bool unlisted = o->n == 0 && (o->unlisted || p->named_modifier) && !strstr(lemma, "official");
    if (unlisted) /* "Nike Brand president Ana Bel" */
        return dl__abusiness_story(w) ? "BUS" : "";
    bool creed = o->before && p->poss < 0 && DL__AWORD_IN(owner, CREED) && !strstr(lemma, "official");
    return civil(owner) && !creed ? "" : head;
}

static bool told_of(const dl__awork *w, const char *lemma)
{
    for (size_t i = 0; i < w->n_roles; i++)
        if (!strcmp(dl__arole_lemma(w, (int32_t)i), lemma))
            return true;
    return false;
}

/* "Officers" are of the police where the story speaks of the police more than of the military. */
static bool police_story(const dl__awork *w)
{
    int more = 0;
    for (size_t i = 0; i < w->n_roles; i++) {
        const char *s = dl__arole_cell(w, (int32_t)i, DL__AC_sectors);
        if (strcmp(dl__arole_lemma(w, (int32_t)i), "officer") != 0)
            more += !strcmp(s, "COP") - !strcmp(s, "MIL");
    }
    return more > 0;
}

/* "An expert of the institute", "union strategists": who works for such a body speaks for it. */
static const char *sectors_of_expert(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o,
                                     const char *head)
{
    static const char *const EXPERT[] = { "expert",     "analyst", "specialist", "fellow",     "commentator",
                                          "strategist", "adviser", "advisor",    "consultant", "economist",
                                          "scholar",    "counsel", "researcher", "scientist" };
    static const char *const BODY[] = { "EDU", "BUS", "MED", "LAB", "REL", "HLH", "ENV", "MNC" };
    const char *lemma = dl__arole_lemma(w, p->role[p->n_roles - 1]), *last = strrchr(lemma, ' ');
    bool expert = DL__AWORD_IN(last ? last + 1 : lemma, EXPERT);
    return expert && o->n && DL__AWORD_IN(o->code[0].sectors, BODY) ? o->code[0].sectors : head;
}

/* Activists and workers of a party act for it: its sectors, "" for everybody else. */
static const char *sectors_of_party(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o)
{
    static const char *const FOLLOWERS[] = { "activist",     "worker",         "supporter", "campaigner",
                                             "demonstrator", "party activist", "protester", "party worker",
                                             "party member", "cadre",          "loyalist" };
    static const char *const PARTY[] = { "OPP", "PTY" };
    const unsigned last = p->n_roles - 1;
    if (!DL__AWORD_IN(dl__arole_lemma(w, p->role[last]), FOLLOWERS))
        return "";
    const char *before = last ? dl__arole_cell(w, p->role[last - 1], DL__AC_sectors) : "";
    if (DL__AWORD_IN(before, PARTY))
        return before;
    return o->n && DL__AWORD_IN(o->code[0].sectors, PARTY) ? o->code[0].sectors : "";
}

/* The staff of an embassy or ministry are the government's people, but where there are strikes and unions they stand for themselves. */
static bool public_staff(const dl__awork *w, const dl__aowners *o, const char *lemma, const char *before)
{
    static const char *const STAFF[] = { "staff",       "staff member",   "staffer", "employee",
                                         "worker",      "personnel",      "aide",    "civil servant",
                                         "local staff", "former employee" };
    bool government = !strcmp(before, "GOV") || (o->n > 0 && !strcmp(o->code[0].sectors, "GOV"));
    return government && DL__AWORD_IN(lemma, STAFF) && !told_of(w, "union") && !told_of(w, "striker") &&
           !told_of(w, "trade union") && !told_of(w, "protester");
}

/* "The Alberta Energy and Utilities Board", "Kenya's Department of Fisheries": written large and of a country such a body is the
 * state's; firms, farms and schools before it are its subject.  "" for others. */
static const char *public_body(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o,
                               const char *lemma, const char *before)
{
    static const char *const BODY[] = { "board",  "commission", "department", "bureau",     "agency",
                                        "office", "council",    "authority",  "directorate" };
    static const char *const SUBJECT[] = { "", "BUS", "EDU", "HLH", "AGR", "ENV" };
    const dl__amatch *r = &w->roles[p->role[p->n_roles - 1]];
    char c = w->d->tokens[r->end - 1].form[0];
    bool state = o->n > 0 && o->code[0].country[0] && !o->code[0].sectors[0];
    return state && c >= 'A' && c <= 'Z' && DL__AWORD_IN(lemma, BODY) && DL__AWORD_IN(before, SUBJECT) ? "GOV"
                                                                                                       : "";
}

/* "Deputy health minister": the word says nothing beside the title behind it. */
static bool only_deputises(const dl__awork *w, const dl__aphrase *p, unsigned i)
{
    return i + 1 < p->n_roles && w->roles[p->role[i]].end == w->roles[p->role[i + 1]].first &&
           !strcmp(dl__arole_lemma(w, p->role[i]), "deputy");
}

/* Of all roles of the core, from the general to the special. */
static const char *sectors_in_order(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o,
                                    const char *lemma)
{
    const char *s = "";
    for (unsigned i = 0; i < p->n_roles; i++) {
        const bool last = i + 1 == p->n_roles;
        const char *head = dl__arole_cell(w, p->role[i], DL__AC_sectors);
        const bool craft =
            dl__arole_cell(w, p->role[i], DL__AC_kind)[0] == 'e'; /* "business jet", "the airline's plane" */
        if (only_deputises(w, p, i) || (craft && (civil(s) || (o->n && civil(o->code[0].sectors)))))
            continue;
        if (last && public_staff(w, o, lemma, s))
            return "GOV";
        if (last)
            head = sectors_of_expert(w, p, o, head);
        if (last && title_of_any_body(lemma))
            s = civil(s) ? s : dl__acode_sectors(s, title_sectors(w, p, o, head));
        else
            s = dl__acode_sectors(s, head);
    }
    return s;
}

const char *dl__arole_sectors(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o)
{
    static const char *const RANKS[] = { "officer", "sergeant", "lieutenant", "captain",
                                         "sgt.",    "lt.",      "capt.",      "cpl." };
    if (!p->n_roles)
        return "";
    const char *lemma = dl__arole_lemma(w, p->role[p->n_roles - 1]);
    const bool deputy = !strcmp(lemma, "deputy"), told = o->n > 0 && o->code[0].sectors[0];
    if (deputy && p->n_roles == 1 && p->poss >= 0 && told)
        return ""; /* "the mayor's deputy" */
    const char *party = sectors_of_party(w, p, o);
    if (party[0])
        return party;
    const char *s = sectors_in_order(w, p, o, lemma);
    if (!strcmp(s, "MIL") && !told && DL__AWORD_IN(lemma, RANKS) && police_story(w))
        return "COP";
    if (deputy && !strcmp(s, "LEG") && told_of(w, "sheriff"))
        return "COP";
    const char *body = public_body(w, p, o, lemma, s);
    if (body[0])
        return body;
    return s[0] || title_of_any_body(lemma) ? s : sectors_for_owner(w, lemma, p, o);
}

void dl__aset_country(dl__acode *c, const char *iso3)
{
    memcpy(c->country, iso3, iso3[0] ? sizeof c->country : 1);
}
