/* model_open.c - a model and a pack, and every stage's read-only tables over them. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline/model_tables.h"

#include "base/error.h"
#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NAME = 64 /* bytes of the name of a model or pack */ };

/* "dateline 0.1.0, en-1, data-1": versions of program, model and pack. */
static char *coder(const dl_model *m)
{
    dl__strbuf b;
    dl__strbuf_init(&b, 1024);
    dl__strbuf_puts(&b, dl_version());
    dl_str name;
    if (dl__dlm_meta(&m->dlm, "name", &name))
        dl__strbuf_printf(&b, ", %.*s", (int)name.len, name.ptr);
    if (m->pack && dl__pack_meta(m->pack, "name", &name) && name.len <= MAX_NAME)
        dl__strbuf_printf(&b, ", %.*s", (int)name.len, name.ptr);
    if (m->pack && *dl__pack_lexicon(m->pack))
        dl__strbuf_printf(&b, ", %s", dl__pack_lexicon(m->pack));
    if (b.status) {
        dl__strbuf_free(&b);
        return NULL;
    }
    return b.s; /* strbuf memory is malloc's */
}

/* "en-1@0123456789abcdef" */
static char *version(dl_str name, uint64_t digest)
{
    dl__strbuf b;
    dl__strbuf_init(&b, 256);
    dl__strbuf_printf(&b, "%.*s@%016llx", (int)name.len, name.ptr, (unsigned long long)digest);
    if (b.status)
        dl__strbuf_free(&b);
    return b.s;
}

static bool set_versions(dl_model *m)
{
    dl_str name = { "", 0 };
    if (dl__dlm_meta(&m->dlm, "name", &name) && !(m->version[0] = version(name, dl__dlm_digest(&m->dlm))))
        return false;
    if (m->pack) {
        if (!dl__pack_meta(m->pack, "name", &name) || name.len > MAX_NAME)
            name.len = 0;
        if (!(m->version[1] = version(name, dl__pack_digest(m->pack))))
            return false;
    }
    m->versions =
        (dl_versions){ dl_version(), m->version[0] ? m->version[0] : "", m->version[1] ? m->version[1] : "",
                       m->pack ? dl__pack_lexicon(m->pack) : "" };
    return true;
}

static dl_status open_tables(dl_model *m, dl_error *err)
{
    dl_status s = dl__atlas_new(m->pack, &m->atlas, err);
    if (!s)
        s = dl__actors_new(m->pack, &m->actors, err);
    if (!s)
        s = dl__clock_new(m->pack, &m->clock, err);
    if (!s)
        s = dl__cues_new(m->pack, &m->cues, err);
    if (!s)
        s = dl__events_new(m->pack, &m->events, err);
    return s;
}

/* What is wrong with a section, with the file before it. */
static dl_status in_file(dl_status s, const char *path, dl_error *err)
{
    if (s != DL_EMODEL || !err)
        return s;
    char reason[sizeof err->message];
    memcpy(reason, err->message, sizeof reason);
    return dl__fail(err, s, err->offset, "%s: %.200s", path, reason);
}

/* The name goes into every record. */
static dl_status check_name(const dl__dlm *m, dl_error *err)
{
    dl_str name;
    if (!dl__dlm_meta(m, "name", &name) || name.len == 0 || name.len > MAX_NAME)
        return dl__fail(err, DL_EMODEL, 0, "section meta gives no name of 1 to %d bytes", MAX_NAME);
    return DL_OK;
}

static dl_status open_all(dl_model *m, const char *model_path, const char *pack_path, const char *lexicon,
                          dl_error *err)
{
    dl_status s = dl__dlm_open(model_path, DL__DLM_MODEL, &m->dlm, err);
    if (s)
        return s;
    m->is_open = true;
    s = check_name(&m->dlm, err);
    if (!s)
        s = dl__splitter_new(&m->dlm, &m->splitter, err);
    if (!s)
        s = dl__engine_new(&m->dlm, &m->engine, err);
    s = in_file(s, model_path, err);
    if (!s && pack_path) {
        s = dl__pack_open(pack_path, &m->pack, err);
        if (!s && lexicon)
            s = dl__pack_add_folder(m->pack, lexicon, err);
        if (!s)
            s = open_tables(m, err);
    }
    if (!s && (!(m->coder = coder(m)) || !set_versions(m)))
        s = dl__no_memory(err);
    return s;
}

dl_status dl_model_open(const char *model_path, const char *pack_path, dl_model **out, dl_error *err)
{
    return dl_model_open_with(model_path, pack_path, NULL, out, err);
}

dl_status dl_model_open_with(const char *model_path, const char *pack_path, const char *lexicon,
                             dl_model **out, dl_error *err)
{
    if (!out)
        return dl__fail(err, DL_EINVAL, 0, "dl_model_open: out is NULL");
    *out = NULL;
    if (!model_path)
        return dl__fail(err, DL_EINVAL, 0, "dl_model_open: no path of a model");
    dl_model *m = calloc(1, sizeof *m);
    if (!m)
        return dl__no_memory(err);
    dl_status s = open_all(m, model_path, pack_path, lexicon, err);
    if (s) {
        dl_model_free(m);
        return s;
    }
    *out = m;
    return DL_OK;
}

void dl_model_free(dl_model *m)
{
    if (!m)
        return;
    dl__events_free(m->events);
    dl__cues_free(m->cues);
    dl__clock_free(m->clock);
    dl__actors_free(m->actors);
    dl__atlas_free(m->atlas);
    dl__pack_free(m->pack);
    dl__engine_free(m->engine);
    dl__splitter_free(m->splitter);
    if (m->is_open)
        dl__dlm_close(&m->dlm);
    free(m->coder);
    free(m->version[0]);
    free(m->version[1]);
    free(m);
}

const char *dl_model_coder(const dl_model *m)
{
    return m->coder;
}

const dl_versions *dl_model_versions(const dl_model *m)
{
    return &m->versions;
}
