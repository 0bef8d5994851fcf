/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clock: system time at a time stamp, and how far the TSC has come since
 * (public/xen.h, struct vcpu_time_info). The hypervisor corrects it now and then.
 */
#include <uk/cpu.h>
#include "xen.h"

/* Looks at a record that is being written, before what was last known must do. */
#define TRIES 1000

/* A consistent copy of the record; false: there is none to be had. */
static bool snapshot(struct vcpu_time_info *out)
{
	const struct vcpu_time_info *t = &xen_domain.shared->vcpu_info[0].time;
	uint32_t version;

	for (unsigned i = 0; i < TRIES; i++) {
		version = __atomic_load_n(&t->version, __ATOMIC_ACQUIRE);
		__builtin_memcpy(out, t, sizeof(*out));
		uk_rmb();
		if (!(version & 1) && __atomic_load_n(&t->version, __ATOMIC_ACQUIRE) == version)
			return out->tsc_shift > -32 && out->tsc_shift < 32;
		uk_cpu_relax();
	}
	return false;
}

uint64_t xen_clock_ns(void)
{
	static uint64_t last;
	struct vcpu_time_info t;
	uint64_t delta, now;

	if (!snapshot(&t))
		return last;
	delta = uk_cycles() - t.tsc_timestamp;
	if ((int64_t)delta < 0)
		delta = 0; /* another CPU wrote it, whose TSC is ahead */
	delta = t.tsc_shift < 0 ? delta >> -t.tsc_shift : delta << t.tsc_shift;
	now = t.system_time + (uint64_t)((unsigned __int128)delta * t.tsc_to_system_mul >> 32);
	if (now > last)
		last = now;
	return last;
}
