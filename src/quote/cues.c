/* cues.c - the table of words that say, write or think (data/lexicon/cues.tsv), and what each takes. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "quote/quote_priv.h"

dl_status dl__cues_new(const dl__pack *p, dl__cues **out, dl_error *err)
{
    *out = NULL;
    const dl__table *cues = dl__pack_table(p, "lex_cues"), *sets = dl__pack_table(p, "lex_sets");
    if (!cues || !sets)
        return dl__fail(err, DL_EMODEL, 0, "data pack: table lex_cues or lex_sets: not there");
    dl__arena *arena = dl__arena_new();
    dl__cues *c = arena ? dl__arena_alloc(arena, 1, sizeof *c) : NULL;
    if (!c) {
        dl__arena_free(arena);
        return dl__no_memory(err);
    }
    c->arena = arena;
    dl_status st = dl__sets_load(&c->sets, arena, sets, err);
    if (st == DL_OK)
        st = dl__entries_load(&c->entries, arena, &c->sets, cues, err);
    if (st == DL_OK)
        *out = c;
    else
        dl__arena_free(arena);
    return st;
}

void dl__cues_free(dl__cues *c)
{
    if (c)
        dl__arena_free(c->arena);
}

static bool same_word(dl_str a, const char *b)
{
    return strncmp(a.ptr, b, a.len) == 0 && b[a.len] == '\0';
}

/* "point out": the particle or adverb that makes the verb another stands beside it. */
static bool has_extra(const dl_document *d, uint32_t t, const dl__entry *e)
{
    if (!e->extra.len)
        return true;
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool beside = dep == DL__DEP_compound || dep == DL__DEP_advmod || dep == DL__DEP_fixed;
        if (beside && same_word(e->extra, d->tokens[c].lemma))
            return true;
    }
    return false;
}

/* "It is clear", "she became convinced": a participle is an adjective where it is said of somebody. */
static bool is_state(const dl_document *d, uint32_t t)
{
    if (d->tokens[t].upos == DL_UPOS_ADJ)
        return true;
    return d->tokens[t].upos == DL_UPOS_VERB && !(d->syn[t].feats & DL__F_FIN) &&
           strcmp(d->tokens[t].xpos, "VBN") == 0;
}

static uint32_t first_entry(const dl__finder *f, uint32_t t, char pos)
{
    const dl_token *x = &f->d->tokens[t];
    const dl__entries *all = &f->cues->entries;
    /* a participle that is an adjective is listed by its form */
    uint32_t first = dl__entries_first(all, x->lemma, pos);
    return first || pos != 'a' ? first : dl__entries_first(all, x->form, pos);
}

/* The entries of a word, those of its part of speech and, for a participle, those of its form. */
static unsigned starts(const dl__finder *f, uint32_t t, uint32_t out[2])
{
    unsigned n = 0;
    uint8_t upos = f->d->tokens[t].upos;
    char pos = upos == DL_UPOS_VERB ? 'v' : upos == DL_UPOS_NOUN ? 'n' : 0;
    uint32_t first = pos ? first_entry(f, t, pos) : 0;
    if (first)
        out[n++] = first;
    first = is_state(f->d, t) ? first_entry(f, t, 'a') : 0;
    if (first)
        out[n++] = first;
    return n;
}

bool dl__is_cue(const dl__finder *f, uint32_t t)
{
    uint32_t start[2];
    unsigned n = starts(f, t, start);
    for (unsigned k = 0; k < n; k++) {
        for (uint32_t i = start[k]; i; i = f->cues->entries.next[i - 1]) {
            if (has_extra(f->d, t, &f->cues->entries.items[i - 1]))
                return true;
        }
    }
    return false;
}

static bool is_place(const dl__where *w, dl__takes what)
{
    static const char *const names[] = {
        [DL__TAKES_THAT] = "that", [DL__TAKES_QUOTE] = "quote", [DL__TAKES_AS] = "as"
    };
    switch (what) {
    case DL__TAKES_C: return w->slot == DL__W_C;
    case DL__TAKES_O: return w->slot == DL__W_O;
    case DL__TAKES_I: return w->slot == DL__W_I;
    case DL__TAKES_S: return w->slot == DL__W_S;
    case DL__TAKES_TO: return w->slot == DL__W_PREP_C;
    default: return w->slot == DL__W_PREP && same_word(w->prep, names[what]);
    }
}

static bool fits(const dl__finder *f, const dl__slot_spec *s, uint32_t head)
{
    const char *lemma = f->d->tokens[head].lemma;
    bool any = s->set < 0 && !s->words.len;
    return any || dl__spec_has(&f->cues->sets, s->set, s->words, lemma, strlen(lemma)) != s->set_negated;
}

/* How many entries of a cue have such a place, and how many of these the head fits. */
static unsigned places(const dl__finder *f, uint32_t cue, dl__takes what, uint32_t head, unsigned *fitting)
{
    uint32_t start[2];
    unsigned found = 0;
    *fitting = 0;
    unsigned n = starts(f, cue, start);
    for (unsigned k = 0; k < n; k++) {
        for (uint32_t i = start[k]; i; i = f->cues->entries.next[i - 1]) {
            const dl__entry *e = &f->cues->entries.items[i - 1];
            for (unsigned j = 0; j < e->n_slots && has_extra(f->d, cue, e); j++) {
                for (unsigned w = 0; w < e->slots[j].n_at; w++) {
                    if (!is_place(&e->slots[j].at[w], what))
                        continue;
                    found++;
                    *fitting += fits(f, &e->slots[j], head);
                }
            }
        }
    }
    return found;
}

bool dl__cue_takes(const dl__finder *f, uint32_t cue, dl__takes what, uint32_t head)
{
    unsigned fitting;
    (void)places(f, cue, what, head, &fitting);
    return fitting > 0;
}

bool dl__cue_suits(const dl__finder *f, uint32_t cue, int32_t who)
{
    unsigned fitting = 0;
    unsigned found = places(f, cue, DL__TAKES_S, who >= 0 ? (uint32_t)who : cue, &fitting);
    return !found || (who >= 0 && fitting > 0);
}

bool dl__cue_is(const dl__finder *f, uint32_t cue, const char *kind)
{
    uint32_t start[2];
    unsigned n = starts(f, cue, start);
    for (unsigned k = 0; k < n; k++) {
        const dl__entry *e = &f->cues->entries.items[start[k] - 1];
        if (strcmp(dl__table_cell(e->table, e->row, dl__table_column(e->table, "kind")), kind) == 0)
            return true;
    }
    return false;
}
