/* ask.c - a question as it is put together; see ask.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ask_priv.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

#define X(NAME, word, arg, list, help) { word, list },
static const struct {
    const char *word;
    bool list;
} FILTERS[] = { DL__FILTER_MAP(X) };
#undef X
#define X(NAME, word, help) word,
static const char *const GROUPS[] = { DL__GROUP_MAP(X) };
static const char *const MEASURES[] = { DL__MEASURE_MAP(X) };
#undef X
#define X(NAME, word, help) word ", "
static const char ALL_GROUPS[] = DL__GROUP_MAP(X);
static const char ALL_MEASURES[] = DL__MEASURE_MAP(X);
#undef X

const char *dl__filter_word(dl__filter f)
{
    return FILTERS[f].word;
}

bool dl__filter_is_list(dl__filter f)
{
    return FILTERS[f].list;
}

dl_status dl__ask_new(dl__ask **out, dl_error *err)
{
    dl__ask *a = calloc(1, sizeof *a);
    *out = a;
    if (!a || !(a->arena = dl__arena_new())) {
        free(a);
        *out = NULL;
        return dl__no_memory(err);
    }
    return DL_OK;
}

void dl__ask_free(dl__ask *a)
{
    if (!a)
        return;
    dl__arena_free(a->arena);
    free(a);
}

static dl_status add_value(dl__ask *a, dl__filter which, const char *s, dl_error *err)
{
    if (++a->n_values > DL__MAX_VALUES)
        return dl__fail(err, DL_EINVAL, 0, "more than %d values of filters", DL__MAX_VALUES);
    if (a->value[which] &&
        (which == DL__FILTER_SINCE || which == DL__FILTER_UNTIL || which == DL__FILTER_CONFIDENCE))
        return dl__fail(err, DL_EINVAL, 0, "--%s is there twice", FILTERS[which].word);
    dl_error why;
    (void)dl__no_memory(&why); /* unless a check says otherwise */
    const char *checked = dl__filter_value(a->arena, which, s, &why);
    if (!checked)
        return dl__fail(err, why.status, 0, "%s", why.message);
    dl__value *v = dl__arena_alloc(a->arena, 1, sizeof *v);
    if (!v)
        return dl__no_memory(err);
    v->s = checked;
    const dl__value **end = &a->value[which];
    while (*end) /* each is in the arena, and ours to write */
        end = (const dl__value **)(uintptr_t) & (*end)->next;
    *end = v;
    return DL_OK;
}

/* Call one(word) for each word of a list; words are trimmed. */
static dl_status each(dl__ask *a, const char *list, const char *option,
                      dl_status (*one)(dl__ask *a, int which, const char *word, dl_error *err), int which,
                      dl_error *err)
{
    for (const char *at = list;; at++) {
        size_t len = strcspn(at, ","), skip = strspn(at, " ");
        const char *end = at + len;
        skip = skip > len ? len : skip;
        size_t n = len - skip;
        while (n && at[skip + n - 1] == ' ')
            n--;
        if (!n)
            return dl__fail(err, DL_EINVAL, 0, "--%s '%s': a word is missing", option, list);
        const char *word = dl__arena_strndup(a->arena, at + skip, n);
        dl_status status = word ? one(a, which, word, err) : dl__no_memory(err);
        if (status || !*end)
            return status;
        at = end;
    }
}

static dl_status one_value(dl__ask *a, int which, const char *word, dl_error *err)
{
    return add_value(a, (dl__filter)which, word, err);
}

dl_status dl__ask_filter(dl__ask *a, dl__filter which, const char *value, dl_error *err)
{
    if (FILTERS[which].list)
        return each(a, value, FILTERS[which].word, one_value, (int)which, err);
    return add_value(a, which, value, err);
}

static int find(const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(words[i], word))
            return i;
    return -1;
}

/* " ... is not one of a, b, c": `all` ends in a comma and a space. */
static dl_status none_of(const char *option, const char *word, const char *all, dl_error *err)
{
    return dl__fail(err, DL_EINVAL, 0, "--%s '%.40s' is not one of %.*s", option, word,
                    (int)(strlen(all) - 2), all);
}

static dl_status one_group(dl__ask *a, const char *word, dl_error *err)
{
    int i = find(GROUPS, DL__N_GROUPS, word);
    if (i < 0)
        return none_of("group", word, ALL_GROUPS, err);
    for (unsigned k = 0; k < a->n_groups; k++)
        if (a->group[k] == (dl__group)i)
            return dl__fail(err, DL_EINVAL, 0, "--group '%s' is named twice", word);
    a->group[a->n_groups++] = (dl__group)i;
    return DL_OK;
}

static dl_status one_measure(dl__ask *a, const char *word, dl_error *err)
{
    int i = find(MEASURES, DL__N_MEASURES, word);
    if (i < 0)
        return none_of("measure", word, ALL_MEASURES, err);
    for (unsigned k = 0; k < a->n_measures; k++)
        if (a->measure[k] == (dl__measure)i)
            return dl__fail(err, DL_EINVAL, 0, "--measure '%s' is named twice", word);
    a->measure[a->n_measures++] = (dl__measure)i;
    return DL_OK;
}

static dl_status one_word(dl__ask *a, int part, const char *word, dl_error *err)
{
    if (part == DL__ASK_GROUPS)
        return one_group(a, word, err);
    if (part == DL__ASK_MEASURES)
        return one_measure(a, word, err);
    if (a->n_order == DL__MAX_ORDER)
        return dl__fail(err, DL_EINVAL, 0, "--order: more than %d words", DL__MAX_ORDER);
    a->order[a->n_order++] = (dl__order){ word + (word[0] == '-'), word[0] == '-' };
    return DL_OK;
}

dl_status dl__ask_list(dl__ask *a, dl__ask_part part, const char *words, dl_error *err)
{
    static const char *const option[] = { "group", "measure", "order" };
    return each(a, words, option[part], one_word, (int)part, err);
}

void dl__ask_limit(dl__ask *a, int64_t n)
{
    a->limit = n;
}

void dl__ask_columns_are(dl__ask *a, dl__ask_columns which)
{
    a->columns = which;
}

bool dl__ask_groups(const dl__ask *a)
{
    return a->n_groups || a->n_measures;
}
