/* bytes.c - see bytes.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/bytes.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static ptrdiff_t read_fd(void *state, char *buf, size_t n, char *message)
{
    int fd = (int)(intptr_t)state;
    ssize_t got;
    do
        got = read(fd, buf, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        (void)snprintf(message, DL__BYTES_MESSAGE, "%s", strerror(errno));
    return got;
}

static void close_fd(void *state)
{
    int fd = (int)(intptr_t)state;
    if (fd > STDIN_FILENO)
        close(fd);
}

dl__bytes dl__bytes_of_fd(int fd)
{
    return (dl__bytes){ read_fd, close_fd, (void *)(intptr_t)fd };
}
