#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files of every form through the readers: what comes out of good ones, and that bad ones are bounded and told of.

    forms.py SHOW_ITEMS [--slow N] [NAME...]

--slow N: times and memory may be N times as large (sanitizers).  A name runs only the tests that hold it."""
import bz2
import gzip
import io
import json
import lzma
import os
import pathlib
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

SHOW, SLOW = "", 1
PAGE = ("<html><head><title>{0}</title></head><body><h1>{0}</h1><p>Norland accused Estmark of {1} on Tuesday, and its minister left the "
        "talks that had begun a week before.</p></body></html>")


class Bad(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Bad(what)


def read(folder, *files, args=(), seconds=20, megabytes=160):
    """Items of files, given as (name, bytes). Each run is held to a time and, without sanitizers, to memory."""
    names = []
    for name, data in files:
        path = pathlib.Path(folder) / name
        path.write_bytes(data)
        names.append(str(path))
    begin = time.monotonic()

    def limit():
        if SLOW == 1:
            resource.setrlimit(resource.RLIMIT_AS, ((megabytes + 300) << 20, (megabytes + 300) << 20))

    done = subprocess.run([SHOW, *args, *names], capture_output=True, timeout=seconds * SLOW + 20, cwd=folder, preexec_fn=limit, check=False)
    took = time.monotonic() - begin
    if done.returncode or done.stderr:
        raise Bad(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}")
    check(took < seconds * SLOW, f"took {took:.1f} s")
    return [json.loads(line) for line in done.stdout.splitlines()]


def stories(items):
    return [i for i in items if i["kind"] == "story"]


def messages(items):
    return [i["message"] for i in items if i["kind"] != "story"]


def jsonl(n, start=0):
    return b"".join(b'{"id": "s%d", "text": "Norland attacked Estmark on Tuesday. Story %d."}\n' % (i, i) for i in range(start, start + n))


def feed(entries, head='<?xml version="1.0"?>'):
    return (head + '<rss version="2.0"><channel><title>Wire</title>' + entries + "</channel></rss>").encode()


def item(n, text="Norland warned Estmark."):
    return f"<item><title>Story {n}</title><guid>g{n}</guid><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"


def record(kind, uri, content_type, block):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
            .encode() + block + b"\r\n\r\n")


def response(uri, page, head="Content-Type: text/html; charset=utf-8"):
    return record("response", uri, "application/http; msgtype=response", f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + page)


def warc_records(n=4):
    return [record("warcinfo", "", "application/warc-fields", b"software: made\r\n")] + [
        response(f"https://w.example/{i}", PAGE.format(f"Story number {i} of the day", "lying").encode()) for i in range(n)]


def tar(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as t:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


# ---- what comes out ----

def test_csv_marks_quotes_and_names(d):
    rows = 'Title;Body;Published;Desk\r\n"Talks; at last";"They met.\r\nThey ""spoke"".";5 March 2024;world\r\n;x;;\r\n'
    got = read(d, ("n.csv", b"\xef\xbb\xbf" + rows.encode()))
    check([i["place"].split("/")[-1] for i in got] == ["n.csv:2", "n.csv:4"], got)
    check(got[0]["headline"] == "Talks; at last" and got[0]["text"] == 'They met.\nThey "spoke".' and got[0]["date"] == "2024-03-05", got)
    got = read(d, ("t.tsv", b"id\ttext\na\tNorland met Estmark.\n"), ("x.csv", b"a,b\n1,2\n"))
    check(got[0]["id"] == "a" and "no column 'text'" in got[1]["message"], got)


def test_csv_bad_rows(d):
    got = read(d, ("n.csv", b'id,text\n1,a\n2\n3,"x,y"\n4,\xff\n5,"never closed\n6,b\n7,c\n'))
    check([i.get("id") for i in got] == ["1", None, "3", None, "5"], got)
    check("1 cells, expected 2" in messages(got)[0] and "invalid UTF-8" in messages(got)[1], got)
    got = read(d, ("n.csv", b'id,text\n1,"' + b"x" * 5000 + b"\n2,b\n"), args=["--max-bytes", "1000"])
    check("row of more than 1000" in messages(got)[0], got)


def test_packed_forms(d):
    plain = jsonl(3)
    files = [("a.gz", gzip.compress(plain)), ("b.bz2", bz2.compress(jsonl(3, 10))), ("c.xz", lzma.compress(jsonl(3, 20))),
             ("d.tgz", gzip.compress(tar([("n.jsonl", jsonl(3, 30))]))), ("e.zip", zipped([("n.jsonl", jsonl(3, 40))])),
             ("f.gz", gzip.compress(gzip.compress(jsonl(3, 50))) ), ("g.gz", gzip.compress(jsonl(1, 60)) + gzip.compress(jsonl(2, 61)))]
    got = read(d, *files)
    check(len(stories(got)) == 21 and not messages(got), got)
    got = read(d, ("x.txt.gz", gzip.compress(b"Norland attacked Estmark.")), ("y.html.gz", gzip.compress(PAGE.format("A headline of five words", "x").encode())))
    check([i["id"] for i in got] == ["x", "y"], got)


def test_archives_in_archives(d):
    inner = warc_records()
    got = read(d, ("all.zip", zipped([("day/one.tar.gz", gzip.compress(tar([("w.warc.gz", b"".join(map(gzip.compress, inner)))])))])))
    check([s["id"] for s in stories(got)] == [f"https://w.example/{i}" for i in range(4)] and not messages(got), got)
    data = b"x"
    for i in range(12):
        data = zipped([(f"{i}.zip", data)])
    check(any("too many archives" in m for m in messages(read(d, ("deep.zip", data)))), "not told")


def test_names_in_archives_are_only_names(d):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name in ("../../escaped.txt", "/etc/absolute.txt", "a/../../b.txt", "ok/\x1b[31mred.txt"):
            info = tarfile.TarInfo(name)
            text = f"Norland attacked {len(name)} villages.".encode()
            info.size = len(text)
            t.addfile(info, io.BytesIO(text))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        t.addfile(link)
        hard = tarfile.TarInfo("hard.txt")
        hard.type, hard.linkname = tarfile.LNKTYPE, "/etc/passwd"
        t.addfile(hard)
    before = sorted(os.listdir(d))
    got = read(d, ("evil.tar", out.getvalue()))
    check(sorted(os.listdir(d)) == sorted(before + ["evil.tar"]), "a file was written")
    check([s["id"] for s in got] == ["evil/escaped", "evil/etc/absolute", "evil/a/b", "evil/ok/[31mred"], got)


def test_pages_by_encoding(d):
    for name, label in (("cp1251", "windows-1251"), ("shift_jis", "Shift_JIS"), ("utf-8", "utf-8"), ("gb18030", "gb2312")):
        word = {"cp1251": "\u041f\u0440\u0430\u0432\u0434\u0430", "shift_jis": "\u65e5\u672c", "utf-8": "\u00e9t\u00e9", "gb18030": "\u4e2d\u56fd"}[name]
        page = f'<html><head><meta charset="{label}"><title>x</title></head><body><p>The paper {word} said on Tuesday that Norland had attacked Estmark.</p></body></html>'
        got = read(d, ("p.html", page.encode(name)))
        check(word in got[0]["text"], (name, got))
    page = "<html><body><p>The caf\u00e9 in the capital was closed on Tuesday, the mayor said to the paper \u2013 for good.</p></body></html>"
    check("caf\u00e9" in read(d, ("q.html", page.encode("cp1252")))[0]["text"], "undeclared")
    check("caf\u00e9" in read(d, ("r.html", page.encode("utf-16")))[0]["text"], "by its mark")
    lying = page.replace("<html>", '<html><head><meta charset="utf-8"></head>')
    check("caf\u00e9" in read(d, ("s.html", lying.encode("cp1252")))[0]["text"], "not what it says")


def test_text_by_encoding(d):
    text = "Headline: Caf\u00e9\n\nRebels attacked a caf\u00e9 in Norland."
    check("invalid UTF-8" in read(d, ("a.txt", text.encode("latin-1")))[0]["message"], "no error")
    for args, data in ((["--encoding", "auto"], text.encode("latin-1")), (["--encoding", "ISO-8859-1"], text.encode("latin-1")), ([], text.encode("utf-16")),
                       (["--encoding", "UTF-16LE"], text.encode("utf-16-le")), (["--encoding", "auto"], text.encode())):
        check(read(d, ("a.txt", data), args=args)[0]["headline"] == "Caf\u00e9", args)
    line = b'{"id": "a", "text": "caf\xe9"}\n'
    check(read(d, ("a.jsonl", line * 1), args=["--encoding", "latin1"])[0]["text"] == "caf\u00e9", "jsonl")


def test_feeds(d):
    atom = ('<?xml version="1.0" encoding="koi8-r"?><feed xmlns="http://www.w3.org/2005/Atom"><title>\u041c\u0438\u0440</title><entry><title>One &amp; two</title>'
            '<link rel="alternate" href="https://a.example/1"/><id>tag:1</id><updated>2024-03-06T01:02:03Z</updated><summary>Norland met Estmark.</summary></entry></feed>')
    got = read(d, ("a.xml", atom.encode("koi8-r")))
    check(got[0]["publisher"] == "\u041c\u0438\u0440" and got[0]["headline"] == "One & two" and got[0]["date"] == "2024-03-06" and got[0]["url"] == "https://a.example/1", got)
    rdf = ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
           '<channel><title>Old wire</title></channel><item><title>T</title><link>https://o.example/9</link><description>Norland &amp;amp; Estmark met.</description>'
           '<dc:date>2003-01-02</dc:date></item></rdf:RDF>')
    got = read(d, ("r.rdf", rdf.encode()))
    check(got[0]["text"] == "Norland & Estmark met." and got[0]["date"] == "2003-01-02" and got[0]["publisher"] == "Old wire" and got[0]["id"] == "https://o.example/9", got)
    got = read(d, ("s.xml", feed(item(1, "A &nbsp;caf&eacute; & a bar"))))
    check(got[0]["text"] == "A caf\u00e9 & a bar" or "caf\u00e9" in got[0]["text"], got)
    check(any("broken XML" in m for m in messages(got)), got)
    got = read(d, ("t.xml", feed(item(1) + item(1) + item(2))))
    check([i["id"] for i in got] == ["g1", "g2"], got)


def test_feeds_that_are_none(d):
    for data in (b"<html><body>Not found</body></html>", b"not xml at all", b"", b"\x00\x01\x02\xff", b'{"a": 1}'):
        got = read(d, ("f.xml", data), args=["--from", "feed"])
        check(len(got) == 1 and "no feed" in got[0]["message"], (data, got))
    got = read(d, ("cut.xml", feed(item(1) + item(2))[:-70]))
    check([s["id"] for s in stories(got)] == ["g1"] and "cut" in messages(got)[0], got)


def test_warc_is_kept_up_to_the_cut(d):
    parts = warc_records()
    for pack in (lambda r: r, gzip.compress):
        packed = [pack(p) for p in parts]
        whole, ends, at = b"".join(packed), [], 0
        for p in packed:
            at += len(p)
            ends.append(at - (4 if pack is not gzip.compress else 0))
        for cut in range(40, len(whole), 211):
            got = read(d, ("c.warc", whole[:cut]), args=["--from", "warc"])
            want = sum(e <= cut for e in ends[1:])
            check(len(stories(got)) >= want, f"cut at {cut}: {len(stories(got))} of {want}")
            if cut not in ends and not any(e <= cut < e + 4 for e in ends):
                check(any("cut" in m or "WARC" in m for m in messages(got)), f"cut at {cut} is not told: {got}")


def test_warc_bodies_and_junk(d):
    page = PAGE.format("The headline of the page", "lying").encode()
    packed = gzip.compress(page)
    chunks = b"".join(b"%x;x=y\r\n%b\r\n" % (len(packed[i:i + 90]), packed[i:i + 90]) for i in range(0, len(packed), 90)) + b"0\r\n\r\n"
    data = (response("https://w.example/a", chunks, "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip") + b"junk\r\nmore junk\r\n" +
            response("https://w.example/b", page) + response("https://w.example/p", b"\x89PNG", "Content-Type: image/png") +
            record("response", "https://w.example/404", "application/http", b"HTTP/1.1 404 Gone\r\nContent-Type: text/html\r\n\r\n" + page) +
            record("conversion", "https://w.example/t", "text/plain", b"Norland warned Estmark.") + response("https://w.example/b", page))
    got = read(d, ("j.warc", data))
    check([s["id"] for s in stories(got)] == ["https://w.example/a", "https://w.example/b", "https://w.example/t"], got)
    check(len(messages(got)) == 1 and "no WARC record" in messages(got)[0], got)


def test_mail(d):
    letter = (b"From a@b Tue Mar  5 10:00:00 2024\nFrom: =?utf-8?b?TcOgcmE=?= <a@b.example>\nSubject: =?iso-8859-1?q?Caf=E9?= news\nDate: Tue, 5 Mar 2024 23:30:00 -0800\n"
              b"Message-ID: <%d@b>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=windows-1252\n"
              b"Content-Transfer-Encoding: 8bit\n\nNorland closed a caf\xe9.\n--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nnot this\n--x--\n\n")
    got = read(d, ("m.mbox", letter % 1 + letter % 2))
    check([i["id"] for i in got] == ["1@b", "2@b"] and got[0]["headline"] == "Caf\u00e9 news" and got[0]["publisher"] == "M\u00e0ra" and
          got[0]["date"] == "2024-03-05" and got[0]["text"] == "Norland closed a caf\u00e9.", got)
    one = b"Received: from x\n" + (letter % 3).split(b"\n", 1)[1]
    check(read(d, ("m.eml", one))[0]["id"] == "3@b", "a message by itself")
    got = read(d, ("l.mbox", letter % 4 + b"From x Tue Mar  5 10:00:00 2024\nSubject: long\n\n" + b"x" * 5000 + b"\n\n" + letter % 5), args=["--max-bytes", "2000"])
    check(len(stories(got)) == 2 and "message of" in messages(got)[0], got)


# ---- what must be bounded ----

def test_bombs(d):
    zeros = b"0\n" * (50 << 20)  # of NULs, tar says that they are an archive of nothing
    small = gzip.compress(zeros, 9)
    deflated = io.BytesIO()
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(5):
            z.writestr(f"{i}.txt", zeros[:30 << 20])
    nested = zipped([(f"{i}.zip", deflated.getvalue()) for i in range(3)])
    for name, data in (("b.gz", small), ("b.zip", deflated.getvalue()), ("n.zip", nested)):
        got = read(d, (name, data), ("after.txt", b"Norland attacked Estmark."))
        told = sum("times its size" in m for m in messages(got))
        check(told == 1, (name, got))
        check(stories(got)[-1]["id"] == "after", (name, "the rest does not go on"))
    for name, data in (("b.bz2", bz2.compress(zeros[:3 << 20])), ("b.xz", lzma.compress(zeros[:3 << 20]))):
        check("more than 1000000 bytes" in messages(read(d, (name, data), args=["--max-unpacked", "1000000"]))[0], name)
    got = read(d, ("t.gz", gzip.compress(jsonl(20000))), args=["--max-unpacked", "1000000"])
    check("more than 1000000 bytes" in messages(got)[-1] and len(stories(got)) > 500, "total")


def test_entity_bombs(d):
    laughs = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha ha ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    got = read(d, ("b.xml", feed(item(1, "&m;&m;&x; end") + item(2), laughs)))
    check([s["id"] for s in stories(got)] == ["g1", "g2"] and "root:" not in json.dumps(got) and "ha ha" not in json.dumps(got), got)
    got = read(d, ("q.xml", feed(item(1, "&a;" * 100000), '<!DOCTYPE r [<!ENTITY a "' + "x" * 100000 + '">]>')))
    check(len(json.dumps(got)) < 100000, "grown")


def test_large_and_deep_pages(d):
    after = ("after.txt", b"Norland attacked Estmark.")
    para = b"<p>Norland attacked Estmark on Tuesday and its minister left the talks, which had begun in the capital a week before.</p>\n"
    for name, page, args, word in (
            ("large", b"<html><body>" + para * 180000, [], "limit"),
            ("deep", b"<div>" * 100000 + para, [], "nested deeper"),
            ("deep2", b"<html><body>" + b"<b><i>" * 100000 + para, [], "nested deeper"),
            ("tables", b"<table><tr><td>" * 100000 + para, [], "nested deeper"),
            ("attributes", b"<p " + b" ".join(b"a%d=1" % i for i in range(300000)) + b">" + para, [], "attributes"),
            ("ends", para + b"</p></div>" * 400000, [], None),
            ("open", b"<p><font>" * 100 + para, [], None),
            ("entities", b"<p>" + b"&eacute;&#233;&bogus;&" * 300000 + b"</p>" + para * 3, [], None),
            ("title", b"<title>" + b"a - " * 500000 + b"</title>" + para * 3, [], None),
            ("comment", b"<!--" + b"-" * 4000000 + para * 3, [], None),
            ("tags", b"<" * 4000000, [], None),
            ("class", b'<div class="' + b"related " * 500000 + b'">' + para * 3 + b"</div>", [], None),
            ("ld", b'<script type="application/ld+json">' + b"[" * 1000000 + b"</script>" + para * 3, [], None),
            ("many", b"<div><h3><a href=x>T</a></h3></div>" * 100000 + para * 3, [], None)):
        got = read(d, (name + ".html", page), after, args=["--from", "html"] if name in ("tags", "ends", "comment") else args, seconds=25, megabytes=700)
        check(len(got) == 2 and (got[-1].get("id") == "after" or name in ("tags", "ends", "comment")), (name, str(got)[:500]))
        check(word is None or word in got[0].get("message", ""), (name, str(got)[:500]))
    got = read(d, ("large.html", b"<html><body>" + para * 180000), args=["--max-bytes", str(64 << 20)], seconds=60, megabytes=1500)
    check(len(got) == 1 and got[0]["kind"] == "story", str(got)[:300])


def test_large_and_deep_feeds(d):
    got = read(d, ("deep.xml", feed(item(1) + "<item>" + "<a>" * 100000 + "</item>")))
    check([s["id"] for s in stories(got)][:1] == ["g1"] and messages(got), str(got)[:500])
    got = read(d, ("big.xml", feed(item(1) + item(2, "x" * 3000000) + item(3))), args=["--max-bytes", "1000000"])
    check([s["id"] for s in stories(got)] == ["g1", "g3"] and "entry of more" in messages(got)[0], str(got)[:500])


PEAK = """import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(status, used.ru_maxrss)"""


def test_memory_does_not_grow_with_the_file(d):
    text = "Norland attacked Estmark on Tuesday. " * 200
    letter = f"From a@b Tue Mar  5 10:00:00 2024\nSubject: s\nMessage-ID: <%d@b>\n\n{text}\n\n"
    page = PAGE.format("The headline of the page", text).encode()
    files = {"n.jsonl": lambda: b"".join(b'{"text": "%b"}\n' % text.encode() for _ in range(6000)),
             "n.csv": lambda: b"id,text\n" + b"".join(b'%d,"%b"\n' % (i, text.encode()) for i in range(6000)),
             "n.mbox": lambda: "".join(letter % i for i in range(6000)).encode(),
             "n.xml": lambda: feed("".join(item(i, text) for i in range(6000))),
             "n.warc": lambda: b"".join(response(f"https://w.example/{i}", page) for i in range(6000)),
             "n.tar": lambda: tar([(f"{i}.html", page) for i in range(6000)])}
    for name, make in files.items():
        path = pathlib.Path(d) / (name + ".gz")
        path.write_bytes(gzip.compress(make(), 1))
        # from a process that is small itself: what a child's parent held counts as the child's
        done = subprocess.run([sys.executable, "-c", PEAK, SHOW, str(path)], capture_output=True, text=True, check=True)
        status, peak = map(int, done.stdout.split())
        check(status == 0 and (SLOW > 1 or peak < 40 << 10), f"{name}: status {status}, {peak >> 10} MB for 44 MB of stories")
        path.unlink()


def main():
    global SHOW, SLOW
    args = sys.argv[1:]
    if "--slow" in args:
        at = args.index("--slow")
        SLOW = int(args[at + 1])
        del args[at:at + 2]
    if not args:
        sys.exit(__doc__)
    SHOW = str(pathlib.Path(args[0]).resolve())
    tests = [(n, f) for n, f in globals().items() if n.startswith("test_") and (not args[1:] or any(a in n for a in args[1:]))]
    failed = 0
    for name, test in tests:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                print(f"ok    {name} ({time.monotonic() - begin:.1f} s)", flush=True)
            except (Bad, subprocess.TimeoutExpired, IndexError, KeyError) as why:
                failed += 1
                print(f"FAIL  {name}: {type(why).__name__} {str(why)[:3000]}", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
