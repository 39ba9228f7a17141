/* sink.h - writers: what was found in a story, as text in one of the formats.  Layer: sink; includes the public header, base.
 *
 * A writer appends one story to a string; who calls writes the string out (output.h).  So stories can be written by many
 * threads at once and still come out in order. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_SINK_H
#define DL_SINK_SINK_H
#include "base/strbuf.h"

typedef struct dl__sink_env {
    const char *coder;  /* dl_model_coder() */
    unsigned width;     /* columns of the page, for table and explain */
    bool colour;        /* with ANSI colours */
    const char *record; /* explain: only the record of this id; NULL: all */
} dl__sink_env;

typedef struct dl__sink {
    const char *name; /* "jsonl" */
    const char *what; /* one line for help */
    /* Before the first story; may be NULL. */
    void (*begin)(const dl__sink_env *env, dl__strbuf *out);
    /* Append a story. Failures stand in out->status. */
    void (*story)(const dl__sink_env *env, const dl_document *d, dl__strbuf *out);
} dl__sink;

extern const dl__sink DL__SINK_JSONL, DL__SINK_STORY, DL__SINK_TABLE, DL__SINK_CSV, DL__SINK_CONLLU,
    DL__SINK_EXPLAIN, DL__SINK_TIMES, DL__SINK_PLACES;
#endif
