/* document.c - the document itself; see document.h. */
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

dl_str dl__document_field(const dl_document *d, dl_field in)
{
    return in == DL_HEADLINE ? d->story.headline : d->story.text;
}
