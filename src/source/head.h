/* head.h - header lines of records that were kept (WARC, HTTP), in memory.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_HEAD_H
#define DL_SOURCE_HEAD_H
#include "base/strbuf.h"

/* The value of the first line "name: value" in head, without white space around it; {"", 0} without one. */
dl_str dl__head_value(dl_str head, const char *name);
/* Bytes of head up to and with its empty line; 0: there is none. */
size_t dl__head_end(dl_str s);
/* Does the value begin with this word, whatever the case? */
bool dl__head_begins(dl_str value, const char *word);
/* The parameter charset of a Content-Type; {"", 0} without one. */
dl_str dl__head_charset(dl_str type);
/* Append a body that was sent in chunks (RFC 9112, section 7.1). false: it is in none, and nothing was appended. */
bool dl__head_unchunk(dl_str body, dl__strbuf *out);
#endif
