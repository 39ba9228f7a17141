/* html_words.c - what the parts of a page are called, and what is said around stories; see html_priv.h.
 *
 * Own knowledge of how news pages are made: names of classes in WordPress, Drupal, Arc, Blogger and hand-made sites, the
 * roles of WAI-ARIA 1.2, the elements of HTML. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include <string.h>
#include <strings.h>

enum { MAX_WORD = 40 };

static bool listed(const char *const *list, const char *s, size_t len)
{
    for (; *list; list++)
        if (strlen(*list) == len && !strncasecmp(*list, s, len))
            return true;
    return false;
}

/* Elements whose text is none of the page's. */
static const char *const UNSEEN[] = { "script", "style",  "noscript", "template", "iframe",   "object",
                                      "embed",  "svg",    "math",     "canvas",   "audio",    "video",
                                      "select", "option", "textarea", "button",   "input",    "label",
                                      "head",   "title",  "map",      "dialog",   "datalist", NULL };
static const char *const AROUND[] = { "nav",  "header",     "footer", "aside",    "form",
                                      "menu", "figcaption", "figure", "fieldset", NULL };
static const char *const ROLES[] = { "navigation", "banner",  "complementary", "contentinfo", "search",
                                     "menu",       "menubar", "dialog",        "alertdialog", "alert",
                                     "form",       "toolbar", "tablist",       "note",        NULL };
static const char *const BLOCKS[] = {
    "p",          "div",     "li",    "ul",       "ol",         "dl",      "dd",     "dt",      "h1",
    "h2",         "h3",      "h4",    "h5",       "h6",         "table",   "tr",     "td",      "th",
    "tbody",      "thead",   "tfoot", "section",  "article",    "main",    "header", "footer",  "nav",
    "aside",      "address", "pre",   "hr",       "blockquote", "center",  "form",   "caption", "figure",
    "figcaption", "body",    "html",  "fieldset", "details",    "summary", "hgroup", NULL
};

/* Words of a class or id, as "related" in "story-related_links". */
static const char *const OTHER_WORDS[] = { "comment",
                                           "comments",
                                           "disqus",
                                           "sidebar",
                                           "related",
                                           "recommended",
                                           "recommendations",
                                           "recirc",
                                           "share",
                                           "sharing",
                                           "social",
                                           "promo",
                                           "promos",
                                           "advert",
                                           "advertisement",
                                           "advertising",
                                           "ad",
                                           "ads",
                                           "adbox",
                                           "adslot",
                                           "newsletter",
                                           "subscribe",
                                           "subscription",
                                           "signup",
                                           "cookie",
                                           "cookies",
                                           "consent",
                                           "gdpr",
                                           "banner",
                                           "menu",
                                           "nav",
                                           "navbar",
                                           "navigation",
                                           "breadcrumb",
                                           "breadcrumbs",
                                           "tags",
                                           "taglist",
                                           "byline",
                                           "author",
                                           "authors",
                                           "bio",
                                           "caption",
                                           "captions",
                                           "gallery",
                                           "slideshow",
                                           "popup",
                                           "modal",
                                           "paywall",
                                           "widget",
                                           "widgets",
                                           "trending",
                                           "popular",
                                           "mostread",
                                           "sponsor",
                                           "sponsored",
                                           "taboola",
                                           "outbrain",
                                           "masthead",
                                           "footer",
                                           "copyright",
                                           "disclaimer",
                                           "credit",
                                           "credits",
                                           "dateline",
                                           "timestamp",
                                           "toolbar",
                                           "toolbox",
                                           "pagination",
                                           "pager",
                                           "teaser",
                                           "teasers",
                                           "pullquote",
                                           "skip",
                                           "print",
                                           "donate",
                                           "donation",
                                           "login",
                                           "search",
                                           "infobox",
                                           "factbox",
                                           "editsection",
                                           "toc",
                                           "ticker",
                                           "livefeed",
                                           "poll",
                                           "survey",
                                           "feedback",
                                           "correction-form",
                                           "cta",
                                           "apps",
                                           "hidden",
                                           "sr",
                                           "visuallyhidden",
                                           "readmore",
                                           "morefrom",
                                           "alsoread",
                                           "meta",
                                           "metadata",
                                           "subtitle",
                                           "standfirst",
                                           "dek",
                                           "strapline",
                                           "kicker",
                                           "postmeta",
                                           "photo",
                                           "image",
                                           "media",
                                           "promobox",
                                           "legal",
                                           "noprint",
                                           "nomobile",
                                           "catlinks",
                                           "moreon",
                                           "topics",
                                           NULL };
