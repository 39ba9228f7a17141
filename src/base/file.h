/* file.h - a file mapped read-only.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_FILE_H
#define DL_BASE_FILE_H
#include "dateline/dateline.h"

typedef struct dl__file {
    const unsigned char *data; /* NULL when len is 0 */
    size_t len;
} dl__file;

/* errors  DL_EIO with the path and the system's reason (a folder is not a file) */
DL_CHECK dl_status dl__file_map(const char *path, dl__file *out, dl_error *err);
void dl__file_unmap(dl__file *f);
#endif
