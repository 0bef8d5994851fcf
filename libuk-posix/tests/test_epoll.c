/* SPDX-License-Identifier: BSD-3-Clause */
/* epoll, eventfd and timerfd. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include <uk/timer.h>
#include "posix.h"
#include "tests/fakes.h"
#include "tests/suite.h"

static int ep, p[2];
static struct epoll_event got[8];

static int watch_in(int set, int fd, uint32_t events, int op)
{
	struct epoll_event ev = { .events = events, .data.fd = fd };

	return epoll_ctl(set, op, fd, &ev);
}

static int watch(int fd, uint32_t events)
{
	return watch_in(ep, fd, events, EPOLL_CTL_ADD);
}

static int wait_now(void)
{
	return epoll_wait(ep, got, 8, 0);
}

static void start(void)
{
	ep = epoll_create1(0);
	ck_assert_int_ge(ep, 0);
	ck_assert_int_eq(pipe(p), 0);
}

START_TEST(level_triggered_stays_until_it_is_over)
{
	char c;

	start();
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	ck_assert_int_eq(wait_now(), 0);
	ck_assert_int_eq(write(p[1], "ab", 2), 2);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(wait_now(), 1);
		ck_assert_uint_eq(got[0].events, EPOLLIN);
		ck_assert_int_eq(got[0].data.fd, p[0]);
	}
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_int_eq(read(p[0], &c, 1), 1);
	ck_assert_int_eq(wait_now(), 0);
	close(p[1]);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_uint_eq(got[0].events, EPOLLHUP);
}
END_TEST

START_TEST(edge_triggered_tells_once)
{
	start();
	ck_assert_int_eq(write(p[1], "a", 1), 1);
	ck_assert_int_eq(watch(p[0], EPOLLIN | EPOLLET), 0);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_int_eq(wait_now(), 0);
	ck_assert_int_eq(write(p[1], "b", 1), 1);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_int_eq(wait_now(), 0);
	/* Asking anew is an edge, too. */
	ck_assert_int_eq(watch_in(ep, p[0], EPOLLIN | EPOLLET, EPOLL_CTL_MOD), 0);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_int_eq(wait_now(), 0);
}
END_TEST

START_TEST(one_shot_rests_until_asked_again)
{
	start();
	ck_assert_int_eq(write(p[1], "a", 1), 1);
	ck_assert_int_eq(watch(p[0], EPOLLIN | EPOLLONESHOT), 0);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_int_eq(write(p[1], "b", 1), 1);
	ck_assert_int_eq(wait_now(), 0);
	close(p[1]); /* not even that */
	ck_assert_int_eq(wait_now(), 0);
	ck_assert_int_eq(watch_in(ep, p[0], EPOLLIN | EPOLLONESHOT, EPOLL_CTL_MOD), 0);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_uint_eq(got[0].events, EPOLLIN | EPOLLHUP);
}
END_TEST

START_TEST(each_has_its_turn)
{
	int fds[6], seen[64] = { 0 };

	ep = epoll_create1(0);
	for (int i = 0; i < 6; i++) {
		fds[i] = eventfd(1, 0);
		ck_assert_int_eq(watch(fds[i], EPOLLIN), 0);
	}
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(epoll_wait(ep, got, 2, 0), 2);
		seen[got[0].data.fd]++;
		seen[got[1].data.fd]++;
	}
	for (int i = 0; i < 6; i++)
		ck_assert_int_eq(seen[fds[i]], 1);
}
END_TEST

START_TEST(what_is_refused)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int fd;

	FAILS(epoll_create(0), EINVAL);
	FAILS(epoll_create1(1), EINVAL);
	start();
	FAILS(epoll_wait(ep, got, 0, 0), EINVAL);
	FAILS(epoll_wait(ep, got, -1, 0), EINVAL);
	FAILS(epoll_wait(p[0], got, 1, 0), EINVAL);
	FAILS(epoll_wait(99, got, 1, 0), EBADF);
	FAILS(epoll_ctl(99, EPOLL_CTL_ADD, p[0], &ev), EBADF);
	FAILS(epoll_ctl(ep, EPOLL_CTL_ADD, 99, &ev), EBADF);
	FAILS(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &ev), EINVAL);
	FAILS(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], NULL), EFAULT);
	FAILS(epoll_ctl(ep, 4, p[0], &ev), EINVAL);
	FAILS(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev), ENOENT);
	FAILS(epoll_ctl(ep, EPOLL_CTL_DEL, p[0], NULL), ENOENT);
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	FAILS(watch(p[0], EPOLLIN), EEXIST);
	/* A duplicate is another member. */
	fd = dup(p[0]);
	ck_assert_int_eq(watch(fd, EPOLLIN), 0);
	FAILS(read(ep, got, 1), EINVAL);
}
END_TEST

