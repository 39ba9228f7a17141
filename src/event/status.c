/* status.c - effects are bits; each word on the way up adds its own, negations flip. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/status.h"

#include <string.h>

#include "event/match.h"

enum { MAX_CLIMB = 10 };

/* A supposition about what is to come ("may attack"); "have" makes it one about the past. */
enum { LATER = 1 << 16 };

static void apply(dl__status *s, uint32_t effect)
{
    static const struct {
        uint32_t bit;
        dl_modality modality;
    } strongest_last[] = {
        { DL__E_CLAIMED, DL_CLAIMED },   { DL__E_REQUESTED, DL_REQUESTED },
        { DL__E_PROMISED, DL_PROMISED }, { DL__E_THREATENED, DL_THREATENED },
        { DL__E_POSSIBLE, DL_POSSIBLE }, { DL__E_HYPOTHETICAL, DL_HYPOTHETICAL },
    };
    static const uint8_t rank[] = {
        [DL_ASSERTED] = 0,   [DL_CLAIMED] = 1,  [DL_REQUESTED] = 2,    [DL_PROMISED] = 3,
        [DL_THREATENED] = 4, [DL_POSSIBLE] = 5, [DL_HYPOTHETICAL] = 6,
    };
    if (effect & DL__E_NEGATED)
        s->polarity = s->polarity == DL_NEGATED ? DL_AFFIRMED : DL_NEGATED;
    if (effect & (DL__E_FUTURE | LATER))
        s->future = true;
    if (effect & DL__E_HISTORICAL)
        s->historical = true;
    if (effect & DL__E_NONE)
        s->none = true;
    for (size_t i = 0; i < sizeof strongest_last / sizeof *strongest_last; i++) {
        dl_modality m = strongest_last[i].modality;
        if ((effect & strongest_last[i].bit) && rank[m] > rank[s->modality])
            s->modality = m;
    }
}

/* Words after the first of an entry ("no longer", "rather than") follow the token. */
static bool extra_follows(const dl_document *d, uint32_t t, dl_str extra)
{
    const dl_sentence *s = &d->sentences[d->syn[t].sentence];
    for (size_t at = 0; at < extra.len;) {
        const char *w = extra.ptr + at;
        size_t n = 0;
        while (at + n < extra.len && w[n] != ' ')
            n++;
        if (++t >= s->first_token + s->n_tokens)
            return false;
        const char *lemma = d->tokens[t].lemma, *form = d->tokens[t].form;
        if (!(strncmp(lemma, w, n) == 0 && !lemma[n]) && !(strncmp(form, w, n) == 0 && !form[n]))
            return false;
        at += n + 1;
    }
    return true;
}

static bool is_participle(const dl_document *d, uint32_t t)
{
    const char *x = d->tokens[t].xpos;
    return d->tokens[t].upos == DL_UPOS_VERB && (strcmp(x, "VBN") == 0 || strcmp(x, "VBG") == 0);
}

/* The rows of a word; a participle has also those of its form as an adjective ("planned/a", "going/a"). */
static uint32_t rows_first(const dl__events *e, const dl_document *d, uint32_t t, char letter)
{
    const dl_token *x = &d->tokens[t];
    return dl__entries_first(&e->status, letter == 'a' && is_participle(d, t) ? x->form : x->lemma, letter);
}

/* Effects of the rows for a dependent that stands in place `slot` (MARK, ADV, AUX, DET) of what it governs. */
static uint32_t beside(const dl__events *e, const dl_document *d, uint32_t t, dl__where_slot slot)
{
    uint32_t effect = 0;
    static const char letters[] = { 'a', 'v', 'n' };
    for (size_t k = 0; k < sizeof letters; k++) {
        for (uint32_t i = rows_first(e, d, t, letters[k]); i; i = e->status.next[i - 1]) {
            const dl__entry *x = &e->status.items[i - 1];
            if (x->n_slots && x->slots[0].at[0].slot == slot && extra_follows(d, t, x->extra))
                effect |= e->effect_of[i - 1];
        }
    }
    return effect;
}

/* "not only to the murder, but also ...": the negation is of "only". */
static bool not_only(const dl_document *d, uint32_t t)
{
    static const char *const words[] = { "only", "just", "merely", "simply", "least", NULL };
    const dl_sentence *s = &d->sentences[d->syn[t].sentence];
    return t + 1 < s->first_token + s->n_tokens && dl__token_in(d, (int32_t)t + 1, words);
}

