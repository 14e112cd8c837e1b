/* Lets one write-like call fail: the HEDAN_FAULT_AT-th that touches a path below
   HEDAN_FAULT_DIR, and with HEDAN_FAULT_ON every one after it, too. HEDAN_FAULT_NO is the errno.
   How many there were is written to HEDAN_FAULT_COUNT at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;
static long wanted = -2;
static int lasting, number;
static const char *below;

static void begin(void) {
    if (wanted != -2) return;
    const char *at = getenv("HEDAN_FAULT_AT");
    below = getenv("HEDAN_FAULT_DIR");
    lasting = getenv("HEDAN_FAULT_ON") != NULL;
    number = getenv("HEDAN_FAULT_NO") ? atoi(getenv("HEDAN_FAULT_NO")) : EIO;
    wanted = at ? atol(at) : -1;
}

static int fails(const char *path) {
    begin();
    if (!below || !path || strncmp(path, below, strlen(below)) != 0) return 0;
    long call = __sync_add_and_fetch(&calls, 1);
    if (call == wanted || (lasting && wanted > 0 && call > wanted)) {
        errno = number;
        return 1;
    }
    return 0;
}

static int fd_fails(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *from, size_t size) {
    return fd_fails(fd) ? -1 : REAL(write)(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    return fd_fails(fd) ? -1 : REAL(pwrite)(fd, from, size, at);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    return fd_fails(fd) ? -1 : REAL(pwrite64)(fd, from, size, at);
}
int fsync(int fd) { return fd_fails(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fd_fails(fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t to) { return fd_fails(fd) ? -1 : REAL(ftruncate)(fd, to); }
int ftruncate64(int fd, off64_t to) { return fd_fails(fd) ? -1 : REAL(ftruncate64)(fd, to); }
int rename(const char *from, const char *to) { return fails(to) ? -1 : REAL(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return fails(path) ? -1 : REAL(mkdir)(path, mode); }

#define OPENS(name)                                                     \
    int name(const char *path, int flags, ...) {                        \
        va_list rest;                                                   \
        va_start(rest, flags);                                          \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;       \
        va_end(rest);                                                   \
        if ((flags & O_CREAT) && fails(path)) return -1;                \
        return REAL(name)(path, flags, mode);                           \
    }
OPENS(open)
OPENS(open64)

__attribute__((destructor)) static void end(void) {
    const char *to = getenv("HEDAN_FAULT_COUNT");
    if (!to) return;
    int fd = REAL(open)(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char text[32];
    int length = snprintf(text, sizeof text, "%ld", calls);
    if (fd >= 0) {
        ssize_t ignored = REAL(write)(fd, text, (size_t)length);
        (void)ignored;
        close(fd);
    }
}
