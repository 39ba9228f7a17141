#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets several trained networks (teachers) read raw text together: their mean probabilities decide.  What they answer is
what train.py --taught learns from, beside the treebanks.  Step by step: docs/training.md."""
import argparse
import os
from collections import Counter

import numpy as np
import torch

import conllu
from features import Features, WordNet
from taught import KEPT, ROOT, SOFT, TAUGHT, write
from teacher import KINDS
from train import Encoder, label_scores


def load(path, wordnet):
    """(network, encoder, class names, what it is) of a checkpoint, with its mean weights"""
    c = torch.load(path)
    net = KINDS[c["args"].get("network", "student")](c["sizes"], {k: len(v) for k, v in c["labels"].items()})
    net.load_state_dict(c["mean"])
    net.eval()
    about = f"{c['args'].get('network', 'student')} seed {c['args']['seed']}"
    return net, Encoder(Features(c["words"], c["masks"], wordnet, c.get("kinds", ()), c.get("names")), c["labels"]), c["labels"], about


def same_classes(teachers):
    """Layers in which all teachers know the classes of the first; in others only those that do have a say."""
    first = teachers[0][2]
    return [{k for k in first if t[2][k] == first[k]} for t in teachers]


@torch.no_grad()
def ask(teachers, say, sentences):
    """{layer: (numbers, probabilities) [words, KEPT or 1]} over the words of the sentences."""
    read, heads = [], 0.0
    for net, encoder, *_ in teachers:
        rows, mask, _ = encoder.batch(sentences)
        x = net.encode(rows, mask)
        read.append(x)
        heads = heads + torch.softmax(net.arcs(x, mask), -1)
    flat = mask[..., 0] > 0.5
    heads = heads / len(teachers)
    best = heads.argmax(-1)
    sums, voices = {"head": heads[flat]}, Counter({"head": 1})
    for (net, *_), x, known in zip(teachers, read, say):
        scores = {**net.tag_scores(x, flat), "deprel": label_scores(net, x, flat, best)}
        for k in known & set(TAUGHT) & scores.keys():
            sums[k] = sums.get(k, 0.0) + torch.softmax(scores[k], -1)
            voices[k] += 1
    out = {}
    for k, p in sums.items():
        share, number = (p / voices[k]).topk(KEPT if k in SOFT else 1, -1)
        out[k] = (number.numpy(), share.numpy())
    number = out["head"][0]
    number[number == mask.shape[1]] = ROOT
    return out


def distinct(sentences, longest):
    """Each sentence once; none of less than KEPT words, none that is longer."""
    seen, out = set(), []
    for s in sentences:
        key = " ".join(s.forms)
        if KEPT <= len(s) <= longest and key not in seen:
            seen.add(key)
            out.append(s)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--raw", required=True, help="CoNLL-U of raw text; only forms and SpaceAfter are used")
    p.add_argument("--out", required=True, help="file to write (.npz)")
    p.add_argument("--longest", type=int, default=80, help="longer sentences are left out")
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("teachers", nargs="+", metavar="CHECKPOINT")
    args = p.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    wordnet = WordNet(args.wordnet).form
    teachers = [load(t, wordnet) for t in args.teachers]
    say = same_classes(teachers)
    sentences = sorted(distinct(conllu.read(args.raw), args.longest), key=len)
    answers = {k: ([], []) for k in TAUGHT}
    for i in range(0, len(sentences), 60):
        for k, (number, sure) in ask(teachers, say, sentences[i:i + 60]).items():
            answers[k][0].append(number)
            answers[k][1].append(sure)
        if i % 6000 == 0:
            print(f"{i} of {len(sentences)} sentences", flush=True)
    write(args.out, sentences, {k: tuple(map(np.concatenate, v)) for k, v in answers.items()}, teachers[0][2],
          [t[3] for t in teachers])


if __name__ == "__main__":
    main()
