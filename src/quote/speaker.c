/* speaker.c - who speaks: the subject of a word of saying, wherever the parser hung it, and the words that name him. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "quote/quote_priv.h"

enum { MAX_CLIMB = 12, MAX_GAP = 3 };

static bool is_nominal(const dl_document *d, uint32_t t)
{
    uint8_t u = d->tokens[t].upos;
    return u == DL_UPOS_PROPN || u == DL_UPOS_NOUN || u == DL_UPOS_PRON;
}

static uint32_t first_of_sentence(const dl_document *d, uint32_t t)
{
    return d->sentences[d->syn[t].sentence].first_token;
}

/* ---- the phrase as written ---- */

/* What belongs to a phrase behind its head: no apposition behind a comma, no clause in which he speaks. */
static bool part_of_name(const dl_document *d, uint32_t head, uint32_t child, uint32_t cue)
{
    uint32_t first, end;
    dl__tree_span(d, child, &first, &end);
    if (first <= head || (first <= cue && cue < end))
        return false;
    switch (d->syn[child].dep) {
    case DL__DEP_flat:
    case DL__DEP_compound:
    case DL__DEP_nummod:
    case DL__DEP_det: return true;
    case DL__DEP_appos:
    case DL__DEP_nmod:
        if (dl__is_form(d, first, ",") && dl__is_form(d, first + 1, "of")) /* "Ana Bel, of the university," */
            return true;
        return !dl__is_edge(d, first) && !dl__is_edge(d, first - 1);
    case DL__DEP_amod:
    case DL__DEP_acl: return !dl__is_edge(d, first) && !dl__is_edge(d, first - 1);
    default: return false;
    }
}

/* "Local resident Mary Jones said": title and name that the parser made two subjects. */
static void with_title(const dl_document *d, uint32_t head, uint32_t cue, uint32_t *first, uint32_t *end)
{
    int32_t verb = d->syn[head].dep == DL__DEP_nsubj ? d->syn[head].head : -1;
    for (int32_t c = verb >= 0 ? d->syn[verb].child : -1; c >= 0; c = d->syn[c].sibling) {
        uint32_t from, to, name = (uint32_t)c > head ? (uint32_t)c : head;
        dl__tree_span(d, (uint32_t)c, &from, &to);
        if (d->syn[c].dep != DL__DEP_nsubj || d->tokens[name].upos != DL_UPOS_PROPN)
            continue;
        if ((uint32_t)c > head && from == *end && to <= cue)
            *end = to;
        if ((uint32_t)c < head && to == *first)
            *first = from;
    }
}

dl__run dl__source_run(const dl_document *d, uint32_t head, uint32_t cue)
{
    uint32_t first, end = head + 1, from, to;
    dl__tree_span(d, head, &first, &to);
    if (first > head)
        first = head;
    for (int32_t c = d->syn[head].child; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        dl__tree_span(d, (uint32_t)c, &from, &to);
        if ((uint32_t)c < head && first == from &&
            (dep == DL__DEP_case || dep == DL__DEP_cc || dep == DL__DEP_punct || dep == DL__DEP_mark))
            first = to;
        if ((uint32_t)c > head && from == end && part_of_name(d, head, (uint32_t)c, cue))
            end = to;
    }
    with_title(d, head, cue, &first, &end);
    if (first <= cue && cue < head) /* "said the mayor": the tree is not to be believed */
        first = cue + 1;
    while (first < head && dl__is_edge(d, first))
        first++;
    return (dl__run){ first, end };
}

/* ---- who it is ---- */

/* The mention of a phrase; of what somebody wrote, has or gave out ("the bishop's statement read", "released a statement that
 * says") the one whose it is. */
static int32_t mention_of_source(const dl_document *d, uint32_t token)
{
    int32_t m = dl__args_mention(d, token);
    if (m >= 0 || d->tokens[token].upos != DL_UPOS_NOUN || !d->mention_of)
        return m;
    for (int32_t c = d->syn[token].child; c >= 0 && m < 0; c = d->syn[c].sibling) {
        bool whose = d->syn[c].dep == DL__DEP_nmod && (d->syn[c].sub == DL__SUB_poss || c > (int32_t)token);
        bool of =
            d->syn[c].dep == DL__DEP_compound || d->syn[c].dep == DL__DEP_amod; /* "the Kenyan statement" */
        m = whose || of ? d->mention_of[c] : -1;
        int32_t by = d->syn[c].dep == DL__DEP_acl && strcmp(d->tokens[c].xpos, "VBN") == 0
                         ? dl__tree_child(d, (uint32_t)c, DL__DEP_obl, DL__SUB_agent)
                         : -1; /* "a statement released by officials" */
        m = by >= 0 ? d->mention_of[by] : m;
        if (m < 0 && d->syn[c].dep == DL__DEP_appos) /* "strategist Ana Bel" */
            m = d->mention_of[c];
    }
    if (m < 0 && d->syn[token].dep == DL__DEP_obj && d->syn[token].head >= 0) {
        int32_t giver = dl__args_surface_subject(d, (uint32_t)d->syn[token].head, NULL);
        m = giver >= 0 ? dl__args_mention(d, (uint32_t)giver) : -1;
    }
    return m;
}

