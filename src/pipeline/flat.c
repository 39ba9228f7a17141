/* flat.c - see flat.h.
 *
 * A megabyte of "(" is a million tokens; to ask the engine for the head of each takes a quarter of a minute and tells
 * nobody anything. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/flat.h"

#include <string.h>
#include <utf8proc.h>

/* The form holds a letter or a digit. */
static bool is_word(const char *form)
{
    utf8proc_int32_t cp;
    utf8proc_ssize_t n;
    for (const utf8proc_uint8_t *s = (const utf8proc_uint8_t *)form; *s; s += n) {
        n = utf8proc_iterate(s, -1, &cp);
        if (n <= 0)
            return true; /* not ours to judge */
        utf8proc_category_t c = utf8proc_category(cp);
        if ((c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
            (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO))
            return true;
    }
    return false;
}

bool dl__is_flat(const dl_document *d, uint32_t s)
{
    const dl_sentence *x = &d->sentences[s];
    if (x->n_tokens <= DL__FLAT_TOKENS)
        return false;
    for (uint32_t i = 0; i < x->n_tokens; i++)
        if (is_word(d->tokens[x->first_token + i].form))
            return false;
    return true;
}

void dl__flat_tree(dl_document *d, uint32_t s)
{
    const dl_sentence *x = &d->sentences[s];
    for (uint32_t i = 0; i < x->n_tokens; i++) {
        dl_token *t = &d->tokens[x->first_token + i];
        t->lemma = t->form;
        t->upos = DL_UPOS_PUNCT;
        t->xpos = "NFP"; /* Penn: superfluous punctuation */
        t->feats = "_";
        t->ner = DL_NER_O;
        t->head = i ? 0 : -1;
        t->deprel = i ? "punct" : "root";
    }
}
