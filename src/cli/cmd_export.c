/* cmd_export.c - dateline export: the records of a store in the layouts of other data sets. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/job.h"
#include "cli/paths.h"
#include "export/export.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AS = 730, ALL, WAIT_MS = 10000, MAX_PATH = 1 << 14 };
static const dl__opt OPTS[] = {
    { AS, "as", "LAYOUT", "a layout of those below, or a file with one of your own" },
    { ALL, "all", NULL, "every mention, also what is denied, future, possible (default: counted events)" },
    { 0, NULL, NULL, NULL }
};
static const dl__opt *const TABLES[] = { OPTS, DL__OPTS_OUTPUT, NULL };

typedef struct export_run {
    const char *as, *output;
    bool all;
} export_run;
static const export_run DEFAULTS = { NULL, NULL, false };

static bool set(void *settings, int letter, const char *arg)
{
    export_run *e = settings;
    switch (letter) {
    case AS: e->as = arg; break;
    case ALL: e->all = true; break;
    default: e->output = arg; break;
    }
    return true;
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

static int write_all(const export_run *e, const char *db, const dl__export_options *options)
{
    dl__store *store = NULL;
    dl__output out;
    dl_error err;
    uint64_t rows = 0;
    if (dl__store_open(db, DL__STORE_READ, WAIT_MS, &store, &err)) {
        dl__complain(&DL__CMD_EXPORT, "%s", err.message);
        return DL__EXIT_IO;
    }
    if (!dl__output_open(&out, e->output)) {
        dl__complain(&DL__CMD_EXPORT, "%s: %s", out.name, strerror(out.error));
        dl__store_close(store);
        return DL__EXIT_IO;
    }
    dl_status status = dl__export(store, options, &out, &rows, &err);
    dl__store_close(store);
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
    static const char every[] = "SELECT mention, event FROM mention";
    const export_run *e = settings;
    if (!e->as)
        return dl__misused(&DL__CMD_EXPORT, "--as LAYOUT is missing");
    if (n_files != 1)
        return dl__misused(&DL__CMD_EXPORT, "one store is wanted, %d are named", n_files);
    char *folder = layouts_folder();
    dl__strbuf layout;
    dl__strbuf_init(&layout, MAX_PATH);
    int status = DL__EXIT_IO;
    if (folder && layout_path(e->as, folder, &layout) && access(layout.s, F_OK))
        status = no_layout(e->as, folder);
    else if (folder && !layout.status)
        status = write_all(e, files[0], &(dl__export_options){ folder, layout.s, e->all ? every : NULL });
    else
        dl__complain(&DL__CMD_EXPORT, "out of memory");
    dl__strbuf_free(&layout);
    free(folder);
    return status;
}

static const char MORE[] =
    "Writes the events of DB in the columns of another data set: gdelt (GDELT 2.0 events), gdelt-mentions, "
    "icews,\n"
    "phoenix, petrarch2, polecat, plover (PLOVER JSON), or as csv (the view mentions of docs/schema.md) or "
    "geojson.\n"
    "What each column holds, and which stay empty, is in docs/formats.md. Without --all it writes the "
    "mention that\n"
    "stands for each event, and only what is counted: affirmed, not future, asserted or claimed.\n"
    "A layout is a file with one SELECT (share/dateline/export); with --as FILE.sql you may use one of your "
    "own.";

const dl__cmd DL__CMD_EXPORT = { "export",
                                 "--as LAYOUT [OPTION...] DB",
                                 "Write the events of a store in the layout of another data set.",
                                 TABLES,
                                 MORE,
                                 set,
                                 run,
                                 &DEFAULTS,
                                 sizeof DEFAULTS };
