/* error.c - see error.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

dl_status dl__fail(dl_error *err, dl_status status, uint64_t offset, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    err->offset = offset;
    va_list args;
    va_start(args, format);
    if (vsnprintf(err->message, sizeof err->message, format, args) < 0)
        err->message[0] = '\0';
    va_end(args);
    for (char *c = err->message; *c; c++) /* one line, whatever a path or a damaged file holds */
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = '?';
    return status;
}

dl_status dl__no_memory(dl_error *err)
{
    return dl__fail(err, DL_ENOMEM, 0, "%s", dl_status_text(DL_ENOMEM));
}

const char *dl_status_text(dl_status status)
{
    switch (status) {
#define X(name, value, text)                                                                                 \
    case DL_##name: return text;
        DL_STATUS_MAP(X)
#undef X
    }
    return "unknown status";
}

const char *dl_version(void)
{
    return "dateline " DL_VERSION_STRING;
}
