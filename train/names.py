# SPDX-License-Identifier: Apache-2.0
"""Name tags (PER, ORG, LOC in BIO) for treebank sentences: from GUM's entities, and where a treebank has none, from the
tree, WordNet and word lists; what these do not decide stays open (None) and is not trained on."""
import os
import re

NER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Words before a person's name that are no part of it (names are marked without titles).
TITLES = set("""president vice prime minister premier chancellor secretary senator sen. sen representative rep. rep
governor gov. mayor general gen. gen colonel col. major lieutenant captain sergeant admiral commander judge justice
king queen prince princess pope bishop archbishop cardinal father sister brother mr mr. mrs mrs. ms ms. miss dr dr.
doctor professor prof. prof sir lord lady dame sheikh imam ayatollah rabbi reverend rev. chairman chairwoman
ambassador director deputy former foreign defense defence attorney st. speaker chief honorable""".split())
# Last words of names of organisations and of places.
ORG_WORDS = set("""inc inc. corp corp. co co. ltd ltd. llc plc company corporation university college school institute ministry
department dept. party committee council agency court bank association church army navy force forces police union
commission organization organisation bureau office group foundation federation congress senate parliament assembly club
league times post journal news tribune herald authority board society alliance front guard guards hospital center centre
airlines airways motors industries services systems international partners associates museum administration council
brigade brigades militia command service network coalition embassy""".split())
PLACE_WORDS = set("""river lake island islands street avenue road boulevard county city valley mountain mountains hills sea ocean
bay beach coast desert strait peninsula province region district state states republic kingdom park square
bridge airport village town heights gulf territory territories strip springs falls canyon""".split())
PLACE_BEGINNINGS = {"lake", "mount", "mt.", "cape", "gulf", "fort", "san", "santa", "los", "el"}


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


def extent(s, first, last, head, kind):
    """The name itself around its head within a span: the run of proper nouns, "of" and the like within it."""
    a = b = head
    low = [f.lower() for f in s.forms]
    proper = lambda i: s.upos[i] == "PROPN" or (s.forms[i][:1].isupper() and s.upos[i] in ("NOUN", "ADJ", "NUM"))
    while a > first and (proper(a - 1) or (s.forms[a - 1] in ("-", "&") and a - 1 > first and proper(a - 2))):
        a -= 1
    while b < last:
        two, three = b + 2 <= last and proper(b + 2), b + 3 <= last and proper(b + 3)
        if proper(b + 1):
            b += 1
        elif s.forms[b + 1] in ("-", "&") and two:
            b += 2
        elif kind != "person" and two and (low[b + 1] in ("of", "for") or low[b + 1] == "and" and s.deprels[b + 2] != "conj"):
            b += 2
        elif kind != "person" and low[b + 1] == "of" and three and low[b + 2] == "the":
            b += 3
        else:
            break
    return a, b


def mark(tags, a, b, kind):
    tags[a:b + 1] = ["B-" + kind] + ["I-" + kind] * (b - a)


def from_entities(s):
    """Outermost Entity spans of a person, organization or place whose head is a proper noun; titles and plurals
    (nationalities) are no names."""
    tags = ["O"] * len(s)
    for first, last, kind in sorted(entity_spans(s.misc), key=lambda e: (e[0] - e[1], e[0])):
        head = next((i for i in range(first, last + 1) if not first <= s.heads[i] <= last), first)
        if kind not in KINDS or s.upos[head] != "PROPN" or (kind == "person" and s.xpos[head] == "NNPS"):
            continue
        a, b = extent(s, first, last, head, kind)
        if kind == "person":
            while a < b and s.forms[a].lower() in TITLES:
                a += 1
            if s.forms[a].lower() in TITLES:
                continue
        if all(t == "O" for t in tags[a:b + 1]):
            mark(tags, a, b, KINDS[kind])
    return tags


def wordnet_names(folder):
    """{lower-case name: PER, ORG, LOC, or O for what is surely none of them} by the first sense."""
    kind_of = {}
    with open(os.path.join(folder, "data.noun"), encoding="latin-1") as f:
        for line in f:
            if line[0] != " ":
                file = int(line[9:11])
                instance = " @i " in line.split("|")[0]
                kind_of[line[:8]] = ({15: "LOC", 18: "PER", 14: "ORG"}.get(file) if instance else
                                     "O" if file in (28, 18, 10, 9) else None)
    names = {}
    with open(os.path.join(folder, "index.noun"), encoding="latin-1") as f:
        for line in f:
            if line[0] != " ":
                c = line.split()
                kind = kind_of[c[6 + int(c[3])]]
                if kind:
                    names[c[0].replace("_", " ")] = kind
    return names


