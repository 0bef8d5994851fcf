/* SPDX-License-Identifier: BSD-3-Clause */
/* Mappings, limits, signals, clocks and timers with what makes no sense. */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "arguments.h"

void bad_memory(void)
{
	char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int ro = open("memory", O_CREAT | O_RDONLY, 0600), wo = open("memory", O_WRONLY);
	const int anon = MAP_PRIVATE | MAP_ANONYMOUS;
	void *q;

	SAYS(mmap(NULL, 0, PROT_READ, anon, -1, 0), EINVAL);
	SAYS(mmap(NULL, SIZE_MAX, PROT_READ, anon, -1, 0), ENOMEM);
	SAYS(mmap(NULL, SSIZE_MAX, PROT_READ, anon, -1, 0), ENOMEM);
	SAYS(mmap(NULL, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0), EINVAL);
	SAYS(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, ro, 1), EINVAL);
	SAYS(mmap(p + 1, 4096, PROT_READ, anon | MAP_FIXED, -1, 0), EINVAL);
	SAYS(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, wo, 0), EACCES);
	SAYS(mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, ro, 0), EACCES);
	SAYS(munmap(p + 1, 4096), EINVAL);
	SAYS(munmap(p, 0), EINVAL);
	SAYS(munmap(p, SIZE_MAX), EINVAL);
	SAYS(munmap((void *)-4096, 8192), EINVAL);
	SAYS(mprotect(p + 1, 4096, PROT_READ), EINVAL);
	SAYS(mprotect(p, SIZE_MAX, PROT_READ), ENOMEM);
	SAYS(mprotect((void *)4096, 4096, PROT_READ), ENOMEM);
	SAYS(msync(p + 1, 4096, MS_SYNC), EINVAL);
	SAYS(msync(p, 4096, 77777), EINVAL);
	SAYS(msync(p, 4096, MS_SYNC | MS_ASYNC), EINVAL);
	SAYS(msync((void *)4096, 4096, MS_SYNC), ENOMEM);
	SAYS(madvise(p + 1, 4096, MADV_NORMAL), EINVAL);
	SAYS(madvise(p, 4096, 7777), EINVAL);
	SAYS(mlockall(0), EINVAL);
	SAYS(mlockall(1 << 20), EINVAL);
	RETURNS(posix_madvise(p, 4096, 7777), EINVAL);
	RETURNS(posix_memalign(&q, 3, 10), EINVAL);
	RETURNS(posix_memalign(&q, 2, 10), EINVAL);
	RETURNS(posix_memalign(&q, 4096, SIZE_MAX), ENOMEM);
	SAYS(malloc(SIZE_MAX) ? 0 : -1, ENOMEM);
	SAYS(malloc(SSIZE_MAX) ? 0 : -1, ENOMEM);
	SAYS(calloc(SIZE_MAX / 2, 3) ? 0 : -1, ENOMEM);
	SAYS(aligned_alloc(4096, SIZE_MAX - 8192) ? 0 : -1, ENOMEM);
	SAYS(shm_open("/a/b", O_RDWR, 0), EINVAL);
	SAYS(shm_open("/none", O_RDWR, 0), ENOENT);
	SAYS(shm_unlink("/none"), ENOENT);
	SAYS(memfd_create("x", 1u << 30), EINVAL);
	SAYS(getrandom(p, 10, 1u << 20), EINVAL);
	munmap(p, 8192);
	close(ro);
	close(wo);
	unlink("memory");
}

static void bad_signals(void)
{
	struct sigaction act = { .sa_handler = SIG_DFL };
	stack_t stack = { .ss_sp = &stack, .ss_size = 10 };
	struct timespec bad = { 0, 1000000000 };
	sigset_t set;

	sigemptyset(&set);
	SAYS(kill(getpid(), 77), EINVAL);
	SAYS(kill(getpid(), -1), EINVAL);
	SAYS(kill(0x3ffffff, 0), ESRCH);
	SAYS(raise(77), EINVAL);
	SAYS(sigqueue(getpid(), 77, (union sigval){ 0 }), EINVAL);
	SAYS(sigaction(0, &act, NULL), EINVAL);
	SAYS(sigaction(77, &act, NULL), EINVAL);
	SAYS(sigaction(-1, &act, NULL), EINVAL);
	SAYS(sigaction(SIGKILL, &act, NULL), EINVAL);
	SAYS(sigaction(SIGSTOP, &act, NULL), EINVAL);
	SAYS(signal(77, SIG_IGN) == SIG_ERR ? -1 : 0, EINVAL);
	SAYS(sigprocmask(77, &set, NULL), EINVAL);
	SAYS(sigaddset(&set, 77), EINVAL);
	SAYS(sigaddset(&set, 0), EINVAL);
	SAYS(sigdelset(&set, -1), EINVAL);
	SAYS(sigismember(&set, 77), EINVAL);
	SAYS(sigaltstack(&stack, NULL), ENOMEM);
	stack.ss_flags = 77;
	SAYS(sigaltstack(&stack, NULL), EINVAL);
	SAYS(sigtimedwait(&set, NULL, &bad), EINVAL);
}

void bad_signals_and_times(void)
{
	static const struct timespec bad[] = { { 0, 1000000000 }, { 0, -1 }, { -1, 0 } };
	struct itimerval it = { .it_value = { 0, 1000000 } };
	struct itimerspec its = { .it_value = { 0, 1000000000 } };
	struct sigevent ev = { .sigev_notify = 77 };
	struct rlimit limit;
	struct timespec ts;
	int i, fd = timerfd_create(CLOCK_MONOTONIC, 0);
	timer_t t;

	bad_signals();
	for (i = 0; i < 3; i++) {
		SAYS(nanosleep(&bad[i], NULL), EINVAL);
		RETURNS(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad[i], NULL), EINVAL);
	}
	RETURNS(clock_nanosleep(77, 0, &bad[0], NULL), EINVAL);
	SAYS(clock_gettime(77, &ts), EINVAL);
	SAYS(clock_getres(77, &ts), EINVAL);
	SAYS(clock_gettime(-77777, &ts), EINVAL);
	SAYS(setitimer(77, &it, NULL), EINVAL);
	SAYS(setitimer(ITIMER_REAL, &it, NULL), EINVAL);
	SAYS(getitimer(77, &it), EINVAL);
	SAYS(timer_create(77, NULL, &t), EINVAL);
	SAYS(timer_create(CLOCK_MONOTONIC, &ev, &t), EINVAL);
	ev.sigev_notify = SIGEV_SIGNAL;
	ev.sigev_signo = 77;
	SAYS(timer_create(CLOCK_MONOTONIC, &ev, &t), EINVAL);
	ev.sigev_notify = SIGEV_NONE;
	SAYS(timer_create(CLOCK_MONOTONIC, &ev, &t), 0);
	SAYS(timer_settime(t, 0, &its, NULL), EINVAL);
	timer_delete(t);
	SAYS(timerfd_settime(fd, 0, &its, NULL), EINVAL);
	SAYS(timerfd_settime(fd, 1 << 20, &its, NULL), EINVAL);
	SAYS(getrlimit(77, &limit), EINVAL);
	SAYS(getrusage(77, (struct rusage *)&its), EINVAL);
	SAYS(getpriority(77, 0), EINVAL);
	SAYS(sysconf(7777), EINVAL);
	close(fd);
}
