/* sink_words.h - the words of the output formats for what the library gives as numbers, and bits that writers share.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_SINK_WORDS_H
#define DL_SINK_SINK_WORDS_H
#include "base/strbuf.h"

const char *dl__word_field(dl_field f);       /* headline, text */
const char *dl__word_via(dl_via v);           /* name, title, ... */
const char *dl__word_polarity(dl_polarity p); /* affirmed, negated */
const char *dl__word_time(dl_when t);         /* past, future, historical */
const char *dl__word_modality(dl_modality m); /* asserted, ... */
const char *dl__word_upos(uint8_t upos);      /* NOUN, ... */
const char *dl__word_ner(uint8_t ner);        /* B-PER, ...; NULL for none */

/* Bytes [begin, end) of a field, cut to what is there. */
dl_str dl__span(const dl_document *d, dl_field in, uint32_t begin, uint32_t end);
/* The story's day: first ten bytes of its date, or "". */
dl_str dl__story_day(const dl_document *d);
/* Digits that the ids of a story's records share: the part of an id before its colon. */
dl_str dl__id_key(const char *id);
/* Append s with every run of white space (also no-break spaces) made one space, none at the ends. */
void dl__add_squeezed(dl__strbuf *b, dl_str s);
#endif
