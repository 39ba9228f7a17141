/* read_mbox.c - a mailbox (RFC 4155), or a message by itself: each message is a story.
 *
 * Messages are parted here, by the line, so that one of them is held at a time; what is in one (RFC 5322, MIME: encoded words, parts,
 * encodings) is read by GMime. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include "source/day.h"
#include "source/html.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct mailbox {
    dl__strbuf message;
    uint64_t n;
    uint64_t too_long; /* bytes of a message beyond the limit */
    bool one;          /* it holds one message, without a line "From " on top */
    bool begun, empty_line, over;
} mailbox;

static bool begin(dl__input *in)
{
    mailbox *m = calloc(1, sizeof *m);
    in->state = m;
    if (!m)
        return false;
    g_mime_init();
    dl__strbuf_init(&m->message, (size_t)in->o->max_bytes);
    size_t ready;
    const char *p = dl__lines_peek(&in->lines, 5, &ready);
    m->one = ready < 5 || memcmp(p, "From ", 5) != 0;
    return true;
}

static void end(dl__input *in)
{
    mailbox *m = in->state;
    if (m)
        dl__strbuf_free(&m->message);
    free(m);
}

/* The next message into m->message. false: there is none. */
static bool next_message(dl__input *in, mailbox *m)
{
    dl_str line;
    int r;
    dl__strbuf_clear(&m->message);
    m->too_long = 0;
    while (!m->over && (r = dl__lines_next(&in->lines, &line)) != 0) {
        bool starts = !m->one && r > 0 && line.len >= 5 && !memcmp(line.ptr, "From ", 5) &&
                      (m->empty_line || !m->begun);
        m->empty_line = r > 0 && line.len == 0;
        if (starts && m->begun)
            return true;
        m->begun = true;
        if (starts)
            continue;
        if (r > 0 && line.len > 5 &&
            !memcmp(line.ptr, ">From ", 6)) { /* as it was before it was put into the box */
            line.ptr++;
            line.len--;
        }
        if (r < 0 || m->too_long || m->message.len + line.len + 1 > m->message.max) {
            m->too_long += line.len + 1;
            continue;
        }
        dl__strbuf_add(&m->message, line.ptr, line.len);
        dl__strbuf_putc(&m->message, '\n');
    }
    bool last = !m->over && m->begun && !in->lines.failed && !in->lines.out_of_memory;
    m->over = true;
    return last && (m->message.len || m->too_long);
}

/* ---- the text of a message ---- */

typedef struct letter {
    dl__strbuf text;
    bool no_memory;
    unsigned depth;
} letter;

static void add_part(letter *l, GMimePart *part, bool html)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    GMimeStream *mem = content ? g_mime_stream_mem_new() : NULL;
    char name[DL__CHARSET_NAME] = "", why[DL__BYTES_MESSAGE];
    if (!mem)
        return;
    g_mime_data_wrapper_write_to_stream(content, mem);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(mem));
    dl_str raw = { (const char *)bytes->data, bytes->len };
    if (charset)
        dl__charset_of_label((dl_str){ charset, strlen(charset) }, name);
    if (l->text.len)
        dl__strbuf_puts(&l->text, "\n\n");
    if (html && raw.len) {
        l->no_memory |= dl__html_text(raw, name[0] ? name : NULL, &l->text, why) == DL_ENOMEM;
    } else if (raw.len) {
        dl__strbuf utf8;
        dl__strbuf_init(&utf8, l->text.max);
        if (!name[0])
            dl__charset_detect(raw, name);
        dl__charset_decode(raw, name, &utf8);
        dl__utf8_mend((dl_str){ utf8.s ? utf8.s : "", utf8.len }, &l->text);
        l->no_memory |= utf8.status == DL_ENOMEM;
        dl__strbuf_free(&utf8);
    }
    g_object_unref(mem);
}

static bool is_text(GMimeObject *o, const char *subtype)
{
    GMimeContentType *type = g_mime_object_get_content_type(o);
    return type && g_mime_content_type_is_type(type, "text", subtype);
}

static bool attached(GMimeObject *o)
{
    const char *how = g_mime_object_get_disposition(o);
    return how && !g_ascii_strcasecmp(how, "attachment");
}

