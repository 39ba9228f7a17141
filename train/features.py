# SPDX-License-Identifier: Apache-2.0
"""Word features, the same in Python and in C (src/model/features.c).  Specification: docs/engine.md."""
import ctypes
import os

_XXH = ctypes.CDLL("libxxhash.so.0")
_XXH.XXH3_64bits_withSeed.restype = ctypes.c_uint64
_XXH.XXH3_64bits_withSeed.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64]

PREFIX, SUFFIX2, SUFFIX3, SHAPE, WORD, LEX = 1, 2, 3, 4, 5, 6  # seeds of the hashes
SIZES = {PREFIX: 4096, SUFFIX2: 1024, SUFFIX3: 5120, SHAPE: 1024}
MAX_CHARS = 64  # of a form; what lies beyond is not looked at
DROPPED = set("\u00ad\u200b\u200c\u200d\u2060\ufeff")
PLAIN = {**dict.fromkeys("‘’‚‛′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
DIGITS = set("0123456789")


def xxh(data, seed):
    return _XXH.XXH3_64bits_withSeed(data, len(data), seed)


def row(text, seed):
    return ((xxh(text.encode(), seed) >> 32) * SIZES[seed]) >> 32


def lower(c):
    """One character for one, as utf8proc_tolower does."""
    return c.lower()[0]


def norm(form):
    """Lower case, ASCII digits to 0, typographic quotes and dashes made plain, invisible characters dropped; of a long
    form the first MAX_CHARS characters."""
    form = form[:MAX_CHARS]
    if form in ("``", "''"):
        return '"'
    out = "".join("0" if c in DIGITS else PLAIN.get(c) or lower(c) for c in form if c not in DROPPED)
    return out or form


def shape(form, space_before):
    """'X' upper, 'x' lower, 'd' digit, else the (plain) character; runs cut to 3, at most 10; '+' first where no
    space stands before the word."""
    out, last, run = [], "", 0
    for c in form[:MAX_CHARS]:
        if c in DROPPED:
            continue
        if c in DIGITS:
            k = "d"
        elif lower(c) != c:
            k = "X"
        elif c.isalpha():
            k = "x"
        else:
            k = PLAIN.get(c, c)
        run = run + 1 if k == last else 1
        last = k
        if run <= 3 and len(out) < 10:
            out.append(k)
    return ("" if space_before else "+") + "".join(out)


# --- WordNet ------------------------------------------------------------------------------------------------------

N_BASE, N_PLUR, N_NAME, V_BASE, V_S, V_ED, V_ING, A_BASE, A_ER, A_EST, R_BASE = (1 << i for i in range(11))
VOWELS = set("aeiou")
SKIP_UNCOUNTED = {5, 20, 27}  # noun.animal, noun.plant, noun.substance: rare ones are left out


def doubles(w):
    """True where the last consonant may double before -ed and -ing (stop, stopped)."""
    return len(w) >= 3 and w[-1] not in VOWELS and w[-1] not in "wxyh" and w[-2] in VOWELS and w[-3] not in VOWELS


def with_s(w):
    if w.endswith(("s", "x", "z", "ch", "sh")):
        return [w + "es"]
    if len(w) > 2 and w[-1] == "y" and w[-2] not in VOWELS:
        return [w[:-1] + "ies"]
    return [w + "s", w + "es"] if w[-1] == "o" else [w + "s"]


def with_suffix(w, e, suffix):
    """-ed, -ing, -er, -est: e is what a final e makes of it ("ed" after "e" is "d")."""
    if w.endswith("e"):
        return [w + e] if suffix != "ing" else [w + "ing"] if w.endswith(("ee", "oe", "ye")) else [w[:-1] + "ing"]
    if len(w) > 2 and w[-1] == "y" and w[-2] not in VOWELS and suffix != "ing":
        return [w[:-1] + "i" + suffix]
    return [w + suffix] + ([w + w[-1] + suffix] if doubles(w) else [])


class WordNet:
    """form -> (mask of forms, noun sense, verb sense, adjective sense); a sense is 0 for none, else 1 + 4 * file of the
    lexicographer + bucket of the first sense's tag count (0; 1-4; 5-24; 25 and more)."""

    def __init__(self, folder):
        self.form = {}
        counts = {}
        with open(os.path.join(folder, "cntlist.rev"), encoding="latin-1") as f:
            for line in f:
                key, number, count = line.split()
                if number == "1":
                    lemma, rest = key.split("%")
                    kind = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 2}[rest[0]]
                    counts[lemma, kind] = int(count)
        self.exceptions = []  # (kind, form, lemma)
        for kind, name in enumerate(("noun", "verb", "adj", "adv")):
            files, capital = {}, {}
            with open(os.path.join(folder, "data." + name), encoding="latin-1") as f:
                for line in f:
                    if line[0] != " ":
                        c = line.split(" ", 5 + 0)
                        files[c[0]] = int(c[1])
                        if kind == 0:
                            words = line.split(" ", 64)
                            n = int(words[3], 16)
                            capital[c[0]] = {words[4 + 2 * k] for k in range(min(n, 29))}
            irregular = {}
            with open(os.path.join(folder, name + ".exc"), encoding="latin-1") as f:
                for line in f:
                    form, *lemmas = line.split()
                    for lemma in lemmas[:1]:
                        irregular.setdefault(lemma, []).append(form)
                        self.exceptions.append((kind, form, lemma))
            with open(os.path.join(folder, "index." + name), encoding="latin-1") as f:
                for line in f:
                    if line[0] == " ":
                        continue
                    c = line.split()
                    w = c[0]
                    if "_" in w or any(ch.isdigit() for ch in w):
                        continue
                    first = c[6 + int(c[3])]
                    count = counts.get((w, kind), 0)
                    if kind == 0 and count == 0 and files[first] in SKIP_UNCOUNTED:
                        continue
                    bucket = 0 if count == 0 else 1 if count < 5 else 2 if count < 25 else 3
                    name_like = kind == 0 and w not in capital[first]
                    self.add(kind, w, irregular.get(w, []), 1 + 4 * files[first] + bucket, name_like, count)

    def add(self, kind, w, irregular, sense, name_like, count):
        if kind == 0:
            self.put(w, N_NAME if name_like else N_BASE, kind, sense)
            if not name_like:
                for f in irregular or with_s(w):
                    self.put(f, N_PLUR, kind, sense)
        elif kind == 1:
            self.put(w, V_BASE, kind, sense)
            for f in with_s(w):
                self.put(f, V_S, kind, sense)
            past = [f for f in irregular if not f.endswith("ing")]
            for f in past or with_suffix(w, "d", "ed"):
                self.put(f, V_ED, kind, sense)
            for f in with_suffix(w, "ing", "ing"):
                self.put(f, V_ING, kind, sense)
            for f in irregular:
                if f.endswith("ing"):
                    self.put(f, V_ING, kind, sense)
        elif kind == 2:
            self.put(w, A_BASE, kind, sense)
            if irregular or (count and len(w) <= 8):
                for f in [x for x in irregular if not x.endswith("st")] or with_suffix(w, "r", "er"):
                    self.put(f, A_ER, kind, sense)
                for f in [x for x in irregular if x.endswith("st")] or with_suffix(w, "st", "est"):
                    self.put(f, A_EST, kind, sense)
        else:
            self.put(w, R_BASE, 2, 0)

    def put(self, form, bit, kind, sense):
        form = norm(form)
        mask, *senses = self.form.get(form, (0, 0, 0, 0))
        kind = min(kind, 2)
        # A base form's own sense goes before one that it has as an inflected form.
        if sense and (not senses[kind] or bit in (N_BASE, V_BASE, A_BASE)):
            senses[kind] = sense
        self.form[form] = (mask | bit, *senses)


# --- the features of a word ---------------------------------------------------------------------------------------

N_SENSE = (1 + 4 * 45, 1 + 4 * 45, 1 + 4 * 45)


class Features:
    """form -> rows: word, prefix, suffix 2, suffix 3, shape, WordNet mask, noun, verb, adjective sense, name class."""
    LEXICON = 5  # the first table that WordNet and the lists of names fill

    def __init__(self, words, masks, wordnet, kinds=(), names=None):
        """words: norms that have a row of their own, rows from 1 on (0: unknown); masks: WordNet masks, the same.
        kinds, names: rows of the table of name classes, {norm: name class} (gazetteer.py); without them it is left out."""
        self.words = {w: i + 1 for i, w in enumerate(words)}
        self.masks = {m: i for i, m in enumerate(masks)}
        self.kinds = {k: i for i, k in enumerate(kinds)}
        self.wordnet, self.names = wordnet, names or {}
        self.cache = {}

    def sizes(self):
        return (len(self.words) + 1, SIZES[PREFIX], SIZES[SUFFIX2], SIZES[SUFFIX3], SIZES[SHAPE], len(self.masks),
                *N_SENSE, *([len(self.kinds)] if self.kinds else []))

    def known(self, n):
        """What WordNet and the lists know of a norm: its rows in the tables from LEXICON on."""
        mask, *senses = self.wordnet.get(n, (0, 0, 0, 0))
        return (self.masks.get(mask, 0), *senses, *([self.kinds[self.names.get(n, 0)]] if self.kinds else []))

    def of(self, form, space_before):
        got = self.cache.get((form, space_before))
        if got is None:
            n = norm(form)
            got = (self.words.get(n, 0), row(n[:3], PREFIX), row(n[-2:], SUFFIX2), row(n[-3:], SUFFIX3),
                   row(shape(form, space_before), SHAPE), *self.known(n))
            self.cache[form, space_before] = got
        return got


# --- lemmas as edit scripts ---------------------------------------------------------------------------------------

def cased(form, mode):
    """0: lower case, 1: as it is, 2: first letter upper, the rest lower; typographic quotes and dashes made plain."""
    form = "".join(PLAIN.get(c, c) for c in form)
    if mode == 1:
        return form
    low = "".join(map(lower, form))
    if mode == 0:
        return low
    up = form[:1].upper()
    return (up if len(up) == 1 else form[:1]) + low[1:]


def lemma_script(form, lemma):
    """The cheapest "mode|characters to cut at the end|characters to add"."""
    best = None
    for mode in (0, 1, 2):
        base = cased(form, mode)
        p = 0
        while p < min(len(base), len(lemma)) and base[p] == lemma[p]:
            p += 1
        cost = len(base) + len(lemma) - 2 * p
        if best is None or cost < best[0]:
            best = (cost, f"{mode}|{len(base) - p}|{lemma[p:]}")
    return best[1]


def apply_script(form, script):
    if len(form) > MAX_CHARS:
        return form
    mode, cut, add = script.split("|", 2)
    base = cased(form, int(mode))
    cut = min(int(cut), len(base))
    return (base[:len(base) - cut] + add) or form
