/* forms.h - lemmas of the words that the lexicon knows, whatever the model made of them.  Layer: lexicon; includes base, model. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_LEXICON_FORMS_H
#define DL_LEXICON_FORMS_H
#include "base/document.h"
#include "lexicon/pack.h"

/* Set the lemma of verbs and nouns that the table of forms (index "forms", keys "granted/v") holds.
 * An adjective of the trees with a passive auxiliary or subject becomes a participle if the table holds it as a verb.
 * Before the tree is indexed.  A pack without the index changes nothing.
 * errors  DL_ENOMEM */
DL_CHECK dl_status dl__forms_mend(const dl__pack *p, dl_document *d, dl_error *err);
#endif
