/* html_meta.c - headline, date, publisher and address of a page; see html_priv.h.
 *
 * What the page says to machines comes first (JSON-LD, then meta elements, then microdata), then what it shows, then its
 * address.  The headline is an exception: what readers see is the headline, what is told to machines is often another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include "source/day.h"

#include <string.h>
#include <strings.h>

enum { MAX_HEADING = 400, MAX_HEADINGS = 8, SHORT = 2000 };

typedef enum field { NOTHING, HEADLINE, DATE, PUBLISHER, URL, N_FIELDS } field;

/* Names of meta elements (name, property, itemprop), the best first within a field. */
static const struct {
    const char *name;
    field field;
} NAMES[] = { { "article:published_time", DATE },
              { "og:article:published_time", DATE },
              { "og:published_time", DATE },
              { "article:published", DATE },
              { "datepublished", DATE },
              { "parsely-pub-date", DATE },
              { "sailthru.date", DATE },
              { "cxenseparse:recs:publishtime", DATE },
              { "citation_publication_date", DATE },
              { "citation_date", DATE },
              { "dc.date.issued", DATE },
              { "dcterms.issued", DATE },
              { "dc.date.created", DATE },
              { "dcterms.created", DATE },
              { "dcterms.date", DATE },
              { "dc.date", DATE },
              { "publish-date", DATE },
              { "publish_date", DATE },
              { "publication_date", DATE },
              { "publicationdate", DATE },
              { "pubdate", DATE },
              { "pub_date", DATE },
              { "displaydate", DATE },
              { "originalpublicationdate", DATE },
              { "article.published", DATE },
              { "published", DATE },
              { "datecreated", DATE },
              { "date", DATE },
              { "og:title", HEADLINE },
              { "twitter:title", HEADLINE },
              { "dc.title", HEADLINE },
              { "parsely-title", HEADLINE },
              { "og:site_name", PUBLISHER },
              { "dc.publisher", PUBLISHER },
              { "dcterms.publisher", PUBLISHER },
              { "publisher", PUBLISHER },
              { "application-name", PUBLISHER },
              { "og:url", URL } };
enum { N_NAMES = sizeof NAMES / sizeof NAMES[0] };

typedef struct found {
    const char *meta[N_FIELDS]; /* the value of the best name so far */
    size_t rank[N_FIELDS];
    char shown_date[DL__DAY]; /* of a <time>, or of a line that says it was published */
    char any_date[DL__DAY];
    const xmlNode *title, *heading[MAX_HEADINGS], *prop_headline, *prop_publisher;
    size_t n_headings;
    const char *canonical;
} found;

static void take_name(found *f, const char *name, const char *value)
{
    for (size_t i = 0; name && value && *value && i < N_NAMES; i++) {
        field k = NAMES[i].field;
        char day[DL__DAY];
        if (strcasecmp(name, NAMES[i].name) != 0)
            continue;
        if (k == DATE && !dl__day_read((dl_str){ value, strlen(value) }, day))
            return;
        if (!f->meta[k] || i < f->rank[k]) {
            f->meta[k] = value;
            f->rank[k] = i;
        }
        return;
    }
}

/* "Published March 5, 2024" in an element that is named for it, or shows a time. */
static void take_time(found *f, const xmlNode *n, bool first_choice)
{
    char day[DL__DAY];
    const char *value = dl__html_attr(n, "datetime");
    if (!value)
        value = dl__html_attr(n, "content");
    bool got = value && dl__day_read((dl_str){ value, strlen(value) }, day);
    if (!got) {
        dl__strbuf b;
        dl__strbuf_init(&b, SHORT);
        dl__html_inner(n, &b);
        got = b.len && !b.status && b.len < 200 && dl__day_read((dl_str){ b.s, b.len }, day);
        dl__strbuf_free(&b);
    }
    char *to = first_choice ? f->shown_date : f->any_date;
    if (got && !to[0])
        memcpy(to, day, DL__DAY);
}

static bool named_for_date(const xmlNode *n)
{
    static const char *const words[] = { "date",     "timestamp", "pubdate", "published",
                                         "dateline", "posted",    "byline",  "time" };
    const char *const names[] = { dl__html_attr(n, "class"), dl__html_attr(n, "id") };
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; names[k] && i < sizeof words / sizeof words[0]; i++)
            for (const char *p = names[k]; *p; p++)
                if (!strncasecmp(p, words[i], strlen(words[i])) && strncasecmp(p, "update", 6) != 0)
                    return true;
    return false;
}

