/* store_layers.c - the layers of a document as rows.  Positions become code points, as in all that is printed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_priv.h"

#include "sink/sink_words.h"

#include <stdlib.h>
#include <string.h>

typedef struct layers {
    dl__store *s;
    int64_t story;
    const dl_document *d;
} layers;

static void position(dl__row *r, const layers *l, dl_field in, uint32_t at)
{
    dl__row_int(r, dl_document_codepoints(l->d, in, at));
}

static void span(dl__row *r, const layers *l, dl_field in, uint32_t begin, uint32_t end)
{
    position(r, l, in, begin);
    position(r, l, in, end);
}

static int add_entities(const layers *l)
{
    size_t n = dl_document_n_entities(l->d);
    int rc = n < DL__STORE_LAYER ? SQLITE_OK : SQLITE_TOOBIG;
    for (size_t i = 0; i < n && !rc; i++) {
        const dl_entity *e = dl_document_entity(l->d, i);
        dl__row r = dl__row_of(l->s, DL__Q_ADD_ENTITY);
        dl__row_int(&r, l->story);
        dl__row_int(&r, (int64_t)i);
        dl__row_text(&r, e->name);
        dl__row_text(&r, e->code);
        dl__row_text(&r, e->country);
        dl__row_text(&r, e->sectors);
        dl__row_text(&r, e->kind);
        rc = dl__row_run(&r);
    }
    return rc;
}

static int add_entity_mentions(const layers *l)
{
    size_t n = dl_document_n_entities(l->d);
    uint32_t *seen = calloc(n + 1, sizeof *seen); /* mentions of each entity so far */
    int rc = seen ? SQLITE_OK : SQLITE_NOMEM;
    for (size_t i = 0; i < dl_document_n_mentions(l->d) && !rc; i++) {
        const dl_mention *m = dl_document_mention(l->d, i);
        if (m->entity >= n)
            continue;
        dl__row r = dl__row_of(l->s, DL__Q_ADD_ENTITY_MENTION);
        dl__row_int(&r, l->story);
        dl__row_int(&r, m->entity);
        dl__row_int(&r, seen[m->entity]++);
        dl__row_text(&r, dl__word_field(m->in));
        span(&r, l, m->in, m->begin, m->end);
        dl__row_text(&r, dl__word_via(m->via));
        rc = dl__row_run(&r);
    }
    free(seen);
    return rc;
}

/* How well a mention tells of its event: what is said plainly before what is claimed, feared or denied, then both parties
 * before one, then confidence; of equals the first. */
static double telling(const dl_event *e)
{
    static const int modality[] = { [DL_ASSERTED] = 2, [DL_CLAIMED] = 1 };
    int m = (size_t)e->modality < sizeof modality / sizeof modality[0] ? modality[e->modality] : 0;
    return (e->polarity == DL_AFFIRMED) * 1000.0 + (e->time != DL_FUTURE) * 300.0 + m * 100.0 +
           ((e->n_actors > 0) + (e->n_recipients > 0)) * 10.0 + e->confidence;
}

/* lead[i]: mention i stands for its event. NULL when memory is out. */
static bool *leads(const dl_document *d)
{
    size_t n = dl_document_n_events(d);
    bool *lead = calloc(n + 1, sizeof *lead);
    size_t *best = calloc(n + 1, sizeof *best); /* by link: 1 + index of the best so far */
    for (size_t i = 0; lead && best && i < n; i++) {
        const dl_event *e = dl_document_event(d, i);
        size_t link = e->link < n ? e->link : n;
        if (!best[link] || telling(e) > telling(dl_document_event(d, best[link] - 1)))
            best[link] = i + 1;
    }
    for (size_t k = 0; lead && best && k <= n; k++)
        if (best[k])
            lead[best[k] - 1] = true;
    if (!best) {
        free(lead);
        lead = NULL;
    }
    free(best);
    return lead;
}

static int64_t number(const layers *l, size_t event)
{
    return l->story * DL__STORE_LAYER + (int64_t)event + 1;
}

