/* clock.c - the tables of data/time made ready: words, patterns, holidays.  Layer: when. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "when/time_priv.h"

static const char *const CLASS[DL__N_TC] = {
#define X(name) #name,
    DL__TC_MAP(X)
#undef X
};
static const char *const OP[DL__N_TOP] = {
#define X(name) #name,
    DL__TOP_MAP(X)
#undef X
};
static const char *const UNIT[DL__N_U] = { "TS", "TM", "TH", "D", "NI", "W", "2W",
                                           "M",  "Q",  "Y",  "E", "C",  "L", "WE" };
static const char *const DPART[DL__N_DP] = { "MO", "MI", "AF", "EV", "NI", "DT" };
static const char *const SEASON[4] = { "SP", "SU", "FA", "WI" };
static const char *const BARE[] = {
    "",       "month", "year", "apostrophe", "season",   "weekday", "a",
    "plural", "this",  "that", "noon",       "isomonth", "theunit", "sept11"
};
static const char *const ANCHOR[] = { "story", "last", "child", "the", "next" };
enum { N_BARE = sizeof BARE / sizeof BARE[0], N_ANCHOR = sizeof ANCHOR / sizeof ANCHOR[0] };

static int index_of(const char *const *names, int n, const char *s, size_t len)
{
    for (int i = 0; i < n; i++)
        if (strncmp(names[i], s, len) == 0 && names[i][len] == '\0')
            return i;
    return -1;
}

/* Next run of non-blanks of *s; 0 at the end. */
static size_t next_word(const char **s, const char **word)
{
    const char *p = *s;
    while (*p == ' ')
        p++;
    *word = p;
    while (*p && *p != ' ')
        p++;
    *s = p;
    return (size_t)(p - *word);
}

/* Index of a word, made when new; 0 when memory is out. */
static uint32_t add_word(dl__clock *c, const char *form, size_t len)
{
    const uint32_t *old = dl__map_get(&c->by_form, form, len);
    if (old)
        return *old;
    char *copy = dl__arena_strndup(c->arena, form, len);
    dl__tword *w = copy ? DL__PUSH(c->arena, c->words, c->n_words, c->cap_words) : NULL;
    if (!w)
        return 0;
    w->form = copy;
    w->len = (uint32_t)len;
    w->entry = -1;
    uint32_t *slot = dl__map_put(&c->by_form, copy, len, NULL);
    if (!slot)
        return 0;
    return *slot = (uint32_t)(w - c->words);
}

static int number_of(const char *s)
{
    return (int)strtol(s, NULL, 10);
}

static bool word_row(dl__clock *c, const char *form, const char *cls, const char *value, const char *flags,
                     uint32_t line, dl_error *err)
{
    int k = index_of(CLASS, DL__N_WORD_CLASSES, cls, strlen(cls));
    if (k < 0)
        return dl__fail(err, DL_EMODEL, line, "time/words.tsv:%u: class %s is unknown", line, cls), false;
    uint32_t w = add_word(c, form, strlen(form));
    dl__tentry *e = w ? DL__PUSH(c->arena, c->entries, c->n_entries, c->cap_entries) : NULL;
    if (!e)
        return dl__no_memory(err), false;
    e->cls = (uint8_t)k;
    e->text = value;
    size_t len = strlen(value);
    switch (k) {
    case DL__TC_UNIT: e->value = (int16_t)index_of(UNIT, DL__N_U, value, len); break;
    case DL__TC_DPART: e->value = (int16_t)index_of(DPART, DL__N_DP, value, len); break;
    case DL__TC_SEASON: e->value = (int16_t)index_of(SEASON, 4, value, len); break;
    default: e->value = (int16_t)number_of(value); break;
    }
    if (e->value < 0 && (k == DL__TC_UNIT || k == DL__TC_DPART || k == DL__TC_SEASON))
        return dl__fail(err, DL_EMODEL, line, "time/words.tsv:%u: value %s is unknown", line, value), false;
    static const struct {
        const char *name;
        uint16_t bit;
    } F[] = { { "cap", DL__TF_CAP },     { "name", DL__TF_NAME },   { "plural", DL__TF_PLURAL },
              { "tens", DL__TF_TENS },   { "times", DL__TF_TIMES }, { "night", DL__TF_NIGHT },
              { "short", DL__TF_SHORT }, { "noun", DL__TF_NOUN },   { "word", DL__TF_WORD } };
    const char *word;
    for (size_t n; (n = next_word(&flags, &word)) > 0;)
        for (size_t i = 0; i < sizeof F / sizeof F[0]; i++)
            if (strncmp(F[i].name, word, n) == 0 && F[i].name[n] == '\0')
                e->flags |= F[i].bit;
    e->next = c->words[w].entry;
    c->words[w].entry = (int32_t)(e - c->entries);
    c->words[w].classes |= UINT32_C(1) << k;
    return true;
}

