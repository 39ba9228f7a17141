/* tree.h - test support: trees written one word after the other. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEST_TREE_H
#define DL_TEST_TREE_H
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"
#include "conllu_read.h"

/* "form/UPOS/xpos/head/deprel ..." to CoNLL-U; the lemma is the form in lower case unless "form=lemma". */
static inline dl_document *tree(const char *words)
{
    static char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, "# newdoc id = t\n# sent_id = 1\n# text = t\n");
    int id = 0;
    for (const char *p = words; *p; p += strspn(p, " ")) {
        char form[40], upos[10], xpos[8], deprel[20];
        int head, used = 0;
        assert_int_equal(
            sscanf(p, "%39[^/]/%9[^/]/%7[^/]/%d/%19[^ ]%n", form, upos, xpos, &head, deprel, &used), 5);
        char *eq = strchr(form, '=');
        const char *lemma = eq ? eq + 1 : form;
        if (eq)
            *eq = '\0';
        const char *feats = strcmp(xpos, "VBN") == 0  ? "Tense=Past|VerbForm=Part"
                            : strcmp(xpos, "WP") == 0 ? "PronType=Rel"
                                                      : "_";
        n += (size_t)snprintf(text + n, sizeof text - n, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t_\n", ++id, form,
                              lemma, upos, xpos, feats, head, deprel);
        p += used;
    }
    n += (size_t)snprintf(text + n, sizeof text - n, "\n");
    dl_error err;
    dl_document *d = conllu_read(text, n, true, &err);
    assert_non_null(d);
    return d;
}
#endif
