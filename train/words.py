#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words of raw text that are common enough to get a row of their own in the network (train.py --words), the commonest first."""
import argparse
from collections import Counter

import conllu
from features import norm


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("raw", help="CoNLL-U of raw text; only forms are used")
    p.add_argument("--least", type=int, default=8, help="how often a word must occur")
    args = p.parse_args()
    count = Counter(norm(f) for s in conllu.read(args.raw) for f in s.forms)
    for word, n in sorted(count.items(), key=lambda e: (-e[1], e[0])):
        if n >= args.least:
            print(word)


if __name__ == "__main__":
    main()
