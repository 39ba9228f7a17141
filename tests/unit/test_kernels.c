/* test_kernels.c - every kernel gives the bytes of the plain one, and that those that it gives everywhere.
 *
 * tests/support/cross_kernels.sh runs it for aarch64 too: it needs nothing but src/model/kernels*. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "model/kernels.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "cmocka_all.h"

static const uint64_t SUM = UINT64_C(0x854313B514A47128);
enum { MAX_IN = 384, MAX_OUT = 208, MAX_ROWS = 23 };

static uint32_t seed = 1;

static uint32_t random32(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed;
}

/* Of the results of the plain kernels (FNV-1a): other compilers and other machines must come to the same. */
static uint64_t sum_of_all = UINT64_C(0xCBF29CE484222325);

static void sum_up(const void *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum_of_all = (sum_of_all ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001B3);
}

static float random_float(void)
{
    return ((float)(random32() % 20001) - 10000) / 1237.0f;
}

static _Alignas(64) int8_t w[MAX_IN * MAX_OUT];
static _Alignas(64) int8_t a[MAX_IN * MAX_ROWS];
static float scale[MAX_OUT], bias[MAX_OUT], a_scale[MAX_ROWS];
static int32_t shift[MAX_OUT];

static dl__linear random_linear(uint32_t n_in, uint32_t n_out)
{
    memset(shift, 0, sizeof shift);
    for (uint32_t i = 0; i < n_in * n_out; i++) {
        w[i] = (int8_t)(random32() % 5 == 0 ? (random32() % 2 ? 64 : -64) : (int)(random32() % 129) - 64);
        shift[i / (n_in * DL__LANES) * DL__LANES + i / 4 % DL__LANES] -= 128 * w[i];
    }
    for (uint32_t i = 0; i < n_out; i++) {
        scale[i] = random_float() * 0.01f;
        bias[i] = random_float();
    }
    return (dl__linear){ .n_in = n_in, .n_out = n_out, .w = w, .scale = scale, .bias = bias, .shift = shift };
}

static void test_product_is_the_sum_of_products(void **state)
{
    (void)state;
    static float y[MAX_OUT * MAX_ROWS];
    const dl__linear l = random_linear(8, 32);
    for (size_t i = 0; i < 8; i++)
        a[i] = (int8_t)(7 * (int)i - 30);
    a_scale[0] = 0.5f;
    dl__kernels_plain()->product(&l, a, a_scale, 1, y);
    for (size_t n = 0; n < 32; n++) {
        int32_t sum = 0;
        for (size_t k = 0; k < 8; k++)
            sum += a[k] * w[n / 16 * 128 + k / 4 * 64 + n % 16 * 4 + k % 4];
        const float expected = ((float)sum * 0.5f) * scale[n] + bias[n];
        assert_memory_equal(&y[n], &expected, sizeof expected);
    }
}

static void test_products_are_the_same_bytes(void **state)
{
    (void)state;
    static const uint32_t IN[] = { 4, 128, 160, 192, 384 }, OUT[] = { 16, 48, 64, 208 };
    static float expected[MAX_OUT * MAX_ROWS], y[MAX_OUT * MAX_ROWS];
    for (size_t t = 0; t < 20; t++) {
        const dl__linear l = random_linear(IN[t % 5], OUT[t / 5]);
        const size_t m = 1 + random32() % MAX_ROWS;
        for (size_t i = 0; i < m * l.n_in; i++)
            a[i] = (int8_t)(t == 0 ? 127 : (int)(random32() % 255) - 127);
        for (size_t i = 0; i < m; i++)
            a_scale[i] = random_float();
        dl__kernels_plain()->product(&l, a, a_scale, m, expected);
        sum_up(expected, m * l.n_out * sizeof(float));
        const dl__kernels *other;
        for (size_t k = 0; (other = dl__kernels_at(k)); k++) {
            memset(y, 0, sizeof y);
            other->product(&l, a, a_scale, m, y);
            assert_memory_equal(y, expected, m * l.n_out * sizeof(float));
        }
    }
}