/* <meta>, <link>, <script>: what is said to machines. */
static void take_hidden(found *f, const xmlNode *n, dl__html_meta *m)
{
    const char *content = dl__html_attr(n, "content"), *rel = dl__html_attr(n, "rel"),
               *type = dl__html_attr(n, "type");
    if (dl__html_is(n, "meta")) {
        take_name(f, dl__html_attr(n, "property"), content);
        take_name(f, dl__html_attr(n, "name"), content);
        take_name(f, dl__html_attr(n, "itemprop"), content);
    } else if (dl__html_is(n, "link") && rel && !strcasecmp(rel, "canonical")) {
        f->canonical = dl__html_attr(n, "href");
    } else if (dl__html_is(n, "script") && type && !strncasecmp(type, "application/ld+json", 19) &&
               n->children && n->children->content) {
        dl__html_ld((const char *)n->children->content, strlen((const char *)n->children->content), m);
    }
}

static bool prop_is(const xmlNode *n, const char *value)
{
    const char *prop = dl__html_attr(n, "itemprop");
    return prop && !strcmp(prop, value);
}

/* What is shown. */
static void take(found *f, const xmlNode *n)
{
    if (dl__html_is(n, "title") && !f->title)
        f->title = n;
    else if (dl__html_is(n, "h1") && f->n_headings < MAX_HEADINGS)
        f->heading[f->n_headings++] = n;
    if (prop_is(n, "headline") && !f->prop_headline)
        f->prop_headline = n;
    if (prop_is(n, "publisher"))
        f->prop_publisher = n;
    bool published = prop_is(n, "datePublished") || dl__html_attr(n, "pubdate");
    if (published || dl__html_is(n, "time"))
        take_time(f, n, published || (n->parent && dl__html_is(n->parent, "header")));
    else if (named_for_date(n))
        take_time(f, n, false);
}

/* ---- the headline ---- */

/* Does a hold most of the words of b? By words of three letters and more. */
static bool alike(dl_str a, dl_str b)
{
    size_t n = 0, shared = 0;
    for (size_t i = 0; i < b.len;) {
        size_t begin = i;
        while (i < b.len && b.ptr[i] != ' ')
            i++;
        size_t len = i - begin;
        if (len >= 3) {
            n++;
            for (size_t k = 0; k + len <= a.len; k++)
                if (!strncasecmp(a.ptr + k, b.ptr + begin, len)) {
                    shared++;
                    break;
                }
        }
        i++;
    }
    return n > 0 && 2 * shared >= n;
}

static dl_str str(const dl__strbuf *b)
{
    return (dl_str){ b->s ? b->s : "", b->len };
}

/* Bytes at p of what parts the pieces of a title, or of a blank. */
static size_t mark_at(const char *p, size_t left)
{
    static const char *const wide[] = { "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xBA", "\xC2\xBB",
                                        "\xC2\xB7" };
    if (left && strchr(" -|:", *p))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (left >= strlen(wide[i]) && !memcmp(p, wide[i], strlen(wide[i])))
            return strlen(wide[i]);
    return 0;
}

/* s without such marks at its ends. */
static dl_str trimmed(dl_str s)
{
    for (size_t n; s.len && (n = mark_at(s.ptr, s.len)) > 0; s.len -= n)
        s.ptr += n;
    for (size_t n = 1; s.len && n <= 3; n++)
        if (s.len >= n && mark_at(s.ptr + s.len - n, n) == n) {
            s.len -= n;
            n = 0;
        }
    return s;
}

static size_t count_words(dl_str s)
{
    size_t n = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == ' ';
    return n;
}

/* Where " - ", " | " or the like last parts a title; 0: nowhere. *width: bytes of it. */
static size_t last_part(dl_str s, size_t *width)
{
    static const char *const marks[] = { " | ",  " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                         " :: ", " \xC2\xBB ", " \xC2\xB7 ",     " \xE2\x80\xBA " };
    size_t best = 0;
    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++) {
        size_t n = strlen(marks[m]);
        for (size_t i = 1; i + n < s.len; i++)
            if (i > best && !memcmp(s.ptr + i, marks[m], n)) {
                best = i;
                *width = n;
            }
    }
    return best;
}

