/* dateline.h - read English news, get the record of who did what to whom, when, where, and according to whom.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     dl_model *m; dl_pipeline *p; dl_document *d; dl_error e;
 *     dl_model_open("en.dlm", "world.dlp", &m, &e);
 *     dl_pipeline_new(m, NULL, &p, &e);
 *     dl_story s = { .text = DL_STR("Russia called on Azerbaijan to withdraw its troops."), .date = DL_STR("2022-09-29") };
 *     dl_code(p, &s, &d, &e);
 *     for (size_t i = 0; i < dl_document_n_events(d); i++) puts(dl_document_event(d, i)->type);
 *
 * Threads: a dl_model is read-only after dl_model_open(); share it.  A dl_pipeline holds scratch; one per thread.
 *          A dl_document never changes once returned; any thread may read it.
 * Memory:  what you get through "T **out" you free with the T's _free(), NULL allowed.  Pointers inside a
 *          dl_document live until dl_document_free(); it owns a copy of the story.
 * Text:    UTF-8 without NUL bytes; positions are bytes of the field that they are in, half open [begin, end).
 * Errors:  functions return a dl_status; dl_error (may be NULL) gets the message.  Nothing is printed, nothing aborts. */
#ifndef DATELINE_DATELINE_H
#define DATELINE_DATELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DL_API __attribute__((visibility("default")))
#define DL_CHECK __attribute__((warn_unused_result))
#else
#define DL_API
#define DL_CHECK
#endif

/* Numbers are never reused. */
#define DL_STATUS_MAP(X)                                                                                     \
    X(OK, 0, "ok")                                                                                           \
    X(ENOMEM, -1, "out of memory")                                                                           \
    X(EINVAL, -2, "invalid argument")                                                                        \
    X(EUTF8, -3, "invalid UTF-8")                                                                            \
    X(ELIMIT, -4, "input over a limit")                                                                      \
    X(EMODEL, -5, "model or pack unusable")                                                                  \
    X(EIO, -6, "input/output error")                                                                         \
    X(ECANCELED, -7, "canceled by caller")                                                                   \
    X(ELANGUAGE, -8, "not in English")
typedef enum dl_status {
#define X(name, value, text) DL_##name = value,
    DL_STATUS_MAP(X)
#undef X
} dl_status;

typedef struct dl_error {
    dl_status status;
    uint64_t offset; /* byte of the input that the error is about, 0 where there is none */
    char message[256];
} dl_error;

typedef struct dl_model dl_model;       /* weights and tables, memory-mapped */
typedef struct dl_pipeline dl_pipeline; /* scratch of one thread */
typedef struct dl_document dl_document; /* all that was found in one story */

/* A run of bytes; not NUL-terminated. ptr may be NULL when len is 0. */
typedef struct dl_str {
    const char *ptr;
    size_t len;
} dl_str;
#define DL_STR(literal) { (literal), sizeof(literal) - 1 }

typedef enum dl_field { DL_HEADLINE = 0, DL_TEXT = 1 } dl_field;

/* A story as given.  Only text is required.  date is ISO 8601 "YYYY-MM-DD" (more may follow, it is ignored) or empty. */
typedef struct dl_story {
    dl_str id, date, headline, text, publisher, url;
} dl_story;

/* Universal parts of speech, in the order of the model's labels. */
#define DL_UPOS_MAP(X)                                                                                       \
    X(ADJ) X(ADP) X(ADV) X(AUX) X(CCONJ) X(DET) X(INTJ) X(NOUN) X(NUM) X(PART) X(PRON) X(PROPN) X(PUNCT)     \
    X(SCONJ) X(SYM) X(VERB) X(X)
typedef enum dl_upos {
#define X(name) DL_UPOS_##name,
    DL_UPOS_MAP(X)
#undef X
    DL_N_UPOS
} dl_upos;