/* Beginnings of such words: "relatedposts", "subscriber", "commentlist". */
static const char *const OTHER_STEMS[] = { "related", "comment",   "share",   "sharing", "newsletter",
                                           "subscri", "recommend", "advert",  "promo",   "sponsor",
                                           "breadcr", "trend",     "pullquo", "cookie",  "mostread",
                                           "mostpop", "social",    "teaser",  "footer",  "sidebar",
                                           "navbar",  "caption",   "byline",  NULL };
/* Two words one behind the other that together tell, where neither does alone. */
static const char *const OTHER_PAIRS[][2] = {
    { "read", "more" },    { "read", "next" },     { "most", "read" },    { "most", "popular" },
    { "more", "stories" }, { "more", "news" },     { "more", "from" },    { "also", "read" },
    { "also", "like" },    { "pull", "quote" },    { "sign", "up" },      { "mail", "list" },
    { "latest", "news" },  { "top", "stories" },   { "in", "brief" },     { "follow", "us" },
    { "post", "info" },    { "entry", "utility" }, { "entry", "footer" }, { "side", "bar" },
    { "sub", "title" },    { "editor", "picks" },  { "you", "may" },      { "story", "links" },
    { "next", "post" },    { "prev", "post" },     { "link", "list" },    { "see", "also" },
    { "live", "blog" }
};
/* Words that say of a whole page or column how it is laid out: what is named by them is not what they name. */
static const char *const LAYOUT_WORDS[] = { "has",  "with",    "no",        "without", "is",
                                            "page", "wrapper", "container", "layout",  "site",
                                            "main", "content", "body",      "grid",    "row",
                                            "col",  "column",  "template",  NULL };
static const char *const BODY_WORDS[] = {
    "articlebody",  "storybody",   "storytext",      "articletext",  "articlecontent",
    "entrycontent", "postcontent", "postbody",       "bodycopy",     "bodytext",
    "maincontent",  "newstext",    "mwparseroutput", "storycontent", "fulltext",
    "articlewrap",  NULL
};
static const char *const BODY_PAIRS[][2] = {
    { "article", "body" },    { "story", "body" },    { "article", "text" }, { "story", "text" },
    { "article", "content" }, { "entry", "content" }, { "post", "content" }, { "post", "body" },
    { "body", "copy" },       { "body", "text" },     { "news", "text" },    { "news", "body" },
    { "main", "text" },       { "story", "content" }, { "field", "body" },   { "content", "body" },
    { "parser", "output" },   { "rich", "text" },     { "page", "content" }, { "body", "content" },
    { "name", "body" }
};

typedef struct name_words { /* "articleBody main-col" is article, body, main, col */
    const char *s;
    char word[MAX_WORD];
    size_t len;
} name_words;

static bool is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool next_word(name_words *w)
{
    w->len = 0;
    while (*w->s && !is_word_char(*w->s))
        w->s++;
    while (is_word_char(*w->s) && w->len + 1 < MAX_WORD) {
        bool upper = *w->s >= 'A' && *w->s <= 'Z';
        bool after_lower = w->len && w->word[w->len - 1] >= 'a' && w->s[-1] >= 'a' && w->s[-1] <= 'z';
        if (upper && after_lower)
            break;
        w->word[w->len++] = (char)(upper ? *w->s + 32 : *w->s);
        w->s++;
    }
    w->word[w->len] = '\0';
    return w->len > 0;
}

static bool paired(const char *const (*pairs)[2], size_t n, const char *a, const char *b)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(pairs[i][0], a) && !strcmp(pairs[i][1], b))
            return true;
    return false;
}

static bool stemmed(const char *word)
{
    for (const char *const *stem = OTHER_STEMS; *stem; stem++)
        if (!strncmp(word, *stem, strlen(*stem)))
            return true;
    return false;
}

/* "has-sidebar", "with-comments": what follows is not what is named. */
static bool only_has(const char *before)
{
    return !strcmp(before, "has") || !strcmp(before, "with") || !strcmp(before, "no") ||
           !strcmp(before, "without");
}