/* "no soldiers", "nobody", "none of them", "neither X nor Y". */
static bool negative_phrase(const dl__events *e, const dl_document *d, uint32_t t)
{
    if (beside(e, d, t, DL__W_DET) & DL__E_NEGATED)
        return true;
    for (int32_t c = d->syn[t].child; c >= 0 && c < (int32_t)t; c = d->syn[c].sibling) {
        bool place = d->syn[c].dep == DL__DEP_det || d->syn[c].dep == DL__DEP_cc;
        if (place && (beside(e, d, (uint32_t)c, DL__W_DET) & DL__E_NEGATED))
            return true;
    }
    return false;
}

/* Effects of an adverb; "no longer" is an adverb with one of its own before it. */
static uint32_t of_adverb(const dl__events *e, const dl_document *d, uint32_t u)
{
    uint32_t effect = beside(e, d, u, DL__W_ADV);
    int32_t c = d->syn[u].child;
    if (!(effect & DL__E_NEGATED) && c >= 0 && c + 1 == (int32_t)u && d->syn[c].dep == DL__DEP_advmod &&
        dl__token_is(d, c, "no"))
        effect |= beside(e, d, (uint32_t)c, DL__W_ADV);
    return effect;
}

/* Does a conjunction of two words ("rather than attack, it left") open a clause before what it hangs on? */
static bool opens_other(const dl_document *d, uint32_t t, uint32_t u)
{
    for (int32_t c = d->syn[t].child; c >= 0 && c < (int32_t)t; c = d->syn[c].sibling) {
        uint32_t first, end;
        dl__tree_span(d, (uint32_t)c, &first, &end);
        if (d->syn[c].dep == DL__DEP_advcl && u < first && first <= u + 2)
            return true;
    }
    return false;
}

/* The effects of a conjunction that stands right before a clause, but hangs on the main verb. */
static uint32_t opened_by(const dl__events *e, const dl_document *d, uint32_t t)
{
    uint32_t first, end;
    dl__tree_span(d, t, &first, &end);
    int32_t head = d->syn[t].head;
    for (int32_t c = d->syn[t].dep == DL__DEP_advcl ? d->syn[head].child : -1; c >= 0 && c < (int32_t)first;
         c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_cc && c + 2 == (int32_t)first)
            return beside(e, d, (uint32_t)c, DL__W_MARK);
    }
    return 0;
}

static bool has_aux(const dl_document *d, uint32_t t, const char *lemma)
{
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        if (d->syn[c].dep == DL__DEP_aux && dl__token_is(d, c, lemma))
            return true;
    }
    return false;
}

/* What is told with a word of saying: there "would" is the future of the past. */
static bool is_told(const dl_document *d, uint32_t t)
{
    for (int i = 0; i < MAX_CLIMB && d->syn[t].head >= 0; i++) {
        uint8_t dep = d->syn[t].dep;
        if (dep == DL__DEP_ccomp)
            return true;
        if (dep != DL__DEP_conj && dep != DL__DEP_xcomp)
            return false;
        t = (uint32_t)d->syn[t].head;
    }
    return false;
}

/* An auxiliary before its subject at the head of a clause is a condition: "should they attack", "had it left". */
static bool inverted_condition(const dl_document *d, uint32_t t, uint32_t aux)
{
    uint32_t first, end;
    dl__tree_span(d, t, &first, &end);
    return d->syn[t].dep == DL__DEP_advcl && first == aux &&
           (dl__token_is(d, (int32_t)aux, "should") || dl__token_is(d, (int32_t)aux, "have"));
}

/* "Theresa May stepped down", where the parser took the name for an auxiliary. */
static bool is_surname(const dl_document *d, uint32_t aux)
{
    return d->tokens[aux].form[0] == 'M' && dl__token_is(d, (int32_t)aux, "may") &&
           aux != d->sentences[d->syn[aux].sentence].first_token;
}

static uint32_t of_aux(const dl__events *e, const dl_document *d, uint32_t t, uint32_t aux)
{
    if (is_surname(d, aux))
        return 0;
    if (inverted_condition(d, t, aux))
        return DL__E_HYPOTHETICAL;
    uint32_t effect = beside(e, d, aux, DL__W_AUX);
    if ((effect & DL__E_HYPOTHETICAL) && is_told(d, t) && !has_aux(d, t, "have"))
        effect = (effect & ~(uint32_t)DL__E_HYPOTHETICAL) | DL__E_FUTURE;
    return effect & (DL__E_POSSIBLE | DL__E_HYPOTHETICAL) ? effect | LATER : effect;
}