/* One syntactic word (a row of the tree).  Strings are NUL-terminated. */
typedef struct dl_token {
    uint32_t begin, end;  /* bytes in the field; the words of a multiword token ("don't") have their own parts of it */
    const char *form;     /* as written, typographic quotes and dashes kept */
    const char *lemma;
    const char *xpos;     /* Penn tag */
    const char *feats;    /* "Number=Sing|..." or "_" */
    const char *deprel;   /* with subtype, "nsubj:pass" */
    int32_t head;         /* index within the sentence, -1: root */
    uint8_t upos;         /* dl_upos */
    uint8_t ner;          /* DL_NER_*: B- is the first token of a name */
    uint8_t n_words;      /* > 1 on the first word of a multiword token: how many words it has; else 1 */
    bool space_after;
} dl_token;

enum { DL_NER_O, DL_NER_B_PER, DL_NER_I_PER, DL_NER_B_ORG, DL_NER_I_ORG, DL_NER_B_LOC, DL_NER_I_LOC, DL_N_NER };

typedef struct dl_sentence {
    dl_field in;
    uint32_t begin, end;          /* bytes in the field */
    uint32_t first_token, n_tokens;
    bool starts_paragraph;
    uint32_t n_windows;           /* that it was parsed in: more than 1 where it is longer than dl_options.max_tokens */
} dl_sentence;

/* How a mention was reached. */
#define DL_VIA_MAP(X) X(name) X(title) X(acronym) X(demonym) X(metonym) X(pronoun) X(noun) X(role)
typedef enum dl_via {
#define X(name) DL_VIA_##name,
    DL_VIA_MAP(X)
#undef X
} dl_via;

/* One actor of the story, whatever it is called in its places. */
typedef struct dl_entity {
    uint32_t id;          /* index in the document */
    const char *name;     /* resolved name: "Sergei Kopyrkin" */
    const char *code;     /* "RUSGOV", "IGOUNO", "---MIL" */
    const char *country;  /* alpha-3 or "" */
    const char *sectors;  /* role codes in order, three letters each, concatenated: "GOV", "IGO", "MILREB", "" */
    const char *kind;     /* person, country, organisation, group, role */
} dl_entity;

typedef struct dl_mention {
    uint32_t entity;      /* index of the entity */
    uint32_t sentence;    /* index in the document */
    uint32_t token;       /* head token, index in the document */
    dl_field in;
    uint32_t begin, end;  /* bytes in the field */
    int32_t next;         /* another mention reached by the same words ("both countries"), -1: none */
    dl_via via;
} dl_mention;

/* TIMEX3. */
typedef struct dl_time {
    dl_field in;
    uint32_t sentence, begin, end, first_token, n_tokens;
    const char *type;     /* DATE, TIME, DURATION, SET */
    const char *value;    /* "2022-09-13"; "" where the story has no date to count from */
} dl_time;

typedef struct dl_place {
    dl_field in;
    uint32_t sentence, begin, end, token; /* token: head, index in the document */
    const char *text;         /* as written; for a place that the text does not name: "" */
    const char *name;         /* resolved; "" where it was not */
    const char *country;      /* alpha-3 or "" */
    const char *admin1, *admin2;
    double lat, lon;          /* degrees; NAN where unknown */
    int64_t geonameid;        /* 0: none */
    const char *granularity;  /* point, city, admin2, admin1, country, region */
    bool literal;             /* the place is meant, not the government that sits there or the nation */
} dl_place;

typedef enum dl_polarity { DL_AFFIRMED, DL_NEGATED } dl_polarity;
typedef enum dl_when { DL_PAST, DL_FUTURE, DL_HISTORICAL } dl_when;
typedef enum dl_modality {
    DL_ASSERTED, DL_CLAIMED, DL_POSSIBLE, DL_HYPOTHETICAL, DL_REQUESTED, DL_PROMISED, DL_THREATENED
} dl_modality;

typedef struct dl_count {
    const char *what;     /* killed, injured, captured, arrested, displaced, missing, crowd */
    int64_t n, n_max;     /* n_max -1: open */
    const char *text;
} dl_count;

