#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which predicates of a corpus has the lexicon no entry for?

usage: coverage.py [--data DIR] [--records FILE] [--least N] [--political FILE] CONLLU
CONLLU  what `dateline parse` prints for the corpus.
--records FILE   what `dateline code` prints for it: then a predicate counts as reached only where an entry of it ever made a record,
                 not where the tables merely name it.
--least N        predicates that stand less often are left out (default 5).
--political FILE words judged political by a reader (`lemma/v` or `lemma/n`, one a line; "#" begins a comment): they are the whole
                 that the share is of, together with what made a record or is named by an entry that can make one. Without it only
                 the list is printed.
A predicate is a verb whose subject, object or agent is somebody who can act: a name that the parser calls a person, place or
organisation, or a word of actors/roles.tsv; or a noun of an action (-ion, -ment, -al ..., or a noun that is also a verb here) with such a
one as its owner or under of, by, between, against, on, with. Printed: count, predicate, how it is reached, an example of its clause.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
SIDES = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent")
NOUN_PREPOSITIONS = {"of", "by", "between", "against", "on", "with", "among", "for"}
ACTION_NOUN = re.compile(r".{3,}(?:ion|ment|al|ance|ence|ure|age|ing|sis)\Z")
LENDS = ("lights", "status", "cues")


def sentences(path):
    rows = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line and rows:
                yield rows
                rows = []
            elif line and line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
    if rows:
        yield rows


def table(data, name):
    for line in (data / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            yield line.split("\t")


def entries(data):
    """trigger -> "record", "content" (kind that serves acts), "none" (kept out) or "other" (lights, status, cues)."""
    kinds = {row[0]: row[1] for row in table(data, "lexicon/kinds.tsv")}
    found = {}
    rank = {"record": 3, "content": 2, "other": 1, "none": 0}

    def put(trigger, how):
        # a phrasal entry ("pull back/v") reaches its verb, a compound ("air strike/n") its last word
        words, pos = trigger.rsplit("/", 1)
        lemma = words.split(" ")[0] if pos == "v" else words.split(" ")[-1]
        for key in {trigger, f"{lemma}/{pos}"}:
            if rank[how] >= rank[found.get(key, "none")]:
                found[key] = how

    for row in table(data, "lexicon/deeds.tsv"):
        if len(row) > 2 and "/" in row[0]:
            how = "none" if row[2] == "none" else "content" if kinds.get(row[2]) == "-" else "record"
            put(row[0], how)
    for row in table(data, "lexicon/acts.tsv"):
        if len(row) > 2 and "/" in row[0]:
            put(row[0], "record")
    for name in LENDS:
        for row in table(data, f"lexicon/{name}.tsv"):
            if "/" in row[0]:
                put(row[0], "other")
    return found


def who_acts(data):
    return {row[0].lower().split(" ")[-1] for row in table(data, "actors/roles.tsv")}


def is_party(cells, roles):
    if cells[3] == "PROPN":
        return "NER=" in cells[9]
    return cells[3] == "NOUN" and cells[2].lower() in roles


def predicates(rows, roles, verbs):
    """(predicate, index of its row) for each of a sentence."""
    below = collections.defaultdict(list)
    for cells in rows:
        below[cells[6]].append(cells)
    for i, cells in enumerate(rows):
        lemma = cells[2].lower()
        if not lemma.isalpha():
            continue
        children = below[cells[0]]
        if cells[3] == "VERB":
            if any(c[7] in SIDES and is_party(c, roles) for c in children):
                yield f"{lemma}/v", i
        elif cells[3] == "NOUN" and (ACTION_NOUN.match(lemma) or lemma in verbs) and lemma not in roles:
            for c in children:
                case = {x[2].lower() for x in below[c[0]] if x[7] == "case"}
                if is_party(c, roles) and (c[7] == "nmod:poss" or (c[7] == "nmod" and case & NOUN_PREPOSITIONS)):
                    yield f"{lemma}/n", i
                    break


def fired(path, data):
    """Lemmas of the triggers that made a record; a row of forms.tsv gives the lemma of the word in the text."""
    lemma_of = {row[0]: row[1] for row in table(data, "lexicon/forms.tsv") if len(row) > 1}
    seen = set()
    with open(path, encoding="utf-8") as f:
        for line in f:
            trigger = json.loads(line)["trigger"]
            word = trigger["text"].lower()
            seen |= {word} | {lemma_of[form] for form in (f"{word}/v", f"{word}/n", word) if form in lemma_of}
    return seen


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("conllu")
    p.add_argument("--data", type=pathlib.Path, default=HERE.parent / "data")
    p.add_argument("--records")
    p.add_argument("--least", type=int, default=5)
    p.add_argument("--political", type=pathlib.Path)
    args = p.parse_args()
    roles, known = who_acts(args.data), entries(args.data)
    made = fired(args.records, args.data) if args.records else None
    verbs = {t[:-2] for t in known if t.endswith("/v") and " " not in t}
    count, example = collections.Counter(), {}
    for rows in sentences(args.conllu):
        for predicate, i in predicates(rows, roles, verbs):
            count[predicate] += 1
            if predicate not in example:
                example[predicate] = " ".join(c[1] for c in rows[max(0, i - 5) : i + 8])
    judged = set()
    if args.political:
        judged = {w.split("#")[0].strip() for w in args.political.read_text(encoding="utf-8").splitlines()} - {""}
    total, reached = collections.Counter(), collections.Counter()
    for predicate, n in count.most_common():
        if n < args.least:
            break
        how = known.get(predicate, "-")
        if made is not None and how == "record" and predicate[:-2] not in made:
            how = "never fires"
        if how in ("record", "content") or predicate in judged:
            for key, weight in (("predicates", 1), ("words", n)):
                total[key] += weight
                reached[key] += weight * (how in ("record", "content"))
        if how not in ("record", "content"):
            print(f"{n}\t{predicate}\t{how}\t{example[predicate]}")
    if judged:
        for key in total:
            print(f"{key}: {reached[key]} of {total[key]} political reached, {100 * reached[key] / total[key]:.1f} %", file=sys.stderr)


if __name__ == "__main__":
    main()
