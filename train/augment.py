# SPDX-License-Identifier: Apache-2.0
"""Sentences as dirtier or headline-like text has them: case, quotes, final stops, headlines."""
from dataclasses import replace

SMALL = set("a an the and or but nor of in on at to for by from with as vs over into".split())
CURLY = {'"': ("“", "”"), "'": ("‘", "’"), "``": ("“", "“"), "''": ("”", "”")}
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'", "``": '"', "''": '"'}


def keep(s, wanted):
    """The sentence without the words whose index is not in wanted; dropped heads hand their children upwards."""
    at = {old: new for new, old in enumerate(wanted)}

    def head(i):
        h = s.heads[i]
        while h >= 0 and h not in at:
            h = s.heads[h]
        return at.get(h, -1)

    pick = lambda x: None if x is None else [x[i] for i in wanted]
    return replace(s, forms=pick(s.forms), space_before=pick(s.space_before), lemmas=pick(s.lemmas), upos=pick(s.upos),
                   xpos=pick(s.xpos), feats=pick(s.feats), heads=[head(i) for i in wanted], deprels=pick(s.deprels),
                   misc=pick(s.misc), ner=pick(s.ner), soft=None)


def drop_final_stop(s):
    if len(s) > 2 and s.forms[-1] == "." and s.deprels[-1] == "punct" and len(s) - 1 not in s.heads:
        return keep(s, range(len(s) - 1))
    return s


def quotes(s, rng):
    """Swap typographic and straight quotes."""
    if any(f in STRAIGHT for f in s.forms) or any("’" in f for f in s.forms):
        return replace(s, forms=["".join(STRAIGHT.get(c, c) for c in f) if f not in STRAIGHT else STRAIGHT[f]
                                 for f in s.forms])
    forms, open_ = [], {}
    for f in s.forms:
        if f in CURLY:
            forms.append(CURLY[f][open_.get(f, 0)])
            open_[f] = 1 - open_.get(f, 0)
        else:
            forms.append(f.replace("'", "’"))
    return replace(s, forms=forms)


def title(form):
    return form if not form[:1].islower() else form[:1].upper() + form[1:]


def title_case(s):
    return replace(s, forms=[f if i and (f.lower() in SMALL or not s.space_before[i]) else title(f)
                             for i, f in enumerate(s.forms)])


IRREGULAR = {"be": "is", "have": "has", "do": "does"}


def third_person(lemma):
    """present of the third person singular: call -> calls"""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if len(lemma) > 2 and lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"


def plural_subject(s, verb):
    """The number of a verb's subject, taken from the head of its conjunction chain; None: no noun is its subject."""
    while s.deprels[verb] == "conj" and s.heads[verb] >= 0 and not any(
            h == verb and d == "nsubj" for h, d in zip(s.heads, s.deprels)):
        verb = s.heads[verb]
    for i, (h, d) in enumerate(zip(s.heads, s.deprels)):
        if h == verb and d == "nsubj" and s.upos[i] in ("NOUN", "PROPN"):
            return (s.xpos[i] in ("NNS", "NNPS") or s.lemmas[i] in ("police", "people")
                    or any(hh == i and dd == "conj" for hh, dd in zip(s.heads, s.deprels)))
    return None


def headline(s, rng):
    """Articles, forms of to be and the final stop dropped, past told in the present, "will" made "to", "and" made a
    comma, mostly title case."""
    s = drop_final_stop(s)
    has_child = set(s.heads)
    wanted = [i for i in range(len(s)) if i in has_child or not (
        s.lemmas[i] in ("the", "a", "an") and s.upos[i] == "DET"
        or s.lemmas[i] in ("his", "her", "its", "their") and s.deprels[i] == "nmod:poss" and rng.random() < 0.5
        or s.lemmas[i] == "be" and s.deprels[i] in ("aux", "aux:pass", "cop") and s.upos[i] == "AUX"
        or s.lemmas[i] == "have" and s.deprels[i] == "aux" and rng.random() < 0.5)]
    if len(wanted) < 3:
        return s
    t = keep(s, wanted)
    t = replace(t, forms=list(t.forms), lemmas=list(t.lemmas), upos=list(t.upos), xpos=list(t.xpos),
                feats=list(t.feats), deprels=list(t.deprels), space_before=list(t.space_before))
    for i in range(len(t)):
        h = t.heads[i]
        if t.xpos[i] == "VBD" and t.upos[i] == "VERB" and t.deprels[i] in ("root", "conj", "ccomp", "parataxis", "advcl"):
            plural = plural_subject(t, i)
            if plural is not None:
                t.forms[i] = ("are" if t.lemmas[i] == "be" else t.lemmas[i]) if plural else third_person(t.lemmas[i])
                t.xpos[i], t.feats[i] = ("VBP", PLURAL) if plural else ("VBZ", SINGULAR)
        elif t.lemmas[i] == "will" and t.upos[i] == "AUX" and t.deprels[i] == "aux" and t.forms[i].lower() == "will":
            t.forms[i], t.lemmas[i], t.upos[i], t.xpos[i], t.feats[i], t.deprels[i] = "to", "to", "PART", "TO", "_", "mark"
            if h >= 0 and t.xpos[h] == "VB":
                t.feats[h] = "VerbForm=Inf"
        elif (t.forms[i].lower() == "and" and t.deprels[i] == "cc" and h >= 0 and t.deprels[h] == "conj" and i > 0
              and t.deprels[t.heads[h]] in ("nsubj", "obj", "root", "obl") and t.deprels.count("cc") == 1
              and rng.random() < 0.5):
            t.forms[i], t.lemmas[i], t.upos[i], t.xpos[i], t.feats[i], t.deprels[i] = ",", ",", "PUNCT", ",", "_", "punct"
            t.space_before[i] = False
    if rng.random() < 0.7:
        return title_case(t)
    return replace(t, forms=[title(t.forms[0])] + t.forms[1:])


