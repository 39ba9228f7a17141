/* ids.h - the ids that were seen in a run, to name a double.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_IDS_H
#define DL_SOURCE_IDS_H
#include "dateline/dateline.h"

typedef struct dl__ids { /* zeroed: empty */
    struct dl__ids_slot *slots;
    size_t n, cap;
} dl__ids;

/* Remember an id, seen at `line` of input `input`.  *line, *input: where it was first seen, if it was.
 * Ids are kept as 128-bit hashes (32 bytes an id), so two ids of a run are not taken for one.
 * returns  1 new, 0 seen before, -1 memory is out */
int dl__ids_add(dl__ids *ids, dl_str id, uint32_t *input, uint64_t *line);
void dl__ids_free(dl__ids *ids);
#endif
