/* quote.c - two readings meet: verbs of saying with the clause that completes them (by the tree), and text between quotation
 * marks (by the marks).  A quotation takes the speaker of the cue that its sentences hold, else of the cue beside it.
 * source  the roles are those of PARC 3 (Pareti 2012): source, cue, content. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "quote/quote.h"

#include "base/error.h"
#include "quote/quote_priv.h"

dl_status dl__quote_find(const dl__cues *c, dl_document *d, dl_error *err)
{
    dl__arena *scratch = dl__arena_new();
    if (!scratch)
        return dl__no_memory(err);
    dl__finder f = { .cues = c, .d = d, .scratch = scratch };
    bool ok = dl__quotations(d, scratch, &f.quotes, &f.n_quotes, &f.quote_of) == DL_OK;
    for (uint32_t t = 0; ok && t < d->n_tokens; t++)
        ok = dl__by_tree(&f, t);
    for (size_t q = 0; ok && q < f.n_quotes; q++)
        ok = dl__by_marks(&f, q);
    for (size_t s = 0; ok && s < d->n_sentences; s++)
        ok = dl__by_colon(&f, s);
    ok = ok && dl__chains(&f) && dl__gather_quotes(&f);
    dl__arena_free(scratch);
    return ok ? DL_OK : dl__no_memory(err);
}
