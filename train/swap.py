# SPDX-License-Identifier: Apache-2.0
"""Other names in the place of a sentence's own, so that the tagger learns what surrounds a name and not the treebank's names
by heart: persons from lists of given names and surnames, one-word places from lists, all else from the other sentences."""
from dataclasses import replace

from gazetteer import COUNTRY, GIVEN, PLACE, PLACE_LARGE, SURNAME

CHANCE = 0.4  # of a sentence


def spans(tags):
    """(first, end, kind) of BIO tags"""
    out = []
    for i, t in enumerate(tags):
        if t and t[0] == "B":
            out.append([i, i + 1, t[2:]])
        elif t and t[0] == "I" and out and out[-1][1] == i:
            out[-1][1] = i + 1
    return out


def plain(s, first, end):
    """Are these words a name as names are written?"""
    return all(s.upos[i] == "PROPN" and s.xpos[i] == "NNP" and s.forms[i].isalpha() and s.forms[i][0].isupper() and
               not s.forms[i].isupper() and s.lemmas[i] == s.forms[i] for i in range(first, end))


class Swap:
    def __init__(self, classes, sentences):
        """classes: {norm: name class} (gazetteer.py)"""
        listed = lambda bits: sorted(w.capitalize() for w, c in classes.items() if c & bits and w.isalpha() and len(w) > 2)
        self.given, self.surname = listed(GIVEN), listed(SURNAME)
        self.words = {("LOC", 1): listed(COUNTRY | PLACE_LARGE | PLACE)}
        for s in sentences:
            for first, end, kind in spans(s.ner or []):
                if plain(s, first, end) and (kind, end - first) != ("LOC", 1):
                    self.words.setdefault((kind, end - first), []).append(s.forms[first:end])

    def name(self, kind, n, rng):
        if kind == "PER":
            return [rng.choice(self.given) for _ in range(n - 1)] + [rng.choice(self.surname)]
        found = rng.choice(self.words.get((kind, n)) or [None])
        return [found] if isinstance(found, str) else found

    def sentence(self, s, rng):
        """The sentence, or one with other names; without lists always the sentence."""
        if not s.ner or not self.given or rng.random() >= CHANCE:
            return s
        forms, lemmas = list(s.forms), list(s.lemmas)
        for first, end, kind in spans(s.ner):
            name = self.name(kind, end - first, rng) if plain(s, first, end) else None
            if name:
                forms[first:end] = lemmas[first:end] = name
        return replace(s, forms=forms, lemmas=lemmas)
