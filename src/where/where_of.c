/* where_of.c - the place of what happens at a word.  Layer: where.
 *
 * In this order: a place attached to the word or to its object; to what governs it, where the two are in one place; a place
 * of the same sentence; the story's scene; the recipient's country. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <string.h>

#include "base/tally.h"
#include "parse/alike.h"
#include "where/place_priv.h"

enum { MAX_STEPS = 8, MAX_BACK = 2000, MAX_COUNTED = 257 /* places and actors */ };

/* Verbs whose object is where they happen. */
static const char *const GOES[] = {
    "visit",   "tour",      "enter", "reach",  "leave",   "attack",    "invade",     "bomb",     "shell",
    "strike",  "raid",      "storm", "seize",  "capture", "occupy",    "besiege",    "surround", "blockade",
    "retake",  "recapture", "flee",  "hit",    "target",  "control",   "pound",      "bombard",  "liberate",
    "overrun", "approach",  "rock",  "patrol", "cross",   "evacuate",  "annex",      "conquer",  "encircle",
    "ransack", "sack",      "loot",  "torch",  "flatten", "devastate", "infiltrate", "quit",     "shake",
    "rattle",  "batter",    "cut",   "regain", "lose",    "hold",      "defend",     NULL
};
/* Verbs, and nouns made of them, whose object or goal is the place even where it is a country. */
static const char *const VISITS[] = { "visit",  "tour",     "enter",      "leave",    "flee",
                                      "invade", "reach",    "cross",      "rock",     "patrol",
                                      "annex",  "occupy",   "infiltrate", "evacuate", "quit",
                                      "shake",  "liberate", "storm",      "conquer",  NULL };
static const char *const MOVES[] = {
    "travel",     "go",        "come",    "fly",      "arrive",     "return",       "send",
    "deploy",     "move",      "visit",   "trip",     "tour",       "withdraw",     "withdrawal",
    "pull",       "march",     "flee",    "head",     "journey",    "retreat",      "deport",
    "extradite",  "enter",     "cross",   "transfer", "repatriate", "relocate",     "dispatch",
    "bring",      "take",      "escape",  "evacuate", "land",       "sail",         "advance",
    "redeploy",   "exile",     "smuggle", "airlift",  "migrate",    "pour",         "stream",
    "roll",       "incursion", "entry",   "arrival",  "departure",  "intervention", "intervene",
    "deployment", "exit",      "return",  "pullout",  "evacuation", "extradition",  "deportation",
    "out",        "back",      "leave",   "drive",    "walk",       "transport",    "expedition",
    NULL
};

/* What happens to a place happens there: "the siege of Aleppo", "control of Goma". */
static const char *const OF_PLACE[] = { "siege",        "bombing",    "shelling", "bombardment", "invasion",
                                        "occupation",   "annexation", "capture",  "liberation",  "seizure",
                                        "blockade",     "fall",       "control",  "recapture",   "evacuation",
                                        "encirclement", "takeover",   "storming", "outskirts",   "street",
                                        "part",         "north",      "south",    "east",        "west",
                                        "city",         "town",       "village",  "district",    "area",
                                        "region",       "suburb",     "port",     "capital",     "centre",
                                        "center",       "border",     "coast",    NULL };

static int fineness(const dl_place *p)
{
    static const char *const rank[] = { "region", "country", "admin1", "admin2", "city", "point" };
    for (int i = 0; i < 6; i++)
        if (strcmp(rank[i], p->granularity) == 0)
            return i == 0 && !isnan(p->lat)
                       ? 2
                       : i; /* a region with a point is as fine as an area of a country */
    return 0;
}

/* Cities that are countries, too. */
static const char *const CITY_STATES[] = { "HKG", "MAC", "SGP", "MCO", "VAT", "GIB", NULL };

/* What lies behind these is at another place: "security was tightened after the attacks on London". */
static const char *const APART[] = { "after", "before", "since",   "following", "over", "about",
                                     "amid",  "ahead",  "despite", "until",     NULL };

/* Smaller than a country: what is named there is meant as a place. */
static bool is_local(const dl_place *p)
{
    return fineness(p) > 1 || dl__word_in(p->country, CITY_STATES);
}

/* Does the preposition before `at` put what happens at h there? "in" always; "to", "on", "from" with a verb of motion, or
 * with a place smaller than a country ("attack on Goris", where "call on Azerbaijan" is addressed to a state). */
