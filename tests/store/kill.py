#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A store whose writer is killed at any moment is whole, and the same command again ends in the same content.

usage: kill.py PROGRAM STORIES.jsonl [--times N] [--copies N] [--seed N]

Stories are made many by giving each copy an id and a first sentence of its own.  A store with half of them, some in an older
wording, is ingested into again; kill -9 comes when a random number of stories is committed and a random part of a second more has
gone, then again in the second run; what is there at the end must be what a run without a kill leaves, to the byte (content.py).
--times counts kills that hit a run, not those that came when it had ended."""
import argparse
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from content import dump  # noqa: E402


def write(path, stories):
    path.write_text("".join(json.dumps(s) + "\n" for s in stories), encoding="utf-8")


def make(source, copies):
    known = [json.loads(line) for line in open(source, encoding="utf-8") if line.strip()]
    known = [s for s in known if isinstance(s, dict) and isinstance(s.get("text"), str) and s["text"].strip()][:20]
    new, old = [], []
    for copy in range(copies):
        for i, s in enumerate(known):
            text = f"Ministers met in city {copy} on Monday. " + s["text"]
            new.append({**s, "id": f"{copy}-{i}", "text": text, "copy": copy})
            if i % 2:
                old.append({**s, "id": f"{copy}-{i}", "text": text if i % 4 == 1 else s["text"], "copy": copy})
    return new, old


def run(program, *args, timeout=600):
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, timeout=timeout, check=False)


def must(done):
    if done.returncode not in (0, 1):
        sys.exit(f"{done.args}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def kept(db):
    """How many stories are committed; 0 while there is no store yet."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=10)) as c:
            return c.execute("SELECT count(*) FROM story").fetchone()[0]
    except sqlite3.Error:
        return 0


def killed(program, db, stories, goal, later):
    """Run; once `goal` stories are committed wait `later` seconds more, and kill.  False when the program had come to its end
    before: that is no hit."""
    p = subprocess.Popen([program, "ingest", str(db), str(stories)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while p.poll() is None and kept(db) < goal:
        time.sleep(0.02)
    if p.poll() is None:
        time.sleep(later)
    if p.poll() is None:
        p.send_signal(signal.SIGKILL)
    return p.wait() == -signal.SIGKILL


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("stories")
    ap.add_argument("--times", type=int, default=5)
    ap.add_argument("--copies", type=int, default=250, help="of each story: a run must hold several transactions")
    ap.add_argument("--seed", type=int, default=None)
    a = ap.parse_args()
    seed = a.seed if a.seed is not None else int.from_bytes(os.urandom(4), "big")
    dice = random.Random(seed)
    print("seed", seed)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        new, old = make(a.stories, a.copies)
        write(tmp / "new.jsonl", new)
        write(tmp / "old.jsonl", old)
        must(run(a.program, "ingest", tmp / "start.db", tmp / "old.jsonl"))
        shutil.copy(tmp / "start.db", tmp / "whole.db")
        must(run(a.program, "ingest", tmp / "whole.db", tmp / "new.jsonl"))
        want = dump(tmp / "whole.db")
        hits = parts = tries = 0
        points = []
        while hits < a.times:
            i, tries = tries, tries + 1
            if tries > 4 * a.times:
                sys.exit(f"only {hits} of {2 * tries} kills hit a run")
            db = tmp / f"{i}.db"
            if i % 2:  # from nothing: the tables are made, too
                shutil.copy(tmp / "start.db", db)
            for _ in range(2):
                # some before anything is committed, some while the tables are made; the second goes on from the first
                had = kept(db) if db.exists() else 0
                goal = 0 if dice.random() < 0.2 else dice.randrange(had, max(had + 1, len(new) - len(new) // 8))
                hit = killed(a.program, db, tmp / "new.jsonl", goal, dice.uniform(0, 0.5))
                hits += hit
                if hit:
                    points.append(kept(db))
                if db.exists() and db.stat().st_size:
                    look = run(a.program, "check", db)
                    if look.returncode and "nothing in it yet" not in look.stderr:
                        sys.exit(f"kill {i}: not whole: {look.stdout}{look.stderr}")
                    parts += look.returncode == 0 and " 0 stories" not in look.stdout
            must(run(a.program, "ingest", db, tmp / "new.jsonl"))
            if dump(db) != want:
                shutil.copy(db, "killed.db")
                sys.exit(f"kill {i}: the content differs from that of a run without a kill (killed.db)")
            again = must(run(a.program, "ingest", db, tmp / "new.jsonl"))
            if "0 new, 0 replaced" not in again.stdout or dump(db) != want:
                sys.exit(f"kill {i}: the same stories again changed something: {again.stdout}")
            for file in tmp.glob(f"{i}.db*"):
                file.unlink()
        print(f"{hits} kills hit a run ({2 * tries - hits} came too late), {parts} of them left a part of the stories; committed when hit: "
              f"{min(points)} to {max(points)} of {len(new)}; content the same each time ({len(want)} bytes)")


if __name__ == "__main__":
    main()
