/* mst.h - the best tree with one root.  Layer: parse; includes base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_MST_H
#define DL_PARSE_MST_H
#include "dateline/dateline.h"

enum { DL__MST_MAX = 4096 }; /* words */

/* Bytes of scratch for a sentence of n words. */
size_t dl__mst_scratch(size_t n);

/* Heads of the words such that they are a tree with one root and the sum of scores is the greatest.
 * score    [n][stride] float, row = word, columns 0..n-1 = head, column n = the root; stride > n; score[i][i] is not read
 * n        1..DL__MST_MAX
 * scratch  dl__mst_scratch(n) bytes aligned to 16
 * head     [n] gets 0..n-1, or -1 for the root
 * cost     n * n where the best heads of the words are no tree by themselves (most are), n * n at worst
 * source   Chu and Liu 1965, Edmonds 1967; contraction on a matrix as in Tarjan 1977.  One root: the root's scores are
 *          lowered by more than all others can differ (Zmigrod, Vieira and Cotterell 2020, section 3.2) */
void dl__mst_heads(const float *score, size_t stride, size_t n, void *scratch, int32_t *head);
#endif
