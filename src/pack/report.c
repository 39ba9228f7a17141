/* report.c - see report.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

bool dl__pack_complain(pack_report *r, const char *file, uint32_t line, const char *format, ...)
{
    if (r->n++ >= r->most)
        return false;
    (void)fprintf(stderr, "dateline-pack: %s:", file);
    if (line)
        (void)fprintf(stderr, "%" PRIu32 ":", line);
    (void)fputc(' ', stderr);
    va_list args;
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fputc('\n', stderr);
    return false;
}

bool dl__pack_out_of_memory(pack_report *r)
{
    r->is_system = true;
    r->n++;
    (void)fputs("dateline-pack: out of memory\n", stderr);
    return false;
}
