#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes data/time/feasts.tsv: the days of feasts of the moon's calendars, 1990 to 2035.

usage: make_feasts.py [--out data/time/feasts.tsv]

Run when the span of years grows; the result is committed. No sources but these rules:
  new moon   J. Meeus, Astronomical Algorithms, 2nd edition, ch. 49, the larger terms: right to some minutes
  islamic    a month begins on the day behind the new moon where that comes before 10:15 UTC, else a day later: Saudi practice,
             which the sighting of the crescent can still move by a day
  chinese    the month that begins with the second new moon behind the December solstice (the third where a leap month comes
             between, which none of these years has), in the time of Beijing
  hindu      Diwali on the evening before the new moon that follows 17 October, in the time of India
  jewish     the molad reckoning with its postponements: exact
  orthodox   Meeus ch. 8, Julian Easter: exact
"""
import argparse
import datetime as dt
import math

FIRST, LAST = 1990, 2035


def new_moon(k):
    """UTC of the new moon number k, counted from 2000-01-06."""
    t = k / 1236.85
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    m, mm, f, om = (math.radians(x % 360) for x in (
        2.5534 + 29.10535670 * k, 201.5643 + 385.81693528 * k, 160.7108 + 390.67050284 * k, 124.7746 - 1.56375588 * k))
    s = math.sin
    jde += (-0.40720 * s(mm) + 0.17241 * e * s(m) + 0.01608 * s(2 * mm) + 0.01039 * s(2 * f) + 0.00739 * e * s(mm - m)
            - 0.00514 * e * s(mm + m) + 0.00208 * e * e * s(2 * m) - 0.00111 * s(mm - 2 * f) - 0.00057 * s(mm + 2 * f)
            + 0.00056 * e * s(2 * mm + m) - 0.00042 * s(3 * mm) + 0.00042 * e * s(m + 2 * f) + 0.00038 * e * s(m - 2 * f)
            - 0.00024 * e * s(2 * mm - m) - 0.00017 * s(om))
    return dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=jde - 2451545.0, seconds=-65)


MOONS = [new_moon(k) for k in range(-140, 460)]


def islamic_months():
    """(month 1..12, first day) of each month; 1 Muharram 1421 was 2000-04-06, behind the new moon of 2000-04-04."""
    anchor = next(i for i, m in enumerate(MOONS) if m > dt.datetime(2000, 4, 1))
    for i, m in enumerate(MOONS):
        late = m.hour * 60 + m.minute >= 10 * 60 + 15
        yield (i - anchor) % 12 + 1, m.date() + dt.timedelta(days=2 if late else 1)


def islamic(month, day):
    return [first + dt.timedelta(days=day - 1) for n, first in islamic_months() if n == month]


def chinese(year, month, day):
    """A day of the Chinese year that begins in this year; months before any leap month, or behind it as the year's length says."""
    moons = [(m + dt.timedelta(hours=8)).date() for m in MOONS]

    def eleventh(y):
        return max(i for i, d in enumerate(moons) if d <= dt.date(y, 12, 21))
    start = next(i for i, d in enumerate(moons) if d >= dt.date(year, 1, 21))
    if month > 1:  # where the year has a leap month, most of them lie before the eighth
        long_year = eleventh(year) - eleventh(year - 1) == 13
        start += month - 1 + long_year
    return moons[start] + dt.timedelta(days=day - 1)


def diwali(year):
    moon = next(m for m in MOONS if m > dt.datetime(year, 10, 17))
    local = moon + dt.timedelta(hours=5, minutes=30)
    return local.date() if local.hour * 60 + local.minute >= 18 * 60 + 30 else local.date() - dt.timedelta(days=1)


def hebrew_new_year(hebrew):
    def elapsed(y):
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        d = months * 29 + parts // 25920
        return d + 1 if 3 * (d + 1) % 7 < 3 else d
    this, before, after = elapsed(hebrew), elapsed(hebrew - 1), elapsed(hebrew + 1)
    shift = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return dt.date.fromordinal(-1373427 + this + shift)


def jewish(name, year):
    new_year, next_year = hebrew_new_year(year + 3761), hebrew_new_year(year + 3762)
    passover = new_year - dt.timedelta(days=163)  # Nisan to Elul never change their length
    long_heshvan = (next_year - new_year).days % 10 == 5
    return {"rosh": new_year, "kippur": new_year + dt.timedelta(days=9), "sukkot": new_year + dt.timedelta(days=14),
            "passover": passover, "purim": passover - dt.timedelta(days=30), "shavuot": passover + dt.timedelta(days=50),
            "hanukkah": new_year + dt.timedelta(days=83 + long_heshvan)}[name]


def orthodox(year):
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", default="data/time/feasts.tsv")
    o = p.parse_args()
    years = range(FIRST, LAST + 1)
    rows = {"eid_fitr": islamic(10, 1), "eid_adha": islamic(12, 10), "ramadan": islamic(9, 1), "islamic_new_year": islamic(1, 1),
            "ashura": islamic(1, 10), "arbaeen": islamic(2, 20), "mawlid": islamic(3, 12),
            "chinese_new_year": [chinese(y, 1, 1) for y in years], "mid_autumn": [chinese(y, 8, 15) for y in years],
            "diwali": [diwali(y) for y in years], "orthodox_easter": [orthodox(y) for y in years],
            "orthodox_good_friday": [orthodox(y) - dt.timedelta(days=2) for y in years]}
    for name in ("rosh", "kippur", "sukkot", "passover", "purim", "shavuot", "hanukkah"):
        rows[name] = [jewish(name, y) for y in years]
    with open(o.out, "w", encoding="utf-8") as f:
        f.write("# SPDX-License-Identifier: CC-BY-4.0\n# First days of feasts of the moon's calendars. Generated by tools/make_feasts.py, which names the rules; islamic feasts can\n"
                "# be kept a day earlier or later from land to land.\nfeast\tdays\n")
        for name, days in rows.items():
            f.write(name + "\t" + " ".join(d.isoformat() for d in days if FIRST <= d.year <= LAST) + "\n")


if __name__ == "__main__":
    main()
