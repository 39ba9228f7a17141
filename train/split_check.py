#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""split_check.py DATELINE MODEL.dlm TEXT...: does the program cut texts as the reference in split_reference.py does?

Each file is one text, read whole (no headline is looked for).  Prints one line a file; exit status 1 where they differ."""
import json
import struct
import subprocess
import sys
import tempfile

import numpy as np

from split_reference import IGNORED, Classes, Splitter, char_class


def sections(path):
    """{name: bytes} of a container; see src/model/dlm.h."""
    data = open(path, "rb").read()
    out = {}
    for i in range(struct.unpack_from("<I", data, 16)[0]):
        name, offset, length = struct.unpack_from("<32sQQ", data, 64 + 64 * i)
        out[name.rstrip(b"\0").decode()] = data[offset:offset + length]
    return out


def splitter(part):
    """part: name after "split." -> bytes."""
    config = [l.split("=", 1) for l in part("config").decode().splitlines()]
    single = {k: int(v) for k, v in config if k != "template"}
    weights = np.frombuffer(part("weights"), dtype="<i2").reshape(1 << single["bits"], 4)[:, :3]
    forms, endings, doubtful = {}, [], set()
    for line in part("mwt").decode().splitlines():
        form, words = line.split("\t")
        if form[0] == "?" and len(form) > 1:
            form = form[1:]
            doubtful.add(form)
        if form[0] == "*" and len(form) > 1:
            endings.append((form[1:], len(words.split(" ")[-1])))
        else:
            forms[form] = tuple(map(len, words.split(" ")))
    return Splitter([v for k, v in config if k == "template"], single["bits"], weights, forms, endings, single.get("doubt", 0),
                    Classes(part("classes")), doubtful)


def reference(s, text):
    def clean(word):
        return "".join(c for c in word if char_class(c) != IGNORED)
    return [(starts, [clean(w) for token in tokens for w in token[2]]) for starts, tokens in s.segment(text)]


def program(dateline, model, text):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.write(json.dumps({"id": "x", "text": text}) + "\n")
        f.flush()
        out = subprocess.run([dateline, "parse", "--model", model, f.name], capture_output=True, check=True).stdout.decode()
    got = []
    for block in out.split("\n\n"):
        lines = block.split("\n")
        words = [l.split("\t")[1] for l in lines if l[:1].isdigit() and l.split("\t")[0].isdigit()]
        if words:
            got.append((any(l.startswith("# newpar") for l in lines), words))
    return got


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    held = sections(sys.argv[2])
    s = splitter(lambda name: held.get("split." + name, b""))
    bad = 0
    for path in sys.argv[3:]:
        text = open(path, encoding="utf-8", newline="").read()
        want, got = reference(s, text), program(sys.argv[1], sys.argv[2], text)
        first = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
        same = want == got
        bad += not same
        print(f"{path}: {len(want)} sentences, {sum(len(w) for _, w in want)} words: "
              + ("the same" if same else f"differ at sentence {first}: {want[first:first + 1]} {got[first:first + 1]}"))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
