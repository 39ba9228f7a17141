/* actor_priv.h - what the files of this folder share.  Layer: actor, private.
 *
 * The way of a phrase (docs/actors.md):
 *     actor_match.c    names and role nouns over the tokens
 *     actor_surname.c  bare surnames of people in office
 *     actor_focus.c    the country that a story is about; whose military it tells of
 *     actor_phrase.c   the core of a noun phrase taken apart: owners, roles, a person's name
 *     actor_build.c    the parts put together: which entity, which code
 *     actor_code.c     owners x roles -> country and sectors
 *     actor_memory.c   entities of the document and what they may be called later
 *     actor_pronoun.c  pronouns to the phrases before them
 *     actor_rank.c     which of these phrases
 *     actor_find.c     the order of things; mentions */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_ACTOR_ACTOR_PRIV_H
#define DL_ACTOR_ACTOR_PRIV_H
#include "actor/actor.h"
#include "base/map.h"
#include "base/tally.h"

/* ---- tables (actor_tables.c) ---- */
typedef enum dl__atable {
    DL__AT_COUNTRY, DL__AT_REGION, DL__AT_PERSON, DL__AT_ORG, DL__AT_GROUP, DL__AT_ETHNIC, DL__AT_ROLE, DL__AT_GIVEN, DL__N_AT
} dl__atable;

#define DL__AC_MAP(X)                                                                                        \
    X(name) X(names) X(aliases) X(adjectives) X(demonyms) X(capital) X(seats) X(former) X(iso3) X(sectors)    \
    X(kind) X(code) X(acronyms) X(org) X(start) X(end) X(lemma) X(weight) X(note) X(gender) X(office)
typedef enum dl__acol {
#define X(name) DL__AC_##name,
    DL__AC_MAP(X)
#undef X
    DL__N_AC
} dl__acol;

/* The last word of a person's name in the list. */
typedef struct dl__asurname {
    const char *word; /* in the pack */
    uint32_t row;
} dl__asurname;

struct dl__actors {
    const dl__pack *pack;
    const dl__index *names, *roles, *given; /* given: NULL where the pack has no such table */
    const dl__table *table[DL__N_AT]; /* NULL: the pack has none */
    uint16_t number[DL__N_AT];
    int col[DL__N_AT][DL__N_AC];      /* -1: none */
    dl__asurname *surnames;           /* by word, then by row; owned */
    size_t n_surnames;
};

/* Cell, "" where the table or the column is missing. */
const char *dl__acell(const dl__actors *a, uint8_t table, uint32_t row, dl__acol col);
/* DL__AT_* of a hit, -1: a table of somebody else's. */
int dl__atable_of(const dl__actors *a, const dl__hit *h);
/* Gender that a given name tells: 'm', 'f', 0 unknown or either. */
char dl__agiven_gender(const dl__actors *a, const char *name, size_t len);
/* Whether the row holds at `date` ("" or "YYYY-MM-DD"): -1 not yet, 0 yes, 1 no more. */
int dl__arow_time(const dl__actors *a, uint8_t table, uint32_t row, const char *date);
/* Whether `note` of the row marks the key, as "ambiguous" or "acronym-strict". */
bool dl__arow_marked(const dl__actors *a, uint8_t table, uint32_t row, const char *mark, const char *key, size_t len);

/* ---- scratch of one document ---- */
typedef enum dl__akind { DL__AK_PERSON, DL__AK_COUNTRY, DL__AK_ORG, DL__AK_GROUP, DL__AK_ROLE } dl__akind;

/* A name or a role noun in the text; tokens [first, end). */
typedef struct dl__amatch {
    uint32_t first, end;
    uint32_t row;
    uint8_t table; /* DL__AT_* */
    uint8_t via;   /* DL_VIA_name, _demonym, _metonym, _acronym; DL_VIA_role for roles */
    int8_t time;   /* dl__arow_time() */
    bool adjective;
    bool ambiguous; /* the key means other things as often */
} dl__amatch;

