/* compose.c - candidates are found on demand, so that an act can ask for its content before it is decided itself. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/compose.h"

#include <string.h>

#include "base/error.h"
#include "event/sides.h"
#include "event/trace.h"

enum { MAX_DEPTH = 6 };

static int32_t find(dl__compose *c, uint32_t token, int depth);

/* ---- content ---- */

static int32_t arg_in(const dl__args *args, dl__slot slot)
{
    for (unsigned i = 0; i < args->n; i++) {
        if (args->item[i].slot == slot)
            return (int32_t)args->item[i].token;
    }
    return -1;
}

/* The deed in a phrase: at its head, or below a light verb ("to hold talks"), a verb that passes through ("to begin
 * withdrawing") or a noun with a clause ("a plan to withdraw"). */
static int32_t content_of(dl__compose *c, uint32_t token, int depth)
{
    if (depth > MAX_DEPTH)
        return DL__CAND_NONE;
    int32_t here = find(c, token, depth + 1);
    if (here >= 0)
        return here;
    char pos = dl__match_pos(c->d, token);
    if (pos == 'v') {
        int32_t noun = dl__match_light_noun(c->e, c->d, token);
        if (noun >= 0) {
            here = find(c, (uint32_t)noun, depth + 1);
            if (here >= 0)
                return here;
        }
    }
    if (pos == 'n' || (pos && dl__status_passes(c->e, c->d, token))) {
        dl__args args;
        dl__args_of(c->d, token, &args);
        int32_t clause = arg_in(&args, DL__SLOT_C);
        if (clause < 0 && pos == 'v') /* "retaliated by expelling ..." */
            clause = arg_in(&args, DL__SLOT_PREP_C);
        if (clause >= 0 && (uint32_t)clause != token)
            return content_of(c, (uint32_t)clause, depth + 1);
        if (pos == 'n') { /* "an end to the attacks": not for every noun, only where nothing else is known */
            for (unsigned i = 0; i < args.n; i++) {
                if (args.item[i].slot == DL__SLOT_PREP_C)
                    return content_of(c, args.item[i].token, depth + 1);
            }
        }
    }
    return DL__CAND_NONE;
}

typedef struct content_query {
    dl__compose *c;
    int depth;
} content_query;

static bool content_known(void *user, uint32_t token)
{
    const content_query *q = user;
    return content_of(q->c, token, q->depth + 1) >= 0;
}

/* ---- candidates ---- */

/* Best entry of one table for a token. */
static void best_entry(dl__compose *c, const dl__entries *table, uint32_t token, char pos, int depth,
                       dl__match *best, dl__match *nearest)
{
    uint32_t i = dl__entries_first(table, c->d->tokens[token].lemma, pos);
    if (!i)
        return;
    dl__args args;
    int32_t lent;
    dl__match_args(c->e, c->d, token, &args, &lent);
    content_query q = { c, depth };
    for (; i; i = table->next[i - 1]) {
        dl__match m;
        dl__match_entry(c->e, c->d, token, &args, lent, &table->items[i - 1], content_known, &q, &m);
        if (m.score < 0)
            continue;
        /* a noun by itself ("the attack") is a mention only with somebody in it; one that only serves acts may be bare */
        bool serves = table == &c->e->deeds && strcmp(c->e->kind_of[i - 1]->worth.type, "-") == 0;
        if (m.fits && pos == 'n' && !serves && !m.actors.n && !m.recipients.n && m.content < 0)
            m.fits = false;
        if (m.fits && (!best->entry || m.score > best->score))
            *best = m;
        if (!m.fits && (!nearest->entry || m.score > nearest->score))
            *nearest = m;
    }
}

static const dl__act *act_of(const dl__compose *c, const dl__match *m)
{
    return c->e->act_of[m->entry - c->e->acts.items];
}

