/* plot_map.c - circles on a map.  Degrees are drawn as they are (equirectangular), a degree of longitude as long as it is in the
 * middle of the picture: short distances look right, and nothing is said of areas. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot_gnu.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double RADIAN = 57.29577951308232;
static const double LARGEST = 5.0, LEAST_SPAN = 4.0,
                    MARGIN = 0.08; /* point size; degrees; part of the span on each side */

typedef struct box {
    double south, north, west, east;
} box;

static bool there(const dl__mark *m)
{
    return isfinite(m->at[0]) && isfinite(m->at[1]) && isfinite(m->value[0]) && m->value[0] > 0;
}

static box around(const dl__marks *m)
{
    box b = { 90, -90, 180, -180 };
    for (size_t i = 0; i < m->n; i++)
        if (there(&m->mark[i])) {
            const double *at = m->mark[i].at;
            b.south = at[0] < b.south ? at[0] : b.south;
            b.north = at[0] > b.north ? at[0] : b.north;
            b.west = at[1] < b.west ? at[1] : b.west;
            b.east = at[1] > b.east ? at[1] : b.east;
        }
    if (b.south > b.north)
        return (box){ -60, 85, -180, 180 };
    double tall = b.north - b.south, wide = b.east - b.west;
    double more_tall = tall < LEAST_SPAN ? (LEAST_SPAN - tall) / 2 : tall * MARGIN;
    double more_wide = wide < LEAST_SPAN ? (LEAST_SPAN - wide) / 2 : wide * MARGIN;
    b.south = fmax(b.south - more_tall, -90);
    b.north = fmin(b.north + more_tall, 90);
    b.west = fmax(b.west - more_wide, -180);
    b.east = fmin(b.east + more_wide, 180);
    return b;
}

/* Make the box of the shape that the page leaves, so that the map fills it. */
static box shaped(box b, double page, double stretch)
{
    double tall = b.north - b.south, wide = (b.east - b.west) / stretch;
    if (wide < tall * page) {
        double more = (tall * page - wide) * stretch / 2;
        b.west = fmax(b.west - more, -180);
        b.east = fmin(b.east + more, 180);
    } else {
        double more = (wide / page - tall) / 2;
        b.south = fmax(b.south - more, -90);
        b.north = fmin(b.north + more, 90);
    }
    return b;
}

static int down(const void *a, const void *b)
{
    const dl__mark *const *x = a, *const *y = b;
    double d = (*y)->value[0] - (*x)->value[0];
    return d < 0 ? -1 : d > 0;
}

/* Largest first, so that small circles lie on top. */
static double circles(const dl__marks *m, dl__strbuf *out)
{
    const dl__mark **at = malloc((m->n + 1) * sizeof(dl__mark *));
    size_t n = 0;
    if (!at) {
        out->status = DL_ENOMEM;
        return 1;
    }
    for (size_t i = 0; i < m->n; i++)
        if (there(&m->mark[i]))
            at[n++] = &m->mark[i];
    qsort(at, n, sizeof(dl__mark *), down);
    double most = n ? at[0]->value[0] : 1;
    dl__strbuf_puts(out, "$events << END_OF_DATA\n");
    for (size_t i = 0; i < n; i++)
        dl__strbuf_printf(out, "%.5f %.5f %.9g %.4f\n", at[i]->at[1], at[i]->at[0], at[i]->value[0],
                          fmax(LARGEST * sqrt(at[i]->value[0] / most), 0.35));
    if (!n)
        dl__strbuf_puts(out, "0 0 NaN NaN\n");
    dl__strbuf_puts(out, "END_OF_DATA\n");
    free(at);
    return most;
}

/* 1, 2 or 5 times a power of ten, not above x. */
static double round_number(double x)
{
    double unit = pow(10, floor(log10(x)));
    return x >= 5 * unit ? 5 * unit : x >= 2 * unit ? 2 * unit : unit;
}

void dl__plot_map(const dl__picture *p, const dl__marks *m, dl_str outlines, dl__strbuf *out)
{
    box b = around(m);
    double stretch = 1 / fmax(cos((b.south + b.north) / 2 / RADIAN), 0.2);
    b = shaped(b, (double)p->width / (double)p->height * 0.95, stretch);
    dl__plot_begin(p, out);
    dl__strbuf_puts(out, "$outlines << END_OF_DATA\n");
    dl__strbuf_add(out, outlines.ptr, outlines.len);
    dl__strbuf_puts(out, "END_OF_DATA\n");
    double most = circles(m, out), middle = round_number(fmax(most / 4, 1)), large = round_number(most);
    dl__strbuf_printf(out, "set xrange [%.4f:%.4f]\nset yrange [%.4f:%.4f]\nset size ratio %.5f\n", b.west,
                      b.east, b.south, b.north, -stretch);
    dl__strbuf_puts(
        out, "set xlabel 'degrees east'\nset ylabel 'degrees north'\nset border 15 linecolor '#444444'\n"
             "set grid x y linecolor '#E5E5E5' linetype 1 linewidth 0.4\n"
             "set key outside right top vertical spacing 2.2 samplen 2 width 1 title '");
    dl__plot_text(out, p->unit);
    dl__strbuf_puts(out, "'\nset style fill transparent solid 0.55\nset rmargin -1\n"
                         "plot $outlines using 1:2 with lines linecolor '#777777' linewidth 0.6 notitle, \\\n"
                         "     $events using 1:2:4 with points pointtype 7 pointsize variable linecolor rgb "
                         "'#600072B2' notitle, \\\n"
                         "     $events using 1:2:4 with points pointtype 6 pointsize variable linecolor "
                         "'#00304F' linewidth 0.5 notitle");
    const double shown[] = { large, middle, 1 };
    for (int i = 0; i < 3; i++)
        if (i == 0 || shown[i] < shown[i - 1])
            dl__strbuf_printf(out,
                              ", \\\n     NaN with points pointtype 7 pointsize %.3f linecolor rgb "
                              "'#600072B2' title '%.9g'",
                              fmax(LARGEST * sqrt(shown[i] / most), 0.35), shown[i]);
    dl__strbuf_putc(out, '\n');
}