/* What is known of an entity beside dl_entity; parallel to d->entities. */
typedef struct dl__aent {
    uint8_t kind;    /* dl__akind */
    uint8_t role_kind; /* first letter of the role's kind: 'p' person, 'g' group, 'b' body, 'e' equipment; 0 none */
    char gender;     /* 'm', 'f' as a title, else the given name tells, 0 unknown */
    char called;     /* 'm', 'f' as an earlier pronoun tells, 0 unknown */
    uint16_t count;  /* phrases so far */
    bool plural;     /* several people */
    bool guessed;    /* its code is that of anybody in this story: what the text says later replaces it */
    bool weak;       /* nothing known but a surname: may be merged with a full name at the end */
    bool vague;      /* a role that is no actor by itself ("school", "team"): no antecedent of "it" */
    int32_t last;    /* sentence of the last mention */
    int32_t merged;  /* entity that this one turned out to be, -1 */
} dl__aent;

enum { DL__A_CHAIN = 6, DL__A_DEPTH = 12 };
/* A noun phrase with what it was resolved to. */
typedef struct dl__anp {
    uint32_t token, sentence;
    uint32_t first, end;          /* tokens of the core */
    uint32_t ent[DL__A_CHAIN];
    uint8_t n_ents;
    uint8_t via;
    bool plural, person, nested;  /* nested: inside the core of another phrase, or its possessor */
    bool owners_shared;           /* owners stand before the head and may serve its conjuncts */
    uint32_t owner[DL__A_CHAIN];  /* entities of the owners */
    uint8_t n_owners;
} dl__anp;

typedef struct dl__awork {
    const dl__actors *a;
    dl_document *d;
    dl__arena *tmp;
    dl__amatch *names; size_t n_names, cap_names;
    dl__amatch *roles; size_t n_roles, cap_roles;
    int32_t *name_at, *role_at;   /* [n_tokens] index of the match that covers the token, -1 */
    dl__anp *nps; size_t n_nps, cap_nps;
    int32_t *np_of;               /* [n_tokens] -1: none */
    uint8_t *state;               /* [n_tokens] 0 open, 1 being resolved, 2 done */
    uint32_t *np_first;           /* [n_sentences + 1] */
    const char **place;           /* [n_sentences] the one country where things happen there, "" */
    dl__aent *ents; size_t cap_ents;
    dl__map alias;                /* "s:Kopyrkin", "t:ambassador:RUS" ... -> entity */
    const char *focus;            /* country that the story is about, "" where it is about several */
    const char *arms;             /* country whose military the story names most, else the focus */
    bool no_memory;               /* an allocation failed: stop */
} dl__awork;

/* ---- actor_match.c ---- */
bool dl__amatch_all(dl__awork *w);
/* A doubtful name that several countries' bodies bear is that of the country which the story names most. */
void dl__amatch_choose(dl__awork *w, const dl__tally *named);
const char *dl__amatch_iso3(const dl__awork *w, const dl__amatch *m);
/* Text of tokens [first, end) of one sentence, white space collapsed; in the document's arena. */
char *dl__atext(dl__awork *w, uint32_t first, uint32_t end);

/* ---- actor_surname.c ---- */
/* Sort the surnames of the list; false: no memory. */
bool dl__asurnames_new(dl__actors *a);
/* Match bare surnames of people in office; after the focus is known. false: no memory. */
bool dl__asurnames_match(dl__awork *w);

/* ---- actor_focus.c ---- */
/* Set focus, arms and the place of each sentence; drops doubtful names. */
void dl__afocus_find(dl__awork *w);

/* ---- actor_phrase.c ---- */
enum { DL__A_ITEMS = 8 };
typedef struct dl__aphrase {
    uint32_t head, first, end;           /* anchor token, core */
    int32_t name;                        /* match that names the thing itself, -1 */
    int32_t role[DL__A_ITEMS]; unsigned n_roles;   /* in text order */
    int32_t owner[DL__A_ITEMS]; unsigned n_owners; /* matches, in text order */
    int32_t poss;                        /* head of the possessor, -1 */
    uint32_t person_first, person_end;   /* a person's name that no list has; equal: none */
    bool former, foreign, definite, indefinite, plural, demonstrative;
    bool named_modifier;                 /* a proper noun that no list has stands before the role */
    char gender;
} dl__aphrase;
/* Take the noun phrase with this head apart. */
void dl__aphrase_read(const dl__awork *w, uint32_t head, dl__aphrase *p);
int32_t dl__aphrase_name_before(const dl__awork *w, const dl__aphrase *p, uint32_t *end);
/* Whether the token heads a phrase of its own (it is not a part of the core of another). */
bool dl__aphrase_is_head(const dl_document *d, uint32_t token);
/* Lemma of the preposition of a phrase, "" for none. */
const char *dl__acase(const dl_document *d, uint32_t token);

