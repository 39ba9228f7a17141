/* tally.h - what a document names how often: keys with a weight.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_TALLY_H
#define DL_BASE_TALLY_H
#include <stddef.h>

enum { DL__TALLY_MAX = 64 }; /* keys; further ones count in the total alone */

/* All zero: empty. */
typedef struct dl__tally {
    struct {
        const char *key; /* not copied */
        double weight;
    } at[DL__TALLY_MAX]; /* in the order in which they came */
    size_t n, top;       /* top: the heaviest, of equals the one that first had so much; of nothing where n is 0 */
    double total;
} dl__tally;

/* Count a key; "" is none. */
void dl__tally_add(dl__tally *t, const char *key, double weight);
/* Weight of a key, 0 where it was not counted. */
double dl__tally_of(const dl__tally *t, const char *key);
#endif
