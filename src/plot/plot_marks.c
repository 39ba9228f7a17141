/* plot_marks.c - rows of an answer as numbers and names, and the words that all pictures share; see plot.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Okabe and Ito (2008), "Color Universal Design"; their yellow is left out: it is not seen on white. */
static const char *const COLOURS[] = { "#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                       "#E69F00", "#56B4E9", "#000000" };
enum { N_COLOURS = sizeof COLOURS / sizeof COLOURS[0] };

const char *dl__plot_colour(unsigned i)
{
    return COLOURS[i % N_COLOURS];
}

void dl__plot_text(dl__strbuf *out, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '"':
        case '\'':
        case '`': dl__strbuf_puts(out, "\xE2\x80\x99"); break;
        case '\\': dl__strbuf_putc(out, '/'); break;
        default: dl__strbuf_putc(out, (unsigned char)*s < 0x20 || *s == 0x7F ? ' ' : *s);
        }
}

static double number(const dl__cell *c)
{
    return c->kind == DL__CELL_INT ? (double)c->n : c->kind == DL__CELL_REAL ? c->x : NAN;
}

static const char *text(const dl__cell *c, dl__arena *arena)
{
    if (c->kind == DL__CELL_INT)
        return dl__arena_printf(arena, "%lld", (long long)c->n);
    return dl__arena_strndup(arena, c->kind == DL__CELL_TEXT ? c->s.ptr : "",
                             c->kind == DL__CELL_TEXT ? c->s.len : 0);
}

dl_status dl__marks_read(dl__answer *r, unsigned n_keys, size_t max, dl__arena *arena, dl__marks *out,
                         dl_error *err)
{
    *out = (dl__marks){ NULL, 0, 0 };
    for (bool more = true;;) {
        dl_status status = dl__answer_next(r, &more, err);
        if (status || !more)
            return status;
        if (out->n == max)
            return dl__fail(err, DL_ELIMIT, 0, "more than %zu rows to draw; narrow the question", max);
        dl__mark *m = DL__PUSH(arena, out->mark, out->n, out->cap);
        if (!m)
            return dl__no_memory(err);
        *m = (dl__mark){ { "", "" }, { NAN, NAN }, { NAN, NAN } };
        unsigned values = 0;
        for (unsigned i = 0; i < r->n_columns; i++) {
            dl__cell c = dl__answer_cell(r, i);
            if (!strcmp(r->column[i], "lat"))
                m->at[0] = number(&c);
            else if (!strcmp(r->column[i], "lon"))
                m->at[1] = number(&c);
            else if (i < n_keys && i < 2)
                m->key[i] = text(&c, arena);
            else if (values < 2)
                m->value[values++] = number(&c);
        }
        if (!m->key[0] || !m->key[1])
            return dl__no_memory(err);
    }
}
