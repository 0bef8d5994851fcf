/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals in a running image: POSIX XSH 2.4, one behaviour each. */
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include "tests/suite.h"

static volatile sig_atomic_t got, count;
static siginfo_t seen;
static volatile pthread_t where;

static void handler(int sig)
{
	got = sig;
	count++;
	where = pthread_self();
}

static void handler_info(int sig, siginfo_t *info, void *context)
{
	(void)context;
	handler(sig);
	seen = *info;
}

static void catch_with(int sig, int flags)
{
	struct sigaction act = { .sa_flags = flags | SA_SIGINFO };

	act.sa_sigaction = handler_info;
	ck_assert_int_eq(sigaction(sig, &act, NULL), 0);
	got = count = 0;
}

static sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	return set;
}

static void block(int sig)
{
	sigset_t set = set_of(sig);

	ck_assert_int_eq(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
}

static void unblock(int sig)
{
	sigset_t set = set_of(sig);

	ck_assert_int_eq(pthread_sigmask(SIG_UNBLOCK, &set, NULL), 0);
}

static long long now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

static void alarm_in(long us)
{
	struct itimerval v = { .it_value = { 0, us } };

	ck_assert_int_eq(setitimer(ITIMER_REAL, &v, NULL), 0);
}

START_TEST(a_blocking_read_ends_with_eintr)
{
	int p[2];
	char c;

	ck_assert_int_eq(pipe(p), 0);
	catch_with(SIGALRM, 0);
	alarm_in(3000);
	FAILS(read(p[0], &c, 1), EINTR);
	ck_assert_int_eq(got, SIGALRM);
	close(p[0]);
	close(p[1]);
}
END_TEST

static int restart_pipe[2];

static void feed(int sig)
{
	(void)sig;
	if (++count == 2)
		ck_assert_int_eq(write(restart_pipe[1], "x", 1), 1);
}

START_TEST(a_read_starts_again_with_sa_restart)
{
	struct itimerval v = { .it_value = { 0, 2000 }, .it_interval = { 0, 2000 } },
			 off = { 0 };
	struct sigaction act = { .sa_flags = SA_RESTART };
	char c = 0;

	ck_assert_int_eq(pipe(restart_pipe), 0);
	act.sa_handler = feed;
	count = 0;
	ck_assert_int_eq(sigaction(SIGALRM, &act, NULL), 0);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &v, NULL), 0);
	ck_assert_int_eq(read(restart_pipe[0], &c, 1), 1);
	ck_assert_int_eq(c, 'x');
	ck_assert_int_ge(count, 2);
	ck_assert_int_eq(setitimer(ITIMER_REAL, &off, NULL), 0);
	close(restart_pipe[0]);
	close(restart_pipe[1]);
}
END_TEST

START_TEST(waits_with_a_time_never_start_again)
{
	struct timespec long_time = { 10, 0 }, left;
	struct epoll_event ev;
	struct pollfd pfd;
	fd_set r;
	int p[2], e = epoll_create1(0);
	sem_t s;

	ck_assert_int_eq(pipe(p), 0);
	catch_with(SIGALRM, SA_RESTART);
	alarm_in(2000);
	FAILS(nanosleep(&long_time, &left), EINTR);
	ck_assert(left.tv_sec == 9 && left.tv_nsec > 0);
	alarm_in(2000);
	pfd = (struct pollfd){ .fd = p[0], .events = POLLIN };
	FAILS(poll(&pfd, 1, -1), EINTR);
	alarm_in(2000);
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	FAILS(select(p[0] + 1, &r, NULL, NULL, NULL), EINTR);
	alarm_in(2000);
	ck_assert_int_eq(
		epoll_ctl(e, EPOLL_CTL_ADD, p[0], &(struct epoll_event){ EPOLLIN, { 0 } }), 0);
	FAILS(epoll_wait(e, &ev, 1, -1), EINTR);
	ck_assert_int_eq(count, 4);
	alarm_in(2000);
	ck_assert_uint_gt(sleep(5), 3);
	/* sem_wait() may: and does with SA_RESTART only. */
	sem_init(&s, 0, 0);
	catch_with(SIGALRM, 0);
	alarm_in(2000);
	FAILS(sem_wait(&s), EINTR);
	alarm_in(2000);
	FAILS(pause(), EINTR);
	close(p[0]);
	close(p[1]);
	close(e);
}
END_TEST

