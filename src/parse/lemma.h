/* lemma.h - lemmas by a table of forms and by regular morphology, before the network's edit script.  Layer: parse.
 * Section lemma.table: docs/engine.md; train/lemma.py writes it and has the same morphology. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_LEMMA_H
#define DL_PARSE_LEMMA_H
#include "dateline/dateline.h"
#include "model/dlm.h"

enum { DL__LEMMA_RULES = 3 /* of a form at most, the likeliest first */, DL__LEMMA_CAP = 320 /* bytes of a lemma */ };

/* Section lemma.table as mapped; all zero where the model has none. */
typedef struct dl__lemmas {
    uint32_t slots, n_answers, n_rules;
    const uint32_t *check;  /* [slots] low half of the hash, 0: free */
    const uint32_t *offset; /* [n_rules] of a rule in text */
    const uint16_t *value;  /* [slots] number of the answer */
    const uint16_t *answer; /* [n_answers][DL__LEMMA_RULES] 1 + number of the rule, 0: none */
    const char *text;       /* edit scripts, each NUL-terminated */
} dl__lemmas;

/* Is a lower-cased word the base form of a part of speech (a bit of DL__LEX_*)? */
typedef struct dl__bases {
    bool (*has)(const void *owner, const char *word, unsigned bit);
    const void *owner;
} dl__bases;

/* "mode|digits|text", mode 0 to 2, digits 1 to 3 of them. */
bool dl__lemma_is_script(const char *s);

/* Take up lemma.table if there is one; everything that a look-up could reach is checked.   errors  DL_EMODEL */
DL_CHECK dl_status dl__lemmas_open(const dl__dlm *m, dl__lemmas *l, dl_error *err);

/* Lemma of a form.
 * upos, xpos    of the form, DL_UPOS_*
 * script        lemma by the edit script: decides on capitals, and where the table leaves a choice
 * out           DL__LEMMA_CAP bytes
 * returns       length of out; 0: the script's lemma stands */
size_t dl__lemma_find(const dl__lemmas *l, const dl__bases *bases, const char *form, uint8_t upos, const char *xpos,
                      const char *script, char *out);
#endif
