/* SPDX-License-Identifier: BSD-3-Clause */
/* Every call that takes a descriptor: with none, with one of the wrong kind, with bad lengths.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <termios.h>
#include <unistd.h>
#include "arguments.h"

static char b[64];
static struct iovec v = { b, sizeof(b) };
static struct stat st;
static struct statvfs vfs;
static struct sockaddr_storage addr;
static socklen_t len;
static struct msghdr msg = { .msg_iov = &v, .msg_iovlen = 1 };
static struct itimerspec when;
static struct epoll_event ev;
static struct termios tty;
static int spare[2];

/* -- each call with one descriptor, the rest in order -- */

#define CALL(name, expression)             \
	static long do_##name(int fd)      \
	{                                  \
		return (long)(expression); \
	}
#define CALLS                                                                           \
	X(read, read(fd, b, 1))                                                         \
	X(write, write(fd, b, 1))                                                       \
	X(readv, readv(fd, &v, 1))                                                      \
	X(writev, writev(fd, &v, 1))                                                    \
	X(pread, pread(fd, b, 1, 0))                                                    \
	X(pwrite, pwrite(fd, b, 1, 0))                                                  \
	X(preadv, preadv(fd, &v, 1, 0))                                                 \
	X(pwritev, pwritev(fd, &v, 1, 0))                                               \
	X(lseek, lseek(fd, 0, SEEK_CUR))                                                \
	X(fstat, fstat(fd, &st))                                                        \
	X(fstatvfs, fstatvfs(fd, &vfs))                                                 \
	X(fsync, fsync(fd))                                                             \
	X(fdatasync, fdatasync(fd))                                                     \
	X(ftruncate, ftruncate(fd, 0))                                                  \
	X(fchmod, fchmod(fd, 0600))                                                     \
	X(fchown, fchown(fd, 0, 0))                                                     \
	X(futimens, futimens(fd, NULL))                                                 \
	X(fchdir, fchdir(fd))                                                           \
	X(flock, flock(fd, LOCK_SH | LOCK_NB))                                          \
	X(ioctl, ioctl(fd, FIONREAD, &spare[0]))                                        \
	X(tcgetattr, tcgetattr(fd, &tty))                                               \
	X(dup, dup(fd))                                                                 \
	X(dup2, dup2(fd, 40))                                                           \
	X(dup3, dup3(fd, 40, 0))                                                        \
	X(fcntl_getfd, fcntl(fd, F_GETFD))                                              \
	X(fcntl_getfl, fcntl(fd, F_GETFL))                                              \
	X(fcntl_dupfd, fcntl(fd, F_DUPFD, 3))                                           \
	X(mmap, mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0))                        \
	X(sendfile_in, sendfile(1, fd, NULL, 1))                                        \
	X(accept, accept(fd, NULL, NULL))                                               \
	X(bind, bind(fd, (struct sockaddr *)&addr, sizeof(addr)))                       \
	X(connect, connect(fd, (struct sockaddr *)&addr, sizeof(addr)))                 \
	X(listen, listen(fd, 1))                                                        \
	X(shutdown, shutdown(fd, SHUT_RD))                                              \
	X(getsockname, getsockname(fd, (struct sockaddr *)&addr, &len))                 \
	X(getpeername, getpeername(fd, (struct sockaddr *)&addr, &len))                 \
	X(getsockopt, getsockopt(fd, SOL_SOCKET, SO_TYPE, b, &len))                     \
	X(setsockopt, setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &spare[0], sizeof(int))) \
	X(recv, recv(fd, b, 1, MSG_DONTWAIT))                                           \
	X(send, send(fd, b, 1, MSG_DONTWAIT))                                           \
	X(recvmsg, recvmsg(fd, &msg, MSG_DONTWAIT))                                     \
	X(sendmsg, sendmsg(fd, &msg, MSG_DONTWAIT))                                     \
	X(epoll_ctl, epoll_ctl(fd, EPOLL_CTL_ADD, spare[0], &ev))                       \
	X(epoll_wait, epoll_wait(fd, &ev, 1, 0))                                        \
	X(timerfd_settime, timerfd_settime(fd, 0, &when, NULL))                         \
	X(timerfd_gettime, timerfd_gettime(fd, &when))                                  \
	X(openat, openat(fd, "x", O_RDONLY))                                            \
	X(mkdirat, mkdirat(fd, "x", 0700))                                              \
	X(unlinkat, unlinkat(fd, "x", 0))                                               \
	X(fstatat, fstatat(fd, "x", &st, 0))                                            \
	X(readlinkat, readlinkat(fd, "x", b, sizeof(b)))                                \
	X(fdopendir, fdopendir(fd) ? 0 : -1)

#define X CALL
CALLS
#undef X

static const struct {
	const char *name;
	long (*call)(int fd);
} calls[] = {
#define X(name, expression) { #name, do_##name },
	CALLS
#undef X
};
#define NCALLS (sizeof(calls) / sizeof(calls[0]))

