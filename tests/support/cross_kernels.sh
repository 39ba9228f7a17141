#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The kernels' unit test compiled for aarch64 and run by qemu, on a processor with sdot and on one without.
# usage: cross_kernels.sh SOURCE.  Status 77: left out, and why.
set -eu
source=$1
for need in aarch64-linux-gnu-gcc qemu-aarch64; do
    if ! command -v "$need" >/dev/null; then
        echo "left out: no $need"
        exit 77
    fi
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cc() {
    aarch64-linux-gnu-gcc -std=c11 -O3 -ffp-contract=off -Wall -Wextra -Werror "-I$source/include" "-I$source/src" \
        "-I$source/tests/support/cross" "$@"
}
if ! echo 'int main(void) { return 0; }' | cc -static -x c - -o "$tmp/none" 2>/dev/null; then
    echo "left out: no C library for aarch64 (libc6-dev-arm64-cross)"
    exit 77
fi
objects=
for part in kernels kernels_plain kernels_neon kernels_neondot; do
    flags=
    [ $part != kernels_neondot ] || flags=-march=armv8.2-a+dotprod # as src/model/CMakeLists.txt has it
    cc $flags -c "$source/src/model/$part.c" -o "$tmp/$part.o"
    objects="$objects $tmp/$part.o"
done
# shellcheck disable=SC2086
cc -static "$source/tests/unit/test_kernels.c" $objects -lm -o "$tmp/test"
# runs CPU KERNELS: all tests pass there, and these are the kernels that it offers
runs() {
    qemu-aarch64 -cpu "$1" "$tmp/test" >"$tmp/out" || { cat "$tmp/out"; exit 1; }
    if ! grep -qx "kernels: $2" "$tmp/out"; then
        cat "$tmp/out"
        echo "on $1 expected: $2"
        exit 1
    fi
    echo "$1: $2: $(tail -n 1 "$tmp/out")"
}
runs cortex-a53 "neon, plain"
runs max "neondot, neon, plain"
