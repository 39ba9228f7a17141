#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains tagger, lemmatiser, name tagger and parser on UD treebanks.  Step by step: docs/training.md.

Resumable: a checkpoint is written after each pass; the same command goes on from the last."""
import argparse
import json
import math
import os
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import conllu
import names
from augment import Headlines, augment
from features import Features, WordNet, lemma_script, norm
from gazetteer import Classes
from network import Network

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
TAGS = ("upos", "xpos", "feats", "lemma", "ner")
WEIGHT = {"upos": 0.5, "xpos": 0.5, "feats": 0.3, "lemma": 0.3, "ner": 0.5}


def label_tables(sentences):
    """Class names of every head, most frequent first (UPOS in its fixed order)."""
    def table(items, least):
        return [k for k, n in sorted(Counter(items).items(), key=lambda e: (-e[1], e[0])) if n >= least]
    each = lambda name: (v for s in sentences for v in getattr(s, name))
    scripts = (lemma_script(f, l) for s in sentences for f, l in zip(s.forms, s.lemmas))
    return {"upos": UPOS, "xpos": table(each("xpos"), 1), "feats": table(each("feats"), 2),
            "lemma": table(scripts, 2), "ner": names.NER, "deprel": table(each("deprels"), 1)}


class Encoder:
    """Sentences to padded batches of numbers."""

    def __init__(self, features, labels):
        self.features, self.labels = features, labels
        self.index = {k: {v: i for i, v in enumerate(t)} for k, t in labels.items()}
        self.scripts = {}

    def script(self, form, lemma):
        key = (form, lemma)
        if key not in self.scripts:
            self.scripts[key] = self.index["lemma"].get(lemma_script(form, lemma), -100)
        return self.scripts[key]

    def rows(self, s):
        return [self.features.of(f, b) for f, b in zip(s.forms, s.space_before)]

    def batch(self, sentences):
        B, T = len(sentences), max(map(len, sentences))
        rows = np.zeros((B, T, len(self.features.sizes())), np.int64)
        mask = np.zeros((B, T, 1), np.float32)
        gold = {k: np.full((B, T), -100, np.int64) for k in TAGS + ("deprel", "head")}
        for b, s in enumerate(sentences):
            n = len(s)
            rows[b, :n] = self.rows(s)
            mask[b, :n] = 1
            for k in ("upos", "xpos", "feats"):
                ix = self.index[k]
                gold[k][b, :n] = [ix.get(v, -100) for v in getattr(s, k)]
            gold["lemma"][b, :n] = [self.script(f, l) for f, l in zip(s.forms, s.lemmas)]
            if s.ner:
                gold["ner"][b, :n] = [self.index["ner"].get(v, -100) for v in s.ner]
            gold["deprel"][b, :n] = [self.index["deprel"].get(v, -100) for v in s.deprels]
            gold["head"][b, :n] = [T if h < 0 else h for h in s.heads]
        return torch.from_numpy(rows), torch.from_numpy(mask), {k: torch.from_numpy(v) for k, v in gold.items()}


def batches(sentences, words, rng):
    """Sentences of like length together, about so many words in each, in random order."""
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]) + rng.random() * 3))
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(sentences[i]))
        if now and longest * (len(now) + 1) > words:
            out.append(now)
            now, longest = [], len(sentences[i])
        now.append(sentences[i])
    out.append(now)
    rng.shuffle(out)
    return out


def forget_words(rows, chance, rng):
    """Word rows to 0 (unknown): always some, more often those of rare words; now and then WordNet's too."""
    words = rows[..., 0]
    drop = torch.from_numpy(rng.random(words.shape, dtype=np.float32)) < chance[words]
    rows[..., 0] = words.masked_fill(drop, 0)
    lex = torch.from_numpy(rng.random(words.shape, dtype=np.float32)) < 0.03
    rows[..., Features.LEXICON:] = rows[..., Features.LEXICON:].masked_fill(lex[..., None], 0)
    return rows


