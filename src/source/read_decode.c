/* read_decode.c - an input in another encoding, as one in UTF-8. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/reader.h"

static dl__item *next(dl__input *in)
{
    if (in->line++)
        return NULL;
    in->child = dl__input_new(in, in->path, in->stem, dl__charset_stream(&in->lines, in->charset));
    if (!in->child) {
        in->out_of_memory = true;
        return NULL;
    }
    in->child->form = in->form;
    in->child->named = in->named;
    in->child->decoded = true;
    return NULL;
}

const dl__reader DL__READER_DECODE = { "decode", true, NULL, next, NULL };