dl__source dl__source_at(const dl_document *d, int32_t token)
{
    int32_t name = token >= 0 && d->syn[token].dep == DL__DEP_appos ? d->syn[token].head : -1;
    if (name >= 0 && name < token && d->tokens[name].upos == DL_UPOS_PROPN &&
        d->tokens[token].upos == DL_UPOS_NOUN && mention_of_source(d, (uint32_t)name) >= 0)
        token = name; /* "Ana Bel, winner of the prize, said" */
    return (dl__source){ token, token >= 0 ? mention_of_source(d, (uint32_t)token) : -1 };
}

/* The subject, of two that the parser gave the nearer one. */
static dl__source subject_of(const dl_document *d, uint32_t cue, const dl__args *args)
{
    dl__source s = { -1, -1 };
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        if (a->slot != DL__SLOT_S || (a->reach == DL__REACH_ARC && s.token > (int32_t)a->token))
            continue;
        if (s.token >= 0 && (a->reach != DL__REACH_ARC || a->token > cue))
            continue;
        s = dl__source_at(d, (int32_t)a->token);
    }
    return s;
}

/* "..., said the mayor": he may be taken for the object. */
static dl__source inverted(const dl_document *d, uint32_t cue)
{
    bool at_edge = cue > first_of_sentence(d, cue) && dl__is_edge(d, cue - 1);
    dl__source unknown = { -1, -1 }; /* "..., read the statement" */
    for (int32_t c = at_edge ? d->syn[cue].child : -1; c >= 0; c = d->syn[c].sibling) {
        uint8_t dep = d->syn[c].dep;
        bool place =
            dep == DL__DEP_obj || dep == DL__DEP_ccomp || dep == DL__DEP_xcomp || dep == DL__DEP_parataxis;
        if ((uint32_t)c <= cue || !is_nominal(d, (uint32_t)c) || !place)
            continue;
        dl__source s = dl__source_at(d, c);
        if (s.mention >= 0)
            return s;
        if (dep == DL__DEP_obj && d->tokens[c].upos == DL_UPOS_NOUN)
            unknown = s;
    }
    return unknown;
}

/* '...," added Bel': whatever the tree says, the name or noun that follows a word of saying behind a closing mark. -1: none does. */
static int32_t behind_quote(const dl_document *d, uint32_t cue)
{
    uint32_t first = first_of_sentence(d, cue), end = dl__sentence_run(d, cue).end, t = cue + 1;
    bool closed =
        cue >= first + 2 && ((dl__is_mark(d, cue - 1) && d->tokens[cue - 2].upos == DL_UPOS_PUNCT) ||
                             (dl__is_mark(d, cue - 2) && dl__is_form(d, cue - 1, ",")));
    while (closed && t < end &&
           (d->tokens[t].upos == DL_UPOS_DET || d->tokens[t].upos == DL_UPOS_ADJ ||
            d->tokens[t].upos == DL_UPOS_NUM))
        t++;
    if (!closed || t >= end || !is_nominal(d, t))
        return -1;
    int32_t at = (int32_t)t;
    for (unsigned i = 0; i < MAX_CLIMB; i++) {
        const dl__syn *s = &d->syn[at];
        bool part = s->dep == DL__DEP_flat || s->dep == DL__DEP_compound || s->dep == DL__DEP_nmod;
        if (!part || s->head <= (int32_t)cue || s->head >= (int32_t)end || !is_nominal(d, (uint32_t)s->head))
            break;
        at = s->head;
    }
    return at;
}

/* "X cautioned justice is slow": the parser gave X to the clause, which has a subject of its own behind the cue. */
static int32_t lent_to_content(const dl_document *d, uint32_t cue)
{
    int32_t found = -1;
    for (int32_t c = d->syn[cue].child; c >= 0; c = d->syn[c].sibling) {
        if ((uint32_t)c <= cue || (d->syn[c].dep != DL__DEP_ccomp && d->syn[c].dep != DL__DEP_conj))
            continue;
        for (int32_t s = d->syn[c].child; s >= 0 && (uint32_t)s < cue; s = d->syn[s].sibling)
            found = d->syn[s].dep == DL__DEP_nsubj ? s : found;
    }
    return found;
}

/* The name or noun that ends right before the cue, where nothing is its subject: the tree is wrong, the order of words is not. */
static int32_t right_before(const dl_document *d, uint32_t cue)
{
    uint32_t first = first_of_sentence(d, cue), t = cue;
    unsigned gap = 0;
    while (t > first && gap++ < MAX_GAP) {
        uint8_t u = d->tokens[t - 1].upos;
        if (u != DL_UPOS_AUX && u != DL_UPOS_ADV && !dl__is_edge(d, t - 1))
            break;
        t--;
    }
    if (t == first || !is_nominal(d, t - 1))
        return -1;
    int32_t at = (int32_t)t - 1;
    for (unsigned i = 0; i < MAX_CLIMB; i++) {
        const dl__syn *s = &d->syn[at];
        bool part = s->dep == DL__DEP_flat || s->dep == DL__DEP_compound || s->dep == DL__DEP_nmod;
        if (!part || s->head < (int32_t)first || s->head >= (int32_t)cue || !is_nominal(d, (uint32_t)s->head))
            break;
        at = s->head;
    }
    return at;
}

