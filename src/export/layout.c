/* layout.c - a layout's file: its directives; see export.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/file.h"
#include "export/export_priv.h"

#include <stdlib.h>
#include <string.h>

dl_status dl__export_text(const char *path, char **out, dl_error *err)
{
    dl__file file;
    *out = NULL;
    dl_status status = dl__file_map(path, &file, err);
    if (status)
        return status;
    *out = malloc(file.len + 1);
    if (*out) {
        if (file.len)
            memcpy(*out, file.data, file.len);
        (*out)[file.len] = '\0';
    }
    dl__file_unmap(&file);
    return *out ? DL_OK : dl__no_memory(err);
}

static bool is(dl_str s, const char *word)
{
    size_t len = strlen(word);
    return s.len == len && !memcmp(s.ptr, word, len);
}

/* Which of two words; false: neither. */
static bool either(dl_str value, const char *no, const char *yes, bool *out)
{
    *out = is(value, yes);
    return *out || is(value, no);
}

/* One directive: "cells tab". */
static bool direct(dl__layout *l, dl_str name, dl_str value)
{
    static const char *const cells[] = { "tab", "csv", "raw" };
    if (is(name, "header"))
        return either(value, "no", "yes", &l->header);
    if (is(name, "null"))
        return either(value, "empty", "skip", &l->skip_null);
    if (is(name, "cells")) {
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
            if (is(value, cells[i])) {
                l->cells = (dl__cells)i;
                return true;
            }
        }
        return false;
    }
    dl_str *text = is(name, "before")    ? &l->before
                   : is(name, "between") ? &l->between
                   : is(name, "after")   ? &l->after
                                         : NULL;
    if (text)
        *text = value;
    return text != NULL;
}

static dl_status directives(dl__layout *l, const char *path, dl_error *err)
{
    static const char mark[] = "--: ";
    unsigned line = 1;
    for (const char *s = l->sql; *s; line++) {
        size_t len = strcspn(s, "\n");
        if (!strncmp(s, mark, sizeof mark - 1)) {
            const char *name = s + sizeof mark - 1, *end = s + len;
            size_t n = strcspn(name, " \n");
            const char *value = name + n + (name[n] == ' ');
            if (!direct(l, (dl_str){ name, n }, (dl_str){ value, (size_t)(end - value) }))
                return dl__fail(err, DL_EINVAL, 0,
                                "%s:%u: '%.*s' is no directive, expected cells tab|csv|raw, header yes|no, "
                                "null empty|skip, "
                                "before, between or after",
                                path, line, (int)(end - name), name);
        }
        s += len + (s[len] == '\n');
    }
    return DL_OK;
}

dl_status dl__layout_read(const char *path, dl__layout *out, dl_error *err)
{
    *out = (dl__layout){ .cells = DL__CELLS_TAB };
    dl_status status = dl__export_text(path, &out->sql, err);
    return status ? status : directives(out, path, err);
}

void dl__layout_free(dl__layout *layout)
{
    free(layout->sql);
    layout->sql = NULL;
}
