/* json_out.h - JSON text into a string, key by key, in the order of the calls.  Layer: sink.
 *
 * Records are many and their shape is fixed, so they are written straight into the buffer: no tree of values is built
 * and thrown away.  A comma is set by what stands before: a value, or an opening bracket. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_JSON_OUT_H
#define DL_SINK_JSON_OUT_H
#include "base/strbuf.h"

void dl__json_open(dl__strbuf *b, char bracket);  /* '{' or '[' */
void dl__json_close(dl__strbuf *b, char bracket); /* '}' or ']' */
/* "key": -- key is a literal of ours, without anything to escape. */
void dl__json_key(dl__strbuf *b, const char *key);

/* A string value.  Control characters, quotation marks and backslashes are escaped (RFC 8259 section 7); bytes that are
 * not UTF-8 become U+FFFD, so that the output is JSON whatever comes in. */
void dl__json_bytes(dl__strbuf *b, const char *s, size_t len);
void dl__json_text(dl__strbuf *b, const char *s); /* NULL is "" */
void dl__json_int(dl__strbuf *b, int64_t n);
/* A number with at most `decimals` (0..9) digits behind the point and at least one: 0.3, -4.0; null when it is not
 * finite or too large.  Does not depend on the locale. */
void dl__json_real(dl__strbuf *b, double x, int decimals);
void dl__json_bool(dl__strbuf *b, bool x);
void dl__json_null(dl__strbuf *b);

/* key and value at once */
void dl__json_key_text(dl__strbuf *b, const char *key, const char *s);
void dl__json_key_bytes(dl__strbuf *b, const char *key, dl_str s);
void dl__json_key_int(dl__strbuf *b, const char *key, int64_t n);
void dl__json_key_real(dl__strbuf *b, const char *key, double x, int decimals);
#endif