static bool leads(const dl_document *d, const dl_place *p, uint32_t at, int32_t h)
{
    if (dl__is_inside(d, at))
        return true;
    for (int32_t c = d->syn[at].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_case && dl__token_is(d, c, "of") && dl__token_in(d, h, OF_PLACE))
            return true;
    return dl__has_locative(d, at) && (is_local(p) || dl__token_in(d, h, MOVES));
}

/* Of letters like "US", which stand before what the country does, no. */
static bool is_name_of_land(const dl_place *p)
{
    return p->text[0] && p->text[1] >= 'a' && p->text[1] <= 'z';
}

/* Score of a place whose phrase, headed by `at`, hangs on t. step: words between; led: a preposition puts something there. */
static int arrival(const dl_document *d, const dl_place *p, int32_t at, uint32_t t, int step, bool led)
{
    int score = 12 - step;
    switch (d->syn[at].dep) {
    case DL__DEP_obl:
    case DL__DEP_nmod: return led && d->syn[at].sub != DL__SUB_poss ? score : 0;
    case DL__DEP_compound:
    case DL__DEP_advmod:
    case DL__DEP_amod: return led || is_local(p) ? score - 1 : 0;
    case DL__DEP_obj:
        if (led && step > 0)
            return score - 3; /* "killed people in Goris", hung on the people */
        return dl__token_in(d, (int32_t)t, GOES) && (is_local(p) || dl__token_in(d, (int32_t)t, VISITS))
                   ? score
                   : 0;
    case DL__DEP_nsubj: return led && step > 0 ? score - 4 : 0;
    case DL__DEP_acl: return led ? score : 0;
    default: return 0;
    }
}

/* May a place be passed on from a word to what it hangs on? */
static bool passes(const dl_document *d, int32_t at)
{
    switch (d->syn[at].dep) {
    case DL__DEP_nmod: return d->syn[at].sub != DL__SUB_poss;
    case DL__DEP_conj:
    case DL__DEP_appos:
    case DL__DEP_compound:
    case DL__DEP_flat:
    case DL__DEP_amod:
    case DL__DEP_dep: return true;
    case DL__DEP_obl:
    case DL__DEP_obj: return d->tokens[d->syn[at].head].upos != DL_UPOS_VERB;
    default: return false;
    }
}

static bool is_apart(const dl_document *d, int32_t at)
{
    return (d->syn[at].dep == DL__DEP_obl || d->syn[at].dep == DL__DEP_nmod) &&
           dl__token_in(d, dl__tree_child(d, (uint32_t)at, DL__DEP_case, DL__SUB_other), APART);
}

/* How closely a place hangs on token t: 0 not at all. */
static int attachment(const dl_document *d, const dl_place *p, uint32_t t)
{
    int32_t at = (int32_t)p->token;
    /* "the Kabul bombing", "Sudan protesters" */
    bool led = d->syn[at].dep == DL__DEP_compound &&
               (is_local(p) || (is_name_of_land(p) && dl__is_unrest(d, d->syn[at].head)));
    bool apart = false;
    for (int step = 0; step < MAX_STEPS && d->syn[at].head >= 0; step++) {
        led |= leads(d, p, (uint32_t)at, d->syn[at].head);
        apart |= step > 0 && is_apart(d, at);
        if (d->syn[at].head == (int32_t)t) {
            int score = arrival(d, p, at, t, step, led);
            return apart && score > 1 ? 1 : score;
        }
        if (!passes(d, at))
            return 0;
        at = d->syn[at].head;
    }
    return 0;
}