START_TEST(closing_leaves_the_set)
{
	struct epoll_event ev = { .events = EPOLLIN, .data.u64 = 7 };
	int twin, fd;

	start();
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	ck_assert_int_eq(write(p[1], "a", 1), 1);
	twin = dup(p[0]);
	close(p[0]);
	/* The file is still open: so Linux, and programs have learned to live with it. */
	ck_assert_int_eq(wait_now(), 1);
	/* The number means another file now, with a membership of its own. */
	fd = eventfd(3, 0);
	ck_assert_int_eq(fd, p[0]);
	ck_assert_int_eq(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev), 0);
	ck_assert_int_eq(wait_now(), 2);
	close(twin);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_uint_eq(got[0].data.u64, 7);
	close(fd);
	ck_assert_int_eq(wait_now(), 0);
	close(p[1]);
	close(ep);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(sets_in_sets)
{
	int outer, deep[8];

	start();
	outer = epoll_create1(EPOLL_CLOEXEC);
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	ck_assert_int_eq(watch_in(outer, ep, EPOLLIN, EPOLL_CTL_ADD), 0);
	ck_assert_int_eq(epoll_wait(outer, got, 8, 0), 0);
	ck_assert_int_eq(write(p[1], "a", 1), 1);
	ck_assert_int_eq(epoll_wait(outer, got, 8, 0), 1);
	ck_assert_int_eq(got[0].data.fd, ep);
	FAILS(watch_in(ep, outer, EPOLLIN, EPOLL_CTL_ADD), ELOOP);
	deep[0] = epoll_create1(0);
	for (int i = 1; i < 8; i++) {
		deep[i] = epoll_create1(0);
		if (i < 5)
			ck_assert_int_eq(watch_in(deep[i], deep[i - 1], EPOLLIN, EPOLL_CTL_ADD),
					 0);
	}
	FAILS(watch_in(deep[5], deep[4], EPOLLIN, EPOLL_CTL_ADD), ELOOP);
	FAILS(watch_in(deep[0], deep[4], EPOLLIN, EPOLL_CTL_ADD), ELOOP);
	close(ep);
	ck_assert_int_eq(epoll_wait(outer, got, 8, 0), 0);
}
END_TEST

/* As host sockets do: to look is to learn. */
static short tells_itself(struct uk_file *f, short events)
{
	uk_file_notify(f, EPOLLIN);
	return events & EPOLLIN;
}

START_TEST(looking_may_notify)
{
	static const struct uk_file_ops curious = { .poll = tells_itself };
	static struct uk_file f[3];

	ep = epoll_create1(0);
	for (int i = 0; i < 3; i++) {
		uk_file_init(&f[i], &curious, O_RDWR);
		ck_assert_int_eq(
			watch(uk_fd_install(&f[i], 0, 0), i ? EPOLLIN : EPOLLIN | EPOLLET), 0);
	}
	ck_assert_int_eq(wait_now(), 3);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(epoll_wait(ep, got, 1, 0), 1);
		ck_assert_int_eq(epoll_wait(ep, got, 8, 0), 2);
	}
}
END_TEST

static void feed(void)
{
	ck_assert_int_eq(write(p[1], "x", 1), 1);
	fake_progress = NULL;
}

