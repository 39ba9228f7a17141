/* cmd_export.c - dateline export: the records of a store in the layouts of other data sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_opts.h"
#include "cli/commands.h"
#include "cli/paths.h"
#include "export/export.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AS = 730, MENTIONS, MAX_PATH = 1 << 14, MAX_SQL = 1 << 20 };
static const dl__opt OPTS[] = {
    { AS, "as", "LAYOUT", "a layout of those below, or a file with one of your own" },
    { MENTIONS, "mentions", NULL, "each mention of the events, not only the one that stands for each" },
    { 0, NULL, NULL, NULL }
};
static const dl__opt *const TABLES[] = { OPTS, DL__OPTS_FILTERS, DL__OPTS_OUTPUT, DL__OPTS_STORE, NULL };

typedef struct export_run {
    dl__asked asked;
    const char *as;
    bool mentions;
} export_run;
static const export_run DEFAULTS = { .asked.keep = { .job = { .cmd = &DL__CMD_EXPORT },
                                                     .wait_ms = DL__KEEP_WAIT } };

static bool set(void *settings, int letter, const char *arg)
{
    export_run *e = settings;
    switch (letter) {
    case AS: e->as = arg; return true;
    case MENTIONS: e->mentions = true; return true;
    default: return dl__asked_set(settings, letter, arg);
    }
}

/* The folder with the layouts is where common.sql is. NULL when memory is out. */
static char *layouts_folder(void)
{
    char *common = dl__data_path(NULL, "DATELINE_EXPORT", "export/common.sql");
    char *slash = common ? strrchr(common, '/') : NULL;
    if (slash && !strcmp(slash, "/common.sql"))
        *slash = '\0';
    return common;
}

/* "gdelt" is FOLDER/gdelt.sql; what looks like a path is one. */
static bool layout_path(const char *as, const char *folder, dl__strbuf *out)
{
    size_t len = strlen(as);
    bool path = strchr(as, '/') || (len > 4 && !strcmp(as + len - 4, ".sql"));
    dl__strbuf_printf(out, path ? "%s%s" : "%s/%s.sql", path ? "" : folder, as);
    return !out->status;
}

static bool is_layout(const char *name, size_t *len)
{
    const char *dot = strrchr(name, '.');
    *len = dot ? (size_t)(dot - name) : 0;
    return dot && dot != name && !strcmp(dot, ".sql") && strcmp(name, "common.sql") != 0;
}

static int no_layout(const char *as, const char *folder)
{
    struct dirent **entry = NULL;
    int n = scandir(folder, &entry, NULL, alphasort);
    dl__strbuf names;
    dl__strbuf_init(&names, MAX_PATH);
    for (int i = 0; i < n; i++) {
        size_t len;
        if (is_layout(entry[i]->d_name, &len))
            dl__strbuf_printf(&names, "%s%.*s", names.len ? ", " : "", (int)len, entry[i]->d_name);
        free(entry[i]);
    }
    free(entry);
    int status = dl__misused(&DL__CMD_EXPORT, "--as '%s' is not one of %s, nor a file", as,
                             names.len ? names.s : "those in share/dateline/export");
    dl__strbuf_free(&names);
    return status;
}

/* The question as the records that answer it. */
static int pick(export_run *e, dl__strbuf *sql)
{
    int status = DL__EXIT_USAGE;
    dl__ask *ask = dl__asked_question(&e->asked);
    dl__answer *answer = ask ? dl__asked_put(&e->asked, ask, &status) : NULL;
    if (answer) {
        const char *end = strrchr(answer->sql, ';'); /* the last one; others may stand in values */
        dl__strbuf_printf(
            sql, "SELECT mention, event FROM mention WHERE %sevent IN (SELECT event FROM (%.*s))",
            e->mentions ? "" : "lead = 1 AND ", end ? (int)(end - answer->sql) : INT_MAX, answer->sql);
        status = sql->status ? DL__EXIT_SOME_FAILED : DL__EXIT_OK;
    }
    dl__answer_free(answer);
    dl__ask_free(ask);
    return status;
}

static int write_all(export_run *e, const dl__export_options *options)
{
    dl__output out;
    dl_error err;
    uint64_t rows = 0;
    if (!dl__output_open(&out, e->asked.keep.job.output)) {
        dl__complain(&DL__CMD_EXPORT, "%s: %s", out.name, strerror(out.error));
        return DL__EXIT_IO;
    }
    dl_status status = dl__export(e->asked.keep.store, options, &out, &rows, &err);
    if (!dl__output_close(&out)) {
        dl__complain(&DL__CMD_EXPORT, "%s: %s", out.name, strerror(out.error));
        return DL__EXIT_IO;
    }
    if (status)
        dl__complain(&DL__CMD_EXPORT, "%s", err.message);
    return status == DL_EINVAL ? DL__EXIT_USAGE : status ? DL__EXIT_IO : DL__EXIT_OK;
}

static int run(void *settings, char **files, int n_files)
{
    export_run *e = settings;
    if (!e->as)
        return dl__misused(&DL__CMD_EXPORT, "--as LAYOUT is missing");
    if (n_files > 1)
        return dl__misused(&DL__CMD_EXPORT, "one store is wanted, %d are named", n_files);
    char *folder = layouts_folder();
    dl__strbuf layout, sql;
    dl__strbuf_init(&layout, MAX_PATH);
    dl__strbuf_init(&sql, MAX_SQL);
    int status = DL__EXIT_IO;
    if (!folder || !layout_path(e->as, folder, &layout))
        dl__complain(&DL__CMD_EXPORT, "out of memory");
    else if (access(layout.s, F_OK))
        status = no_layout(e->as, folder);
    else
        status = dl__asked_open(&e->asked, files, n_files);
    if (!status)
        status = pick(e, &sql);
    if (!status)
        status = write_all(e, &(dl__export_options){ folder, layout.s, sql.s });
    dl__strbuf_free(&layout);
    dl__strbuf_free(&sql);
    free(folder);
    return dl__keep_close(&e->asked.keep, status);
}

static const char MORE[] =
    "Writes the events of DB in the columns of another data set: gdelt (GDELT 2.0 events), gdelt-mentions, "
    "icews,\n"
    "phoenix, petrarch2, polecat, plover (PLOVER JSON), or as csv (the view mentions of docs/schema.md) or "
    "geojson.\n"
    "What each column holds, and which stay empty, is in docs/formats.md. It writes the mention that stands "
    "for each\n"
    "event, and only what is counted: affirmed, not future, asserted or claimed; --status all writes the "
    "rest, too.\n"
    "Filters are those of 'dateline query'. A layout is a file with one SELECT (share/dateline/export); "
    "with\n"
    "--as ./FILE.sql you may use one of your own.";

const dl__cmd DL__CMD_EXPORT = { "export",
                                 "--as LAYOUT [OPTION...] DB",
                                 "Write the events of a store in the layout of another data set.",
                                 TABLES,
                                 MORE,
                                 set,
                                 run,
                                 &DEFAULTS,
                                 sizeof DEFAULTS };
