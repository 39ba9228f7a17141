/* fuzz_jsonl.c - any bytes as a file of stories, read by content, as JSON Lines and as plain text. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "fuzz.h"
#include "source/source.h"

static void touch(dl_str s, volatile char *last)
{
    for (size_t i = 0; i < s.len; i++)
        *last = s.ptr[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const dl__form forms[] = { DL__FORM_AUTO, DL__FORM_JSONL, DL__FORM_TEXT };
    char path[64];
    fuzz_file(data, len, path);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        dl__source_options o = { .form = forms[i], .max_bytes = 1 << 16 };
        char *paths[] = { path };
        dl__source *s = dl__source_new(&o, paths, 1);
        if (!s)
            return 0;
        for (dl__item *it; (it = dl__source_next(s));) {
            volatile char last = '\0';
            if (it->kind == DL__ITEM_STORY) {
                touch(it->story.id, &last);
                touch(it->story.date, &last);
                touch(it->story.headline, &last);
                touch(it->story.text, &last);
                touch(it->story.publisher, &last);
                touch(it->story.url, &last);
            } else if (it->message[0] == '\0') {
                abort();
            }
            dl__item_free(it);
        }
        dl__source_free(s);
    }
    return 0;
}
