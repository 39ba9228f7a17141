/* form.c - what a file holds: told by its first bytes, where those do not tell by its name; see reader.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include "source/csv_cells.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEAD = 8192, PAST_TAR = 262 };

static bool at(dl_str s, size_t where, const char *what, size_t n)
{
    return s.len >= where + n && !memcmp(s.ptr + where, what, n);
}

/* At the start of s, whatever the case. */
static bool word(dl_str s, const char *what)
{
    size_t n = strlen(what);
    return s.len >= n && !strncasecmp(s.ptr, what, n);
}

/* Anywhere in s, whatever the case. */
static bool within(dl_str s, const char *what)
{
    for (; s.len; s.ptr++, s.len--)
        if (word(s, what))
            return true;
    return false;
}

static dl_str from(dl_str s, size_t i)
{
    return (dl_str){ s.ptr + i, s.len - i };
}

/* What is packed is opened whatever form it is said to have inside. */
static const dl__reader *packed(dl_str head)
{
#if DL_WITH_FEEDS
    if (at(head, 0, "\x1F\x8B\x08", 3))
        return &DL__READER_GZIP;
    if (at(head, 0, "\x28\xB5\x2F\xFD", 4) ||
        at(head, 0,
           "\xFD"
           "7zXZ\0",
           6) ||
        (at(head, 0, "BZh", 3) && at(head, 4, "1AY&SY", 6)) || at(head, 0, "PK\3\4", 4) ||
        at(head, 0, "PK\5\6", 4) || at(head, PAST_TAR - 5, "ustar", 5))
        return &DL__READER_ARCHIVE;
#else
    (void)head;
#endif
    return NULL;
}

/* What is no text of any kind, by name; NULL for none of these. */
static const char *foreign(dl_str head)
{
    static const struct {
        const char *magic;
        size_t n;
        const char *what;
    } kinds[] = {
        { "%PDF-", 5, "a PDF" },
        { "\x89PNG", 4, "a picture (PNG)" },
        { "\xFF\xD8\xFF", 3, "a picture (JPEG)" },
        { "GIF8", 4, "a picture (GIF)" },
        { "SQLite format 3", 15, "a database (SQLite)" },
        { "\x7F"
          "ELF",
          4, "a program" },
        { "{\\rtf", 5, "a text of RTF" },
        { "\xD0\xCF\x11\xE0", 4, "a document of Office" },
#if !DL_WITH_FEEDS
        { "\x1F\x8B\x08", 3, "gzip, and this program was built without archives (DL_WITH_FEEDS)" },
        { "\x28\xB5\x2F\xFD", 4, "zstd, and this program was built without archives (DL_WITH_FEEDS)" },
        { "\xFD"
          "7zXZ",
          5, "xz, and this program was built without archives (DL_WITH_FEEDS)" },
        { "PK\3\4", 4, "zip, and this program was built without archives (DL_WITH_FEEDS)" },
#endif
        { "Rar!", 4, "an archive of RAR" },
        { "7z\xBC\xAF", 4, "an archive of 7-Zip" }
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (at(head, 0, kinds[i].magic, kinds[i].n))
            return kinds[i].what;
    if (at(head, PAST_TAR - 5, "ustar", 5)) /* in a build that opens them it was opened before */
        return "tar, and this program was built without archives (DL_WITH_FEEDS)";
    return NULL;
}

/* The first tag tells HTML from a feed; what begins like XML may be either. */
static dl__form markup(dl_str s)
{
    static const char *const pages[] = { "<!doctype html", "<html",    "<head", "<body",  "<meta",
                                         "<title",         "<article", "<div",  "<p>",    "<main",
                                         "<section",       "<table",   "<h1",   "<script" };
    if (within(s, "<rss") || within(s, "<feed") || within(s, "<rdf:rdf"))
        return word(s, "<!doctype html") || word(s, "<html") ? DL__FORM_HTML : DL__FORM_FEED;
    if ((word(s, "<?xml") || (word(s, "<!doctype") && !word(s, "<!doctype html"))) && !within(s, "<html"))
        return DL__FORM_FEED;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (within(s, pages[i]))
            return DL__FORM_HTML;
    return DL__FORM_TEXT;
}

/* JSON Lines begin with an object: "{" and then a key or nothing. */
static bool looks_like_json(dl_str s)
{
    size_t i = 1;
    while (i < s.len && dl__is_white(s.ptr[i]))
        i++;
    return s.len && s.ptr[0] == '{' && i < s.len && (s.ptr[i] == '"' || s.ptr[i] == '}');
}

/* "From ADDRESS Tue Mar  5 10:00:00 2024" */
static bool from_line(dl_str s)
{
    static const char *const days[] = { "Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun " };
    size_t i = 5;
    if (!at(s, 0, "From ", 5))
        return false;
    while (i < s.len && s.ptr[i] != ' ' && s.ptr[i] != '\n')
        i++;
    while (i < s.len && s.ptr[i] == ' ')
        i++;
    for (size_t d = 0; d < sizeof days / sizeof days[0]; d++)
        if (at(s, i, days[d], 4))
            return true;
    return false;
}

/* A mailbox begins with "From ADDRESS DATE", a message with one of the lines that the post puts on top. */
static bool looks_like_mail(dl_str s)
{
    static const char *const tops[] = { "Return-Path:",    "Received:",       "Delivered-To:",
                                        "Message-ID:",     "MIME-Version:",   "X-Mozilla-Status:",
                                        "DKIM-Signature:", "X-Gmail-Labels:", "X-GM-THRID:" };
    if (from_line(s))
        return true;
    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++)
        if (word(s, tops[i]))
            return true;
    return false;
}

