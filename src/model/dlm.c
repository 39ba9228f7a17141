/* dlm.c - see dlm.h.
 *
 * Nothing is used before all of it was checked: a file cut short would crash the mapping later, a changed weight would
 * give other records without a word.  XXH3 runs at the speed of memory, so the check costs less than reading. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/dlm.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>
#include <xxhash.h>

#include "base/error.h"
#include "model/dlm_layout.h"

/* The header and table entries are read by copy: the mapping is aligned, but the compiler need not believe it. */
static dl__dlm_header read_header(const unsigned char *data)
{
    dl__dlm_header h;
    memcpy(&h, data, sizeof h);
    return h;
}

static dl__dlm_entry read_entry(const unsigned char *data, uint32_t i)
{
    dl__dlm_entry e;
    memcpy(&e, data + sizeof(dl__dlm_header) + (size_t)i * sizeof e, sizeof e);
    return e;
}

static bool all_zero(const unsigned char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i])
            return false;
    return true;
}

bool dl__dlm_printable(const void *text, size_t len)
{
    const utf8proc_uint8_t *s = text;
    utf8proc_int32_t cp;
    for (size_t i = 0; i < len;) {
        const utf8proc_ssize_t n = utf8proc_iterate(s + i, (utf8proc_ssize_t)(len - i), &cp);
        if (n <= 0 || cp < ' ' || (cp >= 0x7F && cp < 0xA0))
            return false;
        i += (size_t)n;
    }
    return true;
}

static const char *kind_name(uint32_t kind)
{
    return kind == DL__DLM_MODEL ? "a model" : kind == DL__DLM_PACK ? "a data pack" : "something unknown";
}

static dl_status check_header(const char *path, uint32_t kind, dl__file f, dl_error *err)
{
    if (f.len < sizeof(dl__dlm_header) || memcmp(f.data, DL__DLM_MAGIC, sizeof DL__DLM_MAGIC) != 0)
        return dl__fail(err, DL_EMODEL, 0, "%s: not a dateline model or pack, or damaged at its start", path);
    dl__dlm_header h = read_header(f.data);
    if (h.endian != DL__DLM_ENDIAN)
        return dl__fail(err, DL_EMODEL, 12, "%s: written for the other byte order", path);
    if (h.version != DL__DLM_VERSION)
        return dl__fail(err, DL_EMODEL, 8, "%s: format %" PRIu32 ", this program reads %d", path, h.version,
                        DL__DLM_VERSION);
    if (h.kind != DL__DLM_MODEL && h.kind != DL__DLM_PACK)
        return dl__fail(err, DL_EMODEL, 20, "%s: kind %" PRIu32 ", expected 1 (model) or 2 (pack)", path,
                        h.kind);
    if (kind != DL__DLM_ANY && h.kind != kind)
        return dl__fail(err, DL_EMODEL, 20, "%s: %s, expected %s", path, kind_name(h.kind), kind_name(kind));
    if (h.len != f.len)
        return dl__fail(err, DL_EMODEL, 24, "%s: %zu bytes, its header says %" PRIu64 " (%s)", path, f.len,
                        h.len, f.len < h.len ? "cut short" : "something was added");
    if (h.n_sections > DL__DLM_MAX_SECTIONS || f.len < sizeof h + h.n_sections * sizeof(dl__dlm_entry))
        return dl__fail(err, DL_EMODEL, 16, "%s: %" PRIu32 " sections do not fit", path, h.n_sections);
    if (XXH3_64bits(f.data + sizeof h, h.n_sections * sizeof(dl__dlm_entry)) != h.table_hash ||
        !all_zero(h.zero, sizeof h.zero))
        return dl__fail(err, DL_EMODEL, 32, "%s: the section table was altered", path);
    return DL_OK;
}

/* Sections stand in the order of the table, and what is between them is zero: no byte escapes the checks. */
static bool is_name(const char name[32])
{
    const size_t n = strnlen(name, 32);
    for (size_t i = 0; i < n; i++)
        if (name[i] <= ' ' || name[i] >= 0x7F)
            return false;
    return n > 0 && n < 32 && all_zero((const unsigned char *)name + n, 32 - n);
}

