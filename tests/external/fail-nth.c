// Lets the nth call of a program go wrong that touches a file below FAIL_BELOW or a socket; for tests of what a program
// does then. FAIL_NTH counts from 1 (0: only counts), FAIL_HOW is `error` or `kill`, FAIL_LOG names a file that gets one
// line for each call.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;
static __thread int inside;

static int touches(const char *path) {
  const char *below = getenv("FAIL_BELOW");
  return below != NULL && path != NULL && strncmp(path, below, strlen(below)) == 0;
}

static int what(int fd, char *name, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, size - 1);
  if (length < 0) return 0;
  name[length] = 0;
  return strncmp(name, "socket:", 7) == 0 ? 2 : touches(name);
}

// Answers 1 where this call goes wrong.
static int goes_wrong(const char *call, const char *name, int is_socket) {
  inside = 1;
  int number = atomic_fetch_add(&calls, 1) + 1;
  const char *log = getenv("FAIL_LOG");
  if (log != NULL) {
    FILE *file = fopen(log, "a");
    if (file != NULL) {
      fprintf(file, "%d %s %s\n", number, call, is_socket ? "socket" : name);
      fclose(file);
    }
  }
  const char *nth = getenv("FAIL_NTH");
  int wrong = nth != NULL && number == atoi(nth);
  inside = 0;
  if (!wrong) return 0;
  const char *how = getenv("FAIL_HOW");
  if (how != NULL && strcmp(how, "kill") == 0) raise(SIGKILL);
  errno = is_socket ? ECONNRESET : EIO;
  return 1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define ON_FD(call, fd, failed)                                      \
  char name[PATH_MAX];                                               \
  int kind = inside ? 0 : what(fd, name, sizeof name);               \
  if (kind != 0 && goes_wrong(call, name, kind == 2)) return failed;
#define ON_PATH(call, path, failed) \
  if (!inside && touches(path) && goes_wrong(call, path, 0)) return failed;

ssize_t write(int fd, const void *bytes, size_t count) { REAL(write); ON_FD("write", fd, -1) return real(fd, bytes, count); }
ssize_t writev(int fd, const struct iovec *parts, int count) { REAL(writev); ON_FD("write", fd, -1) return real(fd, parts, count); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { REAL(pwrite64); ON_FD("write", fd, -1) return real(fd, bytes, count, at); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { REAL(pwrite); ON_FD("write", fd, -1) return real(fd, bytes, count, at); }
ssize_t read(int fd, void *bytes, size_t count) { REAL(read); ON_FD("read", fd, -1) return real(fd, bytes, count); }
ssize_t pread64(int fd, void *bytes, size_t count, off64_t at) { REAL(pread64); ON_FD("read", fd, -1) return real(fd, bytes, count, at); }
ssize_t pread(int fd, void *bytes, size_t count, off_t at) { REAL(pread); ON_FD("read", fd, -1) return real(fd, bytes, count, at); }
ssize_t recvmsg(int fd, struct msghdr *message, int flags) { REAL(recvmsg); ON_FD("read", fd, -1) return real(fd, message, flags); }
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { REAL(sendmsg); ON_FD("write", fd, -1) return real(fd, message, flags); }
int fsync(int fd) { REAL(fsync); ON_FD("sync", fd, -1) return real(fd); }
int fdatasync(int fd) { REAL(fdatasync); ON_FD("sync", fd, -1) return real(fd); }
int ftruncate64(int fd, off64_t length) { REAL(ftruncate64); ON_FD("truncate", fd, -1) return real(fd, length); }
int ftruncate(int fd, off_t length) { REAL(ftruncate); ON_FD("truncate", fd, -1) return real(fd, length); }
int connect(int fd, const struct sockaddr *address, socklen_t length) { REAL(connect); ON_FD("connect", fd, -1) return real(fd, address, length); }
int rename(const char *from, const char *to) { REAL(rename); ON_PATH("rename", from, -1) return real(from, to); }
int unlink(const char *path) { REAL(unlink); ON_PATH("unlink", path, -1) return real(path); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); ON_PATH("mkdir", path, -1) return real(path, mode); }
int link(const char *from, const char *to) { REAL(link); ON_PATH("link", to, -1) return real(from, to); }

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  if (!inside && touches(path) && goes_wrong("open", path, 0)) return -1;
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name);
  return real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opened("open64", path, flags, mode);
}
