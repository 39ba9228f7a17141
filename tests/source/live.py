#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""--follow against a server on the loopback that behaves and misbehaves, and --watch on a folder, by the program.

    live.py PROGRAM [--slow N] [NAME...]"""
import gzip
import http.server
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM, SLOW = "", 1
BOMB = gzip.compress(b"<rss>" + b" " * (50 << 20))


class Bad(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Bad(what)


def feed(*numbers, text="Norland warned Estmark on Tuesday."):
    items = "".join(f"<item><title>Story {n}</title><guid isPermaLink=\"false\">g{n}</guid><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
                    f"<description>{text} Caf\u00e9 {n}.</description></item>" for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.headers = {}, {}
        self.over = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request, client_address):
        pass  # clients that go away are what is tested


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, body, status=200, kind="application/rss+xml", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for k, v in headers.items():
            self.send_header(k.replace("_", "-"), v)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, s = self.path.split("?")[0], self.server
        n = s.asked[path] = s.asked.get(path, 0) + 1
        s.headers.setdefault(path, []).append(dict(self.headers))
        if path == "/tagged":
            if self.headers.get("If-None-Match") == '"v1"' and self.headers.get("If-Modified-Since"):
                self.answer(b"", 304)
            else:
                self.answer(feed(1, 2).encode(), ETag='"v1"', Last_Modified="Tue, 05 Mar 2024 10:00:00 GMT")
        elif path == "/growing":
            self.answer(feed(*range(1, n + 1)).encode())
        elif path == "/encodings":
            names = ["utf-8", "iso-8859-1", "utf-16"]
            name = names[min(n, 3) - 1]
            self.answer(feed(n).encode(name), kind=f"text/xml; charset={name}")
        elif path == "/packed":
            self.answer(gzip.compress(feed(1).encode()), Content_Encoding="gzip")
        elif path == "/moved":
            self.answer(b"", 301, Location="/growing")
        elif path == "/loop":
            self.answer(b"", 302, Location=f"/loop?{n}")
        elif path == "/file":
            self.answer(b"", 302, Location="file:///etc/passwd")
        elif path == "/hang":
            s.over.wait(60)
        elif path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.end_headers()
            while not s.over.wait(0.3):
                self.wfile.write(b" ")
        elif path == "/gigabyte":
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.end_headers()
            for _ in range(1024):
                self.wfile.write(b"<x>" + b" " * ((1 << 20) - 3))
        elif path == "/bomb":
            self.answer(BOMB, Content_Encoding="gzip")
        elif path == "/page":
            self.answer(b"<html><body><p>Please log in to the hotel's network first, then try again.</p></body></html>", kind="text/html")
        elif path == "/busy":
            self.answer(b"", 503, Retry_After="3600")
        elif path == "/flaky":
            self.answer(b"", 500) if n < 3 else self.answer(feed(9).encode())
        else:
            self.answer(b"", 404)


def run(*args, seconds=30):
    begin = time.monotonic()
    done = subprocess.run([PROGRAM, *args], capture_output=True, timeout=seconds * SLOW, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode(), time.monotonic() - begin


def stories(db):
    with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as c:
        return dict(c.execute("SELECT id, text FROM story").fetchall())


class Live:
    """A program that goes on, ended by a signal."""

    def __init__(self, *args):
        self.p = subprocess.Popen([PROGRAM, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def wait_for(self, what, seconds=20):
        for _ in range(int(seconds * SLOW * 5)):
            try:
                if what():
                    return
            except sqlite3.Error:
                pass
            if self.p.poll() is not None:
                break
            time.sleep(0.2)
        self.p.kill()
        raise Bad("did not come: " + " ".join(x.decode() for x in self.p.communicate()))

    def end(self, how=signal.SIGTERM):
        self.p.send_signal(how)
        out, err = self.p.communicate(timeout=20 * SLOW)
        return self.p.returncode, out.decode(), err.decode()


# ---- feeds ----

def test_once(d, s):
    status, out, err, _ = run("code", "-f", "story", "--follow", s.url("/tagged"), "--follow", s.url("/packed"), "--follow", s.url("/moved"), "--every", "0")
    got = [json.loads(line)["id"] for line in out.splitlines()]
    check(status == 0 and got == ["g1", "g2"] and err == "", (status, got, err))
    check(s.headers["/tagged"][0]["User-Agent"].startswith("dateline/"), s.headers)


def test_bad_servers(d, s):
    cases = {"/loop": "redirects more than 5", "/file": "no address of http", "/gigabyte": "more than 1000000 bytes", "/bomb": "more than 1000000 bytes",
             "/page": "no feed of RSS or Atom", "/none": "status 404", "/busy": "status 503", "/hang": "did not answer in full within 2", "/drip": "within 2"}
    urls = [x for path in cases for x in ("--follow", s.url(path))]
    status, out, err, took = run("code", "-f", "story", *urls, "--follow", s.url("/packed"), "--every", "0", "--timeout", "2", "--max-bytes", "1000000", seconds=60)
    lines = err.splitlines()
    for path, what in cases.items():
        check(sum(s.url(path) + ":" in line and what in line for line in lines) == 1, (path, what, err))
    check(status == 1 and len(lines) == len(cases) and '"g1"' in out, (status, out, err))
    check(took < 40 * SLOW, f"took {took:.0f} s")
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        port = gone.getsockname()[1]
    status, _, err, _ = run("code", "--follow", f"http://127.0.0.1:{port}/", "--every", "0")
    check(status == 1 and "onnect" in err, (status, err))


def test_again_and_again(d, s):
    db = os.path.join(d, "n.db")
    live = Live("ingest", db, "--follow", s.url("/growing"), "--follow", s.url("/tagged"), "--follow", s.url("/encodings"), "--every", "1")
    live.wait_for(lambda: s.asked.get("/growing", 0) >= 5 and len(stories(db)) >= 5)  # kept while it waits
    status, out, err = live.end(signal.SIGINT)
    got = stories(db)
    check(status == 0 and not err and {f"g{i}" for i in range(1, 6)} <= set(got), (status, out, err, got))
    check(all("Caf\u00e9" in t for t in got.values()), got)
    tagged = s.headers["/tagged"]
    check("If-None-Match" not in tagged[0] and all(h.get("If-None-Match") == '"v1"' for h in tagged[1:]), tagged)


def test_backs_off(d, s):
    live = Live("code", "-f", "story", "--follow", s.url("/flaky"), "--follow", s.url("/busy"), "--follow", s.url("/growing"), "--every", "1")
    live.wait_for(lambda: s.asked.get("/flaky", 0) >= 3, 30)
    status, out, err = live.end()
    check(s.asked["/busy"] == 1, s.asked)  # it asked for an hour
    check(s.asked["/growing"] >= 5 and s.asked["/flaky"] <= 4, s.asked)  # waits of 2 and 4 seconds in place of 1
    check(status == 1 and err.count("status 500") == 2 and '"g9"' in out, (status, out, err))


def test_ended_within_a_fetch(d, s):
    live = Live("code", "--follow", s.url("/hang"))
    live.wait_for(lambda: s.asked.get("/hang", 0) >= 1)
    begin = time.monotonic()
    status, _, err = live.end()
    check(status == 0 and time.monotonic() - begin < 5 * SLOW, (status, err))


# ---- folders ----

def test_watch_keeps_what_comes(d, s):
    folder, db = pathlib.Path(d, "in"), os.path.join(d, "w.db")
    folder.mkdir()
    (folder / "a.txt").write_text("Norland attacked Estmark on Tuesday.")
    live = Live("ingest", "-r", db, "--watch", str(folder))
    live.wait_for(lambda: "a" in stories(db))
    (folder / "b.txt").write_text("Estmark warned Norland.")
    (folder / ".c.txt").write_text("Hidden.")
    (folder / "sub").mkdir()
    (folder / "sub" / "d.txt").write_text("Estmark thanked Norland.")
    part = pathlib.Path(d, "part")
    part.write_bytes(gzip.compress(b'{"id": "e", "text": "Norland fined a bank."}\n'))
    part.rename(folder / "e.jsonl.gz")
    live.wait_for(lambda: {"a", "b", "sub/d", "e"} <= set(stories(db)))
    (folder / "a.txt").write_text("Norland attacked Estmark on Wednesday.")
    live.wait_for(lambda: "Wednesday" in stories(db)["a"])
    (folder / "bad.txt").write_bytes(b"\xff\xfebad"[1:])
    (folder / "a.txt").write_text("Norland attacked Estmark on Wednesday.")  # the same: nothing
    (folder / "f.txt").write_text("Norland freed a journalist.")
    live.wait_for(lambda: "f" in stories(db))
    status, out, err = live.end()
    check(set(stories(db)) == {"a", "b", "sub/d", "e", "f"}, stories(db))
    check(status == 1 and "bad.txt: invalid UTF-8" in err and "5 new, 1 replaced" in out, (status, out, err))


def test_watch_prints_at_once(d, s):
    folder, out = pathlib.Path(d, "in"), pathlib.Path(d, "out")
    folder.mkdir()
    live = Live("code", "-f", "story", "-o", str(out), "--watch", str(folder))
    live.wait_for(out.exists)
    for i in range(5):
        (folder / f"{i}.txt").write_text(f"Norland attacked Estmark in {2000 + i}.")
        live.wait_for(lambda: len(out.read_text().splitlines()) == i + 1)
    check(live.end(signal.SIGINT)[0] == 0, "status")


def test_folders_that_go(d, s):
    status, _, err, _ = run("code", "--watch", os.path.join(d, "none"))
    check(status == 1 and "No such file" in err, (status, err))
    folder = pathlib.Path(d, "in")
    folder.mkdir()
    live = Live("code", "--watch", str(folder))
    time.sleep(3)
    folder.rmdir()
    status = live.p.wait(timeout=20 * SLOW)
    check(status == 1 and b"no longer watched" in live.p.communicate()[1], status)


def test_strict_ends_a_watch(d, s):
    folder = pathlib.Path(d, "in")
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\xff")
    status, _, err, _ = run("code", "--strict", "-j", "2", "--watch", str(folder))
    check(status == 1 and "invalid UTF-8" in err, (status, err))


def main():
    global PROGRAM, SLOW
    args = sys.argv[1:]
    if "--slow" in args:
        at = args.index("--slow")
        SLOW = int(args[at + 1])
        del args[at:at + 2]
    if not args:
        sys.exit(__doc__)
    PROGRAM = str(pathlib.Path(args[0]).resolve())
    failed = 0
    for name, test in [(n, f) for n, f in globals().items() if n.startswith("test_") and (not args[1:] or any(a in n for a in args[1:]))]:
        with tempfile.TemporaryDirectory() as d:
            server, begin = Server(), time.monotonic()
            try:
                test(d, server)
                print(f"ok    {name} ({time.monotonic() - begin:.1f} s)", flush=True)
            except (Bad, subprocess.TimeoutExpired, OSError) as why:
                failed += 1
                print(f"FAIL  {name}: {type(why).__name__} {str(why)[:2000]}", flush=True)
            server.over.set()
            server.shutdown()
            server.server_close()
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
