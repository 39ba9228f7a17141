/* strbuf.h - a growing string with a maximum set at birth.  Layer: base. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_BASE_STRBUF_H
#define DL_BASE_STRBUF_H
#include "dateline/dateline.h"

typedef struct dl__strbuf {
    char *s;         /* NUL-terminated once anything was added; NULL before */
    size_t len, cap, max;
    dl_status status; /* first failure (DL_ENOMEM, DL_ELIMIT); later calls do nothing */
} dl__strbuf;

void dl__strbuf_init(dl__strbuf *b, size_t max);
void dl__strbuf_free(dl__strbuf *b);
void dl__strbuf_clear(dl__strbuf *b); /* keeps its memory */
void dl__strbuf_add(dl__strbuf *b, const char *s, size_t len);
void dl__strbuf_puts(dl__strbuf *b, const char *s);
void dl__strbuf_putc(dl__strbuf *b, char c);
void dl__strbuf_printf(dl__strbuf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
