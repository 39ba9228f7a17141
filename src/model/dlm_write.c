/* dlm_write.c - write a container; see dlm.h.
 *
 * The file is made beside its place and moved there when it is whole: a program that has the old one mapped keeps it,
 * and an interrupted build leaves nothing that looks like a pack. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/dlm.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "model/dlm_layout.h"

enum { MAX_PATH_BYTES = 1 << 16 };

static size_t aligned(size_t n)
{
    return (n + DL__DLM_ALIGN - 1) / DL__DLM_ALIGN * DL__DLM_ALIGN;
}

/* Entries of the table and the length of the file. */
static bool lay_out(const dl__section *sections, uint32_t n, dl__dlm_entry *entries, size_t *file_len)
{
    size_t at = sizeof(dl__dlm_header) + n * sizeof(dl__dlm_entry);
    for (uint32_t i = 0; i < n; i++) {
        size_t name_len = strnlen(sections[i].name, sizeof sections[i].name);
        if (name_len == 0 || name_len >= sizeof entries[i].name)
            return false;
        memcpy(entries[i].name, sections[i].name, name_len);
        entries[i].offset = at;
        entries[i].len = sections[i].len;
        entries[i].hash = XXH3_64bits(sections[i].data, sections[i].len);
        at = aligned(at + sections[i].len);
    }
    *file_len = at;
    return true;
}

static bool write_all(FILE *f, const dl__dlm_header *h, const dl__dlm_entry *entries,
                      const dl__section *sections)
{
    static const unsigned char ZERO[DL__DLM_ALIGN] = { 0 };
    uint32_t n = h->n_sections;
    if (fwrite(h, sizeof *h, 1, f) != 1 || (n && fwrite(entries, sizeof *entries, n, f) != n))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        size_t len = sections[i].len, gap = aligned(len) - len;
        if ((len && fwrite(sections[i].data, len, 1, f) != 1) || (gap && fwrite(ZERO, gap, 1, f) != 1))
            return false;
    }
    return true;
}

static dl_status write_file(const char *path, const char *draft, const dl__dlm_header *h,
                            const dl__dlm_entry *entries, const dl__section *sections, dl_error *err)
{
    FILE *f = fopen(draft, "wb");
    bool good = f && write_all(f, h, entries, sections);
    int number = errno;
    if (f && fclose(f) != 0 && good) {
        good = false;
        number = errno;
    }
    if (good && rename(draft, path) != 0) {
        good = false;
        number = errno;
    }
    if (good)
        return DL_OK;
    if (f)
        (void)remove(draft);
    char reason[128];
    if (strerror_r(number, reason, sizeof reason) != 0)
        reason[0] = '\0';
    return dl__fail(err, DL_EIO, 0, "%s: cannot be written: %s", path, reason);
}

dl_status dl__dlm_write(const char *path, uint32_t kind, const dl__section *sections, uint32_t n,
                        dl_error *err)
{
    if (n > DL__DLM_MAX_SECTIONS)
        return dl__fail(err, DL_EINVAL, 0, "%s: %u sections, %d is the most", path, (unsigned)n,
                        DL__DLM_MAX_SECTIONS);
    dl__dlm_header h = {
        .version = DL__DLM_VERSION, .endian = DL__DLM_ENDIAN, .n_sections = n, .kind = kind
    };
    memcpy(h.magic, DL__DLM_MAGIC, sizeof h.magic);
    dl__dlm_entry *entries = calloc((size_t)n + 1, sizeof *entries);
    dl__strbuf draft;
    dl__strbuf_init(&draft, MAX_PATH_BYTES);
    dl__strbuf_printf(&draft, "%s.part", path);
    dl_status status = entries ? draft.status : DL_ENOMEM;
    size_t len = 0;
    if (status != DL_OK) {
        status = dl__fail(err, status, 0, "%s: %s", path, dl_status_text(status));
    } else if (!lay_out(sections, n, entries, &len)) {
        status = dl__fail(err, DL_EINVAL, 0, "%s: a section's name is empty or longer than 31 bytes", path);
    } else {
        h.len = len;
        h.table_hash = XXH3_64bits(entries, n * sizeof *entries);
        status = write_file(path, draft.s, &h, entries, sections, err);
    }
    dl__strbuf_free(&draft);
    free(entries);
    return status;
}
