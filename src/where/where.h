/* where.h - names of places, resolved to points; the place of an event.  Layer: where; includes base ... parse, lexicon. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHERE_WHERE_H
#define DL_WHERE_WHERE_H
#include "base/document.h"
#include "lexicon/pack.h"

typedef struct dl__atlas dl__atlas; /* the tables of data/places, indexed; read-only */
DL_CHECK dl_status dl__atlas_new(const dl__pack *p, dl__atlas **out, dl_error *err);
void dl__atlas_free(dl__atlas *a);

/* Fill places and place_of.  Runs before the actors: it reads tokens, tree and ner only. */
DL_CHECK dl_status dl__where_find(const dl__atlas *a, dl_document *d, dl_error *err);

/* The place of what happens at `trigger` whose object is at `object` (-1: none): the clause's own locatives, the object where
 * it is a place, the nominal's, the sentence's.  country: recipients' country for the last resort, "" for none.
 * *place NULL and *from "" where unknown.  from: text, sentence, story, recipient. */
DL_CHECK dl_status dl__where_of(const dl__atlas *a, dl_document *d, uint32_t trigger, int32_t object, const char *country,
                                const dl_place **place, const char **from);
#endif
