/* dlm.h - the container of models (.dlm) and data packs (.dlp): named sections in one mapped file.  Layer: model.
 *
 *   bytes 0..7    magic "DLM\r\n\x1A\n\0"
 *   8..11         u32 format version (DL__DLM_VERSION)       all numbers little-endian
 *   12..15        u32 0x01020304
 *   16..19        u32 number of sections
 *   20..23        u32 kind: 1 model, 2 pack
 *   24..31        u64 length of the file
 *   32..39        u64 XXH3-64 of the section table
 *   40..63        zero
 *   64..          section table, 64 bytes each: char name[32] (NUL-padded), u64 offset, u64 length, u64 XXH3-64, u64 zero
 *   then          sections, each at a multiple of 64, gaps zero
 * Section "meta" is printable UTF-8, one "key=value\n" a row: name, data, licence, seed, scores, ... */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_MODEL_DLM_H
#define DL_MODEL_DLM_H
#include "base/file.h"

enum { DL__DLM_VERSION = 1, DL__DLM_ANY = 0, DL__DLM_MODEL = 1, DL__DLM_PACK = 2, DL__DLM_MAX_SECTIONS = 256 };

typedef struct dl__section {
    char name[33];
    const unsigned char *data; /* aligned to 64 within the mapping */
    size_t len;
} dl__section;

typedef struct dl__dlm {
    dl__file file;
    dl__section *sections;
    uint32_t n_sections;
} dl__dlm;

/* Map and check everything: magic, version, order, bounds, overlap, checksums, kind (DL__DLM_ANY: either).
 * errors  DL_EIO, DL_ENOMEM; DL_EMODEL "PATH: what was found, what was expected" */
DL_CHECK dl_status dl__dlm_open(const char *path, uint32_t kind, dl__dlm *out, dl_error *err);
void dl__dlm_close(dl__dlm *m);
uint32_t dl__dlm_kind(const dl__dlm *m);
/* Of the whole content: the checksum of the section table, which holds those of the sections. */
uint64_t dl__dlm_digest(const dl__dlm *m);
/* NULL when there is none. */
const dl__section *dl__dlm_section(const dl__dlm *m, const char *name);
/* Is this UTF-8 without NUL and control characters?  For names that go into records and onto terminals. */
bool dl__dlm_printable(const void *text, size_t len);
/* Value of a key of "meta" (printable); false when there is none. */
bool dl__dlm_meta(const dl__dlm *m, const char *key, dl_str *value);

/* Write a container (dateline-pack and tests; train/ has its own in Python).  sections' names, data, len are read.
 * errors  DL_EIO, DL_ENOMEM, DL_EINVAL (too many sections) */
DL_CHECK dl_status dl__dlm_write(const char *path, uint32_t kind, const dl__section *sections, uint32_t n, dl_error *err);
#endif
