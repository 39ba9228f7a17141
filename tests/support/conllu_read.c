/* conllu_read.c - two passes: the text is built first, since a document copies its story; then the tokens. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "conllu_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strbuf.h"

enum { N_COLUMNS = 10, MAX_FIELD = 1 << 26 };
enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC };

/* The input, line by line, and the multiword token that the reader is in. */
typedef struct reader {
    const char *at, *end;
    size_t line;
    dl_str text;              /* the line last read */
    dl_str col[N_COLUMNS];    /* its columns, where it is a row */
    bool paragraph, headline; /* comments of the sentence that is read or comes next */
    long first, last;         /* words of the multiword token, 0 outside of one */
    dl_str whole;             /* its form */
    bool space;               /* a space follows it */
} reader;

static bool equals(dl_str s, const char *word)
{
    return s.len == strlen(word) && memcmp(s.ptr, word, s.len) == 0;
}

static bool starts(dl_str s, const char *word)
{
    return s.len >= strlen(word) && memcmp(s.ptr, word, strlen(word)) == 0;
}

static long number(dl_str s, size_t *used)
{
    long n = 0;
    size_t i = 0;
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && n < 1000000; i++)
        n = n * 10 + (s.ptr[i] - '0');
    *used = i;
    return n;
}

/* Value of a key of a "A=1|B=2" list; ptr NULL when it is not there. */
static dl_str misc_value(dl_str list, const char *key)
{
    size_t k = strlen(key);
    for (size_t i = 0; i < list.len;) {
        size_t j = i;
        while (j < list.len && list.ptr[j] != '|')
            j++;
        if (j - i > k && memcmp(list.ptr + i, key, k) == 0 && list.ptr[i + k] == '=')
            return (dl_str){ list.ptr + i + k + 1, j - i - k - 1 };
        i = j + 1;
    }
    return (dl_str){ NULL, 0 };
}

static bool has_space_after(const reader *r)
{
    return !equals(misc_value(r->col[MISC], "SpaceAfter"), "No");
}

static bool next_line(reader *r)
{
    if (r->at >= r->end)
        return false;
    const char *nl = memchr(r->at, '\n', (size_t)(r->end - r->at));
    const char *stop = nl ? nl : r->end;
    r->text = (dl_str){ r->at, (size_t)(stop - r->at) };
    if (r->text.len && r->text.ptr[r->text.len - 1] == '\r')
        r->text.len--;
    r->at = nl ? nl + 1 : r->end;
    r->line++;
    return true;
}

static bool split_columns(reader *r)
{
    size_t c = 0, begin = 0;
    for (size_t i = 0; i <= r->text.len && c < N_COLUMNS; i++) {
        if (i < r->text.len && r->text.ptr[i] != '\t')
            continue;
        r->col[c++] = (dl_str){ r->text.ptr + begin, i - begin };
        begin = i + 1;
    }
    return c == N_COLUMNS;
}

typedef enum row_kind { ROW_WORD, ROW_END, ROW_DONE, ROW_BAD } row_kind;

/* Next word, or the end of a sentence.  Comments and range lines are taken into the reader. */
static row_kind next_row(reader *r)
{
    while (next_line(r)) {
        if (r->text.len == 0)
            return ROW_END;
        if (r->text.ptr[0] == '#') {
            if (starts(r->text, "# newdoc") || starts(r->text, "# newpar"))
                r->paragraph = true;
            if (starts(r->text, "# in = headline"))
                r->headline = true;
            continue;
        }
        if (!split_columns(r))
            return ROW_BAD;
        size_t used, used2;
        long n = number(r->col[ID], &used);
        if (used == 0)
            return ROW_BAD;
        if (used == r->col[ID].len)
            return ROW_WORD;
        if (r->col[ID].ptr[used] == '-') {
            r->first = n;
            r->last = number((dl_str){ r->col[ID].ptr + used + 1, r->col[ID].len - used - 1 }, &used2);
            r->whole = r->col[FORM];
            r->space = has_space_after(r);
        }
    }
    return ROW_DONE;
}

