/* sink_conllu.c - tokens and trees as CoNLL-U (universaldependencies.org/format.html), as levels 1 and 2 of the UD
 * validator want them.  "# text" is put together from the forms, so that the two always agree: forms are what the
 * tokeniser made of the bytes, with what has no width (soft hyphens) left out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/sink.h"
#include "sink/sink_words.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A form or lemma as a cell: composed (NFC), without white space and control characters; "_" when nothing is left. */
static void cell(dl__strbuf *b, const char *s)
{
    size_t len = s ? strlen(s) : 0, before = b->len;
    bool ascii = true;
    for (size_t i = 0; i < len && ascii; i++)
        ascii = (unsigned char)s[i] < 0x80 && s[i] > 0x20;
    if (ascii) {
        dl__strbuf_add(b, s, len);
    } else {
        utf8proc_uint8_t *nfc = NULL;
        utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &nfc,
                                          UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        dl_str all = n > 0 ? (dl_str){ (const char *)nfc, (size_t)n } : (dl_str){ s, len };
        size_t start = b->len;
        dl__add_squeezed(b, all);
        if (!b->status) { /* white space within a form would be two forms to a reader */
            size_t to = start;
            for (size_t i = start; i < b->len; i++)
                if (b->s[i] != ' ')
                    b->s[to++] = b->s[i];
            b->len = to;
            if (b->s)
                b->s[to] = '\0';
        }
        free(nfc);
    }
    if (b->len == before)
        dl__strbuf_putc(b, '_');
}

/* Forms of sentence s joined as they stand in the text. */
static void text_line(const dl_document *d, const dl_sentence *s, dl__strbuf *b)
{
    dl__strbuf_puts(b, "# text = ");
    for (uint32_t i = 0; i < s->n_tokens; i++) {
        const dl_token *t = dl_document_token(d, s->first_token + i);
        cell(b, t->form);
        if (t->space_after && i + 1 < s->n_tokens)
            dl__strbuf_putc(b, ' ');
    }
    dl__strbuf_putc(b, '\n');
}

/* An id without white space and "/", which the format keeps for itself. */
static void name(dl__strbuf *b, dl_str id)
{
    if (!id.len)
        dl__strbuf_putc(b, '_');
    for (size_t i = 0; i < id.len; i++) {
        unsigned char c = (unsigned char)id.ptr[i];
        dl__strbuf_putc(b, c <= 0x20 || c == 0x7F || c == '/' ? '_' : id.ptr[i]);
    }
}

/* "1-2<TAB>don't<TAB>_ ...": the row of a multiword token of n words, the first of them word `i` (from 0). */
static void range(const dl_document *d, const dl_sentence *s, uint32_t i, uint32_t n, dl__strbuf *b)
{
    const dl_token *last = dl_document_token(d, s->first_token + i + n - 1);
    dl__strbuf_printf(b, "%u-%u\t", i + 1, i + n);
    for (uint32_t k = 0; k < n; k++)
        cell(b, dl_document_token(d, s->first_token + i + k)->form);
    dl__strbuf_puts(b, "\t_\t_\t_\t_\t_\t_\t_\t");
    dl__strbuf_puts(b, last->space_after ? "_\n" : "SpaceAfter=No\n");
}

static const char *or_blank(const char *s)
{
    return s && s[0] ? s : "_";
}

static void number(dl__strbuf *b, uint32_t n)
{
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    dl__strbuf_add(b, digits + at, sizeof digits - at);
}

/* "<TAB>text" */
static void next(dl__strbuf *b, const char *text)
{
    dl__strbuf_putc(b, '\t');
    dl__strbuf_puts(b, text);
}

/* Put together from its parts: there is a row for every word, and printf would take longer than all else here. */
static void word(const dl_token *t, uint32_t i, bool in_range, dl__strbuf *b)
{
    const char *ner = dl__word_ner(t->ner);
    bool no_space = !t->space_after && !in_range;
    number(b, i + 1);
    dl__strbuf_putc(b, '\t');
    cell(b, t->form);
    dl__strbuf_putc(b, '\t');
    cell(b, t->lemma);
    next(b, dl__word_upos(t->upos));
    next(b, or_blank(t->xpos));
    next(b, or_blank(t->feats));
    dl__strbuf_putc(b, '\t');
    number(b, (uint32_t)(t->head + 1));
    next(b, or_blank(t->deprel));
    dl__strbuf_puts(b, "\t_\t");
    if (ner) {
        dl__strbuf_puts(b, "NER=");
        dl__strbuf_puts(b, ner);
        dl__strbuf_puts(b, no_space ? "|" : "");
    }
    dl__strbuf_puts(b, no_space ? "SpaceAfter=No\n" : ner ? "\n" : "_\n");
}

static void sentence(const dl_document *d, size_t which, dl__strbuf *b)
{
    const dl_sentence *s = dl_document_sentence(d, which);
    if (!s->n_tokens)
        return;
    if (s->starts_paragraph)
        dl__strbuf_puts(b, "# newpar\n");
    dl__strbuf_puts(b, "# sent_id = ");
    name(b, dl_document_story(d)->id);
    dl__strbuf_printf(b, "-%zu\n", which + 1);
    text_line(d, s, b);
    if (s->n_windows > 1)
        dl__strbuf_printf(b, "# windows = %u\n", s->n_windows);
    uint32_t range_end = 0;
    for (uint32_t i = 0; i < s->n_tokens; i++) {
        const dl_token *t = dl_document_token(d, s->first_token + i);
        if (t->n_words > 1 && i + t->n_words <= s->n_tokens) {
            range(d, s, i, t->n_words, b);
            range_end = i + t->n_words;
        }
        word(t, i, i < range_end, b);
    }
    dl__strbuf_putc(b, '\n');
}

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *out)
{
    (void)env;
    size_t n = dl_document_n_sentences(d);
    if (!n)
        return;
    dl__strbuf_puts(out, "# newdoc id = ");
    name(out, dl_document_story(d)->id);
    dl__strbuf_putc(out, '\n');
    for (size_t i = 0; i < n; i++)
        sentence(d, i, out);
}

const dl__sink DL__SINK_CONLLU = { "conllu", "tokens and trees, as CoNLL-U", NULL, story };
