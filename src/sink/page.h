/* page.h - text for people: wrapped to the width of a page, with colour where that is wanted.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_PAGE_H
#define DL_SINK_PAGE_H
#include "sink/sink.h"

typedef enum dl__style { DL__PLAIN, DL__BOLD, DL__DIM, DL__GREEN, DL__RED, DL__YELLOW, DL__CYAN } dl__style;

typedef struct dl__page {
    dl__strbuf *out;
    unsigned width, indent, at; /* columns: of the page, of the lines to come, used in this line */
    unsigned lines_left;        /* text is cut with an ellipsis after so many lines; 0: never */
    bool colour, gap, cut;      /* gap: a space is due before the next word */
} dl__page;

dl__page dl__page_of(const dl__sink_env *env, dl__strbuf *out);
/* Begin a line with `indent` spaces; wrapped lines begin `hang` columns further right. */
void dl__page_begin(dl__page *p, unsigned indent, unsigned hang);
/* Words of s, wrapped; white space at its edges is kept as a gap. */
void dl__page_put(dl__page *p, dl__style style, dl_str s);
void dl__page_puts(dl__page *p, dl__style style, const char *s);
/* before, s with single spaces, after: of one piece, so that a line does not break behind a quotation mark. */
void dl__page_wrapped(dl__page *p, dl__style style, const char *before, dl_str s, const char *after);
void dl__page_end(dl__page *p); /* end of the line */
/* Columns that s takes on a terminal. */
unsigned dl__columns(dl_str s);

/* "Russia (RUS), Iran (IRN)"; "-" for nobody. */
void dl__page_mentions(dl__page *p, const dl_document *d, const uint32_t *mentions, uint32_t n);
/* "Russia (RUS) -> Azerbaijan (AZE)" */
void dl__page_parties(dl__page *p, const dl_document *d, const dl_event *e);
/* "REQUEST-yield 0256 Appeal ..." */
void dl__page_coding(dl__page *p, const dl_event *e);
/* Date, place, status where not plain, who says so, counts. */
void dl__page_circumstances(dl__page *p, const dl_document *d, const dl_event *e);
#endif
