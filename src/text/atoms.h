/* atoms.h - a field cut into atoms, and the columns that the boundary classifier reads.  Layer: text.
 *
 * An atom is a run of letters, a run of digits, or one other character, each with the combining marks behind it.  No atom
 * holds white space.  docs/tokeniser.md defines all of this; train/split.py is the reference. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEXT_ATOMS_H
#define DL_TEXT_ATOMS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DL__ATOM_REACH = 6,  /* atoms that a decision sees on either side of a gap */
    DL__ATOM_MAX = 996,  /* bytes of an atom; a longer run is cut */
    DL__LONG_LINE = 120, /* bytes; who writes longer lines does not wrap them */
    DL__ATOM_PIECE =
        1 << 15 /* atoms that are looked at together; more than that in one paragraph go in pieces */
};

#define DL__COLUMN_MAP(X)                                                                                    \
    X(form)                                                                                                  \
    X(case) X(kind) X(tail) X(space) X(left) X(right) X(outline) X(place) X(state) X(since) X(rest) X(size)  \
    X(web) X(class) X(cluster) X(ahead) X(verbs)
typedef enum dl__column {
#define X(name) DL__COL_##name,
    DL__COLUMN_MAP(X)
#undef X
        DL__N_COLUMNS
} dl__column;

/* Values of column "kind". */
enum {
    DL__K_LOWER = 1,
    DL__K_UPPER1,
    DL__K_TITLE,
    DL__K_CAPS,
    DL__K_MIXED,
    DL__K_DIGIT,
    DL__K_STOP,
    DL__K_BANG,
    DL__K_COMMA,
    DL__K_COLON,
    DL__K_DASH,
    DL__K_HYPHEN,
    DL__K_QUOTE,
    DL__K_QUOTE_OPEN,
    DL__K_QUOTE_CLOSE,
    DL__K_APOSTROPHE,
    DL__K_OPEN,
    DL__K_CLOSE,
    DL__K_SLASH,
    DL__K_AT,
    DL__K_MONEY,
    DL__K_BULLET,
    DL__K_ELLIPSIS,
    DL__K_OTHER
};

typedef struct dl__atom {
    uint32_t begin, end; /* bytes in the field */
    uint32_t line;       /* dl__scan.line_bytes before it */
    uint32_t col[DL__N_COLUMNS];
} dl__atom;

/* Values of column "space": what stands before the atom. */
enum {
    DL__SP_NONE,
    DL__SP_BLANK,
    DL__SP_WRAP, /* the end of a line that wrapping may have put there */
    DL__SP_LINE  /* another end of a line: the next word would have had room, or lines are not wrapped here */
};

/* Values of column "web": what the chunk says of itself. */
enum { DL__WEB_NONE, DL__WEB_SCHEME, DL__WEB_WWW, DL__WEB_AT };

/* What sort of word a form is: an open-addressed table, section split.classes.  A slot is 0 (free) or the lower half of the
 * form's hash << 16 | cluster << 8 | finite verb << 7 | class. */
typedef struct dl__classes {
    uint32_t n_slots; /* 0: nothing is known of any form */
    const uint32_t *slot;
} dl__classes;
enum { DL__CLASS_UNKNOWN = 40, DL__CLUSTER_UNKNOWN = 65, DL__CLASS_FINITE = 0x80 };

/* Where the scan of a field stands. */
typedef struct dl__scan {
    const char *text;
    size_t len, at;
    uint32_t space; /* DL__SP_* passed since the last atom */
    size_t line_bytes,
        longest;    /* atoms of this line, with one byte for each gap; longest line of the field */
    bool paragraph; /* a blank line was passed, or nothing was read yet */
} dl__scan;

void dl__scan_init(dl__scan *s, const char *text, size_t len);
/* Atoms of the next paragraph, or of a piece of it, into atoms[0..max); col is set for "space" only.
 * *more: the paragraph goes on.  *starts: a paragraph begins here.  Returns how many; 0 at the end of the field. */
size_t dl__scan_piece(dl__scan *s, dl__atom *atoms, size_t max, bool *starts, bool *more);
/* Go back so that the next piece begins with this atom of the last piece. */
void dl__scan_return(dl__scan *s, const dl__atom *atom);
/* Fill the columns of the n atoms of a piece.  cost: linear in the bytes. */
void dl__atom_columns(const dl__classes *c, const char *text, dl__atom *atoms, size_t n);

/* 32-bit FNV-1a; start with DL__FNV_BASIS. */
#define DL__FNV_BASIS UINT32_C(0x811C9DC5)
uint32_t dl__fnv(const unsigned char *s, size_t len, uint32_t h);

static inline uint32_t dl__mix(uint32_t h, uint32_t v)
{
    h = (h ^ v) * UINT32_C(0x9E3779B1);
    return h ^ (h >> 15);
}
#endif
