/* tree_text.c - see tree_text.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/tree_text.h"

#include "sink/sink_words.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 60, NONE = -1, INDENT = 2 }; /* deeper words are drawn at the last depth */

/* first[h + 1]: first dependant of word h (h -1: the root's), next[w]: the one after w. Indices within the sentence. */
typedef struct links {
    int32_t *first, *next;
} links;

static bool link_up(const dl_document *d, const dl_sentence *s, links *l)
{
    size_t n = s->n_tokens;
    l->first = malloc((2 * n + 1) * sizeof *l->first);
    if (!l->first)
        return false;
    l->next = l->first + n + 1;
    for (size_t i = 0; i < 2 * n + 1; i++)
        l->first[i] = NONE;
    for (size_t i = n; i-- > 0;) { /* from the right, so that lists are in text order */
        int32_t h = dl_document_token(d, s->first_token + i)->head;
        if (h < -1 || h >= (int32_t)n)
            h = -1;
        l->next[i] = l->first[h + 1];
        l->first[h + 1] = (int32_t)i;
    }
    return true;
}

static void branch(dl__page *p, const char *line)
{
    dl__strbuf_puts(p->out, line);
    p->at += 3;
}

static void word(dl__page *p, const dl_token *t)
{
    p->gap = false;
    dl__page_puts(p, DL__BOLD, t->form);
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_puts(p, DL__DIM, dl__word_upos(t->upos));
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_puts(p, DL__CYAN, t->deprel && t->deprel[0] ? t->deprel : "_");
    if (t->lemma && strcmp(t->lemma, t->form) != 0) {
        dl__page_puts(p, DL__DIM, " [");
        dl__page_puts(p, DL__DIM, t->lemma);
        dl__page_puts(p, DL__DIM, "]");
    }
}

void dl__tree_text(dl__page *p, const dl_document *d, const dl_sentence *s)
{
    links l;
    if (!link_up(d, s, &l)) {
        p->out->status = DL_ENOMEM;
        return;
    }
    int32_t path[MAX_DEPTH]; /* the word being drawn at each depth */
    int depth = 0;
    path[0] = l.first[0];
    /* Each word is reached through its one head, so a cycle (which has no way in from the root) is never entered. */
    while (depth >= 0) {
        int32_t w = path[depth];
        if (w == NONE) {
            if (--depth >= 0)
                path[depth] = l.next[path[depth]];
            continue;
        }
        dl__page_begin(p, INDENT, 0);
        for (int k = 1; k < depth; k++)
            branch(p, l.next[path[k]] == NONE ? "   " : "\xE2\x94\x82  ");
        if (depth > 0)
            branch(p, l.next[w] == NONE ? "\xE2\x94\x94\xE2\x94\x80 " : "\xE2\x94\x9C\xE2\x94\x80 ");
        p->indent = p->at + 2;
        word(p, dl_document_token(d, s->first_token + (uint32_t)w));
        dl__page_end(p);
        if (depth + 1 < MAX_DEPTH)
            path[++depth] = l.first[w + 1];
        else
            path[depth] = l.next[w]; /* what lies deeper is not drawn */
    }
    free(l.first);
}
