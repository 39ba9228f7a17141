/* trace.c - rows for `explain`, made only where they are asked for; see trace.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/trace.h"

#include <string.h>

enum { NO_EVENT = -1 };

const char *dl__trace_entry(dl__arena *a, const dl__entry *e)
{
    static const char *const columns[] = { "kind", "act" };
    const char *name = "", *what = "";
    for (size_t i = 0; i < sizeof columns / sizeof *columns && !*name; i++) {
        what = columns[i];
        name = dl__table_cell(e->table, e->row, dl__table_column(e->table, what));
    }
    return dl__arena_printf(a, "%s  %s  %s %s", e->trigger,
                            dl__table_cell(e->table, e->row, dl__table_column(e->table, "frame")), what,
                            name);
}

static dl_trace *add(dl__compose *c, uint32_t token, const dl__match *m)
{
    dl_document *d = c->d;
    dl_trace *t = DL__PUSH(d->arena, d->traces, d->n_traces, d->cap_traces);
    if (!t) {
        c->failed = DL_ENOMEM;
        return NULL;
    }
    *t = (dl_trace){
        .sentence = (uint32_t)d->syn[token].sentence, .token = token, .event = NO_EVENT, .missing = ""
    };
    t->rule = dl__arena_printf(d->arena, "%s:%u", dl__table_file(m->entry->table, m->entry->row),
                               dl__table_line(m->entry->table, m->entry->row));
    t->entry = dl__trace_entry(d->arena, m->entry);
    t->arcs = "";
    for (unsigned i = 0; i < m->n_filled && t->arcs; i++) {
        const dl_token *w = &d->tokens[m->filled[i]];
        t->arcs = dl__arena_printf(d->arena, "%s%s%s (%s)", t->arcs, i ? ", " : "", w->form, w->deprel);
    }
    if (!t->rule || !t->entry || !t->arcs)
        c->failed = DL_ENOMEM;
    return t;
}

void dl__trace_near(dl__compose *c, uint32_t token, const dl__match *m)
{
    static const char *const names[] = { "s", "o", "i", "", "c", "+c", "prt", "mark", "adv", "aux", "det" };
    const dl__slot_spec *s = m->missing;
    dl_trace *t = add(c, token, m);
    if (!t || !s)
        return;
    t->missing = dl__arena_printf(c->d->arena, "slot %.*s%s: %s", (int)s->at[0].prep.len,
                                  s->at[0].prep.len ? s->at[0].prep.ptr : "", names[s->at[0].slot],
                                  s->absent ? "is there, must not be" : "nothing that fits");
    if (!t->missing)
        c->failed = DL_ENOMEM;
}

static const char *reason(const dl__cand *x)
{
    if (x->swallowed)
        return "left out: part of another record, or told by it";
    if (x->worth)
        return NULL;
    if (x->status.none)
        return "left out: a word over it makes it nothing that was done (status.tsv, effect none)";
    if (x->kind && strcmp(x->kind->worth.type, "-") == 0)
        return "left out: its kind makes no record by itself, only as the content of an act (kinds.tsv, type "
               "-)";
    if (x->act && x->content < 0)
        return "left out: this act is a record only where its content is a known deed (act_kinds.tsv, type "
               "-)";
    if (x->act)
        return "left out: its content stands by itself (join.tsv, type = or -)";
    return "left out: a participle before its noun says what somebody is";
}

void dl__trace_dropped(dl__compose *c)
{
    for (size_t i = 0; i < c->n_cands; i++) {
        const char *why = reason(&c->cands[i]);
        dl_trace *t = why ? add(c, c->cands[i].token, &c->cands[i].match) : NULL;
        if (t)
            t->missing = why;
    }
}
