/* record.c - participants, status, attribution, date, place, contexts and counts of one record. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "event/context.h"
#include "event/counts.h"
#include "event/trace.h"
#include "when/when.h"

enum { MAX_BY = 6, NO_EVENT = -1 };

static const dl_entity *entity(const dl_document *d, uint32_t mention)
{
    return &d->entities[d->mentions[mention].entity];
}

static bool same_entity(const dl_document *d, uint32_t a, uint32_t b)
{
    return d->mentions[a].entity == d->mentions[b].entity;
}

static bool holds(const dl_document *d, const dl__parties *p, uint32_t mention)
{
    for (unsigned i = 0; i < p->n; i++) {
        if (same_entity(d, p->item[i], mention))
            return true;
    }
    return false;
}

/* One entity once; who is an actor is no recipient. */
static void tidy(const dl_document *d, dl__parties *actors, dl__parties *recipients)
{
    dl__parties a = { .n = 0 }, r = { .n = 0 };
    for (unsigned i = 0; i < actors->n; i++) {
        if (!holds(d, &a, actors->item[i]))
            a.item[a.n++] = actors->item[i];
    }
    for (unsigned i = 0; i < recipients->n; i++) {
        if (!holds(d, &r, recipients->item[i]) && !holds(d, &a, recipients->item[i]))
            r.item[r.n++] = recipients->item[i];
    }
    *actors = a;
    *recipients = r;
}

static const uint32_t *copy_parties(dl_document *d, const dl__parties *p)
{
    uint32_t *out = dl__arena_alloc(d->arena, p->n, sizeof *out);
    if (out && p->n)
        memcpy(out, p->item, p->n * sizeof *out);
    return out;
}

static bool is_medium(const dl_document *d, uint32_t mention)
{
    return strstr(entity(d, mention)->sectors, "MED") != NULL;
}

/* ---- attribution ---- */

/* The statements whose content holds the trigger, widest first; their speakers are the chain.  Returns whether one of them has
 * a source that is nobody known ("according to reports"). */
static bool chain(const dl__compose *c, const dl__cand *x, dl__parties *by)
{
    bool unnamed = false;
    const dl_document *d = c->d;
    const dl_token *t = &d->tokens[x->token];
    dl_field in = d->sentences[d->syn[x->token].sentence].in;
    const dl_statement *found[MAX_BY];
    unsigned n = 0;
    for (size_t i = 0; i < d->n_statements && n < MAX_BY; i++) {
        const dl_statement *s = &d->statements[i];
        if (s->known || s->in != in || t->begin < s->begin || t->end > s->end)
            continue;
        unsigned k = n++;
        for (; k > 0 && found[k - 1]->end - found[k - 1]->begin < s->end - s->begin; k--)
            found[k] = found[k - 1];
        found[k] = s;
    }
    for (unsigned i = 0; i < n; i++) {
        unnamed |= found[i]->speaker < 0 && found[i]->source_end > found[i]->source_begin;
        if (found[i]->speaker >= 0 && by->n < MAX_BY && !holds(d, by, (uint32_t)found[i]->speaker))
            by->item[by->n++] = (uint32_t)found[i]->speaker;
    }
    if (x->claimant >= 0) {
        const dl__parties *p = &c->cands[x->claimant].match.actors;
        for (unsigned i = 0; i < p->n && by->n < MAX_BY; i++) {
            if (!holds(d, by, p->item[i]))
                by->item[by->n++] = p->item[i];
        }
    }
    return unnamed;
}

/* "We", "I" in what somebody says are that somebody; "you" is not looked for. */
static void first_person(const dl_document *d, const dl__cand *x, const dl__parties *by, dl__parties *actors,
                         dl__parties *recipients)
{
    if (!by->n)
        return;
    uint32_t speaker = by->item[by->n - 1];
    int32_t slots[2] = { x->match.subject, x->match.object };
    dl__parties *into[2] = { actors, recipients };
    for (int k = 0; k < 2; k++) {
        if (slots[k] < 0 || d->tokens[slots[k]].upos != DL_UPOS_PRON || !(d->syn[slots[k]].feats & DL__F_P1))
            continue;
        if (k == 1 && d->mention_of[slots[k]] < 0 && !recipients->n)
            dl__match_add(into[k], speaker);
        else if (k == 0 && !actors->n)
            dl__match_add(into[k], speaker);
    }
}

