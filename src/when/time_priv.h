/* time_priv.h - what the files of src/when/ share: words, patterns, matches, values.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_WHEN_TIME_PRIV_H
#define DL_WHEN_TIME_PRIV_H
#include "base/map.h"
#include "when/when.h"

/* Classes of data/time/words.tsv, then those that the reader of numbers decides. docs/time.md */
#define DL__TC_MAP(X)                                                                                        \
    X(MONTH) X(WDAY) X(WDAYS) X(UNIT) X(WEEKEND) X(SEASON) X(DPART) X(NUMW) X(ORDW) X(QUANT) X(FREQ) X(REF)   \
    X(DEICT) X(REL) X(MOD) X(TZ) X(AMPM) X(ERA) X(SUM) X(DECADE) X(HOL)                                                       \
    X(NUM) X(NUMA) X(DAYN) X(ORDN) X(MONN) X(YEAR) X(YEARBC) X(YY) X(HH) X(MM) X(HHMM)
typedef enum dl__tc {
#define X(name) DL__TC_##name,
    DL__TC_MAP(X)
#undef X
    DL__N_TC
} dl__tc;
enum { DL__N_WORD_CLASSES = DL__TC_HOL + 1 };

#define DL__TOP_MAP(X)                                                                                       \
    X(none) X(ymd) X(decade) X(century) X(quarter) X(half) X(weekof) X(season) X(weekday) X(weekend)          \
    X(deictic) X(relunit) X(relmonth) X(offset) X(dur) X(set) X(ref) X(holiday) X(clock) X(clocknest)        \
    X(dpart) X(part)
typedef enum dl__top {
#define X(name) DL__TOP_##name,
    DL__TOP_MAP(X)
#undef X
    DL__N_TOP
} dl__top;

enum { DL__TT_DATE = 1, DL__TT_TIME = 2, DL__TT_DURATION = 4, DL__TT_SET = 8 };

/* Flags of words. */
enum {
    DL__TF_CAP = 1,      /* only with a capital */
    DL__TF_NAME = 2,     /* also a common word: only where tagged as a name */
    DL__TF_PLURAL = 4, DL__TF_TENS = 8, DL__TF_TIMES = 16, DL__TF_NIGHT = 32,
    DL__TF_SHORT = 64,   /* an abbreviation, too short to stand alone */
    DL__TF_NOUN = 128,   /* also a verb: only where tagged as noun or name */
    DL__TF_WORD = 256    /* also part of other expressions */
};

typedef struct dl__tentry {
    uint8_t cls;          /* dl__tc */
    uint16_t flags;       /* DL__TF_* */
    int16_t value;
    const char *text;     /* the table's cell */
    int32_t next;         /* another reading of the same word, -1 */
} dl__tentry;

typedef struct dl__tword {
    const char *form;     /* lower case */
    uint32_t len;
    int32_t entry;        /* first reading, -1: only a literal of patterns */
    uint32_t classes;     /* bit per word class */
} dl__tword;

enum { DL__TI_WORDS, DL__TI_CLASS, DL__TI_NEST };
typedef struct dl__titem {
    uint8_t kind;         /* DL__TI_* */
    uint8_t cls;          /* class, or DL__TT_* mask of a nested expression */
    bool optional, glued, gap; /* gap: must be there, does not belong to the expression */
    uint16_t first_word, n_words; /* in dl__clock.literals */
} dl__titem;

