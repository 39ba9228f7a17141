/* plot.h - pictures of answers: what gnuplot (curves, matrices, maps) or graphviz (networks) is told to draw, and its running.
 * Layer: plot; public header, base, sink, store.
 *
 * Axes, layout, fonts and files are theirs; ours is the choice of what stands where.  Colours are those of Okabe and Ito (2008), which
 * readers with any kind of colour vision tell apart; series differ in dashes and marks, too, and scales in lightness, so that a print
 * in grey says the same.
 * Safety: the program is started without a shell; text of the store or of the user goes into its script with every character that
 * means something there replaced. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PLOT_PLOT_H
#define DL_PLOT_PLOT_H
#include "base/arena.h"
#include "base/strbuf.h"
#include "store/ask.h"

typedef struct dl__picture {
    const char *title, *caption;  /* any text; caption stands small below */
    const char *unit;             /* of what is counted: "events", "mean Goldstein score (-10 to 10)" */
    bool mean;                    /* a score on both sides of 0, not a count */
    unsigned width, height;       /* pixels of an SVG; a PNG has twice as many each way */
    bool png;
} dl__picture;

/* Rows of an answer, in its order. */
typedef struct dl__mark {
    const char *key[2];  /* groups as text; "" where there is none */
    double at[2];        /* lat, lon; NAN */
    double value[2];     /* measures; NAN where there is none */
} dl__mark;
typedef struct dl__marks {
    dl__mark *mark;
    size_t n, cap;
} dl__marks;

/* Take all rows; text goes into the arena.
 * n_keys   columns that are keys, the first ones (0 to 2); columns called lat and lon are positions, the others values
 * errors   DL_ENOMEM, DL_EIO, those of dl__answer_next(); DL_ELIMIT: more than max rows */
DL_CHECK dl_status dl__marks_read(dl__answer *r, unsigned n_keys, size_t max, dl__arena *arena, dl__marks *out, dl_error *err);

/* The first day of a label of time ("2024-05" -> "2024-05-01") and of the one behind it. false: none. */
typedef enum dl__period { DL__PERIOD_DAY, DL__PERIOD_WEEK, DL__PERIOD_MONTH, DL__PERIOD_QUARTER, DL__PERIOD_YEAR } dl__period;

/* Scripts, appended to out; failures stand in out->status.
 * time     key[0] a label of time, key[1] a series or ""; periods without a row are 0 (gaps, for a mean); the `top` largest series
 *          have curves of their own, what is left is one more ("others"; left out, for a mean)
 * heat     key[0] actor, key[1] recipient: the `top` largest each way
 * map      at: a circle whose area says how many; outlines: "lon lat" lines, as in data/map
 * network  key[0], key[1]: an arrow; value[0] how many, value[1] mean Goldstein score */
DL_CHECK bool dl__plot_time(const dl__picture *p, const dl__marks *m, dl__period period, unsigned top, dl__strbuf *out);
void dl__plot_heat(const dl__picture *p, const dl__marks *m, unsigned top, dl__strbuf *out);
void dl__plot_map(const dl__picture *p, const dl__marks *m, dl_str outlines, dl__strbuf *out);
void dl__plot_network(const dl__picture *p, const dl__marks *m, dl__strbuf *out);

/* Append s for a place between quotes of either language: quotes, backslashes, back-ticks and control characters are replaced. */
void dl__plot_text(dl__strbuf *out, const char *s);
/* Colour i of the series, "#0072B2". */
const char *dl__plot_colour(unsigned i);

/* Run argv[0] (looked for in PATH) with the script as its input and fd as its output, and wait.
 * errors   DL_EIO: not installed, or it failed; the message has its first line of complaint */
DL_CHECK dl_status dl__plot_run(const char *const *argv, dl_str script, int fd, dl_error *err);
/* The text of a file that zstd packed, at most max bytes; free() it.  errors: DL_EIO, DL_ENOMEM */
DL_CHECK dl_status dl__plot_unpack(const char *path, size_t max, char **out, size_t *len, dl_error *err);
#endif
