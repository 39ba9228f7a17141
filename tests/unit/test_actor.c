/* test_actor.c - phrases to codes over given trees, with tables of its own: no model, no shipped data.
 *
 * Trees are written one word after the other: form/lemma/UPOS/head/relation, heads counted from 1 within the sentence.
 * "*" behind the UPOS: plural, "?": relative pronoun; "~" before the form: no space before it; "@PER", "@ORG", "@LOC"
 * behind the relation: first word of a name, "@per" ...: a further one; "|" ends a sentence.
 * Expected: head=CODE or head=CODE+CODE in text order, "head=" for a word without a mention; ":via" may follow. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "actor/actor.h"

#include "cmocka_all.h"
#include "conllu_read.h"
#include "tempdir.h"

static tempdir temp;
static dl__pack *pack;
static dl__actors *actors;

static const struct {
    const char *name, *text;
} TABLES[] = {
    { "pack.meta", "name=data-test\nlicence=none\n" },
    { "pack.tsv", "table\tfile\tindex\tkeys\n"
                  "countries\tcountries.tsv\tnames\tname;names;adjectives;demonyms;capital;seats\n"
                  "persons\tpersons.tsv\tnames\tname;aliases\n"
                  "orgs\torgs.tsv\tnames\tname;names;acronyms\n"
                  "groups\tgroups.tsv\tnames\tname;names\n"
                  "roles\troles.tsv\troles_lower\tlemma;names\n" },
    { "countries.tsv",
      "iso3\tname\tnames\tadjectives\tdemonyms\tcapital\tseats\tformer\tnote\n"
      "RUS\tRussia\t\tRussian\tRussians\tMoscow\tKremlin\t\t\n"
      "TUR\tTurkey\t\tTurkish\tTurks\tAnkara\t\t\tambiguous:Turkey\n"
      "ARM\tArmenia\t\tArmenian\tArmenians\tYerevan\t\t\t\n"
      "AZE\tAzerbaijan\t\tAzerbaijani\tAzerbaijanis\tBaku\t\t\t\n"
      "USA\tUnited States\tUS;U.S.\tAmerican;US;U.S.\tAmericans\tWashington\tWhite House\t\t\n"
      "MLI\tMali\t\tMalian\tMalians\tBamako\t\t\t\n" },
    { "persons.tsv", "name\taliases\tiso3\tsectors\torg\toffice\tstart\tend\n"
                     "Ana Bel\tBel\tMLI\tGOV\t\tpresident\t2015-01-01\t2018-12-31\n"
                     "Kofi Samba\t\tMLI\tOPP\t\topposition leader\t2015-01-01\t2018-12-31\n" },
    { "orgs.tsv", "code\tname\tnames\tacronyms\tkind\tiso3\tsectors\tnote\n"
                  "IGOUNO\tUnited Nations\t\tUN\tIGO\t\tIGO\t\n"
                  "USAGOV\tState Department\t\t\tGOV\tUSA\tGOV\t\n" },
    { "groups.tsv", "name\tnames\tiso3\tsectors\tkind\tstart\tend\n"
                    "Ansar Test\t\tMLI\tREB\tgroup\t2010\t2020-06-30\n"
                    "Ansar Test\t\tMLI\tGOV\tgroup\t2020-07-01\t\n" },
    { "roles.tsv", "lemma\tnames\tsectors\tkind\tweight\n"
                   "ambassador\t\tGOV\tperson\tstrong\n"
                   "president\t\tGOV\tperson\tstrong\n"
                   "prime minister\t\tGOV\tperson\tstrong\n"
                   "foreign ministry\t\tGOV\tbody\tstrong\n"
                   "government\t\tGOV\tbody\tstrong\n"
                   "leader\t\t\tperson\tweak\n"
                   "spokesperson\t\t\tperson\tweak\n"
                   "troop\t\tMIL\tgroup\tstrong\n"
                   "force\tforces\tMIL\tgroup\tstrong\n"
                   "soldier\t\tMIL\tperson\tstrong\n"
                   "diplomat\t\tGOV\tperson\tstrong\n"
                   "fighter\t\tMIL\tperson\tstrong\n"
                   "militant\t\tREB\tperson\tstrong\n"
                   "rebel\t\tREB\tperson\tstrong\n"
                   "police\t\tCOP\tgroup\tstrong\n"
                   "attacker\t\tCRM\tperson\tweak\n"
                   "officer\t\tMIL\tperson\tstrong\n"
                   "justice\t\tJUD\tperson-title\tweak\n"
                   "national\t\tCVL\tperson\tweak\n"
                   "son\t\tCVL\tperson\tweak\n"
                   "jet\t\tMIL\tequipment\tstrong\n"
                   "firm\t\tBUS\tbody\tweak\n"
                   "man\t\tCVL\tperson\tweak\n"
                   "country\t\t\tgroup\tweak\n"
                   "side\t\t\tgroup\tweak\n" },
};

static int set_up(void **state)
{
    (void)state;
    char command[4 * TEMP_PATH];
    dl_error err;
    if (!tempdir_make(&temp))
        return -1;
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++)
        (void)tempdir_write(&temp, TABLES[i].name, TABLES[i].text, strlen(TABLES[i].text));
    (void)snprintf(command, sizeof command, "%s/bin/dateline-pack %s %s", getenv("DL_BINARY_DIR"), temp.path,
                   tempdir_file(&temp, "out.dlp"));
    FILE *run = popen(command, "r");
    if (!run || pclose(run) != 0)
        return -1;
    if (dl__pack_open(tempdir_file(&temp, "out.dlp"), &pack, &err) != DL_OK)
        return -1;
    return dl__actors_new(pack, &actors, &err) == DL_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl__actors_free(actors);
    dl__pack_free(pack);
    tempdir_remove(&temp);
    return 0;
}

/* One word of the short notation as a line of CoNLL-U; false at the end of a sentence. */
static void add_word(FILE *out, unsigned n, char *word, bool glued)
{
    char *part[5] = { word, NULL, NULL, NULL, NULL };
    for (int i = 1; i < 5; i++) {
        part[i] = strchr(part[i - 1], '/');
        assert_non_null(part[i]);
        *part[i]++ = '\0';
    }
    const char *feats = "_";
    char *mark = part[2] + strcspn(part[2], "*?");
    if (*mark)
        feats = *mark == '*' ? "Number=Plur" : "PronType=Rel";
    *mark = '\0';
    char misc[40] = "_", *at = strchr(part[4], '@');
    const char *space = glued ? "SpaceAfter=No" : "";
    if (at) {
        *at++ = '\0';
        bool further = at[0] >= 'a';
        (void)snprintf(misc, sizeof misc, "NER=%c-%c%c%c%s%s", further ? 'I' : 'B', at[0] & ~32, at[1] & ~32,
                       at[2] & ~32, glued ? "|" : "", space);
    } else if (glued) {
        (void)snprintf(misc, sizeof misc, "%s", space);
    }
    (void)fprintf(out, "%u\t%s\t%s\t%s\t_\t%s\t%s\t%s\t_\t%s\n", n, part[0], part[1], part[2], feats, part[3],
                  part[4], misc);
}

