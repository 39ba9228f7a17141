/* pipeline.c - one story through all stages.  Each stage reads the layers before its own and adds its own. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/pipeline.h"

#include "base/error.h"
#include "lexicon/forms.h"
#include "lexicon/language.h"
#include "parse/mend.h"
#include "parse/names.h"
#include "pipeline/flat.h"
#include "pipeline/model_tables.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xxhash.h>

struct dl_pipeline {
    const dl_model *model;
    dl_options options;
    dl__engine_work *work;
    uint64_t *ns; /* [DL__N_STAGES] or NULL */
};

enum { MAX_TOKENS = 4096, MAX_BYTES = 1 << 30 }; /* positions are 32 bit; 1 GiB keeps sums of them safe */
enum { BATCH = 32 };                             /* sentences that the engine gets at a time */

/* ---- before the stages: is the story fit to be read? ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int number(const char *s, int digits)
{
    int n = 0;
    for (int i = 0; i < digits; i++)
        n = n * 10 + (s[i] - '0');
    return n;
}

/* "YYYY-MM-DD", a day that the calendar has; more may follow behind a character that is no digit. */
static bool is_date(dl_str s)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (s.len < 10 || (s.len > 10 && is_digit(s.ptr[10])))
        return false;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? s.ptr[i] != '-' : !is_digit(s.ptr[i]))
            return false;
    int y = number(s.ptr, 4), m = number(s.ptr + 5, 2), d = number(s.ptr + 8, 2);
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return m >= 1 && m <= 12 && d >= 1 && d <= days[m - 1] - (m == 2 && !leap);
}

static dl_status check(const dl_options *o, const dl_story *story, dl_error *err)
{
    const struct {
        const char *name;
        dl_str s;
    } field[] = { { "text", story->text }, { "headline", story->headline },   { "id", story->id },
                  { "date", story->date }, { "publisher", story->publisher }, { "url", story->url } };
    uint64_t total = 0;
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        if (field[i].s.len && !field[i].s.ptr)
            return dl__fail(err, DL_EINVAL, 0, "%s: length %zu but no bytes", field[i].name, field[i].s.len);
        if (field[i].s.len > o->max_bytes || (total += field[i].s.len) > o->max_bytes)
            return dl__fail(err, DL_ELIMIT, 0, "story of more than %llu bytes (the limit)",
                            (unsigned long long)o->max_bytes);
    }
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        dl_error e;
        dl_status s = dl__utf8_check(field[i].s.ptr, field[i].s.len, &e);
        if (s && i == 0)
            return dl__fail(err, s, e.offset, "%s", e.message);
        if (s)
            return dl__fail(err, s, e.offset, "%s: %.200s", field[i].name, e.message);
    }
    if (story->date.len && !is_date(story->date))
        return dl__fail(err, DL_EINVAL, 0, "date '%.*s' is not a day written YYYY-MM-DD",
                        (int)(story->date.len < 40 ? story->date.len : 40), story->date.ptr);
    return DL_OK;
}

/* ---- the stages ---- */

static dl_status run_text(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__text_split(p->model->splitter, d, err);
}

static bool go_on(const dl_pipeline *p)
{
    return !p->options.keep_going || p->options.keep_going(p->options.user);
}

/* The engine does the work of a story, so it is here that the caller is asked sentence by sentence. */
static dl_status run_engine(dl_pipeline *p, dl_document *d, dl_error *err)
{
    uint32_t n = (uint32_t)d->n_sentences;
    for (uint32_t i = 0, end; i < n; i = end) {
        if (!go_on(p))
            return dl__fail(err, DL_ECANCELED, 0, "%s", dl_status_text(DL_ECANCELED));
        end = i + 1;
        if (dl__is_flat(d, i)) {
            dl__flat_tree(d, i);
            continue;
        }
        while (end < n && end - i < BATCH && !dl__is_flat(d, end))
            end++;
        dl_status s = dl__engine_run(p->model->engine, p->work, d, i, end, err);
        if (s)
            return s;
    }
    dl__tree_mend(d);
    const dl__name_lists lists = { .of = dl__engine_name, .owner = p->model->engine };
    return dl__names_agree(d, &lists) ? DL_OK : dl__no_memory(err);
}

static dl_status run_tree(dl_pipeline *p, dl_document *d, dl_error *err)
{
    dl_status s = dl__forms_mend(p->model->pack, d, err);
    if (s)
        return s;
    return dl__tree_index(d) ? DL_OK : dl__no_memory(err);
}

static dl_status run_where(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__where_find(p->model->atlas, d, err);
}

static dl_status run_actor(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__actor_find(p->model->actors, d, err);
}

static dl_status run_when(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__when_find(p->model->clock, d, err);
}

static dl_status run_quote(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__quote_find(p->model->cues, d, err);
}

static dl_status run_event(dl_pipeline *p, dl_document *d, dl_error *err)
{
    return dl__event_find(p->model->events, p->model->atlas, d, err);
}

/* Ids last: they count the records that are left. */
static dl_status run_link(dl_pipeline *p, dl_document *d, dl_error *err)
{
    (void)p;
    dl_status s = dl__link_events(d, err);
    char key[13];
    dl__document_key(d, key);
    for (size_t i = 0; !s && i < d->n_events; i++) {
        d->events[i].id = dl__arena_printf(d->arena, "%s:%zu", key, i + 1);
        if (!d->events[i].id)
            s = dl__no_memory(err);
    }
    return s;
}

