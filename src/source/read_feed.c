/* read_feed.c - RSS (0.9x, 1.0, 2.0) and Atom (0.3, RFC 4287): an entry is a story, given out as soon as it has been read.
 *
 * libxml2's push parser in its lenient mode: feeds that are no XML in places are common, and what can be read of them is.
 * No entity that a feed declares is known to it, so none can grow; nothing is fetched. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include "source/day.h"
#include "source/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 4096 };

typedef enum slot { TITLE, LINK, ID, DATE, UPDATED, SUMMARY, CONTENT, PUBLISHER, N_SLOTS, NO_SLOT = -1 } slot;
typedef enum kind { KIND_TEXT, KIND_HTML, KIND_XHTML } kind;

typedef struct entry {
    dl__strbuf part[N_SLOTS];
    kind kind[N_SLOTS];
    bool permalink; /* the id is an address */
} entry;

typedef struct feed {
    dl__input *in;
    xmlParserCtxt *parser;
    xmlEntity entity; /* the one that was asked for last */
    xmlChar entity_name[16], entity_text[8];
    entry now;
    dl__strbuf publisher; /* the feed's title */
    bool known, atom, in_entry, over, too_large;
    unsigned depth, entry_depth, head_depth;
    slot to;           /* what text goes to */
    unsigned to_depth; /* of the element whose text it is */
    dl__item **ready;  /* read and not yet given out */
    size_t n_ready, cap_ready, given;
    uint64_t n_entries;
    bool no_memory, said;
    char wrong[120]; /* the first thing that is no XML */
    int wrong_line;
} feed;

/* ---- an entry to a story ---- */

static dl_str str(const dl__strbuf *b)
{
    return (dl_str){ b->s ? b->s : "", b->len };
}

static bool has_markup(const dl__strbuf *b)
{
    return b->len && (memchr(b->s, '<', b->len) || memchr(b->s, '&', b->len));
}

/* What a part says, as text. false: memory is out. */
static bool text_of(const entry *e, slot k, dl__strbuf *out)
{
    char why[DL__BYTES_MESSAGE];
    dl_status status = DL_OK;
    if (e->kind[k] == KIND_TEXT || !has_markup(&e->part[k]))
        dl__utf8_mend(str(&e->part[k]), out);
    else
        status = dl__html_text(str(&e->part[k]), "UTF-8", out, why);
    return status != DL_ENOMEM && out->status != DL_ENOMEM;
}

static bool is_address(dl_str s)
{
    return s.len > 8 && (!memcmp(s.ptr, "http://", 7) || !memcmp(s.ptr, "https://", 8));
}

static void fill(feed *f, dl__item *item)
{
    const entry *e = &f->now;
    dl__strbuf headline, text, summary;
    size_t max = (size_t)f->in->o->max_bytes;
    char day[DL__DAY];
    dl__strbuf_init(&headline, max);
    dl__strbuf_init(&text, max);
    dl__strbuf_init(&summary, max);
    bool ok = text_of(e, TITLE, &headline) && text_of(e, CONTENT, &text) && text_of(e, SUMMARY, &summary);
    dl_str url = str(&e->part[LINK]), id = str(&e->part[ID]);
    if (!url.len && e->permalink && is_address(id))
        url = id;
    if (!dl__day_read(str(&e->part[DATE]), day) && !dl__day_read(str(&e->part[UPDATED]), day))
        dl__day_in_url(url, day);
    dl_story s = { .headline = str(&headline),
                   .text = text.len ? str(&text) : str(&summary),
                   .id = id.len ? id : url,
                   .url = url,
                   .date = { day, strlen(day) },
                   .publisher = e->part[PUBLISHER].len ? str(&e->part[PUBLISHER]) : str(&f->publisher) };
    if (!s.text.len && !s.headline.len)
        dl__item_fail(item, DL__ITEM_WARNING, "an entry without text");
    else
        ok = ok && dl__item_fill(item, &s);
    f->no_memory |= !ok;
    dl__strbuf_free(&headline);
    dl__strbuf_free(&text);
    dl__strbuf_free(&summary);
}

