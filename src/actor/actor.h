/* actor.h - noun phrases and pronouns to entities with codes.  Layer: actor; includes base ... parse, lexicon. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_ACTOR_ACTOR_H
#define DL_ACTOR_ACTOR_H
#include "base/document.h"
#include "lexicon/pack.h"

typedef struct dl__actors dl__actors; /* the tables of data/actors, indexed; read-only */
DL_CHECK dl_status dl__actors_new(const dl__pack *p, dl__actors **out, dl_error *err);
void dl__actors_free(dl__actors *a);

/* Fill entities, mentions and mention_of: every noun phrase, name or pronoun that can act or be acted upon as a person,
 * state, organisation or group, at its head token.  Each conjunct of a coordination has its own mention.  A phrase whose
 * words reach two entities ("both countries", "they" after "Russia and Iran") has a chain by dl_mention.next. */
DL_CHECK dl_status dl__actor_find(const dl__actors *a, dl_document *d, dl_error *err);
#endif
