/* SPDX-License-Identifier: BSD-3-Clause */
/* Message queues: POSIX XSH mq_open() and kin. */
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"

static const struct mq_attr small = { .mq_maxmsg = 3, .mq_msgsize = 8 };
static char buf[8];
static unsigned prio;

static mqd_t make(int flags)
{
	mqd_t q;

	mq_unlink("/q");
	q = mq_open("/q", O_CREAT | O_EXCL | flags, 0640, &small);
	ck_assert_int_ge(q, 0);
	return q;
}

static void end(mqd_t q)
{
	ck_assert_int_eq(mq_close(q), 0);
	ck_assert_int_eq(mq_unlink("/q"), 0);
}

START_TEST(the_highest_priority_comes_first)
{
	mqd_t q = make(O_RDWR | O_NONBLOCK);
	struct mq_attr a;

	ck_assert_int_eq(mq_send(q, "one", 3, 1), 0);
	ck_assert_int_eq(mq_send(q, "five", 4, 5), 0);
	ck_assert_int_eq(mq_send(q, "uno", 3, 1), 0);
	FAILS(mq_send(q, "more", 4, 1), EAGAIN);
	ck_assert_int_eq(mq_getattr(q, &a), 0);
	ck_assert_int_eq(a.mq_curmsgs, 3);
	ck_assert_int_eq(a.mq_maxmsg, 3);
	ck_assert_int_eq(a.mq_msgsize, 8);
	ck_assert_int_eq(a.mq_flags, O_NONBLOCK);
	ck_assert_int_eq(mq_receive(q, buf, 8, &prio), 4);
	ck_assert_mem_eq(buf, "five", 4);
	ck_assert_uint_eq(prio, 5);
	ck_assert_int_eq(mq_receive(q, buf, 8, NULL), 3);
	ck_assert_mem_eq(buf, "one", 3);
	ck_assert_int_eq(mq_receive(q, buf, 8, &prio), 3);
	ck_assert_mem_eq(buf, "uno", 3);
	FAILS(mq_receive(q, buf, 8, NULL), EAGAIN);
	ck_assert_int_eq(mq_send(q, "", 0, MQ_PRIO_MAX - 1), 0);
	ck_assert_int_eq(mq_receive(q, buf, 8, NULL), 0);
	end(q);
}
END_TEST

START_TEST(errors_are_the_standards)
{
	mqd_t q = make(O_RDWR), r = mq_open("/q", O_RDONLY), w = mq_open("/q", O_WRONLY);
	struct mq_attr a = { .mq_maxmsg = 0, .mq_msgsize = 8 };
	struct timespec bad = { 0, 1000000000 }, past = { 0, 0 };
	char name[NAME_MAX + 3] = "/";

	memset(name + 1, 'n', NAME_MAX + 1);
	FAILS(mq_open("/q", O_CREAT | O_EXCL | O_RDWR, 0600, NULL), EEXIST);
	FAILS(mq_open("/none", O_RDWR), ENOENT);
	FAILS(mq_open(name, O_RDWR | O_CREAT, 0600, NULL), ENAMETOOLONG);
	FAILS(mq_open("/a/b", O_RDWR | O_CREAT, 0600, NULL), EINVAL);
	FAILS(mq_open("/", O_RDWR | O_CREAT, 0600, NULL), EINVAL);
	FAILS(mq_open("/n", O_RDWR | O_CREAT, 0600, &a), EINVAL);
	a = (struct mq_attr){ .mq_maxmsg = LONG_MAX, .mq_msgsize = LONG_MAX };
	FAILS(mq_open("/n", O_RDWR | O_CREAT, 0600, &a), EINVAL);
	a = (struct mq_attr){ .mq_maxmsg = 1, .mq_msgsize = -1 };
	FAILS(mq_open("/n", O_RDWR | O_CREAT, 0600, &a), EINVAL);
	FAILS(mq_unlink("/none"), ENOENT);
	FAILS(mq_unlink(name), ENAMETOOLONG);
	FAILS(mq_send(r, "x", 1, 0), EBADF);
	FAILS(mq_receive(w, buf, 8, NULL), EBADF);
	FAILS(mq_send(-1, "x", 1, 0), EBADF);
	FAILS(mq_send(1, "x", 1, 0), EBADF);
	FAILS(mq_close(1), EBADF);
	FAILS(mq_getattr(50, &a), EBADF);
	FAILS(mq_notify(50, NULL), EBADF);
	FAILS(mq_send(q, "123456789", 9, 0), EMSGSIZE);
	FAILS(mq_send(q, "123456789", SIZE_MAX, 0), EMSGSIZE);
	FAILS(mq_send(q, "x", 1, MQ_PRIO_MAX), EINVAL);
	FAILS(mq_receive(q, buf, 7, NULL), EMSGSIZE);
	FAILS(mq_timedreceive(q, buf, 8, NULL, &bad), EINVAL);
	FAILS(mq_timedreceive(q, buf, 8, NULL, &past), ETIMEDOUT);
	/* The time is not looked at where nothing has to be waited for. */
	ck_assert_int_eq(mq_timedsend(q, "x", 1, 0, &bad), 0);
	ck_assert_int_eq(mq_timedreceive(q, buf, 8, NULL, &bad), 1);
	a.mq_flags = 77777;
	FAILS(mq_setattr(q, &a, NULL), EINVAL);
	mq_close(r);
	mq_close(w);
	end(q);
}
END_TEST

