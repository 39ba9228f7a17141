/* mst.c - greedy heads first; where these are no tree, cycles are contracted one by one on a matrix.
 *
 * Contraction keeps the matrix square: the node that stands for a cycle takes the place (row and column) of one of its
 * members.  What the arc of a cell was before, is kept beside it, so that heads are found when cycles are opened again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "parse/mst.h"

#include <string.h>

/* An arc into a node of the contracted graph, as an arc of the sentence. */
typedef struct cell {
    double score;
    uint16_t head, word; /* of the sentence; head n is the root */
} cell;

typedef struct graph {
    cell *in;        /* [n][n + 1] best arc from column node to row node */
    int32_t *best;   /* [n] chosen head node of a node, -1: not yet */
    int32_t *parent; /* [2n] node of the forest of contractions that a node went into, -1: none */
    int32_t *slot;   /* [2n] row of a node of the forest */
    int32_t *node;   /* [n] node of the forest that a row stands for, -1: swallowed */
    cell *chosen;    /* [2n] arc chosen for a node of the forest when it went into its cycle */
    uint8_t *state;  /* [n] 0 untouched, 1 on the path, 2 done */
    int32_t *path;   /* [n] */
    size_t n;
} graph;

static size_t aligned(size_t bytes)
{
    return (bytes + 15) & ~(size_t)15;
}

size_t dl__mst_scratch(size_t n)
{
    return aligned(n * (n + 1) * sizeof(cell)) + aligned(n * 4) + 2 * aligned(2 * n * 4) + aligned(n * 4) +
           aligned(2 * n * sizeof(cell)) + aligned(n) + aligned(n * 4);
}

static void lay_out(graph *g, void *scratch, size_t n)
{
    unsigned char *p = scratch;
    g->n = n;
    g->in = (cell *)(void *)p;
    p += aligned(n * (n + 1) * sizeof(cell));
    g->best = (int32_t *)(void *)p;
    p += aligned(n * 4);
    g->parent = (int32_t *)(void *)p;
    p += aligned(2 * n * 4);
    g->slot = (int32_t *)(void *)p;
    p += aligned(2 * n * 4);
    g->node = (int32_t *)(void *)p;
    p += aligned(n * 4);
    g->chosen = (cell *)(void *)p;
    p += aligned(2 * n * sizeof(cell));
    g->state = p;
    p += aligned(n);
    g->path = (int32_t *)(void *)p;
}

/* Best head of each word by itself; true where these make a tree with one root.  mark: [n] scratch. */
static bool greedy(const float *score, size_t stride, size_t n, int32_t *head, int32_t *mark)
{
    size_t roots = 0;
    for (size_t i = 0; i < n; i++) {
        const float *row = score + i * stride;
        size_t at = n;
        for (size_t j = 0; j < n; j++)
            if (j != i && row[j] > row[at])
                at = j;
        head[i] = at == n ? -1 : (int32_t)at;
        roots += at == n;
        mark[i] = -1;
    }
    if (roots != 1)
        return false;
    for (size_t i = 0; i < n; i++) {
        int32_t at = (int32_t)i;
        while (at >= 0 && mark[at] < 0) {
            mark[at] = (int32_t)i;
            at = head[at];
        }
        if (at >= 0 && mark[at] == (int32_t)i)
            return false;
    }
    return true;
}

static void fill(graph *g, const float *score, size_t stride)
{
    const size_t n = g->n;
    double least = score[n], most = score[n];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= n; j++) {
            double v = score[i * stride + j];
            if (j == i)
                continue;
            least = v < least ? v : least;
            most = v > most ? v : most;
        }
    const double penalty = (most - least + 1) * (double)(n + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= n; j++) {
            cell *c = &g->in[i * (n + 1) + j];
            c->score = (double)score[i * stride + j] - (j == n ? penalty : 0);
            c->head = (uint16_t)j;
            c->word = (uint16_t)i;
        }
    for (size_t i = 0; i < 2 * n; i++) {
        g->parent[i] = -1;
        g->slot[i] = i < n ? (int32_t)i : -1;
    }
    for (size_t i = 0; i < n; i++) {
        g->best[i] = -1;
        g->node[i] = (int32_t)i;
        g->state[i] = 0;
    }
}

