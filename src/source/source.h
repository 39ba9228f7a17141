/* source.h - readers: files, folders, feeds and standard input to stories, one at a time.  Layer: source; public header, base,
 * and of text the reading of dates.
 *
 *     dl__source *s = dl__source_new(&options, paths, n_paths);
 *     dl__item *it;
 *     while ((it = dl__source_next(s))) { ...; dl__item_free(it); }
 *
 * What cannot be read (a line that is no JSON, a folder without permission) is an item too, with a message in place of a
 * story, so that it is reported in its turn.  A source holds one story (a line, page, message, record) at a time, not a file.
 * Forms are recognised by content first, name second; docs/sources.md tells how, and what is done with each. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_SOURCE_H
#define DL_SOURCE_SOURCE_H
#include "dateline/dateline.h"

typedef enum dl__form {
    DL__FORM_AUTO,
    DL__FORM_TEXT,
    DL__FORM_JSONL,
    DL__FORM_CSV,
    DL__FORM_HTML,
    DL__FORM_FEED,
    DL__FORM_WARC,
    DL__FORM_MBOX,
    DL__N_FORMS
} dl__form;

typedef struct dl__source_options {
    dl__form form;
    bool recursive;                    /* folders are walked, names in byte order, hidden ones left out */
    uint64_t max_bytes;                /* a line or file of more is reported and not held */
    const char *id, *date, *publisher; /* for plain text and HTML: in place of what the file says; NULL: none */
    const char *encoding;              /* of text, JSON Lines and CSV; "auto": detected; NULL: UTF-8 */
    const char *const *follow;         /* feeds that are fetched again and again, after the files */
    size_t n_follow;
    const char *const *watch; /* folders whose files are read, and read again when they change, after the files */
    size_t n_watch;
    unsigned every;        /* seconds between two fetches of a feed; 0: each is fetched once */
    unsigned timeout;      /* seconds that a fetch may take */
    int stop_fd;           /* once this can be read, nothing more is; 0: none */
    uint64_t max_unpacked; /* bytes that one file may unpack to; 0: as DL__MAX_UNPACKED */
} dl__source_options;

enum { DL__MAX_RATIO = 200 };                     /* times its size a file may unpack to, and */
#define DL__FREE_UNPACKED (UINT64_C(64) << 20)    /* this much in any case */
#define DL__MAX_UNPACKED  (UINT64_C(64) << 30)

typedef enum dl__item_kind { DL__ITEM_STORY, DL__ITEM_BAD, DL__ITEM_WARNING } dl__item_kind;

typedef struct dl__item {
    dl__item_kind kind;
    dl_story story;      /* points into the item */
    char *place;         /* "news.jsonl:17"; owned */
    uint64_t line;       /* 17; 0: the whole file */
    char message[300];   /* for a kind other than DL__ITEM_STORY */
    char date[11];       /* room for dl_story_from_text() */
    char *made_id;       /* an id of ours, for a story that came without one */
    char *raw;           /* the story points into it */
    struct json_t *json; /* or into this: a line of JSON Lines, a row of CSV */
    char *extra;         /* see dl__item_extra() */
    dl_story given;      /* the story as it came, for who keeps it: what is coded may have lost a date that is none */
} dl__item;

typedef struct dl__source dl__source;

/* "-" is standard input; no paths at all: standard input. The strings are borrowed. NULL when memory is out. */
dl__source *dl__source_new(const dl__source_options *options, char *const *paths, size_t n_paths);
void dl__source_free(dl__source *s);
/* The next item, NULL at the end or when memory is out (dl__source_failed() tells). The caller frees it. */
dl__item *dl__source_next(dl__source *s);
bool dl__source_failed(const dl__source *s);
void dl__item_free(dl__item *item);
/* The keys of a line of JSON Lines that are not read, as a JSON object with its keys in order; "" where there are none, NULL
 * when memory is out.  Made at the first call, owned by the item. */
const char *dl__item_extra(dl__item *item);
#endif
