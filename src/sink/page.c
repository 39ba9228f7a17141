/* page.c - see page.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/page.h"

#include "sink/sink_words.h"

#include <string.h>
#include <utf8proc.h>

static const char *const CODES[] = {
    "", "\x1B[1m", "\x1B[2m", "\x1B[32m", "\x1B[31m", "\x1B[33m", "\x1B[36m"
};
static const char OFF[] = "\x1B[0m";

dl__page dl__page_of(const dl__sink_env *env, dl__strbuf *out)
{
    return (dl__page){ .out = out, .width = env->width < 20 ? 20 : env->width, .colour = env->colour };
}

unsigned dl__columns(dl_str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.len;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t m =
            utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i, (utf8proc_ssize_t)(s.len - i), &cp);
        int w = m > 0 ? utf8proc_charwidth(cp) : 1;
        n += w > 0 ? (unsigned)w : 0;
        i += m > 0 ? (size_t)m : 1;
    }
    return n;
}

static void spaces(dl__page *p, unsigned n)
{
    dl__strbuf_printf(p->out, "%*s", (int)n, "");
    p->at = n;
}

void dl__page_begin(dl__page *p, unsigned indent, unsigned hang)
{
    spaces(p, indent);
    p->indent = indent + hang;
    p->gap = p->cut = false;
    p->lines_left = 0;
}

void dl__page_end(dl__page *p)
{
    dl__strbuf_putc(p->out, '\n');
    p->at = 0;
}

/* A word as it goes out: control characters would move the cursor, so they are left out. */
static void put_word(dl__page *p, dl__style style, dl_str w, unsigned columns)
{
    bool dress = p->colour && style != DL__PLAIN;
    if (dress)
        dl__strbuf_puts(p->out, CODES[style]);
    for (size_t i = 0; i < w.len; i++)
        if ((unsigned char)w.ptr[i] >= 0x20 && w.ptr[i] != 0x7F)
            dl__strbuf_putc(p->out, w.ptr[i]);
    if (dress)
        dl__strbuf_puts(p->out, OFF);
    p->at += columns;
}

static void word(dl__page *p, dl__style style, dl_str w)
{
    unsigned columns = dl__columns(w);
    if (p->cut)
        return;
    if (p->gap && p->at + 1 + columns >= p->width && p->at > p->indent) { /* one column is kept for a comma */
        if (p->lines_left && --p->lines_left == 0) {
            dl__strbuf_puts(p->out, " \xE2\x80\xA6");
            p->cut = true;
            return;
        }
        dl__strbuf_putc(p->out, '\n');
        spaces(p, p->indent);
    } else if (p->gap) {
        dl__strbuf_putc(p->out, ' ');
        p->at++;
    }
    p->gap = false;
    put_word(p, style, w, columns);
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void dl__page_put(dl__page *p, dl__style style, dl_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        while (i < s.len && is_white(s.ptr[i]))
            i++;
        p->gap |= i > from;
        from = i;
        while (i < s.len && !is_white(s.ptr[i]))
            i++;
        if (i > from)
            word(p, style, (dl_str){ s.ptr + from, i - from });
    }
}

void dl__page_puts(dl__page *p, dl__style style, const char *s)
{
    if (s)
        dl__page_put(p, style, (dl_str){ s, strlen(s) });
}

/* ---- parts of a record ---- */

void dl__page_wrapped(dl__page *p, dl__style style, const char *before, dl_str s, const char *after)
{
    dl__strbuf b;
    dl__strbuf_init(&b, p->out->max);
    dl__strbuf_puts(&b, before);
    dl__add_squeezed(&b, s);
    dl__strbuf_puts(&b, after);
    if (!b.status && b.len)
        dl__page_put(p, style, (dl_str){ b.s, b.len });
    else if (b.status)
        p->out->status = b.status;
    dl__strbuf_free(&b);
}

static void code(dl__page *p, const char *before, const char *s, const char *after)
{
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_wrapped(p, DL__DIM, before, (dl_str){ s, strlen(s) }, after);
}

