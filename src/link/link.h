/* link.h - mentions of one event in a story share a link.  Layer: link; includes base, event. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LINK_LINK_H
#define DL_LINK_LINK_H
#include "base/document.h"

/* Set events' .link: two mentions are one event when their types are one, their actors and recipients do not contradict each
 * other (same countries, or one side not said) and neither their dates nor the towns where the text puts them do.  The first
 * mention's index names the event.
 * cost  events squared, at most DL__LINK_WINDOW mentions back */
enum { DL__LINK_WINDOW = 200 };
DL_CHECK dl_status dl__link_events(dl_document *d, dl_error *err);
#endif
