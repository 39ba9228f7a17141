/* cmd_show.c - dateline show: the story of an event. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_opts.h"
#include "cli/commands.h"
#include "sink/output.h"
#include "sink/page.h"
#include "sink/rows.h"

#include <string.h>

enum { AS_TEXT, AS_JSONL, MAX_TEXT = 1 << 28 };

typedef struct show {
    dl__asked asked;
    int format;
} show;

static const dl__opt OPTS[] = { { 'f', "format", "FORMAT", "text or jsonl (default text)" },
                                { 0, NULL, NULL, NULL } };
static const dl__opt *const TABLES[] = { OPTS, DL__OPTS_OUTPUT, DL__OPTS_PAGE, DL__OPTS_STORE, NULL };
static const show DEFAULTS = { .asked.keep = { .job = { .cmd = &DL__CMD_SHOW }, .wait_ms = DL__KEEP_WAIT } };

static bool set(void *settings, int letter, const char *arg)
{
    show *w = settings;
    if (letter != 'f')
        return dl__asked_set(settings, letter, arg);
    w->format = !strcmp(arg, "jsonl") ? AS_JSONL : AS_TEXT;
    if (w->format == AS_JSONL || !strcmp(arg, "text"))
        return true;
    dl__misused(&DL__CMD_SHOW, "--format '%s' is not one of text, jsonl", arg);
    return false;
}

/* ---- text ---- */

static dl_str text_of(const dl__answer *r, const char *column)
{
    return dl__answer_named(r, column).s;
}

static bool is(dl_str s, const char *word)
{
    return s.len == strlen(word) && !memcmp(s.ptr, word, s.len);
}

/* "Russia (RUS), Iran (IRN)" of two lists; "-" for nobody. */
static void put_people(dl__page *p, const dl__answer *r, const char *names, const char *codes)
{
    dl_str n = text_of(r, names), c = text_of(r, codes);
    if (!n.len)
        dl__page_puts(p, DL__PLAIN, "\xE2\x80\x94");
    for (const char *sep = ""; n.len; sep = ", ") {
        const char *n_end = memchr(n.ptr, ';', n.len), *c_end = memchr(c.ptr, ';', c.len);
        size_t n_len = n_end ? (size_t)(n_end - n.ptr) : n.len,
               c_len = c_end ? (size_t)(c_end - c.ptr) : c.len;
        dl__page_puts(p, DL__PLAIN, sep);
        dl__page_put(p, DL__BOLD, (dl_str){ n.ptr, n_len });
        dl__page_wrapped(p, DL__PLAIN, " (", (dl_str){ c.ptr, c_len }, ")");
        n = n_end ? (dl_str){ n_end + 1, n.len - n_len - 1 } : (dl_str){ "", 0 };
        c = c_end ? (dl_str){ c_end + 1, c.len - c_len - 1 } : (dl_str){ "", 0 };
    }
}

static void put_number(dl__page *p, const char *before, const dl__cell *c, const char *after)
{
    dl__strbuf number;
    dl__strbuf_init(&number, 64);
    if (c->kind == DL__CELL_REAL)
        dl__add_real(&number, c->x);
    else
        dl__strbuf_printf(&number, "%lld", (long long)c->n);
    dl__page_wrapped(p, DL__PLAIN, before, (dl_str){ number.s, number.len }, after);
    dl__strbuf_free(&number);
}

static void line(dl__page *p, unsigned indent, dl__style style, const char *before, dl_str s,
                 const char *after)
{
    dl__page_begin(p, indent, 2);
    dl__page_wrapped(p, style, before, s, after);
    dl__page_end(p);
}

/* "2003-04-08 to 2003-04-09, Baghdad (IRQ)" */
static void put_circumstances(dl__page *p, const dl__answer *r)
{
    dl_str end = text_of(r, "date_end"), name = text_of(r, "place_name"),
           country = text_of(r, "place_country"), date = text_of(r, "date");
    dl__page_put(p, DL__PLAIN, date.len ? date : (dl_str){ "no date", 7 });
    if (end.len) {
        dl__page_puts(p, DL__PLAIN, " to ");
        dl__page_put(p, DL__PLAIN, end);
    }
    if (!name.len)
        name = text_of(r, "place_text");
    if (name.len) {
        dl__page_puts(p, DL__PLAIN, ", ");
        dl__page_put(p, DL__PLAIN, name);
        if (country.len)
            dl__page_wrapped(p, DL__PLAIN, " (", country, ")");
    }
}

