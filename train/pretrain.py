#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains the encoder on raw text to guess masked words, before train.py.  Step by step: docs/training.md.

--raw is CoNLL-U of which only the forms and SpaceAfter are used (dateline parse prints it).  Writes OUT/words.txt (words
that get a row of their own besides those of the treebanks) and OUT/checkpoint.pt (for train.py --init).  Resumable."""
import argparse
import math
import os
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import conllu
from features import norm
from network import WIDTH, Network
from train import Encoder, batches, build

MASKED = 0.2
CHOICE = 7000  # words to choose from


def rows_of(encoder, part):
    T = max(map(len, part))
    rows = np.zeros((len(part), T, len(encoder.features.sizes())), np.int64)
    mask = np.zeros((len(part), T, 1), np.float32)
    for b, s in enumerate(part):
        rows[b, :len(s)] = encoder.rows(s)
        mask[b, :len(s)] = 1
    return torch.from_numpy(rows), torch.from_numpy(mask)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--treebank", required=True)
    p.add_argument("--raw", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("--data", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
    p.add_argument("--lists", help="as for train.py")
    p.add_argument("--passes", type=int, default=3)
    p.add_argument("--batch", type=int, default=900)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--least", type=int, default=8, help="a word of the raw text gets a row when it occurs so often")
    p.add_argument("--seed", type=int, default=3)
    args = p.parse_args()
    args.words = os.path.join(args.out, "words.txt")
    os.makedirs(args.out, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)

    where = lambda name, part: os.path.join(args.treebank, f"{name}-{part}.conllu.xz")
    trees = conllu.read(where("ewt", "train")) + conllu.read(where("gum", "train-permissive"))
    raw = [s for s in conllu.read(args.raw) + trees if 4 <= len(s) <= 100]
    count = Counter(norm(f) for s in raw for f in s.forms)
    with open(args.words, "w", encoding="utf-8") as f:
        f.write("\n".join(w for w, n in sorted(count.items(), key=lambda e: (-e[1], e[0])) if n >= args.least))
    features, labels, _ = build(args, trees)
    choice = {w: i for i, (w, _) in enumerate(sorted(count.items(), key=lambda e: (-e[1], e[0]))[:CHOICE])}
    target_of = np.full(len(features.words) + 1, -100, np.int64)
    for w, i in choice.items():
        target_of[features.words.get(w, 0)] = i
    target_of[0] = -100
    target_of = torch.from_numpy(target_of)
    encoder = Encoder(features, labels)
    net = Network(features.sizes(), {k: len(v) for k, v in labels.items()}, dropout=0.1)
    guess = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Linear(WIDTH, CHOICE))
    parameters = [q for n, q in net.named_parameters()
                  if n.startswith(("tables", "project", "norm_in", "layers", "norm_out"))] + list(guess.parameters())
    print(f"{sum(map(len, raw))} words, {len(features.words)} with rows", flush=True)

    rng, noise = random.Random(args.seed), np.random.default_rng(args.seed)
    optimiser = torch.optim.AdamW(parameters, lr=args.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01)
    steps = len(batches(raw, args.batch, random.Random(0))) * args.passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, (i + 1) / 400) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1, i / steps)))))
    path, done = os.path.join(args.out, "checkpoint.pt"), 0
    if os.path.exists(path):
        c = torch.load(path)
        net.load_state_dict(c["net"])
        guess.load_state_dict(c["guess"])
        optimiser.load_state_dict(c["optimiser"])
        schedule.load_state_dict(c["schedule"])
        rng.setstate(c["rng"])
        noise.bit_generator.state = c["noise"]
        done = c["done"]
    for number in range(done, args.passes):
        begin, total, right, n_masked, n = time.time(), 0.0, 0, 0, 0
        for part in batches(raw, args.batch, rng):
            rows, mask = rows_of(encoder, part)
            target = target_of[rows[..., 0]]
            hide = torch.from_numpy(noise.random(target.shape) < MASKED) & (mask[..., 0] > 0.5)
            x = net.encode(rows, mask, hide)
            at = hide & (target >= 0)
            score, gold = guess(x[at]), target[at]
            if len(gold) == 0:
                continue
            loss = F.cross_entropy(score, gold)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 2.0)
            optimiser.step()
            schedule.step()
            total, n = total + loss.item(), n + 1
            right, n_masked = right + int((score.argmax(-1) == gold).sum()), n_masked + len(gold)
            if n % 200 == 0:
                print(f"  {n} loss {total / n:.3f} right {100 * right / n_masked:.1f} % {time.time() - begin:.0f}s", flush=True)
        print(f"pass {number + 1} loss {total / n:.3f} right {100 * right / n_masked:.1f} %", flush=True)
        keep = {k: v for k, v in net.state_dict().items()}
        torch.save({"net": keep, "guess": guess.state_dict(), "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(), "rng": rng.getstate(), "noise": noise.bit_generator.state,
                    "done": number + 1, "args": vars(args)}, path + ".new")
        os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
