/* html_body.c - which paragraphs of a page are the story; see html_priv.h.
 *
 * The page is laid out as paragraphs (what stands between two block elements) with the words in them and how much of them is
 * links.  Paragraphs that read like prose give weight to every element around them.  Elements whose names say that they are
 * no part of a story (html_words.c) do not count, unless most of the page's prose stands in them: then the name lies.  The
 * story is what stands in elements that are named as its text; without those, in the <article> or <main> that holds most, or in
 * the innermost element that holds nearly all.  Of that, what is no prose (bylines, dates, lists of links) is left out.
 * Method: the weights are those of Readability (Arc90 2009), prose by words and links of boilerpipe (Kohlschuetter et al.,
 * WSDM 2010); rules and numbers are ours, measured by tests/source/pages.py. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/html_priv.h"

#include "source/day.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <xxhash.h>

enum { MAX_DEPTH = 300, NONE = -1, RECENT = 64 };

typedef struct element {
    const xmlNode *node;
    int32_t parent, first_child, next_sibling;
    dl__html_mark mark;
    double all, good; /* words of prose in it: whatever stands around them, or not within what is no story */
} element;

typedef struct paragraph {
    size_t begin, end;    /* in the text */
    size_t words, linked; /* linked: bytes that are links */
    int32_t element;
    bool ends; /* with a mark that ends a sentence */
} paragraph;

typedef struct layout {
    dl__html_how how;
    dl__strbuf text;
    element *elements;
    size_t n_elements, cap_elements;
    paragraph *paragraphs;
    size_t n_paragraphs, cap_paragraphs;
    paragraph now; /* the one that is being filled */
    unsigned links, breaks;
    const xmlNode *last_element; /* that was closed, and where its text begins */
    size_t last_begin;
    bool no_memory;
} layout;

/* ---- laying out ---- */

static void *grown(void *array, size_t n, size_t *cap, size_t size, bool *no_memory)
{
    if (n < *cap)
        return array;
    size_t more = *cap ? *cap * 2 : 256;
    void *p = realloc(array, more * size);
    *no_memory |= !p;
    *cap = p ? more : *cap;
    return p ? p : array;
}

/* Bytes of the white space at p, NULL-terminated: blanks, and those that do not break or have no width. */
static size_t white_at(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    if (dl__is_white(*p))
        return 1;
    if (u[0] == 0xC2 && u[1] == 0xA0)
        return 2;
    if (u[0] == 0xE2 && u[1] == 0x80 && ((u[2] >= 0x80 && u[2] <= 0x8B) || u[2] == 0xAF))
        return 3;
    return u[0] == 0xEF && u[1] == 0xBB && u[2] == 0xBF ? 3 : 0;
}

/* A full stop, question or exclamation mark, also before quotation marks and brackets. */
static bool ends_sentence(const char *s, size_t len)
{
    while (len) {
        if (strchr("\"')]", s[len - 1]))
            len--;
        else if (len >= 3 && !memcmp(s + len - 3, "\xE2\x80", 2) &&
                 (s[len - 1] == '\x9D' || s[len - 1] == '\x99'))
            len -= 3;
        else
            break;
    }
    return len && (strchr(".?!", s[len - 1]) || (len >= 3 && !memcmp(s + len - 3, "\xE2\x80\xA6", 3)));
}

static void flush(layout *l, int32_t here)
{
    size_t begin = l->now.begin, end = l->text.len;
    if (end > begin && l->text.s[end - 1] == ' ')
        end--;
    l->breaks = 0;
    if (end > begin) {
        l->paragraphs =
            grown(l->paragraphs, l->n_paragraphs, &l->cap_paragraphs, sizeof *l->paragraphs, &l->no_memory);
        if (l->no_memory)
            return;
        paragraph p = { begin, end, 1, l->now.linked, here, ends_sentence(l->text.s + begin, end - begin) };
        for (size_t i = begin; i < end; i++)
            p.words += l->text.s[i] == ' ';
        l->paragraphs[l->n_paragraphs++] = p;
    }
    l->now = (paragraph){ .begin = l->text.len };
}

