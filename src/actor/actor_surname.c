/* actor_surname.c - bare surnames of which the story tells no full name: "Mr Rudd", "President Keita".
 *
 * Headlines and short reports name people in office by surname alone.  The last words of the names in data/actors/persons.tsv
 * are sorted once for each model; a surname is somebody's there only where it is unambiguous: one person of that surname was in
 * office at the story's date in a country that the story names, and nobody else of that surname is told of. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_WORD = 64, SHORTEST = 3 };

static int by_word(const void *x, const void *y)
{
    const dl__asurname *a = x, *b = y;
    int c = strcmp(a->word, b->word);
    return c ? c : a->row < b->row ? -1 : a->row > b->row;
}

bool dl__asurnames_new(dl__actors *a)
{
    const dl__table *t = a->table[DL__AT_PERSON];
    size_t n = t ? dl__table_n_rows(t) : 0;
    if (!n)
        return true;
    a->surnames = malloc(n * sizeof *a->surnames);
    if (!a->surnames)
        return false;
    for (uint32_t row = 0; row < n; row++) {
        const char *name = dl__acell(a, DL__AT_PERSON, row, DL__AC_name), *space = strrchr(name, ' ');
        if (space)
            a->surnames[a->n_surnames++] = (dl__asurname){ .word = space + 1, .row = row };
    }
    qsort(a->surnames, a->n_surnames, sizeof *a->surnames, by_word);
    return true;
}

/* First entry of this word, n_surnames where there is none. */
static size_t first_of(const dl__actors *a, const char *word)
{
    size_t low = 0, high = a->n_surnames;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(a->surnames[mid].word, word) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < a->n_surnames && !strcmp(a->surnames[low].word, word) ? low : a->n_surnames;
}

/* Role right before t, -1. */
static int32_t title_before(const dl__awork *w, uint32_t t)
{
    if (t == 0 || w->d->syn[t - 1].sentence != w->d->syn[t].sentence)
        return -1;
    int32_t r = w->role_at[t - 1];
    return r >= 0 && dl__arole_cell(w, r, DL__AC_kind)[0] == 'p' ? r : -1;
}

static bool polite_before(const dl_document *d, uint32_t t)
{
    static const char *const POLITE[] = { "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr." };
    return t > 0 && d->syn[t - 1].sentence == d->syn[t].sentence &&
           DL__AWORD_IN(d->tokens[t - 1].form, POLITE);
}

/* Whether the word stands anywhere in the story in a listed name of more words or of another row, or behind another part of a name:
 * then it is told who is meant. */
static bool full_name_told(const dl__awork *w, const char *form, uint32_t row)
{
    const dl_document *d = w->d;
    for (uint32_t t = 1; t < d->n_tokens; t++) {
        if (strcmp(d->tokens[t].form, form) != 0 || d->syn[t].sentence != d->syn[t - 1].sentence)
            continue;
        int32_t i = w->name_at[t];
        bool same = i >= 0 && w->names[i].table == DL__AT_PERSON && w->names[i].row == row;
        if (i >= 0 ? !same
                   : d->tokens[t - 1].upos == DL_UPOS_PROPN && w->role_at[t - 1] < 0 &&
                         w->name_at[t - 1] < 0 && !polite_before(d, t))
            return true;
    }
    return false;
}

/* Whether a holder of the listed office may bear the title that the text gives. */
static bool title_fits(const dl__awork *w, int32_t role, uint32_t row)
{
    static const char *const POLITICAL[] = { "GOV", "LEG", "PTY", "OPP" }, *const HOUSE[] = { "LEG", "PTY" };
    if (role < 0)
        return true;
    const char *said = dl__arole_cell(w, role, DL__AC_sectors),
               *listed = dl__acell(w->a, DL__AT_PERSON, row, DL__AC_sectors);
    if (!said[0] || DL__AWORD_IN(said, HOUSE))
        return DL__AWORD_IN(listed, POLITICAL);
    return !strcmp(said, listed);
}

