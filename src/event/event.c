/* event.c - the stage: compose, then one record for each settled candidate, in the order of the text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/event.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "event/record.h"

static int by_token(const void *a, const void *b)
{
    const dl__cand *x = *(const dl__cand *const *)a, *y = *(const dl__cand *const *)b;
    return (x->token > y->token) - (x->token < y->token);
}

static dl_status add_records(const dl__compose *c, const dl__atlas *atlas, dl_error *err)
{
    dl__sense sense;
    dl_status made = dl__sense_new(c, &sense, err);
    if (made != DL_OK)
        return made;
    const dl__cand **order = dl__arena_alloc(c->scratch, c->n_cands, sizeof *order);
    if (!order)
        return dl__no_memory(err);
    size_t n = 0;
    for (size_t i = 0; i < c->n_cands; i++) {
        if (c->cands[i].worth && !c->cands[i].swallowed)
            order[n++] = &c->cands[i];
    }
    qsort(order, n, sizeof *order, by_token);
    for (size_t i = 0; i < n; i++) {
        dl_status st = dl__record_add(&sense, atlas, (size_t)(order[i] - c->cands), err);
        if (st != DL_OK)
            return st;
    }
    return DL_OK;
}

/* Tell each statement which records lie in what is said. */
static dl_status link_statements(dl_document *d, dl_error *err)
{
    for (size_t i = 0; i < d->n_statements; i++) {
        dl_statement *s = &d->statements[i];
        uint32_t *list = NULL;
        for (int fill = 0; fill < 2; fill++) {
            uint32_t n = 0;
            for (size_t k = 0; k < d->n_events; k++) {
                const dl_event *ev = &d->events[k];
                const dl_token *t = &d->tokens[ev->trigger];
                if (d->sentences[ev->sentence].in != s->in || t->begin < s->begin || t->end > s->end)
                    continue;
                if (fill)
                    list[n] = (uint32_t)k;
                n++;
            }
            if (!n)
                break;
            if (!fill && !(list = dl__arena_alloc(d->arena, n, sizeof *list)))
                return dl__no_memory(err);
            s->n_events = n;
        }
        s->events = list;
    }
    return DL_OK;
}

dl_status dl__event_find(const dl__events *e, const dl__atlas *atlas, dl_document *d, dl_error *err)
{
    dl__arena *scratch = dl__arena_new();
    if (!scratch)
        return dl__no_memory(err);
    dl__compose c;
    dl_status st = dl__compose_run(e, d, scratch, &c, err);
    if (st == DL_OK)
        st = add_records(&c, atlas, err);
    if (st == DL_OK)
        st = link_statements(d, err);
    dl__arena_free(scratch);
    return st;
}
