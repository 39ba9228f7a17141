/* time_match.c - patterns over the atoms of a sentence: leftmost, longest.  Layer: when.
 *
 * Level after level, each place keeps the longest expression that begins there; a pattern of a higher level may hold what
 * a lower one found.  Work per place is bounded by the patterns that can begin with its word and by their items. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "when/time_priv.h"

typedef struct matcher {
    const dl__clock *c;
    const dl__tatoms *a;
    const dl__tmatches *m;
    int level;
} matcher;

enum { N_LEVELS = 3 };

static void put(dl__tnode *n, dl__tc cls, int value)
{
    unsigned k = n->count[cls] < 2 ? n->count[cls] : 1;
    n->v[cls][k] = (int16_t)value;
    n->count[cls]++;
}

static int plain_number(const dl__tatom *t, unsigned min_digits, unsigned max_digits, bool ordinal)
{
    if (t->kind != DL__AK_NUMBER || t->comma || (t->ordinal && !ordinal) || t->digits < min_digits ||
        t->digits > max_digits)
        return -1;
    return (int)t->number;
}

/* "25th", "first", "twenty-first"; a plain number only as the day of a month. */
static int match_ordinal(const matcher *x, dl__tc cls, size_t i, dl__tnode *n)
{
    const dl__tatom *t = &x->a->at[i];
    const dl__tentry *e = dl__time_entry(x->c, t->word, DL__TC_ORDW);
    int taken = 1, v = cls == DL__TC_ORDN && !t->ordinal ? -1 : plain_number(t, 1, 2, true);
    if (e) {
        v = e->value;
    } else if (v < 0) {
        const dl__tentry *tens = dl__time_entry(x->c, t->word, DL__TC_NUMW);
        size_t k = i + 1;
        if (!tens || !(tens->flags & DL__TF_TENS) || k >= x->a->n)
            return 0;
        k += x->a->at[k].word && x->c->words[x->a->at[k].word].form[0] == '-';
        e = k < x->a->n ? dl__time_entry(x->c, x->a->at[k].word, DL__TC_ORDW) : NULL;
        if (!e || e->value < 1 || e->value > 9)
            return 0;
        v = tens->value + e->value;
        taken = (int)(k - i) + 1;
    }
    if (cls == DL__TC_DAYN && (v < 1 || v > 31))
        return 0;
    put(n, cls, v);
    return taken;
}

static bool is_article(const matcher *x, const dl__tatom *t)
{
    const char *form = x->c->words[t->word].form;
    return t->kind == DL__AK_WORD && (strcmp(form, "a") == 0 || strcmp(form, "an") == 0);
}

/* A count in figures or words; "a" where the class allows it. */
static int match_count(const matcher *x, dl__tc cls, size_t i, dl__tnode *n)
{
    double value = 1;
    int k = cls == DL__TC_NUMA && is_article(x, &x->a->at[i]) ? 1 : dl__time_number(x->c, x->a, i, &value);
    if (k == 0 || value > 100000)
        return 0;
    n->num = value;
    put(n, DL__TC_NUM, value < 30000 ? (int)value : 30000);
    return k;
}

/* One of the classes that are about numbers; returns atoms taken. */
static int match_number(const matcher *x, dl__tc cls, size_t i, dl__tnode *n)
{
    static const struct {
        unsigned char min_digits, max_digits;
        short least, most;
    } RANGE[DL__N_TC] = {
        [DL__TC_MONN] = { 1, 2, 0, 99 },     [DL__TC_YEAR] = { 4, 4, 1000, 2199 },
        [DL__TC_YEARBC] = { 1, 4, 0, 9999 }, [DL__TC_YY] = { 2, 2, 0, 99 },
        [DL__TC_HH] = { 1, 2, 0, 24 },       [DL__TC_MM] = { 2, 2, 0, 59 },
        [DL__TC_HHMM] = { 4, 4, 0, 2400 },
    };
    if (cls == DL__TC_NUM || cls == DL__TC_NUMA)
        return match_count(x, cls, i, n);
    if (cls == DL__TC_DAYN || cls == DL__TC_ORDN)
        return match_ordinal(x, cls, i, n);
    int v = plain_number(&x->a->at[i], RANGE[cls].min_digits, RANGE[cls].max_digits, false);
    if (v < RANGE[cls].least || v > RANGE[cls].most || (cls == DL__TC_HHMM && v % 100 > 59))
        return 0;
    put(n, cls, v);
    return 1;
}

static int match_holiday(const matcher *x, size_t i, dl__tnode *n)
{
    int best = 0;
    const dl__tatom *at = x->a->at;
    for (size_t h = 0; h < x->c->n_holidays; h++) {
        const dl__tholiday *hol = &x->c->holidays[h];
        unsigned k = 0;
        while (k < hol->n_words && i + k < x->a->n && at[i + k].word == hol->words[k])
            k++;
        if (k < hol->n_words || (int)k <= best || !at[i].capital)
            continue;
        best = (int)k;
        n->v[DL__TC_HOL][0] = (int16_t)h;
    }
    if (best)
        n->count[DL__TC_HOL]++;
    return best;
}

