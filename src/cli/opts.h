/* opts.h - commands and their options: one table gives getopt_long's, --help and the man page.  Layer: cli. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_CLI_OPTS_H
#define DL_CLI_OPTS_H
#include <stdbool.h>

/* Statuses of the program: docs/cli.md. */
enum { DL__EXIT_OK, DL__EXIT_SOME_FAILED, DL__EXIT_USAGE, DL__EXIT_MODEL, DL__EXIT_IO };

typedef struct dl__opt {
    int letter;       /* 'm', or a number above 255 for an option without a letter; 0 ends a table */
    const char *name; /* "model" */
    const char *arg;  /* "FILE"; NULL: takes none */
    const char *help; /* one line, lower case, no full stop */
} dl__opt;

typedef struct dl__cmd {
    const char *name, *usage, *what; /* "code", "[OPTION...] [FILE...]", one sentence */
    const dl__opt *const *opts;      /* tables, NULL ends the list */
    const char *more;                /* paragraphs behind the options, or NULL */
    /* Take an option's argument into the command's own settings. false: the argument is not one (a message was printed). */
    bool (*set)(void *settings, int letter, const char *arg);
    int (*run)(void *settings, char **files, int n_files); /* exit status */
    const void *defaults;                                  /* what the settings begin as */
    unsigned settings_size;
} dl__cmd;

/* All commands, in the order of help; NULL ends the list. main.c. */
extern const dl__cmd *const DL__COMMANDS[];

/* --config and --help, which every command has. */
extern const dl__opt DL__OPTS_ALWAYS[];

/* Take what the file of settings says (config.h), then parse argv (argv[0] is the command's name) and run. Exit status. */
int dl__cmd_run(const dl__cmd *cmd, int argc, char **argv);
/* NULL: none of that name. */
const dl__cmd *dl__cmd_find(const char *name);
/* "dateline: code: ..." on standard error, one line. cmd NULL: "dateline: ...". */
void dl__complain(const dl__cmd *cmd, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, then the hint `try 'dateline help code'`; returns DL__EXIT_USAGE. */
int dl__misused(const dl__cmd *cmd, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A whole number low..high; complains of anything else. */
bool dl__opt_number(const dl__cmd *cmd, const char *option, const char *arg, long long low, long long high,
                    long long *out);

/* Help on standard output; cmd NULL: of the program. Exit status (a full disk is an error here too). */
int dl__help(const dl__cmd *cmd);
/* The man page, in man(7) language. */
int dl__help_man(void);
/* Completions for bash, zsh or fish on standard output, to be flushed by dl__help_end(); false: of no other shell. */
bool dl__completion(const char *shell);
/* Flush standard output. Exit status. */
int dl__help_end(void);
#endif
