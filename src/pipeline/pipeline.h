/* pipeline.h - the order of the stages, and how long each takes.  Layer: pipeline; includes all before it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PIPELINE_PIPELINE_H
#define DL_PIPELINE_PIPELINE_H
#include "base/document.h"

/* The stages in the order in which they run. */
#define DL__STAGE_MAP(X)                                                                                     \
    X(check) X(text) X(engine) X(tree) X(when) X(where) X(actor) X(quote) X(event) X(link)
typedef enum dl__stage {
#define X(name) DL__STAGE_##name,
    DL__STAGE_MAP(X)
#undef X
        DL__N_STAGES
} dl__stage;

/* "engine" for DL__STAGE_engine. Static. */
const char *dl__stage_name(dl__stage stage);

/* Add the time of each stage of every later call to ns[DL__N_STAGES], in nanoseconds of this thread's CPU time; NULL: stop.
 * For bench/ only: the clock is read twice a stage. */
void dl__pipeline_time(dl_pipeline *p, uint64_t *ns);

/* The digits of a document's ids: first 12 hex digits of a hash of the story's id, headline and text; the same on
 * every run and machine.  out: 13 bytes, NUL-terminated. */
void dl__document_key(const dl_document *d, char out[13]);
#endif
