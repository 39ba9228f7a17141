/* name_beside.c - names that stand side by side without a mark between them, as in lists, letters and careless writing: what lists of
 * names say of their words parts them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/features.h"
#include "parse/names.h"

enum {
    GIVEN = DL__NAME_GIVEN | DL__NAME_GIVEN_RARE,
    PERSON = GIVEN | DL__NAME_SURNAME | DL__NAME_SURNAME_RARE,
    PLACE =
        DL__NAME_COUNTRY | DL__NAME_PLACE_LARGE | DL__NAME_PLACE | DL__NAME_PLACE_PART | DL__NAME_PLACE_WORD
};

/* As post offices shorten them. */
static const char *const STATES[] = { "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA",
                                      "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA",
                                      "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
                                      "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX",
                                      "UT", "VT", "VA", "WA", "WV", "WI", "WY", NULL };
/* States of federations, of one word. */
static const char *const PROVINCES[] = {
    "alabama",   "alaska",      "arizona",      "arkansas",  "california", "colorado", "connecticut",
    "delaware",  "florida",     "hawaii",       "idaho",     "illinois",   "indiana",  "iowa",
    "kansas",    "kentucky",    "louisiana",    "maine",     "maryland",   "michigan", "massachusetts",
    "minnesota", "mississippi", "missouri",     "montana",   "nebraska",   "nevada",   "ohio",
    "oklahoma",  "oregon",      "pennsylvania", "tennessee", "texas",      "utah",     "vermont",
    "virginia",  "wisconsin",   "wyoming",      "ontario",   "quebec",     "manitoba", "saskatchewan",
    "alberta",   "queensland",  "tasmania",     NULL
};
/* Words that make the name of a country part of another name: New Mexico, Lake Ontario. */
static const char *const NO_PLACE[] = {
    "new",      "north",   "south",     "east",      "west",      "northern",   "southern", "eastern",
    "western",  "central", "upper",     "lower",     "greater",   "equatorial", "lake",     "gulf",
    "republic", "old",     "fort",      "port",      "mount",     "of",         "the",      "and",
    "great",    "little",  "northeast", "northwest", "southeast", "southwest",  NULL
};

uint32_t dl__name_listed(const dl__name_lists *lists, const char *word)
{
    return lists && lists->of ? lists->of(lists->owner, word) : 0;
}

bool dl__name_capital(const dl_token *t)
{
    return (t->form[0] >= 'A' && t->form[0] <= 'Z') || (unsigned char)t->form[0] >= 0xC3;
}

/* "Anna Velten Max Sadi": a given name behind what is none begins another person.  Of one person's four names in a row (Spanish,
 * Arabic) the second mostly is a given name, or the third is none. */
static void part_persons(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end)
{
    if (end - first != 4)
        return;
    uint32_t is[4];
    for (uint32_t i = 0; i < 4; i++) {
        const dl_token *t = &d->tokens[first + i];
        if (!dl__name_capital(t) || strpbrk(t->form, ".-"))
            return;
        is[i] = dl__name_listed(lists, t->form);
    }
    if (is[0] & GIVEN && !(is[1] & GIVEN) && is[2] & DL__NAME_GIVEN)
        dl__name_mark(d, first + 2, end, DL_NER_B_PER);
}

/* "Anna B. Velten Koltane": a firm behind a person, as under letters. */
static void part_firm(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end)
{
    if (end - first < 3 || !dl__name_capital(&d->tokens[end - 2]))
        return;
    const uint32_t is = dl__name_listed(lists, d->tokens[end - 1].form);
    if (is & DL__NAME_ORG && !(is & ~(uint32_t)(DL__NAME_ORG | DL__NAME_ORG_PART)))
        d->tokens[end - 1].ner = DL_NER_B_ORG;
}

static void norm_of(const dl_token *t, char norm[4 * DL__FORM_CHARS + 1])
{
    uint16_t start[DL__FORM_CHARS + 1];
    size_t n;
    dl__norm(t->form, norm, start, &n);
}