static dl__html_mark mark_of_name(const char *name)
{
    name_words w = { .s = name ? name : "" };
    char before[MAX_WORD] = "";
    bool other = false, layout = false, comments = false;
    while (next_word(&w)) {
        if (listed(BODY_WORDS, w.word, w.len) ||
            paired(BODY_PAIRS, sizeof BODY_PAIRS / sizeof *BODY_PAIRS, before, w.word))
            return DL__HTML_BODY;
        layout |= listed(LAYOUT_WORDS, w.word, w.len);
        other |= listed(OTHER_WORDS, w.word, w.len) || stemmed(w.word) ||
                 paired(OTHER_PAIRS, sizeof OTHER_PAIRS / sizeof *OTHER_PAIRS, before, w.word);
        comments |= !only_has(before) && (!strncmp(w.word, "comment", 7) || !strcmp(w.word, "disqus"));
        memcpy(before, w.word, w.len + 1);
    }
    return comments || (other && !layout) ? DL__HTML_OTHER : DL__HTML_PLAIN;
}

static bool holds_h1(const xmlNode *n)
{
    for (const xmlNode *k = n; k; k = dl__html_next(k, n, true))
        if (dl__html_is(k, "h1"))
            return true;
    return false;
}

static bool not_shown(const xmlNode *n)
{
    const char *style = dl__html_attr(n, "style"), *aria = dl__html_attr(n, "aria-hidden");
    if (dl__html_attr(n, "hidden") || (aria && !strcmp(aria, "true")))
        return true;
    for (const char *p = style; p && (p = strstr(p, "display")); p += 7) {
        const char *q = p + 7;
        while (*q == ' ' || *q == ':')
            q++;
        if (!strncmp(q, "none", 4))
            return true;
    }
    return false;
}

dl__html_mark dl__html_mark_of(const xmlNode *n)
{
    const char *name = (const char *)n->name, *role = dl__html_attr(n, "role"),
               *prop = dl__html_attr(n, "itemprop");
    size_t len = strlen(name);
    if (listed(UNSEEN, name, len) || not_shown(n))
        return DL__HTML_HIDDEN;
    if (prop && (!strcmp(prop, "articleBody") || !strcmp(prop, "reviewBody")))
        return DL__HTML_BODY;
    if (listed(AROUND, name, len) || (role && listed(ROLES, role, strlen(role))))
        return DL__HTML_OTHER;
    if (dl__html_is(n, "body") || dl__html_is(n, "html"))
        return DL__HTML_PLAIN; /* its classes say what the page has */
    dl__html_mark by_class = mark_of_name(dl__html_attr(n, "class")),
                  by_id = mark_of_name(dl__html_attr(n, "id"));
    if (by_class == DL__HTML_OTHER ||
        by_id == DL__HTML_OTHER) /* what has the headline in it has the story in it */
        return holds_h1(n) ? DL__HTML_PLAIN : DL__HTML_OTHER;
    return by_class == DL__HTML_BODY ? by_class : by_id;
}

bool dl__html_is_block(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE &&
           listed(BLOCKS, (const char *)n->name, strlen((const char *)n->name));
}

