/* test_actor_fault.c - the actors when memory runs out at each allocation in turn; nothing leaks, nothing is half done. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor.h"

#include <stdlib.h>

#include "cmocka_all.h"
#include "conllu_read.h"
#include "fault.h"

static const char TREE[] = "# newdoc\n"
                           "1\tRussia\tRussia\tPROPN\tNNP\t_\t3\tnmod:poss\t_\tSpaceAfter=No\n"
                           "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n"
                           "3\tpresident\tpresident\tNOUN\tNN\t_\t6\tnsubj\t_\t_\n"
                           "4\tand\tand\tCCONJ\tCC\t_\t5\tcc\t_\t_\n"
                           "5\tdiplomats\tdiplomat\tNOUN\tNNS\tNumber=Plur\t3\tconj\t_\t_\n"
                           "6\turged\turge\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                           "7\tArmenia\tArmenia\tPROPN\tNNP\t_\t6\tobj\t_\t_\n"
                           "8\tto\tto\tPART\tTO\t_\t9\tmark\t_\t_\n"
                           "9\twithdraw\twithdraw\tVERB\tVB\t_\t6\txcomp\t_\t_\n"
                           "10\tits\tits\tPRON\tPRP$\t_\t11\tnmod:poss\t_\t_\n"
                           "11\ttroops\ttroop\tNOUN\tNNS\tNumber=Plur\t9\tobj\t_\t_\n\n";

static void test_actors_without_memory(void **state)
{
    (void)state;
    dl__pack *pack = NULL;
    dl__actors *actors = NULL;
    dl_error err;
    if (dl__pack_open(getenv("DATELINE_PACK"), &pack, &err) != DL_OK)
        fail_msg("%s", err.message);
    dl_status status = DL_ENOMEM;
    for (long n = 0; n < 1000 && status != DL_OK; n++) {
        fault_arm(n);
        status = dl__actors_new(pack, &actors, &err);
        fault_disarm();
        assert_true(status == DL_OK || (status == DL_ENOMEM && !actors));
    }
    status = DL_ENOMEM;
    long n = 0;
    for (; n < 10000 && status != DL_OK; n++) {
        dl_document *d = conllu_read(TREE, sizeof TREE - 1, true, &err);
        assert_non_null(d);
        fault_arm(n);
        status = dl__actor_find(actors, d, &err);
        fault_disarm();
        assert_true(status == DL_OK || status == DL_ENOMEM);
        if (status == DL_OK)
            assert_true(d->n_mentions >= 5);
        dl_document_free(d);
    }
    assert_int_equal(status, DL_OK);
    assert_true(n > 2);
    dl__actors_free(actors);
    dl__pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_actors_without_memory) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
