#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Links over stories are a function of the stories that are kept: whatever their order, whatever was deleted, put back, corrected or
coded again, the content is that of a store that was made of them at once (content.py).

usage: links.py PROGRAM [STORIES.jsonl] [--seeds N] [--seed S]

Without STORIES those of clusters/ are used."""
import argparse
import contextlib
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from clusters import read  # noqa: E402
from content import dump  # noqa: E402

LAST = {"id": "last", "date": "2001-01-01", "text": "Nothing happened."}


class Box:
    def __init__(self, program, tmp):
        self.program, self.tmp, self.failed = program, pathlib.Path(tmp), 0

    def run(self, *args):
        done = subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, timeout=600, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{args}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def ingest(self, db, stories):
        path = self.tmp / "stories.jsonl"
        path.write_text("".join(json.dumps(s) + "\n" for s in stories), encoding="utf-8")
        self.run("ingest", db, path)

    def made_of(self, stories):
        db = self.tmp / "fresh.db"
        self.ingest(db, stories)
        content = dump(db)
        for file in self.tmp.glob("fresh.db*"):
            file.unlink()
        return content

    def same(self, what, db, want):
        got = dump(db)
        if got != want:
            self.failed += 1
            print("FAILED:", what)
            a, b = set(got.split(b"\n")), set(want.split(b"\n"))
            for sign, lines in (("+", a - b), ("-", b - a)):
                for line in sorted(lines)[:5]:
                    print(sign, line.decode()[:300])


def other_day(dice, story):
    """Corrected: another date, and another weekday in the text."""
    days = {"Monday": "Tuesday", "Tuesday": "Wednesday", "Wednesday": "Thursday", "Saturday": "Sunday"}
    text = story["text"]
    for day, other in days.items():
        if day in text:
            text = text.replace(day, other)
            break
    return {**story, "text": text, "date": f"{story['date'][:8]}{dice.randint(1, 28):02d}" if story.get("date") else ""}


def turn(box, seed, stories, want):
    dice = random.Random(seed)
    db = box.tmp / f"{seed}.db"
    mixed = dice.sample(stories, len(stories))
    box.ingest(db, mixed[:len(mixed) // 2])
    box.ingest(db, mixed[len(mixed) // 2:])
    box.same(f"seed {seed}: another order", db, want)
    gone = {s["id"] for s in dice.sample(stories, max(1, len(stories) // 6))}
    with contextlib.closing(sqlite3.connect(db)) as c:
        c.execute("PRAGMA foreign_keys = ON")
        c.executemany("DELETE FROM story WHERE id = ?", [(i,) for i in sorted(gone)])
        c.commit()
        lone = c.execute("SELECT count(*) FROM (SELECT 1 FROM mention GROUP BY event HAVING sum(lead) <> 1)").fetchone()[0]
    if lone or box.run("check", db).returncode:
        box.failed += 1
        print(f"FAILED: seed {seed}: not whole after stories were deleted by hand")
    box.ingest(db, [LAST])
    box.same(f"seed {seed}: deleted", db, box.made_of([s for s in stories if s["id"] not in gone] + [LAST]))
    box.ingest(db, mixed)
    other = [other_day(dice, s) for s in dice.sample(stories, len(stories) // 4)]
    box.ingest(db, other)
    now = {s["id"]: s for s in [*stories, *other, LAST]}
    want = box.made_of(list(now.values()))
    box.same(f"seed {seed}: corrected", db, want)
    box.run("recode", "--all", db)
    box.same(f"seed {seed}: coded again", db, want)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("stories", nargs="?")
    ap.add_argument("--seeds", type=int, default=2)
    ap.add_argument("--seed", type=int, default=None)
    a = ap.parse_args()
    if a.stories:
        stories = [json.loads(line) for line in open(a.stories, encoding="utf-8")]
    else:
        stories = read()[0]
    first = a.seed if a.seed is not None else int.from_bytes(os.urandom(3), "big")
    print("seed", first)
    with tempfile.TemporaryDirectory() as tmp:
        box = Box(os.path.abspath(a.program), tmp)
        want = box.made_of(stories)
        for seed in range(first, first + a.seeds):
            turn(box, seed, stories, want)
    print(f"{len(stories)} stories, {a.seeds} turns, {box.failed} failed")
    return 1 if box.failed else 0


if __name__ == "__main__":
    sys.exit(main())
