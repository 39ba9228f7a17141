/* dlm_layout.h - the bytes of a container, for the reader and the writer; the picture is in dlm.h.  Layer: model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_MODEL_DLM_LAYOUT_H
#define DL_MODEL_DLM_LAYOUT_H
#include <stdint.h>

enum { DL__DLM_ALIGN = 64, DL__DLM_ENDIAN = 0x01020304 };

static const unsigned char DL__DLM_MAGIC[8] = { 'D', 'L', 'M', '\r', '\n', 0x1A, '\n', 0 };

typedef struct dl__dlm_header {
    unsigned char magic[8];
    uint32_t version, endian, n_sections, kind;
    uint64_t len, table_hash;
    unsigned char zero[24];
} dl__dlm_header;
_Static_assert(sizeof(dl__dlm_header) == 64, "the header has 64 bytes");

typedef struct dl__dlm_entry {
    char name[32];
    uint64_t offset, len, hash, zero;
} dl__dlm_entry;
_Static_assert(sizeof(dl__dlm_entry) == 64, "an entry has 64 bytes");
#endif
