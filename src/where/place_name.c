/* place_name.c - which words of the text are names of places.  Layer: where.
 *
 * Longest match of a key that begins at a capital, then what speaks for and against a place is added up: the kind and size
 * of what bears the name, the parser's names, prepositions, a common noun of place, the name after a comma, whether it is
 * part of a longer name or also a word, a first name. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "where/place_priv.h"

enum { MAX_KEY_TOKENS = 12, MAX_NAME_TOKENS = 5, KNOWN_PEOPLE = 100000 };
static const double SURE = 2;      /* trust in a name that no table has */
static const double TRUSTED = 1.5; /* set on the development texts */

static const char *const LOCATIVE[] = { "in",         "at",      "near",    "into",    "to",     "from",
                                        "toward",     "towards", "outside", "inside",  "around", "across",
                                        "throughout", "within",  "via",     "through", "over",   "off",
                                        "on",         "onto",    "along",   "between", "beyond", "north",
                                        "south",      "east",    "west",    NULL };
static const char *const AREA[] = { "province", "region",     "governorate", "oblast",   "state",
                                    "county",   "prefecture", "territory",   "republic", "department",
                                    "krai",     "emirate",    "voivodeship", "canton",   NULL };
static const char *const CITY[] = {
    "city",   "town",    "village",      "district",      "municipality", "suburb",  "capital",
    "port",   "airport", "neighborhood", "neighbourhood", "settlement",   "hamlet",  "island",
    "resort", "quarter", "camp",         "outpost",       "township",     "commune", NULL
};

/* Of these the noun is part of the name: "Jose Marti International Airport". */
static const char *const OF_NAME[] = { "airport", "camp", "island", "resort", "quarter", "outpost", NULL };

static bool lower_is(const char *form, const char *const *list)
{
    char low[24];
    size_t n = 0;
    for (; form[n] && n + 1 < sizeof low; n++)
        low[n] = (char)(form[n] >= 'A' && form[n] <= 'Z' ? form[n] + 32 : form[n]);
    low[n] = '\0';
    return !form[n] && dl__word_in(low, list);
}

/* Prepositions that put something in a place by themselves; the others do so with a verb of motion or a small place. */
static const char *const INSIDE[] = { "in",     "at",     "near",       "inside", "outside",
                                      "within", "across", "throughout", "around", "through",
                                      "along",  "off",    "into",       NULL };

bool dl__is_inside(const dl_document *d, uint32_t token)
{
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_case && (uint32_t)c < token && lower_is(d->tokens[c].form, INSIDE))
            return true;
    return false;
}

bool dl__is_locative(const dl_document *d, int32_t t)
{
    return t >= 0 && lower_is(d->tokens[t].form, LOCATIVE);
}

bool dl__has_locative(const dl_document *d, uint32_t token)
{
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling)
        if (d->syn[c].dep == DL__DEP_case && (uint32_t)c < token && dl__is_locative(d, c))
            return true;
    return false;
}

static uint32_t head_of(const dl_document *d, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        int32_t h = d->syn[t].head;
        if ((h < 0 || (uint32_t)h < first || (uint32_t)h >= end) && d->syn[t].dep != DL__DEP_punct)
            return t;
    }
    return first;
}

/* Is the neighbour part of the same name: joined to it in the tree, with a capital, no noun of place? */
static bool same_name(const dl_document *d, const dl__pname *n, uint32_t other)
{
    const dl_token *t = &d->tokens[other];
    if (!dl__place_starts(t) || lower_is(t->form, AREA) || lower_is(t->form, CITY) ||
        t->upos != DL_UPOS_PROPN)
        return false;
    const dl__syn *s = d->syn;
    bool up = s[n->head].head == (int32_t)other &&
              (s[n->head].dep == DL__DEP_compound || s[n->head].dep == DL__DEP_flat);
    bool down = s[other].head >= (int32_t)n->first && s[other].head < (int32_t)n->end &&
                (s[other].dep == DL__DEP_compound || s[other].dep == DL__DEP_flat);
    bool sisters = s[other].head >= 0 && s[other].head == s[n->head].head &&
                   s[n->head].dep == DL__DEP_compound && s[other].dep == DL__DEP_compound;
    return up || down || sisters;
}

