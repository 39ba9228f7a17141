/* engine.h - the encoder and its heads: UPOS, XPOS, feats, lemma, entities, arcs, labels.  Layer: parse. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ENGINE_H
#define DL_PARSE_ENGINE_H
#include "base/document.h"
#include "model/dlm.h"

typedef struct dl__engine dl__engine;       /* weights, read-only, shared by threads */
typedef struct dl__engine_work dl__engine_work; /* scratch of one thread */

/* errors  DL_EMODEL (a section missing, of a wrong size, a label out of range), DL_ENOMEM */
DL_CHECK dl_status dl__engine_new(const dl__dlm *m, dl__engine **out, dl_error *err);
void dl__engine_free(dl__engine *e);
/* kernels     a name of model/kernels.h; NULL: the fastest that this machine runs
 * max_tokens  of a window
 * errors      DL_EINVAL (no such kernels here, windows out of range), DL_ENOMEM */
DL_CHECK dl_status dl__engine_work_new(const dl__engine *e, const char *kernels, uint32_t max_tokens,
                                       dl__engine_work **out, dl_error *err);
void dl__engine_work_free(dl__engine_work *w);

/* Tag, lemmatise and parse sentences [first, end) of d: fills upos, xpos, feats, lemma, ner, head, deprel of their tokens.
 * Sentences of more than max_tokens are parsed in windows.   errors  DL_ENOMEM */
DL_CHECK dl_status dl__engine_run(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t first, uint32_t end,
                                  dl_error *err);
/* What lists of names and WordNet say of a word: DL__NAME_* of model/features.h. */
uint32_t dl__engine_name(const void *engine, const char *word);
/* Does the treebanks' table of forms or WordNet have this word?  For the check of a lexicon.
 * word  lower case;  pos  v, n: as the base form of a verb, noun by WordNet, or in any form in the treebanks; else any */
bool dl__engine_knows(const dl__engine *e, const char *word, char pos);
#endif