/* "I asked him to go", "we have agreed", "it had entered into an agreement": an act told of, not done by the telling. */
static bool told_of(const dl_document *d, uint32_t token)
{
    if (d->tokens[token].upos == DL_UPOS_NOUN && d->syn[token].head >= 0)
        token = (uint32_t)d->syn[token].head;
    if (d->tokens[token].upos != DL_UPOS_VERB)
        return false;
    bool have = false;
    for (int32_t c = d->syn[token].child; c >= 0; c = d->syn[c].sibling)
        have |= d->syn[c].dep == DL__DEP_aux && dl__token_is(d, c, "have");
    return have || strcmp(d->tokens[token].xpos, "VBD") == 0;
}

/* "We condemn the attack," said X: the act is X's own, done by saying it. */
static bool own_words(const dl_document *d, const dl__cand *x, int quad, const dl__parties *by,
                      const dl__parties *actors)
{
    if (by->n != 1 || actors->n != 1 || !same_entity(d, by->item[0], actors->item[0]))
        return false;
    /* "we thank", "I apologise"; "Kenya condemns the attack," said Kenya */
    const char *xpos = d->tokens[x->token].xpos;
    bool verbal = quad == 1 || quad == 3;
    bool performs = x->match.subject >= 0 && (verbal || (d->syn[x->match.subject].feats & DL__F_P1)) &&
                    (strcmp(xpos, "VBP") == 0 || (verbal && strcmp(xpos, "VBZ") == 0));
    /* "said it was alarmed and urged Kenya to ...": what follows what it feels is done, not told */
    const dl__syn *s = &d->syn[x->token];
    if (x->act && s->dep == DL__DEP_conj && s->head >= 0 &&
        (d->tokens[s->head].upos == DL_UPOS_ADJ || strcmp(d->tokens[s->head].xpos, "VBN") == 0) &&
        x->match.subject >= 0 && d->syn[x->match.subject].head == s->head)
        return true;
    bool asks = x->joined && strcmp(x->joined->type, "REQUEST") == 0;
    return (x->act || performs || asks) && !told_of(d, x->token);
}

/* Nobody shells his own villages: in "Chad said that Sudan had shelled its villages" the pronoun means who says so. */
static void not_oneself(const dl_document *d, const dl__cand *x, int quad, const dl__parties *by,
                        const dl__parties *actors, dl__parties *recipients)
{
    const dl__parties *told = &x->match.recipients; /* also where one's own were left out as no recipients */
    uint32_t whose = recipients->n == 1 ? recipients->item[0] : told->n == 1 ? told->item[0] : 0;
    if (quad != 4 || actors->n != 1 || recipients->n > 1 || told->n != 1 || !dl__match_pronoun_owns(d, whose))
        return;
    const char *doer = entity(d, actors->item[0])->country;
    bool own = recipients->n ? *doer && strcmp(doer, entity(d, whose)->country) == 0
                             : same_entity(d, whose, actors->item[0]);
    if (!own || !by->n || same_entity(d, by->item[by->n - 1], actors->item[0]))
        return;
    uint32_t says = by->item[by->n - 1];
    if ((!*doer || strcmp(entity(d, says)->country, doer) != 0) && x->match.object >= 0)
        *recipients = (dl__parties){ .item = { says }, .n = 1 };
}

