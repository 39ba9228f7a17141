#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check the tables of data/actors against each other.

usage: check_actors.py [DATA_DIR]        (default: ../data beside this file)
Prints one line per fault, "actors/persons.tsv:17: ...  [name]", and a summary; exit status 1 where there is a fault.

Checked: columns and cells (tabs, blanks, empty or doubled list items, typographic quotes); codes of countries, sectors and
organisations; dates (form, order); two holders of an office that has one holder at a time; one person twice in one
office at one time; a person's name that two states claim at one time; a key that two rows of one table give two codes
at one time; notes about keys that are not there.
A comment "# allow: NAME  why" in the table lets the fault of that [name] pass; one that no fault needs is a fault.
"""
import collections
import pathlib
import re
import sys

COLUMNS = {
    "countries": "iso3 name names adjectives demonyms capital seats former note source",
    "regions": "name names adjectives demonyms capital iso3 sectors note source",
    "persons": "name aliases iso3 sectors org office start end source",
    "orgs": "code name names acronyms kind iso3 sectors note source",
    "groups": "name names iso3 sectors kind start end note source",
    "roles": "lemma names sectors kind weight source",
    "ethnic": "name names iso3 code note source",
}
KEYS = {
    "countries": "name names adjectives demonyms capital seats", "regions": "name names adjectives demonyms capital",
    "persons": "name aliases", "orgs": "name names acronyms", "groups": "name names", "roles": "lemma names",
    "ethnic": "name names",
}
# CAMEO's and PLOVER's roles, and the classes that organisations carry in place of a country.
SECTORS = set("""COP GOV INS JUD MIL OPP REB SEP SPY UAF PTY AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF MOD
RAD IGO IMG INT MNC NGM NGO UIS SET REL PRM UNK PRE SOC""".split())
CLASSES = ("IGO", "NGO", "MNC", "NGM", "IMG")
KINDS = {
    "orgs": set("IGO NGO NGM MNC GOV MIL COP LEG JUD SPY MED UNI BUS LAB CRM REL group".split()),
    "groups": {"armed group", "party", "movement", "religious"},
    "roles": {"person", "group", "body", "place-body", "equipment", "thing", "person-title", "group-title", "body-title"},
}
MARKS = {"ambiguous", "acronym-strict"}
SINGLE = {"president", "king", "emir", "sultan", "pope", "supreme leader", "prime minister", "chief executive",
          "foreign minister", "defence minister", "interior minister", "home secretary", "finance minister",
          "attorney general", "treasury secretary", "national security adviser", "house speaker", "governor-general",
          "IAEA director general", "NATO secretary-general", "WHO director general", "secretary-general"}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
SLACK = 5  # days that two holders may share at a handover


def day(date, last):
    """Number of a date's first or last possible day; an empty one is the beginning or the end of time."""
    if not date:
        return 10**7 if last else 0
    parts = [int(p) for p in date.split("-")]
    parts += [12, 31][len(parts) - 1:] if last else [1, 1][len(parts) - 1:]
    return parts[0] * 372 + parts[1] * 31 + parts[2]


def surely_overlap(a, b, slack):
    """a, b: (start, end) as written. True only where every reading of the dates overlaps by more than slack days."""
    start = max(day(a[0], True) if a[0] else 0, day(b[0], True) if b[0] else 0)
    end = min(day(a[1], False) if a[1] else 10**7, day(b[1], False) if b[1] else 10**7)
    return end - start > slack


class Table:
    """Rows of one file as dictionaries with their line, and the faults found in it."""

    def __init__(self, data, name):
        self.name, self.rows, self.faults, self.allow = name, [], [], {}
        columns = COLUMNS[name].split()
        header = None
        for number, line in enumerate((data / "actors" / (name + ".tsv")).read_text("utf-8").split("\n"), 1):
            if line.startswith("# allow: "):
                self.allow[line[9:].split("  ")[0].strip()] = number
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if cells != columns:
                    self.fault(number, "columns are not: " + " ".join(columns), "columns")
            elif len(cells) != len(columns):
                self.fault(number, f"{len(cells)} cells, not {len(columns)}", f"cells {number}")
            else:
                self.rows.append(dict(zip(columns, cells), line=number))
                self.check_cells(self.rows[-1])

    def fault(self, line, text, name):
        self.faults.append((line, text, name))

    def check_cells(self, row):
        for column, cell in row.items():
            if column == "line":
                continue
            if cell != cell.strip() or "  " in cell or re.search("[‘’“”–—]", cell):
                self.fault(row["line"], f"{column}: blanks or typographic quotes: {cell!r}", f"cell {row['line']}")
            items = cell.split(";") if column in KEYS[self.name].split() + ["note"] else [cell]
            if cell and (not all(items) or len(set(items)) != len(items) or any(i != i.strip() for i in items)):
                self.fault(row["line"], f"{column}: empty or doubled item: {cell!r}", f"items {row['line']}")
        if not row["source"]:
            self.fault(row["line"], "no source", f"source {row['line']}")

    def keys(self, row):
        return {k for c in KEYS[self.name].split() for k in row[c].split(";") if k}


def term(row):
    """(start, end) in which a row holds."""
    if "former" in row:
        return tuple((row["former"] + "/").split("/")[:2])
    return row.get("start", ""), row.get("end", "")


