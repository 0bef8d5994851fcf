/* SPDX-License-Identifier: BSD-3-Clause */
/* The host's clocks, by the vDSO where there is one. */
#include "linux.h"

#define LINUX_CLOCK_REALTIME  0
#define LINUX_CLOCK_MONOTONIC 1

static int (*vdso_gettime)(int clock, struct linux_timespec *t);
static uintptr_t vdso_base;

void linux_clock_init(uintptr_t vdso)
{
	vdso_base = vdso;
}

static int64_t read_clock(int clock)
{
	struct linux_timespec t = { 0, 0 };

	/* Looked for at the first reading: many programs never read a clock. */
	if (vdso_base) {
		vdso_gettime = (int (*)(int, struct linux_timespec *))linux_vdso_find(vdso_base, "__vdso_clock_gettime");
		vdso_base = 0;
	}
	if (!vdso_gettime || vdso_gettime(clock, &t) != 0)
		SYS2(clock_gettime, clock, &t);
	return t.sec * 1000000000 + t.nsec;
}

uint64_t linux_clock_ns(void)
{
	return read_clock(LINUX_CLOCK_MONOTONIC);
}

uint64_t linux_wall_offset_ns(void)
{
	return read_clock(LINUX_CLOCK_REALTIME) - read_clock(LINUX_CLOCK_MONOTONIC);
}
