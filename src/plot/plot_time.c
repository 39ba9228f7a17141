/* plot_time.c - curves over time.  A period of which no row tells is a 0, not a gap: nothing was counted in it. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot_gnu.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PERIODS = 20000, MAX_CURVES = 7, POINTS_UP_TO = 150 };

typedef struct series {
    const char *name;
    double total;
    unsigned curve; /* where it is drawn; MAX_CURVES: not at all */
} series;

/* The day after a period that begins on `first`. */
static bool step(dl__period period, const char first[11], char next[11])
{
    char label[16], begin[11];
    int month = (first[5] - '0') * 10 + first[6] - '0';
    if (period == DL__PERIOD_QUARTER)
        (void)snprintf(label, sizeof label, "%.4s-Q%d", first, (month + 2) / 3);
    else
        (void)snprintf(label, sizeof label, "%.*s",
                       period == DL__PERIOD_YEAR    ? 4
                       : period == DL__PERIOD_MONTH ? 7
                                                    : 10,
                       first);
    for (int i = 0; i < (period == DL__PERIOD_WEEK ? 7 : 1); i++) {
        if (!dl__days_of(label, begin, next))
            return false;
        if (period == DL__PERIOD_WEEK)
            (void)snprintf(label, sizeof label, "%.10s", next);
    }
    return true;
}

static int by_total(const void *a, const void *b)
{
    const series *x = a, *y = b;
    return x->total < y->total ? 1 : x->total > y->total ? -1 : strcmp(x->name, y->name);
}

/* The series, largest first; each gets its curve. NULL when memory is out. */
static series *find_series(const dl__marks *m, unsigned top, size_t *n)
{
    series *s = calloc(m->n + 1, sizeof *s);
    *n = 0;
    for (size_t i = 0; s && i < m->n; i++) {
        size_t k = 0;
        while (k < *n && strcmp(s[k].name, m->mark[i].key[1]) != 0)
            k++;
        if (k == *n)
            s[(*n)++].name = m->mark[i].key[1];
        s[k].total += isfinite(m->mark[i].value[0]) ? fabs(m->mark[i].value[0]) : 0;
    }
    if (s)
        qsort(s, *n, sizeof *s, by_total);
    for (size_t k = 0; k < *n; k++)
        s[k].curve = k < top ? (unsigned)k : MAX_CURVES;
    return s;
}

static unsigned curve_of(const series *s, size_t n, const char *name)
{
    for (size_t k = 0; k < n; k++)
        if (!strcmp(s[k].name, name))
            return s[k].curve;
    return MAX_CURVES;
}

/* First days of all periods from the first mark to the last. Returns how many; 0: there are none, or too many. */
static size_t calendar(const dl__marks *m, dl__period period, char (*day)[11])
{
    char first[11] = "", last[11] = "", begin[11], after[11];
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++)
        if (dl__days_of(m->mark[i].key[0], begin, after)) {
            if (!first[0] || memcmp(begin, first, 10) < 0)
                memcpy(first, begin, sizeof first);
            if (memcmp(begin, last, 10) > 0)
                memcpy(last, begin, sizeof last);
        }
    while (first[0] && memcmp(first, last, 10) <= 0) {
        if (n == MAX_PERIODS)
            return 0;
        memcpy(day[n++], first, sizeof first);
        if (!step(period, first, after))
            return 0;
        memcpy(first, after, sizeof first);
    }
    return n;
}

