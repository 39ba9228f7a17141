/* sink_explain.c - why each record of a story was coded: its clause, the tree, the lexicon entry with file and line, the
 * arcs that it matched; and, where a sentence gave none, which entries came nearest and what they lacked. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/page.h"
#include "sink/tree_text.h"
#include "sink/sink_words.h"

#include <stdio.h>
#include <string.h>

enum { NEAREST = 4 }; /* entries that came near, shown of a sentence */

static void row(dl__page *p, const char *label, const char *value)
{
    if (!value || !value[0])
        return;
    dl__page_begin(p, 4, 9);
    dl__page_puts(p, DL__DIM, label);
    dl__strbuf_printf(p->out, "%*s", (int)(9 - strlen(label)), "");
    p->at = 13;
    dl__page_puts(p, DL__PLAIN, value);
    dl__page_end(p);
}

static void trace(dl__page *p, const dl_document *d, const dl_trace *t)
{
    const dl_token *token = dl_document_token(d, t->token);
    row(p, "word", token ? token->form : "");
    row(p, "rule", t->rule);
    row(p, "entry", t->entry);
    row(p, "arcs", t->arcs);
    row(p, "missing", t->missing);
}

static void record(dl__page *p, const dl_document *d, size_t i)
{
    const dl_event *e = dl_document_event(d, i);
    const dl_sentence *s = dl_document_sentence(d, e->sentence);
    dl__page_begin(p, 2, 2);
    dl__page_puts(p, DL__BOLD, "record ");
    dl__page_puts(p, DL__BOLD, e->id);
    dl__page_puts(p, DL__PLAIN, "  ");
    dl__page_coding(p, e);
    dl__page_end(p);
    dl__page_begin(p, 4, 2);
    dl__page_parties(p, d, e);
    dl__page_end(p);
    dl__page_begin(p, 4, 2);
    dl__page_circumstances(p, d, e);
    dl__page_end(p);
    dl__page_begin(p, 4, 1);
    dl__page_wrapped(p, DL__DIM, "\xE2\x80\x9C", dl__span(d, s->in, e->clause_begin, e->clause_end),
                     "\xE2\x80\x9D");
    dl__page_end(p);
    row(p, "by rule", e->rule);
    for (size_t k = 0; k < dl_document_n_traces(d); k++)
        if (dl_document_trace(d, k)->event == (int32_t)i)
            trace(p, d, dl_document_trace(d, k));
}

static void nearest(dl__page *p, const dl_document *d, uint32_t sentence)
{
    unsigned shown = 0;
    for (size_t k = 0; k < dl_document_n_traces(d) && shown < NEAREST; k++) {
        const dl_trace *t = dl_document_trace(d, k);
        if (t->sentence != sentence || t->event >= 0)
            continue;
        shown++;
        dl__page_begin(p, 2, 2);
        dl__page_puts(p, DL__BOLD, "came near");
        dl__page_end(p);
        trace(p, d, t);
    }
    if (!shown) {
        dl__page_begin(p, 2, 2);
        dl__page_puts(p, DL__PLAIN, "no entry of the lexicon came near");
        dl__page_end(p);
    }
}

/* The record asked for is in this sentence, or all are. */
static bool wanted(const dl__sink_env *env, const dl_document *d, uint32_t sentence)
{
    if (!env->record)
        return true;
    for (size_t i = 0; i < dl_document_n_events(d); i++) {
        const dl_event *e = dl_document_event(d, i);
        if (e->sentence == sentence && !strcmp(e->id, env->record))
            return true;
    }
    return false;
}

static void sentence(const dl__sink_env *env, dl__page *p, const dl_document *d, uint32_t number)
{
    const dl_sentence *s = dl_document_sentence(d, number);
    bool any = false;
    dl__page_begin(p, 0, 0);
    dl__page_put(p, DL__BOLD, dl__span(d, s->in, s->begin, s->end));
    dl__page_end(p);
    if (s->n_windows > 1) {
        char said[64];
        snprintf(said, sizeof said, "%u words, parsed in %u windows", s->n_tokens, s->n_windows);
        dl__page_begin(p, 2, 2);
        dl__page_puts(p, DL__PLAIN, said);
        dl__page_end(p);
    }
    dl__tree_text(p, d, s);
    for (size_t i = 0; i < dl_document_n_events(d); i++) {
        const dl_event *e = dl_document_event(d, i);
        if (e->sentence != number)
            continue;
        any = true;
        if (!env->record || !strcmp(e->id, env->record))
            record(p, d, i);
    }
    if (!any)
        nearest(p, d, number);
    dl__strbuf_putc(p->out, '\n');
}

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *out)
{
    dl__page p = dl__page_of(env, out);
    for (uint32_t i = 0; i < dl_document_n_sentences(d); i++)
        if (wanted(env, d, i))
            sentence(env, &p, d, i);
}

const dl__sink DL__SINK_EXPLAIN = { "explain", "why each record was coded", NULL, story };
