# SPDX-License-Identifier: Apache-2.0
"""Reads CoNLL-U treebanks, packed with xz or not, into sentences of words.

Training on a broken file would succeed and give a worse model, so everything that is read is checked.  What is wrong
ends the program with status 1 and one line: file, line, what was found, what was expected."""
import lzma
import re
from dataclasses import dataclass, field
from typing import List, Optional

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
    misc: List[str] = field(default_factory=list)
    soft: Optional[dict] = None  # {layer: (answers, probabilities)} of teachers (taught.py), beside the likeliest in the lists
    ner: Optional[List[Optional[str]]] = None  # BIO tags (names.py); None: not known, for the sentence or a word

    def __len__(self):
        return len(self.forms)


UPOS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
COLUMNS = 10
WORD, RANGE, EMPTY = re.compile(r"[1-9][0-9]*"), re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)"), re.compile(r"([0-9]+)\.[1-9][0-9]*")


def broken(path, line, message):
    """To be raised."""
    return SystemExit(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def lines(path):
    """(number, text) of each line, without its end."""
    number = 0
    try:
        with lzma.open(path) if path.endswith(".xz") else open(path, "rb") as f:
            for number, raw in enumerate(f, 1):
                if not raw.endswith(b"\n"):
                    raise broken(path, number, "the file ends within a line, a line end expected (cut short?)")
                yield number, raw.rstrip(b"\r\n").decode()
    except UnicodeDecodeError as e:
        raise broken(path, number, f"byte {e.start + 1} is 0x{e.object[e.start]:02X}, UTF-8 expected") from None
    except (lzma.LZMAError, EOFError) as e:
        raise broken(path, number, f"unreadable behind this line ({e}), a whole xz file expected (cut short?)") from None
    except OSError as e:
        raise broken(path, 0, e.strerror) from None


def blocks(path, trees=True):
    """Sentences as (comments, rows); a row is its ten columns, rows of ranges and empty nodes are among them.
    trees: whether tags, heads and relations are checked too (raw text has none)"""
    found, comments, rows, first, number = False, [], [], 0, 0
    for number, line in lines(path):
        if not line:
            if rows:
                check(path, rows, trees)
                found = True
                yield comments, [r for _, r in rows]
            comments, rows, first = [], [], 0
        elif line[0] == "#" and not rows:
            comments.append(line)
        elif line[0] == "#":
            raise broken(path, number, "a comment within a sentence, a word or an empty line expected")
        else:
            first = first or number
            columns = line.split("\t")
            if len(columns) != COLUMNS:
                raise broken(path, number, f"{len(columns)} columns, {COLUMNS} expected (tabs between them)")
            rows.append((number, columns))
    if rows:
        raise broken(path, number, f"the file ends within the sentence of line {first}, an empty line expected (cut short?)")
    if not found:
        raise broken(path, number, "no sentences, CoNLL-U expected")


def check(path, rows, trees):
    """rows: (line, columns) of one sentence"""
    last, covered, words = 0, 0, []
    for number, c in rows:
        span, empty = RANGE.fullmatch(c[0]), EMPTY.fullmatch(c[0])
        if not c[1]:
            raise broken(path, number, "no form, one expected in the second column")
        if span:
            a, b = int(span[1]), int(span[2])
            if a != last + 1 or b <= a or a <= covered:
                raise broken(path, number, f"range {c[0]}, one from {max(last, covered) + 1} to a greater number expected")
            covered = b
        elif empty:
            if int(empty[1]) != last:
                raise broken(path, number, f"empty node {c[0]}, {last}.1 or the like expected")
        elif not WORD.fullmatch(c[0]) or int(c[0]) != last + 1:
            raise broken(path, number, f"id '{c[0]}', {last + 1} expected (or a range, 3-4, or an empty node, 3.1)")
        else:
            last += 1
            words.append((number, c))
    if covered > last or not words:
        raise broken(path, rows[-1][0], f"{last} words, {max(covered, 1)} expected" + (" by the range before" if covered else ""))
    if trees:
        check_tree(path, words)


def check_tree(path, words):
    """words: (line, columns)"""
    heads, root = [], None
    for i, (number, c) in enumerate(words, 1):
        if c[3] not in UPOS:
            raise broken(path, number, f"UPOS '{c[3]}', one of the 17 tags of Universal Dependencies expected")
        if not re.fullmatch("[0-9]+", c[6]) or int(c[6]) > len(words) or int(c[6]) == i:
            raise broken(path, number, f"head '{c[6]}' of word {i}, another number from 0 to {len(words)} expected")
        head = int(c[6])
        if not c[7] or c[7] == "_" or (c[7] == "root") != (head == 0):
            raise broken(path, number, f"relation '{c[7]}' to head {head}, 'root' expected for head 0 and for no other")
        if head == 0 and root:
            raise broken(path, number, f"words {root} and {i} are both the root, one expected")
        root = i if head == 0 else root
        heads.append(head)
    if not root:
        raise broken(path, words[0][0], "no word has head 0, one root expected")
    for i, (number, _) in enumerate(words, 1):
        at, steps = i, 0
        while at and steps <= len(words):
            at, steps = heads[at - 1], steps + 1
        if at:
            raise broken(path, number, f"word {i} does not come to the root by its heads, a tree expected (a cycle)")


def read(path, trees=True):
    """Sentences of a file; trees as in blocks()."""
    out = []
    for _, rows in blocks(path, trees):
        s, space, range_end, range_space = Sentence(), True, 0, True
        for c in rows:
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
            s.heads.append(int(c[6]) - 1 if c[6] != "_" else -1)
            s.deprels.append(c[7])
            s.misc.append(c[9])
            space = False if i < range_end else range_space if i == range_end else "SpaceAfter=No" not in c[9]
        out.append(s)
    return out
