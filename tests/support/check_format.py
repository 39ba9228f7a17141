#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A reader of models and packs written from docs/format-dlm.md alone, to show that the page is exact.

usage: check_format.py DATELINE FILE...

Every byte of a file must be accounted for, and `dateline dump` must say the same."""
import ctypes
import re
import struct
import subprocess
import sys

try:
    XXH = ctypes.CDLL("libxxhash.so.0")
    XXH.XXH3_64bits_withSeed.restype = ctypes.c_uint64
    XXH.XXH3_64bits_withSeed.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint64]
except OSError:
    print("left out: libxxhash.so.0 is not there")
    sys.exit(77)


def xxh(data, seed=0):
    return XXH.XXH3_64bits_withSeed(data, len(data), seed)


def require(holds, message):
    if not holds:
        raise SystemExit(f"{sys.argv[0]}: {message}")


def container(data):
    """-> kind, {name: bytes} in the order of the file"""
    require(data[:8] == bytes.fromhex("444C4D0D0A1A0A00"), "magic")
    version, endian, n, kind, length, checksum = struct.unpack_from("<4I2Q", data, 8)
    require((version, endian, length) == (1, 0x01020304, len(data)) and n <= 256, "header")
    require(not any(data[40:64]) and xxh(data[64:64 + 64 * n]) == checksum, "header or table")
    at, sections = 64 + 64 * n, {}
    for i in range(n):
        name, offset, size, own, zero = struct.unpack_from("<32s4Q", data, 64 + 64 * i)
        name = name.rstrip(b"\0").decode("ascii")
        require(re.fullmatch("[!-~]{1,31}", name) and name not in sections and zero == 0, f"name {name}")
        require(offset % 64 == 0 and offset >= at and not any(data[at:offset]), f"place of {name}")
        sections[name] = data[offset:offset + size]
        require(len(sections[name]) == size and xxh(sections[name]) == own, f"checksum of {name}")
        at = offset + size
    require(len(data) - at < 64 and not any(data[at:]), "end")
    return kind, sections


NAMES = 64  # hidden layer of the name tags


def u32(data):
    return struct.unpack(f"<{len(data) // 4}I", data)


def rounded(n):
    return (n + 15) // 16 * 16


def model_sizes(sections):
    """{section: bytes} as the page gives them"""
    c = list(u32(sections["enc.config"]))
    form, W, layers, A, L, P, D, T = c[:8]
    counts, rows = c[8:14], c[14:14 + T]
    upos, xpos, feats, lemma, ner, deprel = counts
    require(form == 4 and W == 128 and T in (9, 10) and len(c) == 14 + T + layers + D, "enc.config")
    dilations = c[14 + T:14 + T + layers]
    size = {"enc.config": 4 * len(c), "enc.in": 12 * W, "enc.out": 8 * W, "enc.masks": 2 * rows[5]}
    if "enc.kinds" in sections:
        size["enc.kinds"] = 2 * rows[9]

    def product(name, n_in, n_out):
        size.update({name + ".w": n_in * rounded(n_out), name + ".scale": 4 * rounded(n_out), name + ".bias": 4 * rounded(n_out)})

    for i, n in enumerate(rows):
        size.update({f"enc.table{i}.rows": n * W, f"enc.table{i}.scale": 4 * n})
    for i, dilation in enumerate(dilations):
        if dilation:
            product(f"enc.layer{i}", 3 * W, 2 * W)
        else:
            product(f"enc.layer{i}", W, 3 * W)
            product(f"enc.layer{i}.out", W, W)
        size[f"enc.layer{i}.norm"] = 8 * W
    product("enc.heads", W, 2 * A + 2 * (2 * L + P) + 2 * W + 2 * D + 1)
    product("enc.mix", A, A)
    product("enc.tags", W, sum(map(rounded, (upos, xpos, feats, lemma))))
    product("enc.name", 3 * W, 2 * NAMES)
    product("enc.nametags", NAMES, ner)
    size["enc.namefollow"] = 4 * ner * ner
    product("enc.label", L + P, deprel)
    for name, n in zip("upos xpos feats lemma ner deprel".split(), counts):
        names = sections["enc.names." + name].split(b"\0")
        require(len(names) == n + 1 and names.pop() == b"" and all(names), f"names of {name}")
        size["enc.names." + name] = len(sections["enc.names." + name])
    require(b"root" in sections["enc.names.deprel"].split(b"\0"), "no root")
    known = 2 * (T - 5)
    classes = len(sections["enc.lexclass"]) // known
    size["enc.lexclass"] = classes * known
    for name, limit in (("enc.words", rows[0]), ("enc.lex", classes)):
        slots, = struct.unpack_from("<I", sections[name])
        size[name] = 4 + 6 * slots
        check, value = u32(sections[name][4:4 + 4 * slots]), struct.unpack(f"<{slots}H", sections[name][4 + 4 * slots:])
        require(all(v < limit for k, v in zip(check, value) if k), name)
    return size


def look_up(key, seed, check, value):
    """docs/engine.md: first slot (upper 32 bits x slots) >> 32, check the lower 32 bits, then the next slots"""
    h, slots = xxh(key.encode(), seed), len(check)
    at, low = ((h >> 32) * slots) >> 32, (h & 0xFFFFFFFF) or 1
    while check[at] and check[at] != low:
        at = (at + 1) % slots
    return value[at] if check[at] else None


def lemma_rules(data, key):
    form, slots, answers, rules, n_text = struct.unpack_from("<5I", data)
    parts, at = [], 20
    for kind, n in (("I", slots), ("I", rules), ("H", slots), ("H", 3 * answers)):
        parts.append(struct.unpack_from(f"<{n}{kind}", data, at))
        at += struct.calcsize(f"<{n}{kind}")
    check, offset, value, answer = parts
    text = data[at:]
    require(form == 1 and len(text) == n_text and text[-1:] == b"\0", "lemma.table")
    scripts = [text[o:text.index(b"\0", o)].decode() for o in offset]
    require(all(re.fullmatch(r"[012]\|[0-9]{1,3}\|[^\0]*", s) for s in scripts), "edit scripts")
    found = look_up(key, 7, check, value)
    return found is not None and [scripts[i - 1] for i in answer[3 * found:3 * found + 3] if i]


def check_model(sections):
    size = model_sizes(sections)
    for name, data in sections.items():
        if name not in ("meta", "lemma.table") and not name.startswith("split."):
            require(size.pop(name, -1) == len(data), f"section {name}: {len(data)} bytes")
    require(not size, f"missing: {', '.join(size)}")
    slots, = struct.unpack_from("<I", sections["enc.words"])
    value = struct.unpack(f"<{slots}H", sections["enc.words"][4 + 4 * slots:])
    check = u32(sections["enc.words"][4:4 + 4 * slots])
    require(look_up("the", 5, check, value) and look_up("qqxzz", 5, check, value) is None, "enc.words: 'the' has no row")
    require(lemma_rules(sections["lemma.table"], "us/PRON") == ["0|2|we"], "lemma.table: us is not we")


NAME = (1 << 30) - 1  # of a column: offset of its name


def shown(cell, kind, text):
    """A cell as the dump has it: text, number or point."""
    if kind == 0:
        return text(cell)
    if kind == 1 or not cell:
        return str(cell) if cell else ""
    return f"{(cell >> 16) / 65535 * 180 - 90:.3f},{(cell & 0xFFFF) / 65535 * 360 - 180:.3f}"


def check_pack(sections, dump):
    strings = sections["pack.strings"]
    text = lambda at: strings[at:strings.index(b"\0", at)].decode()
    columns, cells, lines = (u32(sections["pack." + k]) for k in ("columns", "cells", "lines"))
    hits = len(sections["pack.hits"]) // 8
    tables = list(struct.iter_unpack("<8I", sections["pack.tables"]))
    for name, file, n_rows, n_columns, first, cell, line, first_line in tables:
        head = "\t".join(["line"] + [text(columns[first + i] & NAME) for i in range(n_columns)])
        rows = ["\t".join([str(first_line + r if first_line else lines[line + r])] +
                          [shown(cells[cell + r * n_columns + i], columns[first + i] >> 30, text) for i in range(n_columns)])
                for r in (0, n_rows - 1)[:n_rows]]
        at = dump.find(f"\n[{text(name)}]\t{text(file)}\n{head}\n")
        require(at >= 0, f"table {text(name)}")
        require(all("\n" + r + "\n" in dump[at:] for r in rows), f"rows of {text(name)}")
    for name, keys, n_keys, words, n_words, *zero in struct.iter_unpack("<8I", sections["pack.indices"]):
        require(not any(zero), f"index {text(name)}")
        for section, first, n in (("pack.keys", keys, n_keys), ("pack.words", words, n_words)):
            raw = struct.unpack_from(f"<{2 * n}I", sections[section], 8 * first)
            slots = [(a >> 5, a & 31, b >> 11, b & 2047) for a, b in zip(raw[::2], raw[1::2])]
            used = [s for s in slots if s[3]]
            require(n & (n - 1) == 0 and 4 * len(used) <= 3 * n, f"slots of {text(name)}")
            for string, tag, value, count in used[:500]:
                h = xxh(text(string).encode())
                at = h & (n - 1)
                while slots[at][3] and slots[at] != (string, tag, value, count):
                    at = (at + 1) & (n - 1)
                require(slots[at][3] and tag == h >> 32 & 31, f"key {text(string)} of {text(name)}")
                require(section == "pack.words" or value + count <= hits, f"hits of {text(string)}")
    for table, column, row in struct.iter_unpack("<2HI", sections["pack.hits"]):
        require(table < len(tables) and row < tables[table][2] and column < tables[table][3], "a hit outside its table")


def main():
    for path in sys.argv[2:]:
        with open(path, "rb") as f:
            kind, sections = container(f.read())
        meta = sections["meta"].decode()
        require(all(line.isprintable() for line in meta.split("\n")) and "name=" in meta, "meta")
        dump = subprocess.run([sys.argv[1], "dump", path], capture_output=True, check=True).stdout.decode()
        require(f"\n[meta]\n{meta}" in dump, "the dump has other metadata")
        require("".join(f"{k}\t{len(v)}\n" for k, v in sections.items()) in dump, "the dump has other sections")
        if kind == 1:
            check_model(sections)
        else:
            check_pack(sections, dump)
        print(f"{path}: {len(sections)} sections as described")


if __name__ == "__main__":
    main()
