/* test_quote.c - who says what, over trees written by hand and the shipped tables; trees that are wrong as the parser's are. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

static const char *code(const dl_document *d, int32_t mention)
{
    return mention < 0 ? "-" : d->entities[d->mentions[mention].entity].code;
}

/* Words of bytes [begin, end), one space between them. */
static size_t words_of(const dl_document *d, uint32_t begin, uint32_t end, char *out, size_t cap)
{
    size_t n = 0;
    for (size_t t = 0; t < d->n_tokens; t++) {
        if (d->tokens[t].begin >= begin && d->tokens[t].end <= end)
            n += (size_t)snprintf(out + n, cap - n, " %s", d->tokens[t].form);
    }
    return n;
}

/* "TCD said: Niger slept": each quote with the speakers of its first statement, its chain before it, parts between strokes. */
static void shown(dl_document *d, char out[512])
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < d->n_quotes; i++) {
        const dl_quote *q = &d->quotes[i];
        const dl_statement *s = &d->statements[q->statements[0]];
        n += (size_t)snprintf(out + n, 512 - n, "%s", i ? "; " : "");
        for (uint32_t k = 0; k < s->n_by; k++)
            n += (size_t)snprintf(out + n, 512 - n, "%s > ", code(d, (int32_t)s->by[k]));
        n += (size_t)snprintf(out + n, 512 - n, "%s %s%s", code(d, s->speaker), s->verb,
                              s->direct ? "!" : ":");
        for (uint32_t k = 0; k < q->n_content; k++) {
            n += (size_t)snprintf(out + n, 512 - n, "%s", k ? " |" : "");
            n += words_of(d, q->content[k].begin, q->content[k].end, out + n, 512 - n);
        }
    }
}

#define CHAD       "Chad/PROPN/NNP/2/nsubj "
#define MARK(head) "\"/PUNCT/``/" #head "/punct "
static const tree_row rows[] = {
    { "a clause",
      CHAD
      "said=say/VERB/VBD/0/root that/SCONJ/IN/5/mark Niger/PROPN/NNP/5/nsubj slept=sleep/VERB/VBD/2/ccomp",
      "TCD said: Niger slept" },
    { "who is told is no part of it",
      CHAD "told=tell/VERB/VBD/0/root reporters=reporter/NOUN/NNS/5/obj Niger/PROPN/NNP/5/nsubj "
           "slept=sleep/VERB/VBD/2/ccomp",
      "TCD told: Niger slept" },
    { "the beginning of what is said, taken for an object",
      CHAD "said=say/VERB/VBD/0/root hundreds=hundred/NOUN/NNS/2/obj of/ADP/IN/5/case "
           "soldiers=soldier/NOUN/NNS/3/nmod "
           "slept=sleep/VERB/VBD/2/ccomp",
      "TCD said: hundreds of soldiers slept" },
    { "two halves under the cue are one",
      CHAD
      "said=say/VERB/VBD/0/root that/SCONJ/IN/5/mark Niger/PROPN/NNP/5/nsubj slept=sleep/VERB/VBD/2/ccomp "
      "Mali/PROPN/NNP/7/nsubj woke=wake/VERB/VBD/2/ccomp",
      "TCD said: Niger slept Mali woke" },
    { "a speaker lent to what is said",
      "Chad/PROPN/NNP/4/nsubj said=say/VERB/VBD/0/root Niger/PROPN/NNP/4/nsubj slept=sleep/VERB/VBD/2/ccomp",
      "TCD said: Niger slept" },
    { "marks",
      CHAD "said=say/VERB/VBD/0/root ,/PUNCT/,/2/punct " MARK(
          6) "Niger/PROPN/NNP/6/nsubj slept=sleep/VERB/VBD/2/ccomp " MARK(6),
      "TCD said! Niger slept" },
    { "a speaker in the middle of a quotation",
      MARK(3) "Niger/PROPN/NNP/3/nsubj slept=sleep/VERB/VBD/7/ccomp ,/PUNCT/,/3/punct " MARK(
          3) "Chad/PROPN/NNP/7/nsubj "
             "said=say/VERB/VBD/0/root ,/PUNCT/,/3/punct " MARK(
                 11) "and/CCONJ/CC/11/cc woke=wake/VERB/VBD/3/conj " MARK(11),
      "TCD said! Niger slept | and woke" },
    { "according to",
      "According=accord/VERB/VBG/3/case to/ADP/IN/1/fixed Chad/PROPN/NNP/6/obl ,/PUNCT/,/3/punct "
      "Niger/PROPN/NNP/6/nsubj "
      "slept=sleep/VERB/VBD/0/root",
      "TCD According: Niger slept" },
    { "a chain",
      CHAD
      "said=say/VERB/VBD/0/root Niger/PROPN/NNP/4/nsubj claimed=claim/VERB/VBD/2/ccomp that/SCONJ/IN/7/mark "
      "Mali/PROPN/NNP/7/nsubj slept=sleep/VERB/VBD/4/ccomp",
      "TCD said: Niger claimed that Mali slept; TCD > NER claimed: Mali slept" },
    { "a state of mind",
      "Chad/PROPN/NNP/3/nsubj is=be/AUX/VBZ/3/cop sure/ADJ/JJ/0/root that/SCONJ/IN/6/mark "
      "Niger/PROPN/NNP/6/nsubj "
      "slept=sleep/VERB/VBD/3/ccomp",
      "TCD sure: Niger slept" },
    { "a noun that is said", CHAD "claimed=claim/VERB/VBD/0/root responsibility/NOUN/NN/2/obj",
      "TCD claimed: responsibility" },
    { "no speech", CHAD "claimed=claim/VERB/VBD/0/root lives=life/NOUN/NNS/2/obj", "" },
    { "a title between marks",
      CHAD "won=win/VERB/VBD/0/root the/DET/DT/5/det " MARK(
          7) "Best=good/ADJ/JJS/7/amod Silent=silent/ADJ/JJ/7/amod "
             "Village/NOUN/NN/2/obj Award/NOUN/NN/7/flat " MARK(7),
      "" },
    { "a condition of what somebody does",
      "If=if/SCONJ/IN/3/mark Niger/PROPN/NNP/3/nsubj attacks=attack/VERB/VBZ/7/advcl ,/PUNCT/,/3/punct "
      "Chad/PROPN/NNP/7/nsubj will/AUX/MD/7/aux respond/VERB/VB/0/root",
      "" },
};

static void test_quote_find_tells_who_says_what(void **state)
{
    (void)state;
    assert_rows(rows, sizeof rows / sizeof rows[0], shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_quote_find_tells_who_says_what) };
    return cmocka_run_group_tests_name("quote", tests, open_tables, close_tables);
}
