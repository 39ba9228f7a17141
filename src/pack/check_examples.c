/* check_examples.c - each row's example is coded as a story of its own, and the row must be among what fired; see lexicon_check.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/lexicon_check.h"

#include <stdio.h>
#include <string.h>

typedef struct example {
    const dl__table *table;
    uint32_t row;
    const char *what, *name; /* "kind", "shell" */
    const char *trigger;     /* NULL: of any */
} example;

/* An entry fitted, be it that another record told it or that the sense kept it out. */
static bool fired(const dl_trace *t)
{
    return t->event >= 0 || strncmp(t->missing, "left out", 8) == 0;
}

/* "kind shell", "act condemn" at the end of an entry as the trace has it. */
static bool is_of(const dl_trace *t, const char *what, const char *name)
{
    char end[80];
    int n = snprintf(end, sizeof end, "  %s %s", what, name);
    size_t len = strlen(t->entry);
    return n > 0 && (size_t)n < sizeof end && len >= (size_t)n &&
           strcmp(t->entry + len - (size_t)n, end) == 0;
}

/* "pull out/v  s=A from=R  kind withdraw" is of the word that this trigger hangs on: "pull" of "pull/v", "strike" of "air strike/n". */
static bool is_of_trigger(const dl_trace *t, const char *trigger)
{
    size_t n = strcspn(trigger, "/"), m = strcspn(t->entry, "/"), a = 0, b = 0;
    if (trigger[n + (trigger[n] == '/')] != t->entry[m + (t->entry[m] == '/')])
        return false;
    if (trigger[n] && trigger[n + 1] == 'n') { /* the last word, else the first */
        for (a = n; a > 0 && trigger[a - 1] != ' ';)
            a--;
        for (b = m; b > 0 && t->entry[b - 1] != ' ';)
            b--;
    } else {
        n = strcspn(trigger, " /");
        m = strcspn(t->entry, " /");
    }
    return n - a == m - b && memcmp(trigger + a, t->entry + b, n - a) == 0;
}

/* What came of the trigger instead: another entry of it, or what its nearest entry lacked. */
static void tell(lexicon_check *c, const example *x, const char *text, const dl_document *d)
{
    const dl_trace *near = NULL;
    for (size_t i = 0; i < dl_document_n_traces(d); i++) {
        const dl_trace *t = dl_document_trace(d, i);
        if (is_of_trigger(t, x->trigger) && (!near || (fired(t) && !fired(near))))
            near = t;
    }
    if (!near)
        (void)dl__lexicon_fault(c, x->table, x->row, "example '%s' does not fire: no word of it is %s", text,
                                x->trigger);
    else if (fired(near))
        (void)dl__lexicon_fault(c, x->table, x->row, "example '%s' does not fire: %s does, '%s'", text,
                                near->rule, near->entry);
    else
        (void)dl__lexicon_fault(c, x->table, x->row, "example '%s' does not fire: %s comes near, but %s",
                                text, near->rule, near->missing);
}

/* The example makes the row fire, or another of its trigger and its kind: one that fits everything stands behind narrower ones. */
static bool makes_fire(const example *x, const dl_trace *t)
{
    return fired(t) && is_of(t, x->what, x->name) && (!x->trigger || is_of_trigger(t, x->trigger));
}

static bool check(lexicon_check *c, dl_pipeline *p, const example *x)
{
    const char *text = dl__table_cell(x->table, x->row, dl__table_column(x->table, "example"));
    if (!*text)
        return dl__lexicon_fault(c, x->table, x->row, "no example");
    dl_story story = { .text = { text, strlen(text) }, .date = DL_STR("2024-03-05") };
    dl_document *d;
    dl_error err;
    if (dl_code(p, &story, &d, &err) != DL_OK)
        return dl__lexicon_fault(c, x->table, x->row, "example '%s': %s", text, err.message);
    bool found = false;
    for (size_t i = 0; i < dl_document_n_traces(d) && !found; i++)
        found = makes_fire(x, dl_document_trace(d, i));
    if (!found && x->trigger)
        tell(c, x, text, d);
    else if (!found)
        (void)dl__lexicon_fault(c, x->table, x->row, "example '%s' makes no %s '%s' fire", text, x->what,
                                x->name);
    dl_document_free(d);
    return found;
}

bool dl__check_examples(lexicon_check *c)
{
    static const struct {
        const char *table, *what;
        bool has_trigger;
    } tables[] = { { "lex_deeds", "kind", true },
                   { "lex_acts", "act", true },
                   { "lex_kinds", "kind", false },
                   { "lex_act_kinds", "act", false } };
    dl_options o = DL_OPTIONS_INIT;
    o.trace = o.any_language = true;
    dl_pipeline *p;
    dl_error err;
    if (dl_pipeline_new(c->model, &o, &p, &err) != DL_OK)
        return dl__pack_out_of_memory(c->report);
    bool good = true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const dl__table *t = dl__pack_table(c->pack, tables[i].table);
        for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
            const char *name = dl__table_cell(t, r, dl__table_column(t, tables[i].what));
            const char *trigger =
                tables[i].has_trigger ? dl__table_cell(t, r, dl__table_column(t, "trigger")) : NULL;
            good &= check(c, p, &(example){ t, r, tables[i].what, name, trigger });
        }
    }
    dl_pipeline_free(p);
    return good;
}
