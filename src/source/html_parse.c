/* html_parse.c - bytes to a tree, by libxml2's HTML parser, within limits; see html_priv.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LOOK = 4096, MAX_TAG_WORDS = 2000 };

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The encoding that a <meta> among the first bytes declares (WHATWG HTML, "prescan a byte stream"), or an XML declaration. */
static void declared(dl_str html, char out[DL__CHARSET_NAME])
{
    size_t n = html.len < LOOK ? html.len : LOOK;
    out[0] = '\0';
    for (size_t i = 0; i + 8 < n && !out[0]; i++) {
        bool charset = !strncasecmp(html.ptr + i, "charset", 7),
             encoding = !strncasecmp(html.ptr + i, "encoding", 8) && i < 64;
        if (!charset && !encoding)
            continue;
        size_t k = i + (charset ? 7 : 8), begin;
        while (k < n && (dl__is_white(html.ptr[k]) || html.ptr[k] == '='))
            k++;
        k += k < n && (html.ptr[k] == '"' || html.ptr[k] == '\'');
        begin = k;
        while (k < n && !strchr(" \t\r\n\"'/>;", html.ptr[k]))
            k++;
        dl__charset_of_label((dl_str){ html.ptr + begin, k - begin }, out);
        if (!strncasecmp(out, "UTF-16", 6)) /* it was read as bytes, so that it is not */
            memcpy(out, "UTF-8", sizeof "UTF-8");
    }
}

/* Where what begins in [p, end); NULL: nowhere. */
static const char *find(const char *p, const char *end, const char *what)
{
    size_t n = strlen(what);
    while (p < end && (p = memchr(p, what[0], (size_t)(end - p))) != NULL && (size_t)(end - p) >= n) {
        if (!memcmp(p, what, n))
            return p;
        p++;
    }
    return NULL;
}

/* libxml2 looks for doubles among the attributes of a tag by comparing each with each: a tag of a million would take hours.
 * Counts what is parted by white space in each tag; scripts and comments hold none. */
static bool tags_are_small(dl_str s)
{
    for (size_t i = 0; i + 1 < s.len; i++) {
        const char *p = s.ptr + i, *end = NULL;
        if (*p != '<')
            continue;
        if (s.len - i > 4 && !memcmp(p, "<!--", 4))
            end = find(p + 4, s.ptr + s.len, "-->");
        else if (s.len - i > 8 && !strncasecmp(p, "<script", 7))
            end = find(p, s.ptr + s.len, "</");
        if (end)
            i = (size_t)(end - s.ptr);
        if (end || !letter(p[1]))
            continue;
        size_t words = 0;
        for (; i < s.len && s.ptr[i] != '>'; i++)
            words += dl__is_white(s.ptr[i]) && i + 1 < s.len && !dl__is_white(s.ptr[i + 1]);
        if (words > MAX_TAG_WORDS)
            return false;
    }
    return true;
}

static void decode(dl_str html, const char *charset, dl__strbuf *out)
{
    char name[DL__CHARSET_NAME] = "";
    dl__strbuf utf8;
    if (html.len >= 2 && (!memcmp(html.ptr, "\xFF\xFE", 2) || !memcmp(html.ptr, "\xFE\xFF", 2)))
        memcpy(name, "UTF-16", sizeof "UTF-16");
    else if (html.len >= 3 && !memcmp(html.ptr, "\xEF\xBB\xBF", 3))
        memcpy(name, "UTF-8", sizeof "UTF-8");
    else if (charset)
        dl__charset_of_label((dl_str){ charset, strlen(charset) }, name);
    if (!name[0])
        declared(html, name);
    /* Pages that call themselves UTF-8 and are not, and the other way round, are common. */
    if (!name[0] || (!strcasecmp(name, "UTF-8") ? dl__utf8_good(html) < html.len && !charset : false))
        dl__charset_detect(html, name);
    dl__strbuf_init(&utf8, out->max);
    dl__charset_decode(html, name, &utf8);
    if (utf8.len)
        dl__utf8_mend((dl_str){ utf8.s, utf8.len }, out);
    if (utf8.status)
        out->status = utf8.status;
    dl__strbuf_free(&utf8);
}

dl_status dl__html_parse(dl_str html, const char *charset, xmlDoc **doc, char why[DL__BYTES_MESSAGE])
{
    dl__strbuf text;
    dl_status status = DL_OK;
    *doc = NULL;
    why[0] = '\0';
    /* A byte may become three characters of a replacement, or a byte of an old encoding three of UTF-8. */
    dl__strbuf_init(&text, html.len < SIZE_MAX / 8 ? html.len * 4 + 64 : html.len);
    decode(html, charset, &text);
    htmlParserCtxt *c = NULL;
    if (text.status || text.len > INT_MAX) {
        status = text.status ? text.status : DL_ELIMIT;
    } else if (text.len && !tags_are_small((dl_str){ text.s, text.len })) {
        (void)snprintf(why, DL__BYTES_MESSAGE, "a tag of more than %d attributes", MAX_TAG_WORDS);
        status = DL_ELIMIT;
    } else if (text.len && !(c = htmlNewParserCtxt())) {
        status = DL_ENOMEM;
    }
    if (c) {
        *doc = htmlCtxtReadMemory(c, text.s, (int)text.len, NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_NODEFDTD);
        if (c->lastError.code == XML_ERR_NO_MEMORY) {
            status = DL_ENOMEM;
        } else if (c->disableSAX) { /* it was stopped: by the depth of the tree, or the length of a text */
            (void)snprintf(why, DL__BYTES_MESSAGE, "nested deeper than %u elements", xmlParserMaxDepth);
            status = DL_ELIMIT;
        }
        htmlFreeParserCtxt(c);
    }
    if (status) {
        xmlFreeDoc(*doc);
        *doc = NULL;
    }
    dl__strbuf_free(&text);
    return status;
}

xmlNode *dl__html_next(const xmlNode *n, const xmlNode *top, bool down)
{
    if (down && n->type == XML_ELEMENT_NODE && n->children)
        return n->children;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

const char *dl__html_attr(const xmlNode *n, const char *name)
{
    for (const xmlAttr *a = n->type == XML_ELEMENT_NODE ? n->properties : NULL; a; a = a->next)
        if (!strcasecmp((const char *)a->name, name))
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

bool dl__html_is(const xmlNode *n, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

void dl__html_inner(const xmlNode *n, dl__strbuf *out)
{
    for (const xmlNode *k = n; k; k = dl__html_next(k, n, true)) {
        if (k->type != XML_TEXT_NODE || !k->content)
            continue;
        for (const char *p = (const char *)k->content; *p; p++) {
            bool white = dl__is_white(*p) || (unsigned char)*p == 0xC2;
            if (white && (unsigned char)*p == 0xC2) {
                white = (unsigned char)p[1] == 0xA0; /* a blank that does not break */
                p += white;
            }
            if (white && (!out->len || out->s[out->len - 1] == ' '))
                continue;
            dl__strbuf_putc(out, white ? ' ' : *p);
        }
    }
    while (out->len && out->s && out->s[out->len - 1] == ' ')
        out->s[--out->len] = '\0';
}
