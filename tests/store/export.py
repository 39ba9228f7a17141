#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports read back by code that did not write them: number and names of columns, form of every cell, and which records there are,
worked out here from the store's tables.

usage: export.py PROGRAM LAYOUTS"""
import csv
import datetime
import io
import itertools
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

FAILED = []
STORIES = [
    {"id": "one", "date": "2024-05-16", "publisher": "Lake Wire", "url": "https://news.example/one?x=1&y=2", "headline": "Kenya and Uganda agree on border",
     "text": "NAIROBI - Kenya and Uganda signed a border agreement in Nairobi on Wednesday. Kenyan police arrested three Ugandan protesters. "
             "President William Ruto met Ugandan President Yoweri Museveni in Kampala. Uganda denied that its troops had attacked Kenya."},
    {"id": "two\ttabbed", "date": "2024-05-17", "publisher": "Hill \"Post\", daily", "headline": "",
     "text": "Russia shelled Ukraine, killing 12 civilians in Kharkiv. NATO condemned Russia. The World Food Programme gave food to Sudan. "
             "Gunmen killed a journalist in Texas. Côte d'Ivoire accused Émile Tanoh of treason."},
    {"id": "three", "date": "2024-05-18", "headline": "<b>Clash</b> \u202etxet",
     "text": "Sudanese soldiers clashed with rebels on Friday. The European Union imposed sanctions on Belarus. The court sentenced five soldiers."},
]
COLUMNS = {"gdelt": 61, "gdelt-mentions": 16, "icews": 20, "phoenix": 26, "polecat": 40}
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
COMPACT = re.compile(r"\d{8}$")
TYPES = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
         "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def check(what, ok, more=""):
    if not ok:
        FAILED.append(what)
        print("FAILED:", what, more)


def table(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#")]
    return {row[0]: dict(zip(lines[0], row)) for row in lines[1:]}


class Records:
    """What ought to be written, from the tables of the store and plain Python."""

    def __init__(self, db, layouts):
        c = sqlite3.connect(db)
        c.row_factory = sqlite3.Row
        self.countries, self.sectors, self.orgs = (table(layouts / f"{n}.tsv") for n in ("countries", "sectors", "organisations"))
        self.events = [dict(r) for r in c.execute("SELECT m.*, s.date AS told FROM mention m JOIN story s USING (story) WHERE lead = 1 AND counted = 1")]
        self.mentions = [dict(r) for r in c.execute("SELECT * FROM mention")]
        self.side = {}
        for r in c.execute("SELECT p.mention, p.role, p.code, e.country, e.sectors, e.name FROM party p JOIN entity e USING (story, entity) ORDER BY p.mention, p.role, p.n"):
            self.side.setdefault((r["mention"], r["role"]), []).append(self.cameo(r))
        c.close()

    def cameo(self, r):
        roles = "".join(self.sectors[r["sectors"][i:i + 3]]["cameo"] for i in range(0, len(r["sectors"]), 3))
        if r["code"] in self.orgs:
            return self.orgs[r["code"]]["cameo"]
        if r["country"]:
            return self.countries[r["country"]]["cameo"] + roles
        return roles if r["code"].startswith("---") else r["code"]

    def pairs(self, e):
        actors, recipients = self.side.get((e["mention"], "actor"), []), self.side.get((e["mention"], "recipient"), [])
        if not recipients and len(actors) > 1 and (e["type"] in ("CONSULT", "COOPERATE", "AGREE") or e["cameo"] == "057" or e["cameo"].startswith("19")):
            return list(itertools.permutations(actors, 2))
        return list(itertools.product(actors or [""], recipients or [""]))


def rows(box, layout, *more):
    done = subprocess.run([box["program"], "export", "--as", layout, *more, box["db"]], capture_output=True, check=False)
    check(f"{layout}: exit status", done.returncode == 0, done.stderr)
    return done.stdout.decode("utf-8")


def tabs(text, layout, header):
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    check(f"{layout}: {COLUMNS[layout]} columns", all(len(line) == COLUMNS[layout] for line in lines), {len(line) for line in lines})
    return lines[header:]


def same(what, got, want):
    got, want = sorted(got), sorted(want)
    check(what, got == want, f"\n  got  {got[:6]}\n  want {want[:6]}")


def gdelt(box, r):
    out = tabs(rows(box, "gdelt"), "gdelt", 0)
    same("gdelt: pairs", [(x[5], x[15], x[26]) for x in out],
         [(a, b, e["cameo"]) for e in r.events for a, b in r.pairs(e) if a or b])
    check("gdelt: ids are single", len({x[0] for x in out}) == len(out))
    for x in out:
        day = datetime.date(int(x[1][:4]), int(x[1][4:6]), int(x[1][6:]))
        check("gdelt: month and year", x[2] == f"{day:%Y%m}" and x[3] == f"{day:%Y}", x)
        check("gdelt: fraction", abs(float(x[4]) - day.year - ((day.month - 1) * 30 + day.day) / 365) < 1e-4, x)
        check("gdelt: code, base, root", x[26].startswith(x[27]) and x[27].startswith(x[28]) and len(x[28]) == 2 and len(x[27]) <= 3, x)
        check("gdelt: quad", x[29] == {1: "1", 6: "2", 10: "3", 15: "4"}[max(n for n in (1, 6, 10, 15) if n <= int(x[28]))] or x[28] in ("09", "14"), x)
        check("gdelt: a place has its country", (x[51] == "0") == (x[53] == "") and re.fullmatch("([A-Z]{2})?", x[53]), x)
        check("gdelt: names in capitals", x[6] == x[6].upper() and x[16] == x[16].upper(), x)
        check("gdelt: added", re.fullmatch(r"\d{14}", x[59]), x)
    check("gdelt: letters of all kinds", any("CÔTE" in x[6] or "IVORY" in x[6] or "ÉMILE" in x[16] for x in out), [x[6] for x in out])
    mentions = tabs(rows(box, "gdelt-mentions"), "gdelt-mentions", 0)
    check("gdelt-mentions: of events there", {x[0] for x in mentions} == {x[0] for x in out})
    check("gdelt-mentions: forms", all(x[3] in "12" and 10 <= int(x[11]) <= 100 and int(x[12]) > 0 for x in mentions))
    check("gdelt-mentions: domain", any(x[4] == "news.example" for x in mentions), {x[4] for x in mentions})


def dyadic(box, r):
    out = tabs(rows(box, "icews"), "icews", 1)
    same("icews: codes of events with both sides", [x[6] for x in out], [e["cameo"] for e in r.events for a, b in named(r, e)])
    check("icews: dates, numbers", all(DAY.match(x[1]) and int(x[12]) >= 1 and (not x[18] or -90 <= float(x[18]) <= 90) for x in out))
    names = {c["name"] for c in r.countries.values()} | {""}
    check("icews: countries by name", all(x[4] in names and x[10] in names and x[17] in names for x in out))
    out = tabs(rows(box, "phoenix"), "phoenix", 0)
    same("phoenix: pairs", [(x[5], x[9], x[13]) for x in out], [(a, b, e["cameo"]) for e in r.events for a, b in r.pairs(e) if a and b])
    check("phoenix: date parts", all(COMPACT.match(x[1]) and x[1] == x[2] + x[3] + x[4] for x in out))
    check("phoenix: classes 0 to 4", all(x[15] in "01234" and float(x[16]) is not None for x in out))
    check("phoenix: parts make the code", all(x[5].startswith(x[6]) and x[7] in x[5] for x in out))
    lines = [line.split("\t") for line in rows(box, "petrarch2").split("\n")[:-1]]
    check("petrarch2: 10 columns, 11 with a url", all(len(x) == (11 if any(c.startswith("https://") for c in x) else 10) for x in lines), lines[:2])
    check("petrarch2: forms", all(COMPACT.match(x[0]) and re.fullmatch("---[A-Z]*|[A-Z]{3,}", x[1]) and re.fullmatch(r"\d{2,4}", x[3]) for x in lines))


def named(r, e):
    """Pairs whose sides both have a name, which all parties have."""
    return [(a, b) for a, b in r.pairs(e) if (a or r.side.get((e["mention"], "actor"))) and (b or len(r.side.get((e["mention"], "recipient"), [])))]


def plover(box, r):
    out = tabs(rows(box, "polecat"), "polecat", 1)
    same("polecat: an event a row", [(x[2], x[3]) for x in out], [(e["type"], e["mode"] or "None") for e in r.events])
    check("polecat: types, dates, lists", all(x[2] in TYPES and DAY.match(x[1]) and len(x[7].split("; ")) == len(x[8].split("; ")) == len(x[9].split("; ")) for x in out))
    check("polecat: no empty cell", all(all(x) for x in out))
    records = [json.loads(line) for line in rows(box, "plover", "--status", "all", "--mentions").splitlines()]
    same("plover: every mention", [(x["event"][0], x["quad_code"]) for x in records], [(m["type"], m["quad"]) for m in r.mentions])
    check("plover: denied ones say so", any("negation" in x["context"] for x in records) == any(m["polarity"] == "negated" for m in r.mentions))
    check("plover: entities", all(set(a) <= {"code", "sector", "entity_text", "identifier_text"} for x in records for a in x["actor"] + x["recipient"]))


def plain(box, r):
    cells = list(csv.reader(io.StringIO(rows(box, "csv"), newline="")))
    check("csv: columns", {len(c) for c in cells} == {len(cells[0])} and "actor_codes" in cells[0])
    same("csv: records", [c[cells[0].index("mention")] for c in cells[1:]], [str(e["mention"]) for e in r.events])
    publisher = {c[cells[0].index("publisher")] for c in cells[1:]}
    check("csv: quotes and commas", 'Hill "Post", daily' in publisher, publisher)
    world = json.loads(rows(box, "geojson"))
    check("geojson: a collection", world["type"] == "FeatureCollection" and world["features"])
    for f in world["features"]:
        lon, lat = f["geometry"]["coordinates"]
        check("geojson: points", f["type"] == "Feature" and -180 <= lon <= 180 and -90 <= lat <= 90, f)
    same("geojson: all with a point", [f["id"] for f in world["features"]], [c[cells[0].index("id")] for c in cells[1:] if c[cells[0].index("lat")]])


def own(box, tmp):
    """Layouts of a user, good and bad."""
    for text, status, message in (("--: cells csv\n--: header yes\nSELECT type, count(*) AS n FROM picked JOIN mention USING (mention) GROUP BY 1", 0, "type,n"),
                                  ("--: cells tabs\nSELECT 1", 2, ":1: 'cells tabs' is no directive"), ("DELETE FROM story", 2, "no SELECT"),
                                  ("SELECT absent FROM nowhere", 4, "no such table"), ("", 2, "no SELECT")):
        path = tmp / "own.sql"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([box["program"], "export", "--as", path, box["db"]], capture_output=True, text=True, check=False)
        check(f"own layout: {text[:20]}", done.returncode == status and message in done.stdout + done.stderr, done)
    done = subprocess.run([box["program"], "export", "--as", "excel", box["db"]], capture_output=True, text=True, check=False)
    check("no such layout", done.returncode == 2 and "'excel' is not one of csv, gdelt" in done.stderr, done.stderr)
    done = subprocess.run([box["program"], "export", "--as", "csv", tmp / "none.db"], capture_output=True, text=True, check=False)
    check("no such store", done.returncode == 4 and "No such file" in done.stderr, done.stderr)


def main():
    program, layouts = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as tmp:
        box = {"program": program, "db": pathlib.Path(tmp) / "news.db"}
        news = pathlib.Path(tmp) / "news.jsonl"
        news.write_text("".join(json.dumps(s) + "\n" for s in STORIES), encoding="utf-8")
        subprocess.run([program, "ingest", box["db"], news], check=True, capture_output=True)
        before = box["db"].read_bytes()
        r = Records(box["db"], layouts)
        check("there is something to write", len(r.events) >= 8, len(r.events))
        for part in (gdelt, dyadic, plover, plain):
            part(box, r)
        own(box, pathlib.Path(tmp))
        check("the store is as it was", box["db"].read_bytes() == before)
    print(f"{len(FAILED)} of the checks of exports failed" if FAILED else "all checks of exports hold")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
