/* test_language.c - what passes as English and what does not. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon/language.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"

static dl__pack *pack;

static int open_pack(void **state)
{
    (void)state;
    dl_error err;
    const char *path = getenv("DATELINE_PACK");
    return !path || dl__pack_open(path, &pack, &err);
}

static int close_pack(void **state)
{
    (void)state;
    dl__pack_free(pack);
    return 0;
}

typedef struct row {
    const char *headline, *text;
    const char *found; /* in the message; NULL: English */
} row;

static void check(const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        dl_story s = { .headline = { rows[i].headline, strlen(rows[i].headline) },
                       .text = { rows[i].text, strlen(rows[i].text) } };
        dl_error err = { DL_OK, 0, "" };
        dl_status st = dl__language_check(pack, &s, &err);
        if ((st == DL_OK) != !rows[i].found || (st && st != DL_ELANGUAGE))
            fail_msg("row %zu: %d: %s", i, st, err.message);
        if (rows[i].found &&
            (!strstr(err.message, rows[i].found) || !strstr(err.message, "expected English")))
            fail_msg("row %zu: '%s' does not name %s", i, err.message, rows[i].found);
    }
}

static void test_other_languages(void **state)
{
    (void)state;
    static const row rows[] = {
        { "", "Der Minister hat die Vorschläge nicht angenommen, wie er am Montag in der Sitzung sagte.",
          "German" },
        { "Gobierno y oposición",
          "El presidente dijo que los diputados no han votado la ley por falta de acuerdo.", "Spanish" },
        { "", "O presidente disse que não vai à reunião com os deputados da região.", "Portuguese" },
        { "", "Il ministro ha detto che gli accordi sono stati firmati e che non è più tempo di attese.",
          "Italian" },
        { "", "De minister heeft gezegd dat het voorstel niet door de kamer wordt aangenomen.", "Dutch" },
        { "", "A miniszter azt mondta, hogy a javaslat nem lesz elfogadva, mert az idő már kevés.",
          "Hungarian" },
        { "", "Minister powiedział, że nie będzie rozmów, bo jest za późno.", "Polish" },
        { "", "Bakan, bu karar için çok geç olduğunu ve toplantının daha sonra yapılacağını söyledi.",
          "Turkish" },
        { "", "Menteri itu mengatakan bahwa pertemuan tidak akan diadakan karena alasan yang sudah jelas.",
          "Indonesian" },
        { "", "Bộ trưởng nói rằng cuộc họp sẽ không được tổ chức trong năm này.", "Vietnamese" },
        { "", "Waziri huyo alisema kuwa mkutano huo ni wa watu wa nchi hii na si ya wageni kwa sasa.",
          "Swahili" },
        { "", "Ο υπουργός μίλησε στη βουλή.", "Greek" },
        { "", "وزير الخارجية يلتقي نظيره", "Arabic" },
        { "", "外務大臣は会談しなかった。", "Chinese or Japanese" },
        { "", "장관은 회담을 거부했다.", "Korean" },
    };
    check(rows, sizeof rows / sizeof *rows);
}

static void test_english_of_all_kinds(void **state)
{
    (void)state;
    static const row rows[] = {
        { "", "", NULL },
        { "No deal", "", NULL },
        { "", "Ja.", NULL },
        { "Lula da Silva visits Rio de Janeiro", "", NULL },
        { "LA PAZ: EL ALTO VOTES", "THE MAYOR OF EL ALTO SAID ON MONDAY THAT THE VOTE WAS FREE AND FAIR.",
          NULL },
        { "",
          "Von der Leyen, de Croo, van der Bellen and di Maio met el-Sisi and bin Salman in Mar del Plata.",
          NULL },
        { "", "Der Spiegel and Le Monde wrote that the report by El País and La Repubblica was not theirs.",
          NULL },
        { "", "1 12.5 14\n2 13.5 19\n3 11.0 20\nSum 37 53", NULL },
        { "", "Smith 12, Jones 4, Weber 9, Rossi 3, Dupont 7, Ivanov 8, Tanaka 5, Garcia 6, Silva 2, Kim 1",
          NULL },
        { "", "He said \"je ne suis pas pour la guerre\" to the crowd, and then he left for the airport.",
          NULL },
        { "", "The minister, Сергей Иванов, said that he had not read the letter.", NULL },
    };
    check(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_english_of_all_kinds),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
