#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the commands that the documents show and compare what they print.

usage: doc_tests.py PROGRAM [--update]

A shown command is the first line of a block "```console": "$ build/release/bin/dateline ..."; the rest of the block is its
output.  PROGRAM takes the place of that path.  The blocks of a document run one after the other in a folder that shows the
files of the project and keeps what they write.  --update rewrites the blocks."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```console\n\$ ([^\n]+)\n(.*?)```\n", re.S)
SHOWN = "build/release/bin/dateline"


def rerun(text, program):
    """The document as its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        for entry in ROOT.iterdir():
            if entry.name not in ("build", ".git"):
                (Path(folder) / entry.name).symlink_to(entry)

        def run(match):
            command = match.group(1).replace(SHOWN, program)
            out = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False).stdout
            return f"```console\n$ {match.group(1)}\n{out}```\n"

        return BLOCK.sub(run, text)


def main():
    program, update = str(Path(sys.argv[1]).resolve()), "--update" in sys.argv[2:]
    failed = 0
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        now = rerun(text, program)
        if now != text and update:
            path.write_text(now, encoding="utf-8")
        elif now != text:
            print(f"{path.name}: a shown command prints something else now; tools/doc_tests.py --update rewrites it")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
