# SPDX-License-Identifier: Apache-2.0
"""The reference of the tokeniser: what src/text does, in Python, to the gap.  docs/tokeniser.md is the description.

Everything is integer: atoms have columns of 32-bit values, a template names the columns that are hashed together into a
row of an int16 table, and the rows are summed.
"""
import re
import unicodedata

import numpy as np

REACH = 6            # atoms seen on either side of a gap
MAX_ATOM = 996       # bytes; a longer run is cut
PIECE = 1 << 15      # atoms that are looked at together
LONG_LINE = 120      # bytes; who writes longer lines does not wrap them
MAX_TOKEN = 1000     # bytes
MAX_SENTENCE = 4096  # words
MAX_POINTS = 40      # characters of a token that is looked up
MAX_WORDS = 8        # of a token
CHUNK_REACH = 5      # atoms of the rest of a chunk that its hash covers
COLUMNS = ("form", "case", "kind", "tail", "space", "left", "right", "outline", "place", "state", "since", "rest", "size",
           "web", "class", "cluster", "ahead", "verbs")
COLUMN = {name: i for i, name in enumerate(COLUMNS)}
JOIN, TOKEN, SENTENCE = 0, 1, 2
WITHIN = 2           # in place of "white space stands in the gap": the atom itself is asked about, is it one word?
UNKNOWN_CLASS, UNKNOWN_CLUSTER = 40, 65

SPACE, LETTER, MARK, DIGIT, IGNORED, OTHER = range(6)
# Kinds of atoms; one for each sort of character that an end of a sentence may depend on.
(K_LOWER, K_UPPER1, K_TITLE, K_CAPS, K_MIXED, K_DIGIT, K_STOP, K_BANG, K_COMMA, K_COLON, K_DASH, K_HYPHEN, K_QUOTE, K_QUOTE_OPEN,
 K_QUOTE_CLOSE, K_APOSTROPHE, K_OPEN, K_CLOSE, K_SLASH, K_AT, K_MONEY, K_BULLET, K_ELLIPSIS, K_OTHER) = range(1, 25)
KIND_OF = {".": K_STOP, "!": K_BANG, "?": K_BANG, ",": K_COMMA, ":": K_COLON, ";": K_COLON, "-": K_HYPHEN, "\u2010": K_HYPHEN,
           "\u2011": K_HYPHEN, "\u2012": K_DASH, "\u2013": K_DASH, "\u2014": K_DASH, "\u2015": K_DASH, "\"": K_QUOTE,
           "\u201c": K_QUOTE_OPEN, "\u201e": K_QUOTE_OPEN, "\u00ab": K_QUOTE_OPEN, "\u201d": K_QUOTE_CLOSE, "\u00bb": K_QUOTE_CLOSE,
           "'": K_APOSTROPHE, "\u2019": K_APOSTROPHE, "\u2018": K_APOSTROPHE, "`": K_APOSTROPHE, "/": K_SLASH, "\\": K_SLASH, "@": K_AT,
           "&": K_AT, "_": K_AT, "#": K_AT, "*": K_BULLET, "\u2022": K_BULLET, "\u00b7": K_BULLET, "\u2026": K_ELLIPSIS}


def char_class(ch, _memo={}):
    c = _memo.get(ch)
    if c is None:
        g = unicodedata.category(ch)
        c = (LETTER if g[0] == "L" else MARK if g[0] == "M" else DIGIT if g == "Nd" else
             SPACE if g in ("Zs", "Zl", "Zp", "Cc") else IGNORED if g == "Cf" else OTHER)
        _memo[ch] = c
    return c


def lower(ch, _memo={}):
    """Simple lower case of a character; U+2019 counts as the plain apostrophe."""
    c = _memo.get(ch)
    if c is None:
        c = _memo[ch] = "'" if ch == "\u2019" else ch.lower()[0]
    return c


def is_upper(ch):
    return unicodedata.category(ch) in ("Lu", "Lt")


def fnv(data, h=0x811C9DC5):
    for b in data:
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def mix(h, v):
    h = ((h ^ v) * 0x9E3779B1) & 0xFFFFFFFF
    return h ^ (h >> 15)


def chunk_bytes(text, i):
    """Bytes from i to the next white space, as far as they matter."""
    n = 0
    while i < len(text) and n <= LONG_LINE and char_class(text[i]) != SPACE:
        n += len(text[i].encode())
        i += 1
    return n


def longest_line(text):
    longest = n = 0
    for ch in text:
        n = 0 if ch in "\r\n" else n + len(ch.encode())
        longest = max(longest, n)
    return longest


