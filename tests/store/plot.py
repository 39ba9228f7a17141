#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""dateline show and dateline plot from outside: the story of each event against the store, and pictures that can be read, say what they
show, and hold what was asked for; drawing programs that are missing, fail or hang; text that means something to them.

usage: plot.py PROGRAM OUTLINES"""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

FAILED = []
N_CHECKS = [0]
STORIES = [
    {"id": "one", "date": "2024-05-06", "publisher": "Agency 1", "headline": "Peru attacks Chile", "text": "Peru attacked Chile on Sunday. Chile accused Peru of "
     "killing 12 soldiers. Peru denied that it had killed soldiers. Brazil said that Peru had attacked Chile."},
    {"id": "two", "date": "2024-07-09", "publisher": "Agency `2` \"x\" 'y' \\ $z", "headline": "Talks in Lima", "text": "The president of Peru met the president of Chile in Lima. "
     "France praised Peru for the talks. Thousands of people protested in Santiago."},
    {"id": "three", "date": "2024-07-20", "publisher": "Agency 1", "headline": "", "text": "France imposed sanctions on Peru. Brazil sent food aid to Chile. "
     "Chilean police arrested 12 protesters in Santiago."}]
SVG = "{http://www.w3.org/2000/svg}"


def check(what, ok, more=""):
    N_CHECKS[0] += 1
    if not ok:
        FAILED.append(what)
        print("FAILED:", what, str(more)[:1200])


class Box:
    def __init__(self, program, tmp):
        self.program, self.tmp = program, pathlib.Path(tmp)
        self.db = self.tmp / "news.db"
        news = self.tmp / "news.jsonl"
        news.write_text("".join(json.dumps(s) + "\n" for s in STORIES), encoding="utf-8")
        self.run("ingest", self.db, news)

    def run(self, *args, **more):
        return subprocess.run([self.program, *map(str, args)], capture_output=True, timeout=120, check=False, **more)

    def text(self, *args, **more):
        done = self.run(*args, **more)
        check(f"runs: {args[0]} {args[2:]}", done.returncode == 0 and not done.stderr, done.stderr)
        return done.stdout.decode()


def squeezed(s):
    return " ".join(s.split())


def test_show(box):
    db = sqlite3.connect(box.db)
    db.row_factory = sqlite3.Row
    rows = db.execute("SELECT * FROM mentions ORDER BY event").fetchall()
    check("records", len(rows) > 8, len(rows))
    for event in sorted({r["event"] for r in rows}):
        mine = {r["id"]: r for r in rows if r["event"] == event}
        lines = [json.loads(x) for x in box.text("show", box.db, event, "-f", "jsonl").splitlines()]
        check(f"every record of {event}", {x["id"] for x in lines} == set(mine) and len(lines) == len(mine), lines)
        check("the one that stands for it comes first", [x["lead"] for x in lines] == [1] + [0] * (len(lines) - 1))
        check("as in the view", all(x["text"] == mine[x["id"]]["text"] and ";".join(x["by_codes"]) == mine[x["id"]]["by_codes"] for x in lines))
        page = squeezed(box.text("show", box.db, event, "--width", "100"))
        for r in mine.values():
            check(f"the page of {event} has all", all(squeezed(r[key]) in page for key in ("text", "id", "polarity", "modality", "cameo_name")), page)
        for how, name in db.execute("SELECT CASE polarity WHEN 'negated' THEN 'denied' ELSE modality END, coalesce(e.name, '') FROM mention m"
                                    " LEFT JOIN party p ON p.mention = m.mention AND role = 'by' LEFT JOIN entity e ON e.story = p.story"
                                    " AND e.entity = p.entity WHERE m.event = ?", (event,)):
            check(f"who {how} {event}", f"{how} by {name}" in page, page)
    for r in rows[:6]:
        key, n = r["id"].split(":")
        check("by a record's id", box.text("show", box.db, r["id"]) == box.text("show", box.db, r["event"]))
    first = json.loads(box.run("code", box.tmp / "news.jsonl").stdout.splitlines()[0])
    check("by an event's id", json.loads(box.text("show", box.db, first["event"], "-f", "jsonl").splitlines()[0])["event"] == rows[0]["event"])
    claimed = [x for r in rows for x in [json.loads(y) for y in box.text("show", box.db, r["event"], "-f", "jsonl").splitlines()] if x["speaker_names"]]
    check("speakers", claimed and all(len(x["speaker_names"]) == len(x["speaker_verbs"]) for x in claimed), claimed)
    db.close()
    for name, message in [("77", "no event '77'"), ("x:3", "no event 'x:3'"), ("abc", "names no event; expected a number"), ("", "names no event"), ("1' OR 1=1", "names no event"),
                          ("99999999999999999999", "names no event"), ("ab:e", "names no event")]:
        done = box.run("show", box.db, name)
        check(f"bad event {name}", done.returncode == 2 and message in done.stderr.decode() and not done.stdout, done.stderr)
    done = box.run("show", box.db)
    check("no event", done.returncode == 2 and b"a store and one event are wanted" in done.stderr, done.stderr)
    done = box.run("show", box.db, "1", "-f", "xml")
    check("format", done.returncode == 2 and b"text, jsonl" in done.stderr, done.stderr)


def words_of(svg):
    return " ".join("".join(t.itertext()) for t in ET.fromstring(svg).iter() if t.tag in (SVG + "text", SVG + "title"))


KINDS = [("time",), ("time", "-g", "week,type"), ("time", "-g", "month,source", "--measure", "stories"), ("time", "--measure", "goldstein"), ("dyads",),
         ("dyads", "--measure", "goldstein"), ("map",), ("map", "--near", "-33.4,-70.6,300"), ("network",), ("network", "--top", "2")]


def test_pictures(box):
    for kind, *more in KINDS:
        svg = box.text("plot", box.db, "-k", kind, *more, "--title", f"What {kind} shows")
        said = words_of(svg)
        check(f"{kind} {more}: title and source", f"What {kind} shows" in squeezed(said).replace("\u00a0", " ") and "events in news.db" in said.replace("\u00a0", " "), said)
        out = box.tmp / "picture.png"
        box.text("plot", box.db, "-k", kind, *more, "-o", out)
        data = out.read_bytes()
        check(f"{kind} {more}: png", data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND" and len(data) > 4000, len(data))
        if kind != "network":
            check(f"{kind}: twice the size", (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1800, 1120))
        check(f"{kind}: the same again", box.text("plot", box.db, "-k", kind, *more) == box.text("plot", box.db, "-k", kind, *more))
    said = words_of(box.text("plot", box.db, "-k", "dyads"))
    check("dyads: sides", all(w in said for w in ("PER", "CHL", "actor", "recipient", "events")), said)
    said = words_of(box.text("plot", box.db, "-k", "network"))
    check("network: nodes", all(w in said for w in ("PER", "CHL", "BRA")), said)
    said = words_of(box.text("plot", box.db, "-k", "map", "--type", "PROTEST"))
    check("map: axes, filter, credit", all(w in said for w in ("degrees east", "type PROTEST", "Natural Earth", "1")), said)
    svg = box.text("plot", box.db, "--size", "640x400")
    check("size", 'width="640"' in svg and 'height="400"' in svg, svg[:400])


def test_numbers(box):
    """What is drawn is what is counted."""
    counts = [json.loads(x) for x in box.text("query", box.db, "-g", "month", "-f", "jsonl").splitlines()]
    script = box.text("plot", box.db, "-g", "month", "-f", "script")
    drawn = dict(line.split() for line in script.split("END_OF_DATA\n")[1].splitlines())
    check("months", {k: int(v) for k, v in drawn.items() if v != "0"} == {c["month"] + "-01": c["events"] for c in counts if c["month"]}, script)
    check("months between are 0", drawn.get("2024-06-01") == "0", drawn)
    counts = [json.loads(x) for x in box.text("query", box.db, "-g", "month,type", "-f", "jsonl").splitlines()]
    script = box.text("plot", box.db, "-g", "month,type", "-f", "script", "--top", "2")
    names = re.findall(r"title '([^']*)'", script)
    total = sum(float(x) for line in script.split("END_OF_DATA\n")[1].splitlines() for x in line.split()[1:])
    check("two curves and others", len(names) == 4 - 1 + 1 and names[-1] == "others", names)
    check("nothing is lost", total == sum(c["events"] for c in counts if c["month"]), script)
    dyads = [json.loads(x) for x in box.text("query", box.db, "-g", "dyad", "-f", "jsonl").splitlines()]
    script = box.text("plot", box.db, "-k", "dyads", "-f", "script")
    check("cells", sorted(float(x.split()[2]) for x in script.split("END_OF_DATA\n")[1].splitlines()) == sorted(d["events"] for d in dyads), script)
    arrows = re.findall(r"-> n\d+ \[.*label=\"(\d+)\"", box.text("plot", box.db, "-k", "network", "-f", "script"))
    check("arrows", sorted(map(int, arrows)) == sorted(d["events"] for d in dyads), arrows)
    points = [json.loads(x) for x in box.text("query", box.db, "-g", "point", "-f", "jsonl").splitlines()]
    script = box.text("plot", box.db, "-k", "map", "-f", "script")
    circles = sorted(float(x.split()[2]) for x in script.split("$events << END_OF_DATA\n")[1].split("END_OF_DATA")[0].splitlines())
    check("circles", circles == sorted(p["events"] for p in points if p["lat"] is not None), circles)


def test_hostile_text(box):
    """Nothing that a title or a publisher says is carried out."""
    mark = box.tmp / "carried-out"
    for text in (f"'; system('touch {mark}'); '", f"`touch {mark}`", f'"; system("touch {mark}")', "\\n\\\\", f"x'\nsystem 'touch {mark}'\n", "$data", "END_OF_DATA", "</svg>&<b>"):
        for kind in ("time", "dyads", "network", "map"):
            done = box.run("plot", box.db, "-k", kind, "--title", text)
            check(f"{kind}: title {text!r}", done.returncode == 0 and ET.fromstring(done.stdout) is not None, done.stderr)
    box.text("plot", box.db, "-g", "month,source")
    check("nothing was carried out", not mark.exists())


def test_bad_input(box):
    for args, status, message in [
            (["-k", "pie"], 2, "time, dyads, map, network"), (["-f", "gif"], 2, "svg, png, script"), (["--size", "10x10"], 2, "WIDTHxHEIGHT"), (["--size", "800"], 2, "WIDTHxHEIGHT"),
            (["-g", "type"], 2, "does not begin with day"), (["-g", "month,type,quad"], 2, "a period and one other"), (["-g", "month,dyad"], 2, "a period and one other"),
            (["-k", "map", "-g", "month"], 2, "--group goes with --kind time"), (["-k", "network", "--measure", "events"], 2, "--measure goes with"),
            (["--measure", "events,stories"], 2, "one is drawn"), (["--measure", "sum"], 2, "is not one of events"), (["--type", "FOO"], 2, "is not one of AGREE"),
            (["--date", "1999"], 1, "nothing to draw"), (["-o", "/nowhere/at/all.svg"], 4, "No such file"), (["--top", "0"], 2, "not a number from 1")]:
        done = box.run("plot", box.db, *args)
        check(f"bad: {args}", done.returncode == status and message in done.stderr.decode() and not done.stdout, f"{done.returncode} {done.stderr}")


def test_output_is_the_store(box):
    was = box.db.read_bytes()
    for args in (["query", box.db], ["plot", box.db], ["show", box.db, "1"]):
        done = box.run(*args, "-o", box.db)
        check(f"{args[0]} over the store", done.returncode == 2 and b"is the store itself" in done.stderr, done.stderr)
    check("the store stays", box.db.read_bytes() == was)


def test_drawing_programs(box):
    bin_ = box.tmp / "bin"
    bin_.mkdir()
    out = box.tmp / "none.svg"
    for kind, package in (("time", "gnuplot-nox"), ("network", "graphviz")):
        done = box.run("plot", box.db, "-k", kind, "-o", out, env={**os.environ, "PATH": str(bin_)})
        check(f"{kind}: missing", done.returncode == 4 and package in done.stderr.decode() and "No such file" in done.stderr.decode() and not out.exists(), done.stderr)
    for name in ("gnuplot", "neato"):
        (bin_ / name).write_text("#!/bin/sh\necho 'half a picture'\necho 'it is broken' >&2\nexit 3\n", encoding="utf-8")
        (bin_ / name).chmod(0o755)
    for kind in ("time", "network", "map"):
        done = box.run("plot", box.db, "-k", kind, "-o", out, env={**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}"})
        check(f"{kind}: fails", done.returncode == 4 and "exit status 3): it is broken" in done.stderr.decode() and not out.exists(), done.stderr)
    (box.tmp / "bad.zst").write_bytes(b"not packed")
    for name, message in (("bad.zst", "not a file that zstd packed"), ("gone.zst", "No such file")):
        done = box.run("plot", box.db, "-k", "map", env={**os.environ, "DATELINE_OUTLINES": str(box.tmp / name)})
        check(f"outlines: {name}", done.returncode == 3 and message in done.stderr.decode(), done.stderr)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.environ["DATELINE_OUTLINES"] = str(pathlib.Path(sys.argv[2]).resolve())
    drawn = all(shutil.which(x) for x in ("gnuplot", "neato"))
    with tempfile.TemporaryDirectory() as tmp:
        box = Box(str(pathlib.Path(sys.argv[1]).resolve()), tmp)
        test_show(box)
        test_numbers(box)
        test_bad_input(box)
        test_output_is_the_store(box)
        if drawn:
            test_drawing_programs(box)
            test_pictures(box)
            test_hostile_text(box)
    print(f"{N_CHECKS[0] - len(FAILED)} passed, {len(FAILED)} failed")
    if not drawn and not FAILED:
        print("pictures: left out, gnuplot or graphviz is not installed")
        return 77
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
