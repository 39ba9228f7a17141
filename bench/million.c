/* million.c - does what a story costs grow with the store?  Made stories with made records go through the store's own code.
 *
 * usage: dl_bench_million DB STORIES [SEED]
 *
 * Stories come in the order of their days, 270 a day.  Each has a text of some 90 words, drawn by Zipf's law, and three records over
 * 180 countries, of which some have much more to do than others; one story in ten is a copy of another of the week with some
 * words changed, and one record in three tells again what another story of that day or the day before told.
 * Prints for each hundredth of the stories: processor time per story in microseconds, bytes per story, share of records that are
 * new events.  The last line compares the last hundredth with the first. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/document.h"
#include "store/store.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    WORDS = 90,
    VOCABULARY = 20000,
    COUNTRIES = 180,
    TOWNS = 40,
    A_DAY = 270,
    RECORDS = 3,
    KEPT = 7 * A_DAY,
    TEXT = WORDS * 10
};

static const char *const TYPES[] = { "CONSULT", "ASSAULT", "ACCUSE",   "REQUEST",
                                     "SUPPORT", "PROTEST", "SANCTION", "COERCE" };

/* What is told of: who, to whom, what, where. */
typedef struct fact {
    int type, actor, recipient, town;
    int64_t day;
} fact;

typedef struct made {
    char text[TEXT];
    fact told[RECORDS];
} made;

typedef struct maker {
    uint64_t dice;
    made *kept; /* stories of the last week, [KEPT], the newest at number % KEPT */
} maker;

/* Numbers that are the same on every machine (Marsaglia's xorshift, 64 bits). */
static uint64_t roll(maker *m, uint64_t n)
{
    m->dice ^= m->dice << 13;
    m->dice ^= m->dice >> 7;
    m->dice ^= m->dice << 17;
    return m->dice % n;
}

/* 0..n - 1, k about as often as 1 / (k + 1). */
static int zipf(maker *m, int n)
{
    double u = (double)roll(m, 1 << 30) / (1 << 30);
    int k = (int)exp(u * log((double)n + 1)) - 1;
    return k < 0 ? 0 : k >= n ? n - 1 : k;
}

static void write_text(maker *m, char out[TEXT])
{
    size_t at = 0;
    for (int i = 0; i < WORDS; i++)
        at += (size_t)snprintf(out + at, TEXT - at, "w%d%s", zipf(m, VOCABULARY), i == WORDS - 1 ? "." : " ");
}

/* Other words in the place of some. */
static void change_text(maker *m, char text[TEXT])
{
    for (size_t i = 0; text[i]; i++)
        if (text[i] == 'w' && roll(m, 20) == 0)
            text[i] = 'v';
}

static void make(maker *m, int64_t number, made *out)
{
    int64_t day = number / A_DAY;
    bool copy = number > 100 && roll(m, 10) == 0;
    int64_t back = number < KEPT ? number : KEPT;
    if (copy) {
        *out = m->kept[(number - 1 - (int64_t)roll(m, (uint64_t)(back - 1))) % KEPT];
        change_text(m, out->text);
    } else {
        write_text(m, out->text);
        for (int i = 0; i < RECORDS; i++) {
            bool again = number > A_DAY && roll(m, 3) == 0;
            out->told[i] =
                (fact){ zipf(m, 8), zipf(m, COUNTRIES), zipf(m, COUNTRIES), (int)roll(m, TOWNS), day };
            if (again)
                out->told[i] = m->kept[(number - 1 - (int64_t)roll(m, A_DAY)) % KEPT].told[roll(m, RECORDS)];
        }
    }
    m->kept[number % KEPT] = *out;
}

static void *must(void *p)
{
    if (!p) {
        (void)fprintf(stderr, "dl_bench_million: out of memory\n");
        exit(1);
    }
    return p;
}
#define ADD(d, many) must(DL__PUSH((d)->arena, (d)->many, (d)->n_##many, (d)->cap_##many))

static void date_of(int64_t day, char out[11])
{
    time_t t = (time_t)((day + 10957) * 86400); /* from 2000-01-01 on */
    struct tm tm;
    (void)strftime(out, 11, "%Y-%m-%d", gmtime_r(&t, &tm));
}

static uint32_t actor(dl_document *d, int country)
{
    dl_entity *e = ADD(d, entities);
    dl_mention *m = ADD(d, mentions);
    char code[4] = { (char)('A' + country / 26 % 26), (char)('A' + country % 26), 'X', '\0' };
    const char *kept = must(dl__arena_strndup(d->arena, code, 3));
    *e = (dl_entity){ (uint32_t)d->n_entities - 1, kept, kept, kept, "", "country" };
    *m = (dl_mention){ .entity = e->id, .in = DL_TEXT, .begin = 0, .end = 3, .next = -1, .via = DL_VIA_name };
    return (uint32_t)d->n_mentions - 1;
}

