/* match.h - the entries of the lexicon against the arguments of a word.  Layer: event, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_EVENT_MATCH_H
#define DL_EVENT_MATCH_H
#include "event/tables.h"
#include "parse/args.h"

enum { DL__MAX_PARTIES = 12, DL__MAX_FILLED = 8 };

typedef struct dl__parties {
    uint32_t item[DL__MAX_PARTIES]; /* mentions */
    unsigned n;
} dl__parties;

/* An entry that fits a word, or the one that came nearest. */
typedef struct dl__match {
    const dl__entry *entry;
    bool fits;
    int score; /* slots filled, then how narrow they are */
    dl__parties actors, recipients;
    dl__parties partners; /* those of the actors that "with" tells */
    int32_t subject, object, place, content; /* tokens of those slots, -1: none */
    uint32_t filled
        [DL__MAX_FILLED]; /* tokens of all slots filled by a word or a set, for explanation and for swallowing */
    uint8_t filled_arg[DL__MAX_FILLED];
    unsigned n_filled;
    bool told;                    /* whom it is about is known, be it nobody: nothing is to be sought */
    bool reached;                 /* the recipients stand in no slot, they were sought within (reach.h) */
    const dl__slot_spec *missing; /* first slot that did not fit, where !fits */
} dl__match;

/* Whether the content slot holds a known deed: asked only for "X!" slots. */
typedef bool (*dl__content_known)(void *user, uint32_t token);

/* Lay one entry over a word's arguments.  lent: token of a noun's recipient lent by a light verb ("came under fire"), -1. */
void dl__match_entry(const dl__events *e, const dl_document *d, uint32_t token, const dl__args *args,
                     int32_t lent, const dl__entry *entry, dl__content_known known, void *user,
                     dl__match *out);

/* The arguments of a trigger, with what a light verb lends it.  lent as above. */
void dl__match_args(const dl__events *e, const dl_document *d, uint32_t token, dl__args *args, int32_t *lent);
/* The light verb that governs a noun, -1: none. */
int32_t dl__match_light(const dl__events *e, const dl_document *d, uint32_t noun, const dl__entry **entry);
/* The noun that a light verb governs, -1: none. */
int32_t dl__match_light_noun(const dl__events *e, const dl_document *d, uint32_t verb);

/* How far to look for a mention where the head of a phrase is none. */
typedef enum dl__within {
    DL__WITHIN_HEAD,  /* not at all */
    DL__WITHIN_OWNER, /* whoever is named as the owner, or the place */
    DL__WITHIN_DOER   /* the same, but not where a place only says where: "a Kabul bomb" */
} dl__within;
/* Mentions of a phrase: its head's and its conjuncts'; else those of the possessor or of-phrase within it.
 * Adds to out without doubles; returns whether anything was found. */
bool dl__match_parties(const dl_document *d, uint32_t token, dl__within within, dl__parties *out);
/* Those behind a thing that is no target: also "talks with Armenia", "flights to Armenia". Adds to out. */
bool dl__match_linked(const dl_document *d, uint32_t token, dl__parties *out);
/* Who wrote or issued a statement, report, letter. Adds to out. */
bool dl__match_author(const dl_document *d, uint32_t writing, dl__parties *out);
/* A mention that is a pronoun or whose owner is one: "its villages", "one of their men". */
bool dl__match_pronoun_owns(const dl_document *d, uint32_t mention);
/* The country that a place lies in, where the story names it. Adds to out. */
void dl__match_country(const dl_document *d, const dl_place *place, dl__parties *out);
/* A number of people, not said who: "killed at least 20". */
bool dl__match_number(const dl__events *e, const dl_document *d, uint32_t token);
/* Add a mention, once. */
void dl__match_add(dl__parties *out, uint32_t mention);
/* Lemma (or compound that ends in it) is of a set or among literal words. */
bool dl__match_word(const dl__events *e, const dl_document *d, uint32_t token, int set, dl_str words);
/* Part-of-speech letter of the lexicon for a token, 0: none. */
char dl__match_pos(const dl_document *d, uint32_t token);
#endif
