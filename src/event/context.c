/* context.c - words looked up by their first lemma. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/context.h"

#include <string.h>

enum { MAX_CONTEXTS = 6, MAX_DOMAINS = 16 };

static bool words_at(const dl_document *d, uint32_t t, uint32_t end, const char *words)
{
    for (const char *w = words; *w; t++) {
        size_t n = strcspn(w, " "), k = 0;
        if (t >= end)
            return false;
        const char *lemma = d->tokens[t].lemma;
        while (k < n && lemma[k] &&
               (lemma[k] == w[k] || (lemma[k] >= 'A' && lemma[k] <= 'Z' && lemma[k] + 32 == w[k])))
            k++;
        if (k < n || lemma[k])
            return false;
        w += n;
        while (*w == ' ')
            w++;
    }
    return true;
}

static uint32_t first_phrase(const dl__map *map, const char *lemma)
{
    char lower[64];
    size_t n = 0;
    for (; lemma[n]; n++) {
        if (n + 1 == sizeof lower)
            return 0;
        lower[n] = (char)(lemma[n] >= 'A' && lemma[n] <= 'Z' ? lemma[n] + 32 : lemma[n]);
    }
    const uint32_t *v = dl__map_get(map, lower, n);
    return v ? *v : 0;
}

static void add(const char **list, uint32_t *n, const char *name)
{
    for (uint32_t i = 0; i < *n; i++) {
        if (strcmp(list[i], name) == 0)
            return;
    }
    if (*n < MAX_CONTEXTS)
        list[(*n)++] = name;
}

dl_status dl__context_of(const dl__compose *c, const dl__cand *x, dl_event *ev)
{
    dl_document *d = c->d;
    const char *list[MAX_CONTEXTS];
    uint32_t n = 0;
    const dl__worth *of[2] = { x->worth, x->content >= 0 && c->cands[x->content].kind
                                             ? &c->cands[x->content].kind->worth
                                             : NULL };
    for (int k = 0; k < 2; k++) {
        for (const char *p = of[k] ? of[k]->contexts : ""; *p;) {
            size_t len = strcspn(p, ";");
            const char *name = dl__arena_strndup(d->arena, p, len);
            if (!name)
                return DL_ENOMEM;
            add(list, &n, name);
            p += len + strspn(p + len, "; ");
        }
    }
    /* words of the record's own clause */
    uint32_t first, end;
    dl__tree_span(d, x->token, &first, &end);
    for (uint32_t t = first; t < end; t++) {
        for (uint32_t i = first_phrase(&c->e->contexts, d->tokens[t].lemma); i;
             i = c->e->context_next[i - 1]) {
            if (words_at(d, t, end, c->e->context[i - 1].words))
                add(list, &n, c->e->context[i - 1].value);
        }
    }
    const char **out = dl__arena_alloc(d->arena, n, sizeof *out);
    if (!out)
        return DL_ENOMEM;
    if (n)
        memcpy(out, list, n * sizeof *out);
    ev->contexts = out;
    ev->n_contexts = n;
    return DL_OK;
}

/* A single sentence is of a domain by two of its words, not by one ("killed a scientist"). */
enum { SHORT_TEXT = 25 };

double dl__domain_weight(const dl__events *e, const dl_document *d, const char **name)
{
    const char *names[MAX_DOMAINS];
    double weight[MAX_DOMAINS] = { 0 };
    unsigned n = 0;
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        for (uint32_t i = first_phrase(&e->domains, d->tokens[t].lemma); i; i = e->domain_next[i - 1]) {
            const dl__phrase *p = &e->domain[i - 1];
            if (!words_at(d, t, (uint32_t)d->n_tokens, p->words))
                continue;
            unsigned k = 0;
            while (k < n && strcmp(names[k], p->value) != 0)
                k++;
            if (k == MAX_DOMAINS)
                continue;
            if (k == n)
                names[n++] = p->value;
            weight[k] += p->weight;
        }
    }
    unsigned best = 0;
    for (unsigned k = 1; k < n; k++) {
        if (weight[k] > weight[best])
            best = k;
    }
    *name = n ? names[best] : "";
    size_t length = d->n_tokens > SHORT_TEXT ? d->n_tokens : SHORT_TEXT;
    return n ? 100.0 * weight[best] / (double)length : 0;
}
