/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * setitimer(), getitimer(), alarm(), ualarm(): POSIX XSH. All processor time is the program's,
 * so two kinds differ in their signal only.
 */
#include <sys/time.h>
#include <unistd.h>
#include <uk/anchor.h>
#include "time/timer_priv.h"

UK_NEED(uk_clock_cpu);

static struct uk_sigtimer timers[3];
static const unsigned char sigs[3] = { SIGALRM, SIGVTALRM, SIGPROF };

static uint64_t ns_of(const struct timeval *tv)
{
	return (uint64_t)tv->tv_sec * UK_NS_PER_SEC + (uint64_t)tv->tv_usec * 1000;
}

/* Microseconds, rounded up so that a timer that is armed does not look as if it were not. */
static struct timeval tv_of(uint64_t ns)
{
	uint64_t us = (ns + 999) / 1000;

	return (struct timeval){ (time_t)(us / 1000000), (suseconds_t)(us % 1000000) };
}

static bool valid(const struct timeval *tv)
{
	return tv->tv_sec >= 0 && tv->tv_sec <= INT64_MAX / UK_NS_PER_SEC / 2 &&
	       tv->tv_usec >= 0 && tv->tv_usec < 1000000;
}

static struct uk_sigtimer *get(int which)
{
	struct uk_sigtimer *t;

	if (which < ITIMER_REAL || which > ITIMER_PROF)
		return NULL;
	t = &timers[which];
	if (!t->timer.fn) {
		uk_sigtimer_init(t, sigs[which], SI_KERNEL);
		t->cpu = which == ITIMER_REAL ? 0 : CLOCK_PROCESS_CPUTIME_ID;
	}
	return t;
}

int getitimer(int which, struct itimerval *value)
{
	struct uk_sigtimer *t = get(which);

	if (!t)
		return (int)uk_ret(-EINVAL);
	value->it_value = tv_of(uk_sigtimer_left(t));
	value->it_interval = tv_of(t->interval);
	return 0;
}

int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict old)
{
	struct uk_sigtimer *t = get(which);
	uint64_t in;

	if (!t || !valid(&value->it_value) || !valid(&value->it_interval))
		return (int)uk_ret(-EINVAL);
	if (old)
		getitimer(which, old);
	in = ns_of(&value->it_value);
	return (int)uk_ret(uk_sigtimer_set(t, in ? uk_sigtimer_now(t) + in : UK_FOREVER,
					   ns_of(&value->it_interval)));
}

unsigned alarm(unsigned seconds)
{
	struct itimerval v = { .it_value = { .tv_sec = seconds } }, old;

	if (setitimer(ITIMER_REAL, &v, &old) < 0)
		return 0;
	return (unsigned)(old.it_value.tv_sec + (old.it_value.tv_usec > 0));
}

useconds_t ualarm(useconds_t us, useconds_t interval)
{
	struct itimerval v = {
		.it_value = { us / 1000000, us % 1000000 },
		.it_interval = { interval / 1000000, interval % 1000000 },
	};
	struct itimerval old;

	if (setitimer(ITIMER_REAL, &v, &old) < 0)
		return 0;
	return (useconds_t)(old.it_value.tv_sec * 1000000 + old.it_value.tv_usec);
}
