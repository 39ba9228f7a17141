#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/map/outlines.txt.zst, the coasts and borders that maps are drawn on, from a published package.

usage: make_outlines.py [--work DIR] [--out data/map/outlines.txt.zst]

Run once when the source changes; the result is committed, so a build needs no network for it.
Source, fetched by name through the usual client and checked against the pinned integrity:
  npm  world-atlas  countries-50m.json: Natural Earth's 1:50m Admin 0 countries (public domain) as TopoJSON (ISC, Michael Bostock)

Form: a line "# ..." with the credit; then "longitude latitude" in degrees, two decimals, a point a line; an empty line ends a
stroke.  Each border is there once: the arcs of the topology are what is written.  Points less than 0.02 degrees from the one
before are left out, and so is Antarctica's straight edge along 90 S and 180 E."""
import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

PACKAGE, VERSION = "world-atlas", "2.0.2"
INTEGRITY = "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
FILE = "countries-50m.json"
CREDIT = "# Coasts and borders: Natural Earth (public domain) by way of world-atlas 2.0.2 (ISC, Copyright 2013-2019 Michael Bostock)"
NEAREST = 0.02


def fetch(work):
    tarball = os.path.join(work, f"{PACKAGE}-{VERSION}.tgz")
    if not os.path.exists(tarball):
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    with open(tarball, "rb") as f:
        got = "sha512-" + base64.b64encode(hashlib.sha512(f.read()).digest()).decode()
    if got != INTEGRITY:
        sys.exit(f"{tarball}: {got}, expected {INTEGRITY}")
    return json.loads(subprocess.run(["tar", "xzOf", tarball, f"package/{FILE}"], capture_output=True, check=True).stdout)


def strokes(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def edge(a, b):
    """Along or over the line where days begin, or along the south pole: no coast."""
    return abs(a[0] - b[0]) > 180 or (abs(abs(a[0]) - 180) < 0.01 and abs(abs(b[0]) - 180) < 0.01) or (a[1] < -89 and b[1] < -89)


def thinned(points):
    kept = []
    for i, p in enumerate(points):
        far = not kept or max(abs(p[0] - kept[-1][0]), abs(p[1] - kept[-1][1])) >= NEAREST
        if far or i == len(points) - 1:
            kept.append(p)
    return kept


def lines(topology):
    yield CREDIT
    for points in strokes(topology):
        points = thinned(points)
        if len(points) < 2:
            continue
        for i, p in enumerate(points):
            if i and edge(points[i - 1], p):
                yield ""
            yield f"{p[0]:.2f} {p[1]:.2f}"
        yield ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work")
    parser.add_argument("--out", default=os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data/map/outlines.txt.zst"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        text = "\n".join(lines(fetch(args.work or tmp))) + "\n"
    data = text.encode()
    packed = subprocess.run(["zstd", "-19", "--single-thread", f"--stream-size={len(data)}", "-c"], input=data, capture_output=True, check=True).stdout
    with open(args.out, "wb") as f:
        f.write(packed)
    print(f"{args.out}: {text.count(chr(10))} lines, {len(packed)} bytes")


if __name__ == "__main__":
    main()