void dl__page_mentions(dl__page *p, const dl_document *d, const uint32_t *mentions, uint32_t n)
{
    if (!n)
        dl__page_puts(p, DL__BOLD, "\xE2\x80\x94");
    for (uint32_t i = 0; i < n; i++) {
        const dl_mention *m = dl_document_mention(d, mentions[i]);
        const dl_entity *e = m ? dl_document_entity(d, m->entity) : NULL;
        if (!e)
            continue;
        if (i)
            dl__page_puts(p, DL__PLAIN, ", ");
        if (e->name[0])
            dl__page_puts(p, DL__BOLD, e->name);
        else
            dl__page_put(p, DL__BOLD, dl__span(d, m->in, m->begin, m->end));
        if (e->code[0])
            code(p, "(", e->code, ")");
    }
}

void dl__page_parties(dl__page *p, const dl_document *d, const dl_event *e)
{
    dl__page_mentions(p, d, e->actors, e->n_actors);
    if (e->n_recipients) {
        dl__page_puts(p, DL__PLAIN, " \xE2\x86\x92 ");
        dl__page_mentions(p, d, e->recipients, e->n_recipients);
    }
}

void dl__page_coding(dl__page *p, const dl_event *e)
{
    static const dl__style by_quad[] = { DL__PLAIN, DL__GREEN, DL__GREEN, DL__YELLOW, DL__RED };
    dl__style style = e->quad >= 1 && e->quad <= 4 ? by_quad[e->quad] : DL__PLAIN;
    dl__page_wrapped(p, style, e->type, (dl_str){ e->mode[0] ? "-" : "", e->mode[0] != 0 }, e->mode);
    dl__page_puts(p, DL__PLAIN, "  ");
    dl__page_puts(p, DL__CYAN, e->cameo);
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_puts(p, DL__PLAIN, e->cameo_name);
}

/* A comma where something stands before it in the line. */
static void part(dl__page *p, bool *any, dl__style style, const char *s)
{
    if (*any)
        dl__page_puts(p, DL__PLAIN, ", ");
    *any = true;
    dl__page_puts(p, style, s);
}

static void place(dl__page *p, bool *any, const dl_event *e)
{
    if (!e->place)
        return;
    const dl_place *w = e->place;
    part(p, any, DL__PLAIN, w->name[0] ? w->name : w->text[0] ? w->text : w->country);
    if (w->country[0] && (w->name[0] || w->text[0]))
        code(p, "(", w->country, ")");
    if (e->place_from[0] && strcmp(e->place_from, "text") != 0)
        code(p, "by the ", e->place_from, "");
}

void dl__page_circumstances(dl__page *p, const dl_document *d, const dl_event *e)
{
    bool any = false;
    if (e->date[0]) {
        part(p, &any, DL__PLAIN, e->date);
        if (e->date_end[0] && strcmp(e->date_end, e->date) != 0) {
            dl__page_puts(p, DL__PLAIN, " to ");
            dl__page_puts(p, DL__PLAIN, e->date_end);
        }
    }
    place(p, &any, e);
    if (e->polarity != DL_AFFIRMED)
        part(p, &any, DL__YELLOW, dl__word_polarity(e->polarity));
    if (e->time != DL_PAST)
        part(p, &any, DL__YELLOW, dl__word_time(e->time));
    if (e->modality != DL_ASSERTED)
        part(p, &any, DL__YELLOW, dl__word_modality(e->modality));
    if (e->n_by) {
        part(p, &any, DL__PLAIN, "by ");
        dl__page_mentions(p, d, e->by, e->n_by);
    }
    for (uint32_t i = 0; i < e->n_counts; i++) {
        part(p, &any, DL__PLAIN, e->counts[i].text);
        dl__page_puts(p, DL__PLAIN, " ");
        dl__page_puts(p, DL__PLAIN, e->counts[i].what);
    }
}
