/* actor_focus.c - the country that a story is about, the one where each sentence happens, and whose military it tells of. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

#include "base/tally.h"

enum { DATELINE = 5 /* weight */ };

static void count(dl__tally *t, const char *iso3, double weight)
{
    if (iso3[0] && !iso3[3]) /* no list */
        dl__tally_add(t, iso3, weight);
}

static bool is_locative(const dl_document *d, uint32_t token)
{
    static const char *const IN[] = { "in",     "at",     "near",    "across", "throughout",
                                      "within", "inside", "outside", "around" };
    const char *c = dl__acase(d, token);
    for (size_t i = 0; i < sizeof IN / sizeof IN[0]; i++)
        if (!strcmp(c, IN[i]))
            return true;
    return false;
}

/* The one country where sentence s happens, "" where it names none or several. */
static const char *place_of_sentence(const dl__awork *w, uint32_t s, size_t *name, size_t *place)
{
    const dl_document *d = w->d;
    const char *found = "";
    bool clash = false;
    for (; *name < w->n_names; ++*name) {
        const dl__amatch *m = &w->names[*name];
        if (d->syn[m->first].sentence != (int32_t)s)
            break;
        const char *iso3 = dl__amatch_iso3(w, m);
        if (w->name_at[m->first] != (int32_t)*name || m->adjective || m->table > DL__AT_REGION ||
            !is_locative(d, m->first) || !iso3[0])
            continue;
        clash |= found[0] && strcmp(found, iso3);
        found = iso3;
    }
    for (; *place < d->n_places && d->places[*place].sentence <= s; ++*place) {
        const dl_place *p = &d->places[*place];
        if (p->sentence != s || !p->literal || !p->country || strlen(p->country) != 3)
            continue;
        clash |= found[0] && strcmp(found, p->country);
        found = p->country;
    }
    return clash ? "" : found;
}

/* Does the text begin with the place, as datelines do? */
static bool begins_text(const dl_document *d, const dl_place *p)
{
    return p->in == DL_TEXT && p->begin == d->sentences[p->sentence].begin &&
           dl_document_sentence_in_field(d, p->sentence) == 0;
}

/* Countries are counted by every name that belongs to one; headline and first sentences weigh more, so do datelines.  A story is about the
 * country that has two fifths of the weight. */
static void find_focus(dl__awork *w)
{
    dl__tally t = { .n = 0 };
    size_t name = 0, place = 0;
    for (size_t i = 0; i < w->n_names; i++) {
        const dl__amatch *m = &w->names[i];
        int32_t s = w->d->syn[m->first].sentence;
        if (w->name_at[m->first] != (int32_t)i)
            continue;
        count(&t, dl__amatch_iso3(w, m), s < 3 ? 3 : s < 6 ? 2 : 1);
    }
    for (size_t i = 0; i < w->d->n_places; i++)
        if (w->d->places[i].country)
            count(&t, w->d->places[i].country, begins_text(w->d, &w->d->places[i]) ? DATELINE : 1);
    bool tie = false;
    for (size_t i = 0; i < t.n; i++)
        tie |= i != t.top && t.at[i].weight >= t.at[t.top].weight;
    w->focus = t.n && !tie && t.at[t.top].weight > 0.4 * t.total ? t.at[t.top].key : "";
    for (uint32_t s = 0; s < w->d->n_sentences; s++)
        w->place[s] = place_of_sentence(w, s, &name, &place);
}

/* "Amazon rainforest", "Amazon Research Institute": a firm's name that is a part of something else. */
static bool part_of_other(const dl__awork *w, const dl__amatch *m)
{
    const dl_document *d = w->d;
    uint32_t last = m->end - 1;
    int32_t h = d->syn[last].head;
    bool next = m->end < d->n_tokens && d->syn[m->end].sentence == d->syn[last].sentence;
    if (next && d->tokens[m->end].upos == DL_UPOS_PROPN && w->role_at[m->end] < 0 && w->name_at[m->end] < 0)
        return true;
    return d->syn[last].dep == DL__DEP_compound && h >= (int32_t)m->end && w->role_at[h] < 0;
}

/* What the words around a doubtful name say for it: a seat of power acts, papers have an article, firms act, or the story is about
 * business. */
static bool supported_here(const dl__awork *w, const dl__amatch *m)
{
    const dl_document *d = w->d;
    const char *sectors = dl__acell(w->a, m->table, m->row, DL__AC_sectors);
    if (m->via == DL_VIA_metonym)
        return dl__aacts(d, m->end - 1) && !part_of_other(w, m);
    if (m->table != DL__AT_ORG)
        return false;
    if (!strcmp(sectors, "MED"))
        return m->first > 0 && dl__token_is(d, (int32_t)m->first - 1, "the") &&
               d->syn[m->first - 1].head >= (int32_t)m->first && d->syn[m->first - 1].head < (int32_t)m->end;
    bool firm = !strcmp(sectors, "BUS") || !strcmp(sectors, "MNC");
    return firm && !part_of_other(w, m) && (dl__aacts(d, m->end - 1) || dl__abusiness_story(w));
}

/* A doubtful name of an organisation, group or seat stands only where its surroundings speak for it, or in a story that speaks of
 * its country otherwise. */
