/* record.h - a settled candidate becomes a dl_event.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_RECORD_H
#define DL_EVENT_RECORD_H
#include "event/sense.h"

/* Append the record of candidate `at` to the document, or none where it lacks what its type needs or is no event; with
 * d->trace, why not.
 * Its id is set by the pipeline.   errors  DL_ENOMEM */
DL_CHECK dl_status dl__record_add(dl__sense *sense, const dl__atlas *atlas, size_t at, dl_error *err);
#endif
