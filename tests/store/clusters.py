#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events over stories and copies of stories, measured on clusters of our own.

usage: clusters.py PROGRAM [--floors FILE] [--misses] [--stories FILE] [--order seed]

clusters/*.txt hold stories, all of them go into one store:

    == NAME                                        a cluster: its events are no others'
    a TYPE|TYPE what happened                      an event of it; a record of it has one of these types
    -- PUBLISHER | DATE | [copy N |] HEADLINE      a story; copy N: a near-duplicate of the Nth of its cluster
    {a} A sentence. {b} A sentence.                text; a mark says which event the sentence after it tells

What is grouped are (story, event) pairs.  The program's record for one is the mention of the right type in the marked sentence that
is not denied where more are; pairs without a record are left out of "linked", and stand alone in "end to end".
Pairwise and B-cubed (Bagga & Baldwin 1998) precision and recall."""
import argparse
import json
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent


def read():
    """Stories as given to the program, marks as (story id, field offset of the sentence) -> (event, types), copies id -> id."""
    stories, marks, copies = [], {}, {}
    for path in sorted((HERE / "clusters").glob("*.txt")):
        name, types, ids = None, {}, []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            place = f"{path.name}:{number}"
            if line.startswith("== "):
                name, types, ids = line[3:], {}, []
            elif line.startswith("-- "):
                part = [p.strip() for p in line[3:].split("|")]
                ids.append(f"{name}-{len(ids) + 1}")
                if len(part) == 4:
                    copies[ids[-1]] = ids[int(part[2].split()[1]) - 1]
                    part.pop(2)
                stories.append({"id": ids[-1], "publisher": part[0], "date": part[1], "headline": part[2], "text": ""})
            elif re.match(r"[a-z] [A-Z|]+ ", line):
                types[line[0]] = line.split()[1].split("|")
            elif name and ids:
                text = stories[-1]["text"]
                for piece in re.split(r"(\{[a-z]\} )", line):
                    if re.fullmatch(r"\{[a-z]\} ", piece):
                        if piece[1] not in types:
                            sys.exit(f"{place}: event {piece[1]} is not declared")
                        marks[ids[-1], len(text)] = (f"{name}/{piece[1]}", types[piece[1]])
                    else:
                        text += piece
                stories[-1]["text"] = text
            else:
                sys.exit(f"{place}: not understood")
    return stories, marks, copies


def system(db, marks):
    """(story, gold event) -> the program's event, or None."""
    rows = defaultdict(list)
    for story, begin, kind, event, denied in db.execute(
            "SELECT s.id, m.sentence_begin, m.type, m.event, m.polarity <> 'affirmed' FROM mention m JOIN story s USING (story)"
            " WHERE m.field = 'text' ORDER BY m.mention"):
        rows[story].append((begin, kind, event, denied))
    out = {}
    for (story, begin), (gold, types) in sorted(marks.items()):
        ends = [b for s, b in marks if s == story and b > begin]
        end = min(ends, default=10**9)
        hits = sorted((d, i, e) for i, (b, t, e, d) in enumerate(rows[story]) if begin <= b < end and t in types)
        out.setdefault((story, gold), hits[0][2] if hits else None)
    return out


def pairs(key):
    groups = defaultdict(list)
    for item, value in key.items():
        groups[value].append(item)
    return {(a, b) for g in groups.values() for a in g for b in g if a < b}


def ratio(a, b):
    return 100.0 * a / b if b else 100.0


def score(gold, got):
    """Pairwise P, R and B-cubed P, R of one grouping against another of the same items."""
    want, have = pairs(gold), pairs(got)
    both = Counter((gold[i], got[i]) for i in gold)
    n_gold, n_got = Counter(gold.values()), Counter(got.values())
    n = len(gold)
    bp = sum(both[gold[i], got[i]] / n_got[got[i]] for i in gold)
    br = sum(both[gold[i], got[i]] / n_gold[gold[i]] for i in gold)
    return {"pair P": ratio(len(want & have), len(have)), "pair R": ratio(len(want & have), len(want)),
            "B3 P": ratio(bp, n), "B3 R": ratio(br, n)}, want, have


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("program")
    ap.add_argument("--floors")
    ap.add_argument("--misses", action="store_true")
    ap.add_argument("--stories", help="write the stories as JSON Lines and stop")
    ap.add_argument("--order", type=int, help="shuffle the stories by this seed")
    a = ap.parse_args()
    stories, marks, copies = read()
    if a.order is not None:
        random.Random(a.order).shuffle(stories)
    lines = "".join(json.dumps(s) + "\n" for s in stories)
    if a.stories:
        pathlib.Path(a.stories).write_text(lines, encoding="utf-8")
        return 0
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        (tmp / "news.jsonl").write_text(lines, encoding="utf-8")
        done = subprocess.run([a.program, "ingest", str(tmp / "news.db"), str(tmp / "news.jsonl")], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)
        db = sqlite3.connect(tmp / "news.db")
        got = system(db, marks)
        group = dict(db.execute("SELECT s.id, coalesce(c.first, s.story) FROM story s LEFT JOIN copy c USING (story)"))
        db.close()
    gold = {key: key[1] for key in got}
    coded = {key: event for key, event in got.items() if event is not None}
    figures = {}
    linked, want, have = score({k: gold[k] for k in coded}, coded)
    whole, _, _ = score(gold, {k: event if event is not None else ("none", k) for k, event in got.items()})
    figures.update({"linked " + k: v for k, v in linked.items()})
    figures.update({"end to end " + k: v for k, v in whole.items()})
    alike, want_copies, have_copies = score({s["id"]: copies.get(s["id"], s["id"]) for s in stories}, group)
    figures.update({"copies " + k: v for k, v in alike.items()})
    clusters = len({g.split("/")[0] for g in gold.values()})
    print(f"{clusters} clusters, {len(stories)} stories, {len(set(gold.values()))} events told {len(gold)} times, {len(coded)} of them coded; "
          f"{len(copies)} copies")
    for name, value in figures.items():
        print(f"{name}\t{value:.1f}")
    if a.misses:
        for what, some in (("apart", want - have), ("together", have - want)):
            for (s, e), (t, f) in sorted(some):
                print(what, s, e, "|", t, f)
        for what, some in (("copy missed", want_copies - have_copies), ("copy invented", have_copies - want_copies)):
            for s, t in sorted(some):
                print(what, s, "|", t)
        for (s, e), event in sorted(got.items()):
            if event is None:
                print("not coded", s, e)
    low = 0
    if a.floors:
        for line in open(a.floors, encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                name, floor = line.rstrip("\n").split("\t")[:2]
                if figures[name] < float(floor):
                    print(f"FAILED: {name} {figures[name]:.1f}, floor {floor}")
                    low += 1
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
