/* names.h - one name, one kind: what the names of a document say of each other.  Layer: parse; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_NAMES_H
#define DL_PARSE_NAMES_H
#include "base/document.h"

/* Sentences are tagged one by one.  A name gets the kind that the same words have most often in the document; words
 * that were found to be a name twice are one wherever they stand with capitals and untagged; the first and the last word
 * of a person's name count as that person's; so do capitals in brackets behind an organisation's.  First each sentence's names
 * are mended (dl__name_spans).  Changes ner of tokens only.   errors  DL_ENOMEM (false) */
DL_CHECK bool dl__names_agree(dl_document *d);

/* Name tags of a parsed sentence made whole: pieces without a space between, "of" and what follows in an organisation's
 * name, the legal form of a firm; no name ends with "of", "and", a comma. */
void dl__name_spans(dl_document *d, const dl_sentence *s);
/* Tags tokens [first, end) as one name; begin: its B- tag. */
void dl__name_mark(dl_document *d, uint32_t first, uint32_t end, uint8_t begin);
/* End of the name that begins at `first`, at most limit. */
uint32_t dl__name_end(const dl_document *d, uint32_t first, uint32_t limit);
#endif
