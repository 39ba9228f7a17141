/* text.h - from bytes to sentences and tokens.  Layer: text; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEXT_TEXT_H
#define DL_TEXT_TEXT_H
#include "base/document.h"
#include "model/dlm.h"

/* Check that text[0..len) is well-formed UTF-8 without NUL.
 * errors  DL_EUTF8, err->offset = first bad byte
 * source  RFC 3629 section 3 */
DL_CHECK dl_status dl__utf8_check(const char *text, size_t len, dl_error *err);

typedef struct dl__splitter dl__splitter; /* read-only weights of the boundary classifier */
/* Sections "split.*" of the model. errors DL_EMODEL, DL_ENOMEM */
DL_CHECK dl_status dl__splitter_new(const dl__dlm *m, dl__splitter **out, dl_error *err);
void dl__splitter_free(dl__splitter *s);

/* Fill sentences and tokens (begin, end, form, n_words, space_after) of both fields. A headline is one sentence.
 * errors  DL_ENOMEM */
DL_CHECK dl_status dl__text_split(const dl__splitter *s, dl_document *d, dl_error *err);
#endif