def name_spans(s):
    """(first, last, has_flat) of proper nouns joined as compound or flat, each a contiguous run."""
    top = list(range(len(s)))
    for i in range(len(s)):
        at, n = i, 0
        while (s.heads[at] >= 0 and s.upos[at] == s.upos[s.heads[at]] == "PROPN"
               and s.deprels[at] in ("flat", "compound", "amod") and n < len(s)):
            at, n = s.heads[at], n + 1
        top[i] = at
    out, i = [], 0
    while i < len(s):
        j = i
        while j + 1 < len(s) and top[j + 1] == top[i] and s.upos[j + 1] == "PROPN":
            j += 1
        if s.upos[i] == "PROPN":
            out.append((i, j, any(s.deprels[k] == "flat" and i <= s.heads[k] <= j for k in range(i, j + 1))))
        i = j + 1
    return out


def kind_of_span(s, a, b, flat, known, given):
    """PER, ORG, LOC, O, or None where nothing decides."""
    words = [f.lower() for f in s.forms[a:b + 1]]
    kind = known.get(" ".join(words))
    if kind and (kind != "O" or a == b):
        return kind
    if words[-1] in ORG_WORDS and b > a:
        return "ORG"
    if b > a and (words[-1] in PLACE_WORDS or words[0] in PLACE_BEGINNINGS):
        return "LOC"
    if flat or (a > 0 and s.forms[a - 1].lower() in TITLES and s.upos[a - 1] in ("PROPN", "NOUN")):
        return "PER"
    if all(w in given for w in words) and b - a <= 2:
        return "PER"
    if a == b and s.xpos[a] == "NNPS" and (words[0].endswith(("ans", "ese", "ists")) or known.get(words[0][:-1]) == "O"):
        return "O"  # nationalities, members
    if a == b and 2 <= len(s.forms[a]) <= 6 and s.forms[a].isupper() and s.forms[a].isalpha():
        shouted = sum(f.isupper() and len(f) > 1 for f in s.forms) > len(s) / 3
        return None if shouted else "ORG"
    return None


def capital_beside_capital(s, i):
    """A capitalised word that is no proper noun but may be part of a name: "United" Nations, White "House"."""
    if s.upos[i] not in ("ADJ", "NOUN", "NUM", "VERB") or not s.forms[i][0].isupper():
        return False
    return any(0 <= j < len(s) and s.forms[j][0].isupper() and s.upos[j] in ("ADJ", "NOUN", "PROPN", "VERB")
               for j in (i - 1, i + 1))


def from_lists(s, known, given):
    """Tags by what the tree and the lists say; None where they do not decide."""
    tags = [None if capital_beside_capital(s, i) else "O" for i in range(len(s))]
    for a, b, flat in name_spans(s):
        while a < b and s.forms[a].lower() in TITLES:
            a += 1
        if s.forms[a].lower() in TITLES:
            continue
        kind = kind_of_span(s, a, b, flat, known, given)
        back = a - 2 if a >= 2 and s.forms[a - 1].lower() in ("of", "for", "&", "and", "-") else (
            a - 3 if a >= 3 and [f.lower() for f in s.forms[a - 2:a]] == ["of", "the"] else -1)
        if back >= 0 and s.upos[back] == "PROPN" and s.forms[a - 1].lower() not in ("and", "-"):
            # "Department of Defense": goes with what stands before
            before = tags[back][2:] if tags[back] else ""
            tags[back + 1:b + 1] = ["I-" + before if before in ("ORG", "LOC") else None] * (b - back)
        elif kind is None:
            tags[a:b + 1] = [None] * (b - a + 1)
            if back >= 0 and s.upos[back] == "PROPN":
                tags[back + 1:a] = [None] * (a - back - 1)
        elif kind != "O":
            mark(tags, a, b, kind)
    return tags


def mark_names(gum, ewt, wordnet):
    """Set ner of all sentences."""
    for s in gum:
        s.ner = from_entities(s)
    known = wordnet_names(wordnet)
    given = set()  # words of persons' names of several words
    for s in gum:
        given |= {f for f, t, after in zip(s.forms, s.ner, s.ner[1:] + ["O"]) if t == "I-PER" or (t, after) == ("B-PER", "I-PER")}
    for s in ewt:
        for a, b, flat in name_spans(s):
            while a < b and s.forms[a].lower() in TITLES:
                a += 1
            if flat and a < b <= a + 2 and " ".join(s.forms[a:b + 1]).lower() not in known:
                given |= set(s.forms[a:b + 1])
    given = {f.lower() for f in given if len(f) > 2 and not f.isupper() and f[0].isupper()}
    given = {f for f in given if known.get(f) in (None, "PER")}
    for s in ewt:
        s.ner = from_lists(s, known, given)