static dl__form by_content(dl_str head)
{
    size_t i = at(head, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;
    if (at(head, 0, "WARC/", 5))
        return DL__FORM_WARC;
    if (looks_like_mail(head))
        return DL__FORM_MBOX;
    while (i < head.len && dl__is_white(head.ptr[i]))
        i++;
    dl_str s = from(head, i);
    if (s.len && s.ptr[0] == '<')
        return markup(s);
    if (looks_like_json(s))
        return DL__FORM_JSONL;
    return dl__csv_looks(s) ? DL__FORM_CSV : DL__FORM_TEXT;
}

static dl__form by_name(const char *path)
{
    static const struct {
        const char *ending;
        dl__form form;
    } names[] = { { ".csv", DL__FORM_CSV },   { ".tsv", DL__FORM_CSV },    { ".html", DL__FORM_HTML },
                  { ".htm", DL__FORM_HTML },  { ".xhtml", DL__FORM_HTML }, { ".rss", DL__FORM_FEED },
                  { ".atom", DL__FORM_FEED }, { ".warc", DL__FORM_WARC },  { ".mbox", DL__FORM_MBOX },
                  { ".eml", DL__FORM_MBOX } };
    size_t n = strlen(path);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t k = strlen(names[i].ending);
        if (n > k && !strcasecmp(path + n - k, names[i].ending))
            return names[i].form;
    }
    return DL__FORM_TEXT;
}

/* The reader of each form; NULL: not in this build. */
static const dl__reader *const READERS[DL__N_FORMS] = {
    [DL__FORM_TEXT] = &DL__READER_TEXT, [DL__FORM_JSONL] = &DL__READER_JSONL,
    [DL__FORM_CSV] = &DL__READER_CSV,
#if DL_WITH_FEEDS
    [DL__FORM_HTML] = &DL__READER_HTML, [DL__FORM_FEED] = &DL__READER_FEED,
    [DL__FORM_WARC] = &DL__READER_WARC,
#endif
#if DL_WITH_MAIL
    [DL__FORM_MBOX] = &DL__READER_MBOX,
#endif
};
static const char *const NAMES[DL__N_FORMS] = { "?",    "text",         "JSON Lines", "CSV",
                                                "HTML", "RSS and Atom", "WARC",       "mail" };