/* "Marum Kansas": a place, and the country or state that it lies in. */
static void part_places(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end)
{
    char norm[4 * DL__FORM_CHARS + 1];
    if (end - first < 2)
        return;
    norm_of(&d->tokens[end - 2], norm);
    const uint32_t before = dl__name_listed(lists, norm);
    if (!(before & PLACE) || before & DL__NAME_NATIONAL || dl__word_in(norm, NO_PLACE))
        return;
    dl_token *t = &d->tokens[end - 1];
    norm_of(t, norm);
    if (dl__word_in(t->form, STATES) || dl__word_in(norm, PROVINCES) ||
        dl__name_listed(lists, norm) & DL__NAME_COUNTRY)
        t->ner = DL_NER_B_LOC;
}

/* "Bay Rd Marum": a street, and where it is. */
static void part_street(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end)
{
    static const char *const STREETS[] = { "Rd",    "Rd.",    "Road",  "Ave",  "Ave.", "Avenue",  "Blvd",
                                           "Blvd.", "Street", "Drive", "Lane", "Hwy",  "Highway", NULL };
    for (uint32_t i = first + 1; i + 1 < end; i++)
        if (dl__word_in(d->tokens[i].form, STREETS)) {
            const uint32_t is = dl__name_listed(lists, d->tokens[i + 1].form);
            if (is & (DL__NAME_PLACE_LARGE | DL__NAME_PLACE) && !(is & DL__NAME_PLACE_WORD))
                d->tokens[i + 1].ner = DL_NER_B_LOC;
            return;
        }
}

/* ", TX" behind a place. */
static void take_state(dl_document *d, uint32_t end, uint32_t limit)
{
    if (end + 1 < limit && d->tokens[end].form[0] == ',' && d->tokens[end + 1].ner == DL_NER_O &&
        dl__word_in(d->tokens[end + 1].form, STATES))
        d->tokens[end + 1].ner = DL_NER_B_LOC;
}

void dl__name_beside(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end,
                     uint32_t limit)
{
    if (d->tokens[first].ner == DL_NER_B_PER) {
        part_persons(d, lists, first, end);
        part_firm(d, lists, first, dl__name_end(d, first, limit));
    }
    if (d->tokens[first].ner == DL_NER_B_LOC) {
        part_places(d, lists, first, end);
        part_street(d, lists, first, end);
        take_state(d, end, limit);
    }
}

/* "Hi Anna ,": who is greeted, unless the word is one of the language, or the name of something else. */
void dl__name_greeted(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t limit)
{
    static const char *const GREETINGS[] = { "Hi", "Hey", "Hello", "Dear", "HI",
                                             "hi", "hey", "hello", "dear", NULL };
    static const char *const ENDS[] = { ",", "!", ":", "-", "--", ".", ";", NULL };
    for (uint32_t i = first; i + 2 < limit; i++) {
        const dl_token *t = &d->tokens[i + 1];
        if (t->ner == DL_NER_O && t->upos == DL_UPOS_PROPN && dl__name_capital(t) && t->form[1] >= 'a' &&
            dl__word_in(d->tokens[i].form, GREETINGS) && dl__word_in(t[1].form, ENDS) &&
            !(dl__name_listed(lists, t->form) & ~(uint32_t)PERSON))
            dl__name_mark(d, i + 1, i + 2, DL_NER_B_PER);
    }
}

/* "Velten@MARUM", as some mailers write: the last word of a person's name and the domain. */
static bool is_address(const char *form)
{
    const char *at = strchr(form, '@');
    return at && form[0] >= 'A' && form[0] <= 'Z' && at[1] >= 'A' && at[1] <= 'Z' && !strchr(form, '.');
}

static bool is_initial(const char *form)
{
    return !form[1] || (form[1] == '.' && !form[2]);
}

void dl__name_addresses(dl_document *d, uint32_t first, uint32_t limit)
{
    for (uint32_t i = first + 1; i < limit; i++) {
        if (!is_address(d->tokens[i].form))
            continue;
        uint32_t start = i;
        do
            start--;
        while (start > first && start + 2 > i && is_initial(d->tokens[start].form));
        if (!dl__name_capital(&d->tokens[start]) ||
            (d->tokens[start].upos != DL_UPOS_PROPN && d->tokens[start].ner == DL_NER_O))
            continue;
        if (i + 1 < limit && d->tokens[i + 1].ner != DL_NER_O && d->tokens[i + 1].ner % 2 == 0)
            d->tokens[i + 1].ner--;
        dl__name_mark(d, start, i + 1, DL_NER_B_PER);
    }
}
