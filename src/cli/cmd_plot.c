/* cmd_plot.c - dateline plot: pictures of the events of a store. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_opts.h"
#include "cli/commands.h"
#include "cli/paths.h"
#include "plot/plot.h"
#include "sink/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KIND = 1000, TITLE, SIZE, TOP };
enum { MAX_ROWS = 200000, MAX_SCRIPT = 1 << 28, MAX_OUTLINES = 1 << 24 };
typedef enum kind { AS_TIME, AS_DYADS, AS_MAP, AS_NETWORK, N_KINDS } kind;
static const char *const KINDS[N_KINDS] = { "time", "dyads", "map", "network" };
typedef enum form { BY_NAME, SVG, PNG, SCRIPT, N_FORMS } form;
static const char *const FORMS[N_FORMS] = { "", "svg", "png", "script" };

typedef struct plot {
    dl__asked asked;
    kind kind;
    form form;
    const char *title, *group, *measure; /* as the user said, or NULL */
    long long top;
    unsigned width, height;
} plot;

static const dl__opt OPTS[] = {
    { 'k', "kind", "KIND", "time (default), dyads, map or network" },
    { 'g', "group", "PERIOD[,GROUP]",
      "time: day, week, month (default), quarter or year, and what has a curve each" },
    { KIND, "measure", "MEASURE", "time, dyads: events (default), mentions, stories, sources or goldstein" },
    { TOP, "top", "N", "curves (default 6), rows and columns (default 15), arrows (default 60)" },
    { TITLE, "title", "TEXT", "over the picture (default: what was asked for)" },
    { SIZE, "size", "WIDTHxHEIGHT", "in pixels (default 900x560); a PNG has twice as many each way" },
    { 'f', "format", "FORMAT",
      "svg, png, or script: what gnuplot or graphviz is told (default: by the name of the output, else "
      "svg)" },
    { 0, NULL, NULL, NULL }
};
static const dl__opt *const TABLES[] = { OPTS, DL__OPTS_FILTERS, DL__OPTS_OUTPUT, DL__OPTS_STORE, NULL };
static const plot DEFAULTS = { .asked.keep = { .job = { .cmd = &DL__CMD_PLOT }, .wait_ms = DL__KEEP_WAIT },
                               .width = 900,
                               .height = 560 };

/* Which of the words arg is; -1 and a message: none. */
static int choice(const char *option, const char *arg, const char *const *words, int from, int n,
                  const char *all)
{
    for (int i = from; i < n; i++)
        if (!strcmp(words[i], arg))
            return i;
    dl__misused(&DL__CMD_PLOT, "--%s '%s' is not one of %s", option, arg, all);
    return -1;
}

static bool set_size(plot *p, const char *arg)
{
    char *end;
    unsigned long w = strtoul(arg, &end, 10), h = *end == 'x' ? strtoul(end + 1, &end, 10) : 0;
    if (*arg < '0' || *arg > '9' || *end || w < 200 || w > 4000 || h < 200 || h > 4000) {
        dl__misused(&DL__CMD_PLOT, "--size '%s' is not WIDTHxHEIGHT, each from 200 to 4000 (900x560)", arg);
        return false;
    }
    p->width = (unsigned)w;
    p->height = (unsigned)h;
    return true;
}

static bool set(void *settings, int letter, const char *arg)
{
    plot *p = settings;
    int i = 0;
    switch (letter) {
    case 'k':
        i = choice("kind", arg, KINDS, 0, N_KINDS, "time, dyads, map, network");
        p->kind = i < 0 ? p->kind : (kind)i;
        return i >= 0;
    case 'f':
        i = choice("format", arg, FORMS, 1, N_FORMS, "svg, png, script");
        p->form = i < 0 ? p->form : (form)i;
        return i >= 0;
    case 'g': p->group = arg; return true;
    case KIND: p->measure = arg; return true;
    case TITLE: p->title = arg; return true;
    case TOP: return dl__opt_number(&DL__CMD_PLOT, "top", arg, 1, 1000, &p->top);
    case SIZE: return set_size(p, arg);
    default: return dl__asked_set(settings, letter, arg);
    }
}

/* ---- the question ---- */

