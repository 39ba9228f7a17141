/* place_find.c - names of places to points: fills the document's places.  Layer: where.
 *
 * Each name has readings (a country, a region, an area of first order, cities).  A reading is chosen by size, by what the
 * text says that it lies in, and by the countries that the document names; one sense for each name in a document, unless
 * a container says otherwise.   Method: the usual heuristics of toponym resolution (Leidner 2007, ch. 4) as one sum. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/tally.h"
#include "where/place_priv.h"

enum { MAX_READINGS = 400, SENTENCE_NAMES = 8, NEXT_DOOR_KM = 1200, SMALL_TOWN = 100000 };
static const double HALF = 0.5, NEARLY_ALL = 0.75;
static const double TRUSTED = 1.5; /* set on the development texts */

/* 0 where the document does not name the country, else 1 .. 2.5 by its share of all that it names. */
static double nearness(const dl__tally *w, const char *iso3)
{
    double weight = dl__tally_of(w, iso3);
    return weight > 0 ? 1 + 1.5 * weight / w->total : 0;
}

/* Does the reading lie in what the container's words can mean? */
static bool inside(const dl__atlas *a, const dl_document *d, const dl__pcand *c, const dl__pname *container)
{
    char key[DL__P_MAX_KEY];
    (void)d;
    key[0] = '\0';
    for (size_t i = 0; i < container->n_hits && i < MAX_READINGS; i++) {
        dl__pcand in;
        if (!dl__atlas_cand(a, &container->hits[i], key, &in) || in.kind == DL__PK_CITY ||
            strcmp(in.country, c->country) != 0)
            continue;
        if (in.kind == DL__PK_COUNTRY || (in.kind == DL__PK_REGION && *in.country) ||
            strcmp(in.admin1, c->admin1) == 0)
            return true;
    }
    return false;
}

static double score(const dl__atlas *a, const dl_document *d, const dl__pnames *names, const dl__pname *n,
                    const dl__pcand *c, const dl__tally *w)
{
    double v = 0;
    switch (c->kind) {
    case DL__PK_COUNTRY: v = c->ambiguous ? 6.3 : 9; break;
    case DL__PK_REGION: v = c->ambiguous ? 6 : 8.5; break;
    case DL__PK_ADMIN1:
        v = 0.8 * log10(c->people + 10) + (n->typed_area ? 4 : 0) - (n->typed_city ? 2 : 0);
        break;
    default:
        v = log10(c->people + 10) +
            (c->seat == 4   ? 1.5
             : c->seat == 3 ? 0.4
                            : 0) +
            (n->typed_city ? 0.5 : 0) - (n->typed_area ? 1.5 : 0);
        break;
    }
    if (!c->by_name && c->kind != DL__PK_COUNTRY && c->kind != DL__PK_REGION)
        v -= c->people >= 1e6 ? 0.6 : 1.2;
    v += nearness(w, c->country);
    if (n->container >= 0 && c->kind != DL__PK_COUNTRY && inside(a, d, c, &names->at[n->container]))
        v += 6;
    if (*n->land && c->kind != DL__PK_COUNTRY && strcmp(c->country, n->land) == 0)
        v += 6;
    return v;
}

static bool best_reading(const dl__atlas *a, const dl_document *d, const dl__pnames *names,
                         const dl__pname *n, const char *key, const dl__tally *w, dl__pcand *best)
{
    double top = -1;
    for (size_t i = 0; i < n->n_hits && i < MAX_READINGS; i++) {
        dl__pcand c;
        if (!dl__atlas_cand(a, &n->hits[i], key, &c))
            continue;
        double v = score(a, d, names, n, &c, w);
        if (v > top) {
            top = v;
            *best = c;
        }
    }
    return top >= 0;
}

static void key_of(const dl_document *d, const dl__pname *n, char key[DL__P_MAX_KEY])
{
    const dl_sentence *s = &d->sentences[d->syn[n->first].sentence];
    dl_str field = dl__document_field(d, s->in);
    size_t k = dl__key_normalise(field.ptr + d->tokens[n->first].begin,
                                 d->tokens[n->end - 1].end - d->tokens[n->first].begin, false, key,
                                 DL__P_MAX_KEY - 1);
    key[k] = '\0';
}

/* What the document adds to the trust in a name: that its country is named, and that the name is known from there alone. */
static double document_trust(const dl__atlas *a, const dl__pname *n, const dl__pcand *c, const dl__tally *w)
{
    if (c->kind < DL__PK_ADMIN1)
        return 0;
    double near = nearness(w, c->country);
    if (near == 0)
        return c->kind == DL__PK_CITY && c->people < 50000 ? -0.8 : 0;
    bool only = true;
    for (size_t i = 0; i < n->n_hits && i < MAX_READINGS && only; i++) {
        dl__pcand other;
        only = !dl__atlas_cand(a, &n->hits[i], "", &other) || strcmp(other.country, c->country) == 0;
    }
    return 0.5 + (only && near > 1.3 ? 0.8 : 0);
}

