#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""dateline query against answers that were had without it: every filter, every group, every measure, and many together, counted
in Python from what 'dateline code' prints; and the plan of each statement, which must not read a table from end to end.

usage: query.py PROGRAM [TYPES]
TYPES: data/cameo/plover.tsv, whose types and modes the program must know."""
import csv
import datetime
import io
import itertools
import json
import math
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

FAILED = []
N_CHECKS = [0]


def check(what, ok, more=""):
    N_CHECKS[0] += 1
    if not ok:
        FAILED.append(what)
        print("FAILED:", what, str(more)[:1500])


# ---- stories of our own: one event seldom resembles another, and no two stories are of one day ----

SIDES = ["Peru", "Chile", "Brazil", "France", "Iraq", "Kenya", "Japan", "Mexico"]
PEOPLE = {"Peru": "Peruvian", "Chile": "Chilean", "Brazil": "Brazilian", "France": "French", "Iraq": "Iraqi", "Kenya": "Kenyan",
          "Japan": "Japanese", "Mexico": "Mexican"}
CITIES = ["Lima", "Santiago", "Paris", "Baghdad", "Basra", "Nairobi", "Tokyo", "Mosul"]
DEEDS = ["{A} troops attacked {b} forces in {city} on Monday.", "{A} police arrested 12 protesters in {city}.",
         "{a} accused {b} of breaking the ceasefire.", "{a} denied that its troops had attacked {b}.",
         "{a} will send food aid to {b}, the {A} foreign minister said.", "Thousands of people protested in {city} on Sunday.",
         "{a} said that {b} had bombed {city} on Friday.", "{a} and {b} signed a trade agreement in {city}.",
         "{a} imposed sanctions on {b} in March.", "The president of {a} met the prime minister of {b} in {city}.",
         "{a} threatened to attack {b}.", "{A} rebels killed two {b} soldiers near {city} last year.",
         "{a} asked {b} to withdraw its troops.", "The United Nations praised {a} and {b} for the talks.",
         "{A} aircraft bombed {city} on Tuesday, {b} said.", "{a} rejected a proposal of {b}."]


def stories():
    out = []
    for i in range(72):
        a, b = SIDES[i % 8], SIDES[(i * 3 + 1 + i // 8) % 8]
        if a == b:
            b = SIDES[(i + 4) % 8]
        city = CITIES[(i * 5 + i // 8) % 8]
        day = datetime.date(2021, 1, 4) + datetime.timedelta(days=17 * i)
        head = DEEDS[i % len(DEEDS)].format(a=a, b=b, A=PEOPLE[a], city=city)[:-1]  # told twice: one event, two records
        lines = [DEEDS[(i + k * 5) % len(DEEDS)].format(a=a, b=b, A=PEOPLE[a], city=city) for k in range(4)]
        out.append({"id": f"story-{i:02d}", "date": str(day), "publisher": f"Agency {i % 5}", "headline": head if i % 3 else f"{a} and {b}: the day",
                    "text": " ".join(lines)})
    return out


# ---- the same questions, answered in Python ----

class Event:
    """What stands for it, and all that tell of it."""

    def __init__(self, number, records):
        self.number, self.records = number, records
        self.lead = max(records, key=telling)  # the first of equals


def telling(r):
    return ((r["polarity"] == "affirmed") * 1000 + (r["time"] != "future") * 300 +
            {"asserted": 2, "claimed": 1}.get(r["modality"], 0) * 100 + (bool(r["actors"]) + bool(r["recipients"])) * 10 + r["confidence"])


def counted(r):
    return r["polarity"] == "affirmed" and r["time"] != "future" and r["modality"] in ("asserted", "claimed")


def first_day(date):
    if re.fullmatch(r"\d{4}", date):
        return date + "-01-01"
    if re.fullmatch(r"\d{4}-Q[1-4]", date):
        return f"{date[:4]}-{3 * int(date[6]) - 2:02d}-01"
    if re.fullmatch(r"\d{4}-W\d\d", date):
        return datetime.datetime.strptime(date + "-1", "%G-W%V-%u").date().isoformat()
    if re.fullmatch(r"\d{4}-\d\d", date):
        return date + "-01"
    return date[:10]


def last_day(date):
    first = datetime.date.fromisoformat(first_day(date))
    months = {4: 12, 7: 3 if "Q" in date else 1}.get(len(date))
    if months:
        n = first.year * 12 + first.month - 1 + months
        return (datetime.date(n // 12, n % 12 + 1, 1) - datetime.timedelta(days=1)).isoformat()
    return (first + datetime.timedelta(days=6 if "W" in date else 0)).isoformat()


def is_who(party, value):
    if re.fullmatch(r"([A-Z-]{3})+", value):
        return party["code"].startswith(value)
    return party["name"].lower() == value.lower()


def side(role):
    return lambda r, v: any(is_who(p, v) for p in r[role])


def sector(*roles):
    return lambda r, v: any(v in p["sectors"] for role in roles for p in r[role])


def near(r, value):
    lat, lon, km = map(float, value.split(","))
    place = r["place"] or {}
    if place.get("lat") is None:
        return False
    p, q = math.radians(lat), math.radians(place["lat"])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(place["lon"] - lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h)) <= km


def has_words(story, value):
    words = re.findall(r"\w+", (story["headline"] + " " + story["text"]).lower())
    return all(w.lower() in words for w in value.split(" AND "))


STATUS_OF = {w: k for k, ws in (("polarity", "affirmed negated"), ("time", "past future historical"),
                                ("modality", "asserted claimed possible hypothetical requested promised threatened")) for w in ws.split()}


def has_status(r, values):
    for key in ("polarity", "time", "modality"):
        words = [v for v in values if STATUS_OF.get(v) == key]
        if words and r[key] not in words:
            return False
    return "counted" not in values or counted(r)


OF_LEAD = {
    "type": lambda r, v: r["type"] == v,
    "mode": lambda r, v: v in (r["mode"], r["type"] + "-" + r["mode"]) and r["mode"] != "",
    "cameo": lambda r, v: r["cameo"].startswith(v),
    "quad": lambda r, v: str(r["quad"]) == v,
    "context": lambda r, v: v in r["contexts"],
    "actor": side("actors"),
    "recipient": side("recipients"),
    "either": lambda r, v: any(is_who(p, v) for p in r["actors"] + r["recipients"]),
    "sector": sector("actors", "recipients"),
    "actor-sector": sector("actors"),
    "recipient-sector": sector("recipients"),
    "country": lambda r, v: (r["place"] or {}).get("country") == v,
    "place": lambda r, v: (r["place"] or {}).get("name", "").lower() == v.lower(),
    "near": near,
    "since": lambda r, v: r["date"] != "" and first_day(r["date"]) >= first_day(v),
    "until": lambda r, v: r["date"] != "" and first_day(r["date"]) <= last_day(v),
    "date": lambda r, v: r["date"] != "" and first_day(v) <= first_day(r["date"]) <= last_day(v),
    "confidence": lambda r, v: r["confidence"] >= float(v),
}


def holds(event, name, values, told):
    if name == "status":
        return has_status(event.lead, values)
    if name in OF_LEAD:
        return any(OF_LEAD[name](event.lead, v) for v in values)
    if name == "by":
        return any(is_who(p, v) for r in event.records for p in r["by"] for v in values)
    test = {"text": lambda s, v: has_words(s, v), "source": lambda s, v: s["publisher"] == v, "story": lambda s, v: s["id"] == v}[name]
    return any(test(told[r["story"]], v) for r in event.records for v in values)


def fine(r, levels, value):
    return value if r["date_granularity"] in levels else ""


def week(day):
    year, number, _ = datetime.date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02d}"


def country_or_code(p):
    return p["country"] or p["code"]


def quarter(day):
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def keys_of(event, group, told):
    """The rows in which an event is, as tuples: several where it has several actors, none where it has no dyad."""
    r = event.lead
    day = first_day(r["date"]) if r["date"] else ""
    place = r["place"] or {}
    d = ("day", "hour")
    one = {
        "day": lambda: fine(r, d, day), "week": lambda: fine(r, ("week",) + d, day and week(day)),
        "month": lambda: fine(r, ("month", "week") + d, day[:7]),
        "quarter": lambda: fine(r, ("quarter", "month", "week") + d, day and quarter(day)), "year": lambda: day[:4],
        "type": lambda: r["type"], "mode": lambda: r["mode"], "cameo": lambda: r["cameo"], "root": lambda: r["cameo"][:2],
        "quad": lambda: str(r["quad"]), "country": lambda: place.get("country", ""), "place": lambda: place.get("name", ""),
        "modality": lambda: r["modality"]}
    if group in one:
        return {(one[group](),)}
    if group == "point":
        return {tuple("" if place.get(k) is None else f"{place[k]:.9g}" for k in ("lat", "lon"))}
    if group == "dyad":
        return {(country_or_code(a), country_or_code(b)) for a in r["actors"] for b in r["recipients"]}
    if group == "context":
        return {(c,) for c in r["contexts"]} or {("",)}
    if group == "source":
        return {(told[x["story"]]["publisher"],) for x in event.records}
    role = {"actor": "actors", "recipient": "recipients"}[group.split("-")[0]]
    value = (lambda p: p["code"]) if group.endswith("-code") else country_or_code
    return {(value(p),) for p in r[role]} or {("",)}


def measure(events, name, told):
    if name == "events":
        return len(events)
    if name == "mentions":
        return sum(len(e.records) for e in events)
    if name == "stories":
        return len({r["story"] for e in events for r in e.records})
    if name == "sources":  # none of these stories is a copy
        return len({told[r["story"]]["publisher"] for e in events for r in e.records})
    scores = [e.lead["goldstein"] for e in events if e.lead["goldstein"] is not None]
    return sum(scores) / len(scores) if scores else None


# ---- the program ----

class Asker:
    def __init__(self, program, tmp):
        self.program, self.db = program, pathlib.Path(tmp) / "q.db"
        self.told = {s["id"]: s for s in stories()}
        news = pathlib.Path(tmp) / "news.jsonl"
        news.write_text("".join(json.dumps(s) + "\n" for s in self.told.values()), encoding="utf-8")
        self.run("ingest", self.db, news)
        self.c = sqlite3.connect(f"file:{self.db}?mode=ro", uri=True)
        self.large = sqlite3.connect(pathlib.Path(tmp) / "large.db")
        self.c.backup(self.large)  # of 300 rows SQLite would rather read all; without their number it takes tables for large
        self.large.executescript("DELETE FROM sqlite_stat1; ANALYZE sqlite_schema;")
        numbers = dict(self.c.execute("SELECT id, event FROM mentions"))
        events = {}
        for line in self.run("code", news).stdout.splitlines():
            r = json.loads(line)
            events.setdefault(numbers[r["id"]], []).append(r)
        self.events = [Event(n, records) for n, records in events.items()]

    def run(self, *args):
        return subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, timeout=120, check=False)

    def rows(self, *args):
        done = self.run("query", self.db, "--format", "csv", *args)
        check(f"runs: {args}", done.returncode == 0, done.stderr)
        rows = list(csv.reader(io.StringIO(done.stdout)))
        self.same_sql(args, rows)
        return rows[0], rows[1:]

    def same_sql(self, args, rows):
        """The SQL that is shown gives the same rows to another program, and reads no table from end to end."""
        sql = self.run("query", self.db, "--format", "sql", *args).stdout
        cursor = self.c.execute(sql)
        names = [d[0] for d in cursor.description]

        def cell(x):
            return "" if x is None else f"{x:.9g}" if isinstance(x, float) else str(x)
        check(f"sql: {args}", [names] + [[cell(x) for x in row] for row in cursor] == rows, sql)
        plan = [row[3] for row in self.large.execute("EXPLAIN QUERY PLAN " + sql)]
        scans = [p for p in plan if p.startswith("SCAN ") and not re.match(r"SCAN (d\b|CONSTANT ROW|\d+ CONSTANT|\w+ VIRTUAL TABLE INDEX \d+:M)", p)
                 and not re.match(r"SCAN \(?subquery", p, re.I)]
        check(f"plan: {args}", not scans, f"{scans}\n{sql}\n" + "\n".join(plan))


def asked(filters):
    return list(itertools.chain.from_iterable(("--" + name, v) for name, values in filters for v in values))


def fit(q, filters):
    names = [name for name, _ in filters]
    return [e for e in q.events if ("status" in names or counted(e.lead)) and all(holds(e, n, v, q.told) for n, v in filters)]


def check_list(q, filters):
    header, rows = q.rows(*asked(filters))
    got = [int(row[header.index("event")]) for row in rows]
    want = {e.number for e in fit(q, filters)}
    check(f"events: {filters}", set(got) == want and len(got) == len(want), f"{len(got)} got, {len(want)} wanted")
    return len(want)


def check_groups(q, filters, groups, measures):
    header, rows = q.rows(*asked(filters), *(["--group", ",".join(groups)] if groups else []), "--measure", ",".join(measures))
    cells = {}
    for e in fit(q, filters):
        for parts in itertools.product(*(keys_of(e, g, q.told) for g in groups)):
            cells.setdefault(sum(parts, ()), []).append(e)
    if not groups:
        cells.setdefault((), [])
    n = len(header) - len(measures)
    got = {tuple(row[:n]): row[n:] for row in rows}
    check(f"groups of {filters}: {groups}", set(got) == set(cells) and len(got) == len(rows), f"{set(got) ^ set(cells)}")
    for key, events in cells.items():
        for name, value in zip(measures, got.get(key, [])):
            want = measure(events, name, q.told)
            same = (value == "" and want in (None, 0)) or (value != "" and want is not None and abs(float(value) - want) < 0.0006)
            check(f"{name} of {filters}: {groups} {key}", same, f"{value} got, {want} wanted")


FILTERS = {
    "type": [["ASSAULT"], ["PROTEST", "ACCUSE"]], "mode": [["aerial"], ["COERCE-arrest"], ["allege", "demo"]],
    "cameo": [["19"], ["112", "18"], ["1"]], "quad": [["4"], ["1", "2"]], "context": [["military"], ["military", "economic"]],
    "actor": [["PER"], ["PERMIL"], ["Peru"], ["CHL", "France", "IGO"]], "recipient": [["CHL"], ["BRA", "kenya"]],
    "either": [["IRQ"], ["JPNGOV", "MEX"]], "sector": [["MIL"], ["GOV", "CVL"]], "actor-sector": [["COP"]], "recipient-sector": [["MIL"]],
    "country": [["PER"], ["IRQ", "FRA"]], "place": [["Lima"], ["baghdad", "Tokyo"]],
    "near": [["33.3,44.4,200"], ["-12,-77,100", "35.7,139.7,50"], ["0,0,20038"], ["89,10,6000"], ["-20,179,9000"]],
    "since": [["2022-03"], ["2023"]], "until": [["2022-Q2"], ["2021-W20"]], "date": [["2022"], ["2021-05", "2023-02-13"], ["2022-W10", "2021-Q3"]],
    "status": [["all"], ["negated"], ["future", "past"], ["claimed"], ["negated", "asserted", "claimed"], ["counted", "claimed"]],
    "by": [["PER"], ["CHL", "Japan"]], "text": [["ceasefire"], ["ceasefire AND troops"], ["sanctions", "trade"]],
    "source": [["Agency 1"], ["Agency 2", "Agency 3"]], "story": [["story-03"]], "confidence": [["0.6"]],
}
GROUPS = ["day", "week", "month", "quarter", "year", "actor", "recipient", "dyad", "actor-code", "recipient-code", "type", "mode", "cameo",
          "root", "quad", "context", "country", "place", "point", "source", "modality"]
MEASURES = ["events", "mentions", "stories", "sources", "goldstein"]
PAIRS = [("month", "type"), ("year", "dyad"), ("actor", "recipient"), ("quarter", "actor", "quad"), ("source", "type"), ("country", "week"),
         ("context", "year"), ("actor-code", "cameo", "modality")]


def test_filters(q):
    none = 0
    for name, lists in FILTERS.items():
        for values in lists:
            none += not check_list(q, [(name, values)])
            check_groups(q, [(name, values)], [], ["events", "goldstein"])
    check("few of the questions have no answer", none <= 3, none)
    check("all filters are tried", set(FILTERS) == set(re.findall(r"^ {6}--([a-z-]+) ", q.run("help", "query").stdout.split("--measure")[0], re.M)) - {"group"},
          q.run("help", "query").stdout)


def test_groups(q):
    for g in GROUPS:
        check_groups(q, [], [g], MEASURES)
        check_groups(q, [("type", ["ASSAULT", "ACCUSE"])], [g], ["events"])
    for groups in PAIRS:
        check_groups(q, [], groups, MEASURES)
        check_groups(q, [("since", ["2021-06"]), ("until", ["2023"])], groups, ["goldstein", "events"])


def test_together(q):
    rng = random.Random(7)
    names = sorted(FILTERS)
    for _ in range(120):
        picked = rng.sample(names, rng.choice([2, 2, 3]))
        filters = [(n, rng.choice(FILTERS[n])) for n in picked]
        if dict(filters).get("since") == ["2023"] and "until" in picked:
            continue  # refused, as it should be
        check_list(q, filters)
        check_groups(q, filters, rng.sample(["month", "actor", "type", "dyad", "country", "year"], 1), rng.choice([["events"], MEASURES]))


def test_order(q):
    header, rows = q.rows("--limit", "7", "--order", "confidence,-event")
    values = [(float(r[header.index("confidence")]), int(r[header.index("event")])) for r in rows]
    best = sorted(((e.lead["confidence"], e.number) for e in q.events if counted(e.lead)), reverse=True)[:7]
    check("order and limit", len(values) == 7 and all(abs(a[0] - b[0]) < 0.001 for a, b in zip(values, best)), f"{values}\n{best}")
    header, rows = q.rows("--group", "actor", "--measure", "mentions,events", "--order", "-events", "--limit", "3")
    check("smallest first", [int(r[2]) for r in rows] == sorted(int(r[2]) for r in rows) and len(rows) == 3, rows)
    _, rows = q.rows("--limit", "5")
    check("first days first", len(rows) == 5 and [r[0] for r in rows] ==
          [str(n) for _, n in sorted((first_day(e.lead["date"]) if e.lead["date"] else "", e.number) for e in q.events if counted(e.lead))[:5]], rows)


def test_formats(q):
    header, rows = q.rows("--type", "ASSAULT")
    lines = [json.loads(x) for x in q.run("query", q.db, "--type", "ASSAULT", "-f", "jsonl").stdout.splitlines()]
    check("jsonl: as many", len(lines) == len(rows) > 5)
    for line, row in zip(lines, rows):
        flat = dict(zip(header, row))
        check("jsonl: columns", list(line) == header)
        check("jsonl: lists", ";".join(line["actor_codes"]) == flat["actor_codes"] and line["event"] == int(flat["event"]), line)
        check("jsonl: numbers", (line["lat"] is None) == (flat["lat"] == "") and line["goldstein"] == float(flat["goldstein"]), line)
    located = [x for x in lines if x["lat"] is not None]
    done = q.run("query", q.db, "--type", "ASSAULT", "-f", "geojson")
    got = json.loads(done.stdout)
    check("geojson: points", [f["geometry"]["coordinates"] for f in got["features"]] == [[x["lon"], x["lat"]] for x in located], done.stdout[:400])
    check("geojson: properties", all(f["type"] == "Feature" and f["geometry"]["type"] == "Point" and "lat" not in f["properties"]
                                     for f in got["features"]) and got["features"][0]["properties"]["event"] == located[0]["event"])
    left = len(lines) - len(located)
    check("geojson: what is left out is told", left == 0 or f"{left} of {len(lines)} without a point" in done.stderr, done.stderr)
    none = json.loads(q.run("query", q.db, "--story", "none", "-f", "geojson").stdout)
    check("geojson: nothing", none == {"type": "FeatureCollection", "features": []})
    points = json.loads(q.run("query", q.db, "-g", "point,type", "-f", "geojson").stdout)
    check("geojson: groups", len(points["features"]) > 3 and set(points["features"][0]["properties"]) == {"type", "events"})
    table = q.run("query", q.db, "-g", "type", "-f", "table").stdout.splitlines()
    _, counts = q.rows("-g", "type")
    check("table", [x.split() for x in table[1:]] == counts and table[0].split() == ["type", "events"], table)
    wide = q.run("query", q.db, "--width", "100").stdout.splitlines()
    check("table: no line is wider", max(map(len, wide)) <= 100 and len(wide) > 50, max(map(len, wide)))
    out = q.db.with_suffix(".csv")
    q.run("query", q.db, "-g", "type", "-f", "csv", "-o", out)
    check("--output", list(csv.reader(open(out, encoding="utf-8")))[1:] == counts)


def test_values_are_bound(q):
    for value in ("x' OR '1'='1", "'; DROP TABLE story; --", 'a"b', "Ü\n", "%", "?"):
        for name in ("actor", "place", "source", "story", "by"):
            _, rows = q.rows("--" + name, value)
            check(f"nothing has {name} {value!r}", rows == [], rows)
    check("tables are there", q.c.execute("SELECT count(*) FROM story").fetchone()[0] == len(q.told))


def test_bad_input(q):
    for args, status, message in [
            (["--type", "FOO"], 2, "--type 'FOO' is not one of AGREE, CONSULT"), (["--mode", "ASSAULT-phone"], 2, "not a mode of PLOVER"),
            (["--cameo", "21"], 2, "not a CAMEO code"), (["--cameo", "1a"], 2, "not a CAMEO code"), (["--quad", "5"], 2, "1 to 4"),
            (["--country", "France"], 2, "three letters"), (["--sector", "M"], 2, "role code of three letters"),
            (["--since", "2024-02-30"], 2, "is not a date: 2024-05-16"), (["--until", "yesterday"], 2, "is not a date"),
            (["--date", "2021-W53"], 2, "is not a date"), (["--since", "2024", "--until", "2023"], 2, "--since '2024' is after --until '2023'"),
            (["--since", "2024", "--since", "2025"], 2, "--since is there twice"), (["--near", "91,0,5"], 2, "LAT,LON,KM"),
            (["--near", "1,2"], 2, "LAT,LON,KM"), (["--near", "1,2,3x"], 2, "LAT,LON,KM"), (["--status", "true"], 2, "one of counted, all"),
            (["--confidence", "2"], 2, "from 0 to 1"), (["--text", "troops AND ("], 2, "--text is no search"), (["--text", '"open'], 2, "--text is no search"),
            (["--text", "nocolumn:x"], 2, "--text is no search"), (["--group", "hour"], 2, "--group 'hour' is not one of day, week"),
            (["--group", "month,month"], 2, "named twice"), (["--group", "dyad,actor"], 2, "'actor' is there twice"),
            (["--group", "month,"], 2, "a word is missing"), (["--measure", "sum"], 2, "is not one of events, mentions, stories, sources, goldstein"),
            (["--order", "colour"], 2, "is not one of day, event"), (["--group", "type", "--order", "day"], 2, "none of the groups and measures"),
            (["--limit", "0"], 2, "is not a number from 1"), (["--format", "xml"], 2, "table, csv, jsonl, geojson, sql"),
            (["--group", "type", "--format", "geojson"], 2, "needs points"), (["--actor", ""], 2, "a word is missing"), (["--place", ""], 2, "is not a name"),
            (["--actor", "ZZZ"], 0, "nothing in the store has --actor 'ZZZ'"), (["--place", "Atlantis"], 0, "nothing in the store has --place 'Atlantis'")]:
        done = q.run("query", q.db, *args)
        check(f"bad: {args}", done.returncode == status and message in done.stderr and (status == 0 or not done.stdout),
              f"{done.returncode} {done.stderr} {done.stdout[:200]}")
    tmp = q.db.parent
    (tmp / "text.db").write_text("no database at all, only a line of text that is long enough\n" * 20, encoding="utf-8")
    sqlite3.connect(tmp / "foreign.db").execute("CREATE TABLE notes (x)").connection.close()
    for name, message in [("none.db", "No such file"), ("text.db", "not a database, expected a store"), ("foreign.db", "a database of another program"), (".", "is a folder")]:
        for command in (["query"], ["show"], ["plot"]):
            args = command + [tmp / name] + (["1"] if command == ["show"] else [])
            done = q.run(*args)
            check(f"{command} {name}", done.returncode == 4 and message in done.stderr, f"{done.returncode} {done.stderr}")
    done = q.run("query")
    check("no store", done.returncode == 2 and "no store is named" in done.stderr, done.stderr)


def test_types(q):
    if len(sys.argv) < 3:
        return
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[2], encoding="utf-8") if not line.startswith("#")][1:]
    for _, kind, mode, *_ in rows:
        check(f"type {kind}", q.run("query", q.db, "--type", kind.lower(), "-f", "sql").returncode == 0)
        check(f"mode {kind}-{mode}", not mode or q.run("query", q.db, "--mode", f"{kind}-{mode}", "-f", "sql").returncode == 0)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as tmp:
        q = Asker(str(pathlib.Path(sys.argv[1]).resolve()), tmp)
        print(f"{len(q.told)} stories, {len(q.events)} events, {sum(len(e.records) for e in q.events)} records")
        check("enough to ask about", len(q.events) > 150)
        for name, test in list(globals().items()):
            if name.startswith("test_"):
                test(q)
        q.c.close()
    print(f"{N_CHECKS[0] - len(FAILED)} passed, {len(FAILED)} failed")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
