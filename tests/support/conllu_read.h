/* conllu_read.h - test support: CoNLL-U text to a document, with or without its tags and trees. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEST_CONLLU_READ_H
#define DL_TEST_CONLLU_READ_H
#include "base/document.h"

/* Read CoNLL-U into a new document, as if its stages up to the parser had run.
 * The text is put together from the forms and SpaceAfter=No; a sentence after "# newdoc" or "# newpar" starts a
 * paragraph (blank line before it); sentences with the comment "# in = headline" go to the headline field.
 * conllu   lines of CoNLL-U (ten columns); empty nodes ("5.1") are skipped; range lines ("3-4") give n_words
 * gold     true: lemma, upos, xpos, feats, head, deprel, NER=B-PER of MISC are taken over and dl__tree_index() is
 *          run; false: only sentences, forms, offsets, n_words, space_after are set (lemma, xpos, feats, deprel "",
 *          head -1)
 * returns  a document to free with dl_document_free(); NULL: malformed line (err tells its number) or no memory */
dl_document *conllu_read(const char *conllu, size_t len, bool gold, dl_error *err);

/* The same from a file. */
dl_document *conllu_read_file(const char *path, bool gold, dl_error *err);
#endif