def scan(text):
    """-> list of paragraphs; a paragraph is a list of atoms (begin, end, space before).  Positions are characters.
    Space: 0 none, 1 blanks, 2 a line end that wrapping may have put there, 3 another line end."""
    paragraphs, atoms = [], []
    i, n = 0, len(text)
    space = lines = line_bytes = 0
    longest = longest_line(text)
    while i < n:
        c = char_class(text[i])
        if c == SPACE:
            space = 1
            if text[i] == "\n" or (text[i] == "\r" and text[i + 1:i + 2] != "\n"):
                lines += 1
            i += 1
            continue
        if c == IGNORED:
            i += 1
            continue
        if lines > 1 and atoms:
            paragraphs.append(atoms)
            atoms = []
        if lines:
            free = longest > LONG_LINE or line_bytes + 1 + chunk_bytes(text, i) <= longest
            space, line_bytes = 3 if free else 2, 0
        elif space:
            line_bytes += 1
        begin = end = i
        run = LETTER if c == MARK else c
        size = kept = 0
        while i < n:
            k = char_class(text[i])
            b = len(text[i].encode())
            if size + b > MAX_ATOM:
                break
            if k != IGNORED and i > begin and k != MARK and (k != run or run == OTHER):
                break
            size += b
            i += 1
            if k != IGNORED:
                end, kept = i, size
        atoms.append((begin, end, space if atoms else 0))
        line_bytes += kept
        i = end
        space = lines = 0
    if atoms:
        paragraphs.append(atoms)
    return paragraphs


def bucket(n):
    return n if n < 4 else 4 if n < 6 else 5 if n < 10 else 6 if n < 16 else 7 if n < 26 else 8


def letters_kind(s):
    up = sum(map(is_upper, s))
    if up == 0:
        return K_LOWER
    if len(s) == 1:
        return K_UPPER1
    if up == 1 and is_upper(s[0]):
        return K_TITLE
    return K_CAPS if up == len(s) else K_MIXED


class Classes:
    """What sort of word a form is: section split.classes, u32 slots."""

    def __init__(self, data=b""):
        self.slots = np.frombuffer(data, dtype="<u4").tolist()
        self.memo = {}

    def find(self, form, kind):
        """form: hash -> class, cluster, is it a finite verb?"""
        if kind > K_MIXED:
            return 0, 0, False
        slot = self.memo.get(form)
        if slot is None:
            n = len(self.slots)
            at, slot = (mix(0, form) * n) >> 32, 0
            while n and self.slots[at] and not slot:
                if self.slots[at] >> 16 == form & 0xFFFF:
                    slot = self.slots[at]
                at = (at + 1) % n
            self.memo[form] = slot
        if slot:
            return slot & 0x7F, slot >> 8 & 0xFF, slot & 0x80 != 0
        return (UNKNOWN_CLASS, UNKNOWN_CLUSTER, False) if kind == K_LOWER else (0, 0, False)


def web_of(chunk):
    """1 something with ://, 2 with www., 3 with @ inside, 0 no address."""
    return 1 if "://" in chunk else 2 if "www." in chunk.lower() else 3 if "@" in chunk[1:-1] else 0