enum { DL__T_MAX_ITEMS = 20 };
typedef struct dl__tpattern {
    uint8_t level, op, type;
    uint16_t first_item, n_items;
    uint32_t line;
    /* constants of the args column */
    bool has_rel, half, week, year, numeric;
    int8_t rel, shift, sign, unit, dpart, ord, n; /* unit, dpart -1: none */
    uint8_t anchor;       /* DL__TA_* */
    uint8_t bare;         /* DL__TB_*: a condition that a lone word must meet */
    const char *value;     /* of ref */
} dl__tpattern;
enum { DL__TA_STORY, DL__TA_LAST, DL__TA_CHILD, DL__TA_THE, DL__TA_NEXT };
enum { DL__TB_NONE, DL__TB_MONTH, DL__TB_YEAR, DL__TB_APOSTROPHE, DL__TB_SEASON, DL__TB_WEEKDAY, DL__TB_A, DL__TB_PLURAL,
       DL__TB_THIS, DL__TB_THAT, DL__TB_NOON, DL__TB_ISOMONTH,
       DL__TB_THEUNIT, DL__TB_SEPT11 };

/* Units as numbers: UNIT entries' value. */
enum { DL__U_TS, DL__U_TM, DL__U_TH, DL__U_D, DL__U_NI, DL__U_W, DL__U_2W, DL__U_M, DL__U_Q, DL__U_Y, DL__U_E, DL__U_C, DL__U_L,
       DL__U_WE, DL__N_U };
/* Parts of the day: DPART entries' value. Seasons: 0 spring .. 3 winter. */
enum { DL__DP_MO, DL__DP_MI, DL__DP_AF, DL__DP_EV, DL__DP_NI, DL__DP_DT, DL__N_DP };

typedef struct dl__tholiday {
    const char *name;
    char kind;            /* d fixed, w weekday of a month, e Easter, t table */
    bool whole_month;     /* a month of the moon: its value is the month that has most of it */
    const char *days;     /* table: "1990-04-26 1991-04-16 ..." */
    int8_t month, week_day, nth;
    int16_t day;          /* day of the month, or days from Easter */
    uint16_t words[6];
    uint8_t n_words;
} dl__tholiday;

struct dl__clock {
    dl__arena *arena;
    dl__tword *words;     size_t n_words, cap_words;      /* word 0: none */
    dl__tentry *entries;  size_t n_entries, cap_entries;
    dl__map by_form;                                      /* word index */
    dl__titem *items;     size_t n_items, cap_items;
    uint16_t *literals;   size_t n_literals, cap_literals;
    dl__tpattern *patterns; size_t n_patterns, cap_patterns;
    dl__tholiday *holidays; size_t n_holidays, cap_holidays;
    /* patterns that can begin with a word (by word), a number, or a nested expression; rows of pattern numbers */
    uint32_t *start_at;   /* [n_words + 4] first of the row in starts; row n_words: numbers; n_words + 1: nested */
    uint16_t *starts;
};

/* A run of letters, a number or one sign of the sentence. */
typedef struct dl__tatom {
    uint32_t begin, end;  /* bytes in the field */
    uint32_t word;        /* index in the clock's words, 0: not there */
    uint8_t kind;         /* DL__AK_* */
    bool glued, capital, ordinal, comma;
    uint8_t digits;       /* of the integer part, 0: no number */
    double number;
    int32_t token;        /* token that holds its first byte, -1: none */
} dl__tatom;
enum { DL__AK_WORD, DL__AK_NUMBER, DL__AK_SIGN };

/* A match: which pattern, where, and what its words said. */
typedef struct dl__tnode {
    const dl__tpattern *p; /* NULL: none */
    int32_t begin, end;    /* atoms */
    int32_t part_begin[2], part_end[2]; /* atoms of one or two expressions */
    uint8_t n_parts;
    int32_t child;         /* node, -1 */
    int32_t child2;
    uint32_t set;          /* bit per class */
    uint8_t count[DL__N_TC];
    int16_t v[DL__N_TC][2];
    double num;            /* NUM, NUMA; -1: several */
    bool plural, night;
    const char *text;      /* FREQ, REF */
    uint8_t type;          /* DL__TT_* */
    int32_t token;         /* of its first atom, -1 */
} dl__tnode;

