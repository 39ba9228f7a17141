/* plot_run.c - another program with a script as its input; see plot.h. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "plot/plot.h"

#include "base/error.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zstd.h>

extern char **environ;
enum { PATIENCE = 60 }; /* seconds */

/* What it complained of: its first line that is not empty. */
static void complaint(FILE *log, char *line, size_t size)
{
    line[0] = '\0';
    if (!log || fseek(log, 0, SEEK_SET))
        return;
    while (fgets(line, (int)size, log)) {
        size_t n = strcspn(line, "\n"), begin = strspn(line, " \t\n^");
        line[n] = '\0';
        if (begin < n) {
            memmove(line, line + begin, n - begin + 1);
            return;
        }
    }
    line[0] = '\0';
}

/* A pipe for its input, fd for its output, log for its complaints; signals as they are by default. */
static int start(const char *const *argv, const int in[2], int fd, int log, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t signals;
    int rc = posix_spawn_file_actions_init(&files);
    if (rc)
        return rc;
    rc = posix_spawnattr_init(&attributes);
    if (!rc) {
        (void)sigemptyset(&signals);
        (void)sigaddset(&signals, SIGPIPE);
        (void)sigaddset(&signals, SIGXFSZ);
        (void)posix_spawnattr_setsigdefault(&attributes, &signals);
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        rc = posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
        rc = rc ? rc : posix_spawn_file_actions_addclose(&files, in[1]);
        if (!rc && fd != STDOUT_FILENO)
            rc = posix_spawn_file_actions_adddup2(&files, fd, STDOUT_FILENO);
        rc = rc ? rc : posix_spawn_file_actions_adddup2(&files, log, STDERR_FILENO);
        if (!rc)
            rc = posix_spawnp(pid, argv[0], &files, &attributes, (char *const *)(uintptr_t)argv, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    return rc;
}

static void feed(int to, dl_str script)
{
    for (size_t at = 0; at < script.len;) {
        ssize_t n = write(to, script.ptr + at, script.len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return; /* it has gone: its status says why */
        at += (size_t)n;
    }
}

/* Wait for its end. false: it did not come, and was made to. */
static bool ends(pid_t pid, int *status)
{
    static const struct timespec nap = { 0, 20000000 };
    for (int i = 0; i < PATIENCE * 50; i++) {
        pid_t n = waitpid(pid, status, WNOHANG);
        if (n == pid || (n < 0 && errno != EINTR))
            return true;
        (void)nanosleep(&nap, NULL);
    }
    (void)kill(pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR)
        ;
    return false;
}

dl_status dl__plot_run(const char *const *argv, dl_str script, int fd, dl_error *err)
{
    int in[2], status = 0;
    pid_t pid;
    FILE *log = tmpfile();
    if (!log || pipe(in)) {
        int error = errno;
        if (log)
            (void)fclose(log);
        return dl__fail(err, DL_EIO, 0, "%s: %s", argv[0], strerror(error));
    }
    int rc = start(argv, in, fd, fileno(log), &pid);
    (void)close(in[0]);
    if (!rc)
        feed(in[1], script);
    (void)close(in[1]);
    bool late = !rc && !ends(pid, &status);
    char line[160];
    complaint(log, line, sizeof line);
    (void)fclose(log);
    if (rc)
        return dl__fail(err, DL_EIO, 0, "%s: %s", argv[0], strerror(rc));
    if (late)
        return dl__fail(err, DL_EIO, 0, "%s took more than %d s and was stopped", argv[0], PATIENCE);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return DL_OK;
    return dl__fail(err, DL_EIO, 0, "%s failed (%s %d)%s%s", argv[0],
                    WIFEXITED(status) ? "exit status" : "signal",
                    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), line[0] ? ": " : "", line);
}

dl_status dl__plot_unpack(const char *path, size_t max, char **out, size_t *len, dl_error *err)
{
    *out = NULL;
    *len = 0;
    FILE *f = fopen(path, "rb");
    if (!f)
        return dl__fail(err, DL_EIO, 0, "%s: %s", path, strerror(errno));
    char *packed = malloc(max);
    size_t n = packed ? fread(packed, 1, max, f) : 0;
    (void)fclose(f);
    unsigned long long size = packed ? ZSTD_getFrameContentSize(packed, n) : 0;
    bool known = size != ZSTD_CONTENTSIZE_ERROR && size != ZSTD_CONTENTSIZE_UNKNOWN && size <= max;
    char *text = packed && known ? malloc((size_t)size + 1) : NULL;
    size_t got = text ? ZSTD_decompress(text, (size_t)size, packed, n) : 0;
    bool good = text && !ZSTD_isError(got);
    free(packed);
    if (!good) {
        free(text);
        return packed && known && !text
                   ? dl__no_memory(err)
                   : dl__fail(err, DL_EIO, 0, "%s: not a file that zstd packed, or damaged", path);
    }
    text[got] = '\0';
    *out = text;
    *len = got;
    return DL_OK;
}
