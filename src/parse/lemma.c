/* lemma.c - table, then endings with a lexicon of base forms, then the script.
 *
 * The table holds what endings would get wrong, so both together are right for every known word; unknown ones follow the
 * endings.  train/lemma.py, regular(), must do the same as regular() here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/lemma.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

#include "base/error.h"
#include "model/features.h"

enum { FORMAT = 1, SEED = 7, HEADER = 5 * 4, MAX_KEY = DL__LEMMA_CAP + 24 };
static const char *const UPOS_NAMES[DL_N_UPOS] = {
#define X(name) #name,
    DL_UPOS_MAP(X)
#undef X
};

bool dl__lemma_is_script(const char *s)
{
    size_t i = 2;
    if (s[0] < '0' || s[0] > '2' || s[1] != '|')
        return false;
    while (s[i] >= '0' && s[i] <= '9')
        i++;
    return i > 2 && i < 6 && s[i] == '|';
}

/* ---- opening ---- */

static bool answers_fit(const dl__lemmas *l)
{
    for (uint32_t i = 0; i < l->slots; i++)
        if (l->check[i] && l->value[i] >= l->n_answers)
            return false;
    for (size_t i = 0; i < (size_t)l->n_answers * DL__LEMMA_RULES; i++)
        if (l->answer[i] > l->n_rules || (i % DL__LEMMA_RULES == 0 && l->answer[i] == 0))
            return false;
    return true;
}

static bool rules_fit(const dl__lemmas *l, size_t len)
{
    for (uint32_t i = 0; i < l->n_rules; i++)
        if (l->offset[i] >= len || !dl__lemma_is_script(l->text + l->offset[i]) ||
            !dl__dlm_printable(l->text + l->offset[i], strlen(l->text + l->offset[i])))
            return false;
    return true;
}

dl_status dl__lemmas_open(const dl__dlm *m, dl__lemmas *l, dl_error *err)
{
    const dl__section *s = dl__dlm_section(m, "lemma.table");
    uint32_t head[5] = { 0 }; /* format, slots, answers, rules, bytes of text */
    *l = (dl__lemmas){ 0 };
    if (!s)
        return DL_OK;
    if (s->len >= HEADER)
        memcpy(head, s->data, HEADER);
    if (head[0] != FORMAT)
        return dl__fail(err, DL_EMODEL, 0, "section lemma.table has format %u, %d expected", head[0], FORMAT);
    l->slots = head[1], l->n_answers = head[2], l->n_rules = head[3];
    const uint64_t len = HEADER + 6 * (uint64_t)l->slots + 2 * DL__LEMMA_RULES * (uint64_t)l->n_answers +
                         4 * (uint64_t)l->n_rules + head[4];
    if (s->len != len || l->slots == 0 || head[4] == 0)
        return dl__fail(err, DL_EMODEL, 0, "section lemma.table has %zu bytes, its header gives %llu", s->len,
                        (unsigned long long)len);
    l->check = (const uint32_t *)(const void *)(s->data + HEADER);
    l->offset = l->check + l->slots;
    l->value = (const uint16_t *)(const void *)(l->offset + l->n_rules);
    l->answer = l->value + l->slots;
    l->text = (const char *)(l->answer + (size_t)DL__LEMMA_RULES * l->n_answers);
    if (l->text[head[4] - 1] != '\0' || !rules_fit(l, head[4]) || !answers_fit(l))
        return dl__fail(err, DL_EMODEL, 0, "section lemma.table points outside of itself");
    return DL_OK;
}

/* ---- the table ---- */

