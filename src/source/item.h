/* item.h - making the items of a source.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_ITEM_H
#define DL_SOURCE_ITEM_H
#include "source/source.h"

/* An item at `path`, and at a line of it where line > 0. NULL when memory is out. */
dl__item *dl__item_new(const char *path, uint64_t line);
/* Turn it into a report. Returns the item. */
dl__item *dl__item_fail(dl__item *item, dl__item_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* File name without folders and extension; "stdin" for "-". Points into path. */
dl_str dl__path_stem(const char *path);

/* Copy a story's strings into the item, with white space around them taken off; a one-line field gets one line. false when
 * memory is out. */
bool dl__item_fill(dl__item *item, const dl_story *from);
/* Fill the item from a JSON object of the keys of JSON Lines, which it takes over. */
void dl__item_from_object(dl__item *item, struct json_t *object);
/* Fill the item from a line of JSON Lines: a story, or what is wrong with it. */
void dl__item_from_json(dl__item *item, dl_str line);
/* Fill the item from a plain text file: a story, or what is wrong with it. false when memory is out. */
bool dl__item_from_text(dl__item *item, dl_str text, const dl__source_options *o);

bool dl__is_white(char c);
bool dl__only_white(dl_str s);
#endif