/* A point or stretch of the calendar. */
typedef enum dl__tprec {
    DL__TP_NONE, DL__TP_CENTURY, DL__TP_DECADE, DL__TP_YEAR, DL__TP_HALF, DL__TP_QUARTER, DL__TP_SEASON, DL__TP_MONTH, DL__TP_WEEK,
    DL__TP_WEEKEND, DL__TP_DAY, DL__TP_DPART, DL__TP_CLOCK
} dl__tprec;
typedef struct dl__tval {
    dl__tprec prec;
    int year, month, day; /* month, day 0 where not said */
    int part;             /* quarter, half, season, part of the day */
    int week_year, week;
    int hour, minute, second;
    bool zone, known_day; /* zone: UTC */
} dl__tval;

/* calendar.c: the proleptic Gregorian calendar in days since 1970-01-01 */
int64_t dl__day_of(int y, int m, int d);
void dl__day_to(int64_t day, int *y, int *m, int *d);
int dl__days_in_month(int y, int m);
int dl__weekday(int64_t day); /* 1 Monday .. 7 Sunday */
void dl__iso_week(int64_t day, int *year, int *week);
int64_t dl__iso_week_start(int year, int week);
int64_t dl__easter(int y);
/* "YYYY-MM-DD" (more may follow) to its day; false where it is none. */
bool dl__day_parse(const char *s, int64_t *day);

/* time_atoms.c: returns how many, -1 when memory is out. *atoms grows in the document's arena. */
typedef struct dl__tatoms {
    dl__tatom *at;
    size_t n, cap;
} dl__tatoms;
bool dl__time_atoms(const dl__clock *c, const dl_document *d, const dl_sentence *s, dl__tatoms *out);
uint32_t dl__clock_word(const dl__clock *c, const char *lower, size_t len); /* 0: none */
bool dl__time_is(const dl__clock *c, const char *form, size_t len, uint32_t classes); /* any of these classes, in any case */
/* A number written in figures or words at atom i; returns atoms taken, 0: none. */
int dl__time_number(const dl__clock *c, const dl__tatoms *a, size_t i, double *value);

/* time_match.c: leftmost-longest expressions of a sentence into nodes (grows); their roots into chosen. */
typedef struct dl__tmatches {
    dl__tnode *node;
    size_t n, cap;
    int32_t *chosen;
    size_t n_chosen, cap_chosen;
    int32_t *best; /* [atoms] best node that begins here, -1 */
    size_t cap_best;
} dl__tmatches;
/* Words of class cls: the reading's entry, NULL for none. */
const dl__tentry *dl__time_entry(const dl__clock *c, uint32_t word, uint8_t cls);
/* Does a match stand where it means time ("May" the month, "a second", "2,000 people")? May turn its type to SET. */
bool dl__time_accept(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tnode *n);
bool dl__time_match(const dl__clock *c, const dl_document *d, const dl__tatoms *a, dl__tmatches *m);

/* time_resolve.c, tense.c */
typedef enum dl__ttense { DL__TENSE_NONE, DL__TENSE_PAST, DL__TENSE_PRESENT, DL__TENSE_FUTURE } dl__ttense;
typedef struct dl__tcontext {
    bool has_story;
    int64_t story;        /* the story's day */
    int sy, sm, sd;
    bool narrative;       /* the text tells of another time: years and days are carried on from expression to expression */
    bool has_last;
    dl__tval last;        /* the running point */
    int64_t last_day;     /* of the running point, or its first day */
    bool has_exact;
    int64_t exact_day;    /* of the last expression that named a day */
    uint32_t sentence, exact_sentence; /* where we are, where that one stood */
    dl__ttense tense;     /* of the clause that holds the expression */
} dl__tcontext;
/* Value of part 0 or 1 of a node in TIMEX3 notation into out[0..32); "" where it cannot be known. val may be NULL. */
void dl__time_value(const dl__clock *c, const dl__tmatches *m, const dl__tnode *n, int part, dl__tcontext *x, char out[32],
                    dl__tval *val);
dl__ttense dl__time_tense(const dl_document *d, int32_t token);
bool dl__time_until(const dl_document *d, int32_t token); /* does "until" before the token look ahead? */
#endif
