#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile and unlucky input: nothing may crash, hang or grow without bound.

usage: run.py DATELINE SHARE [--slow N] [NAME...]

Each case is one run within 5 seconds and 500 MB (times N under a sanitizer), with the exit status that docs/cli.md gives it.
SHARE holds en.dlm and world.dlp; cases that need one that is not there are left out, and that is said.
"""
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import check_conllu  # noqa: E402

SECONDS, MEGABYTES, MILLION = 5, 500, 1000000
ASSERTION = (-6, -11, -4, -7, -8, 134, 139)


class Limits:
    def __init__(self, program, share, slow):
        self.program, self.share, self.slow = program, pathlib.Path(share), slow
        self.failed = self.done = 0
        self.tmp = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.tmp.name)

    def path(self, name, data=None):
        p = self.folder / name
        if data is not None:
            p.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(p)

    def say(self, name, message):
        self.failed += 1
        print(f"{name}: {message}")

    def run(self, name, args, want, stdout=None, stdin=None, says="", user=None):
        """One run; want: exit statuses that are right. Returns standard output (None when it went elsewhere)."""
        env = dict(os.environ, DATELINE_MODEL=str(self.share / "en.dlm"), DATELINE_PACK=str(self.share / "world.dlp"))
        self.done += 1
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            try:
                p = subprocess.Popen([self.program, *args], stdin=stdin or subprocess.DEVNULL, stdout=stdout or out,
                                     stderr=err, env=env, user=user)
                _, status, usage = self.wait(p, SECONDS * self.slow)
            except TimeoutError:
                self.say(name, f"not done after {SECONDS * self.slow} s")
                return b""
            took = time.monotonic() - start
            err.seek(0)
            messages = err.read().decode(errors="replace")
            out.seek(0)
            got = out.read()
        megabytes = usage.ru_maxrss // 1024
        if status not in want:
            self.say(name, f"exit {status}, expected {want}: {messages[-2000:]}")
        if megabytes > MEGABYTES * self.slow:
            self.say(name, f"{megabytes} MB")
        if says not in messages:
            self.say(name, f"'{says}' is not in: {messages[:500]}")
        if len(messages.splitlines()) > 50 or any(not m.startswith(("dateline", "try ")) for m in messages.splitlines()):
            self.say(name, f"messages: {messages[:1000]}")
        print(f"  {name:34} {took:6.2f} s {megabytes:5} MB  exit {status}")
        return got

    @staticmethod
    def wait(p, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status, usage = os.wait4(p.pid, os.WNOHANG)
            if pid:
                p.returncode = os.waitstatus_to_exitcode(status)
                return pid, p.returncode, usage
            time.sleep(0.01)
        p.kill()
        p.wait()
        raise TimeoutError

    def text(self, name, data, want=(0,), says=""):
        """A text through parse and code; the output must be well-formed."""
        file = self.path(name + ".txt", data)
        got = self.run(name + ", parse", ["parse", "--date", "2024-03-05", "--from", "text", file], want, says=says)
        errors = check_conllu.check(got) if len(got) < 4 * MILLION else []
        if errors:
            self.say(name, "CoNLL-U: " + "; ".join(errors[:3]))
        if not (self.share / "world.dlp").exists():
            return
        got = self.run(name + ", code", ["code", "-f", "story", "--date", "2024-03-05", "--from", "text", file], want, says=says)
        for line in got.splitlines():
            json.loads(line)


def texts(t):
    rng = random.Random(1)
    t.text("empty", "")
    t.text("white", " \n\t\r\n \xa0\u2003 \n" * 1000)
    t.text("binary", rng.randbytes(100000), (1,), "at byte")
    t.text("bad-utf8", b"Rain fell.\n" * 10 + b"\xed\xa0\x80", (1,), "invalid UTF-8 at byte 110 (0xED)")
    t.text("nul", b"Rain\0fell.", (1,), "NUL at byte 4")
    t.text("parentheses-1MB", "(" * MILLION)
    t.text("quotes-1MB", '"' * MILLION)
    t.text("curly-quotes-1MB", "“" * (MILLION // 3))
    t.text("nested-quotes", "“‘" * 2000 + "no" + "’”" * 2000)
    t.text("dots-1MB", "." * MILLION)
    t.text("dashes", "- " * 20000)
    t.text("no-spaces-1MB", "x" * MILLION)
    t.text("hyphens-no-spaces", "a-" * 100000)
    t.text("apostrophes", "a'" * 50000)
    t.text("newlines-1MB", "\n" * MILLION + "Rain fell.")
    t.text("sentence-of-5000-words", "The minister met the envoy and " * 833 + "left.")
    t.text("100000-tokens", "Rain fell on the town. " * 16667)
    t.text("commas", "Georgia, " * 3000 + "met.")
    t.text("said-that", "He said that " * 1500 + "it rained.")
    t.text("and", "troops and " * 2500 + "police attacked.")
    t.text("combining-marks", "e" + "\u0301" * 100000 + " fell.")
    t.text("no-break-spaces", "a\xa0" * 50000)
    t.text("soft-hyphens", "at\xadtack\xad " * 10000)
    t.text("zero-width", "\u200b\u200d\ufeff" * 50000)
    t.text("right-to-left", "\u202e" + "هاجم " * 20000)
    t.text("emoji", "😀👨‍👩‍👧" * 20000)
    t.text("one-letter-sentences", "A. " * 30000)
    t.text("control", bytes(range(1, 32)) * 1000)
    t.text("digits", "1" * 500000 + " 2024-99-99 " + "9," * 10000)


def lines(t):
    long = b'{"text": "' + b"x" * (10 * MILLION) + b'"}\n'
    good = b'{"date": "2024-03-05", "text": "Rain fell."}\n'
    for name, data, says in (
            ("line-of-10MB", good + long + good, ":2: line of 10000012 bytes"),
            ("text-line-of-10MB", b"x" * (10 * MILLION), "file of 10000000 bytes"),
            ("nested-brackets", good + b"[" * 100000 + b"\n" + good, ":2: broken JSON"),
            ("nested-objects", good + b'{"a":' * 100000 + b"\n" + good, ":2: broken JSON"),
            ("numbers", good + b'{"text": "x", "n": 1' + b"0" * 100000 + b"}\n" + good, ":2: broken JSON"),
            ("missing-text", good + b'{"id": "a"}\n', ':2: no "text"'),
            ("wrong-type", good + b'{"text": ["a"]}\n', ':2: "text" is a list'),
            ("broken-line", good + b'{"text": "a\n', ":2: broken JSON"),
            ("double-id", b'{"id": "a", "text": "x"}\n' * 2, ":2: duplicate id 'a', first at line 1"),
            ("bad-utf8-in-line", good + b'{"text": "\xff"}\n' + good, ":2: invalid UTF-8 at byte 10 (0xFF)"),
            ("nul-in-line", good + b'{"text": "\0"}\n' + good, ":2: NUL at byte 10")):
        got = t.run(name, ["parse", t.path("in.jsonl", data)], (1,), says=says)
        if data.startswith(good) and got.count(b"Rain") < 2:
            t.say(name, "the good lines were not read")
    t.run("100000-broken-lines", ["parse", "--strict", t.path("in.jsonl", b'{"a"\n' * 100000)], (1,), says=":1: broken")


def runs_as(program, user):
    """Whether another user may run the program where it lies (not below a folder that is root's alone)."""
    try:
        return subprocess.run([program, "help"], capture_output=True, user=user, check=False).returncode == 0
    except PermissionError:
        return False


def outside(t):
    text = t.path("a.txt", "Rain fell on the town. " * 5000)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            t.run("full-disk", ["parse", text], (4,), stdout=full, says="standard output: No space left on device")
            t.run("full-disk, help", ["help"], (4,), stdout=full, says="No space left")
    r, w = os.pipe()
    os.close(r)
    with os.fdopen(w, "wb") as pipe:
        t.run("closed-pipe", ["parse", text], (0,), stdout=pipe)
    t.run("closed-pipe, output to a folder", ["parse", "-o", t.path(""), text], (4,), says="Is a directory")
    locked, secret = t.folder / "locked", t.folder / "secret.txt"
    locked.mkdir()
    (locked / "a.txt").write_text("Rain.")
    secret.write_text("Rain.")
    locked.chmod(0)
    secret.chmod(0)
    nobody = 65534 if os.geteuid() == 0 else None
    t.folder.chmod(0o755)
    if nobody is None or runs_as(t.program, nobody):
        t.run("folder-without-permission", ["parse", "-r", str(locked), text], (1,), says="locked: Permission denied", user=nobody)
        t.run("file-without-permission", ["parse", str(secret), text], (1,), says="secret.txt: Permission denied", user=nobody)
    else:
        print("  left out: permissions (the program cannot be run as another user)")
    locked.chmod(0o700)


def spoiled(data):
    """(name, bytes, what is said) of a model or pack that was spoiled."""
    half = len(data) // 2
    yield "empty", b"", "not a dateline model or pack"
    yield "web-page", b"<!DOCTYPE html><title>404</title>", "not a dateline model or pack"
    for n in (10, 63, 64, 100, 4096, half, len(data) - 1):
        yield f"cut-at-{n}", data[:n], ""
    yield "longer", data + b"\0", ""
    yield "newer", data[:8] + b"\xff\0\0\0" + data[12:], "format 255, this program reads 1"
    yield "other-byte-order", data[:12] + data[12:16][::-1] + data[16:], ""
    for at in (17, 25, 33, 70, 96, 104, 112, half, len(data) - 1):
        yield f"altered-at-{at}", data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1:], ""