/* Call with each word row: 1 the first of a multiword token, 2 a later one, 0 outside. */
static int place_in_range(const reader *r)
{
    size_t used;
    long n = number(r->col[ID], &used);
    return r->last == 0 || n < r->first || n > r->last ? 0 : n == r->first ? 1 : 2;
}

static bool is_last_of_range(const reader *r)
{
    size_t used;
    return number(r->col[ID], &used) == r->last;
}

static void begin_sentence(reader *r)
{
    r->paragraph = r->headline = false;
    r->first = r->last = 0;
}

/* First pass: the text of both fields. */
static bool build_text(reader r, dl__strbuf field[2], size_t *bad_line)
{
    bool pending[2] = { false, false };
    bool open = false;
    begin_sentence(&r);
    for (;;) {
        row_kind kind = next_row(&r);
        if (kind == ROW_BAD || kind == ROW_DONE) {
            *bad_line = r.line;
            return kind == ROW_DONE && field[0].status == DL_OK && field[1].status == DL_OK;
        }
        if (kind == ROW_END) {
            if (open)
                begin_sentence(&r);
            open = false;
            continue;
        }
        size_t in = r.headline ? DL_HEADLINE : DL_TEXT;
        int place = place_in_range(&r);
        if (!open && field[in].len)
            dl__strbuf_puts(&field[in], r.paragraph ? "\n\n" : pending[in] ? " " : "");
        else if (open && place != 2 && pending[in])
            dl__strbuf_putc(&field[in], ' ');
        open = true;
        if (place != 2) {
            dl_str form = place == 1 ? r.whole : r.col[FORM];
            dl__strbuf_add(&field[in], form.ptr, form.len);
        }
        pending[in] = place == 0 ? has_space_after(&r) : r.space;
    }
}

static uint8_t upos_of(dl_str s)
{
    static const char *const NAMES[] = {
#define X(name) #name,
        DL_UPOS_MAP(X)
#undef X
    };
    for (size_t i = 0; i < DL_N_UPOS; i++)
        if (equals(s, NAMES[i]))
            return (uint8_t)i;
    return DL_UPOS_X;
}

static uint8_t ner_of(dl_str misc)
{
    static const char *const NAMES[DL_N_NER] = { "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC" };
    dl_str v = misc_value(misc, "NER");
    for (uint8_t i = 1; i < DL_N_NER; i++)
        if (v.ptr && equals(v, NAMES[i]))
            return i;
    return DL_NER_O;
}

static const char *copy(dl_document *d, dl_str s)
{
    return dl__arena_strndup(d->arena, s.ptr, s.len);
}

static bool fill_token(dl_document *d, dl_token *t, const reader *r, bool gold)
{
    static const dl_str EMPTY = DL_STR("");
    size_t used;
    t->form = copy(d, r->col[FORM]);
    t->lemma = copy(d, gold ? r->col[LEMMA] : EMPTY);
    t->xpos = copy(d, gold ? r->col[XPOS] : EMPTY);
    t->feats = copy(d, gold ? r->col[FEATS] : EMPTY);
    t->deprel = copy(d, gold ? r->col[DEPREL] : EMPTY);
    t->head = gold ? (int32_t)number(r->col[HEAD], &used) - 1 : -1;
    t->upos = gold ? upos_of(r->col[UPOS]) : (uint8_t)DL_UPOS_X;
    t->ner = gold ? ner_of(r->col[MISC]) : (uint8_t)DL_NER_O;
    t->n_words = 1;
    return t->form && t->lemma && t->xpos && t->feats && t->deprel;
}

/* Offsets of the words of a multiword token: their own parts where the forms spell it out, else all of it for each. */
static void place_words(dl_token *word, size_t n, const char *whole, uint32_t begin, uint32_t end)
{
    size_t at = 0, room = end - begin;
    bool spelt = true;
    for (size_t i = 0; i < n && spelt; i++) {
        size_t len = strlen(word[i].form);
        spelt = at + len <= room && memcmp(whole + at, word[i].form, len) == 0;
        at += len;
    }
    spelt = spelt && at == room;
    at = begin;
    for (size_t i = 0; i < n; i++) {
        word[i].begin = spelt ? (uint32_t)at : begin;
        at += strlen(word[i].form);
        word[i].end = spelt ? (uint32_t)at : end;
    }
    word[0].n_words = (uint8_t)n;
}

