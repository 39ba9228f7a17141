/* store_alike.h - how alike two texts are, by runs of three words.  Layer: store; base only.
 *
 * source  Broder, "On the resemblance and containment of documents", 1997; keys by bands of min-hashes as in Leskovec, Rajaraman
 *         and Ullman, "Mining of Massive Datasets", 3.4 */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_STORE_STORE_ALIKE_H
#define DL_STORE_STORE_ALIKE_H
#include "base/strbuf.h"

#include <stdint.h>

enum {
    DL__ALIKE_RUN = 3,       /* words in a shingle */
    DL__ALIKE_LEAST = 10,    /* words; shorter texts are never copies */
    DL__ALIKE_SHORT = 20,    /* runs; all of those of a shorter one must be in the other, */
    DL__ALIKE_SENTENCE = 12, /* and one of fewer than these must be the whole of the other */
    DL__ALIKE_WORDS = 20000, /* of longer ones the beginning counts */
    DL__ALIKE_ROWS = 3,      /* min-hashes in a key: two texts that have a share j of their runs in common have one of b keys in
                                common with a chance of 1 - (1 - j^3)^b: for the eight of the whole 0.86 at j = 0.6, 0.997 at 0.8;
                                those of the beginning find versions that were cut short */
    DL__ALIKE_KEYS = 16
};

typedef struct dl__shingles {
    uint64_t *hash; /* each run once, ascending; owned */
    size_t n;
    uint32_t key[DL__ALIKE_KEYS]; /* below 2^31 */
} dl__shingles;

typedef struct dl__alike {
    double jaccard; /* runs in both / runs in either */
    double share;   /* runs in both / runs in the one that has fewer */
    size_t fewer;   /* runs in that one */
} dl__alike;

/* Words are runs of letters and digits, letters made small; an apostrophe in a word is left out.  text is valid UTF-8; keys:
 * whether they are wanted.  A text of fewer than DL__ALIKE_LEAST words has no shingles.  false: memory is out. */
bool dl__shingles_of(dl_str text, bool keys, dl__shingles *out);
void dl__shingles_free(dl__shingles *s);
dl__alike dl__shingles_compare(const dl__shingles *a, const dl__shingles *b);
/* Whether that makes the one a copy of the other. */
bool dl__alike_copy(dl__alike a);
#endif
