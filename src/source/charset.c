/* charset.c - see charset.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>
#if DL_WITH_FEEDS
#include <uchardet.h>
#endif

static const char REPLACEMENT[] = "\xEF\xBF\xBD";
enum { N_REPLACEMENT = 3, PIECE = 1 << 15 };

static bool known(const char *name)
{
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1)
        return false;
    iconv_close(cd);
    return true;
}

const char *dl__charset_of_label(dl_str label, char out[DL__CHARSET_NAME])
{
    static const struct {
        const char *label, *name;
    } also[] = { { "utf8", "UTF-8" },
                 { "unicode", "UTF-16" },
                 { "us-ascii", "WINDOWS-1252" },
                 { "ascii", "WINDOWS-1252" },
                 { "iso-8859-1", "WINDOWS-1252" },
                 { "iso8859-1", "WINDOWS-1252" },
                 { "latin1", "WINDOWS-1252" },
                 { "latin-1", "WINDOWS-1252" },
                 { "iso-8859-9", "WINDOWS-1254" },
                 { "tis-620", "WINDOWS-874" },
                 { "iso-8859-11", "WINDOWS-874" },
                 { "gb2312", "GB18030" },
                 { "gbk", "GB18030" },
                 { "x-gbk", "GB18030" },
                 { "big5", "BIG5-HKSCS" },
                 { "shift_jis", "CP932" },
                 { "shift-jis", "CP932" },
                 { "x-sjis", "CP932" },
                 { "sjis", "CP932" },
                 { "euc-kr", "CP949" },
                 { "ks_c_5601-1987", "CP949" },
                 { "x-mac-roman", "MACINTOSH" },
                 { "x-user-defined", "WINDOWS-1252" } };
    static const char around[] = " \t\r\n\"';";
    out[0] = '\0';
    while (label.len && memchr(around, label.ptr[0], sizeof around - 1)) {
        label.ptr++;
        label.len--;
    }
    while (label.len && memchr(around, label.ptr[label.len - 1], sizeof around - 1))
        label.len--;
    if (label.len == 0 || label.len >= DL__CHARSET_NAME)
        return out;
    for (size_t i = 0; i < label.len; i++) {
        unsigned char c = (unsigned char)label.ptr[i];
        if (c <= ' ' || c > 'z' || c == '/') /* "//IGNORE" and the like are for us to say */
            return out;
    }
    for (size_t i = 0; i < sizeof also / sizeof also[0]; i++)
        if (strlen(also[i].label) == label.len && !strncasecmp(also[i].label, label.ptr, label.len)) {
            memcpy(out, also[i].name, strlen(also[i].name) + 1);
            return out;
        }
    memcpy(out, label.ptr, label.len);
    out[label.len] = '\0';
    if (!known(out))
        out[0] = '\0';
    return out;
}

static bool begins(dl_str s, const char *with, size_t n)
{
    return s.len >= n && !memcmp(s.ptr, with, n);
}

/* -> out, what uchardet says of text; "" for nothing. */
static void ask_detector(dl_str text, char out[DL__CHARSET_NAME])
{
    out[0] = '\0';
#if DL_WITH_FEEDS
    uchardet_t d = uchardet_new();
    if (!d)
        return;
    if (!uchardet_handle_data(d, text.ptr, text.len < DL__CHARSET_LOOK ? text.len : DL__CHARSET_LOOK)) {
        uchardet_data_end(d);
        const char *name = uchardet_get_charset(d);
        dl__charset_of_label((dl_str){ name, strlen(name) }, out);
    }
    uchardet_delete(d);
#else
    (void)text;
#endif
}

const char *dl__charset_detect(dl_str text, char out[DL__CHARSET_NAME])
{
    const char *name = NULL;
    size_t good = dl__utf8_good(text);
    if (begins(text, "\xFF\xFE", 2) || begins(text, "\xFE\xFF", 2))
        name = "UTF-16";
    else if (begins(text, "\xEF\xBB\xBF", 3) || good == text.len ||
             (text.len >= DL__CHARSET_LOOK && text.len - good < 4)) /* a piece may end within a character */
        name = "UTF-8";
    if (name) {
        memcpy(out, name, strlen(name) + 1);
        return out;
    }
    ask_detector(text, out);
    if (!out[0] || !strcasecmp(out, "UTF-8")) /* not valid, as was seen */
        memcpy(out, "WINDOWS-1252", sizeof "WINDOWS-1252");
    return out;
}

/* What stands in the way of an encoding's text is passed in whole units of it. */
static size_t unit(const char *charset)
{
    return !strncasecmp(charset, "UTF-16", 6) || !strncasecmp(charset, "UCS-2", 5)   ? 2
           : !strncasecmp(charset, "UTF-32", 6) || !strncasecmp(charset, "UCS-4", 5) ? 4
                                                                                     : 1;
}

