/* read_warc.c - WARC (ISO 28500): pages that a crawler kept; each HTML page, and each text that was made of one (WET), is a story. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include "source/head.h"
#include "source/html.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { MAX_HEAD = 1 << 16, ANY_GZIP = 15 + 32, PIECE = 1 << 15 };

typedef struct warc {
    dl__strbuf head;
    uint64_t n_records;
    bool lost; /* what stands here is no record: look for the next */
} warc;

static bool begin(dl__input *in)
{
    warc *w = calloc(1, sizeof *w);
    if (w)
        dl__strbuf_init(&w->head, MAX_HEAD);
    in->state = w;
    return w != NULL;
}

static void end(dl__input *in)
{
    warc *w = in->state;
    if (w)
        dl__strbuf_free(&w->head);
    free(w);
}

static bool number(dl_str s, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || *out > UINT64_MAX / 16)
            return false;
        *out = *out * 10 + (uint64_t)(s.ptr[i] - '0');
    }
    return s.len > 0;
}

typedef enum found { END, RECORD, CUT, NO_RECORD } found;

/* The header of the next record into w->head, passing over what is none. */
static found next_head(dl__input *in, warc *w)
{
    dl_str line;
    int r;
    bool odd = false;
    dl__strbuf_clear(&w->head);
    while ((r = dl__lines_next(&in->lines, &line)) != 0) {
        bool starts = r > 0 && line.len > 5 && !memcmp(line.ptr, "WARC/", 5);
        if (!w->head.len && !starts) {
            odd |= r < 0 || !dl__only_white(line);
            if (odd && !w->lost) {
                w->lost = true;
                return NO_RECORD;
            }
            continue;
        }
        w->lost = false;
        if (w->head.len && r > 0 && !line.len)
            return w->head.status ? NO_RECORD : RECORD;
        if (r > 0)
            dl__strbuf_add(&w->head, line.ptr, line.len);
        dl__strbuf_putc(&w->head, '\n');
    }
    return w->head.len && !in->lines.failed ? CUT : END;
}

/* Unpack a body that was sent packed, up to the limit. false: it is no gzip or deflate. */
static bool unpack(dl_str body, dl__strbuf *out)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)body.ptr,
                   .avail_in = body.len < UINT_MAX ? (uInt)body.len : UINT_MAX };
    char piece[PIECE];
    if (inflateInit2(&z, ANY_GZIP) != Z_OK) {
        out->status = DL_ENOMEM;
        return true;
    }
    int r = Z_OK;
    while (r == Z_OK && !out->status) {
        z.next_out = (Bytef *)piece;
        z.avail_out = PIECE;
        r = inflate(&z, Z_NO_FLUSH);
        dl__strbuf_add(out, piece, PIECE - z.avail_out);
    }
    inflateEnd(&z);
    return out->len > 0;
}

/* The body of an answer of HTTP as it was before it was sent; what it points into is body or one of the buffers. */
static dl_str sent(dl_str head, dl_str body, dl__strbuf *joined, dl__strbuf *plain)
{
    dl_str packing = dl__head_value(head, "Content-Encoding");
    if (dl__head_begins(dl__head_value(head, "Transfer-Encoding"), "chunked") &&
        dl__head_unchunk(body, joined))
        body = (dl_str){ joined->s ? joined->s : "", joined->len };
    bool packed = dl__head_begins(packing, "gzip") || dl__head_begins(packing, "x-gzip") ||
                  dl__head_begins(packing, "deflate");
    if (packed && unpack(body, plain))
        body = (dl_str){ plain->s ? plain->s : "", plain->len };
    return body;
}

static bool is_html(dl_str type)
{
    return dl__head_begins(type, "text/html") || dl__head_begins(type, "application/xhtml");
}

/* The page's story in the item. An address names it. */
static bool page(dl__input *in, dl__item *item, dl_str html, dl_str charset, dl_str url)
{
    char name[DL__CHARSET_NAME];
    dl__charset_of_label(charset, name);
    if (!dl__item_from_html(item, html, name[0] ? name : NULL, url, in->o))
        return false;
    return true;
}

static bool plain(dl__item *item, dl_str text, dl_str url)
{
    size_t good = dl__utf8_good(text);
    if (good < text.len) {
        dl__item_fail(item, DL__ITEM_BAD, "invalid UTF-8 at byte %zu of the record", good);
        return true;
    }
    dl_story s = { .text = text, .url = url };
    return dl__item_fill(item, &s);
}