static void bind_place(dl__row *r, const dl_event *e)
{
    static const dl_place none = {
        .text = "", .name = "", .country = "", .admin1 = "", .admin2 = "", .granularity = ""
    };
    const dl_place *p = e->place ? e->place : &none;
    dl__row_text(r, p->text);
    dl__row_text(r, p->name);
    dl__row_text(r, p->country);
    dl__row_text(r, p->admin1);
    dl__row_text(r, p->admin2);
    if (e->place) {
        dl__row_real(r, p->lat);
        dl__row_real(r, p->lon);
    } else {
        dl__row_null(r);
        dl__row_null(r);
    }
    if (p->geonameid > 0)
        dl__row_int(r, p->geonameid);
    else
        dl__row_null(r);
    dl__row_text(r, p->granularity);
    dl__row_text(r, e->place ? e->place_from : "");
}

static int add_mention(const layers *l, size_t i, bool lead, const char *day)
{
    const dl_event *e = dl_document_event(l->d, i);
    const dl_sentence *s = dl_document_sentence(l->d, e->sentence);
    const dl_token *t = dl_document_token(l->d, e->trigger);
    dl__row r = dl__row_of(l->s, DL__Q_ADD_MENTION);
    dl__row_int(&r, number(l, i));
    dl__row_int(&r, l->story);
    dl__row_int(&r, number(l, e->link));
    dl__row_int(&r, lead);
    dl__row_text(&r, e->type);
    dl__row_text(&r, e->mode);
    dl__row_int(&r, e->quad);
    dl__row_text(&r, e->cameo);
    dl__row_real(&r, e->plover_score);
    dl__row_real(&r, e->goldstein);
    dl__row_text(&r, dl__word_polarity(e->polarity));
    dl__row_text(&r, dl__word_time(e->time));
    dl__row_text(&r, dl__word_modality(e->modality));
    dl__row_text(&r, day);
    dl__row_text(&r, e->date);
    dl__row_text(&r, e->date_end);
    dl__row_text(&r, e->date_granularity);
    dl__row_text(&r, e->date_text);
    dl__row_text(&r, e->date_from);
    bind_place(&r, e);
    dl__row_text(&r, dl__word_field(s->in));
    dl__row_int(&r, dl_document_sentence_in_field(l->d, e->sentence));
    span(&r, l, s->in, s->begin, s->end);
    span(&r, l, s->in, e->clause_begin, e->clause_end);
    span(&r, l, s->in, t ? t->begin : 0, t ? t->end : 0);
    dl__row_real(&r, e->confidence);
    dl__row_text(&r, e->rule);
    dl__row_real(&r, telling(e));
    return dl__row_run(&r);
}

static int add_lists(const layers *l, size_t i)
{
    const dl_event *e = dl_document_event(l->d, i);
    dl__row r = dl__row_of(l->s, DL__Q_ADD_CAMEO);
    dl__row_text(&r, e->cameo);
    dl__row_text(&r, e->cameo_name);
    int rc = dl__row_run(&r);
    for (uint32_t k = 0; k < e->n_contexts && !rc; k++) {
        r = dl__row_of(l->s, DL__Q_ADD_CONTEXT);
        dl__row_int(&r, number(l, i));
        dl__row_int(&r, k);
        dl__row_text(&r, e->contexts[k]);
        rc = dl__row_run(&r);
    }
    for (uint32_t k = 0; k < e->n_counts && !rc; k++) {
        const dl_count *c = &e->counts[k];
        r = dl__row_of(l->s, DL__Q_ADD_COUNT);
        dl__row_int(&r, number(l, i));
        dl__row_int(&r, k);
        dl__row_text(&r, c->what);
        dl__row_int(&r, c->n);
        if (c->n_max < 0)
            dl__row_null(&r);
        else
            dl__row_int(&r, c->n_max);
        dl__row_text(&r, c->text);
        rc = dl__row_run(&r);
    }
    return rc;
}

/* Role codes of three letters, one row each. */
static int add_sectors(const layers *l, int64_t mention, const char *role, uint32_t n, const char *sectors,
                       const char *day)
{
    int rc = SQLITE_OK;
    for (size_t len = strlen(sectors), at = 0; at + 3 <= len && !rc; at += 3) {
        dl__row r = dl__row_of(l->s, DL__Q_ADD_SECTOR);
        dl__row_int(&r, mention);
        dl__row_text(&r, role);
        dl__row_int(&r, n);
        dl__row_str(&r, (dl_str){ sectors + at, 3 });
        dl__row_text(&r, day);
        rc = dl__row_run(&r);
    }
    return rc;
}

