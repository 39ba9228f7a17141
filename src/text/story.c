/* story.c - take a plain text file apart: header lines, date, headline, text.
 *
 * The text is never altered, only its beginning is chosen; what is not plainly a header, a date or a headline
 * stays in it. SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "text/chars.h"
#include "text/dates.h"
#include "text/text.h"

enum {
    MAX_HEADLINE = 250,
    MAX_HEADLINE_WORDS = 30,
    MAX_DATELINE = 120,
    MAX_CREDIT = 48,
    LONG_LINE = 120
}; /* bytes */

typedef struct span {
    size_t begin, end;
} span;

static bool is_space_at(const char *s, size_t at, size_t end, size_t *n)
{
    int32_t cp;
    *n = dl__char_decode(s + at, end - at, &cp);
    return dl__char_class_of(cp) == DL__CH_SPACE;
}

static span trim(const char *s, size_t begin, size_t end)
{
    begin = dl__trim_begin(s, begin, end);
    return (span){ begin, dl__trim_end(s, begin, end) };
}

/* The line at `at`, without its end; *next is where the following one begins. */
static span line_at(const char *s, size_t len, size_t at, size_t *next)
{
    size_t e = at;
    while (e < len && s[e] != '\n' && s[e] != '\r')
        e++;
    *next = e + (e < len);
    if (e + 1 < len && s[e] == '\r' && s[e + 1] == '\n')
        (*next)++;
    return (span){ at, e };
}

/* The paragraph that begins at or behind `at`: lines up to one that holds nothing. */
static span paragraph_at(const char *s, size_t len, size_t at)
{
    span p = { dl__trim_begin(s, at, len), 0 };
    size_t next = p.begin;
    p.end = p.begin;
    while (next < len) {
        span l = line_at(s, len, next, &next);
        span t = trim(s, l.begin, l.end);
        if (t.begin == t.end)
            break;
        p.end = t.end;
    }
    return p;
}

static bool same_word(const char *s, size_t len, const char *lower, size_t n)
{
    if (len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]) != lower[i])
            return false;
    return true;
}

/* A line "Name: value" whose name is one of ours; sets the field. */
static bool read_header(const char *raw, span line, dl_story *story)
{
    static const struct {
        const char *name;
        size_t len, offset;
    } header[] = { { "headline", 8, offsetof(dl_story, headline) },
                   { "date", 4, offsetof(dl_story, date) },
                   { "publisher", 9, offsetof(dl_story, publisher) },
                   { "url", 3, offsetof(dl_story, url) },
                   { "id", 2, offsetof(dl_story, id) } };
    span l = trim(raw, line.begin, line.end);
    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++) {
        size_t colon = l.begin + header[i].len;
        if (colon >= l.end || raw[colon] != ':' ||
            !same_word(raw + l.begin, l.end - l.begin, header[i].name, header[i].len))
            continue;
        span v = trim(raw, colon + 1, l.end);
        dl_str value = { raw + v.begin, v.end - v.begin };
        memcpy((char *)story + header[i].offset, &value, sizeof value);
        return true;
    }
    return false;
}

