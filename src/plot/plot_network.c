/* plot_network.c - who acts on whom: a graph that graphviz lays out. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CURVED_UP_TO = 150 }; /* with more arrows graphviz 2.43 may seek curves for minutes */

typedef struct node {
    const char *name;
    double total; /* events in which it is on either side */
} node;

static size_t node_of(node *nodes, size_t *n, const char *name, double events)
{
    size_t k = 0;
    while (k < *n && strcmp(nodes[k].name, name) != 0)
        k++;
    if (k == *n)
        nodes[(*n)++].name = name;
    nodes[k].total += events;
    return k;
}

/* Hostile, friendly, neither: colour and dashes both say which. */
static const char *look_of(double score)
{
    if (score < -1)
        return "color=\"#D55E00\", style=solid";
    return score > 1 ? "color=\"#0072B2\", style=dashed" : "color=\"#777777\", style=dotted";
}

static void text(dl__strbuf *out, const char *before, const char *s, const char *after)
{
    dl__strbuf_puts(out, before);
    dl__plot_text(out, s);
    dl__strbuf_puts(out, after);
}

void dl__plot_network(const dl__picture *p, const dl__marks *m, dl__strbuf *out)
{
    node *nodes = calloc(2 * m->n + 1, sizeof *nodes);
    size_t n = 0, *ends = calloc(2 * m->n + 1, sizeof *ends);
    double most = 1, largest = 1;
    for (size_t i = 0; nodes && ends && i < m->n; i++) {
        double events = isfinite(m->mark[i].value[0]) ? m->mark[i].value[0] : 0;
        ends[2 * i] = node_of(nodes, &n, m->mark[i].key[0], events);
        ends[2 * i + 1] = node_of(nodes, &n, m->mark[i].key[1], events);
        most = fmax(most, events);
    }
    if (!nodes || !ends) {
        free(nodes);
        free(ends);
        out->status = DL_ENOMEM;
        return;
    }
    for (size_t k = 0; k < n; k++)
        largest = fmax(largest, nodes[k].total);
    dl__strbuf_printf(out,
                      "digraph events {\n  graph [layout=neato, overlap=prism, splines=%s, start=7, "
                      "outputorder=edgesfirst, bgcolor=white, "
                      "labelloc=t, fontname=\"Helvetica\", fontsize=14, dpi=%d, ",
                      m->n <= CURVED_UP_TO ? "curved" : "line", p->png ? 144 : 72);
    dl__strbuf_printf(out, "size=\"%.2f,%.2f\", ratio=fill,\n", p->width / 72.0, p->height / 72.0);
    text(out, "    label=\"", p->title, "\\n");
    text(out, "", p->caption,
         "\\nwidth of an arrow: events; mean Goldstein score below -1 orange, above 1 blue and dashed, else "
         "grey and dotted\"];\n");
    dl__strbuf_puts(out,
                    "  node [shape=circle, fixedsize=true, style=filled, fillcolor=\"#E8F1F8\", "
                    "color=\"#00304F\", fontname=\"Helvetica\"];\n"
                    "  edge [arrowsize=0.7, fontname=\"Helvetica\", fontsize=8, fontcolor=\"#444444\"];\n");
    for (size_t k = 0; k < n; k++) {
        double size = 0.45 + 0.75 * sqrt(nodes[k].total / largest);
        dl__strbuf_printf(out, "  n%zu [width=%.2f, fontsize=%.0f, ", k, size,
                          8 + 6 * sqrt(nodes[k].total / largest));
        text(out, "label=\"", nodes[k].name[0] ? nodes[k].name : "(none)", "\"];\n");
    }
    for (size_t i = 0; i < m->n; i++) {
        double events = isfinite(m->mark[i].value[0]) ? m->mark[i].value[0] : 0;
        dl__strbuf_printf(out, "  n%zu -> n%zu [%s, penwidth=%.2f, label=\"%.0f\"];\n", ends[2 * i],
                          ends[2 * i + 1], look_of(m->mark[i].value[1]), 0.6 + 4.4 * sqrt(events / most),
                          events);
    }
    dl__strbuf_puts(out, "}\n");
    free(nodes);
    free(ends);
}
