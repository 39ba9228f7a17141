/* compose.h - acts over deeds: which words of a document are records, and of what worth.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_COMPOSE_H
#define DL_EVENT_COMPOSE_H
#include "event/match.h"
#include "event/status.h"

/* A word that an entry fits, with what came of it. */
typedef struct dl__cand {
    uint32_t token;
    dl__match match;
    const dl__kind *kind;    /* a deed, else NULL */
    const dl__act *act;      /* an outer act, else NULL */
    int32_t content;         /* candidate of its content, -1: none */
    const dl__worth *worth;  /* NULL: no record */
    const dl__worth *joined; /* the join row that gave it, NULL: the kind's or act's own */
    dl__status status;
    bool swallowed;   /* part of another record */
    int32_t claimant; /* candidate of the act that claims it ("accused X of ..."), -1: none */
} dl__cand;

typedef struct dl__compose {
    const dl__events *e;
    dl_document *d;
    dl__arena *scratch;
    int32_t *cand_of; /* [n_tokens] index of the candidate, NONE, or TODO */
    dl__cand *cands;
    size_t n_cands, cap_cands;
    dl_status failed;
} dl__compose;

enum { DL__CAND_NONE = -1, DL__CAND_TODO = -2, DL__CAND_BUSY = -3 };

/* Find the candidates of all tokens and settle which are records: content swallowed, doubles dropped, worth and status set.
 * errors  DL_ENOMEM */
DL_CHECK dl_status dl__compose_run(const dl__events *e, dl_document *d, dl__arena *scratch, dl__compose *out,
                                   dl_error *err);
#endif