static void finish_entry(feed *f)
{
    dl__item *item = f->no_memory ? NULL : dl__input_item(f->in, ++f->n_entries);
    f->no_memory |= !item;
    if (item && f->too_large)
        dl__item_fail(item, DL__ITEM_BAD, "entry of more than %llu bytes, the limit",
                      (unsigned long long)f->in->o->max_bytes);
    else if (item)
        fill(f, item);
    if (item && f->n_ready == f->cap_ready) {
        size_t cap = f->cap_ready ? 2 * f->cap_ready : 16;
        dl__item **more = realloc(f->ready, cap * sizeof *more);
        f->no_memory |= !more;
        f->ready = more ? more : f->ready;
        f->cap_ready = more ? cap : f->cap_ready;
    }
    if (item && f->n_ready < f->cap_ready)
        f->ready[f->n_ready++] = item;
    else
        dl__item_free(item);
    for (int i = 0; i < N_SLOTS; i++)
        dl__strbuf_clear(&f->now.part[i]);
    f->too_large = false;
}

/* ---- what the parser calls ---- */

static bool is(const xmlChar *a, const char *b)
{
    return a && !strcmp((const char *)a, b);
}

/* Elements of an entry, the best first where several may fill a slot; those of other vocabularies with the same name (media:title)
 * are none. */
static slot slot_of(const feed *f, const xmlChar *name, const xmlChar *prefix)
{
    static const struct {
        const char *prefix, *name;
        slot slot;
    } names[] = { { "", "title", TITLE },
                  { "", "link", LINK },
                  { "", "id", ID },
                  { "", "guid", ID },
                  { "", "pubDate", DATE },
                  { "", "published", DATE },
                  { "", "issued", DATE },
                  { "dc", "date", DATE },
                  { "", "updated", UPDATED },
                  { "", "modified", UPDATED },
                  { "", "description", SUMMARY },
                  { "", "summary", SUMMARY },
                  { "", "content", CONTENT },
                  { "content", "encoded", CONTENT },
                  { "dc", "publisher", PUBLISHER },
                  { "dc", "title", TITLE },
                  { "dcterms", "created", DATE },
                  { "dcterms", "issued", DATE } };
    const char *p =
        prefix && !is(prefix, "atom") && !is(prefix, "rss") && !is(prefix, "a10") ? (const char *)prefix : "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(p, names[i].prefix) && is(name, names[i].name))
            return f->now.part[names[i].slot].len ? NO_SLOT : names[i].slot;
    return NO_SLOT;
}

static void add(feed *f, const char *s, size_t n)
{
    dl__strbuf *b = f->to == PUBLISHER && !f->in_entry ? &f->publisher : &f->now.part[f->to];
    dl__strbuf_add(b, s, n);
    f->no_memory |= b->status == DL_ENOMEM;
    f->too_large |= b->status == DL_ELIMIT;
}

static const char *attribute(const xmlChar **attrs, int n, const char *name, size_t *len)
{
    for (int i = 0; i < n; i++, attrs += 5)
        if (is(attrs[0], name)) {
            *len = (size_t)(attrs[4] - attrs[3]);
            return (const char *)attrs[3];
        }
    return NULL;
}

static bool attribute_is(const xmlChar **attrs, int n, const char *name, const char *value)
{
    size_t len = 0;
    const char *v = attribute(attrs, n, name, &len);
    return v && len == strlen(value) && !memcmp(v, value, len);
}

/* Of Atom's links the one to the page; of RSS's the text. */
static void take_link(feed *f, const xmlChar **attrs, int n)
{
    size_t len = 0;
    const char *href = attribute(attrs, n, "href", &len);
    if (href && (!attribute(attrs, n, "rel", &(size_t){ 0 }) || attribute_is(attrs, n, "rel", "alternate"))) {
        f->to = LINK;
        add(f, href, len);
    }
    if (href)
        f->to = NO_SLOT;
}