static double size_trust(const dl__pcand *c)
{
    switch (c->kind) {
    case DL__PK_COUNTRY:
    case DL__PK_REGION: return c->ambiguous ? 1.2 : 3;
    case DL__PK_ADMIN1: return 1.6 + (c->people >= 1e6) * 0.5;
    default: break;
    }
    double v = c->people >= 1e6 ? 2 : c->people >= 1e5 ? 1.4 : c->people >= 1e4 ? 0.9 : 0.6;
    if (!c->by_name)
        v *= 0.5;
    return v + (c->seat == 4) * 0.8;
}

/* Trust from the name by itself: its best reading. */
static double own_trust(const dl__atlas *a, const dl__pname *n, const char *key)
{
    double best = 0;
    for (size_t i = 0; i < n->n_hits; i++) {
        dl__pcand c;
        if (dl__atlas_cand(a, &n->hits[i], key, &c)) {
            double v = size_trust(&c);
            best = v > best ? v : best;
        }
    }
    return best;
}

/* Object of a verb of going, or joined to one by "and". */
static bool visited(const dl_document *d, uint32_t t)
{
    static const char *const GO[] = { "visit",   "tour",   "enter",   "reach",  "leave",     "invade",
                                      "bomb",    "shell",  "besiege", "retake", "recapture", "seize",
                                      "capture", "occupy", "flee",    NULL };
    if (d->syn[t].dep == DL__DEP_conj && d->syn[t].head >= 0)
        t = (uint32_t)d->syn[t].head;
    return d->syn[t].dep == DL__DEP_obj && d->syn[t].head >= 0 && dl__token_in(d, d->syn[t].head, GO);
}

/* What the recogniser of names says about the words. */
typedef struct tagged {
    bool place, person, body;
    bool alone; /* a person's name of just these words */
    bool inner; /* part of the longer name of a body: "University of Helsinki" */
} tagged;

static tagged name_tags(const dl_document *d, const dl_sentence *s, const dl__pname *n)
{
    uint32_t last = s->first_token + s->n_tokens;
    uint8_t first = d->tokens[n->first].ner,
            before = n->first > s->first_token ? d->tokens[n->first - 1].ner : DL_NER_O,
            after = n->end < last ? d->tokens[n->end].ner : DL_NER_O;
    tagged t = { 0 };
    for (uint32_t i = n->first; i < n->end; i++) {
        uint8_t ner = d->tokens[i].ner;
        t.place |= ner == DL_NER_B_LOC || ner == DL_NER_I_LOC;
        t.person |= ner == DL_NER_B_PER || ner == DL_NER_I_PER;
        t.body |= ner == DL_NER_B_ORG || ner == DL_NER_I_ORG;
    }
    t.alone = (before == DL_NER_O || first == DL_NER_B_PER) && after != DL_NER_I_PER;
    t.inner = t.body && (first == DL_NER_I_ORG || after == DL_NER_I_ORG);
    return t;
}

/* "Goris, a small town in": the noun of place of what a comma adds to a name, -1: none. */
static int32_t described_by(const dl_document *d, const dl_sentence *s, const dl__pname *n)
{
    enum { WORDS = 5 };
    uint32_t last = s->first_token + s->n_tokens, t = n->end;
    if (t + 2 >= last || strcmp(d->tokens[t].form, ",") != 0 || d->tokens[t + 1].upos != DL_UPOS_DET)
        return -1;
    for (t += 2; t < last && t < n->end + WORDS; t++) {
        if (lower_is(d->tokens[t].form, CITY) || lower_is(d->tokens[t].form, AREA))
            return (int32_t)t;
        if (d->tokens[t].upos != DL_UPOS_ADJ && d->tokens[t].upos != DL_UPOS_NOUN &&
            d->tokens[t].upos != DL_UPOS_PROPN)
            return -1;
    }
    return -1;
}

