/* fuzz_source.c - any bytes as a file of any form.  The first byte says which: by content, or one form or the other.  Stories must be
 * UTF-8 without NUL where their form decodes, with an id; what is none must say why. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "source/charset.h"
#include "source/source.h"

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const dl__item *it)
{
    const dl_story *s = &it->story;
    const dl_str *const part[] = { &s->id, &s->date, &s->headline, &s->text, &s->publisher, &s->url };
    if (it->kind != DL__ITEM_STORY) {
        require(it->message[0] != '\0');
        return;
    }
    require(s->id.len > 0);
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        require(dl__utf8_good(*part[i]) == part[i]->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const encodings[] = { NULL, "auto", "UTF-16LE", "windows-1252" };
    char path[64];
    if (len == 0)
        return 0;
    fuzz_file(data + 1, len - 1, path);
    dl__source_options o = { .form = (dl__form)(data[0] % DL__N_FORMS),
                             .max_bytes = 1 << 16,
                             .max_unpacked = 1 << 22,
                             .encoding = encodings[data[0] / DL__N_FORMS % 4] };
    char *paths[] = { path };
    dl__source *s = dl__source_new(&o, paths, 1);
    for (dl__item *it; s && (it = dl__source_next(s));) {
        check(it);
        dl__item_free(it);
    }
    dl__source_free(s);
    return 0;
}
