/* error.h - fill the caller's dl_error.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_ERROR_H
#define DL_BASE_ERROR_H
#include "dateline/dateline.h"

/* Write status, offset and message into err (NULL allowed); returns status, so that `return dl__fail(...)` reads well.
 * Control characters of the message become '?'. */
dl_status dl__fail(dl_error *err, dl_status status, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
dl_status dl__no_memory(dl_error *err);
#endif
