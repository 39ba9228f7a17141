/* actor_role.c - roles without a name: "the Russian ambassador", "police", "both leaders' troops". */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

#include "parse/args.h"

/* What a definite description without a sector of its own may mean: a letter of dl__alast(). */
static char description(const char *lemma)
{
    static const char *const COUNTRY[] = { "country", "nation", "state", "republic", "kingdom" };
    static const char *const BODY[] = { "bloc", "alliance", "agency", "body", "union" };
    static const char *const GROUP[] = { "group", "movement", "militia", "faction", "network" };
    static const char *const ORGANISATION[] = { "organization", "organisation" };
    static const char *const FIRM[] = { "firm", "company" };
    return DL__AWORD_IN(lemma, COUNTRY)        ? 'c'
           : DL__AWORD_IN(lemma, BODY)         ? 'g'
           : DL__AWORD_IN(lemma, GROUP)        ? 'n'
           : DL__AWORD_IN(lemma, FIRM)         ? 'f'
           : DL__AWORD_IN(lemma, ORGANISATION) ? 'o'
           : !strcmp(lemma, "party")           ? 'y'
                                               : 0;
}

void dl__afinish_np(const dl__aphrase *p, const dl__aowners *o, dl__anp *np)
{
    np->plural = p->plural;
    np->owners_shared = o->before;
    for (unsigned i = 0; i < o->n; i++)
        if (o->known[i])
            np->owner[np->n_owners++] = o->entity[i];
}

int32_t dl__aone_entity(dl__awork *w, const dl__aphrase *p, int32_t e, dl_via via, const dl__aowners *o)
{
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, via);
    if (!np)
        return -1;
    np->ent[np->n_ents++] = (uint32_t)e;
    np->person = w->ents[e].kind == DL__AK_PERSON || (w->ents[e].role_kind == 'p' && !p->plural);
    dl__afinish_np(p, o, np);
    return (int32_t)(np - w->nps);
}