static size_t find_day(char (*day)[11], size_t n, const char *first)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (memcmp(day[mid], first, 10) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* How wide the labels' step may be: gnuplot's own choice is by seconds and repeats months. */
static void time_axis(dl__period period, size_t n, dl__strbuf *out)
{
    static const char *const unit[] = { "day", "week", "month", "quarter", "year" };
    static const unsigned days[] = { 1, 7, 30, 91, 365 };
    size_t span = n * days[period];
    dl__strbuf_puts(out, "set xdata time\nset timefmt '%Y-%m-%d'\n");
    dl__strbuf_printf(out, "set format x '%s'\n",
                      span > 365 * 6                             ? "%Y"
                      : span > 200 || period >= DL__PERIOD_MONTH ? "%Y-%m"
                                                                 : "%Y-%m-%d");
    dl__strbuf_printf(out, "set xlabel '%s'\n", unit[period]);
    if (span > 365 * 6)
        dl__strbuf_printf(out, "set xtics %zu\n", 31557600 * (span / (365 * 12) + 1));
}

static void data(const dl__marks *m, const series *s, size_t n_series, char (*day)[11], size_t n,
                 unsigned n_curves, bool mean, double *value, dl__strbuf *out)
{
    char begin[11], after[11];
    for (size_t i = 0; i < n * n_curves; i++)
        value[i] = mean ? NAN : 0;
    for (size_t i = 0; i < m->n; i++) {
        const dl__mark *k = &m->mark[i];
        unsigned curve = curve_of(s, n_series, k->key[1]);
        if (curve == MAX_CURVES)
            curve = n_curves - 1; /* others */
        if ((mean && curve_of(s, n_series, k->key[1]) == MAX_CURVES) || !isfinite(k->value[0]) ||
            !dl__days_of(k->key[0], begin, after))
            continue;
        double *to = &value[find_day(day, n, begin) * n_curves + curve];
        *to = mean ? k->value[0] : *to + k->value[0];
    }
    dl__strbuf_puts(out, "$data << END_OF_DATA\n");
    for (size_t i = 0; i < n; i++) {
        dl__strbuf_puts(out, day[i]);
        for (unsigned c = 0; c < n_curves; c++)
            if (isfinite(value[i * n_curves + c])) {
                dl__strbuf_putc(out, ' ');
                dl__add_real(out, value[i * n_curves + c]);
            } else {
                dl__strbuf_puts(out, " NaN");
            }
        dl__strbuf_putc(out, '\n');
    }
    dl__strbuf_puts(out, "END_OF_DATA\n");
}

static void curves(const series *s, size_t n_series, unsigned n_curves, size_t n, bool others,
                   dl__strbuf *out)
{
    dl__strbuf_puts(out, "plot ");
    for (unsigned c = 0; c < n_curves; c++) {
        bool rest = others && c + 1 == n_curves;
        const char *name = rest ? "others" : c < n_series ? s[c].name : "";
        dl__strbuf_printf(out, "%s$data using 1:%u with %s linecolor '%s' dashtype %u linewidth %s",
                          c ? ", \\\n     " : "", c + 2, n <= POINTS_UP_TO ? "linespoints" : "lines",
                          rest ? "#888888" : dl__plot_colour(c), rest ? 3 : c % 5 + 1,
                          n > 1000 ? "1" : "1.8");
        if (n <= POINTS_UP_TO)
            dl__strbuf_printf(out, " pointtype %u pointsize 0.6", rest ? 1 : c % 2 ? 4 + c : 5 + c);
        if (n_curves == 1) {
            dl__strbuf_puts(out, " notitle");
        } else {
            dl__strbuf_puts(out, " title '");
            dl__plot_text(out, name[0] ? name : "(none)");
            dl__strbuf_puts(out, "'");
        }
    }
    dl__strbuf_putc(out, '\n');
}

bool dl__plot_time(const dl__picture *p, const dl__marks *m, dl__period period, unsigned top, dl__strbuf *out)
{
    size_t n_series;
    top = top && top < MAX_CURVES - 1 ? top : MAX_CURVES - 1;
    series *s = find_series(m, top, &n_series);
    char(*day)[11] = malloc(MAX_PERIODS * sizeof *day);
    size_t n = s && day ? calendar(m, period, day) : 0;
    bool others = n_series > top && !p->mean;
    unsigned n_curves = (unsigned)(n_series < top ? n_series : top) + others;
    double *value = n ? malloc(n * n_curves * sizeof *value) : NULL;
    if (!s || !day || (n && !value))
        out->status = DL_ENOMEM;
    if (value) {
        dl__plot_begin(p, out);
        time_axis(period, n, out);
        dl__plot_set(out, "ylabel", p->unit);
        dl__strbuf_puts(out,
                        p->mean ? "set xzeroaxis linetype 1 linecolor '#888888'\n" : "set yrange [0:*]\n");
        dl__strbuf_puts(out, n_curves > 1 ? "set key outside right top width 1 samplen 3\n" : "unset key\n");
        dl__strbuf_puts(out, "set rmargin -1\n");
        data(m, s, n_series, day, n, n_curves, p->mean, value, out);
        curves(s, n_series, n_curves, n, others, out);
    }
    free(value);
    free(day);
    free(s);
    return n > 0;
}
