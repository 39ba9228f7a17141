/* splitter.h - the learned tables of the tokeniser, as read from the model.  Layer: text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEXT_SPLITTER_H
#define DL_TEXT_SPLITTER_H
#include "text/atoms.h"
#include "text/text.h"

enum { DL__GAP_JOIN, DL__GAP_TOKEN, DL__GAP_SENTENCE, DL__N_GAP };
enum { DL__MAX_TEMPLATES = 128, DL__MAX_PARTS = 8, DL__MAX_WORDS = 8 };

/* Columns hashed together: column `column` of the atom `atom` places from the one behind the gap (-1: before the gap). */
typedef struct dl__template {
    uint8_t n;
    struct {
        int8_t atom;
        uint8_t column;
    } part[DL__MAX_PARTS];
} dl__template;

/* A surface token and the words in it, or an ending and its word. */
typedef struct dl__mwt {
    const char *form; /* folded, not NUL-terminated; without the '*' of an ending */
    uint32_t len;
    bool doubtful; /* one word or these, as the classifier decides */
    uint8_t n_words;
    uint8_t word_len[DL__MAX_WORDS]; /* code points of each word */
} dl__mwt;

struct dl__splitter {
    unsigned bits; /* weights has 2^bits rows */
    int32_t doubt; /* by how much the end of a sentence must win at a mere blank without a stop before it, two words over one */
    dl__classes classes;
    const int16_t *weights; /* [2^bits][4]: join, token, sentence, 0; little-endian in the mapped file */
    size_t n_templates;
    dl__template *templates;
    size_t n_forms, n_endings;
    dl__mwt *forms;   /* sorted by bytes */
    dl__mwt *endings; /* in the order of the file */
};

/* Decide the gap before atoms[0]; DL__ATOM_REACH atoms (zero where the piece has none) stand on either side. */
int dl__gap_decide(const dl__splitter *s, const dl__atom *atoms);

/* Is an atom that is a token more than one word (its: it is)?  The same sums, with a third value for the gap. */
bool dl__word_is_cut(const dl__splitter *s, const dl__atom *atoms);

/* Ends of the words in a surface token, as bytes from `token`; end[n - 1] is len. Returns n, 1..DL__MAX_WORDS.
 * atom    the token where it is one atom, with its neighbours; else NULL */
unsigned dl__words_cut(const dl__splitter *s, const char *token, size_t len, const dl__atom *atom,
                       uint32_t end[DL__MAX_WORDS]);
#endif