int32_t dl__arole_entity(dl__awork *w, const dl__aphrase *p, const char *lemma, char kind,
                         const dl__acode *code)
{
    char key[120], text[24];
    size_t n = 0;
    const char *parts[] = { lemma, ":", dl__acode_text(code, text) };
    for (size_t i = 0; i < 3; i++)
        for (const char *s = parts[i]; *s && n < sizeof key - 12; s++)
            key[n++] = *s;
    if (kind == 'p' && p->indefinite &&
        !p->definite) { /* "a soldier", "a dozen people" are others each time */
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

/* Something behind the head tells which one is meant: no reference to one before. */
static bool restricted(const dl_document *d, const dl__aphrase *p)
{
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (y > (int32_t)p->head && y >= (int32_t)p->end &&
            (d->syn[y].dep == DL__DEP_acl || d->syn[y].dep == DL__DEP_appos || d->syn[y].dep == DL__DEP_nmod))
            return true;
    return p->named_modifier;
}

/* What a role phrase is, read once. */
typedef struct role_info {
    const char *lemma, *sectors;
    char kind; /* as dl__aent.role_kind */
    bool weak, place_body, one_person, own_sectors;
    dl__aowners owners;
} role_info;

/* "the country", "the group", "their country": an entity met before, -1: none. */
static int32_t described(dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    char what = r->sectors[0] || p->plural ? 0 : description(r->lemma);
    const dl__aowners *o = &r->owners;
    if (what == 'c' && o->n == 1 && o->code[0].country[0]) {
        dl__acode c = { "", "", "" };
        dl__aset_country(&c, o->code[0].country);
        return dl__aent_get(w, DL__AK_COUNTRY, c.country, 3, c.country, &c, NULL);
    }
    if (!what || o->n || !p->definite || restricted(w->d, p))
        return -1;
    int32_t e = what != 'c' ? dl__aent_by_title(w, r->lemma, "", false) : -1;
    return e >= 0 && w->ents[e].kind == DL__AK_ORG ? e : dl__alast(w, p->head, what);
}

/* In a story about one country its own government, police ... are meant, unless another's was just named; international bodies are
 * told by the noun in their name. */
static bool another_is_meant(const dl__awork *w, const dl__aphrase *p, int32_t e)
{
    const dl_document *d = w->d;
    bool international = w->ents[e].kind == DL__AK_ORG && !d->entities[e].country[0];
    return w->focus[0] && !international && strcmp(w->focus, d->entities[e].country) != 0 &&
           d->syn[p->head].sentence - w->ents[e].last > 1;
}

/* "the ambassador", "the Russian ambassador", "police": the last of that title, -1: another one is meant. */
static int32_t remembered(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    const dl_document *d = w->d;
    const dl__aowners *o = &r->owners;
    const char *country = o->n ? o->code[0].country : "";
    if (p->indefinite || p->foreign || (p->former && !p->definite) || p->named_modifier)
        return -1;
    if (o->n > 1 || (o->n == 1 && !country[0]) || (o->n == 0 && restricted(d, p)))
        return -1;
    bool headline = d->sentences[d->syn[p->head].sentence].in == DL_HEADLINE;
    if (p->plural && !p->definite && o->n == 0 && (!headline || p->first != w->roles[p->role[0]].first))
        return -1; /* "soldiers" are others each time */
    int32_t e = dl__aent_by_title(w, r->lemma, country, p->former);
    if (e < 0)
        return -1;
    bool person = w->ents[e].kind == DL__AK_PERSON;
    if (o->n == 0 && !person && another_is_meant(w, p, e))
        return -1;
    return (person ? !p->plural : w->ents[e].plural == p->plural) ? e : -1;
}

enum { MAX_CLIMB = 5 };

static bool only_host_known(const dl_document *d, const dl__aphrase *p)
{
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        if (d->syn[y].dep == DL__DEP_nmod && !strcmp(dl__acase(d, (uint32_t)y), "to"))
            return true;
    return false;
}

/* Country of the subject of an active verb; "" where it has none. */
static const char *country_of_doer(const dl__awork *w, uint32_t verb)
{
    const dl_document *d = w->d;
    int32_t s = dl__args_passive(d, verb) ? -1 : dl__args_surface_subject(d, verb, NULL);
    return s < 0 || w->np_of[s] < 0 ? "" : d->entities[w->nps[w->np_of[s]].ent[0]].country;
}

/* "He had moved thousands of troops": forces are of who sends them.  "" where the clause does not tell. */
static const char *country_of_sender(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    static const char *const SEND[] = { "send",     "deploy", "redeploy",  "dispatch", "move",     "order",
                                        "mobilize", "mass",   "withdraw",  "commit",   "mobilise", "pull",
                                        "keep",     "lose",   "rush",      "recall",   "station",  "amass",
                                        "have",     "use",    "put",       "train",    "place",    "bring",
                                        "increase", "add",    "contribute" };
    static const char *const FORCE[] = { "MIL", "COP", "SPY" };
    const dl_document *d = w->d;
    bool chamber =
        !strcmp(r->sectors, "LEG") && r->kind == 'b'; /* "the president asked parliament": his own */
    uint32_t t = p->head;
    for (int i = 0; i < 2 && d->syn[t].dep == DL__DEP_nmod && d->syn[t].head >= 0; i++)
        t = (uint32_t)d->syn[t].head; /* "thousands of troops" */
    int32_t h = d->syn[t].head;
    uint8_t dep = d->syn[t].dep;
    if (h < 0 || !d->tokens[h].lemma || d->tokens[h].upos != DL_UPOS_VERB ||
        (chamber ? dep != DL__DEP_obj && dep != DL__DEP_obl && dep != DL__DEP_iobj
                 : dep != DL__DEP_obj || !DL__AWORD_IN(r->sectors, FORCE) ||
                       !DL__AWORD_IN(d->tokens[h].lemma, SEND)))
        return "";
    return country_of_doer(w, (uint32_t)h);
}

/* "X accused Y of attacking a checkpoint": what somebody is blamed for hitting is the blamer's.  "" where nobody blames. */
static const char *country_of_accuser(const dl__awork *w, const dl__aphrase *p)
{
    static const char *const BLAME[] = { "accuse", "blame", "condemn", "denounce" };
    const dl_document *d = w->d;
    uint32_t t = p->head;
    if (d->syn[t].dep != DL__DEP_obj && d->syn[t].dep != DL__DEP_nmod)
        return "";
    for (int i = 0; i < MAX_CLIMB && d->syn[t].head >= 0; i++) {
        t = (uint32_t)d->syn[t].head;
        if (d->tokens[t].upos != DL_UPOS_VERB || !d->tokens[t].lemma ||
            !DL__AWORD_IN(d->tokens[t].lemma, BLAME))
            continue;
        return country_of_doer(w, t);
    }
    return "";
}

/* "Retailers across Europe", "leaders from the region": of no one country. */
static bool of_a_region(const dl_document *d, uint32_t head)
{
    static const char *const WIDE[] = { "Europe",    "Africa",  "Asia",   "East",      "America",   "West",
                                        "world",     "World",   "region", "Pacific",   "continent", "globe",
                                        "Caribbean", "Balkans", "Gulf",   "countries", "nations",   NULL };
    static const char *const IN[] = { "in", "across", "from", "throughout", "around", "of" };
    for (int32_t y = d->syn[head].child; y >= 0; y = d->syn[y].sibling) {
        if (d->syn[y].dep != DL__DEP_nmod || y < (int32_t)head ||
            !DL__AWORD_IN(dl__acase(d, (uint32_t)y), IN))
            continue;
        for (size_t i = 0; WIDE[i]; i++)
            if (!strcmp(d->tokens[y].form, WIDE[i]))
                return true;
    }
    return false;
}

/* Whom the sentence tells to be killed, hurt or taken. */
static bool is_victim(const dl_document *d, uint32_t head)
{
    static const char *const HIT[] = { "kill",     "wound",    "injure",  "hurt",   "maim",
                                       "murder",   "massacre", "abduct",  "kidnap", "behead",
                                       "displace", "evacuate", "slay",    "shoot",  "rape",
                                       "torture",  "bomb",     "execute", "shell",  NULL };
    const dl__syn *s = &d->syn[head];
    bool suffers = s->dep == DL__DEP_obj || (s->dep == DL__DEP_nsubj && s->sub == DL__SUB_pass);
    if (s->dep == DL__DEP_nsubj && s->sub != DL__SUB_pass)
        return dl__token_is(d, s->head, "die") || dl__token_is(d, s->head, "perish");
    return suffers && dl__token_in(d, s->head, HIT);
}

/* "Seventeen civilians" soon after "17 Afghan civilians": people of whom no more is said are of those who were so called last. */
static const char *country_of_same(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    enum { NEAR = 3 };
    if (r->kind != 'p' || !p->plural)
        return "";
    int32_t e = dl__aent_by_title(w, r->lemma, "", false);
    if (e < 0 || !w->ents[e].plural || w->ents[e].kind != DL__AK_ROLE ||
        w->d->syn[p->head].sentence - w->ents[e].last > NEAR)
        return "";
    return w->d->entities[e].country;
}

/* Nobody says that attackers are of the place, nor scientists, nor diplomats. */
static bool of_no_country(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    static const char *const STATELESS[] = { "terrorist",
                                             "jihadist",
                                             "extremist",
                                             "terror cell",
                                             "terrorist group",
                                             "terror group",
                                             "terrorist organisation",
                                             "terrorist organization" };
    if (!strcmp(r->sectors, "CRM") || (p->plural && !strcmp(r->lemma, "diplomat")) ||
        (r->weak && r->kind == 'p' && !strcmp(r->sectors, "EDU")))
        return true;
    for (unsigned i = 0; i < p->n_roles; i++)
        if (DL__AWORD_IN(dl__arole_lemma(w, p->role[i]), STATELESS))
            return true;
    return false;
}

/* Country of a role that the phrase gives to nobody. */
static const char *country_from_context(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    if (p->foreign || only_host_known(w->d, p) || of_a_region(w->d, p->head) || !strcmp(r->sectors, "IGO"))
        return "";
    if (!r->own_sectors) /* "world leaders" are of no one country */
        return r->one_person && !strncmp(r->lemma, "spokes", 6) ? w->focus : "";
    if (of_no_country(w, p, r))
        return "";
    const char *sender = country_of_sender(w, p, r);
    if (sender[0])
        return sender;
    const char *accuser = r->kind == 'b' ? country_of_accuser(w, p) : "";
    if (accuser[0])
        return accuser;
    if (!strcmp(r->sectors, "MIL") && !r->place_body) /* a checkpoint is of the country where it stands */
        return w->arms;
    const char *same = country_of_same(w, p, r);
    if (same[0])
        return same;
    bool place_tells = (!r->weak && (r->kind != 'p' || !w->focus[0])) || is_victim(w->d, p->head);
    return place_tells ? dl__acontext(w, p) : w->focus;
}

/* "al-Qaeda militants": an armed group that is at home in several countries; where its men fight does not say whose they are. */
static bool at_home_nowhere(const dl__awork *w, const dl__aowners *o, unsigned i)
{
    static const char *const ARMED[] = { "REB", "INS", "SEP", "UAF", "CRM" };
    return o->n > i && o->known[i] && w->ents[o->entity[i]].kind == DL__AK_GROUP && !o->code[i].country[0] &&
           DL__AWORD_IN(o->code[i].sectors, ARMED);
}

static int32_t new_role(dl__awork *w, const dl__aphrase *p, const role_info *r, dl_via via)
{
    const dl__aowners *o = &r->owners;
    uint32_t ent[DL__A_CHAIN];
    unsigned n = o->n ? o->n : 1;
    for (unsigned i = 0; i < n; i++) {
        dl__acode owner = o->n ? o->code[i] : (dl__acode){ "", "", "" }, code;
        if (!owner.country[0] && !owner.org[0] && !at_home_nowhere(w, o, i))
            dl__aset_country(&owner, country_from_context(w, p, r));
        dl__amake_code(&owner, p, r->sectors, &code);
        int32_t e = dl__arole_entity(w, p, r->lemma, r->kind, &code);
        if (e < 0)
            return -1;
        dl__aent_remember_title(w, (uint32_t)e, r->lemma, code.country, p->former);
        if (o->n <= 1 && (r->kind == 'b' || r->kind == 'g'))
            dl__aremember_short(w, (uint32_t)e, p->first, p->end, true);
        w->ents[e].vague = r->weak;
        if (!w->ents[e].gender)
            w->ents[e].gender = dl__agender_of_role(r->lemma);
        ent[i] = (uint32_t)e;
    }
    dl__anp *np = dl__anp_new(w, p->head, p->first, p->end, via);
    if (!np)
        return -1;
    memcpy(np->ent, ent, n * sizeof *ent);
    np->n_ents = (uint8_t)n;
    np->person = r->one_person;
    dl__afinish_np(p, o, np);
    return (int32_t)(np - w->nps);
}

static bool protest_story(const dl__awork *w)
{
    static const char *const CROWD[] = { "protester", "demonstrator", "rioter",     "activist",
                                         "striker",   "marcher",      "opposition", "crowd" };
    for (size_t i = 0; i < w->n_roles; i++)
        if (DL__AWORD_IN(dl__arole_lemma(w, (int32_t)i), CROWD))
            return true;
    return false;
}

/* Is the head of the phrase the one who does (undergoes: to whom it is done), in the main clause or in a relative one, what
 * one of the words tells? */
static bool takes_part(const dl_document *d, uint32_t head, bool undergoes, const char *const *words)
{
    static const char *const relative[] = { "who", "that", NULL };
    const dl__syn *s = &d->syn[head];
    int32_t verb = s->head;
    bool passive = s->dep == DL__DEP_nsubj && s->sub == DL__SUB_pass,
         does = s->dep == DL__DEP_nsubj && !passive;
    if (verb >= 0 && (undergoes ? passive || s->dep == DL__DEP_obj : does) && dl__token_in(d, verb, words))
        return true;
    for (int32_t c = undergoes ? -1 : s->child; c >= 0; c = d->syn[c].sibling) { /* "the man who shot" */
        if (d->syn[c].dep == DL__DEP_acl && d->syn[c].sub == DL__SUB_relcl &&
            strcmp(d->tokens[c].xpos, "VBN") != 0 &&
            dl__token_in(d, dl__tree_child(d, (uint32_t)c, DL__DEP_nsubj, DL__SUB_other), relative) &&
            dl__token_in(d, c, words))
            return true;
    }
    return false;
}

/* "A man was arrested", "a man shot the mayor": of whom no more is said are suspects; where there are protests, those who
 * protest. */
static bool suspect(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    static const char *const ANYBODY[] = { "man",        "woman",    "person", "people",
                                           "individual", "teenager", "youth" };
    static const char *const ARREST[] = { "arrest",  "detain",   "apprehend", "convict", "jail",   "charge",
                                          "arraign", "imprison", "sentence",  "indict",  "remand", NULL };
    static const char *const VIOLENCE[] = { "shoot",       "stab",   "kill",   "murder",  "behead",
                                            "bomb",        "kidnap", "abduct", "hijack",  "ambush",
                                            "assassinate", "fire",   "attack", "assault", "torch",
                                            "detonate",    "rape",   "rob",    NULL };
    const dl_document *d = w->d;
    bool nobodys = r->owners.n == 0 || (p->n_owners == 0 && p->poss < 0 && !r->owners.code[0].sectors[0]);
    bool anybody = nobodys && p->n_roles == 1 && DL__AWORD_IN(r->lemma, ANYBODY) &&
                   (!p->plural || (!p->definite && !protest_story(w)));
    if (!anybody)
        return false;
    bool told = dl__tree_child(d, p->head, DL__DEP_acl, DL__SUB_relcl) >= 0; /* "the man who was arrested" */
    return (takes_part(d, p->head, true, ARREST) && (p->plural || p->indefinite || told)) ||
           takes_part(d, p->head, false, VIOLENCE);
}

static void read_role(const dl__awork *w, const dl__aphrase *p, role_info *r)
{
    int32_t last = p->role[p->n_roles - 1];
    const char *kind = dl__arole_cell(w, last, DL__AC_kind);
    *r = (role_info){ .lemma = dl__arole_lemma(w, last), .sectors = "" };
    r->weak = dl__arole_cell(w, last, DL__AC_weight)[0] == 'w';
    r->place_body = kind[0] == 'p' && kind[1] == 'l';
    r->kind = r->place_body ? 'b' : kind[0];
    r->one_person = r->kind == 'p' && !p->plural;
    for (unsigned i = 0; i < p->n_roles; i++)
        r->own_sectors |= dl__arole_cell(w, p->role[i], DL__AC_sectors)[0] != '\0';
}

/* "in the embassy", "Armenia's Gegharkunik Province": where, not who. */
static bool is_place(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    static const char *const GROUND[] = { "city",      "town",    "village", "province", "region",
                                          "district",  "capital", "island",  "colony",   "state",
                                          "territory", "country", "kingdom", "republic" };
    if (r->place_body)
        return dl__alocative(w, p->head);
    return r->lemma && DL__AWORD_IN(r->lemma, GROUND) && strcmp(r->lemma, "country") != 0 &&
           (dl__alocative(w, p->head) || dl__aplace_is_literal(w, p->head));
}

/* "A spokesperson said", "the board of directors voted": of the body that was told of last. */
static void owner_of_spokesman(dl__awork *w, const dl__aphrase *p, role_info *r)
{
    static const char *const BOARD[] = { "board", "board of directors", "executive board", "board member",
                                         "board of trustees" };
    enum { NEAR = 2 };
    bool speaks = r->one_person && !strncmp(r->lemma, "spokes", 6), board = DL__AWORD_IN(r->lemma, BOARD);
    if (r->owners.n || (!speaks && !board) || restricted(w->d, p))
        return;
    int32_t e = dl__alast(w, p->head, 'g');
    if (e < 0 || w->d->syn[p->head].sentence - w->ents[e].last > NEAR ||
        (board && w->ents[e].kind != DL__AK_ORG))
        return;
    dl__acode_of_entity(w, (uint32_t)e, &r->owners.code[0]);
    r->owners.entity[0] = (uint32_t)e;
    r->owners.known[0] = true;
    r->owners.n = 1;
}

/* "Peacekeepers", "the inspectors" of whom no more is said are of the international organisation that the story names most. */
static void owner_of_mission(const dl__awork *w, role_info *r)
{
    static const char *const SENT[] = { "peacekeeper",          "peacekeeping force",  "peacekeeping troop",
                                        "peacekeeping mission", "peacekeeping troops", "weapons inspector",
                                        "arms inspector",       "nuclear inspector",   "inspector",
                                        "weapon inspector" };
    if (r->owners.n || !DL__AWORD_IN(r->lemma, SENT))
        return;
    dl__tally t = { .n = 0 };
    for (size_t i = 0; i < w->n_names; i++) {
        const dl__amatch *m = &w->names[i];
        if (m->table != DL__AT_ORG || w->name_at[m->first] != (int32_t)i)
            continue;
        const char *code = dl__acell(w->a, DL__AT_ORG, m->row, DL__AC_code);
        if (!strncmp(code, "IGO", 3))
            dl__tally_add(&t, code, 1);
    }
    if (!t.n)
        return;
    dl__acode *c = &r->owners.code[0];
    *c = (dl__acode){ "", "", "" };
    for (size_t i = 0; t.at[t.top].key[i] && i + 1 < sizeof c->org; i++)
        c->org[i] = t.at[t.top].key[i];
    r->owners.known[0] = false;
    r->owners.n = 1;
}

/* "The president's critics" are no part of his government. */
static void against_owner(role_info *r)
{
    static const char *const AGAINST[] = { "critic",         "opponent",   "rival",     "foe",
                                           "enemy",          "adversary",  "detractor", "accuser",
                                           "challenger",     "arch-rival", "archrival", "political opponent",
                                           "political rival" };
    static const char *const ABROAD[] = { "foe", "enemy", "adversary", "arch-rival", "archrival" };
    if (!DL__AWORD_IN(r->lemma, AGAINST))
        return;
    for (unsigned i = 0; i < r->owners.n; i++) {
        static const char *const STATE[] = { "GOV", "MIL", "COP", "LEG", "JUD", "SPY" };
        dl__acode *c = &r->owners.code[i];
        c->org[0] = '\0';
        if (!c->sectors[0] && DL__AWORD_IN(r->lemma, ABROAD)) /* "America's foes" */
            c->country[0] = '\0';
        if (!DL__AWORD_IN(c->sectors, STATE))
            continue;
        c->sectors[0] = '\0';
        if (!r->sectors[0])
            r->sectors = "OPP";
    }
}

/* "the Commission in Brussels": an international body that was named before, by the noun in its name written large; where it is or
 * meets does not say whose it is.  -1: none. */
static int32_t body_by_noun(const dl__awork *w, const dl__aphrase *p, const role_info *r)
{
    char c = w->d->tokens[p->head].form[0];
    if (!p->definite || p->plural || p->poss >= 0 || p->n_roles != 1 ||
        w->roles[p->role[0]].first != p->first || r->kind == 'p' || c < 'A' || c > 'Z')
        return -1;
    int32_t e = dl__aent_by_title(w, r->lemma, "", false);
    bool international = e >= 0 && w->ents[e].kind == DL__AK_ORG && !w->d->entities[e].country[0];
    return international ? e : -1;
}

int32_t dl__abuild_role(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    role_info r;
    read_role(w, p, &r);
    if (is_place(w, p, &r))
        return -1;
    int32_t np = r.kind == 'p' ? dl__abuild_titled(w, p, depth) : -1;
    if (np >= 0)
        return np;
    int32_t body = body_by_noun(w, p, &r);
    if (body >= 0)
        return dl__aone_entity(w, p, body, DL_VIA_noun, &r.owners);
    dl__aowners_find(w, p, &r.owners, depth);
    owner_of_spokesman(w, p, &r);
    owner_of_mission(w, &r);
    r.sectors = dl__arole_sectors(w, p, &r.owners);
    against_owner(&r);
    if (suspect(w, p, &r))
        r.sectors = "CRM";
    if (r.kind == 'e' && r.owners.n == 0 && !dl__aacts(w->d, p->head))
        return -1;
    int32_t e = described(w, p, &r);
    if (e >= 0)
        return dl__aone_entity(w, p, e, DL_VIA_noun, &r.owners);
    dl_via via = r.one_person ? DL_VIA_title : DL_VIA_noun;
    e = remembered(w, p, &r);
    if (e >= 0)
        return dl__aone_entity(w, p, e, via, &r.owners);
    if (!r.sectors[0] && r.owners.n == 0 && r.kind != 'p')
        return -1;
    return new_role(w, p, &r, r.owners.n ? via : DL_VIA_role);
}
