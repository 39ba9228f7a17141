/* sink_words.c - see sink_words.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/sink_words.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define X(name)  #name,
static const char *const VIA[] = { DL_VIA_MAP(X) };
static const char *const UPOS[] = { DL_UPOS_MAP(X) };
#undef X
static const char *const POLARITY[] = { "affirmed", "negated" };
static const char *const TIME[] = { "past", "future", "historical" };
static const char *const MODALITY[] = { "asserted",  "claimed",  "possible",  "hypothetical",
                                        "requested", "promised", "threatened" };
static const char *const NER[DL_N_NER] = { NULL, "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC" };

static const char *word(const char *const *words, size_t n, size_t i)
{
    return i < n ? words[i] : "";
}

const char *dl__word_field(dl_field f)
{
    return f == DL_HEADLINE ? "headline" : "text";
}

const char *dl__word_via(dl_via v)
{
    return word(VIA, COUNT(VIA), (size_t)v);
}

const char *dl__word_polarity(dl_polarity p)
{
    return word(POLARITY, COUNT(POLARITY), (size_t)p);
}

const char *dl__word_time(dl_when t)
{
    return word(TIME, COUNT(TIME), (size_t)t);
}

const char *dl__word_modality(dl_modality m)
{
    return word(MODALITY, COUNT(MODALITY), (size_t)m);
}

const char *dl__word_upos(uint8_t upos)
{
    return upos < COUNT(UPOS) ? UPOS[upos] : "X";
}

const char *dl__word_ner(uint8_t ner)
{
    return ner < DL_N_NER ? NER[ner] : NULL;
}

dl_str dl__span(const dl_document *d, dl_field in, uint32_t begin, uint32_t end)
{
    dl_str s = dl_document_field(d, in);
    size_t e = end < s.len ? end : s.len, b = begin < e ? begin : e;
    return (dl_str){ s.len ? s.ptr + b : "", e - b };
}

dl_str dl__story_day(const dl_document *d)
{
    dl_str s = dl_document_story(d)->date;
    if (s.len > 10)
        s.len = 10;
    return s;
}

dl_str dl__id_key(const char *id)
{
    const char *colon = id ? strchr(id, ':') : NULL;
    return (dl_str){ id, colon ? (size_t)(colon - id) : 0 };
}

/* Bytes of the white space that s[0..len) begins with: 0 none, 1 ASCII, 2 U+00A0, 3 U+2000..200A, 2028, 2029, 202F, 205F, 3000. */
static size_t white(const char *s, size_t len)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] <= 0x20 || u[0] == 0x7F)
        return 1;
    if (len >= 2 && u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0x85))
        return 2;
    if (len < 3)
        return 0;
    if (u[0] == 0xE2 && u[1] == 0x80 && (u[2] <= 0x8A || u[2] == 0xA8 || u[2] == 0xA9 || u[2] == 0xAF))
        return 3;
    if ((u[0] == 0xE2 && u[1] == 0x81 && u[2] == 0x9F) || (u[0] == 0xE3 && u[1] == 0x80 && u[2] == 0x80))
        return 3;
    return 0;
}

void dl__add_squeezed(dl__strbuf *b, dl_str s)
{
    bool any = false, pending = false;
    for (size_t i = 0; i < s.len;) {
        size_t w = white(s.ptr + i, s.len - i);
        if (w) {
            pending = any;
            i += w;
            continue;
        }
        size_t from = i;
        while (i < s.len && !white(s.ptr + i, s.len - i))
            i++;
        if (pending)
            dl__strbuf_putc(b, ' ');
        dl__strbuf_add(b, s.ptr + from, i - from);
        any = true;
        pending = false;
    }
}