/* ---- actor_code.c ---- */
typedef struct dl__acode {
    char country[4];
    char sectors[16];
    char org[16];     /* an organisation's own code: "IGOUNO"; country and sectors are then empty */
} dl__acode;
/* The code of a holder of role sectors under an owner (NULL: none). */
void dl__acode_compose(const dl__acode *owner, const char *sectors, dl__acode *out);
/* Sectors of one role noun seen with another that stands before it ("rebel" + "leader"). */
const char *dl__acode_sectors(const char *before, const char *head);
void dl__acode_of_match(const dl__awork *w, const dl__amatch *m, dl__acode *out);
void dl__acode_of_entity(const dl__awork *w, uint32_t entity, dl__acode *out);
const char *dl__acode_text(const dl__acode *c, char out[24]);

/* ---- actor_memory.c ---- */
/* Entity of this key ("p:Sergei Kopyrkin"), made when new; -1 when memory is out. */
int32_t dl__aent_get(dl__awork *w, dl__akind kind, const char *key, size_t key_len, const char *name,
                     const dl__acode *code, bool *is_new);
/* Give an entity a better code. */
void dl__aent_set_code(dl__awork *w, uint32_t entity, const dl__acode *code);
void dl__aent_alias(dl__awork *w, const char *prefix, const char *s, size_t len, uint32_t entity);
int32_t dl__aent_by_alias(const dl__awork *w, const char *prefix, const char *s, size_t len);
/* Names by which tokens [first, end) may come back: each word of a person's name. */
void dl__aent_remember_name(dl__awork *w, uint32_t entity, uint32_t first, uint32_t end);
/* Titles: "t:ambassador", "t:ambassador:RUS", and of its last word; those out of office are remembered apart. */
void dl__aent_remember_title(dl__awork *w, uint32_t entity, const char *lemma, const char *country, bool former);
int32_t dl__aent_by_title(const dl__awork *w, const char *lemma, const char *country, bool former);
/* An acronym in brackets that begins with token `end`. */
void dl__aent_remember_acronym(dl__awork *w, uint32_t entity, uint32_t end);
/* Persons of whom only a surname was known and whose full name came later become one. */
void dl__aent_merge(dl__awork *w);
dl__anp *dl__anp_new(dl__awork *w, uint32_t token, uint32_t first, uint32_t end, dl_via via);

/* ---- actor_build.c ---- */
/* The phrase as an actor; index into nps, -1: it is none. */
int32_t dl__abuild(dl__awork *w, dl__aphrase *p, unsigned depth);
/* A name that stands before a head which cannot act ("Russian" in "Russian arms deliveries"). */
void dl__abuild_modifier(dl__awork *w, int32_t match, unsigned depth);

/* ---- actor_find.c ---- */
/* Resolve the phrase of a head token; index into nps, -1: it is no actor. */
int32_t dl__aresolve(dl__awork *w, uint32_t token, unsigned depth);

/* ---- actor_pronoun.c ---- */
/* Index into nps of what a pronoun stands for, -1: unknown. */
int32_t dl__apronoun(dl__awork *w, uint32_t token, unsigned depth);
/* "both countries", "the two sides", "the leaders": fills out with up to DL__A_CHAIN entities before `token`. */
unsigned dl__apair(dl__awork *w, uint32_t token, const char *lemma, uint32_t *out);
/* The last entity before `token` that a description may mean: 'c' country, 'g' group or organisation, 'o' one that is
 * neither a state's nor a firm, 'n' nor between states, 'f' firm, 'y' party, 'p' person. */
int32_t dl__alast(dl__awork *w, uint32_t token, char what);
#endif
