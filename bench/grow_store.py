#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A large store out of a small one, to measure questions on: every story with its records many times over, each copy with a
number, days and countries of its own.

usage: grow_store.py SMALL.db LARGE.db EVENTS

Copy k has its days moved by k * 37 days (modulo 20 years) and, where k is odd, some country codes exchanged, so that answers
are not the same 168 times.  Texts are cut to their first 400 characters: what is measured is the asking, not the disk."""
import sqlite3
import sys

LAYER = 1000000
MOVED = ("day", "date")  # of mention, party, party_sector
EXCHANGE = [("USA", "RUS"), ("AUS", "UKR"), ("GBR", "IND"), ("IRQ", "SYR"), ("BRA", "MEX"), ("CHN", "NGA")]


def exchanged(column, whole):
    """SQL: the column with a country in place of another; whole: the column is a country, else it begins with one."""
    cases = "".join(f" WHEN '{a}' THEN '{b}' WHEN '{b}' THEN '{a}'" for a, b in EXCHANGE)
    head = column if whole else f"substr({column}, 1, 3)"
    tail = "" if whole else f" || substr({column}, 4)"
    return f"CASE WHEN :k % 2 = 0 THEN {column} ELSE (CASE {head}{cases} ELSE {head} END){tail} END"


def expression(table, column, stories):
    if column == "story":
        return f"story + :k * {stories}"
    if column in ("mention", "event"):
        return f"{column} + :k * {stories} * {LAYER}"
    if column == "day" or (table in ("mention", "story") and column == "date"):
        move = f"date({column}, (:k * 37 % 7300) || ' days')"
        return f"CASE WHEN length({column}) = 10 THEN {move} ELSE {column} END"
    if table == "story" and column in ("id", "key"):
        return f"{column} || '.' || :k" if column == "id" else f"CASE key WHEN '' THEN '' ELSE key || :k END"
    if table == "story" and column == "text":
        return "substr(text, 1, 400)"
    if table == "story" and column == "publisher":
        return "'Agency ' || (story * 7 + :k) % 40"
    if column in ("country", "place_country"):
        return exchanged(column, True)
    if column == "code":
        return exchanged(column, False)
    return f'"{column}"'


def main():
    small, large, events = sys.argv[1], sys.argv[2], int(sys.argv[3])
    source = sqlite3.connect(small)
    source.execute("VACUUM INTO ?", (large,))
    source.close()
    db = sqlite3.connect(large, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -1000000")
    have, = db.execute("SELECT count(*) FROM mention WHERE lead = 1").fetchone()
    stories, = db.execute("SELECT max(story) FROM story").fetchone()
    later = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
                       " AND name NOT LIKE 'story_text%' ORDER BY type").fetchall()
    for kind, name, _ in later:
        db.execute(f"DROP {kind} {name}")
    order = ["story", "entity", "entity_mention", "mention", "mention_context", "mention_count", "party", "party_sector",
             "statement", "statement_by", "statement_mention", "timex", "place"]
    db.execute("BEGIN")
    for table in order:  # table by table, so that each grows at its end
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{c}"' for c in columns)
        values = ", ".join(expression(table, c, stories) for c in columns)
        limit = "" if table in ("timex", "place", "entity_mention") else ""
        db.execute(f"CREATE TEMP TABLE original AS SELECT * FROM {table}{limit}")
        for k in range(1, -(-events // have)):
            db.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM temp.original", {"k": k})
        db.execute("DROP TABLE temp.original")
        print(table, flush=True)
    db.execute("COMMIT")
    for _, _, sql in later:
        db.execute(sql)
    db.execute("INSERT INTO story_text (story_text) VALUES ('rebuild')")
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")
    print(db.execute("SELECT count(*), sum(lead) FROM mention").fetchone())
    db.close()
    db = sqlite3.connect(large)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


if __name__ == "__main__":
    main()
