/* tables.c - the pack's rows turned into what the matcher asks for; a name that no table has is an error of the pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/tables.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/error.h"

enum { MAX_KEY = 200, MAX_REGISTER = 24 };

static const dl__table *table(const dl__pack *p, const char *name, dl_error *err)
{
    const dl__table *t = dl__pack_table(p, name);
    if (!t)
        (void)dl__fail(err, DL_EMODEL, 0, "data pack: table %s: not there", name);
    return t;
}

static const char *cell(const dl__table *t, uint32_t row, const char *column)
{
    return dl__table_cell(t, row, dl__table_column(t, column));
}

static double number(const char *s)
{
    double v;
    (void)dl__decimal(s, &v);
    return v;
}

static dl__worth worth(const dl__table *t, uint32_t row)
{
    return (dl__worth){ cell(t, row, "type"), cell(t, row, "mode"), cell(t, row, "cameo"),
                        cell(t, row, "contexts") };
}

static dl_status unknown(const dl__table *t, uint32_t row, const char *column, dl_error *err)
{
    return dl__fail(err, DL_EMODEL, 0, "%s:%u: %s '%s': no table has it", dl__table_file(t, row),
                    dl__table_line(t, row), column, cell(t, row, column));
}

static dl_status load_kinds(dl__events *e, const dl__pack *p, dl__map *names, dl_error *err)
{
    const dl__table *t = table(p, "lex_kinds", err);
    if (!t)
        return DL_EMODEL;
    uint32_t n = dl__table_n_rows(t);
    e->kinds = dl__arena_alloc(e->arena, n, sizeof *e->kinds);
    if (!e->kinds)
        return dl__no_memory(err);
    for (uint32_t r = 0; r < n; r++) {
        e->kinds[r] = (dl__kind){ cell(t, r, "kind"), cell(t, r, "group"), worth(t, r) };
        uint32_t *v = dl__map_put(names, e->kinds[r].name, strlen(e->kinds[r].name), NULL);
        if (!v)
            return dl__no_memory(err);
        *v = r;
    }
    return DL_OK;
}

static dl_status load_act_kinds(dl__events *e, const dl__pack *p, dl__map *names, dl_error *err)
{
    static const struct {
        const char *name;
        dl__content content;
    } contents[] = {
        { "none", DL__CONTENT_NONE },
        { "swallow", DL__CONTENT_SWALLOW },
        { "claim", DL__CONTENT_CLAIM },
        { "deny", DL__CONTENT_DENY },
    };
    const dl__table *t = table(p, "lex_act_kinds", err);
    if (!t)
        return DL_EMODEL;
    uint32_t n = dl__table_n_rows(t);
    e->act_kinds = dl__arena_alloc(e->arena, n, sizeof *e->act_kinds);
    if (!e->act_kinds)
        return dl__no_memory(err);
    for (uint32_t r = 0; r < n; r++) {
        size_t i = 0, n_contents = sizeof contents / sizeof *contents;
        while (i < n_contents && strcmp(contents[i].name, cell(t, r, "content")) != 0)
            i++;
        if (i == n_contents)
            return unknown(t, r, "content", err);
        e->act_kinds[r] = (dl__act){ cell(t, r, "act"), contents[i].content, worth(t, r) };
        uint32_t *v = dl__map_put(names, e->act_kinds[r].name, strlen(e->act_kinds[r].name), NULL);
        if (!v)
            return dl__no_memory(err);
        *v = r;
    }
    return DL_OK;
}

static dl_status load_join(dl__events *e, const dl__pack *p, dl_error *err)
{
    const dl__table *t = table(p, "lex_join", err);
    if (!t)
        return DL_EMODEL;
    uint32_t n = dl__table_n_rows(t);
    e->join = dl__arena_alloc(e->arena, n, sizeof *e->join);
    dl__map_init(&e->joins, e->arena);
    if (!e->join)
        return dl__no_memory(err);
    for (uint32_t r = 0; r < n; r++) {
        e->join[r] = worth(t, r);
        char *key = dl__arena_printf(e->arena, "%s\x1F%s", cell(t, r, "act"), cell(t, r, "group"));
        uint32_t *v = key ? dl__map_put(&e->joins, key, strlen(key), NULL) : NULL;
        if (!v)
            return dl__no_memory(err);
        *v = r + 1;
    }
    return DL_OK;
}

static dl_status load_entries(dl__events *e, const dl__pack *p, dl_error *err)
{
    static const char *const names[] = { "lex_deeds", "lex_acts", "lex_lights", "lex_status" };
    dl__entries *into[] = { &e->deeds, &e->acts, &e->lights, &e->status };
    const dl__table *sets = table(p, "lex_sets", err);
    if (!sets)
        return DL_EMODEL;
    dl_status st = dl__sets_load(&e->sets, e->arena, sets, err);
    for (size_t i = 0; st == DL_OK && i < sizeof into / sizeof *into; i++) {
        const dl__table *t = table(p, names[i], err);
        st = t ? dl__entries_load(into[i], e->arena, &e->sets, t, err) : DL_EMODEL;
    }
    return st;
}

static dl_status bind_entries(dl__events *e, const dl__map *kinds, const dl__map *acts, dl_error *err)
{
    e->kind_of = dl__arena_alloc(e->arena, e->deeds.n, sizeof *e->kind_of);
    e->act_of = dl__arena_alloc(e->arena, e->acts.n, sizeof *e->act_of);
    if (!e->kind_of || !e->act_of)
        return dl__no_memory(err);
    for (uint32_t i = 0; i < e->deeds.n; i++) {
        const dl__entry *x = &e->deeds.items[i];
        const char *name = cell(x->table, x->row, "kind");
        const uint32_t *v = dl__map_get(kinds, name, strlen(name));
        if (!v)
            return unknown(x->table, x->row, "kind", err);
        e->kind_of[i] = &e->kinds[*v];
    }
    for (uint32_t i = 0; i < e->acts.n; i++) {
        const dl__entry *x = &e->acts.items[i];
        const char *name = cell(x->table, x->row, "act");
        const uint32_t *v = dl__map_get(acts, name, strlen(name));
        if (!v)
            return unknown(x->table, x->row, "act", err);
        e->act_of[i] = &e->act_kinds[*v];
    }
    return DL_OK;
}

static dl_status load_effects(dl__events *e, dl_error *err)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } effects[] = {
        { "negated", DL__E_NEGATED },     { "affirmed", DL__E_AFFIRMED },
        { "possible", DL__E_POSSIBLE },   { "hypothetical", DL__E_HYPOTHETICAL },
        { "promised", DL__E_PROMISED },   { "threatened", DL__E_THREATENED },
        { "requested", DL__E_REQUESTED }, { "claimed", DL__E_CLAIMED },
        { "future", DL__E_FUTURE },       { "historical", DL__E_HISTORICAL },
        { "none", DL__E_NONE },           { "pass", DL__E_PASS },
    };
    e->effect_of = dl__arena_alloc(e->arena, e->status.n, sizeof *e->effect_of);
    if (!e->effect_of)
        return dl__no_memory(err);
    for (uint32_t i = 0; i < e->status.n; i++) {
        const dl__entry *x = &e->status.items[i];
        for (const char *p = cell(x->table, x->row, "effect"); *p;) {
            size_t len = strcspn(p, "; ,"), k = 0, n = sizeof effects / sizeof *effects;
            while (k < n && !(strlen(effects[k].name) == len && memcmp(effects[k].name, p, len) == 0))
                k++;
            if (k == n)
                return unknown(x->table, x->row, "effect", err);
            e->effect_of[i] |= effects[k].bit;
            p += len + strspn(p + len, "; ,");
        }
    }
    return DL_OK;
}

/* Phrases by their first lemma; a cell's phrases are joined by ';'. */
static dl_status load_phrases(dl__events *e, const dl__table *t, const char *value, dl__map *map,
                              dl__phrase **items, uint32_t **next, dl_error *err)
{
    size_t n = 0;
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        n++;
        for (const char *p = cell(t, r, "lemmas"); *p; p++)
            n += *p == ';';
    }
    *items = dl__arena_alloc(e->arena, n, sizeof **items);
    *next = dl__arena_alloc(e->arena, n, sizeof **next);
    dl__map_init(map, e->arena);
    if (!*items || !*next)
        return dl__no_memory(err);
    uint32_t i = 0;
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        for (const char *p = cell(t, r, "lemmas"); *p;) {
            size_t len = strcspn(p, ";");
            char *words = dl__arena_strndup(e->arena, p, len);
            uint32_t *first = words ? dl__map_put(map, words, strcspn(words, " "), NULL) : NULL;
            if (!first)
                return dl__no_memory(err);
            (*items)[i] = (dl__phrase){ words, cell(t, r, value), number(cell(t, r, "weight")) };
            (*next)[i] = *first;
            *first = ++i;
            p += len + strspn(p + len, "; ");
        }
    }
    return DL_OK;
}

