/* SPDX-License-Identifier: BSD-3-Clause */
/* Unix-domain sockets by the calls of <sys/socket.h>, without a network: -luk-socket. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct sockaddr_un at(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };

	strcpy(a.sun_path, path);
	return a;
}

static void *echo(void *arg)
{
	int c = accept(*(int *)arg, NULL, NULL);
	char b[100];
	ssize_t n;

	while ((n = read(c, b, sizeof(b))) > 0)
		write(c, b, (size_t)n);
	close(c);
	return NULL;
}

START_TEST(a_server_by_path)
{
	struct sockaddr_un a = at("/server.sock"), seen;
	socklen_t len = sizeof(seen);
	int l = socket(AF_UNIX, SOCK_STREAM, 0), c = socket(AF_UNIX, SOCK_STREAM, 0);
	struct stat st;
	pthread_t t;
	char b[10];

	unlink(a.sun_path);
	ck_assert_int_eq(bind(l, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(stat(a.sun_path, &st), 0);
	ck_assert(S_ISSOCK(st.st_mode));
	ck_assert_int_eq(open(a.sun_path, O_RDONLY), -1);
	ck_assert_int_eq(listen(l, 5), 0);
	ck_assert_int_eq(pthread_create(&t, NULL, echo, &l), 0);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(send(c, "hello", 5, 0), 5);
	ck_assert_int_eq(recv(c, b, 5, MSG_WAITALL), 5);
	ck_assert_mem_eq(b, "hello", 5);
	ck_assert_int_eq(getpeername(c, (struct sockaddr *)&seen, &len), 0);
	ck_assert_str_eq(seen.sun_path, a.sun_path);
	ck_assert_int_eq(shutdown(c, SHUT_WR), 0);
	ck_assert_int_eq(recv(c, b, 5, 0), 0);
	pthread_join(t, NULL);
	close(c);
	close(l);
	c = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), -1);
	ck_assert_int_eq(unlink(a.sun_path), 0);
	close(c);
}
END_TEST

START_TEST(descriptors_travel)
{
	char control[CMSG_SPACE(sizeof(int))], b[4];
	struct iovec v = { "x", 1 };
	struct msghdr m = { .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	int sv[2], p[2], fd;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sv), 0);
	ck_assert_int_eq(pipe(p), 0);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &p[1], sizeof(int));
	ck_assert_int_eq(sendmsg(sv[0], &m, 0), 1);
	close(p[1]);
	v.iov_base = b;
	ck_assert_int_eq(recvmsg(sv[1], &m, MSG_CMSG_CLOEXEC), 1);
	c = CMSG_FIRSTHDR(&m);
	ck_assert_ptr_nonnull(c);
	memcpy(&fd, CMSG_DATA(c), sizeof(int));
	ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(write(fd, "pipe", 4), 4);
	ck_assert_int_eq(read(p[0], b, 4), 4);
	close(fd);
	close(p[0]);
	close(sv[0]);
	close(sv[1]);
}
END_TEST

START_TEST(they_can_be_waited_for)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int sv[2], e = epoll_create1(0);
	struct pollfd p;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, sv), 0);
	p = (struct pollfd){ .fd = sv[1], .events = POLLIN | POLLOUT };
	ck_assert_int_eq(poll(&p, 1, 0), 1);
	ck_assert_int_eq(p.revents, POLLOUT);
	ck_assert_int_eq(epoll_ctl(e, EPOLL_CTL_ADD, sv[1], &ev), 0);
	ck_assert_int_eq(epoll_wait(e, &ev, 1, 0), 0);
	ck_assert_int_eq(send(sv[0], "a", 1, 0), 1);
	ck_assert_int_eq(epoll_wait(e, &ev, 1, 1000), 1);
	ck_assert_int_eq(fcntl(sv[0], F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	close(e);
	close(sv[0]);
	close(sv[1]);
}
END_TEST

START_TEST(credentials_are_those_of_root)
{
	struct sockaddr_un a = at("/dgram"), from;
	int s = socket(AF_UNIX, SOCK_DGRAM, 0), r = socket(AF_UNIX, SOCK_DGRAM, 0), on = 1;
	char control[CMSG_SPACE(sizeof(struct ucred))], b[4];
	struct iovec v = { b, 4 };
	struct msghdr m = { .msg_name = &from,
			    .msg_namelen = sizeof(from),
			    .msg_iov = &v,
			    .msg_iovlen = 1,
			    .msg_control = control,
			    .msg_controllen = sizeof(control) };
	struct ucred u;

	ck_assert_int_eq(bind(r, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(setsockopt(r, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)), 0);
	ck_assert_int_eq(bind(s, (struct sockaddr *)&a, sizeof(sa_family_t)), 0); /* autobind */
	ck_assert_int_eq(sendto(s, "abc", 3, 0, (struct sockaddr *)&a, sizeof(a)), 3);
	ck_assert_int_eq(recvmsg(r, &m, 0), 3);
	ck_assert_int_eq(CMSG_FIRSTHDR(&m)->cmsg_type, SCM_CREDENTIALS);
	memcpy(&u, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(u));
	ck_assert_int_eq(u.pid, getpid());
	ck_assert_int_eq(m.msg_namelen, sizeof(sa_family_t) + 6);
	unlink("/dgram");
	close(s);
	close(r);
}
END_TEST

START_TEST(there_is_no_network)
{
	/* Check's own output may change errno between two assertions. */
	int r = socket(AF_INET, SOCK_STREAM, 0), e = errno;

	ck_assert_int_eq(r, -1);
	ck_assert_int_eq(e, EAFNOSUPPORT);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("unix");
	TCase *t = tcase_create("unix");
	SRunner *r;
	int failed;

	tcase_add_test(t, a_server_by_path);
	tcase_add_test(t, descriptors_travel);
	tcase_add_test(t, they_can_be_waited_for);
	tcase_add_test(t, credentials_are_those_of_root);
	tcase_add_test(t, there_is_no_network);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
