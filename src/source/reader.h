/* reader.h - what a form of input is to the source: bytes in, items out.  Layer: source.
 *
 * A reader is a table of three calls over an input: it takes bytes from input->lines and gives out items, one at a time and
 * holding no more than one.  What holds other files (an archive, a compressed file) gives out those as inputs instead: it
 * sets input->child, whose bytes it hands on, and is asked again when the child has been read. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SOURCE_READER_H
#define DL_SOURCE_READER_H
#include "source/charset.h"
#include "source/item.h"

typedef struct dl__input dl__input;

typedef struct dl__reader {
    const char *name;
    /* An id that comes twice is a mistake of the file (its message names the first); else the same story again is passed
     * over, and one that differs goes on. */
    bool unique;
    bool (*begin)(dl__input *in);     /* NULL: nothing to do. false: memory is out */
    dl__item *(*next)(dl__input *in); /* NULL: see out_of_memory and child; neither: the end */
    void (*end)(dl__input *in);       /* NULL: nothing to do */
} dl__reader;

/* What a file unpacks to, over all that is packed in it, so that a small file cannot keep the program busy for ever. */
typedef struct dl__budget {
    const uint64_t *in; /* bytes read of the file itself */
    uint64_t out;       /* bytes that came out of it, at every level */
    bool spent;         /* too many: the file is left */
} dl__budget;

struct dl__input {
    const dl__source_options *o;
    const dl__reader *reader;
    char *path;      /* as it is shown: "news.tar:march/5.html"; owned */
    char *stem;      /* as ids begin: "news/march/5"; owned */
    char *name;      /* as the form is told by, where path does not do: "news.html" of "news.html.gz"; owned; NULL: path */
    size_t held;     /* bytes that an archive looks at still */
    char *charset;   /* what it is encoded in, where that is known from outside; NULL: not known; owned */
    bool decoded;    /* its bytes are UTF-8, whatever they say of themselves */
    const char *url; /* where it was fetched from; NULL: not fetched */
    dl__lines lines; /* its bytes */
    dl__form form;   /* what it is said to hold, or found to hold */
    bool named;      /* by the user, or below a folder and such */
    uint64_t line;   /* the line that was read last */
    void *state;     /* the reader's */
    dl__budget *budget;
    dl__input *child, *parent;
    bool out_of_memory;
    bool told; /* what failed in it was told of at the level within */
};

/* An input within another, or within none, of bytes that it closes. Copies the strings. NULL when memory is out. */
dl__input *dl__input_new(dl__input *parent, const char *path, const char *stem, dl__bytes from);
void dl__input_free(dl__input *in);
/* Look at the first bytes, and at the name, and choose the reader. An item: nothing can be done with it, and this is why. */
dl__item *dl__input_recognise(dl__input *in);

/* Make the child of a compressed file: what it unpacks to. false, and in->out_of_memory: none. */
bool dl__input_unpack(dl__input *in, dl__bytes from);
/* Count n bytes that were unpacked. false, and a message: they are too many. */
bool dl__budget_take(dl__budget *b, const dl__source_options *o, size_t n, char *message);

/* An item at a line of the input (0: at the whole), noting when memory is out. */
dl__item *dl__input_item(dl__input *in, uint64_t line);
/* The item, or NULL and a note where memory is out (ok false). */
dl__item *dl__input_or_fail(dl__input *in, dl__item *item, bool ok);
/* "line of 17 bytes, the limit is 9" */
dl__item *dl__input_too_long(const dl__input *in, dl__item *item, const char *what, uint64_t len);

extern const dl__reader DL__READER_TEXT, DL__READER_JSONL, DL__READER_CSV, DL__READER_HTML, DL__READER_FEED,
    DL__READER_WARC, DL__READER_MBOX, DL__READER_GZIP, DL__READER_ARCHIVE, DL__READER_DECODE;
#endif