/* encoding="..." of an XML declaration; NULL without one. */
static const char *declared(dl_str head, char out[DL__CHARSET_NAME])
{
    size_t i = at(head, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;
    out[0] = '\0';
    while (i < head.len && dl__is_white(head.ptr[i]))
        i++;
    dl_str s = from(head, i);
    const char *end = word(s, "<?xml") ? memchr(s.ptr, '>', s.len) : NULL;
    for (const char *p = s.ptr; end && p + 10 < end; p++)
        if (!strncasecmp(p, "encoding", 8)) {
            const char *name = p + 8, *stop;
            while (name < end && (dl__is_white(*name) || *name == '='))
                name++;
            stop = name + 1;
            while (stop < end && *stop != *name)
                stop++;
            return dl__charset_of_label((dl_str){ name, (size_t)(stop - name) }, out);
        }
    return out;
}

static bool wide(dl_str head)
{
    return at(head, 0, "\xFF\xFE", 2) || at(head, 0, "\xFE\xFF", 2);
}

/* Whether the bytes are to be decoded before they are read: pages and mail tell their encodings piece by piece. */
static bool to_decode(dl__input *in, dl_str head)
{
    char name[DL__CHARSET_NAME];
    const char *given = in->o->encoding;
    bool plain = in->form <= DL__FORM_CSV, feed = in->form == DL__FORM_FEED;
    if (in->decoded || !(wide(head) || (plain && given) || feed) || in->form == DL__FORM_HTML)
        return false;
    if (wide(head))
        memcpy(name, "UTF-16", sizeof "UTF-16");
    else if (plain && strcasecmp(given, "auto") != 0)
        dl__charset_of_label((dl_str){ given, strlen(given) }, name);
    else if (feed && in->charset)
        dl__charset_of_label((dl_str){ in->charset, strlen(in->charset) }, name);
    else
        declared(head, name);
    if (!name[0]) {
        size_t ready;
        const char *p = dl__lines_peek(&in->lines, DL__CHARSET_LOOK, &ready);
        dl__charset_detect((dl_str){ p, ready }, name);
    }
    free(in->charset);
    in->charset = strdup(name);
    in->out_of_memory |= !in->charset;
    return in->charset && (feed || strcasecmp(in->charset, "UTF-8") != 0);
}

/* Encodings in which not even the marks of a form can be seen are decoded first. */
static bool hidden(const dl__input *in, dl_str head)
{
    return wide(head) || (in->o->encoding && (!strncasecmp(in->o->encoding, "UTF-16", 6) ||
                                              !strncasecmp(in->o->encoding, "UTF-32", 6)));
}

dl__item *dl__input_recognise(dl__input *in)
{
    size_t ready;
    const char *p = dl__lines_peek(&in->lines, HEAD, &ready);
    dl_str head = { p, ready < HEAD ? ready : HEAD };
    in->reader = in->decoded ? NULL : packed(head);
    if (in->reader)
        return NULL;
    if (in->form == DL__FORM_AUTO && !(hidden(in, head) && !in->decoded)) {
        const char *what = foreign(head);
        if (what) {
            dl__item *item = dl__input_item(in, 0);
            return item ? dl__item_fail(item, in->named ? DL__ITEM_BAD : DL__ITEM_WARNING,
                                        "is %s, which is not read", what)
                        : NULL;
        }
        in->form = by_content(head);
        if (in->form == DL__FORM_TEXT)
            in->form = by_name(in->name ? in->name : in->path);
    }
    in->reader = to_decode(in, head) ? &DL__READER_DECODE : READERS[in->form];
    if (in->reader || in->out_of_memory)
        return NULL;
    dl__item *item = dl__input_item(in, 0);
    return item ? dl__item_fail(item, DL__ITEM_BAD, "is %s, and this program was built without it (%s)",
                                NAMES[in->form], in->form == DL__FORM_MBOX ? "DL_WITH_MAIL" : "DL_WITH_FEEDS")
                : NULL;
}
