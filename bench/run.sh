#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Speed, memory and start-up of a build.  usage: bench/run.sh [BUILD [CORPUS.jsonl]]
# BUILD is a release build (default build/release); without a corpus, tests/support/stories.jsonl and examples/ are repeated.
# Instructions a word need valgrind and are left out where it is not installed.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$source/build/release}
corpus=${2:-}
model=${DATELINE_MODEL:-$build/share/dateline/en.dlm}
pack=${DATELINE_PACK:-$build/share/dateline/world.dlp}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ -z "$corpus" ]; then
    corpus=$tmp/corpus.jsonl
    grep -hv '^$' "$source"/tests/support/stories.jsonl "$source"/examples/*.jsonl 2>/dev/null > "$corpus"
fi
echo "corpus: $(basename "$corpus"), $(wc -l < "$corpus") stories, $(wc -w < "$corpus") words by wc -w"
"$build/bin/dl_bench" "$model" "$pack" "$corpus"

# Start-up: from the start of the program to the first record, as a user feels it; the best of 20, since a machine is never idle.
printf 'Date: 2024-03-05\n\nArmenia called on Azerbaijan to withdraw its troops.\n' > "$tmp/one.txt"
best=
i=0
while [ $i -lt 20 ]; do
    from=$(date +%s%N)
    DATELINE_MODEL=$model DATELINE_PACK=$pack "$build/bin/dateline" code "$tmp/one.txt" > "$tmp/out"
    took=$(($(date +%s%N) - from))
    if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
    i=$((i + 1))
done
echo "start to first record: $((best / 100000)) tenths of a millisecond ($(wc -l < "$tmp/out") record)"

if command -v valgrind > /dev/null; then
    # Two runs, the second with twice the stories: the difference is free of start-up.
    head -n 20 "$corpus" > "$tmp/a.jsonl"
    sed 's/"id": *"/&again-/' "$tmp/a.jsonl" | cat "$tmp/a.jsonl" - > "$tmp/b.jsonl"
    for f in a b; do
        # valgrind knows AVX2 and nothing newer, so these are the instructions of the AVX2 kernels
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/bin/dateline" code -j 1 -m "$model" -p "$pack" \
            "$tmp/$f.jsonl" 2>&1 > /dev/null | sed -n 's/.*Collected : \([0-9]*\).*/\1/p' > "$tmp/$f.count"
        "$build/bin/dateline" parse -j 1 -m "$model" "$tmp/$f.jsonl" 2> /dev/null | grep -c '^[0-9][0-9]*	' > "$tmp/$f.words"
    done
    echo "instructions a word, AVX2 kernels: $((($(cat "$tmp/b.count") - $(cat "$tmp/a.count")) / ($(cat "$tmp/b.words") - $(cat "$tmp/a.words"))))"
else
    echo "instructions a word: left out, valgrind is not installed"
fi