/* One event mention.  Lists of entities are indices of mentions. */
typedef struct dl_event {
    const char *id;
    uint32_t sentence;                  /* index in the document */
    const char *type, *mode;            /* PLOVER; mode "" where none */
    const char *const *contexts; uint32_t n_contexts;
    int quad; double plover_score;
    const char *cameo, *cameo_name; double goldstein;
    const uint32_t *actors, *recipients, *by; uint32_t n_actors, n_recipients, n_by;
    dl_polarity polarity; dl_when time; dl_modality modality;
    const char *date, *date_end, *date_granularity, *date_text, *date_from;
    const dl_place *place; const char *place_from; /* NULL and "" where unknown */
    uint32_t trigger;                   /* token, index in the document */
    uint32_t clause_begin, clause_end;
    const dl_count *counts; uint32_t n_counts;
    double confidence;
    uint32_t link;                      /* mentions of one event in the story share it */
    const char *rule;                   /* "acts.tsv:118 × contents.tsv:402" */
} dl_event;

typedef struct dl_statement {
    int32_t speaker, addressee;         /* mentions, -1: none */
    const char *verb;                   /* the cue as written */
    dl_field in;
    uint32_t sentence, cue_begin, cue_end;
    uint32_t begin, end;                /* what is said, quotation marks and a leading "that" left out */
    bool direct;
    const uint32_t *by, *events; uint32_t n_by, n_events;
    uint32_t source_begin, source_end;  /* the phrase that names the speaker, with its article; equal where none does */
    dl_via source_via;                  /* of that phrase where it is no mention: name, noun, pronoun */
    bool known;                         /* "knows", "realised": told as true, so nobody's claim */
} dl_statement;

typedef struct dl_span {
    uint32_t begin, end;                /* bytes of the field */
} dl_span;

/* One attribution: all that one word of saying introduces, over sentences and around the words that say it.  A statement is
 * a part of one sentence, a quote has them all. */
typedef struct dl_quote {
    dl_field in;
    uint32_t source_begin, source_end;  /* as in dl_statement; equal where nobody is named */
    uint32_t cue_begin, cue_end;
    const dl_span *content; uint32_t n_content; /* in text order; parts that only marks and stops divide are one */
    const uint32_t *statements; uint32_t n_statements;
} dl_quote;

/* Why something was coded or was not; only with dl_options.trace. */
typedef struct dl_trace {
    uint32_t sentence, token;           /* the trigger, index in the document */
    int32_t event;                      /* index of the record that came of it, -1: none */
    const char *rule;                   /* lexicon file and line */
    const char *entry;                  /* the entry as written there */
    const char *arcs;                   /* "subj Russia (nsubj), on Azerbaijan (obl)" */
    const char *missing;                /* what it lacked; "" for a record */
} dl_trace;

typedef struct dl_options {
    uint32_t struct_size;               /* set by DL_OPTIONS_INIT; lets the struct grow at its end */
    uint32_t max_tokens;                /* per parse window, 1..4096, default 512; longer sentences are parsed in windows */
    uint64_t max_bytes;                 /* per document, default 8 MiB */
    int (*keep_going)(void *user);      /* polled every few sentences; 0 stops with DL_ECANCELED */
    void *user;
    bool trace;                         /* keep dl_trace rows */
    const char *kernels;                /* plain, avx2, avx512bw, avx512vnni, neon, neondot: the same bytes, another speed;
                                         * NULL: the fastest that this machine runs; read by dl_pipeline_new() only */
    bool any_language;                  /* code what is not in English, too */
    bool no_events;                     /* dl_code() stops behind times and places */
} dl_options;
#define DL_OPTIONS_INIT { (uint32_t)sizeof(dl_options), 512, UINT64_C(8) << 20, NULL, NULL, false, NULL, false, false }

/* "dateline 0.1.0". Static. */
DL_API const char *dl_version(void);
/* "out of memory" for DL_ENOMEM. Static. */
DL_API const char *dl_status_text(dl_status status);

/* Map a model (.dlm) and a data pack (.dlp; NULL: dl_parse() only) and check every byte of both.
 * errors  DL_EIO (no such file, not readable), DL_EMODEL (cut short, altered, of another version), DL_ENOMEM */
DL_API DL_CHECK dl_status dl_model_open(const char *model_path, const char *pack_path, dl_model **out, dl_error *err);
/* The same with a user's folder of tables (NULL: none) that add to the pack's and override them: docs/lexicon.md.
 * errors  also DL_EMODEL "mine/lexicon/deeds.tsv:3: ...": file, line, what was expected; then nothing is opened */
