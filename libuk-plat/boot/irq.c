/* SPDX-License-Identifier: BSD-3-Clause */
/* Interrupt sources and their handlers, uk/irq.h. */
#include <errno.h>
#include <stddef.h>
#include <uk/irq.h>
#include <uk/plat.h>
#include "irq_priv.h"

static struct {
	void (*fn)(void *arg);
	void *arg;
} handlers[UK_IRQ_MAX];

_Atomic uint64_t uk_irq_pending;
void (*uk_irq_dispatched)(uint64_t sources);

void uk_irq_set_handler(unsigned source, void (*fn)(void *arg), void *arg)
{
	handlers[source].arg = arg;
	handlers[source].fn = fn;
}

int uk_irq_attach(unsigned line, void (*fn)(void *arg), void *arg)
{
	int source;

	if (!uk_plat->irq_enable)
		return -ENOSYS;
	source = uk_plat->irq_enable(line);
	if (source < 0)
		return source;
	if (source >= UK_IRQ_MAX)
		return -ENOSPC;
	uk_irq_set_handler(source, fn, arg);
	return source;
}

void uk_irq_detach(int source)
{
	if (source >= 0 && source < UK_IRQ_MAX)
		handlers[source].fn = NULL;
}

void uk_irq_dispatch(void)
{
	uint64_t pending = atomic_exchange_explicit(&uk_irq_pending, 0, memory_order_acquire);
	uint64_t taken = pending;

	while (pending) {
		unsigned source = __builtin_ctzll(pending);

		pending &= pending - 1;
		if (handlers[source].fn)
			handlers[source].fn(handlers[source].arg);
	}
	if (uk_irq_dispatched)
		uk_irq_dispatched(taken);
}