/* The words of "in|on|at" as literals of the item made last. */
static bool item_words(dl__clock *c, const char *s, size_t n)
{
    dl__titem *it = &c->items[c->n_items - 1];
    it->kind = DL__TI_WORDS;
    it->first_word = (uint16_t)c->n_literals;
    for (size_t i = 0; i <= n; i++) {
        size_t from = i;
        while (i < n && s[i] != '|')
            i++;
        char low[32];
        if (i == from || i - from >= sizeof low)
            continue;
        for (size_t q = from; q < i; q++)
            low[q - from] = (char)(s[q] >= 'A' && s[q] <= 'Z' ? s[q] + 32 : s[q]);
        uint32_t w = add_word(c, low, i - from);
        uint16_t *l = w ? DL__PUSH(c->arena, c->literals, c->n_literals, c->cap_literals) : NULL;
        if (!l)
            return false;
        *l = (uint16_t)w;
        it->n_words++;
    }
    return true;
}

/* Take the marks off an item: [gap], ~glued, optional? */
static void item_marks(dl__titem *it, const char **text, size_t *len)
{
    const char *s = *text;
    size_t n = *len;
    if (n > 2 && s[0] == '[') {
        it->gap = true;
        s++, n--;
        n -= s[n - 1] == ']';
    }
    if (n > 1 && s[0] == '~')
        it->glued = true, s++, n--;
    if (n > 1 && s[n - 1] == '?')
        it->optional = true, n--;
    *text = s;
    *len = n;
}

/* One item of a pattern: "~-", "on|at?", "MONTH", "@D", "[to]". */
static bool item(dl__clock *c, const char *s, size_t n, uint32_t line, dl_error *err)
{
    dl__titem *it = DL__PUSH(c->arena, c->items, c->n_items, c->cap_items);
    if (!it)
        return dl__no_memory(err), false;
    item_marks(it, &s, &n);
    if (n == 2 && s[0] == '@') {
        it->kind = DL__TI_NEST;
        it->cls = s[1] == 'D' ? DL__TT_DATE : s[1] == 'T' ? DL__TT_TIME : DL__TT_DURATION;
        return true;
    }
    int k = index_of(CLASS, DL__N_TC, s, n);
    if (k >= 0) {
        it->kind = DL__TI_CLASS;
        it->cls = (uint8_t)k;
        return true;
    }
    if (s[0] >= 'A' && s[0] <= 'Z' && n > 1)
        return dl__fail(err, DL_EMODEL, line, "time/patterns.tsv:%u: class %.*s is unknown", line, (int)n, s),
               false;
    return item_words(c, s, n) || (dl__no_memory(err), false);
}

