/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt sources: source s has vector 32 + s. They are given out in order; the
 * highest two are the platform's own (layout.h).
 */
#include <errno.h>
#include <uk/irq.h>
#include "kvm.h"
#include "x86_64/layout.h"

int kvm_irq_enable(unsigned line)
{
	static unsigned next;
	int r;

	if (next == KVM_SOURCE_TIMER)
		return -ENOSPC;
	if (line != UK_IRQ_NO_LINE) {
		r = kvm_ioapic_route(line, KVM_IRQ_BASE + next);
		if (r < 0)
			return r;
	}
	return next++;
}
