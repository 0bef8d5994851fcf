/* SPDX-License-Identifier: BSD-3-Clause */
/* Asynchronous input and output: POSIX XSH aio_read() and kin. */
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "tests/suite.h"

static char buf[100];
static volatile int told;
static sem_t done;

static void wait_for(const struct aiocb *cb)
{
	const struct aiocb *const list[] = { NULL, cb };

	while (aio_error(cb) == EINPROGRESS)
		ck_assert_int_eq(aio_suspend(list, 2, NULL), 0);
}

static struct aiocb request(int fd, const char *text, off_t off)
{
	return (struct aiocb){ .aio_fildes = fd,
			       .aio_buf = (char *)(uintptr_t)text,
			       .aio_nbytes = strlen(text),
			       .aio_offset = off,
			       .aio_sigevent.sigev_notify = SIGEV_NONE };
}

START_TEST(bytes_go_where_they_should)
{
	int f = memfd_create("aio", 0);
	struct aiocb a = request(f, "hello", 0), b = request(f, "world", 5), c;

	ck_assert_int_eq(aio_write(&a), 0);
	ck_assert_int_eq(aio_write(&b), 0);
	wait_for(&b);
	ck_assert_int_eq(aio_error(&a), 0); /* the first is done before the second */
	ck_assert_int_eq(aio_return(&a), 5);
	ck_assert_int_eq(aio_return(&b), 5);
	FAILS(aio_return(&b), EINVAL);
	FAILS(aio_error(&b), EINVAL);
	c = request(f, "", 2);
	c.aio_buf = buf;
	c.aio_nbytes = 6;
	ck_assert_int_eq(aio_read(&c), 0);
	wait_for(&c);
	ck_assert_int_eq(aio_return(&c), 6);
	ck_assert_mem_eq(buf, "llowor", 6);
	ck_assert_int_eq(aio_fsync(O_SYNC, &c), 0);
	wait_for(&c);
	ck_assert_int_eq(aio_return(&c), 0);
	close(f);
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
	int f = memfd_create("aio", 0), p[2];
	struct aiocb a = request(f, "x", -1);

	ck_assert_int_eq(pipe(p), 0);
	FAILS(aio_write(&a), EINVAL);
	a = request(50, "x", 0);
	FAILS(aio_write(&a), EBADF);
	ck_assert_int_eq(aio_error(&a), EBADF);
	FAILS(aio_fsync(O_SYNC, &a), EBADF);
	FAILS(aio_fsync(77, &a), EINVAL);
	a = request(p[0], "x", 0);
	FAILS(aio_write(&a), EBADF);
	a = request(p[1], "x", 0);
	FAILS(aio_read(&a), EBADF);
	FAILS(aio_fsync(O_SYNC, &a), EINVAL);
	a = request(f, "x", 0);
	a.aio_reqprio = -1;
	FAILS(aio_write(&a), EINVAL);
	a = request(f, "x", 0);
	a.aio_nbytes = SIZE_MAX;
	FAILS(aio_write(&a), EINVAL);
	FAILS(aio_cancel(50, NULL), EBADF);
	FAILS(aio_cancel(p[0], &a), EINVAL);
	FAILS(lio_listio(77, NULL, 0, NULL), EINVAL);
	FAILS(lio_listio(LIO_WAIT, NULL, -1, NULL), EINVAL);
	FAILS(lio_listio(LIO_WAIT, NULL, 1000000, NULL), EINVAL);
	close(p[0]);
	close(p[1]);
	close(f);
}
END_TEST

START_TEST(what_has_not_begun_is_taken_back)
{
	struct timespec soon = { 0, 1000000 };
	struct aiocb r[3];
	const struct aiocb *const list[] = { &r[0], &r[1], &r[2] };
	int p[2], i;

	ck_assert_int_eq(pipe(p), 0);
	for (i = 0; i < 3; i++) {
		r[i] = request(p[0], "", 0);
		r[i].aio_buf = buf + i;
		r[i].aio_nbytes = 1;
		ck_assert_int_eq(aio_read(&r[i]), 0);
	}
	FAILS(aio_suspend(list, 3, &soon), EAGAIN);
	ck_assert_int_eq(aio_cancel(p[0], &r[0]), AIO_NOTCANCELED);
	ck_assert_int_eq(aio_cancel(p[0], &r[1]), AIO_CANCELED);
	ck_assert_int_eq(aio_error(&r[1]), ECANCELED);
	ck_assert_int_eq(aio_return(&r[1]), -1);
	ck_assert_int_eq(write(p[1], "ab", 2), 2);
	wait_for(&r[2]);
	ck_assert_int_eq(aio_return(&r[0]), 1);
	ck_assert_int_eq(aio_return(&r[2]), 1);
	ck_assert_int_eq(buf[0], 'a');
	ck_assert_int_eq(buf[2], 'b');
	ck_assert_int_eq(aio_cancel(p[0], NULL), AIO_ALLDONE);
	close(p[0]);
	close(p[1]);
}
END_TEST