static void add_text(layout *l, const char *p)
{
    while (*p) {
        size_t n = white_at(p);
        if (n) {
            if (l->text.len > l->now.begin && l->text.s[l->text.len - 1] != ' ')
                dl__strbuf_putc(&l->text, ' ');
            p += n;
            continue;
        }
        dl__strbuf_putc(&l->text, *p++);
        l->now.linked += l->links > 0;
        l->breaks = 0;
    }
}

/* What does not follow the rules of the page's text, but stands in it. */
static int32_t add_element(layout *l, const xmlNode *n, int32_t parent, dl__html_mark mark)
{
    l->elements = grown(l->elements, l->n_elements, &l->cap_elements, sizeof *l->elements, &l->no_memory);
    if (l->no_memory)
        return parent;
    int32_t i = (int32_t)l->n_elements++;
    l->elements[i] = (element){ n, parent, NONE, NONE, mark, 0, 0 };
    if (parent != NONE) {
        l->elements[i].next_sibling = l->elements[parent].first_child;
        l->elements[parent].first_child = i;
    }
    return i;
}

/* A line's end: two of them part paragraphs, and so does one behind an element that is all of the line ("<b>Headline</b><br>"). */
static void take_break(layout *l, const xmlNode *br, int32_t parent)
{
    const xmlNode *before = br->prev;
    unsigned breaks = l->breaks + 1;
    if (before && before->type == XML_TEXT_NODE && xmlIsBlankNode(before))
        before = before->prev;
    bool whole = before && before->type == XML_ELEMENT_NODE && !dl__html_is(before, "br") &&
                 !dl__html_is(before, "a") && l->last_element == before && l->last_begin == l->now.begin;
    if (breaks > 1 || whole)
        flush(l, parent);
    else
        add_text(l, " ");
    l->breaks = breaks;
}

/* Words of a line and no more. */
static bool is_inline(const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next)
        if (dl__html_is_block(k))
            return false;
    return true;
}

static void visit(layout *l, const xmlNode *n, int32_t parent, unsigned depth)
{
    if (depth > MAX_DEPTH || l->no_memory || l->text.status)
        return;
    if (n->type == XML_TEXT_NODE && n->content) {
        add_text(l, (const char *)n->content);
        return;
    }
    if (n->type != XML_ELEMENT_NODE)
        return;
    if (dl__html_is(n, "br")) {
        take_break(l, n, parent);
        return;
    }
    dl__html_mark mark = dl__html_mark_of(n);
    if (mark == DL__HTML_HIDDEN)
        return;
    bool block = dl__html_is_block(n);
    if (!block && mark == DL__HTML_OTHER && l->how == DL__HTML_STORY && is_inline(n))
        return; /* "[edit]" within a heading */
    bool link = dl__html_is(n, "a");
    int32_t here = parent;
    if (block)
        flush(l, parent);
    if (block || mark != DL__HTML_PLAIN)
        here = add_element(l, n, parent, mark);
    l->links += link;
    size_t begin = l->text.len;
    for (const xmlNode *k = n->children; k; k = k->next)
        visit(l, k, here, depth + 1);
    l->links -= link;
    l->last_element = n;
    l->last_begin = begin;
    if (block)
        flush(l, here);
}

/* ---- weighing ---- */

static double density(const paragraph *p)
{
    return (double)p->linked / (double)(p->end - p->begin);
}

static bool is_heading(const layout *l, const paragraph *p)
{
    const char *name = p->element == NONE ? "" : (const char *)l->elements[p->element].node->name;
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
}

static double prose(const layout *l, const paragraph *p)
{
    if (is_heading(l, p) || density(p) > 0.4 || p->words < 8 || (!p->ends && p->words < 20))
        return 0;
    return (double)p->words * (1 - density(p));
}

