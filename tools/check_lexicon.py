#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check the tables of data/lexicon against docs/lexicon.md and against each other.

usage: check_lexicon.py [DATA_DIR]        (default: ../data beside this file)
Prints one line per fault, "lexicon/deeds.tsv:17: ...", and a summary; exit status 1 where there is a fault.

Checked: columns; notation of triggers and frames; names of kinds, acts, groups, sets, effects, contexts, domains; PLOVER types and
modes and CAMEO codes (data/cameo/plover.tsv, cameo.tsv where they are there); doubled entries; an entry that an
earlier one of the same trigger hides because their frames ask for the same; sets, kinds and acts that nothing uses (warnings).
"""
import pathlib
import re
import sys

import make_forms

COLUMNS = {
    "kinds": "kind type mode cameo contexts group example", "deeds": "trigger frame kind example",
    "acts": "trigger frame act example", "act_kinds": "act content type mode cameo contexts example",
    "join": "act group type mode cameo contexts", "sets": "set lemmas", "lights": "trigger frame",
    "status": "trigger frame effect", "contexts": "lemmas context", "domains": "lemmas domain weight",
    "register": "lemma weight", "languages": "language words",
    "cues": "trigger frame kind",
}
GROUPS = set("""coop coop-econ coop-mil coop-jud coop-intel dipl aid aid-econ aid-mil aid-hum aid-peace reform reform-lead
reform-policy reform-rights reform-inst yield yield-admin yield-dissent yield-release yield-sanction yield-observer
yield-military meet settle mediate mobilize force force-blockade force-occupy force-unconv force-wmd sanction relations cut-aid
restrict ban curfew martial protest halt-talks halt-mediation leave repress arrest expel accuse other""".split())
EFFECTS = set("""negated affirmed possible hypothetical promised threatened requested claimed future historical none
pass""".split())
CONTENTS = {"swallow", "claim", "none", "deny"}
CONTEXTS = set("""military intelligence executive legislative election political_institutions pro_democracy
pro_autocracy economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology
terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split())
CUES = set("say write think announce warn argue claim deny admit report decline ask promise complain call know".split())
TRIGGER = re.compile(r"[a-zé0-9][a-zé0-9'. -]*/[vna]\Z")
PLACE = re.compile(r"[a-z_]+(\+c)?\Z")
WHAT = re.compile(r"(A|R|P|PR|T|X!?|\*|)(\{!?([^{}]+)\})?\Z")
MAX_SLOTS, MAX_PLACES = 8, 12


