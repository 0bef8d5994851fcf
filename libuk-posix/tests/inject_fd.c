/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations on descriptors for inject.h: pipes, events, epoll, poll, memory files, mappings.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include "tests/inject_fd.h"

#define MANY 20 /* more than what fits on a stack */

static int fd[2] = { -1, -1 }, file = -1, many[MANY];
static void *map;

static void close_fd(void)
{
	close(fd[0]);
	if (fd[1] >= 0)
		close(fd[1]);
	fd[0] = fd[1] = -1;
}

static int kept(int r)
{
	fd[0] = r;
	return r < 0 ? -1 : 0;
}

static int do_pipe(void)
{
	return pipe(fd);
}

/* The ring does not grow: less is taken, and what was is read again. */
static int do_pipe_write(void)
{
	static char buf[20000];
	ssize_t n, all = 0;

	if (write(many[1], buf, sizeof(buf)) < 4096)
		return -1;
	while ((n = read(many[0], buf, sizeof(buf))) > 0)
		all += n;
	return all >= 4096 ? 0 : -1;
}

static int do_eventfd(void)
{
	return kept(eventfd(3, EFD_NONBLOCK));
}

static int do_timerfd(void)
{
	return kept(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK));
}

static int do_epoll(void)
{
	return kept(epoll_create1(EPOLL_CLOEXEC));
}

/* In a set of its own, as the set's table stays grown. */
static int do_epoll_add(void)
{
	struct epoll_event e = { .events = EPOLLIN };
	int r;

	if (kept(epoll_create1(0)) < 0)
		return -1;
	if (epoll_ctl(fd[0], EPOLL_CTL_ADD, many[0], &e) == 0)
		return 0;
	r = errno;
	close_fd();
	errno = r;
	return -1;
}

static int do_poll(void)
{
	struct pollfd p[MANY];
	int i;

	for (i = 0; i < MANY; i++)
		p[i] = (struct pollfd){ .fd = many[0], .events = POLLIN };
	return poll(p, MANY, 1) < 0 ? -1 : 0;
}

static int do_select(void)
{
	struct timeval t = { 0, 1000 };
	fd_set r;
	int i, top = 0;

	FD_ZERO(&r);
	for (i = 0; i < MANY; i += 2) {
		FD_SET(many[i], &r);
		top = many[i] > top ? many[i] : top;
	}
	return select(top + 1, &r, NULL, NULL, &t) < 0 ? -1 : 0;
}

static int do_memfd(void)
{
	return kept(memfd_create("x", 0));
}

static int do_memfd_write(void)
{
	ssize_t n;

	if (kept(memfd_create("x", 0)) < 0)
		return -1;
	n = write(fd[0], "hello", 5);
	if (n == 5)
		return 0;
	n = errno;
	close_fd();
	errno = (int)n;
	return -1;
}

static int do_shm(void)
{
	return kept(shm_open("/inject", O_CREAT | O_RDWR, 0600));
}

static void undo_shm(void)
{
	shm_unlink("/inject");
	close_fd();
}

static int do_map(void)
{
	map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return map == MAP_FAILED ? -1 : 0;
}

static int do_map_shared(void)
{
	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	if (map == MAP_FAILED)
		return -1;
	memset(map, 'x', 4096);
	return 0;
}

static int do_map_file(void)
{
	map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
	return map == MAP_FAILED ? -1 : 0;
}

static void undo_map(void)
{
	munmap(map, 8192);
}

static void undo_map_page(void)
{
	munmap(map, 4096);
}

/* The middle of three pages: what was one mapping is two, which takes a note more. */
static int do_unmap_middle(void)
{
	char *p = mmap(NULL, 3 * 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int r, e;

	if (p == MAP_FAILED)
		return -1;
	r = munmap(p + 4096, 4096);
	e = errno;
	munmap(p, 3 * 4096);
	errno = e;
	return r;
}

static int do_flock(void)
{
	return flock(file, LOCK_EX | LOCK_NB);
}

static void undo_flock(void)
{
	flock(file, LOCK_UN);
}

static int do_sendfile(void)
{
	off_t off = 0;
	char b[8];

	if (sendfile(many[1], file, &off, 4) != 4)
		return -1;
	return read(many[0], b, sizeof(b)) == 4 ? 0 : -1;
}

static int do_socketpair(void)
{
	return socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fd);
}

static int do_socket_write(void)
{
	char b[8];

	if (write(many[2], "hello", 5) != 5)
		return -1;
	return read(many[3], b, sizeof(b)) == 5 ? 0 : -1;
}

static int do_dup(void)
{
	return kept(dup(many[0]));
}

const struct inject_op inject_fd_ops[] = {
	{ .name = "pipe", .run = do_pipe, .undo = close_fd, .errors = { ENOMEM, ENFILE } },
	/* Once refused, the ring stays as it is: nothing to refuse the next time. */
	{ .name = "write to a pipe", .run = do_pipe_write, .makes_do = true, .keeps = true },
	{ .name = "eventfd", .run = do_eventfd, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "timerfd", .run = do_timerfd, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "epoll_create", .run = do_epoll, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "epoll_ctl", .run = do_epoll_add, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "poll", .run = do_poll, .errors = { ENOMEM } },
	{ .name = "select", .run = do_select, .errors = { ENOMEM } },
	{ .name = "memfd_create", .run = do_memfd, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "write to memory",
	  .run = do_memfd_write,
	  .undo = close_fd,
	  .errors = { ENOMEM, ENOSPC } },
	{ .name = "shm_open", .run = do_shm, .undo = undo_shm, .errors = { ENOMEM } },
	{ .name = "mmap", .run = do_map, .undo = undo_map, .errors = { ENOMEM } },
	{ .name = "mmap shared",
	  .run = do_map_shared,
	  .undo = undo_map_page,
	  .errors = { ENOMEM } },
	{ .name = "mmap private",
	  .run = do_map_file,
	  .undo = undo_map_page,
	  .errors = { ENOMEM } },
	{ .name = "munmap a part", .run = do_unmap_middle, .errors = { ENOMEM } },
	{ .name = "flock", .run = do_flock, .undo = undo_flock, .errors = { ENOLCK } },
	{ .name = "sendfile", .run = do_sendfile, .errors = { ENOMEM } },
	{ .name = "socketpair", .run = do_socketpair, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "write to a socket", .run = do_socket_write, .errors = { ENOMEM, ENOBUFS } },
	{ .name = "dup", .run = do_dup, .undo = close_fd },
	{ .name = NULL },
};

/* Ends of pipes and sockets to work on and a file of a page. */
int inject_fd_begin(void)
{
	int i, r = 0;

	for (i = 0; i < MANY && r == 0; i += 2)
		r = i == 2 ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, many + i)
			   : pipe2(many + i, O_NONBLOCK);
	file = memfd_create("inject", 0);
	return r < 0 || file < 0 || ftruncate(file, 4096) < 0 ? -1 : 0;
}

void inject_fd_end(void)
{
	int i;

	for (i = 0; i < MANY; i++)
		close(many[i]);
	close(file);
}