static int match_class(const matcher *x, dl__tc cls, size_t i, dl__tnode *n)
{
    if ((int)cls >= (int)DL__N_WORD_CLASSES)
        return match_number(x, cls, i, n);
    const dl__tatom *t = &x->a->at[i];
    if (cls == DL__TC_HOL)
        return t->word && (x->c->words[t->word].classes >> DL__TC_HOL & 1) ? match_holiday(x, i, n) : 0;
    const dl__tentry *e = dl__time_entry(x->c, t->word, (uint8_t)cls);
    if (!e || ((e->flags & DL__TF_CAP) && !t->capital))
        return 0;
    put(n, cls, e->value);
    if (e->flags & DL__TF_PLURAL)
        n->plural = true;
    if (e->flags & DL__TF_NIGHT)
        n->night = true;
    if (cls == DL__TC_FREQ || cls == DL__TC_REF)
        n->text = e->text;
    if (cls == DL__TC_QUANT) {
        n->num = e->value > 0 ? e->value : -1;
        n->count[DL__TC_NUM]++;
    }
    return 1;
}

static bool is_literal(const matcher *x, const dl__titem *it, uint32_t word)
{
    for (uint16_t k = 0; word && k < it->n_words; k++)
        if (x->c->literals[it->first_word + k] == word)
            return true;
    return false;
}

/* Items k.. of the pattern from atom i on; *n is only changed on success. Depth is bounded by DL__T_MAX_ITEMS. */
static bool match_items(const matcher *x, const dl__tpattern *p, unsigned k, size_t i, dl__tnode *n)
{
    if (k == p->n_items) {
        n->end = (int32_t)i;
        return n->n_parts > 0;
    }
    const dl__titem *it = &x->c->items[p->first_item + k];
    if (i < x->a->n && !(it->glued && !x->a->at[i].glued)) {
        dl__tnode try = *n;
        int taken = 0;
        if (it->kind == DL__TI_WORDS) {
            taken = is_literal(x, it, x->a->at[i].word);
        } else if (it->kind == DL__TI_CLASS) {
            taken = match_class(x, (dl__tc)it->cls, i, &try);
        } else if (x->m->best[i] >= 0) {
            const dl__tnode *in = &x->m->node[x->m->best[i]];
            if ((in->type & it->cls) && in->p->level < p->level && in->n_parts == 1 &&
                in->part_begin[0] == (int32_t)i) {
                taken = in->part_end[0] - (int32_t)i;
                *(try.child < 0 ? &try.child : &try.child2) = x->m->best[i];
            }
        }
        if (taken) {
            int32_t end = (int32_t)i + taken;
            if (!it->gap) {
                bool open = try.n_parts > 0 && try.part_end[try.n_parts - 1] == (int32_t)i;
                if (!open && try.n_parts == 2)
                    return false;
                if (!open)
                    try.part_begin[try.n_parts++] = (int32_t)i;
                try.part_end[try.n_parts - 1] = end;
            }
            if (match_items(x, p, k + 1, (size_t)end, &try)) {
                *n = try;
                return true;
            }
        }
    }
    return it->optional && match_items(x, p, k + 1, i, n);
}

static bool start_row(const matcher *x, size_t row, size_t i, const dl_document *d, dl__tmatches *m)
{
    for (uint32_t s = x->c->start_at[row]; s < x->c->start_at[row + 1]; s++) {
        const dl__tpattern *p = &x->c->patterns[x->c->starts[s]];
        if (p->level != x->level)
            continue;
        dl__tnode n = {
            .p = p, .begin = (int32_t)i, .child = -1, .child2 = -1, .type = p->type, .token = -1
        };
        if (!match_items(x, p, 0, i, &n))
            continue;
        int32_t at = n.part_begin[0];
        int32_t old = m->best[at];
        int32_t old_end = old >= 0 ? m->node[old].part_end[m->node[old].n_parts - 1] : 0;
        if (n.part_end[n.n_parts - 1] <= old_end)
            continue;
        n.token = x->a->at[at].token;
        if (!dl__time_accept(x->c, d, x->a, &n))
            continue;
        dl__tnode *kept = DL__PUSH(d->arena, m->node, m->n, m->cap);
        if (!kept)
            return false;
        *kept = n;
        m->best[at] = (int32_t)(kept - m->node);
    }
    return true;
}

bool dl__time_match(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tmatches *m)
{
    matcher x = { c, a, m, 0 };
    m->n = m->n_chosen = 0;
    while (m->cap_best < a->n)
        if (!dl__arena_grow(d->arena, (void **)&m->best, m->cap_best, &m->cap_best, sizeof *m->best))
            return false;
    for (size_t i = 0; i < a->n; i++)
        m->best[i] = -1;
    for (x.level = 0; x.level < N_LEVELS; x.level++)
        for (size_t i = 0; i < a->n; i++) {
            const dl__tatom *t = &a->at[i];
            if (t->word && !start_row(&x, t->word, i, d, m))
                return false;
            if (t->kind == DL__AK_NUMBER && !start_row(&x, c->n_words, i, d, m))
                return false;
            if (x.level > 0 && m->best[i] >= 0 && !start_row(&x, c->n_words + 1, i, d, m))
                return false;
        }
    for (size_t i = 0; i < a->n;) {
        int32_t b = m->best[i];
        if (b < 0) {
            i++;
            continue;
        }
        int32_t *chosen = DL__PUSH(d->arena, m->chosen, m->n_chosen, m->cap_chosen);
        if (!chosen)
            return false;
        *chosen = b;
        i = (size_t)m->node[b].part_end[m->node[b].n_parts - 1];
    }
    return true;
}
