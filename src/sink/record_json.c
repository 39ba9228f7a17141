/* record_json.c - see record_json.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/record_json.h"

#include "sink/json_out.h"
#include "sink/sink_words.h"

#include <string.h>

void dl__span_json(const dl_document *d, dl_field in, uint32_t begin, uint32_t end, dl__strbuf *b)
{
    dl__json_key_int(b, "begin", dl_document_codepoints(d, in, begin));
    dl__json_key_int(b, "end", dl_document_codepoints(d, in, end));
}

/* "MILREB" -> ["MIL", "REB"] */
static void sectors(const char *s, dl__strbuf *b)
{
    dl__json_key(b, "sectors");
    dl__json_open(b, '[');
    for (size_t n = s ? strlen(s) : 0; n; s += n < 3 ? n : 3, n -= n < 3 ? n : 3)
        dl__json_bytes(b, s, n < 3 ? n : 3);
    dl__json_close(b, ']');
}

/* An entity with the span that names it; e may be NULL: nobody is known. */
static void entity_json(const dl_document *d, const dl_entity *e, dl_via via, dl_field in, uint32_t begin,
                        uint32_t end, dl__strbuf *b)
{
    dl__json_open(b, '{');
    dl__json_key_bytes(b, "text", dl__span(d, in, begin, end));
    dl__json_key_text(b, "name", e ? e->name : "");
    dl__json_key_text(b, "code", e ? e->code : "---");
    dl__json_key_text(b, "country", e ? e->country : "");
    sectors(e ? e->sectors : "", b);
    dl__json_key_text(b, "via", dl__word_via(via));
    dl__span_json(d, in, begin, end, b);
    dl__json_close(b, '}');
}

static const dl_mention *mention_of(const dl_document *d, int64_t mention, const dl_entity **e)
{
    const dl_mention *m = mention < 0 ? NULL : dl_document_mention(d, (size_t)mention);
    *e = m ? dl_document_entity(d, m->entity) : NULL;
    return *e ? m : NULL;
}

void dl__mention_json(const dl_document *d, int64_t mention, dl__strbuf *b)
{
    const dl_entity *e;
    const dl_mention *m = mention_of(d, mention, &e);
    if (m)
        entity_json(d, e, m->via, m->in, m->begin, m->end, b);
    else
        dl__json_null(b);
}

void dl__speaker_json(const dl_document *d, const dl_statement *s, dl__strbuf *b)
{
    const dl_entity *e;
    const dl_mention *m = mention_of(d, s->speaker, &e);
    if (s->source_end > s->source_begin)
        entity_json(d, e, m ? m->via : s->source_via, s->in, s->source_begin, s->source_end, b);
    else
        dl__mention_json(d, s->speaker, b);
}

void dl__mentions_json(const dl_document *d, const char *key, const uint32_t *mentions, uint32_t n,
                       dl__strbuf *b)
{
    dl__json_key(b, key);
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < n; i++)
        dl__mention_json(d, mentions[i], b);
    dl__json_close(b, ']');
}

void dl__place_json(const dl_place *p, bool with_admin2, dl__strbuf *b)
{
    dl__json_key_text(b, "name", p->name);
    dl__json_key_text(b, "country", p->country);
    dl__json_key_text(b, "admin1", p->admin1);
    if (with_admin2)
        dl__json_key_text(b, "admin2", p->admin2);
    dl__json_key_real(b, "lat", p->lat, 5);
    dl__json_key_real(b, "lon", p->lon, 5);
    dl__json_key(b, "geonameid");
    if (p->geonameid > 0)
        dl__json_int(b, p->geonameid);
    else
        dl__json_null(b);
    dl__json_key_text(b, "granularity", p->granularity);
}

static void place(const dl_event *e, dl__strbuf *b)
{
    dl__json_key(b, "place");
    if (!e->place) {
        dl__json_null(b);
        return;
    }
    dl__json_open(b, '{');
    dl__json_key_text(b, "text", e->place->text);
    dl__place_json(e->place, true, b);
    dl__json_key_text(b, "from", e->place_from);
    dl__json_close(b, '}');
}