/* A deed or an act?  The narrower; an act without a known content only where no deed fits as well. */
static bool act_wins(dl__compose *c, const dl__match *deed, const dl__match *act, int32_t content)
{
    if (!act->entry || !act->fits)
        return false;
    const dl__act *a = act_of(c, act);
    if (content < 0 && a->content == DL__CONTENT_SWALLOW && strcmp(a->worth.type, "-") == 0 &&
        !dl__join_find(c->e, a->name, "*"))
        return false;
    if (!deed->entry || !deed->fits)
        return true;
    return act->score > deed->score || (act->score == deed->score && content >= 0);
}

static int32_t push(dl__compose *c, uint32_t token, const dl__match *m)
{
    dl__cand *cand = DL__PUSH(c->scratch, c->cands, c->n_cands, c->cap_cands);
    if (!cand) {
        c->failed = DL_ENOMEM;
        return DL__CAND_NONE;
    }
    *cand = (dl__cand){ .token = token, .match = *m, .content = DL__CAND_NONE, .claimant = DL__CAND_NONE };
    return (int32_t)c->n_cands - 1;
}

static int32_t find(dl__compose *c, uint32_t token, int depth)
{
    if (c->cand_of[token] != DL__CAND_TODO)
        return c->cand_of[token] >= 0 ? c->cand_of[token] : DL__CAND_NONE;
    if (depth > MAX_DEPTH)
        return DL__CAND_NONE;
    char pos = dl__match_pos(c->d, token);
    c->cand_of[token] = pos ? DL__CAND_BUSY : DL__CAND_NONE;
    if (!pos)
        return DL__CAND_NONE;
    dl__match deed = { 0 }, act = { 0 }, nearest = { 0 };
    best_entry(c, &c->e->deeds, token, pos, depth, &deed, &nearest);
    best_entry(c, &c->e->acts, token, pos, depth, &act, &nearest);
    int32_t content = act.entry && act.fits && act.content >= 0 ? content_of(c, (uint32_t)act.content, depth)
                                                                : DL__CAND_NONE;
    bool is_act = act_wins(c, &deed, &act, content);
    int32_t i = DL__CAND_NONE;
    if (is_act || (deed.entry && deed.fits)) {
        i = push(c, token, is_act ? &act : &deed);
        if (i >= 0) {
            dl__cand *cand = &c->cands[i];
            if (is_act) {
                cand->act = act_of(c, &act);
                cand->content = content;
            } else {
                cand->kind = c->e->kind_of[deed.entry - c->e->deeds.items];
            }
        }
    } else if (nearest.entry && c->d->trace) {
        dl__trace_near(c, token, &nearest);
    }
    c->cand_of[token] = i;
    return i;
}

/* ---- settling ---- */

/* The group of a content; that of an act is its own content's: "rejected calls for aid", "urged to agree to a truce". */
static const char *group_of(const dl__compose *c, const dl__cand *content)
{
    for (int i = 0; i < MAX_DEPTH && content; i++) {
        if (content->kind)
            return content->kind->group;
        content = content->content >= 0 ? &c->cands[content->content] : NULL;
    }
    return "*";
}

/* Meetings, support, cooperation and aid that lie ahead: that they will be is agreed. */
static void turn_ahead(dl__compose *c, dl__cand *x, const char *group)
{
    static const char *const turned[] = { "CONSULT", "SUPPORT", "COOPERATE", "AID", NULL };
    bool ahead = x->status.future || x->status.modality == DL_PROMISED;
    if (!ahead || !dl__word_in(x->worth->type, turned))
        return;
    const dl__worth *j = dl__join_find(c->e, "intend", group);
    if (!j || strcmp(j->type, "=") == 0 || strcmp(j->type, "-") == 0)
        return;
    x->worth = x->joined = j;
    if (x->status.modality == DL_PROMISED)
        x->status.modality = DL_ASSERTED; /* the type says it already */
}

