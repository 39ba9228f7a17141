/* args.h - who does what to whom around a word, whatever the construction.  Layer: parse.
 *
 * The tree made plain: passives are turned, a controlled infinitive or participle gets the subject that controls it, a
 * relative clause its antecedent, conjuncts share what they share, a noun has its possessor, "by" phrase and demonym as
 * subject.  The lexicon is written against these slots only, so an entry is written once, for the active clause.
 * source  UD v2 guidelines (core arguments, control, shared dependents of conjuncts); cf. Enhanced UD, Schuster &
 *         Manning 2016, of which this is the part that the coder asks for, computed on demand. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PARSE_ARGS_H
#define DL_PARSE_ARGS_H
#include "base/document.h"

typedef enum dl__slot {
    DL__SLOT_S,      /* who does it */
    DL__SLOT_O,      /* direct object */
    DL__SLOT_I,      /* indirect object */
    DL__SLOT_PREP,   /* phrase with preposition .prep */
    DL__SLOT_C,      /* clause that completes it */
    DL__SLOT_PREP_C, /* gerund clause under .prep */
    DL__SLOT_PRT     /* particle */
} dl__slot;

/* How an argument was reached; later ones are weaker evidence. */
typedef enum dl__reach {
    DL__REACH_ARC,      /* its own dependent */
    DL__REACH_PASSIVE,  /* turned passive */
    DL__REACH_RELATIVE, /* antecedent of a relative or participial clause */
    DL__REACH_CONTROL,  /* subject of the governing verb */
    DL__REACH_CONJ,     /* shared with the first conjunct */
    DL__REACH_MODIFIER, /* demonym or compound before a noun */
    DL__REACH_ATTACHED  /* phrase that hangs on the object */
} dl__reach;

typedef struct dl__arg {
    uint8_t slot, reach;
    uint32_t token; /* head of the phrase or clause, index in the document */
    uint32_t arc;   /* token whose relation was read: the relative pronoun, the preposition's noun ... */
    char prep[20];  /* lemmas of the preposition joined by '_', "" for other slots */
} dl__arg;

enum { DL__MAX_ARGS = 40 };
typedef struct dl__args {
    dl__arg item[DL__MAX_ARGS];
    unsigned n;
} dl__args;

/* Arguments of a verb, noun or adjective. More than DL__MAX_ARGS are left out. */
void dl__args_of(const dl_document *d, uint32_t predicate, dl__args *out);

/* Passive voice: a passive subject or auxiliary, or a bare past participle that modifies a noun. */
bool dl__args_passive(const dl_document *d, uint32_t verb);
/* Subject as it stands in the sentence (of a passive: who undergoes it), found through control, relatives and conjuncts;
 * -1: none.  reach may be NULL. */
int32_t dl__args_surface_subject(const dl_document *d, uint32_t verb, uint8_t *reach);
/* Lemmas of the preposition(s) of a phrase, joined by '_' ("out_of"); false when it has none. */
bool dl__args_preposition(const dl_document *d, uint32_t head, char out[20]);
/* The mention of a phrase: its head's, else that of the name or title which the parser hung on it; -1: none. */
int32_t dl__args_mention(const dl_document *d, uint32_t head);
/* A noun that heads a whole sentence, with a subject before it and no copula: a headline's verb ("Police clash with students"). */
bool dl__args_headline_verb(const dl_document *d, uint32_t t);
/* A modifier of a noun that says where, not whose: a city ("the London bombings"), a country before what blows up there ("an Iraq
 * bomb blast"). */
bool dl__args_says_where(const dl_document *d, uint32_t noun, uint32_t modifier);
/* The conjuncts of a phrase: token itself first, then those that hang on it. Returns how many, at most max. */
unsigned dl__args_conjuncts(const dl_document *d, uint32_t token, uint32_t *out, unsigned max);
#endif