def columns(text, atoms, classes):
    """-> [n][len(COLUMNS)] of ints for the atoms of one paragraph."""
    rows = []
    quotes = typographic = brackets = 0
    since, left, outline, place = 0, 0, 0, 0
    n_chunks = sum(1 for a in atoms if a[2]) + 1
    chunk = verb = 0
    finite = []
    for begin, end, space in atoms:
        s = [c for c in text[begin:end] if char_class(c) != IGNORED]
        low = "".join(map(lower, s))
        form = fnv(low.encode())
        cls = char_class(s[0])
        size = len(s)
        if cls in (LETTER, MARK):
            kind = letters_kind(s)
            case = kind * 16 + min(size, 5)
            tail = fnv(low[-3:].encode())
        elif cls == DIGIT:
            kind, case, tail = K_DIGIT, K_DIGIT * 16 + min(size, 6), min(size, 6)
        else:
            kind = KIND_OF.get(s[0])
            if kind is None:
                g = unicodedata.category(s[0])
                kind = (K_OPEN if g == "Ps" else K_CLOSE if g == "Pe" else K_QUOTE_OPEN if g == "Pi" else K_QUOTE_CLOSE if g == "Pf"
                        else K_MONEY if g == "Sc" else K_OTHER)
            case, tail = kind * 16, form
        if space or not rows:
            left, outline, place = form, kind, 0
            chunk += 1
            since += 1
        else:
            left, outline, place = mix(left, form), mix(outline, kind), min(place + 1, 6)
        state = (quotes & 1) | typographic << 1 | brackets << 2
        sort, cluster, is_verb = classes.find(form, kind)
        rows.append([form, case, kind, tail, space, left, 0, outline, place, state, bucket(since), bucket(n_chunks - chunk), min(size, 12),
                     0, sort, cluster, 0, verb])
        finite.append(is_verb)
        if kind == K_QUOTE:
            quotes += 1
        elif kind == K_QUOTE_OPEN:
            typographic = 1
        elif kind == K_QUOTE_CLOSE:
            typographic = 0
        elif kind == K_OPEN:
            brackets = min(brackets + 1, 2)
        elif kind == K_CLOSE:
            brackets = max(brackets - 1, 0)
        elif kind in (K_STOP, K_BANG):
            since = verb = 0
        if is_verb:
            verb = 1
    f, r, sp, web = COLUMN["form"], COLUMN["right"], COLUMN["space"], COLUMN["web"]
    for i, row in enumerate(rows):
        h = row[f]
        j = i + 1
        while j < len(rows) and j - i < CHUNK_REACH and not rows[j][sp]:
            h = mix(h, rows[j][f])
            j += 1
        row[r] = h
    end = 0
    for i, row in enumerate(rows):
        if i == end:
            end = i + 1
            while end < len(rows) and not rows[end][sp]:
                end += 1
            chunk_web = web_of(text[atoms[i][0]:atoms[end - 1][1]])
        row[web] = chunk_web
    verb = distance = 0
    for row, is_verb in zip(reversed(rows), reversed(finite)):
        if row[COLUMN["kind"]] in (K_STOP, K_BANG):
            verb = distance = 0
        verb |= is_verb
        distance += 1
        row[COLUMN["ahead"]] = bucket(distance)
        row[COLUMN["verbs"]] += 2 * verb
    return rows


def parse_templates(lines):
    out = []
    for line in lines:
        parts = []
        for p in line.split(","):
            name, offset = re.fullmatch(r"([a-z]+)([+-]\d)", p).groups()
            parts.append((COLUMN[name], int(offset)))
        out.append(parts)
    return out


def feature_rows(table, gaps, templates, bits, what=None):
    """Rows of the weight table for each gap. table [n][columns] uint32 with REACH zero rows about each paragraph;
    gaps [m]: row of the atom behind the gap; what: WITHIN, or None for the gaps themselves. -> [m][templates] int32."""
    out = np.empty((len(gaps), len(templates)), dtype=np.int32)
    space = np.full(len(gaps), what, np.uint32) if what else (table[gaps, COLUMN["space"]] > 0).astype(np.uint32)
    for t, parts in enumerate(templates):
        h = mix_np(np.full(len(gaps), 0x51ED270B + t, dtype=np.uint32), space)
        for col, off in parts:
            h = mix_np(h, table[gaps + (off if off < 0 else off - 1), col])
        out[:, t] = (h >> np.uint32(32 - bits)).astype(np.int32)
    return out


def mix_np(h, v):
    h = (h ^ v) * np.uint32(0x9E3779B1)
    return h ^ (h >> np.uint32(15))


class Table:
    """The columns of many paragraphs and the gaps between their atoms."""

    def __init__(self, texts, classes):
        rows, gaps, self.where, self.atoms = [], [], [], []
        pad = [[0] * len(COLUMNS)] * REACH
        rows += pad
        for t, text in enumerate(texts):
            for atoms in scan(text):
                base = len(rows)
                rows += columns(text, atoms, classes)
                rows += pad
                self.atoms += [(base + i, t, a[0], a[1]) for i, a in enumerate(atoms)]
                for i in range(1, len(atoms)):
                    gaps.append(base + i)
                    self.where.append((t, atoms[i - 1][1], atoms[i][0]))
        self.table = np.array(rows, dtype=np.uint32)
        self.gaps = np.array(gaps, dtype=np.int64)
        self.space = self.table[self.gaps, COLUMN["space"]] > 0


ENDS = (K_STOP, K_BANG, K_BULLET, K_ELLIPSIS)


def decide(scores, table, gaps, doubt):
    """Largest sum wins, the first of equals.  White space never joins; a closing mark that hangs on what is before it never
    begins a sentence; without a stop before it a mere blank ends a sentence only when that wins by more than `doubt`, by which a line end
    that wrapping cannot have put there is preferred."""
    s = scores.copy()
    worst = np.iinfo(np.int32).min
    kind, space = table[gaps, COLUMN["kind"]], table[gaps, COLUMN["space"]]
    before, second = table[gaps - 1, COLUMN["kind"]], table[gaps - 2, COLUMN["kind"]]
    s[(space == 1) & ~np.isin(before, ENDS) & ~np.isin(second, ENDS), SENTENCE] -= doubt
    s[space == 3, SENTENCE] += doubt
    closes = np.isin(kind, (K_CLOSE, K_QUOTE_CLOSE)) | (kind == K_QUOTE) & (table[gaps, COLUMN["state"]] & 1 == 1)
    s[(space == 0) & closes, SENTENCE] = worst
    s[space > 0, JOIN] = worst
    return s.argmax(1)


