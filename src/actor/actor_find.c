/* actor_find.c - the order of things: matches, then each sentence's phrases from left to right, then mentions. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor_build.h"

#include <string.h>

#include "base/error.h"

static bool among(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(s, list[i]))
            return true;
    return false;
}
#define AMONG(s, list) among((s), (list), sizeof(list) / sizeof((list)[0]))

/* "hundreds of protesters", "one of the attackers": the phrase means what stands behind "of". */
static int32_t quantity(dl__awork *w, uint32_t token, unsigned depth)
{
    static const char *const HEADS[] = { "group",    "number",    "dozen",   "dozens",  "hundred", "hundreds",
                                         "thousand", "thousands", "score",   "million", "pair",    "couple",
                                         "majority", "handful",   "crowd",   "lot",     "team",    "band",
                                         "wave",     "series",    "half",    "rest",    "ten",     "tens",
                                         "all",      "most",      "some",    "many",    "few",     "several",
                                         "both",     "each",      "one",     "two",     "three",   "any",
                                         "none",     "part",      "percent", "bulk" };
    const dl_document *d = w->d;
    const dl_token *t = &d->tokens[token];
    if (!t->lemma || (t->upos != DL_UPOS_NUM && !AMONG(t->lemma, HEADS)))
        return -1;
    for (int32_t y = d->syn[token].child; y >= 0; y = d->syn[y].sibling) {
        if (d->syn[y].dep != DL__DEP_nmod || strcmp(dl__acase(d, (uint32_t)y), "of") != 0)
            continue;
        int32_t of = dl__aresolve(w, (uint32_t)y, depth + 1);
        if (of < 0)
            return -1;
        dl__anp copy = w->nps[of];
        dl__anp *np = dl__anp_new(w, token, token, copy.end > token ? copy.end : token + 1, (dl_via)copy.via);
        if (!np)
            return -1;
        memcpy(np->ent, copy.ent, sizeof copy.ent);
        np->n_ents = copy.n_ents;
        np->plural = true;
        return (int32_t)(np - w->nps);
    }
    return -1;
}

/* "killed 50", "Ten charged": a bare number to which is done what is done to people.  Not "and wounded another two", who are
 * of those before. */
static bool is_counted_victim(const dl_document *d, uint32_t token)
{
    static const char *const VERBS[] = { "kill",    "wound",   "injure", "hurt",   "maim",    "shoot",
                                         "arrest",  "detain",  "charge", "jail",   "arraign", "indict",
                                         "convict", "execute", "behead", "abduct", "kidnap",  "acquit" };
    const dl__syn *s = &d->syn[token];
    if (d->tokens[token].upos != DL_UPOS_NUM || s->head < 0 || !d->tokens[s->head].lemma ||
        !(s->dep == DL__DEP_obj || (s->dep == DL__DEP_nsubj && s->sub == DL__SUB_pass)))
        return false;
    const uint8_t above = d->syn[s->head].dep;
    return above != DL__DEP_conj && above != DL__DEP_advcl && above != DL__DEP_parataxis &&
           AMONG(d->tokens[s->head].lemma, VERBS);
}

/* "Thousands march": people who are only counted act all the same. */
static int32_t multitude(dl__awork *w, uint32_t token)
{
    static const char *const MANY[] = { "dozen",   "hundred", "thousand", "ten",
                                        "million", "dozens",  "hundreds", "thousands" };
    const dl_document *d = w->d;
    const dl__syn *s = &d->syn[token];
    const bool many = s->dep == DL__DEP_nsubj && s->sub != DL__SUB_pass && s->head >= 0 &&
                      d->tokens[s->head].upos == DL_UPOS_VERB && d->tokens[token].lemma &&
                      AMONG(d->tokens[token].lemma, MANY);
    if ((!many && !is_counted_victim(d, token)) || dl__tree_child(d, token, DL__DEP_nmod, DL__SUB_other) >= 0)
        return -1;
    dl__aphrase p = {
        .head = token, .first = token, .end = token + 1, .name = -1, .poss = -1, .plural = true
    };
    dl__aowners none = { .n = 0 };
    dl__acode code = { "", "CVL", "" };
    dl__aset_country(&code, w->focus);
    int32_t e = dl__arole_entity(w, &p, many ? "people" : d->tokens[token].form, 'p', &code);
    return e < 0 ? -1 : dl__aone_entity(w, &p, e, DL_VIA_role, &none);
}