/* The country that at least this share of the document's places lie in, "" for none. */
static const char *main_country(const dl__tally *w, double share)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].weight >= share * w->total && w->at[i].weight >= 2)
            return w->at[i].key;
    return "";
}

/* Kilometres between two points; the earth is round enough. */
static double kilometres(double lat1, double lon1, double lat2, double lon2)
{
    const double rad = 3.14159265358979 / 180, dlat = (lat2 - lat1) * rad, dlon = (lon2 - lon1) * rad;
    const double s = sin(dlat / 2), t = sin(dlon / 2);
    return 2 * 6371 * asin(sqrt(fmin(1, s * s + cos(lat1 * rad) * cos(lat2 * rad) * t * t)));
}

/* A small town in a country that the document never names: the name is a place, but hardly that one, unless no other place
 * bears it and it lies next to the country that the story is about (Adre, over the border from Darfur). */
static bool is_stray(const dl__atlas *a, const dl__pname *n, const dl__pcand *c, const dl__tally *w)
{
    const char *home = main_country(w, HALF), *name;
    if (c->kind != DL__PK_CITY || c->people >= 15000 || n->container >= 0 || nearness(w, c->country) > 0 ||
        !*home)
        return false;
    double lat, lon, at_lat, at_lon;
    int64_t id;
    for (size_t i = 0; i < n->n_hits && i < MAX_READINGS; i++) {
        dl__pcand other;
        if (dl__atlas_cand(a, &n->hits[i], "", &other) && strcmp(other.country, c->country) != 0)
            return true;
    }
    return !dl__atlas_where(a, c, &lat, &lon) || !dl__atlas_country(a, home, &name, &at_lat, &at_lon, &id) ||
           !(kilometres(lat, lon, at_lat, at_lon) < NEXT_DOOR_KM);
}

/* A name whose point is not known; all that is known is the country. */
static void set_bare(dl_place *p, const char *country)
{
    p->name = p->admin1 = p->admin2 = "";
    p->country = country;
    p->lat = p->lon = NAN;
    p->geonameid = 0;
    p->granularity = "point";
}

/* c: its reading, NULL for a name that no table has, which lies in the country. */
static bool emit(const dl__atlas *a, dl_document *d, const dl__pname *n, const dl__pcand *c,
                 const char *country, const dl__tally *w)
{
    dl_place *p = DL__PUSH(d->arena, d->places, d->n_places, d->cap_places);
    if (!p)
        return false;
    int32_t sentence = d->syn[n->first].sentence;
    const dl_sentence *s = &d->sentences[sentence];
    dl_str field = dl__document_field(d, s->in);
    p->in = s->in;
    p->sentence = (uint32_t)sentence;
    p->begin = d->tokens[n->first].begin;
    p->end = d->tokens[n->end - 1].end;
    p->token = n->head;
    p->literal = n->literal;
    p->text = dl__arena_strndup(d->arena, field.ptr + p->begin, p->end - p->begin);
    if (!p->text || (c && !dl__atlas_fill(a, c, d, p)))
        return false;
    if (!c)
        set_bare(p, country);
    else if (is_stray(a, n, c, w)) /* named, not found */
        set_bare(p, main_country(w, HALF));
    d->place_of[n->head] = (int32_t)(d->n_places - 1);
    return true;
}

/* The last reading of a name that stood in something or with a noun of place, so that lists of the same cost no more. */
typedef struct placed {
    bool known;
    uint32_t container; /* its key + 1, 0 for none */
    const char *land;   /* as in dl__pname */
    bool area, city, in;
    dl__pcand reading;
} placed;

/* What is sure: countries, large cities, and names that the text places itself. */
static bool weigh_countries(const dl__atlas *a, dl_document *d, dl__pnames *names, dl__tally *w)
{
    placed *last = dl__arena_alloc(d->arena, names->n_keys, sizeof *last);
    if (!last)
        return false;
    char key[DL__P_MAX_KEY];
    for (size_t i = 0; i < names->n; i++) {
        dl__pname *n = &names->at[i];
        dl__pcand c;
        if (n->container >= 0 && names->at[n->container].trust < TRUSTED)
            n->container = -1, n->container_in = false;
        if (n->trust < TRUSTED)
            continue;
        placed *known = &last[n->key];
        uint32_t container = n->container >= 0 ? names->at[n->container].key + 1 : 0;
        if (!known->known || known->container != container || strcmp(known->land, n->land) != 0) {
            key_of(d, n, key);
            known->in = best_reading(a, d, names, n, key, w, &known->reading);
            known->known = true;
            known->container = container;
            known->land = n->land;
        }
        c = known->reading;
        if (known->in && (c.kind == DL__PK_COUNTRY ? !c.ambiguous : c.people >= 1e6 || n->container >= 0))
            dl__tally_add(w, c.country, c.kind == DL__PK_COUNTRY ? 1 : 0.5);
    }
    return true;
}

