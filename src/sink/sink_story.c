/* sink_story.c - format story: one story a line, as JSON, with all that was found in it; times and places alone. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/json_out.h"
#include "sink/record_json.h"
#include "sink/sink_words.h"

#include <stdlib.h>

static void in_and_span(const dl_document *d, dl_field in, uint32_t begin, uint32_t end, dl__strbuf *b)
{
    dl__json_key_text(b, "in", dl__word_field(in));
    dl__span_json(d, in, begin, end, b);
}

static void statement(const dl_document *d, const dl_statement *s, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key(b, "speaker");
    dl__speaker_json(d, s, b);
    dl__json_key_text(b, "verb", s->verb);
    dl__json_key(b, "cue");
    dl__json_open(b, '{');
    dl__span_json(d, s->in, s->cue_begin, s->cue_end, b);
    dl__json_close(b, '}');
    dl__json_key_bytes(b, "text", dl__span(d, s->in, s->begin, s->end));
    dl__json_key(b, "direct");
    dl__json_bool(b, s->direct);
    dl__json_key(b, "addressee");
    dl__mention_json(d, s->addressee, b);
    in_and_span(d, s->in, s->begin, s->end, b);
    dl__mentions_json(d, "by", s->by, s->n_by, b);
    dl__json_key(b, "events");
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < s->n_events; i++) {
        const dl_event *e = dl_document_event(d, s->events[i]);
        dl__json_text(b, e ? e->id : "");
    }
    dl__json_close(b, ']');
    dl__json_close(b, '}');
}

static void one_span(const dl_document *d, dl_field in, uint32_t begin, uint32_t end, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__span_json(d, in, begin, end, b);
    dl__json_close(b, '}');
}

static void quote(const dl_document *d, const dl_quote *q, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key_text(b, "in", dl__word_field(q->in));
    dl__json_key(b, "source");
    dl__json_open(b, '[');
    if (q->source_end > q->source_begin)
        one_span(d, q->in, q->source_begin, q->source_end, b);
    dl__json_close(b, ']');
    dl__json_key(b, "cue");
    dl__json_open(b, '[');
    one_span(d, q->in, q->cue_begin, q->cue_end, b);
    dl__json_close(b, ']');
    dl__json_key(b, "content");
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < q->n_content; i++)
        one_span(d, q->in, q->content[i].begin, q->content[i].end, b);
    dl__json_close(b, ']');
    dl__json_key(b, "statements");
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < q->n_statements; i++)
        dl__json_int(b, q->statements[i]);
    dl__json_close(b, ']');
    dl__json_close(b, '}');
}

/* Mentions by entity: order[first[e] .. first[e + 1]) are the mentions of entity e, in text order.
 * One array holds both; NULL when memory is out. */
static uint32_t *by_entity(const dl_document *d, uint32_t **first)
{
    size_t n = dl_document_n_entities(d), n_mentions = dl_document_n_mentions(d);
    uint32_t *all = calloc(n + 2 + n_mentions, sizeof *all);
    if (!all)
        return NULL;
    uint32_t *order = all + n + 2;
    for (size_t i = 0; i < n_mentions; i++) {
        uint32_t e = dl_document_mention(d, i)->entity;
        if (e < n)
            all[e + 2]++;
    }
    for (size_t e = 2; e < n + 2; e++)
        all[e] += all[e - 1];
    for (size_t i = 0; i < n_mentions; i++) {
        uint32_t e = dl_document_mention(d, i)->entity;
        if (e < n)
            order[all[e + 1]++] = (uint32_t)i; /* a start moves to its end, which is the next one's start */
    }
    *first = all;
    return order;
}

