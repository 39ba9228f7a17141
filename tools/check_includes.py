#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: the layers of docs/architecture.md as code.

Each '#include "folder/..."' under src/ is looked up in MAY; files that are open to more folders than their own stand in
OPEN.  Prints one line for each breach and exits with 1; test lint.includes."""
import re
import sys
from pathlib import Path

GROUND = ["base"]
TREES = GROUND + ["text", "model", "parse"]
MAY = {
    "base": [],
    "text": ["base", "model"],
    "model": ["base"],
    "parse": ["base", "text", "model"],
    "lexicon": ["base", "text", "model", "parse"],
    # Siblings: they meet in the document's layers, never in code.
    "actor": TREES + ["lexicon"],
    "when": TREES + ["lexicon"],
    "where": TREES + ["lexicon"],
    "quote": TREES + ["lexicon"],
    "event": TREES + ["lexicon", "actor", "when", "where", "quote"],
    "link": ["base", "event"],
    "pipeline": TREES + ["lexicon", "actor", "when", "where", "quote", "event", "link"],
    # Users of the library: the public header, and base for buffers.
    "sink": ["base"],
    "source": ["base", "text"],  # of text the reading of dates
    "store": ["base", "sink"],  # of sink the words of the formats
    "export": ["base", "sink", "store"],
    "serve": ["base", "sink", "source", "store"],
    "plot": ["base", "sink", "store"],
    "cli": ["sink", "source", "store", "plot", "export", "serve"],
    "pack": TREES + ["lexicon", "event", "pipeline"],  # --check codes the examples
}
OPEN = {}  # "folder/file.h": [folders that may include it besides those of MAY]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def breaches(root):
    for path in sorted((root / "src").rglob("*.[ch]")) + sorted((root / "src").rglob("*.inc")):
        inside = path.relative_to(root / "src")
        folder = inside.parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            name = match.group(1)
            target = name.split("/")[0]
            place = f"src/{inside}:{number}"
            if name.startswith("dateline/"):
                continue
            if "/" not in name:
                yield f'{place}: "{name}" has no folder; includes are written from src/ on'
            elif folder not in MAY:
                yield f"{place}: folder {folder} is not in the table of {Path(__file__).name}"
            elif target != folder and target not in MAY[folder] and folder not in OPEN.get(name, []):
                yield f"{place}: {folder} must not include {name}"


def main():
    root = Path(__file__).resolve().parent.parent
    found = list(breaches(root))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
