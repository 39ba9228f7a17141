/* keep.c - see keep.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/keep.h"

#include "source/item.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT = 600 };
const dl__opt DL__OPTS_STORE[] = { { WAIT, "wait", "SECONDS",
                                     "how long to wait for another program that writes (default 10)" },
                                   { 0, NULL, NULL, NULL } };

bool dl__keep_set(void *settings, int letter, const char *arg)
{
    dl__keep *k = settings;
    long long n = 0;
    if (letter != WAIT)
        return dl__job_set(&k->job, letter, arg);
    if (!dl__opt_number(k->job.cmd, "wait", arg, 0, 86400, &n))
        return false;
    k->wait_ms = (unsigned)n * 1000;
    return true;
}

bool dl__keep_story(dl__item *item, dl__kept *story)
{
    if (!item->extra) /* the first look, before it is coded */
        item->given = item->story;
    const char *extra = dl__item_extra(item);
    *story = (dl__kept){ item->given, { extra, extra ? strlen(extra) : 0 } };
    return extra != NULL;
}

static int fail(dl__keep *k)
{
    dl__complain(k->job.cmd, "%s", k->error.message);
    return DL__EXIT_IO;
}

int dl__keep_open(dl__keep *k, dl__store_mode mode)
{
    if (dl__store_open(k->path, mode, k->wait_ms, &k->store, &k->error))
        return fail(k);
    if (mode != DL__STORE_READ && dl__store_open(k->path, DL__STORE_READ, k->wait_ms, &k->reader, &k->error))
        return fail(k);
    return DL__EXIT_OK;
}

void dl__keep_begin(void *user, const dl_model *model)
{
    dl__keep *k = user;
    dl__store_coder(k->store, dl_model_versions(model), dl_model_coder(model));
    if (k->reader)
        dl__store_coder(k->reader, dl_model_versions(model), dl_model_coder(model));
}

dl_status dl__keep_put(void *user, dl__item *item, const dl_document *d, dl_error *err)
{
    dl__keep *k = user;
    dl__kept story;
    dl__store_was was = DL__STORE_NEW;
    dl_status status = DL_ENOMEM;
    (void)snprintf(k->error.message, sizeof k->error.message, "%s", dl_status_text(DL_ENOMEM));
    if (dl__keep_story(item, &story))
        status = dl__store_put(k->store, &story, d, &was, &k->error);
    if (status) {
        if (err)
            *err = k->error;
        k->failed |= status != DL_ELIMIT;
        return status;
    }
    k->n_new += was == DL__STORE_NEW;
    k->n_other += was == DL__STORE_OTHER;
    k->n_same += was == DL__STORE_SAME;
    k->n_records += dl_document_n_events(d);
    return DL_OK;
}

/* The kept story copied into an item, all its strings in one block. */
static dl__item *item_of(const dl__kept *kept)
{
    dl__item *item = dl__item_new("", 0);
    const dl_str *from[] = { &kept->story.id,   &kept->story.date,      &kept->story.headline,
                             &kept->story.text, &kept->story.publisher, &kept->story.url };
    if (!item)
        return NULL;
    dl_str *const to[] = { &item->story.id,   &item->story.date,      &item->story.headline,
                           &item->story.text, &item->story.publisher, &item->story.url };
    size_t n = kept->story.id.len + 1, at = 0;
    for (size_t i = 0; i < 6; i++)
        n += from[i]->len;
    item->raw = malloc(n);
    item->extra = strndup(kept->extra.len ? kept->extra.ptr : "", kept->extra.len);
    char *place = malloc(kept->story.id.len + 1);
    if (!item->raw || !item->extra || !place) {
        free(place);
        dl__item_free(item);
        return NULL;
    }
    for (size_t i = 0; i < 6; i++) {
        if (from[i]->len)
            memcpy(item->raw + at, from[i]->ptr, from[i]->len);
        *to[i] = (dl_str){ item->raw + at, from[i]->len };
        at += from[i]->len;
    }
    item->given = item->story;
    memcpy(place, item->raw, kept->story.id.len); /* the id comes first */
    place[kept->story.id.len] = '\0';
    free(item->place);
    item->place = place;
    return item;
}

dl__item *dl__keep_next(void *user)
{
    dl__keep *k = user;
    dl__kept story;
    bool found = false;
    dl_error err;
    if (k->failed ||
        dl__store_next(k->reader ? k->reader : k->store, !k->all, &k->at, &story, &found, &err)) {
        if (!k->failed)
            k->error = err;
        k->failed = true;
        return NULL;
    }
    dl__item *item = found ? item_of(&story) : NULL;
    if (found && !item) {
        (void)snprintf(k->error.message, sizeof k->error.message, "%s", dl_status_text(DL_ENOMEM));
        k->failed = true;
    }
    return item;
}

bool dl__keep_idle(void *user)
{
    dl__keep *k = user;
    k->failed |= dl__store_commit(k->store, &k->error) != DL_OK;
    return !k->failed;
}

int dl__keep_end(dl__keep *k, int status)
{
    if (!k->failed && dl__store_commit(k->store, &k->error))
        k->failed = true;
    if (k->failed)
        return fail(k);
    if (k->n_new + k->n_other)
        dl__store_tidy(k->store);
    return status;
}

int dl__keep_close(dl__keep *k, int status)
{
    dl__store_close(k->reader);
    dl__store_close(k->store);
    if ((fflush(stdout) || ferror(stdout)) && errno != EPIPE) {
        dl__complain(k->job.cmd, "standard output: %s", strerror(errno));
        return status ? status : DL__EXIT_IO;
    }
    return status;
}

void dl__keep_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vprintf(format, args);
    va_end(args);
}
