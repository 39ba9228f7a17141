/* read_html.c - a page is one story; see html.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include <string.h>

void dl__page_init(dl__page *p, size_t max)
{
    dl__strbuf_init(&p->headline, max);
    dl__strbuf_init(&p->text, max);
    dl__strbuf_init(&p->publisher, max);
    dl__strbuf_init(&p->url, max);
    p->date[0] = '\0';
}

void dl__page_free(dl__page *p)
{
    dl__strbuf_free(&p->headline);
    dl__strbuf_free(&p->text);
    dl__strbuf_free(&p->publisher);
    dl__strbuf_free(&p->url);
}

static void move(dl__strbuf *to, dl__strbuf *from)
{
    dl__strbuf_free(to);
    *to = *from;
    dl__strbuf_init(from, to->max);
}

static size_t words(const dl__strbuf *b)
{
    size_t n = b->len > 0;
    for (size_t i = 0; i < b->len; i++)
        n += b->s[i] == ' ';
    return n;
}

/* The host of an address, for a publisher that no page names. */
static void host_of(dl_str url, dl__strbuf *out)
{
    size_t i = 0;
    while (i + 3 <= url.len && memcmp(url.ptr + i, "://", 3) != 0)
        i++;
    if (i + 3 >= url.len)
        return;
    i += 3;
    if (url.len - i > 4 && !memcmp(url.ptr + i, "www.", 4))
        i += 4;
    size_t begin = i;
    while (i < url.len && !strchr("/?#:", url.ptr[i]))
        i++;
    dl__strbuf_add(out, url.ptr + begin, i - begin);
}

dl_status dl__page_read(dl__page *p, dl_str html, const char *charset, dl_str url,
                        char why[DL__BYTES_MESSAGE])
{
    xmlDoc *doc;
    dl__html_meta m;
    dl_status status = dl__html_parse(html, charset, &doc, why);
    if (status || !doc)
        return status;
    dl__html_meta_read(doc, url, p->text.max, &m);
    status = dl__html_body(doc, DL__HTML_STORY, (dl_str){ m.headline.s, m.headline.len }, &p->text, p->date);
    /* A page that is put together by a script shows next to nothing; what it says to machines is all there is. */
    if (m.body.len && words(&p->text) < 40 && words(&m.body) > 2 * words(&p->text))
        move(&p->text, &m.body);
    move(&p->headline, &m.headline);
    move(&p->publisher, &m.publisher);
    move(&p->url, &m.url);
    if (m.date[0])
        memcpy(p->date, m.date, sizeof p->date);
    if (!p->publisher.len && p->url.len)
        host_of((dl_str){ p->url.s, p->url.len }, &p->publisher);
    dl__html_meta_free(&m);
    xmlFreeDoc(doc);
    if (p->headline.status == DL_ENOMEM || p->url.status == DL_ENOMEM || p->publisher.status == DL_ENOMEM)
        return DL_ENOMEM;
    return status;
}

dl_status dl__html_text(dl_str html, const char *charset, dl__strbuf *out, char why[DL__BYTES_MESSAGE])
{
    xmlDoc *doc;
    dl_status status = dl__html_parse(html, charset, &doc, why);
    if (!status && doc)
        status = dl__html_body(doc, DL__HTML_ALL, (dl_str){ "", 0 }, out, NULL);
    xmlFreeDoc(doc);
    return status;
}

static dl_str or_else(const char *given, const dl__strbuf *found)
{
    return given ? (dl_str){ given, strlen(given) } : (dl_str){ found->s ? found->s : "", found->len };
}

/* A date in the text's own dateline, where the page shows none: "YEREVAN, Sept 29, 2022 (Reuters) -" */
static void date_of_text(dl__page *p)
{
    dl_story s;
    char date[11];
    if (p->date[0] || !p->text.len)
        return;
    dl_story_from_text(p->text.s, p->text.len, date, &s, NULL);
    if (s.date.len == 10 && s.text.ptr == p->text.s) /* nothing was cut off: it stands in the text */
        memcpy(p->date, s.date.ptr, 10);
    p->date[10] = '\0';
}

bool dl__item_from_html(dl__item *item, dl_str html, const char *charset, dl_str url,
                        const dl__source_options *o)
{
    dl__page p;
    char why[DL__BYTES_MESSAGE];
    dl__page_init(&p, (size_t)o->max_bytes);
    dl_status status = dl__page_read(&p, html, charset, url, why);
    if (!status)
        date_of_text(&p);
    bool ok = status != DL_ENOMEM;
    if (status == DL_ELIMIT) {
        dl__item_fail(item, DL__ITEM_BAD, "%s", why[0] ? why : dl_status_text(status));
    } else if (ok && !p.text.len) {
        dl__item_fail(item, DL__ITEM_WARNING, "no story found on the page");
    } else if (ok) {
        dl_story s = { .headline = or_else(NULL, &p.headline),
                       .text = or_else(NULL, &p.text),
                       .publisher = or_else(o->publisher, &p.publisher),
                       .url = or_else(NULL, &p.url),
                       .date = { p.date, strlen(p.date) } };
        if (o->date)
            s.date = (dl_str){ o->date, strlen(o->date) };
        if (o->id)
            s.id = (dl_str){ o->id, strlen(o->id) };
        ok = dl__item_fill(item, &s);
    }
    dl__page_free(&p);
    return ok;
}

static dl__item *next(dl__input *in)
{
    dl_str all;
    if (in->line++)
        return NULL;
    int r = dl__lines_rest(&in->lines, &all);
    if (in->lines.failed || in->lines.out_of_memory)
        return NULL;
    dl__item *item = dl__input_item(in, 0);
    if (!item)
        return NULL;
    if (r < 0)
        return dl__input_too_long(in, item, "page", all.len);
    dl_str url = { in->url, in->url ? strlen(in->url) : 0 };
    return dl__input_or_fail(in, item,
                             dl__item_from_html(item, all, in->decoded ? "UTF-8" : in->charset, url, in->o));
}

const dl__reader DL__READER_HTML = { "html", true, NULL, next, NULL };