static dl_document *read_short(const char *tree)
{
    char *copy = strdup(tree), *text = NULL, *word, *next, *save = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_true(copy && out);
    unsigned n = 0;
    (void)fprintf(out, "# newdoc\n");
    for (word = strtok_r(copy, " ", &save); word; word = next) {
        next = strtok_r(NULL, " ", &save);
        if (word[0] == '|') {
            (void)fprintf(out, "\n");
            n = 0;
            continue;
        }
        add_word(out, ++n, word[0] == '~' ? word + 1 : word, next && next[0] == '~');
    }
    (void)fprintf(out, "\n");
    (void)fclose(out);
    dl_error err = { DL_OK, 0, "" };
    dl_document *d = conllu_read(text, size, true, &err);
    if (!d)
        print_message("%s\n%s", err.message, text);
    assert_non_null(d);
    free(text);
    free(copy);
    return d;
}

static const char *const VIA[] = {
#define X(name) #name,
    DL_VIA_MAP(X)
#undef X
};

/* Whether each "head=CODE+CODE:via" of `expected` holds, in text order. */
static bool check(const char *title, dl_document *d, const char *expected)
{
    char *copy = strdup(expected), *save = NULL;
    size_t t = 0;
    bool good = true;
    for (char *item = strtok_r(copy, " ", &save); item; item = strtok_r(NULL, " ", &save)) {
        char *code = strchr(item, '='), got[120] = "";
        assert_non_null(code);
        *code++ = '\0';
        char *via = strchr(code, ':');
        if (via)
            *via++ = '\0';
        while (t < d->n_tokens && strcmp(d->tokens[t].form, item) != 0)
            t++;
        assert_true(t < d->n_tokens);
        size_t n = 0;
        for (int32_t m = d->mention_of[t]; m >= 0; m = d->mentions[m].next) {
            const char *c = d->entities[d->mentions[m].entity].code;
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%s", n ? "+" : "", c);
            if (via && strcmp(VIA[d->mentions[m].via], via) != 0) {
                print_message("%s: '%s' is reached by %s, not %s\n", title, item, VIA[d->mentions[m].via],
                              via);
                good = false;
            }
        }
        if (strcmp(got, code) != 0) {
            print_message("%s: '%s' is %s, not %s\n", title, item, got, code);
            good = false;
        }
        t++;
    }
    free(copy);
    return good;
}