/* Rules of "form/UPOS" or "form/UPOS/XPOS"; NULL when it is not there. */
static const uint16_t *look_up(const dl__lemmas *l, const char *form, uint8_t upos, const char *xpos)
{
    char key[MAX_KEY];
    if (!l->slots || upos >= DL_N_UPOS)
        return NULL;
    const int n =
        snprintf(key, sizeof key, "%s/%s%s%s", form, UPOS_NAMES[upos], xpos ? "/" : "", xpos ? xpos : "");
    if (n <= 0 || (size_t)n >= sizeof key)
        return NULL;
    const uint64_t h = XXH3_64bits_withSeed(key, (size_t)n, SEED);
    const uint32_t low = (uint32_t)h ? (uint32_t)h : 1;
    uint32_t at = (uint32_t)(((h >> 32) * l->slots) >> 32);
    for (uint32_t i = 0; i < l->slots && l->check[at]; i++, at = at + 1 == l->slots ? 0 : at + 1)
        if (l->check[at] == low)
            return l->answer + (size_t)DL__LEMMA_RULES * l->value[at];
    return NULL;
}

static const uint16_t *entry(const dl__lemmas *l, const char *form, uint8_t upos, const char *xpos)
{
    const uint16_t *rules = xpos ? look_up(l, form, upos, xpos) : NULL;
    return rules ? rules : look_up(l, form, upos, NULL);
}

/* The entry of a form, or of its last part: re-took, counter-attacks; retook, underwent. */
static const uint16_t *entry_of_part(const dl__lemmas *l, const char *form, uint8_t upos, const char *xpos)
{
    static const char *const PREFIXES[] = { "re", "un", "over", "under", "out", "mis", "co", "pre", "fore" };
    const char *hyphen = strrchr(form, '-');
    if ((upos == DL_UPOS_NOUN || upos == DL_UPOS_VERB) && hyphen && hyphen > form && hyphen[1] && hyphen[2])
        return entry(l, hyphen + 1, upos, xpos);
    for (size_t i = 0; upos == DL_UPOS_VERB && !hyphen && i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        const size_t n = strlen(PREFIXES[i]);
        const uint16_t *rules = strncmp(form, PREFIXES[i], n) == 0 && form[n] && form[n + 1] && form[n + 2]
                                    ? entry(l, form + n, upos, xpos)
                                    : NULL;
        if (rules)
            return rules;
    }
    return NULL;
}

/* Has a form of ASCII letters upper and lower case ones? */
static void case_of(const char *form, bool *upper, bool *lower)
{
    *upper = *lower = false;
    for (; *form; form++) {
        *upper = *upper || (*form >= 'A' && *form <= 'Z');
        *lower = *lower || (*form >= 'a' && *form <= 'z');
    }
}

