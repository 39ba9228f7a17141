#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long questions to a large store take, from the start of the program to its end, and whether each plan uses an index.
The second time is that of the processor: what the first would be on a machine that does nothing else.

usage: query.py PROGRAM STORE [TIMES]

The store: bench/grow_store.py makes one of a million events out of a small one; then 'dateline ingest' of anything brings it up to
the present format, and 'ANALYZE' tells SQLite what is in it.  Of TIMES (default 5) runs of each question the median is told, then
the median over the counts with a filter.  Exit status 1: a plan reads a table from end to end."""
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import time

COUNTS = ["--type ASSAULT", "--type PROTEST --country IRQ", "--mode aerial", "--cameo 19", "--cameo 1123", "--quad 4 --since 2008 --until 2009",
          "--context military --type COERCE", "--actor USA", "--actor GBR", "--actor RUSMIL", "--actor IRQ --recipient USA", "--recipient CHN --type ACCUSE",
          "--either ISR --since 2010 --until 2012-06", "--actor Iran", "--sector REB --country IRQ", "--actor-sector MIL --type ASSAULT --since 2011 --until 2011",
          "--country SYR", "--place Baghdad", "--near 33.3,44.4,50", "--since 2012-03 --until 2012-03", "--date 2009-05-16", "--status negated --type ASSAULT",
          "--by IRN", "--by USA --type ACCUSE", "--text hostage*", "--text 'peace AND treaty' --type AGREE", "--source 'Agency 7' --type ASSAULT --date 2012",
          "--story wn-id26520", "--confidence 0.9 --type ASSAULT", "--actor USA --recipient IRQ --since 2008-01 --until 2008-12"]
GROUPS = ["--type ASSAULT -g month", "--actor USA --recipient IRQ -g year,type", "--country IRQ -g month --measure events,goldstein",
          "--either ISR -g dyad -n 20", "--type PROTEST -g country -n 10", "--date 2012 -g week,quad", "--place Baghdad -g month --measure events,mentions,stories"]
LISTS = ["--actor IRN --type THREATEN -n 20", "--near 33.3,44.4,20 --date 2012 -n 50", "--text earthquake -n 10"]
WHOLE = ["-g month", "-g type", "-g dyad -n 20", "--measure events"]


def words(question):
    return [w.strip("'") for w in re.findall(r"'[^']*'|\S+", question)]


def ask(program, store, question, times):
    took, used = [], []
    for _ in range(times):
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "query", store, "-f", "csv", *words(question)], capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(1000 * (time.perf_counter() - began))
        used.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(took), statistics.median(used), done.stdout.splitlines()


def start(program, times):
    """What starting the program costs, without a question."""
    took = []
    for _ in range(times * 3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "help", "query"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(took)


def main():
    program, store, times = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    bad = 0
    print(f"starting the program: {start(program, times):.1f} ms of the processor")
    for kind, questions in (("counts with a filter", [q + " --measure events" for q in COUNTS]), ("groups", GROUPS), ("lists", LISTS), ("of the whole store", WHOLE)):
        medians, used = [], []
        for q in questions:
            ms, cpu, rows = ask(program, store, q, times)
            medians.append(ms)
            used.append(cpu)
            sql = subprocess.run([program, "query", store, "-f", "sql", *words(q)], capture_output=True, text=True, check=True).stdout
            plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + sql)]
            scans = [p for p in plan if p.startswith("SCAN ") and not re.match(r"SCAN (d\b|\(subquery|CONSTANT ROW|\d+ CONSTANT|\w+ VIRTUAL TABLE INDEX \d+:M)", p)]
            bad += bool(scans)
            print(f"{ms:8.1f} {cpu:8.1f} ms  {rows[-1] if len(rows) == 2 else f'{len(rows) - 1} rows':>12}  {q}{'  SCANS: ' + str(scans) if scans else ''}", flush=True)
            if "-v" in sys.argv:
                print("\n".join("               " + p for p in plan))
        print(f"{kind}: median {statistics.median(medians):.1f} ms ({statistics.median(used):.1f} of the processor), largest "
              f"{max(medians):.1f} ({max(used):.1f}), of {len(medians)}\n")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