/* "was quoted as saying", "quoted officials as saying", "quotes the minister saying": the one who is quoted. */
static int32_t quoted_one(const dl_document *d, uint32_t cue)
{
    if ((dl__token_is(d, (int32_t)cue, "quote") || dl__token_is(d, (int32_t)cue, "cite")) &&
        dl__args_passive(d, cue))
        return dl__args_surface_subject(d, cue, NULL);
    int32_t v = d->syn[cue].head;
    bool saying =
        dl__has_as(d, (int32_t)cue) || (strcmp(d->tokens[cue].xpos, "VBG") == 0 && !dl__has_subject(d, cue));
    if (v < 0 || !saying || !(dl__token_is(d, v, "quote") || dl__token_is(d, v, "cite")))
        return -1;
    if (dl__args_passive(d, (uint32_t)v))
        return dl__args_surface_subject(d, (uint32_t)v, NULL);
    return dl__tree_child(d, (uint32_t)v, DL__DEP_obj, DL__SUB_other);
}

/* "I have no doubt that", "the ministry issued a warning that": whose verb governs the noun. */
static int32_t lent_by_verb(const dl_document *d, uint32_t noun)
{
    int32_t v = d->syn[noun].dep == DL__DEP_obj ? d->syn[noun].head : -1;
    return v >= 0 && d->tokens[v].upos == DL_UPOS_VERB ? dl__args_surface_subject(d, (uint32_t)v, NULL) : -1;
}

/* Of title and name that the parser made two subjects ("local resident Mary Jones said") the name, and whoever knows who it is. */
static dl__source named(const dl_document *d, dl__source s)
{
    int32_t verb = s.token >= 0 && d->syn[s.token].dep == DL__DEP_nsubj ? d->syn[s.token].head : -1;
    if (verb < 0)
        return s;
    uint32_t from, to, first, end;
    dl__tree_span(d, (uint32_t)s.token, &first, &end);
    for (int32_t c = d->syn[verb].child; c >= 0 && c < verb; c = d->syn[c].sibling) {
        dl__tree_span(d, (uint32_t)c, &from, &to);
        if (d->syn[c].dep != DL__DEP_nsubj || c == s.token || (to != first && from != end))
            continue;
        int32_t name = c > s.token ? c : s.token, m = mention_of_source(d, (uint32_t)name);
        if (d->tokens[name].upos != DL_UPOS_PROPN)
            return s;
        s.mention = m >= 0 && (s.mention < 0 || *d->entities[d->mentions[m].entity].code) ? m : s.mention;
        s.token = name;
        return s;
    }
    return s;
}

dl__source dl__speaker_of(const dl_document *d, uint32_t cue, const dl__args *args)
{
    int32_t quoted = quoted_one(d, cue);
    if (quoted >= 0)
        return dl__source_at(d, quoted);
    dl__source s = named(d, subject_of(d, cue, args));
    bool finite = strcmp(d->tokens[cue].xpos, "VBG") != 0 && strcmp(d->tokens[cue].xpos, "VB") != 0;
    int32_t behind = finite && s.token < (int32_t)cue ? behind_quote(d, cue) : -1;
    if (behind >= 0)
        return dl__source_at(d, behind);
    if (s.mention >= 0)
        return s;
    dl__source other = inverted(d, cue);
    if (other.mention >= 0 || (other.token >= 0 && s.token < 0))
        return other;
    if (s.token >= 0)
        return s;
    uint8_t upos = d->tokens[cue].upos;
    if (upos == DL_UPOS_NOUN)
        return dl__source_at(d, lent_by_verb(d, cue));
    int32_t lent = upos == DL_UPOS_VERB ? lent_to_content(d, cue) : -1;
    bool past = strcmp(d->tokens[cue].xpos, "VBD") == 0 || strcmp(d->tokens[cue].xpos, "VBZ") == 0;
    if (lent < 0 && past && !dl__args_passive(d, cue))
        lent = right_before(d, cue);
    return dl__source_at(d, lent);
}

int32_t dl__addressee_of(const dl_document *d, const dl__args *args, dl__run content)
{
    for (unsigned i = 0; i < args->n; i++) {
        const dl__arg *a = &args->item[i];
        bool inside = a->token >= content.first && a->token < content.end;
        bool slot = a->slot == DL__SLOT_I || a->slot == DL__SLOT_O ||
                    (a->slot == DL__SLOT_PREP && strcmp(a->prep, "to") == 0);
        if (slot && !inside && d->mention_of && d->mention_of[a->token] >= 0)
            return d->mention_of[a->token];
    }
    return -1;
}
