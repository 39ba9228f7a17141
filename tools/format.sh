#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lay out the C sources as .clang-format says.  format.sh --check only says which differ, and fails then.
set -eu
cd "$(dirname "$0")/.."
files=$(find src tests examples bench -name '*.c' 2>/dev/null | sort)
if [ "${1:-}" = --check ]; then
    differ=0
    for file in $files; do
        if ! clang-format "$file" | cmp -s "$file" -; then
            echo "$file: not as clang-format lays it out; run tools/format.sh"
            differ=1
        fi
    done
    exit $differ
fi
# shellcheck disable=SC2086
clang-format -i $files
