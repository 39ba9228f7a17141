#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Settings from a file: what it says is what the command line would say, the command line wins, and what cannot be meant is told with its
line.  Files that are read are TOML for Python's reader, too.

usage: check_config.py PROGRAM"""
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import tomllib
except ImportError:
    tomllib = None
program = str(pathlib.Path(sys.argv[1]).resolve())
failed = []


def check(what, ok, more=""):
    if not ok:
        failed.append(what)
        print("FAILED:", what, more)


with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    env = {k: v for k, v in os.environ.items() if k != "DATELINE_CONFIG"}

    def run(*args, **more):
        return subprocess.run([program, *map(str, args)], cwd=tmp, capture_output=True, text=True, check=False, env={**env, **more})

    (tmp / "news.jsonl").write_text('{"id": "a", "date": "2024-05-06", "text": "Peru attacked Chile on Sunday. France praised Peru."}\n', encoding="utf-8")
    check("store", run("ingest", "news.db", "news.jsonl").returncode == 0)
    as_said = run("query", "news.db", "--type", "ASSAULT", "--type", "SUPPORT", "-g", "type,actor", "-f", "csv").stdout
    good = ('# settings of ours\nwidth = 100          # columns\n\n[query]\ntype = ["ASSAULT", \'SUPPORT\']\n  group = "type,actor" # both\nformat = "csv"\n'
            '[code]\nformat = "table"\nany-language = true\nstrict = false\njobs = 1\n')
    here = tmp / "dateline.toml"
    here.write_text(good, encoding="utf-8")
    check("the file here", run("query", "news.db").stdout == as_said != "", run("query", "news.db"))
    check("flags", "Peru (PER)" in run("code", "news.jsonl").stdout)
    check("the command line wins", run("query", "news.db", "-f", "jsonl").stdout.startswith('{"type"'))
    check("help needs no file", run("help", "query").returncode == 0)
    here.rename(tmp / "other.toml")
    check("none here", run("query", "news.db").stdout.startswith("  event"), run("query", "news.db").stdout)
    check("--config", run("query", "--config", "other.toml", "news.db").stdout == as_said)
    check("--config=", run("query", "news.db", "--config=other.toml").stdout == as_said)
    check("$DATELINE_CONFIG", run("query", "news.db", DATELINE_CONFIG="other.toml").stdout == as_said)
    check("escapes", "nothing in the store has --place 'a\"b\\c'" in run("query", "news.db", DATELINE_CONFIG="e.toml").stderr
          if (tmp / "e.toml").write_text('[query]\nplace = "a\\"b\\\\c"\n', encoding="utf-8") else False)
    if tomllib:
        check("is TOML", tomllib.loads(good)["query"]["type"] == ["ASSAULT", "SUPPORT"])
    for text, line, message in [
            ('[query]\ncolour = "x"\n', 2, "no option of its command: 'colour'"), ('nothing = 1\n', 1, "no option of any command: 'nothing'"),
            ('[ask]\n', 1, "unknown command 'ask'"), ('[query\n', 1, "expected a table [COMMAND]"), ('[query]\ntype ASSAULT\n', 2, "expected 'option = value'"),
            ('[query]\ntype = ASSAULT\n', 2, "strings stand in quotation marks; found 'ASSAULT'"), ('[query]\ntype = "ASSAULT\n', 2, "expected a string"),
            ('[query]\ntype = ["ASSAULT"\n', 2, "in a list"), ('[query]\ntype = [ASSAULT]\n', 2, "a list of strings"), ('[query]\ntype = "ASSAULT" x\n', 2, "expected the end of the line"),
            ('[query]\nplace = "\\u0041"\n', 2, "expected a string"), ('[query]\ntype = true\n', 2, "expected a value"), ('[code]\nstrict = "yes"\n', 2, None),
            ('[query]\noutput = "x"\n', 2, "for the command line alone"), ('\n\n[query]\nlimit = 0\n', 4, "in this line"), ('[[query]]\n', 1, "expected a table"),
            ('query.type = "x"\n', 1, "no option of any command")]:
        (tmp / "bad.toml").write_text(text, encoding="utf-8")
        done = run("query", "news.db", "--config", "bad.toml")
        if message is None:  # of another command: not ours to judge by
            check(f"other command: {text!r}", done.returncode == 0, done.stderr)
            continue
        check(f"bad: {text!r}", done.returncode == 3 and f"bad.toml:{line}: " in done.stderr and message in done.stderr and not done.stdout, f"{done.returncode} {done.stderr}")
    check("no such file", run("query", "news.db", "--config", "none.toml").returncode == 3)
    (tmp / "bad.toml").write_bytes(b"\0\0")
    check("not a text", "not a text" in run("query", "news.db", "--config", "bad.toml").stderr)
    (tmp / "bad.toml").write_text('[code]\nstrict = "yes"\n', encoding="utf-8")
    check("flags are true or false", "expected true or false" in run("code", "--config", "bad.toml", "news.jsonl").stderr)
print(f"{len(failed)} failed")
sys.exit(bool(failed))
