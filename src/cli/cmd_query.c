/* cmd_query.c - dateline query: events of a store, or counts of them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_opts.h"
#include "cli/commands.h"
#include "sink/output.h"
#include "sink/rows.h"

#include <string.h>

enum { AS_SQL = DL__ROWS_GEOJSON + 1, N_FORMATS, WRITE_BYTES = 1 << 16, MAX_ROW = 1 << 28 };
static const char *const FORMATS[N_FORMATS] = { "table", "csv", "jsonl", "geojson", "sql" };

typedef struct query {
    dl__asked asked;
    int format;
} query;

static const dl__opt OPTS[] = {
    { 'f', "format", "FORMAT", "table, csv, jsonl, geojson or sql (default table)" }, { 0, NULL, NULL, NULL }
};
static const dl__opt *const TABLES[] = { DL__OPTS_FILTERS, DL__OPTS_ASK,   OPTS, DL__OPTS_OUTPUT,
                                         DL__OPTS_PAGE,    DL__OPTS_STORE, NULL };
static const query DEFAULTS = { .asked.keep = { .job = { .cmd = &DL__CMD_QUERY },
                                                .wait_ms = DL__KEEP_WAIT } };

static bool set(void *settings, int letter, const char *arg)
{
    query *q = settings;
    if (letter != 'f')
        return dl__asked_set(settings, letter, arg);
    for (int i = 0; i < N_FORMATS; i++)
        if (!strcmp(FORMATS[i], arg)) {
            q->format = i;
            return true;
        }
    dl__misused(&DL__CMD_QUERY, "--format '%s' is not one of table, csv, jsonl, geojson, sql", arg);
    return false;
}

/* The rows, written as they come. */
static int write_rows(query *q, dl__answer *answer, dl__output *o, dl__strbuf *out)
{
    dl__rows rows;
    const dl__job *job = &q->asked.keep.job;
    dl__cell cell[DL__ROWS_MAX];
    dl_error err;
    bool more = true;
    if (!dl__rows_begin(&rows, (dl__rows_format)q->format, dl__job_width(job, o->fd),
                        dl__job_colour(job, o->fd), answer->column, answer->n_columns, out)) {
        dl__rows_end(&rows);
        return dl__misused(job->cmd,
                           "--format geojson needs points: the events themselves, or --group point");
    }
    int status = DL__EXIT_OK;
    while (!status && !out->status && !o->closed_pipe && !o->error) {
        dl_status s = dl__answer_next(answer, &more, &err);
        status = s ? dl__asked_fail(&q->asked, s, &err) : DL__EXIT_OK;
        if (s || !more)
            break;
        for (unsigned i = 0; i < answer->n_columns; i++)
            cell[i] = dl__answer_cell(answer, i);
        dl__rows_add(&rows, cell);
        if (out->len >= WRITE_BYTES) {
            dl__output_write(o, out->s, out->len);
            dl__strbuf_clear(out);
        }
    }
    if (!status)
        dl__rows_end(&rows);
    if (!status && rows.n_without_point)
        dl__complain(job->cmd, "%llu of %llu without a point are left out",
                     (unsigned long long)rows.n_without_point, (unsigned long long)rows.n_rows);
    return status;
}

static int tell(query *q, dl__answer *answer)
{
    const dl__job *job = &q->asked.keep.job;
    dl__output o;
    if (!dl__output_open(&o, job->output)) {
        dl__complain(job->cmd, "%s: %s", job->output, strerror(o.error));
        return DL__EXIT_IO;
    }
    dl__strbuf out;
    dl__strbuf_init(&out, MAX_ROW);
    int status = DL__EXIT_OK;
    if (q->format == AS_SQL)
        dl__strbuf_printf(&out, "%s\n", answer->sql);
    else
        status = write_rows(q, answer, &o, &out);
    if (!status && out.status) {
        dl__complain(job->cmd, "%s", dl_status_text(out.status));
        status = DL__EXIT_SOME_FAILED;
    }
    if (!status && out.len)
        dl__output_write(&o, out.s, out.len);
    dl__strbuf_free(&out);
    if (!dl__output_close(&o)) {
        dl__complain(job->cmd, "%s: %s", o.name, strerror(o.error));
        status = DL__EXIT_IO;
    }
    return status;
}

static int run(void *settings, char **files, int n_files)
{
    query *q = settings;
    dl__asked *asked = &q->asked;
    if (n_files > 1)
        return dl__misused(asked->keep.job.cmd, "one store is wanted, %d are named", n_files);
    dl__ask *ask = dl__asked_question(asked);
    if (!ask)
        return DL__EXIT_USAGE;
    dl__ask_columns_are(ask, q->format == DL__ROWS_TABLE ? DL__ASK_SHORT : DL__ASK_ALL);
    int status = dl__asked_open(asked, files, n_files);
    dl__answer *answer = status ? NULL : dl__asked_put(asked, ask, &status);
    if (answer)
        status = tell(q, answer);
    dl__answer_free(answer);
    dl__ask_free(ask);
    return dl__keep_close(&asked->keep, status);
}

#define X(NAME, word, help) "  " word ": " help "\n"
static const char MORE[] =
    "Without --group or --measure the events themselves, each as the mention that stands for it tells it; "
    "else "
    "how many.\n"
    "Only what is counted (affirmed, not in the future, asserted or claimed) unless --status says "
    "otherwise.\n"
    "Several values of a filter (a,b or the option again) are alternatives; filters hold together.\n"
    "\n"
    "Groups (an event with several actors counts for each):\n" DL__GROUP_MAP(
        X) "\n"
           "Measures:\n" DL__MEASURE_MAP(
               X) "\n"
                  "Formats:\n"
                  "  table    for reading on a terminal\n"
                  "  csv      all columns of the view events, or groups and measures, with a header\n"
                  "  jsonl    the same, a row a line as JSON\n"
                  "  geojson  a point a row, for maps\n"
                  "  sql      the statement itself, which runs as it stands in the sqlite3 shell\n"
                  "\n"
                  "docs/query.md has examples; docs/schema.md tells of the tables behind.";

const dl__cmd DL__CMD_QUERY = {
    "query",   "[OPTION...] DB", "List or count the events of a store.", TABLES, MORE, set, run,
    &DEFAULTS, sizeof DEFAULTS
};