static void counts(const dl_event *e, dl__strbuf *b)
{
    dl__json_key(b, "counts");
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < e->n_counts; i++) {
        const dl_count *c = &e->counts[i];
        dl__json_open(b, '{');
        dl__json_key_text(b, "what", c->what);
        dl__json_key_int(b, "n", c->n);
        dl__json_key(b, "n_max");
        if (c->n_max < 0)
            dl__json_null(b);
        else
            dl__json_int(b, c->n_max);
        dl__json_key_text(b, "text", c->text);
        dl__json_close(b, '}');
    }
    dl__json_close(b, ']');
}

static void story_and_sentence(const dl_document *d, const dl_event *e, const dl_sentence *s, dl__strbuf *b)
{
    const dl_story *story = dl_document_story(d);
    dl__json_key_text(b, "id", e->id);
    dl__json_key_bytes(b, "story", story->id);
    dl__json_key_bytes(b, "story_date", dl__story_day(d));
    dl__json_key_bytes(b, "publisher", story->publisher);
    dl__json_key_bytes(b, "url", story->url);
    dl__json_key_text(b, "in", dl__word_field(s->in));
    dl__json_key_int(b, "sentence", dl_document_sentence_in_field(d, e->sentence));
    dl__json_key_bytes(b, "text", dl__span(d, s->in, s->begin, s->end));
}

static void coding(const dl_event *e, dl__strbuf *b)
{
    dl__json_key_text(b, "type", e->type);
    dl__json_key_text(b, "mode", e->mode);
    dl__json_key(b, "contexts");
    dl__json_open(b, '[');
    for (uint32_t i = 0; i < e->n_contexts; i++)
        dl__json_text(b, e->contexts[i]);
    dl__json_close(b, ']');
    dl__json_key_int(b, "quad", e->quad);
    dl__json_key_real(b, "plover_score", e->plover_score, 2);
    dl__json_key_text(b, "cameo", e->cameo);
    dl__json_key_text(b, "cameo_name", e->cameo_name);
    dl__json_key_real(b, "goldstein", e->goldstein, 2);
}

static void trigger_and_clause(const dl_document *d, const dl_event *e, const dl_sentence *s, dl__strbuf *b)
{
    const dl_token *t = dl_document_token(d, e->trigger);
    uint32_t begin = t ? t->begin : 0, end = t ? t->end : 0;
    dl__json_key(b, "trigger");
    dl__json_open(b, '{');
    dl__json_key_bytes(b, "text", dl__span(d, s->in, begin, end));
    dl__span_json(d, s->in, begin, end, b);
    dl__json_close(b, '}');
    dl__json_key(b, "clause");
    dl__json_open(b, '{');
    dl__span_json(d, s->in, e->clause_begin, e->clause_end, b);
    dl__json_close(b, '}');
}

void dl__record_json(const dl__sink_env *env, const dl_document *d, size_t i, dl__strbuf *b)
{
    const dl_event *e = dl_document_event(d, i);
    const dl_sentence *s = e ? dl_document_sentence(d, e->sentence) : NULL;
    if (!s)
        return;
    dl__json_open(b, '{');
    story_and_sentence(d, e, s, b);
    coding(e, b);
    dl__mentions_json(d, "actors", e->actors, e->n_actors, b);
    dl__mentions_json(d, "recipients", e->recipients, e->n_recipients, b);
    dl__json_key_text(b, "polarity", dl__word_polarity(e->polarity));
    dl__json_key_text(b, "time", dl__word_time(e->time));
    dl__json_key_text(b, "modality", dl__word_modality(e->modality));
    dl__mentions_json(d, "by", e->by, e->n_by, b);
    dl__json_key_text(b, "date", e->date);
    dl__json_key_text(b, "date_end", e->date_end);
    dl__json_key_text(b, "date_granularity", e->date_granularity);
    dl__json_key_text(b, "date_text", e->date_text);
    dl__json_key_text(b, "date_from", e->date_from);
    place(e, b);
    trigger_and_clause(d, e, s, b);
    counts(e, b);
    dl__json_key_real(b, "confidence", e->confidence, 3);
    dl__json_key(b, "event");
    dl_str key = dl__id_key(e->id); /* hex digits: nothing to escape */
    dl__strbuf_printf(b, "\"%.*s:e%u\"", (int)key.len, key.ptr, e->link);
    dl__json_key_text(b, "rule", e->rule);
    dl__json_key_text(b, "coder", env->coder);
    dl__json_close(b, '}');
}