static int period_of(const char *group)
{
    static const char *const word[] = { "day", "week", "month", "quarter", "year" };
    size_t n = strcspn(group, ",");
    for (int i = 0; i < 5; i++)
        if (strlen(word[i]) == n && !memcmp(word[i], group, n))
            return i;
    return -1;
}

/* Groups and measures that the kind needs. */
static dl_status complete(const plot *p, dl__ask *a, dl_error *err)
{
    static const char *const groups[N_KINDS] = { "month", "dyad", "point", "dyad" };
    static const char *const measures[N_KINDS] = { "events", "events", "events", "events,goldstein" };
    bool free_measure = p->kind == AS_TIME || p->kind == AS_DYADS;
    dl_status s =
        dl__ask_list(a, DL__ASK_GROUPS, p->kind == AS_TIME && p->group ? p->group : groups[p->kind], err);
    if (!s)
        s = dl__ask_list(a, DL__ASK_MEASURES, free_measure && p->measure ? p->measure : measures[p->kind],
                         err);
    if (!s && p->kind == AS_NETWORK)
        dl__ask_limit(a, p->top ? p->top : 60);
    return s;
}

static int check_words(const plot *p)
{
    if (p->group && p->kind != AS_TIME)
        return dl__misused(&DL__CMD_PLOT, "--group goes with --kind time");
    if (p->measure && p->kind != AS_TIME && p->kind != AS_DYADS)
        return dl__misused(&DL__CMD_PLOT, "--measure goes with --kind time and dyads");
    if (p->measure && strchr(p->measure, ','))
        return dl__misused(&DL__CMD_PLOT, "--measure: one is drawn, '%s' are named", p->measure);
    if (!p->group)
        return DL__EXIT_OK;
    const char *second = strchr(p->group, ',');
    if (period_of(p->group) < 0)
        return dl__misused(&DL__CMD_PLOT,
                           "--group '%s' does not begin with day, week, month, quarter or year", p->group);
    if (second && (strchr(second + 1, ',') || !strcmp(second, ",dyad") || !strcmp(second, ",point")))
        return dl__misused(&DL__CMD_PLOT,
                           "--group '%s': a period and one other group are drawn (not dyad, point)",
                           p->group);
    return DL__EXIT_OK;
}

/* How many events there are in all, for the line below the picture. */
static int count_all(plot *p, double *n)
{
    dl_error err;
    bool more = false;
    int status = DL__EXIT_OK;
    dl__ask *a = dl__asked_question(&p->asked);
    if (!a)
        return DL__EXIT_USAGE;
    dl_status s = dl__ask_list(a, DL__ASK_MEASURES, "events", &err);
    dl__answer *r = s ? NULL : dl__asked_put(&p->asked, a, &status);
    if (r && !s)
        s = dl__answer_next(r, &more, &err);
    if (r && !s && more)
        *n = (double)dl__answer_cell(r, 0).n;
    if (s)
        status = dl__asked_fail(&p->asked, s, &err);
    dl__answer_free(r);
    dl__ask_free(a);
    return status;
}

/* ---- words ---- */

static bool is_mean(const plot *p)
{
    return p->measure && !strcmp(p->measure, "goldstein");
}

/* "Events by month": what is drawn, then the filters as they were said. */
static void say_title(plot *p, dl__strbuf *out)
{
    static const char *const what[N_KINDS] = { "", " by actor and recipient", " by place",
                                               " between actors" };
    if (p->title) {
        dl__strbuf_puts(out, p->title);
        return;
    }
    static const char *const counted[][2] = { { "mentions", "Records of events" },
                                              { "stories", "Stories that tell of events" },
                                              { "sources", "Sources that tell of events" },
                                              { "goldstein", "Mean Goldstein score of events" } };
    const char *subject = "Events";
    for (size_t i = 0; p->measure && i < sizeof counted / sizeof counted[0]; i++)
        if (!strcmp(counted[i][0], p->measure))
            subject = counted[i][1];
    dl__strbuf_puts(out, subject);
    dl__strbuf_puts(out, what[p->kind]);
    if (p->kind == AS_TIME) {
        const char *group = p->group ? p->group : "month", *second = strchr(group, ',');
        dl__strbuf_printf(out, " by %.*s", (int)strcspn(group, ","), group);
        if (second)
            dl__strbuf_printf(out, " and %s", second + 1);
    }
    dl__asked_words(&p->asked, out);
}

