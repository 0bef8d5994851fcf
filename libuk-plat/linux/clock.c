/* SPDX-License-Identifier: BSD-3-Clause */
/* The host's clocks, by the vDSO where there is one: no system call then. */
#include "linux.h"

#define CLOCK_REALTIME	0
#define CLOCK_MONOTONIC 1

uintptr_t uk_linux_vdso;

typedef int clock_gettime_fn(int clock, struct uk_linux_timespec *t);

static int by_syscall(int clock, struct uk_linux_timespec *t)
{
	return sys2(UK_LINUX_NR_clock_gettime, clock, (long)t);
}

static clock_gettime_fn find_first, *clock_gettime_now = find_first;

static int find_first(int clock, struct uk_linux_timespec *t)
{
	clock_gettime_fn *fn = uk_linux_vdso_find(uk_linux_vdso, UK_LINUX_VDSO_CLOCK_GETTIME);

	clock_gettime_now = fn ? fn : by_syscall;
	return clock_gettime_now(clock, t);
}

static uint64_t now(int clock)
{
	struct uk_linux_timespec t;

	if (clock_gettime_now(clock, &t))
		by_syscall(clock, &t);
	return t.sec * NS_PER_S + t.nsec;
}

uint64_t uk_linux_clock_ns(void)
{
	return now(CLOCK_MONOTONIC);
}

uint64_t uk_linux_wall_offset_ns(void)
{
	uint64_t mono = now(CLOCK_MONOTONIC);

	return now(CLOCK_REALTIME) - mono;
}