/* Whether the office is that of who leads a country or its government. */
static bool leads(const dl__actors *a, uint32_t row)
{
    static const char *const TOP[] = {
        "president", "prime minister", "chancellor", "king", "queen", "premier"
    };
    return DL__AWORD_IN(dl__acell(a, DL__AT_PERSON, row, DL__AC_office), TOP) &&
           !strcmp(dl__acell(a, DL__AT_PERSON, row, DL__AC_sectors), "GOV");
}

/* Row of the one person whom the surname at t means, -1. */
static int32_t row_of(const dl__awork *w, uint32_t t, const dl__tally *named, bool addressed)
{
    const dl__actors *a = w->a;
    const char *form = w->d->tokens[t].form, *date = w->d->story_date ? w->d->story_date : "";
    char word[MAX_WORD];
    size_t n = dl__key_normalise(form, strlen(form), false, word, sizeof word);
    if (n < SHORTEST || n >= sizeof word)
        return -1;
    word[n] = '\0';
    const char *one = "";
    int32_t found = -1, role = title_before(w, t), head = -1;
    bool heads = false, several = false;
    for (size_t i = first_of(a, word); i < a->n_surnames && !strcmp(a->surnames[i].word, word); i++) {
        uint32_t row = a->surnames[i].row;
        const char *iso3 = dl__acell(a, DL__AT_PERSON, row, DL__AC_iso3);
        bool near = iso3[0] && (!strcmp(iso3, w->focus) || (addressed && dl__tally_of(named, iso3) > 0));
        int time = near ? dl__arow_time(a, DL__AT_PERSON, row, date) : -1;
        if (time < 0 || (time > 0 && addressed))
            continue;
        const char *name = dl__acell(a, DL__AT_PERSON, row, DL__AC_name);
        if (!one[0])
            one = name;
        several |=
            strcmp(one, name) != 0; /* without a title a predecessor of that surname may be meant too */
        if (time != 0 || !title_fits(w, role, row))
            continue;
        if (found < 0)
            found = (int32_t)row;
        if (leads(a, row)) {
            heads |= head >= 0 && strcmp(dl__acell(a, DL__AT_PERSON, (uint32_t)head, DL__AC_name), name) != 0;
            head = (int32_t)row;
        }
    }
    return !several ? found : heads ? -1 : head; /* "Bush" is the president, whoever else is so called */
}

/* A surname alone: no part of a longer name, called by a polite word or a title, or labelled as a person. */
static bool stands_alone(const dl__awork *w, uint32_t t, bool *addressed)
{
    const dl_document *d = w->d;
    const dl_token *k = &d->tokens[t];
    if (k->upos != DL_UPOS_PROPN || w->name_at[t] >= 0 || w->role_at[t] >= 0 || k->ner == DL_NER_I_PER)
        return false;
    bool next = t + 1 < d->n_tokens && d->syn[t + 1].sentence == d->syn[t].sentence;
    if (next && d->tokens[t + 1].upos == DL_UPOS_PROPN && w->role_at[t + 1] < 0)
        return false;
    *addressed = polite_before(d, t) || title_before(w, t) >= 0;
    return *addressed || k->ner == DL_NER_B_PER;
}

bool dl__asurnames_match(dl__awork *w)
{
    dl__tally named = { .n = 0 };
    for (size_t i = 0; i < w->n_names; i++) {
        const char *iso3 = dl__amatch_iso3(w, &w->names[i]);
        if (w->name_at[w->names[i].first] == (int32_t)i && iso3[0] && !iso3[3])
            dl__tally_add(&named, iso3, 1);
    }
    for (uint32_t t = 0; t < w->d->n_tokens; t++) {
        bool addressed;
        if (!stands_alone(w, t, &addressed))
            continue;
        int32_t row = row_of(w, t, &named, addressed);
        if (row < 0 || full_name_told(w, w->d->tokens[t].form, (uint32_t)row))
            continue;
        dl__amatch *kept = DL__PUSH(w->tmp, w->names, w->n_names, w->cap_names);
        if (!kept)
            return false;
        *kept = (dl__amatch){
            .first = t, .end = t + 1, .row = (uint32_t)row, .table = DL__AT_PERSON, .via = DL_VIA_name
        };
        w->name_at[t] = (int32_t)(w->n_names - 1);
    }
    return true;
}