static int add_parties(const layers *l, size_t event, const char *role, const uint32_t *mentions, uint32_t n,
                       const char *day)
{
    int rc = SQLITE_OK;
    for (uint32_t k = 0; k < n && !rc; k++) {
        const dl_mention *m = dl_document_mention(l->d, mentions[k]);
        const dl_entity *e = m ? dl_document_entity(l->d, m->entity) : NULL;
        if (!e)
            continue;
        dl__row r = dl__row_of(l->s, DL__Q_ADD_PARTY);
        dl__row_int(&r, number(l, event));
        dl__row_text(&r, role);
        dl__row_int(&r, k);
        dl__row_int(&r, l->story);
        dl__row_int(&r, m->entity);
        dl__row_text(&r, e->code);
        dl__row_text(&r, e->country);
        dl__row_text(&r, day);
        dl__row_str(&r, dl__span(l->d, m->in, m->begin, m->end));
        span(&r, l, m->in, m->begin, m->end);
        dl__row_text(&r, dl__word_via(m->via));
        rc = dl__row_run(&r);
        if (!rc)
            rc = add_sectors(l, number(l, event), role, k, e->sectors, day);
    }
    return rc;
}

static int add_events(const layers *l)
{
    size_t n = dl_document_n_events(l->d);
    bool *lead = leads(l->d);
    int rc = !lead ? SQLITE_NOMEM : n < DL__STORE_LAYER ? SQLITE_OK : SQLITE_TOOBIG;
    for (size_t i = 0; i < n && !rc; i++) {
        const dl_event *e = dl_document_event(l->d, i);
        char day[11];
        dl__first_day(e->date, day);
        rc = add_mention(l, i, lead[i], day);
        if (!rc)
            rc = add_lists(l, i);
        if (!rc)
            rc = add_parties(l, i, "actor", e->actors, e->n_actors, day);
        if (!rc)
            rc = add_parties(l, i, "recipient", e->recipients, e->n_recipients, day);
        if (!rc)
            rc = add_parties(l, i, "by", e->by, e->n_by, day);
    }
    free(lead);
    return rc;
}

/* The entity of a mention, or NULL. */
static void bind_entity(dl__row *r, const layers *l, int32_t mention)
{
    const dl_mention *m = mention < 0 ? NULL : dl_document_mention(l->d, (size_t)mention);
    if (m)
        dl__row_int(r, m->entity);
    else
        dl__row_null(r);
}

/* The phrase that names the speaker, as format story prints it, and how it is reached. */
static void bind_speaker(dl__row *r, const layers *l, const dl_statement *q)
{
    const dl_mention *m = q->speaker < 0 ? NULL : dl_document_mention(l->d, (size_t)q->speaker);
    bool named = q->source_end > q->source_begin;
    dl_str text = named ? dl__span(l->d, q->in, q->source_begin, q->source_end)
                  : m   ? dl__span(l->d, m->in, m->begin, m->end)
                        : (dl_str){ "", 0 };
    dl__row_str(r, text);
    dl__row_text(r, m ? dl__word_via(m->via) : named ? dl__word_via(q->source_via) : "");
}

static int add_statement(const layers *l, size_t i, int64_t quote)
{
    const dl_statement *q = dl_document_statement(l->d, i);
    dl__row r = dl__row_of(l->s, DL__Q_ADD_STATEMENT);
    dl__row_int(&r, l->story);
    dl__row_int(&r, (int64_t)i);
    if (quote < 0)
        dl__row_null(&r);
    else
        dl__row_int(&r, quote);
    bind_entity(&r, l, q->speaker);
    bind_entity(&r, l, q->addressee);
    bind_speaker(&r, l, q);
    dl__row_text(&r, q->verb);
    dl__row_int(&r, q->direct);
    dl__row_int(&r, q->known);
    dl__row_text(&r, dl__word_field(q->in));
    dl__row_int(&r, dl_document_sentence_in_field(l->d, q->sentence));
    span(&r, l, q->in, q->begin, q->end);
    span(&r, l, q->in, q->cue_begin, q->cue_end);
    return dl__row_run(&r);
}

