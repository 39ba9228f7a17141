/* check_words.c - words that nobody knows are mistyped; see lexicon_check.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/lexicon_check.h"

#include <string.h>

enum { MAX_WORD = 60 };

/* A known word of this part; hyphenated ones by their parts, "re" and the like too. */
static bool knows(const lexicon_check *c, const char *word, size_t len, char pos)
{
    char one[MAX_WORD + 1];
    if (len == 0 || len > MAX_WORD)
        return len == 0;
    memcpy(one, word, len);
    one[len] = '\0';
    if (dl__engine_knows(c->model->engine, one, pos) || dl__map_get(&c->words, one, len))
        return true;
    if (one[len - 1] == 's' && pos != 'v') { /* "talks", where the set lists a plural */
        one[len - 1] = '\0';
        if (dl__engine_knows(c->model->engine, one, 'n'))
            return true;
    }
    const char *dash = memchr(word, '-', len);
    return dash && (dash == word || knows(c, word, (size_t)(dash - word), 'a')) &&
           knows(c, dash + 1, len - (size_t)(dash - word) - 1, 'a');
}

/* The first word of a phrase that nobody knows; empty: all are known. */
static dl_str unknown_in(const lexicon_check *c, dl_str phrase)
{
    for (size_t at = 0; at < phrase.len;) {
        const char *p = phrase.ptr + at, *end = memchr(p, ' ', phrase.len - at);
        size_t n = end ? (size_t)(end - p) : phrase.len - at;
        if (!knows(c, p, n, 'a'))
            return (dl_str){ p, n };
        at += n + 1;
    }
    return (dl_str){ NULL, 0 };
}

/* "arms sale/n", where forms.tsv makes "arm" of it. */
static bool check_extra(lexicon_check *c, const dl__entry *x)
{
    const dl__index *forms = dl__pack_index(c->pack, "forms");
    const dl__table *t = dl__pack_table(c->pack, "lex_forms");
    for (size_t at = 0; x->pos == 'n' && forms && t && at < x->extra.len;) {
        const char *p = x->extra.ptr + at, *end = memchr(p, ' ', x->extra.len - at);
        size_t n = end ? (size_t)(end - p) : x->extra.len - at;
        char key[MAX_WORD + 3];
        const dl__hit *hits;
        at += n + 1;
        if (n > MAX_WORD)
            continue;
        memcpy(key, p, n);
        memcpy(key + n, "/n", 3);
        if (!dl__index_find(forms, key, n + 2, &hits))
            continue;
        const char *lemma = dl__table_cell(t, hits->row, dl__table_column(t, "lemma"));
        if (strlen(lemma) != n || memcmp(lemma, p, n) != 0)
            return dl__lexicon_fault(c, x->table, x->row,
                                     "trigger '%s': '%.*s' is a form of '%s', expected the lemma", x->trigger,
                                     (int)n, p, lemma);
    }
    return true;
}

/* "struck/v", where forms.tsv makes "strike" of it: no text gives that lemma. */
static bool check_form(lexicon_check *c, const dl__entry *x)
{
    char key[MAX_WORD + 3];
    const dl__index *forms = dl__pack_index(c->pack, "forms");
    const dl__table *t = dl__pack_table(c->pack, "lex_forms");
    const dl__hit *hits;
    size_t n = x->head.len;
    if (x->pos == 'a' || n > MAX_WORD || !forms || !t)
        return true;
    memcpy(key, x->head.ptr, n);
    key[n++] = '/';
    key[n++] = x->pos;
    key[n] = '\0';
    if (!dl__index_find(forms, key, n, &hits))
        return dl__lexicon_fault(c, x->table, x->row,
                                 "trigger '%s': '%s' is not in lexicon/forms.tsv: run tools/make_forms.py",
                                 x->trigger, key);
    const char *lemma = dl__table_cell(t, hits->row, dl__table_column(t, "lemma"));
    if (strlen(lemma) != x->head.len || memcmp(lemma, x->head.ptr, x->head.len) != 0)
        return dl__lexicon_fault(c, x->table, x->row, "trigger '%s' is a form of '%s', expected the lemma",
                                 x->trigger, lemma);
    return true;
}

bool dl__check_words(lexicon_check *c, const dl__entries *entries)
{
    bool good = true;
    for (uint32_t i = 0; i < entries->n; i++) {
        const dl__entry *x = &entries->items[i];
        dl_str strange = unknown_in(c, x->extra);
        if (!knows(c, x->head.ptr, x->head.len, x->pos))
            strange = x->head;
        if (strange.len)
            good = dl__lexicon_fault(c, x->table, x->row,
                                     "trigger '%s': unknown lemma '%.*s', expected a word of WordNet or the "
                                     "treebanks",
                                     x->trigger, (int)strange.len, strange.ptr);
        good &= check_form(c, x);
        good &= check_extra(c, x);
        for (unsigned k = 0; k < x->n_slots; k++) {
            dl_str words = x->slots[k].words;
            for (size_t at = 0; at < words.len;) {
                const char *p = words.ptr + at, *bar = memchr(p, '|', words.len - at);
                size_t n = bar ? (size_t)(bar - p) : words.len - at;
                if (!knows(c, p, n, 'a'))
                    good = dl__lexicon_fault(c, x->table, x->row,
                                             "frame: '%.*s' is neither a set of sets.tsv nor a known lemma",
                                             (int)n, p);
                at += n + 1;
            }
        }
    }
    return good;
}

bool dl__check_set_words(lexicon_check *c)
{
    const dl__table *t = dl__pack_table(c->pack, "lex_sets");
    int column = dl__table_column(t, "lemmas");
    bool good = true;
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        const char *p = dl__table_cell(t, r, column);
        for (size_t n; *p; p += n + (p[n] == ';')) {
            n = strcspn(p, ";");
            dl_str strange = *p == '@' ? (dl_str){ NULL, 0 } : unknown_in(c, (dl_str){ p, n });
            if (strange.len)
                good = dl__lexicon_fault(c, t, r, "set '%s', '%.*s': unknown lemma '%.*s'",
                                         dl__table_cell(t, r, dl__table_column(t, "set")), (int)n, p,
                                         (int)strange.len, strange.ptr);
        }
    }
    return good;
}
