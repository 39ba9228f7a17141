/* fuzz.h - what a fuzz target and its drivers share. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_FUZZ_FUZZ_H
#define DL_FUZZ_FUZZ_H
#include <stddef.h>
#include <stdint.h>

/* One input. Returns 0; anything wrong is a crash. Named and called by libFuzzer; replay.c calls it without an engine. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Put data[0..len) into a file of this process; *path (at least 64 bytes) gets its name. The file goes with the process. */
void fuzz_file(const uint8_t *data, size_t len, char path[64]);
#endif
