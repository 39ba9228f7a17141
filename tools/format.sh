#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lay out the C sources as .clang-format says.  format.sh --check only says which differ, and fails then.
set -eu
cd "$(dirname "$0")/.."
files=$(find src tests examples bench -name '*.c' 2>/dev/null | sort)
if [ "${1:-}" = --check ]; then
    # shellcheck disable=SC2086
    exec clang-format --dry-run --Werror $files
fi
# shellcheck disable=SC2086
clang-format -i $files
