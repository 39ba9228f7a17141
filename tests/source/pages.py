#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What comes of news pages: the story's words, headline, date and publisher against what layouts.py put there.

    pages.py SHOW_ITEMS [--misses]

Prints precision and recall of the words of the body for each layout (a word too many or too few counts as often as it stands), then
over all pages, and how many headlines, dates and publishers are right.  Fails below the floors."""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from layouts import LAYOUTS, PUBLISHERS, STORIES  # noqa: E402

FLOORS = {"precision": 0.99, "recall": 0.99, "headline": 0.98, "date": 0.98, "publisher": 0.9}
WORST = 0.85  # of any page's words


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def read(show, pages):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, page in pages:
            path = pathlib.Path(folder) / (name + ".html")
            path.write_bytes(page)
            names.append(str(path))
        out = subprocess.run([show, *names], capture_output=True, check=False, timeout=120)
        if out.returncode or out.stderr:
            sys.exit(f"show_items: {out.returncode} {out.stderr.decode(errors='replace')}")
        items = [json.loads(line) for line in out.stdout.splitlines()]
    if len(items) != len(pages):
        sys.exit(f"{len(items)} items of {len(pages)} pages")
    return items


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 1:
        sys.exit(__doc__)
    cases = [(name, i) for name in LAYOUTS for i in range(len(STORIES))]
    items = read(args[0], [(f"{name}{i}", LAYOUTS[name](STORIES[i])) for name, i in cases])
    sums, right, worst, misses = collections.defaultdict(lambda: [0, 0, 0]), collections.Counter(), 1.0, []
    for (name, i), item in zip(cases, items):
        story = STORIES[i]
        want, got = words(" ".join(story["body"])), words(item.get("text", ""))
        both = sum((want & got).values())
        for key in (name, "all"):
            for k, n in enumerate((both, sum(got.values()), sum(want.values()))):
                sums[key][k] += n
        worst = min(worst, both / max(1, sum(got.values())), both / sum(want.values()))
        for field, value in (("headline", story["headline"]), ("date", story["day"]), ("publisher", PUBLISHERS[name])):
            right[field] += item.get(field) == value
            if item.get(field) != value:
                misses.append(f"{name}{i}: {field} '{item.get(field)}' for '{value}'")
        if got != want:
            misses.append(f"{name}{i}: too many {' '.join((got - want).elements())[:300]} | missing {' '.join((want - got).elements())[:300]}")
    for name, (both, got, want) in sums.items():
        print(f"{name:10} precision {both / max(1, got):.3f}  recall {both / want:.3f}")
    both, got, want = sums["all"]
    found = {"precision": both / got, "recall": both / want} | {k: right[k] / len(cases) for k in ("headline", "date", "publisher")}
    print(f"{len(LAYOUTS)} layouts, {len(cases)} pages; worst page {worst:.3f}; " + ", ".join(f"{k} {v:.3f}" for k, v in found.items()))
    if "--misses" in sys.argv:
        print("\n".join(misses))
    low = [k for k, v in found.items() if v < FLOORS[k]]
    if low or worst < WORST:
        sys.exit("below the floor: " + ", ".join(low + ["worst page"] * (worst < WORST)))


if __name__ == "__main__":
    main()
