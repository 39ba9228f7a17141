/* event.h - clauses to records: acts over deeds, their participants and their status.  Layer: event; includes all before it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_EVENT_H
#define DL_EVENT_EVENT_H
#include "base/document.h"
#include "lexicon/pack.h"
#include "where/where.h"

typedef struct dl__events dl__events; /* the tables of data/lexicon, parsed; read-only */
/* errors  DL_EMODEL names table, line and cell; DL_ENOMEM */
DL_CHECK dl_status dl__events_new(const dl__pack *p, dl__events **out, dl_error *err);
void dl__events_free(dl__events *e);

/* Fill events (all but .link), statements' .events and, with d->trace, traces.  Runs last but for the links. */
DL_CHECK dl_status dl__event_find(const dl__events *e, const dl__atlas *atlas, dl_document *d, dl_error *err);
#endif
