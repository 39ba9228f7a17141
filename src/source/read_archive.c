/* read_archive.c - tar, zip, and what is packed by xz, zstd or bzip2, through libarchive.
 *
 * Members are read as they come by; nothing is ever written to a disk.  A member's name is part of ids and messages and
 * nothing else: no file of that name is looked at. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NAME = 500 };

typedef struct archive_state {
    struct archive *a;
    bool open, begun, ended;
} archive_state;

static la_ssize_t feed(struct archive *a, void *user, const void **buf)
{
    dl__input *in = user;
    size_t ready;
    (void)a;
    /* What was peeked stays where it is until the next peek: it is passed over only then. */
    dl__lines_skip(&in->lines, in->held);
    *buf = dl__lines_peek(&in->lines, 1, &ready);
    in->held = ready;
    return (la_ssize_t)ready; /* at a failure an early end, which the source tells of */
}

static bool begin(dl__input *in)
{
    archive_state *s = calloc(1, sizeof *s);
    in->state = s;
    if (!s || !(s->a = archive_read_new()))
        return false;
    struct archive *a = s->a;
    return archive_read_support_filter_xz(a) >= ARCHIVE_WARN &&
           archive_read_support_filter_zstd(a) >= ARCHIVE_WARN &&
           archive_read_support_filter_bzip2(a) >= ARCHIVE_WARN &&
           archive_read_support_format_raw(a) == ARCHIVE_OK &&
           archive_read_support_format_tar(a) == ARCHIVE_OK &&
           archive_read_support_format_zip_streamable(a) == ARCHIVE_OK;
}

static void end(dl__input *in)
{
    archive_state *s = in->state;
    if (s && s->a)
        archive_read_free(s->a);
    free(s);
}

static void tell(struct archive *a, char *message)
{
    const char *why = archive_error_string(a);
    (void)snprintf(message, DL__BYTES_MESSAGE, "%.150s", why && *why ? why : "damaged archive");
    for (char *p = message; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            *p = ' ';
}

static ptrdiff_t read_member(void *state, char *buf, size_t n, char *message)
{
    dl__input *in = state;
    archive_state *s = in->state;
    la_ssize_t got = archive_read_data(s->a, buf, n);
    if (got == ARCHIVE_RETRY)
        got = archive_read_data(s->a, buf, n);
    if (got < 0) {
        s->ended |= got == ARCHIVE_FATAL;
        tell(s->a, message);
        return -1;
    }
    return !got || dl__budget_take(in->budget, in->o, (size_t)got, message) ? (ptrdiff_t)got : -1;
}

/* A member's name as it may be shown: valid UTF-8, one line, not endless, and with no way up or from the top. */
static void clean_name(const char *name, dl__strbuf *out)
{
    dl__strbuf good;
    dl__strbuf_init(&good, SIZE_MAX / 2);
    dl__utf8_mend((dl_str){ name, strlen(name) }, &good);
    for (const char *p = good.s; p && *p && out->len < MAX_NAME;) {
        size_t n = strcspn(p, "/\\");
        bool nothing = n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.');
        if (!nothing) {
            if (out->len)
                dl__strbuf_putc(out, '/');
            for (size_t i = 0; i < n; i++)
                dl__strbuf_putc(out, p[i] == '\n' || p[i] == '\r' || p[i] == '\t' ? ' ' : p[i]);
        }
        p += n + (p[n] != '\0');
    }
    if (good.status)
        out->status = good.status;
    dl__strbuf_free(&good);
    if (!out->len)
        dl__strbuf_puts(out, "member");
}

/* Files by their bytes only: folders, links and devices are passed over, as are hidden ones and what a Macintosh adds. */
static bool wanted(struct archive_entry *e, const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    return archive_entry_filetype(e) == AE_IFREG && !archive_entry_hardlink(e) && base[0] && base[0] != '.' &&
           strncmp(name, "__MACOSX/", 9) != 0;
}

static void member(dl__input *in, const char *name)
{
    dl__strbuf clean, path, stem;
    dl__strbuf_init(&clean, MAX_NAME + 512);
    dl__strbuf_init(&path, SIZE_MAX / 2);
    dl__strbuf_init(&stem, SIZE_MAX / 2);
    clean_name(name, &clean);
    if (!clean.status) {
        dl_str s = dl__path_stem(clean.s);
        dl__strbuf_printf(&path, "%s:%s", in->path, clean.s);
        dl__strbuf_puts(&stem, in->stem);
        dl__strbuf_putc(&stem, '/');
        dl__strbuf_add(&stem, clean.s, (size_t)(s.ptr + s.len - clean.s));
    }
    if (!clean.status && !path.status && !stem.status)
        in->child = dl__input_new(in, path.s, stem.s, (dl__bytes){ read_member, NULL, in });
    in->out_of_memory |= !in->child;
    dl__strbuf_free(&clean);
    dl__strbuf_free(&path);
    dl__strbuf_free(&stem);
}

static dl__item *broken(dl__input *in, archive_state *s)
{
    s->ended = true;
    if (in->lines.failed || in->lines.out_of_memory)
        return NULL; /* it is the file below that failed, and is told of */
    dl__item *item = dl__input_item(in, 0);
    if (!item)
        return NULL;
    char message[DL__BYTES_MESSAGE];
    tell(s->a, message);
    return dl__item_fail(item, DL__ITEM_BAD, "%s", message);
}

static dl__item *next(dl__input *in)
{
    archive_state *s = in->state;
    struct archive_entry *e;
    if (s->ended)
        return NULL;
    if (!s->open && archive_read_open(s->a, in, NULL, feed, NULL) != ARCHIVE_OK)
        return broken(in, s);
    s->open = true;
    for (int tries = 0;;) {
        int r = archive_read_next_header(s->a, &e);
        if (r == ARCHIVE_EOF && !s->begun) { /* zeros too are an archive of nothing, to tar */
            s->ended = true;
            dl__item *item = dl__input_item(in, 0);
            return item ? dl__item_fail(item, DL__ITEM_WARNING, "an archive with nothing in it") : NULL;
        }
        if (r == ARCHIVE_EOF) {
            s->ended = true;
            return NULL;
        }
        s->begun = true;
        if (r == ARCHIVE_FATAL || (r != ARCHIVE_OK && r != ARCHIVE_WARN && tries++ > 3))
            return broken(in, s);
        if (r != ARCHIVE_OK && r != ARCHIVE_WARN)
            continue;
        if (archive_format(s->a) == ARCHIVE_FORMAT_RAW) {
            s->ended = true; /* one member: what the file unpacks to */
            dl__input_unpack(in, (dl__bytes){ read_member, NULL, in });
            return NULL;
        }
        const char *name = archive_entry_pathname_utf8(e);
        if (!name)
            name = archive_entry_pathname(e);
        if (!name || !wanted(e, name))
            continue;
        if (archive_entry_is_encrypted(e)) {
            dl__item *item = dl__input_item(in, 0);
            return item ? dl__item_fail(item, DL__ITEM_BAD, "'%.150s' in it is encrypted", name) : NULL;
        }
        member(in, name);
        return NULL;
    }
}

const dl__reader DL__READER_ARCHIVE = { "archive", true, begin, next, end };
