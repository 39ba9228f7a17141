/* atoms.c - cut a field into atoms and fill their columns.
 * SPDX-License-Identifier: Apache-2.0 */
#include "text/atoms.h"

#include <string.h>

#include <utf8proc.h>

#include "text/chars.h"

enum { CHUNK_REACH = 5 }; /* atoms of the rest of a chunk that its hash covers */
enum { VERB_HERE = 4 };   /* in column verbs, until the atoms behind were seen */

uint32_t dl__fnv(const unsigned char *s, size_t len, uint32_t h)
{
    for (size_t i = 0; i < len; i++)
        h = (h ^ s[i]) * UINT32_C(0x01000193);
    return h;
}

static bool is_line_end(const char *s, size_t len, size_t at)
{
    return s[at] == '\n' || (s[at] == '\r' && (at + 1 >= len || s[at + 1] != '\n'));
}

void dl__scan_init(dl__scan *s, const char *text, size_t len)
{
    *s = (dl__scan){ .text = text, .len = len, .paragraph = true };
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        n = text[i] == '\n' || text[i] == '\r' ? 0 : n + 1;
        if (n > s->longest)
            s->longest = n;
    }
}

/* Bytes up to the next white space, as far as they matter. */
static size_t chunk_bytes(const dl__scan *s)
{
    size_t at = s->at;
    while (at < s->len && at - s->at <= DL__LONG_LINE) {
        int32_t cp;
        size_t n = dl__char_decode(s->text + at, s->len - at, &cp);
        if (dl__char_class_of(cp) == DL__CH_SPACE)
            break;
        at += n;
    }
    return at - s->at;
}

/* Pass white space and ignored characters; sets s->space, and s->paragraph where a blank line was among them. */
static void pass_space(dl__scan *s)
{
    unsigned lines = 0;
    bool any = false;
    while (s->at < s->len) {
        int32_t cp;
        size_t n = dl__char_decode(s->text + s->at, s->len - s->at, &cp);
        dl__char_class c = dl__char_class_of(cp);
        if (c == DL__CH_SPACE) {
            any = true;
            if (lines < 2 && is_line_end(s->text, s->len, s->at))
                lines++;
        } else if (c != DL__CH_IGNORED) {
            break;
        }
        s->at += n;
    }
    s->space = any ? DL__SP_BLANK : DL__SP_NONE;
    if (lines > 0) {
        bool room = s->line_bytes + 1 + chunk_bytes(s) <= s->longest;
        s->space = s->longest > DL__LONG_LINE || room ? DL__SP_LINE : DL__SP_WRAP;
        s->line_bytes = 0;
    } else if (any) {
        s->line_bytes++;
    }
    if (lines > 1)
        s->paragraph = true;
}

/* The atom at s->at, which is neither white space nor ignored. */
static void read_atom(dl__scan *s, dl__atom *a)
{
    size_t begin = s->at, end = begin, at = begin;
    dl__char_class run = DL__CH_OTHER;
    while (at < s->len) {
        int32_t cp;
        size_t n = dl__char_decode(s->text + at, s->len - at, &cp);
        dl__char_class c = dl__char_class_of(cp);
        if (at - begin + n > DL__ATOM_MAX)
            break;
        if (c == DL__CH_IGNORED) {
            at += n;
            continue;
        }
        if (at == begin)
            run = c == DL__CH_MARK ? DL__CH_LETTER : c;
        else if (c != DL__CH_MARK && (c != run || run == DL__CH_OTHER))
            break;
        at += n;
        end = at;
    }
    a->line = (uint32_t)s->line_bytes;
    a->begin = (uint32_t)begin;
    a->end = (uint32_t)end;
    s->line_bytes += end - begin;
    s->at = end;
}

size_t dl__scan_piece(dl__scan *s, dl__atom *atoms, size_t max, bool *starts, bool *more)
{
    size_t n = 0;
    if (s->at == 0)
        pass_space(s);
    *starts = s->paragraph;
    *more = false;
    while (n < max && s->at < s->len) {
        memset(&atoms[n], 0, sizeof atoms[n]);
        atoms[n].col[DL__COL_space] = n > 0 ? s->space : DL__SP_NONE;
        s->paragraph = false;
        read_atom(s, &atoms[n++]);
        pass_space(s);
        if (s->paragraph)
            return n;
    }
    *more = s->at < s->len;
    return n;
}

void dl__scan_return(dl__scan *s, const dl__atom *atom)
{
    s->at = atom->begin;
    s->line_bytes = atom->line;
    s->paragraph = false;
}

static uint32_t bucket(uint32_t n)
{
    static const uint8_t small[26] = { 0, 1, 2, 3, 4, 4, 5, 5, 5, 5, 6, 6, 6,
                                       6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 };
    return n < 26 ? small[n] : 8;
}

