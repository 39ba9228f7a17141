/* output.c - see output.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "sink/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool dl__output_open(dl__output *o, const char *path)
{
    *o = (dl__output){ .fd = STDOUT_FILENO, .name = "standard output" };
    if (!path || !strcmp(path, "-"))
        return true;
    o->name = path;
    o->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (o->fd < 0)
        o->error = errno;
    return o->fd >= 0;
}

bool dl__output_write(dl__output *o, const char *s, size_t len)
{
    while (len && !o->error && !o->closed_pipe) {
        ssize_t n = write(o->fd, s, len);
        if (n > 0) {
            s += n;
            len -= (size_t)n;
        } else if (n < 0 && errno == EPIPE) {
            o->closed_pipe = true;
        } else if (n == 0 || errno != EINTR) {
            o->error = n == 0 ? EIO : errno;
        }
    }
    return !o->error && !o->closed_pipe;
}

bool dl__output_close(dl__output *o)
{
    if (o->fd >= 0 && close(o->fd) && !o->error && errno != EINTR)
        o->error = errno;
    o->fd = -1;
    return !o->error;
}
