/* charset.h - text of other encodings to UTF-8: by its name (iconv), or by detection.  Layer: source. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_CHARSET_H
#define DL_SOURCE_CHARSET_H
#include "base/strbuf.h"
#include "source/lines.h"

enum { DL__CHARSET_NAME = 64, DL__CHARSET_LOOK = 1 << 16 /* bytes that detection looks at */ };

/* What a page or header calls an encoding, as iconv is asked for it: where the web's names mean more than they say
 * (iso-8859-1 is windows-1252, gb2312 is gb18030: WHATWG Encoding Standard, section 4.2), that.  Returns out, "" where the
 * label is none or iconv knows no such encoding. */
const char *dl__charset_of_label(dl_str label, char out[DL__CHARSET_NAME]);
/* The encoding of text that tells none: by its byte order mark; UTF-8 where it is valid; else what uchardet finds in its first
 * DL__CHARSET_LOOK bytes; else windows-1252.  Returns out. */
const char *dl__charset_detect(dl_str text, char out[DL__CHARSET_NAME]);
/* Append text as UTF-8; what is no character of the encoding comes out as U+FFFD, a byte order mark is left out.
 * returns  how many U+FFFD were put in; out->status tells of memory and length */
size_t dl__charset_decode(dl_str text, const char *charset, dl__strbuf *out);
/* Bytes as UTF-8, decoded as they are read. Borrows from. read NULL: memory is out. */
dl__bytes dl__charset_stream(dl__lines *from, const char *charset);

/* Where s stops being UTF-8 without NUL; s.len when it never does. */
size_t dl__utf8_good(dl_str s);
/* Append s with each byte that is not UTF-8 as U+FFFD, and without NUL and other control characters but tab and line ends. */
void dl__utf8_mend(dl_str s, dl__strbuf *out);
#endif
