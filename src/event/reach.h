/* reach.h - recipients that no slot names.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_REACH_H
#define DL_EVENT_REACH_H
#include "event/match.h"

/* Add to out the nearest party in the phrase or clause of token that is none of the actors and of none of their countries, with
 * its conjuncts; nothing where there is none. */
void dl__reach_recipient(const dl_document *d, uint32_t token, const dl__parties *actors, dl__parties *out);
#endif
