/* check_lexicon.c - the tables of the lexicon against each other; see build.h, lexicon_check.h and docs/lexicon.md. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/lexicon_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool dl__lexicon_fault(lexicon_check *c, const dl__table *t, uint32_t row, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return dl__pack_complain(c->report, dl__table_file(t, row), dl__table_line(t, row), "%s", text);
}

static bool cell_fault(void *user, const char *file, uint32_t line, const char *message)
{
    (void)dl__pack_complain(user, file, line, "%s", message);
    return true;
}

static const char *cell(const dl__table *t, uint32_t row, const char *column)
{
    return dl__table_cell(t, row, dl__table_column(t, column));
}

/* ---- names ---- */

/* A row for each name, or for each pair. */
static bool check_once(lexicon_check *c, const char *table, const char *column, const char *second)
{
    const dl__table *t = dl__pack_table(c->pack, table);
    dl__map seen;
    bool good = true;
    dl__map_init(&seen, c->arena);
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        const char *key =
            dl__arena_printf(c->arena, "%s %s", cell(t, r, column), second ? cell(t, r, second) : "");
        bool is_new;
        uint32_t *line = key ? dl__map_put(&seen, key, strlen(key), &is_new) : NULL;
        if (!line)
            return dl__pack_out_of_memory(c->report);
        if (!is_new)
            good = dl__lexicon_fault(c, t, r, "%s '%s' stands already in line %u", column, cell(t, r, column),
                                     *line);
        else
            *line = dl__table_line(t, r);
    }
    return good;
}

/* The cells of a column, put into a map. */
static bool gather(lexicon_check *c, const char *table, const char *column, dl__map *names)
{
    const dl__table *t = dl__pack_table(c->pack, table);
    for (uint32_t r = 0; t && r < dl__table_n_rows(t); r++) {
        const char *s = cell(t, r, column);
        if (!dl__map_put(names, s, strlen(s), NULL))
            return dl__pack_out_of_memory(c->report);
    }
    return true;
}

static bool in_list(const char *list, const char *s)
{
    size_t len = strlen(s);
    for (const char *p = list; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        if (n == len && memcmp(p, s, n) == 0)
            return true;
        p += n;
    }
    return false;
}

/* Kinds and acts that no entry has; `also` are for the coder. */
static bool check_used(lexicon_check *c, const char *table, const char *column, const char *user,
                       const char *also)
{
    const dl__table *t = dl__pack_table(c->pack, table);
    dl__map used;
    dl__map_init(&used, c->arena);
    bool good = gather(c, user, column, &used);
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        const char *s = cell(t, r, column);
        if (!in_list(also, s) && !dl__map_get(&used, s, strlen(s)))
            good = dl__lexicon_fault(c, t, r, "%s '%s' is not used by %s.tsv", column, s, user + 4);
    }
    return good;
}

/* Sets that no frame and no rule of the coder asks for; lemmas that a set has twice, or empty. */
static bool check_sets(lexicon_check *c)
{
    static const char *const asked_by_code[] = { "partitive", "count-noun", "instrument", "mishap",
                                                 "violence",  "harm",       "writing",    "somebody" };
    static const char *const tables[] = { "lex_deeds", "lex_acts", "lex_lights", "lex_status", "lex_cues" };
    const dl__table *t = dl__pack_table(c->pack, "lex_sets");
    dl__map used;
    bool good = true;
    dl__map_init(&used, c->arena);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const dl__table *of = dl__pack_table(c->pack, tables[i]);
        for (uint32_t r = 0; of && r < dl__table_n_rows(of); r++) {
            for (const char *p = strchr(cell(of, r, "frame"), '{'); p; p = strchr(p, '{')) {
                p += 1 + (p[1] == '!');
                if (!dl__map_put(&used, p, strcspn(p, "}"), NULL))
                    return dl__pack_out_of_memory(c->report);
            }
        }
    }
    for (size_t i = 0; i < sizeof asked_by_code / sizeof *asked_by_code; i++)
        if (!dl__map_put(&used, asked_by_code[i], strlen(asked_by_code[i]), NULL))
            return dl__pack_out_of_memory(c->report);
    for (uint32_t r = 0; r < dl__table_n_rows(t); r++) {
        const char *name = cell(t, r, "set");
        dl__map lemmas;
        dl__map_init(&lemmas, c->arena);
        if (!dl__map_get(&used, name, strlen(name)))
            good = dl__lexicon_fault(c, t, r, "set '%s' is not used", name);
        for (const char *p = cell(t, r, "lemmas");; p++) {
            size_t n = strcspn(p, ";");
            bool is_new = false;
            if (n && !dl__map_put(&lemmas, p, n, &is_new))
                return dl__pack_out_of_memory(c->report);
            if (!is_new || *p == ' ' || (n && p[n - 1] == ' '))
                good = dl__lexicon_fault(c, t, r,
                                         "set '%s': '%.*s' is empty, has blanks at its edge or stands twice",
                                         name, (int)n, p);
            p += n;
            if (!*p)
                break;
        }
    }
    return good;
}

