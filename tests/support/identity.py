#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same bytes from every instruction set, compiler and number of threads, and twice in a row.

usage: identity.py DATELINE SOURCE BUILD [--other PROGRAM] [--shared DIR] [--words N] [--print]
BUILD     where the program is built once more with another compiler, unless --other names a program of one
--shared  folder with corpus/*.jsonl.xz and treebank/**/*.conllu.xz, of which some text is read too where it is there
          (default: the folder "shared" beside the checkout)
--print   print the made text and do nothing else

The text is made by rules of word lists with a fixed seed: what news looks like, and what it should not. The plain kernels are slow
and get a part of it. Status 1: a difference, and where.
"""
import argparse
import hashlib
import itertools
import json
import lzma
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

WHO = ["Norland", "Sudmark", "the Velian government", "President Orsola Brandt", "Gen. T. J. Okafor", "rebels", "the U.N.", "police",
       "Mr. Hale's party", "protesters", "INTERPOL", "O'Dowd & Sons", "the Côte-Bleue council", "Prime Minister Đorđe Ilić",
       "two men", "Łódź's mayor", "students in São Vito", "Foreign Minister Jean-Luc d'Arcy", "the central bank", "nobody"]
DID = ["attacked", "met", "accused", "did not recognise", "will send aid to", "has been asked to withdraw from", "couldn't stop",
       "re-elected", "signed an agreement with", "threatened to sanction", "killed 17 civilians near", "is said to have praised",
       "arrested", "would've bombed", "gave $1.5bn (€1.38bn) to", "rejected the offer of", "shelled", "apologised to"]
WHERE = ["in Port Aster", "near the border", "on Tuesday", "at 10.30 p.m.", "last week", "after talks in Ashby, Norland,",
         "since 3 May 2019", "about 40km north of Kell", "during a cease-fire", "for the second time", "despite rain"]
LINK = [", and", ", but", "; meanwhile", ", because", " — and", ", which", " while", ", as"]
SAID = ["said", "told reporters", "wrote on its web site", "added", "claimed", "tweeted"]
QUOTES = [('"', '"'), ("“", "”"), ("``", "''"), ("«", "»"), ("'", "'")]
ODD = ["http://news.example.org/a?b=1&c=%20#d", "@norland_mfa", "#peace", "x@y.example", "C3PO-77/b", "1,234,567.89", "−40 °C", "½",
       "№ 5", "e.g.", "U.S.A.", "...", "…", "?!", "(sic)", "[1]", "{", "}}", "<b>bold</b>", "&amp;", "soft\u00adhyphen",
       "zero\u200bwidth", "\u200b", "\ufeffbom", "no\u00a0break", "nai\u0308ve", "ﬁnance", "İstanbul", "ΑΘΗΝΑ", "Москва", "العربية",
       "שלום", "北京市", "東京", "한국", "हिन्दी", "👩\u200d👩\u200d👧", "🇺🇳", "e\u0301\u0302\u0323", "\u0001", "\u007f", "\u0085",
       "\u2028", "\t", "\ue000", "\U0010ffff", "\u200eLTR\u202e", "ſ", "ẞ", "ǆ", "a" * 70, "é" * 500, "-" * 80, "=" * 12, "()" * 40,
       "don’t", "rock’n’roll", "'90s", "cannot", "gonna", "it's", "its'", "l'État", "word/word", "A-", "-B", "5pm", "3-2", "co.uk"]


def clause(r):
    return f"{r.choice(WHO)} {r.choice(DID)} {r.choice(WHO)} {r.choice(WHERE) if r.random() < 0.6 else ''}".strip()


def sentence(r):
    kind = r.random()
    if kind < 0.02:  # longer than a window
        return "".join(clause(r) + r.choice(LINK) + " " for _ in range(r.randint(60, 120))) + clause(r) + "."
    s = clause(r)
    while r.random() < 0.35:
        s += r.choice(LINK) + " " + clause(r)
    if kind < 0.25:
        a, b = r.choice(QUOTES)
        s = f"{a}{s[0].upper() + s[1:]},{b} {r.choice(SAID)} {r.choice(WHO)}"
    elif kind < 0.40:
        words = s.split(" ")
        for _ in range(r.randint(1, 4)):
            words.insert(r.randint(0, len(words)), r.choice(ODD))
        s = " ".join(words)
    elif kind < 0.45:
        return s.upper()
    elif kind < 0.50:
        return s.title() + "\n"
    return s[0].upper() + s[1:] + r.choice([".", ".", ".", ".", "!", "?", "", "...", ".”", " .", ":"])


def story(r, i):
    text = "" if r.random() < 0.7 else r.choice(["ASHBY, Norland (AP) — ", "Port Aster, May 3 (Reuters) - ", "\n\n", "\ufeff", "  "])
    for _ in range(r.randint(1, 30)):
        text += sentence(r) + r.choice([" ", " ", " ", "  ", "\n", "\n\n", "\r\n", ""])
    return {"id": f"made-{i}", "date": "2019-05-03", "headline": clause(r) if r.random() < 0.8 else "", "text": text}


def made(words):
    r = random.Random(20190503)
    n = 0
    for i in itertools.count():
        s = story(r, i)
        n += len(s["text"].split())
        yield s
        if n > words:
            return


def given(shared):
    """Some of the corpus and of the sentences of the treebanks, when they are there."""
    for path in sorted(shared.glob("corpus/*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as f:
            for i, line in enumerate(itertools.islice(f, 200)):
                yield {"id": f"corpus-{i}", "text": json.loads(line)["text"]}
    for path in sorted(shared.glob("treebank/**/*.conllu.xz"))[:4]:
        with lzma.open(path, "rt", encoding="utf-8") as f:
            lines = [line[9:].strip() for line in f if line.startswith("# text = ")]
        for i in range(0, min(len(lines), 400), 20):
            yield {"id": f"{path.name}-{i}", "text": " ".join(lines[i:i + 20])}


class Runs:
    """Runs of a program on a text, each compared with the first on it."""

    def __init__(self, model):
        self.first = {}
        self.env = dict(os.environ, **model)
        self.failed = False

    def run(self, what, program, command, path, *options):
        start = time.monotonic()
        done = subprocess.run([str(program), command, *options, str(path)], capture_output=True, env=self.env, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{what}: status {done.returncode}: {done.stderr.decode()[:500]}")
        got = done.stdout + done.stderr
        key = (command, path)
        expected = self.first.setdefault(key, got)
        same = got == expected
        print(f"{'same' if same else 'DIFFERENT':9} {hashlib.sha256(got).hexdigest()[:16]} {command} {path.name:6} "
              f"{time.monotonic() - start:5.1f} s  {what}", flush=True)
        if not same:
            self.failed = True
            for n, (a, b) in enumerate(zip(expected.splitlines(), got.splitlines()), 1):
                if a != b:
                    print(f"  line {n}\n  expected {a.decode()[:300]}\n  got      {b.decode()[:300]}")
                    break


def other_program(args):
    """A program of another compiler, and which; None where there is no other."""
    if args.other:
        return args.other, "another compiler's build"
    cache = pathlib.Path(args.dateline).resolve().parent.parent / "CMakeCache.txt"
    ours = "clang" if cache.exists() and "clang" in next(
        (line for line in cache.read_text().splitlines() if line.startswith("CMAKE_C_COMPILER:")), "") else "gcc"
    theirs = "gcc" if ours == "clang" else "clang"
    if not shutil.which(theirs):
        print(f"left out: there is no {theirs} to compare {ours} with")
        return None, None
    for command in (["cmake", "-S", args.source, "-B", args.build, f"-DCMAKE_C_COMPILER={theirs}", "-DCMAKE_BUILD_TYPE=Release",
                     "-DBUILD_TESTING=OFF"], ["cmake", "--build", args.build, "--target", "dateline_cli", "--parallel", "2"]):
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout.decode()[-2000:]}{done.stderr.decode()[-2000:]}")
    return pathlib.Path(args.build) / "bin" / "dateline", theirs


def kernels(program, path, env):
    """Those that this machine runs, the fastest first: the program names them to who asks for another."""
    done = subprocess.run([program, "parse", "--kernels", "?", path], capture_output=True, env=env, check=False)
    return done.stderr.decode().splitlines()[0].rsplit("runs ", 1)[1].split(", ")


def write(path, stories):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for s in stories:
            f.write(json.dumps(s, ensure_ascii=False) + "\n")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("dateline")
    p.add_argument("source")
    p.add_argument("build")
    p.add_argument("--other")
    p.add_argument("--shared")
    p.add_argument("--words", type=int, default=300000)
    p.add_argument("--print", action="store_true")
    args = p.parse_args()
    text = list(made(args.words))
    n_words = sum(len(s["text"].split()) for s in text)
    if args.print:
        for s in text:
            print(json.dumps(s, ensure_ascii=False))
        return 0
    shared = list(given(pathlib.Path(args.shared or pathlib.Path(args.source).resolve().parent / "shared")))
    print(f"{len(text)} made stories, {n_words} words; {len(shared)} pieces of the corpus and the treebanks" +
          ("" if shared else " (they are not there)"))
    runs = Runs({})
    with tempfile.TemporaryDirectory() as tmp:
        whole, part, few = (pathlib.Path(tmp) / n for n in ("whole", "part", "few"))
        write(whole, text + shared)
        write(part, text[::20] + shared[::20])
        write(few, text[::60] + shared[::60])
        mine = args.dateline
        every = kernels(mine, str(few), runs.env)
        jsonl = ["--from", "jsonl"]
        runs.run(f"{every[0]}, 1 thread", mine, "parse", whole, "-j", "1", *jsonl)
        runs.run(f"{every[0]}, 1 thread, again", mine, "parse", whole, "-j", "1", *jsonl)
        runs.run(f"{every[0]}, 8 threads", mine, "parse", whole, "-j", "8", *jsonl)
        for k in every[1:-1]:
            runs.run(f"{k}, 2 threads", mine, "parse", whole, "-j", "2", "--kernels", k, *jsonl)
        theirs, name = other_program(args)
        if theirs:
            runs.run(f"{every[0]}, {name}", theirs, "parse", whole, "-j", "2", *jsonl)
        for k in (every[0], every[-1]):
            runs.run(f"{k}", mine, "parse", part, "-j", "2", "--kernels", k, *jsonl)
            runs.run(f"{k}", mine, "code", few, "-j", "2", "--kernels", k, *jsonl)
            if theirs:
                runs.run(f"{k}, {name}", theirs, "parse", part, "-j", "2", "--kernels", k, *jsonl)
                runs.run(f"{k}, {name}", theirs, "code", few, "-j", "2", "--kernels", k, *jsonl)
    return 1 if runs.failed else 0


if __name__ == "__main__":
    sys.exit(main())