/* Where the words of a token go on in the field: skips white space, which the first pass put in. */
static uint32_t skip_space(dl_str field, uint32_t at)
{
    while (at < field.len && (field.ptr[at] == ' ' || field.ptr[at] == '\n'))
        at++;
    return at;
}

static bool add_word(dl_document *d, const reader *r, bool gold, bool *open, uint32_t cursor[2])
{
    dl_field in = r->headline ? DL_HEADLINE : DL_TEXT;
    dl_str field = dl__document_field(d, in);
    int place = place_in_range(r);
    dl_token *t = DL__PUSH(d->arena, d->tokens, d->n_tokens, d->cap_tokens);
    if (!t || !fill_token(d, t, r, gold))
        return false;
    if (place != 2) {
        t->begin = skip_space(field, cursor[in]);
        t->end = t->begin + (uint32_t)(place == 1 ? r->whole.len : r->col[FORM].len);
        cursor[in] = t->end;
    } else {
        t->begin = t[-1].begin;
        t->end = cursor[in];
    }
    t->space_after = place == 0 ? has_space_after(r) : is_last_of_range(r) && r->space;
    if (place != 0 && is_last_of_range(r)) {
        size_t n = (size_t)(r->last - r->first + 1);
        if (n > d->n_tokens)
            return false;
        place_words(t - (n - 1), n, r->whole.ptr, t->end - (uint32_t)r->whole.len, t->end);
    }
    if (!*open) {
        dl_sentence *s = DL__PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences);
        if (!s)
            return false;
        *s = (dl_sentence){ .in = in,
                            .begin = t->begin,
                            .first_token = (uint32_t)d->n_tokens - 1,
                            .starts_paragraph = r->paragraph || t->begin == 0 };
        *open = true;
    }
    dl_sentence *s = &d->sentences[d->n_sentences - 1];
    s->n_tokens++;
    s->end = d->tokens[d->n_tokens - 1].end;
    return true;
}

/* Second pass. */
static bool build_tokens(reader r, dl_document *d, bool gold)
{
    uint32_t cursor[2] = { 0, 0 };
    bool open = false;
    begin_sentence(&r);
    for (row_kind kind; (kind = next_row(&r)) != ROW_DONE;) {
        if (kind == ROW_END) {
            if (open)
                begin_sentence(&r);
            open = false;
        } else if (kind == ROW_BAD || !add_word(d, &r, gold, &open, cursor)) {
            return false;
        }
    }
    return !gold || dl__tree_index(d);
}

dl_document *conllu_read(const char *conllu, size_t len, bool gold, dl_error *err)
{
    reader r = { .at = conllu, .end = conllu + len };
    dl__strbuf field[2];
    size_t line = 0;
    dl_document *d = NULL;
    dl__strbuf_init(&field[DL_HEADLINE], MAX_FIELD);
    dl__strbuf_init(&field[DL_TEXT], MAX_FIELD);
    if (!build_text(r, field, &line)) {
        (void)dl__fail(err, DL_EINVAL, line, "CoNLL-U line %zu: ten columns and a number expected", line);
    } else {
        dl_story story = { .id = DL_STR("conllu"),
                           .headline = { field[0].s, field[0].len },
                           .text = { field[1].s, field[1].len } };
        d = dl__document_new(&story);
        if (!d || !build_tokens(r, d, gold)) {
            dl_document_free(d);
            d = NULL;
            (void)dl__no_memory(err);
        }
    }
    dl__strbuf_free(&field[0]);
    dl__strbuf_free(&field[1]);
    return d;
}

dl_document *conllu_read_file(const char *path, bool gold, dl_error *err)
{
    dl__file f;
    if (dl__file_map(path, &f, err) != DL_OK)
        return NULL;
    dl_document *d = conllu_read((const char *)f.data, f.len, gold, err);
    dl__file_unmap(&f);
    return d;
}