/* The outermost element around e that is marked so; NONE. */
static int32_t around(const layout *l, int32_t e, dl__html_mark mark)
{
    int32_t found = NONE;
    for (; e != NONE; e = l->elements[e].parent)
        if (l->elements[e].mark == mark)
            found = e;
    return found;
}

/* Is what begins an element a link alone, and little else in it? The teaser of another story. */
static bool is_card(const layout *l, size_t first, const element *e)
{
    return first < l->n_paragraphs && density(&l->paragraphs[first]) > 0.8 && e->all < 60;
}

/* Elements of one shape side by side, three or more, each of them a card: whatever they are called, no part of the story. */
static void mark_cards(layout *l, size_t *first)
{
    enum { FEW = 3 };
    for (size_t i = 0; i < l->n_paragraphs; i++)
        for (int32_t e = l->paragraphs[i].element; e != NONE && first[e] > i; e = l->elements[e].parent)
            first[e] = i;
    for (size_t p = 0; p < l->n_elements; p++) {
        const xmlNode *shape = NULL;
        unsigned n = 0;
        for (int pass = 0; pass < 2; pass++)
            for (int32_t c = l->elements[p].first_child; c != NONE; c = l->elements[c].next_sibling) {
                element *e = &l->elements[c];
                if (!is_card(l, first[c], e) || !e->node->name)
                    continue;
                const char *a = shape ? dl__html_attr(shape, "class") : NULL,
                           *b = dl__html_attr(e->node, "class");
                bool alike =
                    shape && xmlStrEqual(shape->name, e->node->name) && !strcmp(a ? a : "", b ? b : "");
                if (!shape) {
                    shape = e->node;
                    alike = true;
                }
                n += alike && pass == 0;
                if (pass == 1 && alike && n >= FEW && e->mark == DL__HTML_PLAIN)
                    e->mark = DL__HTML_OTHER;
            }
    }
}

/* Of elements named as text one within the other, the inner one that holds most of it. */
static void keep_inner(layout *l)
{
    for (size_t i = 0; i < l->n_elements; i++)
        for (int32_t e = l->elements[i].mark == DL__HTML_BODY ? l->elements[i].parent : NONE; e != NONE;
             e = l->elements[e].parent)
            if (l->elements[e].mark == DL__HTML_BODY && l->elements[i].good >= 0.7 * l->elements[e].good)
                l->elements[e].mark = DL__HTML_PLAIN;
}

/* Sum up, and take back marks that most of the page's prose belies. Words of prose that may be the story. */
static double weigh(layout *l)
{
    enum { FEW = 40 }; /* words: what a story cannot do with */
    double total = 0, good = 0;
    for (size_t i = 0; i < l->n_paragraphs; i++) {
        double w = prose(l, &l->paragraphs[i]);
        total += w;
        for (int32_t e = l->paragraphs[i].element; w > 0 && e != NONE; e = l->elements[e].parent)
            l->elements[e].all += w;
    }
    for (size_t i = 0; i < l->n_paragraphs; i++)
        if (around(l, l->paragraphs[i].element, DL__HTML_OTHER) == NONE)
            good += prose(l, &l->paragraphs[i]);
    for (size_t i = 0; i < l->n_elements; i++) {
        element *e = &l->elements[i];
        if (e->mark == DL__HTML_OTHER && e->all > 0.6 * total &&
            good < (e->all > 10 * FEW ? 0.1 * e->all : FEW))
            e->mark = DL__HTML_PLAIN;
    }
    good = 0;
    size_t *first = malloc((l->n_elements + 1) * sizeof *first);
    l->no_memory |= !first;
    if (first) {
        memset(first, 0xFF, (l->n_elements + 1) * sizeof *first);
        mark_cards(l, first);
    }
    free(first);
    for (size_t i = 0; i < l->n_paragraphs; i++) {
        double w = prose(l, &l->paragraphs[i]);
        if (w <= 0 || around(l, l->paragraphs[i].element, DL__HTML_OTHER) != NONE)
            continue;
        good += w;
        for (int32_t e = l->paragraphs[i].element; e != NONE; e = l->elements[e].parent)
            l->elements[e].good += w;
    }
    keep_inner(l);
    return good;
}