/* "Kenya will not send troops": what one says one will not do is refused. */
static void turn_refused(dl__compose *c, dl__cand *x, const char *group)
{
    bool ahead = x->status.future || x->status.modality == DL_PROMISED;
    bool own = x->match.actors.n && dl__match_pos(c->d, x->token) == 'v' && !dl__args_passive(c->d, x->token);
    if (!ahead || !own || x->status.polarity != DL_NEGATED)
        return;
    const dl__worth *j = dl__join_find(c->e, "reject", group);
    if (!j || strcmp(j->type, "REJECT") != 0)
        return;
    x->worth = x->joined = j;
    x->status.polarity = DL_AFFIRMED;
    x->status.modality = DL_ASSERTED;
    x->status.future = false;
}

static void settle_deed(dl__compose *c, dl__cand *x)
{
    turn_refused(c, x, x->kind->group);
    if (x->joined)
        return;
    bool serves = strcmp(x->kind->worth.type, "-") == 0; /* acts only: "(called for) restraint" */
    /* a speaker may yet ask for it: "they must show restraint," said Uganda */
    if (serves && (x->status.modality != DL_REQUESTED || dl__match_pos(c->d, x->token) != 'v'))
        return;
    x->worth = &x->kind->worth;
    if (!serves)
        turn_ahead(c, x, x->kind->group);
}

/* What an act over this content is; who decides or vows not to do what would be agreed refuses it. */
static const dl__worth *swallowed_as(const dl__compose *c, const dl__act *a, const dl__cand *content)
{
    static const char *const declaring[] = { "announce", "promise", "intend", NULL };
    static const char *const agreed[] = { "AGREE", "CONCEDE", "=", NULL };
    const char *group = content ? group_of(c, content) : NULL;
    const dl__worth *j = group ? dl__join_find(c->e, a->name, group) : NULL;
    bool negated = j && dl__word_in(a->name, declaring) &&
                   dl__status_of(c->e, c->d, content->token).polarity == DL_NEGATED;
    if (negated && dl__word_in(j->type, agreed)) {
        const dl__worth *refused = dl__join_find(c->e, "reject", group);
        if (refused)
            return refused;
    }
    if (negated && strcmp(j->type, "THREATEN") == 0) /* "promised not to attack" */
        j = NULL;
    return j ? j : dl__join_find(c->e, a->name, "*");
}

static void settle_act(dl__compose *c, dl__cand *x)
{
    const dl__act *a = x->act;
    x->worth = &a->worth;
    dl__cand *content = x->content >= 0 ? &c->cands[x->content] : NULL;
    if (a->content == DL__CONTENT_SWALLOW) {
        const dl__worth *j = swallowed_as(c, a, content);
        if (j && !(strcmp(j->type, "=") == 0 && !content))
            x->worth = x->joined = j;
    }
    if (a->content == DL__CONTENT_CLAIM &&
        content) { /* "accused of shelling": the deed makes the code narrower */
        const dl__worth *j = dl__join_find(c->e, a->name, group_of(c, content));
        if (j && *j->type && strcmp(j->type, "=") != 0 && strcmp(j->type, "-") != 0)
            x->worth = x->joined = j;
    }
    if (strcmp(x->worth->type, "=") == 0) { /* the content stands as its own record */
        x->worth = NULL;
        return;
    }
    if (strcmp(x->worth->type, "-") == 0 || !*x->worth->type)
        x->worth = NULL;
    else { /* acts of support: "will back the sending of a force" */
        if (dl__word_in(x->worth->type, (const char *const[]){ "AGREE", "SUPPORT", NULL }))
            turn_refused(c, x, content && content->kind ? content->kind->group : "dipl");
        turn_ahead(c, x, "dipl");
    }
    if (!content || !x->worth)
        return;
    if (a->content == DL__CONTENT_SWALLOW)
        content->swallowed = true;
    else if (a->content != DL__CONTENT_NONE)
        content->claimant = (int32_t)(x - c->cands);
}

