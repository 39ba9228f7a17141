#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lemmas that no edit script has to guess: section "lemma.table" of the model.

    lemma.py --treebank DIR --sections DIR [--wordnet DIR] [--raw TAGGED.conllu]

The engine asks, in this order (src/parse/lemma.c): the table; regular morphology with WordNet's base forms (regular()
below, the same in C); the network's edit script, for the rest and for capitals.  So the table holds only what regular
morphology would get wrong: irregular forms, the treebanks' conventions (me -> I, 'll -> will), capitals (american ->
American), and pairs such as hoping / hopping where both bases are words and the more frequent one is right.
Layout: docs/engine.md."""
import argparse
import collections
import itertools
import os
import re
import struct

import numpy as np

import conllu
from features import A_BASE, MAX_CHARS, N_BASE, R_BASE, V_BASE, WordNet, cased, norm, with_s, with_suffix, xxh

FORMAT, SEED, RULES = 1, 7, 3  # of the section; of its hashes; at most so many rules for a form
AGREED = 5  # times that a treebank has a form to be followed alone
NAMED = 3   # times that a name is seen capitalised
SHARE = (0.04, 0.2)  # of a form's lemmas that one which is not the most frequent must have; open classes
OPEN = {"NOUN": N_BASE, "VERB": V_BASE, "ADJ": A_BASE, "ADV": A_BASE}
VOWELS = "aeiou"
# Verbs in -ed and -ing whose stem looks so had a final e, unless WordNet says otherwise.
E_ENDS = ("at", "ut", "id", "ad", "od", "ud", "ur", "ir", "um", "dg", "rg", "lg", "ag", "eg", "ig", "ug", "ak", "ik", "ok",
          "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl", "s", "z", "c", "v", "u")
NO_E_ENDS = ("ss", "zz", "eat", "oat", "out", "oad", "aid", "oak", "eak", "ook", "our", "air", "oir", "oom", "oid", "eed", "ead")


# --- regular morphology: src/parse/lemma.c does the same ------------------------------------------------------------

def is_vowel(c):
    return c in VOWELS


def short(s):
    """One vowel and one consonant at the end, none but consonants before: hop, fin, scrap."""
    return (len(s) >= 2 and not is_vowel(s[-1]) and s[-1] not in "wxy" and is_vowel(s[-2])
            and not any(is_vowel(c) for c in s[:-2]))


def verb_stems(s):
    """What a verb in -ed or -ing can come from, the likeliest first; s is without the ending."""
    if s.endswith("i"):
        return [s[:-1] + "y", s + "e"] if len(s) > 2 else [s + "e", s[:-1] + "y"]
    if len(s) > 2 and s[-1] == s[-2] and not is_vowel(s[-1]):
        return [s, s[:-1], s + "e"] if s[-1] in "lsfz" else [s[:-1], s, s + "e"]
    e = short(s) or (s.endswith(E_ENDS) and not s.endswith(NO_E_ENDS))
    return [s + "e", s] if e else [s, s + "e"]


def singulars(w):
    if w.endswith("ies"):
        return [w[:-3] + "y", w[:-1]] if len(w) > 4 else [w[:-1]]
    if w.endswith("ves"):
        return [w[:-1], w[:-3] + "f", w[:-3] + "fe"]
    if w.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return [w[:-2], w[:-1]]
    if w.endswith("ses"):
        return [w[:-1], w[:-2]]
    return [w[:-1]]


def ending(w, upos, xpos):
    """The inflection that a form shows: s, ed, ing, er, est or nothing."""
    if upos == "NOUN":
        if xpos in ("NN", "NNP"):
            return ""
        return "men" if w.endswith("men") else "s" if w.endswith("s") else ""
    if upos == "VERB":
        for tag, end in (("VBG", "ing"), ("VBD", "ed"), ("VBN", "ed"), ("VBZ", "s")):
            if xpos == tag and w.endswith(end):
                return end
        return next((e for e in ("ing", "ed", "s") if w.endswith(e)), "")
    if xpos in ("JJR", "RBR") and w.endswith("er"):
        return "er"
    return "est" if xpos in ("JJS", "RBS") and w.endswith("est") else ""


def regular(whole, upos, xpos, is_base):
    """Lemma of a lower-cased form by its ending.  is_base(word, bit): does WordNet have it as a base form?  Of a compound with
    hyphens only the last part is looked at."""
    at = whole.rfind("-") + 1
    w, bit = whole[at:], OPEN[upos]
    end = ending(w, upos, xpos)
    if not end or (upos == "VERB" and xpos in ("VB", "VBP") and is_base(w, bit)):
        return whole
    s = w[:-len(end)]
    if len(s) < 2 or (end != "men" and not any(is_vowel(c) or c == "y" for c in s)):
        return whole
    if end == "men":
        found = [s + "man"]
    elif end == "s":
        found = singulars(w)
    else:
        found = verb_stems(s)
    for f in found:
        if is_base(f, bit):
            return whole[:at] + f
    sure = {"VBG": "ing", "VBD": "ed", "VBN": "ed", "VBZ": "s"}.get(xpos) == end or upos == "NOUN"
    if not sure or is_base(w, bit) or w.endswith(("ss", "us", "is")):
        return whole
    return whole[:at] + found[0]


# --- the table -----------------------------------------------------------------------------------------------------

def rule(form, lemma, mode):
    base = cased(form, mode)
    p = 0
    while p < min(len(base), len(lemma)) and base[p] == lemma[p]:
        p += 1
    return f"{mode}|{len(base) - p}|{lemma[p:]}"


def apply(form, r):
    mode, cut, add = r.split("|", 2)
    base = cased(form, int(mode))
    return base[:max(len(base) - int(cut), 0)] + add


def rules_of(seen, upos):
    """Rules that give the lemmas of all forms seen, Counter {(form, lemma): n}: the one that gives most, then those for what
    is left, as long as they matter."""
    modes = (1, 2, 0) if upos == "PROPN" else (0, 2, 1)
    left, out, total = dict(seen), [], sum(seen.values())
    while left and len(out) < RULES:
        gain = collections.Counter()
        for r in dict.fromkeys(rule(f, l, m) for m in modes for f, l in left):
            gain[r] = sum(n for (f, l), n in left.items() if apply(f, r) == l)
        best, n = gain.most_common(1)[0]
        # One ROAD that stays ROAD says nothing of road.
        small = max((r for r in gain if r[0] == "0"), key=gain.__getitem__)
        if upos in OPEN and gain[best] - gain[small] < SHARE[1] * total:
            best, n = small, gain[small]
        if out and (n < 2 or n < SHARE[upos in OPEN] * total):
            break
        out.append(best)
        left = {k: v for k, v in left.items() if apply(k[0], best) != k[1]}
    return tuple(out)


def words(path):
    """(form, lemma, UPOS, XPOS) of each word that has a lemma."""
    for _, rows in conllu.blocks(path):
        for c in rows:
            if c[0].isdigit() and c[2] != "_":
                yield c[1], c[2], c[3], c[4]


def of_one_mind(treebanks):
    """Rows of all treebanks.  Where they differ on what to do with a form (people: people or person), the first that knows it well is
    followed: a model that has learned both answers guesses."""
    seen, out = collections.Counter(), []
    for rows in treebanks:
        own = collections.Counter((cased(form, 0), upos) for form, _, upos, _ in rows)
        out += [r for r in rows if seen[cased(r[0], 0), r[2]] < AGREED]
        seen.update(own)
    return out


# Sun, Mar and Jun are other names as well.
CALENDAR = {"jan": "uary", "feb": "ruary", "apr": "il", "jul": "y", "aug": "ust", "sep": "tember", "sept": "ember", "oct": "ober",
            "nov": "ember", "dec": "ember", "mon": "day", "tue": "sday", "tues": "day", "wed": "nesday", "thu": "rsday",
            "thurs": "day", "fri": "day", "sat": "urday"}


class Table:
    def __init__(self, wordnet):
        self.mask = {f: v[0] for f, v in wordnet.form.items()}
        self.entries = {}

    def is_base(self, word, bit):
        return self.mask.get(norm(word), 0) & bit != 0

    def put(self, form, tag, rules):
        if len(form) <= 40 and all(len(r) <= 40 for r in rules):
            self.entries.setdefault(f"{form}/{tag}", rules)

    def from_names(self, rows):
        """Names that are written Tehran wherever they are not shouted or whispered, and are no common words."""
        named, other = collections.Counter(), collections.Counter()
        for form, lemma, upos, xpos in rows:
            if not form.isalpha():
                continue
            if upos == "PROPN" and xpos == "NNP" and form.istitle() and len(form) > 2 and lemma == form:
                named[form.lower()] += 1
            elif not (upos == "PROPN" and (form.isupper() or form.islower()) and lemma.istitle()):
                other[form.lower()] += 1
        for form, n in named.items():
            if n >= NAMED and 5 * other[form] < n:
                self.put(form, "PROPN/NNP", ("2|0|",))

    def from_calendar(self):
        """Months and days cut short, which the treebanks spell out."""
        for short, rest in CALENDAR.items():
            self.put(short, "PROPN/NNP", (f"2|0|{rest}",))
            self.put(short + ".", "PROPN/NNP", (f"2|1|{rest}",))

    def from_treebank(self, rows):
        groups = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for form, lemma, upos, xpos in rows:
            if xpos in ("ADD", "GW", "AFX", "LS") or (xpos.startswith("NNP") and upos != "PROPN"):
                continue
            if any(c.isdigit() for c in form) and upos != "NOUN":
                continue
            groups[cased(form, 0), upos][xpos][form, lemma] += 1
        self.count = collections.Counter()
        for (form, upos), by_tag in sorted(groups.items()):
            total = sum(by_tag.values(), collections.Counter())
            for (_, lemma), n in total.items():
                self.count[lemma, upos] += n
            rules = rules_of(total, upos)
            for xpos, seen in sorted(by_tag.items()):
                own = rules_of(seen, upos)
                if own != rules and own[0] != rules[0] and sum(seen.values()) >= 2:
                    self.put(form, f"{upos}/{xpos}", own)
            if not self.known(form, upos, by_tag, rules):
                self.put(form, upos, rules)

    def known(self, form, upos, by_tag, rules):
        """Would the engine find this without the table?"""
        if upos == "PROPN":
            return rules == ("1|0|",)
        if upos not in ("NOUN", "VERB", "ADV") or len(rules) > 1 or rules[0][0] != "0":
            return False
        if upos != "VERB" and any(f.isupper() and len(f) > 1 for seen in by_tag.values() for f, _ in seen):
            return False
        return all(regular(form, upos, x, self.is_base) == apply(form, rules[0]) for x in by_tag)

    def from_wordnet(self, wordnet):
        """Irregular forms; and regular ones of known bases that regular() takes for those of another base."""
        tags = (("NOUN", "NNS"), ("VERB", "VBD"), ("ADJ", "JJR"), ("ADV", "RBR"))
        for kind, form, lemma in wordnet.exceptions:
            upos, xpos = tags[kind]
            if "_" in form or "_" in lemma or form == lemma:
                continue
            if kind == 1:
                xpos = "VBG" if form.endswith("ing") else "VBZ" if form.endswith("s") else "VBD"
            if kind > 1 and form.endswith("st"):
                xpos = xpos[:2] + "S"
            plain = regular(form, upos, xpos, self.is_base)
            if plain != form and self.count[plain, upos] > self.count[lemma, upos]:
                continue  # installing: of install, though it may be of instal
            if plain != lemma:
                # As a noun in the singular or as a plain adjective such a form may be a word of its own.
                tag = upos if kind == 1 and not self.is_base(form, V_BASE) else f"{upos}/{xpos}"
                for t in (tag, f"{upos}/VBN") if xpos == "VBD" and tag != upos else (tag,):
                    self.put(form, t, (rule(form, lemma, 0),))
        forms = collections.defaultdict(set)
        bases = {(w, "VERB") for w, m in self.mask.items() if m & V_BASE} | {(w, "NOUN") for w, m in self.mask.items() if m & N_BASE}
        bases |= {(w, u) for (w, u), n in self.count.items() if u in ("NOUN", "VERB") and n > 1 and w.isalpha() and w.islower()}
        for w, upos in bases:
            if upos == "NOUN":
                made = [("NNS", with_s(w))]
            else:
                made = [("VBZ", with_s(w)), ("VBD", with_suffix(w, "d", "ed")), ("VBG", with_suffix(w, "ing", "ing"))]
            for xpos, list_ in made:
                for i, f in enumerate(list_):
                    forms[f, upos, xpos].add((self.count[w, upos], i == 0, w))
        for (form, upos, xpos), bases in sorted(forms.items()):
            best = max(bases)
            if best[0] and regular(form, upos, xpos, self.is_base) != best[2]:
                self.put(form, f"{upos}/{xpos}", (rule(form, best[2], 0),))
                if xpos == "VBD":
                    self.put(form, f"{upos}/VBN", (rule(form, best[2], 0),))

    def write(self, path):
        rules = sorted({r for e in self.entries.values() for r in e})
        number = {r: i + 1 for i, r in enumerate(rules)}
        answers = sorted(set(self.entries.values()))
        at_answer = {a: i for i, a in enumerate(answers)}
        slots = max(len(self.entries) * 4 // 3, 4)
        check, value = np.zeros(slots, "<u4"), np.zeros(slots, "<u2")
        for key, answer in sorted(self.entries.items()):
            h = xxh(key.encode(), SEED)
            at, low = ((h >> 32) * slots) >> 32, (h & 0xFFFFFFFF) or 1
            while check[at] and check[at] != low:
                at = (at + 1) % slots
            check[at], value[at] = low, at_answer[answer]
        text = b"".join(r.encode() + b"\0" for r in rules)
        offsets, n = [], 0
        for r in rules:
            offsets.append(n)
            n += len(r.encode()) + 1
        packed = np.array([[number[r] for r in a] + [0] * (RULES - len(a)) for a in answers], "<u2")
        data = (struct.pack("<5I", FORMAT, slots, len(answers), len(rules), len(text)) + check.tobytes()
                + np.array(offsets, "<u4").tobytes() + value.tobytes() + packed.tobytes() + text)
        with open(path, "wb") as f:
            f.write(data)
        print(f"{path}: {len(self.entries)} forms, {len(answers)} answers, {len(rules)} rules, {len(data)} bytes")


# --- look-up, as src/parse/lemma.c does it; for reference.py ----------------------------------------------------------

PREFIXES = ("re", "un", "over", "under", "out", "mis", "co", "pre", "fore")


def ascii_lower(s):
    return "".join(c.lower() if c < "\x80" else c for c in s)


def drawn_out(low, bit, is_base):
    """"sooooo", "prettty": the word that the lexicon has; None: none."""
    for most in (2, 1):
        short = re.sub(r"([a-z])\1{2,}", lambda m: m.group(1) * most, low)
        if short != low and is_base(short, bit):
            return short
    return None


class Lemmas:
    def __init__(self, data, is_base):
        """data: bytes of section lemma.table; is_base(word, bit)."""
        self.is_base = is_base
        _, self.slots, n_answers, n_rules, n_text = struct.unpack_from("<5I", data)
        at = 20
        self.check = np.frombuffer(data, "<u4", self.slots, at)
        offsets = np.frombuffer(data, "<u4", n_rules, at := at + 4 * self.slots)
        self.value = np.frombuffer(data, "<u2", self.slots, at := at + 4 * n_rules)
        answers = np.frombuffer(data, "<u2", n_answers * RULES, at := at + 2 * self.slots).reshape(-1, RULES)
        text = data[at + 2 * n_answers * RULES:]
        rules = [text[o:text.index(b"\0", o)].decode() for o in offsets]
        self.answers = [[rules[i - 1] for i in a if i] for a in answers]

    def look_up(self, key):
        h = xxh(key.encode(), SEED)
        at, low = ((h >> 32) * self.slots) >> 32, (h & 0xFFFFFFFF) or 1
        while self.check[at]:
            if self.check[at] == low:
                return self.answers[self.value[at]]
            at = (at + 1) % self.slots
        return None

    def entry(self, form, upos, xpos):
        return self.look_up(f"{form}/{upos}/{xpos}") or self.look_up(f"{form}/{upos}")

    def entry_of_part(self, form, upos, xpos):
        at = form.rfind("-")
        if upos in ("NOUN", "VERB") and at > 0 and len(form.encode()) - len(form[:at].encode()) > 2:
            return self.entry(form[at + 1:], upos, xpos)
        for prefix in PREFIXES if upos == "VERB" and at < 0 else ():
            if form.startswith(prefix) and len(form[len(prefix):].encode()) > 2:
                rules = self.entry(form[len(prefix):], upos, xpos)
                if rules:
                    return rules
        return None

    def find(self, form, upos, xpos, script):
        """Lemma of a form; script: its lemma by the edit script."""
        if len(form) > MAX_CHARS:
            return script
        low, as_is = cased(form, 0), cased(form, 1)
        if xpos == "ADD":
            return as_is
        named = upos != "PROPN" and xpos.startswith("NNP")
        upper, lower = any("A" <= c <= "Z" for c in form), any("a" <= c <= "z" for c in form)
        same = lambda a, b: ascii_lower(a) == ascii_lower(b)
        rules = self.entry(low, upos, xpos)
        if not rules and not (upos == "VERB" and self.is_base(low, V_BASE)):
            rules = self.entry_of_part(low, upos, xpos)
        if rules:
            mode = "" if not (named and upper) else "1" if lower else "2"
            made = [apply(form, mode + r[1:] if mode else r) for r in rules]
            return script if script in made else made[0]
        if upos == "PROPN":
            if xpos == "NNPS" and same(regular(low, "NOUN", "NNS", self.is_base), script):
                return script
            return script if (upper and not lower or xpos == "NNPS") and same(form, script) else as_is
        if upos == "NUM":
            return form.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", form) else script
        if upos not in OPEN:
            return script
        short = drawn_out(low, R_BASE if upos == "ADV" else OPEN[upos], self.is_base)
        if short:
            return short
        out = regular(low, upos, xpos, self.is_base)
        if named and "A" <= form[0] <= "Z":
            return ascii_upper_first(out)
        if not upper or upos in ("VERB", "ADV"):
            return out
        plain = upos == "NOUN" and ((lower and not any("A" <= c <= "Z" for c in form[1:]))
                                    or (len(out.encode()) > 3 and self.is_base(out, N_BASE)))
        return script if not plain and same(script, out) else out


def ascii_upper_first(s):
    return s[0].upper() + s[1:] if "a" <= s[:1] <= "z" else s


def build(treebank, wordnet_folder, raw=(), names=("ewt-train", "gum-train-permissive")):
    wordnet = WordNet(wordnet_folder)
    table = Table(wordnet)
    treebanks = [list(words(os.path.join(treebank, name + ".conllu.xz"))) for name in names]
    table.from_names(itertools.chain(*treebanks, *map(words, raw)))
    table.from_treebank(of_one_mind(treebanks))
    table.from_wordnet(wordnet)
    table.from_calendar()
    return table


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--treebank", required=True)
    p.add_argument("--wordnet", default="/usr/share/wordnet")
    p.add_argument("--raw", nargs="*", default=[], help="news as tagged by dateline parse: names are learned from it")
    p.add_argument("--sections", required=True)
    args = p.parse_args()
    os.makedirs(args.sections, exist_ok=True)
    build(args.treebank, args.wordnet, args.raw).write(os.path.join(args.sections, "lemma.table.bin"))
    with open(os.path.join(args.sections, "lemma.meta"), "w", encoding="utf-8") as f:
        f.write("lemmas=UD English EWT 2.16 train (CC BY-SA 4.0); UD English GUM 2.16 train, permissive genres (CC BY 4.0); "
                "WordNet 3.0 (WordNet licence)" + ("; names: English Wikinews 2004-2018 (CC BY 2.5)" if args.raw else "") + "\n")


if __name__ == "__main__":
    main()
