/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A hypercall with its argument by value (xen_call in xen.h), by whatever makes the raw one:
 * the pool itself (PV), or the privileged stub on its behalf (PVH), for which the list here is
 * also what it lets through: nothing that changes memory or who is where in it.
 */
#ifndef XEN_BY_VALUE_H
#define XEN_BY_VALUE_H

#include <errno.h>
#include "xen.h"

/* Their arguments are 16 bytes or less, results included. */
#define EVTCHNOPS                                                                            \
	(1u << EVTCHNOP_bind_interdomain | 1u << EVTCHNOP_bind_virq | 1u << EVTCHNOP_close | \
	 1u << EVTCHNOP_send | 1u << EVTCHNOP_alloc_unbound | 1u << EVTCHNOP_unmask)

static inline __attribute__((always_inline)) long
xen_by_value(long (*raw)(unsigned nr, uint64_t a, uint64_t b, uint64_t c), unsigned nr,
	     unsigned cmd, uint64_t lo, uint64_t hi)
{
	union {
		uint64_t u64[2];
		uint32_t u32[4];
		struct sched_poll poll;
		char c;
	} arg;
	long r;

	arg.u64[0] = lo;
	arg.u64[1] = hi;
	switch (nr) {
	case XEN_event_channel_op:
		if (cmd > 31 || !(EVTCHNOPS >> cmd & 1))
			return -EPERM;
		r = raw(nr, cmd, (uintptr_t)&arg, 0);
		if (r || cmd == EVTCHNOP_send || cmd == EVTCHNOP_close ||
		    cmd == EVTCHNOP_unmask)
			return r;
		return arg.u32[cmd == EVTCHNOP_alloc_unbound ? 1 : 2];
	case XEN_sched_op:
		if (cmd == SCHEDOP_poll)
			arg.poll = (struct sched_poll){ xen_ports, xen_nports, 0, lo };
		else if (cmd != SCHEDOP_yield && cmd != SCHEDOP_shutdown)
			return -EPERM;
		return raw(nr, cmd, (uintptr_t)&arg, 0);
	case XEN_console_io:
		if (cmd == CONSOLEIO_write)
			return raw(nr, cmd, hi, lo);
		if (cmd != CONSOLEIO_read)
			return -EPERM;
		r = raw(nr, cmd, 1, (uintptr_t)&arg.c);
		return r == 1 ? (uint8_t)arg.c + 1 : r;
	default:
		return -EPERM;
	}
}

#endif