/* "the plaza in Bangkok": is the reading in none of the countries where what is said to hold it can be? */
static bool elsewhere(const dl__atlas *a, const dl__pcand *c, const dl__pname *container)
{
    for (size_t i = 0; i < container->n_hits && i < MAX_READINGS; i++) {
        dl__pcand in;
        if (dl__atlas_cand(a, &container->hits[i], "", &in) &&
            (!*in.country || strcmp(in.country, c->country) == 0))
            return false;
    }
    return container->n_hits > 0;
}

/* The reading of one mention; false where it is not trusted to be a place. */
static bool settle(const dl__atlas *a, const dl_document *d, const dl__pnames *names, const dl__pname *n,
                   const dl__tally *w, placed *last, dl__pcand *c)
{
    bool in = n->container >= 0;
    if (in || n->typed_area || n->typed_city) { /* the text says more here than the name's usual sense */
        placed now = {
            true, in ? names->at[n->container].key + 1 : 0, n->land, n->typed_area, n->typed_city, false, *c
        };
        if (last->known && last->container == now.container && last->area == now.area &&
            last->city == now.city && strcmp(last->land, n->land) == 0) {
            now = *last;
        } else {
            char key[DL__P_MAX_KEY];
            key_of(d, n, key);
            if (!best_reading(a, d, names, n, key, w, &now.reading))
                return false;
            now.in = in && now.reading.kind != DL__PK_COUNTRY &&
                     inside(a, d, &now.reading, &names->at[n->container]);
            *last = now;
        }
        *c = now.reading;
        in = now.in;
    }
    if (n->container_in && !in && c->kind == DL__PK_CITY && c->people < SMALL_TOWN &&
        elsewhere(a, c, &names->at[n->container]))
        return false;
    /* "Jermuk and Goris": what is joined to a place is one too */
    int32_t joined = d->syn[n->head].dep == DL__DEP_conj ? d->syn[n->head].head : -1;
    double trust = n->trust + (joined >= 0 && d->place_of[joined] >= 0 ? 0.8 : 0) + (in ? 2 : 0);
    return trust + document_trust(a, n, c, w) >= TRUSTED;
}

/* The country of a name that no table has: its container's, that of all other places of its sentence, or the story's. */
static const char *country_of_unlisted(const dl_document *d, const dl__pnames *names, size_t i,
                                       const bool *known, const dl__pcand *sense, const dl__tally *w)
{
    const dl__pname *n = &names->at[i];
    if (n->container >= 0 && known[names->at[n->container].key])
        return sense[names->at[n->container].key].country;
    if (*n->land)
        return n->land;
    int32_t sentence = d->syn[n->first].sentence;
    const char *only = "";
    size_t from = i > SENTENCE_NAMES ? i - SENTENCE_NAMES : 0;
    for (size_t k = from; k < names->n && k < i + SENTENCE_NAMES; k++) {
        const dl__pname *other = &names->at[k];
        if (d->syn[other->first].sentence != sentence || !known[other->key] || other->trust < TRUSTED)
            continue;
        const char *country = sense[other->key].country;
        if (*only && strcmp(only, country) != 0)
            return main_country(w, NEARLY_ALL);
        only = country;
    }
    return *only ? only : main_country(w, HALF);
}

dl_status dl__where_find(const dl__atlas *a, dl_document *d, dl_error *err)
{
    dl__pnames names = { 0 };
    dl__tally w = { .n = 0 };
    d->place_of = dl__arena_alloc(d->arena, d->n_tokens, sizeof *d->place_of);
    if (!d->place_of || !dl__place_names(a, d, &names))
        return dl__no_memory(err);
    for (size_t t = 0; t < d->n_tokens; t++)
        d->place_of[t] = -1;
    if (!weigh_countries(a, d, &names, &w))
        return dl__no_memory(err);
    /* one sense for each name; names that stand in something first, since they settle the others */
    dl__pcand *sense = dl__arena_alloc(d->arena, names.n_keys, sizeof *sense);
    placed *last = dl__arena_alloc(d->arena, names.n_keys, sizeof *last);
    bool *known = dl__arena_alloc(d->arena, names.n_keys, sizeof *known);
    if (!sense || !known || !last)
        return dl__no_memory(err);
    char key[DL__P_MAX_KEY];
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < names.n; i++) {
            dl__pname *n = &names.at[i];
            if (known[n->key] || (pass == 0) != (n->container >= 0 || *n->land))
                continue;
            key_of(d, n, key);
            known[n->key] = best_reading(a, d, &names, n, key, &w, &sense[n->key]);
        }
    for (size_t i = 0; i < names.n; i++) {
        dl__pname *n = &names.at[i];
        dl__pcand c = sense[n->key];
        if (n->n_hits == 0) {
            if (!emit(a, d, n, NULL, country_of_unlisted(d, &names, i, known, sense, &w), &w))
                return dl__no_memory(err);
            continue;
        }
        if (known[n->key] && settle(a, d, &names, n, &w, &last[n->key], &c) && !emit(a, d, n, &c, "", &w))
            return dl__no_memory(err);
    }
    return DL_OK;
}