/* Prepositions and nouns of place around the name. */
static void read_context(const dl_document *d, const dl_sentence *s, dl__pname *n)
{
    const char *before = n->first > s->first_token ? d->tokens[n->first - 1].form : "";
    const char *after = n->end < s->first_token + s->n_tokens ? d->tokens[n->end].form : "";
    bool of = strcmp(before, "of") == 0 && n->first >= s->first_token + 2;
    const char *of_what = of ? d->tokens[n->first - 2].form : "";
    n->locative = dl__has_locative(d, n->head) || (*before && dl__is_locative(d, (int32_t)n->first - 1));
    n->typed_area = lower_is(after, AREA) || lower_is(of_what, AREA);
    n->typed_city = lower_is(after, CITY) || lower_is(of_what, CITY) || lower_is(before, CITY);
    int32_t noun = described_by(d, s, n);
    if (noun >= 0)
        *(lower_is(d->tokens[noun].form, CITY) ? &n->typed_city : &n->typed_area) = true;
}

/* "The Kenyan town of Busia", "Iraq's Anbar province": the country said before the noun of place, or before the name that one follows. */
static void read_land(const dl__atlas *a, const dl_document *d, const dl_sentence *s, dl__pname *n)
{
    enum { WORDS = 4 };
    bool of = n->first >= s->first_token + 2 && strcmp(d->tokens[n->first - 1].form, "of") == 0;
    uint32_t noun = n->first - of;
    if (!(n->typed_area || n->typed_city))
        return;
    for (uint32_t t = noun; t > s->first_token && t + WORDS > noun && !*n->land; t--) {
        const dl_token *word = &d->tokens[t - 1];
        char key[DL__P_MAX_KEY];
        if (word->upos == DL_UPOS_DET || word->upos == DL_UPOS_ADP || word->upos == DL_UPOS_VERB)
            break;
        if (word->upos != DL_UPOS_ADJ && word->upos != DL_UPOS_PROPN)
            continue;
        size_t len = dl__key_normalise(word->form, strlen(word->form), false, key, DL__P_MAX_KEY - 1);
        key[len] = '\0';
        (void)snprintf(n->land, sizeof n->land, "%s", dl__atlas_land(a, key, len));
    }
}

static bool in_longer_name(const dl_document *d, const dl_sentence *s, const dl__pname *n)
{
    return (n->end < s->first_token + s->n_tokens && same_name(d, n, n->end)) ||
           (n->first > s->first_token && same_name(d, n, n->first - 1));
}

/* Add up what speaks for a place. The weights are set on the development texts. */
static void judge(const dl__atlas *a, const dl_document *d, const dl_sentence *s, const char *key,
                  dl__pname *n)
{
    double v = own_trust(a, n, key);
    bool strong = v >= 3; /* a country or region by its plain name */
    tagged tag = name_tags(d, s, n);
    read_context(d, s, n);
    read_land(a, d, s, n);
    v += tag.place ? 1.5 : 0;
    if (tag.person)
        v -= !tag.alone ? 3 : strong ? 0.5 : 1.5;
    if (tag.body)
        v -= (strong ? 0.5 : 1) + (tag.inner ? strong ? 1 : 1.5 : 0);
    v += visited(d, n->head) ? 1.3 : 0;
    v += n->locative ? 1.3 : 0;
    v += n->typed_area || n->typed_city ? 1.5 : 0;
    if (in_longer_name(d, s, n))
        v -= strong ? 1 : 2.5;
    uint8_t upos = d->tokens[n->head].upos;
    if (upos != DL_UPOS_PROPN && upos != DL_UPOS_X)
        v -= tag.place ? 0.5 : 2.5;
    int common = n->end == n->first + 1 ? dl__atlas_common(a, key, strlen(key)) : 0;
    if (common == 1)
        v -= strong && !tag.person ? 0.5 : tag.place && n->locative ? 0.7 : 2;
    n->trust = common == 2 ? 0 : v;
}

