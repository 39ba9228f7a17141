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
import taught
from augment import Headlines, augment
from features import Features, WordNet, lemma_script, norm
from gazetteer import Classes
from name_rules import Rules
from taught import KEPT, LAYERS, ROOT
from swap import Swap
from teacher import KINDS

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
WEIGHT = {"head": 1.0, "deprel": 1.0, "upos": 0.7, "xpos": 0.5, "feats": 0.3, "lemma": 0.3, "ner": 1.5}
NONE = -100  # no answer is known


def label_tables(sentences):
    """Class names of every head, most frequent first (UPOS in its fixed order)."""
    def table(items, least):
        return [k for k, n in sorted(Counter(items).items(), key=lambda e: (-e[1], e[0])) if n >= least]
    each = lambda name: (v for s in sentences for v in getattr(s, name))
    scripts = (lemma_script(f, l) for s in sentences for f, l in zip(s.forms, s.lemmas))
    return {"upos": UPOS, "xpos": table(each("xpos"), 1), "feats": table(each("feats"), 2),
            "lemma": table(scripts, 2), "ner": names.NER, "deprel": table(each("deprels"), 1)}


class Encoder:
    """Sentences to padded batches: rows of features [B, T, tables], mask [B, T, 1], and for each layer of LAYERS the
    numbers of the right answers [B, T, KEPT] (NONE: no more) with their shares, which sum to 1 or, where a teacher was
    not sure, to less.  A head is an index in the sentence, T for the root."""

    def __init__(self, features, labels):
        self.features, self.labels = features, labels
        self.index = {k: {v: i for i, v in enumerate(t)} for k, t in labels.items()}
        self.scripts = {}

    def script(self, form, lemma):
        key = (form, lemma)
        if key not in self.scripts:
            self.scripts[key] = self.index["lemma"].get(lemma_script(form, lemma), NONE)
        return self.scripts[key]

    def rows(self, s):
        return [self.features.of(f, b) for f, b in zip(s.forms, s.space_before)]

    def batch(self, sentences):
        B, T = len(sentences), max(map(len, sentences))
        rows = np.zeros((B, T, len(self.features.sizes())), np.int64)
        mask = np.zeros((B, T, 1), np.float32)
        gold = {k: (np.full((B, T, KEPT), NONE, np.int64), np.zeros((B, T, KEPT), np.float32)) for k in LAYERS}
        for b, s in enumerate(sentences):
            n = len(s)
            rows[b, :n] = self.rows(s)
            mask[b, :n] = 1
            for k in LAYERS:
                answer, share = gold[k][0][b, :n], gold[k][1][b, :n]
                if s.soft and k in s.soft and k != "lemma":
                    kept = s.soft[k][0].shape[1]
                    answer[:, :kept], share[:, :kept] = s.soft[k][0], s.soft[k][1] / np.float32(255)
                else:
                    answer[:, 0] = self.numbers(s, k)
                    share[:, 0] = answer[:, 0] != NONE
            heads = gold["head"][0][b, :n]
            heads[heads == ROOT] = T
        return torch.from_numpy(rows), torch.from_numpy(mask), {k: tuple(map(torch.from_numpy, v)) for k, v in gold.items()}

    def numbers(self, s, layer):
        """Class numbers of a layer, NONE where there is none; heads as they are."""
        if layer == "head":
            return s.heads
        if layer == "lemma":
            return [self.script(f, l) for f, l in zip(s.forms, s.lemmas)]
        if layer == "ner" and not s.ner:
            return [NONE] * len(s)
        return [self.index[layer].get(v, NONE) for v in (s.deprels if layer == "deprel" else getattr(s, layer))]


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
    """Sum over the layers of the mean cross entropy with the answers of the treebank or the teachers."""
    x = net.encode(rows, mask)
    flat = mask[..., 0] > 0.5
    scores = {"head": net.arcs(x, mask)[flat], "deprel": label_scores(net, x, flat, gold["head"][0][..., 0]),
              **net.tag_scores(x, flat)}
    total = 0.0
    for k, score in scores.items():
        answer, share = gold[k][0][flat], gold[k][1][flat]
        known = (share[:, 0] > 0).sum()
        if known:
            likely = F.log_softmax(score, -1).gather(1, answer.clamp(min=0))
            total = total - WEIGHT[k] * (likely * share).sum() / known
    return total