START_TEST(waits)
{
	struct timespec ts = { .tv_nsec = 5000 }, bad = { .tv_nsec = -1 };
	uint64_t before = fake_now;

	start();
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	ck_assert_int_eq(epoll_wait(ep, got, 8, 3), 0);
	ck_assert_uint_eq(fake_now - before, 3000000);
	ck_assert_int_eq(epoll_pwait2(ep, got, 8, &ts, NULL), 0);
	ck_assert_uint_eq(fake_now - before, 3005000);
	FAILS(epoll_pwait2(ep, got, 8, &bad, NULL), EINVAL);
	fake_progress = feed;
	ck_assert_int_eq(epoll_wait(ep, got, 8, -1), 1);
}
END_TEST

START_TEST(no_memory_is_clean)
{
	int fd;

	start();
	for (long left = 0; left < 2; left++) {
		fake_heap_left = left;
		FAILS(watch(p[0], EPOLLIN), ENOMEM);
	}
	fake_heap_left = 2;
	ck_assert_int_eq(watch(p[0], EPOLLIN), 0);
	fake_heap_left = 0;
	FAILS(epoll_create1(0), ENOMEM);
	FAILS(eventfd(0, 0), ENOMEM);
	FAILS(timerfd_create(CLOCK_MONOTONIC, 0), ENOMEM);
	fake_heap_left = -1;
	fd = timerfd_create(CLOCK_MONOTONIC, 0);
	fake_heap_left = 0;
	FAILS(timerfd_settime(fd, 0, &(struct itimerspec){ .it_value.tv_sec = 1 }, NULL),
	      ENOMEM);
	fake_heap_left = -1;
	close(fd);
	close(ep);
	close(p[0]);
	close(p[1]);
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(random_sets_against_a_model)
{
	enum { N = 12 };
	int fds[N], in[N] = { 0 };
	unsigned value[N] = { 0 };

	srand(_i);
	ep = epoll_create1(0);
	for (int i = 0; i < N; i++)
		fds[i] = eventfd(0, EFD_NONBLOCK);
	for (int step = 0; step < 3000; step++) {
		int i = rand() % N, want = 0, n;
		struct epoll_event all[N];
		eventfd_t v = 1;

		switch (rand() % 4) {
		case 0:
			ck_assert_int_eq(watch(fds[i], EPOLLIN), in[i] ? -1 : 0);
			in[i] = 1;
			break;
		case 1:
			ck_assert_int_eq(epoll_ctl(ep, EPOLL_CTL_DEL, fds[i], NULL),
					 in[i] ? 0 : -1);
			in[i] = 0;
			break;
		case 2:
			ck_assert_int_eq(eventfd_write(fds[i], v), 0);
			value[i]++;
			break;
		default:
			ck_assert_int_eq(eventfd_read(fds[i], &v), value[i] ? 0 : -1);
			value[i] = 0;
		}
		for (i = 0; i < N; i++)
			want += in[i] && value[i];
		n = epoll_wait(ep, all, N, 0);
		ck_assert_int_eq(n, want);
		while (n--) {
			for (i = 0; fds[i] != all[n].data.fd; i++)
				;
			ck_assert(in[i] && value[i]);
		}
	}
}
END_TEST

START_TEST(eventfd_counts)
{
	int fd = eventfd(3, EFD_NONBLOCK), sem = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
	eventfd_t v;
	char small[7];

	ck_assert_int_eq(eventfd_write(fd, 4), 0);
	ck_assert_int_eq(eventfd_read(fd, &v), 0);
	ck_assert_uint_eq(v, 7);
	FAILS(eventfd_read(fd, &v), EAGAIN);
	FAILS(read(fd, small, sizeof(small)), EINVAL);
	FAILS(write(fd, small, sizeof(small)), EINVAL);
	FAILS(eventfd_write(fd, UINT64_MAX), EINVAL);
	ck_assert_int_eq(eventfd_write(fd, UINT64_MAX - 1), 0);
	FAILS(eventfd_write(fd, 1), EAGAIN);
	ck_assert_int_eq(eventfd_write(fd, 0), 0);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(eventfd_read(sem, &v), 0);
		ck_assert_uint_eq(v, 1);
	}
	FAILS(eventfd_read(sem, &v), EAGAIN);
	FAILS(eventfd(0, 2), EINVAL);
}
END_TEST

static uint64_t expirations(int fd)
{
	uint64_t n;

	return read(fd, &n, sizeof(n)) == sizeof(n) ? n : 0;
}