static dl_status load_register(dl__events *e, const dl__pack *p, dl_error *err)
{
    const dl__table *t = table(p, "lex_register", err);
    if (!t)
        return DL_EMODEL;
    e->n_register = dl__table_n_rows(t);
    e->register_weight = dl__arena_alloc(e->arena, e->n_register, sizeof *e->register_weight);
    dl__map_init(&e->registers, e->arena);
    if (!e->register_weight)
        return dl__no_memory(err);
    for (uint32_t r = 0; r < e->n_register; r++) {
        const char *lemma = cell(t, r, "lemma");
        double weight = number(cell(t, r, "weight"));
        uint32_t *v = dl__map_put(&e->registers, lemma, strlen(lemma), NULL);
        if (!v)
            return dl__no_memory(err);
        *v = r + 1;
        e->register_weight[r] = (int16_t)(weight < -1000 ? -1000 : weight > 1000 ? 1000 : weight);
    }
    return DL_OK;
}

static dl_status load_confidence(dl__events *e, const dl__pack *p, dl_error *err)
{
    e->confidence = table(p, "lex_confidence", err);
    if (!e->confidence)
        return DL_EMODEL;
    dl__map_init(&e->alike, e->arena);
    for (uint32_t r = 0; r < dl__table_n_rows(e->confidence); r++) {
        const char *name = cell(e->confidence, r, "alike");
        uint32_t *v = dl__map_put(&e->alike, name, strlen(name), NULL);
        if (!v)
            return dl__no_memory(err);
        *v = r;
    }
    return DL_OK;
}