START_TEST(a_name_goes_before_the_queue)
{
	mqd_t q = make(O_RDWR), again;
	struct stat st;

	ck_assert_int_eq(fstat(q, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	ck_assert_int_eq(mq_send(q, "kept", 4, 0), 0);
	again = mq_open("/q", O_RDWR);
	ck_assert_int_eq(mq_unlink("/q"), 0);
	FAILS(mq_open("/q", O_RDWR), ENOENT);
	ck_assert_int_eq(mq_close(q), 0);
	ck_assert_int_eq(mq_receive(again, buf, 8, NULL), 4);
	ck_assert_int_eq(mq_close(again), 0);
}
END_TEST

static void *send_three(void *arg)
{
	mqd_t q = *(mqd_t *)arg;
	int i;

	for (i = 0; i < 300; i++)
		if (mq_send(q, (char *)&i, sizeof(i), 0))
			return NULL;
	return arg;
}

START_TEST(both_ends_wait)
{
	mqd_t q = make(O_RDWR);
	pthread_t t;
	void *v;
	int i, n;

	pthread_create(&t, NULL, send_three, &q);
	for (i = 0; i < 300; i++) {
		if (mq_receive(q, buf, 8, NULL) != sizeof(n))
			ck_abort_msg("the %d-th is lost", i);
		memcpy(&n, buf, sizeof(n));
		if (n != i)
			ck_abort_msg("%d came for %d", n, i);
	}
	pthread_join(t, &v);
	ck_assert_ptr_nonnull(v);
	end(q);
}
END_TEST

START_TEST(poll_waits_for_it)
{
	mqd_t q = make(O_RDWR);
	struct pollfd p = { .fd = q, .events = POLLIN | POLLOUT };
	int i;

	ck_assert_int_eq(poll(&p, 1, 0), 1);
	ck_assert_int_eq(p.revents, POLLOUT);
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(mq_send(q, "x", 1, 0), 0);
	ck_assert_int_eq(poll(&p, 1, 0), 1);
	ck_assert_int_eq(p.revents, POLLIN);
	end(q);
}
END_TEST

static volatile int told, code;
static sem_t done;

static void on_signal(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	told += info->si_value.sival_int;
	code = info->si_code;
}

static void on_thread(union sigval value)
{
	told += value.sival_int;
	sem_post(&done);
}

START_TEST(who_asked_is_told_once)
{
	mqd_t q = make(O_RDWR), other = mq_open("/q", O_RDWR);
	struct sigaction act = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO };
	struct sigevent e = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };

	sigaction(SIGUSR1, &act, NULL);
	e.sigev_value.sival_int = 7;
	told = 0;
	ck_assert_int_eq(mq_notify(q, &e), 0);
	FAILS(mq_notify(other, &e), EBUSY);
	ck_assert_int_eq(mq_send(q, "x", 1, 0), 0);
	ck_assert_int_eq(told, 7);
	ck_assert_int_eq(code, SI_MESGQ);
	/* Not again, and not while there are messages. */
	ck_assert_int_eq(mq_receive(q, buf, 8, NULL), 1);
	ck_assert_int_eq(mq_send(q, "x", 1, 0), 0);
	ck_assert_int_eq(mq_notify(other, &e), 0);
	ck_assert_int_eq(mq_send(q, "x", 1, 0), 0);
	ck_assert_int_eq(told, 7);
	/* Closing takes it back. */
	ck_assert_int_eq(mq_close(other), 0);
	e.sigev_notify = SIGEV_THREAD;
	e.sigev_notify_function = on_thread;
	sem_init(&done, 0, 0);
	ck_assert_int_eq(mq_notify(q, &e), 0);
	while (mq_receive(q, buf, 8, NULL) == 1) {
		struct mq_attr a;

		mq_getattr(q, &a);
		if (!a.mq_curmsgs)
			break;
	}
	ck_assert_int_eq(mq_send(q, "x", 1, 0), 0);
	ck_assert_int_eq(sem_wait(&done), 0);
	ck_assert_int_eq(told, 14);
	ck_assert_int_eq(mq_notify(q, NULL), 0);
	e.sigev_notify = 77;
	FAILS(mq_notify(q, &e), EINVAL);
	end(q);
}
END_TEST

SUITE("mqueue", the_highest_priority_comes_first, errors_are_the_standards,
      a_name_goes_before_the_queue, both_ends_wait, poll_waits_for_it, who_asked_is_told_once)