/* The first place of a sentence or of what follows it; they stand in the order of the text. */
static size_t first_of(const dl_document *d, uint32_t sentence)
{
    size_t lo = 0, hi = d->n_places;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (d->places[mid].sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Place attached to token t, the closest; among equals the first. */
static const dl_place *direct(const dl_document *d, uint32_t t)
{
    const dl_place *best = NULL;
    int top = 0;
    uint32_t sentence = (uint32_t)d->syn[t].sentence;
    for (size_t i = first_of(d, sentence); i < d->n_places && d->places[i].sentence == sentence; i++) {
        const dl_place *p = &d->places[i];
        int score = attachment(d, p, t);
        if (score)
            score = score * 8 + fineness(p);
        if (score > top) {
            top = score;
            best = p;
        }
    }
    return best;
}

static const dl_place *at_object(const dl_document *d, uint32_t trigger, int32_t object)
{
    if (object < 0 || (size_t)object >= d->n_tokens)
        return NULL;
    int32_t k = d->place_of[object];
    if (k >= 0 && (is_local(&d->places[k]) || dl__token_in(d, (int32_t)trigger, VISITS)))
        return &d->places[k];
    return direct(d, (uint32_t)object);
}

/* What governs t, where the two are in one place. */
static int32_t step_up(const dl_document *d, int32_t t)
{
    int32_t h = d->syn[t].head;
    if (h < 0)
        return -1;
    switch (d->syn[t].dep) {
    case DL__DEP_xcomp:
    case DL__DEP_conj:
    case DL__DEP_compound:
    case DL__DEP_appos:
    case DL__DEP_acl: return h;
    case DL__DEP_nsubj:
        return d->tokens[h].upos == DL_UPOS_VERB && d->tokens[t].upos == DL_UPOS_NOUN ? h : -1;
    case DL__DEP_advcl: return h;
    case DL__DEP_amod:
        return d->tokens[t].upos == DL_UPOS_VERB ? h : -1; /* a verb that the parser took for one */
    case DL__DEP_obl:
    case DL__DEP_nmod: return h;
    case DL__DEP_obj: return h;
    default: return -1;
    }
}

/* Was the place only found behind "after"? */
static bool behind(const dl_document *d, const dl_place *p, uint32_t trigger)
{
    return attachment(d, p, trigger) == 1;
}

static const dl_place *in_clause(const dl_document *d, uint32_t trigger, int32_t object)
{
    const dl_place *p = direct(d, trigger), *q = at_object(d, trigger, object);
    /* "struck the Jolo cathedral in Mindanao": what is hit may say more than where */
    if (!p ||
        (q && (behind(d, p, trigger) || (fineness(q) > fineness(p) && strcmp(q->country, p->country) == 0))))
        p = q;
    for (int step = 0, t = (int32_t)trigger; !p && step < MAX_STEPS; step++) {
        t = step_up(d, t);
        if (t < 0)
            break;
        p = direct(d, (uint32_t)t);
    }
    return p;
}

/* Of a definite noun, or of a deed whose subject it is ("the blast killed"): where the like was told of before.  Among what was
 * told, what is nearest counts. */
static const dl_place *told_before(const dl_document *d, uint32_t noun)
{
    if (d->tokens[noun].upos != DL_UPOS_NOUN || !dl__is_definite(d, noun))
        return NULL;
    for (uint32_t t = noun, n = 0; t > 0 && n < MAX_BACK; n++) {
        t--;
        if (d->syn[t].sentence == d->syn[noun].sentence || !dl__alike(d, noun, t))
            continue;
        const dl_place *p = in_clause(d, t, -1);
        if (p && *p->country)
            return p;
    }
    return NULL;
}

static const dl_place *same_event(const dl_document *d, uint32_t trigger)
{
    const dl_place *p = told_before(d, trigger);
    int32_t subject = p || d->tokens[trigger].upos != DL_UPOS_VERB
                          ? -1
                          : dl__tree_child(d, trigger, DL__DEP_nsubj, DL__SUB_none);
    return subject >= 0 ? told_before(d, (uint32_t)subject) : p;
}

/* A name that stands for nobody who acts: "the Goma hospital", not "Somali youth" or "Moscow said". */
static bool is_no_party(const dl_document *d, uint32_t t)
{
    return d->mention_of && d->mention_of[t] < 0 && d->tokens[t].upos == DL_UPOS_PROPN &&
           d->syn[t].dep != DL__DEP_amod;
}

/* A place of the sentence in which something is said to be: the nearest. */
static const dl_place *in_sentence(const dl_document *d, uint32_t trigger)
{
    const dl_place *best = NULL;
    uint32_t best_far = UINT32_MAX;
    const uint32_t sentence = (uint32_t)d->syn[trigger].sentence;
    for (size_t i = first_of(d, sentence); i < d->n_places && d->places[i].sentence == sentence; i++) {
        const dl_place *p = &d->places[i];
        if (!*p->country ||
            !(dl__is_inside(d, p->token) || (is_local(p) && (p->literal || is_no_party(d, p->token)))))
            continue;
        uint32_t far = p->token > trigger ? p->token - trigger : trigger - p->token;
        if (far < best_far) {
            best_far = far;
            best = p;
        }
    }
    return best;
}

static bool in_capitals(const char *form)
{
    return form[0] >= 'A' && form[0] <= 'Z' &&
           ((form[1] >= 'A' && form[1] <= 'Z') || form[1] == '\'' || form[1] == '\xE2');
}

/* Where the story plays: the place of a dateline ("YEREVAN, Sept 29"), or one in which its first sentences put something. */
static const dl_place *scene(const dl_document *d)
{
    for (size_t i = 0; i < d->n_places; i++) {
        const dl_place *p = &d->places[i];
        if (p->in != DL_TEXT)
            continue;
        if (dl_document_sentence_in_field(d, p->sentence) > 0)
            break;
        const dl_sentence *s = &d->sentences[p->sentence];
        bool dateline =
            p->begin == s->begin && fineness(p) >= 4 && in_capitals(d->tokens[s->first_token].form);
        if (dateline || (*p->country && dl__is_inside(d, p->token)))
            return p;
    }
    return NULL;
}

/* Headline and first sentence say more about where the story plays than what follows. */
static double lead(const dl_document *d, uint32_t sentence)
{
    return d->sentences[sentence].in == DL_HEADLINE || dl_document_sentence_in_field(d, sentence) == 0 ? 2
                                                                                                       : 1;
}

/* The country that the story is about: two fifths of the weight of its places and actors are that country's; "" for none.  A town
 * says more than a country, whose name may stand for its government. */
static const char *main_country(const dl_document *d)
{
    dl__tally t = { .n = 0 };
    size_t counted = 0;
    for (size_t i = 0; i < d->n_places && counted < MAX_COUNTED; i++, counted++) {
        const dl_place *p = &d->places[i];
        dl__tally_add(&t, p->country, (fineness(p) >= 4 ? 2 : 1) * lead(d, p->sentence));
    }
    for (size_t i = 0; i < d->n_mentions && counted < MAX_COUNTED; i++, counted++) {
        const dl_mention *m = &d->mentions[i];
        if (d->place_of[m->token] < 0)
            dl__tally_add(&t, d->entities[m->entity].country, lead(d, m->sentence));
    }
    double top = t.at[t.top].weight;
    return t.n && top >= 2 && 5 * top >= 2 * t.total ? t.at[t.top].key : "";
}

static dl_status country_place(const dl__atlas *a, dl_document *d, uint32_t trigger, const char *country,
                               const dl_place **place)
{
    const char *name;
    dl_place *p = dl__arena_alloc(d->arena, 1, sizeof *p);
    if (!p)
        return DL_ENOMEM;
    if (!dl__atlas_country(a, country, &name, &p->lat, &p->lon, &p->geonameid))
        return DL_OK;
    p->in = d->sentences[d->syn[trigger].sentence].in;
    p->sentence = (uint32_t)d->syn[trigger].sentence;
    p->token = trigger;
    p->text = p->admin1 = p->admin2 = "";
    p->name = name;
    p->country = dl__arena_strndup(d->arena, country, strlen(country));
    p->granularity = "country";
    if (!p->country)
        return DL_ENOMEM;
    *place = p;
    return DL_OK;
}

dl_status dl__where_of(const dl__atlas *a, dl_document *d, uint32_t trigger, int32_t object,
                       const char *country, const dl_place **place, const char **from)
{
    *place = NULL;
    *from = "";
    if (trigger >= d->n_tokens || !d->syn || !d->place_of)
        return DL_OK;
    if ((*place = in_clause(d, trigger, object)) != NULL) {
        *from = "text";
    } else if ((*place = same_event(d, trigger)) != NULL) {
        *from = "story";
    } else if ((*place = in_sentence(d, trigger)) != NULL) {
        *from = "sentence";
    } else if ((*place = scene(d)) != NULL) {
        *from = "story";
    } else if (country && *country) {
        dl_status st = country_place(a, d, trigger, country, place);
        if (st)
            return st;
        *from = *place ? "recipient" : "";
    } else if (*(country = main_country(d))) {
        dl_status st = country_place(a, d, trigger, country, place);
        if (st)
            return st;
        *from = *place ? "story" : "";
    }
    return DL_OK;
}
