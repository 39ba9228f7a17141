/* test_link.c - which mentions are one event, over records written by hand. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "link/link.h"

#include "cmocka_all.h"

static dl_entity entities[] = { { .id = 0, .code = "TCD", .country = "TCD" },
                                { .id = 1, .code = "NER", .country = "NER" },
                                { .id = 2, .code = "NERMIL", .country = "NER" } };
static dl_mention mentions[] = { { .entity = 0, .next = -1 },
                                 { .entity = 1, .next = -1 },
                                 { .entity = 2, .next = -1 } };
static const uint32_t CHAD[] = { 0 }, NIGER[] = { 1 }, ARMY[] = { 2 };

static dl_event event(const char *type, const uint32_t *actor, const uint32_t *recipient, const char *date)
{
    return (dl_event){ .type = type,
                       .actors = actor,
                       .n_actors = actor != NULL,
                       .recipients = recipient,
                       .n_recipients = recipient != NULL,
                       .date = date,
                       .date_from = *date ? "text" : "story" };
}

static void test_link_events_joins_what_agrees(void **state)
{
    (void)state;
    dl_event rows[] = {
        event("ASSAULT", CHAD, NIGER, "2024-03-01"), /* 0 */
        event("ASSAULT", NULL, NIGER, ""),           /* one side silent: the same */
        event("ASSAULT", CHAD, ARMY, "2024-03"), /* same countries, a month that holds the day: the same */
        event("ASSAULT", NIGER, CHAD, ""),       /* other way round */
        event("ASSAULT", CHAD, NIGER, "2024-02-07"), /* another day */
        event("ACCUSE", CHAD, NIGER, ""),            /* another type */
        event("ASSAULT", NULL, NULL, ""),            /* nobody in it */
    };
    static const uint32_t want[] = { 0, 0, 0, 3, 4, 5, 6 };
    dl_document d = { .entities = entities,
                      .n_entities = 3,
                      .mentions = mentions,
                      .n_mentions = 3,
                      .events = rows,
                      .n_events = sizeof rows / sizeof rows[0] };
    dl_error err;
    assert_int_equal(dl__link_events(&d, &err), DL_OK);
    for (size_t i = 0; i < d.n_events; i++)
        assert_int_equal(rows[i].link, want[i]);
}

static void test_link_events_keeps_towns_apart(void **state)
{
    (void)state;
    static const dl_place zinder = { .name = "Zinder", .granularity = "city" },
                          agadez = { .name = "Agadez", .granularity = "city" },
                          niger = { .name = "Niger", .granularity = "country" };
    dl_event rows[] = { event("ASSAULT", CHAD, NIGER, ""), event("ASSAULT", CHAD, NIGER, ""),
                        event("ASSAULT", CHAD, NIGER, ""), event("ASSAULT", CHAD, NIGER, ""),
                        event("ASSAULT", CHAD, NIGER, "") };
    static const struct {
        const dl_place *place;
        const char *from;
    } at[] = { { &zinder, "text" },
               { &agadez, "text" },
               { &niger, "text" },
               { &agadez, "story" },
               { &agadez, "text" } };
    static const uint32_t want[] = { 0, 1, 0, 0, 1 }; /* what only the story's scene says does not count */
    for (size_t i = 0; i < 5; i++) {
        rows[i].place = at[i].place;
        rows[i].place_from = at[i].from;
    }
    dl_document d = { .entities = entities,
                      .n_entities = 3,
                      .mentions = mentions,
                      .n_mentions = 3,
                      .events = rows,
                      .n_events = 5 };
    assert_int_equal(dl__link_events(&d, NULL), DL_OK);
    for (size_t i = 0; i < d.n_events; i++)
        assert_int_equal(rows[i].link, want[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_link_events_joins_what_agrees),
                                        cmocka_unit_test(test_link_events_keeps_towns_apart) };
    return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
