/* html.h - what stands on a page: the story, without the page around it.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_HTML_H
#define DL_SOURCE_HTML_H
#include "source/reader.h"

typedef struct dl__page {
    dl__strbuf headline, text, publisher, url;
    char date[11]; /* "YYYY-MM-DD" or "" */
} dl__page;

void dl__page_init(dl__page *p, size_t max);
void dl__page_free(dl__page *p);

/* Read a page.
 * charset   of the bytes, as known from outside; NULL: as the page declares it, else as detected
 * url       where it came from, or ""; the page's own canonical address wins
 * why       at least 200 bytes; what is wrong with it where it cannot be read
 * returns   DL_OK; DL_ELIMIT (why: nested too deep, too many attributes); DL_ENOMEM */
dl_status dl__page_read(dl__page *p, dl_str html, const char *charset, dl_str url, char why[DL__BYTES_MESSAGE]);
/* All that can be read in a piece of HTML (of a feed or a mail), paragraphs parted by empty lines; appended to out. As
 * dl__page_read(). */
dl_status dl__html_text(dl_str html, const char *charset, dl__strbuf *out, char why[DL__BYTES_MESSAGE]);
/* Fill an item from a page that was read whole. false: memory is out. */
bool dl__item_from_html(dl__item *item, dl_str html, const char *charset, dl_str url, const dl__source_options *o);
#endif
