/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt sources, given out in order; the last is the platform's own (layout.h). A line
 * is an interrupt ID of the GIC.
 *
 * A line that two devices share (PCI's INTx) is level-triggered by nature and edge-triggered
 * here (gic.c): what the second device wants while the first still holds the line
 * makes no edge. So idle looks at such lines from time to time, too.
 */
#include <errno.h>
#include <uk/irq.h>
#include "arm.h"
#include "sys.h"

static uint64_t shared; /* bits of sources */

int mach_irq_enable(unsigned line)
{
	static uint16_t lines[MACH_SOURCE_TIMER];
	static unsigned next;
	long r;

	if (next == MACH_SOURCE_TIMER)
		return -ENOSPC;
	if (line == UK_IRQ_NO_LINE)
		return next++;
	r = mach_service(SVC_IRQ, line, next, 0);
	if (r < 0)
		return r;
	lines[next] = line;
	for (unsigned i = 0; i < next; i++)
		if (lines[i] == line)
			shared |= UINT64_C(1) << i | UINT64_C(1) << next;
	return next++;
}

bool mach_irq_shared(void)
{
	return shared;
}

void mach_irq_raise_shared(void)
{
	atomic_fetch_or_explicit(&uk_irq_pending, shared, memory_order_release);
}

int mach_msi(int source, uint64_t *address, uint32_t *data)
{
	(void)source;
	(void)address;
	(void)data;
	return -ENOTSUP;
}
