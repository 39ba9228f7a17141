/* chars.h - what a character is to the tokeniser.  Layer: text; includes base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_TEXT_CHARS_H
#define DL_TEXT_CHARS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* IGNORED: general category Cf (soft hyphen, zero-width characters, marks of direction): within a word but not of it.
 * SPACE: Zs, Zl, Zp and Cc, so the non-breaking space and stray control characters too. */
typedef enum dl__char_class {
    DL__CH_SPACE,
    DL__CH_LETTER,
    DL__CH_MARK,
    DL__CH_DIGIT,
    DL__CH_IGNORED,
    DL__CH_OTHER
} dl__char_class;

/* Code point at s[0..len), len > 0, of text that dl__utf8_check() passed; *cp gets it.
 * Returns its bytes; never 0 and never more than len (a bad byte counts as one OTHER character U+FFFD). */
size_t dl__char_decode(const char *s, size_t len, int32_t *cp);
/* UTF-8 of cp into out; returns the bytes. */
size_t dl__char_encode(int32_t cp, unsigned char out[4]);
dl__char_class dl__char_class_of(int32_t cp);
/* Simple lower case; U+2019 gives the plain apostrophe, so that both spellings of "don't" are one. */
int32_t dl__char_fold(int32_t cp);
bool dl__char_is_upper(int32_t cp); /* Lu or Lt */

/* Last byte + 1 and first byte of s[begin..end) without white space and ignored characters at its edges. */
size_t dl__trim_end(const char *s, size_t begin, size_t end);
size_t dl__trim_begin(const char *s, size_t begin, size_t end);
#endif
