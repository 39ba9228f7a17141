/* test_event.c - clauses to records, over trees written by hand and the shipped tables: what the parser does is not tested here. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "event/event.h"

#include "tables.h"

static dl__events *events;

static int open_all(void **state)
{
    dl_error err;
    return open_tables(state) || dl__events_new(tables.pack, &events, &err);
}

static int close_all(void **state)
{
    dl__events_free(events);
    return close_tables(state);
}

static size_t codes(const dl_document *d, const uint32_t *list, uint32_t n, char *out, size_t cap)
{
    size_t len = n ? 0 : (size_t)snprintf(out, cap, "-");
    for (uint32_t i = 0; i < n; i++)
        len += (size_t)snprintf(out + len, cap - len, "%s%s", i ? "+" : "",
                                d->entities[d->mentions[list[i]].entity].code);
    return len;
}

/* Codes the events: "REQUEST/yield 0256 TCD>NER; ..." with what is not plain of the status behind it. */
static void shown(dl_document *d, char out[512])
{
    dl_error err;
    assert_int_equal(dl__event_find(events, tables.atlas, d, &err), DL_OK);
    static const char *const modality[] = { "",           " claimed",  " possible",  " hypothetical",
                                            " requested", " promised", " threatened" };
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < d->n_events; i++) {
        const dl_event *e = &d->events[i];
        n += (size_t)snprintf(out + n, 512 - n, "%s%s%s%s %s ", i ? "; " : "", e->type, *e->mode ? "/" : "",
                              e->mode, e->cameo);
        n += codes(d, e->actors, e->n_actors, out + n, 512 - n);
        n += (size_t)snprintf(out + n, 512 - n, ">");
        n += codes(d, e->recipients, e->n_recipients, out + n, 512 - n);
        n += (size_t)snprintf(out + n, 512 - n, "%s%s", e->polarity == DL_NEGATED ? " negated" : "",
                              modality[e->modality]);
        if (e->n_by) {
            n += (size_t)snprintf(out + n, 512 - n, " by ");
            n += codes(d, e->by, e->n_by, out + n, 512 - n);
        }
    }
}

