/* names.h - one name, one kind: what the names of a document say of each other.  Layer: parse; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_NAMES_H
#define DL_PARSE_NAMES_H
#include "base/document.h"

/* What lists of names say of a word. */
typedef struct dl__name_lists {
    uint32_t (*of)(const void *owner, const char *word); /* DL__NAME_* of model/features.h; NULL: there are no lists */
    const void *owner;
} dl__name_lists;

/* Sentences are tagged one by one.  First the names of each are mended (dl__name_spans).  Then a name gets the kind that the same
 * words have most often in the document, where what stands near counts more than what is far away; words that were found to be a name
 * twice, and were not left untagged much more often, are one wherever they stand with capitals and untagged; the first and the last word
 * of a person's name count as that person's; so do capitals in brackets behind an organisation's, and the first word of an
 * organisation's name where it is a word of nothing else.  Changes ner of tokens only.   errors  DL_ENOMEM (false) */
DL_CHECK bool dl__names_agree(dl_document *d, const dl__name_lists *lists);

/* Name tags of a parsed sentence made whole: pieces without a space between, "of" and what follows in an organisation's
 * name, the legal form of a firm; no name ends with "of", "and", a comma; names side by side are parted (dl__name_beside). */
void dl__name_spans(dl_document *d, const dl_sentence *s, const dl__name_lists *lists);
/* Two names in tokens [first, end), one by their tags so far, are parted; a state behind a place is marked.  limit: end of the sentence */
void dl__name_beside(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t end, uint32_t limit);
/* Marks who is greeted ("Hi Anna ,") in tokens [first, limit). */
void dl__name_greeted(dl_document *d, const dl__name_lists *lists, uint32_t first, uint32_t limit);
/* ", Inc." and the like behind tokens [first, end) of an organisation are taken into its name; what the tagger hung on behind them is
 * let go.  limit: end of the sentence.  Returns the end of the name. */
uint32_t dl__name_legal_form(dl_document *d, uint32_t first, uint32_t end, uint32_t limit);
/* Marks persons whose last word is an address ("Anna Velten@MARUM") in tokens [first, limit). */
void dl__name_addresses(dl_document *d, uint32_t first, uint32_t limit);
/* DL__NAME_* of a word, 0 without lists. */
uint32_t dl__name_listed(const dl__name_lists *lists, const char *word);
/* Does it begin with a capital (any letter beyond ASCII counts as one)? */
bool dl__name_capital(const dl_token *t);
/* Tags tokens [first, end) as one name; begin: its B- tag. */
void dl__name_mark(dl_document *d, uint32_t first, uint32_t end, uint8_t begin);
/* End of the name that begins at `first`, at most limit. */
uint32_t dl__name_end(const dl_document *d, uint32_t first, uint32_t limit);
#endif
