/* forms.c - a look-up for each verb and noun. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/forms.h"

#include <string.h>

#include "base/error.h"

enum { MAX_FORM = 60 };

/* "granted/v" into key; 0 where it is no verb or noun, too long, or not of ASCII letters and hyphens. */
static size_t form_key(const dl_token *t, char key[MAX_FORM + 3])
{
    char pos = t->upos == DL_UPOS_VERB ? 'v' : t->upos == DL_UPOS_NOUN ? 'n' : '\0';
    size_t n = 0;
    if (!pos)
        return 0;
    for (; t->form[n]; n++) {
        char c = t->form[n];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (n == MAX_FORM || !((c >= 'a' && c <= 'z') || c == '-'))
            return 0;
        key[n] = c;
    }
    if (!n)
        return 0;
    key[n++] = '/';
    key[n++] = pos;
    key[n] = '\0';
    return n;
}

/* "100 were injured": what has a passive auxiliary or subject is a participle, though the tagger call it an adjective. */
static void mend_participles(const dl__index *forms, dl_document *d)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        const dl_sentence *s = &d->sentences[i];
        for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
            const char *dep = d->tokens[t].deprel;
            if (d->tokens[t].head < 0 || (strcmp(dep, "aux:pass") != 0 && strcmp(dep, "nsubj:pass") != 0))
                continue;
            dl_token *head = &d->tokens[s->first_token + (uint32_t)d->tokens[t].head], verb = *head;
            char key[MAX_FORM + 3];
            const dl__hit *hits;
            verb.upos = DL_UPOS_VERB;
            size_t n = head->upos == DL_UPOS_ADJ ? form_key(&verb, key) : 0;
            if (!n || !dl__index_find(forms, key, n, &hits))
                continue;
            head->upos = DL_UPOS_VERB;
            head->xpos = "VBN";
        }
    }
}

dl_status dl__forms_mend(const dl__pack *p, dl_document *d, dl_error *err)
{
    const dl__index *forms = p ? dl__pack_index(p, "forms") : NULL;
    const dl__table *table = forms ? dl__pack_table(p, "lex_forms") : NULL;
    if (!table)
        return DL_OK;
    int column = dl__table_column(table, "lemma");
    mend_participles(forms, d);
    for (size_t i = 0; i < d->n_tokens; i++) {
        char key[MAX_FORM + 3];
        const dl__hit *hits;
        size_t n = form_key(&d->tokens[i], key);
        if (!n || !dl__index_find(forms, key, n, &hits))
            continue;
        const char *lemma = dl__table_cell(table, hits->row, column);
        if (strcmp(lemma, d->tokens[i].lemma) == 0)
            continue;
        size_t len = 0;
        while (lemma[len])
            len++;
        d->tokens[i].lemma = dl__arena_strndup(d->arena, lemma, len);
        if (!d->tokens[i].lemma)
            return dl__no_memory(err);
    }
    return DL_OK;
}
