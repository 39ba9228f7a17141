#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A store whose writer is killed at any moment is whole, and the same command again ends in the same content.

usage: kill.py PROGRAM STORIES.jsonl [--times N] [--copies N] [--seed N]

Stories are made many by giving each copy an id and a first sentence of its own.  A store with half of them, some in an older
wording, is ingested into again; kill -9 comes at a random moment, then again in the second run; what is there at the end must be
what a run without a kill leaves, to the byte (content.py)."""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
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


def killed(program, db, stories, after):
    """Run and kill; False when the program had come to its end before."""
    p = subprocess.Popen([program, "ingest", str(db), str(stories)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
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
        began = time.monotonic()
        must(run(a.program, "ingest", tmp / "whole.db", tmp / "new.jsonl"))
        took = time.monotonic() - began
        want = dump(tmp / "whole.db")
        hits = parts = 0
        for i in range(a.times):
            db = tmp / f"{i}.db"
            if i % 2:  # from nothing: the tables are made, too
                shutil.copy(tmp / "start.db", db)
            for _ in range(2):
                hit = killed(a.program, db, tmp / "new.jsonl", dice.uniform(0, took))
                hits += hit
                took *= 1 if hit else 0.7  # it had ended before: the machine is less busy than it was
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
        print(f"{hits} kills in runs of {took:.1f} s, {parts} of them left a part of the stories; content the same each time "
              f"({len(want)} bytes, {len(new)} stories)")
        if not hits:
            sys.exit("no run was hit")


if __name__ == "__main__":
    main()
