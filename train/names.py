# SPDX-License-Identifier: Apache-2.0
"""Name tags (PER, ORG, LOC in BIO) for treebank sentences.

What is a name and how far it goes is read off the tree: a run of proper nouns that hang together.  What it names: in GUM
its entities say it, in EWT the table names.tsv.  What these do not decide stays open (None) and is not trained on.
Conventions are those of Universal NER: no titles, nationalities, languages, products, events; countries are places."""
import math
import os
import re

NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
words = lambda text: frozenset(text.split())
# Words before a person's name that are no part of it.
TITLES = words("""president vice prime minister premier chancellor secretary senator sen. sen representative rep. rep congressman
congresswoman governor gov. mayor general gen. gen colonel col. major maj. lieutenant lt. captain capt. capt sergeant sgt. admiral
commander judge justice king queen prince princess pope bishop archbishop cardinal father fr. brother sister mr mr. mrs mrs. ms ms.
miss dr dr. drs. doctor doc professor professors prof. prof sir lord lady dame sheikh sheik shaikh imam ayatollah mullah maulana rabbi
reverend rev. chairman chairwoman chairperson pm coach uncle aunt auntie ambassador director deputy former foreign defense defence
attorney speaker chief officer marshal private ceo cfo senators commissioner undersecretary""")
PERSONS_TITLES = TITLES - words("foreign defense defence former deputy vice prime private officer director chief attorney")
# First words of names of the form "X of Y".
OF_HEADS = words("""department dept dept. ministry university institute school college bank bureau board court house council committee
association society church academy office party republic kingdom state states district city province gulf bay sea strait mount isle
islands lake union league federation foundation museum center centre fund organization organisation confederation army navy front
movement chamber embassy consulate commission agency port temple cathedral shrine mosque library journal division corps guard brigade
brigades cape valley river tower archives congress convent order knights daughters sons hospital faculty administration assembly
parliament senate government governorate county village town parish diocese hall theatre theater soldiers friends times us usa arc fort
coast bill dome garden gardens tomb command directorate secretariat""")
FOR_HEADS = words("""center centers centre institute council committee foundation society association fund agency office department
ministry organization organisation""")
# With one of these, "X of A and B" is one name.
AND_HEADS = words("""department ministry institute school bureau committee office center centre council commission university college
museum association society agency""")
FIRM_ENDINGS = words("inc inc. ltd ltd. llc l.p. corp. corp co. llp l.l.p. lp l.l.c. jr. jr sr.")
PLACE_PAIRS = words("new san los las el santa north south east west saudi united middle")
INNER = words("flat compound amod goeswith nummod")  # relations within names
NATIONAL = ("an", "ish", "ese", "aeli", "aqi")
# Names that end so may begin like titles: General Motors, Justice Department, King County.
NO_PERSONS = words("""motors electric mills assembly hospital council department departments dept. ministry office school college university
church committee agency force forces army court league party company corporation association club institute foundation center centre
county street road avenue island islands sound park hotel inn bank""")


class Tree:
    """A sentence as the search for names sees it."""

    def __init__(self, s):
        self.s, self.n = s, len(s)
        self.low = [f.lower() for f in s.forms]
        self.proper = [x in ("NNP", "NNPS") for x in s.xpos]
        self.base = [r.split(":")[0] for r in s.deprels]
        self.top = [self.top_of(i) if self.proper[i] else -1 for i in range(self.n)]

    def top_of(self, i):
        """The highest proper noun that relations within names lead to."""
        for _ in range(self.n):
            h = self.s.heads[i]
            if h < 0 or not self.proper[h] or self.base[i] not in INNER:
                break
            i = h
        return i

    def joined(self, a, b, j):
        """Word j, right of the run a..b, is of the same name."""
        s = self.s
        if s.deprels[j] == "nmod:desc" and a <= s.heads[j] <= b:
            return True
        if any(s.heads[m] == j and s.deprels[m] == "nmod:desc" for m in range(a, b + 1)):
            return True
        if self.top[j] >= 0 and self.top[j] in self.top[a:b + 1]:
            return True
        if a <= s.heads[j] <= b and s.deprels[j] in ("nummod", "goeswith"):
            return True
        m = j - 1  # West Bank town: both hang on a common noun to the right
        if not (self.proper[m] and self.proper[j] and s.heads[m] == s.heads[j] > j):
            return False
        if s.upos[m] == "ADJ" and s.deprels[m] == "amod":
            return not self.low[m].endswith(NATIONAL)
        return s.deprels[m] == s.deprels[j] == "compound" and s.space_before[j] and (
            self.low[m] in PLACE_PAIRS or self.low[j] in PLACE_PAIRS)

    def longer(self, a, b):
        """The run one step longer, or b."""
        s, low, j = self.s, self.low, b + 1
        after = j + 1 < self.n and self.proper[j + 1]
        if (self.proper[j] or s.xpos[j] == "CD") and self.joined(a, b, j):
            return j
        if s.xpos[j] == "GW":
            return j
        if after and s.xpos[j] == "HYPH" and not s.space_before[j]:
            return j + 1
        if low[j] in ("of", "for", "at") and j + 1 < self.n:
            k = j + 2 if low[j + 1] == "the" and j + 2 < self.n else j + 1
            heads = OF_HEADS if low[j] == "of" else FOR_HEADS if low[j] == "for" else ("university",)
            if self.proper[k] and low[b] in heads and a <= s.heads[self.top[k]] <= b and self.base[self.top[k]] == "nmod":
                return k
        if after and low[j] in ("&", "and"):
            conj = s.deprels[self.top[j + 1]] == "conj"
            if low[j] == "&" or (not conj and a <= self.top[j + 1]):
                return j + 1
            if conj and a <= s.heads[self.top[j + 1]] <= b and AND_HEADS & set(low[a:b + 1]):
                return j + 1
        if low[j] == "," and j + 1 < self.n and low[j + 1] in FIRM_ENDINGS:
            return j + 1
        return b

    def names(self):
        """(first, last) of every name, titles of persons left out."""
        i = 0
        while i < self.n:
            if not self.proper[i]:
                i += 1
                continue
            a = b = i
            while b + 1 < self.n and (c := self.longer(a, b)) > b:
                b = c
            i = b + 1
            yield from self.without_titles(a, b)

    def without_titles(self, a, b):
        """What stands before a title and what stands behind it: U.S. | President | George Bush."""
        first = a + (a < b and self.low[a] == "state" and a > 1 and self.low[a - 2] in TITLES)  # Secretary of State X
        person = self.low[b] not in NO_PERSONS
        for k in range(a, b + 2):
            if k <= b and not (person and self.low[k] in TITLES and not (k > a and self.low[k - 1] in ("of", "for", "the"))):
                continue
            last = k - 1
            while first <= last and not self.proper[first]:
                first += 1
            while first <= last and not self.proper[last] and self.s.xpos[last] not in ("CD", "GW"):
                last -= 1
            if first <= last:
                yield first, last
            first = k + 1


