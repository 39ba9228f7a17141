/* report.h - what is wrong with the data, said on standard error; counts, so that one run shows many.  Layer: pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PACK_REPORT_H
#define DL_PACK_REPORT_H
#include <stdbool.h>
#include <stdint.h>

enum { PACK_USAGE = 2, PACK_DATA = 3, PACK_FILE = 4 }; /* exit codes */

typedef struct pack_report {
    unsigned n;     /* complaints so far */
    unsigned most;  /* that are printed; the rest are only counted */
    bool is_system; /* memory or a file failed, not the data */
} pack_report;

/* "dateline-pack: actors/roles.tsv:17: ..."; line 0: none.  Always returns false. */
bool dl__pack_complain(pack_report *r, const char *file, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool dl__pack_out_of_memory(pack_report *r);
#endif