/* Beginnings of short paragraphs around stories; "$": the paragraph is no more than that; "~": a whole sentence may begin so. */
static const char *const PHRASES[] = { "read more",
                                       "read also",
                                       "also read",
                                       "read next",
                                       "read:",
                                       "see also",
                                       "more:",
                                       "related~",
                                       "related:",
                                       "watch:",
                                       "listen:",
                                       "click here",
                                       "share this",
                                       "share on",
                                       "share$",
                                       "tweet$",
                                       "print$",
                                       "email$",
                                       "advertisement",
                                       "story continues below",
                                       "article continues",
                                       "continue reading",
                                       "sign up",
                                       "subscribe",
                                       "follow us",
                                       "follow @",
                                       "download our",
                                       "download the",
                                       "get the latest",
                                       "all rights reserved",
                                       "copyright~",
                                       "copyright 20",
                                       "copyright 19",
                                       "copyright \xC2\xA9",
                                       "\xC2\xA9",
                                       "(c) ",
                                       "photo:",
                                       "photo by~",
                                       "photograph:",
                                       "image:",
                                       "image credit",
                                       "picture:",
                                       "file photo",
                                       "video:",
                                       "last updated",
                                       "last modified",
                                       "updated:",
                                       "published:",
                                       "posted:",
                                       "posted on~",
                                       "posted by~",
                                       "published on~",
                                       "filed under",
                                       "tagged~",
                                       "tags:",
                                       "categories:",
                                       "topics:",
                                       "comments~",
                                       "leave a comment",
                                       "leave a reply",
                                       "join the conversation",
                                       "you may also",
                                       "you might also",
                                       "recommended for you",
                                       "recommended stories",
                                       "most read",
                                       "trending~",
                                       "editor's note:",
                                       "editing by",
                                       "reporting by",
                                       "(reporting by",
                                       "(editing by",
                                       "writing by",
                                       "written by~",
                                       "with reporting by",
                                       "additional reporting",
                                       "our standards:",
                                       "contact us",
                                       "terms of use",
                                       "terms of service",
                                       "privacy policy",
                                       "we use cookies",
                                       "this site uses cookies",
                                       "accept all~",
                                       "log in",
                                       "sign in",
                                       "register~",
                                       "already a subscriber",
                                       "this article is for subscribers",
                                       "support our journalism",
                                       "donate~",
                                       "back to top",
                                       "skip to",
                                       "loading~",
                                       "view in browser",
                                       "view this email",
                                       "unsubscribe",
                                       "to unsubscribe",
                                       "you are receiving this",
                                       "getty images",
                                       "more on this story",
                                       "more from~",
                                       "next article",
                                       "previous article",
                                       "next:",
                                       "previous:",
                                       "min read",
                                       "have something to say",
                                       "do you have a story",
                                       "got a tip",
                                       "send us",
                                       "source:",
                                       "for more on this",
                                       "a version of this article",
                                       "end of list",
                                       "listen to this",
                                       "this story was originally published",
                                       NULL };
static const char *const INSIDE[] = { "appeared first on", "min read", "all rights reserved", "minute read",
                                      NULL };
/* In what does not end as a sentence does: below a picture. */
static const char *const CREDITS[] = { "photo:",     "photo by", "photos:",  "photograph:", "ap photo",
                                       "file photo", "image:",   "picture:", "getty",       NULL };
/* Headings of what stands behind a story, up to the next heading. */
static const char *const ENDS[] = { "sources",
                                    "references",
                                    "external links",
                                    "related",
                                    "related news",
                                    "related stories",
                                    "related articles",
                                    "see also",
                                    "further reading",
                                    "notes",
                                    "read more",
                                    "more news",
                                    "more stories",
                                    "sister links",
                                    "footnotes",
                                    "recommended",
                                    "about the author",
                                    "share this",
                                    "comments",
                                    "tags",
                                    "most read",
                                    "contact",
                                    "contacts",
                                    "media contact",
                                    "media contacts",
                                    "notes to editors",
                                    "share",
                                    NULL };

bool dl__html_is_end(dl_str heading)
{
    while (heading.len && (heading.ptr[heading.len - 1] == ':' || heading.ptr[heading.len - 1] == ' '))
        heading.len--;
    return listed(ENDS, heading.ptr, heading.len);
}

static bool has(dl_str s, const char *what)
{
    size_t n = strlen(what);
    for (; s.len >= n; s.ptr++, s.len--)
        if (!strncasecmp(s.ptr, what, n))
            return true;
    return false;
}

bool dl__html_is_phrase(dl_str s, size_t words)
{
    enum { SHORT = 35, SENTENCE = 12 };
    if (words > SHORT || s.len == 0)
        return false;
    bool sentence = s.ptr[s.len - 1] == '.' && words > SENTENCE;
    for (size_t i = 0; PHRASES[i]; i++) {
        size_t n = strlen(PHRASES[i]);
        char mark = PHRASES[i][n - 1];
        n -= mark == '$' || mark == '~';
        if (s.len < n || strncasecmp(s.ptr, PHRASES[i], n) != 0 || (mark == '$' && s.len > n + 1))
            continue;
        /* "Copyrighted": the word goes on */
        if (s.len > n && is_word_char(PHRASES[i][n - 1]) && is_word_char(s.ptr[n]) &&
            !(s.ptr[n] >= '0' && s.ptr[n] <= '9'))
            continue;
        if (mark != '~' || !sentence)
            return true;
    }
    for (size_t i = 0; INSIDE[i]; i++)
        if (has(s, INSIDE[i]))
            return true;
    for (size_t i = 0; CREDITS[i] && s.ptr[s.len - 1] != '.'; i++)
        if (has(s, CREDITS[i]))
            return true;
    return false;
}