/* Everything coordinated with or nested in a swallowed content is part of it; relative clauses are not. */
static bool inside_swallowed(const dl__compose *c, const dl__cand *x)
{
    const dl_document *d = c->d;
    uint32_t t = x->token;
    for (int i = 0; i < 12; i++) {
        const dl__syn *s = &d->syn[t];
        if (s->head < 0 || (s->dep == DL__DEP_acl && s->sub == DL__SUB_relcl) || s->dep == DL__DEP_parataxis)
            return false;
        if (s->dep == DL__DEP_acl && dl__args_passive(d, t))
            return false; /* "the deal signed by" */
        t = (uint32_t)s->head;
        int32_t at = c->cand_of[t];
        if (at >= 0 && c->cands[at].swallowed)
            return true;
        if (at >= 0 && c->cands[at].act && c->cands[at].act->content == DL__CONTENT_SWALLOW &&
            c->cands[at].worth && c->cands[at].match.content >= 0) {
            /* in the content's own phrase */
            uint32_t first, end;
            dl__tree_span(d, (uint32_t)c->cands[at].match.content, &first, &end);
            return x->token >= first && x->token < end;
        }
    }
    return false;
}

/* A word that fills a slot of another record by its meaning ("held *talks*") is that record's. */
static void swallow_filled(dl__compose *c, const dl__cand *x)
{
    for (unsigned i = 0; i < x->match.n_filled; i++) {
        int32_t at = c->cand_of[x->match.filled[i]];
        if (at < 0 || &c->cands[at] == x)
            continue;
        const dl_document *d = c->d;
        bool party = d->mention_of && d->mention_of[x->match.filled[i]] >= 0;
        if (!party && (int32_t)x->match.filled[i] != x->match.content &&
            dl__match_pos(d, x->match.filled[i]) == 'n' && !c->cands[at].act)
            c->cands[at].swallowed = true;
    }
}

/* "repeated its call for a truce", "dropped its demand for access": verb and noun tell one act; the noun may name the other side. */
static void swallow_told(dl__compose *c, dl__cand *x)
{
    for (unsigned i = 0; x->act && i < x->match.n_filled; i++) {
        int32_t at = c->cand_of[x->match.filled[i]];
        dl__cand *y = at >= 0 ? &c->cands[at] : NULL;
        if (!y || y == x || !y->act || !y->worth || y->swallowed || dl__match_pos(c->d, y->token) != 'n' ||
            (strcmp(y->worth->type, x->worth->type) != 0 && (y->content < 0 || y->content != x->content)))
            continue;
        y->swallowed = true;
        if (!x->match.recipients.n)
            x->match.recipients = y->match.recipients;
    }
}

/* "went on strike to demand elections": the last digit of the protest's code, as join.tsv has it for what is demanded. */
static void name_demand(dl__compose *c, dl__cand *protest, const dl__cand *demand)
{
    const dl__cand *content = demand->content >= 0 ? &c->cands[demand->content] : NULL;
    const char *group = content ? group_of(c, content) : NULL;
    const dl__worth *j = group ? dl__join_find(c->e, "protest", group) : NULL;
    if (!j || strlen(j->cameo) != 4 || strlen(protest->worth->cameo) != 3)
        return;
    dl__worth *named = dl__arena_alloc(c->d->arena, 1, sizeof *named);
    char *cameo = named ? dl__arena_printf(c->d->arena, "%s%c", protest->worth->cameo, j->cameo[3]) : NULL;
    if (!cameo) {
        c->failed = DL_ENOMEM;
        return;
    }
    *named = *protest->worth;
    named->cameo = cameo;
    protest->worth = named;
}

/* The protest that a word or what hangs on it tells: "went on [strike] to demand ...". */
static dl__cand *protest_of(dl__compose *c, uint32_t head)
{
    int32_t t = (int32_t)head, next = c->d->syn[head].child;
    for (; t >= 0; t = next, next = t >= 0 ? c->d->syn[t].sibling : -1) {
        dl__cand *y = c->cand_of[t] >= 0 ? &c->cands[c->cand_of[t]] : NULL;
        if (y && y->worth && strcmp(y->worth->type, "PROTEST") == 0)
            return y;
    }
    return NULL;
}

