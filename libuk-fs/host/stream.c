/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "host": pipes, terminals and other devices, which have no position. The host's
 * descriptor never blocks; a thread that would waits here, and the platform's epoll set says
 * when to look again. Whether something is ready is asked of the host each time.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <uk/heap.h>
#include "host.h"

struct stream {
	struct uk_file file;
	struct uk_vnode *vnode; /* reference */
	struct uk_linux_watch watch;
	struct uk_waitq wait;
	unsigned events; /* counted */
};

/* How often to look for what the host tells nobody of: somebody opened the pipe, too. */
#define LOOK_NS UINT64_C(5000000)

static struct stream *of(struct uk_file *f)
{
	return uk_container_of(f, struct stream, file);
}

/* Epoll's bits are those of poll(). */
static void happened(struct uk_linux_watch *w, uint32_t events)
{
	struct stream *s = uk_container_of(w, struct stream, watch);

	s->events++;
	uk_waitq_wake(&s->wait, UK_WAKE_ALL);
	if (events & UK_LINUX_IN)
		events |= POLLRDNORM;
	if (events & UK_LINUX_OUT)
		events |= POLLWRNORM;
	uk_file_notify(&s->file, (short)events);
}

/* Since there were @before events, another one. 0, -EAGAIN or -EINTR. */
static int wait_event(struct stream *s, unsigned before)
{
	uint64_t deadline = s->watch.added ? UK_FOREVER : uk_clock_ns() + LOOK_NS;
	int r;

	if (s->file.oflags & O_NONBLOCK)
		return -EAGAIN;
	r = uk_wait_event_intr(&s->wait, s->events != before, deadline);
	return r == -ETIMEDOUT ? 0 : r;
}

static ssize_t stream_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct stream *s = of(f);
	unsigned before;
	ssize_t r;

	(void)off;
	do {
		before = s->events;
		r = uk_host_move(s->watch.fd, UK_LINUX_NR_read, UK_LINUX_NR_readv, iov, cnt, 0);
		if (r != -EAGAIN)
			return r;
		r = wait_event(s, before);
	} while (r == 0);
	return r;
}

/* What the host takes of it, for a byte of which this waits. */
static ssize_t write_some(struct stream *s, const struct iovec *iov, int cnt)
{
	unsigned before;
	ssize_t r;

	do {
		before = s->events;
		r = uk_host_move(s->watch.fd, UK_LINUX_NR_write, UK_LINUX_NR_writev, iov, cnt,
				 0);
		if (r == -EPIPE)
			return uk_sigpipe(0);
		if (r != -EAGAIN)
			return r;
		r = wait_event(s, before);
	} while (r == 0);
	return r;
}

static ssize_t stream_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct stream *s = of(f);
	/* First all in one: PIPE_BUF bytes are not to be torn. */
	ssize_t done = write_some(s, iov, cnt), r;
	size_t at = 0; /* of the piece */

	(void)off;
	for (; done > 0 && cnt > 0; at += iov->iov_len, iov++, cnt--) {
		while ((size_t)done < at + iov->iov_len) {
			size_t skip = (size_t)done - at;
			struct iovec left = { (char *)iov->iov_base + skip,
					      iov->iov_len - skip };

			r = write_some(s, &left, 1);
			if (r <= 0)
				return done;
			done += r;
		}
	}
	return done;
}

static short ready(const struct stream *s, short events)
{
	struct linux_pollfd p = { .fd = s->watch.fd, .events = events };
	struct uk_linux_timespec now = { 0, 0 }; /* is written to */

	return sys(UK_LINUX_NR_ppoll, &p, 1, &now, 0, 8) == 1 ? p.revents : 0;
}

static short stream_poll(struct uk_file *f, short events)
{
	return ready(of(f), events);
}

static int stream_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	return cmd == FIONREAD ? (int)sys(UK_LINUX_NR_ioctl, of(f)->watch.fd, FIONREAD, arg)
			       : -ENOTTY;
}

static int stream_stat(struct uk_file *f, struct stat *st)
{
	return uk_host_stat_fd(of(f)->watch.fd, st);
}

static void stream_close(struct uk_file *f)
{
	struct stream *s = of(f);

	uk_linux_unwatch(&s->watch);
	sys(UK_LINUX_NR_close, s->watch.fd);
	uk_vnode_unref(s->vnode);
	uk_free(s);
}

static const struct uk_file_ops stream_ops = {
	.type = "host",
	.readv = stream_readv,
	.writev = stream_writev,
	.poll = stream_poll,
	.ioctl = stream_ioctl,
	.stat = stream_stat,
	.close = stream_close,
};

int uk_host_pause(uint64_t ns)
{
	struct uk_waitq nobody = UK_WAITQ_INIT(nobody);
	int r = uk_wait_event_intr(&nobody, false, uk_clock_ns() + ns);

	return r == -ETIMEDOUT ? 0 : r;
}

/*
 * The host's descriptor, which does not block. To write to a pipe that nobody reads is ENXIO
 * then: until somebody does, unless the program itself asked for that.
 */
static long open_host(struct uk_vnode *v, int oflags)
{
	long fd;

	for (;;) {
		fd = sys(UK_LINUX_NR_openat, host_fd(v), host_node(v)->leaf,
			 uk_host_flags(oflags) | L_O_NONBLOCK, 0L);
		if (fd != -ENXIO || !S_ISFIFO(v->type) || oflags & O_NONBLOCK)
			return fd;
		if (uk_host_pause(LOOK_NS) < 0)
			return -EINTR;
	}
}

/* Is there a writer, or was one since pipe @s was opened? tee() takes nothing, and says that
 * it would have to wait only if there is one. 0: no. */
static long has_writer(const struct stream *s, const int scratch[2])
{
	if (ready(s, POLLIN))
		return 1;
	return sys(UK_LINUX_NR_tee, s->watch.fd, scratch[1], 1, L_SPLICE_F_NONBLOCK) == -EAGAIN;
}

/* 0 or -errno. */
static long wait_writer(struct stream *s)
{
	int scratch[2];
	long r = sys(UK_LINUX_NR_pipe2, scratch, L_O_CLOEXEC);

	if (r < 0)
		return r;
	while (r == 0 && !has_writer(s, scratch))
		r = uk_host_pause(LOOK_NS);
	sys(UK_LINUX_NR_close, scratch[0]);
	sys(UK_LINUX_NR_close, scratch[1]);
	return r;
}

int uk_host_open_stream(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	bool blocks = S_ISFIFO(v->type) && (oflags & (O_ACCMODE | O_NONBLOCK)) == O_RDONLY;
	struct stream *s;
	long fd = open_host(v, oflags), r;

	if (fd < 0)
		return (int)fd;
	s = uk_zalloc(sizeof(*s));
	if (!s) {
		sys(UK_LINUX_NR_close, fd);
		return -ENOMEM;
	}
	uk_file_init(&s->file, &stream_ops, oflags & ~O_TRUNC);
	s->vnode = uk_vnode_ref(v);
	s->watch = (struct uk_linux_watch){
		.fd = (int)fd,
		.events = UK_LINUX_IN | UK_LINUX_OUT | UK_LINUX_EDGE,
		.fn = happened,
	};
	uk_waitq_init(&s->wait);
	r = uk_linux_watch(&s->watch);
	if (r == -EPERM) /* it is always ready */
		r = 0;
	if (r == 0 && blocks)
		r = wait_writer(s);
	if (r < 0)
		uk_file_unref(&s->file);
	else
		*out = &s->file;
	return (int)r;
}
