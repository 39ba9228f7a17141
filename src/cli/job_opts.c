/* job_opts.c - the options that code, parse and explain share; see job.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/job.h"

#include "source/charset.h"

#include <string.h>
#include <strings.h>

enum {
    FROM = 256,
    DATE,
    ID,
    PUBLISHER,
    STRICT,
    MAX_BYTES,
    WIDTH,
    COLOUR,
    KERNELS,
    ANY_LANGUAGE,
    LEXICON,
    ENCODING,
    FOLLOW,
    WATCH,
    EVERY,
    TIMEOUT
};

const dl__opt DL__OPTS_MODEL[] = { { 'm', "model", "FILE",
                                     "model (default: $DATELINE_MODEL, or en.dlm in share/dateline)" },
                                   { 0, NULL, NULL, NULL } };
const dl__opt DL__OPTS_PACK[] = {
    { 'p', "pack", "FILE", "data pack (default: $DATELINE_PACK, or world.dlp in share/dateline)" },
    { LEXICON, "lexicon", "DIR", "your own tables: they add to those of the data pack and override them" },
    { 0, NULL, NULL, NULL }
};
const dl__opt DL__OPTS_INPUT[] = {
    { FROM, "from", "FORM",
      "what the files hold: text, jsonl, csv, html, feed, warc or mbox (default: by their content)" },
    { 'r', "recursive", NULL, "read the files below folders" },
    { ENCODING, "encoding", "NAME", "encoding of text, JSON Lines and CSV; auto: detected (default UTF-8)" },
    { DATE, "date", "DATE", "date of plain text and HTML stories, YYYY-MM-DD" },
    { ID, "id", "ID", "id of a plain text or HTML story (default: file name without extension)" },
    { PUBLISHER, "publisher", "NAME", "publisher of plain text and HTML stories" },
    { MAX_BYTES, "max-bytes", "N", "longest story, line, page or feed that is read (default 8388608)" },
    { 0, NULL, NULL, NULL }
};
const dl__opt DL__OPTS_LIVE[] = {
    { FOLLOW, "follow", "URL", "fetch this feed (RSS, Atom) again and again; may be given more than once" },
    { EVERY, "every", "SECONDS", "how often feeds are fetched (default 900); 0: once" },
    { TIMEOUT, "timeout", "SECONDS", "how long a fetch may take (default 60)" },
    { WATCH, "watch", "DIR",
      "read the files of DIR, then those that come or change; may be given more than once" },
    { 0, NULL, NULL, NULL }
};
const dl__opt DL__OPTS_RUN[] = {
    { 'j', "jobs", "N", "stories at a time (default: one a core); the output is the same" },
    { KERNELS, "kernels", "NAME",
      "instructions to use, for measuring (default: the fastest); the output is the same" },
    { STRICT, "strict", NULL, "stop at the first story that cannot be read or coded" },
    { 0, NULL, NULL, NULL }
};
const dl__opt DL__OPTS_OUTPUT[] = { { 'o', "output", "FILE", "write to FILE in place of standard output" },
                                    { 0, NULL, NULL, NULL } };
const dl__opt DL__OPTS_LANGUAGE[] = {
    { ANY_LANGUAGE, "any-language", NULL,
      "code what is not in English, too (else it is reported and left out)" },
    { 0, NULL, NULL, NULL }
};
const dl__opt DL__OPTS_PAGE[] = {
    { WIDTH, "width", "N", "columns of the page (default: the terminal's, else 80)" },
    { COLOUR, "color", "WHEN",
      "auto, always or never (default auto: on a terminal, unless NO_COLOR is set)" },
    { 0, NULL, NULL, NULL }
};

/* Which of the words arg is, from 0; -1 and a message for none of them. */
static int choice(const dl__job *job, const char *option, const char *arg, const char *const *words,
                  const char *all)
{
    for (int i = 0; words[i]; i++)
        if (!strcmp(words[i], arg))
            return i;
    dl__misused(job->cmd, "--%s '%s' is not one of %s", option, arg, all);
    return -1;
}

static bool set_number(dl__job *job, int letter, const char *arg)
{
    long long n = 0;
    switch (letter) {
    case 'j':
        if (!dl__opt_number(job->cmd, "jobs", arg, 1, 1024, &n))
            return false;
        job->jobs = (unsigned)n;
        return true;
    case MAX_BYTES:
        if (!dl__opt_number(job->cmd, "max-bytes", arg, 1, 1 << 30, &n))
            return false;
        job->source.max_bytes = (uint64_t)n;
        return true;
    case EVERY:
        if (!dl__opt_number(job->cmd, "every", arg, 0, 86400, &n))
            return false;
        job->source.every = (unsigned)n;
        return true;
    case TIMEOUT:
        if (!dl__opt_number(job->cmd, "timeout", arg, 1, 3600, &n))
            return false;
        job->source.timeout = (unsigned)n;
        return true;
    default:
        if (!dl__opt_number(job->cmd, "width", arg, 20, 1000, &n))
            return false;
        job->width = (unsigned)n;
        return true;
    }
}

/* One more of what may be given more than once. */
static bool one_more(const dl__job *job, const char *option, const char *arg, const char **list, size_t *n)
{
    if (*n == DL__MAX_LIVE) {
        dl__misused(job->cmd, "--%s is given more than %d times", option, DL__MAX_LIVE);
        return false;
    }
    list[(*n)++] = arg;
    return true;
}

static bool set_encoding(dl__job *job, const char *arg)
{
    char name[DL__CHARSET_NAME];
    if (strcasecmp(arg, "auto") != 0 && !*dl__charset_of_label((dl_str){ arg, strlen(arg) }, name)) {
        dl__misused(job->cmd, "--encoding '%s' is not known here ('iconv -l' lists names)", arg);
        return false;
    }
    job->source.encoding = arg;
    return true;
}

bool dl__job_set(dl__job *job, int letter, const char *arg)
{
    static const char *const forms[] = {
        "auto", "text", "jsonl", "csv", "html", "feed", "warc", "mbox", NULL
    };
    static const char *const colours[] = { "auto", "always", "never", NULL };
    int i;
    switch (letter) {
    case 'm': job->model = arg; break;
    case 'p': job->pack = arg; break;
    case LEXICON: job->lexicon = arg; break;
    case 'o': job->output = arg; break;
    case KERNELS: job->kernels = arg; break;
    case 'r': job->source.recursive = true; break;
    case STRICT: job->strict = true; break;
    case ANY_LANGUAGE: job->any_language = true; break;
    case DATE: job->source.date = arg; break;
    case ID: job->source.id = arg; break;
    case PUBLISHER: job->source.publisher = arg; break;
    case ENCODING: return set_encoding(job, arg);
    case FOLLOW: return one_more(job, "follow", arg, job->follow, &job->source.n_follow);
    case WATCH: return one_more(job, "watch", arg, job->watch, &job->source.n_watch);
    case FROM:
        if ((i = choice(job, "from", arg, forms, "text, jsonl, csv, html, feed, warc, mbox")) < 0)
            return false;
        job->source.form = (dl__form)i;
        break;
    case COLOUR:
        if ((i = choice(job, "color", arg, colours, "auto, always, never")) < 0)
            return false;
        job->colour = i == 0 ? DL__COLOUR_AUTO : i == 1 ? DL__COLOUR_ALWAYS : DL__COLOUR_NEVER;
        break;
    default: return set_number(job, letter, arg);
    }
    return true;
}
