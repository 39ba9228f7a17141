#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stores from outside: what goes in comes out again, and databases that are no store, or a hurt one, are named and left alone.

usage: run.py PROGRAM STORIES.jsonl"""
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from content import dump  # noqa: E402

FAILED = []


def check(what, ok, more=""):
    if not ok:
        FAILED.append(what)
        print("FAILED:", what, more)


class Box:
    def __init__(self, program, source, tmp):
        self.program, self.tmp = program, pathlib.Path(tmp)
        stories = [json.loads(line) for line in open(source, encoding="utf-8") if line.strip()]
        self.stories = [s for s in stories if s.get("text", "").strip()]
        self.news = self.write("news.jsonl", self.stories)

    def write(self, name, stories):
        path = self.tmp / name
        path.write_text("".join(json.dumps(s) + "\n" for s in stories), encoding="utf-8")
        return path

    def run(self, *args, before=None, **more):
        return subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, timeout=120, check=False,
                              preexec_fn=before, **more)

    def store(self, name):
        path = self.tmp / name
        done = self.run("ingest", path, self.news)
        check(f"{name} is made", done.returncode in (0, 1), done.stderr)
        return path


def one(db, sql, *args):
    with sqlite3.connect(db) as c:
        row = c.execute(sql, args).fetchone()
    c.close()
    return row[0] if row else None


def expect(box, what, args, status, message, **more):
    done = box.run(*args, **more)
    check(what, done.returncode == status and message in done.stdout + done.stderr,
          f"exit {done.returncode}, {done.stdout!r} {done.stderr!r}, expected {status} {message!r}")
    return done


def test_the_same_again(box):
    db = box.store("same.db")
    before = dump(db)
    expect(box, "again", ["ingest", db, box.news], 0, f"0 new, 0 replaced, {len(box.stories)} as before")
    check("nothing changed", dump(db) == before)
    other = box.tmp / "other.db"
    box.run("ingest", "-j", "1", other, box.write("back.jsonl", box.stories[::-1]))
    check("order and threads change nothing", dump(other) == before)


def test_records(box):
    """What is kept is what dateline code prints."""
    db = box.store("records.db")
    printed = [json.loads(line) for line in box.run("code", box.news).stdout.splitlines()]
    c = sqlite3.connect(db)
    c.row_factory = sqlite3.Row
    kept = {row["id"]: row for row in c.execute("SELECT * FROM mentions")}
    check("as many records", len(kept) == len(printed) > 0, f"{len(kept)} {len(printed)}")
    leads = {}
    for r in printed:
        k = kept[r["id"]]
        leads.setdefault(r["event"], []).append(k["lead"])
        same = {key: k[key] for key in ("story", "story_date", "publisher", "url", "sentence", "text", "type", "mode", "quad", "cameo",
                                        "cameo_name", "polarity", "time", "modality", "date", "date_end", "date_granularity",
                                        "date_from", "rule", "coder")}
        check("record " + r["id"], all(r[key] == value for key, value in same.items()),
              [(key, r[key], v) for key, v in same.items() if r[key] != v])
        flat = {"actor_codes": ";".join(a["code"] for a in r["actors"]), "recipient_names": ";".join(a["name"] for a in r["recipients"]),
                "by_codes": ";".join(a["code"] for a in r["by"]), "contexts": ";".join(r["contexts"]), "field": r["in"],
                "trigger": r["trigger"]["text"], "place_name": (r["place"] or {}).get("name", "")}
        check("lists of " + r["id"], all(k[key] == value for key, value in flat.items()), str({key: k[key] for key in flat}))
    check("one mention stands for each event", all(sum(v) == 1 for v in leads.values()))
    check("events", c.execute("SELECT count(*), sum(mentions) FROM events").fetchone()[:] == (len(leads), len(printed)))
    told = json.loads(box.run("code", "-f", "story", box.news).stdout.splitlines()[0])
    n = {t: c.execute(f"SELECT count(*) FROM {t} JOIN story USING (story) WHERE id = ?", (told["id"],)).fetchone()[0]
         for t in ("entity", "statement", "timex", "place")}
    check("layers", n == {"entity": len(told["entities"]), "statement": len(told["statements"]), "timex": len(told["times"]),
                          "place": len(told["places"])}, str(n))
    c.execute("SELECT * FROM dyad_month").fetchall()
    c.close()


def test_corrected(box):
    db = box.store("corrected.db")
    other = dict(box.stories[0], text="Peru attacked Chile on Monday. Brazil praised Peru.", note={"n": 3, "list": [1.5, 2]})
    number = one(db, "SELECT story FROM story WHERE id = ?", other["id"])
    expect(box, "corrected", ["ingest", db, box.write("other.jsonl", [other])], 0, "0 new, 1 replaced, 0 as before")
    check("its number stays", one(db, "SELECT story FROM story WHERE id = ?", other["id"]) == number)
    check("old records are gone", one(db, "SELECT count(*) FROM mention WHERE story = ? AND type = 'ASSAULT'", number) == 1)
    check("other keys are kept", one(db, "SELECT extra FROM story WHERE story = ?", number) == '{"note":{"list":[1.5,2],"n":3}}')
    check("words are found", one(db, "SELECT rowid FROM story_text WHERE story_text MATCH 'peru chile'") == number)
    expect(box, "whole after it", ["check", db], 0, "whole")
    fresh = box.tmp / "fresh.db"
    box.run("ingest", fresh, box.write("all.jsonl", [other] + box.stories[1:]))
    check("as if it had been so at first", dump(db) == dump(fresh))


def test_bad_stories(box):
    bad = box.tmp / "bad.jsonl"
    bad.write_text('{"id": "good", "date": "2024-05-06", "text": "Peru attacked Chile."}\n{"id": "x"\n{"id": "y", "date": 5, "text": "a"}\n{"id": "na", "date": "NA", "text": "Peru met Chile."}\n',
                   encoding="utf-8")
    db = box.tmp / "bad.db"
    done = expect(box, "bad stories", ["ingest", db, bad], 1, "new, 0 replaced")
    check("both are named", "bad.jsonl:2:" in done.stderr and "bad.jsonl:3:" in done.stderr, done.stderr)
    check("the good one is kept", one(db, "SELECT count(*) FROM story WHERE id = 'good'") == 1)
    before = dump(db)
    box.run("ingest", db, bad)
    check("bad stories again", dump(db) == before)
    expect(box, "strict", ["ingest", "--strict", db, bad], 1, "0 new, 0 replaced, ")


def test_recode(box):
    db = box.store("recode.db")
    before = dump(db)
    expect(box, "nothing to recode", ["recode", db], 0, "0 stories coded again")
    with sqlite3.connect(db) as c:
        c.execute("UPDATE coder SET pack = 'data-0@0', name = 'older'")
    c.close()
    expect(box, "outdated are told of", ["ingest", db, box.news], 0, "were coded by another version")
    expect(box, "nothing would change", ["diff", db], 0, f"{len(box.stories)} stories coded anew, 0 differ")
    with sqlite3.connect(db) as c:
        c.execute("PRAGMA foreign_keys = ON")
        c.execute("UPDATE mention SET type = 'AID' WHERE mention = (SELECT max(mention) FROM mention)")
        c.execute("DELETE FROM statement_mention")
        c.execute("DELETE FROM mention WHERE mention = (SELECT min(mention) FROM mention)")
    c.close()
    was = db.read_bytes()
    done = expect(box, "diff", ["diff", db], 0, "records: 0 gone, 1 new, 1 changed")
    check("diff shows both", len([x for x in done.stdout.splitlines() if x[:2] == "+ "]) == 2 and "AID" in done.stdout, done.stdout)
    check("diff changes nothing", db.read_bytes() == was)
    expect(box, "recode", ["recode", db], 0, f"{len(box.stories)} stories coded again")
    check("recoded as when new", dump(db) == before)
    expect(box, "recode --all", ["recode", "--all", db], 0, f"{len(box.stories)} stories coded again")
    check("and again", dump(db) == before)


def test_other_databases(box):
    text = box.tmp / "text.db"
    text.write_text("this is no database, it is a text that is long enough to be looked at\n" * 100, encoding="utf-8")
    expect(box, "a text", ["ingest", text, box.news], 4, "not a database, expected a store")
    foreign = box.tmp / "foreign.db"
    with sqlite3.connect(foreign) as c:
        c.execute("CREATE TABLE notes (x)")
    c.close()
    was = foreign.read_bytes()
    expect(box, "another program's", ["ingest", foreign, box.news], 4, "a database of another program")
    check("left alone", foreign.read_bytes() == was)
    newer = box.store("newer.db")
    with sqlite3.connect(newer) as c:
        c.execute("PRAGMA user_version = 99")
    c.close()
    for command in (["ingest", newer, box.news], ["check", newer], ["recode", newer]):
        expect(box, "newer " + command[0], command, 4, "store format 99, this program reads 1 to 2")
    expect(box, "none", ["check", box.tmp / "none.db"], 4, "No such file")
    check("none is made", not (box.tmp / "none.db").exists())
    expect(box, "a folder", ["ingest", box.tmp, box.news], 4, "is a folder")
    (box.tmp / "empty.db").write_bytes(b"")
    expect(box, "an empty file", ["check", box.tmp / "empty.db"], 4, "nothing in it yet")
    expect(box, "becomes a store", ["ingest", box.tmp / "empty.db", box.news], 0, "new")
    for name in (":memory:", "file:x.db?mode=memory"):
        expect(box, "a file called " + name, ["ingest", name, box.news], 0, "new", cwd=box.tmp)
        check("it is one", (box.tmp / name).exists())
    expect(box, "no name", ["ingest", "", box.news], 4, "is a folder")
    expect(box, "no folder", ["ingest", box.tmp / "no/such.db", box.news], 4, "unable to open")


def test_locked(box):
    db = box.store("locked.db")
    c = sqlite3.connect(db, isolation_level=None, check_same_thread=False)
    c.execute("BEGIN IMMEDIATE")
    more = box.write("more.jsonl", [{"id": "more", "date": "2024-01-01", "text": "Peru attacked Chile."}])
    expect(box, "locked", ["ingest", "--wait", "1", db, more], 4, "another program is writing to it; waited 1 s")
    expect(box, "read while another writes", ["check", db], 0, "whole")
    later = threading.Timer(1.0, c.execute, ["COMMIT"])
    later.start()
    expect(box, "waits", ["ingest", db, more], 0, "1 new")
    later.join()
    c.close()


def runs_for_nobody(box, more):
    """A program below a home folder cannot even be started by another user."""
    try:
        return box.run("version", **more).returncode == 0
    except PermissionError:
        return False


def test_read_only(box):
    db = box.store("readonly.db")
    os.chmod(db, 0o444)
    os.chmod(box.tmp, 0o555)
    more = {}
    if os.geteuid() == 0:  # root may write whatever it likes
        for path in (box.tmp, *box.tmp.iterdir()):
            os.chown(path, 65534, 65534)
        more = {"user": 65534, "group": 65534, "extra_groups": []}
        if not runs_for_nobody(box, more):
            print("read-only: left out, nobody cannot run the program")
            os.chmod(box.tmp, 0o755)
            return
    before = db.read_bytes()
    expect(box, "read-only", ["ingest", db, box.write_outside], 4, "read-only", **more)
    check("read-only stays", db.read_bytes() == before)
    expect(box, "read-only is read", ["check", db], 0, "whole", **more)
    os.chmod(box.tmp, 0o755)


def test_full_disk(box):
    import resource
    db = box.store("full.db")
    before = dump(db)
    many = box.write("many.jsonl", [dict(s, id=f"{i}-{s['id']}", text=f"City {i}. " + s["text"]) for i in range(300) for s in box.stories])

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (db.stat().st_size + 600000,) * 2)
    done = box.run("ingest", db, many, before=limit)
    check("full disk is told of", done.returncode == 4 and "full.db: " in done.stderr and "sig" not in done.stderr.lower(),
          f"{done.returncode} {done.stderr}")
    expect(box, "whole after a full disk", ["check", db], 0, "whole")
    kept = dump(db)
    check("nothing lost", set(before.split(b"\n")) <= set(kept.split(b"\n")))
    expect(box, "goes on when there is room", ["ingest", db, many], 0, "new")
    clean = box.tmp / "clean.db"
    box.run("ingest", clean, box.news)
    box.run("ingest", clean, many)
    check("the same in the end", dump(db) == dump(clean))


def test_damaged(box):
    db = box.store("damaged.db")
    data = bytearray(db.read_bytes())
    for page in range(2, len(data) // 4096, 3):
        data[page * 4096:page * 4096 + 400] = b"\xA5" * 400
    (box.tmp / "holes.db").write_bytes(data)
    expect(box, "holes", ["check", box.tmp / "holes.db"], 4, "holes.db: ")
    done = box.run("ingest", box.tmp / "holes.db", box.news)
    check("ingest into holes says so", done.returncode == 4 and "damaged" in done.stderr, f"{done.returncode} {done.stderr}")
    (box.tmp / "cut.db").write_bytes(db.read_bytes()[:8192])
    expect(box, "cut", ["check", box.tmp / "cut.db"], 4, "cut.db: ")
    changed = box.store("changed.db")
    with sqlite3.connect(changed) as c:
        c.execute("UPDATE story SET text = replace(text, 'a', 'e')")
        c.execute("UPDATE mention SET lead = 0 WHERE mention = (SELECT min(mention) FROM mention WHERE lead = 1)")
    c.close()
    done = expect(box, "altered", ["check", changed], 4, "its text is not what came in")
    check("leads", "not one mention stands for event" in done.stdout, done.stdout)


def test_deleted_by_sql(box):
    """Whoever takes a story out with a plain DELETE takes all of it out."""
    db = box.store("deleted.db")
    with sqlite3.connect(db) as c:
        c.execute("PRAGMA foreign_keys = ON")
        c.execute("DELETE FROM story WHERE id = ?", (box.stories[0]["id"],))
    c.close()
    check("no record is left", one(db, "SELECT count(*) FROM party LEFT JOIN mention USING (mention) WHERE mention.story IS NULL") == 0)
    expect(box, "whole after a delete", ["check", db], 0, "whole")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as outside:
        for name, test in list(globals().items()):
            if name.startswith("test_"):
                with tempfile.TemporaryDirectory() as tmp:
                    box = Box(os.path.abspath(sys.argv[1]), sys.argv[2], tmp)
                    box.write_outside = pathlib.Path(outside) / "news.jsonl"
                    box.write_outside.write_text('{"id": "more", "date": "2024-01-01", "text": "Peru attacked Chile."}\n', encoding="utf-8")
                    os.chmod(outside, 0o755)
                    os.chmod(box.write_outside, 0o644)
                    test(box)
    print(f"{len(FAILED)} failed, {time.monotonic() - began:.1f} s")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
