/* args_priv.h - what the two files of the arguments share.  Layer: parse, private.
 *     args.c          phrases and clauses of a word, those that it shares or that hang elsewhere
 *     args_subject.c  voice, and the subject: its own, or one reached over control, relatives and conjuncts */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ARGS_PRIV_H
#define DL_PARSE_ARGS_PRIV_H
#include "parse/args.h"

static inline const dl__syn *dl__args_syn(const dl_document *d, int32_t t)
{
    return &d->syn[t];
}

static inline bool dl__args_is_verb(const dl_document *d, int32_t t)
{
    return t >= 0 && (d->tokens[t].upos == DL_UPOS_VERB || d->tokens[t].upos == DL_UPOS_AUX);
}

/* A preposition or mark of that lemma hangs on t. */
bool dl__args_has_case(const dl_document *d, uint32_t t, const char *lemma);
/* A relative pronoun's antecedent; any other word itself. */
int32_t dl__args_resolve(const dl_document *d, uint32_t verb, int32_t t);
/* The subject on the verb itself, -1: none. */
int32_t dl__args_own_subject(const dl_document *d, uint32_t verb);
/* A second subject that is coordinated with it, though the parser hung both on the verb, -1: none. */
int32_t dl__args_partner_subject(const dl_document *d, uint32_t verb);
/* "welcomed the decision by Peru [to withdraw]": the noun that an infinitive right behind its phrase completes, though the parser hung
 * both on the verb; -1: it is the verb's. */
int32_t dl__args_noun_completed(const dl_document *d, uint32_t clause);
/* "denied torturing prisoners": a gerund that completes the verb before it, though the parser hung it on its own object. */
bool dl__args_gerund_before(const dl_document *d, uint32_t t);
#endif