/* Text that readers see: of alternatives the plain one, unless it says next to nothing; no attachments, no messages within. */
static void read_part(letter *l, GMimeObject *o)
{
    enum { MAX_DEPTH = 20, NEXT_TO_NOTHING = 40 };
    if (!o || l->depth > MAX_DEPTH || attached(o))
        return;
    if (GMIME_IS_PART(o)) {
        if (is_text(o, "plain") || is_text(o, "html"))
            add_part(l, GMIME_PART(o), is_text(o, "html"));
        return;
    }
    if (!GMIME_IS_MULTIPART(o))
        return;
    GMimeMultipart *parts = GMIME_MULTIPART(o);
    GMimeContentType *type = g_mime_object_get_content_type(o);
    bool alternative = type && g_mime_content_type_is_type(type, "multipart", "alternative");
    int n = g_mime_multipart_get_count(parts);
    l->depth++;
    for (int i = 0; i < n; i++) {
        size_t before = l->text.len;
        read_part(l, g_mime_multipart_get_part(parts, i));
        if (alternative && l->text.len > before + NEXT_TO_NOTHING)
            break;
        if (alternative && i + 1 < n && l->text.len > before) {
            l->text.len = before;
            l->text.s[before] = '\0';
        }
    }
    l->depth--;
}

/* Lines of a plain letter are filled up to a width; what belongs to one paragraph is joined by who reads it, so nothing is done. */
static dl_str or_empty(const char *s)
{
    return (dl_str){ s ? s : "", s ? strlen(s) : 0 };
}

static const char *sender(GMimeMessage *message)
{
    InternetAddressList *list = g_mime_message_get_from(message);
    InternetAddress *first =
        list && internet_address_list_length(list) ? internet_address_list_get_address(list, 0) : NULL;
    const char *name = first ? internet_address_get_name(first) : NULL;
    if ((!name || !*name) && first && INTERNET_ADDRESS_IS_MAILBOX(first))
        name = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first));
    return name;
}

static void day_of(GMimeMessage *message, char day[DL__DAY])
{
    int y = 0, m = 0, d = 0;
    GDateTime *date = g_mime_message_get_date(message);
    day[0] = '\0';
    if (!date)
        return;
    g_date_time_get_ymd(date, &y, &m, &d);
    if (y >= 1000 && y <= 9999)
        (void)snprintf(day, DL__DAY, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100,
                       (unsigned)d % 100);
}

static bool fill(dl__item *item, GMimeMessage *message, const dl__source_options *o)
{
    letter l = { .depth = 0 };
    char day[DL__DAY];
    dl__strbuf part[3];
    const char *from[3] = { g_mime_message_get_subject(message), sender(message),
                            g_mime_message_get_message_id(message) };
    dl__strbuf_init(&l.text, (size_t)o->max_bytes);
    read_part(&l, g_mime_message_get_mime_part(message));
    day_of(message, day);
    bool ok = !l.no_memory && l.text.status != DL_ENOMEM;
    for (int i = 0; i < 3; i++) {
        dl__strbuf_init(&part[i], SIZE_MAX / 2);
        dl__utf8_mend(or_empty(from[i]), &part[i]);
        ok &= !part[i].status;
    }
    dl_story s = { .headline = or_empty(part[0].s),
                   .publisher = or_empty(part[1].s),
                   .id = or_empty(part[2].s),
                   .text = { l.text.s ? l.text.s : "", l.text.len },
                   .date = { day, strlen(day) } };
    if (l.text.status == DL_ELIMIT)
        dl__item_fail(item, DL__ITEM_BAD, "text of more than %llu bytes, the limit",
                      (unsigned long long)o->max_bytes);
    else if (ok && dl__only_white(s.text))
        dl__item_fail(item, DL__ITEM_WARNING, "a message without text");
    else if (ok)
        ok = dl__item_fill(item, &s);
    for (int i = 0; i < 3; i++)
        dl__strbuf_free(&part[i]);
    dl__strbuf_free(&l.text);
    return ok;
}

static dl__item *next(dl__input *in)
{
    mailbox *m = in->state;
    if (!next_message(in, m))
        return NULL;
    dl__item *item = dl__input_item(in, ++m->n);
    if (!item)
        return NULL;
    if (m->one)
        item->line = 0;
    if (m->too_long)
        return dl__input_too_long(in, item, "message", m->message.len + m->too_long);
    if (m->message.status)
        return dl__input_or_fail(in, item, false);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(m->message.s ? m->message.s : "", m->message.len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    bool ok = true;
    if (message)
        ok = fill(item, message, in->o);
    else
        dl__item_fail(item, DL__ITEM_BAD, "no message");
    if (message)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return dl__input_or_fail(in, item, ok);
}

const dl__reader DL__READER_MBOX = { "mbox", false, begin, next, end };
