/* SPDX-License-Identifier: BSD-3-Clause */
/* uk_irq_attach on a descriptor: its input raises the source (uk/irq.h). */
#include <errno.h>
#include <uk/plat_linux.h>
#include "../boot/irq_priv.h"
#include "linux.h"

#define SOURCES 16

static struct uk_linux_watch watches[SOURCES];

static void raise_source(struct uk_linux_watch *w, uint32_t events)
{
	(void)events;
	uk_irq_raise(w - watches);
}

int uk_linux_irq_enable(unsigned line)
{
	static int next;
	struct uk_linux_watch *w;
	int r = 0;

	if (next == SOURCES)
		return -ENOSPC;
	w = &watches[next];
	if (line != UK_IRQ_NO_LINE) {
		*w = (struct uk_linux_watch){ .fd = line,
					      .events = UK_LINUX_IN | UK_LINUX_EDGE,
					      .fn = raise_source };
		r = uk_linux_watch(w);
	}
	return r < 0 ? r : next++;
}
