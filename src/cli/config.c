/* config.c - see config.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/config.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BYTES = 1 << 20, NO_LETTER = 256 };
static const char FILE_HERE[] = "dateline.toml";
/* Where results go is said with each command, and these are no settings. */
static const char *const NEVER[] = { "output", "help", "config", NULL };

typedef struct reader {
    const char *path;
    const dl__cmd *cmd;
    void *settings;
    int line;
    const char *table; /* "": before the first */
} reader;

static int fail(const reader *r, const char *what, const char *found)
{
    dl__complain(r->cmd, "%s:%d: %s%s%.60s%s", r->path, r->line, what, *found ? " '" : "", found,
                 *found ? "'" : "");
    return DL__EXIT_MODEL;
}

static char *skip(char *s)
{
    return s + strspn(s, " \t");
}

/* Nothing but a comment may follow. */
static bool ends(const char *s)
{
    s += strspn(s, " \t\r");
    return !*s || *s == '#';
}

/* A string in place: *s goes behind it, its text is returned with a NUL. NULL: it is none. */
static char *string(char **s)
{
    char quote = **s, *text = *s + 1, *to = text, *from = text;
    for (; *from && *from != quote; from++) {
        if (quote == '"' && *from == '\\') {
            static const char escape[] = "\"\\nt", means[] = "\"\\\n\t";
            const char *e = from[1] ? strchr(escape, from[1]) : NULL;
            if (!e)
                return NULL;
            *to++ = means[e - escape];
            from++;
        } else {
            *to++ = *from;
        }
    }
    if (!*from)
        return NULL;
    *s = from + 1;
    *to = '\0';
    return text;
}

static bool is_bare(int c)
{
    return isalnum(c) || c == '_' || c == '-';
}

/* A word of letters, digits, '-' and '_' in place; *end is what stood behind it. */
static char *bare(char **s, char *end)
{
    char *word = *s, *at = word;
    while (is_bare((unsigned char)*at) || (at > word && *at == '.') ||
           (at == word && (*at == '+' || *at == '-')))
        at++;
    *end = *at;
    *s = at;
    return at > word ? word : NULL;
}

static const dl__opt *option_of(const dl__cmd *cmd, const char *name)
{
    for (const dl__opt *const *table = cmd->opts; *table; table++)
        for (const dl__opt *o = *table; o->letter; o++)
            if (!strcmp(o->name, name))
                return o;
    return NULL;
}

static bool any_has(const char *name)
{
    for (int i = 0; DL__COMMANDS[i]; i++)
        if (option_of(DL__COMMANDS[i], name))
            return true;
    return false;
}

/* What the option's own check says of the value goes out; the place comes first. */
static int give(const reader *r, const dl__opt *o, const char *value)
{
    if (r->cmd->set(r->settings, o->letter, value))
        return DL__EXIT_OK;
    return fail(r, "in this line", "");
}

static int list(const reader *r, const dl__opt *o, char *s)
{
    for (s = skip(s + 1); *s != ']'; s = skip(s)) {
        char *text = *s == '"' || *s == '\'' ? string(&s) : NULL;
        if (!text)
            return fail(r, "expected a list of strings on one line, [\"a\", \"b\"]", "");
        int status = o ? give(r, o, text) : DL__EXIT_OK;
        if (status)
            return status;
        s = skip(s);
        if (*s == ',')
            s++;
        else if (*s != ']')
            return fail(r, "expected ',' or ']' in a list, found", s);
    }
    return ends(s + 1) ? DL__EXIT_OK : fail(r, "expected the end of the line, found", s + 1);
}