def models(t):
    text = t.path("a.txt", "Rain fell.")
    for option, file in (("-m", "en.dlm"), ("-p", "world.dlp")):
        source = t.share / file
        if not source.exists():
            print(f"  left out: {file} is not there")
            continue
        t.run(f"{file} missing", ["code", option, t.path("none"), text], (3,), says="No such file")
        other = t.share / ("world.dlp" if option == "-m" else "en.dlm")
        if other.exists():
            t.run(f"{file} of the other kind", ["code", option, str(other), text], (3,), says="expected a")
        for name, data, says in spoiled(source.read_bytes()):
            bad = t.path("bad", data)
            t.run(f"{file} {name}", ["code", option, bad, text], (3,), says=says or bad)


def main():
    args = sys.argv[1:]
    slow = int(args.pop(args.index("--slow") + 1)) if "--slow" in args else 1
    args = [a for a in args if a != "--slow"]
    if len(args) < 2:
        sys.exit(__doc__)
    t = Limits(str(pathlib.Path(args[0]).resolve()), args[1], slow)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not (t.share / "en.dlm").exists():
        print("left out: no model")
        sys.exit(77)
    parts = {"texts": texts, "lines": lines, "outside": outside, "models": models}
    for name in args[2:] or parts:
        parts[name](t)
    print(f"{t.done} runs, {t.failed} failures")
    sys.exit(t.failed > 0)


if __name__ == "__main__":
    main()