/* "marched to demand elections": what a protest demands is why it was held, and of whom it is demanded is whom it is against. */
static void swallow_demand(dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    const dl__syn *s = &d->syn[x->token];
    dl__cand *y = s->head >= 0 ? protest_of(c, (uint32_t)s->head) : NULL;
    if (s->head >= 0 && (!y || y->swallowed) && d->syn[s->head].head >= 0)
        y = protest_of(c, (uint32_t)d->syn[s->head].head); /* "went on a [strike] to demand ..." */
    bool purpose = (s->dep == DL__DEP_advcl || s->dep == DL__DEP_xcomp || s->dep == DL__DEP_acl) &&
                   dl__token_is(d, dl__tree_child(d, x->token, DL__DEP_mark, DL__SUB_other), "to");
    if (!y || y->swallowed || !purpose ||
        (strcmp(x->worth->type, "REQUEST") != 0 && strcmp(x->worth->type, "PROTEST") != 0))
        return;
    x->swallowed = true;
    if (x->match.recipients.n) /* whose land they stand on says less */
        y->match.recipients = x->match.recipients;
    name_demand(c, y, x);
}

static bool parties_within(const dl__parties *small, const dl__parties *large)
{
    for (unsigned i = 0; i < small->n; i++) {
        bool found = false;
        for (unsigned k = 0; k < large->n; k++)
            found |= large->item[k] == small->item[i];
        if (!found)
            return false;
    }
    return true;
}

/* A noun below a verb that tells the same thing of the same people adds nothing ("met for talks"). */
static void drop_double(dl__compose *c, dl__cand *x)
{
    const dl_document *d = c->d;
    if (!x->worth || dl__match_pos(d, x->token) != 'n')
        return;
    int32_t t = d->syn[x->token].head;
    for (int i = 0; i < 4 && t >= 0; i++, t = d->syn[t].head) {
        int32_t at = c->cand_of[t];
        if (at < 0 || !c->cands[at].worth || c->cands[at].swallowed)
            continue;
        const dl__cand *g = &c->cands[at];
        if (strcmp(g->worth->type, x->worth->type) == 0 &&
            parties_within(&x->match.actors, &g->match.actors) &&
            (parties_within(&x->match.recipients, &g->match.recipients) ||
             parties_within(&x->match.recipients, &g->match.actors)))
            x->swallowed = true;
        return;
    }
}

/* "a convicted murderer", "the deposed president": a participle before its noun says what somebody is. Who was hurt or taken is an
 * event all the same: "the murdered journalist"; and before the head of the whole sentence it is the verb that the parser missed. */
static bool attributive(const dl_document *d, const dl__cand *x)
{
    const dl__syn *s = &d->syn[x->token];
    return s->dep == DL__DEP_amod && s->head > (int32_t)x->token && d->syn[s->head].head >= 0 &&
           strcmp(d->tokens[x->token].xpos, "VBN") == 0 &&
           !(x->kind && strcmp(x->kind->worth.type, "ASSAULT") == 0);
}

/* "had nothing to do with it": an entry that asks for the negative word has the negation in its meaning. */
static bool own_negation(const dl__compose *c, const dl__cand *x)
{
    static const char *const words[] = { "nothing", "nobody", "none", NULL };
    for (unsigned i = 0; i < x->match.n_filled; i++) {
        uint32_t t = x->match.filled[i];
        if (c->d->syn[t].head == (int32_t)x->token && dl__token_in(c->d, (int32_t)t, words))
            return true;
    }
    return false;
}

