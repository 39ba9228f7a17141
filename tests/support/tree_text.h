/* tree_text.h - test support: short notation of sentences to a document.
 *
 * Words stand between blanks: form/lemma/UPOS/head/relation, heads counted from 1, "." or "," may stand alone; "~" before a
 * form: no space before it; "+past", "+pres", "+ger", "+inf", "+part" behind the relation: its form (+part:
 * Tense=Past); "@LOC": a name.  A plain word gets a tag by its looks and no tree.  "|" ends a sentence. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEST_TREE_TEXT_H
#define DL_TEST_TREE_TEXT_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conllu_read.h"

enum { TREE_TEXT_MAX = 65536 };

static inline const char *tree_text_guess(const char *form)
{
    static const char *const ADVERBS[] = { "now", "recently", "currently", "today", "recent", NULL };
    for (int i = 0; ADVERBS[i]; i++)
        if (strcmp(ADVERBS[i], form) == 0)
            return "ADV";
    if (form[0] >= '0' && form[0] <= '9')
        return "NUM";
    if (form[0] >= 'A' && form[0] <= 'Z')
        return "PROPN";
    return strchr(".,:;()-\"'", form[0]) ? "PUNCT" : "NOUN";
}

/* One word as a row of CoNLL-U. */
static inline void tree_text_row(char *out, size_t cap, unsigned n, const char *word, bool glue_next)
{
    char part[5][64] = { "", "", "", "", "" };
    unsigned k = 0;
    size_t at = 0;
    bool slash_alone = word[0] == '/' || !strchr(word, '/');
    for (const char *s = word; *s; s++) {
        if (*s == '/' && !slash_alone && k < 4 && at > 0) {
            k++;
            at = 0;
        } else if (at + 1 < sizeof part[0]) {
            part[k][at++] = *s;
            part[k][at] = '\0';
        }
    }
    if (k < 4) { /* a plain word */
        (void)snprintf(part[0], sizeof part[0], "%.63s", word);
        (void)snprintf(part[1], sizeof part[1], "%.63s", word);
        (void)snprintf(part[2], sizeof part[2], "%s", tree_text_guess(word));
        (void)snprintf(part[3], sizeof part[3], "%d", n == 1 ? 0 : 1);
        (void)snprintf(part[4], sizeof part[4], "%s", n == 1 ? "root" : "dep");
    }
    const char *feats = "_", *ner = "";
    char *mark = strchr(part[4], '+');
    if (mark) {
        feats = strcmp(mark, "+past") == 0  ? "Mood=Ind|Tense=Past|VerbForm=Fin"
                : strcmp(mark, "+pres") == 0 ? "Mood=Ind|Tense=Pres|VerbForm=Fin"
                : strcmp(mark, "+ger") == 0 ? "VerbForm=Ger"
                : strcmp(mark, "+inf") == 0 ? "VerbForm=Inf"
                                            : "Tense=Past|VerbForm=Part";
        *mark = '\0';
    }
    mark = strchr(part[4], '@');
    if (mark) {
        ner = mark + 1;
        *mark = '\0';
    }
    (void)snprintf(out, cap, "%u\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t%s%s%s%s\n", n, part[0], part[1], part[2],
                   feats, part[3], part[4], *ner ? "NER=B-" : "", ner, *ner && glue_next ? "|" : "",
                   glue_next ? "SpaceAfter=No"
                   : *ner    ? ""
                             : "_");
}

static inline dl_document *tree_text(const char *text, const char *story_date)
{
    static char conllu[TREE_TEXT_MAX];
    size_t n = 0;
    unsigned row = 0;
    dl_error err;
    for (const char *s = text; *s;) {
        while (*s == ' ')
            s++;
        char word[200];
        size_t len = 0;
        while (s[len] && s[len] != ' ' && len + 1 < sizeof word)
            len++;
        memcpy(word, s, len);
        word[len] = '\0';
        s += len;
        while (*s == ' ')
            s++;
        if (strcmp(word, "|") == 0) {
            n += (size_t)snprintf(conllu + n, sizeof conllu - n, "\n");
            row = 0;
        } else if (len) {
            tree_text_row(conllu + n, sizeof conllu - n, ++row, word[0] == '~' ? word + 1 : word, *s == '~');
            n += strlen(conllu + n);
        }
    }
    n += (size_t)snprintf(conllu + n, sizeof conllu - n, "\n");
    dl_document *d = conllu_read(conllu, n, true, &err);
    if (!d) {
        (void)fprintf(stderr, "%s\n%s", err.message, conllu);
        abort();
    }
    d->story_date = story_date;
    return d;
}
#endif
