/* frame.c - a small hand-written reader: cells are short, and an error must name file, line and slot. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/frame.h"

#include <string.h>

#include "base/error.h"

enum { MAX_LEMMA = 120 };

static size_t span(const char *s, const char *stop)
{
    size_t n = 0;
    while (s[n] && !strchr(stop, s[n]))
        n++;
    return n;
}

/* ---- sets ---- */

static size_t member_key(char out[MAX_LEMMA + 8], const char *lemma, size_t len, unsigned set)
{
    if (len > MAX_LEMMA)
        return 0;
    static const char digits[] = "0123456789abcdef";
    memcpy(out, lemma, len);
    out[len++] = '\x1F';
    for (int shift = 12; shift >= 0; shift -= 4) /* by hand: made some ten thousand times at every start */
        out[len++] = digits[set >> shift & 15];
    return len;
}

dl_status dl__sets_load(dl__sets *s, dl__arena *arena, const dl__table *t, dl_error *err)
{
    s->arena = arena;
    dl__map_init(&s->names, arena);
    dl__map_init(&s->members, arena);
    int name_col = dl__table_column(t, "set"), lemma_col = dl__table_column(t, "lemmas");
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        const char *name = dl__table_cell(t, r, name_col);
        bool is_new;
        uint32_t *number = dl__map_put(&s->names, name, span(name, ""), &is_new);
        if (!number)
            return dl__no_memory(err);
        if (is_new)
            *number = (uint32_t)s->names.n - 1;
        for (const char *p = dl__table_cell(t, r, lemma_col); *p;) {
            size_t len = span(p, ";");
            char key[MAX_LEMMA + 8];
            size_t n = member_key(key, p, len, *number);
            const char *copy = n ? dl__arena_strndup(arena, key, n) : NULL;
            if (n && (!copy || !dl__map_put(&s->members, copy, n, NULL)))
                return dl__no_memory(err);
            p += len;
            while (*p == ';' || *p == ' ')
                p++;
        }
    }
    return DL_OK;
}

bool dl__sets_has(const dl__sets *s, int set, const char *lemma, size_t len)
{
    char key[MAX_LEMMA + 8];
    size_t n = set >= 0 ? member_key(key, lemma, len, (unsigned)set) : 0;
    return n && dl__map_get(&s->members, key, n);
}

bool dl__spec_has(const dl__sets *s, int set, dl_str words, const char *lemma, size_t len)
{
    if (set >= 0)
        return dl__sets_has(s, set, lemma, len);
    for (size_t at = 0; at < words.len;) {
        const char *p = words.ptr + at, *bar = memchr(p, '|', words.len - at);
        size_t n = bar ? (size_t)(bar - p) : words.len - at;
        if (n == len && memcmp(p, lemma, len) == 0)
            return true;
        at += n + 1;
    }
    return false;
}

int dl__sets_find(const dl__sets *s, const char *name, size_t len)
{
    const uint32_t *n = dl__map_get(&s->names, name, len);
    return n ? (int)*n : -1;
}

/* ---- frames ---- */

typedef struct reader {
    dl__arena *arena;
    const dl__sets *sets;
    const dl__table *table;
    uint32_t row;
    dl_error *err;
} reader;

static dl_status bad(const reader *r, const char *what, const char *found, size_t len)
{
    return dl__fail(r->err, DL_EMODEL, 0, "%s:%u: %s, found '%.*s'", dl__table_file(r->table, r->row),
                    dl__table_line(r->table, r->row), what, (int)len, found);
}

static bool is(const char *s, size_t len, const char *word)
{
    return len == span(word, "") && memcmp(s, word, len) == 0;
}

