/* fuzz_code.c - any bytes as a plain text file, through the whole coder with the model and pack of DATELINE_MODEL and
 * DATELINE_PACK.  What comes out must be records whose positions lie in the story. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "dateline/dateline.h"
#include "fuzz.h"

static dl_model *model;
static dl_pipeline *pipeline;

static void open_once(void)
{
    dl_error e;
    const char *m = getenv("DATELINE_MODEL"), *p = getenv("DATELINE_PACK");
    dl_options o = DL_OPTIONS_INIT;
    o.trace = true;
    o.max_bytes = 1 << 16;
    if (!m || !p) {
        fprintf(stderr, "fuzz_code: DATELINE_MODEL and DATELINE_PACK are not set\n");
        exit(1);
    }
    if (dl_model_open(m, p, &model, &e) || dl_pipeline_new(model, &o, &pipeline, &e)) {
        fprintf(stderr, "fuzz_code: %s\n", e.message);
        exit(1);
    }
}

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const dl_document *d)
{
    for (size_t i = 0; i < dl_document_n_sentences(d); i++) {
        const dl_sentence *s = dl_document_sentence(d, i);
        size_t len = dl_document_field(d, s->in).len;
        require(s->begin < s->end && s->end <= len && s->n_tokens > 0);
        require(dl_document_codepoints(d, s->in, s->end) <= len);
        for (uint32_t k = 0; k < s->n_tokens; k++) {
            const dl_token *t = dl_document_token(d, s->first_token + k);
            require(t && t->begin < t->end && t->begin >= s->begin && t->end <= s->end);
            require(t->head >= -1 && t->head < (int32_t)s->n_tokens && t->form && t->lemma && t->deprel);
        }
    }
    for (size_t i = 0; i < dl_document_n_events(d); i++) {
        const dl_event *e = dl_document_event(d, i);
        require(e->sentence < dl_document_n_sentences(d) && e->trigger < dl_document_n_tokens(d));
        require(e->clause_begin <= e->clause_end && e->type && e->cameo);
        for (uint32_t k = 0; k < e->n_actors; k++)
            require(e->actors[k] < dl_document_n_mentions(d));
        for (uint32_t k = 0; k < e->n_recipients; k++)
            require(e->recipients[k] < dl_document_n_mentions(d));
    }
    for (size_t i = 0; i < dl_document_n_mentions(d); i++)
        require(dl_document_mention(d, i)->entity < dl_document_n_entities(d));
    for (size_t i = 0; i < dl_document_n_times(d); i++)
        require(dl_document_time(d, i)->begin < dl_document_time(d, i)->end);
    for (size_t i = 0; i < dl_document_n_statements(d); i++)
        require(dl_document_statement(d, i)->begin <= dl_document_statement(d, i)->end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (!pipeline)
        open_once();
    char date[11];
    dl_story story;
    size_t skipped;
    dl_story_from_text((const char *)data, len, date, &story, &skipped);
    require(skipped <= len && story.text.len <= len - skipped);
    dl_document *d;
    dl_error e;
    if (dl_code(pipeline, &story, &d, &e) == DL_OK) {
        check(d);
        dl_document_free(d);
    }
    return 0;
}
