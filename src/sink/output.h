/* output.h - bytes out, checked.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_OUTPUT_H
#define DL_SINK_OUTPUT_H
#include "base/strbuf.h"

typedef struct dl__output {
    int fd;
    const char *name; /* "standard output", or the file's path */
    bool closed_pipe; /* the reader has gone: nobody wants more, and nothing is wrong */
    int error;        /* errno of the first failed write, 0: none */
} dl__output;

/* path NULL or "-": standard output.  false: could not be opened, error says why. */
bool dl__output_open(dl__output *o, const char *path);
/* Write all of s[0..len). false when this or an earlier write failed or the pipe is closed. SIGPIPE must be ignored. */
bool dl__output_write(dl__output *o, const char *s, size_t len);
/* Some systems tell only now that the disk is full. */
bool dl__output_close(dl__output *o);
#endif
