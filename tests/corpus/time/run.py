#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Finds the expressions of time in the sentences of tests/corpus/time/*.txt and compares them, with their values.

usage: run.py DATELINE [FILE...]

A line is a sentence with its expressions in braces, the value behind "=": "They met on {Monday=2024-03-04}."; an expression that
has no value ends in "=".  Nothing else in the sentence may be found.  "date 2024-03-05" sets the story's date for what follows,
"# ..." is a remark.  Each sentence is a story of its own.
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
MARK = re.compile(r"\{([^{}=]*)=([^{}=]*)\}")


def cases(path):
    date = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("date ") or line == "date":
            date = line[5:].strip()
        elif line and not line.startswith("#"):
            yield f"{path.name}:{number}", date, MARK.sub(r"\1", line), MARK.findall(line)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    paths = [pathlib.Path(p) for p in sys.argv[2:]] or sorted(HERE.glob("*.txt"))
    rows = [c for p in paths for c in cases(p)]
    stories = "".join(json.dumps({"id": i, "date": d, "headline": "", "text": t}) + "\n" for i, d, t, _ in rows)
    done = subprocess.run([sys.argv[1], "times", "--any-language", "--from", "jsonl", "-"], input=stories.encode(), capture_output=True, check=False)
    got = {s["id"]: [(t["text"], t["value"]) for t in s["times"]] for s in map(json.loads, done.stdout.decode().splitlines())}
    if done.returncode or len(got) != len(rows):
        sys.exit(f"{len(got)} of {len(rows)} stories came back: {done.stderr.decode()[:500]}")
    bad, n = 0, 0
    for i, _, text, want in rows:
        n += len(want)
        if got[i] != want:
            bad += 1
            print(f"FAILED  {i}: {text}\n          want {want}\n          got  {got[i]}")
    print(f"{len(rows) - bad} of {len(rows)} sentences with {n} expressions hold")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
