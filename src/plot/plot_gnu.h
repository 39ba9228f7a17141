/* plot_gnu.h - what the scripts for gnuplot begin with.  Layer: plot. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PLOT_PLOT_GNU_H
#define DL_PLOT_PLOT_GNU_H
#include "plot/plot.h"

/* Terminal, title, caption, grid; text is plain text. */
void dl__plot_begin(const dl__picture *p, dl__strbuf *out);
/* set NAME 'text' */
void dl__plot_set(dl__strbuf *out, const char *name, const char *text);
#endif
