#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Codes the sentences of tests/corpus/*.txt with the shipped model and compares the records.

usage: run.py DATELINE [--update-known] [FILE...]

A case:
    === title
    date 2024-03-05            (optional; else 2024-03-05)
    The text, one or more lines.
    ---
    REQUEST/yield 0256 KEN > UGA            one record a line: type/mode, CAMEO, actors > recipients;
    ASSAULT 190 - > SOM negated claimed by=KENGOV date=2024-03-01 place=Mogadishu
                                            codes joined by '+', '-' for none, KEN* for any that begins
                                            so; then whatever else is to hold
An empty part after --- means: no record.  A field written "*" is not compared, nor the mode of "REJECT/*".  Records stand in the order of the text.
Cases named in known_failures.txt may fail; one that passes there is an error, so that the list stays true.
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def cases(path):
    title, lines = None, []
    for line in path.read_text(encoding="utf-8").splitlines() + ["=== "]:
        if line.startswith("=== "):
            if title:
                yield title, lines
            title, lines = line[4:].strip(), []
        elif title and not line.startswith("#"):
            lines.append(line)


def codes(entities):
    return "+".join(e["code"] for e in entities) or "-"


def shown(r):
    status = [r[k] for k, plain in (("polarity", "affirmed"), ("time", "past"), ("modality", "asserted")) if r[k] != plain]
    by = [f"by={codes(r['by'])}"] if r["by"] else []
    kind = r["type"] + ("/" + r["mode"] if r["mode"] else "")
    return " ".join([kind, r["cameo"], codes(r["actors"]), ">", codes(r["recipients"])] + status + by)


def same_codes(want, got):
    """'KEN*' stands for any one code that begins so."""
    want, got = want.split("+"), got.split("+")
    fits = [[w == g or w.endswith("*") and g.startswith(w[:-1]) for g in got] for w in want]
    return len(want) == len(got) and all(map(any, fits)) and all(map(any, zip(*fits)))


def agrees(want, r):
    words, got = want.split(), shown(r).split()
    if len(words) < 5 or words[3] != ">":
        raise SystemExit(f"corpus: expected 'TYPE/mode CAMEO ACTORS > RECIPIENTS ...', found '{want}'")
    for i in (0, 1, 2, 4):
        a, b = words[i], got[i]
        whole = a == b or (i == 0 and a.endswith("/*") and a[:-2] == b.split("/")[0])
        if a != "*" and not (whole if i < 2 else same_codes(a, b)):
            return False
    extra = {"date": r["date"], "place": (r["place"] or {}).get("text", ""), "country": (r["place"] or {}).get("country", "")}
    plain = []
    for w in words[5:]:
        key, eq, value = w.partition("=")
        if eq and key in extra:
            if extra[key] != value:
                return False
        else:
            plain.append(w)
    return plain == got[5:]


def main(argv):
    program, files = argv[0], [pathlib.Path(f) for f in argv[1:] if not f.startswith("--")]
    files = files or sorted(HERE.glob("[0-9]*.txt")) + sorted(HERE.glob("[a-z]_*.txt"))
    todo, feed = [], []
    for path in files:
        for title, lines in cases(path):
            date = "2024-03-05"
            if lines and lines[0].startswith("date "):
                date, lines = lines[0][5:].strip(), lines[1:]
            at = lines.index("---")
            name = f"{path.stem}: {title}"
            todo.append((name, [l for l in lines[at + 1:] if l.strip()]))
            feed.append(json.dumps({"id": name, "date": date, "text": "\n".join(lines[:at]).strip()}))
    out = subprocess.run([program, "code", "--from", "jsonl", "-"], input="\n".join(feed), text=True, capture_output=True, check=True)
    got = {}
    for line in out.stdout.splitlines():
        r = json.loads(line)
        got.setdefault(r["story"], []).append(r)
    known_path = HERE / "known_failures.txt"
    known = {l for l in known_path.read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")} if known_path.exists() else set()
    failed = fixed = passed = 0
    failing = []
    for name, want in todo:
        records = got.get(name, [])
        ok = len(records) == len(want) and all(agrees(w, r) for w, r in zip(want, records))
        if not ok:
            failing.append(name)
        if ok and name in known:
            fixed += 1
            print(f"FIXED   {name}: take it out of known_failures.txt")
        elif not ok and name not in known:
            failed += 1
            print(f"FAILED  {name}")
            for w in want:
                print(f"          want {w}")
            for r in records:
                print(f"          got  {shown(r)}   [{r['trigger']['text']}] {r['rule']}")
        passed += ok
    if "--update-known" in argv:
        known_path.write_text("# Cases that fail, by name; see run.py.\n" + "".join(f"{n}\n" for n in failing), encoding="utf-8")
    print(f"{passed} of {len(todo)} cases hold, {len(known)} known failures")
    return 1 if failed or fixed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