static bool arg(dl__tpattern *p, const char *s, size_t n)
{
    const char *eq = memchr(s, '=', n);
    size_t key = eq ? (size_t)(eq - s) : n;
    const char *v = eq ? eq + 1 : s + n;
    size_t len = n - (size_t)(v - s);
    int k;
#define KEY(name) (key == sizeof name - 1 && memcmp(s, name, key) == 0)
    if (KEY("rel"))
        return p->has_rel = true, p->rel = (int8_t)number_of(v), true;
    if (KEY("shift"))
        return p->shift = (int8_t)number_of(v), true;
    if (KEY("sign"))
        return p->sign = (int8_t)number_of(v), true;
    if (KEY("ord"))
        return p->ord = (int8_t)number_of(v), true;
    if (KEY("n"))
        return p->n = (int8_t)number_of(v), true;
    if (KEY("unit"))
        return (k = index_of(UNIT, DL__N_U, v, len)) >= 0 && (p->unit = (int8_t)k, true);
    if (KEY("dpart"))
        return (k = index_of(DPART, DL__N_DP, v, len)) >= 0 && (p->dpart = (int8_t)k, true);
    if (KEY("anchor"))
        return (k = index_of(ANCHOR, N_ANCHOR, v, len)) >= 0 && (p->anchor = (uint8_t)k, true);
    if (KEY("bare"))
        return (k = index_of(BARE, N_BARE, v, len)) >= 0 && (p->bare = (uint8_t)k, true);
    if (KEY("value"))
        return p->value = v, true;
    if (KEY("half"))
        return p->half = true;
    if (KEY("week"))
        return p->week = true;
    if (KEY("year"))
        return p->year = true;
    if (KEY("order"))
        return p->numeric = true;
#undef KEY
    return false;
}

static bool pattern_row(dl__clock *c, const char *level, const char *text, const char *type, const char *op,
                        const char *args, uint32_t line, dl_error *err)
{
    static const struct {
        const char *name;
        uint8_t bit;
    } TYPE[] = { { "DATE", DL__TT_DATE },
                 { "TIME", DL__TT_TIME },
                 { "DURATION", DL__TT_DURATION },
                 { "SET", DL__TT_SET } };
    dl__tpattern *p = DL__PUSH(c->arena, c->patterns, c->n_patterns, c->cap_patterns);
    if (!p)
        return dl__no_memory(err), false;
    int k = index_of(OP, DL__N_TOP, op, strlen(op));
    if (k < 0)
        return dl__fail(err, DL_EMODEL, line, "time/patterns.tsv:%u: op %s is unknown", line, op), false;
    p->op = (uint8_t)k;
    p->level = (uint8_t)number_of(level);
    p->line = line;
    p->unit = p->dpart = -1;
    for (size_t i = 0; i < 4; i++)
        if (strcmp(type, TYPE[i].name) == 0)
            p->type = TYPE[i].bit;
    if (!p->type)
        return dl__fail(err, DL_EMODEL, line, "time/patterns.tsv:%u: type %s is unknown", line, type), false;
    p->first_item = (uint16_t)c->n_items;
    const char *word;
    for (size_t n; (n = next_word(&text, &word)) > 0;)
        if (!item(c, word, n, line, err))
            return false;
    p->n_items = (uint16_t)(c->n_items - p->first_item);
    if (p->n_items == 0 || p->n_items > DL__T_MAX_ITEMS)
        return dl__fail(err, DL_EMODEL, line, "time/patterns.tsv:%u: a pattern has 1 to %d items", line,
                        DL__T_MAX_ITEMS),
               false;
    for (size_t n; (n = next_word(&args, &word)) > 0;)
        if (!arg(p, word, n))
            return dl__fail(err, DL_EMODEL, line, "time/patterns.tsv:%u: argument %.*s is unknown", line,
                            (int)n, word),
                   false;
    return true;
}

/* "12-25", "11/4/4", "E+39", "L" */
/* The days of a feast of the moon, NULL for one that the table has not. */
static const char *days_of_feast(const dl__table *feasts, const char *feast)
{
    int name = dl__table_column(feasts, "feast"), days = dl__table_column(feasts, "days");
    for (uint32_t r = 0; r < dl__table_n_rows(feasts); r++)
        if (strcmp(dl__table_cell(feasts, r, name), feast) == 0)
            return dl__table_cell(feasts, r, days);
    return NULL;
}