static void open_part(feed *f, const xmlChar *name, const xmlChar *prefix, const xmlChar **attrs, int n)
{
    f->to = slot_of(f, name, prefix);
    if (f->to == NO_SLOT)
        return;
    f->to_depth = f->depth;
    f->now.kind[f->to] =
        !f->atom || attribute_is(attrs, n, "type", "html") || attribute_is(attrs, n, "type", "text/html")
            ? KIND_HTML
        : attribute_is(attrs, n, "type", "xhtml") || attribute_is(attrs, n, "type", "application/xhtml+xml")
            ? KIND_XHTML
            : KIND_TEXT;
    if (is(name, "guid"))
        f->now.permalink = !attribute_is(attrs, n, "isPermaLink", "false");
    if (f->to == LINK)
        take_link(f, attrs, n);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns,
                     const xmlChar **ns, int n, int n_default, const xmlChar **attrs)
{
    feed *f = user;
    (void)uri, (void)n_ns, (void)ns, (void)n_default;
    f->depth++;
    if (f->to != NO_SLOT) { /* an element in text: XHTML, or HTML that was not escaped */
        add(f, "<", 1);
        add(f, (const char *)name, strlen((const char *)name));
        add(f, ">", 1);
        f->now.kind[f->to] = KIND_HTML;
        return;
    }
    if (f->depth == 1) {
        f->atom = is(name, "feed");
        f->known = f->atom || is(name, "rss") || is(name, "RDF");
    } else if (!f->in_entry && (is(name, "item") || is(name, "entry"))) {
        f->in_entry = true;
        f->entry_depth = f->depth;
        f->now.permalink = true;
    } else if (f->in_entry && f->depth == f->entry_depth + 1) {
        open_part(f, name, prefix, attrs, n);
    } else if (!f->in_entry && !f->publisher.len && is(name, "title") && (!prefix || is(prefix, "atom")) &&
               f->depth == (f->atom ? 2u : 3u) && f->head_depth != f->depth) {
        f->to = PUBLISHER;
        f->to_depth = f->depth;
    } else if (!f->in_entry && (is(name, "image") || is(name, "textInput"))) {
        f->head_depth = f->depth + 1; /* their titles are not the feed's */
    }
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    feed *f = user;
    (void)prefix, (void)uri;
    if (f->to != NO_SLOT && f->depth > f->to_depth) {
        add(f, "</", 2);
        add(f, (const char *)name, strlen((const char *)name));
        add(f, ">", 1);
    } else if (f->to != NO_SLOT && f->depth == f->to_depth) {
        f->to = NO_SLOT;
    }
    if (f->in_entry && f->depth == f->entry_depth) {
        f->in_entry = false;
        f->to = NO_SLOT;
        finish_entry(f);
    }
    if (f->head_depth == f->depth + 1)
        f->head_depth = 0;
    f->depth -= f->depth > 0;
}

static void on_text(void *user, const xmlChar *s, int n)
{
    feed *f = user;
    if (f->to == NO_SLOT || n <= 0)
        return;
    if (f->depth == f->to_depth && f->now.kind[f->to] != KIND_XHTML) {
        add(f, (const char *)s, (size_t)n);
        return;
    }
    for (int i = 0; i < n; i++) { /* text among elements, which were written as tags */
        if (s[i] == '<')
            add(f, "&lt;", 4);
        else if (s[i] == '&')
            add(f, "&amp;", 5);
        else
            add(f, (const char *)s + i, 1);
    }
}

/* The five of XML, and those of HTML that careless feeds use without declaring them. */
static xmlEntity *on_entity(void *user, const xmlChar *name)
{
    feed *f = user;
    xmlEntity *known = xmlGetPredefinedEntity(name);
    const htmlEntityDesc *html = known ? NULL : htmlEntityLookup(name);
    if (known || !html || strlen((const char *)name) >= sizeof f->entity_name)
        return known;
    memcpy(f->entity_name, name, strlen((const char *)name) + 1);
    int n = xmlCopyCharMultiByte(f->entity_text, (int)html->value);
    f->entity_text[n < 0 ? 0 : n] = '\0';
    f->entity = (xmlEntity){ .type = XML_ENTITY_DECL,
                             .name = f->entity_name,
                             .orig = f->entity_text,
                             .content = f->entity_text,
                             .length = n,
                             .etype = XML_INTERNAL_PREDEFINED_ENTITY };
    return &f->entity;
}