static int add_statement_lists(const layers *l, size_t i)
{
    const dl_statement *q = dl_document_statement(l->d, i);
    int rc = SQLITE_OK;
    for (uint32_t k = 0; k < q->n_by && !rc; k++) {
        const dl_mention *m = dl_document_mention(l->d, q->by[k]);
        if (!m)
            continue;
        dl__row r = dl__row_of(l->s, DL__Q_ADD_STATEMENT_BY);
        dl__row_int(&r, l->story);
        dl__row_int(&r, (int64_t)i);
        dl__row_int(&r, k);
        dl__row_int(&r, m->entity);
        rc = dl__row_run(&r);
    }
    for (uint32_t k = 0; k < q->n_events && !rc; k++) {
        dl__row r = dl__row_of(l->s, DL__Q_ADD_STATEMENT_MENTION);
        dl__row_int(&r, l->story);
        dl__row_int(&r, (int64_t)i);
        dl__row_int(&r, number(l, q->events[k]));
        rc = dl__row_run(&r);
    }
    return rc;
}

static int add_statements(const layers *l)
{
    size_t n = dl_document_n_statements(l->d);
    int64_t *quote = calloc(n + 1, sizeof *quote); /* 1 + the attribution that a statement is part of */
    int rc = quote ? SQLITE_OK : SQLITE_NOMEM;
    for (size_t i = 0; quote && i < dl_document_n_quotes(l->d); i++) {
        const dl_quote *q = dl_document_quote(l->d, i);
        for (uint32_t k = 0; k < q->n_statements; k++)
            if (q->statements[k] < n)
                quote[q->statements[k]] = (int64_t)i + 1;
    }
    for (size_t i = 0; i < n && !rc; i++) {
        rc = add_statement(l, i, quote[i] - 1);
        if (!rc)
            rc = add_statement_lists(l, i);
    }
    free(quote);
    return rc;
}

static int add_times(const layers *l)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < dl_document_n_times(l->d) && !rc; i++) {
        const dl_time *t = dl_document_time(l->d, i);
        dl__row r = dl__row_of(l->s, DL__Q_ADD_TIME);
        dl__row_int(&r, l->story);
        dl__row_int(&r, (int64_t)i);
        dl__row_text(&r, t->type);
        dl__row_text(&r, t->value);
        dl__row_text(&r, dl__word_field(t->in));
        span(&r, l, t->in, t->begin, t->end);
        rc = dl__row_run(&r);
    }
    return rc;
}

static int add_places(const layers *l)
{
    int rc = SQLITE_OK;
    for (size_t i = 0; i < dl_document_n_places(l->d) && !rc; i++) {
        const dl_place *p = dl_document_place(l->d, i);
        if (!p->text[0]) /* a place that the text does not name is an event's only */
            continue;
        dl__row r = dl__row_of(l->s, DL__Q_ADD_PLACE);
        dl__row_int(&r, l->story);
        dl__row_int(&r, (int64_t)i);
        dl__row_text(&r, p->name);
        dl__row_text(&r, p->country);
        dl__row_text(&r, p->admin1);
        dl__row_real(&r, p->lat);
        dl__row_real(&r, p->lon);
        if (p->geonameid > 0)
            dl__row_int(&r, p->geonameid);
        else
            dl__row_null(&r);
        dl__row_text(&r, p->granularity);
        dl__row_text(&r, dl__word_field(p->in));
        span(&r, l, p->in, p->begin, p->end);
        rc = dl__row_run(&r);
    }
    return rc;
}

int dl__store_layers(dl__store *s, int64_t story, const dl_document *d)
{
    static int (*const layer[])(const layers *) = { add_entities,   add_entity_mentions, add_events,
                                                    add_statements, add_times,           add_places };
    const layers l = { s, story, d };
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof layer / sizeof layer[0] && !rc; i++)
        rc = layer[i](&l);
    return rc;
}
