#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Weights of words for telling news of politics from private talk, trade and lessons: data/lexicon/register.tsv.

usage: register.py NEWS.conllu [NEWS.conllu...] -- OTHER.conllu [OTHER.conllu...] > data/lexicon/register.tsv

Input is what `dateline parse` makes of raw texts.  A text is cut into pieces of 40 to 150 words; x of a lemma is 1 / (n + 15) where it is
among the n different ones of a piece, else 0; logistic regression without constant, both classes of equal weight, an L1 penalty that leaves
some hundred words.  Without a constant the sign of the sum alone decides, and short texts, which prove little, stand near 0.
Names, figures and words of other than ASCII letters are left out: they tell the year and the place, not the kind of text.
The shipped table: raw English Wikinews (politics and conflicts, economy and business; 2004-2018, CC BY 2.5) against the training parts of
EWT (reviews, answers) and GUM (vlog, voyage, academic, textbook)."""
import random
import sys
from collections import Counter

import torch

CLASSES = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN PART PRON SCONJ VERB".split())
SIZES, LEAST, RARE, PRIOR = (40, 80, 150), 15, 25, 15
STEPS, PENALTY = 300, 2e-5
ARTEFACTS = {"united", "riding", "south", "publish"}  # parts of names, titles and markup of the source


def usable(lemma, upos):
    if upos == "PUNCT":
        return lemma in ("!", "?")
    return upos in CLASSES and lemma.isascii() and lemma.isalpha() and lemma not in ARTEFACTS


def documents(path):
    """Lists of sentences, each a list of (lemma, upos)."""
    document, sentence = [], []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc"):
            if document:
                yield document
            document = []
        elif line == "\n":
            document.append(sentence)
            sentence = []
        elif line[0].isdigit():
            cell = line.split("\t")
            if cell[0].isdigit():
                sentence.append((cell[2].lower(), cell[3]))
    if document:
        yield document


def pieces(document, size):
    piece = []
    for sentence in document:
        if len(piece) >= size:
            yield piece
            piece = []
        piece = piece + sentence
    if len(piece) >= LEAST:
        yield piece


def main():
    words = sys.argv[1:]
    if "--" not in words:
        sys.exit(__doc__)
    cut = words.index("--")
    random.seed(1)
    torch.manual_seed(1)
    data = []
    for label, paths in ((1.0, words[:cut]), (0.0, words[cut + 1:])):
        for path in paths:
            for document in documents(path):
                for piece in pieces(document, random.choice(SIZES)):
                    data.append((sorted({lemma for lemma, upos in piece if usable(lemma, upos)}), label))
    seen = Counter(lemma for lemmas, _ in data for lemma in lemmas)
    vocabulary = sorted(lemma for lemma, n in seen.items() if n >= RARE)
    number = {lemma: i for i, lemma in enumerate(vocabulary)}
    index, offset, value = [], [], []
    for lemmas, _ in data:
        offset.append(len(index))
        for lemma in lemmas:
            if lemma in number:
                index.append(number[lemma])
                value.append(1.0 / (len(lemmas) + PRIOR))
    index, offset, value = torch.tensor(index), torch.tensor(offset), torch.tensor(value)
    label = torch.tensor([label for _, label in data])
    share = label.mean()
    weight = torch.where(label == 1, 0.5 / share, 0.5 / (1 - share))
    model = torch.nn.EmbeddingBag(len(vocabulary), 1, mode="sum")
    torch.nn.init.zeros_(model.weight)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.3)
    for _ in range(STEPS):
        optimizer.zero_grad()
        z = model(index, offset, per_sample_weights=value).squeeze(1)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z, label, weight=weight)
        (loss + PENALTY * model.weight.abs().sum()).backward()
        optimizer.step()
    print("# SPDX-License-Identifier: Apache-2.0")
    print("# Words of news of politics (> 0) and of private talk, trade and lessons (< 0); made by train/register.py, which says from what.")
    print("lemma\tweight")
    for lemma, w in zip(vocabulary, model.weight.detach().squeeze(1).tolist()):
        if round(w):
            print(f"{lemma}\t{round(w)}")
    right = ((z > 0) == (label > 0)).float()
    print(f"{len(data)} pieces, right: news {right[label > 0].mean():.3f}, other {right[label == 0].mean():.3f}; loss {loss:.3f}",
          file=sys.stderr)


if __name__ == "__main__":
    main()
