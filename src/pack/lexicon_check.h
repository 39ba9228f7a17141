/* lexicon_check.h - what --check asks of a lexicon beyond the shape of its tables.  Layer: pack, private. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PACK_LEXICON_CHECK_H
#define DL_PACK_LEXICON_CHECK_H
#include "base/map.h"
#include "event/tables.h"
#include "pack/build.h"
#include "pipeline/model_tables.h"

typedef struct lexicon_check {
    pack_report *report;
    const dl__pack *pack;
    const dl__events *events;
    dl__arena *arena;
    const dl_model *model; /* NULL: words and examples are not asked */
    dl__map words;         /* of words.tsv: right though nobody knows them */
} lexicon_check;

/* Which entry of a word wins. */
typedef enum dl__rivalry {
    DL__RIVALS_SCORED, /* the one that scores most, then the earlier (deeds, acts) */
    DL__RIVALS_FIRST,  /* the earlier (lights) */
    DL__RIVALS_NONE    /* all that fit have their say (status, cues) */
} dl__rivalry;

/* A complaint about a row.  Always returns false. */
bool dl__lexicon_fault(lexicon_check *c, const dl__table *t, uint32_t row, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Entries that can never be reached, places that stand twice. */
bool dl__check_frames(lexicon_check *c, const dl__entries *entries, dl__rivalry rivalry);
/* Words of triggers, frames and sets that neither WordNet nor the treebanks know; needs the model. */
bool dl__check_words(lexicon_check *c, const dl__entries *entries);
bool dl__check_set_words(lexicon_check *c);
/* Code every example; it must make its own row fire.  Needs the model. */
bool dl__check_examples(lexicon_check *c);
#endif
