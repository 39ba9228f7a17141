#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""examples/print_records.c prints as many records as dateline code, and is under 40 lines.
usage: check_example.py PRINT_RECORDS DATELINE"""
import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
STORY = "Date: 2024-03-05\n\nArmenia called on Azerbaijan to withdraw its troops. Police arrested two protesters in Paris.\n"


def main():
    model, pack = os.environ["DATELINE_MODEL"], os.environ["DATELINE_PACK"]
    if not (os.path.exists(model) and os.path.exists(pack)):
        print("left out: no model or pack")
        sys.exit(77)
    length = len((SOURCE / "examples" / "print_records.c").read_text(encoding="utf-8").splitlines())
    got = subprocess.run([sys.argv[1], model, pack], input=STORY, capture_output=True, text=True, check=True).stdout
    want = subprocess.run([sys.argv[2], "code", "-"], input=STORY, capture_output=True, text=True, check=True).stdout
    types = [json.loads(line)["type"] for line in want.splitlines()]
    print(got, end="")
    if length >= 40 or len(types) != len(got.splitlines()):
        sys.exit(f"{length} lines; {len(types)} records expected")
    if not all(t in line for t, line in zip(types, got.splitlines())):
        sys.exit(f"expected {types}")
    if subprocess.run([sys.argv[1], model, "/nowhere"], input=STORY, capture_output=True, text=True, check=False).returncode != 1:
        sys.exit("a missing pack is no error")


if __name__ == "__main__":
    main()