static dl__where parse_where(const char *s, size_t len)
{
    static const struct {
        const char *name;
        dl__where_slot slot;
    } plain[] = {
        { "s", DL__W_S },     { "o", DL__W_O },     { "i", DL__W_I },
        { "c", DL__W_C },     { "prt", DL__W_PRT }, { "mark", DL__W_MARK },
        { "adv", DL__W_ADV }, { "aux", DL__W_AUX }, { "det", DL__W_DET },
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (is(s, len, plain[i].name))
            return (dl__where){ .slot = (uint8_t)plain[i].slot };
    }
    if (len > 2 && s[len - 2] == '+' && s[len - 1] == 'c')
        return (dl__where){ .slot = DL__W_PREP_C, .prep = { s, len - 2 } };
    return (dl__where){ .slot = DL__W_PREP, .prep = { s, len } };
}

/* "A", "R{set}", "{a|b}", "{!set}", "X!", "*". */
static dl_status parse_what(const reader *r, const char *s, size_t len, dl__slot_spec *out)
{
    const char *brace = memchr(s, '{', len);
    size_t head = brace ? (size_t)(brace - s) : len;
    static const struct {
        const char *name;
        dl__fill fill;
    } fills[] = {
        { "", DL__FILL_ANY }, { "*", DL__FILL_ANY }, { "A", DL__FILL_A },
        { "R", DL__FILL_R },  { "P", DL__FILL_P },   { "PR", DL__FILL_PR },
        { "T", DL__FILL_T },  { "X", DL__FILL_X },   { "X!", DL__FILL_X },
    };
    size_t i = 0, n = sizeof fills / sizeof *fills;
    while (i < n && !is(s, head, fills[i].name))
        i++;
    if (i == n || (len == 0))
        return bad(r, "expected A, R, P, PR, T, X, X!, * or {set}", s, len);
    out->fill = (uint8_t)fills[i].fill;
    out->content_needed = is(s, head, "X!");
    if (!brace)
        return DL_OK;
    if (s[len - 1] != '}')
        return bad(r, "expected a closing '}'", s, len);
    const char *word = brace + 1;
    size_t n_word = len - head - 2;
    if (n_word && *word == '!') {
        out->set_negated = true;
        word++;
        n_word--;
    }
    if (memchr(word, '|', n_word)) {
        out->words = (dl_str){ word, n_word };
        return DL_OK;
    }
    int set = dl__sets_find(r->sets, word, n_word);
    if (set < 0)
        out->words = (dl_str){ word, n_word }; /* a single literal lemma */
    else
        out->set = (int16_t)set;
    return n_word ? DL_OK : bad(r, "expected a set or a lemma in the braces", s, len);
}

/* n things of `size` bytes, to stay: entries have few slots and slots few places, so room for the most that there can be
 * would be a hundred times what is used, and filling it the longest part of the start. */
static const void *keep(const reader *r, const void *things, size_t n, size_t size)
{
    void *kept = dl__arena_alloc(r->arena, n, size);
    if (kept && n)
        memcpy(kept, things, n * size);
    return kept;
}

static dl_status parse_slot(const reader *r, const char *s, size_t len, dl__slot_spec *out)
{
    dl__where at[DL__MAX_ALTERNATIVES];
    *out = (dl__slot_spec){ .set = -1 };
    const char *eq = memchr(s, '=', len);
    size_t n_where = eq ? (size_t)(eq - s) : len;
    const char *w = s;
    if (n_where && *w == '!') {
        out->absent = true;
        w++;
        n_where--;
    }
    for (const char *end = w + n_where; w < end;) {
        const char *bar = memchr(w, '|', (size_t)(end - w));
        size_t n = bar ? (size_t)(bar - w) : (size_t)(end - w);
        size_t name = n && w[n - 1] == '?' ? n - 1 : n; /* "o?|i?=R": the mark may stand behind each */
        if (!name || out->n_at == DL__MAX_ALTERNATIVES)
            return bad(r, "expected at most 12 places before '='", s, len);
        out->optional |= name < n;
        at[out->n_at++] = parse_where(w, name);
        w += n + (bar ? 1 : 0);
    }
    if (!out->n_at)
        return bad(r, "expected a place such as s, o, on", s, len);
    out->at = keep(r, at, out->n_at, sizeof *at);
    if (!out->at)
        return dl__no_memory(r->err);
    if (!eq)
        return DL_OK;
    return parse_what(r, eq + 1, len - (size_t)(eq + 1 - s), out);
}