typedef struct results {
    int8_t q[DL__WIDTH];
    float row[DL__WIDTH], norm[DL__WIDTH], end[DL__WIDTH], max[DL__WIDTH], relu[DL__WIDTH], sum[DL__WIDTH],
        product[DL__WIDTH];
    float absmax, end_max;
    size_t best[4];
} results;

static void run_all(const dl__kernels *k, const float *x, const float *y, const int8_t *row, results *r)
{
    memset(r, 0, sizeof *r);
    r->absmax = k->absmax(x, DL__WIDTH);
    k->quantise(x, DL__WIDTH, 127.0f / r->absmax, r->q);
    memcpy(r->row, x, sizeof r->row);
    k->add_row(r->row, row, 0.037f);
    k->norm(x, y, r->norm);
    r->end_max = k->layer_end(y, y, x, r->end);
    k->maxout(y, DL__WIDTH, r->max);
    k->relu(x, DL__WIDTH, r->relu);
    k->add(x, y, DL__WIDTH, r->sum);
    k->multiply(x, y, DL__WIDTH, r->product);
    for (size_t i = 0; i < 4; i++)
        r->best[i] = k->argmax(x + i, (size_t[]){ 1, 7, 50, DL__WIDTH - 3 }[i]);
}

static void test_loops_are_the_same_bytes(void **state)
{
    (void)state;
    for (size_t t = 0; t < 50; t++) {
        static float x[DL__WIDTH], y[2 * DL__WIDTH];
        int8_t row[DL__WIDTH];
        results expected, got;
        for (size_t i = 0; i < 2 * DL__WIDTH; i++) {
            x[i % DL__WIDTH] = random_float();
            y[i] = random_float();
            row[i % DL__WIDTH] = (int8_t)random32();
        }
        run_all(dl__kernels_plain(), x, y, row, &expected);
        sum_up(&expected, offsetof(results, best));
        const dl__kernels *other;
        for (size_t k = 0; (other = dl__kernels_at(k)); k++) {
            run_all(other, x, y, row, &got);
            assert_memory_equal(&got, &expected, sizeof got);
        }
    }
}

static void test_quantise_rounds_ties_to_even(void **state)
{
    (void)state;
    static float x[16] = {
        0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, 126.5f, -126.5f, 127.0f, -127.0f, 0.49f, 0
    };
    static const int8_t EXPECTED[16] = { 0, 2, 2, 0, -2, -2, 126, -126, 127, -127, 0, 0 };
    int8_t q[16];
    dl__kernels_plain()->quantise(x, 16, 1.0f, q);
    assert_memory_equal(q, EXPECTED, 16);
}

static void test_argmax_takes_the_first_of_equals(void **state)
{
    (void)state;
    static float x[40];
    x[21] = x[37] = 2;
    assert_int_equal(dl__kernels_at(0)->argmax(x, 40), 21);
    assert_int_equal(dl__kernels_at(0)->argmax(x, 21), 0);
    x[5] = -INFINITY;
    assert_int_equal(dl__kernels_at(0)->argmax(x + 5, 2), 1);
}

static void test_unknown_kernel(void **state)
{
    (void)state;
    assert_null(dl__kernels_named("none such"));
    assert_string_equal(dl__kernels_named("plain")->name, "plain");
}

static void test_everywhere_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; dl__kernels_at(i); i++)
        print_message("%s%s", i ? ", " : "kernels: ", dl__kernels_at(i)->name);
    print_message("\n");
    assert_true(sum_of_all == SUM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_product_is_the_sum_of_products),
        cmocka_unit_test(test_products_are_the_same_bytes),
        cmocka_unit_test(test_loops_are_the_same_bytes),
        cmocka_unit_test(test_quantise_rounds_ties_to_even),
        cmocka_unit_test(test_argmax_takes_the_first_of_equals),
        cmocka_unit_test(test_unknown_kernel),
        cmocka_unit_test(test_everywhere_the_same), /* the last: it needs the sums of the others */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
