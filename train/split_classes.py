#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""split_classes.py TREEBANK_DIR RAW.conllu...: what sort of word a form is, for the columns class and cluster of the tokeniser.

RAW: news as tagged by `dateline parse`.  Class: the tag (XPOS) that a form has most often.  Cluster: spherical k-means over the contexts
of a form (positive pointwise mutual information of the two words on either side, reduced by a randomised singular value
decomposition; Bullinaria & Levy 2007, Halko et al. 2011).  Writes split.classes.bin; docs/tokeniser.md describes it."""
import argparse
import collections
import lzma
import os

import numpy as np

from split_reference import fnv, lower, mix

TAGS = "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD PRP PRP$ DT PDT WDT WP WRB IN TO RP RB RBR JJ JJR JJS CC CD UH EX FW".split()
FINITE = ("VBD", "VBP", "VBZ", "MD")
LEAST = 3          # times that a form is seen
CONTEXT = 800      # most frequent forms, which contexts are made of; one more is the end of the sentence
CLUSTERS, DIMENSIONS = 63, 64


def fold(form):
    return "".join(map(lower, form))


def sentences(path):
    """[(folded form, XPOS, is it letters throughout?)]"""
    opener = lzma.open if path.endswith(".xz") else open
    out = []
    with opener(path, "rt", encoding="utf-8") as f:
        for line in f:
            c = line.split("\t", 5)
            if len(c) < 5:
                if line == "\n" and out:
                    yield out
                    out = []
            elif c[0].isdigit():
                out.append((fold(c[1]), c[4], c[1].isalpha() and len(c[1]) <= 20))
    if out:
        yield out


def contexts(data, number):
    """[forms][4 places x (CONTEXT + 1)] counts."""
    m = np.zeros((len(number), 4 * (CONTEXT + 1)), np.float32)
    for s in data:
        ids = [number.get(w, -1) for w in s]
        for i, a in enumerate(ids):
            for k, j in enumerate((i - 2, i - 1, i + 1, i + 2)) if a >= 0 else ():
                b = ids[j] if 0 <= j < len(ids) else CONTEXT
                if b == CONTEXT and 0 <= j < len(ids):
                    continue
                if 0 <= b <= CONTEXT:
                    m[a, k * (CONTEXT + 1) + b] += 1
    return m


def embed(m, rng):
    total, rows, columns = m.sum(), m.sum(1, keepdims=True), m.sum(0, keepdims=True) ** 0.75
    columns *= total / columns.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.log(m * total / (rows * columns))
    p[~(p > 0)] = 0
    y = p @ rng.randn(p.shape[1], DIMENSIONS + 32).astype(np.float32)
    for _ in range(3):
        y = p @ (p.T @ np.linalg.qr(y)[0])
    y = np.linalg.qr(y)[0]
    u, s, _ = np.linalg.svd(y.T @ p, full_matrices=False)
    e = (y @ u)[:, :DIMENSIONS] * s[:DIMENSIONS] ** 0.5
    return e / (np.linalg.norm(e, axis=1, keepdims=True) + 1e-6)


def cluster(e, weight, rng):
    centre = e[rng.choice(min(len(e), 4000), CLUSTERS, replace=False)].copy()
    for _ in range(30):
        label = (e @ centre.T).argmax(1)
        new = np.zeros_like(centre)
        np.add.at(new, label, e * weight[:, None])
        n = np.linalg.norm(new, axis=1, keepdims=True)
        centre = np.where(n > 0, new / np.maximum(n, 1e-9), centre)
    return (e @ centre.T).argmax(1)


def pack(found):
    """{form: (class, cluster)} -> the open-addressed table; the more frequent forms come first."""
    n = len(found) * 4 // 3 + 1
    slots = [0] * n
    finite = [TAGS.index(t) + 1 for t in FINITE]
    for form, (tag, group) in found.items():
        h = fnv(form.encode())
        at = (mix(0, h) * n) >> 32
        while slots[at]:
            at = (at + 1) % n
        slots[at] = (h & 0xFFFF) << 16 | group << 8 | (tag in finite) << 7 | tag
    return np.array(slots, "<u4").tobytes()


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("treebank")
    ap.add_argument("raw", nargs="+")
    ap.add_argument("--out", required=True, help="folder for the section")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    tags, count, data = collections.defaultdict(collections.Counter), collections.Counter(), []
    for path in [os.path.join(a.treebank, n + ".conllu.xz") for n in ("ewt-train", "gum-train-permissive")] + a.raw:
        for s in sentences(path):
            data.append([w for w, _, _ in s])
            for w, xpos, letters in s:
                count[w] += 1
                if letters:
                    tags[w][xpos] += 1
    forms = [w for w, n in count.most_common() if n >= LEAST]
    rng = np.random.RandomState(a.seed)
    e = embed(contexts(data, {w: i for i, w in enumerate(forms)}), rng)
    groups = cluster(e, np.array([count[w] for w in forms], np.float32) ** 0.5, rng)
    found = {}
    for w, group in zip(forms, groups.tolist()):
        if sum(tags[w].values()) >= LEAST:
            tag = max(tags[w], key=lambda t: (tags[w][t], t))
            found[w] = (TAGS.index(tag) + 1 if tag in TAGS else 0, group + 1)
    os.makedirs(a.out, exist_ok=True)
    with open(os.path.join(a.out, "split.classes.bin"), "wb") as f:
        f.write(pack(found))
    print(f"{len(count)} forms, {len(forms)} clustered, {len(found)} in the table")


if __name__ == "__main__":
    main()