static void entities(const dl_document *d, dl__strbuf *b)
{
    uint32_t *first = NULL, *order = by_entity(d, &first);
    if (!order) {
        b->status = DL_ENOMEM;
        return;
    }
    for (size_t i = 0; i < dl_document_n_entities(d); i++) {
        const dl_entity *e = dl_document_entity(d, i);
        dl__json_open(b, '{');
        dl__json_key_int(b, "id", e->id);
        dl__json_key_text(b, "name", e->name);
        dl__json_key_text(b, "code", e->code);
        dl__json_key_text(b, "kind", e->kind);
        dl__json_key(b, "mentions");
        dl__json_open(b, '[');
        for (uint32_t k = first[i]; k < first[i + 1]; k++) {
            const dl_mention *m = dl_document_mention(d, order[k]);
            dl__json_open(b, '{');
            dl__json_key_bytes(b, "text", dl__span(d, m->in, m->begin, m->end));
            in_and_span(d, m->in, m->begin, m->end, b);
            dl__json_key_text(b, "via", dl__word_via(m->via));
            dl__json_close(b, '}');
        }
        dl__json_close(b, ']');
        dl__json_close(b, '}');
    }
    free(first);
}

static void time_expression(const dl_document *d, const dl_time *t, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key_bytes(b, "text", dl__span(d, t->in, t->begin, t->end));
    dl__json_key_text(b, "type", t->type);
    dl__json_key_text(b, "value", t->value);
    in_and_span(d, t->in, t->begin, t->end, b);
    dl__json_close(b, '}');
}

static void place(const dl_document *d, const dl_place *p, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key_text(b, "text", p->text);
    dl__place_json(p, false, b);
    in_and_span(d, p->in, p->begin, p->end, b);
    dl__json_close(b, '}');
}

static void open_list(dl__strbuf *b, const char *key)
{
    dl__json_key(b, key);
    dl__json_open(b, '[');
}

static void times(const dl_document *d, dl__strbuf *b)
{
    open_list(b, "times");
    for (size_t i = 0; i < dl_document_n_times(d); i++)
        time_expression(d, dl_document_time(d, i), b);
    dl__json_close(b, ']');
}

static void places(const dl_document *d, dl__strbuf *b)
{
    open_list(b, "places");
    for (size_t i = 0; i < dl_document_n_places(d); i++)
        if (dl_document_place(d, i)->text[0]) /* a place that the text does not name is an event's only */
            place(d, dl_document_place(d, i), b);
    dl__json_close(b, ']');
}

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *b)
{
    const dl_story *s = dl_document_story(d);
    dl__json_open(b, '{');
    dl__json_key_bytes(b, "id", s->id);
    dl__json_key_bytes(b, "date", dl__story_day(d));
    dl__json_key_bytes(b, "headline", s->headline);
    dl__json_key_bytes(b, "publisher", s->publisher);
    dl__json_key_bytes(b, "url", s->url);
    open_list(b, "events");
    for (size_t i = 0; i < dl_document_n_events(d); i++)
        dl__record_json(env, d, i, b);
    dl__json_close(b, ']');
    open_list(b, "statements");
    for (size_t i = 0; i < dl_document_n_statements(d); i++)
        statement(d, dl_document_statement(d, i), b);
    dl__json_close(b, ']');
    open_list(b, "quotes");
    for (size_t i = 0; i < dl_document_n_quotes(d); i++)
        quote(d, dl_document_quote(d, i), b);
    dl__json_close(b, ']');
    open_list(b, "entities");
    entities(d, b);
    dl__json_close(b, ']');
    times(d, b);
    places(d, b);
    dl__json_close(b, '}');
    dl__strbuf_putc(b, '\n');
}

const dl__sink DL__SINK_STORY = { "story", "one story a line, as JSON, with all that was found", NULL,
                                  story };

/* One list of a story, for the commands that look for no more. */
static void one_list(const dl_document *d, void (*list)(const dl_document *, dl__strbuf *), dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key_bytes(b, "id", dl_document_story(d)->id);
    dl__json_key_bytes(b, "date", dl__story_day(d));
    list(d, b);
    dl__json_close(b, '}');
    dl__strbuf_putc(b, '\n');
}

static void story_times(const dl__sink_env *env, const dl_document *d, dl__strbuf *b)
{
    (void)env;
    one_list(d, times, b);
}

static void story_places(const dl__sink_env *env, const dl_document *d, dl__strbuf *b)
{
    (void)env;
    one_list(d, places, b);
}

const dl__sink DL__SINK_TIMES = { "times", "one story a line, as JSON, with its expressions of time", NULL,
                                  story_times };
const dl__sink DL__SINK_PLACES = { "places", "one story a line, as JSON, with its names of places", NULL,
                                   story_places };