static void drop_doubtful(dl__awork *w)
{
    dl__tally t = { .n = 0 };
    for (size_t i = 0; i < w->n_names; i++)
        if (!w->names[i].ambiguous)
            count(&t, dl__amatch_iso3(w, &w->names[i]), 1);
    dl__amatch_choose(w, &t);
    for (size_t i = 0; i < w->n_names; i++) {
        const dl__amatch *m = &w->names[i];
        const char *iso3 = dl__amatch_iso3(w, m);
        if (!m->ambiguous || !iso3[0] || (m->table == DL__AT_COUNTRY && m->via != DL_VIA_metonym))
            continue;
        const char *sectors = dl__acell(w->a, m->table, m->row, DL__AC_sectors);
        bool firm = m->table == DL__AT_ORG && (!strcmp(sectors, "BUS") || !strcmp(sectors, "MNC"));
        bool supported =
            firm && part_of_other(w, m) ? false : dl__tally_of(&t, iso3) > 0 || supported_here(w, m);
        for (uint32_t k = m->first; k < m->end && !supported; k++)
            w->name_at[k] = -1;
    }
}

/* "All Nippon Airways (ANA)": letters that the story gives to another name than the list does are that one's. */
static void drop_other_acronyms(dl__awork *w)
{
    const dl_document *d = w->d;
    for (uint32_t t = 2; t + 1 < d->n_tokens; t++) {
        int32_t here = w->name_at[t], named = w->name_at[t - 2];
        if (here < 0 || named < 0 || d->tokens[t - 1].form[0] != '(' || d->tokens[t + 1].form[0] != ')' ||
            w->names[here].end != t + 1 || w->names[here].first != t || d->tokens[t].form[0] < 'A' ||
            d->tokens[t].form[0] > 'Z' || d->tokens[t].form[1] < 'A' || d->tokens[t].form[1] > 'Z')
            continue;
        const dl__amatch *a = &w->names[here], *b = &w->names[named];
        dl__acode x, y;
        dl__acode_of_match(w, a, &x);
        dl__acode_of_match(w, b, &y);
        if (!memcmp(&x, &y, sizeof x) || b->table != DL__AT_ORG || a->table == DL__AT_COUNTRY)
            continue;
        for (size_t i = 0; i < w->n_names; i++)
            if (w->names[i].row == a->row && w->names[i].table == a->table &&
                w->names[i].end == w->names[i].first + 1)
                w->name_at[w->names[i].first] = -1;
    }
}

/* Whose armed forces the story names most ("U.S. troops", "the Royal Navy"): soldiers of whom no more is said are of these, not of
 * the country where they stand. */
static void find_arms(dl__awork *w)
{
    dl__tally t = { .n = 0 };
    for (size_t i = 0; i < w->n_names; i++) {
        const dl__amatch *m = &w->names[i];
        if (w->name_at[m->first] != (int32_t)i || m->table == DL__AT_PERSON)
            continue;
        bool arms = !strcmp(dl__acell(w->a, m->table, m->row, DL__AC_sectors), "MIL");
        int32_t r = m->end < w->d->n_tokens ? w->role_at[m->end] : -1;
        bool same = r >= 0 && w->d->syn[m->end].sentence == w->d->syn[m->first].sentence;
        arms |= same && m->adjective + (m->via == DL_VIA_name || m->via == DL_VIA_acronym) > 0 &&
                !strcmp(dl__arole_cell(w, r, DL__AC_sectors), "MIL");
        if (arms)
            count(&t, dl__amatch_iso3(w, m), 1);
    }
    bool tie = false;
    for (size_t i = 0; i < t.n; i++)
        tie |= i != t.top && t.at[i].weight >= t.at[t.top].weight;
    w->arms = t.n && !tie ? t.at[t.top].key : w->focus;
}

/* "Brussels" that acts is the European Union, where the story tells of it and of Belgium by no other name. */
static void seat_of_union(dl__awork *w)
{
    static const char UNION[] = "IGOEUR", CITY[] = "Brussels";
    int32_t member = -1;
    bool host = false;
    for (size_t i = 0; i < w->n_names; i++) {
        const dl__amatch *m = &w->names[i];
        if (w->name_at[m->first] != (int32_t)i)
            continue;
        const bool city = m->via == DL_VIA_metonym && !strcmp(w->d->tokens[m->first].form, CITY);
        if (m->table == DL__AT_ORG && member < 0 &&
            !strcmp(dl__acell(w->a, DL__AT_ORG, m->row, DL__AC_code), UNION))
            member = (int32_t)i;
        host |= !city && !strcmp(dl__amatch_iso3(w, m), "BEL");
    }
    for (size_t i = 0; member >= 0 && !host && i < w->n_names; i++) {
        dl__amatch *m = &w->names[i];
        if (w->name_at[m->first] != (int32_t)i || m->via != DL_VIA_metonym ||
            strcmp(w->d->tokens[m->first].form, CITY) != 0 || !dl__aacts(w->d, m->end - 1))
            continue;
        m->table = DL__AT_ORG;
        m->row = w->names[member].row;
        m->time = 0;
        m->ambiguous = false;
    }
}

void dl__afocus_find(dl__awork *w)
{
    seat_of_union(w);
    drop_other_acronyms(w);
    drop_doubtful(w);
    find_focus(w);
    find_arms(w);
}
