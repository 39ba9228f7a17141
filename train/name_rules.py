# SPDX-License-Identifier: Apache-2.0
"""Name tags for parsed news: spans from the tree (names.py), types from lists, from words beside and within the name, and
from what the same words name elsewhere in the text.  Sure rather than complete: what nothing decides stays open (None)."""
import os
from collections import Counter

import gazetteer as g
import names
from features import norm

PERSON = g.GIVEN | g.GIVEN_RARE | g.SURNAME | g.SURNAME_RARE
SAYING = names.words("say tell add ask warn note explain argue claim admit comment joke reply insist believe think marry resign born die")
SURE = 0.9  # part of the decided names of the same words that must be of one kind for an open one to be of it
LOWER_PARTICLES = names.words("de la da di van von der den del al el bin ibn y e dos du le ul ur")
# Proper nouns that are no names of these kinds: lexicographer's files of WordNet for time, language and people by nationality.
WORDNET_KINDS = {15: "LOC", 18: "PER", 14: "ORG"}
NO_NAMES = (28, 18, 10, 9)


def wordnet_names(folder):
    """{lower-case name: PER, ORG, LOC, or O for what is surely none of them} by the first sense."""
    kind_of = {}
    with open(os.path.join(folder, "data.noun"), encoding="latin-1") as f:
        for line in f:
            if line[0] != " ":
                file, instance = int(line[9:11]), " @i " in line.split("|")[0]
                kind_of[line[:8]] = WORDNET_KINDS.get(file) if instance else "O" if file in NO_NAMES else None
    out = {}
    with open(os.path.join(folder, "index.noun"), encoding="latin-1") as f:
        for line in f:
            if line[0] != " ":
                c = line.split()
                kind = kind_of[c[6 + int(c[3])]]
                if kind:
                    out[c[0].replace("_", " ")] = kind
    return out