static bool is_article(const xmlNode *n)
{
    const char *role = dl__html_attr(n, "role");
    return dl__html_is(n, "article") || dl__html_is(n, "main") ||
           (role && (!strcmp(role, "main") || !strcmp(role, "article")));
}

/* Is what is named as text most of what may be the story? */
static bool named_body(const layout *l, double good)
{
    double named = 0;
    for (size_t i = 0; i < l->n_elements; i++)
        if (l->elements[i].mark == DL__HTML_BODY && around(l, l->elements[i].parent, DL__HTML_BODY) == NONE)
            named += l->elements[i].good;
    return named > 0 && named >= 0.4 * good;
}

/* The element that holds the story where none is named for it. */
static int32_t container(const layout *l, double good)
{
    enum { FEW = 40 }; /* in hundredths: of all prose, that an article holds at least */
    int32_t at = 0;
    if (!l->n_elements)
        return NONE;
    for (size_t i = 0; i < l->n_elements; i++)
        if (is_article(l->elements[i].node) && 100 * l->elements[i].good >= FEW * good &&
            (!is_article(l->elements[at].node) || l->elements[i].good >= 0.7 * l->elements[at].good))
            at = (int32_t)i;
    for (;;) {
        int32_t best = NONE;
        for (int32_t c = l->elements[at].first_child; c != NONE; c = l->elements[c].next_sibling)
            if (best == NONE || l->elements[c].good > l->elements[best].good)
                best = c;
        if (best == NONE || l->elements[best].good < 0.75 * l->elements[at].good ||
            l->elements[best].good <= 0 || l->elements[best].first_child == NONE)
            return at;
        at = best;
    }
}

static bool inside(const layout *l, int32_t e, int32_t outer)
{
    while (e != NONE && e != outer)
        e = l->elements[e].parent;
    return e == outer;
}

/* ---- choosing ---- */

static bool same(dl_str a, dl_str b)
{
    return a.len == b.len && a.len && !strncasecmp(a.ptr, b.ptr, a.len);
}

static bool begins_by(dl_str s)
{
    return s.len > 3 && !strncasecmp(s.ptr, "by ", 3);
}

/* Where a paragraph may stand in a story. */
static bool fits(const layout *l, const paragraph *p, dl_str s, dl_str headline)
{
    const xmlNode *n = p->element == NONE ? NULL : l->elements[p->element].node;
    char day[DL__DAY];
    if (same(s, headline) || dl__html_is_phrase(s, p->words))
        return false;
    if (l->how == DL__HTML_ALL)
        return p->words > 5 || density(p) < 0.8;
    if (density(p) > 0.5 && p->words < 60)
        return false;
    if (!p->ends && p->words <= 10 && (begins_by(s) || dl__day_read(s, day)))
        return false;
    if (p->ends && p->words >= 3)
        return true;
    if (dl__html_is(n, "p") || dl__html_is(n, "blockquote"))
        return p->words >= 5;
    return p->words >= (dl__html_is(n, "li") ? 4 : 10);
}

typedef struct choice {
    uint64_t recent[RECENT]; /* what was put out lately: a pulled quote stands twice */
    size_t n;
    const paragraph *heading; /* waits for a paragraph that it is the heading of */
    const paragraph *first;   /* that was put out */
    bool named;
    bool behind; /* a heading said that the story is over */
    int32_t within;
} choice;

static void put(const layout *l, const paragraph *p, choice *c, dl__strbuf *out)
{
    const char *s = l->text.s + p->begin;
    uint64_t h = XXH3_64bits(s, p->end - p->begin);
    for (size_t i = 0; i < RECENT && i < c->n; i++)
        if (c->recent[i] == h)
            return;
    c->recent[c->n++ % RECENT] = h;
    if (out->len)
        dl__strbuf_puts(out, "\n\n");
    dl__strbuf_add(out, s, p->end - p->begin);
}

