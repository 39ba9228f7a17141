/* file.c - see file.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

static dl_status fail_errno(dl_error *err, const char *path, int number)
{
    char reason[128];
    if (strerror_r(number, reason, sizeof reason) != 0)
        return dl__fail(err, DL_EIO, 0, "%s: error %d of the system", path, number);
    return dl__fail(err, DL_EIO, 0, "%s: %s", path, reason);
}

static dl_status map_fd(int fd, const char *path, dl__file *out, dl_error *err)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return fail_errno(err, path, errno);
    if (S_ISDIR(st.st_mode))
        return fail_errno(err, path, EISDIR);
    if (!S_ISREG(st.st_mode))
        return dl__fail(err, DL_EIO, 0, "%s: not a regular file", path);
    if (st.st_size == 0)
        return DL_OK;
    if ((uintmax_t)st.st_size > SIZE_MAX)
        return fail_errno(err, path, EFBIG);
    void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return fail_errno(err, path, errno);
    out->data = data;
    out->len = (size_t)st.st_size;
    return DL_OK;
}

dl_status dl__file_map(const char *path, dl__file *out, dl_error *err)
{
    *out = (dl__file){ NULL, 0 };
    int fd =
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* non-blocking: a FIFO is refused, not waited for */
    if (fd < 0)
        return fail_errno(err, path, errno);
    dl_status status = map_fd(fd, path, out, err);
    (void)close(fd);
    return status;
}

void dl__file_unmap(dl__file *f)
{
    if (f->data)
        (void)munmap((void *)(uintptr_t)f->data, f->len);
    *f = (dl__file){ NULL, 0 };
}
