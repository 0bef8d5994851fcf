/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console: a ring that another domain serves (public/io/console.h), or, in the initial
 * domain, the hypervisor's own by console_io. The other side's indices are only
 * believed as far as they make sense.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/irq.h>
#include <uk/xen.h>
#include "xen.h"

/* How long a ring may stay full before its other side is taken for dead. */
#define PATIENCE_NS UINT64_C(1000000000)

static bool dead;

static uint32_t load(const uint32_t *index)
{
	return __atomic_load_n(index, __ATOMIC_ACQUIRE);
}

/* Bytes that the other side has not taken; more than there can be: it talks nonsense. */
static uint32_t unread(const struct xencons_interface *c)
{
	return c->out_prod - load(&c->out_cons);
}

/* Wait until at most @most bytes are unread. */
static bool drain(struct xencons_interface *c, uint32_t most)
{
	uint64_t until = xen_clock_ns() + PATIENCE_NS;
	uint32_t last = unread(c), now;

	while ((now = unread(c)) > most) {
		if (now > sizeof(c->out))
			return false;
		if (now != last)
			until = xen_clock_ns() + PATIENCE_NS;
		else if (xen_clock_ns() > until)
			return false;
		last = now;
		xen_call(XEN_sched_op, SCHEDOP_yield, 0, 0);
	}
	return true;
}

static void ring_write(struct xencons_interface *c, const char *buf, size_t len)
{
	while (len) {
		uint32_t prod = c->out_prod, used = unread(c), n;

		if (used >= sizeof(c->out)) {
			uk_xen_notify(xen_domain.console_port);
			dead = dead || !drain(c, sizeof(c->out) - 1);
			if (dead && unread(c) >= sizeof(c->out))
				return; /* until there is room again */
			dead = false;
			continue;
		}
		n = UK_MIN(len, sizeof(c->out) - used);
		for (uint32_t i = 0; i < n; i++)
			c->out[(prod + i) % sizeof(c->out)] = buf[i];
		__atomic_store_n(&c->out_prod, prod + n, __ATOMIC_RELEASE);
		buf += n;
		len -= n;
	}
	uk_xen_notify(xen_domain.console_port);
}

void xen_console_write(const char *buf, size_t len)
{
	if (xen_domain.console)
		ring_write(xen_domain.console, buf, len);
	else
		xen_call(XEN_console_io, CONSOLEIO_write, (uintptr_t)buf, len);
}

void xen_console_flush(void)
{
	if (xen_domain.console && !dead)
		drain(xen_domain.console, 0);
}

static void input(void *arg)
{
	(void)arg;
	uk_console_input();
}

static void attach(void)
{
	static bool attached;
	long port = xen_domain.console_port;

	if (attached)
		return;
	attached = true;
	if (!xen_domain.console)
		port = xen_call(XEN_event_channel_op, EVTCHNOP_bind_virq, VIRQ_CONSOLE, 0);
	if (port > 0)
		uk_irq_attach(port, input, NULL);
}

static int ring_read(struct xencons_interface *c, char *buf, size_t len)
{
	uint32_t cons = c->in_cons, n = load(&c->in_prod) - cons;

	if (n > sizeof(c->in))
		return -EPIPE;
	n = UK_MIN(n, len);
	for (uint32_t i = 0; i < n; i++)
		buf[i] = c->in[(cons + i) % sizeof(c->in)];
	__atomic_store_n(&c->in_cons, cons + n, __ATOMIC_RELEASE);
	if (n)
		uk_xen_notify(xen_domain.console_port);
	return n;
}

int xen_console_read(char *buf, size_t len)
{
	size_t n = 0;
	long c;

	attach();
	if (xen_domain.console)
		return ring_read(xen_domain.console, buf, len);
	while (n < len && (c = xen_call(XEN_console_io, CONSOLEIO_read, 0, 0)) > 0)
		buf[n++] = c - 1;
	return n;
}
