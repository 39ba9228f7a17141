/* dump.c - a model or pack as text: metadata, sections, and the rows of a pack's tables; see dl_dump() in dateline.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/strbuf.h"
#include "lexicon/pack.h"
#include "model/dlm.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 1 << 16, MAX_LINE = 1 << 26 };

typedef struct dump {
    int (*write)(void *user, const char *text, size_t len);
    void *user;
    dl__strbuf b;
    dl_error *err;
} dump;

/* Hand over what has come together; all of it, or only where it is much. */
static dl_status flush(dump *u, bool all)
{
    if (u->b.status)
        return dl__fail(u->err, u->b.status, 0, "%s", dl_status_text(u->b.status));
    if (!u->b.len || (!all && u->b.len < FLUSH_AT))
        return DL_OK;
    if (u->write(u->user, u->b.s, u->b.len))
        return dl__fail(u->err, DL_ECANCELED, 0, "%s", dl_status_text(DL_ECANCELED));
    dl__strbuf_clear(&u->b);
    return DL_OK;
}

static dl_status container(dump *u, const dl__dlm *m, const char *kind)
{
    dl__strbuf_printf(&u->b, "# %s, format %d, %zu bytes\n", kind, DL__DLM_VERSION, m->file.len);
    const dl__section *meta = dl__dlm_section(m, "meta");
    if (meta) {
        dl__strbuf_puts(&u->b, "\n[meta]\n");
        dl__strbuf_add(&u->b, (const char *)meta->data, meta->len);
    }
    dl__strbuf_puts(&u->b, "\n[sections]\n");
    for (uint32_t i = 0; i < m->n_sections; i++)
        dl__strbuf_printf(&u->b, "%s\t%zu\n", m->sections[i].name, m->sections[i].len);
    return flush(u, true);
}

/* To three decimals, whatever the host's locale. */
static void thousandths(dump *u, double v, const char *behind)
{
    long n = lround(v * 1000), a = labs(n);
    dl__strbuf_printf(&u->b, "%s%ld.%03ld%s", n < 0 ? "-" : "", a / 1000, a % 1000, behind);
}

/* Numbers and points are stored as such, and have no text. */
static void cell(dump *u, const dl__table *t, uint32_t row, int column)
{
    const char *text = dl__table_cell(t, row, column);
    double lat, lon;
    dl__strbuf_puts(&u->b, text);
    if (!*text && dl__table_point_at(t, row, column, &lat, &lon)) {
        thousandths(u, lat, ",");
        thousandths(u, lon, "");
    } else if (!*text && dl__table_number_at(t, row, column)) {
        dl__strbuf_printf(&u->b, "%lld", (long long)dl__table_number_at(t, row, column));
    }
}

static dl_status table(dump *u, const dl__table *t)
{
    uint32_t columns = dl__table_n_columns(t);
    dl__strbuf_printf(&u->b, "\n[%s]\t%s\nline", dl__table_name(t), dl__table_file(t, 0));
    for (uint32_t c = 0; c < columns; c++)
        dl__strbuf_printf(&u->b, "\t%s", dl__table_column_name(t, (uint16_t)c));
    dl__strbuf_putc(&u->b, '\n');
    dl_status s = DL_OK;
    for (uint32_t r = 0; !s && r < dl__table_n_rows(t); r++) {
        dl__strbuf_printf(&u->b, "%u", dl__table_line(t, r));
        for (uint32_t c = 0; c < columns; c++) {
            dl__strbuf_putc(&u->b, '\t');
            cell(u, t, r, (int)c);
        }
        dl__strbuf_putc(&u->b, '\n');
        s = flush(u, false);
    }
    return s;
}

static dl_status tables(dump *u, const char *path)
{
    dl__pack *p = NULL;
    dl_status s = dl__pack_open(path, &p, u->err);
    if (s)
        return s;
    for (uint16_t i = 0; !s && dl__pack_table_at(p, i); i++)
        s = table(u, dl__pack_table_at(p, i));
    if (!s)
        s = flush(u, true);
    dl__pack_free(p);
    return s;
}

dl_status dl_dump(const char *path, int (*write)(void *user, const char *text, size_t len), void *user,
                  dl_error *err)
{
    if (!path || !write)
        return dl__fail(err, DL_EINVAL, 0, "dl_dump: an argument is NULL");
    dump u = { .write = write, .user = user, .err = err };
    dl__strbuf_init(&u.b, MAX_LINE);
    dl__dlm m;
    dl_status s = dl__dlm_open(path, DL__DLM_ANY, &m, err);
    if (!s) {
        bool pack = dl__dlm_kind(&m) == DL__DLM_PACK;
        s = container(&u, &m, pack ? "data pack" : "model");
        dl__dlm_close(&m);
        if (!s && pack)
            s = tables(&u, path);
    }
    dl__strbuf_free(&u.b);
    return s;
}
