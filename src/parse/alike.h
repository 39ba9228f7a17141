/* alike.h - words for one kind of event, so that "the shooting" can be "the attack" that was told of before.  Layer: parse. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ALIKE_H
#define DL_PARSE_ALIKE_H
#include "base/document.h"

/* May token b, a noun or verb, tell of the event that token a names: by the same lemma, or one of the same kind? */
bool dl__alike(const dl_document *d, uint32_t a, uint32_t b);
/* Does the reader know of it: "the attack", "his murder", "Monday's talks"? */
bool dl__is_definite(const dl_document *d, uint32_t token);
bool dl__is_attack(const dl_document *d, int32_t token); /* false for -1 */
bool dl__is_unrest(const dl_document *d, int32_t token); /* attack, protest, coup, kidnapping, clash */
bool dl__is_harm(const dl_document *d, int32_t token);   /* "kill", "wound": what an attack does to people */
#endif
