/* watch.h - folders whose files are told of, first those that are there, then each that comes or changes.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_WATCH_H
#define DL_SOURCE_WATCH_H
#include "source/source.h"

typedef struct dl__watch dl__watch;

/* NULL when memory is out. Borrows o. */
dl__watch *dl__watch_new(const dl__source_options *o);
void dl__watch_free(dl__watch *w);
/* Readable when something may have happened; -1: nothing is watched any more. */
int dl__watch_fd(const dl__watch *w);
bool dl__watch_failed(const dl__watch *w); /* memory is out */
/* The next file to be read, to be freed, and where the part of its path begins that ids are made of.  A file is told of when
 * its writer closes it or when it is moved here, so that none is read half written.  NULL: none for now, or *item: trouble. */
char *dl__watch_next(dl__watch *w, size_t *root, dl__item **item);
#endif
