/* language.c - a count for each language, then the rule. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/language.h"

#include <string.h>

#include "base/error.h"
#include "text/chars.h"

enum { MAX_LANGUAGES = 96, MAX_READ = 1500, MAX_WORD = 32 };
/* The rule, chosen on English text of all kinds (none of 6,700 texts refused) and on paragraphs in 60 other languages. */
enum {
    DISTINCT = 3,       /* words of the language, each another, that English has not */
    ONE_IN = 10,        /* of all words are such */
    OVER_ENGLISH = 2,   /* and they are more than twice as many as those of English alone */
    UNKNOWN_WORDS = 40, /* from here on a text must have English words at all: */
    ENGLISH_ONE_IN = 25,
    FOREIGN_LETTERS = 10
};

typedef struct count {
    uint32_t own, shared;    /* words of the language that English has not, and has */
    uint32_t seen[DISTINCT]; /* hashes of the first different ones of its own */
    unsigned distinct;
} count;

typedef struct counts {
    const dl__table *table;
    const dl__index *index;
    uint32_t english; /* row */
    uint32_t words, latin;
    count of[MAX_LANGUAGES];
    uint32_t letters[16]; /* by script */
} counts;

/* Letters that no English text is written in; a sign that stands for a syllable or word counts for three letters. */
static const struct {
    int32_t first, last;
    unsigned weight;
    const char *name;
} scripts[] = {
    { 0x0370, 0x03FF, 1, "Greek" },
    { 0x0400, 0x052F, 1, "Cyrillic" },
    { 0x0530, 0x058F, 1, "Armenian" },
    { 0x0590, 0x05FF, 1, "Hebrew" },
    { 0x0600, 0x077F, 1, "Arabic" },
    { 0x0900, 0x0DFF, 1, "Indian" },
    { 0x0E00, 0x0FFF, 1, "Thai, Lao or Tibetan" },
    { 0x1000, 0x109F, 1, "Burmese" },
    { 0x10A0, 0x10FF, 1, "Georgian" },
    { 0x1200, 0x137F, 3, "Ethiopic" },
    { 0x1780, 0x17FF, 1, "Khmer" },
    { 0x3040, 0x9FFF, 3, "Chinese or Japanese" },
    { 0xAC00, 0xD7AF, 3, "Korean" },
};
enum { N_SCRIPTS = sizeof scripts / sizeof *scripts };

static void count_letter(counts *c, int32_t cp)
{
    for (unsigned i = 0; i < N_SCRIPTS && cp >= scripts[0].first; i++) {
        if (cp >= scripts[i].first && cp <= scripts[i].last) {
            c->letters[i] += scripts[i].weight;
            return;
        }
    }
    c->latin++;
}

static void own_word(count *k, uint32_t hash)
{
    k->own++;
    for (unsigned i = 0; i < k->distinct; i++) {
        if (k->seen[i] == hash)
            return;
    }
    if (k->distinct < DISTINCT)
        k->seen[k->distinct++] = hash;
}

static void count_word(counts *c, const char *word, size_t len)
{
    const dl__hit *hits;
    uint32_t hash = 2166136261u; /* FNV-1a */
    bool english = false;
    c->words++;
    size_t n = len ? dl__index_find(c->index, word, len, &hits) : 0;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    for (size_t i = 0; i < n; i++)
        english |= hits[i].row == c->english;
    for (size_t i = 0; i < n; i++) {
        count *k = hits[i].row < MAX_LANGUAGES ? &c->of[hits[i].row] : NULL;
        if (k && english)
            k->shared++;
        else if (k)
            own_word(k, hash);
    }
}

/* Words are runs of letters and marks, in lower case; one that is too long is in no table. */
static void count_field(counts *c, dl_str s)
{
    char word[MAX_WORD];
    size_t len = 0;
    bool in_word = false, too_long = false;
    for (size_t at = 0; at < s.len && c->words < MAX_READ;) {
        int32_t cp;
        at += dl__char_decode(s.ptr + at, s.len - at, &cp);
        dl__char_class kind = dl__char_class_of(cp);
        bool letter = kind == DL__CH_LETTER || (kind == DL__CH_MARK && in_word);
        if (letter) {
            unsigned char bytes[4];
            size_t n = dl__char_encode(dl__char_fold(cp), bytes);
            if (kind == DL__CH_LETTER)
                count_letter(c, cp);
            too_long |= len + n > sizeof word;
            if (!too_long) {
                memcpy(word + len, bytes, n);
                len += n;
            }
        }
        if (in_word && (!letter || at == s.len))
            count_word(c, word, too_long ? 0 : len);
        if (!letter) {
            len = 0;
            too_long = false;
        }
        in_word = letter;
    }
}

/* The language whose words are the most, by the rule; -1: none. */
static int best_language(const counts *c)
{
    uint32_t english = c->of[c->english].shared, n = dl__table_n_rows(c->table);
    int best = -1;
    for (uint32_t r = 0; r < n && r < MAX_LANGUAGES; r++) {
        const count *k = &c->of[r];
        uint32_t against = english - k->shared;
        if (r == c->english || k->distinct < DISTINCT || k->own * ONE_IN < c->words ||
            k->own <= OVER_ENGLISH * against)
            continue;
        if (best < 0 || k->own + k->shared > c->of[best].own + c->of[best].shared)
            best = (int)r;
    }
    return best;
}

static dl_status judge(const counts *c, dl_error *err)
{
    unsigned script = 0;
    uint32_t foreign = 0, english = c->of[c->english].shared;
    for (unsigned i = 0; i < N_SCRIPTS; i++) {
        foreign += c->letters[i];
        if (c->letters[i] > c->letters[script])
            script = i;
    }
    if (foreign >= FOREIGN_LETTERS && foreign > c->latin)
        return dl__fail(err, DL_ELANGUAGE, 0, "found a text in %s letters, expected English",
                        scripts[script].name);
    int best = best_language(c);
    if (best >= 0)
        return dl__fail(err, DL_ELANGUAGE, 0,
                        "found %s (of %u words %u are common ones of it, %u of English), expected English",
                        dl__table_cell(c->table, (uint32_t)best, dl__table_column(c->table, "language")),
                        c->words, c->of[best].own + c->of[best].shared, english);
    if (c->words >= UNKNOWN_WORDS && english * ENGLISH_ONE_IN < c->words)
        return dl__fail(err, DL_ELANGUAGE, 0,
                        "found a language that is not known (of %u words %u are common ones of English), "
                        "expected English",
                        c->words, english);
    return DL_OK;
}

dl_status dl__language_check(const dl__pack *p, const dl_story *story, dl_error *err)
{
    counts c = { .table = dl__pack_table(p, "lex_languages"), .index = dl__pack_index(p, "languages_lower") };
    if (!c.table || !c.index)
        return DL_OK; /* a pack that was made without it */
    uint32_t n = dl__table_n_rows(c.table);
    int name = dl__table_column(c.table, "language");
    while (c.english < n && strcmp(dl__table_cell(c.table, c.english, name), "English") != 0)
        c.english++;
    if (c.english == n || n > MAX_LANGUAGES)
        return dl__fail(err, DL_EMODEL, 0,
                        "data pack: lexicon/languages.tsv: %u rows, expected one of English among at most %d",
                        n, MAX_LANGUAGES);
    count_field(&c, story->headline);
    count_field(&c, story->text);
    return judge(&c, err);
}
