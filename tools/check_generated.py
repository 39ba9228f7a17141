#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run every generator tools/gen_*.py with --check: is what it makes up to date?  Test lint.generated."""
import subprocess
import sys
from pathlib import Path


def main():
    failed = 0
    for generator in sorted(Path(__file__).resolve().parent.glob("gen_*.py")):
        if subprocess.run([sys.executable, str(generator), "--check"], check=False).returncode:
            print(f"tools/{generator.name}: what it makes is stale; run it without --check")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