/* Where text stands at an end of the title, parted from the rest by a mark; NULL: it does not. */
static const char *piece_of(const dl__strbuf *title, const dl__strbuf *text)
{
    const char *p = strstr(title->s, text->s), *end = title->s + title->len;
    if (!p)
        return NULL;
    size_t before = (size_t)(p - title->s), behind = (size_t)(end - p) - text->len;
    if (before && behind)
        return NULL;
    if (before)
        return trimmed((dl_str){ title->s, before }).len < before ? p : NULL;
    return mark_at(p + text->len, behind) ? p : NULL;
}

/* The longest text of the page that stands whole in its title, before or behind the name of the site: the headline, whatever
 * element shows it. The rest of the title, without what parts the two and without sections, goes to site. */
static void shown_in_title(const xmlNode *root, const dl__strbuf *title, dl__strbuf *out, dl__strbuf *site)
{
    enum { FEWEST = 15, MOST = 500 };
    dl__strbuf text;
    const char *at = NULL;
    if (title->len > MOST || !title->len)
        return;
    dl__strbuf_init(&text, MOST);
    for (const xmlNode *n = root; n; n = dl__html_next(n, root, true)) {
        if (n->type != XML_TEXT_NODE || dl__html_is(n->parent, "title") || dl__html_is(n->parent, "script"))
            continue;
        dl__strbuf_clear(&text);
        dl__html_inner(n, &text);
        const char *p = text.status || text.len < FEWEST || text.len >= title->len || text.len <= out->len
                            ? NULL
                            : piece_of(title, &text);
        if (!p || count_words(str(&text)) < 4)
            continue;
        at = p;
        dl__strbuf_clear(out);
        dl__strbuf_add(out, text.s, text.len);
    }
    dl__strbuf_free(&text);
    if (!at)
        return;
    bool first =
        at > title->s; /* the site comes first, then its sections; behind the headline they come before it */
    dl_str rest = trimmed(first ? (dl_str){ title->s, (size_t)(at - title->s) }
                                : (dl_str){ title->s + out->len, title->len - out->len });
    size_t width = 0, part = last_part(rest, &width);
    if (part && first)
        rest.len = part;
    else if (part)
        rest = (dl_str){ rest.ptr + part + width, rest.len - part - width };
    if (count_words(rest) <= 5)
        dl__strbuf_add(site, rest.ptr, rest.len);
}

/* Take the site's name and sections off the end of a title; the last of them may be a publisher. */
static void strip_title(dl__strbuf *title, dl__strbuf *publisher)
{
    for (;;) {
        size_t width = 0, at = last_part(str(title), &width), words = 1;
        if (!at)
            return;
        dl_str tail = { title->s + at + width, title->len - at - width };
        for (size_t i = 0; i < tail.len; i++)
            words += tail.ptr[i] == ' ';
        size_t head = 1;
        for (size_t i = 0; i < at; i++)
            head += title->s[i] == ' ';
        if (words > 5 || head < 3)
            return;
        if (!publisher->len)
            dl__strbuf_add(publisher, tail.ptr, tail.len);
        title->len = at;
        title->s[at] = '\0';
    }
}

static void add_string(dl__strbuf *to, const char *s)
{
    if (s && !to->len)
        dl__utf8_mend((dl_str){ s, strlen(s) }, to);
}

/* The heading that agrees with what is known of the headline. */
static void find_heading(const found *f, const dl__strbuf *known, dl__strbuf *out)
{
    for (size_t i = 0; i < f->n_headings && !out->len; i++) {
        dl__html_inner(f->heading[i], out);
        if (out->status || out->len >= MAX_HEADING || (known->len && !alike(str(known), str(out))))
            dl__strbuf_clear(out);
    }
    if (!out->len && f->prop_headline)
        dl__html_inner(f->prop_headline, out);
    if (out->status == DL_ELIMIT)
        dl__strbuf_clear(out);
}

