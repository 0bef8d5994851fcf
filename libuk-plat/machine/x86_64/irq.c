/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt sources: source s has vector 32 + s. They are given out in order; the
 * highest two are the platform's own (layout.h).
 */
#include <errno.h>
#include <uk/irq.h>
#include "x86.h"
#include "layout.h"

#define MSI_ADDRESS 0xfee00000u

int mach_irq_enable(unsigned line)
{
	static unsigned next;
	int r;

	if (next == MACH_SOURCE_TIMER)
		return -ENOSPC;
	if (line != UK_IRQ_NO_LINE) {
		r = mach_ioapic_route(line, MACH_IRQ_BASE + next);
		if (r < 0)
			return r;
	}
	return next++;
}

/* Intel SDM volume 3, 11.11. */
int mach_msi(int source, uint64_t *address, uint32_t *data)
{
	*address = MSI_ADDRESS | mach_lapic_id() << 12;
	*data = MACH_IRQ_BASE + source;
	return 0;
}
