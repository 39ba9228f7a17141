# SPDX-License-Identifier: Apache-2.0
"""Reads CoNLL-U treebanks, packed with xz or not, into sentences of words."""
import lzma
from dataclasses import dataclass, field
from typing import List, Optional

@dataclass
class Sentence:
    """Parallel lists, one item a word.  heads: index in the sentence, -1 for the root."""
    forms: List[str] = field(default_factory=list)
    space_before: List[bool] = field(default_factory=list)
    lemmas: List[str] = field(default_factory=list)
    upos: List[str] = field(default_factory=list)
    xpos: List[str] = field(default_factory=list)
    feats: List[str] = field(default_factory=list)
    heads: List[int] = field(default_factory=list)
    deprels: List[str] = field(default_factory=list)
    misc: List[str] = field(default_factory=list)
    ner: Optional[List[Optional[str]]] = None  # BIO tags (names.py); None: not known, for the sentence or a word

    def __len__(self):
        return len(self.forms)


def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def read(path):
    out = []
    with open_text(path) as f:
        s, space, range_end, range_space = Sentence(), True, 0, True
        for line in f:
            line = line.rstrip("\n")
            if not line:
                if len(s):
                    out.append(s)
                s, space, range_end = Sentence(), True, 0
                continue
            if line[0] == "#":
                continue
            c = line.split("\t")
            if "." in c[0]:
                continue
            if "-" in c[0]:
                range_end, range_space = int(c[0].split("-")[1]), "SpaceAfter=No" not in c[9]
                continue
            i = int(c[0])
            s.forms.append(c[1])
            s.space_before.append(space)
            s.lemmas.append(c[2])
            s.upos.append(c[3])
            s.xpos.append(c[4])
            s.feats.append(c[5])
            s.heads.append(int(c[6]) - 1)
            s.deprels.append(c[7])
            s.misc.append(c[9])
            space = False if i < range_end else range_space if i == range_end else "SpaceAfter=No" not in c[9]
    return out
