/* plot_gnu.c - see plot_gnu.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot_gnu.h"

void dl__plot_set(dl__strbuf *out, const char *name, const char *text)
{
    dl__strbuf_printf(out, "set %s '", name);
    dl__plot_text(out, text);
    dl__strbuf_puts(out, "'\n");
}

void dl__plot_begin(const dl__picture *p, dl__strbuf *out)
{
    if (p->png)
        dl__strbuf_printf(out,
                          "set terminal pngcairo noenhanced size %u,%u fontscale 1.6 linewidth 1.6 "
                          "pointscale 1.6 background '#FFFFFF'\n",
                          p->width * 2, p->height * 2);
    else
        dl__strbuf_printf(out,
                          "set terminal svg noenhanced size %u,%u font 'Helvetica,Arial,sans-serif,12' "
                          "linewidth 1.2 background '#FFFFFF'\n",
                          p->width, p->height);
    dl__strbuf_puts(
        out, "set encoding utf8\nset minussign\nset style fill solid 1.0 noborder\nset tics nomirror out\n"
             "set border 3 linecolor '#444444'\nset grid y linecolor '#DDDDDD' linetype 1 linewidth 0.5\n"
             "set margins 10, 4, 6, 4\n");
    dl__plot_set(out, "title", p->title);
    dl__strbuf_puts(out, "set label 1 at screen 0.01, screen 0.02 left font ',9' textcolor '#555555' '");
    dl__plot_text(out, p->caption);
    dl__strbuf_puts(out, "'\n");
}
