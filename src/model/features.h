/* features.h - from a word to the rows of its feature tables.  Layer: model; includes base.
 * Specification: docs/engine.md; train/features.py does the same. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_MODEL_FEATURES_H
#define DL_MODEL_FEATURES_H
#include "dateline/dateline.h"
#include "model/dlm.h"

enum {
    DL__MAX_FEATURES = 10,  /* tables */
    DL__N_HASHED = 5,       /* of these first ones each row follows from the form; those of the rest stand in the lexicon */
    DL__FORM_CHARS = 64     /* of a form; what lies beyond is not looked at */
};

/* A set of words with a number each, as train/export.py lays it out: slots, check[slots], value[slots]. */
typedef struct dl__wordset {
    uint32_t slots;
    const uint32_t *check; /* low half of the hash, 0: free */
    const uint16_t *value;
} dl__wordset;

typedef struct dl__features {
    uint32_t n_tables;               /* 9, or 10 with the name classes */
    uint32_t size[DL__MAX_FEATURES]; /* rows of each table */
    dl__wordset words;             /* -> row of table 0 */
    dl__wordset lexicon;           /* -> class of what WordNet and the lists of names know */
    const uint16_t *lexclass;      /* [n_classes][n_tables - DL__N_HASHED]: rows of the tables from DL__N_HASHED on */
    uint32_t n_classes;
    const uint16_t *masks;         /* [size[5]] DL__LEX_* of a row of table 5 */
    const uint16_t *kinds;         /* [size[9]] DL__NAME_* of a row of table 9, NULL: the model does not say */
} dl__features;

/* Forms that a word can be, by WordNet; bits of masks (train/features.py has all). */
enum { DL__LEX_NOUN = 1 << 0, DL__LEX_VERB = 1 << 3, DL__LEX_ADJ = 1 << 7, DL__LEX_ADV = 1 << 10 /* base forms */, DL__LEX_NAME = 1 << 2 };

/* What lists of names say of a word; bits of kinds (train/gazetteer.py has all). */
enum {
    DL__NAME_GIVEN = 1 << 0,
    DL__NAME_GIVEN_RARE = 1 << 1,
    DL__NAME_SURNAME = 1 << 2,
    DL__NAME_SURNAME_RARE = 1 << 3,
    DL__NAME_COUNTRY = 1 << 5,
    DL__NAME_PLACE_LARGE = 1 << 6,
    DL__NAME_PLACE = 1 << 7,
    DL__NAME_PLACE_PART = 1 << 8,
    DL__NAME_PLACE_WORD = 1 << 9,
    DL__NAME_ORG = 1 << 10,
    DL__NAME_ORG_PART = 1 << 11,
    DL__NAME_NATIONAL = 1 << 13,
    DL__NAME_WORD = 1 << 15 /* a word of the language by WordNet */
};

/* Take up the sections enc.words, enc.lex, enc.lexclass, enc.masks and, where it is there, enc.kinds; f->n_tables and f->size are
 * set before.  Everything that a look-up could give is checked against the sizes.   errors  DL_EMODEL */
DL_CHECK dl_status dl__features_open(const dl__dlm *m, dl__features *f, dl_error *err);

/* Rows of a word: its norm, prefix of 3, suffixes of 2 and 3, shape, and what WordNet knows of the norm: forms that it can
 * be; first sense as noun, verb, adjective; its class by lists of names where the model has one.
 * form          NUL-terminated UTF-8
 * row           [n_tables] */
void dl__features_of(const dl__features *f, const char *form, bool space_before, uint32_t row[DL__MAX_FEATURES]);

/* DL__NAME_* of a word. */
uint32_t dl__features_name(const dl__features *f, const char *word);

/* Is this word the base form of a part of speech (DL__LEX_*)? */
bool dl__features_is_base(const dl__features *f, const char *word, unsigned bit);

/* Norm of a form into out (4 * DL__FORM_CHARS + 1 bytes); returns its length.  start[i] is where character i begins;
 * start[*n] the length. */
size_t dl__norm(const char *form, char *out, uint16_t start[DL__FORM_CHARS + 1], size_t *n);
/* Shape of a form into out (4 * 11 + 1 bytes); returns its length. */
size_t dl__shape(const char *form, bool space_before, char *out);
/* Lemma of a form by an edit script "mode|characters to cut|text to add" into out.  Mode 0: lower case, 1: as it is,
 * 2: first letter upper, rest lower; typographic quotes and dashes are made plain.
 * Returns its length, 0: the form is its own lemma (it is long, or nothing would be left). */
size_t dl__lemma_of(const char *form, const char *script, char *out, size_t cap);
#endif
