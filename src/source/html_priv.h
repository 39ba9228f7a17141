/* html_priv.h - between the files that read HTML.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_HTML_PRIV_H
#define DL_SOURCE_HTML_PRIV_H
#include "source/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

/* html_parse.c */
/* Decode and parse; depth is at most xmlParserMaxDepth. *doc NULL with DL_OK: nothing in it. */
dl_status dl__html_parse(dl_str html, const char *charset, xmlDoc **doc, char why[DL__BYTES_MESSAGE]);
/* The node behind n in the order of the page, within top; below n only where down. NULL: none. */
xmlNode *dl__html_next(const xmlNode *n, const xmlNode *top, bool down);
/* The value of an attribute, "" where it has none; lives as long as the page (NULL: never). */
const char *dl__html_attr(const xmlNode *n, const char *name);
bool dl__html_is(const xmlNode *n, const char *name);
/* All text below a node, white space made single blanks. */
void dl__html_inner(const xmlNode *n, dl__strbuf *out);

/* html_meta.c: headline, date, publisher, address. */
typedef struct dl__html_meta {
    dl__strbuf headline, publisher, url, body; /* body: JSON-LD's articleBody */
    char date[11];
} dl__html_meta;
void dl__html_meta_read(const xmlDoc *doc, dl_str url, size_t max, dl__html_meta *m);
void dl__html_meta_free(dl__html_meta *m);

/* html_ld.c: JSON-LD (schema.org) of one script into m, where m has nothing yet. */
void dl__html_ld(const char *json, size_t len, dl__html_meta *m);

/* html_body.c */
typedef enum dl__html_how { DL__HTML_STORY /* what the page is about */, DL__HTML_ALL /* all that can be read */ } dl__html_how;
/* Append paragraphs, parted by empty lines.
 * headline  is left out where it stands alone
 * date      may be NULL; 11 bytes, gets the date of a line that stands before the story ("March 5, 2024 - 14:05 CET"), or "" */
dl_status dl__html_body(const xmlDoc *doc, dl__html_how how, dl_str headline, dl__strbuf *out, char *date);

/* html_words.c: what the parts of pages are called, and what they say. */
typedef enum dl__html_mark {
    DL__HTML_PLAIN,
    DL__HTML_BODY,  /* by its name, the text of the story */
    DL__HTML_OTHER, /* by its name, no part of the story */
    DL__HTML_HIDDEN /* never to be seen, or no text */
} dl__html_mark;
dl__html_mark dl__html_mark_of(const xmlNode *n);
/* Does the element begin a paragraph of its own? */
bool dl__html_is_block(const xmlNode *n);
/* A paragraph that pages put around stories: "Read more: ...", "Share this article", "(c) 2024 ...". */
bool dl__html_is_phrase(dl_str paragraph, size_t words);
/* A heading of what stands behind stories: "Sources", "Related news". */
bool dl__html_is_end(dl_str heading);
#endif