START_TEST(a_mask_holds_for_the_wait_only)
{
	struct timespec no_time = { 5, 0 };
	sigset_t none, old;
	struct pollfd pfd = { .fd = -1 };

	catch_with(SIGUSR1, 0);
	block(SIGUSR1);
	raise(SIGUSR1);
	ck_assert_int_eq(count, 0);
	sigemptyset(&none);
	FAILS(sigsuspend(&none), EINTR);
	ck_assert_int_eq(count, 1);
	pthread_sigmask(SIG_SETMASK, NULL, &old);
	ck_assert_int_eq(sigismember(&old, SIGUSR1), 1);
	raise(SIGUSR1);
	FAILS(ppoll(&pfd, 1, &no_time, &none), EINTR);
	ck_assert_int_eq(count, 2);
	raise(SIGUSR1);
	FAILS(pselect(0, NULL, NULL, NULL, &no_time, &none), EINTR);
	ck_assert_int_eq(count, 3);
	pthread_sigmask(SIG_SETMASK, NULL, &old);
	ck_assert_int_eq(sigismember(&old, SIGUSR1), 1);
	unblock(SIGUSR1);
}
END_TEST

START_TEST(signals_are_taken_by_waiting)
{
	struct timespec little = { 0, 2000000 };
	sigset_t set = set_of(SIGUSR2);
	siginfo_t info;
	int sig = 0;

	block(SIGUSR2);
	FAILS(sigtimedwait(&set, &info, &little), EAGAIN);
	kill(getpid(), SIGUSR2);
	ck_assert_int_eq(sigwaitinfo(&set, &info), SIGUSR2);
	ck_assert_int_eq(info.si_code, SI_USER);
	ck_assert_int_eq(info.si_pid, 1);
	raise(SIGUSR2);
	ck_assert_int_eq(sigwait(&set, &sig), 0);
	ck_assert_int_eq(sig, SIGUSR2);
	/* Another signal's handler interrupts. */
	catch_with(SIGALRM, 0);
	alarm_in(2000);
	FAILS(sigwaitinfo(&set, &info), EINTR);
	/* It is not blocked, and yet no handler runs. */
	unblock(SIGUSR2);
	catch_with(SIGUSR2, 0);
	set = set_of(SIGALRM);
	alarm_in(2000);
	catch_with(SIGALRM, 0);
	ck_assert_int_eq(sigwait(&set, &sig), 0);
	ck_assert_int_eq(count, 0);
}
END_TEST

START_TEST(real_time_signals_queue_with_their_values)
{
	sigset_t set = set_of(SIGRTMIN + 1);
	siginfo_t info;
	int i;

	block(SIGRTMIN + 1);
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(
			sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ .sival_int = i }), 0);
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(sigwaitinfo(&set, &info), SIGRTMIN + 1);
		ck_assert_int_eq(info.si_value.sival_int, i);
		ck_assert_int_eq(info.si_code, SI_QUEUE);
	}
	sigpending(&set);
	ck_assert_int_eq(sigisemptyset(&set), 1);
	/* Others are pending once. */
	block(SIGUSR1);
	catch_with(SIGUSR1, 0);
	for (i = 0; i < 3; i++)
		raise(SIGUSR1);
	unblock(SIGUSR1);
	ck_assert_int_eq(count, 1);
	FAILS(sigqueue(getpid(), NSIG, (union sigval){ 0 }), EINVAL);
	FAILS(sigqueue(4711, SIGUSR1, (union sigval){ 0 }), ESRCH);
	unblock(SIGRTMIN + 1);
}
END_TEST

START_TEST(a_queue_has_an_end)
{
	sigset_t set = set_of(SIGRTMAX);
	int i, n;

	block(SIGRTMAX);
	for (n = 0; n < 5000; n++)
		if (sigqueue(getpid(), SIGRTMAX, (union sigval){ 0 }) < 0)
			break;
	ck_assert_int_eq(errno, EAGAIN);
	ck_assert(n >= 32 && n < 5000); /* _POSIX_SIGQUEUE_MAX */
	for (i = 0; i < n; i++)
		ck_assert_int_eq(sigwaitinfo(&set, NULL), SIGRTMAX);
	sigpending(&set);
	ck_assert_int_eq(sigisemptyset(&set), 1);
	unblock(SIGRTMAX);
}
END_TEST

