/* complete.c - what the tables of commands and options say to a shell: completions for bash, zsh and fish.  See opts.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/opts.h"

#include <stdio.h>
#include <string.h>

enum { NO_LETTER = 256 };
static const char MADE[] = "# SPDX-License-Identifier: Apache-2.0\n# Made by 'dateline help --completion "
                           "%s'; edit the tables of src/cli "
                           "instead.\n";

/* Call one(cmd, option) for each option of a command, --config and --help too. */
static void each(const dl__cmd *cmd, void (*one)(const dl__cmd *cmd, const dl__opt *o))
{
    for (const dl__opt *const *table = cmd->opts; *table; table++)
        for (const dl__opt *o = *table; o->letter; o++)
            one(cmd, o);
    for (const dl__opt *o = DL__OPTS_ALWAYS; o->letter; o++)
        one(cmd, o);
}

/* Print s for a place within single quotes; characters of `escape` get a backslash. */
static void quoted(const char *s, const char *escape, const char *quote)
{
    for (; *s; s++)
        if (*s == '\'')
            fputs(quote, stdout);
        else {
            if (strchr(escape, *s))
                putchar('\\');
            putchar(*s);
        }
}

static void names(void)
{
    for (int i = 0; DL__COMMANDS[i]; i++)
        printf("%s%s", i ? " " : "", DL__COMMANDS[i]->name);
}

/* ---- bash ---- */

static void bash_option(const dl__cmd *cmd, const dl__opt *o)
{
    (void)cmd;
    printf(" --%s", o->name);
}

static void bash_taking(const dl__cmd *cmd, const dl__opt *o)
{
    (void)cmd;
    if (o->arg && o->letter < NO_LETTER)
        printf(" -%c", o->letter);
    if (o->arg)
        printf(" --%s", o->name);
}

static void bash(void)
{
    fputs(
        "_dateline()\n{\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} options= "
        "taking=\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ] || { [ \"${COMP_WORDS[1]}\" = help ] && [[ $cur != -* ]]; }; then\n"
        "        COMPREPLY=($(compgen -W '",
        stdout);
    names();
    puts("' -- \"$cur\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in");
    for (int i = 0; DL__COMMANDS[i]; i++) {
        printf("    %s)\n        options='", DL__COMMANDS[i]->name);
        each(DL__COMMANDS[i], bash_option);
        fputs("'\n        taking='", stdout);
        each(DL__COMMANDS[i], bash_taking);
        puts(" '\n        ;;");
    }
    puts("    esac\n    # nothing behind an option that takes an argument: files, by default\n"
         "    if [[ $cur == -* && $taking != *\" $prev \"* ]]; then\n"
         "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n    fi\n}\n"
         "complete -o default -F _dateline dateline");
}

/* ---- zsh ---- */

static void zsh_option(const dl__cmd *cmd, const dl__opt *o)
{
    (void)cmd;
    fputs("            ", stdout);
    if (o->letter < NO_LETTER)
        printf("'(-%c --%s)'{-%c,--%s}'[", o->letter, o->name, o->letter, o->name);
    else
        printf("'*--%s[", o->name);
    quoted(o->help, "[]:\\", "'\\''");
    fputs("]", stdout);
    if (o->arg) {
        fputs(":", stdout);
        quoted(o->arg, ":\\", "'\\''");
        fputs(strcmp(o->arg, "FILE") && strcmp(o->arg, "DIR") ? ": " : ":_files", stdout);
    }
    puts("' \\");
}

static void zsh(void)
{
    puts("_dateline()\n{\n    local -a commands\n    commands=(");
    for (int i = 0; DL__COMMANDS[i]; i++) {
        printf("        '%s:", DL__COMMANDS[i]->name);
        quoted(DL__COMMANDS[i]->what, "\\", "'\\''");
        puts("'");
    }
    puts("    )\n    if (( CURRENT == 2 )) || [[ ${words[2]} == help ]]; then\n        _describe command "
         "commands\n        return\n    fi\n"
         "    local command=${words[2]}\n    shift words\n    (( CURRENT-- ))\n    case $command in");
    for (int i = 0; DL__COMMANDS[i]; i++) {
        printf("    %s)\n        _arguments -s \\\n", DL__COMMANDS[i]->name);
        each(DL__COMMANDS[i], zsh_option);
        puts("            '*:file:_files'\n        ;;");
    }
    puts("    esac\n}\n_dateline \"$@\"");
}

/* ---- fish ---- */

static void fish_option(const dl__cmd *cmd, const dl__opt *o)
{
    printf("complete -c dateline -n '__fish_seen_subcommand_from %s'", cmd->name);
    if (o->letter < NO_LETTER)
        printf(" -s %c", o->letter);
    printf(" -l %s%s -d '", o->name, o->arg ? " -r" : "");
    quoted(o->help, "\\", "\\'");
    puts("'");
}

static void fish(void)
{
    for (int i = 0; DL__COMMANDS[i]; i++) {
        printf("complete -c dateline -f -n __fish_use_subcommand -a %s -d '", DL__COMMANDS[i]->name);
        quoted(DL__COMMANDS[i]->what, "\\", "\\'");
        puts("'");
    }
    fputs("complete -c dateline -f -n '__fish_seen_subcommand_from help' -a '", stdout);
    names();
    puts("'");
    for (int i = 0; DL__COMMANDS[i]; i++)
        each(DL__COMMANDS[i], fish_option);
}

bool dl__completion(const char *shell)
{
    static const struct {
        const char *name, *first;
        void (*print)(void);
    } shells[] = { { "bash", "", bash }, { "zsh", "#compdef dateline\n", zsh }, { "fish", "", fish } };
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++)
        if (!strcmp(shells[i].name, shell)) {
            fputs(shells[i].first, stdout);
            printf(MADE, shell);
            shells[i].print();
            return true;
        }
    return false;
}