/* Is the name meant as a place, not as the government that sits there? */
static bool is_literal(const dl_document *d, const dl__pname *n)
{
    static const char *const SPACE[] = { "north",  "south",     "east",      "west",       "border",
                                         "city",   "town",      "village",   "part",       "area",
                                         "region", "territory", "coast",     "capital",    "center",
                                         "centre", "outskirts", "province",  "state",      "district",
                                         "street", "northeast", "northwest", "southeast",  "southwest",
                                         "port",   "island",    "invasion",  "occupation", NULL };
    int32_t t = (int32_t)n->head;
    for (int step = 0; step < 4 && t >= 0; step++) {
        const dl__syn *s = &d->syn[t];
        if (dl__has_locative(d, (uint32_t)t) || n->locative)
            return true;
        switch (s->dep) {
        case DL__DEP_conj:
        case DL__DEP_appos:
        case DL__DEP_compound:
        case DL__DEP_flat: t = s->head; continue;
        case DL__DEP_nmod:
            if (s->sub == DL__SUB_poss)
                return false;
            return dl__token_in(d, s->head, SPACE);
        case DL__DEP_obl: return true;
        case DL__DEP_nsubj:
        case DL__DEP_obj:
        case DL__DEP_iobj:
        default: return false;
        }
    }
    return false;
}

/* Put a name among the document's; NULL: memory is out. */
static dl__pname *keep(dl_document *d, dl__pname *n, const char *key, dl__pnames *out)
{
    n->literal = is_literal(d, n);
    if (n->n_hits == 0)
        n->trust = SURE;
    bool is_new;
    size_t len = strlen(key);
    const uint32_t *known = dl__map_get(&out->keys, key, len);
    if (!known) {
        char *copy = dl__arena_strndup(d->arena, key, len);
        uint32_t *slot = copy ? dl__map_put(&out->keys, copy, len, &is_new) : NULL;
        if (!slot)
            return NULL;
        *slot = (uint32_t)out->n_keys++;
        known = slot;
    }
    n->key = *known;
    dl__pname *kept = DL__PUSH(d->arena, out->at, out->n, out->cap);
    if (kept)
        *kept = *n;
    return kept;
}

/* Buildings and grounds that bear the name of a place: "at Damascus Airport". */
static const char *const GROUNDS[] = {
    "airport", "palace",    "bridge",  "stadium",    "prison",  "university", "college",  "square",
    "street",  "road",      "hotel",   "hospital",   "station", "mosque",     "church",   "cathedral",
    "temple",  "synagogue", "park",    "barracks",   "base",    "courthouse", "court",    "tower",
    "market",  "tunnel",    "dam",     "checkpoint", "school",  "jail",       "monument", "embassy",
    "airbase", "airfield",  "highway", NULL
};

/* "Washington, D.C.": the district is the city. */
static uint32_t with_district(const dl_document *d, const dl_sentence *s, uint32_t end)
{
    static const char *const DISTRICT[] = { "d.c.", "dc", "d.c", NULL };
    uint32_t last = s->first_token + s->n_tokens, t = end;
    if (!dl__token_is(d, (int32_t)end - 1, "Washington"))
        return end;
    t += t < last && strcmp(d->tokens[t].form, ",") == 0;
    return t < last && lower_is(d->tokens[t].form, DISTRICT) ? t + 1 : end;
}

