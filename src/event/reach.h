/* reach.h - recipients that no slot names.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_REACH_H
#define DL_EVENT_REACH_H
#include "event/compose.h"

/* Add to out the nearest party in the phrase or clause of token, with its conjuncts: none of the actors, and no soldiers, police
 * or officials of a state that acts; nothing where there is none. With makers also whoever made the thing, in a clause or "by"
 * phrase that hangs on it ("the remarks that X made", "a resolution passed by X"). Who suffers in a noun of harm is passed over ("backed
 * the war on X", "responsibility for the murder of X"): nothing is promised or refused to him. */
void dl__reach_recipient(const dl__compose *c, uint32_t token, bool makers, const dl__parties *actors, dl__parties *out);
#endif
