/* mend_priv.h - what the two files of the mended arcs share.  Layer: parse, private.
 *     mend.c          titles, reports that go on
 *     mend_subject.c  subjects that the parser hung elsewhere */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_MEND_PRIV_H
#define DL_PARSE_MEND_PRIV_H
#include <string.h>

#include "parse/mend.h"

/* The relation, with or without a subtype: "nsubj" is "nsubj" and "nsubj:pass". */
static inline bool dl__mend_rel(const dl_token *t, const char *rel)
{
    size_t n = strlen(rel);
    return strncmp(t->deprel, rel, n) == 0 && (t->deprel[n] == '\0' || t->deprel[n] == ':');
}

/* The part of it that gives finite verbs without a subject the noun that is it; one sentence. */
void dl__mend_subjects(dl_document *d, const dl_sentence *s);
#endif
