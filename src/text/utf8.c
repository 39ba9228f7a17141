/* utf8.c - input check.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/text.h"

#include <utf8proc.h>

#include "base/error.h"

dl_status dl__utf8_check(const char *text, size_t len, dl_error *err)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < len) {
        if (s[i] - 1u < 0x7Fu) { /* 0x01..0x7F: most bytes of English */
            i++;
            continue;
        }
        utf8proc_int32_t cp;
        utf8proc_ssize_t n = utf8proc_iterate(s + i, (utf8proc_ssize_t)(len - i), &cp);
        if (n <= 0 || cp <= 0)
            return dl__fail(err, DL_EUTF8, i, "invalid UTF-8 at byte %zu (0x%02X)", i, s[i]);
        i += (size_t)n;
    }
    return DL_OK;
}
