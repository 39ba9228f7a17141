/* opts.c - see opts.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/config.h"

#include "cli/commands.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPTS = 64, NO_LETTER = 256, CONFIG = 1999 };

const dl__opt DL__OPTS_ALWAYS[] = {
    { CONFIG, "config", "FILE", "defaults of options (default: $DATELINE_CONFIG, or dateline.toml here)" },
    { 'h', "help", NULL, "show this help" },
    { 0, NULL, NULL, NULL }
};

__attribute__((format(printf, 2, 0))) static void vcomplain(const dl__cmd *cmd, const char *format,
                                                            va_list args)
{
    fputs("dateline: ", stderr);
    if (cmd)
        fprintf(stderr, "%s: ", cmd->name);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void dl__complain(const dl__cmd *cmd, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vcomplain(cmd, format, args);
    va_end(args);
}

int dl__misused(const dl__cmd *cmd, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vcomplain(cmd, format, args);
    va_end(args);
    fprintf(stderr, "try 'dateline help%s%s'\n", cmd ? " " : "", cmd ? cmd->name : "");
    return DL__EXIT_USAGE;
}

bool dl__opt_number(const dl__cmd *cmd, const char *option, const char *arg, long long low, long long high,
                    long long *out)
{
    char *end;
    errno = 0;
    long long n = strtoll(arg, &end, 10);
    if (errno || end == arg || *end || n < low || n > high) {
        dl__misused(cmd, "--%s '%s' is not a number from %lld to %lld", option, arg, low, high);
        return false;
    }
    *out = n;
    return true;
}

const dl__cmd *dl__cmd_find(const char *name)
{
    for (int i = 0; DL__COMMANDS[i]; i++)
        if (!strcmp(DL__COMMANDS[i]->name, name))
            return DL__COMMANDS[i];
    return NULL;
}

/* The tables of a command as getopt_long wants them. letters: room for 2 * MAX_OPTS + 3. */
static void getopt_tables(const dl__cmd *cmd, struct option *longs, char *letters)
{
    size_t n = 0, at = 0;
    letters[at++] = ':'; /* tells a missing argument from an unknown option */
    for (const dl__opt *const *table = cmd->opts; *table; table++)
        for (const dl__opt *o = *table; o->letter && n < MAX_OPTS; o++) {
            longs[n++] =
                (struct option){ o->name, o->arg ? required_argument : no_argument, NULL, o->letter };
            if (o->letter < NO_LETTER) {
                letters[at++] = (char)o->letter;
                if (o->arg)
                    letters[at++] = ':';
            }
        }
    longs[n++] = (struct option){ "config", required_argument, NULL, CONFIG };
    longs[n++] = (struct option){ "help", no_argument, NULL, 'h' };
    longs[n] = (struct option){ NULL, 0, NULL, 0 };
    letters[at++] = 'h';
    letters[at] = '\0';
}

static int parse_and_run(const dl__cmd *cmd, int argc, char **argv, void *settings)
{
    struct option longs[MAX_OPTS + 3];
    char letters[2 * MAX_OPTS + 4];
    getopt_tables(cmd, longs, letters);
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if (c == 'h')
            return dl__help(cmd);
        if (c == ':')
            return dl__misused(cmd, "option '%s' needs an argument", argv[optind - 1]);
        if (c == '?' && optopt && optopt < NO_LETTER && strncmp(argv[optind - 1], "--", 2) != 0)
            return dl__misused(cmd, "unknown option '-%c'", optopt);
        if (c == '?')
            return dl__misused(cmd, "unknown option '%s'", argv[optind - 1]);
        if (c == CONFIG)
            continue; /* read before */
        if (!cmd->set(settings, c, optarg))
            return DL__EXIT_USAGE;
    }
    return cmd->run(settings, argv + optind, argc - optind);
}

/* The argument of --config, which must be known before the others: they win over what the file says. */
static const char *named_config(int argc, char **argv)
{
    const char *named = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (!strncmp(argv[i], "--config=", 9))
            named = argv[i] + 9;
        else if (!strcmp(argv[i], "--config") && i + 1 < argc)
            named = argv[++i];
    return named;
}

int dl__cmd_run(const dl__cmd *cmd, int argc, char **argv)
{
    void *settings = calloc(1, cmd->settings_size + 1u);
    if (!settings) {
        dl__complain(cmd, "out of memory");
        return DL__EXIT_SOME_FAILED;
    }
    if (cmd->settings_size)
        memcpy(settings, cmd->defaults, cmd->settings_size);
    dl__config config = { NULL };
    int status = cmd == &DL__CMD_HELP ? DL__EXIT_OK
                                      : dl__config_read(&config, named_config(argc, argv), cmd, settings);
    if (!status)
        status = parse_and_run(cmd, argc, argv, settings);
    dl__config_free(&config);
    free(settings);
    return status;
}