DL_API DL_CHECK dl_status dl_model_open_with(const char *model_path, const char *pack_path, const char *lexicon,
                                             dl_model **out, dl_error *err);
DL_API void dl_model_free(dl_model *model);
/* "dateline 0.1.0, en-1, data-1": what goes into every record. Owned by the model. */
DL_API const char *dl_model_coder(const dl_model *model);
/* The parts of it, for those who keep records and want to know which are of older versions.  Strings are owned by the
 * model; "" where there is no such part.  A digest changes whenever anything in the file does, a name need not. */
typedef struct dl_versions {
    const char *program; /* "dateline 0.1.0" */
    const char *model;   /* "en-1@0123456789abcdef": name and digest */
    const char *pack;    /* "data-1@0123456789abcdef" */
    const char *lexicon; /* "mine@01234567": the user's folder of tables */
} dl_versions;
DL_API const dl_versions *dl_model_versions(const dl_model *model);

/* A model or pack as text, for people: metadata, then sections, then rows.  Rows go to write(); its non-zero return stops.
 * errors  DL_EIO, DL_EMODEL, DL_ENOMEM, DL_ECANCELED */
DL_API DL_CHECK dl_status dl_dump(const char *path, int (*write)(void *user, const char *text, size_t len), void *user,
                                  dl_error *err);

/* options may be NULL. The pipeline borrows the model.  errors  DL_ENOMEM, DL_EINVAL (an option out of its range) */
DL_API DL_CHECK dl_status dl_pipeline_new(const dl_model *model, const dl_options *options, dl_pipeline **out,
                                          dl_error *err);
DL_API void dl_pipeline_free(dl_pipeline *pipeline);

/* Take a plain text file apart: header lines, a date, a headline, a credit line; what remains is the text.
 * The story's strings point into raw (date may be a static normalised form owned by *date_buf).
 * raw       any bytes; not checked here
 * date_buf  at least 11 bytes, gets "YYYY-MM-DD" when the date was written in another form
 * skipped   may be NULL; bytes of raw before story->text */
DL_API void dl_story_from_text(const char *raw, size_t len, char date_buf[11], dl_story *story, size_t *skipped);

/* Sentences, tokens and trees only.   errors  DL_EUTF8, DL_ELIMIT, DL_ENOMEM, DL_ECANCELED, DL_EINVAL (bad date) */
DL_API DL_CHECK dl_status dl_parse(dl_pipeline *pipeline, const dl_story *story, dl_document **out, dl_error *err);
/* Everything.  Errors as dl_parse(), and DL_ELANGUAGE unless any_language is set.
 * A story without a date is coded; its relative times have no value. */
DL_API DL_CHECK dl_status dl_code(dl_pipeline *pipeline, const dl_story *story, dl_document **out, dl_error *err);
DL_API void dl_document_free(dl_document *document);

/* The story as given (the document's own copy). */
DL_API const dl_story *dl_document_story(const dl_document *d);
/* The bytes of a field. */
DL_API dl_str dl_document_field(const dl_document *d, dl_field in);
/* Code points before byte `at` of a field.  cost: constant (an index every 64 bytes). */
DL_API uint32_t dl_document_codepoints(const dl_document *d, dl_field in, uint32_t at);
/* Index of a sentence counted from 0 within its own field, as the output formats count. */
DL_API uint32_t dl_document_sentence_in_field(const dl_document *d, uint32_t sentence);

#define DL_LAYER_MAP(X)                                                                                      \
    X(sentence, sentences) X(token, tokens) X(entity, entities) X(mention, mentions) X(time, times)          \
    X(place, places) X(event, events) X(statement, statements) X(quote, quotes) X(trace, traces)
#define X(one, many)                                                                                         \
    DL_API size_t dl_document_n_##many(const dl_document *d);                                                \
    DL_API const struct dl_##one *dl_document_##one(const dl_document *d, size_t i); /* NULL past the end */
DL_LAYER_MAP(X)
#undef X

#ifdef __cplusplus
}
#endif
#endif