/* Stories of a WARC are known by the address that was fetched. */
static bool name_by(dl__item *item, dl_str url)
{
    dl__strbuf id;
    if (item->kind != DL__ITEM_STORY || !url.len)
        return true;
    dl__strbuf_init(&id, SIZE_MAX / 2);
    dl__utf8_mend(url, &id);
    if (id.status)
        dl__strbuf_free(&id);
    item->made_id = id.s;
    item->story.id = (dl_str){ id.s, id.len };
    return id.s != NULL;
}

/* What a record's block gives. NULL: no story, and nothing wrong. */
static dl__item *story_of(dl__input *in, dl_str block, bool response, dl_str type, dl_str url)
{
    dl__strbuf joined, unpacked;
    dl__item *item = NULL;
    bool ok = true;
    size_t head_len = response ? dl__head_end(block) : 0;
    dl_str head = { block.ptr, head_len }, body = { block.ptr + head_len, block.len - head_len };
    if (response) {
        const char *space = memchr(head.ptr, ' ', head.len);
        if (!space || head.ptr + head.len - space < 4 || memcmp(space + 1, "200", 3) != 0)
            return NULL; /* an answer that brought no page */
        type = dl__head_value(head, "Content-Type");
    }
    bool html = is_html(type);
    if (!html && (response || !dl__head_begins(type, "text/plain")))
        return NULL;
    dl__strbuf_init(&joined, (size_t)in->o->max_bytes);
    dl__strbuf_init(&unpacked, (size_t)in->o->max_bytes);
    item = dl__input_item(in, ((warc *)in->state)->n_records);
    body = sent(head, body, &joined, &unpacked);
    if (item && (joined.status == DL_ELIMIT || unpacked.status == DL_ELIMIT))
        dl__item_fail(item, DL__ITEM_BAD, "page of more than %llu bytes, the limit",
                      (unsigned long long)in->o->max_bytes);
    else if (item && (joined.status || unpacked.status))
        ok = false;
    else if (item)
        ok = html ? page(in, item, body, dl__head_charset(type), url) : plain(item, body, url);
    item = item ? dl__input_or_fail(in, item, ok && name_by(item, url)) : NULL;
    dl__strbuf_free(&joined);
    dl__strbuf_free(&unpacked);
    return item;
}

static dl__item *say(dl__input *in, uint64_t record, const char *what)
{
    dl__item *item = dl__input_item(in, record);
    return item ? dl__item_fail(item, DL__ITEM_BAD, "%s", what) : NULL;
}

static dl__item *next(dl__input *in)
{
    warc *w = in->state;
    for (;;) {
        found f = next_head(in, w);
        if (f == END)
            return NULL;
        if (f == NO_RECORD)
            return say(in, w->n_records + 1, "no WARC record where one should begin; looking for the next");
        w->n_records++;
        if (f == CUT)
            return say(in, w->n_records, "the file is cut within the head of a record");
        dl_str head = { w->head.s, w->head.len };
        dl_str kind = dl__head_value(head, "WARC-Type"), type = dl__head_value(head, "Content-Type"),
               url = dl__head_value(head, "WARC-Target-URI");
        uint64_t len;
        if (!number(dl__head_value(head, "Content-Length"), &len))
            return say(in, w->n_records, "a record without a length");
        if (url.len > 1 && url.ptr[0] == '<' && url.ptr[url.len - 1] == '>') { /* as wget writes it */
            url.ptr++;
            url.len -= 2;
        }
        bool response = dl__head_begins(kind, "response") && dl__head_begins(type, "application/http");
        bool wanted = response || dl__head_begins(kind, "resource") || dl__head_begins(kind, "conversion");
        dl_str block = { "", 0 };
        int r = 1;
        if (wanted)
            r = dl__lines_take(&in->lines, len, &block);
        else
            block.len = (size_t)dl__lines_skip(&in->lines, len);
        if (in->lines.out_of_memory || (in->lines.failed && block.len < len))
            return NULL; /* told of where it failed */
        if (block.len < len)
            return say(in, w->n_records, "the file is cut within a record");
        dl__item *item = NULL;
        if (r < 0 && (item = dl__input_item(in, w->n_records)) != NULL)
            return dl__input_too_long(in, item, "record", len);
        if (wanted && !in->out_of_memory)
            item = story_of(in, block, response, type, url);
        if (item || in->out_of_memory)
            return item;
    }
}

const dl__reader DL__READER_WARC = { "warc", false, begin, next, end };
