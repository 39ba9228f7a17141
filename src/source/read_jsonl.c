/* read_jsonl.c - JSON Lines: an object a line is a story. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

#include <string.h>

static dl__item *next(dl__input *in)
{
    dl_str line;
    for (;;) {
        int r = dl__lines_next(&in->lines, &line);
        if (r == 0)
            return NULL;
        in->line++;
        if (in->line == 1 && r > 0 && line.len >= 3 && !memcmp(line.ptr, "\xEF\xBB\xBF", 3)) {
            line.ptr += 3;
            line.len -= 3;
        }
        if (r > 0 && dl__only_white(line))
            continue; /* an empty line is none */
        dl__item *item = dl__input_item(in, in->line);
        if (!item)
            return NULL;
        if (r < 0)
            return dl__input_too_long(in, item, "line", line.len);
        dl__item_from_json(item, line);
        return item;
    }
}

const dl__reader DL__READER_JSONL = { "jsonl", true, NULL, next, NULL };
