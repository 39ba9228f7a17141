#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes data/lexicon/confidence.tsv: the share of right records among those alike, measured on annotated stories.

usage: calibrate.py SCORER_DIR GOLD.jsonl STORIES.jsonl SYSTEM.jsonl

SYSTEM is the output of `dateline code`.  A record is right when the scorer's event_score.py pairs it with an annotated event
and the countries of actors and recipients agree.  Records are alike when these agree: the part of speech of the trigger's
entry (v, n, a), how many sides are filled (0, 1, 2), and whether the status is plain (affirmed, past, asserted or claimed).
Each share is drawn towards that of all records as if PRIOR records of the average kind had been seen too.
"""
import collections
import pathlib
import re
import sys

PRIOR = 10
DATA = pathlib.Path(__file__).resolve().parent.parent / "data"


def entry_pos(rule, cache={}):
    path, line = re.match(r"([\w./]+):(\d+)", rule).groups()
    if path not in cache:
        cache[path] = (DATA / path).read_text(encoding="utf-8").split("\n")
    return cache[path][int(line) - 1].split("\t")[0][-1]


def likeness(record):
    sides = bool(record["actors"]) + bool(record["recipients"])
    plain = record["polarity"] == "affirmed" and record["time"] != "future" and record["modality"] in ("asserted", "claimed")
    return f"{entry_pos(record['rule'])}{sides}{'p' if plain else 's'}"


def main(argv):
    sys.path.insert(0, argv[0])
    import event_score as scorer
    stories = {s["id"]: s for s in scorer.load_jsonl(argv[2])}
    system = collections.defaultdict(list)
    for row in scorer.load_jsonl(argv[3]):
        for e in row.get("events", [row]):
            system[e.get("story", row.get("id"))].append(e)
    seen, right = collections.Counter(), collections.Counter()
    for gold in scorer.load_jsonl(argv[1]):
        story = scorer.Story(stories[gold["id"]].get("headline"), stories[gold["id"]]["text"])
        records = system[gold["id"]]
        pairs = scorer.pair(story, gold["events"], records)
        taken = {j: gold["events"][i] for i, j in pairs}
        rest = [j for j in range(len(records)) if j not in taken]
        spare = {rest[j] for _, j in scorer.pair(story, gold.get("optional_events", []), [records[j] for j in rest])}
        for j, r in enumerate(records):
            if j in spare:
                continue
            seen[likeness(r)] += 1
            right[likeness(r)] += j in taken and scorer.same(taken[j], r, "dyad")
    mean = sum(right.values()) / max(1, sum(seen.values()))
    lines = ["# SPDX-License-Identifier: Apache-2.0",
             "# Share of right records among those alike; made by tools/calibrate.py, which says what alike and right mean.",
             f"# Measured on {sum(seen.values())} records; over all of them {mean:.3f}.",
             "alike\tconfidence\trecords"]
    for k in sorted({a + b + c for a in "vna" for b in "012" for c in "ps"}):
        lines.append(f"{k}\t{(right[k] + PRIOR * mean) / (seen[k] + PRIOR):.3f}\t{seen[k]}")
    (DATA / "lexicon" / "confidence.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(sys.argv[1:])
