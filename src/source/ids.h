/* ids.h - the ids that were seen in a run, to name a double.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_IDS_H
#define DL_SOURCE_IDS_H
#include "dateline/dateline.h"

typedef struct dl__ids { /* zeroed: empty */
    struct dl__ids_slot *slots;
    size_t n, cap;
} dl__ids;

typedef enum dl__ids_seen {
    DL__IDS_NO_MEMORY,
    DL__IDS_NEW,
    DL__IDS_SAME, /* and so is all else of the story */
    DL__IDS_OTHER /* another story had it; from now on this one has */
} dl__ids_seen;

/* Remember a story's id, seen at `line` of input `input`.  *line, *input: where it was first seen, if it was.
 * Ids are kept as 128-bit hashes (40 bytes an id), so two ids of a run are not taken for one. */
dl__ids_seen dl__ids_add(dl__ids *ids, const dl_story *story, uint32_t *input, uint64_t *line);
void dl__ids_free(dl__ids *ids);
#endif