/* The file of a request stays, whatever becomes of its descriptor. */
START_TEST(closing_takes_nothing_away)
{
	struct aiocb r;
	int p[2];

	ck_assert_int_eq(pipe(p), 0);
	r = request(p[0], "", 0);
	r.aio_buf = buf;
	r.aio_nbytes = 1;
	ck_assert_int_eq(aio_read(&r), 0);
	close(p[0]);
	ck_assert_int_eq(write(p[1], "z", 1), 1);
	wait_for(&r);
	ck_assert_int_eq(aio_return(&r), 1);
	ck_assert_int_eq(buf[0], 'z');
	close(p[1]);
}
END_TEST

static void on_signal(int sig, siginfo_t *info, void *context)
{
	(void)sig;
	(void)context;
	if (info->si_code == SI_ASYNCIO)
		told += info->si_value.sival_int;
	sem_post(&done);
}

static void on_thread(union sigval value)
{
	told += value.sival_int;
	sem_post(&done);
}

static void wait_until_told(void)
{
	while (sem_wait(&done))
		ck_assert_int_eq(errno, EINTR);
}

START_TEST(who_asked_is_told)
{
	struct sigaction act = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO };
	int f = memfd_create("aio", 0);
	struct aiocb a = request(f, "x", 0), b = request(f, "y", 1);
	struct aiocb *list[] = { &a, NULL, &b };
	struct sigevent e = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };

	sigaction(SIGUSR1, &act, NULL);
	sem_init(&done, 0, 0);
	e.sigev_value.sival_int = 3;
	a.aio_sigevent = e;
	ck_assert_int_eq(aio_write(&a), 0);
	wait_until_told();
	ck_assert_int_eq(told, 3);
	a.aio_sigevent.sigev_notify = SIGEV_THREAD;
	a.aio_sigevent.sigev_notify_function = on_thread;
	ck_assert_int_eq(aio_write(&a), 0);
	wait_until_told();
	ck_assert_int_eq(told, 6);
	/* A list as a whole. */
	a.aio_sigevent.sigev_notify = SIGEV_NONE;
	a.aio_lio_opcode = b.aio_lio_opcode = LIO_WRITE;
	ck_assert_int_eq(lio_listio(LIO_NOWAIT, list, 3, &e), 0);
	wait_until_told();
	ck_assert_int_eq(told, 9);
	ck_assert_int_eq(aio_return(&a), 1);
	ck_assert_int_eq(aio_return(&b), 1);
	close(f);
}
END_TEST

START_TEST(a_list_is_waited_for)
{
	int f = memfd_create("aio", 0);
	struct aiocb a = request(f, "x", 0), b = request(f, "y", 1), bad = request(50, "z", 0);
	struct aiocb *list[] = { &a, &b, &bad };

	a.aio_lio_opcode = b.aio_lio_opcode = bad.aio_lio_opcode = LIO_WRITE;
	ck_assert_int_eq(lio_listio(LIO_WAIT, list, 2, NULL), 0);
	ck_assert_int_eq(aio_return(&a), 1);
	ck_assert_int_eq(aio_return(&b), 1);
	FAILS(lio_listio(LIO_WAIT, list, 3, NULL), EIO);
	ck_assert_int_eq(aio_error(&a), 0);
	ck_assert_int_eq(aio_error(&bad), EBADF);
	bad.aio_lio_opcode = 77;
	FAILS(lio_listio(LIO_WAIT, list, 3, NULL), EIO);
	ck_assert_int_eq(aio_error(&bad), EINVAL);
	bad.aio_lio_opcode = LIO_NOP;
	ck_assert_int_eq(lio_listio(LIO_WAIT, list, 3, NULL), 0);
	close(f);
}
END_TEST

SUITE("aio", bytes_go_where_they_should, what_cannot_be_is_refused,
      what_has_not_begun_is_taken_back, closing_takes_nothing_away, who_asked_is_told,
      a_list_is_waited_for)