static void put_coding(dl__page *p, const dl__answer *r)
{
    dl_str mode = text_of(r, "mode");
    dl__page_put(p, DL__CYAN, text_of(r, "type"));
    if (mode.len)
        dl__page_wrapped(p, DL__CYAN, "-", mode, "");
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_put(p, DL__PLAIN, text_of(r, "cameo"));
    dl__page_puts(p, DL__PLAIN, " ");
    dl__page_put(p, DL__PLAIN, text_of(r, "cameo_name"));
}

static void put_event(dl__page *p, const dl__answer *r)
{
    dl__cell number = dl__answer_named(r, "event"), goldstein = dl__answer_named(r, "goldstein"),
             mentions = dl__answer_named(r, "mentions"), stories = dl__answer_named(r, "stories");
    dl__page_begin(p, 0, 2);
    put_people(p, r, "actor_names", "actor_codes");
    dl__page_puts(p, DL__PLAIN, " \xE2\x86\x92 ");
    put_people(p, r, "recipient_names", "recipient_codes");
    dl__page_end(p);
    dl__page_begin(p, 0, 2);
    put_coding(p, r);
    if (goldstein.kind == DL__CELL_REAL)
        put_number(p, ", Goldstein ", &goldstein, "");
    dl__page_end(p);
    dl__page_begin(p, 0, 2);
    put_circumstances(p, r);
    dl__page_end(p);
    dl__page_begin(p, 0, 2);
    put_number(p, "event ", &number, "");
    put_number(p, ", told in ", &mentions, mentions.n == 1 ? " record" : " records");
    put_number(p, " of ", &stories, stories.n == 1 ? " story" : " stories");
    dl__page_end(p);
}

/* "claimed by Armenia (ARM): 2 stories (Agency 1, Agency 2)"; without a name the report itself says so. */
static void put_voice(dl__page *p, const dl__answer *r)
{
    dl_str how = text_of(r, "how"), name = text_of(r, "name"), sources = text_of(r, "sources");
    dl__cell stories = dl__answer_named(r, "stories");
    dl__page_begin(p, 2, 2);
    bool report = is(how, "asserted") || is(how, "denied");
    dl__page_put(p, is(how, "denied") ? DL__RED : report ? DL__GREEN : DL__YELLOW, how);
    dl__page_puts(p, DL__PLAIN, " by ");
    if (name.len) {
        dl__page_put(p, DL__BOLD, name);
        dl__page_wrapped(p, DL__PLAIN, " (", text_of(r, "code"), ")");
    } else {
        dl__page_puts(p, DL__PLAIN, report ? "the report" : "somebody who is not named");
    }
    put_number(p, ": ", &stories, stories.n == 1 ? " story" : " stories");
    if (sources.len)
        dl__page_wrapped(p, DL__DIM, " (", sources, ")");
    dl__page_end(p);
}

static void put_record(dl__page *p, const dl__answer *r)
{
    const dl_str parts[] = { text_of(r, "story_date"), text_of(r, "publisher"), text_of(r, "headline"),
                             text_of(r, "url") };
    const char *sep = "";
    dl__strbuf_putc(p->out, '\n');
    dl__page_begin(p, 2, 2);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].len) {
            dl__page_puts(p, DL__DIM, sep);
            dl__page_put(p, i == 2 ? DL__BOLD : DL__DIM, parts[i]);
            sep = " \xC2\xB7 ";
        }
    dl__page_end(p);
    line(p, 4, DL__PLAIN, "\xE2\x80\x9C", text_of(r, "text"), "\xE2\x80\x9D");
    dl__page_begin(p, 4, 2);
    put_people(p, r, "actor_names", "actor_codes");
    dl__page_puts(p, DL__PLAIN, " \xE2\x86\x92 ");
    put_people(p, r, "recipient_names", "recipient_codes");
    dl__page_puts(p, DL__PLAIN, ": ");
    put_coding(p, r);
    dl__page_end(p);
    dl__page_begin(p, 4, 2);
    put_circumstances(p, r);
    dl__page_puts(p, DL__PLAIN, "; ");
    dl__page_put(p, DL__PLAIN, text_of(r, "polarity"));
    dl__page_puts(p, DL__PLAIN, ", ");
    dl__page_put(p, DL__PLAIN, text_of(r, "time"));
    dl__page_puts(p, DL__PLAIN, ", ");
    dl__page_put(p, DL__PLAIN, text_of(r, "modality"));
    if (text_of(r, "by_names").len) {
        dl__page_puts(p, DL__PLAIN, ", by ");
        put_people(p, r, "by_names", "by_codes");
    }
    if (text_of(r, "speaker_names").len) {
        dl__page_wrapped(p, DL__PLAIN, "; said by \xE2\x80\x9C", text_of(r, "speaker_names"), "\xE2\x80\x9D");
        dl__page_wrapped(p, DL__PLAIN, " (", text_of(r, "speaker_verbs"), ")");
    }
    dl__page_end(p);
    line(p, 4, DL__DIM, dl__answer_named(r, "lead").n ? "stands for the event, record " : "record ",
         text_of(r, "id"), "");
}

