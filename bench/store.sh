#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What keeping costs: processor time of ingest as a ratio to that of code, and bytes a story.
# usage: bench/store.sh BUILD CORPUS.jsonl [TIMES]; of TIMES (default 5) alternating runs with one worker the median ratio is told.
set -eu
build=$1
corpus=$2
times=${3:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# seconds COMMAND...: user and system time of a command
seconds() {
    python3 - "$@" <<'END'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_utime + used.ru_stime:.3f}")
END
}

i=0
while [ $i -lt "$times" ]; do
    rm -f "$tmp"/news.db*
    code=$(seconds "$build/bin/dateline" code -j 1 -o "$tmp/out" "$corpus")
    ingest=$(seconds "$build/bin/dateline" ingest -j 1 "$tmp/news.db" "$corpus")
    again=$(seconds "$build/bin/dateline" ingest -j 1 "$tmp/news.db" "$corpus")
    echo "$code $ingest $again" | awk '{ printf "%.3f %s %s %s\n", $2 / $1, $1, $2, $3 }' >> "$tmp/ratios"
    i=$((i + 1))
done
sort -n "$tmp/ratios" | awk '{ row[NR] = $0 } END { split(row[int((NR + 1) / 2)], r, " ")
    printf "ingest / code: %s (code %s s, ingest %s s, the same again %s s)\n", r[1], r[2], r[3], r[4] }'
stories=$("$build/bin/dateline" check "$tmp/news.db" | sed -n 's/.*, \([0-9]*\) stories.*/\1/p')
bytes=$(wc -c < "$tmp/news.db")
echo "$stories stories, $((bytes / stories)) bytes each, of which $(($(wc -c < "$corpus") / stories)) came in"
