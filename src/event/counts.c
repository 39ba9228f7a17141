/* counts.c - numerals by value; vague ones ("dozens") by their least value. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/counts.h"

#include <string.h>

static const struct {
    const char *word;
    int64_t n;
    bool open;
} words[] = {
    { "one", 1, false },        { "two", 2, false },          { "three", 3, false },
    { "four", 4, false },       { "five", 5, false },         { "six", 6, false },
    { "seven", 7, false },      { "eight", 8, false },        { "nine", 9, false },
    { "ten", 10, false },       { "eleven", 11, false },      { "twelve", 12, false },
    { "thirteen", 13, false },  { "fourteen", 14, false },    { "fifteen", 15, false },
    { "sixteen", 16, false },   { "seventeen", 17, false },   { "eighteen", 18, false },
    { "nineteen", 19, false },  { "twenty", 20, false },      { "thirty", 30, false },
    { "forty", 40, false },     { "fifty", 50, false },       { "sixty", 60, false },
    { "seventy", 70, false },   { "eighty", 80, false },      { "ninety", 90, false },
    { "dozen", 24, true },      { "score", 40, true },        { "hundred", 200, true },
    { "thousand", 2000, true }, { "million", 2000000, true },
};

static int64_t scale_of(const char *lemma)
{
    if (strcmp(lemma, "dozen") == 0)
        return 12;
    if (strcmp(lemma, "hundred") == 0)
        return 100;
    if (strcmp(lemma, "thousand") == 0)
        return 1000;
    if (strcmp(lemma, "million") == 0)
        return 1000000;
    return 0;
}

static bool digits(const char *s, int64_t *n)
{
    *n = 0;
    if (*s < '0' || *s > '9')
        return false;
    for (; *s; s++) {
        if (*s == ',' && s[1])
            continue;
        if (*s < '0' || *s > '9' || *n > INT64_C(1000000000000))
            return false;
        *n = *n * 10 + (*s - '0');
    }
    return true;
}

bool dl__number_value(const dl_document *d, uint32_t token, int64_t *n, int64_t *n_max)
{
    const dl_token *t = &d->tokens[token];
    bool open = false, found = digits(t->form, n);
    for (size_t i = 0; !found && i < sizeof words / sizeof *words; i++) {
        if (strcmp(t->lemma, words[i].word) != 0)
            continue;
        *n = words[i].n;
        open = words[i].open;
        found = true;
    }
    if (!found)
        return false;
    int64_t scale = scale_of(t->lemma), left = 0;
    uint32_t first = d->sentences[d->syn[token].sentence].first_token;
    if (scale && token > first && digits(d->tokens[token - 1].form, &left)) {
        *n = left * scale; /* "3 million" */
        open = false;
    } else if (scale && token > first) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (words[i].open || strcmp(d->tokens[token - 1].lemma, words[i].word) != 0)
                continue;
            *n = words[i].n * scale;
            open = false;
        }
        if (open && strcmp(d->tokens[token - 1].lemma, "a") == 0) {
            *n = scale;
            open = false;
        }
    }
    *n_max = open ? -1 : *n;
    return true;
}

static int32_t numeral_of(const dl_document *d, uint32_t t)
{
    int32_t num = dl__tree_child(d, t, DL__DEP_nummod, DL__SUB_other);
    if (num >= 0)
        return num;
    int64_t n, max;
    return dl__number_value(d, t, &n, &max) ? (int32_t)t : -1; /* "killing 39", "dozens of people" */
}

dl_status dl__counts_of(const dl__compose *c, const dl__cand *x, dl_event *ev)
{
#define COUNTED(what)                                                                                        \
    {                                                                                                        \
#what, "count_" #what, sizeof "count_" #what - 1                                                     \
    }
    static const struct {
        const char *what, *set;
        size_t len;
    } whats[] = {
        COUNTED(killed),    COUNTED(injured), COUNTED(captured), COUNTED(arrested),
        COUNTED(displaced), COUNTED(missing), COUNTED(crowd),
    };
#undef COUNTED
    dl_document *d = c->d;
    for (size_t k = 0; k < sizeof whats / sizeof *whats; k++) {
        int s = dl__sets_find(&c->e->sets, whats[k].set, whats[k].len);
        if (s < 0 || !dl__match_word(c->e, d, x->token, s, (dl_str){ NULL, 0 }))
            continue;
        int32_t party = strcmp(whats[k].what, "crowd") == 0 ? x->match.subject : x->match.object;
        int32_t num = party >= 0 ? numeral_of(d, (uint32_t)party) : -1;
        int64_t n, max;
        if (num < 0 || !dl__number_value(d, (uint32_t)num, &n, &max))
            continue;
        dl_count *out = dl__arena_alloc(d->arena, 1, sizeof *out);
        if (!out)
            return DL_ENOMEM;
        *out = (dl_count){ whats[k].what, n, max, d->tokens[num].form };
        ev->counts = out;
        ev->n_counts = 1;
        return DL_OK;
    }
    return DL_OK;
}