static void on_error(void *user, xmlErrorPtr e)
{
    feed *f = user;
    f->no_memory |= e->code == XML_ERR_NO_MEMORY;
    if (f->wrong[0] || e->level < XML_ERR_FATAL)
        return;
    (void)snprintf(f->wrong, sizeof f->wrong, "%.110s", e->message ? e->message : "not XML");
    f->wrong_line = e->line;
    for (char *p = f->wrong; *p; p++)
        if ((unsigned char)*p < ' ' || (unsigned char)*p > '~')
            *p = p[1] ? ' ' : '\0';
}

/* ---- the reader ---- */

static bool begin(dl__input *in)
{
    static const xmlSAXHandler calls = { .initialized = XML_SAX2_MAGIC,
                                         .startElementNs = on_start,
                                         .endElementNs = on_end,
                                         .characters = on_text,
                                         .ignorableWhitespace = on_text,
                                         .cdataBlock = on_text,
                                         .getEntity = on_entity,
                                         .serror = on_error };
    feed *f = calloc(1, sizeof *f);
    in->state = f;
    if (!f)
        return false;
    f->in = in;
    f->to = NO_SLOT;
    dl__strbuf_init(&f->publisher, 1000);
    for (int i = 0; i < N_SLOTS; i++)
        dl__strbuf_init(&f->now.part[i], (size_t)in->o->max_bytes);
    xmlSAXHandler copy = calls;
    f->parser = xmlCreatePushParserCtxt(&copy, f, NULL, 0, NULL);
    if (!f->parser)
        return false;
    return xmlCtxtUseOptions(f->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                            XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC) == 0;
}

static void end(dl__input *in)
{
    feed *f = in->state;
    if (!f)
        return;
    while (f->given < f->n_ready)
        dl__item_free(f->ready[f->given++]);
    free(f->ready);
    dl__strbuf_free(&f->publisher);
    for (int i = 0; i < N_SLOTS; i++)
        dl__strbuf_free(&f->now.part[i]);
    if (f->parser) {
        xmlFreeDoc(f->parser->myDoc);
        xmlFreeParserCtxt(f->parser);
    }
    free(f);
}

/* Where the XML went wrong, at the end: what came of it stands. */
static dl__item *verdict(dl__input *in, feed *f)
{
    bool broken = !f->parser->wellFormed;
    if (f->said || in->lines.failed || (f->known && !broken))
        return NULL;
    f->said = true;
    dl__item *item = dl__input_item(in, 0);
    if (!item)
        return NULL;
    if (!f->known)
        return dl__item_fail(item, DL__ITEM_BAD, "is no feed of RSS or Atom: %s (line %d)",
                             f->wrong[0] ? f->wrong : "another kind of document",
                             f->wrong_line ? f->wrong_line : 1);
    if (f->depth > 0 && f->parser->lastError.code == XML_ERR_DOCUMENT_END)
        return dl__item_fail(item, DL__ITEM_BAD, "the feed is cut at line %d; %llu entries were read",
                             f->parser->lastError.line, (unsigned long long)f->n_entries);
    return dl__item_fail(item, DL__ITEM_WARNING, "broken XML at line %d: %s; %llu entries were read",
                         f->wrong_line, f->wrong, (unsigned long long)f->n_entries);
}

static dl__item *next(dl__input *in)
{
    feed *f = in->state;
    while (f->given == f->n_ready && !f->over && !f->no_memory) {
        f->given = f->n_ready = 0;
        size_t ready;
        const char *p = dl__lines_peek(&in->lines, PIECE, &ready);
        ready = ready < PIECE ? ready : PIECE;
        f->over = ready == 0;
        int code = xmlParseChunk(f->parser, p, (int)ready, f->over);
        f->no_memory |= code == XML_ERR_NO_MEMORY || in->lines.out_of_memory;
        f->over |= f->parser->disableSAX != 0; /* it gave up */
        dl__lines_skip(&in->lines, ready);
    }
    in->out_of_memory |= f->no_memory;
    if (f->no_memory)
        return NULL;
    return f->given < f->n_ready ? f->ready[f->given++] : verdict(in, f);
}

const dl__reader DL__READER_FEED = { "feed", false, begin, next, end };