static size_t count_words(const char *s, span p)
{
    size_t n = 0, step;
    bool inside = false;
    for (size_t i = p.begin; i < p.end; i += step) {
        bool space = is_space_at(s, i, p.end, &step);
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

static int32_t last_char(const char *s, span p, size_t *at)
{
    size_t i = p.end - 1;
    int32_t cp;
    while (i > p.begin && p.end - i < 4 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    dl__char_decode(s + i, p.end - i, &cp);
    *at = i;
    return cp;
}

/* Short, and without a mark that ends or continues a sentence; "U.S." may end a headline. */
static bool reads_like_headline(const char *s, span p)
{
    if (p.begin == p.end || p.end - p.begin > MAX_HEADLINE || count_words(s, p) > MAX_HEADLINE_WORDS)
        return false;
    for (;;) {
        size_t at;
        int32_t cp = last_char(s, p, &at);
        if (cp == '.')
            return p.end - p.begin > 3 && s[p.end - 3] == '.' && s[p.end - 2] >= 'A' && s[p.end - 2] <= 'Z';
        if (cp == ',' || cp == ':' || cp == ';')
            return false;
        bool closes = cp == '"' || cp == '\'' || cp == ')' || cp == 0x201D || cp == 0x2019 || cp == ']';
        if (!closes)
            return true;
        p.end = at;
        if (p.begin == p.end)
            return false;
    }
}

/* Pass a dash, a bar or the like and the blanks around it. */
static size_t pass_marks(const char *s, size_t at, size_t end)
{
    while (at < end) {
        int32_t cp;
        size_t n = dl__char_decode(s + at, end - at, &cp);
        bool mark =
            cp == '-' || cp == '|' || cp == ':' || cp == ',' || cp == 0xB7 || (cp >= 0x2012 && cp <= 0x2015);
        if (!mark && dl__char_class_of(cp) != DL__CH_SPACE)
            break;
        at += n;
    }
    return at;
}

/* A date at the head of p: behind "date", "published" or the like, or bare. Returns where the rest of p
 * begins, p.begin where there is none.  *sure: the date can be nothing but a label of the story. */
static size_t read_date(const char *s, span p, char date[11], bool *sure)
{
    static const struct {
        const char *name;
        size_t len;
    } label[] = { { "date", 4 }, { "dated", 5 }, { "published", 9 }, { "posted", 6 }, { "updated", 7 } };
    size_t at = p.begin;
    *sure = false;
    for (size_t i = 0; i < sizeof label / sizeof label[0]; i++) {
        if (!same_word(s + p.begin, p.end - p.begin, label[i].name, label[i].len))
            continue;
        size_t behind = pass_marks(s, p.begin + label[i].len, p.end);
        if (same_word(s + behind, p.end - behind, "on ", 3))
            behind += 3;
        if (behind > p.begin + label[i].len) {
            at = behind;
            *sure = true;
        }
    }
    size_t n = dl__date_read(s + at, p.end - at, date);
    if (n == 0)
        return p.begin;
    size_t rest = pass_marks(s, at + n, p.end);
    bool year_first = n >= 8 && s[at] >= '0' && s[at] <= '9' && (s[at + 4] == '-' || s[at + 4] == '/');
    *sure |= year_first || memchr(s + at + n, '\n', rest - at - n) != NULL;
    return rest;
}

/* "YEREVAN, Sept 29, 2022 (Reuters) -- ": a full date between the start of the text and its first dash. */
static bool read_dateline(const char *s, size_t begin, size_t end, char date[11])
{
    size_t limit = end - begin > MAX_DATELINE ? begin + MAX_DATELINE : end, n;
    for (size_t i = begin; i < limit; i += n) {
        int32_t cp;
        n = dl__char_decode(s + i, end - i, &cp);
        bool dash = (cp >= 0x2012 && cp <= 0x2015) ||
                    (cp == '-' && i > begin && (s[i - 1] == ' ' || s[i - 1] == '-'));
        if (!dash)
            continue;
        for (size_t k = begin; k < i; k++) {
            bool word = k == begin || s[k - 1] == ' ' || s[k - 1] == '(';
            if (word && dl__date_read(s + k, i - k, date))
                return true;
        }
        return false;
    }
    return false;
}

/* Is the paragraph a name of one to three capitalised words, as a paper puts under a report? */
static bool reads_like_credit(const char *s, span p)
{
    if (p.begin == p.end || p.end - p.begin > MAX_CREDIT || count_words(s, p) > 3)
        return false;
    bool start = true;
    size_t n;
    for (size_t i = p.begin; i < p.end; i += n) {
        int32_t cp;
        n = dl__char_decode(s + i, p.end - i, &cp);
        dl__char_class c = dl__char_class_of(cp);
        if (c == DL__CH_SPACE) {
            start = true;
            continue;
        }
        bool inner = !start && (cp == '.' || cp == '-' || cp == '&') && i + n < p.end;
        if (c != DL__CH_LETTER && c != DL__CH_MARK && !inner && cp != '&')
            return false;
        if (start && cp != '&' && !dl__char_is_upper(cp))
            return false;
        start = false;
    }
    return true;
}

static span last_paragraph(const char *s, span text, size_t *n_lines)
{
    span p = { text.end, text.end };
    *n_lines = 0;
    while (p.begin > text.begin) {
        size_t b = p.begin;
        while (b > text.begin && s[b - 1] != '\n' && s[b - 1] != '\r')
            b--;
        span l = trim(s, b, p.begin);
        if (l.begin == l.end && *n_lines > 0)
            break;
        if (l.begin < l.end) {
            p.begin = l.begin;
            ++*n_lines;
        }
        if (p.end - b > MAX_CREDIT)
            break; /* longer than anything that is asked for */
        if (b == text.begin)
            break;
        p.begin = b - 1;
    }
    return trim(s, p.begin, p.end);
}

/* Header lines at the head of the file; returns where they end. */
static size_t read_headers(const char *raw, size_t len, dl_story *story)
{
    size_t at = dl__trim_begin(raw, 0, len), next;
    while (at < len) {
        span l = line_at(raw, len, at, &next);
        if (!read_header(raw, l, story))
            break;
        at = next;
    }
    return at;
}

/* Headline and date of the first paragraph; returns where the text begins. */
static size_t read_head(const char *raw, size_t len, size_t at, char date[11], dl_story *story)
{
    span p = paragraph_at(raw, len, at);
    char found[11];
    bool sure;
    size_t rest = read_date(raw, p, found, &sure);
    size_t next, after;
    span line = line_at(raw, p.end, rest, &next);
    span h = trim(raw, line.begin, line.end);
    if (next <
        p.end) { /* lines of the same paragraph follow: a headline if one is a long line of text or a date */
        span second = line_at(raw, p.end, next, &after);
        char other[11];
        bool sure_too;
        if (second.end - second.begin < LONG_LINE && read_date(raw, second, other, &sure_too) != second.end)
            h.end = h.begin;
    }
    size_t text = dl__trim_begin(raw, h.end, len);
    bool headline = story->headline.len == 0 && text < len && h.begin < h.end && reads_like_headline(raw, h);
    if (rest > p.begin && (sure || headline || rest == p.end)) {
        if (story->date.len == 0) {
            memcpy(date, found, sizeof found);
            story->date = (dl_str){ date, 10 };
        }
        at = rest;
    }
    if (headline) {
        story->headline = (dl_str){ raw + h.begin, h.end - h.begin };
        at = text;
    }
    return at;
}

void dl_story_from_text(const char *raw, size_t len, char date_buf[11], dl_story *story, size_t *skipped)
{
    char given[11];
    *story = (dl_story){ .text = { raw, 0 } };
    date_buf[0] = '\0';
    size_t at = read_headers(raw, len, story);
    if (story->date.len && dl__date_read(story->date.ptr, story->date.len, given)) {
        memcpy(date_buf, given, sizeof given);
        story->date = (dl_str){ date_buf, 10 };
    }
    for (int pass = 0; pass < 2;
         pass++) { /* a date may stand above the headline, or below it, in its own paragraph */
        size_t before = at;
        at = read_head(raw, len, at, date_buf, story);
        if (at == before)
            break;
    }
    span text = trim(raw, at, len);
    if (text.begin == text.end)
        text.begin = text.end = at;
    if (story->date.len == 0 && read_dateline(raw, text.begin, text.end, date_buf))
        story->date = (dl_str){ date_buf, 10 };
    size_t n_lines;
    span credit = last_paragraph(raw, text, &n_lines);
    if (story->publisher.len == 0 && n_lines == 1 && credit.begin > text.begin &&
        reads_like_credit(raw, credit))
        story->publisher = (dl_str){ raw + credit.begin, credit.end - credit.begin };
    story->text = (dl_str){ raw + text.begin, text.end - text.begin };
    if (skipped)
        *skipped = text.begin;
}
