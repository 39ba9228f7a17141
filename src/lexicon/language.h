/* language.h - is a story in English?  Layer: lexicon; includes base, text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_LANGUAGE_H
#define DL_LEXICON_LANGUAGE_H
#include "base/document.h"
#include "lexicon/pack.h"

/* Read the story's words (at most the first 1,500, headline first) against data/lexicon/languages.tsv and its letters
 * against the scripts that English is not written in.  In doubt it is English: names, tables, a headline alone pass.
 * errors  DL_ELANGUAGE, err->message says what was found and what was expected
 * cost    one look-up a word
 * source  own; commonest words are known to tell languages as well as trigrams do, and can be read by people
 *         (Grefenstette 1995, "Comparing two language identification schemes") */
DL_CHECK dl_status dl__language_check(const dl__pack *p, const dl_story *story, dl_error *err);
#endif