/* "both countries", "the two sides", "the sides". */
static int32_t pair(dl__awork *w, const dl__aphrase *p)
{
    const dl_document *d = w->d;
    bool two = false, both = false;
    if (!p->plural || p->n_owners || p->poss >= 0 || p->name >= 0 || p->n_roles > 1)
        return -1; /* "the two opposition parties" are no sides, either */
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        both |= dl__token_is(d, y, "both");
    for (int32_t y = d->syn[p->head].child; y >= 0; y = d->syn[y].sibling)
        two |= both || dl__token_is(d, y, "two") || dl__token_is(d, y, "2");
    const char *lemma = d->tokens[p->head].lemma;
    bool party = lemma && !strcmp(lemma, "party"), sides = party || (lemma && !strcmp(lemma, "side"));
    if (!lemma || (!two && !(sides && p->definite)) || (party && !p->definite && !both))
        return -1; /* "two major parties" are no sides */
    uint32_t ent[DL__A_CHAIN];
    unsigned n = dl__apair(w, p->head, lemma, ent);
    dl__anp *np = n ? dl__anp_new(w, p->head, p->first, p->end, DL_VIA_noun) : NULL;
    if (!np)
        return -1;
    memcpy(np->ent, ent, n * sizeof *ent);
    np->n_ents = (uint8_t)n;
    np->plural = true;
    return (int32_t)(np - w->nps);
}

static bool covered_by_role(const dl__awork *w, const dl__aphrase *p, uint32_t token)
{
    for (unsigned i = 0; i < p->n_roles; i++)
        if (token >= w->roles[p->role[i]].first && token < w->roles[p->role[i]].end)
            return true;
    return false;
}

/* The head cannot act: what stands before it may ("police raid", "Russian arms deliveries"). */
static void modifiers(dl__awork *w, const dl__aphrase *p, unsigned depth)
{
    const dl_document *d = w->d;
    for (unsigned i = p->n_roles; i-- > 0;) {
        const dl__amatch *r = &w->roles[p->role[i]];
        uint32_t token = r->end - 1;
        uint8_t upos = d->tokens[token].upos;
        if ((upos != DL_UPOS_NOUN && upos != DL_UPOS_PROPN) || w->state[token])
            continue;
        dl__aphrase sub = *p;
        sub.head = token;
        sub.end = r->end;
        sub.person_first = sub.person_end = 0;
        sub.name = -1;
        sub.n_roles = i + 1;
        sub.n_owners = 0;
        sub.plural = (d->syn[token].feats & DL__F_PLUR) != 0;
        for (unsigned k = 0; k < p->n_owners; k++)
            if (w->names[p->owner[k]].first < token)
                sub.owner[sub.n_owners++] = p->owner[k];
        if (w->roles[sub.role[0]].first < sub.first)
            sub.first = w->roles[sub.role[0]].first;
        int32_t np = dl__abuild(w, &sub, depth);
        if (np >= 0) {
            w->nps[np].nested = true;
            return;
        }
    }
    for (unsigned i = 0; i < p->n_owners; i++)
        dl__abuild_modifier(w, p->owner[i], depth);
    if (p->person_end > p->person_first && d->tokens[p->person_first].ner == DL_NER_B_PER &&
        p->head >= p->person_end && !w->state[p->person_first]) {
        dl__aphrase sub = *p;
        sub.head = sub.first = p->person_first;
        sub.end = p->person_end;
        sub.n_roles = sub.n_owners = 0;
        sub.poss = -1;
        dl__abuild(w, &sub, depth);
    }
}

/* A word of a name or title that hangs on another word of it ("State" of "Secretary of State"). */
static bool inside_match(const dl__awork *w, const dl__amatch *matches, int32_t i, uint32_t token)
{
    if (i < 0)
        return false;
    int32_t h = w->d->syn[token].head;
    return h >= (int32_t)matches[i].first && h < (int32_t)matches[i].end;
}

static int32_t resolve_noun(dl__awork *w, uint32_t token, unsigned depth)
{
    int32_t np = quantity(w, token, depth);
    if (np < 0)
        np = multitude(w, token);
    if (np >= 0)
        return np;
    dl__aphrase p;
    dl__aphrase_read(w, token, &p);
    np = pair(w, &p);
    bool name_on_head = p.person_end > p.person_first && token >= p.person_first && token < p.person_end;
    bool on_role = covered_by_role(w, &p, token);
    bool led = p.n_roles && w->name_at[token] >= 0; /* "US President ..." that hangs on "US" */
    if (np < 0 && (p.name >= 0 || name_on_head || led || on_role))
        np = dl__abuild(w, &p, depth);
    if (np < 0)
        modifiers(w, &p, depth);
    return np;
}

