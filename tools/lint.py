#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""House rules that no compiler knows: banned calls, lengths, complexity, licence lines, paths of one machine.

Looks at the files that git knows or, outside a checkout, at all files of the tree.  Prints one line for each breach and
exits with 1; test lint.house.  `lint.py --list` prints the files looked at."""
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_FILE_LINES = 1000
MAX_FUNCTION_LINES = 80
MAX_COMPLEXITY = 25
MAX_COLUMNS = 140

# Calls that overflow, hide errors, depend on the locale or share a buffer; in the library also what prints or exits.
BANNED = ("atoi atol atof strcpy strcat sprintf vsprintf strtok gets localtime gmtime asctime ctime strncpy strncat "
          "alloca setlocale scanf sscanf fscanf rand srand system tmpnam").split()
BANNED_IN_LIBRARY = "printf puts putchar fputs fprintf perror exit abort _exit getenv setenv".split()
NOT_LIBRARY = ("src/cli/", "src/pack/", "src/sink/", "src/source/", "src/serve/")

TEXT = {".c", ".h", ".inc", ".py", ".sh", ".cmake", ".tsv", ".md", ".txt", ".json", ".in", ".meta", ".re", ""}
CODE = {".c", ".h", ".inc", ".py", ".sh", ".cmake", ".tsv", ".re"}
NO_LICENCE_LINE = ("LICENSES/", "LICENSE", "NOTICE", "tests/golden/", "tests/corpus/", "examples/")
# Written apart so that this file does not find itself.
INNER = re.compile("|".join(["/" + "work/", "/" + "tmp/" + "build", "/" + "root/", r"\.\./" + "shared"]))


def files():
    try:
        out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        names = [name for name in out.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(p.relative_to(ROOT)) for p in sorted(ROOT.rglob("*")) if p.is_file() and "build" not in p.parts]
    return [name for name in names if (ROOT / name).is_file()]


def strip_c(text):
    """The C text with comments and literals blanked, so that only code is left; line ends stay."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def lint_calls(name, code):
    banned = set(BANNED)
    if name.startswith("src/") and not name.startswith(NOT_LIBRARY):
        banned |= set(BANNED_IN_LIBRARY)
    if name.startswith(("src/", "tests/", "examples/", "bench/")):
        for number, line in enumerate(code.split("\n"), 1):
            for call in re.findall(r"(?<![\w.>])(\w+)\s*\(", line):
                if call in banned and not (call == "abort" and name.startswith("tests/")):
                    yield f"{name}:{number}: {call}() is banned"


def lint_functions(name, code):
    """A function begins with '{' in the first column and ends with '}' there."""
    begin = 0
    for number, line in enumerate(code.split("\n"), 1):
        if line.rstrip() == "{":
            begin = number
        elif line.startswith("}") and begin:
            if number - begin - 1 > MAX_FUNCTION_LINES:
                yield f"{name}:{begin}: function of {number - begin - 1} lines, {MAX_FUNCTION_LINES} is the most"
            begin = 0


def lint_text(name, text):
    suffix = Path(name).suffix
    lines = text.split("\n")
    if suffix in CODE and not name.startswith(NO_LICENCE_LINE) and "SPDX-License-Identifier:" not in text[:1000]:
        yield f"{name}:1: no SPDX-License-Identifier line"
    if suffix in {".c", ".h", ".py"} and len(lines) > MAX_FILE_LINES:
        yield f"{name}: {len(lines)} lines, {MAX_FILE_LINES} is the most"
    for number, line in enumerate(lines, 1):
        if INNER.search(line):
            yield f"{name}:{number}: a path of one machine"
        if suffix in {".c", ".h"} and len(line) > MAX_COLUMNS:
            yield f"{name}:{number}: {len(line)} columns, {MAX_COLUMNS} is the most"
        if suffix in {".c", ".h", ".py"} and line != line.rstrip():
            yield f"{name}:{number}: white space at the end"


def lint_complexity(names):
    if not shutil.which("pmccabe"):
        return
    sources = [name for name in names if name.startswith("src/") and name.endswith(".c")]
    out = subprocess.run(["pmccabe", *sources], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    for line in out.splitlines():
        parts = line.split("\t")
        if len(parts) >= 6 and parts[0].isdigit() and int(parts[0]) > MAX_COMPLEXITY:
            yield f"{parts[5]}: complexity {parts[0]}, {MAX_COMPLEXITY} is the most"


def lint_unique(names):
    """Names of sources are unique in the tree, so that a name in a message is enough to find the file."""
    seen = {}
    for name in names:
        base = Path(name).name
        if name.startswith("src/") and base not in ("CMakeLists.txt", "main.c"):
            if base in seen:
                yield f"{name}: the name of {seen[base]} again"
            seen[base] = name


def main():
    names = files()
    if "--list" in sys.argv[1:]:
        print("\n".join(names))
        return 0
    found = list(lint_unique(names)) + list(lint_complexity(names))
    for name in names:
        if Path(name).suffix not in TEXT:
            continue
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            if Path(name).suffix in CODE:
                found.append(f"{name}: not UTF-8")
            continue
        found += lint_text(name, text)
        if Path(name).suffix in {".c", ".h"}:
            code = strip_c(text)
            found += lint_calls(name, code)
            found += lint_functions(name, code)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