static const struct {
    const char *title, *date, *tree, *expected;
} CASES[] = {
    { "possessive pronoun takes the controller", "",
      "Russia/Russia/PROPN/2/nsubj asked/ask/VERB/0/root Azerbaijan/Azerbaijan/PROPN/2/obj to/to/PART/5/mark "
      "withdraw/withdraw/VERB/2/xcomp its/its/PRON/7/nmod:poss troops/troop/NOUN*/5/obj",
      "Russia=RUS:name Azerbaijan=AZE its=AZE:pronoun troops=AZEMIL:noun" },
    { "possessive pronoun takes the subject of the governing clause", "",
      "Russia/Russia/PROPN/2/nsubj said/say/VERB/0/root its/its/PRON/4/nmod:poss forces/force/NOUN*/5/nsubj "
      "left/leave/VERB/2/ccomp Mali/Mali/PROPN/5/obj",
      "its=RUS forces=RUSMIL Mali=MLI" },
    { "ambassador: owner before, host behind, name last", "",
      "Russia/Russia/PROPN/6/nmod:poss ~'s/'s/PART/1/case Ambassador/ambassador/NOUN/6/nmod:desc "
      "to/to/ADP/5/case "
      "Armenia/Armenia/PROPN/3/nmod Ivan/Ivan/PROPN/8/nsubj@PER Petrov/Petrov/PROPN/6/flat@per "
      "left/leave/VERB/0/root | "
      "Petrov/Petrov/PROPN/2/nsubj@PER spoke/speak/VERB/0/root | The/the/DET/3/det "
      "Russian/Russian/ADJ/3/amod "
      "ambassador/ambassador/NOUN/4/nsubj smiled/smile/VERB/0/root | He/he/PRON/2/nsubj "
      "slept/sleep/VERB/0/root",
      "Ivan=RUSGOV:name Petrov= Petrov=RUSGOV ambassador=RUSGOV:title He=RUSGOV:pronoun" },
    { "ambassador whose name hangs on the host", "",
      "Russian/Russian/ADJ/2/amod Ambassador/ambassador/NOUN/7/nsubj to/to/ADP/4/case "
      "Armenia/Armenia/PROPN/2/nmod "
      "Ivan/Ivan/PROPN/4/appos@PER Petrov/Petrov/PROPN/5/flat@per left/leave/VERB/0/root",
      "Ambassador=RUSGOV:name Armenia=ARM Ivan=RUSGOV" },
    { "the host is never the sender", "",
      "The/the/DET/2/det ambassador/ambassador/NOUN/5/nsubj to/to/ADP/4/case Armenia/Armenia/PROPN/2/nmod "
      "left/leave/VERB/0/root",
      "ambassador=---GOV" },
    { "ministry's spokesperson with a name", "",
      "the/the/DET/5/det Russian/Russian/ADJ/4/amod foreign/foreign/ADJ/4/amod "
      "ministry/ministry/NOUN/5/compound "
      "spokesperson/spokesperson/NOUN/6/nmod:desc Maria/Maria/PROPN/8/nsubj@PER "
      "Orlova/Orlova/PROPN/6/flat@per "
      "spoke/speak/VERB/0/root",
      "Maria=RUSGOV" },
    { "chain by of", "",
      "the/the/DET/2/det leaders/leader/NOUN*/9/nsubj of/of/ADP/4/case Russia/Russia/PROPN/2/nmod "
      "~,/,/PUNCT/6/punct "
      "Armenia/Armenia/PROPN/4/conj and/and/CCONJ/8/cc Azerbaijan/Azerbaijan/PROPN/4/conj "
      "met/meet/VERB/0/root",
      "leaders=RUSGOV+ARMGOV+AZEGOV Russia=RUS Armenia=ARM Azerbaijan=AZE" },
    { "chain by adjectives", "",
      "Russian/Russian/ADJ/4/amod and/and/CCONJ/3/cc Turkish/Turkish/ADJ/1/conj troops/troop/NOUN*/5/nsubj "
      "met/meet/VERB/0/root",
      "troops=RUSMIL+TURMIL" },
    { "conjuncts share the country", "",
      "Russian/Russian/ADJ/2/amod soldiers/soldier/NOUN*/5/nsubj and/and/CCONJ/4/cc "
      "diplomats/diplomat/NOUN*/2/conj "
      "met/meet/VERB/0/root",
      "soldiers=RUSMIL diplomats=RUSGOV" },
    { "backed by is not of", "",
      "Turkish/Turkish/ADJ/3/obl ~-/-/PUNCT/3/punct ~backed/back/VERB/4/amod fighters/fighter/NOUN*/5/nsubj "
      "left/leave/VERB/0/root Mali/Mali/PROPN/5/obj",
      "fighters=---MIL Mali=MLI" },
    { "the second nationality", "",
      "Armenian/Armenian/ADJ/3/amod ~-/-/PUNCT/3/punct ~American/American/ADJ/4/amod "
      "soldiers/soldier/NOUN*/5/nsubj "
      "left/leave/VERB/0/root",
      "soldiers=USAMIL" },
    { "group and fighters", "2015-06-01",
      "Ansar/Ansar/PROPN/3/compound Test/Test/PROPN/1/flat fighters/fighter/NOUN*/4/nsubj "
      "left/leave/VERB/0/root",
      "fighters=MLIREB" },
    { "group rows have dates", "2021-01-01",
      "Ansar/Ansar/PROPN/3/nsubj Test/Test/PROPN/1/flat left/leave/VERB/0/root", "Ansar=MLIGOV" },
    { "militants in a place", "",
      "militants/militant/NOUN*/4/nsubj in/in/ADP/3/case Mali/Mali/PROPN/1/nmod left/leave/VERB/0/root",
      "militants=MLIREB Mali=MLI" },
    { "organisation and role", "",
      "a/a/DET/3/det UN/UN/PROPN/3/compound spokesperson/spokesperson/NOUN/4/nsubj left/leave/VERB/0/root",
      "spokesperson=IGOUNO" },
    { "spokesperson for rebels", "",
      "a/a/DET/2/det spokesperson/spokesperson/NOUN/6/nsubj for/for/ADP/5/case the/the/DET/5/det "
      "rebels/rebel/NOUN*/2/nmod "
      "left/leave/VERB/0/root",
      "spokesperson=---REB rebels=---REB" },
    { "in office", "2017-05-05", "Ana/Ana/PROPN/3/nsubj@PER Bel/Bel/PROPN/1/flat@per left/leave/VERB/0/root",
      "Ana=MLIGOV:name" },
    { "out of office", "2020-05-05",
      "Ana/Ana/PROPN/3/nsubj@PER Bel/Bel/PROPN/1/flat@per left/leave/VERB/0/root", "Ana=MLI" },
    { "former", "2017-05-05",
      "former/former/ADJ/3/amod Malian/Malian/ADJ/3/amod president/president/NOUN/4/nmod:desc "
      "Oto/Oto/PROPN/6/nsubj@PER "
      "Kan/Kan/PROPN/4/flat@per left/leave/VERB/0/root",
      "Oto=MLI" },
    { "a text's own Bel before the list's", "2017-05-05",
      "Jan/Jan/PROPN/3/nsubj@PER Bel/Bel/PROPN/1/flat@per left/leave/VERB/0/root | Bel/Bel/PROPN/2/nsubj@PER "
      "slept/sleep/VERB/0/root",
      "Jan=MLICVL Bel= Bel=MLICVL" },
    { "title in apposition", "",
      "Ivan/Ivan/PROPN/9/nsubj@PER Petrov/Petrov/PROPN/1/flat@per ~,/,/PUNCT/5/punct the/the/DET/5/det "
      "president/president/NOUN/1/appos of/of/ADP/7/case Armenia/Armenia/PROPN/5/nmod ~,/,/PUNCT/1/punct "
      "left/leave/VERB/0/root",
      "Ivan=ARMGOV president=ARMGOV:title" },
    { "name in apposition", "",
      "Armenia/Armenia/PROPN/4/nmod:poss ~'s/'s/PART/1/case Prime/Prime/ADJ/4/amod "
      "Minister/Minister/NOUN/8/nsubj "
      "~,/,/PUNCT/6/punct Ivan/Ivan/PROPN/4/appos@PER Petrov/Petrov/PROPN/6/flat@per left/leave/VERB/0/root",
      "Minister=ARMGOV Ivan=ARMGOV" },
    { "capital acts, capital as a place", "",
      "Moscow/Moscow/PROPN/2/nsubj warned/warn/VERB/0/root Ankara/Ankara/PROPN/2/obj in/in/ADP/5/case "
      "Yerevan/Yerevan/PROPN/2/obl",
      "Moscow=RUSGOV:metonym Ankara=TURGOV Yerevan=" },
    { "adjective of a thing", "",
      "Russian/Russian/ADJ/2/amod arms/arm/NOUN*/3/nsubj arrived/arrive/VERB/0/root",
      "Russian=RUS:demonym arms=" },
    { "equipment of an owner acts, of nobody is a thing", "",
      "Russian/Russian/ADJ/2/amod jets/jet/NOUN*/3/nsubj bombed/bomb/VERB/0/root a/a/DET/5/det "
      "jet/jet/NOUN/3/obj",
      "jets=RUSMIL jet=" },
    { "attackers have no country from the place", "",
      "An/a/DET/2/det attacker/attacker/NOUN/3/nsubj struck/strike/VERB/0/root in/in/ADP/5/case "
      "Mali/Mali/PROPN/3/obl",
      "attacker=---CRM" },
    { "police are of the place", "",
      "Police/police/NOUN/2/nsubj left/leave/VERB/0/root in/in/ADP/4/case Mali/Mali/PROPN/2/obl",
      "Police=MLICOP:role" },
    { "both countries", "",
      "Russia/Russia/PROPN/4/nsubj and/and/CCONJ/3/cc Turkey/Turkey/PROPN/1/conj met/meet/VERB/0/root | "
      "Both/both/DET/2/det countries/country/NOUN*/3/nsubj agreed/agree/VERB/0/root | They/they/PRON/2/nsubj "
      "signed/sign/VERB/0/root",
      "Russia=RUS Turkey=TUR countries=TUR+RUS:noun They=TUR+RUS:pronoun" },
    { "relative pronoun", "",
      "Russian/Russian/ADJ/2/amod soldiers/soldier/NOUN*/5/nsubj who/who/PRON?/4/nsubj "
      "fled/flee/VERB/2/acl:relcl "
      "died/die/VERB/0/root",
      "who=RUSMIL:pronoun" },
    { "hundreds of", "",
      "Hundreds/hundred/NOUN*/5/nsubj of/of/ADP/4/case Malian/Malian/ADJ/4/amod "
      "soldiers/soldier/NOUN*/1/nmod "
      "left/leave/VERB/0/root",
      "Hundreds=MLIMIL" },
    { "the counted act, they are not acted upon", "",
      "Thousands/thousand/NOUN*/2/nsubj march/march/VERB/0/root | Thousands/thousand/NOUN*/3/nsubj:pass "
      "were/be/AUX/3/aux:pass "
      "killed/kill/VERB/0/root",
      "Thousands=---CVL Thousands=" },
    { "surname before the full name", "",
      "Petrov/Petrov/PROPN/2/nsubj@PER spoke/speak/VERB/0/root | Russian/Russian/ADJ/2/amod "
      "President/president/NOUN/3/nmod:desc Ivan/Ivan/PROPN/5/nsubj@PER Petrov/Petrov/PROPN/3/flat@per "
      "left/leave/VERB/0/root",
      "Petrov=RUSGOV Ivan=RUSGOV" },
    { "a bare surname of who is in office", "2016-05-01",
      "Mali/Mali/PROPN/2/nsubj warned/warn/VERB/0/root Mr/Mr/PROPN/4/nmod:desc Samba/Samba/PROPN/2/obj@PER",
      "Samba=MLIOPP:name" },
    { "a bare surname of who is not yet in office", "2014-05-01",
      "Mali/Mali/PROPN/2/nsubj warned/warn/VERB/0/root Mr/Mr/PROPN/4/nmod:desc Samba/Samba/PROPN/2/obj@PER",
      "Samba=MLICVL" },
    { "a bare surname of which another full name is told", "2016-05-01",
      "Mali/Mali/PROPN/2/nsubj warned/warn/VERB/0/root Mr/Mr/PROPN/4/nmod:desc Samba/Samba/PROPN/2/obj@PER | "
      "Oto/Oto/PROPN/3/nsubj@PER Samba/Samba/PROPN/1/flat@per left/leave/VERB/0/root",
      "Samba=MLICVL" },
    { "all capitals", "",
      "RUSSIA/russia/PROPN/2/nsubj WARNS/warn/VERB/0/root TURKEY/turkey/PROPN/2/obj AGAIN/again/ADV/2/advmod",
      "RUSSIA=RUS TURKEY=TUR" },
    { "plural that the lemma missed", "",
      "Malian/Malian/ADJ/2/amod troops/troop/NOUN*/3/nsubj left/leave/VERB/0/root", "troops=MLIMIL" },
    { "a word for a thing is no holder of the title", "",
      "Malian/Malian/ADJ/2/amod troops/troop/NOUN*/3/nsubj left/leave/VERB/0/root for/for/ADP/5/case "
      "justice/justice/NOUN/3/obl | A/a/DET/2/det justice/justice/NOUN/3/nsubj left/leave/VERB/0/root",
      "justice= justice=MLIJUD" },
    { "officers of the police", "",
      "Malian/Malian/ADJ/2/amod police/police/NOUN/3/nsubj left/leave/VERB/0/root | "
      "Officers/officer/NOUN*/2/nsubj left/leave/VERB/0/root",
      "police=MLICOP Officers=MLICOP" },
    { "officers of the military", "",
      "Malian/Malian/ADJ/2/amod troops/troop/NOUN*/3/nsubj left/leave/VERB/0/root | "
      "Officers/officer/NOUN*/2/nsubj left/leave/VERB/0/root",
      "troops=MLIMIL Officers=MLIMIL" },
    { "nobody in particular is of the country of the story", "",
      "Mali/Mali/PROPN/2/nsubj waited/wait/VERB/0/root | Jan/Jan/PROPN/3/nsubj@PER Oto/Oto/PROPN/1/flat@per "
      "left/leave/VERB/0/root",
      "Jan=MLICVL" },
    { "until the text says more", "",
      "Mali/Mali/PROPN/2/nsubj waited/wait/VERB/0/root | Jan/Jan/PROPN/3/nsubj@PER Oto/Oto/PROPN/1/flat@per "
      "left/leave/VERB/0/root | Russian/Russian/ADJ/2/amod President/president/NOUN/3/nmod:desc "
      "Jan/Jan/PROPN/5/nsubj@PER Oto/Oto/PROPN/3/flat@per spoke/speak/VERB/0/root | Mali/Mali/PROPN/2/nsubj "
      "left/leave/VERB/0/root",
      "Jan=RUSGOV" },
    { "a national", "",
      "Mali/Mali/PROPN/2/nsubj waited/wait/VERB/0/root | Jan/Jan/PROPN/6/nsubj@PER Oto/Oto/PROPN/1/flat@per "
      "is/be/AUX/6/cop a/a/DET/6/det Turkish/Turkish/ADJ/6/amod national/national/NOUN/0/root",
      "Jan=TURCVL national=TURCVL:title" },
    { "a son taken for a name of his father", "",
      "Russian/Russian/ADJ/2/amod President/president/NOUN/3/nmod:desc Jan/Jan/PROPN/6/nsubj@PER "
      "Oto/Oto/PROPN/3/flat@per "
      "~'s/'s/PART/3/case son/son/NOUN/7/nsubj left/leave/VERB/0/root",
      "son=RUSCVL" },
    { "troops are of who sends them", "",
      "Turkey/Turkey/PROPN/2/nsubj sent/send/VERB/0/root troops/troop/NOUN*/2/obj to/to/ADP/5/case "
      "Mali/Mali/PROPN/2/obl | Mali/Mali/PROPN/2/nsubj left/leave/VERB/0/root",
      "troops=TURMIL" },
    { "soldiers are of the military that is named", "",
      "Mali/Mali/PROPN/2/nsubj waited/wait/VERB/0/root | Mali/Mali/PROPN/2/nsubj left/leave/VERB/0/root | "
      "Russian/Russian/ADJ/2/amod troops/troop/NOUN*/3/nsubj left/leave/VERB/0/root | "
      "Soldiers/soldier/NOUN*/2/nsubj died/die/VERB/0/root",
      "Soldiers=RUSMIL" },
    { "the president of a firm", "",
      "The/the/DET/4/det Malian/Malian/ADJ/3/amod firm/firm/NOUN/5/nmod:poss ~'s/'s/PART/3/case "
      "president/president/NOUN/6/nsubj left/leave/VERB/0/root",
      "president=MLIBUS" },
    { "who is arrested is a suspect", "",
      "Mali/Mali/PROPN/2/nsubj waited/wait/VERB/0/root | A/a/DET/2/det man/man/NOUN/4/nsubj:pass "
      "was/be/AUX/4/aux:pass arrested/arrest/VERB/0/root",
      "man=---CRM" },
    { "the name of a firm", "",
      "The/the/DET/3/det Malian/Malian/ADJ/3/amod firm/firm/NOUN/5/nsubj Oto/Oto/PROPN/3/appos@ORG "
      "left/leave/VERB/0/root | Oto/Oto/PROPN/2/nsubj@ORG spoke/speak/VERB/0/root",
      "firm=MLIBUS Oto=MLIBUS" },
    { "a surname of two parts", "",
      "Mali/Mali/PROPN/3/nmod:poss ~'s/'s/PART/1/case ambassador/ambassador/NOUN/4/nmod:desc "
      "Jan/Jan/PROPN/7/nsubj@PER Oto/Oto/PROPN/4/flat@per Ruiz/Ruiz/PROPN/4/flat@per left/leave/VERB/0/root "
      "| "
      "Oto/Oto/PROPN/3/nsubj@PER Ruiz/Ruiz/PROPN/1/flat@per spoke/speak/VERB/0/root",
      "Jan=MLIGOV Oto= Oto=MLIGOV" },
    { "a title beside the name of its organisation", "",
      "United/United/PROPN/2/amod Nations/Nations/PROPN/8/nsubj ~(/(/PUNCT/4/punct UN/UN/PROPN/2/appos "
      "~)/)/PUNCT/4/punct leader/leader/NOUN/2/appos Oto/Oto/PROPN/6/flat@PER left/leave/VERB/0/root",
      "leader=IGOUNO" },
};

