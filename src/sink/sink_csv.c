/* sink_csv.c - format csv: one event mention a line, flat; lists are joined by ";".  RFC 4180 quoting, lines end in LF. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/sink.h"
#include "sink/csv_out.h"
#include "sink/json_out.h"
#include "sink/sink_words.h"

#include <string.h>

static const char HEADER[] =
    "id,story,story_date,publisher,url,in,sentence,type,mode,contexts,quad,plover_score,cameo,cameo_name,"
    "goldstein,"
    "actor_names,actor_codes,recipient_names,recipient_codes,polarity,time,modality,by_names,by_codes,"
    "date,date_end,date_granularity,date_from,place_text,place_name,place_country,place_admin1,place_lat,"
    "place_lon,"
    "place_geonameid,place_granularity,place_from,trigger,counts,confidence,event,text,rule,coder\n";

static void begin(const dl__sink_env *env, dl__strbuf *out)
{
    (void)env;
    dl__strbuf_add(out, HEADER, sizeof HEADER - 1);
}

static void text(dl__strbuf *b, const char *s)
{
    dl__csv_cell(b, (dl_str){ s ? s : "", s ? strlen(s) : 0 });
}

static void real(dl__strbuf *b, double x, int decimals)
{
    size_t before = b->len;
    dl__strbuf_putc(b, ' '); /* a neutral start for the JSON number */
    dl__json_real(b, x, decimals);
    if (b->status)
        return;
    bool none = !strcmp(b->s + before + 1, "null");
    memmove(b->s + before, b->s + before + 1, b->len - before);
    b->len = none ? before : b->len - 1;
    dl__strbuf_putc(b, ',');
}

/* Names or codes of mentions, joined. */
static void people(const dl_document *d, const uint32_t *mentions, uint32_t n, bool codes, dl__strbuf *b,
                   dl__strbuf *tmp)
{
    dl__strbuf_clear(tmp);
    for (uint32_t i = 0; i < n; i++) {
        const dl_mention *m = dl_document_mention(d, mentions[i]);
        const dl_entity *e = m ? dl_document_entity(d, m->entity) : NULL;
        if (i)
            dl__strbuf_putc(tmp, ';');
        dl__strbuf_puts(tmp, !e ? "" : codes ? e->code : e->name);
    }
    dl__csv_cell(b, (dl_str){ tmp->s, tmp->len });
}

static void place(const dl_event *e, dl__strbuf *b)
{
    static const dl_place none = { .text = "", .name = "", .country = "", .admin1 = "", .granularity = "" };
    const dl_place *p = e->place ? e->place : &none;
    text(b, p->text);
    text(b, p->name);
    text(b, p->country);
    text(b, p->admin1);
    if (e->place) {
        real(b, p->lat, 5);
        real(b, p->lon, 5);
    } else {
        dl__strbuf_puts(b, ",,");
    }
    if (p->geonameid > 0)
        dl__strbuf_printf(b, "%lld", (long long)p->geonameid);
    dl__strbuf_putc(b, ',');
    text(b, p->granularity);
    text(b, e->place_from);
}

static void lists(const dl_event *e, dl__strbuf *b, dl__strbuf *tmp)
{
    dl__strbuf_clear(tmp);
    for (uint32_t i = 0; i < e->n_contexts; i++) {
        dl__strbuf_puts(tmp, i ? ";" : "");
        dl__strbuf_puts(tmp, e->contexts[i]);
    }
    dl__csv_cell(b, (dl_str){ tmp->s, tmp->len });
}

static void counts(const dl_event *e, dl__strbuf *b, dl__strbuf *tmp)
{
    dl__strbuf_clear(tmp);
    for (uint32_t i = 0; i < e->n_counts; i++)
        dl__strbuf_printf(tmp, "%s%s=%lld%s", i ? ";" : "", e->counts[i].what, (long long)e->counts[i].n,
                          e->counts[i].n_max < 0 ? "+" : "");
    dl__csv_cell(b, (dl_str){ tmp->s, tmp->len });
}

static void row(const dl__sink_env *env, const dl_document *d, const dl_event *e, dl__strbuf *b,
                dl__strbuf *tmp)
{
    const dl_story *story = dl_document_story(d);
    const dl_sentence *s = dl_document_sentence(d, e->sentence);
    const dl_token *t = dl_document_token(d, e->trigger);
    text(b, e->id);
    dl__csv_cell(b, story->id);
    dl__csv_cell(b, dl__story_day(d));
    dl__csv_cell(b, story->publisher);
    dl__csv_cell(b, story->url);
    text(b, dl__word_field(s->in));
    dl__strbuf_printf(b, "%u,", dl_document_sentence_in_field(d, e->sentence));
    text(b, e->type);
    text(b, e->mode);
    lists(e, b, tmp);
    dl__strbuf_printf(b, "%d,", e->quad);
    real(b, e->plover_score, 2);
    text(b, e->cameo);
    text(b, e->cameo_name);
    real(b, e->goldstein, 2);
    people(d, e->actors, e->n_actors, false, b, tmp);
    people(d, e->actors, e->n_actors, true, b, tmp);
    people(d, e->recipients, e->n_recipients, false, b, tmp);
    people(d, e->recipients, e->n_recipients, true, b, tmp);
    text(b, dl__word_polarity(e->polarity));
    text(b, dl__word_time(e->time));
    text(b, dl__word_modality(e->modality));
    people(d, e->by, e->n_by, false, b, tmp);
    people(d, e->by, e->n_by, true, b, tmp);
    text(b, e->date);
    text(b, e->date_end);
    text(b, e->date_granularity);
    text(b, e->date_from);
    place(e, b);
    dl__csv_cell(b, t ? dl__span(d, s->in, t->begin, t->end) : (dl_str){ "", 0 });
    counts(e, b, tmp);
    real(b, e->confidence, 3);
    dl_str key = dl__id_key(e->id);
    dl__strbuf_printf(b, "%.*s:e%u,", (int)key.len, key.ptr, e->link);
    dl__csv_cell(b, dl__span(d, s->in, s->begin, s->end));
    text(b, e->rule);
    text(b, env->coder);
    dl__csv_end(b);
}

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *out)
{
    dl__strbuf tmp;
    dl__strbuf_init(&tmp, out->max);
    for (size_t i = 0; i < dl_document_n_events(d); i++)
        row(env, d, dl_document_event(d, i), out, &tmp);
    if (!out->status)
        out->status = tmp.status;
    dl__strbuf_free(&tmp);
}

const dl__sink DL__SINK_CSV = { "csv", "one event mention a line, flat, with a header", begin, story };