/* o is NULL where the setting is for other commands: the value is looked at all the same. */
static int value(const reader *r, const dl__opt *o, char *s)
{
    char end = '\0', *text;
    if (*s == '[')
        return o && !o->arg ? fail(r, "expected true or false", "") : list(r, o, s);
    bool quoted = *s == '"' || *s == '\'';
    text = quoted ? string(&s) : bare(&s, &end);
    if (!text)
        return fail(r, "expected a string, a number, true, false or a list", "");
    if (!ends(s))
        return fail(r, "expected the end of the line, found", s);
    if (!quoted)
        *s = '\0'; /* nothing of worth stands behind it */
    bool truth = !quoted && (!strcmp(text, "true") || !strcmp(text, "false"));
    if (!quoted && !truth && !isdigit((unsigned char)text[text[0] == '-' || text[0] == '+']))
        return fail(r, "strings stand in quotation marks; found", text);
    if (!o)
        return DL__EXIT_OK;
    if (!o->arg && !truth)
        return fail(r, "expected true or false, found", text);
    if (o->arg && truth)
        return fail(r, "expected a value, found", text);
    return !o->arg && text[0] == 'f' ? DL__EXIT_OK : give(r, o, o->arg ? text : NULL);
}

static int table(reader *r, char *s)
{
    char *name = skip(s + 1), end, *at = name;
    if (!bare(&at, &end) || *skip(at) != ']' || !ends(skip(at) + 1))
        return fail(r, "expected a table [COMMAND], found", s);
    *at = '\0';
    if (!dl__cmd_find(name))
        return fail(r, "unknown command", name);
    r->table = name;
    return DL__EXIT_OK;
}

static int setting(reader *r, char *s)
{
    char *name = s, end, *at = s;
    if (!bare(&at, &end) || *skip(at) != '=')
        return fail(r, "expected 'option = value', found", s);
    s = skip(skip(at) + 1);
    *at = '\0';
    for (int i = 0; NEVER[i]; i++)
        if (!strcmp(NEVER[i], name))
            return fail(r, "is for the command line alone:", name);
    const dl__cmd *of = *r->table ? dl__cmd_find(r->table) : NULL;
    if (of ? !option_of(of, name) : !any_has(name))
        return fail(r, of ? "no option of its command:" : "no option of any command:", name);
    bool mine = !of || of == r->cmd;
    return value(r, mine ? option_of(r->cmd, name) : NULL, s);
}

static int lines(reader *r, char *text)
{
    int status = DL__EXIT_OK;
    for (char *s = text, *next; s && !status; s = next) {
        next = strchr(s, '\n');
        if (next)
            *next++ = '\0';
        r->line++;
        s = skip(s);
        if (!ends(s))
            status = *s == '[' ? table(r, s) : setting(r, s);
    }
    return status;
}

/* All of a file with a NUL behind it; NULL and errno, 0: it is too long or not text. */
static char *read_all(FILE *f)
{
    char *text = malloc(MAX_BYTES + 1);
    size_t n = text ? fread(text, 1, MAX_BYTES + 1, f) : 0;
    if (text && !ferror(f) && n <= MAX_BYTES && !memchr(text, '\0', n)) {
        text[n] = '\0';
        return text;
    }
    errno = text && !ferror(f) ? 0 : errno;
    free(text);
    return NULL;
}

int dl__config_read(dl__config *c, const char *path, const dl__cmd *cmd, void *settings)
{
    const char *named = path ? path : getenv("DATELINE_CONFIG");
    c->text = NULL;
    reader r = { .path = named && *named ? named : FILE_HERE, .cmd = cmd, .settings = settings, .table = "" };
    FILE *f = fopen(r.path, "rb");
    if (!f && r.path == FILE_HERE && errno == ENOENT)
        return DL__EXIT_OK;
    c->text = f ? read_all(f) : NULL;
    if (!c->text)
        dl__complain(cmd, "%s: %s", r.path, errno ? strerror(errno) : "not a text of at most 1 MiB");
    if (f)
        (void)fclose(f);
    return c->text ? lines(&r, c->text) : DL__EXIT_MODEL;
}

void dl__config_free(dl__config *c)
{
    free(c->text);
}
