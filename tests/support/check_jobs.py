#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The same bytes whatever -j is, and well-formed CoNLL-U.  usage: check_jobs.py DATELINE STORIES.jsonl"""
import pathlib
import subprocess
import sys
import tempfile

import check_conllu

MORE, BAD = 12, b'{"text": 1}\n'


def main():
    program, stories = sys.argv[1:3]
    lines = [s for s in pathlib.Path(stories).read_bytes().splitlines(keepends=True)]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as f:
        for i in range(MORE):  # the same stories under other names, with a bad line here and there
            for line in lines:
                f.write(line.replace(b'"id": "', b'"id": "%d-' % i, 1))
            f.write(BAD if i % 5 == 3 else b"")
        f.flush()
        for command in (["parse"], ["code", "-f", "story"], ["code", "-f", "csv"], ["code", "-f", "table"], ["explain"]):
            runs = [subprocess.run([program, *command, "-j", j, f.name], capture_output=True, check=False)
                    for j in ("1", "2", "3", "16")]
            if any((r.stdout, r.stderr, r.returncode) != (runs[0].stdout, runs[0].stderr, 1) for r in runs):
                sys.exit(f"{' '.join(command)}: not the same for every -j, or exit {runs[0].returncode}")
            if not runs[0].stdout:
                sys.exit(f"{' '.join(command)}: nothing came out")
            errors = check_conllu.check(runs[0].stdout) if command == ["parse"] else []
            if errors:
                sys.exit("\n".join(errors[:10]))


if __name__ == "__main__":
    main()
