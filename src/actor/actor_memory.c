/* actor_memory.c - entities of the document, and the words by which they may come back.
 *
 * One map from marked strings to entities:
 *     k:KEY        the entity itself, so that each is made once
 *     s:WORD       a word of a full personal name; the last person so named
 *     w:WORD       a person of whom only this word was known
 *     t:LEMMA      the last holder of a title or role; t:LEMMA:RUS the last of that country
 *     f:LEMMA      the same of who held it before ("the former minister")
 *     o:TEXT       acronym set in brackets behind a name, the first letters of its words, or its first word
 * The last writer wins: what was said last is what comes back. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_priv.h"

#include <string.h>

static const char *const KIND_NAMES[] = { "person", "country", "organisation", "group", "role" };
enum { MAX_ALIAS = 200 };

static size_t alias_key(char out[MAX_ALIAS], const char *prefix, const char *s, size_t len)
{
    size_t n = strlen(prefix);
    if (n + len >= MAX_ALIAS)
        len = MAX_ALIAS - 1 - n;
    memcpy(out, prefix, n);
    memcpy(out + n, s, len);
    out[n + len] = '\0';
    return n + len;
}

void dl__aent_alias(dl__awork *w, const char *prefix, const char *s, size_t len, uint32_t entity)
{
    char key[MAX_ALIAS];
    size_t n = alias_key(key, prefix, s, len);
    const uint32_t *old = dl__map_get(&w->alias, key, n);
    const char *kept = old ? key : dl__arena_strndup(w->tmp, key, n);
    uint32_t *slot = kept ? dl__map_put(&w->alias, kept, n, NULL) : NULL;
    if (!slot) {
        w->no_memory = true;
        return;
    }
    *slot = entity;
}

int32_t dl__aent_by_alias(const dl__awork *w, const char *prefix, const char *s, size_t len)
{
    char key[MAX_ALIAS];
    const uint32_t *found = dl__map_get(&w->alias, key, alias_key(key, prefix, s, len));
    return found ? (int32_t)*found : -1;
}

void dl__aent_set_code(dl__awork *w, uint32_t entity, const dl__acode *code)
{
    char text[24];
    dl_entity *e = &w->d->entities[entity];
    const char *full = dl__acode_text(code, text);
    char *copy = dl__arena_strndup(w->d->arena, full, strlen(full));
    char *country = dl__arena_strndup(w->d->arena, code->country, strlen(code->country));
    char *sectors = code->org[0] ? dl__arena_strndup(w->d->arena, code->org, 3)
                                 : dl__arena_strndup(w->d->arena, code->sectors, strlen(code->sectors));
    if (!copy || !country || !sectors) {
        w->no_memory = true;
        return;
    }
    e->code = copy;
    e->country = country;
    e->sectors = sectors;
}

int32_t dl__aent_get(dl__awork *w, dl__akind kind, const char *key, size_t key_len, const char *name,
                     const dl__acode *code, bool *is_new)
{
    dl_document *d = w->d;
    int32_t known = dl__aent_by_alias(w, "k:", key, key_len);
    if (is_new)
        *is_new = known < 0;
    if (known >= 0)
        return known;
    size_t n = d->n_entities;
    if (n >= w->cap_ents && !dl__arena_grow(w->tmp, (void **)&w->ents, n, &w->cap_ents, sizeof *w->ents))
        goto fail;
    dl_entity *e = DL__PUSH(d->arena, d->entities, d->n_entities, d->cap_entities);
    if (!e)
        goto fail;
    w->ents[n] = (dl__aent){ .kind = (uint8_t)kind, .merged = -1 };
    char *copy = dl__arena_strndup(d->arena, name, strlen(name));
    if (!copy)
        goto fail;
    *e = (dl_entity){
        .id = (uint32_t)n, .name = copy, .code = "---", .country = "", .sectors = "", .kind = KIND_NAMES[kind]
    };
    dl__aent_set_code(w, (uint32_t)n, code);
    dl__aent_alias(w, "k:", key, key_len, (uint32_t)n);
    return (int32_t)n;
fail:
    w->no_memory = true;
    return -1;
}

void dl__aent_remember_name(dl__awork *w, uint32_t entity, uint32_t first, uint32_t end)
{
    const dl_token *t = w->d->tokens;
    if (end - first == 1) {
        w->ents[entity].weak = true;
        dl__aent_alias(w, "w:", t[first].form, strlen(t[first].form), entity);
        return;
    }
    w->ents[entity].weak = false;
    for (uint32_t i = first; i < end; i++) {
        size_t len = strlen(t[i].form);
        if (len > 2 && t[i].upos != DL_UPOS_PUNCT)
            dl__aent_alias(w, "s:", t[i].form, len, entity);
    }
}

void dl__aent_remember_title(dl__awork *w, uint32_t entity, const char *lemma, const char *country,
                             bool former)
{
    char key[MAX_ALIAS];
    const char *prefix = former ? "f:" : "t:";
    const char *last = strrchr(lemma, ' ');
    for (const char *s = lemma; s; s = s == lemma && last ? last + 1 : NULL) {
        size_t n = alias_key(key, s, ":", 1);
        dl__aent_alias(w, prefix, s, strlen(s), entity);
        if (country[0] && n + 4 < MAX_ALIAS) {
            memcpy(key + n, country, 3);
            dl__aent_alias(w, prefix, key, n + 3, entity);
        }
    }
}

int32_t dl__aent_by_title(const dl__awork *w, const char *lemma, const char *country, bool former)
{
    const char *prefix = former ? "f:" : "t:";
    if (!country[0])
        return dl__aent_by_alias(w, prefix, lemma, strlen(lemma));
    char key[MAX_ALIAS];
    size_t n = alias_key(key, lemma, ":", 1);
    if (n + 4 >= MAX_ALIAS)
        return -1;
    memcpy(key + n, country, 3);
    return dl__aent_by_alias(w, prefix, key, n + 3);
}

/* "Quebec Provincial Police (QPP)" */
void dl__aent_remember_acronym(dl__awork *w, uint32_t entity, uint32_t end)
{
    const dl_document *d = w->d;
    const dl_sentence *s = &d->sentences[d->syn[end - 1].sentence];
    if (end + 2 >= s->first_token + s->n_tokens || d->tokens[end].form[0] != '(' ||
        d->tokens[end + 2].form[0] != ')')
        return;
    const char *form = d->tokens[end + 1].form;
    size_t n = strlen(form), capitals = 0;
    for (size_t i = 0; i < n; i++)
        capitals += form[i] >= 'A' && form[i] <= 'Z';
    if (n >= 2 && n <= 10 && capitals * 2 > n)
        dl__aent_alias(w, "o:", form, n, entity);
}

void dl__aent_merge(dl__awork *w)
{
    for (size_t i = 0; i < w->d->n_entities; i++) {
        if (w->ents[i].kind != DL__AK_PERSON || !w->ents[i].weak)
            continue;
        const char *name = w->d->entities[i].name;
        int32_t full = dl__aent_by_alias(w, "s:", name, strlen(name));
        if (full >= 0 && (size_t)full != i && w->ents[full].merged < 0)
            w->ents[i].merged = full;
    }
}

dl__anp *dl__anp_new(dl__awork *w, uint32_t token, uint32_t first, uint32_t end, dl_via via)
{
    dl__anp *np = DL__PUSH(w->tmp, w->nps, w->n_nps, w->cap_nps);
    if (!np) {
        w->no_memory = true;
        return NULL;
    }
    *np = (dl__anp){ .token = token,
                     .sentence = (uint32_t)w->d->syn[token].sentence,
                     .first = first,
                     .end = end,
                     .via = (uint8_t)via };
    w->np_of[token] = (int32_t)(w->n_nps - 1);
    w->state[token] = 2;
    return np;
}