static int result;

static void *read_pipe(void *p)
{
	char c;

	errno = 0;
	result = (int)read(*(int *)p, &c, 1);
	return (void *)(intptr_t)errno;
}

START_TEST(a_signal_reaches_the_thread_it_is_for)
{
	pthread_t t;
	int p[2];
	void *error;

	ck_assert_int_eq(pipe(p), 0);
	catch_with(SIGUSR1, 0);
	ck_assert_int_eq(pthread_create(&t, NULL, read_pipe, p), 0);
	sched_yield();
	ck_assert_int_eq(pthread_kill(t, SIGUSR1), 0);
	ck_assert_int_eq(pthread_join(t, &error), 0);
	ck_assert_int_eq(result, -1);
	ck_assert_int_eq((int)(intptr_t)error, EINTR);
	ck_assert(pthread_equal(where, t));
	ck_assert_int_eq(seen.si_code, SI_TKILL);
	ck_assert_int_eq(pthread_kill(pthread_self(), 0), 0);
	ck_assert_int_eq(pthread_kill(pthread_self(), NSIG), EINVAL);
	close(p[0]);
	close(p[1]);
}
END_TEST

static void *wait_for_usr1(void *arg)
{
	sigset_t set = set_of(SIGUSR1);
	int sig;

	(void)arg;
	return (void *)(intptr_t)(sigwait(&set, &sig) ? -1 : sig);
}

START_TEST(a_signal_of_the_process_goes_to_who_wants_it)
{
	pthread_t t;
	void *sig;

	catch_with(SIGUSR1, 0);
	block(SIGUSR1); /* and so in the new thread */
	ck_assert_int_eq(pthread_create(&t, NULL, wait_for_usr1, NULL), 0);
	sched_yield();
	kill(getpid(), SIGUSR1);
	ck_assert_int_eq(pthread_join(t, &sig), 0);
	ck_assert_int_eq((int)(intptr_t)sig, SIGUSR1);
	ck_assert_int_eq(count, 0);
	unblock(SIGUSR1);
}
END_TEST

START_TEST(masks_hold_in_handlers)
{
	struct sigaction act = { .sa_flags = 0 };

	catch_with(SIGUSR1, SA_RESETHAND);
	raise(SIGUSR1);
	sigaction(SIGUSR1, NULL, &act);
	ck_assert_ptr_eq(act.sa_handler, SIG_DFL);
	/* What is ignored is forgotten. */
	catch_with(SIGUSR1, 0);
	block(SIGUSR1);
	raise(SIGUSR1);
	signal(SIGUSR1, SIG_IGN);
	catch_with(SIGUSR1, 0);
	unblock(SIGUSR1);
	ck_assert_int_eq(count, 0);
	ck_assert_int_eq(siginterrupt(SIGUSR1, 0), 0);
	sigaction(SIGUSR1, NULL, &act);
	ck_assert_int_eq(act.sa_flags & SA_RESTART, SA_RESTART);
	/* System V's */
	ck_assert_int_eq(sighold(SIGUSR1), 0);
	raise(SIGUSR1);
	ck_assert_int_eq(count, 0);
	FAILS(sigpause(SIGUSR1), EINTR);
	ck_assert_int_eq(count, 1);
	ck_assert_int_eq(sigrelse(SIGUSR1), 0);
	FAILS(sighold(NSIG), EINVAL);
}
END_TEST

static sigjmp_buf back;

static void jump(int sig)
{
	(void)sig;
	siglongjmp(back, 1);
}

START_TEST(a_handler_may_jump_out_of_a_wait)
{
	struct pollfd pfd;
	sigset_t now;
	int p[2], i;

	ck_assert_int_eq(pipe(p), 0);
	signal(SIGALRM, jump);
	for (i = 0; i < 3; i++) {
		if (sigsetjmp(back, 1) == 0) {
			alarm_in(1000);
			pfd = (struct pollfd){ .fd = p[0], .events = POLLIN };
			poll(&pfd, 1, -1);
			ck_abort_msg("poll ended");
		}
	}
	sigprocmask(SIG_SETMASK, NULL, &now);
	ck_assert_int_eq(sigismember(&now, SIGALRM), 0);
	/* Nothing on the stack that was left is on the pipe's list of watchers. */
	ck_assert_int_eq(write(p[1], "x", 1), 1);
	close(p[0]);
	close(p[1]);
}
END_TEST

