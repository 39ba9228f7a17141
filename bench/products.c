/* products.c - multiply-adds of bytes a second: what the machine can do, and how near the kernels come.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     dl_bench_products MODEL [KERNELS]
 *
 * For each kernels that this machine runs (or the one that is named): the limit, measured on registers alone with the
 * instructions that a product must consist of; then the products of the model's encoder and heads at the sizes in which
 * the engine does them.  All is the best of many pieces of some 50 microseconds, which a busy machine leaves alone now and then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "parse/engine_priv.h"

enum { SENTENCE = 20 /* words */ };

static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0.0 : (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- the limit ---- */

/* Do `turns` turns of the loop; the number of multiply-adds in one of them. */
typedef size_t (*limit)(size_t turns, volatile int32_t *out);

#if defined(__x86_64__)
#include <immintrin.h>

#define TEN(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9)
/* Opaque to the compiler, so that every product is made. */
#define KEEP(x) __asm__ volatile("" : "+x"(x));

__attribute__((target("avx512f,avx512bw,avx512vnni"))) static size_t limit_vnni(size_t turns,
                                                                                volatile int32_t *out)
{
    __m512i a = _mm512_set1_epi8(3), w = _mm512_set1_epi8(-5);
#define DECLARE(i) __m512i s##i = _mm512_setzero_si512();
    TEN(DECLARE)
    for (size_t t = 0; t < turns; t++) {
#define STEP(i) s##i = _mm512_dpbusd_epi32(s##i, a, w);
        TEN(STEP)
        __asm__ volatile("" : "+v"(a), "+v"(w));
    }
#undef STEP
#define SUM(i) *out += _mm512_reduce_add_epi32(s##i);
    TEN(SUM)
#undef DECLARE
    return 10 * 64;
}

__attribute__((target("avx512f,avx512bw"))) static size_t limit_avx512(size_t turns, volatile int32_t *out)
{
    __m512i a = _mm512_set1_epi8(3), w = _mm512_set1_epi8(-5);
    const __m512i ones = _mm512_set1_epi16(1);
#define DECLARE(i) __m512i s##i = _mm512_setzero_si512();
    TEN(DECLARE)
    for (size_t t = 0; t < turns; t++) {
#define STEP(i)                                                                                              \
    {                                                                                                        \
        __m512i v = w;                                                                                       \
        __asm__ volatile("" : "+v"(v));                                                                      \
        s##i = _mm512_add_epi32(s##i, _mm512_madd_epi16(_mm512_maddubs_epi16(a, v), ones));                  \
    }
        TEN(STEP)
    }
    TEN(SUM)
#undef STEP
#undef SUM
#undef DECLARE
    return 10 * 64;
}

__attribute__((target("avx2"))) static size_t limit_avx2(size_t turns, volatile int32_t *out)
{
    __m256i a = _mm256_set1_epi8(3), w = _mm256_set1_epi8(-5);
    const __m256i ones = _mm256_set1_epi16(1);
#define DECLARE(i) __m256i s##i = _mm256_setzero_si256();
    TEN(DECLARE)
    for (size_t t = 0; t < turns; t++) {
#define STEP(i)                                                                                              \
    {                                                                                                        \
        __m256i v = w;                                                                                       \
        KEEP(v)                                                                                              \
        s##i = _mm256_add_epi32(s##i, _mm256_madd_epi16(_mm256_maddubs_epi16(a, v), ones));                  \
    }
        TEN(STEP)
    }
#define SUM(i) *out += _mm256_extract_epi32(s##i, 0);
    TEN(SUM)
    return 10 * 32;
}
#endif

static limit limit_of(const char *kernels)
{
#if defined(__x86_64__)
    static const struct {
        const char *name;
        limit run;
    } ALL[] = { { "avx512vnni", limit_vnni }, { "avx512bw", limit_avx512 }, { "avx2", limit_avx2 } };
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++)
        if (strcmp(ALL[i].name, kernels) == 0)
            return ALL[i].run;
#endif
    (void)kernels;
    return NULL;
}

