/* actor_rank.h - which phrase a pronoun means.  Layer: actor, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_ACTOR_ACTOR_RANK_H
#define DL_ACTOR_ACTOR_RANK_H
#include "actor/actor_priv.h"

/* What a pronoun asks for. */
typedef struct dl__awant {
    char what;     /* 'p' one person, 't' a state, organisation or group, 'm' many, 'r' what a relative clause hangs on */
    char gender;   /* 'm', 'f', 0 */
    bool possessive, reflexive;
    uint8_t sentences; /* how far back, not counting its own */
} dl__awant;

/* The phrase that the pronoun at `token` most likely means; index into nps, -1: none, or nothing that acts.
 * method  each phrase before the pronoun (the subject behind it, where the pronoun's clause comes first) that agrees
 *         with it and is not bound elsewhere gets the sum of the weights of what is true of it; the highest sum wins, the
 *         nearer of two equal ones; common nouns that are no actors take part, and win for nobody
 * source  the factors are those of Lappin & Leass 1994 (Computational Linguistics 20(4)); the weights are learned
 *         (docs/actors.md)
 * cost    at most some hundred tokens are looked at */
int32_t dl__arank(dl__awork *w, uint32_t token, const dl__awant *want, unsigned depth);
#endif
