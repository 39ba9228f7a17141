/* model_tables.h - what a dl_model holds.  Layer: pipeline. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PIPELINE_MODEL_TABLES_H
#define DL_PIPELINE_MODEL_TABLES_H
#include "actor/actor.h"
#include "event/event.h"
#include "link/link.h"
#include "parse/engine.h"
#include "quote/quote.h"
#include "text/text.h"
#include "when/when.h"
#include "where/where.h"

struct dl_model {
    dl__dlm dlm;
    bool is_open; /* dlm is */
    dl__splitter *splitter;
    dl__engine *engine;
    dl__pack *pack; /* NULL: dl_parse() only; then so is all below */
    dl__atlas *atlas;
    dl__actors *actors;
    dl__clock *clock;
    dl__cues *cues;
    dl__events *events;
    char *coder;
    char *version[2]; /* of model and pack, with digests; NULL: none */
    dl_versions versions;
};
#endif