class Rules:
    def __init__(self, classes, data, wordnet):
        """classes: {norm: name class} (gazetteer.Classes.form); data: folder data/; wordnet: its folder"""
        self.form = classes
        self.known = wordnet_names(wordnet)
        for kind, table, columns in (("LOC", "places/regions.tsv", ("name", "keys")), ("LOC", "places/admin1.tsv", ("name",)),
                                     ("PER", "actors/persons.tsv", ("name", "aliases")), ("ORG", "actors/groups.tsv", ("names",)),
                                     ("ORG", "actors/orgs.tsv", ("names",)), ("LOC", "actors/regions.tsv", ("names", "capital")),
                                     ("LOC", "actors/countries.tsv", ("names", "capital", "seats"))):
            for r in g.rows(os.path.join(data, table)):
                for n in g.cells(r, *columns):
                    self.known[n.lower()] = kind
        self.acronyms = {n for r in g.rows(os.path.join(data, "actors/orgs.tsv")) for n in g.cells(r, "acronyms")}
        for r in g.rows(os.path.join(data, "places/gazetteer.tsv.zst")):
            if " " in r["name"] and int(r["people"] or 0) >= 20000:
                self.known.setdefault(r["name"].lower(), "LOC")

    def classes(self, words):
        return [self.form.get(norm(w), 0) for w in words]

    def kind(self, s, low, a, b):
        words = s.forms[a:b + 1]
        text = " ".join(w.lower() for w in words)
        c = self.classes(words)
        if a == b and words[0] in self.acronyms:
            return "ORG"
        titled = a > 0 and low[a - 1] in names.TITLES and s.upos[a - 1] in ("PROPN", "NOUN")
        if titled and not c[-1] & (g.ORG_WORD | g.PLACE_WORD | g.COUNTRY) and low[a - 1] not in ("foreign", "defense", "defence", "former"):
            return "PER"
        kind = self.known.get(text)
        if kind and (kind != "O" or a == b):
            return kind
        if a == b:
            return self.single(s, low, a, c[0])
        if c[-1] & g.ORG_WORD or (c[0] & g.ORG_WORD and low[a + 1] in ("of", "for")):
            return "ORG"
        if c[-1] & g.PLACE_WORD or low[a] in ("lake", "mount", "mt.", "cape", "gulf", "fort"):
            return "LOC"
        first_is_given = c[0] & (g.GIVEN | g.GIVEN_RARE)
        if b - a <= 3 and first_is_given and all(x & PERSON or w in LOWER_PARTICLES or len(w) <= 2 for w, x in zip(low[a + 1:b + 1], c[1:])):
            return None if any(x & (g.COUNTRY | g.ORG_WORD) for x in c) else "PER"
        if first_is_given and b == a + 1 and s.deprels[b] == "flat" and not c[1] & (g.PLACE_WORD | g.ORG_WORD | g.COUNTRY):
            return "PER"
        return None

    def single(self, s, low, a, c):
        if c & g.NATIONAL and not c & (g.COUNTRY | g.PLACE_LARGE):
            return "O"
        if s.xpos[a] == "NNPS":
            return "O" if self.form.get(norm(low[a][:-1]), 0) & g.NATIONAL or low[a].endswith(("ans", "ists", "ims", "ats")) else None
        if c & g.COUNTRY:
            return "LOC"
        inside = any(h == a and s.deprels[i] == "case" and low[i] in ("in", "at", "near") for i, h in enumerate(s.heads) if i < a)
        if c & g.PLACE_LARGE and (inside or not c & (PERSON | g.ORG)):
            return "LOC"
        if c & g.PLACE and inside:
            return "LOC"
        head = s.heads[a]
        if head >= 0 and s.deprels[a].startswith("nsubj") and s.lemmas[head] in SAYING and c & PERSON and not c & (g.PLACE_LARGE | g.ORG):
            return "PER"
        if c & g.ORG and not c & (PERSON | g.PLACE | g.PLACE_LARGE):
            return "ORG"
        return None

    def tag(self, sentences):
        """Set ner of all: first what can be told from a sentence by itself, then open names as the same words are elsewhere."""
        seen = {}  # name, last word of a person's, initials of an organisation's: how often of each kind
        for s in sentences:
            for a, b, kind in self.first(s):
                text = " ".join(s.forms[a:b + 1]).lower()
                keys = {text}
                if kind == "PER":
                    keys.add(s.forms[b].lower())
                elif kind == "ORG" and b - a >= 2:
                    keys.add("".join(w[0] for w in s.forms[a:b + 1] if w[0].isupper()).lower())
                for k in keys:
                    seen.setdefault(k, Counter())[kind] += 1
        usual = {}
        for k, count in seen.items():
            kind, n = count.most_common(1)[0]
            if n >= 2 and n >= SURE * sum(count.values()):
                usual[k] = kind
        for s in sentences:
            self.second(s, usual)

    def first(self, s):
        """Tags of a sentence by itself; returns its decided names (first, last, kind)."""
        low = [f.lower() for f in s.forms]
        s.ner, found = ["O"] * len(s), []
        shouted = sum(f.isupper() and len(f) > 1 for f in s.forms) > len(s) / 3
        for a, b in names.Tree(s).names():
            kind = None if shouted else self.kind(s, low, a, b)
            names.mark(s.ner, a, b, kind)
            if kind and kind != "O":
                found.append((a, b, kind))
        return found

    def second(self, s, usual):
        i = 0
        while i < len(s):
            j = i + 1
            while s.ner[i] is None and j < len(s) and s.ner[j] is None:
                j += 1
            if s.ner[i] is None:
                kind = usual.get(" ".join(s.forms[i:j]).lower())
                if kind:
                    names.mark(s.ner, i, j - 1, kind)
            i = j
        for i in range(1, len(s)):  # capitals beside an open name may belong to it
            if s.ner[i] == "O" and s.forms[i][:1].isupper() and s.upos[i] in ("ADJ", "NOUN", "NUM", "VERB"):
                if s.ner[i - 1] is None or (i + 1 < len(s) and s.ner[i + 1] is None):
                    s.ner[i] = None
