/* read_text.c - a plain text file is one story. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

static dl__item *next(dl__input *in)
{
    dl_str all;
    if (in->line++)
        return NULL;
    int r = dl__lines_rest(&in->lines, &all);
    if (in->lines.failed || in->lines.out_of_memory)
        return NULL;
    dl__item *item = dl__input_item(in, 0);
    if (!item)
        return NULL;
    if (r < 0)
        return dl__input_too_long(in, item, "file", all.len);
    if (dl__only_white(all))
        return dl__item_fail(item, DL__ITEM_WARNING, "nothing to read in it");
    return dl__input_or_fail(in, item, dl__item_from_text(item, all, in->o));
}

const dl__reader DL__READER_TEXT = { "text", true, NULL, next, NULL };