class Checker:
    def __init__(self, data):
        self.dir = pathlib.Path(data)
        self.faults, self.warnings = [], []
        self.tables = {name: self.read(name) for name in COLUMNS}
        self.sets = {}
        self.used_sets = set()

    def fault(self, table, line, text):
        self.faults.append(f"lexicon/{table}.tsv:{line}: {text}")

    def read(self, name):
        """Rows of a table as (line number, dict)."""
        path = self.dir / "lexicon" / f"{name}.tsv"
        wanted, head, rows = COLUMNS[name].split(), None, []
        if not path.exists():
            self.fault(name, 0, "no such table")
            return rows
        for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
                if head != wanted:
                    self.fault(name, n, f"columns are {head}, expected {wanted}")
            elif len(cells) != len(wanted):
                self.fault(name, n, f"{len(cells)} cells, expected {len(wanted)}")
            elif any(c != c.strip() or "  " in c for c in cells):
                self.fault(name, n, "white space at the edge of a cell, or doubled")
            else:
                rows.append((n, dict(zip(wanted, cells))))
        return rows

    def codes(self, name, column):
        path = self.dir / "cameo" / name
        if not path.exists():
            return None
        lines = [x.split("\t") for x in path.read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
        at = lines[0].index(column)
        return {x[at] for x in lines[1:]}

    def names(self, table, column):
        seen = {}
        for n, row in self.tables[table]:
            if row[column] in seen:
                self.fault(table, n, f"{column} {row[column]!r} stands already in line {seen[row[column]]}")
            seen.setdefault(row[column], n)
        return seen

    def worth(self, table, n, row, cameo, plover, extra=()):
        if row["type"] in extra:
            if row["mode"] or row["cameo"] or row["contexts"]:
                self.fault(table, n, f"type {row['type']!r} with mode, cameo or contexts")
            return
        key = row["type"] + ("/" + row["mode"] if row["mode"] else "")
        if plover is not None and key not in plover:
            self.fault(table, n, f"no PLOVER type and mode {key!r}")
        if cameo is not None and row["cameo"] not in cameo:
            self.fault(table, n, f"no CAMEO code {row['cameo']!r}")
        for c in filter(None, row["contexts"].split(";")):
            if c not in CONTEXTS:
                self.fault(table, n, f"no context {c!r}")

    def braces(self, table, n, text):
        if "|" in text:
            return
        if text == "it":  # "{!it}": somebody, whoever
            return
        if text in self.sets:
            self.used_sets.add(text)
        else:
            self.warnings.append(f"lexicon/{table}.tsv:{n}: {{{text}}} is no set: taken as a single lemma")

    def slot(self, table, n, text):
        """Normal form of a slot: (places, absent, optional, what), None where it is wrong."""
        where, eq, what = text.partition("=")
        absent, optional = where.startswith("!"), where.endswith("?")
        places = where.lstrip("!").rstrip("?").split("|")
        if len(places) > MAX_PLACES or not all(PLACE.match(p) for p in places):
            return self.fault(table, n, f"slot {text!r}: bad place")
        if absent and optional:
            return self.fault(table, n, f"slot {text!r}: '!' and '?'")
        m = WHAT.match(what)
        if table != "status" and not eq or eq and not what or not m:
            return self.fault(table, n, f"slot {text!r}: bad filler")
        if m.group(3):
            self.braces(table, n, m.group(3))
        return tuple(sorted(places)), absent, optional, what

    def frames(self, table):
        seen = {}
        for n, row in self.tables[table]:
            if not TRIGGER.match(row["trigger"]):
                self.fault(table, n, f"bad trigger {row['trigger']!r}")
            parts = row["frame"].split(" ") if row["frame"] else []
            if len(parts) > MAX_SLOTS:
                self.fault(table, n, f"more than {MAX_SLOTS} slots")
            slots = [self.slot(table, n, p) for p in parts]
            if None in slots:
                continue
            taken = [(p, what[:1]) for places, absent, _, what in slots if not absent for p in places]
            if len(set(taken)) != len(taken):
                self.fault(table, n, f"a place stands twice in {row['frame']!r}")
            key = (row["trigger"], frozenset(slots))
            if key in seen:
                self.fault(table, n, f"same trigger and frame as line {seen[key]}: never reached")
            seen.setdefault(key, n)
            if "example" in row and not row["example"]:
                self.fault(table, n, "no example")

    def run(self):
        t = self.tables
        cameo, plover = self.codes("cameo.tsv", "code"), self.codes("plover.tsv", "key")
        self.sets = self.names("sets", "set")
        kinds, acts = self.names("kinds", "kind"), self.names("act_kinds", "act")
        for n, row in t["kinds"]:
            self.worth("kinds", n, row, cameo, plover, ("-",))
            if row["group"] not in GROUPS:
                self.fault("kinds", n, f"no group {row['group']!r}")
        for n, row in t["act_kinds"]:
            self.worth("act_kinds", n, row, cameo, plover, ("-",))
            if row["content"] not in CONTENTS:
                self.fault("act_kinds", n, f"no content {row['content']!r}")
        joins = {}
        for n, row in t["join"]:
            self.worth("join", n, row, cameo, plover, ("=",))
            if row["group"] != "*" and row["group"] not in GROUPS:
                self.fault("join", n, f"no group {row['group']!r}")
            if row["act"] not in acts:
                self.fault("join", n, f"no act {row['act']!r}")
            if (row["act"], row["group"]) in joins:
                self.fault("join", n, f"same as line {joins[row['act'], row['group']]}")
            joins[row["act"], row["group"]] = n
        for n, row in t["sets"]:
            lemmas = row["lemmas"].split(";")
            double = {x for x in lemmas if lemmas.count(x) > 1}
            if double or not all(lemmas) or any(x != x.strip() for x in lemmas):
                self.fault("sets", n, f"doubled or empty lemmas {sorted(double)}")
        for table in ("deeds", "acts", "lights", "status", "cues"):
            self.frames(table)
        for table, column, known in (("deeds", "kind", kinds), ("acts", "act", acts), ("cues", "kind", CUES)):
            for n, row in t[table]:
                if row[column] not in known:
                    self.fault(table, n, f"no {column} {row[column]!r}")
        for n, row in t["status"]:
            for e in row["effect"].split(";"):
                if e not in EFFECTS:
                    self.fault("status", n, f"no effect {e!r}")
        for n, row in t["contexts"]:
            if row["context"] not in CONTEXTS:
                self.fault("contexts", n, f"no context {row['context']!r}")
        for table in ("domains", "register"):
            for n, row in t[table]:
                if not re.match(r"-?\d+(\.\d+)?\Z", row["weight"]):
                    self.fault(table, n, f"weight {row['weight']!r} is no number")
        if "English" not in (row["language"] for _, row in t["languages"]):
            self.fault("languages", 0, "no row of English")
        for n, row in t["lights"]:
            if not re.search(r"[a-z]=(\*|\{)", row["frame"]):
                self.fault("lights", n, "no slot for the noun")
        self.unused(kinds, acts)
        forms = self.dir / "lexicon" / "forms.tsv"
        if not forms.exists() or self.read_forms(forms) != make_forms.table(self.dir / "lexicon"):
            self.faults.append("lexicon/forms.tsv: not up to date: run tools/make_forms.py")

    @staticmethod
    def read_forms(path):
        rows = [x for x in path.read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
        return [tuple(x.split("\t")) for x in rows[1:]]

    def unused(self, kinds, acts):
        for what, names, table, used in (
                ("kind", kinds, "kinds", {r["kind"] for _, r in self.tables["deeds"]}),
                ("act", acts, "act_kinds", {r["act"] for _, r in self.tables["acts"]} | {"intend"}),
                ("set", self.sets, "sets", self.used_sets | {"partitive", "count-noun", "instrument", "mishap", "violence", "harm"})):
            for name, n in names.items():
                if name not in used:
                    self.warnings.append(f"lexicon/{table}.tsv:{n}: {what} {name!r} is not used")


def main():
    default = pathlib.Path(__file__).resolve().parent.parent / "data"
    c = Checker(sys.argv[1] if len(sys.argv) > 1 else default)
    c.run()
    for line in c.faults:
        print(line)
    for line in c.warnings:
        print(line + " (warning)")
    print(", ".join(f"{len(c.tables[t])} {t}" for t in COLUMNS) + f": {len(c.faults)} faults, {len(c.warnings)} warnings")
    return 1 if c.faults else 0


if __name__ == "__main__":
    sys.exit(main())