static int each(show *w, dl__tell what, int64_t event, void (*put)(dl__page *, const dl__answer *),
                dl__page *page)
{
    dl__answer *r;
    dl_error err;
    bool more = true;
    dl_status s = dl__store_tell(w->asked.keep.store, what, event, &r, &err);
    while (!s && !(s = dl__answer_next(r, &more, &err)) && more)
        put(page, r);
    if (s)
        (void)dl__asked_fail(&w->asked, s, &err);
    dl__answer_free(r);
    return s ? DL__EXIT_IO : DL__EXIT_OK;
}

static int as_text(show *w, int64_t event, const dl__output *o, dl__strbuf *out)
{
    const dl__job *job = &w->asked.keep.job;
    const dl__sink_env env = { .width = dl__job_width(job, o->fd), .colour = dl__job_colour(job, o->fd) };
    dl__page page = dl__page_of(&env, out);
    int status = each(w, DL__TELL_EVENT, event, put_event, &page);
    dl__strbuf_puts(out, "\nWho says so\n");
    if (!status)
        status = each(w, DL__TELL_VOICES, event, put_voice, &page);
    dl__strbuf_puts(out, "\nRecords\n");
    return status ? status : each(w, DL__TELL_RECORDS, event, put_record, &page);
}

/* ---- jsonl ---- */

static int as_jsonl(show *w, int64_t event, dl__strbuf *out)
{
    dl__answer *r;
    dl_error err;
    bool more = true;
    dl__rows rows;
    dl__cell cell[DL__ROWS_MAX];
    dl_status s = dl__store_tell(w->asked.keep.store, DL__TELL_RECORDS, event, &r, &err);
    if (s || !dl__rows_begin(&rows, DL__ROWS_JSONL, 0, false, r->column, r->n_columns, out))
        return dl__asked_fail(&w->asked, s, &err);
    while (!(s = dl__answer_next(r, &more, &err)) && more) {
        for (unsigned i = 0; i < r->n_columns; i++)
            cell[i] = dl__answer_cell(r, i);
        dl__rows_add(&rows, cell);
    }
    dl__rows_end(&rows);
    dl__answer_free(r);
    return s ? dl__asked_fail(&w->asked, s, &err) : DL__EXIT_OK;
}

static int tell(show *w, int64_t event)
{
    const dl__job *job = &w->asked.keep.job;
    dl__output o;
    dl__strbuf out;
    if (!dl__output_open(&o, job->output)) {
        dl__complain(job->cmd, "%s: %s", job->output, strerror(o.error));
        return DL__EXIT_IO;
    }
    dl__strbuf_init(&out, MAX_TEXT);
    int status = w->format == AS_JSONL ? as_jsonl(w, event, &out) : as_text(w, event, &o, &out);
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
    show *w = settings;
    int64_t event;
    dl_error err;
    if (n_files != 2)
        return dl__misused(&DL__CMD_SHOW, "a store and one event are wanted, %d arguments are given",
                           n_files);
    int status = dl__asked_open(&w->asked, files, 1);
    if (!status) {
        dl_status s = dl__store_event(w->asked.keep.store, files[1], &event, &err);
        status = s ? dl__asked_fail(&w->asked, s, &err) : tell(w, event);
    }
    return dl__keep_close(&w->asked.keep, status);
}

static const char MORE[] =
    "EVENT is the number in the column event of 'dateline query', or an id as 'dateline code' prints it: of "
    "an\n"
    "event (KEY:e3) or of one of its records (KEY:3).\n"
    "\n"
    "Formats:\n"
    "  text   the event, who asserts, claims or denies it, and every record with its sentence, story and "
    "source\n"
    "  jsonl  a record a line: columns of the view mentions, headline, speakers and their verbs";

const dl__cmd DL__CMD_SHOW = { "show",
                               "[OPTION...] DB EVENT",
                               "Tell the story of an event: every record, sentence and source.",
                               TABLES,
                               MORE,
                               set,
                               run,
                               &DEFAULTS,
                               sizeof DEFAULTS };
