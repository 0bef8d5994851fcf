/* SPDX-License-Identifier: BSD-3-Clause */
/* Unix-domain sockets over fakes: what they carry, bad ancillary data, memory running out. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "unix/unix_priv.h"
#include "tests/fakes.h"
#include "tests/suite.h"

static struct uk_socket *make(int type)
{
	struct uk_socket *s;

	ck_assert_int_eq(uk_unix_socket(type, 0, O_RDWR | O_NONBLOCK, &s), 0);
	return s;
}

static void pair(int type, struct uk_socket *v[2])
{
	v[0] = make(type);
	v[1] = make(type);
	uk_unix_pair(uk_unix_of(v[0]), uk_unix_of(v[1]));
}

static void end(struct uk_socket *v[2])
{
	uk_file_unref(&v[0]->file);
	uk_file_unref(&v[1]->file);
}

static ssize_t put(struct uk_socket *s, const void *p, size_t len)
{
	struct iovec v = { (void *)(uintptr_t)p, len };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1 };

	return s->ops->sendmsg(s, &m, 0);
}

static ssize_t get(struct uk_socket *s, void *p, size_t len, int flags)
{
	struct iovec v = { p, len };
	struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1 };

	return s->ops->recvmsg(s, &m, flags);
}

static socklen_t name(struct sockaddr_un *a, const char *abstract)
{
	memset(a, 0, sizeof(*a));
	a->sun_family = AF_UNIX;
	strcpy(a->sun_path + 1, abstract);
	return (socklen_t)(UK_UNIX_NO_NAME + 1 + strlen(abstract));
}

START_TEST(a_stream_is_bytes)
{
	struct uk_socket *v[2];
	char b[20];

	pair(SOCK_STREAM, v);
	ck_assert_int_eq(put(v[0], "hello", 5), 5);
	ck_assert_int_eq(put(v[0], "world", 5), 5);
	ck_assert_int_eq(get(v[1], b, 3, MSG_PEEK), 3);
	ck_assert_int_eq(get(v[1], b, 7, 0), 7);
	ck_assert_mem_eq(b, "hellowo", 7);
	ck_assert_int_eq(get(v[1], b, 20, 0), 3);
	ck_assert_int_eq(get(v[1], b, 20, 0), -EAGAIN);
	ck_assert_int_eq(put(v[1], "x", 1), 1);
	ck_assert_int_eq(get(v[0], b, 20, 0), 1);
	ck_assert_int_eq(get(v[0], b, 0, 0), 0);
	end(v);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(ends_are_told)
{
	struct uk_socket *v[2];
	char b[20];

	pair(SOCK_STREAM, v);
	ck_assert_int_eq(put(v[0], "ab", 2), 2);
	ck_assert_int_eq(v[0]->ops->shutdown(v[0], SHUT_WR), 0);
	ck_assert_int_eq(put(v[0], "c", 1), -EPIPE);
	ck_assert_int_eq(get(v[1], b, 20, 0), 2);
	ck_assert_int_eq(get(v[1], b, 20, 0), 0);
	ck_assert_int_eq(put(v[1], "d", 1), 1);
	uk_file_unref(&v[0]->file); /* with "d" unread */
	ck_assert_int_eq(v[1]->file.ops->poll(&v[1]->file, POLLIN | POLLOUT) & POLLHUP,
			 POLLHUP);
	ck_assert_int_eq(get(v[1], b, 20, 0), -ECONNRESET);
	ck_assert_int_eq(get(v[1], b, 20, 0), 0);
	ck_assert_int_eq(put(v[1], "e", 1), -EPIPE);
	uk_file_unref(&v[1]->file);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(datagrams_keep_their_bounds)
{
	struct uk_socket *v[2];
	char b[20];

	pair(SOCK_DGRAM, v);
	ck_assert_int_eq(put(v[0], "one", 3), 3);
	ck_assert_int_eq(put(v[0], "", 0), 0);
	ck_assert_int_eq(put(v[0], "three", 5), 5);
	ck_assert_int_eq(get(v[1], b, 20, 0), 3);
	ck_assert_int_eq(get(v[1], b, 20, 0), 0);
	ck_assert_int_eq(get(v[1], b, 2, MSG_TRUNC), 5);
	ck_assert_int_eq(get(v[1], b, 20, 0), -EAGAIN);
	uk_file_unref(&v[0]->file);
	ck_assert_int_eq(get(v[1], b, 20, 0), -EAGAIN);
	ck_assert_int_eq(put(v[1], "x", 1), -ECONNREFUSED);
	ck_assert_int_eq(put(v[1], "x", 1), -ENOTCONN);
	uk_file_unref(&v[1]->file);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(a_queue_has_an_end)
{
	static char big[100000], back[100000];
	struct uk_socket *v[2];
	ssize_t sent = 0, got = 0, n;
	int i;

	for (i = 0; i < (int)sizeof(big); i++)
		big[i] = (char)(i * 7);
	pair(SOCK_STREAM, v);
	while ((n = put(v[0], big, sizeof(big))) > 0)
		sent += n;
	ck_assert_int_eq(n, -EAGAIN);
	ck_assert(sent > 65536 && sent <= UK_UNIX_QUEUE_MAX);
	ck_assert_int_eq(v[0]->file.ops->poll(&v[0]->file, POLLOUT), 0);
	while ((n = get(v[1], back, 777, 0)) > 0)
		got += n;
	ck_assert_int_eq(v[0]->file.ops->poll(&v[0]->file, POLLOUT), POLLOUT);
	ck_assert_int_eq(got, sent);
	end(v);
	/* Small writes: while one fails poll does not say that it would not. */
	pair(SOCK_STREAM, v);
	do
		n = put(v[0], big, 1024);
	while (n == 1024);
	ck_assert_int_eq(n, -EAGAIN);
	ck_assert_int_eq(v[0]->file.ops->poll(&v[0]->file, POLLOUT), 0);
	end(v);
	pair(SOCK_DGRAM, v);
	ck_assert_int_eq(put(v[0], big, sizeof(big)), sizeof(big));
	ck_assert_int_eq(put(v[0], big, sizeof(big)), sizeof(big));
	ck_assert_int_eq(put(v[0], big, sizeof(big)), -EAGAIN);
	ck_assert_int_eq(get(v[1], back, sizeof(back), 0), sizeof(back));
	ck_assert_mem_eq(big, back, sizeof(big));
	end(v);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

static struct uk_socket *blocked;

static void read_some(void)
{
	static char sink[50000];

	ck_assert_int_gt(get(blocked, sink, sizeof(sink), MSG_DONTWAIT), 0);
}

START_TEST(a_blocking_write_is_whole)
{
	static char big[1000000];
	struct uk_socket *v[2];

	pair(SOCK_STREAM, v);
	v[0]->file.oflags &= ~O_NONBLOCK;
	blocked = v[1];
	fake_progress = read_some;
	ck_assert_int_eq(put(v[0], big, sizeof(big)), sizeof(big));
	fake_progress = NULL;
	end(v);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(names_are_found)
{
	struct sockaddr_un a, b;
	struct sockaddr_storage ss;
	struct uk_socket *l = make(SOCK_STREAM), *c = make(SOCK_STREAM), *s, *d;
	socklen_t len = name(&a, "x");
	char buf[8];

	ck_assert_int_eq(c->ops->connect(c, (void *)&a, len), -ECONNREFUSED);
	ck_assert_int_eq(l->ops->listen(l, 1), -EINVAL);
	ck_assert_int_eq(l->ops->bind(l, (void *)&a, len), 0);
	ck_assert_int_eq(c->ops->bind(c, (void *)&a, len), -EADDRINUSE);
	ck_assert_int_eq(l->ops->bind(l, (void *)&a, len), -EINVAL);
	ck_assert_int_eq(c->ops->connect(c, (void *)&a, len), -ECONNREFUSED);
	ck_assert_int_eq(l->ops->listen(l, 0), 0);
	ck_assert_int_eq(l->ops->accept(l, &s), -EAGAIN);
	ck_assert_int_eq(c->ops->connect(c, (void *)&a, len), 0);
	ck_assert_int_eq(c->ops->connect(c, (void *)&a, len), -EISCONN);
	d = make(SOCK_STREAM);
	ck_assert_int_eq(d->ops->connect(d, (void *)&a, len),
			 -EAGAIN); /* the backlog is full */
	ck_assert_int_eq(put(c, "early", 5), 5);
	ck_assert_int_eq(l->ops->accept(l, &s), 0);
	ck_assert_int_eq(get(s, buf, 8, 0), 5);
	ck_assert_int_eq(c->ops->name(c, &ss, true), (int)len);
	ck_assert_mem_eq(&ss, &a, len);
	ck_assert_int_eq(s->ops->name(s, &ss, false), (int)len);
	ck_assert_int_eq(s->ops->name(s, &ss, true), (int)UK_UNIX_NO_NAME);
	uk_file_unref(&d->file);
	d = make(SOCK_DGRAM);
	ck_assert_int_eq(d->ops->connect(d, (void *)&a, len), -EPROTOTYPE);
	/* A name of the socket's own choice. */
	ck_assert_int_eq(d->ops->bind(d, (void *)&a, UK_UNIX_NO_NAME), 0);
	ck_assert_int_eq(d->ops->name(d, &ss, false), (int)UK_UNIX_NO_NAME + 6);
	/* Bad ones */
	b = a;
	b.sun_family = AF_INET;
	uk_file_unref(&d->file);
	d = make(SOCK_STREAM);
	ck_assert_int_eq(d->ops->bind(d, (void *)&b, len), -EINVAL);
	ck_assert_int_eq(d->ops->bind(d, (void *)&a, 1), -EINVAL);
	ck_assert_int_eq(d->ops->bind(d, (void *)&a, sizeof(a) + 1), -EINVAL);
	ck_assert_int_eq(d->ops->connect(d, (void *)&a, 1), -EINVAL);
	uk_file_unref(&d->file);
	uk_file_unref(&c->file);
	uk_file_unref(&s->file);
	/* Those that nobody accepted go with it. */
	c = make(SOCK_STREAM);
	ck_assert_int_eq(c->ops->connect(c, (void *)&a, len), 0);
	uk_file_unref(&l->file);
	ck_assert_int_eq(get(c, buf, 8, 0), 0);
	uk_file_unref(&c->file);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(paths_are_files)
{
	char dir[] = "/tmp/uk-unix-XXXXXX";
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	struct uk_socket *r = make(SOCK_DGRAM), *s = make(SOCK_DGRAM);
	struct iovec v = { "hi", 2 };
	struct msghdr m = {
		.msg_name = &a, .msg_namelen = sizeof(a), .msg_iov = &v, .msg_iovlen = 1
	};
	char b[4];

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(a.sun_path, sizeof(a.sun_path), "%s/s", dir);
	ck_assert_int_eq(s->ops->sendmsg(s, &m, 0), -ENOENT);
	ck_assert_int_eq(r->ops->bind(r, (void *)&a, sizeof(a)), 0);
	ck_assert_int_eq(s->ops->bind(s, (void *)&a, sizeof(a)), -EADDRINUSE);
	ck_assert_int_eq(s->ops->sendmsg(s, &m, 0), 2);
	ck_assert_int_eq(get(r, b, 4, 0), 2);
	uk_file_unref(&r->file);
	/* The name stays, and nobody is there. */
	ck_assert_int_eq(s->ops->sendmsg(s, &m, 0), -ECONNREFUSED);
	ck_assert_int_eq(unlink(a.sun_path), 0);
	/* All 108 bytes may be used, without a terminator. */
	memset(a.sun_path, 'q', sizeof(a.sun_path));
	ck_assert_int_eq(s->ops->sendmsg(s, &m, 0), -ENOENT);
	uk_file_unref(&s->file);
	ck_assert_int_eq(rmdir(dir), 0);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

static struct uk_file travels[3];
static int closed;

static void count_close(struct uk_file *f)
{
	(void)f;
	closed++;
}

static ssize_t send_fds(struct uk_socket *s, const int *fds, int n, size_t cmsg_len)
{
	char control[CMSG_SPACE(300 * sizeof(int))] __attribute__((aligned(8))) = { 0 };
	struct iovec v = { "!", 1 };
	struct msghdr m = { .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = CMSG_SPACE((size_t)n * sizeof(int)) };
	struct cmsghdr *c = (struct cmsghdr *)control;

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = cmsg_len ? cmsg_len : CMSG_LEN((size_t)n * sizeof(int));
	memcpy(CMSG_DATA(c), fds, (size_t)n * sizeof(int));
	return s->ops->sendmsg(s, &m, 0);
}

static int recv_fds(struct uk_socket *s, int *fds, size_t controllen, int *flags)
{
	char control[CMSG_SPACE(16 * sizeof(int))] __attribute__((aligned(8)));
	struct iovec v = { control, 1 };
	char b[4];
	struct msghdr m = { .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = controllen };
	struct cmsghdr *c;
	int n = 0;

	v.iov_base = b;
	ck_assert_int_eq(s->ops->recvmsg(s, &m, 0), 1);
	*flags = m.msg_flags;
	ck_assert_uint_le(m.msg_controllen, controllen);
	for (c = CMSG_FIRSTHDR(&m); c; c = CMSG_NXTHDR(&m, c)) {
		ck_assert_int_eq(c->cmsg_type, SCM_RIGHTS);
		n = (int)((c->cmsg_len - CMSG_LEN(0)) / sizeof(int));
		memcpy(fds, CMSG_DATA(c), (size_t)n * sizeof(int));
	}
	return n;
}

START_TEST(files_travel)
{
	static const struct uk_file_ops ops = { .type = "t", .close = count_close };
	int fds[300], got[16], flags, i;
	struct uk_socket *v[2];

	pair(SOCK_STREAM, v);
	for (i = 0; i < 3; i++) {
		uk_file_init(&travels[i], &ops, O_RDWR);
		fds[i] = uk_fd_install(&travels[i], 0, 0);
		ck_assert_int_ge(fds[i], 0);
	}
	ck_assert_int_eq(send_fds(v[0], fds, 2, 0), 1);
	ck_assert_int_eq(uk_fd_close(fds[0]), 0); /* on its way it is open */
	ck_assert_int_eq(closed, 0);
	ck_assert_int_eq(recv_fds(v[1], got, CMSG_SPACE(8 * sizeof(int)), &flags), 2);
	ck_assert_int_eq(flags & MSG_CTRUNC, 0);
	ck_assert_ptr_eq(uk_fd_entry(got[0])->file, &travels[0]);
	ck_assert_int_eq(uk_fd_close(got[0]), 0);
	ck_assert_int_eq(closed, 1);
	uk_fd_close(got[1]);
	/* Room for one of two: the other is closed. */
	ck_assert_int_eq(send_fds(v[0], fds + 1, 2, 0), 1);
	ck_assert_int_eq(recv_fds(v[1], got, CMSG_LEN(sizeof(int)), &flags), 1);
	ck_assert_int_eq(flags & MSG_CTRUNC, MSG_CTRUNC);
	uk_fd_close(got[0]);
	ck_assert_uint_eq(travels[2].refs, 1);
	/* None at all, and read() */
	ck_assert_int_eq(send_fds(v[0], fds + 1, 1, 0), 1);
	ck_assert_int_eq(recv_fds(v[1], got, 0, &flags), 0);
	ck_assert_int_eq(flags & MSG_CTRUNC, MSG_CTRUNC);
	ck_assert_uint_eq(travels[1].refs, 1);
	/* Not received: they go with the socket. */
	ck_assert_int_eq(send_fds(v[0], fds + 1, 1, 0), 1);
	end(v);
	ck_assert_uint_eq(travels[1].refs, 1);
	uk_fd_close(fds[1]);
	uk_fd_close(fds[2]);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(bad_ancillary_data_is_refused)
{
	int fds[300], i;
	struct uk_socket *v[2];
	char b;

	pair(SOCK_STREAM, v);
	for (i = 0; i < 300; i++)
		fds[i] = 1;
	ck_assert_int_eq(send_fds(v[0], fds, 254, 0), -EINVAL);
	ck_assert_int_eq(send_fds(v[0], fds, 1, 3), -EINVAL);
	ck_assert_int_eq(send_fds(v[0], fds, 1, 1000000), -EINVAL);
	ck_assert_int_eq(send_fds(v[0], fds, 1, SIZE_MAX), -EINVAL);
	fds[0] = 99;
	ck_assert_int_eq(send_fds(v[0], fds, 1, 0), -EBADF);
	fds[0] = 1;
	fds[1] = -1;
	ck_assert_int_eq(send_fds(v[0], fds, 2, 0), -EBADF);
	ck_assert_int_eq(get(v[1], &b, 1, 0), -EAGAIN);
	end(v);
	ck_assert_uint_eq(uk_fd_entry(1)->file->refs, 1);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(no_memory_is_clean)
{
	struct sockaddr_un a;
	socklen_t len = name(&a, "y");
	int fds[2] = { 1, 2 }, i;

	for (i = 0; i < 12; i++) {
		struct uk_socket *l = NULL, *c = NULL, *s = NULL;
		struct uk_socket *d = NULL;
		char b[4];

		fake_heap_left = i;
		if (uk_unix_socket(SOCK_STREAM, 0, O_RDWR | O_NONBLOCK, &l) == 0 &&
		    uk_unix_socket(SOCK_STREAM, 0, O_RDWR | O_NONBLOCK, &c) == 0 &&
		    uk_unix_socket(SOCK_DGRAM, 0, O_RDWR | O_NONBLOCK, &d) == 0) {
			ck_assert_int_eq(l->ops->bind(l, (void *)&a, len), 0);
			l->ops->listen(l, 3);
			if (c->ops->connect(c, (void *)&a, len) == 0) {
				send_fds(c, fds, 2, 0);
				put(c, "x", 1);
				ck_assert_int_eq(l->ops->accept(l, &s), 0);
				get(s, b, 4, MSG_DONTWAIT);
			}
			d->ops->bind(d, (void *)&a, UK_UNIX_NO_NAME);
			if (d->ops->connect(d, (void *)&uk_unix_of(d)->name.addr,
					    uk_unix_of(d)->name.len) == 0)
				put(d, "x", 1);
		}
		fake_heap_left = -1;
		if (l)
			uk_file_unref(&l->file);
		if (c)
			uk_file_unref(&c->file);
		if (s)
			uk_file_unref(&s->file);
		if (d)
			uk_file_unref(&d->file);
		ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
		ck_assert_uint_eq(uk_fd_entry(1)->file->refs, 1);
	}
}
END_TEST

START_TEST(pairs_are_descriptors)
{
	int sv[2], type;
	socklen_t len = sizeof(type);
	struct uk_socket *s;
	char b[4];

	FAILS(socketpair(AF_INET, SOCK_STREAM, 0, sv), EOPNOTSUPP);
	FAILS(socketpair(77, SOCK_STREAM, 0, sv), EAFNOSUPPORT);
	FAILS(socketpair(AF_UNIX, 99, 0, sv), EPROTONOSUPPORT);
	FAILS(socketpair(AF_UNIX, SOCK_RDM, 0, sv), EPROTONOSUPPORT);
	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sv), 0);
	ck_assert_int_eq(write(sv[0], "abc", 3), 3);
	ck_assert_int_eq(read(sv[1], b, 4), 3);
	s = uk_unix_of_file(uk_fd_entry(sv[0])->file)
		    ? &uk_unix_of_file(uk_fd_entry(sv[0])->file)->s
		    : NULL;
	ck_assert_int_eq(s->ops->getopt(s, SOL_SOCKET, SO_TYPE, &type, &len), 0);
	ck_assert_int_eq(type, SOCK_SEQPACKET);
	ck_assert_int_eq(s->ops->getopt(s, SOL_SOCKET, 4711, &type, &len), -ENOPROTOOPT);
	ck_assert_int_eq(s->ops->setopt(s, SOL_SOCKET, SO_PASSCRED, &type, 1), -EINVAL);
	close(sv[0]);
	close(sv[1]);
}
END_TEST

SUITE("unix", a_stream_is_bytes, ends_are_told, datagrams_keep_their_bounds, a_queue_has_an_end,
      a_blocking_write_is_whole, names_are_found, paths_are_files, files_travel,
      bad_ancillary_data_is_refused, no_memory_is_clean, pairs_are_descriptors)