static bool holiday_row(dl__clock *c, const dl__table *feasts, const char *name, const char *rule,
                        uint32_t line, dl_error *err)
{
    dl__tholiday *h = DL__PUSH(c->arena, c->holidays, c->n_holidays, c->cap_holidays);
    if (!h)
        return dl__no_memory(err), false;
    h->name = name;
    char *end = NULL;
    if (rule[0] == 'E') {
        h->kind = 'e';
        h->day = (int16_t)number_of(rule + 1);
    } else if (rule[0] == '=') { /* "==": a whole month */
        h->kind = 't';
        h->whole_month = rule[1] == '=';
        h->days = days_of_feast(feasts, rule + 1 + h->whole_month);
        if (!h->days)
            return dl__fail(err, DL_EMODEL, line, "time/holidays.tsv:%u: feast %s is unknown", line, rule),
                   false;
    } else {
        h->month = (int8_t)strtol(rule, &end, 10);
        h->kind = *end == '-' ? 'd' : 'w';
        long v = *end ? strtol(end + 1, &end, 10) : 0;
        h->day = h->week_day = (int8_t)v;
        if (h->kind == 'w')
            h->nth = (int8_t)(*end == '/' ? strtol(end + 1, NULL, 10) : 0);
        if (h->month < 1 || h->month > 12)
            return dl__fail(err, DL_EMODEL, line, "time/holidays.tsv:%u: rule %s is unknown", line, rule),
                   false;
    }
    /* the name is cut like text is: letters, and each sign by itself */
    for (const char *s = name; *s;) {
        if (*s == ' ') {
            s++;
            continue;
        }
        char low[32];
        size_t n = 0;
        bool letters = false;
        while (s[n] && n + 1 < sizeof low && ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z')))
            low[n] = (char)(s[n] < 'a' ? s[n] + 32 : s[n]), n++, letters = true;
        if (!letters)
            low[n++] = *s;
        s += n;
        uint32_t w = add_word(c, low, n);
        if (!w)
            return dl__no_memory(err), false;
        if (h->n_words == 6)
            return dl__fail(err, DL_EMODEL, line, "time/holidays.tsv:%u: name of more than 6 parts", line),
                   false;
        h->words[h->n_words++] = (uint16_t)w;
        if (h->n_words == 1)
            c->words[w].classes |= UINT32_C(1) << DL__TC_HOL;
    }
    return true;
}

/* Mark the rows that a pattern can begin with: words, numbers (n_words), nested expressions (n_words + 1). */
static void mark_starts(const dl__clock *c, const dl__tpattern *p, bool *row)
{
    memset(row, 0, c->n_words + 2);
    for (uint16_t i = 0; i < p->n_items; i++) {
        const dl__titem *it = &c->items[p->first_item + i];
        if (it->kind == DL__TI_NEST) {
            row[c->n_words + 1] = true;
        } else if (it->kind == DL__TI_WORDS) {
            for (uint16_t k = 0; k < it->n_words; k++)
                row[c->literals[it->first_word + k]] = true;
        } else {
            bool number = it->cls >= DL__N_WORD_CLASSES;
            uint32_t classes = number ? 1u << DL__TC_NUMW | 1u << DL__TC_ORDW : UINT32_C(1) << it->cls;
            row[c->n_words] |= number;
            for (size_t w = 1; w < c->n_words; w++)
                row[w] |= (c->words[w].classes & classes) != 0;
            for (int a = 0; a < 2 && it->cls == DL__TC_NUMA; a++)
                row[dl__clock_word(c, "an", (size_t)a + 1)] = true;
        }
        if (!it->optional)
            return;
    }
}

/* For each row the patterns that can begin so: a sparse matrix by rows, counted first, then filled. */
static bool index_starts(dl__clock *c, dl_error *err)
{
    size_t rows = c->n_words + 2;
    bool *row = dl__arena_alloc(c->arena, rows, sizeof *row);
    c->start_at = dl__arena_alloc(c->arena, rows + 1, sizeof *c->start_at);
    if (!row || !c->start_at)
        return dl__no_memory(err), false;
    for (size_t p = 0; p < c->n_patterns; p++) {
        mark_starts(c, &c->patterns[p], row);
        for (size_t w = 1; w < rows; w++)
            c->start_at[w] += row[w];
    }
    uint32_t n = 0;
    for (size_t w = 0; w <= rows; w++) {
        uint32_t here = c->start_at[w];
        c->start_at[w] = n;
        n += here;
    }
    uint32_t *next = dl__arena_alloc(c->arena, rows, sizeof *next);
    c->starts = dl__arena_alloc(c->arena, n, sizeof *c->starts);
    if (!next || !c->starts)
        return dl__no_memory(err), false;
    for (size_t p = 0; p < c->n_patterns; p++) {
        mark_starts(c, &c->patterns[p], row);
        for (size_t w = 1; w < rows; w++)
            if (row[w])
                c->starts[c->start_at[w] + next[w]++] = (uint16_t)p;
    }
    return true;
}

static bool load(dl__clock *c, const dl__pack *p, dl_error *err)
{
    const dl__table *words = dl__pack_table(p, "time_words"), *patterns = dl__pack_table(p, "time_patterns"),
                    *holidays = dl__pack_table(p, "time_holidays"),
                    *feasts = dl__pack_table(p, "time_feasts");
    if (!words || !patterns || !holidays || !feasts)
        return dl__fail(err, DL_EMODEL, 0, "pack: no table %s",
                        !words      ? "time_words"
                        : !patterns ? "time_patterns"
                                    : "time_holidays"),
               false;
    dl__map_init(&c->by_form, c->arena);
    dl__tword *none = DL__PUSH(c->arena, c->words, c->n_words, c->cap_words); /* word 0 */
    if (!none)
        return dl__no_memory(err), false;
    none->form = "";
    none->entry = -1;
#define CELL(t, r, name) dl__table_cell(t, r, dl__table_column(t, name))
    for (uint32_t r = 0; r < dl__table_n_rows(words); r++)
        if (!word_row(c, CELL(words, r, "form"), CELL(words, r, "class"), CELL(words, r, "value"),
                      CELL(words, r, "flags"), dl__table_line(words, r), err))
            return false;
    for (uint32_t r = 0; r < dl__table_n_rows(holidays); r++)
        if (!holiday_row(c, feasts, CELL(holidays, r, "name"), CELL(holidays, r, "rule"),
                         dl__table_line(holidays, r), err))
            return false;
    for (uint32_t r = 0; r < dl__table_n_rows(patterns); r++)
        if (!pattern_row(c, CELL(patterns, r, "level"), CELL(patterns, r, "pattern"),
                         CELL(patterns, r, "type"), CELL(patterns, r, "op"), CELL(patterns, r, "args"),
                         dl__table_line(patterns, r), err))
            return false;
#undef CELL
    if (c->n_words > 60000 || c->n_patterns > 60000 || c->n_items > 60000 || c->n_literals > 60000)
        return dl__fail(err, DL_EMODEL, 0, "pack: time tables too large"), false;
    return index_starts(c, err);
}

dl_status dl__clock_new(const dl__pack *p, dl__clock **out, dl_error *err)
{
    dl__arena *a = dl__arena_new();
    dl__clock *c = a ? dl__arena_alloc(a, 1, sizeof *c) : NULL;
    dl_error mine = { 0 };
    *out = NULL;
    if (!c) {
        dl__arena_free(a);
        return dl__no_memory(err);
    }
    c->arena = a;
    if (!load(c, p, &mine)) {
        if (err)
            *err = mine;
        dl__arena_free(a);
        return mine.status;
    }
    *out = c;
    return DL_OK;
}

void dl__clock_free(dl__clock *c)
{
    if (c)
        dl__arena_free(c->arena);
}
