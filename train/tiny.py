#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/model/tiny.dlm: a small model of the same format as the shipped one, for tests and fuzzing.

    tiny.py                   writes tests/model/tiny.dlm and what the engine must print with it, tests/model/tiny.conllu
    tiny.py --out DIR         writes both to DIR

It learns the forty sentences of tiny.conllu by heart, in half a minute: a convolution and a layer of attention, narrow heads, a lexicon of the words of
these sentences with made-up senses.  All that has a meaning elsewhere (formats, features, quantisation) is imported, so
that this need only be run again when the format changes.  Seeded: the same machine and libraries give the same file."""
import argparse
import os
import random
import subprocess
import sys
import tempfile

import numpy as np
import torch

import conllu
import export
import features
import lemma
import names
import split
import train
from network import Network

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = 7
SHAPE = {"dilations": (1, 0), "arc": 32, "label": 16, "product": 16}
SIZES = {features.PREFIX: 48, features.SUFFIX2: 48, features.SUFFIX3: 48, features.SHAPE: 24}
SENSES = 6  # besides none
KINDS = {"NOUN": 0, "PROPN": 0, "VERB": 1, "ADJ": 2, "ADV": 3}
BITS = 10   # of the tokeniser's table
TEMPLATES = """kind-1,kind+1 form-1 form+1 kind-2,kind-1,kind+1,kind+2 case-1,case+1 form-1,case+1 case-1,form+1 form-1,form+1
tail-1,kind+1 left-1,case+1 outline-1,case+1,case+2 place-1,kind-1,kind+1 state+1,kind-1,kind+1""".split()
ABOUT = {"licence": "Apache-2.0", "data": "sentences of our own, train/tiny.conllu (Apache-2.0); a test model, of no other use",
         "knowledge": "none", "commit": "see the history of the file"}


def lexicon(sentences):
    """A WordNet of the sentences' own words: bases from the lemmas, irregular forms from the pairs, made-up senses."""
    w = features.WordNet.__new__(features.WordNet)
    w.form, w.exceptions, forms = {}, [], {}
    for s in sentences:
        for form, base, upos in zip(s.forms, s.lemmas, s.upos):
            if upos in KINDS and base.isalpha():
                forms.setdefault((KINDS[upos], base.lower(), upos == "PROPN"), set()).add(form.lower())
    for number, ((kind, base, name), seen) in enumerate(sorted(forms.items())):
        regular = {0: features.with_s(base), 1: features.with_s(base) + features.with_suffix(base, "d", "ed")
                   + features.with_suffix(base, "ing", "ing")}.get(kind, [])
        irregular = sorted(f for f in seen if f != base and f not in regular and f.isalpha() and kind < 2)
        w.exceptions += [(kind, f, base) for f in irregular]
        w.add(kind, base, irregular, 1 + number % SENSES, name, 5)
    return w


def name_classes(sentences):
    """Rows of the table of name classes, {norm: class}: what kinds of names the words are part of."""
    classes = {}
    for s in sentences:
        for form, tag in zip(s.forms, s.ner):
            if tag != "O":
                classes[features.norm(form)] = classes.get(features.norm(form), 0) | {"PER": 1, "ORG": 2, "LOC": 4}[tag[2:]]
    return [0] + sorted(set(classes.values())), classes


def network(sentences, wordnet):
    """-> a checkpoint as train.py writes it."""
    features.SIZES.update(SIZES)
    features.N_SENSE = (1 + SENSES,) * 3
    count = train.Counter(features.norm(f) for s in sentences for f in s.forms)
    words = [w for w, n in sorted(count.items(), key=lambda e: (-e[1], e[0])) if n >= 2]
    masks = [0] + sorted({v[0] for v in wordnet.form.values()} - {0})
    kinds, classes = name_classes(sentences)
    table, labels = features.Features(words, masks, wordnet.form, kinds, classes), train.label_tables(sentences)
    encoder = train.Encoder(table, labels)
    encoder.index["base"] = {r: i for i, r in enumerate(labels["deprel"])}
    torch.manual_seed(SEED)
    net = Network(table.sizes(), {k: len(v) for k, v in labels.items()}, dropout=0.05, head_dropout=0.05, **SHAPE)
    passes, rng = 60, random.Random(SEED)
    optimiser = torch.optim.Adam(net.parameters(), lr=3e-3)
    for number in range(passes):
        for group in optimiser.param_groups:
            group["lr"] = 3e-3 * (1 - number / passes)
        for part in train.batches(sentences, 120, rng):
            loss = train.loss_of(net, *encoder.batch(part))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    scores = {"own": train.evaluate(net, encoder, sentences)}
    print(scores)
    return {"mean": {k: v.detach() for k, v in net.state_dict().items()}, "labels": labels, "sizes": table.sizes(), "words": words,
            "masks": masks, "kinds": kinds, "names": classes, "dilations": SHAPE["dilations"], "args": {"seed": SEED, "passes": passes}, "done": passes,
            "scores": scores, "about": ABOUT}


def tokeniser(path, sections):
    docs = split.read_conllu(path)
    paragraphs = [p for d in docs for p in d]
    rng = random.Random(SEED)
    made = [split.compose(paragraphs[i:i + 3]) for i in range(len(paragraphs) - 2)] + [split.compose([p]) for p in paragraphs]
    made += [split.compose(paragraphs[i:i + 4], rng, "wrap") for i in range(0, len(paragraphs), 4)]
    t, y, _ = split.labelled(made, split.Classes())
    rows = split.feature_rows(t.table, t.gaps, split.parse_templates(TEMPLATES), BITS)
    weights = split.quantise(split.train(rows, y, t.space, BITS, 40, SEED))
    split.write_sections(sections, TEMPLATES, BITS, weights, *split.learn_words(docs), {})


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", default=os.path.join(HERE, "..", "tests", "model"), help="folder (tests/model)")
    args = p.parse_args()
    torch.set_num_threads(1)
    np.random.seed(SEED)
    path = os.path.join(HERE, "tiny.conllu")
    sentences = conllu.read(path)
    for s in sentences:
        s.ner = names.from_entities(s)
    wordnet = lexicon(sentences)
    model = os.path.join(args.out, "tiny.dlm")
    with tempfile.TemporaryDirectory() as sections:
        export.export_network(network(sentences, wordnet), wordnet.form, sections)
        tokeniser(path, sections)
        table = lemma.Table(wordnet)
        table.from_treebank((w for s in sentences for w in zip(s.forms, s.lemmas, s.upos, s.xpos)))
        table.from_wordnet(wordnet)
        table.write(os.path.join(sections, "lemma.table.bin"))
        export.write_container(sections, model, "tiny-1")
    subprocess.run([sys.executable, os.path.join(HERE, "reference.py"), "--model", model, "--tokens",
                    os.path.join(HERE, "..", "tests", "model", "sample.conllu"), "--out", os.path.join(args.out, "tiny.conllu")],
                   check=True)


if __name__ == "__main__":
    main()