def mark(tags, a, b, kind):
    """kind: PER, ORG, LOC, "O", or None where it is open."""
    tags[a:b + 1] = ["B-" + kind] + ["I-" + kind] * (b - a) if kind in KINDS.values() else [kind] * (b - a + 1)


FOLLOW = 0.3  # weight of what follows what; a sequence of tags is also a product of its words' own


def follow(sentences):
    """[tag before][tag] how much likelier a tag is behind another than it is by itself: FOLLOW times the logarithm."""
    both, alone = [[0.5] * len(NER) for _ in NER], [1.0] * len(NER)
    for s in sentences:
        numbers = [0] + [None if t is None else NER.index(t) for t in s.ner or []]
        for before, tag in zip(numbers, numbers[1:]):
            if before is not None and tag is not None:
                both[before][tag] += 1
                alone[tag] += 1
    return [[FOLLOW * math.log(n / sum(row) / (alone[tag] / sum(alone))) for tag, n in enumerate(row)] for row in both]


# ---- GUM: entities ----

def entity_spans(misc):
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


def from_entities(s):
    """A name is what the entity is whose head it holds."""
    tags = ["O"] * len(s)
    heads = {}
    for first, last, kind in sorted(entity_spans(s.misc), key=lambda e: e[0] - e[1]):  # the longest first: the shortest stays
        head = next((i for i in range(first, last + 1) if not first <= s.heads[i] <= last), first)
        heads[head] = kind
    for a, b in Tree(s).names():
        kinds = [heads[i] for i in range(a, b + 1) if i in heads and not a <= s.heads[i] <= b] or [
            heads[i] for i in range(a, b + 1) if i in heads]
        kind = KINDS.get(kinds[0], "O") if kinds else "O"
        if kind == "PER" and s.xpos[b] == "NNPS" and a == b:
            kind = "O"  # nationalities, members
        mark(tags, a, b, kind)
    return tags


# ---- EWT: the table ----

def read_table(path):
    with open(path, encoding="utf-8") as f:
        rows = [r.rstrip("\n").split("\t") for r in f if r[0] != "#"]
    return {name: kind for name, kind in rows[1:]}


def from_table(s, table):
    """Tags by the table; of a name that it has not, its longest parts that it has, the rest open."""
    tags = ["O"] * len(s)
    for a, b in Tree(s).names():
        kind = table.get(" ".join(s.forms[a:b + 1]))
        if kind == "LOC" and a == b and a > 0 and s.forms[a - 1].lower() in ("mr.", "mrs.", "ms.", "dr.", "mr", "dr"):
            kind = "PER"
        if kind is None and a > 1 and s.forms[a - 1].lower() in PERSONS_TITLES:
            kind = "PER"
        mark(tags, a, b, kind)
        while kind is None and a < b:
            n = next((n for n in range(b - a + 1, 0, -1) if table.get(" ".join(s.forms[a:a + n])) in ("PER", "LOC")), 0)
            if n:
                mark(tags, a, a + n - 1, table[" ".join(s.forms[a:a + n])])
            a += max(1, n)
    return tags


def mark_names(gum, ewt, table=os.path.join(os.path.dirname(os.path.abspath(__file__)), "names.tsv")):
    """Set ner of all sentences."""
    for s in gum:
        s.ner = from_entities(s)
    known = read_table(table)
    for s in ewt:
        s.ner = from_table(s, known)