START_TEST(writing_to_nobody_is_sigpipe)
{
	int p[2];

	ck_assert_int_eq(pipe(p), 0);
	close(p[0]);
	catch_with(SIGPIPE, 0);
	FAILS(write(p[1], "x", 1), EPIPE);
	ck_assert_int_eq(count, 1);
	signal(SIGPIPE, SIG_IGN);
	FAILS(write(p[1], "x", 1), EPIPE);
	close(p[1]);
}
END_TEST

START_TEST(timers_tell_by_signal)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN };
	struct itimerspec v = { .it_value = { 0, 2000000 }, .it_interval = { 0, 2000000 } },
			  old;
	struct timespec busy = { 0, 15000000 };
	sigset_t set = set_of(SIGRTMIN);
	siginfo_t info;
	timer_t t;

	block(SIGRTMIN);
	ev.sigev_value.sival_int = 77;
	ck_assert_int_eq(timer_create(CLOCK_MONOTONIC, &ev, &t), 0);
	ck_assert_int_eq(timer_settime(t, 0, &v, NULL), 0);
	ck_assert_int_eq(timer_gettime(t, &old), 0);
	ck_assert(old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 2000000);
	ck_assert_int_eq(sigwaitinfo(&set, &info), SIGRTMIN);
	ck_assert_int_eq(info.si_code, SI_TIMER);
	ck_assert_int_eq(info.si_value.sival_int, 77);
	nanosleep(&busy, NULL);
	ck_assert_int_eq(sigwaitinfo(&set, &info), SIGRTMIN);
	ck_assert_int_ge(timer_getoverrun(t), 1);
	v.it_value.tv_nsec = 0;
	ck_assert_int_eq(timer_settime(t, 0, &v, &old), 0);
	ck_assert_int_eq(old.it_interval.tv_nsec, 2000000);
	ck_assert_int_eq(timer_delete(t), 0);
	FAILS(timer_delete(t), EINVAL);
	FAILS(timer_create(99, &ev, &t), EINVAL);
	ev.sigev_notify = 99;
	FAILS(timer_create(CLOCK_MONOTONIC, &ev, &t), EINVAL);
	unblock(SIGRTMIN);
}
END_TEST

static sem_t called;
static volatile int called_with;

static void by_thread(union sigval v)
{
	called_with = v.sival_int;
	sem_post(&called);
}

START_TEST(timers_tell_by_thread)
{
	struct sigevent ev = { .sigev_notify = SIGEV_THREAD };
	struct itimerspec v = { .it_value = { 0, 1000000 } };
	timer_t t;

	sem_init(&called, 0, 0);
	ev.sigev_notify_function = by_thread;
	ev.sigev_value.sival_int = 5;
	ck_assert_int_eq(timer_create(CLOCK_REALTIME, &ev, &t), 0);
	ck_assert_int_eq(timer_settime(t, 0, &v, NULL), 0);
	ck_assert_int_eq(sem_wait(&called), 0);
	ck_assert_int_eq(called_with, 5);
	ck_assert_int_eq(timer_delete(t), 0);
}
END_TEST

START_TEST(alarms_count_down)
{
	struct itimerval v;
	long long t = now_ns();

	catch_with(SIGALRM, 0);
	ck_assert_uint_eq(alarm(100), 0);
	ck_assert_uint_eq(alarm(0), 100);
	ck_assert_uint_eq(ualarm(3000, 0), 0);
	pause();
	ck_assert_int_eq(count, 1);
	ck_assert(now_ns() - t >= 3000000);
	ck_assert_int_eq(getitimer(ITIMER_REAL, &v), 0);
	ck_assert(v.it_value.tv_sec == 0 && v.it_value.tv_usec == 0);
	v.it_value.tv_usec = 1000000;
	FAILS(setitimer(ITIMER_REAL, &v, NULL), EINVAL);
	FAILS(getitimer(3, &v), EINVAL);
	catch_with(SIGVTALRM, 0);
	v.it_value.tv_usec = 1000;
	ck_assert_int_eq(setitimer(ITIMER_VIRTUAL, &v, NULL), 0);
	pause();
	ck_assert_int_eq(got, SIGVTALRM);
}
END_TEST

