# SPDX-License-Identifier: Apache-2.0
"""Sentences of raw text with the answers of teachers: what teach.py writes and train.py reads.

One .npz: forms and spaces of all words one after the other, lengths of the sentences, for each layer the numbers of the
likeliest answers [words, KEPT or 1] and their probabilities in 255ths, and the class names of the layers."""
import json

import numpy as np

from conllu import Sentence
from features import apply_script

SOFT = ("head", "deprel", "upos", "xpos")  # layers in which all likely answers are learnt, not the likeliest alone
TAUGHT = SOFT + ("feats", "lemma")
LAYERS = TAUGHT + ("ner",)     # no teacher is asked for names: name_rules.py marks them
KEPT = 4    # answers of a word
ROOT = -1   # as head


def write(path, sentences, answers, labels, teachers):
    """answers: {layer: (numbers [words, kept], probabilities)}; labels: {layer: class names}; teachers: what they are, for the
    metadata of the model"""
    columns = {"lengths": np.array([len(s) for s in sentences], np.int32),
               "space": np.array([b for s in sentences for b in s.space_before], bool),
               "forms": np.frombuffer("\n".join(f for s in sentences for f in s.forms).encode(), np.uint8),
               "labels": np.frombuffer(json.dumps(labels).encode(), np.uint8), "teachers": np.array(teachers)}
    for k in TAUGHT:
        columns[k] = answers[k][0].astype(np.int16)
        columns[k + "_p"] = np.rint(answers[k][1] * 255).astype(np.uint8)
    np.savez(path, **columns)


def teachers(path):
    """Names of the teachers."""
    return [str(t) for t in np.load(path)["teachers"]]


def read(path, labels):
    """Sentences with `soft`; those whose likeliest heads have not one root are left out.  labels: class names that the
    numbers must stand for."""
    c = {k: v for k, v in np.load(path).items()}
    names = json.loads(c["labels"].tobytes())
    strange = [k for k in names if k in TAUGHT and names[k] != labels[k]]
    if strange:
        raise SystemExit(f"{path}: classes of {', '.join(strange)}: others than those of the treebanks")
    forms = c["forms"].tobytes().decode().split("\n")
    space = c["space"].tolist()
    out, at = [], 0
    for n in c["lengths"].tolist():
        a, b = at, at + n
        at = b
        heads = c["head"][a:b, 0]
        if (heads == ROOT).sum() != 1:
            continue
        word = {k: [names[k][i] for i in c[k][a:b, 0]] for k in TAUGHT if k != "head"}
        lemmas = [apply_script(f, script) for f, script in zip(forms[a:b], word["lemma"])]
        soft = {k: (c[k][a:b], c[k + "_p"][a:b]) for k in TAUGHT}
        out.append(Sentence(forms[a:b], space[a:b], lemmas, word["upos"], word["xpos"], word["feats"], heads.tolist(),
                            word["deprel"], ["_"] * n, soft=soft))
    return out