void bad_descriptors(void)
{
	static const int bad[] = { -1, INT_MAX, INT_MIN, 50, 5000000 };
	struct pollfd p = { .fd = 50, .events = POLLIN };
	struct timeval none = { 0, 0 };
	struct epoll_event e = { .events = EPOLLIN };
	int ep = epoll_create1(0);
	off_t off = 0;
	sigset_t set;
	fd_set fds;
	size_t i, j;

	for (i = 0; i < NCALLS; i++)
		for (j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
			long r;

			errno = 0;
			r = calls[i].call(bad[j]);
			wrong_fd(calls[i].name, "nothing", bad[j], r, errno, EBADF);
		}
	SAYS(close(-1), EBADF);
	SAYS(close(50), EBADF);
	SAYS(close(INT_MAX), EBADF);
	SAYS(sendfile(50, 1, &off, 1), EBADF);
	SAYS(epoll_ctl(ep, EPOLL_CTL_ADD, 50, &e), EBADF);
	FD_ZERO(&fds);
	FD_SET(50, &fds);
	SAYS(select(51, &fds, NULL, NULL, &none), EBADF);
	SAYS(poll(&p, 1, 0), 0);
	wrong_fd("poll", "nothing", 50, p.revents == POLLNVAL ? 0 : -1, 0, 0);
	sigemptyset(&set);
	SAYS(signalfd(50, &set, 0), EBADF);
	SAYS(posix_fallocate(50, 0, 1) == EBADF ? 0 : -1, 0);
	close(ep);
}

/* -- of the wrong kind -- */

enum { FILE_, DIR_, READ_END, WRITE_END, SOCKET, EVENT, EPOLL, KINDS };
static const char *const kind_names[KINDS] = { "a file",	 "a directory",
					       "a pipe to read", "a pipe to write",
					       "a socket",	 "an eventfd",
					       "an epoll" };