static dl_status (*const RUN[DL__N_STAGES])(dl_pipeline *, dl_document *, dl_error *) = {
#define X(name)   [DL__STAGE_##name] = run_##name,
#define run_check NULL /* before there is a document */
    DL__STAGE_MAP(X)
#undef run_check
#undef X
};

const char *dl__stage_name(dl__stage stage)
{
    static const char *const names[DL__N_STAGES] = {
#define X(name) #name,
        DL__STAGE_MAP(X)
#undef X
    };
    return stage >= 0 && stage < DL__N_STAGES ? names[stage] : "";
}

void dl__document_key(const dl_document *d, char out[13])
{
    static const char digits[] = "0123456789abcdef";
    const dl_str part[] = { d->story.id, d->story.headline, d->story.text };
    uint64_t h = UINT64_C(
        0x646174656C696E65); /* fixed: ids must not change; the parts are chained, each seeding the next */
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        h = XXH3_64bits_withSeed(part[i].len ? part[i].ptr : "", part[i].len, h);
    for (int i = 0; i < 12; i++)
        out[i] = digits[h >> (60 - 4 * i) & 15];
    out[12] = '\0';
}

static uint64_t now(const dl_pipeline *p)
{
    struct timespec t;
    if (!p->ns || clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t))
        return 0;
    return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

static void took(dl_pipeline *p, dl__stage stage, uint64_t since)
{
    if (p->ns)
        p->ns[stage] += now(p) - since;
}

static dl_status run(dl_pipeline *p, const dl_story *story, dl__stage last, dl_document **out, dl_error *err)
{
    *out = NULL;
    uint64_t t = now(p);
    dl_status s = check(&p->options, story, err);
    if (!s && last > DL__STAGE_tree && !p->options.any_language)
        s = dl__language_check(p->model->pack, story, err);
    if (s)
        return s;
    dl_document *d = dl__document_new(story);
    if (!d)
        return dl__no_memory(err);
    d->trace = p->options.trace;
    took(p, DL__STAGE_check, t);
    for (int i = DL__STAGE_check + 1; !s && i <= (int)last; i++) {
        if (!go_on(p)) {
            s = dl__fail(err, DL_ECANCELED, 0, "%s", dl_status_text(DL_ECANCELED));
            break;
        }
        t = now(p);
        s = RUN[i](p, d, err);
        took(p, (dl__stage)i, t);
    }
    if (s) {
        dl_document_free(d);
        return s;
    }
    *out = d;
    return DL_OK;
}

/* ---- the public calls ---- */

dl_status dl_pipeline_new(const dl_model *model, const dl_options *options, dl_pipeline **out, dl_error *err)
{
    if (!out)
        return dl__fail(err, DL_EINVAL, 0, "dl_pipeline_new: out is NULL");
    *out = NULL;
    if (!model)
        return dl__fail(err, DL_EINVAL, 0, "dl_pipeline_new: no model");
    dl_options o = DL_OPTIONS_INIT;
    if (options) {
        if (options->struct_size == 0 || options->struct_size > sizeof o)
            return dl__fail(err, DL_EINVAL, 0,
                            "options of %u bytes, this library knows %zu: use DL_OPTIONS_INIT",
                            options->struct_size, sizeof o);
        memcpy(&o, options, options->struct_size); /* an older caller's struct is a prefix of ours */
        o.struct_size = (uint32_t)sizeof o;
    }
    if (o.max_tokens < 1 || o.max_tokens > MAX_TOKENS)
        return dl__fail(err, DL_EINVAL, 0, "max_tokens %u is not 1..%d", o.max_tokens, MAX_TOKENS);
    if (o.max_bytes < 1 || o.max_bytes > MAX_BYTES)
        return dl__fail(err, DL_EINVAL, 0, "max_bytes %llu is not 1..%d", (unsigned long long)o.max_bytes,
                        MAX_BYTES);
    dl_pipeline *p = calloc(1, sizeof *p);
    if (!p)
        return dl__no_memory(err);
    p->model = model;
    p->options = o;
    dl_status s = dl__engine_work_new(model->engine, o.kernels, o.max_tokens, &p->work, err);
    if (s) {
        free(p);
        return s;
    }
    *out = p;
    return DL_OK;
}

void dl_pipeline_free(dl_pipeline *p)
{
    if (!p)
        return;
    dl__engine_work_free(p->work);
    free(p);
}

void dl__pipeline_time(dl_pipeline *p, uint64_t *ns)
{
    p->ns = ns;
}

dl_status dl_parse(dl_pipeline *p, const dl_story *story, dl_document **out, dl_error *err)
{
    if (!p || !story || !out)
        return dl__fail(err, DL_EINVAL, 0, "dl_parse: an argument is NULL");
    return run(p, story, DL__STAGE_tree, out, err);
}

dl_status dl_code(dl_pipeline *p, const dl_story *story, dl_document **out, dl_error *err)
{
    if (!p || !story || !out)
        return dl__fail(err, DL_EINVAL, 0, "dl_code: an argument is NULL");
    *out = NULL;
    if (!p->model->pack)
        return dl__fail(err, DL_EINVAL, 0, "dl_code: the model was opened without a data pack");
    return run(p, story, p->options.no_events ? DL__STAGE_where : DL__STAGE_link, out, err);
}
