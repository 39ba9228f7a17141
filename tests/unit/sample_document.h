/* sample_document.h - a small coded story made by hand, for the writers: no model and no pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TESTS_SAMPLE_DOCUMENT_H
#define DL_TESTS_SAMPLE_DOCUMENT_H
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/document.h"

/* One word a row: form, lemma, xpos, feats, deprel, head in the sentence, upos, ner, words of a multiword token, space. */
typedef struct sample_word {
    const char *form, *lemma, *xpos, *feats, *deprel;
    int head, upos, ner, n_words;
    bool space;
} sample_word;

static const sample_word SAMPLE_WORDS[] = {
    { "Atlantis", "Atlantis", "NNP", "Number=Sing", "nsubj", 3, DL_UPOS_PROPN, DL_NER_B_LOC, 1, true },
    { "ca", "can", "MD", "VerbForm=Fin", "aux", 3, DL_UPOS_AUX, 0, 2, false },
    { "n’t", "not", "RB", "_", "advmod", 3, DL_UPOS_PART, 0, 1, true },
    { "attack", "attack", "VB", "VerbForm=Inf", "root", -1, DL_UPOS_VERB, 0, 1, true },
    { "Thulé", "Thule\xCC\x81", "NNP", "Number=Sing", "obj", 3, DL_UPOS_PROPN, DL_NER_B_LOC, 1, false },
    { ".", ".", ".", "_", "punct", 3, DL_UPOS_PUNCT, 0, 1, false },
};
enum { SAMPLE_N = sizeof SAMPLE_WORDS / sizeof SAMPLE_WORDS[0] };
#define SAMPLE_TEXT "“Atlantis can’t attack Thulé."

#define SAMPLE_ADD(d, many) DL__PUSH((d)->arena, (d)->many, (d)->n_##many, (d)->cap_##many)

static inline void sample_must(const void *p)
{
    if (!p)
        abort();
}

static inline void sample_actor(dl_document *d, const char *name, const char *code, const char *sectors, uint32_t token)
{
    dl_entity *e = SAMPLE_ADD(d, entities);
    dl_mention *m = SAMPLE_ADD(d, mentions);
    sample_must(e);
    sample_must(m);
    const char *country = dl__arena_strndup(d->arena, code, 3);
    *e = (dl_entity){ (uint32_t)d->n_entities - 1, name, code, country, sectors, "country" };
    *m = (dl_mention){ .entity = e->id, .token = token, .in = DL_TEXT, .begin = d->tokens[token].begin,
                       .end = d->tokens[token].end, .next = -1, .via = DL_VIA_name };
}

/* The story of SAMPLE_WORDS with one record in it; free with dl_document_free(). */
static inline dl_document *sample_document(void)
{
    static const char *const contexts[] = { "military", "territory" };
    static const uint32_t zero[] = { 0 }, one[] = { 1 };
    static const dl_span content[] = { { 3, 11 }, { 27, 33 } };
    static const dl_count counts[] = { { "killed", 24, -1, "dozens" } };
    const dl_story story = { .id = DL_STR("atlantis 1/2"), .date = DL_STR("2024-03-05T10:00"),
                             .headline = DL_STR(""), .text = DL_STR(SAMPLE_TEXT), .publisher = DL_STR("The \"Post\"") };
    dl_document *d = dl__document_new(&story);
    sample_must(d);
    uint32_t at = 3; /* behind the quotation mark */
    for (size_t i = 0; i < SAMPLE_N; i++) {
        const sample_word *w = &SAMPLE_WORDS[i];
        dl_token *t = SAMPLE_ADD(d, tokens);
        sample_must(t);
        uint32_t len = (uint32_t)strlen(w->form);
        *t = (dl_token){ at, at + len, w->form, w->lemma, w->xpos, w->feats, w->deprel, w->head,
                         (uint8_t)w->upos, (uint8_t)w->ner, (uint8_t)w->n_words, w->space };
        at += len + w->space;
    }
    dl_sentence *s = SAMPLE_ADD(d, sentences);
    sample_must(s);
    *s = (dl_sentence){ DL_TEXT, 3, at, 0, SAMPLE_N, true, 1 };
    sample_must(dl__tree_index(d) ? d : NULL);
    sample_actor(d, "Atlantis", "ATL", "", 0);
    sample_actor(d, "Thule", "THUMIL", "MILREB", 4);
    dl_place *p = SAMPLE_ADD(d, places);
    dl_time *t = SAMPLE_ADD(d, times);
    dl_statement *q = SAMPLE_ADD(d, statements);
    dl_quote *quote = SAMPLE_ADD(d, quotes);
    dl_event *e = SAMPLE_ADD(d, events);
    dl_trace *why = SAMPLE_ADD(d, traces);
    sample_must(p);
    sample_must(t);
    sample_must(q);
    sample_must(quote);
    sample_must(e);
    sample_must(why);
    *p = (dl_place){ DL_TEXT, 0, d->tokens[4].begin, d->tokens[4].end, 4, "Thulé", "Thule", "THU", "North", "", 77.5, NAN,
                     12, "city", true };
    *t = (dl_time){ DL_TEXT, 0, d->tokens[3].begin, d->tokens[3].end, 3, 1, "DATE", "2024-03-04" };
    *q = (dl_statement){ .speaker = 0, .addressee = -1, .verb = "says", .in = DL_TEXT, .begin = 3, .end = 12,
                         .direct = true, .events = zero, .n_events = 1 };
    *quote = (dl_quote){ .in = DL_TEXT, .source_begin = 3, .source_end = 3, .cue_begin = 20, .cue_end = 26,
                         .content = content, .n_content = 2, .statements = zero, .n_statements = 1 };
    *e = (dl_event){ .id = "0123456789ab:1", .type = "ASSAULT", .mode = "aerial", .contexts = contexts, .n_contexts = 2,
                     .quad = 4, .plover_score = -9, .cameo = "195", .cameo_name = "Employ aerial weapons, and so on",
                     .goldstein = -9.25, .actors = zero, .n_actors = 1, .recipients = one, .n_recipients = 1,
                     .by = zero, .n_by = 1, .polarity = DL_NEGATED, .time = DL_FUTURE, .modality = DL_CLAIMED,
                     .date = "2024-03-04", .date_end = "", .date_granularity = "day", .date_text = "attack",
                     .date_from = "text", .place = p, .place_from = "text", .trigger = 3,
                     .clause_begin = 3, .clause_end = at, .counts = counts, .n_counts = 1, .confidence = 0.8765,
                     .link = 0, .rule = "deeds.tsv:12" };
    *why = (dl_trace){ 0, 3, 0, "deeds.tsv:12", "attack subj obj", "subj Atlantis (nsubj), obj Thulé (obj)", "" };
    return d;
}
#endif