START_TEST(signals_are_input_of_a_descriptor)
{
	struct signalfd_siginfo rec[3];
	sigset_t set = set_of(SIGUSR1);
	struct pollfd pfd;
	int fd;

	block(SIGUSR1);
	fd = signalfd(-1, &set, SFD_NONBLOCK);
	ck_assert_int_ge(fd, 0);
	FAILS(read(fd, rec, sizeof(rec)), EAGAIN);
	FAILS(read(fd, rec, 10), EINVAL);
	pfd = (struct pollfd){ .fd = fd, .events = POLLIN };
	ck_assert_int_eq(poll(&pfd, 1, 0), 0);
	kill(getpid(), SIGUSR1);
	ck_assert_int_eq(poll(&pfd, 1, 0), 1);
	ck_assert_int_eq(read(fd, rec, sizeof(rec)), sizeof(rec[0]));
	ck_assert_uint_eq(rec[0].ssi_signo, SIGUSR1);
	ck_assert_uint_eq(rec[0].ssi_pid, 1);
	/* A timer's signal ends a poll. */
	block(SIGALRM);
	sigaddset(&set, SIGALRM);
	ck_assert_int_eq(signalfd(fd, &set, 0), fd);
	catch_with(SIGALRM, 0);
	alarm_in(2000);
	ck_assert_int_eq(poll(&pfd, 1, 10000), 1);
	ck_assert_int_eq(read(fd, rec, sizeof(rec)), sizeof(rec[0]));
	ck_assert_uint_eq(rec[0].ssi_signo, SIGALRM);
	FAILS(signalfd(1, &set, 0), EINVAL);
	FAILS(signalfd(99, &set, 0), EBADF);
	FAILS(signalfd(-1, &set, 1), EINVAL);
	unblock(SIGUSR1);
	unblock(SIGALRM);
	close(fd);
}
END_TEST

static char alternate[SIGSTKSZ];
static volatile int was_inside;

static void look_where(int sig)
{
	char here;
	stack_t now;

	(void)sig;
	was_inside = &here >= alternate && &here < alternate + sizeof(alternate);
	sigaltstack(NULL, &now);
	was_inside += now.ss_flags == SS_ONSTACK ? 2 : 0;
	/* Not while it is in use. */
	was_inside += sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL) == -1 ? 4 : 0;
}

START_TEST(handlers_run_on_another_stack)
{
	stack_t s = { .ss_sp = alternate, .ss_size = sizeof(alternate) }, old;
	struct sigaction act = { .sa_flags = SA_ONSTACK };

	ck_assert_int_eq(sigaltstack(NULL, &old), 0);
	ck_assert_int_eq(old.ss_flags, SS_DISABLE);
	ck_assert_int_eq(sigaltstack(&s, NULL), 0);
	act.sa_handler = look_where;
	sigaction(SIGUSR1, &act, NULL);
	raise(SIGUSR1);
	ck_assert_int_eq(was_inside, 7);
	act.sa_flags = 0;
	sigaction(SIGUSR1, &act, NULL);
	raise(SIGUSR1);
	ck_assert_int_eq(was_inside & 1, 0);
	s.ss_size = 100;
	FAILS(sigaltstack(&s, NULL), ENOMEM);
	s.ss_flags = SS_DISABLE;
	ck_assert_int_eq(sigaltstack(&s, NULL), 0);
}
END_TEST

SUITE("signal", a_blocking_read_ends_with_eintr, a_read_starts_again_with_sa_restart,
      waits_with_a_time_never_start_again, a_mask_holds_for_the_wait_only,
      signals_are_taken_by_waiting, real_time_signals_queue_with_their_values,
      a_queue_has_an_end, a_signal_reaches_the_thread_it_is_for,
      a_signal_of_the_process_goes_to_who_wants_it, masks_hold_in_handlers,
      a_handler_may_jump_out_of_a_wait, writing_to_nobody_is_sigpipe, timers_tell_by_signal,
      timers_tell_by_thread, alarms_count_down, signals_are_input_of_a_descriptor,
      handlers_run_on_another_stack)