/* Same letters, whatever their (ASCII) case? */
static bool same_letters(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        const char x = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a,
                   y = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

/* Of the entry's lemmas the one that the script gives, else the first.
 * mode          '\0', or the case mode to use in place of the rules' own */
static size_t apply(const dl__lemmas *l, const uint16_t *rules, const char *form, const char *script,
                    char mode, char *out)
{
    for (int i = 0; i <= DL__LEMMA_RULES; i++) {
        const bool last = i == DL__LEMMA_RULES || rules[i] == 0;
        const char *rule = l->text + l->offset[rules[last ? 0 : i] - 1];
        char own[96];
        const int n = mode ? snprintf(own, sizeof own, "%c%s", mode, rule + 1) : 0;
        if (n < 0 || (size_t)n >= sizeof own)
            return 0;
        const size_t len = dl__lemma_of(form, mode ? own : rule, out, DL__LEMMA_CAP);
        if (last || strcmp(out, script) == 0)
            return len;
    }
    return 0;
}

/* ---- endings ---- */

typedef struct stem {
    size_t cut; /* bytes of the whole form */
    const char *add;
} stem;

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool ends(const char *w, size_t len, const char *end)
{
    const size_t n = strlen(end);
    return n <= len && memcmp(w + len - n, end, n) == 0;
}

static bool ends_in(const char *w, size_t len, const char *const *list)
{
    for (; *list; list++)
        if (ends(w, len, *list))
            return true;
    return false;
}

/* One vowel and one consonant at the end, none but consonants before: hop, fin, scrap. */
static bool is_short(const char *s, size_t len)
{
    if (len < 2 || is_vowel(s[len - 1]) || s[len - 1] == 'w' || s[len - 1] == 'x' || s[len - 1] == 'y' ||
        !is_vowel(s[len - 2]))
        return false;
    for (size_t i = 0; i + 2 < len; i++)
        if (is_vowel(s[i]))
            return false;
    return true;
}

/* What a form in -ed, -ing, -er, -est can come from, the likeliest first; s without the ending of n bytes. */
static size_t open_stems(const char *s, size_t len, size_t n, stem out[3])
{
    /* Stems that look so had a final e, unless the lexicon says otherwise. */
    static const char *const E_ENDS[] = { "at", "ut", "id", "ad", "od", "ud", "ur", "ir", "um",
                                          "dg", "rg", "lg", "ag", "eg", "ig", "ug", "ak", "ik",
                                          "ok", "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl",
                                          "zl", "s",  "z",  "c",  "v",  "u",  NULL };
    static const char *const NO_E_ENDS[] = { "ss",  "zz",  "eat", "oat", "out", "oad", "aid", "oak", "eak",
                                             "ook", "our", "air", "oir", "oom", "oid", "eed", "ead", NULL };
    const char last = s[len - 1];
    if (last == 'i') {
        out[len <= 2] = (stem){ n + 1, "y" };
        out[len > 2] = (stem){ n, "e" };
        return 2;
    }
    if (len > 2 && last == s[len - 2] && !is_vowel(last)) {
        const bool kept = last == 'l' || last == 's' || last == 'f' || last == 'z';
        out[!kept] = (stem){ n, "" };
        out[kept] = (stem){ n + 1, "" };
        out[2] = (stem){ n, "e" };
        return 3;
    }
    const bool e = is_short(s, len) || (ends_in(s, len, E_ENDS) && !ends_in(s, len, NO_E_ENDS));
    out[!e] = (stem){ n, "e" };
    out[e] = (stem){ n, "" };
    return 2;
}

static size_t singulars(const char *w, size_t len, stem out[3])
{
    static const char *const ES[] = { "sses", "xes", "ches", "shes", "zzes", "oes", NULL };
    out[0] = (stem){ 1, "" };
    if (ends(w, len, "ies") && len > 4) {
        out[0] = (stem){ 3, "y" };
        out[1] = (stem){ 1, "" };
        return 2;
    }
    if (ends(w, len, "ves")) {
        out[1] = (stem){ 3, "f" };
        out[2] = (stem){ 3, "fe" };
        return 3;
    }
    if (ends_in(w, len, ES)) {
        out[0] = (stem){ 2, "" };
        out[1] = (stem){ 1, "" };
        return 2;
    }
    if (ends(w, len, "ses") && !ends(w, len, "ies")) {
        out[1] = (stem){ 2, "" };
        return 2;
    }
    return 1;
}

static bool is_tag(const char *xpos, const char *tag)
{
    return xpos && strcmp(xpos, tag) == 0;
}

/* The inflection that a form shows, "" for none; *sure where its tag says the same. */
static const char *ending(const char *w, size_t len, uint8_t upos, const char *xpos, bool *sure)
{
    static const char *const VERB[][2] = {
        { "VBG", "ing" }, { "VBD", "ed" }, { "VBN", "ed" }, { "VBZ", "s" }
    };
    static const char *const ANY[] = { "ing", "ed", "s" };
    *sure = upos == DL_UPOS_NOUN;
    if (upos == DL_UPOS_NOUN)
        return is_tag(xpos, "NN") || is_tag(xpos, "NNP") ? ""
               : ends(w, len, "men")                     ? "men"
               : ends(w, len, "s")                       ? "s"
                                                         : "";
    if (upos == DL_UPOS_VERB) {
        for (size_t i = 0; i < sizeof VERB / sizeof *VERB; i++)
            if (is_tag(xpos, VERB[i][0]) && ends(w, len, VERB[i][1])) {
                *sure = true;
                return VERB[i][1];
            }
        for (size_t i = 0; i < sizeof ANY / sizeof *ANY; i++)
            if (ends(w, len, ANY[i]))
                return ANY[i];
        return "";
    }
    if ((is_tag(xpos, "JJR") || is_tag(xpos, "RBR")) && ends(w, len, "er"))
        return "er";
    return (is_tag(xpos, "JJS") || is_tag(xpos, "RBS")) && ends(w, len, "est") ? "est" : "";
}

static bool has_vowel(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (is_vowel(s[i]) || s[i] == 'y')
            return true;
    return false;
}

static size_t with_stem(const char *whole, size_t len, stem s, char *out)
{
    const size_t n = strlen(s.add);
    memcpy(out, whole, len - s.cut);
    memcpy(out + len - s.cut, s.add, n + 1);
    return len - s.cut + n;
}

/* Lemma of a lower-cased form by its ending; of a compound with hyphens only the last part is looked at. */
static size_t regular(const dl__bases *bases, const char *whole, size_t len, uint8_t upos, const char *xpos,
                      char *out)
{
    static const char *const KEPT[] = { "ss", "us", "is", NULL };
    const unsigned bit = upos == DL_UPOS_NOUN   ? DL__LEX_NOUN
                         : upos == DL_UPOS_VERB ? DL__LEX_VERB
                                                : DL__LEX_ADJ;
    const char *hyphen = strrchr(whole, '-');
    const size_t at = hyphen ? (size_t)(hyphen - whole) + 1 : 0, n = len - at;
    const char *w = whole + at;
    bool sure;
    const char *end = ending(w, n, upos, xpos, &sure);
    const size_t n_end = strlen(end);
    memcpy(out, whole, len + 1);
    if (!n_end || n < n_end + 2 ||
        (upos == DL_UPOS_VERB && (is_tag(xpos, "VB") || is_tag(xpos, "VBP")) &&
         bases->has(bases->owner, w, bit)))
        return len;
    const bool men = end[0] == 'm';
    if (!men && !has_vowel(w, n - n_end))
        return len;
    stem found[3] = { { n_end, "man" } };
    const size_t n_found = men             ? 1
                           : end[0] == 's' ? singulars(w, n, found)
                                           : open_stems(w, n - n_end, n_end, found);
    for (size_t i = 0; i < n_found; i++) {
        const size_t made = with_stem(whole, len, found[i], out);
        if (bases->has(bases->owner, out + at, bit))
            return made;
    }
    if (sure && !bases->has(bases->owner, w, bit) && !ends_in(w, n, KEPT))
        return with_stem(whole, len, found[0], out);
    memcpy(out, whole, len + 1);
    return len;
}

/* ---- capitals ---- */

/* Names are as written.  Only the script knows TEHRAN from NASA, and Times from Marines. */
static size_t name_lemma(const dl__bases *bases, const char *form, const char *low, size_t len,
                         const char *xpos, const char *script, char *out)
{
    bool upper, lower;
    case_of(form, &upper, &lower);
    if (is_tag(xpos, "NNPS") && regular(bases, low, len, DL_UPOS_NOUN, "NNS", out) &&
        same_letters(out, script))
        return 0;
    if (((upper && !lower) || is_tag(xpos, "NNPS")) && same_letters(form, script))
        return 0;
    return dl__lemma_of(form, "1|0|", out, DL__LEMMA_CAP);
}

/* Capitals of a lemma by its ending: what is tagged as part of a name keeps its first one; nouns with only that one, verbs and
 * adverbs have none; acronyms and adjectives as the script has them. */
static size_t with_case(const dl__bases *bases, const char *form, uint8_t upos, bool named,
                        const char *script, char *out, size_t len)
{
    bool upper, lower, inside, ignored;
    case_of(form, &upper, &lower);
    const bool starts = form[0] >= 'A' && form[0] <= 'Z';
    if (named && starts) {
        if (out[0] >= 'a' && out[0] <= 'z')
            out[0] = (char)(out[0] - 32);
        return len;
    }
    if (!upper || upos == DL_UPOS_VERB || upos == DL_UPOS_ADV)
        return len;
    case_of(form + 1, &inside, &ignored);
    const bool plain = upos == DL_UPOS_NOUN &&
                       ((lower && !inside) || (len > 3 && bases->has(bases->owner, out, DL__LEX_NOUN)));
    return !plain && same_letters(script, out) ? 0 : len;
}

/* ---- figures, drawn out words ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "1,100" without its commas; 0: no such figure. */
static size_t figure(const char *form, char *out)
{
    size_t lead = 0, n = 0, at;
    while (is_digit(form[lead]))
        lead++;
    for (at = lead; form[at] == ',' && is_digit(form[at + 1]) && is_digit(form[at + 2]) &&
                    is_digit(form[at + 3]) && !is_digit(form[at + 4]);)
        at += 4;
    if (lead == 0 || lead > 3 || at == lead || at >= DL__LEMMA_CAP || (form[at] && form[at] != '.'))
        return 0;
    for (size_t i = 0; form[i] && n + 1 < DL__LEMMA_CAP; i++)
        if (i > at && !is_digit(form[i]))
            return 0;
        else if (form[i] != ',')
            out[n++] = form[i];
    out[n] = '\0';
    return n;
}

/* A word with runs of three letters and more cut to so many. */
static size_t shorten_runs(const char *low, size_t len, size_t most, char *out)
{
    size_t n = 0;
    for (size_t i = 0, end; i < len; i = end) {
        for (end = i + 1; end < len && low[end] == low[i];)
            end++;
        const bool drawn = end - i > 2 && low[i] >= 'a' && low[i] <= 'z';
        for (size_t k = 0; k < (drawn ? most : end - i); k++)
            out[n++] = low[i];
    }
    out[n] = '\0';
    return n;
}

/* "sooooo", "prettty": the word that the lexicon has; 0: none. */
static size_t drawn_out(const dl__bases *bases, const char *low, size_t len, uint8_t upos, char *out)
{
    unsigned bit = upos == DL_UPOS_NOUN   ? DL__LEX_NOUN
                   : upos == DL_UPOS_VERB ? DL__LEX_VERB
                   : upos == DL_UPOS_ADJ  ? DL__LEX_ADJ
                                          : DL__LEX_ADV;
    for (size_t most = 2; most > 0; most--) {
        size_t n = shorten_runs(low, len, most, out);
        if (n < len && bases->has(bases->owner, out, bit))
            return n;
    }
    return 0;
}

size_t dl__lemma_find(const dl__lemmas *l, const dl__bases *bases, const char *form, uint8_t upos,
                      const char *xpos, const char *script, char *out)
{
    char low[DL__LEMMA_CAP];
    const size_t len = dl__lemma_of(form, "0|0|", low, sizeof low);
    if (!l->slots || !len)
        return 0;
    if (is_tag(xpos, "ADD"))
        return dl__lemma_of(form, "1|0|", out, DL__LEMMA_CAP); /* addresses */
    const bool named = upos != DL_UPOS_PROPN && xpos && strncmp(xpos, "NNP", 3) == 0;
    bool upper, lower;
    case_of(form, &upper, &lower);
    const uint16_t *rules = entry(l, low, upos, xpos);
    if (!rules && !(upos == DL_UPOS_VERB && bases->has(bases->owner, low, DL__LEX_VERB)))
        rules = entry_of_part(l, low, upos, xpos);
    if (rules)
        return apply(l, rules, form, script, named && upper ? (lower ? '1' : '2') : '\0', out);
    if (upos == DL_UPOS_PROPN)
        return name_lemma(bases, form, low, len, xpos, script, out);
    if (upos == DL_UPOS_NUM)
        return figure(form, out);
    if (upos != DL_UPOS_NOUN && upos != DL_UPOS_VERB && upos != DL_UPOS_ADJ && upos != DL_UPOS_ADV)
        return 0;
    const size_t short_len = drawn_out(bases, low, len, upos, out);
    if (short_len)
        return short_len;
    return with_case(bases, form, upos, named, script, out, regular(bases, low, len, upos, xpos, out));
}
