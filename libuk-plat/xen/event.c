/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels, two-level (public/event_channel.h): a pending bit for each port, a bit for
 * each word of those, a flag for all. The hypervisor sets them from the bottom up, and they
 * are taken from the top down, so that nothing is missed.
 */
#include <errno.h>
#include <uk/cpu.h>
#include <uk/irq.h>
#include <uk/xen.h>
#include "../boot/irq_priv.h"
#include "xen.h"

uint32_t xen_ports[XEN_PORTS];
uint32_t xen_nports;

static int source_of(uint32_t port)
{
	for (unsigned s = 0; s < xen_nports; s++)
		if (xen_ports[s] == port)
			return s;
	return -ENOENT;
}

static void clear(uint64_t *words, uint32_t port)
{
	__atomic_fetch_and(&words[port / 64], ~(UINT64_C(1) << port % 64), __ATOMIC_SEQ_CST);
}

static void set(uint64_t *words, uint32_t port)
{
	__atomic_fetch_or(&words[port / 64], UINT64_C(1) << port % 64, __ATOMIC_SEQ_CST);
}

static void collect_word(struct shared_info *s, unsigned w)
{
	uint64_t bits = __atomic_load_n(&s->evtchn_pending[w], __ATOMIC_SEQ_CST) &
			~__atomic_load_n(&s->evtchn_mask[w], __ATOMIC_SEQ_CST);

	for (; bits; bits &= bits - 1) {
		uint32_t port = w * 64 + __builtin_ctzll(bits);
		int source = source_of(port);

		clear(s->evtchn_pending, port);
		if (source >= 0)
			uk_irq_raise(source);
		else
			set(s->evtchn_mask, port);
	}
}

/* Is there any event? Then its source is pending. */
static void collect(void)
{
	struct shared_info *s = xen_domain.shared;
	struct vcpu_info *v = &s->vcpu_info[0];
	uint64_t words;

	if (!*(volatile uint8_t *)&v->evtchn_upcall_pending)
		return;
	__atomic_store_n(&v->evtchn_upcall_pending, 0, __ATOMIC_SEQ_CST);
	words = __atomic_exchange_n(&v->evtchn_pending_sel, 0, __ATOMIC_SEQ_CST);
	for (; words; words &= words - 1)
		collect_word(s, __builtin_ctzll(words));
}

/*
 * The handler of a source that is always pending, so that it is called whenever somebody looks;
 * where events are interrupts, of one that those set.
 */
static void look(void *arg)
{
	(void)arg;
	collect();
	if (!XEN_UPCALLS)
		uk_irq_raise(XEN_SOURCE);
}

void xen_event_init(void)
{
	struct shared_info *s = xen_domain.shared;

	s->vcpu_info[0].evtchn_upcall_mask = 1;
	for (unsigned i = 0; i < 64; i++)
		s->evtchn_mask[i] = ~UINT64_C(0);
	uk_irq_set_handler(XEN_SOURCE, look, NULL);
	uk_irq_raise(XEN_SOURCE);
}

int xen_irq_enable(unsigned port)
{
	int s = source_of(port);
	long r;

	if (!port || port >= EVTCHN_2L_CHANNELS)
		return -EINVAL;
	if (s < 0)
		s = source_of(0); /* of a port that was closed */
	if (s < 0 && xen_nports == XEN_PORTS)
		return -ENOSPC;
	if (s < 0)
		s = xen_nports++;
	xen_ports[s] = port;
	/* What came while it was masked is handed on by the hypervisor. */
	r = xen_call(XEN_event_channel_op, EVTCHNOP_unmask, port, 0);
	if (r < 0)
		xen_ports[s] = 0;
	return r < 0 ? (int)r : s;
}

void xen_idle(uint64_t deadline)
{
	collect();
	if (uk_irq_pending & ~(UINT64_C(1) << XEN_SOURCE))
		return;
	if (deadline <= xen_clock_ns())
		return;
	/* A port that becomes pending from here on ends the poll before it begins. */
	xen_call(XEN_sched_op, SCHEDOP_poll, deadline == UK_FOREVER ? 0 : deadline, 0);
	collect();
}

int uk_xen_port_alloc(unsigned domain)
{
	return xen_call(XEN_event_channel_op, EVTCHNOP_alloc_unbound,
			DOMID_SELF | (uint64_t)(domain & 0xffff) << 16, 0);
}

void uk_xen_port_close(int port)
{
	int s = source_of(port);

	if (s >= 0)
		xen_ports[s] = 0;
	set(xen_domain.shared->evtchn_mask, port);
	xen_call(XEN_event_channel_op, EVTCHNOP_close, port, 0);
}

void uk_xen_notify(int port)
{
	xen_call(XEN_event_channel_op, EVTCHNOP_send, port, 0);
}
