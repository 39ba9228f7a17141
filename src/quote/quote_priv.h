/* quote_priv.h - between the parts of quote/.  Layer: quote, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_QUOTE_QUOTE_PRIV_H
#define DL_QUOTE_QUOTE_PRIV_H
#include "lexicon/frame.h"
#include "parse/args.h"
#include "quote/quote.h"

struct dl__cues {
    dl__arena *arena;
    dl__sets sets;
    dl__entries entries;
};

/* Tokens [first, end) of the document. */
typedef struct dl__run {
    uint32_t first, end;
} dl__run;

/* Who speaks, as far as it is written: the head of the phrase and the mention that it is or holds; -1: none. */
typedef struct dl__source {
    int32_t token, mention;
} dl__source;

/* A run of text between quotation marks; marks left out. Tokens are those inside. */
typedef struct dl__quotation {
    uint32_t first, end; /* tokens */
    int32_t speaker;     /* statement whose cue speaks for it, -1: not known yet */
    int32_t cue;         /* the word that was found to speak for it, -1 */
    dl__source who;
    bool unclosed;       /* a paragraph ended before a closing mark: the next one goes on with it */
} dl__quotation;

/* What is known of a statement while they are looked for. */
typedef struct dl__said {
    uint32_t cue; /* token */
    dl__source who;
    dl__run content;
    dl__run hole; /* the words that say it, where they stand within what is said; empty: elsewhere */
} dl__said;

typedef struct dl__finder {
    const dl__cues *cues;
    dl_document *d;
    dl__arena *scratch;
    dl__quotation *quotes;
    size_t n_quotes;
    uint32_t *quote_of; /* [n_tokens] 1 + quotation that holds the token, 0: none */
    dl__said *said;     /* parallel to the document's statements */
    size_t cap_said;
} dl__finder;

/* ---- cues.c: the table ---- */

/* A place of a frame of cues.tsv: clause, clause opened by "that" or a question word, free speech ("...," he said), object,
 * what an object is called, addressee, who does it, infinitive. */
typedef enum dl__takes {
    DL__TAKES_C,
    DL__TAKES_THAT,
    DL__TAKES_QUOTE,
    DL__TAKES_O,
    DL__TAKES_AS,
    DL__TAKES_I,
    DL__TAKES_S,
    DL__TAKES_TO
} dl__takes;

bool dl__is_cue(const dl__finder *f, uint32_t token);
/* Whether some entry of a cue has such a place and the head of what would fill it is of its set. */
bool dl__cue_takes(const dl__finder *f, uint32_t cue, dl__takes what, uint32_t head);
/* Whether the cue is of a kind of the table ("know"). */
bool dl__cue_is(const dl__finder *f, uint32_t cue, const char *kind);
/* Whether no entry of a cue asks for somebody else to do it ("mean/v  s={I|you}"). */
bool dl__cue_suits(const dl__finder *f, uint32_t cue, int32_t who);

/* ---- marks.c ---- */

/* Find the quotations of a document: typographic marks pair by form, straight ones by turns; a paragraph's end closes all
 * but a quotation that the next paragraph reopens.  quote_of[n_tokens] gets 1 + the quotation of a token, 0: none. */
DL_CHECK dl_status dl__quotations(dl_document *d, dl__arena *scratch, dl__quotation **out, size_t *n,
                                  uint32_t **quote_of);
/* Whether a token is a quotation mark (double). */
bool dl__is_mark(const dl_document *d, uint32_t token);

/* ---- runs.c ---- */

bool dl__is_form(const dl_document *d, uint32_t token, const char *form);
/* Whether a token is one that what is said neither begins nor ends with: a quotation mark, comma, colon. */
bool dl__is_edge(const dl_document *d, uint32_t token);
void dl__trim(const dl_document *d, dl__run *r); /* without edges */
bool dl__has_child(const dl_document *d, uint32_t token, dl__dep dep);
bool dl__has_subject(const dl_document *d, uint32_t clause);
bool dl__finite(const dl_document *d, uint32_t clause);
/* Whether a finite verb stands in a run, outside of another run. */
bool dl__has_finite(const dl_document *d, dl__run r, dl__run but);
bool dl__has_as(const dl_document *d, int32_t token); /* "as" as its preposition or conjunction */
bool dl__is_question_word(const dl_document *d, int32_t token); /* "how", "whether"; false for -1 */
dl__run dl__sentence_run(const dl_document *d, uint32_t token);
dl__run dl__span_run(const dl_document *d, uint32_t token);
/* What stands between two semicolons, or in the quotation where the token is in one; without the final stop. */
dl__run dl__limits(const dl__finder *f, uint32_t token);

/* ---- speaker.c: who speaks ---- */

/* The phrase of a token and who it is; of what somebody wrote or gave out, whose it is.  -1: nobody. */
dl__source dl__source_at(const dl_document *d, int32_t token);
dl__source dl__speaker_of(const dl_document *d, uint32_t cue, const dl__args *args);
/* The phrase as written, with its article and what stands behind its head; `cue` is never in it. */
dl__run dl__source_run(const dl_document *d, uint32_t head, uint32_t cue);
int32_t dl__addressee_of(const dl_document *d, const dl__args *args, dl__run content);

/* ---- clause.c, spans.c: what is said ---- */

/* The clause behind a cue whose phrase ("told Reuters on Monday") ends at p.end: content of `x`. */
bool dl__content_after(const dl__finder *f, const dl__args *args, dl__run p, dl__said *x);
/* "several said they wanted it", where the cue hangs on what is said, or on a word beside it. */
bool dl__content_misplaced(const dl__finder *f, dl__said *x);
/* What a cue says, by the tree and by where the words stand: content and hole of `x` (its cue is set). false: nothing. */
bool dl__content_of(const dl__finder *f, const dl__args *args, dl__said *x);
/* The clause around a phrase that tells who says it ("according to X"); the phrase is left out, or a hole in it. */
bool dl__content_around(const dl__finder *f, dl__run phrase, dl__said *x);

/* ---- by_tree.c, by_marks.c, chains.c ---- */

/* Append a statement, its edges cut; false when memory is out. Nothing where nothing is left. */
bool dl__add_statement(dl__finder *f, dl__said x, bool direct);
bool dl__by_tree(dl__finder *f, uint32_t token);
bool dl__by_marks(dl__finder *f, size_t quotation);
/* A sentence that ends in "he observed:" before a paragraph without marks. */
bool dl__by_colon(dl__finder *f, size_t sentence);
/* "..., citing officials": what is said before is said by them; then the chains of all statements. */
bool dl__chains(dl__finder *f);
/* The document's quotes: the statements of one cue in one. */
bool dl__gather_quotes(dl__finder *f);
#endif