def score(weights, rows):
    """int32 sums over the rows of int16 weights."""
    return weights.astype(np.int32)[rows].sum(1, dtype=np.int32)


def span_bytes(text, begin, end):
    return len(text[begin:end].encode())


class Splitter:
    """Weights, templates and the table of multiword tokens; segment() does what dl__text_split() does for one field."""

    def __init__(self, templates, bits, weights, forms, endings, doubt=0, classes=None, doubtful=()):
        """doubtful: those of the forms that may be one word as well."""
        self.templates, self.bits, self.weights = parse_templates(templates), bits, weights
        self.forms, self.endings, self.doubt = forms, endings, doubt
        self.classes, self.doubtful = classes or Classes(), doubtful

    def decide_piece(self, text, atoms):
        """-> decisions, and the table that they were made of."""
        pad = [[0] * len(COLUMNS)] * REACH
        table = np.array(pad + columns(text, atoms, self.classes) + pad, dtype=np.uint32)
        gaps = np.arange(REACH + 1, REACH + len(atoms))
        if not len(gaps):
            return [SENTENCE], table
        rows = feature_rows(table, gaps, self.templates, self.bits)
        return [SENTENCE] + list(decide(score(self.weights, rows), table, gaps, self.doubt)), table

    def is_cut(self, table, at):
        """Is the atom in this row of the table, which is a token, more than one word?"""
        s = score(self.weights, feature_rows(table, np.array([at]), self.templates, self.bits, WITHIN))[0]
        return s[TOKEN] > s[JOIN] + self.doubt

    def words(self, token, is_cut=lambda: False):
        """-> the words of a surface token, as pieces of it; is_cut() is asked for doubtful forms."""
        at = [i for i, c in enumerate(token) if char_class(c) != IGNORED]
        low = [lower(token[i]) for i in at]
        n = len(low)
        if len(token.encode()) < 2 or n > MAX_POINTS or n == 0:
            return [token]
        lens = self.forms.get("".join(low))
        if lens and "".join(low) in self.doubtful and not is_cut():
            return [token]
        cuts = []
        if lens:
            for k in lens[:-1]:
                cuts.append((cuts[-1] if cuts else 0) + k)
            if cuts and cuts[-1] >= n:
                return [token]
        else:
            left = n
            while len(cuts) + 1 < MAX_WORDS:
                take = self.ending("".join(low[:left]))
                if not take:
                    break
                left -= take
                cuts.insert(0, left)
        bounds = [0] + [at[c] for c in cuts] + [len(token)]
        return [token[a:b] for a, b in zip(bounds, bounds[1:])]

    def ending(self, low):
        for ending, last in self.endings:
            if len(ending) < len(low) and low.endswith(ending) and last < len(low):
                b = low[-last - 1]
                if b == "0" and re.fullmatch("[0-9]+", low[:-last]):
                    continue  # the 1960's
                if "a" <= b <= "z" or "0" <= b <= "9" or b >= "\x80" or b in ".)!":
                    return last
        return 0

    def segment(self, text):
        """-> sentences: (starts a paragraph, [(begin, end, [words])]); positions are characters."""
        out = []
        for atoms in scan(text):
            starts = True
            while atoms:
                n = min(len(atoms), PIECE)
                gaps, table = self.decide_piece(text, [(b, e, s if i else 0) for i, (b, e, s) in enumerate(atoms[:n])])
                if n < len(atoms):
                    cut = n - REACH
                    while cut > n // 2 and gaps[cut] != SENTENCE:
                        cut -= 1
                    n = cut if cut > n // 2 else n
                i = 0
                while i < n:
                    j = i + 1
                    while j < n and gaps[j] == JOIN and span_bytes(text, atoms[i][0], atoms[j][1]) <= MAX_TOKEN:
                        j += 1
                    full = i > 0 and sum(len(t[2]) for t in out[-1][1]) + MAX_WORDS > MAX_SENTENCE
                    if gaps[i] == SENTENCE or full:
                        out.append((starts, []))
                        starts = False
                    b, e = atoms[i][0], atoms[j - 1][1]
                    out[-1][1].append((b, e, self.words(text[b:e], lambda: j == i + 1 and self.is_cut(table, REACH + i))))
                    i = j
                atoms = atoms[n:]
        return out
