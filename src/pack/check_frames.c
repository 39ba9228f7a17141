/* check_frames.c - entries of the lexicon that another always beats, and frames that ask one place twice; see lexicon_check.h.
 *
 * Of two entries that fit, the one with more slots filled wins, then the narrower, then the earlier (event/match.c).  So an entry
 * can never win where an earlier one fits whatever it fits and scores as much for it: its slots pair with those of the
 * earlier, each asking at least as much, none counting for more. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/lexicon_check.h"

#include <string.h>

static bool str_eq(dl_str a, dl_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool has_word(const dl__slot_spec *s)
{
    return s->set >= 0 || s->words.len;
}

/* What a filled slot counts, as in event/match.c. */
static int narrowness(const dl__slot_spec *s)
{
    return has_word(s) && !s->set_negated ? 3 : s->content_needed ? 2 : s->fill == DL__FILL_ANY ? 0 : 1;
}

static bool is_place_of(const dl__where *w, const dl__slot_spec *s)
{
    for (unsigned i = 0; i < s->n_at; i++)
        if (s->at[i].slot == w->slot && str_eq(s->at[i].prep, w->prep))
            return true;
    return false;
}

static bool places_within(const dl__slot_spec *inner, const dl__slot_spec *outer)
{
    for (unsigned i = 0; i < inner->n_at; i++)
        if (!is_place_of(&inner->at[i], outer))
            return false;
    return true;
}

/* Whatever fills b fills a. */
static bool fill_admits(const dl__slot_spec *a, const dl__slot_spec *b)
{
    bool subject = a->at[0].slot == DL__W_S;
    if (a->content_needed && !b->content_needed)
        return false;
    if (a->fill == b->fill)
        return true;
    switch ((dl__fill)a->fill) {
    case DL__FILL_ANY:
    case DL__FILL_T:
    case DL__FILL_X: return true;
    case DL__FILL_A: return !subject && b->fill == DL__FILL_R;
    case DL__FILL_R: return b->fill == DL__FILL_A;
    case DL__FILL_PR: return b->fill == DL__FILL_P;
    default: return false;
    }
}

static bool same_word(const dl__slot_spec *a, const dl__slot_spec *b)
{
    return a->set == b->set && a->set_negated == b->set_negated && str_eq(a->words, b->words);
}

/* Slot a takes what slot b takes, and counts as much for it. */
static bool slot_covers(const dl__slot_spec *a, const dl__slot_spec *b, bool counted)
{
    if (a->absent || b->absent || (b->optional && !a->optional) || (counted && narrowness(a) < narrowness(b)))
        return false;
    return places_within(b, a) && fill_admits(a, b) && (same_word(a, b) || !has_word(a));
}

/* What must not be there for a must not be there for b. */
static bool absence_covered(const dl__slot_spec *a, const dl__entry *b)
{
    for (unsigned k = 0; k < b->n_slots; k++)
        if (b->slots[k].absent && places_within(a, &b->slots[k]) && same_word(a, &b->slots[k]) &&
            a->fill == b->slots[k].fill)
            return true;
    return false;
}

static bool shadows(const dl__entry *a, const dl__entry *b, bool counted)
{
    bool paired[DL__MAX_SLOTS] = { false };
    if (!str_eq(a->extra, b->extra))
        return false;
    for (unsigned i = 0; i < b->n_slots; i++) {
        unsigned k = 0;
        if (b->slots[i].absent)
            continue;
        while (k < a->n_slots && (paired[k] || !slot_covers(&a->slots[k], &b->slots[i], counted)))
            k++;
        if (k < a->n_slots)
            paired[k] = true;
        else if (counted)
            return false;
    }
    for (unsigned k = 0; k < a->n_slots; k++) {
        const dl__slot_spec *s = &a->slots[k];
        bool subject = s->n_at == 1 && s->at[0].slot == DL__W_S && !has_word(s);
        if (s->absent ? !absence_covered(s, b) : !paired[k] && !s->optional && !subject)
            return false;
        if (!s->absent && !paired[k] && subject)
            return false; /* it may be there and not fit */
    }
    return true;
}

static bool place_twice(const dl__entry *x)
{
    for (unsigned i = 0; i < x->n_slots; i++) {
        for (unsigned k = i + 1; k < x->n_slots; k++) {
            const dl__slot_spec *a = &x->slots[i], *b = &x->slots[k];
            if (a->absent || b->absent || a->fill != b->fill || has_word(a) != has_word(b))
                continue;
            for (unsigned n = 0; n < a->n_at; n++)
                if (is_place_of(&a->at[n], b))
                    return true;
        }
    }
    return false;
}

static const char *frame(const dl__entry *x)
{
    return dl__table_cell(x->table, x->row, dl__table_column(x->table, "frame"));
}

bool dl__check_frames(lexicon_check *c, const dl__entries *entries, dl__rivalry rivalry)
{
    bool good = true;
    for (uint32_t i = 0; i < entries->n; i++) {
        const dl__entry *a = &entries->items[i];
        if (place_twice(a))
            good = dl__lexicon_fault(c, a->table, a->row,
                                     "frame '%s': one place stands twice with like fillers", frame(a));
        for (uint32_t n = entries->next[i]; n; n = entries->next[n - 1]) {
            const dl__entry *b = &entries->items[n - 1];
            bool same = strcmp(a->trigger, b->trigger) == 0 && strcmp(frame(a), frame(b)) == 0;
            if (same || (rivalry != DL__RIVALS_NONE && shadows(a, b, rivalry == DL__RIVALS_SCORED)))
                good =
                    dl__lexicon_fault(c, b->table, b->row,
                                      "entry '%s %s' is never reached: line %u, '%s', fits whatever it fits",
                                      b->trigger, frame(b), dl__table_line(a->table, a->row), frame(a));
        }
    }
    return good;
}
