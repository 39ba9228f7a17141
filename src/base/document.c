/* document.c - the document itself and the public look at its layers; see document.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/document.h"

#include <string.h>

enum { INDEX_STEP = 64, DATE_LEN = 10 };

static bool copy_str(dl__arena *a, dl_str *s)
{
    s->ptr = dl__arena_strndup(a, s->ptr, s->len);
    return s->ptr != NULL;
}

/* Bytes that do not begin a code point. */
static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0u) == 0x80u;
}

static uint32_t count_codepoints(const char *s, size_t len)
{
    uint32_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += !is_continuation(s[i]);
    return n;
}

/* out[k] = code points before byte 64 k; NULL when memory is out. */
static uint32_t *codepoint_index(dl__arena *a, dl_str s)
{
    size_t n = s.len / INDEX_STEP + 1;
    uint32_t *index = dl__arena_alloc(a, n, sizeof *index);
    for (size_t k = 1; index && k < n; k++)
        index[k] = index[k - 1] + count_codepoints(s.ptr + (k - 1) * INDEX_STEP, INDEX_STEP);
    return index;
}

static bool fill(dl_document *d, const dl_story *story)
{
    d->story = *story;
    dl_str *fields[] = { &d->story.id,   &d->story.date,      &d->story.headline,
                         &d->story.text, &d->story.publisher, &d->story.url };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!copy_str(d->arena, fields[i]))
            return false;
    size_t date_len = d->story.date.len < DATE_LEN ? d->story.date.len : DATE_LEN;
    d->story_date = dl__arena_strndup(d->arena, d->story.date.ptr, date_len);
    d->codepoint_index[DL_HEADLINE] = codepoint_index(d->arena, d->story.headline);
    d->codepoint_index[DL_TEXT] = codepoint_index(d->arena, d->story.text);
    return d->story_date && d->codepoint_index[DL_HEADLINE] && d->codepoint_index[DL_TEXT];
}

dl_document *dl__document_new(const dl_story *story)
{
    dl__arena *a = dl__arena_new();
    dl_document *d = a ? dl__arena_alloc(a, 1, sizeof *d) : NULL;
    if (d) {
        d->arena = a;
        if (fill(d, story))
            return d;
    }
    dl__arena_free(a);
    return NULL;
}

void dl_document_free(dl_document *document)
{
    if (document)
        dl__arena_free(document->arena); /* the document itself lives in it */
}

uint32_t dl__paragraph_start(const dl_document *d, uint32_t sentence)
{
    while (sentence > 0 && !d->sentences[sentence].starts_paragraph &&
           d->sentences[sentence - 1].in == d->sentences[sentence].in)
        sentence--;
    return sentence;
}

dl_str dl__document_field(const dl_document *d, dl_field in)
{
    return in == DL_HEADLINE ? d->story.headline : d->story.text;
}

dl_str dl_document_field(const dl_document *d, dl_field in)
{
    return dl__document_field(d, in);
}

const dl_story *dl_document_story(const dl_document *d)
{
    return &d->story;
}

uint32_t dl_document_codepoints(const dl_document *d, dl_field in, uint32_t at)
{
    dl_str s = dl__document_field(d, in);
    size_t byte = at < s.len ? at : s.len;
    size_t k = byte / INDEX_STEP;
    const uint32_t *index = d->codepoint_index[in == DL_HEADLINE ? DL_HEADLINE : DL_TEXT];
    return index[k] + count_codepoints(s.ptr + k * INDEX_STEP, byte - k * INDEX_STEP);
}

uint32_t dl_document_sentence_in_field(const dl_document *d, uint32_t sentence)
{
    if (sentence >= d->n_sentences)
        return 0;
    uint32_t first = 0; /* sentences of a field stand together, the headline's few first */
    while (d->sentences[first].in != d->sentences[sentence].in)
        first++;
    return sentence - first;
}

#define X(one, many)                                                                                         \
    size_t dl_document_n_##many(const dl_document *d)                                                        \
    {                                                                                                        \
        return d->n_##many;                                                                                  \
    }                                                                                                        \
    const struct dl_##one *dl_document_##one(const dl_document *d, size_t i)                                 \
    {                                                                                                        \
        return i < d->n_##many ? &d->many[i] : NULL;                                                         \
    }
DL_LAYER_MAP(X)
#undef X
