#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""headlines.py MODEL.dlm: how many of headlines.tsv get the right root, and a verb there; prints those that do not."""
import os
import sys

from conllu import Sentence
from reference import Model

model = Model(sys.argv[1])
n = root = verb = 0
for line in open(os.path.join(os.path.dirname(__file__) or ".", "headlines.tsv"), encoding="utf-8"):
    if line[0] == "#" or line.startswith("headline\t"):
        continue
    text, word, upos = line.rstrip("\n").split("\t")
    forms = text.split()
    rows = model.read(Sentence(forms=forms, space_before=[f not in (",", ":", "'s") for f in forms]))
    at = forms.index(word)
    n, root, verb = n + 1, root + (rows[at][6] == "0"), verb + (rows[at][3] == upos)
    if rows[at][6] != "0" or rows[at][3] != upos:
        print(" ".join(f"{r[1]}/{r[3]}" for r in rows))
print(f"{n} headlines: root right {root}, its part of speech {verb}")