static double measure_limit(limit run)
{
    enum { TURNS = 2000 };
    volatile int32_t out = 0;
    double best = 1e9, all = 0;
    size_t each = 0;
    while (all < 0.3) {
        const double start = now();
        each = run(TURNS, &out);
        const double took = now() - start;
        best = took < best ? took : best;
        all += took;
    }
    return 1e-9 * (double)each * TURNS / best;
}

/* ---- the kernels ---- */

typedef struct room {
    int8_t *a;
    float *scale, *y;
} room;

static double macs(const dl__linear *l)
{
    return (double)l->n_in * l->n_out;
}

/* Seconds a row. */
static double measure(const dl__kernels *k, const dl__linear *l, size_t rows, const room *r)
{
    double best = 1e9, all = 0;
    const size_t each = 1 + (size_t)(4e6 / (macs(l) * (double)rows));
    while (all < 0.3) {
        const double start = now();
        for (size_t i = 0; i < each; i++)
            k->product(l, r->a, r->scale, rows, r->y);
        const double took = now() - start;
        best = took < best ? took : best;
        all += took;
    }
    return best / (double)(each * rows);
}

static void one(const dl__engine *e, const dl__kernels *k, const room *r)
{
    const struct {
        const char *name;
        const dl__linear *l;
        size_t rows;
        double times;
    } part[] = { { "layer", &e->layer[0], DL__BLOCK, e->n_layers },
                 { "heads", &e->heads, SENTENCE, 1 },
                 { "mix", &e->mix, SENTENCE, 1 },
                 { "tags", &e->tags, SENTENCE, 1 },
                 { "names", &e->name_hidden, SENTENCE, 1 },
                 { "name tags", &e->name_tags, SENTENCE, 1 },
                 { "relations", &e->rel, SENTENCE, 1 } };
    const limit run = limit_of(k->name);
    const double top = run ? measure_limit(run) : 0;
    double seconds = 0, all = 0;
    printf("%s\n", k->name);
    if (run)
        printf("  limit                           %8.1f Gmac/s\n", top);
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        const double took = measure(k, part[i].l, part[i].rows, r), n = macs(part[i].l);
        seconds += took * part[i].times;
        all += n * part[i].times;
        printf("  %-9s %4u to %4u, %2zu rows    %8.1f Gmac/s\n", part[i].name, part[i].l->n_in,
               part[i].l->n_out, part[i].rows, 1e-9 * n / took);
    }
    printf("  a word: %.0f multiply-adds, %.2f us, %.1f Gmac/s", all, 1e6 * seconds, 1e-9 * all / seconds);
    if (run)
        printf(", %.0f %% of the limit", 1e-7 * all / seconds / top);
    printf("\n");
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3)
        return fprintf(stderr, "usage: dl_bench_products MODEL [KERNELS]\n"), 2;
    dl__dlm m;
    dl__engine *e = NULL;
    dl_error err;
    if (dl__dlm_open(argv[1], DL__DLM_MODEL, &m, &err) || dl__engine_new(&m, &e, &err))
        return fprintf(stderr, "dl_bench_products: %s\n", err.message), 3;
    const size_t out = e->heads.n_out > e->tags.n_out ? e->heads.n_out : e->tags.n_out;
    room r = { .a = malloc((size_t)DL__BLOCK * DL__MAX_IN),
               .scale = malloc(DL__BLOCK * sizeof(float)),
               .y = malloc(DL__BLOCK * (out + 2 * DL__WIDTH) * sizeof(float)) };
    for (size_t i = 0; r.a && i < (size_t)DL__BLOCK * DL__MAX_IN; i++)
        r.a[i] = (int8_t)((int)(i * 37 % 255) - 127);
    for (size_t i = 0; r.scale && i < DL__BLOCK; i++)
        r.scale[i] = 0.01f;
    size_t done = 0;
    const dl__kernels *k;
    for (size_t i = 0; r.a && r.scale && r.y && (k = dl__kernels_at(i)); i++)
        if (argc < 3 || strcmp(argv[2], k->name) == 0) {
            one(e, k, &r);
            done++;
        }
    free(r.a);
    free(r.scale);
    free(r.y);
    dl__engine_free(e);
    dl__dlm_close(&m);
    return done ? 0 : 1;
}
