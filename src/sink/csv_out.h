/* csv_out.h - cells of CSV: RFC 4180 quoting, lines end in LF.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_CSV_OUT_H
#define DL_SINK_CSV_OUT_H
#include "base/strbuf.h"

/* A cell and a comma; the last comma of a row is turned into the line's end by dl__csv_end(). */
void dl__csv_cell(dl__strbuf *b, dl_str s);
void dl__csv_end(dl__strbuf *b);
#endif
