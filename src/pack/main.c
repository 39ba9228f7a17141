/* main.c - dateline-pack: compile the tables of a data folder into one pack.
 *
 * Exit codes as of dateline: 2 wrong usage, 3 a table is unusable, 4 a file failed. */
/* SPDX-License-Identifier: Apache-2.0 */
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "pack/build.h"

static const char USAGE[] =
    "usage: dateline-pack [--check [--model FILE]] [--depfile FILE] DATADIR OUT\n"
    "Compile the tables that DATADIR/pack.tsv names into the data pack OUT.\n"
    "  --check         also look for rows without a source, double rows, names that no table\n"
    "                  has and entries of the lexicon that another hides; all are told\n"
    "  --model FILE    with --check: also words of the lexicon that nobody knows, and examples\n"
    "                  that do not make their row fire, as this model reads them\n"
    "  --depfile FILE  write what was read as a rule for make or ninja\n";

enum { MOST_SHOWN = 20 };

typedef struct options {
    bool check;
    const char *depfile, *model, *folder, *out;
} options;

/* The exit code when there is nothing more to do, -1 to go on. */
static int read_options(int argc, char **argv, options *o)
{
    static const struct option LONG[] = { { "check", no_argument, NULL, 'c' },
                                          { "depfile", required_argument, NULL, 'd' },
                                          { "model", required_argument, NULL, 'm' },
                                          { "help", no_argument, NULL, 'h' },
                                          { NULL, 0, NULL, 0 } };
    for (int c; (c = getopt_long(argc, argv, "h", LONG, NULL)) != -1;) {
        switch (c) {
        case 'c': o->check = true; break;
        case 'd': o->depfile = optarg; break;
        case 'm': o->model = optarg; break;
        case 'h': return fputs(USAGE, stdout) < 0 ? PACK_FILE : 0;
        default: return PACK_USAGE;
        }
    }
    if (argc - optind != 2) {
        (void)fprintf(stderr, "dateline-pack: found %d arguments, expected 2\n%s", argc - optind, USAGE);
        return PACK_USAGE;
    }
    o->folder = argv[optind];
    o->out = argv[optind + 1];
    return -1;
}

static bool run(pack_build *b, const options *o)
{
    b->arena = dl__arena_new();
    if (!b->arena || !dl__strings_init(&b->strings))
        return dl__pack_out_of_memory(&b->report);
    bool good = dl__pack_read(b);
    if (o->check && !b->report.is_system)
        good &= dl__pack_check(b);
    good = good && dl__pack_write(b, o->out);
    if (good && o->check && !dl__pack_check_lexicon(b, o->out, o->model)) {
        (void)remove(o->out); /* a folder with a fault makes no pack */
        good = false;
    }
    return good && (!o->depfile || dl__pack_write_depfile(b, o->depfile, o->out));
}

int main(int argc, char **argv)
{
    options o = { .check = false };
    int code = read_options(argc, argv, &o);
    if (code >= 0)
        return code;
    pack_build b = { .folder = o.folder, .report.most = o.check ? UINT_MAX : MOST_SHOWN };
    bool good = run(&b, &o);
    dl__strings_free(&b.strings);
    dl__arena_free(b.arena);
    if (b.report.n > 1)
        (void)fprintf(stderr, "dateline-pack: %u complaints\n", b.report.n);
    return good ? 0 : b.report.is_system ? PACK_FILE : PACK_DATA;
}