def check_codes(tables):
    countries = {r["iso3"] for r in tables["countries"].rows}
    orgs = {r["code"] for r in tables["orgs"].rows}
    for t in tables.values():
        for r in t.rows:
            line, label = r["line"], r.get("name", r.get("lemma"))
            if r.get("iso3") and r["iso3"] not in countries:
                t.fault(line, f"no country {r['iso3']}", f"country {label}")
            sectors = r.get("sectors", r.get("code", "")) if t.name != "orgs" else r["sectors"]
            if t.name != "countries" and not all(sectors[i:i + 3] in SECTORS for i in range(0, len(sectors), 3)):
                t.fault(line, f"no sectors {sectors}", f"sectors {label}")
            if r.get("org") and r["org"] not in orgs:
                t.fault(line, f"no organisation {r['org']}", f"org {label}")
            if t.name in KINDS and r["kind"] not in KINDS[t.name]:
                t.fault(line, f"no kind {r['kind']}", f"kind {label}")
            if t.name == "orgs" and not r["code"].startswith(CLASSES) and r["code"] != (r["iso3"] or "---") + r["sectors"]:
                t.fault(line, f"code {r['code']} is not country and sectors", f"code {label}")
            if t.name == "persons" and not (r["sectors"] and r["office"]):
                t.fault(line, "no sectors or no office", f"office {label}")
            if t.name == "roles" and (r["weight"] not in ("strong", "weak") or r["lemma"] != r["lemma"].lower()):
                t.fault(line, "weight or upper case", f"role {label}")
            for mark in filter(None, r.get("note", "").split(";")):
                kind, _, key = mark.partition(":")
                if kind not in MARKS or key not in t.keys(r):
                    t.fault(line, f"note {mark!r}: no such mark or key", f"note {label}")


def check_dates(t):
    for r in t.rows:
        start, end = term(r)
        for d in (start, end):
            if d and not (DATE.match(d) and "1900" <= d < "2040"):
                t.fault(r["line"], f"date {d}", f"date {r['name']}")
        if start and end and day(start, False) > day(end, True):
            t.fault(r["line"], f"{start} after {end}", f"order {r['name']}")


def check_terms(t):
    """One holder at a time; no person twice in one office; no name claimed by two states at one time."""
    offices, names = collections.defaultdict(list), collections.defaultdict(list)
    for r in t.rows:
        offices[r["iso3"], r["org"], r["office"]].append(r)
        for key in t.keys(r):
            names[key].append(r)
    for (iso3, org, office), rows in offices.items():
        rows.sort(key=lambda r: (day(r["start"], False), r["line"]))
        for i, a in enumerate(rows):
            for b in rows[i + 1:]:
                same = a["name"] == b["name"]
                if (same or office in SINGLE) and surely_overlap(term(a), term(b), SLACK if not same else -1):
                    t.fault(b["line"], f"{b['name']} {term(b)} and {a['name']} {term(a)}, line {a['line']}, both {office}",
                            f"overlap {iso3 or org} {office} {b['start']}")
    for key, rows in names.items():
        for i, a in enumerate(rows):
            for b in rows[i + 1:]:
                other = a["iso3"] != b["iso3"] or a["name"] != b["name"]
                if other and not (a["org"] and b["org"] and a["name"] == b["name"]) and \
                        surely_overlap(term(a), term(b), 400 if a["name"] == b["name"] else 0):
                    t.fault(b["line"], f"{key!r} is also line {a['line']}: {a['name']} {a['iso3']}", f"name {key}")


def check_keys(t):
    """One key, one code at one time, unless the note says that the key is ambiguous."""
    held = collections.defaultdict(list)
    for r in t.rows:
        code = r["code"] + r["sectors"] if t.name == "orgs" else r.get("iso3", "") + r.get("sectors", r.get("code", ""))
        for key in t.keys(r):
            held[key].append((code, r))
    for key, hits in held.items():
        for i, (code, a) in enumerate(hits):
            for other, b in hits[i + 1:]:
                if (t.name == "roles" or code != other) and surely_overlap(term(a), term(b), 0) and \
                        not all("ambiguous:" + key in r.get("note", "").split(";") for r in (a, b)):
                    t.fault(b["line"], f"{key!r} is {other}, and {code} in line {a['line']}", f"key {key}")


def main(argv):
    data = pathlib.Path(argv[1]) if len(argv) > 1 else pathlib.Path(__file__).resolve().parent.parent / "data"
    tables = {name: Table(data, name) for name in COLUMNS}
    check_codes(tables)
    for name in ("countries", "persons", "groups"):
        check_dates(tables[name])
    check_terms(tables["persons"])
    for name in ("countries", "regions", "orgs", "groups", "roles", "ethnic"):
        check_keys(tables[name])
    n = 0
    for t in tables.values():
        needed = set()
        for line, text, name in sorted(t.faults):
            if name in t.allow:
                needed.add(name)
                continue
            n += 1
            print(f"actors/{t.name}.tsv:{line}: {text}  [{name}]")
        for name in sorted(set(t.allow) - needed):
            n += 1
            print(f"actors/{t.name}.tsv:{t.allow[name]}: nothing needs this allowance  [{name}]")
    print(f"{sum(len(t.rows) for t in tables.values())} rows in {len(tables)} tables, {n} faults")
    return 1 if n else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