static void record(dl_document *d, const fact *f, int number)
{
    char date[11], town[16];
    date_of(f->day, date);
    (void)snprintf(town, sizeof town, "Town%d", f->town);
    uint32_t *sides = must(dl__arena_alloc(d->arena, 2, sizeof *sides));
    sides[0] = actor(d, f->actor);
    sides[1] = actor(d, f->recipient);
    dl_place *p = ADD(d, places);
    dl_event *e = ADD(d, events);
    const char *name = must(dl__arena_strndup(d->arena, town, strlen(town)));
    *p = (dl_place){ .text = name,
                     .name = name,
                     .country = d->entities[d->n_entities - 1].country,
                     .admin1 = "",
                     .admin2 = "",
                     .end = 3,
                     .lat = f->town,
                     .lon = f->recipient,
                     .geonameid = 1000 * f->recipient + f->town + 1,
                     .granularity = "city",
                     .literal = true };
    *e = (dl_event){ .id = must(dl__arena_strndup(d->arena, "000000000000:1", 14)),
                     .type = TYPES[f->type],
                     .mode = "",
                     .quad = 1,
                     .cameo = "040",
                     .cameo_name = "Consult",
                     .goldstein = 1,
                     .plover_score = 1,
                     .actors = sides,
                     .n_actors = 1,
                     .recipients = sides + 1,
                     .n_recipients = 1,
                     .polarity = DL_AFFIRMED,
                     .time = DL_PAST,
                     .modality = DL_ASSERTED,
                     .date = must(dl__arena_strndup(d->arena, date, 10)),
                     .date_end = "",
                     .date_granularity = "day",
                     .date_text = "",
                     .date_from = "text",
                     .place = p,
                     .place_from = "text",
                     .clause_end = 10,
                     .confidence = 0.5,
                     .link = (uint32_t)number,
                     .rule = "made" };
}

static void put(dl__store *s, const made *story, int64_t number)
{
    char id[32], date[11], paper[16];
    dl_error err;
    date_of(number / A_DAY, date);
    (void)snprintf(id, sizeof id, "made-%" PRId64, number);
    (void)snprintf(paper, sizeof paper, "Paper %d", (int)(number * 7919 % 300));
    dl__kept k = { .story = { { id, strlen(id) },
                              { date, 10 },
                              { "Made", 4 },
                              { story->text, strlen(story->text) },
                              { paper, strlen(paper) },
                              { "", 0 } } };
    dl_document *d = must(dl__document_new(&k.story));
    dl_token *t = ADD(d, tokens);
    dl_sentence *whole = ADD(d, sentences);
    *t = (dl_token){ 0, 3, "w", "w", "NN", "_", "root", -1, DL_UPOS_NOUN, 0, 1, true };
    *whole = (dl_sentence){ DL_TEXT, 0, (uint32_t)strlen(story->text), 0, 1, true, 1 };
    (void)must(dl__tree_index(d) ? d : NULL);
    for (int i = 0; i < RECORDS; i++)
        record(d, &story->told[i], i);
    if (dl__store_put(s, &k, d, NULL, &err)) {
        (void)fprintf(stderr, "dl_bench_million: %s\n", err.message);
        exit(4);
    }
    dl_document_free(d);
}

static double seconds(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) ? 0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) ? 0 : (double)st.st_size;
}

int main(int argc, char **argv)
{
    static const dl_versions made_by = { "made", "none", "none", "" };
    if (argc < 3)
        return 2;
    int64_t n = strtoll(argv[2], NULL, 10), part = n < 100 ? 1 : n / 100;
    maker m = { argc > 3 ? strtoull(argv[3], NULL, 10) | 1 : 1, must(calloc(KEPT, sizeof(made))) };
    dl__store *s = NULL;
    dl_error err;
    if (dl__store_open(argv[1], DL__STORE_CREATE, 1000, &s, &err)) {
        (void)fprintf(stderr, "dl_bench_million: %s\n", err.message);
        return 4;
    }
    dl__store_coder(s, &made_by, "made");
    double began = seconds(), first = 0, last = 0, making = 0;
    for (int64_t i = 0; i < n; i++) {
        made story;
        double before = seconds();
        make(&m, i, &story);
        making += seconds() - before;
        put(s, &story, i);
        if ((i + 1) % part)
            continue;
        if (dl__store_commit(s, &err))
            return 4;
        last = (seconds() - began - making) / (double)part * 1e6;
        first = first > 0 ? first : last;
        (void)printf("%" PRId64 "\t%.0f us\t%.0f bytes\n", i + 1, last, size_of(argv[1]) / (double)(i + 1));
        (void)fflush(stdout);
        began = seconds();
        making = 0;
    }
    (void)printf("last / first hundredth: %.2f (%.0f us, %.0f us)\n", last / first, last, first);
    dl__store_close(s);
    free(m.kept);
    return 0;
}
