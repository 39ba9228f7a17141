/* sides_priv.h - what the files of the sides share.  Layer: event, private.
 *     sides.c        the order of the rules, and those of words
 *     sides_before.c what other clauses and sentences tell
 *     sides_force.c  who hit whom, where the sentence tells of blows, bombs and victims apart */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_SIDES_PRIV_H
#define DL_EVENT_SIDES_PRIV_H
#include "event/sides.h"

/* The sides of an ASSAULT that no slot names.  The document has mentions. */
void dl__sides_force(const dl__compose *c, dl__cand *x);
/* Those found are recipients unless they are of the doers' own country. */
void dl__sides_add_foreign(const dl_document *d, const dl__parties *found, dl__cand *x);
#endif
