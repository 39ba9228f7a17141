/* sink_jsonl.c - format jsonl: one event mention a line. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/record_json.h"

static void story(const dl__sink_env *env, const dl_document *d, dl__strbuf *out)
{
    for (size_t i = 0; i < dl_document_n_events(d); i++) {
        dl__record_json(env, d, i, out);
        dl__strbuf_putc(out, '\n');
    }
}

const dl__sink DL__SINK_JSONL = { "jsonl", "one event mention a line, as JSON", NULL, story };