def loss_of(net, rows, mask, gold):
    x = net.encode(rows, mask)
    flat = mask[..., 0].reshape(-1) > 0.5
    words = x.reshape(-1, x.shape[-1])[flat]
    arcs = net.arcs(x, mask)
    total = F.cross_entropy(arcs.reshape(-1, arcs.shape[-1])[flat], gold["head"].reshape(-1)[flat])
    for k, score in net.tag_scores(words).items():
        target = gold[k].reshape(-1)[flat]
        if (target >= 0).any():
            total = total + WEIGHT[k] * F.cross_entropy(score, target)
    return total + F.cross_entropy(label_scores(net, x, flat, gold["head"]), gold["deprel"].reshape(-1)[flat])


def label_scores(net, x, flat, heads):
    B, T, W = x.shape
    root = (heads >= T).reshape(-1, 1).float()
    at = heads.clamp(0, T - 1).unsqueeze(-1).expand(B, T, W)
    head = x.gather(1, at).reshape(-1, W)
    return net.labels(x.reshape(-1, W)[flat], head[flat], root[flat])


@torch.no_grad()
def evaluate(net, encoder, sentences):
    """Accuracy in percent on given words; greedy heads, so UAS and LAS are a little below those of the C engine."""
    net.eval()
    hit, n, names, marked, found = Counter(), 0, 0, 0, 0
    order = sorted(sentences, key=len)
    for i in range(0, len(order), 40):
        part = order[i:i + 40]
        rows, mask, gold = encoder.batch(part)
        x = net.encode(rows, mask)
        flat = mask[..., 0].reshape(-1) > 0.5
        n += int(flat.sum())
        heads = net.arcs(x, mask).argmax(-1)
        rel = label_scores(net, x, flat, heads).argmax(-1)
        right = heads.reshape(-1)[flat] == gold["head"].reshape(-1)[flat]
        base = np.array([encoder.index["base"][r] for r in encoder.labels["deprel"]])
        same = torch.from_numpy(base[rel.numpy()] == base[gold["deprel"].reshape(-1)[flat].clamp(min=0).numpy()])
        hit["uas"] += int(right.sum())
        hit["las"] += int((right & same).sum())
        for k, score in net.tag_scores(x.reshape(-1, x.shape[-1])[flat]).items():
            guess, target = score.argmax(-1), gold[k].reshape(-1)[flat]
            if k == "ner":
                names += int(((guess == target) & (target > 0)).sum())
                marked += int((target > 0).sum())
                found += int(((guess > 0) & (target >= 0)).sum())
            else:
                hit[k] += int((guess == target).sum())
    net.train()
    out = {k: round(100 * v / n, 2) for k, v in hit.items()}
    if marked:
        out["ner_words_f1"] = round(200 * names / max(1, marked + found), 2)
    return out


def build(args, train):
    """Features and label tables; kept with the checkpoint, so that an export needs no treebank."""
    count = Counter(norm(f) for s in train for f in s.forms)
    words = [w for w, n in sorted(count.items(), key=lambda e: (-e[1], e[0])) if n >= 2]
    if args.words:
        known = set(words)
        words += [w for w in open(args.words, encoding="utf-8").read().split("\n") if w and w not in known]
    wordnet = WordNet(args.wordnet).form
    masks = [0] + sorted({v[0] for v in wordnet.values()} - {0})
    classes = Classes(args.data, args.lists).form if args.lists else {}
    kinds = [0] + sorted(set(classes.values()) - {0}) if classes else []
    return Features(words, masks, wordnet, kinds, classes), label_tables(train), count