/* "if they attack": a condition not yet met; "whether they attacked": of what was. */
static uint32_t of_mark(const dl__events *e, const dl_document *d, uint32_t t, uint32_t mark)
{
    uint32_t effect = beside(e, d, mark, DL__W_MARK);
    const char *x = d->tokens[t].xpos;
    bool present = strcmp(x, "VBZ") == 0 || strcmp(x, "VBP") == 0 || strcmp(x, "VB") == 0 ||
                   /* "if convicted": what it hangs on is yet to come, too */
                   (strcmp(x, "VBN") == 0 && dl__tree_child(d, t, DL__DEP_aux, DL__SUB_other) < 0);
    return (effect & DL__E_HYPOTHETICAL) && present ? effect | LATER : effect;
}

/* The effects of a word's own dependents; `from` is one whose own effects are known already, or -1. */
static uint32_t local(const dl__events *e, const dl_document *d, uint32_t t, int32_t from)
{
    uint32_t effect = opened_by(e, d, t), adverb;
    bool going = false, able = false, yet = false;
    for (int32_t c = d->syn[t].child; c >= 0; c = d->syn[c].sibling) {
        uint32_t u = (uint32_t)c;
        switch (d->syn[c].dep) {
        case DL__DEP_advmod:
            if (not_only(d, u))
                break;
            adverb = of_adverb(e, d, u);
            effect ^= adverb & DL__E_NEGATED;
            effect |= adverb & ~(uint32_t)DL__E_NEGATED;
            if ((d->syn[c].feats & DL__F_NEG) && !(adverb & DL__E_NEGATED))
                effect ^= DL__E_NEGATED;
            yet |= dl__token_is(d, c, "yet") && (adverb & DL__E_NEGATED);
            break;
        case DL__DEP_aux:
            effect |= of_aux(e, d, t, u);
            able |= dl__token_is(d, c, "can") || dl__token_is(d, c, "could");
            break;
        case DL__DEP_mark:
        case DL__DEP_case:
        case DL__DEP_cc:
            if (opens_other(d, t, u))
                break;
            effect ^= of_mark(e, d, t, u) & DL__E_NEGATED;
            effect |= of_mark(e, d, t, u) & ~(uint32_t)DL__E_NEGATED;
            break;
        case DL__DEP_det:
        case DL__DEP_amod:
            effect ^= beside(e, d, u, DL__W_DET) & DL__E_NEGATED;
            effect |= (beside(e, d, u, DL__W_DET) | beside(e, d, u, DL__W_ADV)) & ~(uint32_t)DL__E_NEGATED;
            break;
        case DL__DEP_nsubj:
        case DL__DEP_obj:
            if (c != from && negative_phrase(e, d, u))
                effect ^= DL__E_NEGATED;
            break;
        case DL__DEP_advcl: /* "If attacked, we will respond" */
            for (int32_t m = d->syn[c].child; m >= 0; m = d->syn[m].sibling) {
                uint32_t mark = d->syn[m].dep == DL__DEP_mark ? beside(e, d, (uint32_t)m, DL__W_MARK) : 0;
                if (!(mark & DL__E_FUTURE)) /* "will stay until they leave": no condition */
                    effect |= mark & DL__E_HYPOTHETICAL;
            }
            break;
        default: break;
        }
        going |= (d->syn[c].dep == DL__DEP_aux || d->syn[c].dep == DL__DEP_cop) && dl__token_is(d, c, "be");
    }
    if (able && (effect & DL__E_NEGATED)) /* "could not agree": it did not happen */
        effect &= ~(uint32_t)(DL__E_POSSIBLE | LATER);
    if (has_aux(d, t, "have")) /* "may have attacked" */
        effect &= ~(uint32_t)LATER;
    /* "is to visit", "the aim is to visit": a form of be and an infinitive; headlines leave it out: "Kenya to send aid" */
    going |= d->syn[t].head < 0 && dl__tree_child(d, t, DL__DEP_nsubj, DL__SUB_other) >= 0;
    if (going && !yet && dl__tree_child(d, t, DL__DEP_mark, DL__SUB_other) >= 0 &&
        (d->syn[t].feats & DL__F_INF))
        effect |= DL__E_FUTURE | DL__E_PROMISED;
    return effect;
}

/* Is the clause of t what its governor is about, by relation or by form: "to attack", "ruled out attacking"? */
static bool is_content(const dl_document *d, uint32_t t, const char *prep)
{
    const dl__syn *y = &d->syn[t];
    if (y->dep == DL__DEP_xcomp || y->dep == DL__DEP_ccomp)
        return true;
    if ((y->dep != DL__DEP_acl || y->sub == DL__SUB_relcl) && y->dep != DL__DEP_advcl)
        return false;
    if (*prep)
        return strcmp(prep, "to") == 0;
    uint32_t first, end;
    dl__tree_span(d, t, &first, &end);
    return strcmp(d->tokens[t].xpos, "VBG") == 0 && (int32_t)first > y->head &&
           d->tokens[first - 1].upos != DL_UPOS_PUNCT;
}

