/* help.c - what the tables of commands and options say to a reader: help and the man page.  See opts.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/opts.h"
#include "dateline/dateline.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { NO_LETTER = 256, HELP_COLUMN = 26 };

static const char ABOUT[] =
    "Reads English news and prints or keeps who did what to whom, when, where and according to whom.";
static const char *const EXIT_TEXT[] = { "all went well", "some stories or files could not be read or coded",
                                         "wrong usage",
                                         "a model, data pack or file of settings is missing or unusable",
                                         "a file or database could not be read or written" };

/* A full disk must not pass for success, nor a closed pipe for failure. */
int dl__help_end(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return DL__EXIT_OK;
    if (errno == EPIPE)
        return DL__EXIT_OK;
    dl__complain(NULL, "standard output: %s", strerror(errno));
    return DL__EXIT_IO;
}

static void help_option(const dl__opt *o)
{
    char left[80];
    int n = o->letter < NO_LETTER ? snprintf(left, sizeof left, "  -%c, --%s", o->letter, o->name)
                                  : snprintf(left, sizeof left, "      --%s", o->name);
    if (o->arg && n > 0 && (size_t)n < sizeof left)
        n += snprintf(left + n, sizeof left - (size_t)n, " %s", o->arg);
    if (n >= HELP_COLUMN)
        printf("%s\n%*s%s\n", left, HELP_COLUMN, "", o->help);
    else
        printf("%-*s%s\n", HELP_COLUMN, left, o->help);
}

static void help_command(const dl__cmd *cmd)
{
    printf("usage: dateline %s %s\n%s\n\n", cmd->name, cmd->usage, cmd->what);
    for (const dl__opt *const *table = cmd->opts; *table; table++)
        for (const dl__opt *o = *table; o->letter; o++)
            help_option(o);
    for (const dl__opt *o = DL__OPTS_ALWAYS; o->letter; o++)
        help_option(o);
    if (cmd->more)
        printf("\n%s\n", cmd->more);
}

int dl__help(const dl__cmd *cmd)
{
    if (cmd) {
        help_command(cmd);
        return dl__help_end();
    }
    printf("usage: dateline COMMAND [OPTION...] [FILE...]\n%s\n\n", ABOUT);
    for (int i = 0; DL__COMMANDS[i]; i++)
        printf("  %-9s %s\n", DL__COMMANDS[i]->name, DL__COMMANDS[i]->what);
    puts("\n'dateline help COMMAND' shows the options of a command.\n\nExit status:");
    for (size_t i = 0; i < sizeof EXIT_TEXT / sizeof EXIT_TEXT[0]; i++)
        printf("  %zu  %s\n", i, EXIT_TEXT[i]);
    return dl__help_end();
}

/* ---- man page ---- */

/* Text for roff: "-" is a minus sign, a backslash is escaped, a line does not begin with "." or "'". */
static void roff(const char *s)
{
    for (bool start = true; *s; start = *s == '\n', s++) {
        if (start && (*s == '.' || *s == '\''))
            fputs("\\&", stdout);
        if (*s == '-' || *s == '\\')
            putchar('\\');
        if (*s == '\\')
            putchar('e');
        else
            putchar(*s);
    }
}

static void man_option(const dl__opt *o)
{
    fputs(".TP\n", stdout);
    if (o->letter < NO_LETTER)
        printf("\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", stdout);
    roff(o->name);
    fputs("\\fR", stdout);
    if (o->arg)
        printf(" \\fI%s\\fR", o->arg);
    putchar('\n');
    roff(o->help);
    putchar('\n');
}

static void man_command(const dl__cmd *cmd)
{
    printf(".SH DATELINE %s\n\\fBdateline %s\\fR ", cmd->name, cmd->name);
    roff(cmd->usage);
    fputs("\n.PP\n", stdout);
    roff(cmd->what);
    putchar('\n');
    for (const dl__opt *const *table = cmd->opts; *table; table++)
        for (const dl__opt *o = *table; o->letter; o++)
            man_option(o);
    if (cmd->more) {
        fputs(".PP\n.nf\n", stdout);
        roff(cmd->more);
        fputs("\n.fi\n", stdout);
    }
}

int dl__help_man(void)
{
    puts(".\\\" SPDX-License-Identifier: Apache-2.0\n.\\\" Made by 'dateline help --man'; edit the tables of "
         "src/cli instead.");
    printf(".TH DATELINE 1 \"\" \"%s\" \"User Commands\"\n.SH NAME\ndateline \\- code political events in "
           "news text\n",
           dl_version());
    fputs(".SH SYNOPSIS\n\\fBdateline\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIFILE\\fR...]\n.SH "
          "DESCRIPTION\n",
          stdout);
    roff(ABOUT);
    fputs("\n.SH OPTIONS OF EVERY COMMAND\n", stdout);
    for (const dl__opt *o = DL__OPTS_ALWAYS; o->letter; o++)
        man_option(o);
    for (int i = 0; DL__COMMANDS[i]; i++)
        man_command(DL__COMMANDS[i]);
    puts(".SH EXIT STATUS");
    for (size_t i = 0; i < sizeof EXIT_TEXT / sizeof EXIT_TEXT[0]; i++)
        printf(".TP\n%zu\n%s\n", i, EXIT_TEXT[i]);
    puts(".SH ENVIRONMENT\n.TP\nDATELINE_MODEL\nmodel file, where \\-m does not name one\n"
         ".TP\nDATELINE_PACK\ndata pack, where \\-p does not name one\n"
         ".TP\nDATELINE_CONFIG\nfile of settings, where \\-\\-config does not name one\n"
         ".TP\nNO_COLOR\nwhen set, no colours on a terminal");
    return dl__help_end();
}
