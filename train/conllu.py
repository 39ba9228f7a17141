# SPDX-License-Identifier: Apache-2.0
"""Reads CoNLL-U treebanks, packed with xz or not, into sentences of words."""
import lzma
import re
from dataclasses import dataclass, field
from typing import List, Optional

NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Words before a person's name that are no part of it (names are marked without titles).
TITLES = set("""president vice prime minister premier chancellor secretary senator sen. sen representative rep. rep
governor gov. mayor general gen. gen colonel col. major lieutenant captain sergeant admiral commander judge justice
king queen prince princess pope bishop archbishop cardinal father sister brother mr mr. mrs mrs. ms ms. miss dr dr.
doctor professor prof. prof sir lord lady dame sheikh imam ayatollah rabbi reverend rev. chairman chairwoman
ambassador director deputy former foreign defense defence attorney st. speaker chief honorable""".split())


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
    ner: Optional[List[str]] = None  # None: the sentence is not marked for names

    def __len__(self):
        return len(self.forms)


def open_text(path):
    return lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")


def spans_of_entities(misc):
    """(first, last, type) of every Entity= span that begins and ends within the sentence."""
    spans, open_ = [], {}
    for i, m in enumerate(misc):
        value = next((p[7:] for p in m.split("|") if p.startswith("Entity=")), "")
        for part in re.findall(r"\(?[^()]+\)?", value):
            body = part.strip("()").split("-")
            if part.startswith("("):
                kind = body[1] if len(body) > 1 else ""
                if part.endswith(")"):
                    spans.append((i, i, kind))
                else:
                    open_.setdefault(body[0], []).append((i, kind))
            elif open_.get(body[0]):
                first, kind = open_[body[0]].pop()
                spans.append((first, i, kind))
    return spans


def names_of(s, misc):
    """BIO tags: outermost Entity spans of a person, organization or place whose head is a proper noun, cut to the
    name itself (the run of proper nouns around the head, "of" and the like within it), titles cut from persons."""
    tags = ["O"] * len(s)
    for first, last, kind in sorted(spans_of_entities(misc), key=lambda e: (e[0] - e[1], e[0])):
        if kind not in KINDS:
            continue
        head = next((i for i in range(first, last + 1) if not first <= s.heads[i] <= last), first)
        if s.upos[head] != "PROPN":
            continue
        a = b = head
        proper = lambda i: s.upos[i] == "PROPN" or (s.forms[i][:1].isupper() and s.upos[i] in ("NOUN", "ADJ", "NUM"))
        while a > first and (proper(a - 1) or (s.forms[a - 1] in ("-", "&", "’s", "'s") and a - 1 > first and proper(a - 2))):
            a -= 1
        while b < last:
            if proper(b + 1):
                b += 1
            elif s.forms[b + 1] in ("-", "&") and b + 2 <= last and proper(b + 2):
                b += 2
            elif kind != "person" and s.forms[b + 1].lower() in ("of", "for", "and") and b + 2 <= last and proper(b + 2):
                if s.forms[b + 1].lower() == "and" and s.deprels[b + 2] == "conj" and s.heads[b + 2] == head:
                    break
                b += 2
            elif kind != "person" and s.forms[b + 1] == "of" and b + 3 <= last and s.forms[b + 2] == "the" and proper(b + 3):
                b += 3
            else:
                break
        if kind == "person":
            while a < b and s.forms[a].lower() in TITLES:
                a += 1
            if s.forms[a].lower() in TITLES:
                continue
        if any(t != "O" for t in tags[a:b + 1]):
            continue
        tags[a:b + 1] = ["B-" + KINDS[kind]] + ["I-" + KINDS[kind]] * (b - a)
    return tags


def read(path, names=False):
    """names: take name tags from the Entity= of MISC."""
    out = []
    with open_text(path) as f:
        s, misc, space, range_end, range_space = Sentence(), [], True, 0, True
        for line in f:
            line = line.rstrip("\n")
            if not line:
                if len(s):
                    if names:
                        s.ner = names_of(s, misc)
                    out.append(s)
                s, misc, space, range_end = Sentence(), [], True, 0
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
            misc.append(c[9])
            space = False if i < range_end else range_space if i == range_end else "SpaceAfter=No" not in c[9]
    return out