/* A better one by the page's <title>, and the site's name from it. */
static void better_heading(const found *f, const xmlNode *root, dl__strbuf *heading, dl__strbuf *site)
{
    dl__strbuf title, shown;
    dl__strbuf_init(&title, SHORT);
    dl__strbuf_init(&shown, SHORT);
    dl__html_inner(f->title, &title);
    shown_in_title(root, &title, &shown, site);
    if (shown.len && shown.len >= heading->len) {
        dl__strbuf_clear(heading);
        dl__strbuf_add(heading, shown.s, shown.len);
    } else {
        dl__strbuf_clear(site);
    }
    if (title.status == DL_ENOMEM || shown.status == DL_ENOMEM)
        heading->status = DL_ENOMEM;
    dl__strbuf_free(&title);
    dl__strbuf_free(&shown);
}

static void headline(const found *f, const xmlNode *root, dl__html_meta *m)
{
    dl__strbuf title, heading, site;
    dl__strbuf_init(&title, SHORT);
    dl__strbuf_init(&heading, SHORT);
    dl__strbuf_init(&site, SHORT);
    add_string(&title, f->meta[HEADLINE]);
    if (!title.len && f->title)
        dl__html_inner(f->title, &title);
    if (title.status == DL_ELIMIT)
        dl__strbuf_clear(&title);
    find_heading(f, m->headline.len && m->headline.len < SHORT ? &m->headline : &title, &heading);
    if (f->title && (!heading.len || (title.len > heading.len && strstr(title.s, heading.s))))
        better_heading(f, root, &heading, &site);
    if (!f->meta[PUBLISHER] || !f->meta[HEADLINE])
        strip_title(&title, &site);
    if (heading.len && heading.len < MAX_HEADING) {
        dl__strbuf_clear(&m->headline);
        dl__strbuf_add(&m->headline, heading.s, heading.len);
    } else if (!m->headline.len && title.len) {
        dl__strbuf_add(&m->headline, title.s, title.len);
    }
    add_string(&m->publisher, f->meta[PUBLISHER]);
    if (!m->publisher.len && f->prop_publisher)
        dl__html_inner(f->prop_publisher, &m->publisher);
    if (!m->publisher.len && site.len)
        dl__strbuf_add(&m->publisher, site.s, site.len);
    if (title.status == DL_ENOMEM || heading.status == DL_ENOMEM || site.status == DL_ENOMEM)
        m->headline.status = DL_ENOMEM;
    dl__strbuf_free(&title);
    dl__strbuf_free(&heading);
    dl__strbuf_free(&site);
}

static bool absolute(const char *s)
{
    return s && (!strncasecmp(s, "http://", 7) || !strncasecmp(s, "https://", 8));
}

void dl__html_meta_read(const xmlDoc *doc, dl_str url, size_t max, dl__html_meta *m)
{
    found f = { .title = NULL };
    const xmlNode *root = xmlDocGetRootElement(doc);
    dl__strbuf *const all[] = { &m->headline, &m->publisher, &m->url, &m->body };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        dl__strbuf_init(all[i], max);
    m->date[0] = '\0';
    for (const xmlNode *n = root; n; n = dl__html_next(n, root, true))
        if (dl__html_is(n, "meta") || dl__html_is(n, "link") || dl__html_is(n, "script"))
            take_hidden(&f, n, m);
        else if (n->type == XML_ELEMENT_NODE)
            take(&f, n);
    headline(&f, root, m);
    if (m->url.len && !absolute(m->url.s))
        dl__strbuf_clear(&m->url);
    if (absolute(f.canonical) || absolute(f.meta[URL])) {
        dl__strbuf_clear(&m->url);
        add_string(&m->url, absolute(f.canonical) ? f.canonical : f.meta[URL]);
    } else if (!m->url.len && url.len) {
        dl__utf8_mend(url, &m->url);
    }
    if (!m->date[0] && f.meta[DATE])
        dl__day_read((dl_str){ f.meta[DATE], strlen(f.meta[DATE]) }, m->date);
    if (!m->date[0])
        memcpy(m->date, f.shown_date, DL__DAY);
    if (!m->date[0])
        dl__day_in_url(str(&m->url), m->date);
    if (!m->date[0])
        memcpy(m->date, f.any_date, DL__DAY);
}

void dl__html_meta_free(dl__html_meta *m)
{
    dl__strbuf_free(&m->headline);
    dl__strbuf_free(&m->publisher);
    dl__strbuf_free(&m->url);
    dl__strbuf_free(&m->body);
}
