/* ask_priv.h - a question while it is being put together, for the files of this folder.  Layer: store. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_STORE_ASK_PRIV_H
#define DL_STORE_ASK_PRIV_H
#include "base/arena.h"
#include "store/ask.h"
#include "store/store_priv.h"

typedef struct dl__value {
    const char *s;
    const struct dl__value *next;
} dl__value;

/* One word of --order. */
typedef struct dl__order {
    const char *word;
    bool turned;
} dl__order;

enum { DL__MAX_ORDER = 16, DL__MAX_VALUES = 1000 };

struct dl__ask {
    dl__arena *arena;
    const dl__value *value[DL__N_FILTERS]; /* in the order of the user, checked */
    unsigned n_values;
    dl__group group[DL__N_GROUPS];
    unsigned n_groups;
    dl__measure measure[DL__N_MEASURES];
    unsigned n_measures;
    dl__order order[DL__MAX_ORDER];
    unsigned n_order;
    int64_t limit;
    dl__ask_columns columns;
};

/* SQL with its values, in the order of the marks. */
typedef struct dl__bind {
    enum { DL__BIND_TEXT, DL__BIND_INT, DL__BIND_REAL } kind;
    const char *s; /* in the arena, or a literal */
    int64_t n;
    double x;
} dl__bind;
typedef struct dl__build {
    dl__store *store;
    dl__arena *arena;
    const dl__ask *ask;
    dl__strbuf sql;
    dl__bind *bind;
    size_t n_bind, cap_bind;
    bool failed; /* memory is out */
    void (*note)(void *user, const char *message);
    void *user;
} dl__build;

void dl__build_puts(dl__build *b, const char *sql);
void dl__build_text(dl__build *b, const char *s); /* "?" with this value */
void dl__build_int(dl__build *b, int64_t n);
void dl__build_real(dl__build *b, double x);
/* Does the statement, of one row and one text value, give something other than 0?  false when it cannot be run, too. */
bool dl__build_probe(dl__build *b, const char *sql, const char *value);

/* Check a value, and bring it into the form that the store has.  NULL and a message: it is none. */
const char *dl__filter_value(dl__arena *arena, dl__filter which, const char *s, dl_error *err);
/* Are mentions best looked up one by one, in the index mention_told? */
bool dl__filters_are_sets(const dl__ask *a);
/* " AND ..." for every filter, behind "WHERE m.lead = 1". */
void dl__build_filters(dl__build *b);
/* Does it go together? */
DL_CHECK dl_status dl__ask_check(const dl__ask *a, dl_error *err);
/* The whole statement. */
void dl__build_question(dl__build *b);

const char *dl__filter_word(dl__filter f);
bool dl__filter_is_list(dl__filter f);

/* The types and modes of PLOVER 2.0. NULL: of no such name. Upper and lower case are the same. */
const char *dl__plover_type(const char *s);
/* The i-th mode called s, as "TYPE-mode"; NULL: no more. s may have its type before it. */
const char *dl__plover_mode(const char *s, unsigned i);
/* Of "TYPE-mode": length of the type. */
size_t dl__plover_type_length(const char *mode);
/* "AGREE, CONSULT, ..." */
const char *dl__plover_types(void);
#endif