/* In the order of kinds; 0: that is no error, -1: not asked here. */
static const struct {
	const char *name;
	int errors[KINDS];
} wants[] = {
	{ "read", { 0, EISDIR, EAGAIN, EBADF, EAGAIN, EINVAL, EINVAL } },
	{ "write", { 0, EBADF, EBADF, 0, 0, EINVAL, EINVAL } },
	{ "pread", { 0, EISDIR, ESPIPE, ESPIPE, ESPIPE, ESPIPE, -1 } },
	{ "pwrite", { 0, EBADF, ESPIPE, ESPIPE, ESPIPE, ESPIPE, -1 } },
	{ "lseek", { 0, 0, ESPIPE, ESPIPE, ESPIPE, -1, -1 } },
	{ "ftruncate", { 0, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL } },
	{ "fsync", { 0, 0, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL } },
	{ "fchdir", { ENOTDIR, 0, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "tcgetattr", { ENOTTY, ENOTTY, ENOTTY, ENOTTY, ENOTTY, ENOTTY, -1 } },
	{ "mmap", { 0, ENODEV, ENODEV, EACCES, ENODEV, ENODEV, ENODEV } },
	{ "accept", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, EINVAL, ENOTSOCK, ENOTSOCK } },
	{ "bind", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, -1, ENOTSOCK, ENOTSOCK } },
	{ "connect", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, -1, ENOTSOCK, ENOTSOCK } },
	{ "listen", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, EINVAL, ENOTSOCK, ENOTSOCK } },
	{ "shutdown", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, -1, ENOTSOCK, ENOTSOCK } },
	{ "getsockname", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "getpeername", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "getsockopt", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "setsockopt", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "recv", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, EAGAIN, ENOTSOCK, ENOTSOCK } },
	{ "send", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "recvmsg", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, EAGAIN, ENOTSOCK, ENOTSOCK } },
	{ "sendmsg", { ENOTSOCK, ENOTSOCK, ENOTSOCK, ENOTSOCK, 0, ENOTSOCK, ENOTSOCK } },
	{ "epoll_ctl", { EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, -1 } },
	{ "epoll_wait", { EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, 0 } },
	{ "timerfd_settime", { EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL } },
	{ "timerfd_gettime", { EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL, EINVAL } },
	{ "openat", { ENOTDIR, ENOENT, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "mkdirat", { ENOTDIR, -1, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "unlinkat", { ENOTDIR, ENOENT, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "fstatat", { ENOTDIR, ENOENT, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "readlinkat", { ENOTDIR, ENOENT, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
	{ "fdopendir", { ENOTDIR, -1, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR, ENOTDIR } },
};

static long named(const char *name, int fd)
{
	size_t i;

	for (i = 0; i < NCALLS; i++)
		if (strcmp(calls[i].name, name) == 0) {
			errno = 0;
			return calls[i].call(fd);
		}
	abort();
}

static void make_kinds(int fd[KINDS + 1])
{
	int p[2], s[2];

	fd[FILE_] = open("kind", O_CREAT | O_TRUNC | O_RDWR, 0600);
	(void)!write(fd[FILE_], "1234", 4);
	lseek(fd[FILE_], 0, SEEK_SET);
	fd[DIR_] = open(".", O_RDONLY);
	(void)!pipe2(p, O_NONBLOCK);
	fd[READ_END] = p[0];
	fd[WRITE_END] = p[1];
	socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, s);
	fd[SOCKET] = s[0];
	fd[KINDS] = s[1];
	fd[EVENT] = eventfd(0, EFD_NONBLOCK);
	fd[EPOLL] = epoll_create1(0);
}

static void close_kinds(const int fd[KINDS + 1])
{
	int i;

	for (i = 0; i <= KINDS; i++)
		close(fd[i]);
}

void wrong_kinds(void)
{
	int fd[KINDS + 1], k;
	size_t i;

	len = sizeof(addr);
	(void)!pipe2(spare, O_NONBLOCK);
	for (i = 0; i < sizeof(wants) / sizeof(wants[0]); i++)
		for (k = 0; k < KINDS; k++) {
			long r;
			int e;

			if (wants[i].errors[k] < 0)
				continue;
			/* New ones for each call, as some change them. */
			make_kinds(fd);
			r = named(wants[i].name, fd[k]);
			e = errno;
			wrong_fd(wants[i].name, kind_names[k], fd[k], r, e, wants[i].errors[k]);
			close_kinds(fd);
		}
	close(spare[0]);
	close(spare[1]);
	unlink("kind");
}

/* -- lengths, offsets, flags -- */

void bad_lengths(void)
{
	struct iovec two[2] = { { b, SSIZE_MAX }, { b, 1 } };
	int f = open("lengths", O_CREAT | O_RDWR, 0600), p[2], ro, wo;
	static struct iovec many[UIO_MAXIOV + 1];
	struct flock lock = { .l_type = 77 };
	off_t off = -1;

	(void)!pipe2(p, O_NONBLOCK);
	ro = open("lengths", O_RDONLY);
	wo = open("lengths", O_WRONLY);
	OURS(readv(f, two, 2), EINVAL);
	OURS(writev(f, two, 2), EINVAL);
	SAYS(readv(f, two, -1), EINVAL);
	SAYS(writev(p[1], two, INT_MAX), EINVAL);
	SAYS(writev(f, many, UIO_MAXIOV + 1), EINVAL);
	SAYS(writev(f, many, UIO_MAXIOV), 0);
	SAYS(readv(f, two, 0), 0);
	SAYS(read(f, b, 0), 0);
	SAYS(write(f, b, 0), 0);
	SAYS(write(f, NULL, 0), 0);
	SAYS(read(wo, b, 1), EBADF);
	SAYS(write(ro, b, 1), EBADF);
	SAYS(pread(wo, b, 1, 0), EBADF);
	SAYS(pwrite(ro, b, 1, 0), EBADF);
	SAYS(pread(f, b, 1, -1), EINVAL);
	SAYS(pwrite(f, b, 1, -1), EINVAL);
	SAYS(pread(f, b, 1, INT64_MIN), EINVAL);
	SAYS(lseek(f, -1, SEEK_SET), EINVAL);
	SAYS(lseek(f, INT64_MIN, SEEK_CUR), EINVAL);
	SAYS(lseek(f, 0, 77), EINVAL);
	SAYS(lseek(f, 0, -1), EINVAL);
	SAYS(ftruncate(f, -1), EINVAL);
	SAYS(ftruncate(f, INT64_MIN), EINVAL);
	SAYS(ftruncate(ro, 0), EINVAL);
	SAYS(sendfile(p[1], f, &off, 1), EINVAL);
	SAYS(sendfile(p[1], wo, NULL, 1), EBADF);
	SAYS(sendfile(p[0], f, NULL, 1), EBADF);
	SAYS(fcntl(f, 7777), EINVAL);
	SAYS(fcntl(f, -1), EINVAL);
	SAYS(fcntl(f, F_SETLK, &lock), EINVAL);
	SAYS(fcntl(f, F_DUPFD, -1), EINVAL);
	SAYS(flock(f, 0), EINVAL);
	SAYS(flock(f, 77), EINVAL);
	SAYS(pipe2(p, 1), EINVAL);
	SAYS(eventfd(0, 1 << 20), EINVAL);
	SAYS(epoll_create1(1), EINVAL);
	SAYS(epoll_create(0), EINVAL);
	SAYS(epoll_create(-1), EINVAL);
	SAYS(timerfd_create(CLOCK_MONOTONIC, 1), EINVAL);
	SAYS(timerfd_create(77, 0), EINVAL);
	SAYS(dup3(f, f, 0), EINVAL);
	SAYS(dup3(f, 60, 1), EINVAL);
	RETURNS(posix_fallocate(f, -1, 1), EINVAL);
	RETURNS(posix_fallocate(f, 0, 0), EINVAL);
	RETURNS(posix_fallocate(p[1], 0, 1), ESPIPE);
	RETURNS(posix_fadvise(f, 0, 0, 77), EINVAL);
	RETURNS(posix_fadvise(p[1], 0, 0, 0), ESPIPE);
	close(f);
	close(ro);
	close(wo);
	close(p[0]);
	close(p[1]);
	unlink("lengths");
}