static dl_status parse_trigger(const reader *r, dl__entry *e)
{
    size_t len = span(e->trigger, "");
    if (len < 3 || e->trigger[len - 2] != '/' || !strchr("vna", e->trigger[len - 1]))
        return bad(r, "expected lemma/v, lemma/n or lemma/a", e->trigger, len);
    e->pos = e->trigger[len - 1];
    len -= 2;
    e->head = (dl_str){ e->trigger, len };
    if (e->pos == 'n') { /* head word is the last */
        for (size_t i = len; i-- > 0;) {
            if (e->trigger[i] != ' ')
                continue;
            e->extra = (dl_str){ e->trigger, i };
            e->head = (dl_str){ e->trigger + i + 1, len - i - 1 };
            break;
        }
    } else { /* head word is the first */
        size_t first = span(e->trigger, " /");
        if (first < len)
            e->extra = (dl_str){ e->trigger + first + 1, len - first - 1 };
        e->head.len = first < len ? first : len;
    }
    return DL_OK;
}

static dl_status parse_entry(const reader *r, dl__entry *e)
{
    dl__slot_spec slots[DL__MAX_SLOTS];
    dl_status st = parse_trigger(r, e);
    int col = dl__table_column(r->table, "frame");
    for (const char *p = dl__table_cell(r->table, r->row, col); st == DL_OK && *p;) {
        size_t len = span(p, " ");
        if (len) {
            if (e->n_slots == DL__MAX_SLOTS)
                return bad(r, "expected at most 8 slots", p, len);
            st = parse_slot(r, p, len, &slots[e->n_slots++]);
        }
        p += len;
        while (*p == ' ')
            p++;
    }
    e->slots = keep(r, slots, e->n_slots, sizeof *slots);
    return st || e->slots ? st : dl__no_memory(r->err);
}

dl_status dl__entries_load(dl__entries *e, dl__arena *arena, const dl__sets *sets, const dl__table *t,
                           dl_error *err)
{
    e->arena = arena;
    dl__map_init(&e->heads, arena);
    e->n = dl__table_n_rows(t);
    e->items = dl__arena_alloc(arena, e->n, sizeof *e->items);
    e->next = dl__arena_alloc(arena, e->n, sizeof *e->next);
    uint32_t *last =
        dl__arena_alloc(arena, e->n + 1, sizeof *last); /* by first item: the last of its chain */
    if (!e->items || !e->next || !last)
        return dl__no_memory(err);
    int col = dl__table_column(t, "trigger");
    uint32_t own = dl__table_n_own(t), added = e->n - own;
    for (uint32_t k = 0; k < e->n; k++) {
        uint32_t i = k < added ? own + k : k - added; /* a user's entries before the pack's */
        dl__entry *x = &e->items[i];
        *x = (dl__entry){ .trigger = dl__table_cell(t, i, col), .table = t, .row = i };
        dl_status st = parse_entry(&(reader){ arena, sets, t, i, err }, x);
        if (st != DL_OK)
            return st;
        char *key = dl__arena_alloc(arena, x->head.len + 3, 1);
        bool is_new;
        if (key) {
            memcpy(key, x->head.ptr, x->head.len);
            key[x->head.len] = '/';
            key[x->head.len + 1] = x->pos;
        }
        uint32_t *first = key ? dl__map_put(&e->heads, key, x->head.len + 2, &is_new) : NULL;
        if (!first)
            return dl__no_memory(err);
        if (is_new)
            *first = i + 1;
        else
            e->next[last[*first]] = i + 1;
        last[*first] = i;
    }
    return DL_OK;
}

uint32_t dl__entries_first(const dl__entries *e, const char *lemma, char pos)
{
    char key[MAX_LEMMA + 3];
    size_t n = span(lemma, "");
    if (n > MAX_LEMMA)
        return 0;
    memcpy(key, lemma, n);
    key[n] = '/';
    key[n + 1] = pos;
    const uint32_t *first = dl__map_get(&e->heads, key, n + 2);
    return first ? *first : 0;
}
