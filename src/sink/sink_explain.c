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

/* An entry fitted, but the record was left out: by the sense of its words, or as part of another. */
static bool is_left_out(const dl_trace *t)
{
    return strncmp(t->missing, "left out", sizeof "left out" - 1) == 0;
}

static void trace(dl__page *p, const dl_document *d, const dl_trace *t)
{
    const dl_token *token = dl_document_token(d, t->token);
    row(p, "word", token ? token->form : "");
    row(p, "rule", t->rule);
    row(p, "entry", t->entry);
    row(p, "arcs", t->arcs);
    row(p, is_left_out(t) ? "why not" : "missing", t->missing);
}

/* Where the analyst would put what. */
static void advice(dl__page *p, const char *before, const char *what, const char *after)
{
    char text[512];
    (void)snprintf(text, sizeof text, "%s%s%s", before, what, after);
    row(p, "change", text);
}

/* Who somebody was taken for, how, and which table knows: "Kenyan army: KENMIL by its role (actors/roles.tsv)". */
static void who(dl__page *p, const dl_document *d, const char *label, const uint32_t *mentions, uint32_t n)
{
    static const struct {
        const char *kind, *table;
    } tables[] = { { "person", "actors/persons.tsv" },
                   { "country", "actors/countries.tsv" },
                   { "organisation", "actors/orgs.tsv" },
                   { "group", "actors/groups.tsv, ethnic.tsv" },
                   { "role", "actors/roles.tsv" } };
    for (uint32_t i = 0; i < n; i++) {
        const dl_mention *m = dl_document_mention(d, mentions[i]);
        const dl_entity *e = dl_document_entity(d, m->entity);
        dl_str text = dl__span(d, m->in, m->begin, m->end);
        const char *table = "actors/roles.tsv";
        char line[512];
        for (size_t k = 0;
             k < sizeof tables / sizeof *tables && m->via != DL_VIA_role && m->via != DL_VIA_noun; k++)
            table = strcmp(tables[k].kind, e->kind) ? table : tables[k].table;
        (void)snprintf(line, sizeof line, "\"%.*s\" is %s, %s, by %s; %s",
                       (int)(text.len < 80 ? text.len : 80), text.ptr, e->name, e->code, dl__word_via(m->via),
                       table);
        row(p, label, line);
    }
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
    who(p, d, "actor", e->actors, e->n_actors);
    who(p, d, "recip.", e->recipients, e->n_recipients);
    who(p, d, "by", e->by, e->n_by);
    for (size_t k = 0; k < dl_document_n_traces(d); k++)
        if (dl_document_trace(d, k)->event == (int32_t)i)
            trace(p, d, dl_document_trace(d, k));
    advice(p, "edit ", e->rule,
           " (what its kind or act is worth: kinds.tsv, act_kinds.tsv, join.tsv), or give that trigger and "
           "frame "
           "another kind in your own DIR/lexicon/deeds.tsv (--lexicon DIR)");
}

/* A row that would find the sentence's main verb. */
static void nothing_near(dl__page *p, const dl_document *d, uint32_t sentence)
{
    const dl_sentence *s = dl_document_sentence(d, sentence);
    dl__page_begin(p, 2, 2);
    dl__page_puts(p, DL__PLAIN, "no entry of the lexicon came near");
    dl__page_end(p);
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        const dl_token *w = dl_document_token(d, t);
        if (w->head < 0 && (w->upos == DL_UPOS_VERB || w->upos == DL_UPOS_NOUN)) {
            char trigger[128];
            (void)snprintf(trigger, sizeof trigger, "%s/%c", w->lemma, w->upos == DL_UPOS_VERB ? 'v' : 'n');
            advice(p, "if this is an event, add a row with the trigger ", trigger,
                   ", a frame such as s=A o=R and a kind of lexicon/kinds.tsv to lexicon/deeds.tsv, or to "
                   "your own "
                   "DIR/lexicon/deeds.tsv (--lexicon DIR)");
        }
    }
}

/* What was left out, then what came near. */
static void nearest(dl__page *p, const dl_document *d, uint32_t sentence)
{
    unsigned shown = 0;
    for (int left_out = 1; left_out >= 0; left_out--) {
        for (size_t k = 0; k < dl_document_n_traces(d) && shown < NEAREST; k++) {
            const dl_trace *t = dl_document_trace(d, k);
            if (t->sentence != sentence || t->event >= 0 || is_left_out(t) != (left_out == 1))
                continue;
            shown++;
            dl__page_begin(p, 2, 2);
            dl__page_puts(p, DL__BOLD, left_out ? "left out" : "came near");
            dl__page_end(p);
            trace(p, d, t);
            if (!left_out)
                advice(p, "widen the frame in ", t->rule,
                       ", or add a row of its trigger with a frame that this tree fits");
        }
    }
    if (!shown)
        nothing_near(p, d, sentence);
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
