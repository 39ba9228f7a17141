/* flat.h - trees for what is not language.  Layer: pipeline. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PIPELINE_FLAT_H
#define DL_PIPELINE_FLAT_H
#include "base/document.h"

enum { DL__FLAT_TOKENS = 128 }; /* more tokens than this in a row of nothing but signs are no sentence */

/* Sentence s has more than DL__FLAT_TOKENS tokens and neither a letter nor a digit: a ruled line, a page of brackets. */
bool dl__is_flat(const dl_document *d, uint32_t s);
/* Its tree without the engine: the first sign is the root, all others hang on it. */
void dl__flat_tree(dl_document *d, uint32_t s);
#endif