static const char *unit_of(const plot *p)
{
    if (is_mean(p))
        return "mean Goldstein score (-10 to 10)";
    return p->measure ? p->measure : "events";
}

/* ---- the picture ---- */

static int draw_map(const dl__picture *pic, const dl__marks *m, dl__strbuf *script)
{
    char *path = dl__data_path(NULL, "DATELINE_OUTLINES", "outlines.txt.zst"), *text = NULL;
    size_t len = 0;
    dl_error err;
    if (!path || dl__plot_unpack(path, MAX_OUTLINES, &text, &len, &err)) {
        dl__complain(&DL__CMD_PLOT, "%s", path ? err.message : dl_status_text(DL_ENOMEM));
        free(path);
        return DL__EXIT_MODEL;
    }
    dl__plot_map(pic, m, (dl_str){ text, len }, script);
    free(text);
    free(path);
    return DL__EXIT_OK;
}

static int draw(plot *p, const dl__marks *m, double n_events, dl__strbuf *script)
{
    dl__strbuf title, caption;
    dl__strbuf_init(&title, 4096);
    dl__strbuf_init(&caption, 4096);
    say_title(p, &title);
    const char *name = strrchr(p->asked.keep.path, '/');
    dl__strbuf_printf(&caption, "%.0f events in %.200s", n_events, name ? name + 1 : p->asked.keep.path);
    if (p->kind == AS_MAP) {
        double located = 0;
        for (size_t i = 0; i < m->n; i++)
            located += m->mark[i].at[0] == m->mark[i].at[0] ? m->mark[i].value[0] : 0; /* not NAN */
        dl__strbuf_printf(&caption, ", %.0f of them at known points. Coasts and borders: Natural Earth",
                          located);
    }
    const dl__picture pic = { .title = title.s ? title.s : "",
                              .caption = caption.s ? caption.s : "",
                              .unit = unit_of(p),
                              .mean = is_mean(p),
                              .width = p->width,
                              .height = p->height,
                              .png = p->form == PNG };
    int status = DL__EXIT_OK;
    unsigned top = (unsigned)p->top;
    if (p->kind == AS_TIME &&
        !dl__plot_time(&pic, m, (dl__period)period_of(p->group ? p->group : "month"), top, script)) {
        dl__complain(&DL__CMD_PLOT,
                     "no dated events to draw, or more than 20000 periods; look with 'dateline query'");
        status = DL__EXIT_SOME_FAILED;
    }
    if (p->kind == AS_DYADS)
        dl__plot_heat(&pic, m, top ? top : 15, script);
    if (p->kind == AS_NETWORK)
        dl__plot_network(&pic, m, script);
    if (p->kind == AS_MAP)
        status = draw_map(&pic, m, script);
    dl__strbuf_free(&title);
    dl__strbuf_free(&caption);
    return status;
}

/* The drawing program that is missing is the commonest fault, so its package is named. */
static int run_drawer(plot *p, dl_str script, int fd)
{
    static const char *const gnuplot[] = { "gnuplot", "-d", NULL };
    const char *const neato[] = { "neato", p->form == PNG ? "-Tpng" : "-Tsvg", NULL };
    const char *const *argv = p->kind == AS_NETWORK ? neato : gnuplot;
    dl_error err;
    if (!dl__plot_run(argv, script, fd, &err))
        return DL__EXIT_OK;
    dl__complain(&DL__CMD_PLOT, "%s (it draws the picture: Debian package %s)", err.message,
                 p->kind == AS_NETWORK ? "graphviz" : "gnuplot-nox");
    return DL__EXIT_IO;
}