/* Convert what is at *in; at its end an unfinished character stays there unless this is the last piece. Adds to *bad. */
static void convert(iconv_t cd, size_t step, bool last, char **in, size_t *n, dl__strbuf *out, size_t *bad)
{
    char piece[PIECE];
    while (*n && !out->status) {
        char *to = piece;
        size_t room = sizeof piece;
        size_t r = iconv(cd, in, n, &to, &room);
        int why = r == (size_t)-1 ? errno : 0;
        dl__strbuf_add(out, piece, (size_t)(to - piece));
        if (why == EINVAL && !last)
            return;
        if (why == EILSEQ || why == EINVAL) {
            size_t pass = why == EINVAL || *n < step ? *n : step;
            dl__strbuf_add(out, REPLACEMENT, N_REPLACEMENT);
            *in += pass;
            *n -= pass;
            ++*bad;
        }
    }
}

size_t dl__charset_decode(dl_str text, const char *charset, dl__strbuf *out)
{
    iconv_t cd = iconv_open("UTF-8", charset);
    size_t bad = 0, begin = out->len;
    if (cd == (iconv_t)-1) {
        if (!out->status)
            out->status = errno == ENOMEM ? DL_ENOMEM : DL_EINVAL;
        return 0;
    }
    char *in = (char *)(uintptr_t)text.ptr;
    size_t n = text.len;
    convert(cd, unit(charset), true, &in, &n, out, &bad);
    iconv_close(cd);
    if (out->len - begin >= 3 && !memcmp(out->s + begin, "\xEF\xBB\xBF", 3)) {
        memmove(out->s + begin, out->s + begin + 3, out->len - begin - 3);
        out->len -= 3;
        out->s[out->len] = '\0';
    }
    return bad;
}

/* ---- as a stream ---- */

typedef struct decoder {
    dl__lines *from;
    iconv_t cd;
    size_t step, begun, n_left, bad;
    char left[PIECE]; /* bytes that were read and not yet converted */
    dl__strbuf out;   /* bytes from begun on are not yet given out */
} decoder;

static ptrdiff_t read_decoded(void *state, char *buf, size_t n, char *message)
{
    decoder *d = state;
    while (d->begun == d->out.len) {
        size_t ready;
        const char *p = dl__lines_peek(d->from, 1, &ready);
        bool last = ready == 0;
        if (last && (d->from->failed || d->from->out_of_memory)) {
            memcpy(message, d->from->message, DL__BYTES_MESSAGE);
            return -1;
        }
        if (last && d->n_left == 0)
            return 0;
        size_t more = sizeof d->left - d->n_left;
        more = ready < more ? ready : more;
        memcpy(d->left + d->n_left, p, more);
        d->n_left += more;
        dl__lines_skip(d->from, more);
        dl__strbuf_clear(&d->out);
        d->begun = 0;
        char *in = d->left;
        convert(d->cd, d->step, last, &in, &d->n_left, &d->out, &d->bad);
        memmove(d->left, in, d->n_left);
        if (d->out.status) {
            message[0] = '\0';
            return -1;
        }
    }
    size_t k = d->out.len - d->begun < n ? d->out.len - d->begun : n;
    memcpy(buf, d->out.s + d->begun, k);
    d->begun += k;
    return (ptrdiff_t)k;
}

static void close_decoded(void *state)
{
    decoder *d = state;
    if (d->cd != (iconv_t)-1)
        iconv_close(d->cd);
    dl__strbuf_free(&d->out);
    free(d);
}

dl__bytes dl__charset_stream(dl__lines *from, const char *charset)
{
    dl__bytes none = { NULL, NULL, NULL };
    decoder *d = calloc(1, sizeof *d);
    if (!d)
        return none;
    d->from = from;
    d->step = unit(charset);
    dl__strbuf_init(&d->out, SIZE_MAX / 2);
    d->cd = iconv_open("UTF-8", charset);
    if (d->cd == (iconv_t)-1) {
        close_decoded(d);
        return none;
    }
    return (dl__bytes){ read_decoded, close_decoded, d };
}

/* ---- UTF-8 ---- */

/* Bytes of the character at s[i], 0 where there is none. */
static size_t character(dl_str s, size_t i)
{
    unsigned char c = (unsigned char)s.ptr[i];
    utf8proc_int32_t cp;
    if (c < 0x80)
        return 1;
    utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i, (utf8proc_ssize_t)(s.len - i), &cp);
    return n > 0 ? (size_t)n : 0;
}

size_t dl__utf8_good(dl_str s)
{
    size_t i = 0, n;
    while (i < s.len && s.ptr[i] && (n = character(s, i)) > 0)
        i += n;
    return i;
}

void dl__utf8_mend(dl_str s, dl__strbuf *out)
{
    size_t begin = 0, n;
    for (size_t i = 0; i < s.len; i += n) {
        unsigned char c = (unsigned char)s.ptr[i];
        n = character(s, i);
        bool control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        if (n && !control)
            continue;
        dl__strbuf_add(out, s.ptr + begin, i - begin);
        if (!n)
            dl__strbuf_add(out, REPLACEMENT, N_REPLACEMENT);
        n += !n;
        begin = i + n;
    }
    dl__strbuf_add(out, s.ptr + (begin < s.len ? begin : s.len), begin < s.len ? s.len - begin : 0);
}
