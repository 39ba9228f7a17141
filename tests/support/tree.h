/* tree.h - test support: trees written one word after the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEST_TREE_H
#define DL_TEST_TREE_H
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"
#include "conllu_read.h"

/* The next field of a word, up to a stroke or a space; *p moves behind it. */
static inline void tree_field(const char **p, char *out, size_t cap)
{
    size_t n = strcspn(*p, "/ ");
    assert_true(n > 0 && n < cap);
    memcpy(out, *p, n);
    out[n] = '\0';
    *p += n + ((*p)[n] == '/');
}

static inline const char *tree_feats(const char *xpos)
{
    if (strcmp(xpos, "VBN") == 0)
        return "Tense=Past|VerbForm=Part";
    return strcmp(xpos, "WP") == 0 ? "PronType=Rel" : "_";
}

/* "form/UPOS/xpos/head/deprel ..." to a document; the lemma is the form unless "form=lemma". Free with dl_document_free(). */
static inline dl_document *tree(const char *words)
{
    static char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, "# newdoc id = t\n# sent_id = 1\n# text = t\n");
    int id = 0;
    for (const char *p = words; *p; p += strspn(p, " ")) {
        char form[40], upos[10], xpos[8], head[8], deprel[20];
        tree_field(&p, form, sizeof form);
        tree_field(&p, upos, sizeof upos);
        tree_field(&p, xpos, sizeof xpos);
        tree_field(&p, head, sizeof head);
        tree_field(&p, deprel, sizeof deprel);
        char *eq = strchr(form, '=');
        const char *lemma = eq ? eq + 1 : form;
        if (eq)
            *eq = '\0';
        n += (size_t)snprintf(text + n, sizeof text - n, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t_\t_\n", ++id, form,
                              lemma, upos, xpos, tree_feats(xpos), head, deprel);
    }
    n += (size_t)snprintf(text + n, sizeof text - n, "\n");
    dl_error err;
    dl_document *d = conllu_read(text, n, true, &err);
    assert_non_null(d);
    return d;
}
#endif