/* What no other table lists: PLOVER's contexts, the kinds of cues. */
static bool check_listed(lexicon_check *c, const char *table, const char *column, const char *list)
{
    const dl__table *t = dl__pack_table(c->pack, table);
    bool good = true;
    for (uint32_t r = 0; t && r < dl__table_n_rows(t); r++)
        if (!in_list(list, cell(t, r, column)))
            good =
                dl__lexicon_fault(c, t, r, "%s '%s': expected one of %s", column, cell(t, r, column), list);
    return good;
}

static bool check_trigger(lexicon_check *c, const dl__entries *entries)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz\xC3\xA9"
                                  "0123456789'. -";
    bool good = true;
    for (uint32_t i = 0; i < entries->n; i++) {
        const dl__entry *x = &entries->items[i];
        if (strspn(x->trigger, LETTERS) != strlen(x->trigger) - 2)
            good = dl__lexicon_fault(c, x->table, x->row, "trigger '%s': expected lower case, as lemma/v",
                                     x->trigger);
    }
    return good;
}

/* The noun stands in a slot that is neither A nor R. */
static bool check_lights(lexicon_check *c)
{
    const dl__entries *e = &c->events->lights;
    bool good = true;
    for (uint32_t i = 0; i < e->n; i++) {
        bool any = false;
        for (unsigned k = 0; k < e->items[i].n_slots; k++)
            any |= e->items[i].slots[k].fill == DL__FILL_ANY && !e->items[i].slots[k].absent;
        if (!any)
            good = dl__lexicon_fault(c, e->items[i].table, e->items[i].row,
                                     "expected a slot for the noun, as o=*");
    }
    return good;
}

static bool check_tables(lexicon_check *c)
{
    static const char CONTEXTS[] =
        "military intelligence executive legislative election political_institutions pro_democracy "
        "pro_autocracy "
        "economic legal reparations human_rights rights_freedoms repression human_security gender lgbt "
        "religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters "
        "natural_resource environment technology terrorism cbrn cyber misinformation crime corruption "
        "illegal_drugs trafficking";
    static const char CUES[] =
        "say write think announce warn argue claim deny admit report decline ask promise "
        "complain call know";
    bool good = check_once(c, "lex_kinds", "kind", NULL);
    good &= check_once(c, "lex_act_kinds", "act", NULL);
    good &= check_once(c, "lex_sets", "set", NULL);
    good &= check_once(c, "lex_join", "act", "group");
    good &= check_used(c, "lex_kinds", "kind", "lex_deeds", "");
    good &= check_used(c, "lex_act_kinds", "act", "lex_acts", "intend protest");
    good &= check_sets(c);
    good &= check_listed(c, "lex_contexts", "context", CONTEXTS);
    good &= check_listed(c, "lex_cues", "kind", CUES);
    return good & check_lights(c);
}

/* ---- entries ---- */

static bool check_entries(lexicon_check *c)
{
    dl__entries cues = { .n = 0 };
    const dl__table *t = dl__pack_table(c->pack, "lex_cues");
    dl_error err;
    if (t && dl__entries_load(&cues, c->arena, &c->events->sets, t, &err) != DL_OK)
        return dl__pack_complain(c->report, "lexicon", 0, "%s", err.message);
    const struct {
        const dl__entries *entries;
        dl__rivalry rivalry;
    } all[] = { { &c->events->deeds, DL__RIVALS_SCORED },
                { &c->events->acts, DL__RIVALS_SCORED },
                { &c->events->lights, DL__RIVALS_FIRST },
                { &c->events->status, DL__RIVALS_NONE },
                { &cues, DL__RIVALS_NONE } };
    bool good = true;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        good &= check_trigger(c, all[i].entries);
        good &= dl__check_frames(c, all[i].entries, all[i].rivalry);
        if (c->model && all[i].entries != &cues)
            good &= dl__check_words(c, all[i].entries);
    }
    return good;
}

bool dl__pack_check_lexicon(pack_build *b, const char *path, const char *model_path)
{
    dl__pack *pack = NULL;
    dl__events *events = NULL;
    dl_model *model = NULL;
    dl_error err;
    bool good = dl__pack_open(path, &pack, &err) == DL_OK;
    if (!good)
        (void)dl__pack_complain(&b->report, path, 0, "%s", err.message);
    if (good && dl__pack_table(pack, "lex_deeds")) {
        size_t before = b->report.n;
        good =
            dl__pack_check_cells(pack, true, cell_fault, &b->report, &err) == DL_OK && b->report.n == before;
        if (dl__events_new(pack, &events, &err) != DL_OK ||
            (model_path && dl_model_open(model_path, path, &model, &err) != DL_OK))
            good = dl__pack_complain(&b->report, "lexicon", 0, "%s", err.message);
        lexicon_check c = {
            .report = &b->report, .pack = pack, .events = events, .arena = b->arena, .model = model
        };
        dl__map_init(&c.words, b->arena);
        good &= gather(&c, "lex_words", "word", &c.words);
        if (events) {
            good &= check_tables(&c);
            good &= check_entries(&c);
        }
        if (model) {
            good &= dl__check_set_words(&c);
            good &= dl__check_examples(&c);
        }
    }
    dl_model_free(model);
    dl__events_free(events);
    dl__pack_free(pack);
    return good;
}