/* "Kenya must withdraw," said Uganda: Uganda asks Kenya. */
static void asked_by_speaker(const dl__compose *c, dl__cand *x, const dl__parties *by, dl__parties *actors,
                             dl__parties *recipients)
{
    bool asked = x->kind && x->status.modality == DL_REQUESTED && by->n && !told_of(c->d, x->token);
    asked = asked && !(actors->n == 1 && same_entity(c->d, by->item[by->n - 1], actors->item[0]));
    const dl__worth *j = asked ? dl__join_find(c->e, "request", x->kind->group) : NULL;
    if (!j || strcmp(j->type, "REQUEST") != 0)
        return;
    x->worth = x->joined = j;
    x->status.modality = DL_ASSERTED;
    x->status.polarity = DL_AFFIRMED; /* that something is not to be done is asked, too */
    x->status.future = false;
    *recipients = *actors;
    *actors = (dl__parties){ .item = { by->item[by->n - 1] }, .n = 1 };
}

/* "Kenya will withdraw", and no one else says so: a deed of one's own that has no outer act. */
static bool promises(const dl_document *d, const dl__cand *x, const dl__parties *by,
                     const dl__parties *actors)
{
    bool own = x->status.future && x->kind && !x->joined && actors->n && x->match.subject >= 0 &&
               d->tokens[x->token].upos == DL_UPOS_VERB && !dl__args_passive(d, x->token);
    for (unsigned i = 0; i < by->n; i++)
        own = own && (is_medium(d, by->item[i]) || same_entity(d, by->item[i], actors->item[0]));
    return own;
}

static void set_status(const dl__compose *c, const dl__cand *x, dl__parties *by, const dl__parties *actors,
                       dl_event *ev)
{
    ev->polarity = x->status.polarity;
    ev->modality = x->status.modality;
    ev->time = x->status.future ? DL_FUTURE : DL_PAST;
    if (x->claimant >= 0 && c->cands[x->claimant].act->content == DL__CONTENT_DENY)
        ev->polarity = DL_NEGATED;
    if (own_words(c->d, x, ev->quad, by, actors))
        by->n = 0;
    bool actor_says = x->claimant >= 0;
    for (unsigned i = 0; i < by->n; i++)
        actor_says |= !is_medium(c->d, by->item[i]);
    if (promises(c->d, x, by, actors) && ev->modality == DL_ASSERTED)
        ev->modality = DL_PROMISED;
    if (actor_says && ev->modality == DL_ASSERTED)
        ev->modality = DL_CLAIMED;
    /* an outer act that is itself the promise, request or threat happened when it was said */
    if (x->act && (ev->modality == DL_PROMISED || ev->modality == DL_REQUESTED))
        ev->modality = DL_ASSERTED;
    /* a future meeting: the agreement on it is made; but who announces to give way has conceded */
    if (x->joined && x->kind && x->status.future)
        ev->time = DL_FUTURE;
    if ((x->act || x->joined) && ev->modality == DL_ASSERTED && strcmp(ev->type, "CONCEDE") == 0)
        ev->time = DL_PAST;
}

/* ---- date and place ---- */

static dl_status set_date(const dl__compose *c, const dl__cand *x, dl_event *ev)
{
    dl__date when = { 0 };
    dl_status st = dl__when_of(c->d, x->token, ev->quad == 2 || ev->quad == 4, &when);
    if (st != DL_OK)
        return st;
    ev->date = when.date ? when.date : "";
    ev->date_end = when.date_end ? when.date_end : "";
    ev->date_granularity = when.granularity ? when.granularity : "";
    ev->date_text = when.text ? when.text : "";
    ev->date_from = when.from ? when.from : "";
    if (x->status.historical || dl__when_long_ago(c->d, x->token, &when))
        ev->time = DL_HISTORICAL;
    else if (when.year_delta_days > 0 && ev->time == DL_PAST && !x->act)
        ev->time = DL_FUTURE;
    return DL_OK;
}

/* The country of all actors; "" where they have several. */
static const char *home_of(const dl_document *d, const dl_event *ev)
{
    const char *home = ev->n_actors ? entity(d, ev->actors[0])->country : "";
    for (unsigned i = 1; i < ev->n_actors; i++)
        if (strcmp(entity(d, ev->actors[i])->country, home) != 0)
            return "";
    return home;
}