START_TEST(timerfd_expires)
{
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	struct itimerspec v = { .it_value.tv_nsec = 500, .it_interval.tv_nsec = 1000 }, old;

	ck_assert_int_eq(timerfd_settime(fd, 0, &v, NULL), 0);
	ck_assert_uint_eq(expirations(fd), 0);
	ck_assert_int_eq(errno, EAGAIN);
	fake_now += 400;
	ck_assert_int_eq(timerfd_gettime(fd, &old), 0);
	ck_assert_int_eq(old.it_value.tv_nsec, 100);
	ck_assert_int_eq(old.it_interval.tv_nsec, 1000);
	fake_now += 3200;
	ck_assert_uint_eq(expirations(fd), 4);
	ck_assert_uint_eq(expirations(fd), 0);
	ck_assert_int_eq(timerfd_gettime(fd, &old), 0);
	ck_assert_int_eq(old.it_value.tv_nsec, 900);
	/* Once, then at rest. */
	v = (struct itimerspec){ .it_value.tv_sec = 1 };
	ck_assert_int_eq(timerfd_settime(fd, 0, &v, &old), 0);
	ck_assert_int_eq(old.it_interval.tv_nsec, 1000);
	fake_now += 5000000000;
	ck_assert_uint_eq(expirations(fd), 1);
	fake_now += 5000000000;
	ck_assert_uint_eq(expirations(fd), 0);
	/* Zero disarms. */
	ck_assert_int_eq(timerfd_settime(fd, 0, &v, NULL), 0);
	v.it_value.tv_sec = 0;
	ck_assert_int_eq(timerfd_settime(fd, 0, &v, NULL), 0);
	ck_assert_ptr_null(fake_timer);
	fake_now += 5000000000;
	ck_assert_uint_eq(expirations(fd), 0);
}
END_TEST

START_TEST(timerfd_by_the_clock)
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
	struct itimerspec v = { .it_interval.tv_nsec = 1000 };

	/* 2,500 ns ago: three expirations since. */
	v.it_value = uk_timespec((uint64_t)uk_clock_read(CLOCK_REALTIME) - 2500);
	fake_now += 100000;
	v.it_value = uk_timespec((uint64_t)uk_clock_read(CLOCK_REALTIME) - 2500);
	ck_assert_int_eq(timerfd_settime(fd, TFD_TIMER_ABSTIME, &v, NULL), 0);
	ck_assert_uint_eq(expirations(fd), 3);
	FAILS(timerfd_create(99, 0), EINVAL);
	FAILS(timerfd_create(CLOCK_MONOTONIC, 1), EINVAL);
	FAILS(timerfd_settime(fd, 16, &v, NULL), EINVAL);
	v.it_value.tv_nsec = 1000000000;
	FAILS(timerfd_settime(fd, 0, &v, NULL), EINVAL);
	FAILS(timerfd_settime(0, 0, &v, NULL), EINVAL);
	FAILS(timerfd_gettime(99, &v), EBADF);
}
END_TEST

START_TEST(timerfd_wakes_epoll)
{
	int fd = timerfd_create(CLOCK_MONOTONIC, 0);
	struct itimerspec v = { .it_value.tv_nsec = 500 };

	ep = epoll_create1(0);
	ck_assert_int_eq(watch(fd, EPOLLIN | EPOLLET), 0);
	ck_assert_int_eq(timerfd_settime(fd, 0, &v, NULL), 0);
	ck_assert_int_eq(wait_now(), 0);
	fake_now += 500;
	fake_timer->fn(fake_timer);
	ck_assert_int_eq(wait_now(), 1);
	ck_assert_uint_eq(expirations(fd), 1);
}
END_TEST

SUITE("epoll, eventfd, timerfd", level_triggered_stays_until_it_is_over,
      edge_triggered_tells_once, one_shot_rests_until_asked_again, each_has_its_turn,
      what_is_refused, closing_leaves_the_set, sets_in_sets, looking_may_notify, waits,
      no_memory_is_clean, random_sets_against_a_model, eventfd_counts, timerfd_expires,
      timerfd_by_the_clock, timerfd_wakes_epoll)