def parse_args():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--treebank", required=True, help="folder of ewt-*.conllu.xz and gum-*.conllu.xz")
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("--data", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
    p.add_argument("--lists", help="folder of lists of names (gazetteer.py): words get a name class by them and by --data")
    p.add_argument("--out", required=True, help="folder of checkpoints")
    p.add_argument("--init", help="checkpoint of pretrain.py: its encoder is the start")
    p.add_argument("--words", help="list of words that get a row of their own besides those of the treebanks")
    p.add_argument("--passes", type=int, default=14)
    p.add_argument("--batch", type=int, default=900, help="words in a batch")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--headlines", type=int, default=3000, help="headlines made of the sentences in each pass")
    p.add_argument("--seed", type=int, default=3)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--stop-after", type=int, default=10 ** 6, help="stop after this pass (to be resumed)")
    return p.parse_args()


def main():
    args = parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    os.makedirs(args.out, exist_ok=True)
    where = lambda name, part: os.path.join(args.treebank, f"{name}-{part}.conllu.xz")
    ewt = conllu.read(where("ewt", "train"))
    gum = conllu.read(where("gum", "train-permissive"))
    names.mark_names(gum, ewt)
    dev = {"ewt": conllu.read(where("ewt", "dev")), "gum": conllu.read(where("gum", "dev-permissive"))}
    for s in dev["gum"]:
        s.ner = names.from_entities(s)
    train = [s for s in ewt + gum if len(s) <= 120]
    headlines = Headlines(train)
    features, labels, count = build(args, ewt + gum)
    encoder = Encoder(features, labels)
    bases = sorted({r.split(":")[0] for r in labels["deprel"]})
    encoder.index["base"] = {r: bases.index(r.split(":")[0]) for r in labels["deprel"]}
    net = Network(features.sizes(), {k: len(v) for k, v in labels.items()})
    if args.init:
        encoder_parts = ("tables.", "project.", "norm_in.", "layers.", "norm_out.")
        state = {k: v for k, v in torch.load(args.init)["net"].items() if k.startswith(encoder_parts)}
        net.load_state_dict(state, strict=False)
        print(f"{len(state)} weights from {args.init}", flush=True)
    chance = torch.tensor([0.0] + [0.04 + 0.5 / (0.5 + count.get(w, 0)) * 0.9 for w in features.words])
    chance.clamp_(max=0.6)

    rng, noise = random.Random(args.seed), np.random.default_rng(args.seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01)
    per_pass = len(batches(train + train[:args.headlines], args.batch, random.Random(0)))
    steps = per_pass * args.passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, (i + 1) / 400) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, i / steps)))))
    mean = {k: v.detach().clone() for k, v in net.state_dict().items()}
    done = 0
    path = os.path.join(args.out, "checkpoint.pt")
    if os.path.exists(path):
        c = torch.load(path)
        net.load_state_dict(c["net"])
        optimiser.load_state_dict(c["optimiser"])
        schedule.load_state_dict(c["schedule"])
        mean, done = c["mean"], c["done"]
        rng.setstate(c["rng"])
        noise.bit_generator.state = c["noise"]
        torch.set_rng_state(c["torch"])
    for number in range(done, min(args.passes, args.stop_after)):
        begin, total, n = time.time(), 0.0, 0
        seen = [augment(s, rng) for s in train] + headlines.some(args.headlines, rng)
        for part in batches(seen, args.batch, rng):
            rows, mask, gold = encoder.batch(part)
            loss = loss_of(net, forget_words(rows, chance, noise), mask, gold)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total, n = total + loss.item(), n + 1
            if n % 4 == 0:  # running mean of the weights: what is evaluated and exported
                keep = min(0.992, n / (n + 40)) if number == 0 else 0.992
                with torch.no_grad():
                    for k, v in net.state_dict().items():
                        mean[k].lerp_(v, 1 - keep)
            if n % 100 == 0:
                print(f"  {n}/{per_pass} loss {total / n:.3f} {time.time() - begin:.0f}s", flush=True)
        own = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean)
        scores = {k: evaluate(net, encoder, v) for k, v in dev.items()}
        net.load_state_dict(own)
        print(f"pass {number + 1} loss {total / n:.3f} {time.time() - begin:.0f}s", json.dumps(scores), flush=True)
        torch.save({"net": own, "mean": mean, "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                    "done": number + 1, "rng": rng.getstate(), "noise": noise.bit_generator.state,
                    "torch": torch.get_rng_state(), "scores": scores, "args": vars(args), "labels": labels,
                    "words": list(features.words), "masks": list(features.masks), "sizes": features.sizes(),
                    "kinds": list(features.kinds), "names": features.names},
                   path + ".new")
        os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