static int write_picture(plot *p, const dl__strbuf *script)
{
    dl__output o;
    const char *output = p->asked.keep.job.output;
    if (!dl__output_open(&o, output)) {
        dl__complain(&DL__CMD_PLOT, "%s: %s", output, strerror(o.error));
        return DL__EXIT_IO;
    }
    int status = DL__EXIT_OK;
    if (p->form == SCRIPT)
        dl__output_write(&o, script->s, script->len);
    else
        status = run_drawer(p, (dl_str){ script->s, script->len }, o.fd);
    if (!dl__output_close(&o)) {
        dl__complain(&DL__CMD_PLOT, "%s: %s", o.name, strerror(o.error));
        status = DL__EXIT_IO;
    }
    if (status && output && strcmp(output, "-") != 0)
        (void)unlink(output); /* no half a picture */
    return status;
}

static int picture(plot *p, dl__answer *answer)
{
    dl__arena *arena = dl__arena_new();
    dl__strbuf script;
    dl__marks marks;
    dl_error err;
    double n_events = 0;
    dl__strbuf_init(&script, MAX_SCRIPT);
    unsigned n_keys = p->kind == AS_MAP    ? 0
                      : p->kind == AS_TIME ? 1u + (p->group && strchr(p->group, ',') != NULL)
                                           : 2;
    dl_status s = arena ? dl__marks_read(answer, n_keys, MAX_ROWS, arena, &marks, &err) : DL_ENOMEM;
    int status = DL__EXIT_OK;
    if (s == DL_ELIMIT)
        status = dl__misused(&DL__CMD_PLOT, "%s", err.message);
    else if (s)
        status = dl__asked_fail(&p->asked, s, &err);
    if (!status)
        status = count_all(p, &n_events);
    if (!status && !marks.n) {
        dl__complain(&DL__CMD_PLOT, "%s: no such events, nothing to draw", p->asked.keep.path);
        status = DL__EXIT_SOME_FAILED;
    }
    if (!status)
        status = draw(p, &marks, n_events, &script);
    if (!status && script.status) {
        dl__complain(&DL__CMD_PLOT, "%s", dl_status_text(script.status));
        status = DL__EXIT_SOME_FAILED;
    }
    if (!status)
        status = write_picture(p, &script);
    dl__strbuf_free(&script);
    dl__arena_free(arena);
    return status;
}

static void form_by_name(plot *p)
{
    const char *output = p->asked.keep.job.output, *dot = output ? strrchr(output, '.') : NULL;
    if (p->form == BY_NAME)
        p->form = dot && !strcmp(dot, ".png")                            ? PNG
                  : dot && (!strcmp(dot, ".gp") || !strcmp(dot, ".dot")) ? SCRIPT
                                                                         : SVG;
}

static int run(void *settings, char **files, int n_files)
{
    plot *p = settings;
    dl_error err;
    if (n_files > 1)
        return dl__misused(&DL__CMD_PLOT, "one store is wanted, %d are named", n_files);
    form_by_name(p);
    int status = check_words(p);
    if (status)
        return status;
    dl__ask *ask = dl__asked_question(&p->asked);
    if (!ask)
        return DL__EXIT_USAGE;
    dl_status s = complete(p, ask, &err);
    status = s ? dl__asked_fail(&p->asked, s, &err) : dl__asked_open(&p->asked, files, n_files);
    dl__answer *answer = status ? NULL : dl__asked_put(&p->asked, ask, &status);
    if (answer)
        status = picture(p, answer);
    dl__answer_free(answer);
    dl__ask_free(ask);
    return dl__keep_close(&p->asked.keep, status);
}

static const char MORE[] =
    "Kinds:\n"
    "  time     how many in each period; with a second group a curve each for its largest\n"
    "  dyads    a matrix of actors and recipients\n"
    "  map      circles where events happened\n"
    "  network  arrows from actors to recipients\n"
    "\n"
    "Filters as for 'query'. gnuplot draws time, dyads and map, graphviz' neato the network (Debian packages "
    "gnuplot-nox,\n"
    "graphviz). Colours can be told apart by readers with any colour vision, and in a print in grey. "
    "docs/query.md has "
    "examples.";

const dl__cmd DL__CMD_PLOT = { "plot",
                               "[OPTION...] DB",
                               "Draw the events of a store: over time, by dyad, on a map, as a network.",
                               TABLES,
                               MORE,
                               set,
                               run,
                               &DEFAULTS,
                               sizeof DEFAULTS };