static dl_status load_all(dl__events *e, const dl__pack *p, dl_error *err)
{
    dl__map kinds, acts;
    dl__map_init(&kinds, e->arena);
    dl__map_init(&acts, e->arena);
    dl_status st = load_kinds(e, p, &kinds, err);
    if (st == DL_OK)
        st = load_act_kinds(e, p, &acts, err);
    if (st == DL_OK)
        st = load_join(e, p, err);
    if (st == DL_OK)
        st = load_entries(e, p, err);
    if (st == DL_OK)
        st = bind_entries(e, &kinds, &acts, err);
    if (st == DL_OK)
        st = load_effects(e, err);
    if (st == DL_OK)
        st = load_confidence(e, p, err);
    if (st == DL_OK)
        st = load_register(e, p, err);
    const dl__table *contexts = st == DL_OK ? table(p, "lex_contexts", err) : NULL;
    const dl__table *domains = contexts ? table(p, "lex_domains", err) : NULL;
    e->cameo = domains ? table(p, "cameo", err) : NULL;
    e->plover = e->cameo ? table(p, "plover", err) : NULL;
    if (!e->plover)
        return st == DL_OK ? DL_EMODEL : st;
    e->cameo_index = dl__pack_index(p, "cameo");
    e->plover_index = dl__pack_index(p, "plover");
    if (!e->cameo_index || !e->plover_index)
        return dl__fail(err, DL_EMODEL, 0, "data pack: index cameo or plover: not there");
    st = load_phrases(e, contexts, "context", &e->contexts, &e->context, &e->context_next, err);
    if (st == DL_OK)
        st = load_phrases(e, domains, "domain", &e->domains, &e->domain, &e->domain_next, err);
    return st;
}

dl_status dl__events_new(const dl__pack *p, dl__events **out, dl_error *err)
{
    *out = NULL;
    dl__arena *arena = dl__arena_new();
    dl__events *e = arena ? dl__arena_alloc(arena, 1, sizeof *e) : NULL;
    if (!e) {
        dl__arena_free(arena);
        return dl__no_memory(err);
    }
    e->arena = arena;
    dl_status st = load_all(e, p, err);
    if (st == DL_OK)
        *out = e;
    else
        dl__events_free(e);
    return st;
}

void dl__events_free(dl__events *e)
{
    if (e)
        dl__arena_free(e->arena);
}

const dl__worth *dl__join_find(const dl__events *e, const char *act, const char *group)
{
    char key[MAX_KEY];
    int n = snprintf(key, sizeof key, "%s\x1F%s", act, group);
    const uint32_t *v = n > 0 && n < MAX_KEY ? dl__map_get(&e->joins, key, (size_t)n) : NULL;
    return v ? &e->join[*v - 1] : NULL;
}

uint32_t dl__register_row(const dl__events *e, const dl_token *t)
{
    char lower[MAX_REGISTER];
    size_t n = 0;
    if (t->upos == DL_UPOS_PROPN || t->upos == DL_UPOS_NUM || t->upos == DL_UPOS_X || t->upos == DL_UPOS_SYM)
        return 0;
    for (; t->lemma[n]; n++) {
        char c = t->lemma[n];
        if (n == sizeof lower)
            return 0;
        lower[n] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    const uint32_t *v = dl__map_get(&e->registers, lower, n);
    return v ? *v : 0;
}

double dl__confidence(const dl__events *e, char pos, unsigned sides, bool plain)
{
    const char key[] = { pos, (char)('0' + sides), plain ? 'p' : 's' };
    const uint32_t *row = dl__map_get(&e->alike, key, sizeof key);
    return row ? number(cell(e->confidence, *row, "confidence")) : 0.5;
}

void dl__cameo_facts(const dl__events *e, const char *code, const char **name, double *goldstein)
{
    const dl__hit *hits;
    *name = "";
    *goldstein = 0;
    if (!dl__index_find(e->cameo_index, code, strlen(code), &hits))
        return;
    *name = cell(e->cameo, hits->row, "name");
    *goldstein = number(cell(e->cameo, hits->row, "goldstein"));
}

void dl__plover_facts(const dl__events *e, const char *type, const char *mode, int *quad, double *score,
                      bool *recipient_required)
{
    char key[MAX_KEY];
    const dl__hit *hits;
    *quad = 0;
    *score = 0;
    *recipient_required = false;
    int n = snprintf(key, sizeof key, *mode ? "%s/%s" : "%s", type, mode);
    if (n <= 0 || n >= MAX_KEY || !dl__index_find(e->plover_index, key, (size_t)n, &hits))
        return;
    *quad = (int)number(cell(e->plover, hits->row, "quad"));
    *score = number(cell(e->plover, hits->row, "score"));
    *recipient_required = strcmp(cell(e->plover, hits->row, "recipient_required"), "yes") == 0;
}
