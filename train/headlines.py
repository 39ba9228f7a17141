#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many of our headlines (headlines.tsv) get the right root, and the right part of speech there; prints those that do
not.  Reads with reference.py, so that a model can be looked at without building anything."""
import argparse
import os

from conllu import Sentence
from reference import Model


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model", help="model file (.dlm)")
    model = Model(p.parse_args().model)
    n = root = part = 0
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "headlines.tsv"), encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f if line[0] != "#" and not line.startswith("headline\t")]
    for line in lines:
        text, word, upos = line.split("\t")
        forms = text.split()
        rows = model.read(Sentence(forms=forms, space_before=[f not in (",", ":", "'s") for f in forms]))
        at = forms.index(word)
        n, root, part = n + 1, root + (rows[at][6] == "0"), part + (rows[at][3] == upos)
        if rows[at][6] != "0" or rows[at][3] != upos:
            print(" ".join(f"{r[1]}/{r[3]}" for r in rows))
    print(f"{n} headlines: root right {root}, its part of speech {part}")


if __name__ == "__main__":
    main()