/* Row of the best head of row v: a row, or n for the root. */
static size_t best_of(const graph *g, size_t v)
{
    const cell *row = &g->in[v * (g->n + 1)];
    size_t at = g->n;
    for (size_t u = 0; u < g->n; u++)
        if (u != v && g->node[u] >= 0 && row[u].score > row[at].score)
            at = u;
    return at;
}

/* Make one node, forest number `number`, of the rows member[0..m) (m > 1), which are a cycle: best[member] is in it. */
static void contract(graph *g, const int32_t *member, size_t m, int32_t number)
{
    const size_t n = g->n, width = n + 1, keep = (size_t)member[0];
    for (size_t k = 0; k < m; k++) {
        const size_t v = (size_t)member[k];
        const cell chosen = g->in[v * width + (size_t)g->best[v]];
        g->chosen[g->node[v]] = chosen;
        g->parent[g->node[v]] = number;
        for (size_t u = 0; u <= n; u++)
            g->in[v * width + u].score -= chosen.score;
    }
    for (size_t k = 1; k < m; k++) {
        const size_t v = (size_t)member[k];
        for (size_t u = 0; u <= n; u++) {
            if (g->in[v * width + u].score > g->in[keep * width + u].score)
                g->in[keep * width + u] = g->in[v * width + u];
            if (u < n && g->in[u * width + v].score > g->in[u * width + keep].score)
                g->in[u * width + keep] = g->in[u * width + v];
        }
        g->node[v] = -1;
    }
    g->node[keep] = number;
    g->slot[number] = (int32_t)keep;
}

/* Follow best heads from every row; a path that meets itself is a cycle.  Returns the number of nodes of the forest. */
static int32_t contract_all(graph *g)
{
    int32_t number = (int32_t)g->n;
    for (size_t from = 0; from < g->n; from++) {
        size_t depth = 0, v = from;
        if (g->node[from] < 0 || g->state[from] == 2)
            continue;
        while (v != g->n && g->state[v] != 2) {
            if (g->state[v] == 0) {
                g->state[v] = 1;
                g->path[depth++] = (int32_t)v;
            } else { /* on the path: the cycle is its tail from v on */
                size_t first = depth - 1;
                while (g->path[first] != (int32_t)v)
                    first--;
                contract(g, g->path + first, depth - first, number++);
                depth = first + 1;
                /* The node takes the row of its first member, which is v and stays last on the path. */
            }
            g->best[v] = (int32_t)best_of(g, v);
            v = (size_t)g->best[v];
        }
        for (size_t k = 0; k < depth; k++)
            g->state[g->path[k]] = 2;
    }
    return number;
}

/* From the last node of the forest to the first: the arc that enters a node breaks its cycle at the word it enters. */
static void open_cycles(graph *g, int32_t number, int32_t *head)
{
    for (int32_t x = 0; x < number; x++)
        if (g->parent[x] < 0) {
            const size_t v = (size_t)g->slot[x];
            g->chosen[x] = g->in[v * (g->n + 1) + (size_t)g->best[v]];
        }
    for (int32_t x = number - 1; x >= (int32_t)g->n; x--) {
        const cell arc = g->chosen[x];
        for (int32_t y = arc.word; y != x; y = g->parent[y])
            if (g->parent[y] == x)
                g->chosen[y] = arc;
    }
    for (size_t i = 0; i < g->n; i++) {
        const cell *c = &g->chosen[i];
        head[i] = c->head == g->n ? -1 : (int32_t)c->head;
    }
}

void dl__mst_heads(const float *score, size_t stride, size_t n, void *scratch, int32_t *head)
{
    graph g;
    lay_out(&g, scratch, n);
    if (greedy(score, stride, n, head, g.best))
        return;
    fill(&g, score, stride);
    open_cycles(&g, contract_all(&g), head);
}
