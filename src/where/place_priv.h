/* place_priv.h - what the files of src/where/ share.  Layer: where. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHERE_PLACE_PRIV_H
#define DL_WHERE_PLACE_PRIV_H
#include "base/map.h"
#include "where/where.h"

typedef enum dl__pkind { DL__PK_COUNTRY, DL__PK_REGION, DL__PK_ADMIN1, DL__PK_CITY, DL__N_PK } dl__pkind;

/* A table of places and its columns (-1: it has none of that name). */
typedef struct dl__ptable {
    const dl__table *table;
    int number, name, keys, country, admin1, admin2, point, people, seat, id, note, kind, former;
} dl__ptable;

struct dl__atlas {
    dl__ptable of[DL__N_PK];
    dl__ptable points;              /* of countries */
    const dl__index *places, *country_points, *common;
    const dl__index *names;         /* of all who act; asked for countries: their adjectives and seats */
    const dl__table *common_words;
    int never;                      /* its column */
};

/* One reading of a name. */
typedef struct dl__pcand {
    dl__pkind kind;
    uint32_t row;
    bool by_name;                   /* the main name, not another of its names */
    bool ambiguous;                 /* the table says that the key means other things as often */
    double people;
    int seat;
    const char *country;            /* alpha-3 */
    const char *admin1;
} dl__pcand;

/* A name in the text that may be a place. */
typedef struct dl__pname {
    uint32_t first, end;            /* tokens */
    uint32_t head;
    uint32_t key;                   /* number of its key in the document: one sense for each */
    const dl__hit *hits;
    size_t n_hits;
    double trust;                   /* sum of what speaks for a place */
    bool locative, literal;
    bool typed_area;                /* "X Province" */
    bool typed_city;                /* "the city of X" */
    bool container_in;              /* "in" stands between them, no comma, which may be a list's */
    int32_t container;              /* the name after the comma, "Texas" of "Paris, Texas"; -1 */
    char land[4];                   /* alpha-3 of "the Kenyan town of X", "Iraq's Anbar province"; "" */
} dl__pname;

enum { DL__P_MAX_KEY = 128 };

bool dl__atlas_cand(const dl__atlas *a, const dl__hit *hit, const char *key, dl__pcand *out);
/* The reading's own point; false: it has none. */
bool dl__atlas_where(const dl__atlas *a, const dl__pcand *c, double *lat, double *lon);
/* A country's point and name. false: unknown. */
bool dl__atlas_country(const dl__atlas *a, const char *iso3, const char **name, double *lat, double *lon, int64_t *id);
/* Fill name, country, areas, point, id and granularity of a place from its reading. false: memory is out. */
bool dl__atlas_fill(const dl__atlas *a, const dl__pcand *c, dl_document *d, dl_place *out);
/* Is the word also no place? 1: more often than not; 2: always as good as; 0: no. */
int dl__atlas_common(const dl__atlas *a, const char *word, size_t len);

/* place_key.c */
bool dl__place_starts(const dl_token *t); /* may a name begin here: a capital, a letter outside of ASCII */
/* Rows whose key is the text of tokens [first, end); key gets the form that was found. Returns how many. */
size_t dl__place_look_up(const dl__atlas *a, const dl_document *d, const dl_sentence *s, uint32_t first, uint32_t end,
                         char *key, const dl__hit **hits);
/* Marks taken off letters: "Gdańsk" as "Gdansk". 0 where it does not fit or nothing changed. */
/* The country that a word in another's name says: "Kenyan", "Kenya", a seat of its government. "" for none. */
const char *dl__atlas_land(const dl__atlas *a, const char *key, size_t len);
size_t dl__place_fold(const char *s, size_t n, char *out, size_t cap);
/* Is a key a name without its marks, apostrophes and hyphens: "Tskhinvali" of "Ts'khinvali"? */
bool dl__place_same_name(const char *key, const char *name);
/* Most words of a key that begins at this token, by itself or with all up to the next space. */
unsigned dl__place_max_words(const dl__atlas *a, const dl_document *d, const dl_sentence *s, uint32_t t);

/* place_name.c: names of the document, in order. *names grows in its arena. */
typedef struct dl__pnames {
    dl__pname *at;
    size_t n, cap;
    dl__map keys;
    size_t n_keys;
} dl__pnames;
bool dl__place_names(const dl__atlas *a, dl_document *d, dl__pnames *out);

/* Prepositions of place: the token is one; it stands before the phrase headed by `token`. */
bool dl__is_locative(const dl_document *d, int32_t preposition);
bool dl__is_inside(const dl_document *d, uint32_t token); /* one that puts it in a place by itself: "in", not "on" */
bool dl__has_locative(const dl_document *d, uint32_t token);
#endif