static dl_status set_place(const dl__compose *c, const dl__atlas *atlas, const dl__cand *x, dl_event *ev)
{
    const char *country = "";
    for (unsigned i = 0; i < x->match.recipients.n && !*country; i++)
        country = entity(c->d, x->match.recipients.item[i])->country;
    int32_t object = x->match.place >= 0 ? x->match.place : x->match.object;
    /* what is asked for tells where: "withdraw its troops in Armenia" */
    uint32_t trigger = x->token;
    const dl_place *place = NULL;
    const char *from = "";
    if (x->content >= 0) {
        const dl__cand *in = &c->cands[x->content];
        dl_status st =
            dl__where_of(atlas, c->d, in->token, in->match.place >= 0 ? in->match.place : in->match.object,
                         "", &place, &from);
        if (st != DL_OK)
            return st;
        if (place && strcmp(from, "text") != 0)
            place = NULL;
    }
    if (!place) {
        dl_status st = dl__where_of(atlas, c->d, trigger, object, country, &place, &from);
        if (st != DL_OK)
            return st;
    }
    if (!place && !ev->n_recipients) { /* an act at home */
        dl_status st = dl__where_of(atlas, c->d, trigger, object, home_of(c->d, ev), &place, &from);
        if (st != DL_OK)
            return st;
        from = "story";
    }
    ev->place = place;
    ev->place_from = place ? from : "";
    return DL_OK;
}

/* ---- the clause and the rule ---- */

static void set_clause(const dl_document *d, const dl__cand *x, dl_event *ev)
{
    uint32_t t = x->token, first, end;
    dl__tree_span(d, t, &first, &end);
    ev->clause_begin = d->tokens[first].begin;
    ev->clause_end = d->tokens[end - 1].end;
}

static const char *rule_of(const dl__compose *c, const dl__cand *x)
{
    const dl__entry *a = x->match.entry;
    const char *file = dl__table_file(a->table, a->row);
    uint32_t line = dl__table_line(a->table, a->row);
    if (x->content < 0)
        return dl__arena_printf(c->d->arena, "%s:%u", file, line);
    const dl__entry *b = c->cands[x->content].match.entry;
    return dl__arena_printf(c->d->arena, "%s:%u × %s:%u", file, line, dl__table_file(b->table, b->row),
                            dl__table_line(b->table, b->row));
}

/* What the record is made of, in the words of `explain`; NO_EVENT: what it would have been made of, and why it is none. */
static dl_status add_trace(const dl__compose *c, const dl__cand *x, int32_t sentence, int32_t number,
                           const char *missing)
{
    static const char *const slots[] = { "s", "o", "i", "", "c", "+c", "prt" };
    dl_document *d = c->d;
    for (const dl__cand *y = x; y;
         y = y->content >= 0 && y->content != (int32_t)(y - c->cands) ? &c->cands[y->content] : NULL) {
        dl_trace *t = DL__PUSH(d->arena, d->traces, d->n_traces, d->cap_traces);
        if (!t)
            return DL_ENOMEM;
        const dl__entry *e = y->match.entry;
        t->sentence = (uint32_t)sentence;
        t->token = y->token;
        t->event = number;
        t->rule = dl__arena_printf(d->arena, "%s:%u", dl__table_file(e->table, e->row),
                                   dl__table_line(e->table, e->row));
        t->entry = dl__trace_entry(d->arena, e);
        t->arcs = "";
        t->missing = missing;
        dl__args args;
        int32_t lent;
        dl__match_args(c->e, d, y->token, &args, &lent);
        for (unsigned i = 0; i < y->match.n_filled && t->arcs; i++) {
            const dl__arg *a = &args.item[y->match.filled_arg[i]];
            const char *where = *a->prep ? a->prep : slots[a->slot];
            t->arcs = dl__arena_printf(d->arena, "%s%s%s: %s (%s)", t->arcs, i ? ", " : "", where,
                                       d->tokens[a->token].form, d->tokens[a->arc].deprel);
        }
        if (t->arcs && y->match.reached)
            t->arcs =
                dl__arena_printf(d->arena, "%s%srecipient: %s (named within)", t->arcs, *t->arcs ? ", " : "",
                                 d->tokens[d->mentions[y->match.recipients.item[0]].token].form);
        if (!t->rule || !t->entry || !t->arcs)
            return DL_ENOMEM;
        if (!x->act || x->act->content != DL__CONTENT_SWALLOW)
            break;
    }
    return DL_OK;
}

