#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program from outside: each NAME.cmd holds the arguments of one run, one a line; expected files beside it are compared
to the byte.

    NAME.cmd     arguments; {tmp} is an empty folder, {src} the checkout; a first line "< FILE" gives standard input
    NAME.stdout  what must come out there; a missing file asks for nothing
    NAME.stderr  the same for messages
    NAME.exit    exit status, 0 when missing

usage: run.py DATELINE [--update] [NAME...]
--update writes the expected files anew; read the difference before you commit it.
What depends on the trained model does not belong here: the cases are about input, messages and the shape of the output.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent


def run(program, case):
    lines = case.read_text(encoding="utf-8").splitlines()
    stdin = subprocess.DEVNULL
    if lines and lines[0].startswith("< "):
        stdin = open(HERE / lines.pop(0)[2:], "rb")
    env = {k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")}
    env["NO_COLOR"] = "1"
    with tempfile.TemporaryDirectory() as tmp:
        args = [line.replace("{tmp}", tmp).replace("{src}", str(SOURCE)) for line in lines]
        done = subprocess.run([program, *args], cwd=HERE, stdin=stdin, capture_output=True, env=env, timeout=60)

        def plain(data):
            return data.replace(tmp.encode(), b"{tmp}").replace(str(SOURCE).encode(), b"{src}")
        return {"stdout": plain(done.stdout), "stderr": plain(done.stderr), "exit": b"%d\n" % done.returncode}


def expected(case, part):
    path = case.with_suffix("." + part)
    if path.exists():
        return path.read_bytes()
    return b"0\n" if part == "exit" else b""


def update(case, got):
    for part, data in got.items():
        path = case.with_suffix("." + part)
        if data == (b"0\n" if part == "exit" else b""):
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)


def main():
    words = [w for w in sys.argv[1:] if w != "--update"]
    if not words:
        sys.exit(__doc__)
    program, names = str(pathlib.Path(words[0]).resolve()), words[1:]
    bad = 0
    cases = [HERE / (n + ".cmd") for n in names] or sorted(HERE.glob("*.cmd"))
    for case in cases:
        got = run(program, case)
        if "--update" in sys.argv:
            update(case, got)
            continue
        for part, data in got.items():
            want = expected(case, part)
            if data != want:
                bad += 1
                print(f"{case.stem}.{part}\n--- expected\n{want.decode(errors='replace')}\n--- got\n{data.decode(errors='replace')}")
    print(f"{len(cases)} cases, {bad} differences")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
