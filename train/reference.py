#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the engine must print, computed in numpy from the exported model: the same integers, and float32 in the same order.

    reference.py --model models/en.dlm --tokens sample.conllu --out expected.conllu
Slow and plain on purpose; tests/unit/test_engine.c compares the C engine with its output, line by line."""
import argparse
import struct

import numpy as np

import conllu
from features import PREFIX, SHAPE, SUFFIX2, SUFFIX3, WORD, apply_script, norm, shape, xxh
from lemma import Lemmas

F = np.float32
LANES, WIDTH, HEAD = 16, 128, 32
MAX_WEIGHT = 64  # of a product (kernels.h)
ROUNDER = F(12582912)
TAGS = ("upos", "xpos", "feats", "lemma")
BASE = {"NOUN": 1 << 0, "VERB": 1 << 3, "ADJ": 1 << 7}
TRIES, MARGIN = 6, F(6)


def tree_sum(x):
    """Sum of the last axis: lanes first, then halves of the lanes."""
    lane = np.zeros(x.shape[:-1] + (LANES,), F)
    for i in range(0, x.shape[-1], LANES):
        lane = lane + x[..., i:i + LANES]
    for half in (8, 4, 2, 1):
        lane = lane[..., :half] + lane[..., half:2 * half]
    return lane[..., 0]


def layer_norm(x, p):
    gain, offset = p[:WIDTH], p[WIDTH:]
    centred = x - (tree_sum(x) * F(1 / WIDTH))[:, None]
    inverse = F(1) / np.sqrt(tree_sum(centred * centred) * F(1 / WIDTH) + F(1e-5))
    return centred * inverse[:, None] * gain + offset


def quantise(x, limit=127):
    most = np.abs(x).max(1)
    scale, inverse = most / F(limit), np.where(most > 0, F(limit) / np.where(most > 0, most, F(1)), F(0)).astype(F)
    return np.rint(x * inverse[:, None]).astype(np.int64), scale


def beside(x, d):
    """Rows t - d, t, t + d beside each other, zeros past the ends."""
    padded = np.zeros((len(x) + 2 * d, x.shape[1]), F)
    padded[d:d + len(x)] = x
    return np.concatenate((padded[:len(x)], x, padded[2 * d:]), 1)


def maxout(x):
    a, b = np.split(x, 2, -1)
    return np.where(a > b, a, b)


class Linear:
    def __init__(self, m, name, n_in):
        w = m.array(name + ".w", np.int8)
        self.w = w.reshape(-1, n_in // 4, LANES, 4).transpose(0, 2, 1, 3).reshape(-1, n_in).astype(np.float64)
        self.scale, self.bias = m.array(name + ".scale", F), m.array(name + ".bias", F)

    def __call__(self, q, scale):
        total = (q.astype(np.float64) @ self.w.T).astype(F)  # exact: sums stay far below 2 ** 53
        return (total * scale[:, None]) * self.scale + self.bias


def exponential(x):
    """e^x as kernels.inc has it."""
    t = np.maximum(x, F(-87)) * F(1.44269504)
    k = (t + ROUNDER) - ROUNDER
    f, p = t - k, F(1.54035304e-4)
    for c in (1.33335581e-3, 9.61812911e-3, 5.55041087e-2, 2.40226507e-1, 6.93147181e-1, 1.0):
        p = p * f + F(c)
    return p * ((k.astype(np.int32) + 127) << 23).view(F)


def attend(qkv):
    """[n][3 * WIDTH] -> [n][WIDTH], in the order of operations of kernels.inc."""
    n, out = len(qkv), []
    for h in range(0, WIDTH, HEAD):
        q, k, v = (qkv[:, at + h:at + h + HEAD] for at in (0, WIDTH, 2 * WIDTH))
        score = np.zeros((n, n), F)
        for d in range(HEAD):
            score = score + q[:, d, None] * k[None, :, d]
        weight = exponential(score - score.max(1)[:, None])
        padded = np.zeros((n, (n + LANES - 1) // LANES * LANES), F)
        padded[:, :n] = weight
        inverse = F(1) / tree_sum(padded)
        y = np.zeros((n, HEAD), F)
        for j in range(n):
            y = y + weight[:, j, None] * v[j][None]
        out.append(y * inverse[:, None])
    return np.concatenate(out, 1)


class Model:
    def __init__(self, path):
        self.data = open(path, "rb").read()
        n = struct.unpack_from("<I", self.data, 16)[0]
        self.sections = {}
        for i in range(n):
            name, at, size = struct.unpack_from("<32sQQ", self.data, 64 + 64 * i)
            self.sections[name.rstrip(b"\0").decode()] = self.data[at:at + size]
        c = list(self.array("enc.config", np.uint32))
        _, _, n_layers, self.arc, self.label, self.product, n_near, n_tables = map(int, c[:8])
        self.counts = dict(zip(TAGS + ("ner", "deprel"), map(int, c[8:14])))
        self.sizes = list(map(int, c[14:14 + n_tables]))
        self.dilations = list(map(int, c[14 + n_tables:14 + n_tables + n_layers]))
        self.near = list(map(int, c[14 + n_tables + n_layers:]))
        self.tables = [(self.array(f"enc.table{i}.rows", np.int8).reshape(-1, WIDTH).astype(F),
                        self.array(f"enc.table{i}.scale", F)) for i in range(n_tables)]
        self.names = {k: self.sections[f"enc.names.{k}"].decode().split("\0")[:-1] for k in self.counts}
        self.words, self.lex = self.wordset("enc.words"), self.wordset("enc.lex")
        self.lexclass = self.array("enc.lexclass", np.uint16).reshape(-1, n_tables - 5)
        self.masks = self.array("enc.masks", np.uint16)
        table = self.sections.get("lemma.table")
        self.lemmas = Lemmas(table, self.is_base) if table else None
        self.layers = [(Linear(self, f"enc.layer{i}", 3 * WIDTH if d else WIDTH), self.array(f"enc.layer{i}.norm", F),
                        None if d else Linear(self, f"enc.layer{i}.out", WIDTH)) for i, d in enumerate(self.dilations)]
        self.heads, self.mix = Linear(self, "enc.heads", WIDTH), Linear(self, "enc.mix", self.arc)
        hidden = len(self.array("enc.name.bias", F)) // 2
        self.name_hidden, self.name_tags = Linear(self, "enc.name", 3 * WIDTH), Linear(self, "enc.nametags", hidden)
        self.follow = self.array("enc.namefollow", F).reshape(self.counts["ner"], -1)
        self.tags, self.rel = Linear(self, "enc.tags", WIDTH), Linear(self, "enc.label", self.label + self.product)

    def array(self, name, kind):
        return np.frombuffer(self.sections[name], kind)

    def wordset(self, name):
        raw = self.sections[name]
        n = struct.unpack_from("<I", raw)[0]
        return n, np.frombuffer(raw, "<u4", n, 4), np.frombuffer(raw, "<u2", n, 4 + 4 * n)

    @staticmethod
    def find(wordset, word, none):
        slots, check, value = wordset
        h = xxh(word.encode(), WORD)
        at, low = ((h >> 32) * slots) >> 32, (h & 0xFFFFFFFF) or 1
        for _ in range(slots):
            if not check[at]:
                break
            if check[at] == low:
                return int(value[at])
            at = (at + 1) % slots
        return none

    def rows(self, form, space_before):
        n = norm(form)
        hashed = lambda text, seed: ((xxh(text.encode(), seed) >> 32) * self.sizes[seed]) >> 32
        c = self.find(self.lex, n, None)
        known = [0] * self.lexclass.shape[1] if c is None else list(map(int, self.lexclass[c]))
        return [self.find(self.words, n, 0), hashed(n[:3], PREFIX), hashed(n[-2:], SUFFIX2), hashed(n[-3:], SUFFIX3),
                hashed(shape(form, space_before), SHAPE)] + known

    def is_base(self, word, bit):
        c = self.find(self.lex, norm(word), None)
        return c is not None and bool(self.masks[self.lexclass[c][0]] & bit)

    # --- a sentence ---

    def encode(self, s):
        start = self.array("enc.in", F)
        x = np.zeros((len(s), WIDTH), F) + start[:WIDTH]
        rows = [self.rows(f, b) for f, b in zip(s.forms, s.space_before)]
        for i, (table, scale) in enumerate(self.tables):
            at = [r[i] for r in rows]
            x = x + table[at] * scale[at][:, None]
        x = layer_norm(x, start[WIDTH:])
        for (linear, p, out), d in zip(self.layers, self.dilations):
            if d == 0:
                y = attend(linear(*quantise(x)))
                x = x + layer_norm(out(*quantise(y)), p)
                continue
            x = x + layer_norm(maxout(linear(*quantise(beside(x, d)))), p)
        return layer_norm(x, self.array("enc.out", F))

    def arcs(self, heads):
        """[n][n + 1] scores; the last column is the root."""
        n, a = len(heads), self.arc
        relu = lambda x: np.where(x > 0, x, F(0))
        mixed, scale = quantise(self.mix(*quantise(relu(heads[:, a:2 * a]))), MAX_WEIGHT)
        dep, dep_scale = quantise(relu(heads[:, :a]))
        score = ((dep @ mixed.T).astype(F) * dep_scale[:, None]) * scale
        distance = heads[:, 2 * a + 2 * (2 * self.label + self.product) + 2 * WIDTH:]
        near = lambda k: max(i for i, least in enumerate(self.near) if k >= least)
        out = np.full((n, n + 1), -np.inf, F)
        for i in range(n):
            for j in range(n):
                if j != i:
                    out[i, j] = score[i, j] + distance[i, near(abs(j - i)) + (len(self.near) if j > i else 0)]
            out[i, n] = distance[i, 2 * len(self.near)]
        return out

    def tag(self, heads):
        at = 2 * self.arc + 2 * (2 * self.label + self.product)
        return self.tags(*quantise(maxout(heads[:, at:at + 2 * WIDTH])))

    def labels(self, heads, tree):
        a, both = 2 * self.arc, 2 * self.label
        size = both + self.product
        dep = heads[:, a:a + size]
        head = heads[[i if h < 0 else h for i, h in enumerate(tree)], a + size:a + 2 * size]
        z = np.concatenate((maxout(dep[:, :both] + head[:, :both]), dep[:, both:] * head[:, both:]), 1)
        score = self.rel(*quantise(z))[:, :self.counts["deprel"]]
        root = self.names["deprel"].index("root")
        score[:, root] = -np.inf
        return [self.names["deprel"][root if h < 0 else int(r.argmax())] for h, r in zip(tree, score)]

    def lemma(self, form, upos, score):
        order = np.argsort(-score, kind="stable")
        best = apply_script(form, self.names["lemma"][order[0]])
        bit = BASE.get(upos)
        if bit and not self.is_base(best, bit):
            for at in order[1:TRIES]:
                if not score[at] > score[order[0]] - MARGIN:
                    break
                other = apply_script(form, self.names["lemma"][at])
                if self.is_base(other, bit):
                    return other
        return best

    def read(self, s):
        x = self.encode(s)
        heads = self.heads(*quantise(x))
        score, at, best, parts = self.tag(heads), 0, {}, {}
        for k in TAGS:
            parts[k] = score[:, at:at + self.counts[k]]
            best[k] = [self.names[k][int(r.argmax())] for r in parts[k]]
            at += (self.counts[k] + LANES - 1) // LANES * LANES
        tree = best_tree(self.arcs(heads))
        rel = self.labels(heads, tree)
        names = self.name_tags(*quantise(maxout(self.name_hidden(*quantise(beside(x, 1))))))
        ner, rows = best_names(names[:, :self.counts["ner"]], self.follow), []
        for i, form in enumerate(s.forms):
            tag = self.names["ner"][ner[i]]
            lemma = self.lemma(form, best["upos"][i], parts["lemma"][i])
            if self.lemmas:
                lemma = self.lemmas.find(form, best["upos"][i], best["xpos"][i], lemma)
            rows.append([str(i + 1), form, lemma, best["upos"][i], best["xpos"][i], best["feats"][i],
                         str(tree[i] + 1), rel[i], "_", "_" if tag == "O" else "NER=" + tag])
        return rows


def best_names(score, follow):
    """The best sequence of name tags; I-, an even number, comes only after a tag of its kind, the odd number before it or
    itself.  follow [tag before][tag]: what is added where they follow each other."""
    path, before = np.where(np.arange(score.shape[1]) == 0, F(0), F(-np.inf)), []
    for row in score:
        sums = path[:, None] + follow
        first = [tag - 1 if tag and tag % 2 == 0 else 0 for tag in range(len(row))]
        before.append([a + int((sums[a:a + 2, tag] if a else sums[:, tag]).argmax()) for tag, a in enumerate(first)])
        path = sums[before[-1], np.arange(len(row))] + row
        path = path - path.max()
    tags = [int(path.argmax())]
    for row in reversed(before[1:]):
        tags.append(row[tags[-1]])
    return tags[::-1]


def best_tree(score):
    """Heads (-1: root) of the best tree with one root: every word as the root in turn, each by contraction of cycles."""
    n = len(score)
    found = None
    for root in range(n):
        s = score.astype(np.float64).copy()
        s[np.arange(n) != root, n] = -np.inf
        s[root, :n] = -np.inf
        heads = edmonds({i: {j: s[i, j] for j in range(n + 1) if j != i and s[i, j] > -np.inf} for i in range(n)}, n)
        total = sum(float(score[i, h]) for i, h in heads.items())
        if found is None or total > found[0]:
            found = (total, [-1 if heads[i] == n else heads[i] for i in range(n)])
    return found[1]


def edmonds(arcs, root):
    """arcs: {node: {head: score}} -> {node: head}"""
    best = {v: max(heads, key=lambda u: heads[u]) for v, heads in arcs.items()}
    cycle = None
    for v in arcs:
        seen, at = [], v
        while at != root and at not in seen:
            seen.append(at)
            at = best[at]
        if at != root:
            cycle = seen[seen.index(at):]
            break
    if cycle is None:
        return best
    inside, new = set(cycle), max(max(arcs), root) + 1
    small, enters, leaves = {new: {}}, {}, {}
    for v, heads in arcs.items():
        if v in inside:
            for u, x in heads.items():
                if u not in inside and x - heads[best[v]] > small[new].get(u, -np.inf):
                    small[new][u], enters[u] = x - heads[best[v]], v
        else:
            small[v] = {u: x for u, x in heads.items() if u not in inside}
            within = [u for u in heads if u in inside]
            if within:
                u = max(within, key=lambda k: heads[k])
                small[v][new], leaves[v] = heads[u], u
    tree = edmonds(small, root)
    out = {v: (leaves[v] if h == new else h) for v, h in tree.items() if v != new}
    out.update({v: best[v] for v in cycle})
    out[enters[tree[new]]] = tree[new]
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--tokens", required=True, help="CoNLL-U of which forms and SpaceAfter are read")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    model = Model(args.model)
    with open(args.out, "w", encoding="utf-8") as f:
        for s in conllu.read(args.tokens, trees=False):
            f.write("\n".join("\t".join(r) for r in model.read(s)) + "\n\n")


if __name__ == "__main__":
    main()