/* One past the noun of such a ground behind a name where something is put, else the name's own end. */
static uint32_t with_ground(const dl_document *d, const dl_sentence *s, uint32_t first, uint32_t end)
{
    bool put = first > s->first_token && dl__is_locative(d, (int32_t)first - 1);
    bool the = first > s->first_token + 1 && dl__token_is(d, (int32_t)first - 1, "the") &&
               dl__is_locative(d, (int32_t)first - 2);
    if ((!put && !the) || end >= s->first_token + s->n_tokens)
        return end;
    const dl_token *t = &d->tokens[end];
    return t->upos == DL_UPOS_PROPN && dl__place_starts(t) && lower_is(t->form, GROUNDS) ? end + 1 : end;
}

static dl__pname *add(const dl__atlas *a, dl_document *d, const dl_sentence *s, uint32_t first, uint32_t end,
                      const char *key, const dl__hit *hits, size_t n_hits, dl__pnames *out)
{
    end = with_district(d, s, with_ground(d, s, first, end));
    dl__pname n = { .first = first, .end = end, .hits = hits, .n_hits = n_hits, .container = -1 };
    n.head = head_of(d, first, end);
    judge(a, d, s, key, &n);
    return keep(d, &n, key, out);
}
/* The longest name that begins at token t; *end gets one past it. false: memory is out. */
static bool at_token(const dl__atlas *a, dl_document *d, const dl_sentence *s, uint32_t t, uint32_t *end,
                     dl__pnames *out)
{
    uint32_t last = s->first_token + s->n_tokens;
    unsigned words = dl__place_max_words(a, d, s, t);
    *end = t + 1;
    if (!words)
        return true;
    char key[DL__P_MAX_KEY];
    uint32_t stop = t + (words == 1 ? 5 : MAX_KEY_TOKENS);
    if (stop > last)
        stop = last;
    for (uint32_t e = stop; e > t; e--) {
        const dl__hit *hits;
        size_t k = dl__place_look_up(a, d, s, t, e, key, &hits);
        if (!k)
            continue;
        dl__pname *n = add(a, d, s, t, e, key, hits, k, out);
        if (!n)
            return false;
        if (e > t + 1 && n->trust < TRUSTED) { /* perhaps a shorter one */
            out->n--;
            continue;
        }
        *end = n->end;
        return true;
    }
    return true;
}

/* One past the words that the parser tags as one place and that begin at t, a common noun of place at their end left out;
 * t where none begins there. */
static uint32_t tagged_end(const dl_document *d, const dl_sentence *s, uint32_t t)
{
    uint32_t last = s->first_token + s->n_tokens, e = t;
    if (d->tokens[t].ner != DL_NER_B_LOC) { /* "the town of Bint Jbeil", whatever the parser's names say */
        if (t < s->first_token + 2 || strcmp(d->tokens[t - 1].form, "of") != 0 ||
            !(lower_is(d->tokens[t - 2].form, CITY) || lower_is(d->tokens[t - 2].form, AREA)) ||
            d->tokens[t - 2].upos == DL_UPOS_PROPN)
            return t;
        for (; e < last && e < t + MAX_NAME_TOKENS; e++) { /* "Sharm-el-Sheik" */
            bool glued = e > t && d->tokens[e].begin == d->tokens[e - 1].end;
            if (glued ? d->tokens[e].form[0] != '-' && d->tokens[e - 1].form[0] != '-'
                      : d->tokens[e].upos != DL_UPOS_PROPN || !dl__place_starts(&d->tokens[e]))
                break;
        }
        return e;
    }
    for (e = t + 1; e < last && d->tokens[e].ner == DL_NER_I_LOC && e < t + MAX_KEY_TOKENS;)
        e++;
    while (e > t + 1 && !lower_is(d->tokens[e - 1].form, OF_NAME) &&
           (lower_is(d->tokens[e - 1].form, AREA) || lower_is(d->tokens[e - 1].form, CITY)))
        e--;
    return e;
}