static dl_status settle(dl__compose *c)
{
    for (size_t i = 0; i < c->n_cands; i++) {
        dl__cand *x = &c->cands[i];
        x->status = dl__status_of(c->e, c->d, x->token);
        if (own_negation(c, x))
            x->status.polarity = x->status.polarity == DL_NEGATED ? DL_AFFIRMED : DL_NEGATED;
        if (x->kind)
            settle_deed(c, x);
        else
            settle_act(c, x);
    }
    for (size_t i = 0; i < c->n_cands; i++) {
        dl__cand *x = &c->cands[i];
        if (x->status.none || attributive(c->d, x))
            x->worth = NULL;
        if (x->worth && !x->swallowed && inside_swallowed(c, x))
            x->swallowed = true;
    }
    for (size_t i = 0; i < c->n_cands; i++) {
        if (c->cands[i].worth && !c->cands[i].swallowed)
            swallow_filled(c, &c->cands[i]);
        if (c->cands[i].worth && !c->cands[i].swallowed)
            swallow_told(c, &c->cands[i]);
        if (c->cands[i].worth && !c->cands[i].swallowed)
            swallow_demand(c, &c->cands[i]);
    }
    for (size_t i = 0; i < c->n_cands; i++) {
        dl__cand *x = &c->cands[i];
        if (x->worth && !x->swallowed) {
            drop_double(c, x);
            dl__sides_settle(c, x);
        }
    }
    for (size_t i = 0; i < c->n_cands; i++) {
        if (c->cands[i].worth && !c->cands[i].swallowed)
            dl__sides_told_before(c, &c->cands[i]);
    }
    if (c->d->trace)
        dl__trace_dropped(c);
    return c->failed;
}

/* ---- participles that hang too low ---- */

/* "ordered them to leave, accusing them of spying": who tells is the subject of the verb above the infinitive. */
static int32_t teller_of(const dl__compose *c, uint32_t t)
{
    const dl_document *d = c->d;
    const dl__syn *s = &d->syn[t];
    if (s->dep != DL__DEP_advcl || s->head < 0 || s->head >= (int32_t)t ||
        strcmp(d->tokens[t].xpos, "VBG") != 0 || !dl__token_is(d, (int32_t)t - 1, ",") ||
        !dl__entries_first(&c->e->acts, d->tokens[t].lemma, 'v'))
        return -1;
    const dl__syn *below = &d->syn[s->head];
    bool infinitive = below->dep == DL__DEP_xcomp || below->dep == DL__DEP_advcl;
    if (!infinitive ||
        !dl__token_is(d, dl__tree_child(d, (uint32_t)s->head, DL__DEP_mark, DL__SUB_other), "to") ||
        below->head < 0 || below->head >= s->head)
        return -1;
    return dl__match_pos(d, (uint32_t)below->head) == 'v' ? below->head : -1;
}

static void hang(dl_document *d, int32_t t, int32_t head)
{
    int32_t *at = &d->syn[d->syn[t].head].child;
    while (*at >= 0 && *at != t)
        at = &d->syn[*at].sibling;
    if (*at == t)
        *at = d->syn[t].sibling;
    for (at = &d->syn[head].child; *at >= 0 && *at < t;)
        at = &d->syn[*at].sibling;
    d->syn[t].sibling = *at;
    d->syn[t].head = head;
    *at = t;
}

dl_status dl__compose_run(const dl__events *e, dl_document *d, dl__arena *scratch, dl__compose *out,
                          dl_error *err)
{
    *out = (dl__compose){ .e = e, .d = d, .scratch = scratch };
    out->cand_of = dl__arena_alloc(scratch, d->n_tokens, sizeof *out->cand_of);
    if (!out->cand_of)
        return dl__no_memory(err);
    for (size_t t = 0; t < d->n_tokens; t++)
        out->cand_of[t] = DL__CAND_TODO;
    for (size_t t = 0; t < d->n_tokens; t++) {
        int32_t teller = teller_of(out, (uint32_t)t);
        if (teller >= 0)
            hang(d, (int32_t)t, teller);
    }
    for (size_t t = 0; t < d->n_tokens; t++)
        find(out, (uint32_t)t, 0);
    return settle(out) == DL_OK ? DL_OK : dl__no_memory(err);
}
