/* test_mst.c - the best tree against all trees, for short sentences; and that long ones are trees. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/mst.h"

#include <stdlib.h>

#include "cmocka_all.h"

static uint32_t seed = 7;

static uint32_t random32(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed;
}

static bool is_tree(const int32_t *head, size_t n)
{
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        size_t steps = 0;
        roots += head[i] < 0;
        for (int32_t at = (int32_t)i; at >= 0; at = head[at])
            if (steps++ > n)
                return false;
    }
    return roots == 1;
}

static double total(const float *score, size_t stride, const int32_t *head, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)score[i * stride + (head[i] < 0 ? n : (size_t)head[i])];
    return sum;
}

/* Best total over all (n + 1) ^ n choices of heads that are a tree. */
static double best_of_all(const float *score, size_t stride, size_t n)
{
    int32_t head[8];
    double best = -1e30;
    size_t count = 1;
    for (size_t i = 0; i < n; i++)
        count *= n;
    for (size_t c = 0; c < count; c++) {
        size_t rest = c;
        for (size_t i = 0; i < n; i++, rest /= n)
            head[i] = rest % n == i ? -1 : (int32_t)(rest % n);
        if (is_tree(head, n) && total(score, stride, head, n) > best)
            best = total(score, stride, head, n);
    }
    return best;
}

static void test_mst_heads_are_the_best_tree(void **state)
{
    (void)state;
    static _Alignas(16) unsigned char scratch[4096];
    float score[6 * 8];
    assert_true(dl__mst_scratch(6) <= sizeof scratch);
    for (size_t t = 0; t < 400; t++) {
        const size_t n = 1 + t % 6, stride = 8;
        for (size_t i = 0; i < n * stride; i++)
            score[i] = (float)(random32() % 1000) / 10.0f - (t % 3 ? 0 : 1000);
        if (t % 4 == 0) /* every word would like to be the root */
            for (size_t i = 0; i < n; i++)
                score[i * stride + n] += 200;
        if (t % 5 == 0) /* pairs that hold each other */
            for (size_t i = 0; i + 1 < n; i += 2)
                score[i * stride + i + 1] = score[(i + 1) * stride + i] = 500;
        int32_t head[6];
        dl__mst_heads(score, stride, n, scratch, head);
        assert_true(is_tree(head, n));
        const double got = total(score, stride, head, n), best = best_of_all(score, stride, n);
        assert_true(got > best - 1e-3);
    }
}

static void test_mst_heads_of_a_long_sentence(void **state)
{
    (void)state;
    const size_t n = 512, stride = n + 1;
    float *score = malloc(n * stride * sizeof *score);
    void *scratch = malloc(dl__mst_scratch(n));
    int32_t *head = malloc(n * sizeof *head);
    assert_true(score && scratch && head);
    for (size_t t = 0; t < 3; t++) {
        for (size_t i = 0; i < n * stride; i++)
            score[i] = t == 0 ? 0 : (float)(random32() % 100000);
        if (t == 2) /* one long cycle */
            for (size_t i = 0; i < n; i++)
                score[i * stride + (i + 1) % n] = 1e6f;
        dl__mst_heads(score, stride, n, scratch, head);
        assert_true(is_tree(head, n));
    }
    free(score);
    free(scratch);
    free(head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mst_heads_are_the_best_tree),
        cmocka_unit_test(test_mst_heads_of_a_long_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