dl_status dl__record_add(dl__sense *sense, const dl__atlas *atlas, size_t at, dl_error *err)
{
    const dl__compose *c = sense->c;
    dl_document *d = c->d;
    dl__cand *x = &c->cands[at];
    dl__parties actors = x->match.actors, recipients = x->match.recipients, by = { .n = 0 };
    bool hearsay = chain(c, x, &by);
    first_person(d, x, &by, &actors, &recipients);
    asked_by_speaker(c, x, &by, &actors, &recipients);
    if (strcmp(x->worth->type, "-") == 0)
        return DL_OK;
    tidy(d, &actors, &recipients);
    int quad;
    double score;
    bool recipient_required;
    dl__plover_facts(c->e, x->worth->type, x->worth->mode, &quad, &score, &recipient_required);
    not_oneself(d, x, quad, &by, &actors, &recipients);
    dl_status failed = DL_OK;
    const char *against = recipient_required && !recipients.n && actors.n < 2
                              ? "left out: this type needs a recipient"
                              : dl__sense_against(sense, x, quad, &actors, &recipients, by.n > 0, &failed);
    if (failed || (against && d->trace && add_trace(c, x, d->syn[x->token].sentence, NO_EVENT, against)))
        return dl__no_memory(err);
    if (against)
        return DL_OK;

    dl_event *ev = DL__PUSH(d->arena, d->events, d->n_events, d->cap_events);
    if (!ev)
        return dl__no_memory(err);
    ev->sentence = (uint32_t)d->syn[x->token].sentence;
    ev->type = x->worth->type;
    ev->mode = x->worth->mode;
    ev->cameo = x->worth->cameo;
    ev->quad = quad;
    ev->plover_score = score;
    dl__cameo_facts(c->e, ev->cameo, &ev->cameo_name, &ev->goldstein);
    set_status(c, x, &by, &actors, ev);
    if (hearsay && ev->modality == DL_ASSERTED)
        ev->modality = DL_CLAIMED;
    ev->actors = copy_parties(d, &actors);
    ev->recipients = copy_parties(d, &recipients);
    ev->by = copy_parties(d, &by);
    ev->n_actors = actors.n;
    ev->n_recipients = recipients.n;
    ev->n_by = by.n;
    ev->trigger = x->token;
    ev->link = (uint32_t)d->n_events - 1;
    ev->rule = rule_of(c, x);
    set_clause(d, x, ev);
    dl_status st = set_date(c, x, ev);
    if (st == DL_OK)
        st = set_place(c, atlas, x, ev);
    if (st == DL_OK)
        st = dl__context_of(c, x, ev);
    if (st == DL_OK)
        st = dl__counts_of(c, x, ev);
    if (st == DL_OK && d->trace)
        st = add_trace(c, x, (int32_t)ev->sentence, (int32_t)d->n_events - 1, "");
    if (st != DL_OK || !ev->rule || !ev->actors || !ev->recipients || !ev->by)
        return dl__no_memory(err);
    bool plain = ev->polarity == DL_AFFIRMED && ev->time != DL_FUTURE && ev->modality <= DL_CLAIMED;
    ev->confidence = dl__confidence(c->e, x->match.entry->pos,
                                    (unsigned)(ev->n_actors > 0) + (ev->n_recipients > 0), plain);
    return DL_OK;
}