def subtree(s, top):
    """Words under top, itself included."""
    inside = {top}
    grown = True
    while grown:
        grown = False
        for i, h in enumerate(s.heads):
            if h in inside and i not in inside:
                inside.add(i)
                grown = True
    return inside


ASIDE = ("advcl", "parataxis", "discourse", "vocative", "dislocated", "list", "reparandum", "orphan")


def shorten(s, rng):
    """The main clause, without asides, most adverbs and second clauses, and without half of what hangs on its nouns."""
    root = s.heads.index(-1)
    drop = set()
    for i, (h, d) in enumerate(zip(s.heads, s.deprels)):
        base = d.split(":")[0]
        if i in drop or h < 0:
            continue
        if h == root and (base in ASIDE or base == "punct" or (base in ("advmod", "conj", "cc") and s.lemmas[i] not in ("not", "n't"))):
            drop |= subtree(s, i)
        elif base in ("acl", "appos", "parataxis") and rng.random() < 0.7 or base == "nmod" and d != "nmod:poss" and rng.random() < 0.3:
            drop |= subtree(s, i)
    wanted = [i for i in range(len(s)) if i not in drop]
    return keep(s, wanted)


class Headlines:
    """Makes headlines of sentences that have a finite verb at the root and a subject; a pronoun there gives way to a noun
    or name that is the subject of another sentence."""

    def __init__(self, sentences):
        self.makeable, self.subjects = [], []
        for s in sentences:
            if -1 not in s.heads:
                continue
            root = s.heads.index(-1)
            for i, (h, d) in enumerate(zip(s.heads, s.deprels)):
                if not d.startswith("nsubj"):
                    continue
                alone = not any(hh == i and dd != "det" for hh, dd in zip(s.heads, s.deprels))
                if alone and s.xpos[i] in ("NNS", "NNP", "NNPS") and s.forms[i][:1].isalpha() and len(s.forms[i]) > 2:
                    self.subjects.append((s.forms[i], s.lemmas[i], s.upos[i], s.xpos[i], s.feats[i], s.ner[i] if s.ner else None))
                if (h == root and (s.upos[i] in ("NOUN", "PROPN") or s.xpos[i] == "PRP") and 4 <= len(s) <= 45
                        and (s.xpos[root] in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG") or s.upos[root] in ("NOUN", "ADJ"))
                        and s.forms[-1] != "?"):
                    self.makeable.append((s, i))

    def make(self, s, subject, rng):
        """None where it would be too long or too short."""
        t = replace(s, **{k: list(getattr(s, k)) for k in ("forms", "lemmas", "upos", "xpos", "feats")},
                    ner=list(s.ner) if s.ner else None)
        root = t.heads.index(-1)
        if t.upos[subject] == "PRON":
            if t.xpos[root] not in ("VBD", "VBZ", "VBP") or any(h == subject for h in t.heads):
                return None
            form, lemma, upos, xpos, feats, ner = self.subjects[rng.randrange(len(self.subjects))]
            t.forms[subject], t.lemmas[subject], t.upos[subject], t.xpos[subject], t.feats[subject] = form, lemma, upos, xpos, feats
            if t.ner:
                t.ner[subject] = ner if ner is None or ner[0] != "I" else None
            if t.xpos[root] in ("VBZ", "VBP"):
                t.xpos[root] = "VBD"  # told anew in the present by headline(), in the number of the new subject
        t = shorten(t, rng)
        h = headline(t, rng)
        return h if 3 <= len(h) <= 16 else None

    def some(self, n, rng):
        """About n headlines."""
        out = []
        for s, subject in rng.sample(self.makeable, min(len(self.makeable), 2 * n)):
            h = self.make(s, subject, rng)
            if h is not None:
                out.append(h)
            if len(out) == n:
                break
        return out


def augment(s, rng):
    """One random change, or none (three quarters)."""
    r = rng.random()
    if r < 0.010:
        return replace(s, forms=[f.upper() if len(f.upper()) == len(f) else f for f in s.forms])
    if r < 0.025:
        return replace(s, forms=[f.lower() if len(f.lower()) == len(f) else f for f in s.forms])
    if r < 0.045:
        return title_case(s)
    if r < 0.095:
        return drop_final_stop(s)
    if r < 0.25:
        return quotes(s, rng)
    return s