static void test_actor_find_over_given_trees(void **state)
{
    (void)state;
    bool good = true;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        dl_document *d = read_short(CASES[i].tree);
        dl_error err = { DL_OK, 0, "" };
        d->story_date = CASES[i].date;
        assert_int_equal(dl__actor_find(actors, d, &err), DL_OK);
        good &= check(CASES[i].title, d, CASES[i].expected);
        dl_document_free(d);
    }
    assert_true(good);
}

static void test_actor_find_spans_title_and_name(void **state)
{
    (void)state;
    dl_document *d = read_short(CASES[2].tree);
    dl_error err;
    assert_int_equal(dl__actor_find(actors, d, &err), DL_OK);
    const dl_mention *m = &d->mentions[d->mention_of[5]];
    dl_str text = dl__document_field(d, m->in);
    static const char whole[] = "Russia's Ambassador to Armenia Ivan Petrov";
    assert_int_equal(m->end - m->begin, sizeof whole - 1);
    assert_memory_equal(text.ptr + m->begin, whole, sizeof whole - 1);
    assert_string_equal(d->entities[m->entity].name, "Ivan Petrov");
    assert_string_equal(d->entities[m->entity].kind, "person");
    dl_document_free(d);
}

/* Trees that no sound parser makes: everything hangs on the last word, chains of every relation, cycles of owners. */
static void test_actor_find_bears_any_tree(void **state)
{
    (void)state;
    static const char *const DEPS[] = { "compound", "nmod:poss", "nmod",      "conj",      "appos", "flat",
                                        "amod",     "nsubj",     "acl:relcl", "nmod:desc", "obl",   "xcomp" };
    static const char *const WORDS[] = { "Russian/Russian/ADJ", "its/its/PRON",  "troops/troop/NOUN*",
                                         "Ana/Ana/PROPN",       "who/who/PRON?", "leaders/leader/NOUN*",
                                         "both/both/DET",       "of/of/ADP" };
    enum { N = 400 };
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        char *text = NULL;
        size_t size = 0;
        FILE *f = open_memstream(&text, &size);
        assert_non_null(f);
        for (int i = 1; i <= N; i++) {
            seed = seed * 1664525u + 1013904223u;
            int head = round % 3 == 0 ? i + 1 : round % 3 == 1 ? (int)(seed >> 8) % N + 1 : i - 1;
            if (round % 3 == 1)
                head = head < i ? head : i - 1; /* a forest of earlier words: no cycle */
            (void)fprintf(f, "%s/%d/%s ", WORDS[(seed >> 16) % 8], i == N && round % 3 == 0 ? 0 : head,
                          head == 0 || (i == N && round % 3 == 0) ? "root" : DEPS[(seed >> 20) % 12]);
        }
        (void)fclose(f);
        dl_document *d = read_short(text);
        dl_error err;
        assert_int_equal(dl__actor_find(actors, d, &err), DL_OK);
        for (size_t m = 0; m < d->n_mentions; m++)
            assert_true(d->mentions[m].begin < d->mentions[m].end && d->mentions[m].entity < d->n_entities);
        dl_document_free(d);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_actor_find_over_given_trees),
        cmocka_unit_test(test_actor_find_spans_title_and_name),
        cmocka_unit_test(test_actor_find_bears_any_tree),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