static dl_status check_section(const char *path, dl__file f, dl__dlm_entry e, size_t at, dl_error *err)
{
    if (!is_name(e.name) || e.zero)
        return dl__fail(err, DL_EMODEL, at, "%s: a section without a sound name", path);
    if (e.offset % DL__DLM_ALIGN || e.offset < at || e.offset > f.len || e.len > f.len - e.offset)
        return dl__fail(err, DL_EMODEL, at,
                        "%s: section %s out of place (offset %" PRIu64 ", length %" PRIu64 ")", path, e.name,
                        e.offset, e.len);
    if (!all_zero(f.data + at, e.offset - at))
        return dl__fail(err, DL_EMODEL, at, "%s: bytes between the sections", path);
    if (XXH3_64bits(f.data + e.offset, e.len) != e.hash)
        return dl__fail(err, DL_EMODEL, e.offset, "%s: section %s was altered", path, e.name);
    return DL_OK;
}

static dl_status check_meta(const char *path, const dl__dlm *m, dl_error *err)
{
    const dl__section *s = dl__dlm_section(m, "meta");
    for (size_t at = 0, n; s && at < s->len; at += n + 1) {
        const unsigned char *stop = memchr(s->data + at, '\n', s->len - at);
        n = stop ? (size_t)(stop - s->data) - at : s->len - at;
        if (!dl__dlm_printable(s->data + at, n))
            return dl__fail(err, DL_EMODEL, (uint64_t)(s->data - m->file.data) + at,
                            "%s: section meta is not printable UTF-8", path);
    }
    return DL_OK;
}

static dl_status check_sections(const char *path, dl__dlm *m, dl_error *err)
{
    size_t at = sizeof(dl__dlm_header) + m->n_sections * sizeof(dl__dlm_entry);
    for (uint32_t i = 0; i < m->n_sections; i++) {
        dl__dlm_entry e = read_entry(m->file.data, i);
        dl_status status = check_section(path, m->file, e, at, err);
        if (status != DL_OK)
            return status;
        at = e.offset + e.len;
        dl__section *s = &m->sections[i];
        memcpy(s->name, e.name, sizeof e.name);
        s->data = m->file.data + e.offset;
        s->len = e.len;
        for (uint32_t k = 0; k < i; k++)
            if (strcmp(s->name, m->sections[k].name) == 0)
                return dl__fail(err, DL_EMODEL, e.offset, "%s: section %s twice", path, s->name);
    }
    if (m->file.len - at >= DL__DLM_ALIGN || !all_zero(m->file.data + at, m->file.len - at))
        return dl__fail(err, DL_EMODEL, at, "%s: bytes behind the last section", path);
    return check_meta(path, m, err);
}

dl_status dl__dlm_open(const char *path, uint32_t kind, dl__dlm *out, dl_error *err)
{
    *out = (dl__dlm){ .n_sections = 0 };
    dl_status status = dl__file_map(path, &out->file, err);
    if (status == DL_OK)
        status = check_header(path, kind, out->file, err);
    if (status == DL_OK) {
        out->n_sections = read_header(out->file.data).n_sections;
        out->sections = calloc(out->n_sections + 1, sizeof *out->sections);
        status = out->sections ? check_sections(path, out, err) : dl__no_memory(err);
    }
    if (status != DL_OK)
        dl__dlm_close(out);
    return status;
}

void dl__dlm_close(dl__dlm *m)
{
    free(m->sections);
    dl__file_unmap(&m->file);
    *m = (dl__dlm){ .n_sections = 0 };
}

uint32_t dl__dlm_kind(const dl__dlm *m)
{
    return read_header(m->file.data).kind;
}

uint64_t dl__dlm_digest(const dl__dlm *m)
{
    return read_header(m->file.data).table_hash;
}

const dl__section *dl__dlm_section(const dl__dlm *m, const char *name)
{
    for (uint32_t i = 0; i < m->n_sections; i++)
        if (strcmp(m->sections[i].name, name) == 0)
            return &m->sections[i];
    return NULL;
}

bool dl__dlm_meta(const dl__dlm *m, const char *key, dl_str *value)
{
    const dl__section *meta = dl__dlm_section(m, "meta");
    if (!meta)
        return false;
    size_t key_len = strlen(key);
    const char *line = (const char *)meta->data, *end = line + meta->len;
    while (line < end) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((stop ? stop : end) - line);
        if (len > key_len && line[key_len] == '=' && memcmp(line, key, key_len) == 0) {
            *value = (dl_str){ line + key_len + 1, len - key_len - 1 };
            return true;
        }
        line += len + 1;
    }
    return false;
}
