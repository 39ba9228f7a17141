#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks CoNLL-U against what levels 1 and 2 of the UD validator ask: columns, ids, text that agrees with the forms, trees.

usage: check_conllu.py FILE        ("-": standard input)
Prints the first errors with their line; exit 1 when there are any.  Rules: universaldependencies.org/format.html.
"""
import re
import sys
import unicodedata

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
DEPREL = re.compile(r"[a-z]+(:[a-z]+(_[a-z]+)*)?")
FEATURE = re.compile(r"[A-Z0-9][A-Za-z0-9]*(\[[a-z]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")
MAX_SHOWN = 20


class Check:
    def __init__(self):
        self.errors = []
        self.seen = set()

    def error(self, line, message):
        self.errors.append(f"line {line}: {message}")

    def cells(self, line, row):
        cols = row.split("\t")
        if len(cols) != 10:
            self.error(line, f"{len(cols)} columns")
            return None
        for i, cell in enumerate(cols):
            if not cell:
                self.error(line, f"column {i + 1} is empty")
            if cell != cell.strip() or re.search(r"\s", cell):
                self.error(line, f"white space in column {i + 1}")
        return cols

    def word(self, line, cols):
        if cols[3] not in UPOS:
            self.error(line, f"UPOS {cols[3]}")
        if cols[5] != "_":
            features = cols[5].split("|")
            if features != sorted(features, key=str.lower) or not all(FEATURE.fullmatch(f) for f in features):
                self.error(line, f"features {cols[5]}")
        if not DEPREL.fullmatch(cols[7]):
            self.error(line, f"relation {cols[7]}")
        if (cols[6] == "0") != (cols[7] == "root"):
            self.error(line, f"head {cols[6]} with relation {cols[7]}")

    def tree(self, line, heads):
        n = len(heads)
        if heads.count(0) != 1:
            self.error(line, f"{heads.count(0)} roots")
        if any(h < 0 or h > n or h == i + 1 for i, h in enumerate(heads)):
            self.error(line, "a head outside the sentence, or a word its own head")
            return
        good = {0}
        for i in range(1, n + 1):
            path = []
            while i not in good and len(path) <= n:
                path.append(i)
                i = heads[i - 1]
            if i not in good:
                self.error(line, "a cycle")
                return
            good.update(path)

    def sentence(self, first, block):
        ids, text, built, heads, expect, until = [], None, [], [], 1, 0
        for k, row in enumerate(block):
            line = first + k
            if row != unicodedata.normalize("NFC", row):
                self.error(line, "not in NFC")
            if row.startswith("#"):
                if heads:
                    self.error(line, "a comment within a sentence")
                m = re.fullmatch(r"# sent_id = (\S+)", row)
                ids += [m.group(1)] if m else []
                if row.startswith("# text = "):
                    text = row[len("# text = "):]
                continue
            cols = self.cells(line, row)
            if not cols:
                return
            gap = "" if "SpaceAfter=No" in cols[9].split("|") else " "
            if "-" in cols[0]:
                a, b = map(int, cols[0].split("-"))
                if a != expect or b <= a or a <= until or cols[2:9] != ["_"] * 7:
                    self.error(line, "a range out of place, or with more than a form")
                until = b
                built.append(cols[1] + gap)
                continue
            if cols[0] != str(expect):
                self.error(line, f"id {cols[0]}, expected {expect}")
            if expect > until:
                built.append(cols[1] + gap)
            elif "SpaceAfter" in cols[9]:
                self.error(line, "SpaceAfter within a range")
            expect += 1
            self.word(line, cols)
            heads.append(int(cols[6]))
        if until >= expect:
            self.error(first, "a range beyond the sentence")
        if len(ids) != 1 or ids[0] in self.seen or "/" in ids[0]:
            self.error(first, f"sent_id {ids}")
        self.seen.update(ids)
        if text is None or text != text.strip() or "".join(built).rstrip(" ") != text:
            self.error(first, "# text is not what the forms make")
        self.tree(first, heads)

    def file(self, lines):
        block, first = [], 1
        for number, row in enumerate(lines, 1):
            if row == "":
                if not block:
                    self.error(number, "an empty line too many")
                else:
                    self.sentence(first, block)
                block, first = [], number + 1
            else:
                block.append(row)
        if block:
            self.error(first, "no empty line at the end")


def check(data):
    """Errors in the bytes of a CoNLL-U file, in words."""
    c = Check()
    text = data.decode("utf-8")
    if text and not text.endswith("\n"):
        c.error(0, "no line end at the end")
    c.file(text.split("\n")[:-1])
    return c.errors


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    errors = check(sys.stdin.buffer.read() if sys.argv[1] == "-" else open(sys.argv[1], "rb").read())
    print("\n".join(errors[:MAX_SHOWN]))
    sys.exit(bool(errors))