def label_scores(net, x, flat, heads):
    """[words, relations]; heads [B, T]: of each word, T for the root."""
    B, T, W = x.shape
    root = (heads >= T)[flat].unsqueeze(-1).float()
    at = heads.clamp(0, T - 1).unsqueeze(-1).expand(B, T, W)
    return net.labels(x[flat], x.gather(1, at)[flat], root)


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
        flat = mask[..., 0] > 0.5
        gold = {k: answer[flat][:, 0] for k, (answer, _) in gold.items()}
        n += int(flat.sum())
        heads = net.arcs(x, mask).argmax(-1)
        rel = label_scores(net, x, flat, heads).argmax(-1)
        right = heads[flat] == gold["head"]
        base = np.array([encoder.index["base"][r] for r in encoder.labels["deprel"]])
        same = torch.from_numpy(base[rel.numpy()] == base[gold["deprel"].clamp(min=0).numpy()])
        hit["uas"] += int(right.sum())
        hit["las"] += int((right & same).sum())
        for k, score in net.tag_scores(x, flat).items():
            guess, target = score.argmax(-1), gold[k]
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


def start_from(net, old, features):
    """Takes over the weights of a checkpoint of train.py, as far as they fit; tables of features that it
    had not start at zero."""
    state = {k: v.clone() for k, v in net.state_dict().items()}
    taken = 0
    for k, v in old["mean"].items():
        same_rows = not k.startswith("tables.0.") or old["words"] == list(features.words)
        if k == "project.weight":
            state[k].zero_()
            state[k][:, :v.shape[1]] = v
        elif k != "name_follow" and same_rows and k in state and state[k].shape == v.shape:
            state[k] = v
        else:
            continue
        taken += 1
    net.load_state_dict(state)
    print(f"{taken} of {len(state)} weights taken over", flush=True)


def parse_args():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--treebank", required=True, help="folder of ewt-*.conllu.xz and gum-*.conllu.xz")
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("--data", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data"))
    p.add_argument("--lists", help="folder of lists of names (gazetteer.py): words get a name class by them and by --data")
    p.add_argument("--out", required=True, help="folder of checkpoints")
    p.add_argument("--network", choices=KINDS, default="student", help="others than student are teachers")
    p.add_argument("--taught", help="raw text with teachers' answers (teach.py)")
    p.add_argument("--share", type=float, default=0.25, help="part of the taught sentences that is read in a pass")
    p.add_argument("--init", help="checkpoint of train.py to start from")
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
    features, labels, count = build(args, ewt + gum)
    raw = taught.read(args.taught, labels) if args.taught else []
    teachers = taught.teachers(args.taught) if args.taught else []
    if raw and args.lists:
        Rules(features.names, args.data, args.wordnet).tag(raw)
    count.update({w: n // 4 for w, n in Counter(norm(f) for s in raw for f in s.forms).items()})
    headlines = Headlines(train + raw)
    encoder = Encoder(features, labels)
    bases = sorted({r.split(":")[0] for r in labels["deprel"]})
    encoder.index["base"] = {r: bases.index(r.split(":")[0]) for r in labels["deprel"]}
    net = KINDS[args.network](features.sizes(), {k: len(v) for k, v in labels.items()})
    net.name_follow.copy_(torch.tensor(names.follow(ewt + gum)))
    if args.init:
        start_from(net, torch.load(args.init), features)
    chance = torch.tensor([0.0] + [0.04 + 0.5 / (0.5 + count.get(w, 0)) * 0.9 for w in features.words])
    chance.clamp_(max=0.6)

    rng, noise = random.Random(args.seed), np.random.default_rng(args.seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01)
    share = int(len(raw) * args.share)
    swap = Swap(features.names, train)
    per_pass = len(batches(train + train[:args.headlines] + raw[:share], args.batch, random.Random(0)))
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
        seen = [augment(swap.sentence(s, rng), rng) for s in train + rng.sample(raw, share)] + headlines.some(args.headlines, rng)
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
                    "teachers": teachers,
                    "kinds": list(features.kinds), "names": features.names},
                   path + ".new")
        os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
