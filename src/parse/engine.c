/* engine.c - sentences in batches through the encoder, then one by one through the heads.
 *
 * A batch is as many windows (sentences, or pieces of long ones) as fit DL__BATCH words; the convolutions run over it
 * row by row, a row never sees the window before or after its own.  All arithmetic is that of kernels.h, row by
 * row, so what shares a batch has no influence on the result.
 * source  residual dilated convolutions: Strubell et al. 2017; biaffine arcs: Dozat and Manning 2017 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "parse/engine_priv.h"

/* Words of the next window of a sentence: all, or up to a mark in the second half of what fits. */
static uint32_t window_len(const dl__engine_work *w, const dl_document *d, uint32_t first, uint32_t left)
{
    if (left <= w->max_tokens)
        return left;
    for (uint32_t n = w->max_tokens; n > w->max_tokens / 2; n--) {
        const char *form = d->tokens[first + n - 1].form;
        if ((form[0] == ',' || form[0] == ';' || form[0] == ':') && form[1] == '\0')
            return n;
    }
    return w->max_tokens;
}

/* The root of a later window hangs on the root of its sentence. */
static bool join_window(const dl__engine *e, dl__engine_work *w, dl_document *d, const dl__window *win)
{
    if (win->starts)
        return true;
    int32_t root = -1;
    for (uint32_t i = win->sentence; i < win->first && root < 0; i++)
        if (d->tokens[i].head < 0)
            root = (int32_t)(i - win->sentence);
    const dl__names *names = &e->names[DL__HEAD_DEPREL];
    size_t rel = e->root_rel == 0 ? 1 : 0;
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->name[i], "parataxis") == 0)
            rel = i;
    for (uint32_t i = win->first; i < win->first + win->n; i++)
        if (d->tokens[i].head < 0) {
            d->tokens[i].head = root;
            d->tokens[i].deprel = dl__class_name(e, w, d, DL__HEAD_DEPREL, rel);
            return d->tokens[i].deprel != NULL;
        }
    return true;
}

static bool run_batch(const dl__engine *e, dl__engine_work *w, dl_document *d)
{
    if (w->n_windows == 0)
        return true;
    dl__encode(e, w, d);
    for (uint32_t i = 0; i < w->n_windows; i++) {
        const dl__window *win = &w->windows[i];
        w->kernels->product(&e->heads, w->encoding + (size_t)win->row * DL__WIDTH,
                            w->encoding_scale + win->row, win->n, w->heads);
        if (!dl__run_tags(e, w, d, win) || !dl__run_arcs(e, w, win) || !dl__run_labels(e, w, d, win) ||
            !join_window(e, w, d, win))
            return false;
    }
    w->n_windows = 0;
    return true;
}

static bool add_sentence(const dl__engine *e, dl__engine_work *w, dl_document *d, dl_sentence *s)
{
    s->n_windows = 0;
    uint32_t used = w->n_windows ? w->windows[w->n_windows - 1].row + w->windows[w->n_windows - 1].n : 0;
    for (uint32_t at = 0; at < s->n_tokens;) {
        const uint32_t n = window_len(w, d, s->first_token + at, s->n_tokens - at);
        if (used + n > w->rows) {
            if (!run_batch(e, w, d))
                return false;
            used = 0;
        }
        w->windows[w->n_windows++] = (dl__window){
            .first = s->first_token + at, .n = n, .sentence = s->first_token, .starts = at == 0, .row = used
        };
        used += n;
        at += n;
        s->n_windows++;
    }
    return true;
}

dl_status dl__engine_run(const dl__engine *e, dl__engine_work *w, dl_document *d, uint32_t first,
                         uint32_t end, dl_error *err)
{
    memset(w->label, 0, w->n_labels * sizeof *w->label);
    w->n_windows = 0;
    for (uint32_t i = first; i < end && i < d->n_sentences; i++)
        if (!add_sentence(e, w, d, &d->sentences[i]))
            return dl__no_memory(err);
    return run_batch(e, w, d) ? DL_OK : dl__no_memory(err);
}
