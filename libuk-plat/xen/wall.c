/* SPDX-License-Identifier: BSD-3-Clause */
/* The time of day at system time 0 (public/xen.h, wc_*), read each time: it may be set. */
#include <uk/cpu.h>
#include "xen.h"

#define NS_PER_S UINT64_C(1000000000)
#define TRIES	 1000

uint64_t xen_wall_ns(void)
{
	static uint64_t offset;
	const struct shared_info *s = xen_domain.shared;
	uint32_t version;
	uint64_t ns;

	for (unsigned i = 0; i < TRIES; i++) {
		version = __atomic_load_n(&s->wc_version, __ATOMIC_ACQUIRE);
		ns = ((uint64_t)s->wc_sec_hi << 32 | s->wc_sec) * NS_PER_S + s->wc_nsec;
		uk_rmb();
		if (!(version & 1) &&
		    __atomic_load_n(&s->wc_version, __ATOMIC_ACQUIRE) == version) {
			offset = ns;
			break;
		}
		uk_cpu_relax();
	}
	return offset;
}
