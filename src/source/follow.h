/* follow.h - feeds fetched over HTTP, each when it is due.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_FOLLOW_H
#define DL_SOURCE_FOLLOW_H
#include "source/bytes.h"
#include "source/charset.h"
#include "source/source.h"

typedef struct dl__follow dl__follow;

typedef struct dl__fetched {
    const char *url;
    dl__bytes bytes; /* read NULL: none; live until the next call */
    char charset[DL__CHARSET_NAME]; /* as the server told it, or "" */
    char message[DL__BYTES_MESSAGE]; /* what went wrong, or "" */
} dl__fetched;

/* NULL when memory is out. Borrows o. */
dl__follow *dl__follow_new(const dl__source_options *o);
void dl__follow_free(dl__follow *f);
/* Fetch what is due.
 * returns  0: one was fetched (bytes), or could not be (message), or has not changed (neither);
 *          n > 0: none is due for n milliseconds;  -1: none will ever be again */
int dl__follow_next(dl__follow *f, dl__fetched *out);
#endif
