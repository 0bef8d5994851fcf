/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations of threads, timers and signals for inject.h. */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>
#include "inject_ops.h"

static int fd = -1;
static timer_t timer;
static sem_t *sem;
static pthread_key_t key;

static void close_fd(void)
{
	close(fd);
}

/* An error number as errno. */
static int said(int error)
{
	errno = error;
	return error ? -1 : 0;
}

static void *nothing(void *arg)
{
	return arg;
}

static int do_thread(void)
{
	pthread_t t;
	int r = pthread_create(&t, NULL, nothing, NULL);

	if (r == 0)
		pthread_join(t, NULL);
	return said(r);
}

static int do_signalfd(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	fd = signalfd(-1, &set, SFD_NONBLOCK);
	return fd < 0 ? -1 : 0;
}

static int do_timer(void)
{
	struct sigevent e = { .sigev_notify = SIGEV_NONE };

	return timer_create(CLOCK_MONOTONIC, &e, &timer);
}

static void undo_timer(void)
{
	timer_delete(timer);
}

static int do_semaphore(void)
{
	sem = sem_open("/inject", O_CREAT, 0600, 1);
	return sem == SEM_FAILED ? -1 : 0;
}

static void undo_semaphore(void)
{
	sem_close(sem);
	sem_unlink("/inject");
}

static void make_key(void)
{
	pthread_key_create(&key, NULL);
}

/* In a thread of its own: a thread's values are gone with it. */
static void *set_value(void *arg)
{
	(void)arg;
	return pthread_setspecific(key, &key) ? (void *)1 : NULL;
}

static int do_key(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_t t;
	void *v;
	int r;

	pthread_once(&once, make_key);
	r = pthread_create(&t, NULL, set_value, NULL);

	if (r)
		return said(r);
	pthread_join(t, &v);
	return said(v ? ENOMEM : 0);
}

/* The signal arrives without its value rather than not at all: sigqueue says EAGAIN. */
static int do_sigqueue(void)
{
	struct timespec none = { 0, 0 };
	siginfo_t info;
	sigset_t set;
	int r, e;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	r = sigqueue(getpid(), SIGRTMIN, (union sigval){ .sival_int = 7 });
	e = errno;
	while (sigtimedwait(&set, &info, &none) > 0) {
	}
	errno = e;
	return r;
}

static void undo_queue(void)
{
	mq_close(fd);
	mq_unlink("/inject");
}

static int do_queue(void)
{
	struct mq_attr a = { .mq_maxmsg = 2, .mq_msgsize = 8 };
	int e;

	fd = mq_open("/inject", O_CREAT | O_EXCL | O_RDWR, 0600, &a);
	if (fd < 0)
		return -1;
	if (mq_send(fd, "x", 1, 0) == 0)
		return 0;
	e = errno;
	undo_queue();
	errno = e;
	return -1;
}

const struct inject_op inject_thread_ops[] = {
	{ .name = "pthread_create", .run = do_thread, .errors = { EAGAIN } },
	{ .name = "signalfd", .run = do_signalfd, .undo = close_fd, .errors = { ENOMEM } },
	{ .name = "timer_create", .run = do_timer, .undo = undo_timer, .errors = { EAGAIN } },
	{ .name = "sem_open",
	  .run = do_semaphore,
	  .undo = undo_semaphore,
	  .errors = { ENOMEM } },
	{ .name = "pthread_setspecific", .run = do_key, .errors = { ENOMEM, EAGAIN } },
	{ .name = "mq_open and mq_send",
	  .run = do_queue,
	  .undo = undo_queue,
	  .errors = { ENOMEM } },
	{ .name = "sigqueue", .run = do_sigqueue, .errors = { EAGAIN } },
	{ .name = NULL },
};