static bool hangs_by(const dl_document *d, uint32_t t, const dl__slot_spec *s)
{
    const dl__syn *y = &d->syn[t];
    char prep[20];
    bool has_prep = dl__args_preposition(d, t, prep);
    for (unsigned k = 0; k < s->n_at; k++) {
        const dl__where *w = &s->at[k];
        bool same =
            has_prep && w->prep.len && strncmp(prep, w->prep.ptr, w->prep.len) == 0 && !prep[w->prep.len];
        switch ((dl__where_slot)w->slot) {
        case DL__W_C:
            if (is_content(d, t, has_prep ? prep : ""))
                return true;
            break;
        case DL__W_O:
            if (y->dep == DL__DEP_obj || (y->dep == DL__DEP_nsubj && y->sub == DL__SUB_pass))
                return true;
            break;
        case DL__W_S:
            if (y->dep == DL__DEP_nsubj && y->sub != DL__SUB_pass)
                return true;
            break;
        case DL__W_PREP:
            if ((y->dep == DL__DEP_obl || y->dep == DL__DEP_nmod) && same)
                return true;
            break;
        case DL__W_PREP_C:
            if ((y->dep == DL__DEP_advcl || y->dep == DL__DEP_acl) && same)
                return true;
            break;
        default: break;
        }
    }
    return false;
}

/* "is going to", "was said to": a participle with a form of "be". */
static bool is_helped_participle(const dl_document *d, uint32_t t)
{
    return is_participle(d, t) && has_aux(d, t, "be");
}

/* Effects of a governor on what hangs on it; *governs says whether any row fits. */
static uint32_t governed(const dl__events *e, const dl_document *d, uint32_t governor, uint32_t t,
                         bool *governs)
{
    uint32_t effect = 0;
    const char letters[] = { dl__match_pos(d, governor), is_helped_participle(d, governor) ? 'a' : 0 };
    *governs = false;
    for (size_t l = 0; l < sizeof letters; l++) {
        for (uint32_t i = letters[l] ? rows_first(e, d, governor, letters[l]) : 0; i;
             i = e->status.next[i - 1]) {
            const dl__entry *x = &e->status.items[i - 1];
            if (x->extra.len && !extra_follows(d, governor, x->extra))
                continue;
            for (unsigned k = 0; k < x->n_slots; k++) {
                if (!hangs_by(d, t, &x->slots[k]))
                    continue;
                effect |= e->effect_of[i - 1];
                *governs = true;
            }
        }
    }
    return effect;
}

bool dl__status_passes(const dl__events *e, const dl_document *d, uint32_t verb)
{
    char pos = dl__match_pos(d, verb);
    for (uint32_t i = pos ? dl__entries_first(&e->status, d->tokens[verb].lemma, pos) : 0; i;
         i = e->status.next[i - 1]) {
        if (e->effect_of[i - 1] & DL__E_PASS)
            return true;
    }
    return false;
}

static bool either(const dl_document *d, uint32_t t)
{
    int32_t cc = dl__tree_child(d, t, DL__DEP_cc, DL__SUB_other);
    return dl__token_is(d, cc, "or") || dl__token_is(d, cc, "nor");
}

dl__status dl__status_of(const dl__events *e, const dl_document *d, uint32_t token)
{
    dl__status s = { .polarity = DL_AFFIRMED, .modality = DL_ASSERTED };
    uint32_t t = token;
    apply(&s, local(e, d, t, -1));
    for (int i = 0; i < MAX_CLIMB && d->syn[t].head >= 0; i++) {
        uint32_t g = (uint32_t)d->syn[t].head;
        bool governs = false;
        uint32_t effect = governed(e, d, g, t, &governs);
        const dl__entry *light = NULL;
        if (!governs && d->tokens[t].upos == DL_UPOS_NOUN)
            governs = dl__match_light(e, d, t, &light) == (int32_t)g;
        bool conjunct = d->syn[t].dep == DL__DEP_conj &&
                        dl__tree_child(d, t, DL__DEP_nsubj, DL__SUB_other) < 0 &&
                        dl__tree_child(d, t, DL__DEP_aux, DL__SUB_other) < 0;
        if (!governs && !conjunct)
            break;
        apply(&s, effect);
        /* a conjunct shares auxiliaries, but a negated first conjunct need not negate the second after "but" */
        uint32_t handed = local(e, d, g, (int32_t)t);
        bool joined = conjunct && either(d, t); /* "did not arrest or deport" */
        apply(&s, conjunct && !joined ? handed & ~(uint32_t)(DL__E_NEGATED | DL__E_NONE) : handed);
        t = g;
    }
    return s;
}
