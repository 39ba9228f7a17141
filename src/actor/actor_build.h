/* actor_build.h - what the files that put a phrase together share.  Layer: actor, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_ACTOR_ACTOR_BUILD_H
#define DL_ACTOR_ACTOR_BUILD_H
#include "actor/actor_priv.h"

/* Whose a role is. */
typedef struct dl__aowners {
    dl__acode code[DL__A_CHAIN];
    uint32_t entity[DL__A_CHAIN];
    bool known[DL__A_CHAIN]; /* entity is set */
    unsigned n;
    bool before;             /* found before the head: conjuncts may share them */
    bool unlisted;           /* of a body of which nothing is known */
} dl__aowners;

/* Whether s is one of n words. */
bool dl__aword_in(const char *s, const char *const *list, size_t n);
#define DL__AWORD_IN(s, list) dl__aword_in((s), (list), sizeof(list) / sizeof((list)[0]))

/* ---- actor_owner.c ---- */
const char *dl__arole_cell(const dl__awork *w, int32_t role, dl__acol col);
const char *dl__arole_lemma(const dl__awork *w, int32_t role);
/* Sectors of all roles of the core and the owners' nature ("leader" of a country); "" for none. */
const char *dl__arole_sectors(const dl__awork *w, const dl__aphrase *p, const dl__aowners *o);
void dl__aowners_find(dl__awork *w, const dl__aphrase *p, dl__aowners *o, unsigned depth);
/* Where the sentence happens, else the country that the story is about; "" for foreign ones. */
const char *dl__acontext(const dl__awork *w, const dl__aphrase *p);
void dl__amake_code(const dl__acode *owner, const dl__aphrase *p, const char *sectors, dl__acode *out);
/* Whether the story speaks of firms and customers. */
bool dl__abusiness_story(const dl__awork *w);
void dl__aset_country(dl__acode *c, const char *iso3);
/* Entity of a name match; of a bare demonym its country. -1: no memory. */
int32_t dl__aentity_of_match(dl__awork *w, const dl__amatch *m);
/* Whether the phrase says where something is or goes, as far as its preposition tells. */
bool dl__alocative(const dl__awork *w, uint32_t token);
bool dl__aplace_is_literal(const dl__awork *w, uint32_t token);
/* Subject or agent. */
bool dl__aacts(const dl_document *d, uint32_t token);

/* ---- actor_build.c ---- */
/* Remember the first letters of the words of a body's name ("ABA") and, of one that no list has, its first word. */
void dl__aremember_short(dl__awork *w, uint32_t e, uint32_t first, uint32_t end, bool listed);

/* ---- actor_person.c: first..end are the tokens of the name, m its row in a list or NULL ---- */
int32_t dl__abuild_person(dl__awork *w, const dl__aphrase *p, uint32_t first, uint32_t end, const dl__amatch *m,
                          unsigned depth);
/* "Malaysia's Prime Minister, Najib Razak": -1 where no name is set beside the title. */
int32_t dl__abuild_titled(dl__awork *w, const dl__aphrase *p, unsigned depth);
/* Another phrase for the same entity. */
void dl__aname_the_same(dl__awork *w, int32_t token, uint32_t entity, uint32_t first, uint32_t end, dl_via via);
/* The phrase in apposition behind a core, -1: none. */
int32_t dl__aapposition(const dl_document *d, const dl__aphrase *p);
char dl__agender_of_role(const char *lemma);

/* ---- actor_role.c ---- */
int32_t dl__abuild_role(dl__awork *w, const dl__aphrase *p, unsigned depth);
int32_t dl__arole_entity(dl__awork *w, const dl__aphrase *p, const char *lemma, char kind, const dl__acode *code);
/* A phrase for this entity with these owners. */
int32_t dl__aone_entity(dl__awork *w, const dl__aphrase *p, int32_t e, dl_via via, const dl__aowners *o);
void dl__afinish_np(const dl__aphrase *p, const dl__aowners *o, dl__anp *np);
#endif