int32_t dl__aresolve(dl__awork *w, uint32_t token, unsigned depth)
{
    const dl_document *d = w->d;
    if (w->state[token] == 2)
        return w->np_of[token];
    if (w->state[token] == 1 || depth > DL__A_DEPTH || w->no_memory || !dl__aphrase_is_head(d, token))
        return -1;
    if (inside_match(w, w->names, w->name_at[token], token) ||
        inside_match(w, w->roles, w->role_at[token], token)) {
        w->state[token] = 2;
        return -1;
    }
    w->state[token] = 1;
    int32_t np =
        d->tokens[token].upos == DL_UPOS_PRON ? dl__apronoun(w, token, depth) : resolve_noun(w, token, depth);
    if (np < 0 && d->tokens[token].upos == DL_UPOS_PRON)
        np = quantity(w, token, depth);
    w->state[token] = 2;
    if (np < 0)
        return np;
    if (w->nps[np].n_ents == 1 && w->nps[np].via != DL_VIA_pronoun)
        dl__aent_remember_acronym(w, w->nps[np].ent[0], w->nps[np].end);
    for (unsigned i = 0; i < w->nps[np].n_ents; i++) {
        dl__aent *e = &w->ents[w->nps[np].ent[i]];
        e->last = d->syn[token].sentence;
        if (e->count < UINT16_MAX)
            e->count++;
    }
    return np;
}

static dl_status make_mentions(dl__awork *w, dl_error *err)
{
    dl_document *d = w->d;
    uint32_t *number = dl__arena_alloc(w->tmp, d->n_entities + 1, sizeof *number);
    if (!number)
        return dl__no_memory(err);
    for (uint32_t t = 0; t < d->n_tokens;
         t++) { /* entities without a mention are dropped: owners, merged ones */
        if (w->np_of[t] < 0)
            continue;
        dl__anp *np = &w->nps[w->np_of[t]];
        for (unsigned i = 0; i < np->n_ents; i++) {
            if (w->ents[np->ent[i]].merged >= 0)
                np->ent[i] = (uint32_t)w->ents[np->ent[i]].merged;
            number[np->ent[i]] = 1;
        }
    }
    uint32_t n = 0;
    for (uint32_t e = 0; e < d->n_entities; e++) {
        if (!number[e])
            continue;
        d->entities[n] = d->entities[e];
        d->entities[n].id = n;
        number[e] = n++;
    }
    d->n_entities = n;
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        if (w->np_of[t] < 0)
            continue;
        const dl__anp *np = &w->nps[w->np_of[t]];
        const dl_sentence *s = &d->sentences[np->sentence];
        for (unsigned i = 0; i < np->n_ents; i++) {
            dl_mention *m = DL__PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
            if (!m)
                return dl__no_memory(err);
            *m = (dl_mention){ .entity = number[np->ent[i]],
                               .sentence = np->sentence,
                               .token = np->token,
                               .in = s->in,
                               .begin = d->tokens[np->first].begin,
                               .end = d->tokens[np->end - 1].end,
                               .next = i + 1 < np->n_ents ? (int32_t)d->n_mentions : -1,
                               .via = (dl_via)np->via };
            if (i == 0)
                d->mention_of[t] = (int32_t)(d->n_mentions - 1);
        }
    }
    return DL_OK;
}

static bool start(dl__awork *w, const dl__actors *a, dl_document *d)
{
    size_t n = d->n_tokens;
    *w = (dl__awork){ .a = a, .d = d, .tmp = dl__arena_new(), .focus = "", .arms = "" };
    if (!w->tmp)
        return false;
    dl__map_init(&w->alias, w->tmp);
    w->name_at = dl__arena_alloc(w->tmp, n, sizeof *w->name_at);
    w->role_at = dl__arena_alloc(w->tmp, n, sizeof *w->role_at);
    w->np_of = dl__arena_alloc(w->tmp, n, sizeof *w->np_of);
    w->state = dl__arena_alloc(w->tmp, n, sizeof *w->state);
    w->np_first = dl__arena_alloc(w->tmp, d->n_sentences + 1, sizeof *w->np_first);
    w->place = dl__arena_alloc(w->tmp, d->n_sentences, sizeof *w->place);
    if (!d->mention_of)
        d->mention_of = dl__arena_alloc(d->arena, n, sizeof *d->mention_of);
    if (!w->name_at || !w->role_at || !w->np_of || !w->state || !w->np_first || !w->place || !d->mention_of)
        return false;
    for (size_t i = 0; i < n; i++)
        w->name_at[i] = w->role_at[i] = w->np_of[i] = d->mention_of[i] = -1;
    return true;
}

dl_status dl__actor_find(const dl__actors *a, dl_document *d, dl_error *err)
{
    dl__awork w;
    dl_status status = DL_OK;
    if (!start(&w, a, d) || !dl__amatch_all(&w)) {
        status = dl__no_memory(err);
        goto done;
    }
    for (uint32_t s = 0; s < d->n_sentences && !w.no_memory; s++) {
        const dl_sentence *sentence = &d->sentences[s];
        w.np_first[s] = (uint32_t)w.n_nps;
        for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->n_tokens; t++)
            if (dl__aphrase_is_head(d, t))
                dl__aresolve(&w, t, 0);
        w.np_first[s + 1] = (uint32_t)w.n_nps;
    }
    if (w.no_memory) {
        status = dl__no_memory(err);
        goto done;
    }
    dl__aent_merge(&w);
    status = make_mentions(&w, err);
done:
    dl__arena_free(w.tmp);
    return status;
}