#define CHAD "Chad/PROPN/NNP/2/nsubj "
static const tree_row rows[] = {
    { "active", CHAD "bombed=bomb/VERB/VBD/0/root Niger/PROPN/NNP/2/obj", "ASSAULT/explosives 183 TCD>NER" },
    { "negated",
      "Chad/PROPN/NNP/4/nsubj did=do/AUX/VBD/4/aux not/PART/RB/4/advmod bomb/VERB/VB/0/root "
      "Niger/PROPN/NNP/4/obj",
      "ASSAULT/explosives 183 TCD>NER negated" },
    { "may", "Chad/PROPN/NNP/3/nsubj may/AUX/MD/3/aux bomb/VERB/VB/0/root Niger/PROPN/NNP/3/obj",
      "ASSAULT/explosives 183 TCD>NER possible" },
    { "a request swallows what is asked",
      CHAD "urged=urge/VERB/VBD/0/root Niger/PROPN/NNP/2/obj to/PART/TO/5/mark withdraw/VERB/VB/2/xcomp "
           "its/PRON/PRP$/7/nmod:poss troops=troop/NOUN/NNS/5/obj",
      "REQUEST/yield 0256 TCD>NER" },
    { "a verb that negates its complement",
      CHAD "failed=fail/VERB/VBD/0/root to/PART/TO/4/mark bomb/VERB/VB/2/xcomp Niger/PROPN/NNP/4/obj",
      "ASSAULT/explosives 183 TCD>NER negated" },
    { "what is said is claimed",
      CHAD "said=say/VERB/VBD/0/root that/SCONJ/IN/5/mark Niger/PROPN/NNP/5/nsubj "
           "bombed=bomb/VERB/VBD/2/ccomp Mali/PROPN/NNP/5/obj",
      "ASSAULT/explosives 183 NER>MLI claimed by TCD" },
    { "an accusation leaves the deed as a claim",
      CHAD "accused=accuse/VERB/VBD/0/root Niger/PROPN/NNP/2/obj of/SCONJ/IN/5/mark "
           "bombing=bomb/VERB/VBG/2/advcl Mali/PROPN/NNP/5/obj",
      "ACCUSE/allege 1123 TCD>NER; ASSAULT/explosives 183 NER>MLI claimed by TCD" },
    { "a denial negates it",
      CHAD "denied=deny/VERB/VBD/0/root bombing=bomb/VERB/VBG/2/xcomp Niger/PROPN/NNP/3/obj",
      "REJECT 016 TCD>-; ASSAULT/explosives 183 TCD>NER negated claimed by TCD" },
    { "a condition",
      "If=if/SCONJ/IN/3/mark Chad/PROPN/NNP/3/nsubj bombs=bomb/VERB/VBZ/7/advcl Niger/PROPN/NNP/3/obj "
      ",/PUNCT/,/3/punct "
      "Mali/PROPN/NNP/7/nsubj sleeps=sleep/VERB/VBZ/0/root",
      "ASSAULT/explosives 183 TCD>NER hypothetical" },
    { "nobody who can act", "Rain/NOUN/NN/2/nsubj bombed=bomb/VERB/VBD/0/root Niger/PROPN/NNP/2/obj", "" },
    { "no political sense", CHAD "attacked=attack/VERB/VBD/0/root the/DET/DT/4/det problem/NOUN/NN/2/obj",
      "" },
    { "an accident",
      "Soldiers=soldier/NOUN/NNS/3/nsubj:pass were=be/AUX/VBD/3/aux:pass killed=kill/VERB/VBN/0/root "
      "when/SCONJ/WRB/6/mark trucks=truck/NOUN/NNS/6/nsubj overturned=overturn/VERB/VBD/3/advcl",
      "" },
    { "no accident",
      "Soldiers=soldier/NOUN/NNS/3/nsubj:pass were=be/AUX/VBD/3/aux:pass killed=kill/VERB/VBN/0/root "
      "when/SCONJ/WRB/6/mark bombs=bomb/NOUN/NNS/6/nsubj fell=fall/VERB/VBD/3/advcl",
      "ASSAULT 180 ->---MIL" },
    { "private life",
      "I/PRON/PRP/4/nsubj really/ADV/RB/4/advmod just/ADV/RB/4/advmod love/VERB/VBP/0/root "
      "my/PRON/PRP$/6/nmod:poss "
      "food/NOUN/NN/4/obj and/CCONJ/CC/9/cc you/PRON/PRP/9/nsubj met=meet/VERB/VBD/4/conj "
      "great/ADJ/JJ/11/amod "
      "teachers=teacher/NOUN/NNS/9/obj !/PUNCT/./4/punct",
      "" },
    { "talk with the press",
      "Chad/PROPN/NNP/2/nsubj met=meet/VERB/VBD/0/root journalists=journalist/NOUN/NNS/2/obj", "" },
};

static void test_what_is_left_out_says_why(void **state)
{
    (void)state;
    dl_error err;
    dl_document *d =
        tree("Chad/PROPN/NNP/2/nsubj met=meet/VERB/VBD/0/root journalists=journalist/NOUN/NNS/2/obj");
    assert_int_equal(dl__actor_find(tables.actors, d, &err), DL_OK);
    d->trace = true;
    assert_int_equal(dl__event_find(events, tables.atlas, d, &err), DL_OK);
    assert_int_equal(d->n_events, 0);
    bool told = false;
    for (size_t i = 0; i < d->n_traces; i++)
        told |= d->traces[i].event < 0 && d->traces[i].token == 1 &&
                strstr(d->traces[i].missing, "left out: talk with the press");
    assert_true(told);
    dl_document_free(d);
}

static void test_event_find_codes_clauses(void **state)
{
    (void)state;
    assert_rows(rows, sizeof rows / sizeof rows[0], shown);
}

static void test_event_find_of_nothing(void **state)
{
    (void)state;
    static const dl_story none = { .text = DL_STR("") };
    dl_document *d = dl__document_new(&none);
    dl_error err;
    assert_non_null(d);
    assert_true(dl__tree_index(d));
    assert_int_equal(dl__event_find(events, tables.atlas, d, &err), DL_OK);
    assert_int_equal(d->n_events, 0);
    dl_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_event_find_codes_clauses),
        cmocka_unit_test(test_what_is_left_out_says_why),
        cmocka_unit_test(test_event_find_of_nothing),
    };
    return cmocka_run_group_tests_name("event", tests, open_all, close_all);
}