/* A few words between two paragraphs that stand beside them, as a heading does that is none by its element. */
static bool reads_as_heading(const layout *l, const paragraph *p, dl_str s)
{
    char day[DL__DAY];
    const paragraph *next = p + 1;
    if (p->ends || p->words > 10 || p->linked || begins_by(s) || dl__html_is_phrase(s, p->words) ||
        dl__day_read(s, day) || next >= l->paragraphs + l->n_paragraphs || p->element == NONE ||
        next->element == NONE)
        return false;
    return p->element == next->element || l->elements[p->element].parent == l->elements[next->element].parent;
}

/* The last line with a date among those before the story. */
static void date_before(const layout *l, const paragraph *first, char *date)
{
    enum { LOOK = 12, WORDS = 14 };
    for (int i = 0; i < LOOK && first > l->paragraphs; i++) {
        const paragraph *p = --first;
        dl_str s = { l->text.s + p->begin, p->end - p->begin };
        bool today = s.len > 5 && !strncasecmp(s.ptr, "today", 5);
        if (p->words <= WORDS && !p->ends && !today && density(p) < 0.5 && dl__day_read(s, date))
            return;
    }
}

static bool in_place(const layout *l, const paragraph *p, const choice *c)
{
    if (l->how == DL__HTML_ALL)
        return true;
    if (around(l, p->element, DL__HTML_OTHER) != NONE)
        return false;
    return c->named ? around(l, p->element, DL__HTML_BODY) != NONE : inside(l, p->element, c->within);
}

static void choose(const layout *l, choice *c, dl_str headline, dl__strbuf *out)
{
    for (size_t i = 0; i < l->n_paragraphs; i++) {
        const paragraph *p = &l->paragraphs[i];
        dl_str s = { l->text.s + p->begin, p->end - p->begin };
        if (!in_place(l, p, c))
            continue;
        bool heading = is_heading(l, p);
        if (heading)
            c->behind = out->len && dl__html_is_end(s);
        if (c->behind && l->how == DL__HTML_STORY)
            continue;
        if (heading && !dl__html_is(l->elements[p->element].node, "h1") && !same(s, headline) &&
            density(p) < 0.5 && !dl__html_is_phrase(s, p->words))
            c->heading = p;
        if (heading)
            continue;
        if (!fits(l, p, s, headline)) {
            if (out->len && l->how == DL__HTML_STORY && reads_as_heading(l, p, s) && !same(s, headline))
                c->heading = p;
            else if (density(p) > 0.5)
                c->heading = NULL; /* it was that of a list of links */
            continue;
        }
        if (!c->first)
            c->first = p;
        if (c->heading && out->len)
            put(l, c->heading, c, out);
        c->heading = NULL;
        put(l, p, c, out);
    }
}

dl_status dl__html_body(const xmlDoc *doc, dl__html_how how, dl_str headline, dl__strbuf *out, char *date)
{
    layout l = { .how = how };
    const xmlNode *root = xmlDocGetRootElement(doc);
    dl__strbuf_init(&l.text, out->max < SIZE_MAX / 8 ? out->max * 4 + 64 : out->max);
    if (root)
        visit(&l, root, NONE, 0);
    flush(&l, l.n_elements ? 0 : NONE);
    if (!l.no_memory && !l.text.status) {
        double good = weigh(&l);
        choice c = { .within = 0 };
        c.named = how == DL__HTML_STORY && named_body(&l, good);
        c.within = c.named || how == DL__HTML_ALL ? 0 : container(&l, good);
        choose(&l, &c, headline, out);
        if (date)
            date[0] = '\0';
        if (date && c.first)
            date_before(&l, c.first, date);
    }
    dl_status status = l.no_memory ? DL_ENOMEM : l.text.status ? l.text.status : out->status;
    dl__strbuf_free(&l.text);
    free(l.elements);
    free(l.paragraphs);
    return status;
}
