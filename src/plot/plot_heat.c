/* plot_heat.c - a matrix of actors and recipients, its cells darker the more there is. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot_gnu.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_SIDE = 60 };

typedef struct side {
    const char *name;
    double total;
} side;

static int by_total(const void *a, const void *b)
{
    const side *x = a, *y = b;
    return x->total < y->total ? 1 : x->total > y->total ? -1 : strcmp(x->name, y->name);
}

/* Names of one side, the largest first. */
static side *sides(const dl__marks *m, int which, size_t *n)
{
    side *s = calloc(m->n + 1, sizeof *s);
    *n = 0;
    for (size_t i = 0; s && i < m->n; i++) {
        size_t k = 0;
        while (k < *n && strcmp(s[k].name, m->mark[i].key[which]) != 0)
            k++;
        if (k == *n)
            s[(*n)++].name = m->mark[i].key[which];
        s[k].total += isfinite(m->mark[i].value[0]) ? fabs(m->mark[i].value[0]) : 0;
    }
    if (s)
        qsort(s, *n, sizeof *s, by_total);
    return s;
}

static size_t find(const side *s, size_t n, const char *name)
{
    size_t k = 0;
    while (k < n && strcmp(s[k].name, name) != 0)
        k++;
    return k;
}

static void tics(const char *axis, const side *s, size_t n, dl__strbuf *out)
{
    dl__strbuf_printf(out, "set %s scale 0 (", axis);
    for (size_t i = 0; i < n; i++) {
        dl__strbuf_puts(out, i ? ", '" : "'");
        dl__plot_text(out, s[i].name[0] ? s[i].name : "(none)");
        dl__strbuf_printf(out, "' %zu", i);
    }
    dl__strbuf_puts(out, ")\n");
}

/* One hue that grows darker for counts; two hues that meet in white for scores. */
static void palette(const dl__picture *p, double most, dl__strbuf *out)
{
    if (p->mean)
        dl__strbuf_puts(out, "set palette defined (-10 '#A64800', -5 '#D55E00', 0 '#FFFFFF', 5 '#0072B2', 10 "
                             "'#004A75')\nset cbrange [-10:10]\n");
    else
        dl__strbuf_printf(out,
                          "set palette defined (0 '#F3F8FC', 0.35 '#8FC1E3', 0.7 '#0072B2', 1 "
                          "'#00304F')\nset cbrange [0:%.9g]\n",
                          most > 0 ? most : 1);
    dl__plot_set(out, "cblabel", p->unit);
}

void dl__plot_heat(const dl__picture *p, const dl__marks *m, unsigned top, dl__strbuf *out)
{
    size_t n_actors, n_recipients;
    side *actors = sides(m, 0, &n_actors), *recipients = sides(m, 1, &n_recipients);
    double most = 0;
    if (top == 0 || top > MAX_SIDE)
        top = MAX_SIDE;
    n_actors = n_actors < top ? n_actors : top;
    n_recipients = n_recipients < top ? n_recipients : top;
    if (!actors || !recipients) {
        out->status = DL_ENOMEM;
    } else {
        dl__plot_begin(p, out);
        dl__strbuf_puts(out, "$data << END_OF_DATA\n");
        for (size_t i = 0; i < m->n; i++) {
            size_t y = find(actors, n_actors, m->mark[i].key[0]),
                   x = find(recipients, n_recipients, m->mark[i].key[1]);
            double v = m->mark[i].value[0];
            if (y == n_actors || x == n_recipients || !isfinite(v))
                continue;
            most = v > most ? v : most;
            dl__strbuf_printf(out, "%zu %zu %.9g\n", x, y, v);
        }
        dl__strbuf_puts(out, "END_OF_DATA\n");
        char dark[64];
        if (p->mean)
            (void)snprintf(dark, sizeof dark, "abs($3) > 4.5");
        else
            (void)snprintf(dark, sizeof dark, "$3 > %.9g", most * 0.45);
        palette(p, most, out);
        tics("xtics rotate by 90 right", recipients, n_recipients, out);
        tics("ytics", actors, n_actors, out);
        dl__strbuf_printf(out,
                          "set xrange [-0.5:%g]\nset yrange [%g:-0.5]\nset xlabel 'recipient'\nset ylabel "
                          "'actor'\nunset key\nunset grid\n"
                          "set border 15 linecolor '#444444'\nset margins 12, 14, 8, 4\nset style fill solid "
                          "1.0 border linecolor '#FFFFFF'\n",
                          (double)n_recipients - 0.5, (double)n_actors - 0.5);
        dl__strbuf_puts(out, "plot $data using 1:2:(0.5):(0.5):3 with boxxyerror linecolor palette");
        if (n_actors <= 20 && n_recipients <= 20) /* the number in each cell, light on dark */
            dl__strbuf_printf(out,
                              ", \\\n     $data using 1:2:(sprintf('%s', $3)):(%s ? 0xFFFFFF : 0x000000) "
                              "with labels textcolor rgb "
                              "variable font ',9'",
                              p->mean ? "%.1f" : "%.0f", dark);
        dl__strbuf_putc(out, '\n');
    }
    free(actors);
    free(recipients);
}