/* Does a well known place lie within words [first, end), which name none as a whole? "downtown Cairo" is Cairo. */
static bool holds_known(const dl__atlas *a, const dl_document *d, const dl_sentence *s, uint32_t first,
                        uint32_t end)
{
    char key[DL__P_MAX_KEY];
    const dl__hit *hits;
    for (uint32_t t = first; t < end; t++)
        for (uint32_t e = end; e > t; e--) {
            dl__pcand c;
            size_t n = dl__place_starts(&d->tokens[t]) ? dl__place_look_up(a, d, s, t, e, key, &hits) : 0;
            for (size_t i = 0; i < n; i++)
                if (dl__atlas_cand(a, &hits[i], key, &c) && !c.ambiguous &&
                    (c.kind != DL__PK_CITY || c.people >= KNOWN_PEOPLE))
                    return true;
        }
    return false;
}

/* A name of a place that no table has: tagged as one, and something is put in it. *end is where the tables' name ends;
 * 1: taken, *end moved; 0: not; -1: memory is out. */
static int unlisted(const dl__atlas *a, dl_document *d, const dl_sentence *s, uint32_t t, size_t from,
                    uint32_t *end, dl__pnames *out)
{
    uint32_t e = tagged_end(d, s, t);
    bool listed = out->n > from;
    if (e == t || (listed && e <= *end) || holds_known(a, d, s, t, e))
        return 0;
    dl__pname n = { .first = t, .end = e, .container = -1 };
    n.head = head_of(d, t, e);
    read_context(d, s, &n);
    read_land(a, d, s, &n);
    if (!(n.locative || n.typed_area || n.typed_city || visited(d, n.head)))
        return 0;
    dl_str field = dl__document_field(d, s->in);
    uint32_t b = d->tokens[t].begin, stop = d->tokens[e - 1].end;
    char key[DL__P_MAX_KEY];
    size_t len = stop > b && stop - b < DL__P_MAX_KEY
                     ? dl__key_normalise(field.ptr + b, stop - b, false, key, DL__P_MAX_KEY - 1)
                     : 0;
    if (len < 3)
        return 0;
    key[len] = '\0';
    out->n = from;
    *end = e;
    return keep(d, &n, key, out) ? 1 : -1;
}

/* "Paris, Texas", "Goris, in Armenia": the second says where the first lies. */
static void containers(const dl_document *d, const dl_sentence *s, dl__pnames *out, size_t from)
{
    for (size_t i = from; i + 1 < out->n; i++) {
        dl__pname *a = &out->at[i], *b = &out->at[i + 1];
        int32_t noun = described_by(d, s, a);
        if (noun >= 0 && (int32_t)b->first > noun &&
            (int32_t)b->first <= noun + 3) /* "in the Kunar province" */
            a->container = (int32_t)(i + 1);
        else if (b->first == a->end + 1 && strcmp(d->tokens[a->end].form, ",") == 0)
            a->container = (int32_t)(i + 1);
        else if (b->first == a->end + 1 && strcmp(d->tokens[a->end].form, "in") == 0) {
            a->container = (int32_t)(i + 1);
            a->container_in = true;
        } else if (b->first == a->end + 2 && strcmp(d->tokens[a->end].form, ",") == 0 &&
                   dl__is_locative(d, (int32_t)a->end + 1))
            a->container = (int32_t)(i + 1);
    }
}

bool dl__place_names(const dl__atlas *a, dl_document *d, dl__pnames *out)
{
    dl__map_init(&out->keys, d->arena);
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        size_t from = out->n;
        uint32_t last = s->first_token + s->n_tokens;
        for (uint32_t t = s->first_token; t < last;) {
            uint32_t end = t + 1;
            size_t before = out->n;
            if (dl__place_starts(&d->tokens[t]) &&
                (!at_token(a, d, s, t, &end, out) || unlisted(a, d, s, t, before, &end, out) < 0))
                return false;
            t = end;
        }
        containers(d, s, out, from);
    }
    return true;
}