static uint32_t letters_kind(uint32_t size, uint32_t n_upper, bool first_upper)
{
    if (n_upper == 0)
        return DL__K_LOWER;
    if (size == 1)
        return DL__K_UPPER1;
    if (n_upper == 1 && first_upper)
        return DL__K_TITLE;
    return n_upper == size ? DL__K_CAPS : DL__K_MIXED;
}

static uint32_t symbol_kind(int32_t cp)
{
    switch (cp) {
    case '.': return DL__K_STOP;
    case '!':
    case '?': return DL__K_BANG;
    case ',': return DL__K_COMMA;
    case ':':
    case ';': return DL__K_COLON;
    case '-':
    case 0x2010:
    case 0x2011: return DL__K_HYPHEN;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015: return DL__K_DASH;
    case '"': return DL__K_QUOTE;
    case 0x201C:
    case 0x201E:
    case 0xAB: return DL__K_QUOTE_OPEN;
    case 0x201D:
    case 0xBB: return DL__K_QUOTE_CLOSE;
    case '\'':
    case '`':
    case 0x2018:
    case 0x2019: return DL__K_APOSTROPHE;
    case '/':
    case '\\': return DL__K_SLASH;
    case '@':
    case '&':
    case '_':
    case '#': return DL__K_AT;
    case '*':
    case 0x2022:
    case 0xB7: return DL__K_BULLET;
    case 0x2026: return DL__K_ELLIPSIS;
    default: break;
    }
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_PS: return DL__K_OPEN;
    case UTF8PROC_CATEGORY_PE: return DL__K_CLOSE;
    case UTF8PROC_CATEGORY_PI: return DL__K_QUOTE_OPEN;
    case UTF8PROC_CATEGORY_PF: return DL__K_QUOTE_CLOSE;
    case UTF8PROC_CATEGORY_SC: return DL__K_MONEY;
    default: return DL__K_OTHER;
    }
}

static uint32_t hash_char(int32_t cp, uint32_t h)
{
    unsigned char bytes[4];
    return dl__fnv(bytes, dl__char_encode(cp, bytes), h);
}

static uint32_t at_most(uint32_t n, uint32_t max)
{
    return n < max ? n : max;
}

/* form, kind, case, tail, size: what the atom says of itself. */
static void own_columns(const char *text, dl__atom *a)
{
    uint32_t form = DL__FNV_BASIS, size = 0, n_upper = 0;
    int32_t last[3] = { 0, 0, 0 }, first = 0; /* last: folded, the newest at [2] */
    size_t n;
    for (size_t i = a->begin; i < a->end; i += n) {
        int32_t cp;
        n = dl__char_decode(text + i, a->end - i, &cp);
        if (dl__char_class_of(cp) == DL__CH_IGNORED)
            continue;
        int32_t low = dl__char_fold(cp);
        form = hash_char(low, form);
        n_upper += dl__char_is_upper(cp);
        if (size++ == 0)
            first = cp;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = low;
    }
    uint32_t kind, kase, tail;
    dl__char_class c = dl__char_class_of(first);
    if (c == DL__CH_LETTER || c == DL__CH_MARK) {
        kind = letters_kind(size, n_upper, dl__char_is_upper(first));
        kase = kind * 16 + at_most(size, 5);
        tail = DL__FNV_BASIS;
        for (uint32_t k = 3 - at_most(size, 3); k < 3; k++)
            tail = hash_char(last[k], tail);
    } else if (c == DL__CH_DIGIT) {
        kind = DL__K_DIGIT;
        tail = at_most(size, 6);
        kase = kind * 16 + tail;
    } else {
        kind = symbol_kind(first);
        kase = kind * 16;
        tail = form;
    }
    a->col[DL__COL_form] = form;
    a->col[DL__COL_kind] = kind;
    a->col[DL__COL_case] = kase;
    a->col[DL__COL_tail] = tail;
    a->col[DL__COL_size] = at_most(size, 12);
}

/* Open quotation marks and brackets, words and finite verbs since the last stop: what came before in the piece. */
typedef struct running {
    uint32_t quotes, typographic, brackets, since, chunk, verb;
} running;

static void pass_atom(running *r, uint32_t kind)
{
    switch (kind) {
    case DL__K_QUOTE: r->quotes ^= 1; break;
    case DL__K_QUOTE_OPEN: r->typographic = 1; break;
    case DL__K_QUOTE_CLOSE: r->typographic = 0; break;
    case DL__K_OPEN: r->brackets += r->brackets < 2; break;
    case DL__K_CLOSE: r->brackets -= r->brackets > 0; break;
    case DL__K_STOP:
    case DL__K_BANG: r->since = r->verb = 0; break;
    default: break;
    }
}

