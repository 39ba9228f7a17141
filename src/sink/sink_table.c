/* sink_table.c - format table: for reading on a terminal. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/page.h"
#include "sink/sink_words.h"

#include <stdio.h>
#include <string.h>

enum { MAX_CLAUSE_LINES = 4 };

static void heading(dl__page *p, const dl_document *d, size_t n)
{
    const dl_story *s = dl_document_story(d);
    const dl_str parts[] = { s->id, dl__story_day(d), s->publisher };
    char count[48];
    dl__page_begin(p, 0, 0);
    dl__page_put(p, DL__BOLD, s->headline.len ? s->headline : s->id);
    dl__page_end(p);
    dl__page_begin(p, 0, 0);
    for (size_t i = s->headline.len ? 0 : 1; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].len) {
            dl__page_put(p, DL__DIM, parts[i]);
            dl__page_puts(p, DL__DIM, " \xC2\xB7 ");
        }
    (void)snprintf(count, sizeof count, n == 1 ? "%zu record" : n ? "%zu records" : "no records", n);
    dl__page_puts(p, DL__DIM, count);
    dl__page_end(p);
}

static void record(dl__page *p, const dl_document *d, size_t i, unsigned indent)
{
    const dl_event *e = dl_document_event(d, i);
    const dl_sentence *s = dl_document_sentence(d, e->sentence);
    char number[32];
    (void)snprintf(number, sizeof number, "%zu", i + 1);
    dl__page_begin(p, indent - 2 - (unsigned)strlen(number), 0);
    dl__page_puts(p, DL__DIM, number);
    dl__page_puts(p, DL__PLAIN, "  ");
    dl__strbuf_putc(p->out, ' ');
    p->at++;
    p->indent = indent + 2;
    dl__page_parties(p, d, e);
    dl__page_end(p);
    dl__page_begin(p, indent, 2);
    dl__page_coding(p, e);
    dl__page_end(p);
    if (e->date[0] || e->place || e->n_by || e->n_counts || e->polarity || e->time || e->modality) {
        dl__page_begin(p, indent, 2);
        dl__page_circumstances(p, d, e);
        dl__page_end(p);
    }
    dl__page_begin(p, indent, 1);
    p->lines_left = MAX_CLAUSE_LINES;
    dl__page_wrapped(p, DL__DIM, "\xE2\x80\x9C", dl__span(d, s->in, e->clause_begin, e->clause_end),
                     "\xE2\x80\x9D");
    dl__page_end(p);
}

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *out)
{
    dl__page p = dl__page_of(env, out);
    size_t n = dl_document_n_events(d);
    unsigned indent = 4;
    for (size_t k = 10; k <= n; k *= 10)
        indent++;
    heading(&p, d, n);
    for (size_t i = 0; i < n; i++) {
        dl__strbuf_putc(out, '\n');
        record(&p, d, i, indent);
    }
    dl__strbuf_puts(out, "\n\n");
}

const dl__sink DL__SINK_TABLE = { "table", "for reading on a terminal", NULL, story };