/* class, cluster: what the table says of the form; returns whether it is a finite verb. */
static bool class_columns(const dl__classes *t, dl__atom *a)
{
    uint32_t *c = a->col, form = c[DL__COL_form];
    if (c[DL__COL_kind] > DL__K_MIXED)
        return false;
    uint32_t at = (uint32_t)(((uint64_t)dl__mix(0, form) * t->n_slots) >> 32), found = 0;
    for (uint32_t i = 0; i < t->n_slots && t->slot[at] && !found; i++, at = at + 1 == t->n_slots ? 0 : at + 1)
        if (t->slot[at] >> 16 == (form & 0xFFFF))
            found = t->slot[at];
    if (found) {
        c[DL__COL_class] = found & 0x7F;
        c[DL__COL_cluster] = found >> 8 & 0xFF;
    } else if (c[DL__COL_kind] == DL__K_LOWER) {
        c[DL__COL_class] = DL__CLASS_UNKNOWN;
        c[DL__COL_cluster] = DL__CLUSTER_UNKNOWN;
    }
    return (found & DL__CLASS_FINITE) != 0;
}

/* web: is the chunk s[0..len) an address? */
static uint32_t web_of(const char *s, size_t len)
{
    uint32_t web = DL__WEB_NONE;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == ':' && len - i > 2 && s[i + 1] == '/' && s[i + 2] == '/')
            return DL__WEB_SCHEME;
        if (len - i > 3 && s[i + 3] == '.' && (s[i] | 0x20) == 'w' && (s[i + 1] | 0x20) == 'w' &&
            (s[i + 2] | 0x20) == 'w')
            web = DL__WEB_WWW;
        if (s[i] == '@' && i > 0 && i + 1 < len && web == DL__WEB_NONE)
            web = DL__WEB_AT;
    }
    return web;
}

/* right, web: what the rest of the chunk, and all of it, says. */
static void chunk_columns(const char *text, dl__atom *atoms, size_t n)
{
    for (size_t i = 0, end = 0; i < n; i++) {
        uint32_t h = atoms[i].col[DL__COL_form];
        for (size_t j = i + 1; j < n && j - i < CHUNK_REACH && !atoms[j].col[DL__COL_space]; j++)
            h = dl__mix(h, atoms[j].col[DL__COL_form]);
        atoms[i].col[DL__COL_right] = h;
        if (i < end) {
            atoms[i].col[DL__COL_web] = atoms[i - 1].col[DL__COL_web];
            continue;
        }
        for (end = i + 1; end < n && !atoms[end].col[DL__COL_space];)
            end++;
        atoms[i].col[DL__COL_web] =
            end == i + 1 ? DL__WEB_NONE : web_of(text + atoms[i].begin, atoms[end - 1].end - atoms[i].begin);
    }
}

void dl__atom_columns(const dl__classes *classes, const char *text, dl__atom *atoms, size_t n)
{
    uint32_t n_chunks = 1;
    for (size_t i = 0; i < n; i++)
        n_chunks += atoms[i].col[DL__COL_space] != 0;
    running r = { 0 };
    for (size_t i = 0; i < n; i++) {
        uint32_t *c = atoms[i].col;
        own_columns(text, &atoms[i]);
        if (i == 0 || c[DL__COL_space]) {
            c[DL__COL_left] = c[DL__COL_form];
            c[DL__COL_outline] = c[DL__COL_kind];
            c[DL__COL_place] = 0;
            r.chunk++;
            r.since++;
        } else {
            const uint32_t *before = atoms[i - 1].col;
            c[DL__COL_left] = dl__mix(before[DL__COL_left], c[DL__COL_form]);
            c[DL__COL_outline] = dl__mix(before[DL__COL_outline], c[DL__COL_kind]);
            c[DL__COL_place] = at_most(before[DL__COL_place] + 1, 6);
        }
        c[DL__COL_state] = r.quotes | r.typographic << 1 | r.brackets << 2;
        c[DL__COL_since] = bucket(r.since);
        c[DL__COL_rest] = bucket(n_chunks - r.chunk);
        c[DL__COL_verbs] = r.verb;
        pass_atom(&r, c[DL__COL_kind]);
        if (class_columns(classes, &atoms[i])) {
            r.verb = 1;
            c[DL__COL_verbs] |= VERB_HERE;
        }
    }
    chunk_columns(text, atoms, n);
    uint32_t verb = 0, distance = 0;
    for (size_t i = n; i-- > 0;) {
        uint32_t *c = atoms[i].col, own = c[DL__COL_verbs];
        if (c[DL__COL_kind] == DL__K_STOP || c[DL__COL_kind] == DL__K_BANG)
            verb = distance = 0;
        verb |= own >> 2;
        c[DL__COL_ahead] = bucket(++distance);
        c[DL__COL_verbs] = (own & 1) | verb << 1;
    }
}
